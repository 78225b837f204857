#include "render/table.h"

#include "base/utf8.h"
#include "render/words.h"

enum {
    WIDTH_MAX = 100,   /* a wider terminal only pulls a row apart */
    WIDTH_WANTED = 64, /* for the heading */
    TITLE_WANTED = 20, /* columns of a title before the bars have to give way */
    TITLE_LEAST = 8,
    COUNTS_LEAST = 16,
    COMPACT_WIDTH = 60 /* below it a level is indented by one column only */
};

static size_t digits(uint32_t number)
{
    size_t count = 1;

    while (number >= 10) {
        number /= 10;
        count++;
    }
    return count;
}

/* The columns of what the path of an item begins with, up to the last point. */
static size_t columns_above(const struct wp_item *item)
{
    size_t columns = 0;

    for (item = item->parent; item->parent != NULL; item = item->parent)
        columns += digits(item->number) + 1;
    return columns;
}

/* Moves on to `row` and returns the column of its title. */
static size_t next_title(struct wp_table_margins *margins, const struct wp_row *row, size_t indent)
{
    unsigned depth = row->depth;
    size_t above = depth > 1 ? margins->numbers[depth - 1] + 1 : columns_above(row->item);

    margins->numbers[depth] = above + digits(row->item->number);
    margins->width[depth] = above + digits(row->siblings);
    if (depth == 1)
        margins->path[depth] = 0;
    else if (indent > 0)
        margins->path[depth] = indent * (depth - 1);
    else
        margins->path[depth] = margins->path[depth - 1] + margins->width[depth - 1] + WP_TABLE_GAP;
    return margins->path[depth] + margins->width[depth] + WP_TABLE_GAP + WP_TABLE_MARK;
}

static void make_remark(struct wp_buf *remark, const struct wp_term *term,
                        const struct wp_item *item)
{
    if (item->carried > 0)
        wp_buf_printf(remark, "carried %s%u", wp_term_pick(term, "×", "x"),
                      (unsigned)item->carried);
    if (item->dropped && item->dropped_reason.length > 0) {
        wp_buf_puts(remark, remark->length > 0 ? ", dropped: " : "dropped: ");
        wp_term_clean(term, remark, item->dropped_reason);
    }
}

/* One unit that is long leaves the others their bars and counts. */
static size_t counts_room(const struct wp_term *term)
{
    size_t third = term->style->width / 3;

    return third > COUNTS_LEAST ? third : COUNTS_LEAST;
}

void wp_table_cells_fill(struct wp_table_cells *cells, const struct wp_term *term,
                         const struct wp_view *view, const struct wp_row *row, size_t indent)
{
    struct wp_buf *const texts[] = {&cells->title_text, &cells->remark_text, &cells->counts_text,
                                    &cells->day_text, &cells->raw};
    size_t i;

    for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
        wp_buf_clear(texts[i]);
    cells->title = next_title(&cells->margins, row, indent);
    cells->path = cells->margins.path[row->depth];
    wp_term_clean(term, &cells->title_text, row->item->title);
    make_remark(&cells->remark_text, term, row->item);
    wp_words_counts(&cells->raw, row);
    wp_term_cut(term, &cells->counts_text, wp_buf_str(&cells->raw), counts_room(term));
    wp_words_when(&cells->day_text, row, view->week->start, view->today);
    cells->counts_width = wp_utf8_columns(wp_buf_str(&cells->counts_text));
    cells->day_width = wp_utf8_columns(wp_buf_str(&cells->day_text));
    for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
        term->out->failed = term->out->failed || texts[i]->failed;
}

void wp_table_cells_free(struct wp_table_cells *cells)
{
    wp_buf_free(&cells->title_text);
    wp_buf_free(&cells->remark_text);
    wp_buf_free(&cells->counts_text);
    wp_buf_free(&cells->day_text);
    wp_buf_free(&cells->raw);
}

/* What the rows need of the columns, before the columns are shared. */
struct needs {
    size_t title_column; /* the furthest */
    size_t title_start;  /* the furthest that the beginning of a title beside a bar reaches */
    size_t title;        /* the furthest that a whole title beside a bar reaches */
    size_t plain;        /* the furthest that a row without a bar reaches */
    size_t tail;         /* counts and day beside a bar */
    bool bars;
};

static void table_widen(size_t *width, size_t needed)
{
    if (needed > *width)
        *width = needed;
}

static void measure_row(struct needs *needs, const struct wp_row *row,
                        const struct wp_table_cells *cells)
{
    size_t title = wp_utf8_columns(wp_buf_str(&cells->title_text));
    size_t gap = cells->day_width > 0 ? WP_TABLE_GAP : 0;

    table_widen(&needs->title_column, cells->title);
    if (!row->has_bar) {
        table_widen(&needs->plain, cells->title + title + gap + cells->day_width);
        return;
    }
    needs->bars = true;
    table_widen(&needs->title_start, cells->title + (title < TITLE_WANTED ? title : TITLE_WANTED));
    table_widen(&needs->title, cells->title + title);
    table_widen(&needs->tail,
                cells->counts_width + (cells->counts_width > 0 ? gap : 0) + cells->day_width);
}

static struct needs table_measure(const struct wp_term *term, const struct wp_view *view,
                                  size_t indent)
{
    struct needs needs = {.bars = false};
    struct wp_table_cells cells = {.path = 0};
    size_t i;

    for (i = 0; i < view->row_count; i++) {
        wp_table_cells_fill(&cells, term, view, &view->rows[i], indent);
        measure_row(&needs, &view->rows[i], &cells);
    }
    wp_table_cells_free(&cells);
    return needs;
}

static size_t right_of_title(const struct needs *needs, unsigned bar, bool tail)
{
    size_t right = 0;

    if (needs->bars)
        right = WP_TABLE_GAP + WP_TABLE_PERCENT + (bar > 0 ? WP_TABLE_GAP + bar : 0);
    return right + (tail && needs->tail > 0 ? WP_TABLE_GAP + needs->tail : 0);
}

/* No wider than the rows need: a bar far from its title is hard to follow. */
static size_t width_for(const struct needs *needs, const struct wp_table *table)
{
    size_t width = WIDTH_WANTED;

    table_widen(&width, needs->plain);
    table_widen(&width, needs->title + table->right);
    return width < table->width ? width : table->width;
}

struct wp_table wp_table_of_text(const struct wp_term *term)
{
    unsigned width = term->style->width;

    return (struct wp_table){.width = width < WIDTH_MAX ? width : WIDTH_MAX};
}

struct wp_table wp_table_make(const struct wp_term *term, const struct wp_view *view)
{
    /* The first that leaves the titles enough room. */
    static const struct {
        unsigned bar;
        bool tail;
    } variants[] = {{10, true}, {5, true}, {0, true}, {0, false}};
    struct wp_table table = wp_table_of_text(term);
    struct needs needs = table_measure(term, view, table.indent);
    size_t i;

    if (needs.title_column > 2 * table.width / 5) {
        table.indent = table.width < COMPACT_WIDTH ? 1 : 2;
        needs = table_measure(term, view, table.indent);
    }
    for (i = 0; i < sizeof variants / sizeof variants[0]; i++) {
        table.bar = variants[i].bar;
        table.tail = variants[i].tail ? needs.tail : 0;
        table.right = right_of_title(&needs, table.bar, variants[i].tail);
        if (needs.title_start + table.right <= table.width)
            break;
    }
    table.width = width_for(&needs, &table);
    return table;
}

bool wp_table_has_day(const struct wp_table *table, const struct wp_row *row,
                      const struct wp_table_cells *cells)
{
    if (cells->day_width == 0)
        return false;
    if (row->has_bar)
        return table->tail > 0;
    return cells->title + TITLE_LEAST + WP_TABLE_GAP + cells->day_width <= table->width;
}

size_t wp_table_title_end(const struct wp_table *table, const struct wp_row *row,
                          const struct wp_table_cells *cells)
{
    size_t least = cells->title + TITLE_LEAST;
    size_t end = table->width;

    if (row->has_bar)
        end -= table->right;
    else if (wp_table_has_day(table, row, cells))
        end -= cells->day_width + WP_TABLE_GAP;
    return end > least ? end : least;
}

size_t wp_table_room(const struct wp_table *table, size_t column)
{
    return table->width > column + TITLE_LEAST ? table->width - column : TITLE_LEAST;
}
