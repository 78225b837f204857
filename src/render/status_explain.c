/* `status --explain`: the sum behind each figure. */
#include "base/u128.h"
#include "base/utf8.h"
#include "plan/progress_value.h"
#include "render/term.h"
#include "render/words.h"
#include <weekplan/progress.h>

enum { HEAD = 9, PERCENT = 9, EQUALS = 4, GAP = 2, NAME_LEAST = 20 };

/* Where the right-aligned columns end, and the names begin. */
struct sums {
    size_t weight;
    size_t percent;
    size_t share;
    size_t name;
};

/* weight × progress, rounded to three places. */
static wp_decimal share_of(const struct wp_progress *progress)
{
    struct wp_u128 product =
        wp_u128_add_product((struct wp_u128){0, 0}, progress->weight, progress->fraction);
    wp_decimal share = wp_u128_divide(product, WP_FRACTION_ONE);

    return (share + 500) / 1000 * 1000;
}

static void paint_number(struct wp_term *term, size_t right, struct wp_buf *number)
{
    size_t width = wp_utf8_columns(wp_buf_str(number));

    wp_term_move_to(term, right > width ? right - width : 0);
    wp_term_put_str(term, WP_TINT_PLAIN, wp_buf_str(number));
    wp_buf_clear(number);
}

static size_t decimal_width(wp_decimal value)
{
    struct wp_buf number = WP_BUF_INIT;
    size_t width;

    wp_decimal_format(&number, value);
    width = number.length;
    wp_buf_free(&number);
    return width;
}

static struct sums status_explain_share_columns(const struct wp_item *root)
{
    size_t weight = 2;
    size_t share = 5;
    const struct wp_item *item;
    struct sums sums;

    for (item = root; item != NULL; item = wp_item_after(item, root)) {
        size_t weight_width = decimal_width(item->progress.weight);
        size_t share_width = decimal_width(share_of(&item->progress));

        weight = weight_width > weight ? weight_width : weight;
        share = share_width > share ? share_width : share;
    }
    sums.weight = HEAD + weight;
    sums.percent = sums.weight + PERCENT;
    sums.share = sums.percent + EQUALS + share;
    sums.name = sums.share + GAP;
    return sums;
}

/* weight × progress = share */
static void paint_sum(struct wp_term *term, const struct sums *sums,
                      const struct wp_progress *progress, int shown)
{
    struct wp_buf number = WP_BUF_INIT;

    wp_decimal_format(&number, progress->weight);
    paint_number(term, sums->weight, &number);
    wp_term_put(term, WP_TINT_DIM, wp_term_pick(term, "  ×", "  x"));
    wp_progress_format_percent(&number, shown, term->style->ascii);
    paint_number(term, sums->percent, &number);
    wp_term_put(term, WP_TINT_DIM, "  =");
    wp_decimal_format(&number, share_of(progress));
    paint_number(term, sums->share, &number);
    term->out->failed = term->out->failed || number.failed;
    wp_buf_free(&number);
}

/* Where the weight and the progress of an item come from. */
static void append_reason(struct wp_term *term, struct wp_buf *text, const struct wp_item *item)
{
    bool weighted = item->weight > 0;
    bool measured = item->progress.state == WP_OPEN && item->progress_value.given;
    struct wp_buf measure = WP_BUF_INIT;

    if (item->progress.state == WP_DROPPED) {
        wp_buf_puts(text, "  (dropped: does not count)");
        return;
    }
    if (!weighted && !measured)
        return;
    wp_buf_puts(text, "  (");
    if (weighted) {
        wp_buf_puts(text, "weight: ");
        wp_decimal_format(text, item->weight);
    }
    if (measured) {
        wp_buf_puts(text, weighted ? ", " : "");
        wp_progress_value_format(&measure, &item->progress_value);
        wp_term_clean(term, text, wp_buf_str(&measure));
    }
    wp_buf_putc(text, ')');
    text->failed = text->failed || measure.failed;
    wp_buf_free(&measure);
}

static void append_name(struct wp_term *term, struct wp_buf *text, const struct wp_item *item)
{
    wp_item_path(text, item);
    if (item->parent == NULL) {
        wp_buf_puts(text, "The week");
        return;
    }
    wp_buf_puts(text, "  ");
    wp_term_clean(term, text, item->title);
}

/* From the column where the term stands, as many lines as it takes. */
static void status_explain_paint_wrapped(struct wp_term *term, enum wp_tint tint,
                                         const struct wp_buf *text)
{
    size_t column = term->column;
    size_t width = term->style->width;
    struct wp_str rest = wp_buf_str(text);

    while (rest.length > 0) {
        wp_term_move_to(term, column);
        wp_term_put_str(term, tint,
                        wp_term_break(&rest, width > column ? width - column : NAME_LEAST));
        wp_term_newline(term);
    }
    term->out->failed = term->out->failed || text->failed;
}

/* The sum of a part, and which one it is; below each other where the terminal
 * is narrow. */
static void explain_child(struct wp_term *term, const struct sums *sums,
                          const struct wp_item *child)
{
    struct wp_buf text = WP_BUF_INIT;
    bool counts = child->progress.state != WP_DROPPED;

    append_name(term, &text, child);
    append_reason(term, &text, child);
    if (counts)
        paint_sum(term, sums, &child->progress, wp_progress_percent(&child->progress));
    if (counts && term->style->width < sums->name + NAME_LEAST)
        wp_term_newline(term);
    wp_term_move_to(term, term->style->width < sums->name + NAME_LEAST ? GAP : sums->name);
    status_explain_paint_wrapped(term, WP_TINT_PLAIN, &text);
    wp_buf_free(&text);
}

/* An item that is done as a whole needs no sum, nor one that does not count. */
static bool has_sum(const struct wp_item *item)
{
    return item->first != NULL && item->progress.total > 0 &&
           !(item->progress.state == WP_DONE && item->done);
}

static void explain(struct wp_term *term, const struct sums *sums, const struct wp_item *item)
{
    struct wp_buf heading = WP_BUF_INIT;
    struct wp_progress sum = item->progress;
    const struct wp_item *child;
    int shown = wp_progress_percent(&item->progress);

    /* In the sum the children's weights count, whatever the item's own is. */
    sum.weight = 0;
    for (child = item->first; child != NULL; child = child->next)
        sum.weight += child->progress.weight;
    wp_progress_format_percent(&heading, shown, term->style->ascii);
    wp_buf_puts(&heading, "  ");
    append_name(term, &heading, item);
    wp_term_newline(term);
    status_explain_paint_wrapped(term, WP_TINT_BOLD, &heading);
    for (child = item->first; child != NULL; child = child->next)
        explain_child(term, sums, child);
    wp_term_put(term, WP_TINT_DIM, "together");
    paint_sum(term, sums, &sum, shown);
    wp_term_newline(term);
    wp_buf_free(&heading);
}

void wp_status_explain(struct wp_buf *out, const struct wp_view *view,
                       const struct wp_text_style *style)
{
    struct wp_term term = {out, style, 0};
    struct sums sums = status_explain_share_columns(&view->week->root);
    struct wp_buf rule = WP_BUF_INIT;
    size_t i;

    wp_buf_puts(&rule, "An item weighs 1, or as much as its counted subtasks together; 'weight:' "
                       "says otherwise. Progress is the mean of the parts by their weights.");
    status_explain_paint_wrapped(&term, WP_TINT_PLAIN, &rule);
    wp_buf_free(&rule);
    if (has_sum(&view->week->root))
        explain(&term, &sums, &view->week->root);
    else
        wp_buf_puts(out, "\nNothing counts in this week, so there is no figure.\n");
    for (i = 0; i < view->row_count && !out->failed; i++)
        if (has_sum(view->rows[i].item))
            explain(&term, &sums, view->rows[i].item);
}
