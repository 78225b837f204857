#include "cmd/draft.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/editor.h"
#include "os/real_path.h"
#include "os/terminal.h"
#include "os/write_output.h"
#include "render/diagnostic.h"

/* Set the message that is printed if a signal ends the program. It has the path of the file, which
 * is not removed. */
static void guard_draft(struct wp_draft *draft)
{
    struct wp_text_style style = wp_context_error_style(draft->context);
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_printf(&text, "your text is kept in %s", draft->file.path.data);
    wp_diagnostic_remark(&draft->notice, wp_buf_str(&text), &style);
    wp_buf_free(&text);
    wp_editor_file_guard(wp_buf_str(&draft->notice));
}

/* Return the real path of the plan, or the absolute path if there is no plan yet. The caller frees
 * it with free(3). */
static char *real_plan_path(const struct wp_context *context)
{
    char *path = wp_path_resolve(context->plan_path);

    return path != NULL ? path : wp_path_absolute(context->plan_path);
}

enum { LEFT_NAMED = 5 };

/* Print as a note the drafts for the plan that earlier runs have left, the newest first. Drafts of
 * older versions, which do not name their plan, must be called `name`. */
static void name_left_drafts(struct wp_context *context, const char *name, const char *plan)
{
    struct wp_left_file files[LEFT_NAMED] = {{.changed = 0}};
    size_t count = wp_editor_file_find_left(files, LEFT_NAMED, plan, name);
    struct wp_buf text = WP_BUF_INIT;

    for (size_t i = 0; i < count && i < LEFT_NAMED; i++) {
        wp_buf_puts(&text, i > 0        ? ", "
                           : count == 1 ? "an earlier run has left what you wrote in "
                                        : "earlier runs have left what you wrote in ");
        wp_buf_append(&text, wp_buf_str(&files[i].path));
        wp_buf_free(&files[i].path);
    }
    if (count > LEFT_NAMED)
        wp_buf_printf(&text, " and %zu more files", count - LEFT_NAMED);
    if (count > 0) {
        wp_buf_printf(&text, " (take what you need, then remove %s)", count == 1 ? "it" : "them");
        wp_context_remark(context, &text);
    }
}

enum wp_status wp_draft_open(struct wp_draft *draft, struct wp_context *context, const char *name,
                             struct wp_str text, struct wp_error *error)
{
    char *plan = real_plan_path(context);
    enum wp_status status;

    *draft = (struct wp_draft){.context = context, .file = WP_EDITOR_FILE_INIT};
    wp_buf_append(&draft->given, text);
    if (plan != NULL)
        name_left_drafts(context, name, plan);
    status = wp_editor_file_create(&draft->file, name, text, error);
    if (status == WP_OK)
        guard_draft(draft);
    if (status == WP_OK && plan != NULL)
        wp_editor_file_mark(&draft->file, plan);
    free(plan);
    return status;
}

/* Append the error to context->err, so that a note can follow it. */
static void append_error(struct wp_context *context, struct wp_error *error)
{
    if (error->message[0] != '\0')
        wp_context_put_problem(context, wp_context_error_file(context, error), error);
    error->message[0] = '\0';
}

/* Remove the file. If that fails, print its path as a note, because the text may be secret. */
static void discard_draft(struct wp_draft *draft)
{
    struct wp_buf left = WP_BUF_INIT;

    if (wp_editor_file_discard(&draft->file))
        return;
    wp_buf_printf(&left, "%s could not be removed: %s", draft->file.directory.data,
                  strerror(errno));
    wp_context_warn(draft->context, &left);
    wp_editor_file_close(&draft->file);
}

/* Print context->err and a question. Return the first character of the answer, or -1. */
static int ask_user(struct wp_context *context, const char *question)
{
    wp_buf_puts(&context->err, question);
    (void)wp_write_output(STDERR_FILENO, wp_buf_str(&context->err));
    wp_buf_clear(&context->err);
    return wp_terminal_answer();
}

/* Ask on a terminal whether to edit an invalid draft again, to keep the file, or to discard the
 * file. Return whether to edit again. */
static bool wants_to_edit_again(struct wp_draft *draft, struct wp_error *error)
{
    int answer = 0;

    if (!wp_terminal_is(STDIN_FILENO) || !wp_terminal_is(STDERR_FILENO))
        return false;
    append_error(draft->context, error);
    while (answer == 0 || strchr("eEkKdD\n", answer) == NULL) {
        answer = ask_user(draft->context,
                          "Edit it again, keep it apart from the plan, or discard it? [E/k/d] ");
        if (answer < 0)
            return false;
    }
    if (answer == 'd' || answer == 'D')
        discard_draft(draft);
    return strchr("eE\n", answer) != NULL;
}

enum wp_status wp_draft_edit(struct wp_draft *draft, wp_draft_check *check, void *data,
                             struct wp_error *error)
{
    enum wp_status status;

    do {
        status = wp_editor_run(draft->file.path.data, draft->line, error);
        if (status == WP_OK)
            status = wp_editor_file_read(&draft->file, &draft->text, error);
        if (status == WP_OK)
            status = check(draft, data, error);
    } while (status == WP_INVALID && wants_to_edit_again(draft, error));
    return status;
}

enum wp_status wp_draft_replace(struct wp_draft *draft, struct wp_str text, struct wp_error *error)
{
    return wp_editor_file_replace(&draft->file, text, error);
}

/* Whether the file has text of the user: it is neither empty, nor the text that the editor was
 * given. */
static bool holds_work(struct wp_draft *draft)
{
    struct wp_error error;
    enum wp_status status = wp_editor_file_read(&draft->file, &draft->text, &error);
    struct wp_str text = wp_buf_str(&draft->text);

    if (status != WP_OK)
        return status != WP_MISSING;
    return wp_str_trim(text).length > 0 && !wp_str_equal(text, wp_buf_str(&draft->given));
}

void wp_draft_close(struct wp_draft *draft, enum wp_status status, struct wp_error *error)
{
    struct wp_buf kept = WP_BUF_INIT;

    if (status != WP_OK && draft->file.path.length > 0 && holds_work(draft)) {
        append_error(draft->context, error);
        wp_buf_printf(&kept, "your text is kept in %s", draft->file.path.data);
        wp_context_warn(draft->context, &kept);
        wp_editor_file_close(&draft->file);
    }
    discard_draft(draft);
    wp_editor_file_close(&draft->file);
    wp_buf_free(&draft->notice);
    wp_buf_free(&draft->given);
    wp_buf_free(&draft->text);
}
