#include "cmd/state_change.h"

#include <stdlib.h>

#include "base/memory.h"
#include "cmd/change_remarks.h"
#include "cmd/describe_item.h"
#include "cmd/later_copy_notes.h"
#include "cmd/print_change.h"
#include "cmd/refs.h"
#include "cmd/run_change.h"
#include "cmd/value_argument.h"
#include "plan/item_value.h"
#include <weekplan/progress.h>

/* The state that the items get, and the values of `done` and `dropped` for it. */
struct new_state {
    enum wp_state state;
    bool given; /* whether --on or --reason is on the command line */
    struct wp_item values;
};

/* The items to change. No item is in the list twice. */
struct chosen_items {
    const struct wp_item **items; /* owned */
    size_t count;
    struct wp_change *changes; /* owned; two changes for each item */
};

/* Whether the item already has the state, with the day or the reason of the command line if
 * there is one. */
static bool has_new_state(const struct wp_item *item, const struct new_state *new_state)
{
    return item->progress.state == new_state->state &&
           (!new_state->given || (wp_item_value_equal(item, &new_state->values, WP_KEY_DONE) &&
                                  wp_item_value_equal(item, &new_state->values, WP_KEY_DROPPED)));
}

static bool is_dropped_above(const struct wp_item *item)
{
    for (item = item->parent; item != NULL; item = item->parent)
        if (item->dropped)
            return true;
    return false;
}

static bool is_found(const struct wp_ref_items *found, const struct wp_item *item)
{
    for (size_t i = 0; i < found->count; i++)
        if (found->items[i] == item)
            return true;
    return false;
}

/* Return the nearest ancestor that is done or dropped by its own key, and that the command does not
 * reopen, or NULL. `found` has the items that the command reopens. */
static const struct wp_item *closed_above(const struct wp_item *item,
                                          const struct wp_ref_items *found)
{
    for (item = item->parent; item != NULL; item = item->parent)
        if ((item->done || item->dropped) && !is_found(found, item))
            return item;
    return NULL;
}

/* Whether the item would keep its old state with the new values, because of an ancestor or of its
 * subtasks. `found` has all items that get the state. */
static bool keeps_state(const struct wp_item *item, enum wp_state state,
                        const struct wp_ref_items *found)
{
    if (state == WP_OPEN)
        return (!item->done && !item->dropped) || closed_above(item, found) != NULL;
    return state == WP_DONE && is_dropped_above(item);
}

/* Return WP_USAGE with the reason why the item keeps its state. */
static enum wp_status refuse_state(const struct wp_context *context, const struct wp_item *item,
                                   enum wp_state state, const struct wp_ref_items *found,
                                   struct wp_error *error)
{
    const struct wp_item *above = state == WP_OPEN ? closed_above(item, found) : NULL;
    struct wp_buf why = WP_BUF_INIT;

    if (above == NULL || wp_item_closed_by(item) == above) {
        wp_describe_item_state(&why, context, item);
        return wp_context_refuse(&why, error);
    }
    wp_item_path(&why, item);
    wp_buf_puts(&why, " cannot be open because ");
    wp_item_path(&why, above);
    wp_buf_printf(&why, " is %s (", above->done ? "done" : "dropped");
    wp_context_name_command(&why, context, "reopen", above);
    wp_buf_putc(&why, ')');
    return wp_context_refuse(&why, error);
}

/* Find the items that the arguments name, and choose those that have another state or value. */
static enum wp_status choose_items(struct wp_locked_plan *change, const struct new_state *new_state,
                                   struct chosen_items *chosen, struct wp_error *error)
{
    static const char *const unchanged[] = {
        [WP_OPEN] = "is open already",
        [WP_DONE] = "is done already",
        [WP_DROPPED] = "is dropped already",
    };
    struct wp_context *context = change->context;
    const struct wp_arguments *arguments = &context->arguments;
    unsigned acts_on = new_state->state == WP_OPEN ? WP_ACTS_ON(WP_DONE) | WP_ACTS_ON(WP_DROPPED)
                                                   : WP_ACTS_ON(WP_OPEN);

    struct wp_ref_items found;
    enum wp_status status = wp_refs_resolve_all(context, change->found.week, arguments->words,
                                                arguments->word_count, acts_on, &found, error);

    chosen->items = wp_memory_array(found.count + 1, sizeof(struct wp_item *));
    chosen->changes = wp_memory_array(2 * found.count + 1, sizeof *chosen->changes);
    for (size_t i = 0; i < found.count && status == WP_OK; i++) {
        struct wp_change *changes = chosen->changes + 2 * chosen->count;
        const struct wp_item *item = found.items[i];

        if (has_new_state(item, new_state)) {
            if (wp_progress_is_deferred(&item->progress))
                wp_print_change_put_off(context, item);
            else
                wp_print_change_none(context, item, unchanged[new_state->state]);
            continue;
        }
        if (keeps_state(item, new_state->state, &found)) {
            status = refuse_state(context, item, new_state->state, &found, error);
            break;
        }
        changes[0] = (struct wp_change){item, WP_KEY_DONE, &new_state->values};
        changes[1] = (struct wp_change){item, WP_KEY_DROPPED, &new_state->values};
        chosen->items[chosen->count++] = item;
    }
    wp_ref_items_free(&found);
    return status;
}

/* Print the result, and notes on it. Replace the chosen items by the items of the week after the
 * change. */
static void print_states(struct wp_locked_plan *change, const struct new_state *new_state,
                         struct chosen_items *chosen)
{
    struct wp_context *context = change->context;

    wp_later_copy_notes_put(change, chosen->items, chosen->count, NULL);
    for (size_t i = 0; i < chosen->count; i++) {
        wp_change_remarks_replaced_state(context, chosen->items[i], &new_state->values);
        if (new_state->state == WP_DROPPED)
            wp_change_remarks_done_subtasks(context, chosen->items[i]);
        chosen->items[i] = wp_item_counterpart(change->edit.after, chosen->items[i]);
    }
    wp_print_change(context, change->found.week, change->edit.after,
                    &(struct wp_printed){.items = chosen->items, .count = chosen->count});
    wp_change_remarks_done_day(context, &new_state->values, change->found.week->start,
                               wp_given(&context->arguments, WP_OPT_ON));
    for (size_t i = 0; i < chosen->count; i++)
        if (chosen->items[i]->progress.state != new_state->state)
            wp_change_remarks_state(context, chosen->items[i]);
}

/* Read --reason. Its value is a value of `dropped:`, but not "false". */
static enum wp_status read_reason(const struct wp_context *context, const char *reason,
                                  struct wp_item *values, struct wp_error *error)
{
    const struct wp_argument_env env = {
        .today = context->today,
        .followed = wp_given_last(&context->arguments, WP_OPT_REASON)->followed};
    const char *name = wp_options[WP_OPT_REASON].name;
    enum wp_status status =
        wp_refs_check_option(&context->arguments, WP_OPT_REASON, "reason", error);

    if (status == WP_OK)
        status = wp_value_argument_read(values, WP_KEY_DROPPED, name, wp_str(reason), &env, error);

    if (status == WP_OK && !values->dropped)
        return wp_error_set(error, WP_USAGE, "%s: '%s' is not a reason", name, reason);
    return status;
}

/* Set the values for the new state, with the values of --on and --reason. The default day is
 * today, or the last day of a week that is over. */
static enum wp_status read_new_state(const struct wp_locked_plan *change,
                                     struct new_state *new_state, struct wp_error *error)
{
    const struct wp_context *context = change->context;
    const char *on = wp_given_value(&context->arguments, WP_OPT_ON);
    const char *reason = wp_given_value(&context->arguments, WP_OPT_REASON);
    struct wp_item *values = &new_state->values;
    wp_day day;

    new_state->given = on != NULL || reason != NULL;
    *values = wp_item_empty();
    values->done = new_state->state == WP_DONE;
    values->dropped = new_state->state == WP_DROPPED;
    if (wp_value_argument_read_on(&day, context, change->found.week->start, error) != WP_OK)
        return WP_USAGE;
    if (reason != NULL)
        return read_reason(context, reason, values, error);
    if (values->done)
        values->done_on = day;
    if (values->dropped)
        values->dropped_on = day;
    return WP_OK;
}

/* Return WP_USAGE if an item without subtasks stays done, because its progress is full: its day
 * would be lost for nothing. An item whose subtasks are all done loses its day, so that they can be
 * opened one by one. */
static enum wp_status check_progress(const struct wp_locked_plan *change,
                                     const struct new_state *new_state,
                                     const struct chosen_items *chosen, struct wp_error *error)
{
    for (size_t i = 0; i < chosen->count && new_state->state == WP_OPEN; i++) {
        const struct wp_item *after = wp_item_counterpart(change->edit.after, chosen->items[i]);
        struct wp_buf why = WP_BUF_INIT;

        if (!chosen->items[i]->done || after->first != NULL || after->progress.state != WP_DONE)
            continue;
        wp_describe_item_state(&why, change->context, after);
        return wp_context_refuse(&why, error);
    }
    return WP_OK;
}

static enum wp_status change_states(struct wp_locked_plan *change, void *data,
                                    struct wp_error *error)
{
    struct new_state *new_state = data;
    struct chosen_items chosen = {.count = 0};
    enum wp_status status = read_new_state(change, new_state, error);

    if (status == WP_OK)
        status = choose_items(change, new_state, &chosen, error);
    if (status == WP_OK && chosen.count > 0) {
        status = wp_edit_week(&change->edit, change->found.week, chosen.changes, 2 * chosen.count,
                              error);
        if (status == WP_OK)
            status = check_progress(change, new_state, &chosen, error);
        change->edited = status == WP_OK;
    }
    if (change->edited)
        print_states(change, new_state, &chosen);
    free(chosen.items);
    free(chosen.changes);
    return status;
}

enum wp_status wp_state_change(struct wp_context *context, enum wp_state state,
                               struct wp_error *error)
{
    struct new_state new_state = {.state = state};

    return wp_run_change(context, change_states, &new_state, WP_CHANGE_NEEDS_WEEK, error);
}
