/* `status` for the terminal: one walk over the view. */
#include "report/sheet.h"
#include <weekplan/progress.h>

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
    struct wp_grid grid = wp_grid_make(&painter, view);

    wp_sheet_head(&painter, &grid, view);
    wp_sheet_mood(&painter, &grid, view);
    if (view->row_count > 0)
        wp_paint_newline(&painter);
    wp_sheet_rows(&painter, &grid, view);
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
