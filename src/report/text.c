/* `status` for the terminal: one walk over the view. */
#include "base/utf8.h"
#include "report/paint.h"
#include "report/words.h"
#include <weekplan/progress.h>

enum {
    WIDTH_MAX = 100,   /* a wider terminal only pulls a row apart */
    GAP = 2,           /* between columns */
    FIGURE_WIDTH = 5,  /* 33.3% */
    MARK_WIDTH = 2,    /* a mark and a blank */
    TITLE_WANTED = 20, /* columns of a title before the bars have to give way */
    TITLE_LEAST = 12
};

/* How the columns of all rows share a line. Everything right of the title ends
 * where the line ends. */
struct layout {
    size_t width;
    unsigned bar;  /* cells; 0: no bars */
    size_t tail;   /* columns of counts and days together; 0: neither */
    size_t right;  /* columns of all that is right of the title */
    bool indented; /* subtasks stand under the title of their parent */
};

/* The texts of one row, harmless. */
struct cells {
    struct wp_buf title;
    struct wp_buf remark; /* behind the title, or below it */
    struct wp_buf counts;
    struct wp_buf when;
    size_t counts_width;
    size_t when_width;
};

static void free_cells(struct cells *cells)
{
    wp_buf_free(&cells->title);
    wp_buf_free(&cells->remark);
    wp_buf_free(&cells->counts);
    wp_buf_free(&cells->when);
}

static void make_remark(const struct wp_painter *painter, struct wp_buf *remark,
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

static void make_cells(struct cells *cells, const struct wp_painter *painter,
                       const struct wp_view *view, const struct wp_row *row)
{
    struct wp_buf raw = WP_BUF_INIT;

    *cells = (struct cells){.title = WP_BUF_INIT};
    wp_paint_clean(painter, &cells->title, row->item->title);
    make_remark(painter, &cells->remark, row->item);
    wp_words_counts(&raw, row);
    wp_paint_clean(painter, &cells->counts, wp_buf_str(&raw));
    wp_words_when(&cells->when, row, view);
    cells->counts_width = wp_columns(wp_buf_str(&cells->counts));
    cells->when_width = wp_columns(wp_buf_str(&cells->when));
    painter->out->failed = painter->out->failed || raw.failed || cells->title.failed ||
                           cells->remark.failed || cells->counts.failed || cells->when.failed;
    wp_buf_free(&raw);
}

static size_t digits(uint32_t number)
{
    size_t count = 1;

    while (number >= 10) {
        number /= 10;
        count++;
    }
    return count;
}

/* The columns that the paths of an item and of its siblings take. */
static size_t path_width(const struct wp_item *item)
{
    const struct wp_item *last = item;
    size_t width = 0;

    while (last->next != NULL)
        last = last->next;
    width = digits(last->number);
    for (item = item->parent; item != NULL && item->parent != NULL; item = item->parent)
        width += digits(item->number) + 1;
    return width;
}

static size_t path_column(const struct wp_item *item, bool indented)
{
    if (item->parent == NULL || item->parent->parent == NULL)
        return 0;
    if (!indented)
        return wp_item_depth(item) - 1;
    return path_column(item->parent, indented) + path_width(item->parent) + GAP;
}

static size_t title_column(const struct wp_item *item, bool indented)
{
    return path_column(item, indented) + path_width(item) + GAP + MARK_WIDTH;
}

/* What rows need of the columns, before the columns are shared. */
struct needs {
    size_t title;        /* the furthest that a title's first columns reach */
    size_t title_column; /* the furthest title column */
    size_t tail;
    bool bars;
};

static void widen(size_t *width, size_t needed)
{
    if (needed > *width)
        *width = needed;
}

static void measure(struct needs *needs, const struct wp_painter *painter,
                    const struct wp_view *view, bool indented)
{
    size_t i;

    *needs = (struct needs){0};
    for (i = 0; i < view->row_count; i++) {
        const struct wp_row *row = &view->rows[i];
        size_t column = title_column(row->item, indented);
        size_t title = wp_columns(row->item->title);
        struct cells cells;

        make_cells(&cells, painter, view, row);
        widen(&needs->title_column, column);
        if (row->has_bar)
            widen(&needs->title, column + (title < TITLE_WANTED ? title : TITLE_WANTED));
        widen(&needs->tail, cells.counts_width + cells.when_width +
                                (cells.counts_width > 0 && cells.when_width > 0 ? (size_t)GAP : 0));
        needs->bars = needs->bars || row->has_bar;
        free_cells(&cells);
    }
}

static size_t right_of_title(const struct needs *needs, unsigned bar, bool tail)
{
    size_t right = 0;

    if (needs->bars)
        right = GAP + FIGURE_WIDTH + (bar > 0 ? GAP + bar : 0);
    return right + (tail && needs->tail > 0 ? GAP + needs->tail : 0);
}

/* The first that leaves the titles enough room: bars narrow, then go, then
 * counts and days go below the title. */
static struct layout share_columns(const struct wp_painter *painter, const struct wp_view *view)
{
    static const struct {
        unsigned bar;
        bool tail;
    } variants[] = {{10, true}, {5, true}, {0, true}, {0, false}};
    struct layout layout = {.indented = true};
    struct needs needs;
    size_t i;

    layout.width = painter->style->width < WIDTH_MAX ? painter->style->width : WIDTH_MAX;
    measure(&needs, painter, view, true);
    if (needs.title_column > layout.width / 3) {
        layout.indented = false;
        measure(&needs, painter, view, false);
    }
    for (i = 0; i < sizeof variants / sizeof variants[0]; i++) {
        layout.bar = variants[i].bar;
        layout.tail = variants[i].tail ? needs.tail : 0;
        layout.right = right_of_title(&needs, layout.bar, variants[i].tail);
        if (needs.title + layout.right <= layout.width)
            break;
    }
    return layout;
}

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
    wp_paint_to(painter, painter->column + (width < FIGURE_WIDTH ? FIGURE_WIDTH - width : 0));
    wp_paint_str(painter, tint, wp_buf_str(&figure));
    painter->out->failed = painter->out->failed || figure.failed;
    wp_buf_free(&figure);
}

static void paint_right(struct wp_painter *painter, const struct layout *layout,
                        const struct wp_row *row, const struct cells *cells)
{
    enum wp_tint tint = row->mark == WP_MARK_DONE ? WP_TINT_DIM : WP_TINT_PLAIN;

    if (row->has_bar) {
        wp_paint_to(painter, layout->width - layout->right + GAP);
        if (layout->bar > 0) {
            wp_paint_bar(painter, row->shown, layout->bar);
            wp_paint_to(painter, painter->column + GAP);
        }
        paint_figure(painter, tint, row->shown);
        if (layout->tail > 0 && cells->counts_width > 0) {
            wp_paint(painter, WP_TINT_PLAIN, "  ");
            wp_paint_str(painter, WP_TINT_DIM, wp_buf_str(&cells->counts));
        }
    }
    if (layout->tail > 0 && cells->when_width > 0) {
        wp_paint_to(painter, layout->width - cells->when_width);
        wp_paint_str(painter, when_tint(row->when), wp_buf_str(&cells->when));
    }
}

/* Under the title, as many lines as it takes. */
static void paint_below(struct wp_painter *painter, const struct layout *layout, size_t column,
                        enum wp_tint tint, struct wp_str text)
{
    size_t room = layout->width > column + TITLE_LEAST ? layout->width - column : TITLE_LEAST;

    while (text.length > 0) {
        wp_paint_newline(painter);
        wp_paint_to(painter, column);
        wp_paint_str(painter, tint, wp_paint_break(&text, room));
    }
}

static void paint_path(struct wp_painter *painter, const struct layout *layout,
                       const struct wp_row *row)
{
    struct wp_buf path = WP_BUF_INIT;

    wp_item_path(&path, row->item);
    wp_paint_to(painter, path_column(row->item, layout->indented));
    wp_paint_str(painter, WP_TINT_DIM, wp_buf_str(&path));
    wp_paint_to(painter, title_column(row->item, layout->indented) - MARK_WIDTH);
    wp_paint_mark(painter, row->mark);
    wp_paint(painter, WP_TINT_PLAIN, " ");
    painter->out->failed = painter->out->failed || path.failed;
    wp_buf_free(&path);
}

/* Where a title has to end on its first line, or any line below it. */
static size_t title_limit(const struct layout *layout, const struct wp_row *row,
                          const struct cells *cells)
{
    if (row->has_bar)
        return layout->width - layout->right;
    if (layout->tail > 0 && cells->when_width > 0)
        return layout->width - cells->when_width - GAP;
    return layout->width;
}

static enum wp_tint title_tint(const struct wp_row *row)
{
    if (row->mark == WP_MARK_DONE || row->mark == WP_MARK_DROPPED)
        return WP_TINT_DIM;
    return row->depth == 1 ? WP_TINT_BOLD : WP_TINT_PLAIN;
}

static void paint_row(struct wp_painter *painter, const struct layout *layout,
                      const struct wp_view *view, const struct wp_row *row)
{
    size_t column = title_column(row->item, layout->indented);
    struct wp_str title, remark;
    struct cells cells;
    size_t limit;

    make_cells(&cells, painter, view, row);
    title = wp_buf_str(&cells.title);
    remark = wp_buf_str(&cells.remark);
    limit = title_limit(layout, row, &cells);
    if (limit < column + TITLE_LEAST)
        limit = column + TITLE_LEAST;
    paint_path(painter, layout, row);
    wp_paint_str(painter, title_tint(row), wp_paint_break(&title, limit - column));
    if (title.length == 0 && remark.length > 0 &&
        painter->column + GAP + wp_columns(remark) <= limit) {
        wp_paint_to(painter, painter->column + GAP);
        wp_paint_str(painter, WP_TINT_DIM, remark);
        remark.length = 0;
    }
    paint_right(painter, layout, row, &cells);
    paint_below(painter, layout, column, title_tint(row), title);
    paint_below(painter, layout, column, WP_TINT_DIM, remark);
    if (layout->tail == 0)
        paint_below(painter, layout, column, when_tint(row->when), wp_buf_str(&cells.when));
    wp_paint_newline(painter);
    free_cells(&cells);
}

static void paint_heading(struct wp_painter *painter, const struct layout *layout,
                          const struct wp_view *view)
{
    struct wp_buf heading = WP_BUF_INIT;
    struct wp_buf right = WP_BUF_INIT;
    struct wp_str rest;
    size_t room;

    wp_words_week(&heading, view->week->start, wp_paint_pick(painter, "–", "-"));
    if (view->week->root.title.length > 0) {
        wp_buf_puts(&heading, wp_paint_pick(painter, " · ", " - "));
        wp_paint_clean(painter, &heading, view->week->root.title);
    }
    wp_words_distance(&right, view);
    rest = wp_buf_str(&heading);
    room = layout->width - wp_columns(wp_buf_str(&right)) - GAP;
    if (wp_columns(rest) > room)
        room = layout->width;
    wp_paint_str(painter, WP_TINT_PLAIN, wp_paint_break(&rest, room));
    paint_below(painter, layout, 0, WP_TINT_PLAIN, rest);
    if (room == layout->width)
        wp_paint_newline(painter);
    wp_paint_to(painter, layout->width - wp_columns(wp_buf_str(&right)));
    wp_paint_str(painter, WP_TINT_DIM, wp_buf_str(&right));
    wp_paint_newline(painter);
    painter->out->failed = painter->out->failed || heading.failed || right.failed;
    wp_buf_free(&heading);
    wp_buf_free(&right);
}

/* "2 of 9 done · 1 dropped · 1 overdue" */
static void paint_week_counts(struct wp_painter *painter, const struct wp_view *view)
{
    const struct wp_progress *progress = &view->week->root.progress;
    const char *separator = wp_paint_pick(painter, " · ", " - ");
    struct wp_buf words = WP_BUF_INIT;

    wp_buf_printf(&words, "%u of %u done", (unsigned)progress->done, (unsigned)progress->total);
    if (progress->dropped > 0)
        wp_buf_printf(&words, "%s%u dropped", separator, (unsigned)progress->dropped);
    wp_paint_str(painter, WP_TINT_PLAIN, wp_buf_str(&words));
    wp_buf_clear(&words);
    if (view->overdue > 0) {
        wp_paint(painter, WP_TINT_PLAIN, separator);
        wp_buf_printf(&words, "%u overdue", (unsigned)view->overdue);
        wp_paint_str(painter, WP_TINT_LATE, wp_buf_str(&words));
    }
    painter->out->failed = painter->out->failed || words.failed;
    wp_buf_free(&words);
}

static void paint_headline(struct wp_painter *painter, const struct layout *layout,
                           const struct wp_view *view)
{
    static const unsigned bars[] = {20, 10, 0};
    static const size_t words = 36; /* what the counts usually take */
    size_t i = 0;

    while (bars[i] > 0 && 2 * GAP + FIGURE_WIDTH + bars[i] + GAP + words > layout->width)
        i++;
    wp_paint(painter, WP_TINT_PLAIN, "  ");
    paint_figure(painter, WP_TINT_BOLD, view->shown);
    wp_paint(painter, WP_TINT_PLAIN, "  ");
    if (bars[i] > 0 && view->shown >= 0) {
        wp_paint_bar(painter, view->shown, bars[i]);
        wp_paint(painter, WP_TINT_PLAIN, "   ");
    }
    paint_week_counts(painter, view);
    wp_paint_newline(painter);
}

static void paint_skip(struct wp_painter *painter, const struct layout *layout,
                       const struct wp_view *view)
{
    struct wp_buf words = WP_BUF_INIT;
    struct wp_str rest;

    if (!view->week->skip)
        return;
    wp_buf_puts(&words, "A week off");
    if (view->week->skip_reason.length > 0) {
        wp_buf_puts(&words, ": ");
        wp_paint_clean(painter, &words, view->week->skip_reason);
    }
    rest = wp_buf_str(&words);
    paint_below(painter, layout, GAP, WP_TINT_PLAIN, rest);
    wp_paint_newline(painter);
    painter->out->failed = painter->out->failed || words.failed;
    wp_buf_free(&words);
}

/* A friendly line where there is more to say than the figures do. */
static void paint_mood(struct wp_painter *painter, const struct layout *layout,
                       const struct wp_view *view)
{
    static const char *const words[] = {
        [WP_MOOD_UNDER_WAY] = "",
        [WP_MOOD_NOTHING_PLANNED] = "Nothing is planned yet: weekplan add TITLE records a goal.",
        [WP_MOOD_ALL_DONE] = "All done. Enjoy the rest of the week!",
        [WP_MOOD_ALL_DROPPED] = "All of it was dropped, so there is nothing to count.",
    };
    const char *text = words[view->mood];

    if (view->mood == WP_MOOD_ALL_DONE && view->day_number == 0)
        text = "All done. Well kept!";
    if (view->mood == WP_MOOD_NOTHING_PLANNED && (view->week->skip || view->weeks_away < 0))
        text = view->week->skip ? "" : "Nothing was planned.";
    if (text[0] == '\0')
        return;
    paint_below(painter, layout, GAP, WP_TINT_PLAIN, wp_str(text));
    wp_paint_newline(painter);
}

static void paint_hidden(struct wp_painter *painter, const struct wp_view *view)
{
    struct wp_buf words = WP_BUF_INIT;

    if (view->hidden == 0)
        return;
    wp_buf_printf(&words, "%zu done or dropped not shown", view->hidden);
    wp_paint_newline(painter);
    wp_paint_str(painter, WP_TINT_DIM, wp_buf_str(&words));
    wp_paint_newline(painter);
    painter->out->failed = painter->out->failed || words.failed;
    wp_buf_free(&words);
}

void wp_status_text(struct wp_buf *out, const struct wp_view *view,
                    const struct wp_text_style *style)
{
    struct wp_painter painter = {out, style, 0};
    struct layout layout = share_columns(&painter, view);
    size_t i;

    paint_heading(&painter, &layout, view);
    paint_skip(&painter, &layout, view);
    if (view->mood != WP_MOOD_NOTHING_PLANNED) {
        wp_paint_newline(&painter);
        paint_headline(&painter, &layout, view);
    }
    paint_mood(&painter, &layout, view);
    if (view->row_count > 0)
        wp_paint_newline(&painter);
    for (i = 0; i < view->row_count && !out->failed; i++)
        paint_row(&painter, &layout, view, &view->rows[i]);
    paint_hidden(&painter, view);
}

void wp_status_short(struct wp_buf *out, const struct wp_view *view,
                     const struct wp_text_style *style)
{
    const struct wp_progress *progress = &view->week->root.progress;

    wp_buf_printf(out, "W%02d ", wp_iso_week_of_start(view->week->start).week);
    wp_shown_format(out, view->shown, style->ascii);
    wp_buf_printf(out, " %u/%u\n", (unsigned)progress->done, (unsigned)progress->total);
}
