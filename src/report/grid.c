#include "report/grid.h"

#include "base/utf8.h"
#include "report/words.h"

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
static size_t next_title(struct wp_margins *margins, const struct wp_row *row, size_t indent)
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
        margins->path[depth] = margins->path[depth - 1] + margins->width[depth - 1] + WP_GRID_GAP;
    return margins->path[depth] + margins->width[depth] + WP_GRID_GAP + WP_GRID_MARK;
}

static void make_remark(struct wp_buf *remark, const struct wp_painter *painter,
                        const struct wp_item *item)
{
    if (item->carried > 0)
        wp_buf_printf(remark, "carried %s%u", wp_paint_pick(painter, "×", "x"),
                      (unsigned)item->carried);
    if (item->dropped && item->dropped_reason.length > 0) {
        wp_buf_puts(remark, remark->length > 0 ? ", dropped: " : "dropped: ");
        wp_paint_clean(painter, remark, item->dropped_reason);
    }
}

/* One unit that is long leaves the others their bars and counts. */
static size_t counts_room(const struct wp_painter *painter)
{
    size_t third = painter->style->width / 3;

    return third > COUNTS_LEAST ? third : COUNTS_LEAST;
}

void wp_cells_fill(struct wp_cells *cells, const struct wp_painter *painter,
                   const struct wp_view *view, const struct wp_row *row, size_t indent)
{
    struct wp_buf *const texts[] = {&cells->title_text, &cells->remark_text, &cells->counts_text,
                                    &cells->day_text, &cells->raw};
    size_t i;

    for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
        wp_buf_clear(texts[i]);
    cells->title = next_title(&cells->margins, row, indent);
    cells->path = cells->margins.path[row->depth];
    wp_paint_clean(painter, &cells->title_text, row->item->title);
    make_remark(&cells->remark_text, painter, row->item);
    wp_words_counts(&cells->raw, row);
    wp_paint_cut(painter, &cells->counts_text, wp_buf_str(&cells->raw), counts_room(painter));
    wp_words_when(&cells->day_text, row, view->week->start, view->today);
    cells->counts_width = wp_columns(wp_buf_str(&cells->counts_text));
    cells->day_width = wp_columns(wp_buf_str(&cells->day_text));
    for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
        painter->out->failed = painter->out->failed || texts[i]->failed;
}

void wp_cells_free(struct wp_cells *cells)
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

static void widen(size_t *width, size_t needed)
{
    if (needed > *width)
        *width = needed;
}

static void measure_row(struct needs *needs, const struct wp_row *row, const struct wp_cells *cells)
{
    size_t title = wp_columns(wp_buf_str(&cells->title_text));
    size_t gap = cells->day_width > 0 ? WP_GRID_GAP : 0;

    widen(&needs->title_column, cells->title);
    if (!row->has_bar) {
        widen(&needs->plain, cells->title + title + gap + cells->day_width);
        return;
    }
    needs->bars = true;
    widen(&needs->title_start, cells->title + (title < TITLE_WANTED ? title : TITLE_WANTED));
    widen(&needs->title, cells->title + title);
    widen(&needs->tail,
          cells->counts_width + (cells->counts_width > 0 ? gap : 0) + cells->day_width);
}

static struct needs measure(const struct wp_painter *painter, const struct wp_view *view,
                            size_t indent)
{
    struct needs needs = {.bars = false};
    struct wp_cells cells = {.path = 0};
    size_t i;

    for (i = 0; i < view->row_count; i++) {
        wp_cells_fill(&cells, painter, view, &view->rows[i], indent);
        measure_row(&needs, &view->rows[i], &cells);
    }
    wp_cells_free(&cells);
    return needs;
}

static size_t right_of_title(const struct needs *needs, unsigned bar, bool tail)
{
    size_t right = 0;

    if (needs->bars)
        right = WP_GRID_GAP + WP_GRID_FIGURE + (bar > 0 ? WP_GRID_GAP + bar : 0);
    return right + (tail && needs->tail > 0 ? WP_GRID_GAP + needs->tail : 0);
}

/* No wider than the rows need: a bar far from its title is hard to follow. */
static size_t width_for(const struct needs *needs, const struct wp_grid *grid)
{
    size_t width = WIDTH_WANTED;

    widen(&width, needs->plain);
    widen(&width, needs->title + grid->right);
    return width < grid->width ? width : grid->width;
}

struct wp_grid wp_grid_of_text(const struct wp_painter *painter)
{
    unsigned width = painter->style->width;

    return (struct wp_grid){.width = width < WIDTH_MAX ? width : WIDTH_MAX};
}

struct wp_grid wp_grid_make(const struct wp_painter *painter, const struct wp_view *view)
{
    /* The first that leaves the titles enough room. */
    static const struct {
        unsigned bar;
        bool tail;
    } variants[] = {{10, true}, {5, true}, {0, true}, {0, false}};
    struct wp_grid grid = wp_grid_of_text(painter);
    struct needs needs = measure(painter, view, grid.indent);
    size_t i;

    if (needs.title_column > 2 * grid.width / 5) {
        grid.indent = grid.width < COMPACT_WIDTH ? 1 : 2;
        needs = measure(painter, view, grid.indent);
    }
    for (i = 0; i < sizeof variants / sizeof variants[0]; i++) {
        grid.bar = variants[i].bar;
        grid.tail = variants[i].tail ? needs.tail : 0;
        grid.right = right_of_title(&needs, grid.bar, variants[i].tail);
        if (needs.title_start + grid.right <= grid.width)
            break;
    }
    grid.width = width_for(&needs, &grid);
    return grid;
}

bool wp_grid_has_day(const struct wp_grid *grid, const struct wp_row *row,
                     const struct wp_cells *cells)
{
    if (cells->day_width == 0)
        return false;
    if (row->has_bar)
        return grid->tail > 0;
    return cells->title + TITLE_LEAST + WP_GRID_GAP + cells->day_width <= grid->width;
}

size_t wp_grid_title_end(const struct wp_grid *grid, const struct wp_row *row,
                         const struct wp_cells *cells)
{
    size_t least = cells->title + TITLE_LEAST;
    size_t end = grid->width;

    if (row->has_bar)
        end -= grid->right;
    else if (wp_grid_has_day(grid, row, cells))
        end -= cells->day_width + WP_GRID_GAP;
    return end > least ? end : least;
}

size_t wp_grid_room(const struct wp_grid *grid, size_t column)
{
    return grid->width > column + TITLE_LEAST ? grid->width - column : TITLE_LEAST;
}
