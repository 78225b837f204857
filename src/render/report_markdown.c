/* `report` as Markdown: the goals are numbered headings, what is under them nested
 * bullets, so that it can be published as it is. */
#include <string.h>

#include "render/escape.h"
#include "render/report_words.h"
#include "render/words.h"
#include <weekplan/progress.h>
#include <weekplan/report.h>

enum { INDENT = 2 /* of each level of bullets */ };

struct report_markdown_page {
    struct wp_buf *out;
    const struct wp_report *report;
    struct wp_buf words; /* for making a text; empty in between */
    struct wp_buf facts; /* of one item, escaped */
    size_t carried;      /* the next of report->carried */
};

static void report_markdown_put(struct report_markdown_page *page, const char *text)
{
    wp_buf_puts(page->out, text);
}

/* Ends what was begun, and leaves an empty line in front of what follows. */
static void report_markdown_put_gap(struct report_markdown_page *page)
{
    struct wp_str out = wp_buf_str(page->out);

    while (out.length > 0 && !page->out->failed &&
           !wp_str_equal_c(wp_str_slice(out, out.length - 2, 2), "\n\n")) {
        report_markdown_put(page, "\n");
        out = wp_buf_str(page->out);
    }
}

static void report_markdown_put_title(struct report_markdown_page *page, struct wp_str title)
{
    wp_escape(page->out, WP_FORMAT_MARKDOWN, wp_str_trim(title));
}

/* Puts what is in page->words, which becomes empty. */
static void report_markdown_put_words(struct report_markdown_page *page)
{
    report_markdown_put_title(page, wp_buf_str(&page->words));
    page->out->failed = page->out->failed || page->words.failed;
    wp_buf_clear(&page->words);
}

/* A post is of the week's last day, or of today: Jekyll leaves out what is of a day
 * to come. */
static void put_front_matter(struct report_markdown_page *page)
{
    const struct wp_view *view = &page->report->view;
    struct wp_str title = view->week->root.title;

    wp_buf_append(&page->words, title);
    wp_buf_puts(&page->words, title.length > 0 ? ": week of " : "Week of ");
    wp_words_long_date(&page->words, view->week->start);
    report_markdown_put(page, "---\nlayout: post\ntitle: '");
    wp_escape(page->out, WP_FORMAT_YAML, wp_buf_str(&page->words));
    report_markdown_put(page, "'\ndate: ");
    wp_day_format(page->out, page->report->over ? view->end : view->today);
    report_markdown_put(page, "\n---\n");
    page->out->failed = page->out->failed || page->words.failed;
    wp_buf_clear(&page->words);
}

static void report_markdown_put_heading(struct report_markdown_page *page)
{
    const struct wp_week *week = page->report->view.week;

    report_markdown_put(page, "# ");
    if (week->root.title.length > 0) {
        report_markdown_put_title(page, week->root.title);
        report_markdown_put(page, "\n\n");
    }
    wp_words_week(page->out, week->start, "–");
    report_markdown_put(page, "\n");
}

static void report_markdown_put_figure(struct report_markdown_page *page, int shown)
{
    report_markdown_put(page, "**");
    wp_progress_format_percent(page->out, shown, false);
    report_markdown_put(page, "**");
}

/* "The week came to **36.4%**: 2 of 9 done, 1 dropped. Up 12 points on …" */
static void report_markdown_put_summary(struct report_markdown_page *page)
{
    const struct wp_view *view = &page->report->view;
    size_t begin;

    report_markdown_put_gap(page);
    if (view->summary == WP_SUMMARY_NOTHING_PLANNED || view->summary == WP_SUMMARY_ALL_DROPPED) {
        wp_words_summary(&page->words, view);
        report_markdown_put_words(page);
    } else {
        report_markdown_put(page,
                            page->report->over ? "The week came to " : "So far the week is at ");
        report_markdown_put_figure(page, view->percent_tenths);
        report_markdown_put(page, ": ");
        wp_words_tally(page->out, &view->week->root.progress, ", ");
        if (view->overdue > 0)
            wp_buf_printf(page->out, ", %u overdue", (unsigned)view->overdue);
        report_markdown_put(page, ".");
        begin = page->words.length;
        wp_report_words_comparison(&page->words, page->report, ", ");
        wp_words_sentence(&page->words, begin);
        report_markdown_put(page, page->words.length > 0 ? " " : "");
        report_markdown_put_words(page);
    }
    report_markdown_put_gap(page);
}

static void report_markdown_put_skip(struct report_markdown_page *page)
{
    const struct wp_item *root = &page->report->view.week->root;

    if (!root->skip)
        return;
    report_markdown_put_gap(page);
    report_markdown_put(page, "A week off");
    report_markdown_put(page, root->skip_reason.length > 0 ? ": " : ".");
    report_markdown_put_title(page, root->skip_reason);
    report_markdown_put(page, "\n");
}

static void report_markdown_put_trend(struct report_markdown_page *page)
{
    if (page->report->history->count < 2)
        return;
    report_markdown_put_gap(page);
    report_markdown_put(page, "Week by week: ");
    wp_words_weeks(page->out, page->report->history);
    report_markdown_put(page, ".\n");
}

/* A note is Markdown already. */
static void put_note(struct report_markdown_page *page, size_t indent, struct wp_str note)
{
    struct wp_str rest;

    if (note.length == 0)
        return;
    wp_escape_prose(&page->words, note);
    report_markdown_put_gap(page);
    for (rest = wp_buf_str(&page->words); rest.length > 0;) {
        const char *newline = memchr(rest.data, '\n', rest.length);
        size_t length = newline != NULL ? (size_t)(newline - rest.data) : rest.length;

        wp_buf_repeat(page->out, " ", length > 0 ? indent : 0);
        wp_buf_append(page->out, wp_str_slice(rest, 0, length));
        report_markdown_put(page, "\n");
        rest = wp_str_slice(rest, length + 1, rest.length);
    }
    report_markdown_put_gap(page);
    page->out->failed = page->out->failed || page->words.failed;
    wp_buf_clear(&page->words);
}

static void put_link(struct report_markdown_page *page, struct wp_str given)
{
    struct wp_str link = wp_str_trim(given);
    struct wp_buf text = WP_BUF_INIT;
    struct wp_buf target = WP_BUF_INIT;

    wp_escape(&text, WP_FORMAT_MARKDOWN, link);
    wp_escape(&target, WP_FORMAT_TARGET, link);
    if (!wp_escape_is_safe_link(link)) {
        wp_buf_append(page->out, wp_buf_str(&text));
    } else if (wp_str_equal(wp_buf_str(&text), link) && wp_str_equal(wp_buf_str(&target), link)) {
        wp_buf_printf(page->out, "<%s>", target.data);
    } else {
        wp_buf_printf(page->out, "[%s](<%s>)", text.data, target.data);
    }
    page->out->failed = page->out->failed || text.failed || target.failed;
    wp_buf_free(&text);
    wp_buf_free(&target);
}

static void put_links(struct report_markdown_page *page, size_t indent, const struct wp_list *links)
{
    size_t i;

    if (links->count == 0)
        return;
    report_markdown_put_gap(page);
    wp_buf_repeat(page->out, " ", indent);
    for (i = 0; i < links->count; i++) {
        report_markdown_put(page, i == 0 ? "See " : ", ");
        put_link(page, links->items[i]);
    }
    report_markdown_put(page, "\n\n");
}

/* Adds what is in page->words, if anything, to the facts. */
static void take_fact(struct report_markdown_page *page, const char *separator)
{
    if (page->words.length == 0)
        return;
    wp_buf_puts(&page->facts, page->facts.length > 0 ? separator : "");
    wp_escape(&page->facts, WP_FORMAT_MARKDOWN, wp_buf_str(&page->words));
    page->out->failed = page->out->failed || page->words.failed || page->facts.failed;
    wp_buf_clear(&page->words);
}

static void report_markdown_add_dropped(struct report_markdown_page *page,
                                        const struct wp_item *item, wp_day week_start)
{
    if (!item->dropped)
        return;
    wp_buf_puts(&page->words, "dropped");
    wp_buf_puts(&page->words, item->dropped_reason.length > 0 ? ": " : "");
    wp_buf_puts(&page->words, item->dropped_on != WP_NO_DAY ? " " : "");
    wp_report_words_dropped(&page->words, item, week_start);
}

/* How often it came along; of an item of the week itself it is known from where. */
static void report_markdown_add_carried(struct report_markdown_page *page, const struct wp_row *row)
{
    const struct wp_report *report = page->report;
    struct wp_report_carried carried = {row, -1};

    if (row->item->carried == 0)
        return;
    if (page->carried < report->carried_count && report->carried[page->carried].row == row)
        carried = report->carried[page->carried++];
    wp_buf_puts(&page->words, "carried ");
    wp_report_words_carried(&page->words, &carried, "×");
}

/* What there is to say of an item beside its title: nothing for most leaves. It will
 * be read on another day, so no day is called today. */
static void make_facts(struct report_markdown_page *page, const struct wp_row *row,
                       const struct wp_week *week, const char *separator)
{
    wp_buf_clear(&page->facts);
    if (row->has_bar) {
        wp_progress_format_percent(&page->words, row->percent_tenths, false);
        take_fact(page, separator);
        wp_words_counts(&page->words, row);
        take_fact(page, separator);
    }
    wp_words_when(&page->words, row, week->start, WP_NO_DAY);
    take_fact(page, separator);
    report_markdown_add_carried(page, row);
    take_fact(page, separator);
    report_markdown_add_dropped(page, row->item, week->start);
    take_fact(page, separator);
}

static const char *report_markdown_mark_of(const struct wp_row *row)
{
    static const char *const marks[] = {
        [WP_MARK_OPEN] = "○ ",
        [WP_MARK_MOVED] = "◐ ",
        [WP_MARK_DONE] = "✓ ",
        [WP_MARK_DROPPED] = "– ",
    };

    return marks[row->mark];
}

static void put_goal(struct report_markdown_page *page, const struct wp_row *row)
{
    const struct wp_item *item = row->item;

    report_markdown_put_gap(page);
    wp_buf_printf(page->out, "### %u. ", (unsigned)item->number);
    report_markdown_put(page, item->progress.state == WP_OPEN ? "" : report_markdown_mark_of(row));
    report_markdown_put_title(page, item->title);
    report_markdown_put(page, "\n\n");
    make_facts(page, row, page->report->view.week, " · ");
    if (page->facts.length > 0)
        wp_buf_append(page->out, wp_buf_str(&page->facts));
    else if (row->mark == WP_MARK_OPEN)
        report_markdown_put(page, page->report->over ? "Not done." : "Still open.");
    report_markdown_put_gap(page);
    put_note(page, 0, item->note);
    put_links(page, 0, &item->links);
}

/* In a list: "✓ Read papers (100%, 4/4 papers)" */
static void report_markdown_put_entry(struct report_markdown_page *page, const struct wp_row *row,
                                      const struct wp_week *week)
{
    report_markdown_put(page, report_markdown_mark_of(row));
    report_markdown_put_title(page, row->item->title);
    make_facts(page, row, week, ", ");
    if (page->facts.length > 0)
        wp_buf_printf(page->out, " (%s)", page->facts.data);
    report_markdown_put(page, "\n");
}

static void put_subtask(struct report_markdown_page *page, const struct wp_row *row)
{
    size_t level = row->depth - 2;
    size_t indent = level * INDENT;

    wp_buf_repeat(page->out, " ", indent);
    report_markdown_put(page, "- ");
    report_markdown_put_entry(page, row, page->report->view.week);
    put_note(page, indent + INDENT, row->item->note);
    put_links(page, indent + INDENT, &row->item->links);
}

static void put_goals(struct report_markdown_page *page)
{
    const struct wp_view *view = &page->report->view;
    size_t i;

    if (view->row_count > 0) {
        report_markdown_put_gap(page);
        report_markdown_put(page, "## Goals\n");
    }
    for (i = 0; i < view->row_count && !page->out->failed; i++) {
        if (view->rows[i].depth == 1)
            put_goal(page, &view->rows[i]);
        else
            put_subtask(page, &view->rows[i]);
    }
}

static void put_planned_goals(struct report_markdown_page *page)
{
    const struct wp_view *planned = &page->report->planned;
    size_t i;

    for (i = 0; i < planned->row_count; i++) {
        const struct wp_row *row = &planned->rows[i];

        wp_buf_printf(page->out, "%u. ", (unsigned)row->item->number);
        report_markdown_put_entry(page, row, planned->week);
    }
}

/* Who reads a post has no use for our commands. */
static void report_markdown_put_planned(struct report_markdown_page *page, bool post)
{
    const struct wp_report *report = page->report;

    if (post && report->planned.week == NULL)
        return;
    report_markdown_put_gap(page);
    report_markdown_put(page, "## Planned for ");
    wp_words_week(page->out, report->planned_start, "–");
    report_markdown_put(page, "\n\n");
    if (report->planned.row_count > 0) {
        put_planned_goals(page);
        return;
    }
    wp_report_words_unplanned(&page->words, report);
    report_markdown_put_words(page);
    report_markdown_put(page, "\n");
}

void wp_report_markdown(struct wp_buf *out, const struct wp_report *report, bool post)
{
    struct report_markdown_page page = {
        .out = out, .report = report, .words = WP_BUF_INIT, .facts = WP_BUF_INIT};

    if (post)
        put_front_matter(&page);
    else
        report_markdown_put_heading(&page);
    report_markdown_put_skip(&page);
    report_markdown_put_summary(&page);
    report_markdown_put_trend(&page);
    put_note(&page, 0, report->view.week->root.note);
    put_goals(&page);
    report_markdown_put_planned(&page, post);
    out->failed = out->failed || page.words.failed || page.facts.failed;
    wp_buf_free(&page.words);
    wp_buf_free(&page.facts);
}
