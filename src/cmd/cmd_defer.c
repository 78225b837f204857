/* `defer`: move items to a later week, and drop them in the selected week. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cmd/change_remarks.h"
#include "cmd/command.h"
#include "cmd/describe_item.h"
#include "cmd/later_copy_notes.h"
#include "cmd/overdue_note.h"
#include "cmd/plan_input.h"
#include "cmd/print_change.h"
#include "cmd/refs.h"
#include "cmd/run_change.h"
#include "cmd/start_week.h"
#include "plan/deferral_reason.h"
#include "plan/item_value.h"
#include <weekplan/carry.h>
#include <weekplan/progress.h>

/* Values of the items that are dropped. The edit borrows these values until the plan is saved. */
struct dropped_values {
    struct wp_item values;
    struct wp_buf reason; /* owned */
};

struct deferral {
    const struct wp_item **items; /* owned; open items that the arguments name */
    size_t count;
    struct wp_window window; /* seven days in which the later week begins */
    struct wp_found found;   /* the later week, if it is in the plan */
    wp_day start;            /* first day of the later week */
    struct wp_edit edit;     /* edit of the later week */
    struct wp_carrying *carrying;
    struct wp_carried carried;
};

/* Print why an item that is not open is not changed. */
static void print_closed(struct wp_context *context, const struct wp_item *item)
{
    if (wp_progress_is_deferred(&item->progress))
        wp_print_change_put_off(context, item);
    else
        wp_print_change_none(context, item,
                             item->progress.state == WP_DONE ? "is done already"
                                                             : "is dropped already");
}

/* Find the items that the arguments name, and choose the open items among them. */
static enum wp_status choose_open(struct wp_locked_plan *change, struct deferral *deferral,
                                  struct wp_error *error)
{
    size_t count;
    enum wp_status status =
        wp_refs_resolve_trees(change, WP_ACTS_ON(WP_OPEN), &deferral->items, &count, error);

    for (size_t i = 0; status == WP_OK && i < count; i++) {
        const struct wp_item *item = deferral->items[i];

        if (item->progress.state == WP_OPEN)
            deferral->items[deferral->count++] = item;
        else
            print_closed(change->context, item);
    }
    return status;
}

/* Return WP_USAGE, with the message that `defer` puts items off to a week, not to the list for
 * later. */
static enum wp_status refuse_list(const struct wp_context *context, struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    wp_buf_puts(&why, "items can only be put off to a week (");
    wp_context_name_command(&why, context, "mv", NULL);
    wp_buf_puts(&why, " REF --to " WP_WEEK_LATER " moves one to the list for later)");
    return wp_context_refuse(&why, error);
}

/* Read --to. The default is the week after the selected one. */
static enum wp_status read_to_option(const struct wp_locked_plan *change, struct deferral *deferral,
                                     struct wp_error *error)
{
    const struct wp_window_option option = {
        "--to", wp_given_value(&change->context->arguments, WP_OPT_TO),
        "a week as --week does: a day of it, its ISO number, next, +2;"};

    if (option.value != NULL && strcmp(option.value, WP_WEEK_LATER) == 0)
        return refuse_list(change->context, error);
    deferral->window = wp_window_from(change->found.week->start + WP_DAYS_OF_WEEK);
    return option.value == NULL
               ? WP_OK
               : wp_context_read_window(change->context, &option, &deferral->window, error);
}

/* Return the first day of the first week after `start` that is not off. The plan need not have that
 * week. */
static wp_day next_week_not_off(struct wp_locked_plan *change, wp_day start)
{
    for (bool off = true; off;) {
        struct wp_problems ignored = {.limit = 0};
        struct wp_found found = {.week = NULL};
        enum wp_status status;

        start += WP_DAYS_OF_WEEK;
        status = wp_plan_find(change->plan, wp_window_from(start), &found, &ignored);
        off = status == WP_OK && found.week->root.skip;
        if (status == WP_OK)
            start = found.week->start;
        wp_week_free(found.week);
    }
    return start;
}

/* Return WP_USAGE, because the next week is off and --to is not given. The message has the week
 * after it, and how to put the items off to the next week all the same. */
static enum wp_status refuse_week_off(struct wp_locked_plan *change,
                                      const struct deferral *deferral, struct wp_error *error)
{
    const struct wp_context *context = change->context;
    const struct wp_item *item = deferral->count == 1 ? deferral->items[0] : NULL;
    const struct wp_week *week = deferral->found.week;
    struct wp_buf why = WP_BUF_INIT;

    wp_change_remarks_put_week_off(&why, context, week);
    wp_buf_puts(&why, " (");
    wp_context_name_command(&why, context, "defer", item);
    wp_buf_puts(&why, item == NULL ? " REF... --to " : " --to ");
    wp_day_format(&why, next_week_not_off(change, week->start));
    wp_buf_puts(&why, item != NULL ? " puts it" : " puts them");
    wp_buf_puts(&why, " off to the next week that is not off, --to ");
    wp_day_format(&why, week->start);
    wp_buf_puts(&why, " to the week that is off)");
    return wp_context_refuse(&why, error);
}

/* Find the later week, or the day on which it would begin if it is not in the plan. Return
 * WP_USAGE if the later week is not after the selected week, or would overlap another week. */
static enum wp_status find_later_week(struct wp_locked_plan *change, struct deferral *deferral,
                                      struct wp_error *error)
{
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_found *found = &deferral->found;
    struct wp_buf why = WP_BUF_INIT;
    enum wp_status status = wp_plan_find(change->plan, deferral->window, found, &problems);

    if (status != WP_OK && status != WP_MISSING)
        return status;
    deferral->start = found->week != NULL
                          ? found->week->start
                          : wp_plan_input_start_in(change->context, deferral->window, found);
    if (deferral->start <= change->found.week->start) {
        wp_buf_puts(&why, "items can only be put off to a week after ");
        wp_context_name_week(&why, change->context, change->found.week->start);
        return wp_context_refuse(&why, error);
    }
    if (found->week != NULL && found->week->root.skip &&
        !wp_given(&change->context->arguments, WP_OPT_TO))
        return refuse_week_off(change, deferral, error);
    return found->week != NULL
               ? WP_OK
               : wp_start_week_check_room(change->context, found, deferral->start, error);
}

static void free_later_week(struct deferral *deferral)
{
    wp_week_free(deferral->found.week);
    deferral->found.week = NULL;
}

/* Drop the items in the selected week. The reason has the first day of the later week. */
static enum wp_status drop_items(struct wp_locked_plan *change, const struct deferral *deferral,
                                 struct dropped_values *dropped, struct wp_error *error)
{
    struct wp_change *changes = wp_memory_array(deferral->count, sizeof *changes);
    enum wp_status status;

    wp_buf_clear(&dropped->reason);
    wp_deferral_reason_put(&dropped->reason, deferral->start);
    dropped->values = wp_item_empty();
    dropped->values.dropped = true;
    dropped->values.dropped_reason = wp_buf_str(&dropped->reason);
    for (size_t i = 0; i < deferral->count; i++)
        changes[i] = (struct wp_change){deferral->items[i], WP_KEY_DROPPED, &dropped->values};
    status = wp_edit_week(&change->edit, change->found.week, changes, deferral->count, error);
    free(changes);
    return status;
}

/* Print the dropped items as they are in the selected week after the change. Free that week. */
static void print_dropped(struct wp_locked_plan *change, const struct deferral *deferral)
{
    const struct wp_item **after = wp_memory_array(deferral->count, sizeof(struct wp_item *));

    for (size_t i = 0; i < deferral->count; i++)
        after[i] = wp_item_counterpart(change->edit.after, deferral->items[i]);
    wp_print_change(change->context, change->found.week, change->edit.after,
                    &(struct wp_printed){.items = after, .count = deferral->count});
    free(after);
    wp_week_free(change->edit.after);
    change->edit.after = NULL;
}

/* Append a command that makes subtasks of `blocker` possible in the week that begins on `start`. */
static void suggest_unblocking(struct wp_buf *why, const struct wp_context *context, wp_day start,
                               const struct wp_item *blocker)
{
    if (blocker->done || blocker->dropped) {
        wp_context_name_command_in(why, context, "reopen", start, blocker);
    } else if (blocker->progress_value.given) {
        wp_context_name_command_in(why, context, "set", start, blocker);
        wp_buf_puts(why, " progress= takes it out");
    } else {
        wp_context_name_command_in(why, context, "add", start, NULL);
        wp_buf_puts(why, " --under ");
        wp_item_path(why, blocker);
        wp_buf_puts(why, " TITLE adds it there");
    }
}

/* Return WP_USAGE if the later week cannot get some of the items, because their parents in that
 * week cannot have subtasks. No item is dropped then. */
static enum wp_status refuse_blocked(const struct wp_context *context,
                                     const struct deferral *deferral, struct wp_error *error)
{
    const struct wp_carried *carried = &deferral->carried;
    struct wp_buf why = WP_BUF_INIT;

    wp_describe_item(&why, context, carried->first_blocked);
    wp_buf_puts(&why, " cannot be copied into ");
    wp_context_name_week(&why, context, deferral->start);
    wp_buf_puts(&why, ", because ");
    wp_describe_item_blocker(&why, context, carried->blocker, "there");
    wp_buf_puts(&why, " (");
    suggest_unblocking(&why, context, deferral->start, carried->blocker);
    wp_buf_putc(&why, ')');
    return wp_context_refuse(&why, error);
}

/* Copy the items into the later week. Free the selected week. */
static enum wp_status put_off(struct wp_locked_plan *change, struct deferral *deferral,
                              struct wp_error *error)
{
    enum wp_status status = find_later_week(change, deferral, error);

    if (status == WP_OK) {
        const struct wp_carry carry = {
            .from = change->found.week,
            .only = deferral->items,
            .only_count = deferral->count,
            .to = deferral->found.week,
            .start = deferral->start,
            .input = &change->input,
            .found = &deferral->found,
        };

        status = wp_carry_take(&deferral->carrying, &carry, &deferral->carried, error);
    }
    if (status == WP_OK && deferral->carried.blocked > 0)
        status = refuse_blocked(change->context, deferral, error);
    if (status == WP_OK)
        status = wp_carry_put(&deferral->edit, deferral->carrying, error);
    if (status == WP_OK)
        wp_edit_join(&change->edit, &deferral->edit);
    return status;
}

/* Print as a note that an item is dropped in the later week too, so that it is open nowhere. */
static void remark_dropped_there(struct wp_context *context, const struct deferral *deferral,
                                 const struct wp_item *there)
{
    const struct wp_item *above = wp_item_closed_by(there);
    struct wp_buf text = WP_BUF_INIT;

    wp_describe_item(&text, context, there);
    wp_buf_puts(&text, " is dropped in ");
    wp_context_name_week(&text, context, deferral->start);
    wp_buf_puts(&text, " too (");
    wp_context_name_command_in(&text, context, "reopen", deferral->start,
                               above != NULL ? above : there);
    wp_buf_puts(&text, " opens it there)");
    wp_context_remark(context, &text);
}

/* Print an item that the later week had before the change: "1.2 Read is there already, done". If it
 * is an open leaf with another percentage than `item`, print both: "1.2 Read is there already, with
 * 0% instead of 40%". */
static void print_present_item(struct wp_context *context, const struct wp_item *item,
                               const struct wp_item *there)
{
    static const char *const states[] = {
        [WP_OPEN] = "", [WP_DONE] = ", done", [WP_DROPPED] = ", dropped"};
    struct wp_buf *out = &context->out;
    int percent = wp_progress_percent(&item->progress);
    int other = wp_progress_percent(&there->progress);

    wp_describe_item(out, context, there);
    wp_buf_printf(out, " is there already%s", states[there->progress.state]);
    if (there->progress.state == WP_OPEN && there->first == NULL && other != percent) {
        wp_buf_puts(out, ", with ");
        wp_progress_format_percent(out, other, context->ascii);
        wp_buf_puts(out, " instead of ");
        wp_progress_format_percent(out, percent, context->ascii);
    }
    wp_buf_putc(out, '\n');
}

/* Print which of the items the later week had before the change. */
static void print_present(struct wp_context *context, const struct deferral *deferral)
{
    for (size_t i = 0; i < deferral->count && deferral->found.week != NULL; i++) {
        const struct wp_item *there =
            wp_later_copy_notes_find(deferral->items[i], deferral->found.week);

        if (there == NULL)
            continue;
        print_present_item(context, deferral->items[i], there);
        if (there->progress.state == WP_DROPPED)
            remark_dropped_there(context, deferral, there);
    }
}

/* Print the days of the later week, the items that it had already, and its new items. */
static void print_put_off(const struct wp_locked_plan *change, const struct deferral *deferral)
{
    struct wp_context *context = change->context;

    if (deferral->found.week == NULL)
        wp_start_week_remark(change, deferral->start);
    wp_context_name_week(&context->out, context, deferral->start);
    wp_buf_puts(&context->out, ":\n");
    print_present(context, deferral);
    if (deferral->edit.after == NULL)
        return;
    wp_print_change(
        context, deferral->found.week, deferral->edit.after,
        &(struct wp_printed){.arrivals = WP_ARRIVALS_ALL, .week_line = WP_WEEK_LINE_NONE});
    wp_overdue_note_put_new(context, deferral->found.week, deferral->edit.after);
    wp_change_remarks_week_off(context, deferral->edit.after);
}

/*
 * Drop the items in the selected week, then copy them into the later week.
 *
 * The change concerns two weeks, each before and after the change. Only two of these four
 * documents are in memory at a time, because each can be large. So the later week is read twice:
 * first for its first day, then for the copies.
 */
static enum wp_status defer_chosen(struct wp_locked_plan *change, struct deferral *deferral,
                                   struct dropped_values *dropped, struct wp_error *error)
{
    enum wp_status status = find_later_week(change, deferral, error);

    free_later_week(deferral);
    if (status == WP_OK)
        status = drop_items(change, deferral, dropped, error);
    if (status != WP_OK)
        return status;
    for (size_t i = 0; i < deferral->count; i++)
        wp_change_remarks_done_subtasks(change->context, deferral->items[i]);
    print_dropped(change, deferral);
    status = put_off(change, deferral, error);
    if (status == WP_OK)
        print_put_off(change, deferral);
    else
        wp_buf_clear(&change->context->out);
    return status;
}

static enum wp_status defer_items(struct wp_locked_plan *change, void *data, struct wp_error *error)
{
    struct deferral deferral = {.count = 0};
    enum wp_status status = choose_open(change, &deferral, error);

    if (status == WP_OK && deferral.count > 0) {
        status = read_to_option(change, &deferral, error);
        if (status == WP_OK)
            status = defer_chosen(change, &deferral, data, error);
        change->edited = status == WP_OK;
    }
    wp_edit_free(&deferral.edit);
    wp_carry_end(deferral.carrying);
    free_later_week(&deferral);
    free(deferral.items);
    return status;
}

static enum wp_status run_defer(struct wp_context *context, struct wp_error *error)
{
    struct dropped_values dropped = {.reason = WP_BUF_INIT};
    enum wp_status status =
        wp_run_change(context, defer_items, &dropped, WP_CHANGE_NEEDS_WEEK, error);

    wp_buf_free(&dropped.reason);
    return status;
}

const struct wp_command wp_cmd_defer = {
    .name = "defer",
    .group = WP_GROUP_WEEK,
    .summary = "put items off to the next week",
    .arguments = "REF...",
    .candidates = WP_COMPLETE_OPEN,
    .examples = "weekplan defer 1.2.3\n"
                "weekplan defer 'round 4' 'round 5' # by a part of the title\n"
                "weekplan defer 2 --to +3           # three weeks from now\n",
    .details =
        "Copy items into the next week, with the items above them, as carry does. Drop them "
        "in this week, with the other week as the reason. They then count only in the week in "
        "which they will be done. Start the next week if it does not exist. If it is off, "
        "name the week with --to.\n" WP_COMMAND_REF,
    .options = (const enum wp_option_id[]){WP_OPT_TO, WP_OPT_COUNT},
    .words_min = 1,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .later = WP_LATER_MOVES,
    .changes = true,
    .run = run_defer,
};
