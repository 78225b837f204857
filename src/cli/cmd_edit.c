/*
 * weekplan edit: the plan in the user's editor. What is edited is a draft, so
 * that the plan is never half written, nothing is locked while somebody thinks,
 * and the result is one step that can be undone.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "cli/answer.h"
#include "cli/change.h"
#include "cli/checked.h"
#include "cli/commands.h"
#include "cli/opened.h"
#include "edit/difference.h"
#include "edit/lines.h"
#include "edit/patched.h"
#include "report/diagnostic.h"
#include "report/words.h"
#include "sys/draft.h"
#include "sys/files.h"
#include "sys/output.h"
#include "sys/place.h"
#include "sys/spawn.h"
#include "sys/tty.h"

enum { COMPARE_SIZE = 16 << 10 };

struct editing {
    bool is_new;
    struct wp_buf before; /* the plan when editing began */
    struct wp_buf shown;  /* what the editor begins with */
    struct wp_buf after;  /* what it has left */
    struct wp_draft draft;
    struct wp_buf notice; /* of a signal that ends us */
    struct wp_checked checked;
};

/* Whether nothing is there but blanks, behind a byte order mark or not. */
static bool is_blank(struct wp_str text)
{
    return wp_str_trim(wp_str_slice(text, wp_line_begin(text, 0), text.length)).length == 0;
}

/* Whether the editor has left another plan. What it began with may be a template: to
 * leave that alone, or to delete it, starts no plan and fills no empty one. */
static bool is_changed(const struct editing *editing)
{
    struct wp_str after = wp_buf_str(&editing->after);

    if (editing->is_new && is_blank(after))
        return false;
    return !wp_str_equal(after, wp_buf_str(&editing->shown)) &&
           !wp_str_equal(after, wp_buf_str(&editing->before));
}

/* Looks at the plan under the lock, by the way of any change: what would keep it
 * from being saved is said before somebody has spent an hour on it. */
static enum wp_status read_plan(struct wp_transaction *change, void *context,
                                struct wp_error *error)
{
    struct editing *editing = context;

    editing->is_new = wp_save_is_new(change->save);
    wp_buf_clear(&editing->before);
    return wp_input_read(&change->input, &editing->before, error);
}

/* What somebody begins with who has no plan yet. */
static void put_template(struct wp_buf *out, const struct wp_app *app)
{
    struct wp_found nothing = {.newest = WP_NO_DAY};
    wp_day start = wp_app_week_start(app, &nothing);

    wp_buf_puts(out, "# The week of ");
    wp_words_week(out, start, app->ascii ? "-" : "–");
    wp_buf_puts(out, ".\n"
                     "# Take the '#' off the lines below, write your own goals there, and\n"
                     "# delete this comment. Left unchanged, it starts no plan.\n"
                     "week: ");
    wp_day_format(out, start);
    wp_buf_puts(out, "\ngoals:\n"
                     "#  - title: Finish the capstone analysis\n"
                     "#    due: ");
    wp_day_format(out, start + 4);
    wp_buf_puts(out, "\n"
                     "#    subtasks:\n"
                     "#      - Performance metrics\n"
                     "#      - Strategy of each training round\n"
                     "#  - title: Mock interviews\n"
                     "#    progress: 1/3 interviews\n");
}

/* A signal that ends us leaves the draft, and says where. */
static enum wp_status guard_draft(const struct wp_app *app, struct editing *editing,
                                  struct wp_error *error)
{
    struct wp_text_style style = wp_app_error_style(app);
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_printf(&text, "what you have written is in %s", editing->draft.path.data);
    wp_diagnostic_remark(&editing->notice, wp_buf_str(&text), &style);
    editing->notice.failed = editing->notice.failed || text.failed;
    wp_buf_free(&text);
    if (editing->notice.failed)
        return wp_fail_memory(error);
    wp_draft_guard(wp_buf_str(&editing->notice));
    return WP_OK;
}

static enum wp_status begin(struct wp_app *app, struct editing *editing, struct wp_error *error)
{
    const char *slash = strrchr(app->plan_path, '/');
    enum wp_status status = WP_OK;

    editing->is_new = true;
    if (wp_place_exists(app->plan_path))
        status = wp_change_file(app, read_plan, editing, false, error);
    if (status == WP_OK)
        status = wp_place_check_writable(app->plan_path, error);
    if (status != WP_OK)
        return status;
    wp_buf_append(&editing->shown, wp_buf_str(&editing->before));
    if (is_blank(wp_buf_str(&editing->before)))
        put_template(&editing->shown, app);
    if (editing->shown.failed)
        return wp_fail_memory(error);
    status = wp_draft_create(&editing->draft, slash != NULL ? slash + 1 : app->plan_path,
                             wp_buf_str(&editing->shown), error);
    return status == WP_OK ? guard_draft(app, editing, error) : status;
}

/* VISUAL is for terminals that can do more than print lines. */
static const char *find_editor(void)
{
    const char *terminal = wp_environment("TERM");
    const char *visual = wp_environment("VISUAL");
    const char *editor = wp_environment("EDITOR");
    bool dumb = terminal == NULL || strcmp(terminal, "dumb") == 0;

    if (visual != NULL && (!dumb || editor == NULL))
        return visual;
    if (editor != NULL)
        return editor;
    return dumb ? NULL : "vi";
}

/* EDITOR is a piece of a command line, as `code --wait` is; the file's name is an
 * argument of its own, and never read by the shell. */
static enum wp_status run_editor(const struct editing *editing, struct wp_error *error)
{
    static const char shell[] = "/bin/sh";
    const char *editor = find_editor();
    struct wp_buf script = WP_BUF_INIT;
    int code = -1;

    if (editor == NULL)
        return wp_fail(error, WP_CONFIG,
                       "there is no editor for this terminal (VISUAL or EDITOR names one)");
    wp_buf_printf(&script, "%s \"$@\"", editor);
    if (script.failed)
        return wp_fail_memory(error);
    const char *const argv[] = {shell, "-c", script.data, editor, editing->draft.path.data, NULL};
    code = wp_spawn_wait((char *const *)argv); /* its type is older than const */
    wp_buf_free(&script);
    if (code == 0)
        return WP_OK;
    if (code < 0)
        return wp_fail(error, WP_IO, "cannot run %s: %s", shell, strerror(errno));
    if (code > 128)
        return wp_fail(error, WP_IO,
                       "the editor '%s' was ended by signal %d, so the plan stays as it was",
                       editor, code - 128);
    return wp_fail(error, WP_IO,
                   "the editor '%s' has failed (exit code %d), so the plan stays as it was", editor,
                   code);
}

static enum wp_status check_bytes(struct wp_checked *checked, struct wp_str bytes,
                                  struct wp_error *error)
{
    struct wp_input input = wp_input_memory(&bytes);
    struct wp_plan *plan;
    enum wp_status status = wp_plan_open(&plan, &input, error);

    if (status == WP_OK)
        status = wp_checked_read(checked, plan, error);
    wp_plan_close(plan);
    return status;
}

/* A plan that was broken already may be mended bit by bit. */
static enum wp_status check_before(const struct editing *editing, struct wp_error *error)
{
    struct wp_checked before = {.weeks = 0};
    enum wp_status status = check_bytes(&before, wp_buf_str(&editing->before), error);

    if (status == WP_OK || status == WP_INVALID)
        status = before.problems.errors >= editing->checked.problems.errors ? WP_OK : WP_INVALID;
    wp_checked_free(&before);
    return status;
}

/* WP_INVALID, with the problems listed, when the draft cannot be saved. */
static enum wp_status check_draft(struct wp_app *app, struct editing *editing,
                                  struct wp_error *error)
{
    enum wp_status status;

    wp_checked_free(&editing->checked);
    status = check_bytes(&editing->checked, wp_buf_str(&editing->after), error);
    if (status != WP_INVALID || editing->checked.problems.list == NULL)
        return status;
    status = check_before(editing, error);
    if (status != WP_INVALID)
        return status;
    wp_checked_list(app, editing->draft.path.data, &editing->checked);
    return wp_fail(error, WP_INVALID, "this is no valid plan, so %s stays as it was",
                   app->plan_path);
}

/* Puts the error where more can be said after it. */
static void say(struct wp_app *app, struct wp_error *error)
{
    struct wp_text_style style = wp_app_error_style(app);

    if (error->message[0] != '\0')
        wp_diagnostic_text(&app->err, wp_app_error_file(app, error), error, &style);
    error->message[0] = '\0';
}

/* A draft that stays is named: the plan may be one that nobody else should read. */
static void discard_draft(struct wp_app *app, struct editing *editing)
{
    struct wp_buf left = WP_BUF_INIT;

    if (wp_draft_discard(&editing->draft))
        return;
    wp_buf_printf(&left, "%s could not be removed: %s", editing->draft.directory.data,
                  strerror(errno));
    wp_remark(app, &left);
    wp_draft_close(&editing->draft);
}

/* Prints all there is to say so far, and waits for an answer. */
static int ask(struct wp_app *app, const char *question)
{
    wp_buf_puts(&app->err, question);
    (void)wp_output_write(STDERR_FILENO, wp_buf_str(&app->err));
    wp_buf_clear(&app->err);
    return wp_tty_answer();
}

/* Whether to edit a draft again that is no plan. Who can be asked is asked; the
 * draft may be discarded as well. */
static bool edits_again(struct wp_app *app, struct editing *editing, struct wp_error *error)
{
    int answer = 0;

    if (!wp_tty_is(STDIN_FILENO) || !wp_tty_is(STDERR_FILENO))
        return false;
    say(app, error);
    while (answer == 0 || strchr("eEkKdD\n", answer) == NULL) {
        answer = ask(app, "Edit it again, keep it apart from the plan, or discard it? [E/k/d] ");
        if (answer < 0)
            return false;
    }
    if (answer == 'd' || answer == 'D')
        discard_draft(app, editing);
    return strchr("eE\n", answer) != NULL;
}

/* Until there is something to save, or it is given up. */
static enum wp_status edit_draft(struct wp_app *app, struct editing *editing,
                                 struct wp_error *error)
{
    enum wp_status status;

    do {
        status = run_editor(editing, error);
        if (status == WP_OK)
            status = wp_draft_read(&editing->draft, &editing->after, error);
        if (status == WP_OK && is_changed(editing))
            status = check_draft(app, editing, error);
    } while (status == WP_INVALID && edits_again(app, editing, error));
    return status;
}

/* Whether the input holds exactly these bytes. */
static enum wp_status compare(const struct wp_input *input, struct wp_str bytes, bool *same,
                              struct wp_error *error)
{
    char block[COMPARE_SIZE];
    size_t done = 0;

    *same = input->size == bytes.length;
    while (*same && done < bytes.length) {
        struct wp_str part = wp_str_slice(bytes, done, sizeof block);
        enum wp_status status = input->read(input->context, done, block, part.length, error);

        if (status != WP_OK)
            return status;
        *same = memcmp(block, part.data, part.length) == 0;
        done += part.length;
    }
    return WP_OK;
}

/* What it did to the figure of the week. That of a week which was broken is not
 * known. */
static enum wp_status answer(struct wp_transaction *change, const struct wp_input *result,
                             struct wp_error *error)
{
    struct wp_app *app = change->app;
    struct wp_week *before = NULL;
    struct wp_week *after = NULL;
    struct wp_buf started = WP_BUF_INIT;
    enum wp_status status = wp_opened_week(&change->input, app->window, &before, error);

    if (status == WP_OK || status == WP_INVALID)
        status = wp_opened_week(result, app->window, &after, error);
    if (wp_save_is_new(change->save)) {
        wp_buf_printf(&started, "started the plan %s", app->plan_path);
        wp_remark(app, &started);
    }
    wp_buf_puts(&app->out, after != NULL ? "edited   " : "edited\n");
    if (after != NULL)
        wp_answer_week(app, before, after);
    wp_week_free(before);
    wp_week_free(after);
    return status == WP_INVALID ? WP_OK : status;
}

/* Makes the patch, unless the plan is another one than the one that was edited. */
static enum wp_status put_back(struct wp_transaction *change, void *context, struct wp_error *error)
{
    const struct editing *editing = context;
    struct wp_patched patched = {&change->input, &change->edit.patch};
    struct wp_input result;
    bool same = false;
    enum wp_status status = compare(&change->input, wp_buf_str(&editing->before), &same, error);

    if (status != WP_OK)
        return status;
    if (!same || wp_save_is_new(change->save) != editing->is_new)
        return wp_fail(error, WP_BUSY,
                       "%s was changed by something else while you edited it, and is left alone",
                       change->app->plan_path);
    change->edit.arena = wp_arena_new(sizeof *change->edit.patch.pieces);
    if (change->edit.arena == NULL)
        return wp_fail_memory(error);
    change->edit.patch.pieces = wp_arena_alloc(change->edit.arena, sizeof(struct wp_piece));
    if (change->edit.patch.pieces == NULL)
        return wp_fail_memory(error);
    change->edit.patch.count = 1;
    change->edit.patch.pieces[0] =
        wp_difference(wp_buf_str(&editing->before), wp_buf_str(&editing->after));
    result = wp_patched_input(&patched);
    status = compare(&result, wp_buf_str(&editing->after), &same, error);
    if (status == WP_OK && !same)
        status = wp_fail(error, WP_BUG,
                         "this is a bug in weekplan: the plan would not be what was edited, so "
                         "nothing was written (please report it)");
    if (status == WP_OK)
        status = answer(change, &result, error);
    change->edited = status == WP_OK;
    return status;
}

static enum wp_status save(struct wp_app *app, struct editing *editing, struct wp_error *error)
{
    struct wp_buf broken = WP_BUF_INIT;
    enum wp_status status;

    if (!is_changed(editing)) {
        wp_buf_puts(&app->out, editing->is_new ? "no plan is started\n" : "nothing is changed\n");
        return WP_OK;
    }
    status = wp_change_file(app, put_back, editing, true, error);
    if (status != WP_OK)
        return status;
    wp_checked_list(app, app->plan_path, &editing->checked);
    if (editing->checked.problems.errors > 0) {
        wp_buf_puts(&broken, "the plan is saved, but is still not valid");
        wp_remark(app, &broken);
    }
    return WP_OK;
}

/* What somebody has written is not thrown away, whatever has failed. */
static void keep_draft(struct wp_app *app, struct editing *editing, struct wp_error *error)
{
    struct wp_error problem;
    struct wp_buf kept = WP_BUF_INIT;
    enum wp_status status;

    if (editing->draft.path.length == 0)
        return;
    status = wp_draft_read(&editing->draft, &editing->after, &problem);
    if (status == WP_MISSING || (status == WP_OK && !is_changed(editing))) {
        discard_draft(app, editing);
        return;
    }
    say(app, error);
    wp_buf_printf(&kept, "what you have written is in %s", editing->draft.path.data);
    wp_remark(app, &kept);
    wp_draft_close(&editing->draft);
}

enum wp_status wp_cmd_edit(struct wp_app *app, struct wp_error *error)
{
    struct editing editing = {.draft = WP_DRAFT_INIT};
    enum wp_status status = begin(app, &editing, error);

    if (status == WP_OK)
        status = edit_draft(app, &editing, error);
    if (status == WP_OK)
        status = save(app, &editing, error);
    if (status != WP_OK)
        keep_draft(app, &editing, error);
    discard_draft(app, &editing);
    wp_draft_close(&editing.draft);
    wp_buf_free(&editing.notice);
    wp_checked_free(&editing.checked);
    wp_buf_free(&editing.before);
    wp_buf_free(&editing.shown);
    wp_buf_free(&editing.after);
    return status;
}
