#include "cmd/state_change.h"

#include <stdlib.h>

#include "base/memory.h"
#include "cmd/argument_value.h"
#include "cmd/change.h"
#include "cmd/deferred.h"
#include "cmd/describe_item.h"
#include "cmd/plan_input.h"
#include "cmd/print_change.h"
#include "cmd/refs.h"
#include "cmd/remark.h"
#include "plan/value.h"

/* What is to become of the items that the REFs name. */
struct marking {
    enum wp_state state;
    bool given;            /* --on or --reason */
    struct wp_item values; /* what they shall say for `done` and `dropped` */
};

struct chosen {
    const struct wp_item **items;
    size_t count;
    struct wp_change *changes;
    size_t change_count;
};

static bool is_chosen(const struct chosen *chosen, const struct wp_item *item)
{
    size_t i;

    for (i = 0; i < chosen->count; i++)
        if (chosen->items[i] == item)
            return true;
    return false;
}

/* Whether there is nothing to do: the item is that, and says what was given. */
static bool is_so(const struct marking *marking, const struct wp_item *item)
{
    return item->progress.state == marking->state &&
           (!marking->given || (wp_item_value_equal(item, &marking->values, WP_KEY_DONE) &&
                                wp_item_value_equal(item, &marking->values, WP_KEY_DROPPED)));
}

static enum wp_status cmd_done_refuse(const struct wp_context *context, const struct wp_item *item,
                                      struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    wp_describe_item_state(&why, context, item);
    return wp_context_refuse(&why, error);
}

static bool is_dropped_above(const struct wp_item *item)
{
    for (item = item->parent; item != NULL; item = item->parent)
        if (item->dropped)
            return true;
    return false;
}

/* Whether the command would leave the item as it is all the same. */
static bool is_held(const struct marking *marking, const struct wp_item *item)
{
    if (marking->state == WP_OPEN)
        return !item->done && !item->dropped;
    return marking->state == WP_DONE && is_dropped_above(item);
}

static enum wp_status cmd_done_choose(struct wp_transaction *change, const struct marking *marking,
                                      struct chosen *chosen, struct wp_error *error)
{
    static const char *const already[] = {
        [WP_OPEN] = "is open already",
        [WP_DONE] = "is done already",
        [WP_DROPPED] = "is dropped already",
    };
    struct wp_context *context = change->context;
    unsigned acts_on = marking->state == WP_OPEN ? WP_ACTS_ON(WP_DONE) | WP_ACTS_ON(WP_DROPPED)
                                                 : WP_ACTS_ON(WP_OPEN);
    size_t i;

    for (i = 0; i < context->arguments.word_count; i++) {
        const struct wp_item *item;
        enum wp_status status = wp_refs_resolve(context, change->found.week,
                                                context->arguments.words[i], acts_on, &item, error);

        if (status != WP_OK)
            return status;
        if (is_chosen(chosen, item))
            continue;
        if (is_so(marking, item)) {
            wp_print_change_none(context, item, already[marking->state]);
            continue;
        }
        if (is_held(marking, item))
            return cmd_done_refuse(context, item, error);
        chosen->items[chosen->count++] = item;
        chosen->changes[chosen->change_count++] =
            (struct wp_change){item, WP_KEY_DONE, &marking->values};
        chosen->changes[chosen->change_count++] =
            (struct wp_change){item, WP_KEY_DROPPED, &marking->values};
    }
    return WP_OK;
}

/* Turns the chosen items into what they have become. */
static enum wp_status cmd_done_answer(struct wp_transaction *change, const struct marking *marking,
                                      struct chosen *chosen, struct wp_error *error)
{
    struct wp_context *context = change->context;
    enum wp_status status = WP_OK;
    size_t i;

    if (marking->state != WP_DROPPED)
        status = wp_deferred_remark(change, chosen->items, chosen->count, error);
    if (status != WP_OK)
        return status;
    for (i = 0; i < chosen->count; i++)
        chosen->items[i] = wp_item_counterpart(change->edit.after, chosen->items[i]);
    wp_print_change(context, change->found.week, change->edit.after,
                    &(struct wp_printed){.items = chosen->items, .count = chosen->count});
    wp_remark_done_day(context, &marking->values, change->found.week->start);
    for (i = 0; i < chosen->count; i++)
        if (chosen->items[i]->progress.state != marking->state)
            wp_remark_state(context, chosen->items[i]);
    return WP_OK;
}

static enum wp_status cmd_done_read_reason(const struct wp_context *context, const char *reason,
                                           struct wp_item *values, struct wp_error *error)
{
    const struct wp_argument_env env = {.today = context->today};
    const char *name = wp_options[WP_OPT_REASON].name;
    enum wp_status status =
        wp_argument_value_read(values, WP_KEY_DROPPED, name, wp_str(reason), &env, error);

    if (status == WP_OK && !values->dropped)
        return wp_error_set(error, WP_USAGE, "%s: '%s' is no reason", name, reason);
    return status;
}

/* What the items shall say; the day is today, in a week that is over its last
 * day. */
static enum wp_status cmd_done_fill_values(const struct wp_transaction *change,
                                           struct marking *marking, struct wp_error *error)
{
    const struct wp_context *context = change->context;
    const char *on = wp_given_value(&context->arguments, WP_OPT_ON);
    const char *reason = wp_given_value(&context->arguments, WP_OPT_REASON);
    wp_day start = change->found.week->start;
    wp_day day = wp_done_day(context->today, start);

    marking->given = on != NULL || reason != NULL;
    marking->values = wp_item_empty();
    marking->values.done = marking->state == WP_DONE;
    marking->values.dropped = marking->state == WP_DROPPED;
    if (on != NULL && !wp_day_parse_word(wp_str(on), context->today, start, &day))
        return wp_argument_value_bad_day(wp_options[WP_OPT_ON].name, wp_str(on), error);
    if (on != NULL && wp_check_done_day(day, context->today, wp_options[WP_OPT_ON].name, wp_str(on),
                                        error) != WP_OK)
        return WP_USAGE;
    if (reason != NULL)
        return cmd_done_read_reason(context, reason, &marking->values, error);
    if (marking->values.done)
        marking->values.done_on = day;
    if (marking->values.dropped)
        marking->values.dropped_on = day;
    return WP_OK;
}

static enum wp_status mark_items(struct wp_transaction *change, void *data, struct wp_error *error)
{
    struct marking *marking = data;
    size_t words = change->context->arguments.word_count;
    struct chosen chosen = {.count = 0};
    enum wp_status status;

    if (change->found.week == NULL)
        return wp_plan_input_no_week(change->context, &change->found, error);
    status = cmd_done_fill_values(change, marking, error);
    if (status != WP_OK)
        return status;
    chosen.items = wp_memory_array(words, sizeof(struct wp_item *));
    chosen.changes = wp_memory_array(2 * words, sizeof *chosen.changes);
    if (chosen.items == NULL || chosen.changes == NULL)
        status = wp_error_set_no_memory(error);
    else
        status = cmd_done_choose(change, marking, &chosen, error);
    if (status == WP_OK && chosen.count > 0) {
        status = wp_edit_week(&change->edit, change->found.week, chosen.changes,
                              chosen.change_count, error);
        change->edited = status == WP_OK;
    }
    if (change->edited)
        status = cmd_done_answer(change, marking, &chosen, error);
    free(chosen.items);
    free(chosen.changes);
    return status;
}

enum wp_status wp_state_change(struct wp_context *context, enum wp_state state,
                               struct wp_error *error)
{
    struct marking marking = {.state = state};

    return wp_change_plan(context, mark_items, &marking, false, error);
}
