/* `undo` and `redo`: backward and forward through the plan's steps. */
#include "cli/answer.h"
#include "cli/change.h"
#include "cli/commands.h"
#include "cli/journal.h"
#include "cli/opened.h"
#include "cli/start.h"
#include "edit/patched.h"
#include "report/paint.h"

enum { NAME_COLUMNS = 60 };

struct undoing {
    bool redo;
};

/* The step that is taken back or made again, and what it takes. */
struct stride {
    struct wp_step step;
    struct wp_turn turn;
    size_t standing; /* how many steps stand afterwards */
};

static void put_what(struct wp_app *app, struct wp_buf *out, const struct wp_step *step)
{
    struct wp_text_style style = wp_app_text_style(app);
    struct wp_painter painter = {out, &style, 0};

    wp_paint_cut(&painter, out, step->what, NAME_COLUMNS);
}

static enum wp_status fail_changed(struct wp_app *app, const struct undoing *undoing,
                                   const struct stride *stride, struct wp_error *error)
{
    struct wp_buf text = WP_BUF_INIT;
    enum wp_status status;

    wp_name_week(&text, app, stride->turn.week);
    wp_buf_puts(&text, " has since been changed by something else: '");
    put_what(app, &text, &stride->step);
    wp_buf_printf(&text, "' cannot be %s (weekplan edit changes it by hand)",
                  undoing->redo ? "redone" : "undone");
    status = text.failed ? wp_fail_memory(error) : wp_fail(error, WP_BUSY, "%s", text.data);
    wp_buf_free(&text);
    return status;
}

/* Goes through the steps to the first step that is in the file (or is not, for
 * a redo). Steps on the way never came to be, or their undoing was not written
 * down. WP_MISSING when there is none. */
static enum wp_status find_stride(struct wp_transaction *change, const struct undoing *undoing,
                                  const struct wp_steps *steps, struct stride *stride,
                                  struct wp_error *error)
{
    struct wp_arena *arena = change->edit.arena;
    size_t left = undoing->redo ? steps->count - steps->standing : steps->standing;

    stride->standing = steps->standing;
    for (; left > 0; left--) {
        size_t number = undoing->redo ? stride->standing++ : --stride->standing;
        enum wp_status status = wp_steps_get(steps, number, arena, &stride->step, error);

        if (status == WP_OK)
            status = wp_step_turn(&stride->step, undoing->redo ? WP_AFTER : WP_BEFORE,
                                  &change->input, arena, &stride->turn, error);
        if (status != WP_OK)
            return status;
        if (stride->turn.state == WP_TURN_CHANGED)
            return fail_changed(change->app, undoing, stride, error);
        if (stride->turn.state == WP_TURN_POSSIBLE)
            return WP_OK;
    }
    return WP_MISSING;
}

/* What was done; where it was one week that has changed, and not today's, which one. */
static void answer(struct wp_app *app, const struct undoing *undoing, const struct stride *stride)
{
    wp_day start = stride->turn.weeks[0];

    wp_buf_puts(&app->out, undoing->redo ? "redid: " : "undid: ");
    put_what(app, &app->out, &stride->step);
    if (stride->turn.week_count == 1 && wp_weeks_away(start, app->today) != 0) {
        wp_buf_puts(&app->out, " (");
        wp_name_week(&app->out, app, start);
        wp_buf_putc(&app->out, ')');
    }
    wp_buf_putc(&app->out, '\n');
}

static void say_removed(const struct wp_transaction *change, wp_day start)
{
    struct wp_app *app = change->app;
    struct wp_buf removed = WP_BUF_INIT;

    wp_buf_puts(&removed, "removed ");
    if (change->removes)
        wp_buf_printf(&removed, "the plan %s", app->plan_path);
    else
        wp_name_week(&removed, app, start);
    wp_remark(app, &removed);
}

/* What became of one of the weeks. */
static enum wp_status answer_week(struct wp_transaction *change, const struct undoing *undoing,
                                  const struct stride *stride, const struct wp_input *result,
                                  wp_day start, struct wp_error *error)
{
    struct wp_window window = {start, start + 6};
    struct wp_week *before = NULL;
    struct wp_week *after = NULL;
    enum wp_status status = wp_opened_week(&change->input, window, &before, error);

    if (status == WP_OK)
        status = wp_opened_week(result, window, &after, error);
    if (status == WP_OK && undoing->redo && before == NULL && after != NULL)
        wp_say_started(change, start);
    if (status == WP_OK && after == NULL)
        say_removed(change, start);
    else if (status == WP_OK && stride->turn.week_count == 1)
        wp_answer_week(change->app, before, after);
    else if (status == WP_OK)
        wp_answer_named_week(change->app, before, after);
    wp_week_free(before);
    wp_week_free(after);
    return status;
}

/* The file as it will be has to be readable as a plan, like after any change. */
static enum wp_status take_stride(struct wp_transaction *change, const struct undoing *undoing,
                                  const struct stride *stride, struct wp_error *error)
{
    struct wp_patched patched = {&change->input, &stride->turn.patch};
    struct wp_input result = wp_patched_input(&patched);
    enum wp_status status = WP_OK;
    size_t i;

    change->removes = !undoing->redo && stride->step.creates && result.size == 0;
    answer(change->app, undoing, stride);
    for (i = 0; i < stride->turn.week_count && status == WP_OK; i++)
        status = answer_week(change, undoing, stride, &result, stride->turn.weeks[i], error);
    if (status != WP_OK) {
        /* It will not come to be. */
        wp_buf_clear(&change->app->out);
        wp_buf_clear(&change->app->err);
        return status;
    }
    change->edit.patch = stride->turn.patch;
    change->edited = true;
    change->move = undoing->redo ? WP_MOVE_REDO : WP_MOVE_UNDO;
    change->standing = stride->standing;
    return WP_OK;
}

static enum wp_status turn(struct wp_transaction *change, void *context, struct wp_error *error)
{
    const struct undoing *undoing = context;
    struct stride stride;
    struct wp_journal journal;
    enum wp_status status = wp_journal_open(&journal, change->save, false, error);

    if (status == WP_OK) {
        change->edit.arena = wp_arena_new(4096);
        status = change->edit.arena == NULL
                     ? wp_fail_memory(error)
                     : find_stride(change, undoing, &journal.steps, &stride, error);
    }
    if (status == WP_OK)
        status = take_stride(change, undoing, &stride, error);
    wp_journal_close(&journal);
    if (status != WP_MISSING)
        return status;
    wp_buf_printf(&change->app->out, "nothing to %s\n", undoing->redo ? "redo" : "undo");
    return WP_OK;
}

enum wp_status wp_cmd_undo(struct wp_app *app, struct wp_error *error)
{
    struct undoing undoing = {.redo = false};

    return wp_change_file(app, turn, &undoing, false, error);
}

enum wp_status wp_cmd_redo(struct wp_app *app, struct wp_error *error)
{
    struct undoing undoing = {.redo = true};

    return wp_change_file(app, turn, &undoing, false, error);
}
