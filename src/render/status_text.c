/* The text of `status`: a week. */
#include "plan/tag.h"
#include "render/left_open_words.h"
#include "render/progress_words.h"
#include "render/week_text_parts.h"
#include <weekplan/progress.h>

/* Append how many leaves are not shown because they are not open: "5 of 7 are open; 2 done or
 * dropped not shown". These are the leaves that the figures of the week count. */
static void put_hidden_count(struct wp_term *term, const struct wp_view *view)
{
    struct wp_buf words = WP_BUF_INIT;

    if (view->hidden == 0)
        return;
    if (view->open_leaves > 0)
        wp_buf_printf(&words, "%zu of %zu %s open; ", view->open_leaves,
                      view->open_leaves + view->hidden, view->open_leaves == 1 ? "is" : "are");
    wp_buf_printf(&words, "%zu %s not shown", view->hidden,
                  view->hides_deferred ? "done, dropped or put off" : "done or dropped");
    wp_term_newline(term);
    wp_term_put(term, WP_TINT_DIM, words.data);
    wp_term_newline(term);
    wp_buf_free(&words);
}

/* Append how many leaves have the tags that were selected: "4 of 9 have #work or #home; the figures
 * above are of the whole week". */
static void put_selection(struct wp_term *term, const struct wp_item_table *table,
                          const struct wp_view *view)
{
    struct wp_buf words = WP_BUF_INIT;

    if (view->tags == NULL)
        return;
    wp_buf_printf(&words, "%zu of %zu ha%s ", view->selected_leaves, view->leaves,
                  view->selected_leaves == 1 ? "s" : "ve");
    for (size_t i = 0; i < view->tags->count; i++) {
        wp_buf_puts(&words, i > 0 ? " or #" : "#");
        wp_buf_append(&words, wp_tag_name(view->tags->items[i]));
    }
    wp_buf_puts(&words, view->week->later ? "" : "; the figures above are of the whole week");
    wp_term_newline(term);
    wp_week_text_parts_prose(term, table, 0, WP_TINT_DIM, wp_buf_str(&words));
    wp_buf_free(&words);
}

/* Append the line about the earlier week that left items open. */
static void put_left_open(struct wp_term *term, const struct wp_item_table *table,
                          const struct wp_view *view)
{
    struct wp_buf words = WP_BUF_INIT;

    if (view->left == NULL)
        return;
    wp_left_open_words(&words, view->left, view->today, view->carry_command, term->style->ascii);
    wp_term_newline(term);
    wp_week_text_parts_prose(term, table, 0, WP_TINT_DIM, wp_buf_str(&words));
    wp_buf_free(&words);
}

void wp_status_text(struct wp_buf *out, const struct wp_view *view,
                    const struct wp_text_style *style)
{
    struct wp_term term = {.out = out, .style = style};
    struct wp_item_table table = wp_item_table_make(&term, view);

    wp_week_text_parts_head(&term, &table, view);
    wp_week_text_parts_summary(&term, &table, view);
    if (view->row_count > 0)
        wp_term_newline(&term);
    wp_week_text_parts_rows(&term, &table, view);
    wp_week_text_parts_also(&term, &table, view);
    put_selection(&term, &table, view);
    put_hidden_count(&term, view);
    put_left_open(&term, &table, view);
}

void wp_status_short(struct wp_buf *out, const struct wp_view *view,
                     const struct wp_text_style *style)
{
    const struct wp_progress *progress = &view->week->root.progress;

    if (view->week->later) {
        wp_progress_words_later(out, &view->week->root);
        wp_buf_putc(out, '\n');
        return;
    }
    wp_buf_printf(out, "W%02d ", wp_iso_week_of_start(view->week->start).week);
    wp_progress_format_percent(out, view->percent_tenths, style->ascii);
    wp_buf_printf(out, " %u/%u\n", (unsigned)progress->done, (unsigned)progress->total);
}
