/* `carry`: copy the unfinished items of an earlier week into the selected week. */
#include <stdlib.h>

#include "base/memory.h"
#include "cmd/carry_editor.h"
#include "cmd/carry_source.h"
#include "cmd/change_remarks.h"
#include "cmd/command.h"
#include "cmd/describe_item.h"
#include "cmd/later_copy_notes.h"
#include "cmd/left_open_notes.h"
#include "cmd/overdue_note.h"
#include "cmd/path_notes.h"
#include "cmd/plan_input.h"
#include "cmd/print_change.h"
#include "cmd/run_change.h"
#include "cmd/start_week.h"
#include "render/escape.h"
#include "render/report_words.h"

/* The result of `carry`: the items that were carried, and the week that they are from. */
struct carry_result {
    wp_day from; /* first day of the week that items are carried from; WP_NO_DAY for none */
    struct wp_carried carried;
    /* open items of all older weeks that no later week has, after the carry */
    struct wp_left_open left;
    /* owned; items that are done in the old week, and that the new week already had before
     * `carry`, as open items */
    const struct wp_item **done_before;
    size_t done_before_count;
    /* owned; the numbers of the goals of the new week after the carry, by their numbers before the
     * carry; NULL if the numbers are the same */
    uint32_t *places;
    bool by_list;                      /* whether the user has edited a list (--edit) */
    size_t line_count[WP_CARRY_VERBS]; /* number of lines of the list with each verb */
    /* number of goals that could be carried, and were left in the old week */
    size_t left_count;
    struct wp_week *list;     /* owned; the changed list for later, or NULL */
    struct wp_carried listed; /* numbers of items that were copied to the list for later */
};

static void free_carry_result(struct carry_result *result)
{
    wp_left_open_free(&result->left);
    free(result->done_before);
    free(result->places);
    wp_week_free(result->list);
}

/* Set the first day of the old week, and the items that are done in it and open in the new week. */
static void note_source(struct carry_result *result, const struct wp_carry *carry)
{
    result->from = carry->from->start;
    if (carry->to == NULL || carry->fresh)
        return;
    result->done_before = wp_memory_array(carry->from->item_count + 1, sizeof(struct wp_item *));
    result->done_before_count =
        wp_later_copy_notes_done_before(result->done_before, carry->from, carry->to);
}

/* Copy the lines of the items that are carried. Set result->from and result->carried. */
static enum wp_status take_items(struct wp_context *context, const struct wp_carry_target *target,
                                 struct wp_carrying **carrying, struct carry_result *result,
                                 struct wp_error *error)
{
    struct wp_carry_source source;
    enum wp_status status = wp_carry_source_find(&source, context, target, error);

    if (status == WP_OK) {
        const struct wp_carry carry = wp_carry_source_request(&source, context, target);

        note_source(result, &carry);
        status = wp_carry_take(carrying, &carry, &result->carried, error);
    }
    wp_carry_source_free(&source);
    return status;
}

/* Make the edit that carries all items that wp_carry_source_find has found. */
static enum wp_status carry_all(struct wp_context *context, const struct wp_carry_target *target,
                                struct wp_edit *edit, struct carry_result *result,
                                struct wp_error *error)
{
    struct wp_carrying *carrying = NULL;
    enum wp_status status = take_items(context, target, &carrying, result, error);

    if (status == WP_OK)
        status = wp_carry_put(edit, carrying, error);
    wp_carry_end(carrying);
    return status;
}

/* Join the edit of the list for later and the edit of the week into one edit. The list is above
 * the week in the file. */
static void join_list(struct wp_edit *edit, struct wp_edit *list)
{
    struct wp_edit week = *edit;

    if (list->patch.count == 0)
        return;
    wp_edit_join(list, &week);
    wp_week_free(list->after);
    *edit = (struct wp_edit){list->patch, week.after, list->arena};
    week.after = NULL;
    *list = (struct wp_edit){.after = NULL};
    wp_edit_free(&week);
}

/* Make the edits of the week and of the list for later from the lines of the list of --edit. */
static enum wp_status edit_by_lines(const struct wp_carry *carry, struct wp_plan *plan,
                                    const struct wp_carry_list *list, struct wp_edit *edit,
                                    struct carry_result *result, struct wp_error *error)
{
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_found later = {.week = NULL};
    struct wp_edit list_edit = {.after = NULL};
    enum wp_status status;

    if (carry->to != NULL)
        result->places = wp_memory_array(carry->to->item_count + 1, sizeof *result->places);
    status = wp_carry_lines_edit(edit, carry, list->lines, list->count, &result->carried,
                                 result->places, error);

    if (status == WP_OK && result->line_count[WP_CARRY_LATER] > 0) {
        status = wp_plan_find_later(plan, &later, &problems);
        status = status == WP_MISSING ? WP_OK : status;
        if (status == WP_OK)
            status = wp_carry_lines_later(&list_edit, carry, &later, list->lines, list->count,
                                          &result->listed, error);
    }
    if (status == WP_OK) {
        result->list = list_edit.after;
        list_edit.after = NULL;
        join_list(edit, &list_edit);
    }
    wp_edit_free(&list_edit);
    wp_week_free(later.week);
    return status;
}

/* Count the lines of the list by their verbs, and the goals that are left in the old week. */
static void count_by_verb(struct carry_result *result, const struct wp_carry_list *list,
                          const struct wp_carry *carry)
{
    struct wp_carry_goals open;

    result->by_list = true;
    for (size_t i = 0; i < list->count; i++)
        result->line_count[list->lines[i].verb]++;
    wp_carry_goals_find(&open, carry);
    result->left_count = open.count - result->line_count[WP_CARRY_CARRY] -
                         result->line_count[WP_CARRY_DROP] - result->line_count[WP_CARRY_LATER];
    wp_carry_goals_free(&open);
}

/* Make the edit that carries by the edited list of --edit. */
static enum wp_status carry_by_list(struct wp_context *context,
                                    const struct wp_carry_target *target,
                                    const struct wp_carry_editor *editor, struct wp_edit *edit,
                                    struct carry_result *result, struct wp_error *error)
{
    struct wp_carry_source source;
    enum wp_status status = wp_carry_source_find(&source, context, target, error);

    if (status == WP_OK) {
        const struct wp_carry carry = wp_carry_source_request(&source, context, target);

        note_source(result, &carry);
        count_by_verb(result, &editor->list, &carry);
        status = wp_carry_editor_check(editor, &carry, error);
        if (status == WP_OK)
            status = edit_by_lines(&carry, target->plan, &editor->list, edit, result, error);
    }
    wp_carry_source_free(&source);
    return status;
}

/* Find the open items that are still in older weeks after the carry. The week that items are
 * from is not searched, unless the REFs have chosen some of its items. */
static enum wp_status find_left_open(const struct wp_context *context,
                                     const struct wp_carry_target *target,
                                     const struct wp_week *after, struct carry_result *result,
                                     struct wp_error *error)
{
    bool all = context->arguments.word_count == 0 || result->by_list;
    const struct wp_left_open_options options = {
        .before = target->start,
        .week = after != NULL ? after : target->found->week,
        .walk = target->found->week != NULL ? &target->found->walk : NULL,
        .list = result->list,
        .except = all ? result->from : WP_NO_DAY,
    };

    return wp_left_open_read(&result->left, target->plan, &options, error);
}

/* Make the edit of the week that items are carried into. `editor` has the list of --edit, or is
 * NULL. Free the result with free_carry_result also after a failure. */
static enum wp_status make_carry(struct wp_context *context, const struct wp_carry_target *target,
                                 const struct wp_carry_editor *editor, struct wp_edit *edit,
                                 struct carry_result *result, struct wp_error *error)
{
    enum wp_status status = WP_OK;

    *result = (struct carry_result){.from = WP_NO_DAY};
    if (target->found->week == NULL)
        status = wp_start_week_check_room(context, target->found, target->start, error);
    if (status == WP_OK)
        status = editor != NULL ? carry_by_list(context, target, editor, edit, result, error)
                                : carry_all(context, target, edit, result, error);
    if (status == WP_OK)
        status = find_left_open(context, target, edit->after, result, error);
    return status;
}

/* Append a count, "6 open items", or nothing for 0. Append the separator *before before the
 * count, and set *before to ", ". */
static void put_count(struct wp_buf *out, const char **before, size_t count, const char *one,
                      const char *many)
{
    if (count == 0)
        return;
    wp_buf_printf(out, "%s%zu %s", *before, count, count == 1 ? one : many);
    *before = ", ";
}

/* Append why items could not be copied: "; not copied: 2 items, because 1 Report is done here".
 * Append nothing if all were copied. */
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

/* Append what the user has chosen in the list of --edit. */
static void put_choices(struct wp_buf *out, const struct carry_result *result)
{
    const size_t *lines = result->line_count;
    const char *before = "; dropped here: ";

    put_count(out, &before, lines[WP_CARRY_DROP], "goal", "goals");
    before = "; for later: ";
    put_count(out, &before, result->listed.goals + result->listed.repeated, "goal", "goals");
    before = "; on the list for later already: ";
    put_count(out, &before, result->listed.present, "item", "items");
    before = "; not copied to the list for later: ";
    put_count(out, &before, result->listed.blocked, "item", "items");
    before = "; left there: ";
    put_count(out, &before, result->left_count, "goal", "goals");
}

/*
 * Append which items were carried, and which were not:
 *
 *     from Sun 4 - Sat 10 August 2019: 6 open items in 3 goals, 1 goal of every
 *     week; stayed there: 2 done, 1 dropped
 */
static void put_carried(struct wp_buf *out, const struct wp_context *context,
                        const struct carry_result *result)
{
    const struct wp_carried *carried = &result->carried;
    bool fresh = wp_given(&context->arguments, WP_OPT_FRESH);
    bool chosen = context->arguments.word_count > 0;
    bool left_alone =
        carried->present > 0 || carried->blocked > 0 || carried->elsewhere > 0 || result->by_list;
    const char *before = "";

    wp_buf_puts(out, "from ");
    wp_context_name_week(out, context, result->from);
    wp_buf_puts(out, ": ");
    put_count(out, &before, carried->items, "open item", "open items");
    if (carried->items > 0)
        wp_buf_printf(out, " in %zu %s", carried->goals, carried->goals == 1 ? "goal" : "goals");
    if (fresh)
        put_count(out, &before, carried->repeated, "goal afresh", "goals afresh");
    else
        put_count(out, &before, carried->repeated, "goal of every week", "goals of every week");
    if (carried->items == 0 && carried->repeated == 0)
        wp_buf_puts(out, left_alone ? "nothing new" : "nothing is unfinished");
    put_choices(out, result);
    before = "; here already: ";
    put_count(out, &before, carried->present, "item", "items");
    before = "; in another week or for later: ";
    put_count(out, &before, carried->elsewhere, "item", "items");
    put_not_brought(out, context, carried);
    if (chosen)
        return;
    before = "; stayed there: ";
    put_count(out, &before, carried->done, "done", "done");
    put_count(out, &before, carried->dropped - carried->deferred, "dropped", "dropped");
    put_count(out, &before, carried->deferred, "put off", "put off");
    /* Goals that are dropped in the new week are among `begun`, and count nothing there. */
    before = "; ";
    put_count(out, &before, result->line_count[WP_CARRY_DROP] > 0 ? 0 : carried->begun,
              "goal now counts only what is left", "goals now count only what is left");
}

/* Return the item of `after`, the week after the carry, that is `item` of the week before the
 * carry. `places` is as in struct carry_result. */
static const struct wp_item *item_after_carry(const struct wp_week *after,
                                              const struct wp_item *item, const uint32_t *places)
{
    const struct wp_item *parent, *child;
    uint32_t number = item->number;

    if (item->parent == NULL || places == NULL)
        return wp_item_counterpart(after, item);
    parent = item_after_carry(after, item->parent, places);
    if (item->parent->parent == NULL)
        number = places[number];
    for (child = parent->first; child != NULL && child->number != number;)
        child = child->next;
    return child != NULL ? child : parent;
}

/* Print a note on items that are done in the old week, and that the new week already had as open
 * items. The paths are those of `after`, the week after the carry, or of the week before it if
 * `after` is NULL. */
static void note_done_before(struct wp_context *context, const struct carry_result *result,
                             const struct wp_week *after)
{
    bool one = result->done_before_count == 1;
    struct wp_buf text = WP_BUF_INIT;
    struct wp_buf paths = WP_BUF_INIT;

    if (result->done_before_count == 0)
        return;
    for (size_t i = 0; i < result->done_before_count; i++) {
        const struct wp_item *item = result->done_before[i];

        if (after != NULL)
            item = item_after_carry(after, item, result->places);
        wp_buf_puts(&text, i > 0 ? ", " : "");
        wp_describe_item(&text, context, item);
        wp_buf_putc(&paths, ' ');
        wp_item_path(&paths, item);
    }
    wp_buf_puts(&text, one ? " is done in " : " are done in ");
    wp_context_name_week(&text, context, result->from);
    wp_buf_puts(&text, ", but open here (");
    wp_context_name_command(&text, context, "rm", NULL);
    wp_buf_append(&text, wp_buf_str(&paths));
    wp_buf_puts(&text, one ? " takes it out here)" : " takes them out here)");
    wp_buf_free(&paths);
    wp_context_remark(context, &text);
}

/* Print a note on open goals that were carried over often, with advice (WP_REPORT_WORDS_ADVICE). */
static void note_carried_often(struct wp_context *context, const struct wp_week *week)
{
    const char *before = "carried over three times or more: ";
    struct wp_buf text = WP_BUF_INIT;

    for (const struct wp_item *goal = week->root.first; goal != NULL; goal = goal->next)
        if (goal->carried >= WP_REPORT_WORDS_OFTEN && goal->progress.state == WP_OPEN) {
            wp_buf_puts(&text, before);
            wp_describe_item(&text, context, goal);
            before = ", ";
        }
    if (text.length > 0) {
        wp_buf_puts(&text, " (" WP_REPORT_WORDS_ADVICE ")");
        wp_context_remark(context, &text);
    }
}

/* Print the new items, what was carried, and the percentage of the week. After --edit print all
 * goals, because their order may have changed. */
static void print_carried(struct wp_locked_plan *change, const struct carry_result *result)
{
    struct wp_context *context = change->context;
    const struct wp_week *after = change->edited ? change->edit.after : NULL;

    if (after != NULL)
        wp_print_change(context, change->found.week, after,
                        &(struct wp_printed){.arrivals = WP_ARRIVALS_TOP,
                                             .all_new = result->by_list,
                                             .week_line = WP_WEEK_LINE_NONE});
    if (after != NULL && result->by_list && change->found.week != NULL)
        wp_path_notes(context, &(struct wp_path_change){.before = change->found.week,
                                                        .after = after,
                                                        .reordered = true});
    if (result->from != WP_NO_DAY) {
        put_carried(&context->out, context, result);
        wp_buf_putc(&context->out, '\n');
    } else if (after == NULL) {
        wp_buf_puts(&context->out, "nothing is changed\n");
    }
    note_done_before(context, result, after);
    wp_left_open_notes(context, &result->left);
    if (after != NULL) {
        wp_overdue_note_put_new(context, result->by_list ? NULL : change->found.week, after);
        note_carried_often(context, after);
        wp_print_change(context, change->found.week, after, NULL);
        wp_change_remarks_week_off(context, after);
    }
    if (result->from == WP_NO_DAY) {
        wp_buf_puts(&context->subject, "--edit");
        return;
    }
    wp_buf_puts(&context->subject, "from ");
    wp_context_name_week(&context->subject, context, result->from);
}

static enum wp_status carry_over(struct wp_locked_plan *change, void *data, struct wp_error *error)
{
    const struct wp_carry_target target =
        wp_carry_target_of(change->context, change->plan, &change->input, &change->found);
    struct carry_result result;
    enum wp_status status =
        make_carry(change->context, &target, data, &change->edit, &result, error);

    change->edited = status == WP_OK && change->edit.patch.count > 0;
    if (change->edited && change->found.week == NULL && change->edit.after != NULL)
        wp_start_week_remark(change, target.start);
    if (status == WP_OK)
        print_carried(change, &result);
    free_carry_result(&result);
    return status;
}

/* Carry items into the selected week: by the edited list of `editor`, or all items if `editor` is
 * NULL. */
static enum wp_status carry_into_week(struct wp_context *context, struct wp_carry_editor *editor,
                                      struct wp_error *error)
{
    return wp_run_change(context, carry_over, editor, WP_CHANGE_NEEDS_PLAN, error);
}

/* Carry by a list that the user edits. */
static enum wp_status run_edited(struct wp_context *context, struct wp_error *error)
{
    struct wp_carry_editor editor;
    enum wp_status status = wp_carry_editor_run(&editor, context, error);

    if (status == WP_OK && editor.opened && editor.list.count == 0)
        wp_buf_puts(&context->out, "nothing is changed\n");
    else if (status == WP_OK)
        status = carry_into_week(context, editor.opened ? &editor : NULL, error);
    wp_carry_editor_close(&editor, status, error);
    return status;
}

static enum wp_status run_carry(struct wp_context *context, struct wp_error *error)
{
    return wp_given(&context->arguments, WP_OPT_EDIT) ? run_edited(context, error)
                                                      : carry_into_week(context, NULL, error);
}

const struct wp_command wp_cmd_carry = {
    .name = "carry",
    .group = WP_GROUP_PLAN,
    .summary = "carry over unfinished items of the week before",
    .examples = "weekplan carry                     # into this week\n"
                "weekplan carry --dry-run           # only show the change\n"
                "weekplan carry -w next             # on Sunday evening\n"
                "weekplan carry 2 3.1               # only these items of the week before\n"
                "weekplan carry --from 2019-07-14   # from an older week\n"
                "weekplan carry --from last --fresh # a checklist, unticked\n"
                "weekplan carry --edit              # choose and order in your editor\n",
    .details =
        "Copy the open items of the week before into the week. Start the week if it does not "
        "exist. Items that are done or dropped are not copied, and the old week does not "
        "change.\n"
        "Each copied goal counts how often it was carried over. A goal with 'repeat: weekly' "
        "is copied whole and open. Items that the week already has do not change, so a second "
        "carry does no harm.\n"
        "With a REF copy only these items. REF is a path, a range of paths (4-8), an id, a title, "
        "or a part of a title in the week that is carried from. With --fresh copy goals whole and "
        "open, done or not, and do not count them.\n"
        "With --edit choose in your editor (VISUAL, EDITOR or vi), in a list with a goal a line: "
        "carry copies it, later puts it on the list for later, drop copies it dropped, leave "
        "leaves it. Goals that the week has are listed as keep. Any other line is a new goal, and "
        "the lines indented below it are its subtasks. The goals get the order of the lines. An "
        "unchanged list is carried; an empty one changes nothing.\n"
        "Notes name what older weeks, up to a year back, left open and no later week has.",
    .arguments = "[REF...]",
    .candidates = WP_COMPLETE_SOURCE,
    .options =
        (const enum wp_option_id[]){WP_OPT_FROM_WEEK, WP_OPT_FRESH, WP_OPT_EDIT, WP_OPT_COUNT},
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .later = WP_LATER_MOVES,
    .changes = true,
    .run = run_carry,
};
