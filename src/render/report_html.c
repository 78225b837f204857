/* `report` as a page for any browser and for paper. */
#include "render/html.h"
#include "render/report_words.h"
#include "render/words.h"
#include <weekplan/progress.h>
#include <weekplan/report.h>

struct report_html_page {
    struct wp_buf *out;
    const struct wp_report *report;
    struct wp_buf words; /* for making a text; empty in between */
};

static void report_html_put(struct report_html_page *page, const char *text)
{
    wp_buf_puts(page->out, text);
}

static void report_html_put_text(struct report_html_page *page, struct wp_str text)
{
    wp_html_text(page->out, text);
}

/* What is in page->words, between `begin` and `end`; nothing where it is empty. */
static void report_html_put_words(struct report_html_page *page, const char *begin, const char *end)
{
    if (page->words.length == 0 && !page->words.failed)
        return;
    report_html_put(page, begin);
    wp_html_take(page->out, &page->words);
    report_html_put(page, end);
}

static void begin_section(struct report_html_page *page, const char *title)
{
    report_html_put(page, "<section>\n<h2>");
    report_html_put(page, title);
    report_html_put(page, "</h2>\n");
}

static void report_html_put_mark(struct report_html_page *page, enum wp_mark mark)
{
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
                  marks[mark].class, marks[mark].name, marks[mark].sign);
}

static void report_html_put_skip(struct report_html_page *page)
{
    const struct wp_item *root = &page->report->view.week->root;

    if (!root->skip)
        return;
    report_html_put(page, "<p class=\"note\">A week off");
    report_html_put(page, root->skip_reason.length > 0 ? ": " : ".");
    report_html_put_text(page, root->skip_reason);
    report_html_put(page, "</p>\n");
}

/* The figure, large, what it is made of, and what it is beside other weeks. */
static void report_html_put_figure(struct report_html_page *page)
{
    const struct wp_view *view = &page->report->view;

    if (view->summary != WP_SUMMARY_NOTHING_PLANNED) {
        report_html_put(page, "<p class=\"head\"><strong class=\"big\">");
        wp_progress_format_percent(page->out, view->percent_tenths, false);
        report_html_put(page, "</strong> <span>");
        wp_words_tally(page->out, &view->week->root.progress, " · ");
        if (view->overdue > 0)
            wp_buf_printf(page->out, " · <span class=\"late\">%u overdue</span>",
                          (unsigned)view->overdue);
        report_html_put(page, "</span></p>\n");
        wp_html_bar(page->out, view->percent_tenths);
    }
    wp_report_words_comparison(&page->words, page->report, ", ");
    wp_words_sentence(&page->words, 0);
    report_html_put_words(page, "<p>", "</p>\n");
    wp_words_summary(&page->words, view);
    report_html_put_words(page, "<p>", "</p>\n");
}

static void report_html_put_head(struct report_html_page *page)
{
    const struct wp_view *view = &page->report->view;
    const struct wp_item *root = &view->week->root;

    report_html_put(page, "<header>\n<p class=\"dim\">");
    wp_words_week(page->out, view->week->start, "–");
    report_html_put(page, " · ");
    wp_words_weeks_away(page->out, view);
    report_html_put(page, "</p>\n<h1>");
    if (root->title.length > 0)
        report_html_put_text(page, root->title);
    else
        report_html_put(page, page->report->over ? "How the week went" : "How the week goes");
    report_html_put(page, "</h1>\n");
    report_html_put_skip(page);
    report_html_put_figure(page);
    if (root->note.length > 0) {
        report_html_put(page, "<p class=\"note\">");
        wp_html_prose(page->out, root->note);
        report_html_put(page, "</p>\n");
    }
    report_html_put(page, "</header>\n");
}

static void report_html_put_trend(struct report_html_page *page)
{
    const struct wp_report *report = page->report;

    if (report->history->count < 2)
        return;
    begin_section(page, "Week by week");
    wp_html_trend(page->out, report->history, report->line);
    report_html_put(page, "</section>\n");
}

/* A title without columns, with what is to be said below it. */
static void begin_plain(struct report_html_page *page, const struct wp_item *item)
{
    report_html_put(page, "<span class=\"plain\">");
    report_html_put_text(page, item->title);
}

static void report_html_put_done(struct report_html_page *page)
{
    const struct wp_report *report = page->report;
    size_t i;
    size_t k;

    if (report->day_count == 0)
        return;
    begin_section(page, "Done");
    report_html_put(page, "<ol class=\"days\">\n");
    for (i = 0; i < report->day_count; i++) {
        const struct wp_report_day *day = &report->days[i];

        report_html_put(page, "<li><span class=\"day\">");
        if (day->day == WP_NO_DAY)
            report_html_put(page, "no day");
        else
            wp_words_day(page->out, day->day, report->view.week->start);
        report_html_put(page, "</span>\n<ul>\n");
        for (k = 0; k < day->items.count; k++) {
            report_html_put(page, "<li class=\"row\">");
            report_html_put_mark(page, WP_MARK_DONE);
            begin_plain(page, day->items.rows[k]->item);
            wp_words_above(&page->words, day->items.rows[k]->item, " › ");
            report_html_put_words(page, "<small>", "</small>");
            report_html_put(page, "</span></li>\n");
        }
        report_html_put(page, "</ul></li>\n");
    }
    report_html_put(page, "</ol>\n</section>\n");
}

/* The columns right of a title: bar, figure, counts and day. */
static void put_columns(struct report_html_page *page, const struct wp_row *row,
                        const struct wp_view *view)
{
    static const char *const classes[] = {
        [WP_WHEN_LATE] = "when late", [WP_WHEN_SOON] = "when soon", [WP_WHEN_DUE] = "when",
        [WP_WHEN_DONE] = "when",      [WP_WHEN_NONE] = "when",
    };

    if (row->has_bar) {
        report_html_put(page, "<span class=\"gauge\">");
        wp_html_bar(page->out, row->percent_tenths);
        report_html_put(page, "</span><span class=\"figure\">");
        wp_progress_format_percent(page->out, row->percent_tenths, false);
        report_html_put(page, "</span>");
        wp_words_counts(&page->words, row);
        report_html_put_words(page, "<span class=\"counts dim\">", "</span>");
    }
    wp_words_when(&page->words, row, view->week->start, view->today);
    if (page->words.length > 0)
        wp_buf_printf(page->out, "<span class=\"%s\">", classes[row->when]);
    report_html_put_words(page, "", "</span>");
}

static void report_html_put_row(struct report_html_page *page, const struct wp_row *row,
                                const struct wp_view *view)
{
    report_html_put(page, "<div class=\"row\">");
    report_html_put_mark(page, row->mark);
    report_html_put(page, row->has_bar ? "<span class=\"title\">" : "<span class=\"plain\">");
    report_html_put_text(page, row->item->title);
    if (row->item->carried > 0)
        wp_buf_printf(page->out, "<small>carried ×%u</small>", (unsigned)row->item->carried);
    report_html_put(page, "</span>");
    put_columns(page, row, view);
    report_html_put(page, "</div>");
}

/* The rows as lists within lists. */
static void report_html_put_tree(struct report_html_page *page, const struct wp_view *view)
{
    unsigned depth = 0;
    size_t i;

    for (i = 0; i < view->row_count && !page->out->failed; i++) {
        const struct wp_row *row = &view->rows[i];

        if (row->depth > depth)
            report_html_put(page, depth == 0 ? "<ol class=\"tree\">\n" : "\n<ol>\n");
        else
            report_html_put(page, "</li>\n");
        for (; depth > row->depth; depth--)
            report_html_put(page, "</ol></li>\n");
        depth = row->depth;
        report_html_put(page, "<li>");
        report_html_put_row(page, row, view);
    }
    for (; depth > 0; depth--)
        report_html_put(page, "</li>\n</ol>");
    report_html_put(page, "\n");
}

static void report_html_put_open(struct report_html_page *page)
{
    if (page->report->open.row_count == 0)
        return;
    begin_section(page, page->report->over ? "Not done" : "Not done yet");
    report_html_put_tree(page, &page->report->open);
    report_html_put(page, "</section>\n");
}

static void report_html_put_dropped(struct report_html_page *page)
{
    const struct wp_report_rows *dropped = &page->report->dropped;
    size_t i;

    if (dropped->count == 0)
        return;
    begin_section(page, "Dropped");
    report_html_put(page, "<ul class=\"list\">\n");
    for (i = 0; i < dropped->count; i++) {
        const struct wp_item *item = dropped->rows[i]->item;

        report_html_put(page, "<li class=\"row\">");
        report_html_put_mark(page, WP_MARK_DROPPED);
        begin_plain(page, item);
        wp_report_words_dropped(&page->words, item, page->report->view.week->start);
        report_html_put_words(page, "<small>", "</small>");
        report_html_put(page, "</span></li>\n");
    }
    report_html_put(page, "</ul>\n</section>\n");
}

static void report_html_put_carried(struct report_html_page *page)
{
    const struct wp_report *report = page->report;
    size_t i;

    if (report->carried_count == 0)
        return;
    begin_section(page, "Carried into the week");
    report_html_put(page, "<ul class=\"list\">\n");
    for (i = 0; i < report->carried_count; i++) {
        report_html_put(page, "<li class=\"row\">");
        report_html_put_mark(page, report->carried[i].row->mark);
        begin_plain(page, report->carried[i].row->item);
        wp_report_words_carried(&page->words, &report->carried[i], "×");
        report_html_put_words(page, "<small>", "</small>");
        report_html_put(page, "</span></li>\n");
    }
    report_html_put(page, "</ul>\n</section>\n");
}

static void report_html_put_notes(struct report_html_page *page)
{
    const struct wp_report_rows *noted = &page->report->noted;
    size_t i;
    size_t k;

    if (noted->count == 0)
        return;
    begin_section(page, "Notes and links");
    for (i = 0; i < noted->count; i++) {
        const struct wp_item *item = noted->rows[i]->item;

        report_html_put(page, "<h3>");
        report_html_put_text(page, item->title);
        report_html_put(page, "</h3>\n");
        if (item->note.length > 0) {
            report_html_put(page, "<p class=\"prose\">");
            wp_html_prose(page->out, item->note);
            report_html_put(page, "</p>\n");
        }
        for (k = 0; k < item->links.count; k++) {
            report_html_put(page, "<p>");
            wp_html_link(page->out, item->links.items[k]);
            report_html_put(page, "</p>\n");
        }
    }
    report_html_put(page, "</section>\n");
}

static void report_html_put_planned(struct report_html_page *page)
{
    const struct wp_report *report = page->report;

    wp_report_words_planned(&page->words, report);
    begin_section(page, page->words.data);
    wp_buf_clear(&page->words);
    report_html_put(page, "<p class=\"dim small\">");
    wp_words_week(page->out, report->planned_start, "–");
    report_html_put(page, "</p>\n");
    if (report->planned.row_count > 0) {
        report_html_put_tree(page, &report->planned);
    } else {
        wp_report_words_unplanned(&page->words, report);
        report_html_put_words(page, "<p>", "</p>\n");
    }
    report_html_put(page, "</section>\n");
}

void wp_report_html(struct wp_buf *out, const struct wp_report *report)
{
    static void (*const sections[])(struct report_html_page *) = {
        report_html_put_head,  report_html_put_trend,   report_html_put_done,
        report_html_put_open,  report_html_put_dropped, report_html_put_carried,
        report_html_put_notes, report_html_put_planned,
    };
    struct report_html_page page = {.out = out, .report = report, .words = WP_BUF_INIT};
    size_t i;

    wp_report_words_headline(&page.words, report);
    wp_html_begin(out, wp_buf_str(&page.words));
    wp_buf_clear(&page.words);
    for (i = 0; i < sizeof sections / sizeof sections[0]; i++)
        sections[i](&page);
    wp_html_end(out);
    out->failed = out->failed || page.words.failed;
    wp_buf_free(&page.words);
}
