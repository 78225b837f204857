#include "render/item_table.h"

#include "base/utf8.h"
#include "plan/deferral_reason.h"
#include "plan/tag.h"
#include "render/date_words.h"
#include "render/progress_words.h"
#include "render/title_text.h"

enum {
    GAP = WP_COLUMN_WIDTHS_GAP,
    WIDTH_WANTED = 64, /* columns of the heading above the table */
    TITLE_WANTED = 20, /* least columns of a title; bars get shorter before a title does */
    TITLE_MIN = 8,
    COUNTS_MIN = 16,
    COMPACT_WIDTH = 60 /* in a table with fewer columns a level is indented by one blank */
};

static size_t count_digits(uint32_t number)
{
    size_t count = 1;

    while (number >= 10) {
        number /= 10;
        count++;
    }
    return count;
}

/* Return the columns of an item's path up to its last point: 2 for "1.2". */
static size_t path_prefix_width(const struct wp_item *item)
{
    size_t columns = 0;

    for (item = item->parent; item->parent != NULL; item = item->parent)
        columns += count_digits(item->number) + 1;
    return columns;
}

/* Set the margins for the depth of the row, and return the column in which its title begins. */
static size_t next_title_column(struct wp_item_table_margins *margins, const struct wp_row *row,
                                size_t indent)
{
    unsigned depth = row->depth;
    size_t above = depth > 1 ? margins->numbers[depth - 1] + 1 : path_prefix_width(row->item);

    above += wp_item_is_also(row->item); /* the column of the '+' in the path "+1" */
    margins->numbers[depth] = above + count_digits(row->item->number);
    margins->width[depth] = above + count_digits(row->siblings);
    if (depth == 1)
        margins->path[depth] = 0;
    else if (indent > 0)
        margins->path[depth] = indent * (depth - 1);
    else
        margins->path[depth] = margins->path[depth - 1] + margins->width[depth - 1] + GAP;
    return margins->path[depth] + margins->width[depth] + GAP + WP_COLUMN_WIDTHS_MARK;
}

/* Append ", " if the detail has a part already. */
static void begin_part(struct wp_buf *detail)
{
    wp_buf_puts(detail, detail->length > 0 ? ", " : "");
}

/* Append the detail of a row: "weight 2, carried ×2, dropped: ill, #work", or "put off to the week
 * of 11 Aug". */
static void add_detail(struct wp_buf *detail, const struct wp_term *term,
                       const struct wp_item *item, wp_day week_start)
{
    wp_day deferral = wp_deferral_reason_day(item);

    if (item->weight > 0) {
        wp_buf_puts(detail, "weight ");
        wp_decimal_format(detail, item->weight);
    }
    if (item->carried > 0) {
        begin_part(detail);
        wp_buf_printf(detail, "carried %s%u", wp_term_pick(term, "×", "x"),
                      (unsigned)item->carried);
    }
    if (deferral != WP_NO_DAY) {
        begin_part(detail);
        wp_buf_puts(detail, "put off ");
        wp_date_words_deferral(detail, deferral, week_start);
    } else if (item->dropped && item->dropped_reason.length > 0) {
        begin_part(detail);
        wp_buf_puts(detail, "dropped: ");
        wp_term_clean(term, detail, item->dropped_reason);
    }
    for (size_t i = 0; i < item->tags.count; i++) {
        if (i == 0)
            begin_part(detail);
        wp_buf_puts(detail, i > 0 ? " #" : "#");
        wp_term_clean(term, detail, wp_tag_name(item->tags.items[i]));
    }
}

/* Return the greatest width of counts, in columns. Longer counts have no room, because a long unit
 * would leave none for the bars. */
static size_t counts_room(const struct wp_term *term)
{
    size_t third = term->style->width / 3;

    return third > COUNTS_MIN ? third : COUNTS_MIN;
}

void wp_item_table_cells_fill(struct wp_item_table_cells *cells, const struct wp_term *term,
                              const struct wp_view *view, const struct wp_row *row, size_t indent)
{
    struct wp_buf *const texts[] = {&cells->detail_text, &cells->counts_text, &cells->day_text,
                                    &cells->raw};
    size_t i;

    for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
        wp_buf_clear(texts[i]);
    wp_linked_text_clear(&cells->title_text);
    cells->title = next_title_column(&cells->margins, row, indent);
    cells->path = cells->margins.path[row->depth];
    wp_title_text_add(&cells->title_text, term, row->item->title);
    add_detail(&cells->detail_text, term, row->item, view->first_day);
    wp_progress_words_counts(&cells->raw, row);
    wp_term_cut(term, &cells->counts_text, wp_buf_str(&cells->raw), counts_room(term));
    wp_date_words_when(&cells->day_text, row, view->first_day, view->today);
    cells->counts_width = wp_utf8_columns(wp_buf_str(&cells->counts_text));
    cells->day_width = wp_utf8_columns(wp_buf_str(&cells->day_text));
}

void wp_item_table_cells_free(struct wp_item_table_cells *cells)
{
    wp_linked_text_free(&cells->title_text);
    wp_buf_free(&cells->detail_text);
    wp_buf_free(&cells->counts_text);
    wp_buf_free(&cells->day_text);
    wp_buf_free(&cells->raw);
}

/* The columns of the table. A narrow terminal makes them narrower. */
enum column { TITLE, BAR, PERCENT, TAIL };

/* The widths that the rows of a view need. */
struct needs {
    struct wp_column_widths
        /* widths of rows with a bar; that of TITLE is for a title of TITLE_WANTED columns */
        columns;
    size_t title_column; /* rightmost column in which a title begins */
    size_t title_end;    /* rightmost column in which a title before a bar ends */
    size_t plain_end;    /* rightmost column in which a row without a bar ends */
};

static void measure_row(struct needs *needs, const struct wp_row *row,
                        const struct wp_item_table_cells *cells)
{
    size_t *width = needs->columns.width;
    size_t title = wp_utf8_columns(wp_buf_str(&cells->title_text.clean));
    size_t gap = cells->day_width > 0 ? GAP : 0;

    wp_column_widths_widen(&needs->title_column, cells->title);
    if (!row->has_bar) {
        wp_column_widths_widen(&needs->plain_end, cells->title + title + gap + cells->day_width);
        return;
    }
    width[BAR] = 10;
    width[PERCENT] = WP_COLUMN_WIDTHS_PERCENT;
    wp_column_widths_widen(&width[TITLE],
                           cells->title + (title < TITLE_WANTED ? title : TITLE_WANTED));
    wp_column_widths_widen(&width[TAIL], cells->counts_width + (cells->counts_width > 0 ? gap : 0) +
                                             cells->day_width);
    wp_column_widths_widen(&needs->title_end, cells->title + title);
}

static struct needs measure_rows(const struct wp_term *term, const struct wp_view *view,
                                 size_t indent)
{
    struct needs needs = {.title_column = 0};
    struct wp_item_table_cells cells = {.path = 0};
    size_t i;

    for (i = 0; i < view->row_count + view->also_row_count; i++) {
        const struct wp_row *row =
            i < view->row_count ? &view->rows[i] : &view->also[i - view->row_count];

        wp_item_table_cells_fill(&cells, term, view, row, indent);
        measure_row(&needs, row, &cells);
    }
    wp_item_table_cells_free(&cells);
    return needs;
}

/* Return the width of the table. It is not wider than its rows need, because a bar far from its
 * title is hard to follow. */
static size_t needed_width(const struct needs *needs, const struct wp_item_table *table)
{
    size_t width = WIDTH_WANTED;

    wp_column_widths_widen(&width, needs->plain_end);
    wp_column_widths_widen(&width, needs->title_end + table->right);
    return width < table->width ? width : table->width;
}

struct wp_item_table wp_item_table_of_text(const struct wp_term *term)
{
    unsigned width = term->style->width;

    return (struct wp_item_table){
        .width = width < WP_COLUMN_WIDTHS_WIDTH_MAX ? width : WP_COLUMN_WIDTHS_WIDTH_MAX};
}

struct wp_item_table wp_item_table_make(const struct wp_term *term, const struct wp_view *view)
{
    static const struct wp_column_widths_step steps[] = {{BAR, 5}, {BAR, 0}, {TAIL, 0}};
    struct wp_item_table table = wp_item_table_of_text(term);
    struct needs needs = measure_rows(term, view, table.indent);
    const size_t *width = needs.columns.width;

    if (needs.title_column > 2 * table.width / 5) {
        table.indent = table.width < COMPACT_WIDTH ? 1 : 2;
        needs = measure_rows(term, view, table.indent);
    }
    wp_column_widths_fit(&needs.columns, table.width, steps, sizeof steps / sizeof steps[0]);
    table.bar = (unsigned)width[BAR];
    table.tail = width[TAIL];
    table.right = wp_column_widths_end(&needs.columns, TAIL) - width[TITLE];
    table.width = needed_width(&needs, &table);
    return table;
}

bool wp_item_table_has_day(const struct wp_item_table *table, const struct wp_row *row,
                           const struct wp_item_table_cells *cells)
{
    if (cells->day_width == 0)
        return false;
    if (row->has_bar)
        return table->tail > 0;
    return cells->title + TITLE_MIN + GAP + cells->day_width <= table->width;
}

size_t wp_item_table_title_end(const struct wp_item_table *table, const struct wp_row *row,
                               const struct wp_item_table_cells *cells)
{
    size_t min = cells->title + TITLE_MIN;
    size_t end = table->width;

    if (row->has_bar)
        end -= table->right;
    else if (wp_item_table_has_day(table, row, cells))
        end -= cells->day_width + GAP;
    return end > min ? end : min;
}

size_t wp_item_table_room(const struct wp_item_table *table, size_t column)
{
    return table->width > column + TITLE_MIN ? table->width - column : TITLE_MIN;
}
