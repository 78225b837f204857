#include "cmd/describe_item.h"

#include "plan/deferral_reason.h"
#include "plan/progress_value.h"
#include "render/term_text.h"
#include <weekplan/progress.h>

void wp_describe_item(struct wp_buf *out, const struct wp_context *context,
                      const struct wp_item *item)
{
    struct wp_text_style style = wp_context_text_style(context);
    struct wp_term term = {.out = out, .style = &style};

    if (item->parent == NULL) {
        wp_buf_puts(out, item->seq_key == WP_KEY_LATER ? "the list for later" : "the week");
        return;
    }
    wp_item_path(out, item);
    wp_buf_putc(out, ' ');
    wp_term_clean(&term, out, item->title);
}

/* Append the start of a suggested command for the plan and the week of the context: " (weekplan
 * COMMAND ITEM". */
static void put_advice(struct wp_buf *out, const struct wp_context *context, const char *command,
                       const struct wp_item *item)
{
    wp_buf_puts(out, " (");
    wp_context_name_command(out, context, command, item);
}

/* Append the progress without what is done, for the shell: "0/3" without its unit, or "0%". */
static void put_no_progress(struct wp_buf *out, const struct wp_progress_value *value)
{
    struct wp_progress_value none = *value;

    none.have = 0;
    if (!wp_str_equal_c(none.unit, "%"))
        none.unit = wp_str("");
    wp_progress_value_format(out, &none);
}

void wp_describe_item_state(struct wp_buf *out, const struct wp_context *context,
                            const struct wp_item *item)
{
    bool done = item->progress.state == WP_DONE;
    const struct wp_item *above = wp_item_closed_by(item);

    wp_item_path(out, item);
    wp_buf_puts(out, done                                       ? " is done"
                     : wp_progress_is_deferred(&item->progress) ? " is put off"
                                                                : " is dropped");
    if (above != NULL) {
        wp_buf_puts(out, " because ");
        wp_item_path(out, above);
        wp_buf_puts(out, " is");
        put_advice(out, context, "reopen", above);
        wp_buf_puts(out, ")");
    } else if (done ? item->done : item->dropped) {
        put_advice(out, context, "reopen", item);
        wp_buf_puts(out, ")");
    } else if (item->first != NULL) {
        wp_buf_puts(out, " because all its subtasks are (reopen one of them)");
    } else {
        wp_buf_puts(out, " because its progress is full");
        put_advice(out, context, "progress", item);
        wp_buf_putc(out, ' ');
        put_no_progress(out, &item->progress_value);
        wp_buf_puts(out, " sets it back)");
    }
}

void wp_describe_item_blocker(struct wp_buf *out, const struct wp_context *context,
                              const struct wp_item *item, const char *where)
{
    const char *why = " is at another place ";

    if (wp_deferral_reason_day(item) != WP_NO_DAY)
        why = " is put off ";
    else if (item->dropped)
        why = " is dropped ";
    else if (item->done)
        why = " is done ";
    else if (item->progress_value.given)
        why = " has a progress of its own ";
    wp_describe_item(out, context, item);
    wp_buf_puts(out, why);
    wp_buf_puts(out, where);
}
