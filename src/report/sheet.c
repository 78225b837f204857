#include "report/sheet.h"

#include "base/utf8.h"
#include "report/words.h"
#include <weekplan/progress.h>

enum { GAP = WP_GRID_GAP };

static enum wp_tint when_tint(enum wp_when when)
{
    switch (when) {
    case WP_WHEN_LATE:
        return WP_TINT_LATE;
    case WP_WHEN_SOON:
        return WP_TINT_SOON;
    default:
        return WP_TINT_DIM;
    }
}

static void paint_figure(struct wp_painter *painter, enum wp_tint tint, int shown)
{
    struct wp_buf figure = WP_BUF_INIT;
    size_t width;

    wp_shown_format(&figure, shown, painter->style->ascii);
    width = wp_columns(wp_buf_str(&figure));
    wp_paint_to(painter, painter->column + (width < WP_GRID_FIGURE ? WP_GRID_FIGURE - width : 0));
    wp_paint_str(painter, tint, wp_buf_str(&figure));
    painter->out->failed = painter->out->failed || figure.failed;
    wp_buf_free(&figure);
}

static void paint_right(struct wp_painter *painter, const struct wp_grid *grid,
                        const struct wp_row *row, const struct wp_cells *cells)
{
    enum wp_tint tint = row->mark == WP_MARK_DONE ? WP_TINT_DIM : WP_TINT_PLAIN;

    if (row->has_bar) {
        wp_paint(painter, WP_TINT_PLAIN, " "); /* also where the title had to reach further */
        wp_paint_to(painter, grid->width - grid->right + GAP);
        if (grid->bar > 0) {
            wp_paint_bar(painter, row->shown, grid->bar);
            wp_paint_to(painter, painter->column + GAP);
        }
        paint_figure(painter, tint, row->shown);
        if (grid->tail > 0 && cells->counts_width > 0) {
            wp_paint(painter, WP_TINT_PLAIN, "  ");
            wp_paint_str(painter, WP_TINT_DIM, wp_buf_str(&cells->counts_text));
        }
    }
    if (wp_grid_has_day(grid, row, cells)) {
        wp_paint_to(painter, grid->width - cells->day_width);
        wp_paint_str(painter, when_tint(row->when), wp_buf_str(&cells->day_text));
    }
}

void wp_sheet_below(struct wp_painter *painter, const struct wp_grid *grid, size_t column,
                    enum wp_tint tint, struct wp_str text)
{
    while (text.length > 0) {
        wp_paint_newline(painter);
        wp_paint_to(painter, column);
        wp_paint_str(painter, tint, wp_paint_break(&text, wp_grid_room(grid, column)));
    }
}

void wp_sheet_prose(struct wp_painter *painter, const struct wp_grid *grid, size_t column,
                    enum wp_tint tint, struct wp_str text)
{
    struct wp_buf clean = WP_BUF_INIT;

    while (text.length > 0) {
        size_t length = 0;
        struct wp_str line;

        while (length < text.length && text.data[length] != '\n' && text.data[length] != '\r')
            length++;
        wp_buf_clear(&clean);
        wp_paint_clean(painter, &clean, wp_str_slice(text, 0, length));
        line = wp_buf_str(&clean);
        do {
            wp_paint_to(painter, line.length > 0 ? column : 0);
            wp_paint_str(painter, tint, wp_paint_break(&line, wp_grid_room(grid, column)));
            wp_paint_newline(painter);
        } while (line.length > 0);
        if (wp_str_starts(wp_str_slice(text, length, text.length), "\r\n"))
            length++;
        text = wp_str_slice(text, length + 1, text.length);
    }
    painter->out->failed = painter->out->failed || clean.failed;
    wp_buf_free(&clean);
}

static void paint_path(struct wp_painter *painter, const struct wp_row *row,
                       const struct wp_cells *cells)
{
    struct wp_buf path = WP_BUF_INIT;

    wp_item_path(&path, row->item);
    wp_paint_to(painter, cells->path);
    wp_paint_str(painter, WP_TINT_DIM, wp_buf_str(&path));
    wp_paint_to(painter, cells->title - WP_GRID_MARK);
    wp_paint_mark(painter, row->mark);
    wp_paint(painter, WP_TINT_PLAIN, " ");
    painter->out->failed = painter->out->failed || path.failed;
    wp_buf_free(&path);
}

static enum wp_tint title_tint(const struct wp_row *row)
{
    if (row->mark == WP_MARK_DONE || row->mark == WP_MARK_DROPPED)
        return WP_TINT_DIM;
    return wp_item_goal(row->item) == row->item ? WP_TINT_BOLD : WP_TINT_PLAIN;
}

static void paint_row(struct wp_painter *painter, const struct wp_grid *grid,
                      const struct wp_row *row, const struct wp_cells *cells)
{
    struct wp_str title = wp_buf_str(&cells->title_text);
    struct wp_str remark = wp_buf_str(&cells->remark_text);
    size_t column = cells->title;
    size_t end = wp_grid_title_end(grid, row, cells);

    paint_path(painter, row, cells);
    wp_paint_str(painter, title_tint(row), wp_paint_break(&title, end - column));
    if (title.length == 0 && remark.length > 0 &&
        painter->column + GAP + wp_columns(remark) <= end) {
        wp_paint_to(painter, painter->column + GAP);
        wp_paint_str(painter, WP_TINT_DIM, remark);
        remark.length = 0;
    }
    paint_right(painter, grid, row, cells);
    wp_sheet_below(painter, grid, column, title_tint(row), title);
    wp_sheet_below(painter, grid, column, WP_TINT_DIM, remark);
    if (!wp_grid_has_day(grid, row, cells))
        wp_sheet_below(painter, grid, column, when_tint(row->when), wp_buf_str(&cells->day_text));
    wp_paint_newline(painter);
}

/* Dates on the left, where we are in them on the right, and the week's title
 * between them, or below where there is no room. */
static void paint_heading(struct wp_painter *painter, const struct wp_grid *grid,
                          const struct wp_view *view)
{
    const char *separator = wp_paint_pick(painter, " · ", " - ");
    struct wp_buf dates = WP_BUF_INIT;
    struct wp_buf title = WP_BUF_INIT;
    struct wp_buf right = WP_BUF_INIT;
    struct wp_str below;
    size_t room;

    wp_words_week(&dates, view->week->start, wp_paint_pick(painter, "–", "-"));
    wp_words_distance(&right, view);
    wp_paint_clean(painter, &title, view->week->root.title);
    below = wp_buf_str(&title);
    room = grid->width - wp_columns(wp_buf_str(&right)) - GAP;
    wp_paint(painter, WP_TINT_PLAIN, dates.data);
    if (title.length > 0 &&
        painter->column + wp_utf8_length(wp_str(separator)) + wp_columns(below) <= room) {
        wp_paint(painter, WP_TINT_PLAIN, separator);
        wp_paint_str(painter, WP_TINT_PLAIN, below);
        below.length = 0;
    }
    if (painter->column <= room) {
        wp_paint_to(painter, room + GAP);
        wp_paint_str(painter, WP_TINT_DIM, wp_buf_str(&right));
    }
    wp_sheet_below(painter, grid, 0, WP_TINT_PLAIN, below);
    wp_paint_newline(painter);
    painter->out->failed = painter->out->failed || dates.failed || title.failed || right.failed;
    wp_buf_free(&dates);
    wp_buf_free(&title);
    wp_buf_free(&right);
}

/* "2 of 9 done · 1 dropped · 1 overdue" */
static void paint_week_counts(struct wp_painter *painter, const struct wp_view *view)
{
    const char *separator = wp_paint_pick(painter, " · ", " - ");
    struct wp_buf words = WP_BUF_INIT;

    wp_words_tally(&words, &view->week->root.progress, separator);
    wp_paint(painter, WP_TINT_PLAIN, words.data);
    wp_buf_clear(&words);
    if (view->overdue > 0) {
        wp_paint(painter, WP_TINT_PLAIN, separator);
        wp_buf_printf(&words, "%u overdue", (unsigned)view->overdue);
        wp_paint_str(painter, WP_TINT_LATE, wp_buf_str(&words));
    }
    painter->out->failed = painter->out->failed || words.failed;
    wp_buf_free(&words);
}

void wp_sheet_figure(struct wp_painter *painter, const struct wp_grid *grid, int shown)
{
    static const unsigned bars[] = {20, 10, 0};
    static const size_t words = 30; /* what the counts usually take */
    size_t i = 0;

    while (bars[i] > 0 && 2 * GAP + WP_GRID_FIGURE + bars[i] + GAP + words > grid->width)
        i++;
    wp_paint(painter, WP_TINT_PLAIN, "  ");
    paint_figure(painter, WP_TINT_BOLD, shown);
    wp_paint(painter, WP_TINT_PLAIN, "  ");
    if (bars[i] > 0 && shown >= 0) {
        wp_paint_bar(painter, shown, bars[i]);
        wp_paint(painter, WP_TINT_PLAIN, "   ");
    }
}

static void paint_skip(struct wp_painter *painter, const struct wp_grid *grid,
                       const struct wp_view *view)
{
    struct wp_buf words = WP_BUF_INIT;
    struct wp_str rest;

    if (!view->week->root.skip)
        return;
    wp_buf_puts(&words, "A week off");
    if (view->week->root.skip_reason.length > 0) {
        wp_buf_puts(&words, ": ");
        wp_paint_clean(painter, &words, view->week->root.skip_reason);
    }
    rest = wp_buf_str(&words);
    wp_sheet_below(painter, grid, GAP, WP_TINT_PLAIN, rest);
    wp_paint_newline(painter);
    painter->out->failed = painter->out->failed || words.failed;
    wp_buf_free(&words);
}

void wp_sheet_mood(struct wp_painter *painter, const struct wp_grid *grid,
                   const struct wp_view *view)
{
    struct wp_buf words = WP_BUF_INIT;
    struct wp_buf clean = WP_BUF_INIT;

    wp_words_mood(&words, view);
    wp_paint_clean(painter, &clean, wp_buf_str(&words));
    if (clean.length > 0) {
        wp_sheet_below(painter, grid, GAP, WP_TINT_PLAIN, wp_buf_str(&clean));
        wp_paint_newline(painter);
    }
    painter->out->failed = painter->out->failed || words.failed || clean.failed;
    wp_buf_free(&clean);
    wp_buf_free(&words);
}

void wp_sheet_head(struct wp_painter *painter, const struct wp_grid *grid,
                   const struct wp_view *view)
{
    paint_heading(painter, grid, view);
    paint_skip(painter, grid, view);
    if (view->mood != WP_MOOD_NOTHING_PLANNED) {
        wp_paint_newline(painter);
        wp_sheet_figure(painter, grid, view->shown);
        paint_week_counts(painter, view);
        wp_paint_newline(painter);
    }
}

void wp_sheet_rows(struct wp_painter *painter, const struct wp_grid *grid,
                   const struct wp_view *view)
{
    struct wp_cells cells = {.path = 0};
    size_t i;

    for (i = 0; i < view->row_count && !painter->out->failed; i++) {
        wp_cells_fill(&cells, painter, view, &view->rows[i], grid->indent);
        paint_row(painter, grid, &view->rows[i], &cells);
    }
    wp_cells_free(&cells);
}
