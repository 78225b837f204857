/* `mv`: move an item to another position in its week, between the plan and `also:`, or into another
 * week or the list for later. */
#include "cmd/change_remarks.h"
#include "cmd/command.h"
#include "cmd/move_to_week.h"
#include "cmd/print_change.h"
#include "cmd/refs.h"
#include "cmd/run_change.h"
#include "plan/keys.h"

/* Read the option of the new position. Return WP_USAGE unless exactly one is given. */
static enum wp_status read_place(const struct wp_context *context, struct wp_move *move,
                                 struct wp_error *error)
{
    static const enum wp_option_id places[] = {WP_OPT_UNDER, WP_OPT_BEFORE, WP_OPT_AFTER,
                                               WP_OPT_TOP, WP_OPT_ALSO};
    size_t given = 0;
    size_t i;

    move->to = wp_given_value(&context->arguments, WP_OPT_TO_WEEK);
    move->how = WP_OPT_TO_WEEK;
    for (i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (!wp_given(&context->arguments, places[i]))
            continue;
        move->how = places[i];
        given++;
    }
    if (given == 1 || (given == 0 && move->to != NULL))
        return WP_OK;
    return wp_error_set(error, WP_USAGE,
                        "%s (give one of --under, --before, --after, --top, --also, or --to)",
                        given == 0 ? "where to?" : "an item can only be moved to one place");
}

/* Print as a note which keys of the item were removed, because items of `also:` do not have
 * them. */
static void remark_removed_keys(struct wp_context *context, const struct wp_item *item)
{
    struct wp_buf text = WP_BUF_INIT;

    for (size_t i = 0; i < WP_KEY_COUNT; i++) {
        enum wp_key key = wp_key_order[i];

        if ((wp_keys[key].where & WP_ON_ALSO) != 0 || wp_item_field(item, key) == NULL)
            continue;
        wp_buf_puts(&text, text.length > 0 ? ", " : "removed ");
        wp_buf_puts(&text, wp_keys[key].name);
    }
    if (text.length > 0) {
        wp_buf_puts(&text, ", which only items of the plan have");
        wp_context_remark(context, &text);
    }
    wp_buf_free(&text);
}

static void print_moved(struct wp_locked_plan *change, const struct wp_move *move)
{
    const struct wp_week *week = change->found.week;
    const struct wp_item *moved = wp_move_place_find_moved(week, change->edit.after, move);

    wp_print_change(change->context, week, change->edit.after,
                    &(struct wp_printed){.items = &moved, .count = 1, .was = move->item});
    if (moved->progress.state != move->item->progress.state)
        wp_change_remarks_inherited_state(change->context, moved);
    if (wp_item_is_also(moved) && !wp_item_is_also(move->item))
        remark_removed_keys(change->context, move->item);
}

/* Move the item within its week or list. */
static enum wp_status move_within(struct wp_locked_plan *change, struct wp_move *move,
                                  struct wp_error *error)
{
    const struct wp_week *week = change->found.week;
    struct wp_buf there = WP_BUF_INIT;
    enum wp_status status = wp_move_place_find(change->context, week, move, error);

    if (status == WP_OK && wp_move_place_is_there(move, &there)) {
        wp_print_change_none(change->context, move->item, there.data);
        wp_buf_free(&there);
        return WP_OK;
    }
    if (status == WP_OK)
        status = wp_move_place_check(change->context, move, error);
    if (status == WP_OK)
        status = wp_edit_move(&change->edit, week, move->item, move->parent, move->before, error);
    change->edited = status == WP_OK;
    if (change->edited)
        print_moved(change, move);
    return status;
}

static enum wp_status move_item(struct wp_locked_plan *change, void *data, struct wp_error *error)
{
    struct wp_context *context = change->context;
    struct wp_move *move = data;
    bool same = true;
    enum wp_status status =
        wp_refs_resolve(context, change->found.week, context->arguments.words[0],
                        WP_ACTS_ON_ALL | WP_ACTS_ON_ALSO, &move->item, error);

    if (status == WP_OK && move->to != NULL)
        status = wp_move_to_week(change, move, &same, error);
    return status == WP_OK && same ? move_within(change, move, error) : status;
}

static enum wp_status run_mv(struct wp_context *context, struct wp_error *error)
{
    struct wp_move move = {.how = WP_OPT_TO_WEEK};
    enum wp_status status = read_place(context, &move, error);

    return status == WP_OK ? wp_run_change(context, move_item, &move, WP_CHANGE_NEEDS_WEEK, error)
                           : status;
}

const struct wp_command wp_cmd_mv = {
    .name = "mv",
    .group = WP_GROUP_PLAN,
    .summary = "move an item to another place",
    .arguments = "REF",
    .candidates = WP_COMPLETE_ALL,
    .examples = "weekplan mv 3 --under capstone     # becomes its last subtask\n"
                "weekplan mv 1.2.3 --before 1.2.1   # another order\n"
                "weekplan mv 'round 4' --after 2    # becomes a goal, after goal 2\n"
                "weekplan mv 4 --top                # the first goal\n"
                "weekplan mv 3 --also               # it was not planned: done besides\n"
                "weekplan mv +1 --under 2           # it was planned after all\n"
                "weekplan mv 3 --to later           # to the list for later\n"
                "weekplan mv -w later 2 --to this   # and back\n",
    .details = "Move an item within its week, with its subtasks and its own comments. Only the "
               "indentation of its lines changes. Give one of --under, --before, --after, --top "
               "and --also.\n"
               "With --to the item moves into another week, or into the list for later. It becomes "
               "the last goal there, unless --under, --before, --after or --top names a place in "
               "that week. The week is started if it does not exist. In its old week nothing of "
               "it is left; 'weekplan defer' leaves a trace.\n"
               "With --also an item that is done and has no subtasks becomes one of those that "
               "were done besides the plan. Its weight, due day and other keys of the plan are "
               "removed.\n" WP_COMMAND_REF,
    .options = (const enum wp_option_id[]){WP_OPT_UNDER, WP_OPT_BEFORE, WP_OPT_AFTER, WP_OPT_TOP,
                                           WP_OPT_ALSO, WP_OPT_TO_WEEK, WP_OPT_COUNT},
    .words_min = 1,
    .words_max = 1,
    .plan = WP_PLAN_FILE,
    .later = WP_LATER_TAKES,
    .changes = true,
    .run = run_mv,
};
