#include "cmd/undo_change.h"

#include "cmd/plan_input.h"
#include "cmd/print_change.h"
#include "cmd/run_change.h"
#include "cmd/start_week.h"
#include "cmd/undoable_save.h"
#include "edit/patched_input.h"
#include "edit/undo_apply.h"
#include "render/term_text.h"

enum {
    NAME_COLUMNS = 60,
    MOST_LINES = 6 /* most weeks of a step that are printed one by one */
};

/* The weeks of a step with many weeks to which the same has happened. */
struct undone_weeks {
    size_t count;
    wp_day first;
    wp_day last;
};

/* The step that is undone or redone. */
struct undoing {
    bool redo;
    struct wp_undo_step step;
    struct wp_undo_result result;
    size_t position; /* position in the undo log after the undo or redo */
    /* The list for later before and after the undo or redo; owned; NULL if absent. */
    struct wp_week *list_before;
    struct wp_week *list_after;
    bool list_changed;
    struct undone_weeks started, removed, changed; /* of a step with many weeks */
};

static void put_step_name(struct wp_context *context, struct wp_buf *out,
                          const struct wp_undo_step *step)
{
    struct wp_text_style style = wp_context_text_style(context);
    struct wp_term term = {.out = out, .style = &style};

    wp_term_cut(&term, out, step->what, NAME_COLUMNS);
}

/* Append which line of the plan prevents the undo or redo: ", because its line 'done: 2019-08-06'
 * is no longer there". */
static void put_obstacle(struct wp_context *context, struct wp_buf *out,
                         const struct wp_undo_result *result)
{
    static const char *const ends[] = {[WP_UNDO_GONE] = "is no longer there",
                                       [WP_UNDO_TWICE] = "is there more than once",
                                       [WP_UNDO_BESIDE] = "has other lines beside it"};
    struct wp_text_style style = wp_context_text_style(context);
    struct wp_term term = {.out = out, .style = &style};

    if (result->obstacle == WP_UNDO_WEEK)
        return;
    wp_buf_puts(out, ", because its line '");
    wp_term_cut(&term, out, result->line, NAME_COLUMNS);
    wp_buf_printf(out, "' %s", ends[result->obstacle]);
}

static enum wp_status fail_changed(struct wp_context *context, const struct undoing *undoing,
                                   struct wp_error *error)
{
    struct wp_buf text = WP_BUF_INIT;
    enum wp_status status;

    wp_context_name_week(&text, context, undoing->result.week);
    wp_buf_puts(&text, " has since been changed by another program: '");
    put_step_name(context, &text, &undoing->step);
    wp_buf_printf(&text, "' cannot be %s", undoing->redo ? "redone" : "undone");
    put_obstacle(context, &text, &undoing->result);
    wp_buf_puts(&text, " (weekplan edit changes it by hand)");
    status = wp_error_set(error, WP_BUSY, "%s", text.data);
    wp_buf_free(&text);
    return status;
}

/* Find the next step to undo or redo. Pass over a step if the file already is as it would be
 * afterwards: the step was logged but not saved, or its undo was saved but not logged. Return
 * WP_MISSING if no step is left. */
static enum wp_status find_step(struct wp_locked_plan *change, struct undoing *undoing,
                                const struct wp_undo_log *log, struct wp_error *error)
{
    enum wp_undo_side wanted = undoing->redo ? WP_UNDO_AFTER : WP_UNDO_BEFORE;
    struct wp_arena *arena = change->edit.arena;

    undoing->position = log->position;
    while (undoing->redo ? undoing->position < log->count : undoing->position > 0) {
        size_t number = undoing->redo ? undoing->position++ : --undoing->position;
        enum wp_status status = wp_undo_log_get(log, number, arena, &undoing->step, error);

        if (status == WP_OK)
            status = wp_undo_apply(&undoing->step, wanted, &change->input, arena, &undoing->result,
                                   error);
        if (status != WP_OK)
            return status;
        if (undoing->result.state == WP_UNDO_CHANGED)
            return fail_changed(change->context, undoing, error);
        if (undoing->result.state == WP_UNDO_POSSIBLE)
            return WP_OK;
    }
    return WP_MISSING;
}

/* Print the name of the step. If the step has changed only the list for later, or a single week
 * in which today is not, print the name of that list or week too. */
static void print_step(struct wp_context *context, const struct undoing *undoing)
{
    wp_day start = undoing->list_changed ? WP_NO_DAY : undoing->result.weeks[0];

    wp_buf_append(&context->subject, undoing->step.what);
    wp_buf_puts(&context->out, undoing->redo ? "redid: " : "undid: ");
    put_step_name(context, &context->out, &undoing->step);
    if (undoing->result.week_count == 1 &&
        (start == WP_NO_DAY || wp_view_weeks_away(start, context->today) != 0)) {
        wp_buf_puts(&context->out, " (");
        wp_context_name_week(&context->out, context, start);
        wp_buf_putc(&context->out, ')');
    }
    wp_buf_putc(&context->out, '\n');
}

/* Print as a note that the undo or redo has removed the week that begins on `start`, or, once, the
 * plan file. */
static void remark_removed(const struct wp_locked_plan *change, const struct undoing *undoing,
                           wp_day start)
{
    bool list_is_first = undoing->list_changed && undoing->list_after == NULL;
    wp_day first = list_is_first ? WP_NO_DAY : undoing->result.weeks[0];

    struct wp_context *context = change->context;
    struct wp_buf removed = WP_BUF_INIT;

    if (change->removes_file && start != first)
        return;
    wp_buf_puts(&removed, "removed ");
    if (change->removes_file)
        wp_buf_printf(&removed, "the plan %s", context->plan_path);
    else
        wp_context_name_week(&removed, context, start);
    wp_context_remark(context, &removed);
}

/* Return the text of a document without a marker `---` at its beginning. */
static struct wp_str text_below_marker(const struct wp_week *week)
{
    struct wp_str text = week->text;

    return wp_str_starts(text, "---") ? wp_str_slice(text, 3, text.length) : text;
}

/* Whether only the marker of the week differs, because the list for later was inserted above the
 * week, or removed. */
static bool is_same_week(const struct wp_week *before, const struct wp_week *after)
{
    return before != NULL && after != NULL &&
           wp_str_equal(wp_str_trim(text_below_marker(before)),
                        wp_str_trim(text_below_marker(after)));
}

/* Print what has changed in a week. */
static void print_loaded_week(const struct wp_locked_plan *change, const struct undoing *undoing,
                              const struct wp_week *before, const struct wp_week *after,
                              wp_day start)
{
    if (undoing->redo && before == NULL && after != NULL)
        wp_start_week_remark(change, start);
    if (after == NULL) {
        remark_removed(change, undoing, start);
        wp_print_change_week_removed(change->context, before);
    } else if (!(undoing->list_changed && is_same_week(before, after))) {
        wp_print_change(change->context, before, after,
                        &(struct wp_printed){.week_line = undoing->result.week_count > 1
                                                              ? WP_WEEK_LINE_DATED
                                                              : WP_WEEK_LINE});
    }
}

/* Count what has changed in a week of a step with many weeks. The JSON has each week. */
static void count_undone_week(const struct wp_locked_plan *change, struct undoing *undoing,
                              const struct wp_week *before, const struct wp_week *after,
                              wp_day start)
{
    struct undone_weeks *weeks = after == NULL    ? &undoing->removed
                                 : before == NULL ? &undoing->started
                                                  : &undoing->changed;

    if (after == NULL)
        wp_print_change_week_removed(change->context, before);
    else if (undoing->list_changed && is_same_week(before, after))
        return;
    else
        wp_print_change(change->context, before, after,
                        &(struct wp_printed){.week_line = WP_WEEK_LINE_NONE});
    weeks->first = weeks->count == 0 || start < weeks->first ? start : weeks->first;
    weeks->last = weeks->count == 0 || start > weeks->last ? start : weeks->last;
    weeks->count++;
}

/* Append "15 weeks, from the week of Mon 5 – Sun 11 August 2019 to the week of …", or the name of
 * the only week. */
static void put_undone_weeks(struct wp_buf *out, const struct wp_context *context,
                             const struct undone_weeks *weeks)
{
    if (weeks->count > 1)
        wp_buf_printf(out, "%zu weeks, from ", weeks->count);
    wp_context_name_week(out, context, weeks->first);
    if (weeks->count > 1) {
        wp_buf_puts(out, " to ");
        wp_context_name_week(out, context, weeks->last);
    }
}

/* Print a note about the weeks that were started or removed. No-op if there are none. */
static void remark_undone_weeks(struct wp_context *context, const struct undone_weeks *weeks,
                                const char *what)
{
    struct wp_buf remark = WP_BUF_INIT;

    if (weeks->count == 0)
        return;
    wp_buf_puts(&remark, what);
    put_undone_weeks(&remark, context, weeks);
    wp_context_remark(context, &remark);
}

/* Print what has changed in the weeks of a step with many weeks. */
static void print_many_weeks(const struct wp_locked_plan *change, const struct undoing *undoing)
{
    struct wp_context *context = change->context;

    remark_undone_weeks(context, &undoing->started, "started ");
    if (change->removes_file)
        remark_removed(change, undoing, undoing->list_changed ? WP_NO_DAY : undoing->removed.first);
    else
        remark_undone_weeks(context, &undoing->removed, "removed ");
    if (undoing->changed.count > 0) {
        wp_buf_puts(&context->out, "changed: ");
        put_undone_weeks(&context->out, context, &undoing->changed);
        wp_buf_putc(&context->out, '\n');
    }
}

/* Print or count what has changed in the week that begins on `start`. */
static enum wp_status print_week(struct wp_locked_plan *change, struct undoing *undoing,
                                 const struct wp_input *patched, wp_day start,
                                 struct wp_error *error)
{
    struct wp_window window = wp_window_from(start);
    struct wp_week *before = NULL;
    struct wp_week *after = NULL;
    enum wp_status status = wp_plan_input_load_week(&change->input, window, &before, error);

    if (status == WP_OK)
        status = wp_plan_input_load_week(patched, window, &after, error);
    /* A line of the step may look like that of a week. */
    if (status == WP_OK && before == NULL && after == NULL)
        return WP_OK;
    if (status == WP_OK && undoing->result.week_count > MOST_LINES)
        count_undone_week(change, undoing, before, after, start);
    else if (status == WP_OK)
        print_loaded_week(change, undoing, before, after, start);
    wp_week_free(before);
    wp_week_free(after);
    return status;
}

static void free_lists(struct undoing *undoing)
{
    wp_week_free(undoing->list_before);
    wp_week_free(undoing->list_after);
    undoing->list_before = undoing->list_after = NULL;
    undoing->list_changed = false;
}

/* Load the list for later before and after the undo or redo. A list that is not valid cannot
 * have changed, unless the step has changed it. */
static enum wp_status load_lists(struct wp_locked_plan *change, struct undoing *undoing,
                                 const struct wp_input *patched, struct wp_error *error)
{
    const struct wp_undo_result *result = &undoing->result;
    enum wp_status status;

    free_lists(undoing); /* lists of an earlier attempt, before another program changed the file */
    status = wp_plan_input_load_later(&change->input, &undoing->list_before, error);
    if (status == WP_OK)
        status = wp_plan_input_load_later(patched, &undoing->list_after, error);
    for (size_t i = 0; i < result->week_count; i++)
        undoing->list_changed = undoing->list_changed || result->weeks[i] == WP_NO_DAY;
    if (status == WP_INVALID && !undoing->list_changed)
        return WP_OK;
    undoing->list_changed =
        undoing->list_changed || (undoing->list_before == NULL) != (undoing->list_after == NULL);
    return status;
}

/* Print that the list for later is started or removed, or else its length. */
static void print_list(const struct wp_locked_plan *change, const struct undoing *undoing)
{
    if (undoing->list_after == NULL) {
        remark_removed(change, undoing, WP_NO_DAY);
        wp_print_change_week_removed(change->context, undoing->list_before);
    } else if (undoing->list_before == NULL && undoing->redo)
        wp_start_week_remark(change, WP_NO_DAY);
    if (undoing->list_after != NULL)
        wp_print_change(change->context, undoing->list_before, undoing->list_after, NULL);
}

/* Make the edit that undoes or redoes the step. The weeks must be valid afterwards. */
static enum wp_status make_change(struct wp_locked_plan *change, struct undoing *undoing,
                                  struct wp_error *error)
{
    const struct wp_undo_result *result = &undoing->result;
    struct wp_patched_input view = {&change->input, &result->patch};
    struct wp_input patched = wp_patched_input(&view);
    enum wp_status status = load_lists(change, undoing, &patched, error);

    if (status != WP_OK)
        return status;
    change->removes_file = !undoing->redo && undoing->step.creates && patched.size == 0;
    undoing->started = undoing->removed = undoing->changed = (struct undone_weeks){.count = 0};
    print_step(change->context, undoing);
    if (undoing->list_changed)
        print_list(change, undoing);
    for (size_t i = 0; i < result->week_count && status == WP_OK; i++)
        if (result->weeks[i] != WP_NO_DAY)
            status = print_week(change, undoing, &patched, result->weeks[i], error);
    if (status == WP_OK && result->week_count > MOST_LINES)
        print_many_weeks(change, undoing);
    if (status != WP_OK) {
        wp_context_clear_result(change->context);
        return status;
    }
    change->edit.patch = result->patch;
    change->edited = true;
    change->kind = undoing->redo ? WP_CHANGE_REDO : WP_CHANGE_UNDO;
    change->position = undoing->position;
    return WP_OK;
}

static enum wp_status undo_or_redo(struct wp_locked_plan *change, void *data,
                                   struct wp_error *error)
{
    struct undoing *undoing = data;
    struct wp_undoable_save undo;
    enum wp_status status = wp_undoable_save_open(&undo, change, false, error);

    change->edit.arena = wp_arena_new(4096);
    if (status == WP_OK)
        status = find_step(change, undoing, &undo.log, error);
    if (status == WP_OK)
        status = make_change(change, undoing, error);
    wp_undoable_save_close(&undo);
    if (status != WP_MISSING)
        return status;
    wp_buf_printf(&change->context->out, "nothing to %s\n", undoing->redo ? "redo" : "undo");
    return WP_OK;
}

enum wp_status wp_undo_change(struct wp_context *context, bool redo, struct wp_error *error)
{
    struct undoing undoing = {.redo = redo};
    enum wp_status status = wp_run_change_of_file(context, undo_or_redo, &undoing, false, error);

    free_lists(&undoing);
    return status;
}
