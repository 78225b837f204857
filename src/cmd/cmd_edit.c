/*
 * weekplan edit: the plan in the user's editor. What is edited is a draft, so
 * that the plan is never half written, nothing is locked while somebody thinks,
 * and the result is one step that can be undone.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "cmd/change.h"
#include "cmd/check_result.h"
#include "cmd/command.h"
#include "cmd/plan_input.h"
#include "cmd/print_change.h"
#include "edit/line.h"
#include "edit/line_diff.h"
#include "edit/patched_input.h"
#include "os/file.h"
#include "os/output.h"
#include "os/path.h"
#include "os/process.h"
#include "os/terminal.h"
#include "os/tmpfile.h"
#include "render/diagnostic.h"
#include "render/words.h"

enum { COMPARE_SIZE = 16 << 10 };

struct editing {
    bool is_new;
    struct wp_buf before; /* the plan when editing began */
    struct wp_buf shown;  /* what the editor begins with */
    struct wp_buf after;  /* what it has left */
    struct wp_tmpfile draft;
    struct wp_buf notice; /* of a signal that ends us */
    struct wp_check_result checked;
};

/* Whether nothing is there but blanks, behind a byte order mark or not. */
static bool cmd_edit_is_blank(struct wp_str text)
{
    return wp_str_trim(wp_str_slice(text, wp_line_begin(text, 0), text.length)).length == 0;
}

/* Whether the editor has left another plan. What it began with may be a template: to
 * leave that alone, or to delete it, starts no plan and fills no empty one. */
static bool is_changed(const struct editing *editing)
{
    struct wp_str after = wp_buf_str(&editing->after);

    if (editing->is_new && cmd_edit_is_blank(after))
        return false;
    return !wp_str_equal(after, wp_buf_str(&editing->shown)) &&
           !wp_str_equal(after, wp_buf_str(&editing->before));
}

/* Looks at the plan under the lock, by the way of any change: what would keep it
 * from being saved is said before somebody has spent an hour on it. */
static enum wp_status read_plan(struct wp_transaction *change, void *data, struct wp_error *error)
{
    struct editing *editing = data;

    editing->is_new = wp_save_is_new(change->save);
    wp_buf_clear(&editing->before);
    return wp_input_read(&change->input, &editing->before, error);
}

/* What somebody begins with who has no plan yet. */
static void put_template(struct wp_buf *out, const struct wp_context *context)
{
    struct wp_found nothing = {.newest = WP_NO_DAY};
    wp_day start = wp_plan_input_week_start(context, &nothing);

    wp_buf_puts(out, "# The week of ");
    wp_words_week(out, start, context->ascii ? "-" : "–");
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
static enum wp_status guard_draft(const struct wp_context *context, struct editing *editing,
                                  struct wp_error *error)
{
    struct wp_text_style style = wp_context_error_style(context);
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_printf(&text, "what you have written is in %s", editing->draft.path.data);
    wp_diagnostic_remark(&editing->notice, wp_buf_str(&text), &style);
    editing->notice.failed = editing->notice.failed || text.failed;
    wp_buf_free(&text);
    if (editing->notice.failed)
        return wp_error_set_no_memory(error);
    wp_draft_guard(wp_buf_str(&editing->notice));
    return WP_OK;
}

static enum wp_status cmd_edit_begin(struct wp_context *context, struct editing *editing,
                                     struct wp_error *error)
{
    const char *slash = strrchr(context->plan_path, '/');
    enum wp_status status = WP_OK;

    editing->is_new = true;
    if (wp_path_exists(context->plan_path))
        status = wp_change_file(context, read_plan, editing, false, error);
    if (status == WP_OK)
        status = wp_place_check_writable(context->plan_path, error);
    if (status != WP_OK)
        return status;
    wp_buf_append(&editing->shown, wp_buf_str(&editing->before));
    if (cmd_edit_is_blank(wp_buf_str(&editing->before)))
        put_template(&editing->shown, context);
    if (editing->shown.failed)
        return wp_error_set_no_memory(error);
    status = wp_tmpfile_create(&editing->draft, slash != NULL ? slash + 1 : context->plan_path,
                               wp_buf_str(&editing->shown), error);
    return status == WP_OK ? guard_draft(context, editing, error) : status;
}

/* VISUAL is for terminals that can do more than print lines. */
static const char *find_editor(void)
{
    const char *terminal = wp_context_getenv("TERM");
    const char *visual = wp_context_getenv("VISUAL");
    const char *editor = wp_context_getenv("EDITOR");
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
        return wp_error_set(error, WP_CONFIG,
                            "there is no editor for this terminal (VISUAL or EDITOR names one)");
    wp_buf_printf(&script, "%s \"$@\"", editor);
    if (script.failed)
        return wp_error_set_no_memory(error);
    const char *const argv[] = {shell, "-c", script.data, editor, editing->draft.path.data, NULL};
    code = wp_process_wait((char *const *)argv); /* its type is older than const */
    wp_buf_free(&script);
    if (code == 0)
        return WP_OK;
    if (code < 0)
        return wp_error_set(error, WP_IO, "cannot run %s: %s", shell, strerror(errno));
    if (code > 128)
        return wp_error_set(error, WP_IO,
                            "the editor '%s' was ended by signal %d, so the plan stays as it was",
                            editor, code - 128);
    return wp_error_set(error, WP_IO,
                        "the editor '%s' has failed (exit code %d), so the plan stays as it was",
                        editor, code);
}

static enum wp_status check_bytes(struct wp_check_result *checked, struct wp_str bytes,
                                  struct wp_error *error)
{
    struct wp_input input = wp_input_memory(&bytes);
    struct wp_plan *plan;
    enum wp_status status = wp_plan_open(&plan, &input, error);

    if (status == WP_OK)
        status = wp_check_result_read(checked, plan, error);
    wp_plan_close(plan);
    return status;
}

/* A plan that was broken already may be mended bit by bit. */
static enum wp_status check_before(const struct editing *editing, struct wp_error *error)
{
    struct wp_check_result before = {.weeks = 0};
    enum wp_status status = check_bytes(&before, wp_buf_str(&editing->before), error);

    if (status == WP_OK || status == WP_INVALID)
        status = before.problems.errors >= editing->checked.problems.errors ? WP_OK : WP_INVALID;
    wp_check_result_free(&before);
    return status;
}

/* WP_INVALID, with the problems listed, when the draft cannot be saved. */
static enum wp_status check_draft(struct wp_context *context, struct editing *editing,
                                  struct wp_error *error)
{
    enum wp_status status;

    wp_check_result_free(&editing->checked);
    status = check_bytes(&editing->checked, wp_buf_str(&editing->after), error);
    if (status != WP_INVALID || editing->checked.problems.list == NULL)
        return status;
    status = check_before(editing, error);
    if (status != WP_INVALID)
        return status;
    wp_check_result_list(context, editing->draft.path.data, &editing->checked);
    return wp_error_set(error, WP_INVALID, "this is no valid plan, so %s stays as it was",
                        context->plan_path);
}

/* Puts the error where more can be said after it. */
static void cmd_edit_say(struct wp_context *context, struct wp_error *error)
{
    struct wp_text_style style = wp_context_error_style(context);

    if (error->message[0] != '\0')
        wp_diagnostic_text(&context->err, wp_context_error_file(context, error), error, &style);
    error->message[0] = '\0';
}

/* A draft that stays is named: the plan may be one that nobody else should read. */
static void discard_draft(struct wp_context *context, struct editing *editing)
{
    struct wp_buf left = WP_BUF_INIT;

    if (wp_tmpfile_discard(&editing->draft))
        return;
    wp_buf_printf(&left, "%s could not be removed: %s", editing->draft.directory.data,
                  strerror(errno));
    wp_context_remark(context, &left);
    wp_tmpfile_close(&editing->draft);
}

/* Prints all there is to say so far, and waits for an answer. */
static int ask(struct wp_context *context, const char *question)
{
    wp_buf_puts(&context->err, question);
    (void)wp_output_write(STDERR_FILENO, wp_buf_str(&context->err));
    wp_buf_clear(&context->err);
    return wp_terminal_answer();
}

/* Whether to edit a draft again that is no plan. Who can be asked is asked; the
 * draft may be discarded as well. */
static bool edits_again(struct wp_context *context, struct editing *editing, struct wp_error *error)
{
    int cmd_edit_answer = 0;

    if (!wp_terminal_is(STDIN_FILENO) || !wp_terminal_is(STDERR_FILENO))
        return false;
    cmd_edit_say(context, error);
    while (cmd_edit_answer == 0 || strchr("eEkKdD\n", cmd_edit_answer) == NULL) {
        cmd_edit_answer =
            ask(context, "Edit it again, keep it apart from the plan, or discard it? [E/k/d] ");
        if (cmd_edit_answer < 0)
            return false;
    }
    if (cmd_edit_answer == 'd' || cmd_edit_answer == 'D')
        discard_draft(context, editing);
    return strchr("eE\n", cmd_edit_answer) != NULL;
}

/* Until there is something to save, or it is given up. */
static enum wp_status edit_draft(struct wp_context *context, struct editing *editing,
                                 struct wp_error *error)
{
    enum wp_status status;

    do {
        status = run_editor(editing, error);
        if (status == WP_OK)
            status = wp_tmpfile_read(&editing->draft, &editing->after, error);
        if (status == WP_OK && is_changed(editing))
            status = check_draft(context, editing, error);
    } while (status == WP_INVALID && edits_again(context, editing, error));
    return status;
}

/* Whether the input holds exactly these bytes. */
static enum wp_status cmd_edit_compare(const struct wp_input *input, struct wp_str bytes,
                                       bool *same, struct wp_error *error)
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
static enum wp_status cmd_edit_answer(struct wp_transaction *change, const struct wp_input *result,
                                      struct wp_error *error)
{
    struct wp_context *context = change->context;
    struct wp_week *before = NULL;
    struct wp_week *after = NULL;
    struct wp_buf started = WP_BUF_INIT;
    enum wp_status status =
        wp_plan_input_load_week(&change->input, context->window, &before, error);

    if (status == WP_OK || status == WP_INVALID)
        status = wp_plan_input_load_week(result, context->window, &after, error);
    if (wp_save_is_new(change->save)) {
        wp_buf_printf(&started, "started the plan %s", context->plan_path);
        wp_context_remark(context, &started);
    }
    wp_buf_puts(&context->out, after != NULL ? "edited   " : "edited\n");
    if (after != NULL)
        wp_print_change(context, before, after, NULL);
    wp_week_free(before);
    wp_week_free(after);
    return status == WP_INVALID ? WP_OK : status;
}

/* Makes the patch, unless the plan is another one than the one that was edited. */
static enum wp_status cmd_edit_put_back(struct wp_transaction *change, void *data,
                                        struct wp_error *error)
{
    const struct editing *editing = data;
    struct wp_patched_input patched = {&change->input, &change->edit.patch};
    struct wp_input result;
    bool same = false;
    enum wp_status status =
        cmd_edit_compare(&change->input, wp_buf_str(&editing->before), &same, error);

    if (status != WP_OK)
        return status;
    if (!same || wp_save_is_new(change->save) != editing->is_new)
        return wp_error_set(
            error, WP_BUSY,
            "%s was changed by something else while you edited it, and is left alone",
            change->context->plan_path);
    change->edit.arena = wp_arena_new(sizeof *change->edit.patch.pieces);
    if (change->edit.arena == NULL)
        return wp_error_set_no_memory(error);
    change->edit.patch.pieces = wp_arena_alloc(change->edit.arena, sizeof(struct wp_piece));
    if (change->edit.patch.pieces == NULL)
        return wp_error_set_no_memory(error);
    change->edit.patch.count = 1;
    change->edit.patch.pieces[0] =
        wp_line_diff(wp_buf_str(&editing->before), wp_buf_str(&editing->after));
    result = wp_patched_input(&patched);
    status = cmd_edit_compare(&result, wp_buf_str(&editing->after), &same, error);
    if (status == WP_OK && !same)
        status =
            wp_error_set(error, WP_BUG,
                         "this is a bug in weekplan: the plan would not be what was edited, so "
                         "nothing was written (please report it)");
    if (status == WP_OK)
        status = cmd_edit_answer(change, &result, error);
    change->edited = status == WP_OK;
    return status;
}

static enum wp_status save(struct wp_context *context, struct editing *editing,
                           struct wp_error *error)
{
    struct wp_buf broken = WP_BUF_INIT;
    enum wp_status status;

    if (!is_changed(editing)) {
        wp_buf_puts(&context->out,
                    editing->is_new ? "no plan is started\n" : "nothing is changed\n");
        return WP_OK;
    }
    status = wp_change_file(context, cmd_edit_put_back, editing, true, error);
    if (status != WP_OK)
        return status;
    wp_check_result_list(context, context->plan_path, &editing->checked);
    if (editing->checked.problems.errors > 0) {
        wp_buf_puts(&broken, "the plan is saved, but is still not valid");
        wp_context_remark(context, &broken);
    }
    return WP_OK;
}

/* What somebody has written is not thrown away, whatever has failed. */
static void keep_draft(struct wp_context *context, struct editing *editing, struct wp_error *error)
{
    struct wp_error problem;
    struct wp_buf kept = WP_BUF_INIT;
    enum wp_status status;

    if (editing->draft.path.length == 0)
        return;
    status = wp_tmpfile_read(&editing->draft, &editing->after, &problem);
    if (status == WP_MISSING || (status == WP_OK && !is_changed(editing))) {
        discard_draft(context, editing);
        return;
    }
    cmd_edit_say(context, error);
    wp_buf_printf(&kept, "what you have written is in %s", editing->draft.path.data);
    wp_context_remark(context, &kept);
    wp_tmpfile_close(&editing->draft);
}

static enum wp_status run_edit(struct wp_context *context, struct wp_error *error)
{
    struct editing editing = {.draft = WP_TMPFILE_INIT};
    enum wp_status status = cmd_edit_begin(context, &editing, error);

    if (status == WP_OK)
        status = edit_draft(context, &editing, error);
    if (status == WP_OK)
        status = save(context, &editing, error);
    if (status != WP_OK)
        keep_draft(context, &editing, error);
    discard_draft(context, &editing);
    wp_tmpfile_close(&editing.draft);
    wp_buf_free(&editing.notice);
    wp_check_result_free(&editing.checked);
    wp_buf_free(&editing.before);
    wp_buf_free(&editing.shown);
    wp_buf_free(&editing.after);
    return status;
}

const struct wp_command wp_cmd_edit = {
    .name = "edit",
    .group = WP_GROUP_FILE,
    .summary = "edit the plan in your editor and check it",
    .examples = "weekplan edit\n"
                "EDITOR='code --wait' weekplan edit\n",
    .details =
        "Open a copy of the plan in the editor named by VISUAL, else by EDITOR, else in vi. "
        "An editor that returns before its window is closed needs its option to wait.\n"
        "A valid copy replaces the plan as one change, and undo takes it back. If the copy is "
        "not valid, the plan does not change, and you can edit the copy again or keep it. If "
        "there is no plan yet, a new one is created.",
    .plan = WP_PLAN_FILE,
    .run = run_edit,
};
