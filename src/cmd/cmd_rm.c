/* `rm`: items that are taken out of the week. */
#include <stdlib.h>

#include "base/memory.h"
#include "cmd/change.h"
#include "cmd/command.h"
#include "cmd/plan_input.h"
#include "cmd/print_change.h"
#include "cmd/refs.h"
#include "render/term.h"

struct removal {
    const struct wp_item **items;
    size_t count;
};

static void cmd_rm_answer(struct wp_transaction *change, const struct removal *removal)
{
    struct wp_context *context = change->context;
    struct wp_text_style style = wp_context_text_style(context);
    struct wp_term term = {&context->out, &style, 0};
    size_t i;

    for (i = 0; i < removal->count; i++) {
        const struct wp_item *item = removal->items[i];
        size_t subtasks = wp_item_count_below(item);

        wp_context_note_subject(context, item);
        wp_item_path(&context->out, item);
        wp_buf_putc(&context->out, ' ');
        wp_term_clean(&term, &context->out, item->title);
        wp_buf_puts(&context->out, " is removed");
        if (subtasks > 0)
            wp_buf_printf(&context->out, ", with %zu subtask%s", subtasks, subtasks > 1 ? "s" : "");
        wp_buf_puts(&context->out, removal->count > 1 ? "\n" : "   ");
    }
    wp_print_change_week(context, change->found.week, change->edit.after);
}

static enum wp_status remove_items(struct wp_transaction *change, void *data,
                                   struct wp_error *error)
{
    struct removal removal = {.count = 0};
    enum wp_status status;

    (void)data;
    if (change->found.week == NULL)
        return wp_plan_input_no_week(change->context, &change->found, error);
    removal.items =
        wp_memory_array(change->context->arguments.word_count, sizeof(struct wp_item *));
    if (removal.items == NULL)
        return wp_error_set_no_memory(error);
    status = wp_refs_resolve_trees(change, WP_ACTS_ON_ALL, removal.items, &removal.count, error);
    if (status == WP_OK)
        status =
            wp_edit_remove(&change->edit, change->found.week, removal.items, removal.count, error);
    change->edited = status == WP_OK;
    if (change->edited)
        cmd_rm_answer(change, &removal);
    free(removal.items);
    return status;
}

static enum wp_status run_rm(struct wp_context *context, struct wp_error *error)
{
    return wp_change_plan(context, remove_items, NULL, false, error);
}

const struct wp_command wp_cmd_rm = {
    .name = "rm",
    .group = WP_GROUP_PLAN,
    .summary = "remove items with all under them",
    .arguments = "REF...",
    .examples = "weekplan rm 1.2.3                  # by its path\n"
                "weekplan rm 'round 4' 'round 5'    # by a part of the title\n"
                "weekplan rm capstone               # by its id, with its subtasks\n",
    .details = "Takes items out of the plan, with their subtasks and with the comments that "
               "are theirs: those directly above an item, and those below it that are indented "
               "deeper. What is not worth doing any more is better dropped, for then the week "
               "still tells of it.\n" WP_COMMAND_REF,
    .words_min = 1,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .run = run_rm,
};
