/* `rm`: items that are taken out of the week. */
#include <stdlib.h>

#include "cli/answer.h"
#include "cli/change.h"
#include "cli/commands.h"
#include "cli/opened.h"
#include "cli/refs.h"
#include "report/paint.h"

struct removal {
    const struct wp_item **items;
    size_t count;
};

static void answer(struct wp_transaction *change, const struct removal *removal)
{
    struct wp_app *app = change->app;
    struct wp_text_style style = wp_app_text_style(app);
    struct wp_painter painter = {&app->out, &style, 0};
    size_t i;

    for (i = 0; i < removal->count; i++) {
        const struct wp_item *item = removal->items[i];
        size_t subtasks = wp_item_count_below(item);

        wp_note_subject(app, item);
        wp_item_path(&app->out, item);
        wp_buf_putc(&app->out, ' ');
        wp_paint_clean(&painter, &app->out, item->title);
        wp_buf_puts(&app->out, " is removed");
        if (subtasks > 0)
            wp_buf_printf(&app->out, ", with %zu subtask%s", subtasks, subtasks > 1 ? "s" : "");
        wp_buf_puts(&app->out, removal->count > 1 ? "\n" : "   ");
    }
    wp_answer_week(app, change->found.week, change->edit.after);
}

static enum wp_status remove_items(struct wp_transaction *change, void *context,
                                   struct wp_error *error)
{
    struct removal removal = {.count = 0};
    enum wp_status status;

    (void)context;
    if (change->found.week == NULL)
        return wp_app_no_week(change->app, &change->found, error);
    removal.items = calloc(change->app->arguments.word_count, sizeof(struct wp_item *));
    if (removal.items == NULL)
        return wp_fail_memory(error);
    status = wp_resolve_trees(change, WP_ACTS_ON_ALL, removal.items, &removal.count, error);
    if (status == WP_OK)
        status =
            wp_edit_delete(&change->edit, change->found.week, removal.items, removal.count, error);
    change->edited = status == WP_OK;
    if (change->edited)
        answer(change, &removal);
    free(removal.items);
    return status;
}

enum wp_status wp_cmd_rm(struct wp_app *app, struct wp_error *error)
{
    return wp_change_plan(app, remove_items, NULL, false, error);
}
