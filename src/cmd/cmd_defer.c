/* `defer`: items go to a later week, and are dropped in this one. */
#include <stdlib.h>

#include "base/memory.h"
#include "cmd/change.h"
#include "cmd/command.h"
#include "cmd/deferred.h"
#include "cmd/describe_item.h"
#include "cmd/plan_input.h"
#include "cmd/print_change.h"
#include "cmd/refs.h"
#include "cmd/remark.h"
#include "cmd/start_week.h"
#include "plan/value.h"
#include <weekplan/carry.h>

struct deferral {
    const struct wp_item **items; /* the open ones among those named */
    const struct wp_item **after; /* what becomes of them here */
    size_t count;
    struct wp_window window; /* of the week that they go to */
    struct wp_found found;   /* it, where it is in the plan */
    wp_day start;            /* its first day */
    struct wp_edit edit;     /* of it */
    struct wp_carrying *carrying;
    struct wp_carried carried;
    struct wp_item values; /* what they say here */
    struct wp_buf reason;
};

static enum wp_status cmd_defer_choose(struct wp_transaction *change, struct deferral *deferral,
                                       struct wp_error *error)
{
    size_t open = 0;
    size_t i;
    enum wp_status status = wp_refs_resolve_trees(change, WP_ACTS_ON(WP_OPEN), deferral->items,
                                                  &deferral->count, error);

    for (i = 0; status == WP_OK && i < deferral->count; i++) {
        const struct wp_item *item = deferral->items[i];

        if (item->progress.state == WP_OPEN)
            deferral->items[open++] = item;
        else
            wp_print_change_none(change->context, item,
                                 item->progress.state == WP_DONE ? "is done already"
                                                                 : "is dropped already");
    }
    deferral->count = open;
    return status;
}

/* The week after this one, or the one that --to names. */
static enum wp_status read_window(const struct wp_transaction *change, struct deferral *deferral,
                                  struct wp_error *error)
{
    const char *to = wp_given_value(&change->context->arguments, WP_OPT_TO);
    wp_day start = change->found.week->start;

    deferral->window = wp_window_from(start + WP_DAYS_OF_WEEK);
    if (to == NULL)
        return WP_OK;
    return wp_context_read_window(
        change->context,
        &(struct wp_window_option){"--to", to,
                                   "a week as --week does: a day of it, its ISO number, next, +2;"},
        &deferral->window, error);
}

static enum wp_status find_week(struct wp_transaction *change, struct deferral *deferral,
                                struct wp_error *error)
{
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_found *found = &deferral->found;
    struct wp_buf week = WP_BUF_INIT;
    enum wp_status status = wp_plan_find(change->plan, deferral->window, found, &problems);

    if (status != WP_OK && status != WP_MISSING)
        return status;
    deferral->start = found->week != NULL
                          ? found->week->start
                          : wp_plan_input_start_in(change->context, deferral->window, found);
    if (deferral->start <= change->found.week->start) {
        wp_buf_puts(&week, "items can only be put off to a week after ");
        wp_context_name_week(&week, change->context, change->found.week->start);
        return wp_context_refuse(&week, error);
    }
    return found->week != NULL
               ? WP_OK
               : wp_start_week_check_room(change->context, found, deferral->start, error);
}

static enum wp_status cmd_defer_take(struct wp_transaction *change, struct deferral *deferral,
                                     struct wp_error *error)
{
    const struct wp_carry carry = {
        .from = change->found.week,
        .only = deferral->items,
        .only_count = deferral->count,
        .to = deferral->found.week,
        .start = deferral->start,
        .input = &change->input,
        .found = &deferral->found,
    };

    return wp_carry_take(&deferral->carrying, &carry, &deferral->carried, error);
}

/* What would make way for what is kept out. */
static void name_way_out(struct wp_buf *why, const struct wp_context *context, wp_day start,
                         const struct wp_item *bar)
{
    if (bar->done || bar->dropped) {
        wp_context_name_command_in(why, context, "reopen", start, bar);
    } else if (bar->progress_value.given) {
        wp_context_name_command_in(why, context, "set", start, bar);
        wp_buf_puts(why, " progress= takes it out");
    } else {
        wp_context_name_command_in(why, context, "add", start, NULL);
        wp_buf_puts(why, " --under ");
        wp_item_path(why, bar);
        wp_buf_puts(why, " TITLE adds it there");
    }
}

/* What has no place in the later week is not dropped in this one. */
static enum wp_status refuse_kept_out(const struct wp_context *context,
                                      const struct deferral *deferral, struct wp_error *error)
{
    const struct wp_carried *carried = &deferral->carried;
    struct wp_buf why = WP_BUF_INIT;

    wp_describe_item(&why, context, carried->kept);
    wp_buf_puts(&why, " has no place in ");
    wp_context_name_week(&why, context, deferral->start);
    wp_buf_puts(&why, ", for ");
    wp_describe_item_bar(&why, context, carried->bar, "there");
    wp_buf_puts(&why, " (");
    name_way_out(&why, context, deferral->start, carried->bar);
    wp_buf_putc(&why, ')');
    return wp_context_refuse(&why, error);
}

/* In this week they are dropped, and say for which one. */
static enum wp_status drop(struct wp_transaction *change, struct deferral *deferral,
                           struct wp_error *error)
{
    struct wp_change *changes = wp_memory_array(deferral->count, sizeof *changes);
    struct wp_item *values = &deferral->values;
    enum wp_status status = WP_NO_MEMORY;
    size_t i;

    wp_deferred_reason(&deferral->reason, deferral->start);
    *values = wp_item_empty();
    values->dropped = true;
    values->dropped_reason = wp_buf_str(&deferral->reason);
    for (i = 0; changes != NULL && i < deferral->count; i++)
        changes[i] = (struct wp_change){deferral->items[i], WP_KEY_DROPPED, values};
    if (changes == NULL || deferral->reason.failed)
        wp_error_set_no_memory(error);
    else
        status = wp_edit_week(&change->edit, change->found.week, changes, deferral->count, error);
    free(changes);
    return status;
}

/* What has become of them here. */
static void cmd_defer_answer(struct wp_transaction *change, struct deferral *deferral)
{
    const struct wp_item **after = deferral->after;
    size_t i;

    for (i = 0; i < deferral->count; i++)
        after[i] = wp_item_counterpart(change->edit.after, deferral->items[i]);
    wp_print_change(change->context, change->found.week, change->edit.after,
                    &(struct wp_printed){.items = after, .count = deferral->count});
    wp_week_free(change->edit.after);
    change->edit.after = NULL;
}

static void cmd_defer_answer_arrivals(const struct wp_transaction *change,
                                      const struct deferral *deferral)
{
    struct wp_context *context = change->context;
    bool closed =
        deferral->carried.closed > 0 && deferral->carried.closed == deferral->carried.there;

    if (deferral->found.week == NULL)
        wp_start_week_remark(change, deferral->start);
    wp_context_name_week(&context->out, context, deferral->start);
    if (deferral->edit.after == NULL) {
        wp_buf_puts(&context->out, " has it already");
        wp_buf_puts(&context->out, closed ? ", done or dropped\n" : "\n");
        return;
    }
    wp_buf_puts(&context->out, ":\n");
    wp_print_change(
        context, deferral->found.week, deferral->edit.after,
        &(struct wp_printed){.arrivals = WP_ARRIVALS_ALL, .week_line = WP_WEEK_LINE_NONE});
    wp_remark_week_off(context, deferral->edit.after);
}

static void let_go(struct deferral *deferral)
{
    wp_week_free(deferral->found.week);
    deferral->found.week = NULL;
}

/* Puts them into the other week. */
static enum wp_status cmd_defer_put_off(struct wp_transaction *change, struct deferral *deferral,
                                        struct wp_error *error)
{
    enum wp_status status = find_week(change, deferral, error);

    if (status == WP_OK)
        status = cmd_defer_take(change, deferral, error);
    if (status == WP_OK && deferral->carried.kept_out > 0)
        status = refuse_kept_out(change->context, deferral, error);
    wp_change_free_weeks(change);
    if (status == WP_OK)
        status = wp_carry_put(&deferral->edit, deferral->carrying, error);
    if (status == WP_OK)
        status = wp_edit_join(&change->edit, &deferral->edit, error);
    return status;
}

/*
 * Drops them here, then puts them off. Both weeks may be large, and so may what
 * becomes of them; so there are never more than two of the four in memory: of the
 * later week only its first day is wanted at first.
 */
static enum wp_status defer(struct wp_transaction *change, struct deferral *deferral,
                            struct wp_error *error)
{
    enum wp_status status = find_week(change, deferral, error);

    let_go(deferral);
    if (status == WP_OK)
        status = drop(change, deferral, error);
    if (status != WP_OK)
        return status;
    cmd_defer_answer(change, deferral);
    status = cmd_defer_put_off(change, deferral, error);
    if (status == WP_OK)
        cmd_defer_answer_arrivals(change, deferral);
    else
        wp_buf_clear(&change->context->out); /* It speaks of what will not happen. */
    return status;
}

/* For the next try, or the end. */
static void clear(struct deferral *deferral)
{
    wp_edit_free(&deferral->edit);
    wp_carry_end(deferral->carrying);
    let_go(deferral);
    wp_buf_free(&deferral->reason);
    free(deferral->items);
    free(deferral->after);
    *deferral = (struct deferral){.count = 0};
}

static enum wp_status defer_items(struct wp_transaction *change, void *data, struct wp_error *error)
{
    struct deferral *deferral = data;
    enum wp_status status;

    if (change->found.week == NULL)
        return wp_plan_input_no_week(change->context, &change->found, error);
    clear(deferral);
    deferral->items =
        wp_memory_array(change->context->arguments.word_count, sizeof(struct wp_item *));
    deferral->after =
        wp_memory_array(change->context->arguments.word_count, sizeof(struct wp_item *));
    if (deferral->items == NULL || deferral->after == NULL)
        return wp_error_set_no_memory(error);
    status = cmd_defer_choose(change, deferral, error);
    if (status != WP_OK || deferral->count == 0)
        return status;
    status = read_window(change, deferral, error);
    if (status == WP_OK)
        status = defer(change, deferral, error);
    change->edited = status == WP_OK;
    return status;
}

static enum wp_status run_defer(struct wp_context *context, struct wp_error *error)
{
    struct deferral deferral = {.count = 0};
    enum wp_status status = wp_change_plan(context, defer_items, &deferral, false, error);

    clear(&deferral);
    return status;
}

const struct wp_command wp_cmd_defer = {
    .name = "defer",
    .group = WP_GROUP_WEEK,
    .summary = "put items off to the next week",
    .arguments = "REF...",
    .examples = "weekplan defer 1.2.3\n"
                "weekplan defer 'round 4' 'round 5' # by a part of the title\n"
                "weekplan defer 2 --to +3           # three weeks from now\n",
    .details =
        "Copy items into the next week, with the items above them, as carry does. Drop them "
        "in this week, with the other week as the reason. They then count only in the week in "
        "which they will be done. Start the next week if it does not exist.\n" WP_COMMAND_REF,
    .options = (const enum wp_option_id[]){WP_OPT_TO, WP_OPT_COUNT},
    .words_min = 1,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .run = run_defer,
};
