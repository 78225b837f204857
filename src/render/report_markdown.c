/* A report as a post in Markdown. Goals are numbered headings, subtasks nested bullets. */
#include <string.h>

#include "base/text_lines.h"
#include "plan/deferral_reason.h"
#include "render/date_words.h"
#include "render/escape.h"
#include "render/markdown_page.h"
#include "render/post_front_matter.h"
#include "render/progress_words.h"
#include "render/report_tasks.h"
#include "render/report_walk.h"
#include "render/report_words.h"
#include <weekplan/progress.h>
#include <weekplan/report.h>

enum { INDENT = 2 /* blanks for each level of bullets */ };

static void put_markdown_week_off(struct wp_markdown_page *page)
{
    const struct wp_item *root = &page->report->view.week->root;

    if (!root->skip)
        return;
    wp_markdown_page_gap(page);
    wp_buf_puts(page->out, "A week off");
    wp_buf_puts(page->out, root->skip_reason.length > 0 ? ": " : ".");
    wp_markdown_page_text(page, root->skip_reason);
    wp_buf_puts(page->out, "\n");
}

/* Append a note with its line breaks, each line indented. The note is not escaped, because notes
 * are Markdown. */
static void put_note(struct wp_markdown_page *page, size_t indent, struct wp_str note)
{
    struct wp_str rest;

    if (note.length == 0)
        return;
    wp_escape_prose(&page->words, note);
    wp_markdown_page_gap(page);
    for (rest = wp_buf_str(&page->words); rest.length > 0;) {
        struct wp_str line = wp_text_lines_take(&rest);

        wp_buf_repeat(page->out, " ", line.length > 0 ? indent : 0);
        wp_buf_append(page->out, line);
        wp_buf_puts(page->out, "\n");
    }
    wp_markdown_page_gap(page);
    wp_buf_clear(&page->words);
}

/* Append a link of the plan, as a Markdown link if its scheme is safe, else as text. */
static void put_link(struct wp_markdown_page *page, struct wp_str text_of_plan)
{
    struct wp_str link = wp_str_trim(text_of_plan);
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
    wp_buf_free(&text);
    wp_buf_free(&target);
}

static void put_links(struct wp_markdown_page *page, size_t indent, const struct wp_list *links)
{
    size_t i;

    if (links->count == 0)
        return;
    wp_markdown_page_gap(page);
    wp_buf_repeat(page->out, " ", indent);
    for (i = 0; i < links->count; i++) {
        wp_buf_puts(page->out, i == 0 ? "See " : ", ");
        put_link(page, links->items[i]);
    }
    wp_buf_puts(page->out, "\n\n");
}

/* Append page->words to page->facts, and clear page->words. No-op if page->words is empty. */
static void take_fact(struct wp_markdown_page *page, const char *separator)
{
    if (page->words.length == 0)
        return;
    wp_buf_puts(&page->facts, page->facts.length > 0 ? separator : "");
    wp_escape(&page->facts, WP_FORMAT_MARKDOWN, wp_buf_str(&page->words));
    wp_buf_clear(&page->words);
}

static void add_dropped_fact(struct wp_markdown_page *page, const struct wp_item *item,
                             wp_day week_start)
{
    bool deferred = wp_deferral_reason_day(item) != WP_NO_DAY;

    if (!item->dropped)
        return;
    wp_buf_puts(&page->words, deferred ? "put off " : "dropped");
    wp_buf_puts(&page->words, item->dropped_reason.length > 0 && !deferred ? ": " : "");
    wp_buf_puts(&page->words, item->dropped_on != WP_NO_DAY ? " " : "");
    wp_report_words_dropped(&page->words, item, week_start);
}

/* Fill page->facts with what is printed beside the title of an item. Do not use the words "today"
 * and "tomorrow", because a report may be read on another day. */
static void make_facts(struct wp_markdown_page *page, const struct wp_row *row,
                       const struct wp_week *week, const char *separator)
{
    wp_buf_clear(&page->facts);
    if (row->has_bar) {
        wp_progress_format_percent(&page->words, row->percent_tenths, false);
        take_fact(page, separator);
        wp_progress_words_counts(&page->words, row);
        take_fact(page, separator);
    }
    wp_date_words_when(&page->words, row, week->start, WP_NO_DAY);
    take_fact(page, separator);
    wp_markdown_page_carried(page, row);
    take_fact(page, separator);
    add_dropped_fact(page, row->item, week->start);
    take_fact(page, separator);
}

static const char *markdown_mark(const struct wp_row *row)
{
    static const char *const marks[] = {
        [WP_MARK_OPEN] = "○ ",
        [WP_MARK_MOVED] = "◐ ",
        [WP_MARK_DONE] = "✓ ",
        [WP_MARK_DROPPED] = "– ",
    };

    return marks[row->mark];
}

static void put_goal(struct wp_markdown_page *page, const struct wp_row *row)
{
    const struct wp_item *item = row->item;

    wp_markdown_page_gap(page);
    wp_buf_printf(page->out, "### %u. ", (unsigned)item->number);
    wp_buf_puts(page->out, item->progress.state == WP_OPEN ? "" : markdown_mark(row));
    wp_markdown_page_title(page, item->title);
    wp_buf_puts(page->out, "\n\n");
    make_facts(page, row, page->report->view.week, " · ");
    if (page->facts.length > 0)
        wp_buf_append(page->out, wp_buf_str(&page->facts));
    else if (row->mark == WP_MARK_OPEN)
        wp_buf_puts(page->out, page->report->over ? "Not done." : "Still open.");
    wp_markdown_page_gap(page);
    put_note(page, 0, item->note);
    put_links(page, 0, &item->links);
}

/* Append an item: "✓ Read papers (100%, 4/4 papers)". */
static void put_markdown_item(struct wp_markdown_page *page, const struct wp_row *row,
                              const struct wp_week *week)
{
    wp_buf_puts(page->out, markdown_mark(row));
    wp_markdown_page_title(page, row->item->title);
    make_facts(page, row, week, ", ");
    if (page->facts.length > 0)
        wp_buf_printf(page->out, " (%s)", page->facts.data);
    wp_buf_puts(page->out, "\n");
}

static void put_subtask(struct wp_markdown_page *page, const struct wp_row *row)
{
    size_t level = row->depth - 2;
    size_t indent = level * INDENT;

    wp_buf_repeat(page->out, " ", indent);
    wp_buf_puts(page->out, "- ");
    put_markdown_item(page, row, page->report->view.week);
    put_note(page, indent + INDENT, row->item->note);
    put_links(page, indent + INDENT, &row->item->links);
}

static void begin_markdown_section(void *context, enum wp_section section, const char *heading)
{
    struct wp_markdown_page *page = context;

    wp_markdown_page_gap(page);
    if (section == WP_SECTION_PLANNED) {
        wp_buf_puts(page->out, "## Planned for ");
        wp_date_words_week(page->out, page->report->planned_start, "–");
        wp_buf_puts(page->out, "\n\n");
    } else {
        wp_buf_printf(page->out, "## %s\n", heading);
        if (section == WP_SECTION_ALSO)
            wp_markdown_page_gap(page);
    }
}

static void put_planned_goal(struct wp_markdown_page *page, const struct wp_row *row)
{
    wp_buf_printf(page->out, "%u. ", (unsigned)row->item->number);
    put_markdown_item(page, row, page->report->planned.week);
}

static void put_markdown_tree(void *context, enum wp_section section, const struct wp_view *view)
{
    struct wp_markdown_page *page = context;
    size_t i;

    for (i = 0; i < view->row_count; i++) {
        const struct wp_row *row = &view->rows[i];

        if (section == WP_SECTION_PLANNED)
            put_planned_goal(page, row);
        else if (row->depth == 1)
            put_goal(page, row);
        else
            put_subtask(page, row);
    }
}

/* Append an item that was done besides the plan, with its note and links. */
static void put_markdown_entry(void *context, const struct wp_report_entry *entry)
{
    struct wp_markdown_page *page = context;

    wp_buf_puts(page->out, "- ");
    put_markdown_item(page, entry->row, page->report->view.week);
    put_note(page, INDENT, entry->row->item->note);
    put_links(page, INDENT, &entry->row->item->links);
}

static void put_markdown_paragraph(void *context, struct wp_str text)
{
    struct wp_markdown_page *page = context;

    wp_markdown_page_text(page, text);
    wp_buf_putc(page->out, '\n');
}

static void put_markdown_prose(void *context, struct wp_str text)
{
    struct wp_markdown_page *page = context;

    put_note(page, 0, text);
    /* The page ends with the last line, not with an empty one. */
    page->out->data[--page->out->length] = '\0';
}

/* Append the sections. A next week and a review that are missing are left out: readers of a blog
 * post cannot run the commands that write them. */
static void put_markdown_sections(struct wp_markdown_page *page)
{
    static const struct wp_report_format format = {.begin = begin_markdown_section,
                                                   .entry = put_markdown_entry,
                                                   .tree = put_markdown_tree,
                                                   .paragraph = put_markdown_paragraph,
                                                   .prose = put_markdown_prose};
    const struct wp_report *report = page->report;
    struct wp_report_walk walk = {.format = &format, .page = page, .report = report};
    bool planned = report->planned.week != NULL;
    bool review = report->view.week->root.review.length > 0;

    wp_report_walk(&walk, WP_SECTION_GOALS | WP_SECTION_ALSO | (planned ? WP_SECTION_PLANNED : 0) |
                              (review ? WP_SECTION_REVIEW : 0));
}

void wp_report_markdown(struct wp_buf *out, const struct wp_report *report,
                        const struct wp_post *post)
{
    struct wp_markdown_page page = {
        .out = out, .report = report, .words = WP_BUF_INIT, .facts = WP_BUF_INIT};

    if (post == NULL) {
        wp_report_tasks(out, report);
        return;
    }
    wp_post_front_matter(out, report, post);
    put_markdown_week_off(&page);
    wp_markdown_page_summary(&page);
    wp_markdown_page_trend(&page);
    put_note(&page, 0, report->view.week->root.note);
    put_markdown_sections(&page);
    wp_markdown_page_free(&page);
}
