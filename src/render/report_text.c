/* A report as text for a terminal. */
#include "base/utf8.h"
#include "render/date_words.h"
#include "render/report_walk.h"
#include "render/report_words.h"
#include "render/sparkline.h"
#include "render/title_text.h"
#include "render/week_text_parts.h"
#include <weekplan/report.h>

enum { GAP = WP_COLUMN_WIDTHS_GAP, INDENT = GAP, NOTE_INDENT = 2 * GAP };

struct text_page {
    struct wp_term term;
    /* widths for the open items; all other text is as wide as this table */
    struct wp_item_table open;
    struct wp_item_table planned; /* widths for the planned goals */
    const struct wp_report *report;
    size_t day_width; /* columns of the days beside entries; 0 for no days */
};

/* Append text on lines of its own, sanitized. No-op on an empty text. */
static void put_text_paragraph(void *context, struct wp_str text)
{
    struct text_page *page = context;
    struct wp_buf clean = WP_BUF_INIT;

    wp_term_clean(&page->term, &clean, text);
    if (clean.length > 0) {
        wp_term_move_to(&page->term, INDENT);
        wp_term_put_wrapped(&page->term, WP_TINT_PLAIN, wp_buf_str(&clean),
                            wp_item_table_room(&page->open, INDENT));
        wp_term_newline(&page->term);
    }
    wp_buf_free(&clean);
}

/* Append a note or a review. */
static void put_text_markdown(void *context, struct wp_str text)
{
    struct text_page *page = context;

    wp_week_text_parts_markdown(&page->term, &page->open, INDENT, WP_TINT_PLAIN, text);
}

/* Append the comparison with other weeks. If it needs more than one line, each of its parts is on
 * lines of its own. */
static void put_comparison(struct text_page *page)
{
    struct wp_buf words = WP_BUF_INIT;

    wp_report_words_comparison(&words, page->report, wp_term_separator(&page->term));
    if (wp_utf8_columns(wp_buf_str(&words)) > wp_item_table_room(&page->open, INDENT)) {
        wp_buf_clear(&words);
        wp_report_words_comparison(&words, page->report, "\n");
    }
    wp_week_text_parts_prose(&page->term, &page->open, INDENT, WP_TINT_PLAIN, wp_buf_str(&words));
    wp_buf_free(&words);
}

static void put_with_deferred(struct text_page *page)
{
    struct wp_buf words = WP_BUF_INIT;

    wp_report_words_with_deferred(&words, page->report);
    put_text_paragraph(page, wp_buf_str(&words));
    wp_buf_free(&words);
}

static void put_sparkline(struct text_page *page)
{
    struct wp_buf words = WP_BUF_INIT;

    if (page->report->history->count < WP_SPARKLINE_WEEKS_MIN)
        return;
    wp_sparkline_put(&words, &page->term, page->report->history);
    wp_buf_puts(&words, "  week by week");
    put_text_paragraph(page, wp_buf_str(&words));
    wp_buf_free(&words);
}

static void put_head(struct text_page *page)
{
    const struct wp_view *view = &page->report->view;

    wp_week_text_parts_head(&page->term, &page->open, view);
    put_comparison(page);
    put_with_deferred(page);
    put_sparkline(page);
    wp_week_text_parts_summary(&page->term, &page->open, view);
    if (view->week->root.note.length > 0) {
        wp_term_newline(&page->term);
        put_text_markdown(page, view->week->root.note);
    }
}

static void add_done_day(struct wp_buf *buf, const struct wp_report *report, wp_day day)
{
    if (day == WP_NO_DAY)
        wp_buf_puts(buf, "no day");
    else
        wp_date_words_day(buf, day, report->view.week->start);
}

/* Return the columns of the widest day, or 0 if no day is known. */
static size_t widest_day(const struct wp_report *report, const struct wp_report_day *days,
                         size_t count)
{
    struct wp_buf words = WP_BUF_INIT;
    size_t widest = 0;
    size_t i;

    for (i = 0; i < count && days[0].day != WP_NO_DAY; i++) {
        wp_buf_clear(&words);
        add_done_day(&words, report, days[i].day);
        wp_column_widths_widen(&widest, words.length);
    }
    wp_buf_free(&words);
    return widest;
}

static void begin_text_section(void *context, enum wp_section section, const char *heading)
{
    struct text_page *page = context;
    const struct wp_report *report = page->report;

    page->day_width = 0;
    if (section == WP_SECTION_DONE)
        page->day_width = widest_day(report, report->days, report->day_count);
    else if (section == WP_SECTION_ALSO)
        page->day_width = widest_day(report, report->also, report->also_day_count);
    wp_term_newline(&page->term);
    wp_term_put(&page->term, WP_TINT_BOLD, heading);
    wp_term_newline(&page->term);
}

/* Append the day of an entry in its column. The day is printed for its first entry only. */
static void put_day_column(struct text_page *page, const struct wp_report_entry *entry)
{
    struct wp_buf words = WP_BUF_INIT;

    if (page->day_width == 0)
        return;
    if (entry->begins_day) {
        add_done_day(&words, page->report, entry->day);
        wp_term_put(&page->term, WP_TINT_DIM, words.data);
    }
    wp_term_move_to(&page->term, INDENT + page->day_width + GAP);
    wp_buf_free(&words);
}

/* Append the note and the links of an item on lines of their own. */
static void put_note_and_links(struct text_page *page, const struct wp_item *item)
{
    size_t i;

    wp_week_text_parts_markdown(&page->term, &page->open, NOTE_INDENT, WP_TINT_DIM, item->note);
    for (i = 0; i < item->links.count; i++)
        wp_week_text_parts_link(&page->term, &page->open, NOTE_INDENT, WP_TINT_DIM,
                                item->links.items[i]);
}

static void put_text_entry(void *context, const struct wp_report_entry *entry)
{
    struct text_page *page = context;
    struct wp_term *term = &page->term;
    const struct wp_item *item = entry->row->item;
    struct wp_linked_text title = {.count = 0};
    struct wp_buf detail = WP_BUF_INIT;

    wp_term_move_to(term, INDENT);
    put_day_column(page, entry);
    if ((entry->section & WP_SECTIONS_BY_DAY) != 0 || entry->section == WP_SECTION_DUE ||
        entry->section == WP_SECTION_DROPPED || entry->section == WP_SECTION_DEFERRED) {
        wp_term_mark(term, entry->row->mark);
        wp_term_put(term, WP_TINT_PLAIN, " ");
    }
    wp_title_text_add(&title, term, item->title);
    /* The word "in" tells the title of an ancestor from the title of the item, also without
     * colours. */
    if (entry->detail.length > 0 &&
        ((entry->section & WP_SECTIONS_BY_DAY) != 0 || entry->section == WP_SECTION_NOTES))
        wp_buf_puts(&detail, "in ");
    wp_term_clean(term, &detail, entry->detail);
    wp_week_text_parts_detailed(term, &page->open, WP_TINT_PLAIN, &title, wp_buf_str(&detail));
    wp_term_newline(term);
    if (entry->section == WP_SECTION_NOTES)
        put_note_and_links(page, item);
    wp_linked_text_free(&title);
    wp_buf_free(&detail);
}

static void put_text_tree(void *context, enum wp_section section, const struct wp_view *view)
{
    struct text_page *page = context;
    bool planned = section == WP_SECTION_PLANNED;

    wp_week_text_parts_rows(&page->term, planned ? &page->planned : &page->open, view);
}

/* Return the page with the widths of both tables. The narrower table is made as wide as the
 * other. */
static struct text_page begin_text_page(struct wp_buf *out, const struct wp_report *report,
                                        const struct wp_text_style *style)
{
    struct text_page page = {.term = {.out = out, .style = style}, .report = report};

    page.open = wp_item_table_make(&page.term, &report->open);
    page.planned = page.open;
    if (report->planned.week != NULL)
        page.planned = wp_item_table_make(&page.term, &report->planned);
    wp_column_widths_widen(&page.open.width, page.planned.width);
    wp_column_widths_widen(&page.planned.width, page.open.width);
    return page;
}

static void put_text_sections(struct text_page *page, unsigned sections)
{
    static const struct wp_report_format format = {.begin = begin_text_section,
                                                   .entry = put_text_entry,
                                                   .tree = put_text_tree,
                                                   .paragraph = put_text_paragraph,
                                                   .prose = put_text_markdown};
    struct wp_report_walk walk = {
        .format = &format, .page = page, .report = page->report, .ascii = page->term.style->ascii};

    wp_report_walk(&walk, sections);
}

void wp_report_text(struct wp_buf *out, const struct wp_report *report,
                    const struct wp_text_style *style)
{
    static const unsigned sets[] = {WP_SECTIONS_BY_STATE, 0};

    wp_report_text_sections(out, report, style, sets);
}

void wp_report_text_sections(struct wp_buf *out, const struct wp_report *report,
                             const struct wp_text_style *style, const unsigned *sets)
{
    struct text_page page = begin_text_page(out, report, style);

    put_head(&page);
    for (; *sets != 0; sets++)
        put_text_sections(&page, *sets);
}

void wp_report_planned_text(struct wp_buf *out, const struct wp_report *report,
                            const struct wp_text_style *style)
{
    struct text_page page = begin_text_page(out, report, style);

    put_text_sections(&page, WP_SECTION_PLANNED);
}
