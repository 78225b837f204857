/* `report` as Markdown: the goals are numbered headings, what is under them nested
 * bullets, so that it can be published as it is. */
#include <string.h>

#include "render/escape.h"
#include "render/words.h"
#include <weekplan/progress.h>
#include <weekplan/report.h>

enum { INDENT = 2 /* of each level of bullets */ };

struct page {
    struct wp_buf *out;
    const struct wp_report *report;
    struct wp_buf words; /* for making a text; empty in between */
    struct wp_buf facts; /* of one item, escaped */
    size_t carried;      /* the next of report->carried */
};

static void put(struct page *page, const char *text)
{
    wp_buf_puts(page->out, text);
}

/* Ends what was begun, and leaves an empty line in front of what follows. */
static void put_gap(struct page *page)
{
    struct wp_str out = wp_buf_str(page->out);

    while (out.length > 0 && !page->out->failed &&
           !wp_str_equal_c(wp_str_slice(out, out.length - 2, 2), "\n\n")) {
        put(page, "\n");
        out = wp_buf_str(page->out);
    }
}

static void put_title(struct page *page, struct wp_str title)
{
    wp_escape(page->out, WP_FORMAT_MARKDOWN, wp_str_trim(title));
}

/* Puts what is in page->words, which becomes empty. */
static void put_words(struct page *page)
{
    put_title(page, wp_buf_str(&page->words));
    page->out->failed = page->out->failed || page->words.failed;
    wp_buf_clear(&page->words);
}

/* "4 August 2019" */
static void add_date(struct wp_buf *buf, wp_day day)
{
    struct wp_date date = wp_date_of(day);

    wp_buf_printf(buf, "%d %s %d", date.day, wp_calendar_month_name(date.month), date.year);
}

/* A post is of the week's last day, or of today: Jekyll leaves out what is of a day
 * to come. */
static void put_front_matter(struct page *page)
{
    const struct wp_view *view = &page->report->view;
    struct wp_str title = view->week->root.title;

    wp_buf_append(&page->words, title);
    wp_buf_puts(&page->words, title.length > 0 ? ": week of " : "Week of ");
    add_date(&page->words, view->week->start);
    put(page, "---\nlayout: post\ntitle: '");
    wp_escape(page->out, WP_FORMAT_YAML, wp_buf_str(&page->words));
    put(page, "'\ndate: ");
    wp_day_format(page->out, page->report->over ? view->end : view->today);
    put(page, "\n---\n");
    page->out->failed = page->out->failed || page->words.failed;
    wp_buf_clear(&page->words);
}

static void put_heading(struct page *page)
{
    const struct wp_week *week = page->report->view.week;

    put(page, "# ");
    if (week->root.title.length > 0) {
        put_title(page, week->root.title);
        put(page, "\n\n");
    }
    wp_words_week(page->out, week->start, "–");
    put(page, "\n");
}

static void put_figure(struct page *page, int shown)
{
    put(page, "**");
    wp_progress_format_percent(page->out, shown, false);
    put(page, "**");
}

/* "The week came to **36.4%**: 2 of 9 done, 1 dropped. Up 12 points on …" */
static void put_summary(struct page *page)
{
    const struct wp_view *view = &page->report->view;
    size_t begin;

    put_gap(page);
    if (view->mood == WP_SUMMARY_NOTHING_PLANNED || view->mood == WP_SUMMARY_ALL_DROPPED) {
        wp_words_summary(&page->words, view);
        put_words(page);
    } else {
        put(page, page->report->over ? "The week came to " : "So far the week is at ");
        put_figure(page, view->shown);
        put(page, ": ");
        wp_words_tally(page->out, &view->week->root.progress, ", ");
        if (view->overdue > 0)
            wp_buf_printf(page->out, ", %u overdue", (unsigned)view->overdue);
        put(page, ".");
        begin = page->words.length;
        wp_words_standing(&page->words, page->report, ", ");
        wp_words_sentence(&page->words, begin);
        put(page, page->words.length > 0 ? " " : "");
        put_words(page);
    }
    put_gap(page);
}

static void put_skip(struct page *page)
{
    const struct wp_item *root = &page->report->view.week->root;

    if (!root->skip)
        return;
    put_gap(page);
    put(page, "A week off");
    put(page, root->skip_reason.length > 0 ? ": " : ".");
    put_title(page, root->skip_reason);
    put(page, "\n");
}

static void put_trend(struct page *page)
{
    if (page->report->history->count < 2)
        return;
    put_gap(page);
    put(page, "Week by week: ");
    wp_words_weeks(page->out, page->report->history);
    put(page, ".\n");
}

/* A note is Markdown already. */
static void put_note(struct page *page, size_t indent, struct wp_str note)
{
    struct wp_str rest;

    if (note.length == 0)
        return;
    wp_escape_prose(&page->words, note);
    put_gap(page);
    for (rest = wp_buf_str(&page->words); rest.length > 0;) {
        const char *newline = memchr(rest.data, '\n', rest.length);
        size_t length = newline != NULL ? (size_t)(newline - rest.data) : rest.length;

        wp_buf_repeat(page->out, " ", length > 0 ? indent : 0);
        wp_buf_append(page->out, wp_str_slice(rest, 0, length));
        put(page, "\n");
        rest = wp_str_slice(rest, length + 1, rest.length);
    }
    put_gap(page);
    page->out->failed = page->out->failed || page->words.failed;
    wp_buf_clear(&page->words);
}

static void put_link(struct page *page, struct wp_str given)
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

static void put_links(struct page *page, size_t indent, const struct wp_list *links)
{
    size_t i;

    if (links->count == 0)
        return;
    put_gap(page);
    wp_buf_repeat(page->out, " ", indent);
    for (i = 0; i < links->count; i++) {
        put(page, i == 0 ? "See " : ", ");
        put_link(page, links->items[i]);
    }
    put(page, "\n\n");
}

/* Adds what is in page->words, if anything, to the facts. */
static void take_fact(struct page *page, const char *separator)
{
    if (page->words.length == 0)
        return;
    wp_buf_puts(&page->facts, page->facts.length > 0 ? separator : "");
    wp_escape(&page->facts, WP_FORMAT_MARKDOWN, wp_buf_str(&page->words));
    page->out->failed = page->out->failed || page->words.failed || page->facts.failed;
    wp_buf_clear(&page->words);
}

static void add_dropped(struct page *page, const struct wp_item *item, wp_day week_start)
{
    if (!item->dropped)
        return;
    wp_buf_puts(&page->words, "dropped");
    wp_buf_puts(&page->words, item->dropped_reason.length > 0 ? ": " : "");
    wp_buf_puts(&page->words, item->dropped_on != WP_NO_DAY ? " " : "");
    wp_words_dropped(&page->words, item, week_start);
}

/* How often it came along; of an item of the week itself it is known from where. */
static void add_carried(struct page *page, const struct wp_row *row)
{
    const struct wp_report *report = page->report;
    struct wp_report_carried carried = {row, -1};

    if (row->item->carried == 0)
        return;
    if (page->carried < report->carried_count && report->carried[page->carried].row == row)
        carried = report->carried[page->carried++];
    wp_buf_puts(&page->words, "carried ");
    wp_words_carried(&page->words, &carried, "×");
}

/* What there is to say of an item beside its title: nothing for most leaves. It will
 * be read on another day, so no day is called today. */
static void make_facts(struct page *page, const struct wp_row *row, const struct wp_week *week,
                       const char *separator)
{
    wp_buf_clear(&page->facts);
    if (row->has_bar) {
        wp_progress_format_percent(&page->words, row->shown, false);
        take_fact(page, separator);
        wp_words_counts(&page->words, row);
        take_fact(page, separator);
    }
    wp_words_when(&page->words, row, week->start, WP_NO_DAY);
    take_fact(page, separator);
    add_carried(page, row);
    take_fact(page, separator);
    add_dropped(page, row->item, week->start);
    take_fact(page, separator);
}

static const char *mark_of(const struct wp_row *row)
{
    static const char *const marks[] = {
        [WP_MARK_OPEN] = "○ ",
        [WP_MARK_MOVED] = "◐ ",
        [WP_MARK_DONE] = "✓ ",
        [WP_MARK_DROPPED] = "– ",
    };

    return marks[row->mark];
}

static void put_goal(struct page *page, const struct wp_row *row)
{
    const struct wp_item *item = row->item;

    put_gap(page);
    wp_buf_printf(page->out, "### %u. ", (unsigned)item->number);
    put(page, item->progress.state == WP_OPEN ? "" : mark_of(row));
    put_title(page, item->title);
    put(page, "\n\n");
    make_facts(page, row, page->report->view.week, " · ");
    if (page->facts.length > 0)
        wp_buf_append(page->out, wp_buf_str(&page->facts));
    else if (row->mark == WP_MARK_OPEN)
        put(page, page->report->over ? "Not done." : "Still open.");
    put_gap(page);
    put_note(page, 0, item->note);
    put_links(page, 0, &item->links);
}

/* In a list: "✓ Read papers (100%, 4/4 papers)" */
static void put_entry(struct page *page, const struct wp_row *row, const struct wp_week *week)
{
    put(page, mark_of(row));
    put_title(page, row->item->title);
    make_facts(page, row, week, ", ");
    if (page->facts.length > 0)
        wp_buf_printf(page->out, " (%s)", page->facts.data);
    put(page, "\n");
}

static void put_subtask(struct page *page, const struct wp_row *row)
{
    size_t level = row->depth - 2;
    size_t indent = level * INDENT;

    wp_buf_repeat(page->out, " ", indent);
    put(page, "- ");
    put_entry(page, row, page->report->view.week);
    put_note(page, indent + INDENT, row->item->note);
    put_links(page, indent + INDENT, &row->item->links);
}

static void put_goals(struct page *page)
{
    const struct wp_view *view = &page->report->view;
    size_t i;

    if (view->row_count > 0) {
        put_gap(page);
        put(page, "## Goals\n");
    }
    for (i = 0; i < view->row_count && !page->out->failed; i++) {
        if (view->rows[i].depth == 1)
            put_goal(page, &view->rows[i]);
        else
            put_subtask(page, &view->rows[i]);
    }
}

static void put_planned_goals(struct page *page)
{
    const struct wp_view *planned = &page->report->planned;
    size_t i;

    for (i = 0; i < planned->row_count; i++) {
        const struct wp_row *row = &planned->rows[i];

        wp_buf_printf(page->out, "%u. ", (unsigned)row->item->number);
        put_entry(page, row, planned->week);
    }
}

/* Who reads a post has no use for our commands. */
static void put_planned(struct page *page, bool post)
{
    const struct wp_report *report = page->report;

    if (post && report->planned.week == NULL)
        return;
    put_gap(page);
    put(page, "## Planned for ");
    wp_words_week(page->out, report->planned_start, "–");
    put(page, "\n\n");
    if (report->planned.row_count > 0) {
        put_planned_goals(page);
        return;
    }
    wp_words_unplanned(&page->words, report);
    put_words(page);
    put(page, "\n");
}

void wp_report_markdown(struct wp_buf *out, const struct wp_report *report, bool post)
{
    struct page page = {.out = out, .report = report, .words = WP_BUF_INIT, .facts = WP_BUF_INIT};

    if (post)
        put_front_matter(&page);
    else
        put_heading(&page);
    put_skip(&page);
    put_summary(&page);
    put_trend(&page);
    put_note(&page, 0, report->view.week->root.note);
    put_goals(&page);
    put_planned(&page, post);
    out->failed = out->failed || page.words.failed || page.facts.failed;
    wp_buf_free(&page.words);
    wp_buf_free(&page.facts);
}
