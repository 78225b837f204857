/* `report` for the terminal: one walk over the report, section by section. */
#include "base/utf8.h"
#include "render/escape.h"
#include "render/report_words.h"
#include "render/sparks.h"
#include "render/week_text.h"
#include "render/words.h"
#include <weekplan/report.h>

enum { INDENT = WP_COLUMNS_GAP, NOTE_INDENT = 2 * WP_COLUMNS_GAP };

struct report_text_page {
    struct wp_term term;
    struct wp_table table; /* of what is open, as wide as all of the page */
    struct wp_table planned;
    struct wp_buf words; /* for making a text; empty in between */
    const struct wp_report *report;
};

static void section(struct report_text_page *page, const char *title)
{
    wp_term_newline(&page->term);
    wp_term_put(&page->term, WP_TINT_BOLD, title);
    wp_term_newline(&page->term);
}

/* What is in page->words, made harmless; it becomes empty. */
static void take_words(struct report_text_page *page, struct wp_buf *clean)
{
    wp_buf_clear(clean);
    wp_term_clean(&page->term, clean, wp_buf_str(&page->words));
    page->term.out->failed = page->term.out->failed || page->words.failed || clean->failed;
    wp_buf_clear(&page->words);
}

/* Our own words in page->words, in lines of their own. */
static void paragraph(struct report_text_page *page, enum wp_tint tint)
{
    struct wp_buf clean = WP_BUF_INIT;
    struct wp_str text;

    take_words(page, &clean);
    for (text = wp_buf_str(&clean); text.length > 0; wp_term_newline(&page->term)) {
        wp_term_move_to(&page->term, INDENT);
        wp_term_put_str(&page->term, tint,
                        wp_term_break(&text, wp_table_room(&page->table, INDENT)));
    }
    wp_buf_free(&clean);
}

/* A note or another text of several lines, from `column` on. */
static void prose(struct report_text_page *page, size_t column, enum wp_tint tint,
                  struct wp_str note)
{
    wp_week_text_prose(&page->term, &page->table, column, tint, note);
}

/* A title that wraps under itself, with page->words behind it, or below it where
 * there is no room. */
static void entry(struct report_text_page *page, enum wp_tint tint, struct wp_str title)
{
    struct wp_term *term = &page->term;
    size_t column = term->column;
    size_t room = wp_table_room(&page->table, column);
    struct wp_buf clean = WP_BUF_INIT;
    struct wp_buf remark = WP_BUF_INIT;
    struct wp_str rest;

    take_words(page, &remark);
    wp_term_clean(term, &clean, title);
    rest = wp_buf_str(&clean);
    wp_term_put_str(term, tint, wp_term_break(&rest, room));
    wp_week_text_below(term, &page->table, column, tint, rest);
    rest = wp_buf_str(&remark);
    if (rest.length > 0 &&
        term->column + WP_COLUMNS_GAP + wp_utf8_columns(rest) <= page->table.width) {
        wp_term_move_to(term, term->column + WP_COLUMNS_GAP);
        wp_term_put_str(term, WP_TINT_DIM, rest);
        rest.length = 0;
    }
    wp_week_text_below(term, &page->table, column, WP_TINT_DIM, rest);
    wp_term_newline(term);
    term->out->failed = term->out->failed || clean.failed;
    wp_buf_free(&clean);
    wp_buf_free(&remark);
}

static void report_text_add_above(struct report_text_page *page, const struct wp_item *item)
{
    wp_words_above(&page->words, item, wp_term_pick(&page->term, " › ", " > "));
}

static void paint_standing(struct report_text_page *page)
{
    wp_report_words_comparison(&page->words, page->report, wp_term_pick(&page->term, " · ", " - "));
    paragraph(page, WP_TINT_PLAIN);
}

static void paint_trend(struct report_text_page *page)
{
    if (page->report->history->count < 2)
        return;
    wp_sparks_put(&page->words, &page->term, page->report->history);
    wp_buf_puts(&page->words, "  week by week");
    paragraph(page, WP_TINT_PLAIN);
}

static void paint_summary(struct report_text_page *page)
{
    wp_week_text_summary(&page->term, &page->table, &page->report->view);
}

static void paint_week_note(struct report_text_page *page)
{
    struct wp_str note = page->report->view.week->root.note;

    if (note.length == 0)
        return;
    wp_term_newline(&page->term);
    prose(page, INDENT, WP_TINT_PLAIN, note);
}

static void report_text_add_day(struct report_text_page *page, wp_day day)
{
    if (day == WP_NO_DAY)
        wp_buf_puts(&page->words, "no day");
    else
        wp_words_day(&page->words, day, page->report->view.week->start);
}

/* How wide the days are; nothing where none is recorded. */
static size_t days_width(struct report_text_page *page)
{
    const struct wp_report *report = page->report;
    size_t widest = 0;
    size_t i;

    if (report->days[0].day == WP_NO_DAY)
        return 0;
    for (i = 0; i < report->day_count; i++) {
        report_text_add_day(page, report->days[i].day);
        if (page->words.length > widest)
            widest = page->words.length;
        wp_buf_clear(&page->words);
    }
    return widest;
}

static void paint_done(struct report_text_page *page)
{
    const struct wp_report *report = page->report;
    size_t width;
    size_t i;
    size_t k;

    if (report->day_count == 0)
        return;
    section(page, "Done");
    width = days_width(page);
    for (i = 0; i < report->day_count; i++) {
        const struct wp_report_day *day = &report->days[i];

        for (k = 0; k < day->items.count; k++) {
            const struct wp_item *item = day->items.rows[k]->item;

            wp_term_move_to(&page->term, INDENT);
            if (k == 0 && width > 0) {
                report_text_add_day(page, day->day);
                wp_term_put_str(&page->term, WP_TINT_DIM, wp_buf_str(&page->words));
                wp_buf_clear(&page->words);
            }
            wp_term_move_to(&page->term, INDENT + (width > 0 ? width + WP_COLUMNS_GAP : 0));
            wp_term_mark(&page->term, WP_MARK_DONE);
            wp_term_put(&page->term, WP_TINT_PLAIN, " ");
            report_text_add_above(page, item);
            entry(page, WP_TINT_PLAIN, item->title);
        }
    }
}

static void paint_open(struct report_text_page *page)
{
    if (page->report->open.row_count == 0)
        return;
    section(page, page->report->over ? "Not done" : "Not done yet");
    wp_week_text_rows(&page->term, &page->table, &page->report->open);
}

static void paint_dropped(struct report_text_page *page)
{
    const struct wp_report_rows *dropped = &page->report->dropped;
    size_t i;

    if (dropped->count == 0)
        return;
    section(page, "Dropped");
    for (i = 0; i < dropped->count; i++) {
        const struct wp_item *item = dropped->rows[i]->item;

        wp_term_move_to(&page->term, INDENT);
        wp_term_mark(&page->term, WP_MARK_DROPPED);
        wp_term_put(&page->term, WP_TINT_PLAIN, " ");
        wp_report_words_dropped(&page->words, item, page->report->view.week->start);
        entry(page, WP_TINT_PLAIN, item->title);
    }
}

static void paint_carried(struct report_text_page *page)
{
    const struct wp_report *report = page->report;
    size_t i;

    if (report->carried_count == 0)
        return;
    section(page, "Carried into the week");
    for (i = 0; i < report->carried_count; i++) {
        wp_term_move_to(&page->term, INDENT);
        wp_report_words_carried(&page->words, &report->carried[i],
                                wp_term_pick(&page->term, "×", "x"));
        entry(page, WP_TINT_PLAIN, report->carried[i].row->item->title);
    }
}

static void paint_notes(struct report_text_page *page)
{
    const struct wp_report_rows *noted = &page->report->noted;
    size_t i;
    size_t k;

    if (noted->count == 0)
        return;
    section(page, "Notes and links");
    for (i = 0; i < noted->count; i++) {
        const struct wp_item *item = noted->rows[i]->item;

        wp_term_move_to(&page->term, INDENT);
        report_text_add_above(page, item);
        entry(page, WP_TINT_PLAIN, item->title);
        prose(page, NOTE_INDENT, WP_TINT_DIM, item->note);
        for (k = 0; k < item->links.count; k++)
            prose(page, NOTE_INDENT, WP_TINT_DIM, item->links.items[k]);
    }
}

static void paint_planned(struct report_text_page *page)
{
    const struct wp_report *report = page->report;

    wp_report_words_planned(&page->words, report);
    section(page, page->words.data);
    wp_buf_clear(&page->words);
    if (report->planned.row_count > 0) {
        wp_week_text_rows(&page->term, &page->planned, &report->planned);
        return;
    }
    wp_report_words_unplanned(&page->words, report);
    paragraph(page, WP_TINT_PLAIN);
}

/* Both trees as wide as the wider one. */
static void make_grids(struct report_text_page *page)
{
    page->table = wp_table_make(&page->term, &page->report->open);
    page->planned = page->table;
    if (page->report->planned.week == NULL)
        return;
    page->planned = wp_table_make(&page->term, &page->report->planned);
    if (page->planned.width > page->table.width)
        page->table.width = page->planned.width;
    else
        page->planned.width = page->table.width;
}

void wp_report_text(struct wp_buf *out, const struct wp_report *report,
                    const struct wp_text_style *style)
{
    static void (*const sections[])(struct report_text_page *) = {
        paint_standing, paint_trend,   paint_summary, paint_week_note, paint_done,
        paint_open,     paint_dropped, paint_carried, paint_notes,     paint_planned,
    };
    struct report_text_page page = {
        .term = {out, style, 0}, .words = WP_BUF_INIT, .report = report};
    size_t i;

    make_grids(&page);
    wp_week_text_head(&page.term, &page.table, &report->view);
    for (i = 0; i < sizeof sections / sizeof sections[0]; i++)
        sections[i](&page);
    out->failed = out->failed || page.words.failed;
    wp_buf_free(&page.words);
}

void wp_report_planned_text(struct wp_buf *out, const struct wp_report *report,
                            const struct wp_text_style *style)
{
    struct report_text_page page = {
        .term = {out, style, 0}, .words = WP_BUF_INIT, .report = report};

    make_grids(&page);
    paint_planned(&page);
    out->failed = out->failed || page.words.failed;
    wp_buf_free(&page.words);
}
