/* The text of `status --explain`: how each percentage is computed. */
#include "base/u128.h"
#include "plan/progress_value.h"
#include "render/column_widths.h"
#include "render/term_text.h"
#include "render/title_text.h"

#include <weekplan/progress.h>

enum {
    GAP = WP_COLUMN_WIDTHS_GAP,
    WEIGHT_MIN = 2,
    SHARE_MIN = 5,
    SIGN = 2, /* columns of "× " or "= " before a number */
    /* least columns of a name beside a product; a name with less room is on the line above the
       product */
    NAME_WANTED = 20
};

/* The columns of a product: weight × percentage = share, and the name of the item. The column
 * before the weight has "together" in the line of the total. */
enum column { TOTAL, WEIGHT, PERCENT, SHARE, NAME };

/* Return weight × progress, rounded to three decimal places. */
static wp_decimal share_of(const struct wp_progress *progress)
{
    struct wp_u128 product =
        wp_u128_add_product((struct wp_u128){0, 0}, progress->weight, progress->fraction);
    wp_decimal share = wp_u128_divide(product, WP_FRACTION_ONE);

    return (share + 500) / 1000 * 1000;
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

static struct wp_column_widths make_columns(const struct wp_term *term, const struct wp_item *root)
{
    static const struct wp_column_widths_step steps[] = {{NAME, 0}};
    struct wp_column_widths columns = {
        {7, WEIGHT_MIN, SIGN + WP_COLUMN_WIDTHS_PERCENT, SHARE_MIN, NAME_WANTED}};
    const struct wp_item *item;

    for (item = root; item != NULL; item = wp_item_after(item, root)) {
        wp_column_widths_widen(&columns.width[WEIGHT], decimal_width(item->progress.weight));
        wp_column_widths_widen(&columns.width[SHARE], decimal_width(share_of(&item->progress)));
    }
    columns.width[SHARE] += SIGN;
    wp_column_widths_fit(&columns, term->style->width, steps, sizeof steps / sizeof steps[0]);
    return columns;
}

/* Append a product: "1.5  × 50%  = 0.75". */
static void put_product(struct wp_term *term, const struct wp_column_widths *columns,
                        const struct wp_progress *progress, int percent_tenths)
{
    struct wp_buf number = WP_BUF_INIT;

    wp_decimal_format(&number, progress->weight);
    wp_term_put_right(term, WP_TINT_PLAIN, number.data, wp_column_widths_end(columns, WEIGHT));
    wp_term_put(term, WP_TINT_DIM, wp_term_pick(term, "  ×", "  x"));
    wp_buf_clear(&number);
    wp_progress_format_percent(&number, percent_tenths, term->style->ascii);
    wp_term_put_right(term, WP_TINT_PLAIN, number.data, wp_column_widths_end(columns, PERCENT));
    wp_term_put(term, WP_TINT_DIM, "  =");
    wp_buf_clear(&number);
    wp_decimal_format(&number, share_of(progress));
    wp_term_put_right(term, WP_TINT_PLAIN, number.data, wp_column_widths_end(columns, SHARE));
    wp_buf_free(&number);
}

/* Append the keys that give an item its weight and its progress: "  (weight: 2, 1/3 talks)". */
static void add_reason(struct wp_buf *text, const struct wp_term *term, const struct wp_item *item)
{
    bool weighted = item->weight > 0;
    bool has_value = item->progress.state == WP_OPEN && item->progress_value.given;
    struct wp_buf value = WP_BUF_INIT;

    if (item->progress.state == WP_DROPPED) {
        wp_buf_puts(text, wp_progress_is_deferred(&item->progress) ? "  (put off: does not count)"
                                                                   : "  (dropped: does not count)");
        return;
    }
    if (!weighted && !has_value)
        return;
    wp_buf_puts(text, "  (");
    if (weighted) {
        wp_buf_puts(text, "weight: ");
        wp_decimal_format(text, item->weight);
    }
    if (has_value) {
        wp_buf_puts(text, weighted ? ", " : "");
        wp_progress_value_format(&value, &item->progress_value);
        wp_term_clean(term, text, wp_buf_str(&value));
    }
    wp_buf_putc(text, ')');
    wp_buf_free(&value);
}

/* Append text from the current column on, wrapped, and end the line. */
static void explain_put_text(struct wp_term *term, enum wp_tint tint, const struct wp_buf *text)
{
    wp_term_put_wrapped(term, tint, wp_buf_str(text), term->style->width - term->column);
    wp_term_newline(term);
}

/* Append the path and the title of an item, or "The week" for the root, and end the line. The title
 * is wrapped below itself. If `with_reason`, append the reason after the title. */
static void explain_put_name(struct wp_term *term, enum wp_tint tint, const struct wp_item *item,
                             bool with_reason)
{
    struct wp_buf text = WP_BUF_INIT;
    struct wp_buf title = WP_BUF_INIT;

    wp_title_text_plain(&title, item->title);
    wp_item_path(&text, item);
    wp_buf_puts(&text, item->parent != NULL ? "  " : "");
    wp_term_put(term, tint, text.data);
    wp_buf_clear(&text);
    if (item->parent == NULL)
        wp_buf_puts(&text, "The week");
    else
        wp_term_clean(term, &text, wp_buf_str(&title));
    if (with_reason)
        add_reason(&text, term, item);
    explain_put_text(term, tint, &text);
    wp_buf_free(&text);
    wp_buf_free(&title);
}

/* Append the product and the name of one part of an item. On a narrow terminal the name is on the
 * line above. */
static void explain_part(struct wp_term *term, const struct wp_column_widths *columns,
                         const struct wp_item *part)
{
    bool narrow = columns->width[NAME] == 0;
    bool counts = part->progress.state != WP_DROPPED;
    int percent_tenths = wp_progress_percent(&part->progress);

    if (!narrow && counts)
        put_product(term, columns, &part->progress, percent_tenths);
    wp_term_move_to(term, narrow ? GAP : wp_column_widths_end(columns, SHARE) + GAP);
    explain_put_name(term, WP_TINT_PLAIN, part, true);
    if (narrow && counts) {
        put_product(term, columns, &part->progress, percent_tenths);
        wp_term_newline(term);
    }
}

/* Whether the percentage of an item is the mean of the percentages of its subtasks. */
static bool has_parts(const struct wp_item *item)
{
    return item->first != NULL && item->progress.total > 0 &&
           !(item->progress.state == WP_DONE && item->done);
}

static void explain_item(struct wp_term *term, const struct wp_column_widths *columns,
                         const struct wp_item *item)
{
    struct wp_buf heading = WP_BUF_INIT;
    struct wp_progress total = item->progress;
    const struct wp_item *part;
    int percent_tenths = wp_progress_percent(&item->progress);

    /* The total has no weight: the weights in the mean are those of the parts. */
    total.weight = 0;
    for (part = item->first; part != NULL; part = part->next)
        total.weight += part->progress.weight;
    wp_progress_format_percent(&heading, percent_tenths, term->style->ascii);
    wp_buf_puts(&heading, "  ");
    wp_term_newline(term);
    wp_term_put(term, WP_TINT_BOLD, heading.data);
    explain_put_name(term, WP_TINT_BOLD, item, false);
    for (part = item->first; part != NULL; part = part->next)
        explain_part(term, columns, part);
    wp_term_put(term, WP_TINT_DIM, "together");
    put_product(term, columns, &total, percent_tenths);
    wp_term_newline(term);
    wp_buf_free(&heading);
}

void wp_status_explain(struct wp_buf *out, const struct wp_view *view,
                       const struct wp_text_style *style)
{
    struct wp_term term = {.out = out, .style = style};
    struct wp_column_widths columns = make_columns(&term, &view->week->root);
    struct wp_buf rule = WP_BUF_INIT;
    size_t i;

    if (view->week->later) {
        wp_buf_puts(out, "The list for later is never counted, so it has no percentages.\n");
        return;
    }
    wp_buf_puts(&rule, "Unless it has a 'weight:', an item weighs 1, or as much as its counted "
                       "subtasks together. Progress is the mean of the parts by their weights.");
    explain_put_text(&term, WP_TINT_PLAIN, &rule);
    wp_buf_free(&rule);
    if (has_parts(&view->week->root))
        explain_item(&term, &columns, &view->week->root);
    else
        wp_buf_puts(out, "\nNothing counts in this week, so there is no figure.\n");
    for (i = 0; i < view->row_count; i++)
        if (has_parts(view->rows[i].item))
            explain_item(&term, &columns, view->rows[i].item);
}
