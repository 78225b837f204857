#include "cmd/undo_change.h"

#include "cmd/change.h"
#include "cmd/plan_input.h"
#include "cmd/print_change.h"
#include "cmd/start_week.h"
#include "cmd/undoable_save.h"
#include "edit/patched_input.h"
#include "render/term.h"

enum { NAME_COLUMNS = 60 };

struct undoing {
    bool redo;
};

/* The step that is taken back or made again, and what it takes. */
struct stride {
    struct wp_undo_step step;
    struct wp_undo_apply turn;
    size_t standing; /* how many steps stand afterwards */
};

static void put_what(struct wp_context *context, struct wp_buf *out,
                     const struct wp_undo_step *step)
{
    struct wp_text_style style = wp_context_text_style(context);
    struct wp_term term = {out, &style, 0};

    wp_term_cut(&term, out, step->what, NAME_COLUMNS);
}

static enum wp_status fail_changed(struct wp_context *context, const struct undoing *undoing,
                                   const struct stride *stride, struct wp_error *error)
{
    struct wp_buf text = WP_BUF_INIT;
    enum wp_status status;

    wp_context_name_week(&text, context, stride->turn.week);
    wp_buf_puts(&text, " has since been changed by something else: '");
    put_what(context, &text, &stride->step);
    wp_buf_printf(&text, "' cannot be %s (weekplan edit changes it by hand)",
                  undoing->redo ? "redone" : "undone");
    status =
        text.failed ? wp_error_set_no_memory(error) : wp_error_set(error, WP_BUSY, "%s", text.data);
    wp_buf_free(&text);
    return status;
}

/* Goes through the steps to the first step that is in the file (or is not, for
 * a redo). Steps on the way never came to be, or their undoing was not written
 * down. WP_MISSING when there is none. */
static enum wp_status find_stride(struct wp_transaction *change, const struct undoing *undoing,
                                  const struct wp_undo_log *steps, struct stride *stride,
                                  struct wp_error *error)
{
    struct wp_arena *arena = change->edit.arena;
    size_t left = undoing->redo ? steps->count - steps->standing : steps->standing;

    stride->standing = steps->standing;
    for (; left > 0; left--) {
        size_t number = undoing->redo ? stride->standing++ : --stride->standing;
        enum wp_status status = wp_undo_log_get(steps, number, arena, &stride->step, error);

        if (status == WP_OK)
            status =
                wp_undo_step_apply(&stride->step, undoing->redo ? WP_UNDO_AFTER : WP_UNDO_BEFORE,
                                   &change->input, arena, &stride->turn, error);
        if (status != WP_OK)
            return status;
        if (stride->turn.state == WP_UNDO_CHANGED)
            return fail_changed(change->context, undoing, stride, error);
        if (stride->turn.state == WP_UNDO_POSSIBLE)
            return WP_OK;
    }
    return WP_MISSING;
}

/* What was done; where it was one week that has changed, and not today's, which one. */
static void cmd_undo_answer(struct wp_context *context, const struct undoing *undoing,
                            const struct stride *stride)
{
    wp_day start = stride->turn.weeks[0];

    wp_buf_puts(&context->out, undoing->redo ? "redid: " : "undid: ");
    put_what(context, &context->out, &stride->step);
    if (stride->turn.week_count == 1 && wp_view_weeks_away(start, context->today) != 0) {
        wp_buf_puts(&context->out, " (");
        wp_context_name_week(&context->out, context, start);
        wp_buf_putc(&context->out, ')');
    }
    wp_buf_putc(&context->out, '\n');
}

static void say_removed(const struct wp_transaction *change, wp_day start)
{
    struct wp_context *context = change->context;
    struct wp_buf removed = WP_BUF_INIT;

    wp_buf_puts(&removed, "removed ");
    if (change->removes)
        wp_buf_printf(&removed, "the plan %s", context->plan_path);
    else
        wp_context_name_week(&removed, context, start);
    wp_context_remark(context, &removed);
}

/* What became of one of the weeks. */
static enum wp_status answer_week(struct wp_transaction *change, const struct undoing *undoing,
                                  const struct stride *stride, const struct wp_input *result,
                                  wp_day start, struct wp_error *error)
{
    struct wp_window window = wp_window_from(start);
    struct wp_week *before = NULL;
    struct wp_week *after = NULL;
    enum wp_status status = wp_plan_input_load_week(&change->input, window, &before, error);

    if (status == WP_OK)
        status = wp_plan_input_load_week(result, window, &after, error);
    if (status == WP_OK && undoing->redo && before == NULL && after != NULL)
        wp_start_week_remark(change, start);
    if (status == WP_OK && after == NULL)
        say_removed(change, start);
    else if (status == WP_OK && stride->turn.week_count == 1)
        wp_print_change_week(change->context, before, after);
    else if (status == WP_OK)
        wp_print_change_named_week(change->context, before, after);
    wp_week_free(before);
    wp_week_free(after);
    return status;
}

/* The file as it will be has to be readable as a plan, like after any change. */
static enum wp_status take_stride(struct wp_transaction *change, const struct undoing *undoing,
                                  const struct stride *stride, struct wp_error *error)
{
    struct wp_patched_input patched = {&change->input, &stride->turn.patch};
    struct wp_input result = wp_patched_input(&patched);
    enum wp_status status = WP_OK;
    size_t i;

    change->removes = !undoing->redo && stride->step.creates && result.size == 0;
    cmd_undo_answer(change->context, undoing, stride);
    for (i = 0; i < stride->turn.week_count && status == WP_OK; i++)
        status = answer_week(change, undoing, stride, &result, stride->turn.weeks[i], error);
    if (status != WP_OK) {
        /* It will not come to be. */
        wp_buf_clear(&change->context->out);
        wp_buf_clear(&change->context->err);
        return status;
    }
    change->edit.patch = stride->turn.patch;
    change->edited = true;
    change->move = undoing->redo ? WP_CHANGE_REDO : WP_CHANGE_UNDO;
    change->standing = stride->standing;
    return WP_OK;
}

static enum wp_status turn(struct wp_transaction *change, void *data, struct wp_error *error)
{
    const struct undoing *undoing = data;
    struct stride stride;
    struct wp_undoable_save journal;
    enum wp_status status = wp_undoable_save_open(&journal, change->save, false, error);

    if (status == WP_OK) {
        change->edit.arena = wp_arena_new(4096);
        status = change->edit.arena == NULL
                     ? wp_error_set_no_memory(error)
                     : find_stride(change, undoing, &journal.steps, &stride, error);
    }
    if (status == WP_OK)
        status = take_stride(change, undoing, &stride, error);
    wp_undoable_save_close(&journal);
    if (status != WP_MISSING)
        return status;
    wp_buf_printf(&change->context->out, "nothing to %s\n", undoing->redo ? "redo" : "undo");
    return WP_OK;
}

enum wp_status wp_undo_change(struct wp_context *context, bool redo, struct wp_error *error)
{
    struct undoing undoing = {.redo = redo};

    return wp_change_file(context, turn, &undoing, false, error);
}
