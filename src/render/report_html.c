/* A report as an HTML page, for browsers and paper. */
#include "render/date_words.h"
#include "render/html.h"
#include "render/markdown_html.h"
#include "render/progress_words.h"
#include "render/report_walk.h"
#include "render/report_words.h"
#include "render/title_text.h"
#include <weekplan/progress.h>
#include <weekplan/report.h>

/* Levels of the greatest headings in Markdown, one below the heading above it */
enum { WEEK_NOTE_HEADING = 2, REVIEW_HEADING = 3, ITEM_NOTE_HEADING = 4 };

struct html_page {
    struct wp_buf *out;
    const struct wp_report *report;
    struct wp_buf words; /* scratch buffer, empty between two calls */
};

/* Append `begin`, page->words and `end`, and clear page->words. No-op if page->words is empty. */
static void put_html_words(struct html_page *page, const char *begin, const char *end)
{
    wp_html_text_within(page->out, begin, wp_buf_str(&page->words), end);
    wp_buf_clear(&page->words);
}

static void put_html_mark(struct html_page *page, const struct wp_row *row)
{
    bool deferred = wp_progress_is_deferred(&row->item->progress);

    static const struct {
        const char *sign;
        const char *class;
        const char *name;
    } marks[] = {
        [WP_MARK_OPEN] = {"○", "open", "open"},
        [WP_MARK_MOVED] = {"◐", "moved", "begun"},
        [WP_MARK_DONE] = {"✓", "done", "done"},
        [WP_MARK_DROPPED] = {"–", "dropped", "dropped"},
    };

    wp_buf_printf(page->out, "<span class=\"mark %s\" role=\"img\" aria-label=\"%s\">%s</span>",
                  marks[row->mark].class, deferred ? "put off" : marks[row->mark].name,
                  marks[row->mark].sign);
}

/* Append a note or a review, whose greatest headings have the level `heading`. If Markdown cannot
 * be read, append the text as it is. */
static void put_html_markdown(struct html_page *page, struct wp_str text, unsigned heading)
{
    if (wp_markdown_html_within(page->out, "<div class=\"markdown\">\n", text, "</div>\n", heading,
                                WP_MARKDOWN_PAGE))
        return;
    wp_buf_puts(page->out, "<p class=\"prose\">");
    wp_html_prose(page->out, text);
    wp_buf_puts(page->out, "</p>\n");
}

static void put_html_week_off(struct html_page *page)
{
    const struct wp_item *root = &page->report->view.week->root;

    if (!root->skip)
        return;
    wp_buf_puts(page->out, "<p class=\"note\">A week off");
    wp_buf_puts(page->out, root->skip_reason.length > 0 ? ": " : ".");
    wp_html_text(page->out, root->skip_reason);
    wp_buf_puts(page->out, "</p>\n");
}

/* Append the percentage, counts and bar of the week, and the comparison with other weeks. */
static void put_html_percent(struct html_page *page)
{
    const struct wp_view *view = &page->report->view;

    if (view->summary != WP_SUMMARY_NOTHING_PLANNED) {
        wp_buf_puts(page->out, "<p class=\"head\"><strong class=\"big\">");
        wp_progress_format_percent(page->out, view->percent_tenths, false);
        wp_buf_puts(page->out, "</strong> <span>");
        wp_progress_words_week_tally(page->out, view, " · ");
        if (view->overdue > 0)
            wp_buf_printf(page->out, " · <span class=\"late\">%u overdue</span>",
                          (unsigned)view->overdue);
        wp_buf_puts(page->out, "</span></p>\n");
        wp_html_bar(page->out, view->percent_tenths);
    }
    wp_report_words_comparison(&page->words, page->report, ", ");
    wp_report_words_sentence(&page->words, 0);
    put_html_words(page, "<p>", "</p>\n");
    wp_report_words_with_deferred(&page->words, page->report);
    put_html_words(page, "<p>", "</p>\n");
    wp_progress_words_summary(&page->words, view);
    put_html_words(page, "<p>", "</p>\n");
}

static void put_html_head(struct html_page *page)
{
    const struct wp_view *view = &page->report->view;
    const struct wp_item *root = &view->week->root;

    wp_buf_puts(page->out, "<header>\n<p class=\"dim\">");
    wp_date_words_week(page->out, view->week->start, "–");
    wp_buf_puts(page->out, " · ");
    wp_date_words_weeks_away(page->out, view);
    wp_buf_puts(page->out, "</p>\n<h1>");
    if (root->title.length > 0)
        wp_title_text_html(page->out, root->title);
    else
        wp_buf_puts(page->out, page->report->over ? "How the week went" : "How the week goes");
    wp_buf_puts(page->out, "</h1>\n");
    put_html_week_off(page);
    put_html_percent(page);
    if (root->note.length > 0)
        put_html_markdown(page, root->note, WEEK_NOTE_HEADING);
    wp_buf_puts(page->out, "</header>\n");
}

static void put_html_trend(struct html_page *page)
{
    const struct wp_report *report = page->report;

    if (report->history->count < 2)
        return;
    wp_buf_puts(page->out, "<section>\n<h2>Week by week</h2>\n");
    wp_html_trend(page->out, report->history, report->line);
    wp_buf_puts(page->out, "</section>\n");
}

/* Whether the entries of a section are a plain list. */
static bool is_html_list(enum wp_section section)
{
    return section == WP_SECTION_DROPPED || section == WP_SECTION_DEFERRED ||
           section == WP_SECTION_CARRIED;
}

static void begin_html_section(void *context, enum wp_section section, const char *heading)
{
    struct html_page *page = context;

    wp_buf_printf(page->out, "<section>\n<h2>%s</h2>\n", heading);
    if ((section & WP_SECTIONS_BY_DAY) != 0) {
        wp_buf_puts(page->out, "<ol class=\"days\">\n");
    } else if (is_html_list(section)) {
        wp_buf_puts(page->out, "<ul class=\"list\">\n");
    } else if (section == WP_SECTION_PLANNED) {
        wp_buf_puts(page->out, "<p class=\"dim small\">");
        wp_date_words_week(page->out, page->report->planned_start, "–");
        wp_buf_puts(page->out, "</p>\n");
    }
}

static void end_html_section(void *context, enum wp_section section)
{
    struct html_page *page = context;

    if ((section & WP_SECTIONS_BY_DAY) != 0)
        wp_buf_puts(page->out, "</ol>\n");
    else if (is_html_list(section))
        wp_buf_puts(page->out, "</ul>\n");
    wp_buf_puts(page->out, "</section>\n");
}

static void put_html_prose(void *context, struct wp_str text)
{
    put_html_markdown(context, text, REVIEW_HEADING);
}

static void put_html_note(struct html_page *page, const struct wp_item *item)
{
    size_t i;

    wp_buf_puts(page->out, "<h3>");
    wp_title_text_html(page->out, item->title);
    wp_buf_puts(page->out, "</h3>\n");
    if (item->note.length > 0)
        put_html_markdown(page, item->note, ITEM_NOTE_HEADING);
    for (i = 0; i < item->links.count; i++) {
        wp_buf_puts(page->out, "<p>");
        wp_html_link(page->out, item->links.items[i]);
        wp_buf_puts(page->out, "</p>\n");
    }
}

static void put_html_entry(void *context, const struct wp_report_entry *entry)
{
    struct html_page *page = context;

    if (entry->section == WP_SECTION_NOTES) {
        put_html_note(page, entry->row->item);
        return;
    }
    if (entry->begins_day) {
        wp_buf_puts(page->out, "<li><span class=\"day\">");
        if (entry->day == WP_NO_DAY)
            wp_buf_puts(page->out, "no day");
        else
            wp_date_words_day(page->out, entry->day, page->report->view.week->start);
        wp_buf_puts(page->out, "</span>\n<ul>\n");
    }
    wp_buf_puts(page->out, "<li class=\"row\">");
    put_html_mark(page, entry->row);
    wp_buf_puts(page->out, "<span class=\"plain\">");
    wp_title_text_html(page->out, entry->row->item->title);
    wp_html_text_within(page->out, "<small>", entry->detail, "</small>");
    wp_buf_puts(page->out, "</span></li>\n");
    if (entry->ends_day)
        wp_buf_puts(page->out, "</ul></li>\n");
}

/* Append the elements after a title: bar, percentage, counts and day. */
static void put_html_columns(struct html_page *page, const struct wp_row *row,
                             const struct wp_view *view)
{
    static const char *const classes[] = {
        [WP_WHEN_LATE] = "when late", [WP_WHEN_SOON] = "when soon", [WP_WHEN_DUE] = "when",
        [WP_WHEN_DONE] = "when",      [WP_WHEN_NONE] = "when",
    };

    if (row->has_bar) {
        wp_buf_puts(page->out, "<span class=\"gauge\">");
        wp_html_bar(page->out, row->percent_tenths);
        wp_buf_puts(page->out, "</span><span class=\"figure\">");
        wp_progress_format_percent(page->out, row->percent_tenths, false);
        wp_buf_puts(page->out, "</span>");
        wp_progress_words_counts(&page->words, row);
        put_html_words(page, "<span class=\"counts dim\">", "</span>");
    }
    wp_date_words_when(&page->words, row, view->week->start, view->today);
    if (page->words.length > 0)
        wp_buf_printf(page->out, "<span class=\"%s\">", classes[row->when]);
    put_html_words(page, "", "</span>");
}

static void put_html_row(struct html_page *page, const struct wp_row *row,
                         const struct wp_view *view)
{
    wp_buf_puts(page->out, "<div class=\"row\">");
    put_html_mark(page, row);
    wp_buf_puts(page->out, row->has_bar ? "<span class=\"title\">" : "<span class=\"plain\">");
    wp_title_text_html(page->out, row->item->title);
    if (row->item->carried > 0)
        wp_buf_printf(page->out, "<small>carried ×%u</small>", (unsigned)row->item->carried);
    wp_buf_puts(page->out, "</span>");
    put_html_columns(page, row, view);
    wp_buf_puts(page->out, "</div>");
}

/* Append the rows of a view as nested lists. */
static void put_html_tree(void *context, enum wp_section section, const struct wp_view *view)
{
    struct html_page *page = context;
    unsigned depth = 0;
    size_t i;

    (void)section;
    for (i = 0; i < view->row_count; i++) {
        const struct wp_row *row = &view->rows[i];

        if (row->depth > depth)
            wp_buf_puts(page->out, depth == 0 ? "<ol class=\"tree\">\n" : "\n<ol>\n");
        else
            wp_buf_puts(page->out, "</li>\n");
        for (; depth > row->depth; depth--)
            wp_buf_puts(page->out, "</ol></li>\n");
        depth = row->depth;
        wp_buf_puts(page->out, "<li>");
        put_html_row(page, row, view);
    }
    for (; depth > 0; depth--)
        wp_buf_puts(page->out, "</li>\n</ol>");
    wp_buf_puts(page->out, "\n");
}

static void put_html_paragraph(void *context, struct wp_str text)
{
    struct html_page *page = context;

    wp_html_text_within(page->out, "<p>", text, "</p>\n");
}

void wp_report_html(struct wp_buf *out, const struct wp_report *report)
{
    static const struct wp_report_format format = {.begin = begin_html_section,
                                                   .entry = put_html_entry,
                                                   .tree = put_html_tree,
                                                   .paragraph = put_html_paragraph,
                                                   .prose = put_html_prose,
                                                   .end = end_html_section};
    struct html_page page = {.out = out, .report = report, .words = WP_BUF_INIT};
    struct wp_report_walk walk = {.format = &format, .page = &page, .report = report};

    wp_report_words_headline(&page.words, report);
    wp_html_begin(out, wp_buf_str(&page.words));
    wp_buf_clear(&page.words);
    put_html_head(&page);
    put_html_trend(&page);
    wp_report_walk(&walk, WP_SECTIONS_BY_STATE);
    wp_html_end(out);
    wp_buf_free(&page.words);
}
