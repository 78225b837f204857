/* `status --explain`: the sum behind each figure. */
#include "base/utf8.h"
#include "base/wide.h"
#include "model/measure.h"
#include "report/paint.h"
#include "report/words.h"
#include <weekplan/progress.h>

enum { COLUMN = 9, GAP = 2 };

/* weight × progress, rounded to three places. */
static wp_decimal share_of(const struct wp_progress *progress)
{
    struct wp_wide product =
        wp_wide_add_product((struct wp_wide){0, 0}, progress->weight, progress->fraction);
    wp_decimal share = wp_wide_divide(product, WP_FRACTION_ONE);

    return (share + 500) / 1000 * 1000;
}

static void paint_number(struct wp_painter *painter, size_t right, struct wp_buf *number)
{
    size_t width = wp_columns(wp_buf_str(number));

    wp_paint_to(painter, right > width ? right - width : 0);
    wp_paint_str(painter, WP_TINT_PLAIN, wp_buf_str(number));
    wp_buf_clear(number);
}

/* weight × progress = share */
static void paint_sum(struct wp_painter *painter, const struct wp_progress *progress, int shown)
{
    struct wp_buf number = WP_BUF_INIT;

    wp_decimal_format(&number, progress->weight);
    paint_number(painter, COLUMN, &number);
    wp_paint(painter, WP_TINT_DIM, wp_paint_pick(painter, "  ×", "  x"));
    wp_shown_format(&number, shown, painter->style->ascii);
    paint_number(painter, 2 * COLUMN + 1, &number);
    wp_paint(painter, WP_TINT_DIM, "  =");
    wp_decimal_format(&number, share_of(progress));
    paint_number(painter, 3 * COLUMN + 3, &number);
    painter->out->failed = painter->out->failed || number.failed;
    wp_buf_free(&number);
}

/* Where the weight and the progress of an item come from. */
static void explain_item(struct wp_painter *painter, const struct wp_item *item)
{
    struct wp_buf why = WP_BUF_INIT;

    if (item->progress.state == WP_DROPPED)
        wp_buf_puts(&why, "dropped: does not count");
    else if (item->weight > 0)
        wp_buf_puts(&why, "weight: ");
    if (item->progress.state != WP_DROPPED && item->weight > 0)
        wp_decimal_format(&why, item->weight);
    if (item->progress.state == WP_OPEN && item->measure.given) {
        struct wp_buf measure = WP_BUF_INIT;

        wp_buf_puts(&why, why.length > 0 ? ", " : "");
        wp_measure_format(&measure, &item->measure);
        wp_paint_clean(painter, &why, wp_buf_str(&measure));
        wp_buf_free(&measure);
    }
    if (why.length > 0) {
        wp_paint(painter, WP_TINT_DIM, "  (");
        wp_paint_str(painter, WP_TINT_DIM, wp_buf_str(&why));
        wp_paint(painter, WP_TINT_DIM, ")");
    }
    painter->out->failed = painter->out->failed || why.failed;
    wp_buf_free(&why);
}

static void paint_name(struct wp_painter *painter, const struct wp_item *item, enum wp_tint tint)
{
    struct wp_buf name = WP_BUF_INIT;

    wp_item_path(&name, item);
    if (name.length > 0)
        wp_buf_puts(&name, "  ");
    wp_paint_str(painter, WP_TINT_DIM, wp_buf_str(&name));
    wp_buf_clear(&name);
    if (item->parent == NULL)
        wp_buf_puts(&name, "The week");
    else
        wp_paint_clean(painter, &name, item->title);
    wp_paint_str(painter, tint, wp_buf_str(&name));
    painter->out->failed = painter->out->failed || name.failed;
    wp_buf_free(&name);
}

static void explain_child(struct wp_painter *painter, const struct wp_item *child)
{
    if (child->progress.state != WP_DROPPED)
        paint_sum(painter, &child->progress, wp_progress_shown(&child->progress));
    wp_paint_to(painter, 3 * COLUMN + 3 + GAP);
    paint_name(painter, child, WP_TINT_PLAIN);
    explain_item(painter, child);
    wp_paint_newline(painter);
}

/* An item that is done as a whole needs no sum, nor one that does not count. */
static bool has_sum(const struct wp_item *item)
{
    return item->first != NULL && item->progress.total > 0 &&
           !(item->progress.state == WP_DONE && item->done);
}

static void explain(struct wp_painter *painter, const struct wp_item *item)
{
    struct wp_buf figure = WP_BUF_INIT;
    struct wp_progress sum = item->progress;
    const struct wp_item *child;

    /* In the sum the children's weights count, whatever the item's own is. */
    sum.weight = 0;
    for (child = item->first; child != NULL; child = child->next)
        sum.weight += child->progress.weight;
    wp_shown_format(&figure, wp_progress_shown(&item->progress), painter->style->ascii);
    wp_paint_newline(painter);
    wp_paint_str(painter, WP_TINT_BOLD, wp_buf_str(&figure));
    wp_paint(painter, WP_TINT_PLAIN, "  ");
    paint_name(painter, item, WP_TINT_BOLD);
    wp_paint_newline(painter);
    for (child = item->first; child != NULL; child = child->next)
        explain_child(painter, child);
    wp_buf_clear(&figure);
    wp_paint(painter, WP_TINT_DIM, "together ");
    paint_sum(painter, &sum, wp_progress_shown(&item->progress));
    wp_paint_newline(painter);
    painter->out->failed = painter->out->failed || figure.failed;
    wp_buf_free(&figure);
}

void wp_status_explain(struct wp_buf *out, const struct wp_view *view,
                       const struct wp_text_style *style)
{
    struct wp_painter painter = {out, style, 0};
    size_t i;

    wp_paint(&painter, WP_TINT_PLAIN,
             "An item weighs 1, or as much as its counted subtasks together; 'weight:' says\n"
             "otherwise. Progress is the mean of the parts by their weights.\n");
    if (has_sum(&view->week->root))
        explain(&painter, &view->week->root);
    for (i = 0; i < view->row_count && !out->failed; i++)
        if (has_sum(view->rows[i].item))
            explain(&painter, view->rows[i].item);
}
