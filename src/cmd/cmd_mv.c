/* `mv`: an item goes to another place of its week. */
#include "cmd/change.h"
#include "cmd/command.h"
#include "cmd/plan_input.h"
#include "cmd/print_change.h"
#include "cmd/refs.h"
#include "cmd/remark.h"

/* What goes where. */
struct move {
    enum wp_option_id how; /* --under, --before, --after, --top */
    const struct wp_item *item;
    const struct wp_item *beside; /* what that names; the first goal for --top */
    const struct wp_item *parent;
    const struct wp_item *before; /* NULL: behind all others */
};

/* Exactly one option has to say where the item goes. */
static enum wp_status read_place(const struct wp_context *context, struct move *move,
                                 struct wp_error *error)
{
    static const enum wp_option_id places[] = {WP_OPT_UNDER, WP_OPT_BEFORE, WP_OPT_AFTER,
                                               WP_OPT_TOP};
    size_t given = 0;
    size_t i;

    for (i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (!wp_given(&context->arguments, places[i]))
            continue;
        move->how = places[i];
        given++;
    }
    if (given == 1)
        return WP_OK;
    return wp_error_set(error, WP_USAGE, "%s (give one of --under, --before, --after, --top)",
                        given == 0 ? "where to?" : "an item can go to one place only");
}

static enum wp_status cmd_mv_choose(struct wp_transaction *change, struct move *move,
                                    struct wp_error *error)
{
    struct wp_context *context = change->context;
    const struct wp_week *week = change->found.week;
    enum wp_status status = wp_refs_resolve(context, week, context->arguments.words[0],
                                            WP_ACTS_ON_ALL, &move->item, error);

    move->beside = week->root.first;
    if (status == WP_OK && move->how != WP_OPT_TOP)
        status = wp_refs_resolve(context, week, wp_given_value(&context->arguments, move->how),
                                 WP_ACTS_ON_ALL, &move->beside, error);
    if (status != WP_OK)
        return status;
    move->parent = move->how == WP_OPT_UNDER ? move->beside
                   : move->how == WP_OPT_TOP ? &week->root
                                             : move->beside->parent;
    move->before = move->how == WP_OPT_UNDER   ? NULL
                   : move->how == WP_OPT_AFTER ? move->beside->next
                                               : move->beside;
    return WP_OK;
}

/* Whether the item is there already, and what says so. */
static bool is_there(const struct move *move, struct wp_buf *already)
{
    bool there = move->item->parent == move->parent &&
                 (move->item->next == move->before || move->item == move->before);

    if (!there || (move->beside == move->item && move->how != WP_OPT_TOP))
        return false;
    if (move->how == WP_OPT_TOP) {
        wp_buf_puts(already, "is the first goal already");
        return true;
    }
    wp_buf_puts(already, move->how == WP_OPT_UNDER    ? "is under "
                         : move->how == WP_OPT_BEFORE ? "is directly before "
                                                      : "is directly behind ");
    wp_item_path(already, move->beside);
    wp_buf_puts(already, " already");
    return true;
}

static enum wp_status refuse_own(const struct move *move, struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    wp_item_path(&why, move->item);
    wp_buf_puts(&why, " cannot go ");
    wp_buf_puts(&why, move->how == WP_OPT_UNDER    ? "under "
                      : move->how == WP_OPT_BEFORE ? "before "
                                                   : "behind ");
    if (move->beside == move->item) {
        wp_buf_puts(&why, "itself");
    } else {
        wp_item_path(&why, move->beside);
        wp_buf_puts(&why, ", which is one of its own subtasks");
    }
    return wp_context_refuse(&why, error);
}

static enum wp_status refuse_repeat(const struct wp_context *context, const struct wp_item *item,
                                    struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    wp_item_path(&why, item);
    wp_buf_puts(&why, " repeats weekly, which only a goal can (");
    wp_context_name_command(&why, context, "set", item);
    wp_buf_puts(&why, " repeat= takes that out)");
    return wp_context_refuse(&why, error);
}

static enum wp_status cmd_mv_check(const struct wp_context *context, const struct move *move,
                                   struct wp_error *error)
{
    if (wp_item_within(move->beside, move->item))
        return refuse_own(move, error);
    if (move->item->weekly && wp_item_depth(move->parent) > 0)
        return refuse_repeat(context, move->item, error);
    return wp_refs_check_parent(context, move->parent, error);
}

/* The item behind all that is under `item`, in the order of the file. */
static const struct wp_item *behind(const struct wp_item *item)
{
    while (item != NULL && item->next == NULL)
        item = item->parent;
    return item != NULL ? item->next : NULL;
}

/* The item where it is now. What has not moved is still in its order, so as many
 * items stand before it as would have if it had stood there. */
static const struct wp_item *find_moved(const struct wp_week *week, const struct wp_week *after,
                                        const struct move *move)
{
    const struct wp_item *end = move->before != NULL ? move->before : behind(move->parent);
    const struct wp_item *item = &week->root;
    const struct wp_item *moved = &after->root;

    while (item != end) {
        bool goes = item == move->item;

        item = goes ? behind(item) : wp_item_after(item, &week->root);
        if (!goes)
            moved = wp_item_after(moved, &after->root);
    }
    return moved;
}

static void cmd_mv_answer(struct wp_transaction *change, const struct move *move)
{
    const struct wp_week *week = change->found.week;
    const struct wp_item *moved = find_moved(week, change->edit.after, move);

    wp_print_change(change->context, week, change->edit.after,
                    &(struct wp_printed){.items = &moved, .count = 1, .was = move->item});
    if (moved->progress.state != move->item->progress.state)
        wp_remark_inherited_state(change->context, moved);
}

static enum wp_status move_item(struct wp_transaction *change, void *data, struct wp_error *error)
{
    struct move *move = data;
    struct wp_buf already = WP_BUF_INIT;
    const struct wp_week *week = change->found.week;
    enum wp_status status;

    if (week == NULL)
        return wp_plan_input_no_week(change->context, &change->found, error);
    status = cmd_mv_choose(change, move, error);
    if (status == WP_OK && is_there(move, &already)) {
        if (already.failed)
            status = wp_error_set_no_memory(error);
        else
            wp_print_change_none(change->context, move->item, already.data);
        goto out;
    }
    if (status == WP_OK)
        status = cmd_mv_check(change->context, move, error);
    if (status != WP_OK)
        goto out;
    status = wp_edit_move(&change->edit, week, move->item, move->parent, move->before, error);
    change->edited = status == WP_OK;
    if (change->edited)
        cmd_mv_answer(change, move);
out:
    wp_buf_free(&already);
    return status;
}

static enum wp_status run_mv(struct wp_context *context, struct wp_error *error)
{
    struct move move = {.how = WP_OPT_COUNT};
    enum wp_status status = read_place(context, &move, error);

    return status == WP_OK ? wp_change_plan(context, move_item, &move, false, error) : status;
}

const struct wp_command wp_cmd_mv = {
    .name = "mv",
    .group = WP_GROUP_PLAN,
    .summary = "move an item to another place",
    .arguments = "REF",
    .examples = "weekplan mv 3 --under capstone     # becomes its last subtask\n"
                "weekplan mv 1.2.3 --before 1.2.1   # another order\n"
                "weekplan mv 'round 4' --after 2    # becomes a goal, after goal 2\n"
                "weekplan mv 4 --top                # the first goal\n",
    .details = "Move an item within its week, with its subtasks and its own comments. Only the "
               "indentation of its lines changes. Give one of --under, --before, --after and "
               "--top.\n" WP_COMMAND_REF,
    .options = (const enum wp_option_id[]){WP_OPT_UNDER, WP_OPT_BEFORE, WP_OPT_AFTER, WP_OPT_TOP,
                                           WP_OPT_COUNT},
    .words_min = 1,
    .words_max = 1,
    .plan = WP_PLAN_FILE,
    .run = run_mv,
};
