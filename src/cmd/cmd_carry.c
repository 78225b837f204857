/* `carry`: copy the unfinished items of an earlier week into the selected week. */
#include <stdlib.h>

#include "cmd/change.h"
#include "cmd/change_remarks.h"
#include "cmd/command.h"
#include "cmd/describe_item.h"
#include "cmd/plan_input.h"
#include "cmd/print_change.h"
#include "cmd/start_week.h"
#include "render/escape.h"
#include <weekplan/carry.h>

/* The week that items are carried into, in an open plan. All members are borrowed. */
struct carry_target {
    struct wp_plan *plan;
    const struct wp_input *input;
    const struct wp_found *found;
    wp_day start;
};

/* Return the error that the plan has no earlier week with goals. */
static enum wp_status fail_no_source(const struct wp_context *context, wp_day start,
                                     struct wp_error *error)
{
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_puts(&text, "nothing can be carried over into ");
    wp_context_name_week(&text, context, start);
    wp_buf_puts(&text, ": no earlier week has goals (");
    wp_context_name_command(&text, context, "add", NULL);
    wp_buf_puts(&text, " TITLE adds one)");
    return wp_context_fail(error, WP_MISSING, &text);
}

/* Make the edit of the week that items are carried into. Set *from to the first day of the week
 * that the items are from. */
static enum wp_status make_carry(const struct wp_context *context,
                                 const struct carry_target *target, wp_day *from,
                                 struct wp_edit *edit, struct wp_carried *carried,
                                 struct wp_error *error)
{
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_carry carry = {
        .to = target->found->week,
        .start = target->start,
        .input = target->input,
        .found = target->found,
    };
    struct wp_carrying *carrying = NULL;
    struct wp_week *week = NULL;
    enum wp_status status = WP_OK;

    if (carry.to == NULL)
        status = wp_start_week_check_room(context, target->found, target->start, error);
    if (status == WP_OK)
        status = wp_plan_find_goals(target->plan, target->start, &week, &problems);
    if (status == WP_MISSING)
        return fail_no_source(context, target->start, error);
    if (status == WP_OK) {
        carry.from = week;
        *from = week->start;
        status = wp_carry_take(&carrying, &carry, carried, error);
    }
    wp_week_free(week);
    if (status == WP_OK)
        status = wp_carry_put(edit, carrying, error);
    wp_carry_end(carrying);
    return status;
}

/* Append a count, "6 open items", or nothing for 0. Append *before before the count, and set
 * *before to ", ". */
static void put_count(struct wp_buf *out, const char **before, size_t count, const char *one,
                      const char *many)
{
    if (count == 0)
        return;
    wp_buf_printf(out, "%s%zu %s", *before, count, count == 1 ? one : many);
    *before = ", ";
}

/* Append the items that could not be copied: "; not copied: 2 items, because 1 Report is done
 * here". Append nothing if all were copied. */
static void put_not_brought(struct wp_buf *out, const struct wp_context *context,
                            const struct wp_carried *carried)
{
    const char *before = "; not copied: ";

    put_count(out, &before, carried->blocked, "item", "items");
    if (carried->blocked == 0)
        return;
    wp_buf_puts(out, ", because ");
    wp_describe_item_blocker(out, context, carried->blocker, "here");
    wp_buf_puts(out, carried->more_blockers ? ", and for similar reasons" : "");
}

/*
 * Append which items were carried, and which were not:
 *
 *     from Sun 4 - Sat 10 August 2019: 6 open items in 3 goals, 1 goal of every
 *     week; stayed there: 2 done, 1 dropped
 */
static void put_carried(struct wp_buf *out, const struct wp_context *context, wp_day from,
                        const struct wp_carried *carried)
{
    bool left_alone = carried->present > 0 || carried->blocked > 0;
    const char *before = "";

    wp_buf_puts(out, "from ");
    wp_context_name_week(out, context, from);
    wp_buf_puts(out, ": ");
    put_count(out, &before, carried->items, "open item", "open items");
    if (carried->items > 0)
        wp_buf_printf(out, " in %zu %s", carried->goals, carried->goals == 1 ? "goal" : "goals");
    put_count(out, &before, carried->repeated, "goal of every week", "goals of every week");
    if (carried->items == 0 && carried->repeated == 0)
        wp_buf_puts(out, left_alone ? "nothing new" : "nothing is unfinished");
    before = "; here already: ";
    put_count(out, &before, carried->present, "item", "items");
    put_not_brought(out, context, carried);
    before = "; stayed there: ";
    put_count(out, &before, carried->done, "done", "done");
    put_count(out, &before, carried->dropped - carried->deferred, "dropped", "dropped");
    put_count(out, &before, carried->deferred, "put off", "put off");
}

/* Print the new items, which items were carried, and the percentage of the week. */
static void print_carried(struct wp_transaction *change, wp_day from,
                          const struct wp_carried *carried)
{
    struct wp_context *context = change->context;
    const struct wp_week *after = change->edit.after;

    if (change->edited)
        wp_print_change(
            context, change->found.week, after,
            &(struct wp_printed){.arrivals = WP_ARRIVALS_TOP, .week_line = WP_WEEK_LINE_NONE});
    put_carried(&context->out, context, from, carried);
    wp_buf_putc(&context->out, '\n');
    if (!change->edited)
        return;
    wp_print_change(context, change->found.week, after, NULL);
    wp_change_remarks_week_off(context, after);
    wp_buf_puts(&context->subject, "from ");
    wp_context_name_week(&context->subject, context, from);
}

/* Return the first day of the selected week, or the first day that it would have if it were
 * started. */
static wp_day carry_start(const struct wp_context *context, const struct wp_found *found)
{
    return found->week != NULL ? found->week->start : wp_plan_input_week_start(context, found);
}

static enum wp_status carry_over(struct wp_transaction *change, void *data, struct wp_error *error)
{
    const struct carry_target target = {change->plan, &change->input, &change->found,
                                        carry_start(change->context, &change->found)};
    wp_day from = WP_NO_DAY;
    struct wp_carried carried = {0};
    enum wp_status status =
        make_carry(change->context, &target, &from, &change->edit, &carried, error);

    (void)data;
    change->edited = status == WP_OK && change->edit.patch.count > 0;
    if (change->edited && change->found.week == NULL)
        wp_start_week_remark(change, target.start);
    if (status == WP_OK)
        print_carried(change, from, &carried);
    return status;
}

/* Print the lines that would be added to the plan, and which items would be carried. */
static void print_dry_run(struct wp_context *context, const struct wp_edit *edit, wp_day from,
                          const struct wp_carried *carried)
{
    struct wp_buf summary = WP_BUF_INIT;
    size_t i;

    for (i = 0; i < edit->patch.count; i++)
        if (wp_str_trim(edit->patch.pieces[i].text).length > 0)
            wp_escape_prose(&context->out, edit->patch.pieces[i].text);
    put_carried(&summary, context, from, carried);
    wp_buf_puts(&summary, " (nothing is changed)");
    wp_context_remark(context, &summary);
    if (edit->after != NULL)
        wp_change_remarks_week_off(context, edit->after);
}

/* Print what `carry` would do, for --dry-run. Take no lock and change nothing. */
static enum wp_status run_dry(struct wp_context *context, struct wp_error *error)
{
    struct wp_plan_input opened = {.plan = NULL};
    struct wp_edit edit = {.after = NULL};
    wp_day from = WP_NO_DAY;
    struct wp_carried carried = {0};
    struct wp_input input;
    enum wp_status status = wp_plan_input_open(&opened, context, error);

    if (status == WP_OK) {
        status = wp_plan_input_find(context, opened.plan, &opened.found, error);
        status = status == WP_MISSING ? WP_OK : status;
    }
    if (status == WP_OK) {
        const struct carry_target target = {opened.plan, &input, &opened.found,
                                            carry_start(context, &opened.found)};

        input = wp_file_input(&opened.file);
        status = make_carry(context, &target, &from, &edit, &carried, error);
    }
    if (status == WP_OK)
        print_dry_run(context, &edit, from, &carried);
    wp_edit_free(&edit);
    wp_plan_input_close(&opened);
    return status;
}

static enum wp_status run_carry(struct wp_context *context, struct wp_error *error)
{
    return wp_given(&context->arguments, WP_OPT_DRY_RUN)
               ? run_dry(context, error)
               : wp_change_plan(context, carry_over, NULL, WP_CHANGE_NEEDS_PLAN, error);
}

const struct wp_command wp_cmd_carry = {
    .name = "carry",
    .group = WP_GROUP_PLAN,
    .summary = "carry over unfinished items of the week before",
    .examples = "weekplan carry                     # into this week\n"
                "weekplan carry --dry-run           # only show what it would add\n"
                "weekplan carry -w next             # on Sunday evening\n",
    .details =
        "Copy the open items of the week before into the week. Start the week if it does not "
        "exist. Items that are done or dropped are not copied, and the old week does not "
        "change.\n"
        "Each copied goal counts how often it was carried over. A goal with 'repeat: weekly' "
        "is copied whole and open. Items that the week already has do not change, so a second "
        "carry does no harm.",
    .options = (const enum wp_option_id[]){WP_OPT_DRY_RUN, WP_OPT_COUNT},
    .plan = WP_PLAN_FILE,
    .run = run_carry,
};
