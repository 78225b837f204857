/*
 * `edit`: open a copy of the plan in an editor. The plan itself is never half written, it is not
 * locked while the editor runs, and the result is one undo step.
 */
#include <string.h>

#include "base/arena.h"
#include "cmd/check_plan.h"
#include "cmd/command.h"
#include "cmd/draft.h"
#include "cmd/plan_input.h"
#include "cmd/print_change.h"
#include "cmd/run_change.h"
#include "edit/line.h"
#include "edit/line_diff.h"
#include "edit/patched_input.h"
#include "os/input_file.h"
#include "os/real_path.h"
#include "render/date_words.h"

enum { COMPARE_SIZE = 16 << 10 };

struct editing {
    bool is_new;          /* whether there is no plan file yet */
    struct wp_buf before; /* plan before the editor ran */
    struct wp_draft copy; /* a copy of the plan for the editor, or a template of a new plan */
    struct wp_check_result check;
};

/* Whether the plan has only blanks and line breaks, perhaps after a byte order mark. */
static bool is_blank_plan(struct wp_str text)
{
    return wp_str_trim(wp_str_slice(text, wp_line_begin(text, 0), text.length)).length == 0;
}

/* Whether the user has changed the plan. A new plan that is still the template, or empty, is not
 * changed. */
static bool is_changed(const struct editing *editing)
{
    struct wp_str after = wp_buf_str(&editing->copy.text);

    if (editing->is_new && is_blank_plan(after))
        return false;
    return !wp_str_equal(after, wp_buf_str(&editing->copy.given)) &&
           !wp_str_equal(after, wp_buf_str(&editing->before));
}

/* Read the plan while it is locked. If an error would prevent saving, report it now, before the
 * user edits for an hour. */
static enum wp_status read_plan(struct wp_locked_plan *change, void *data, struct wp_error *error)
{
    struct editing *editing = data;

    editing->is_new = change->is_new;
    wp_buf_clear(&editing->before);
    return wp_input_read(&change->input, &editing->before, error);
}

/* Append the template of a new plan, with examples as comments. */
static void put_template(struct wp_buf *out, const struct wp_context *context)
{
    struct wp_found nothing = {.newest = WP_NO_DAY};
    wp_day start = wp_plan_input_week_start(context, &nothing);

    wp_buf_puts(out, "# The week of ");
    wp_date_words_week(out, start, context->ascii ? "-" : "–");
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

/* Return the line of the plan at which the selected week begins, below its marker. Return the line
 * of the problem if the week cannot be read, and 0 if the week is not in the plan. */
static uint64_t find_week_line(const struct wp_context *context, struct wp_str text)
{
    struct wp_input input = wp_input_memory(&text);
    struct wp_error problem = {0};
    struct wp_problems problems = {.list = &problem, .limit = 1};
    struct wp_found found = {.week = NULL};
    struct wp_plan *plan;
    uint64_t line = 0;

    if (wp_plan_open(&plan, &input, &problem) == WP_OK &&
        wp_plan_find(plan, context->window, &found, &problems) == WP_INVALID)
        line = problem.line;
    wp_plan_close(plan);
    if (found.week != NULL) {
        line = wp_str_starts(found.week->text, "---") ? 2 : 1;
        for (size_t i = 0; i < found.week->offset; i++)
            line += text.data[i] == '\n';
    }
    wp_week_free(found.week);
    return line;
}

static enum wp_status make_copy(struct wp_context *context, struct editing *editing,
                                struct wp_error *error)
{
    const char *slash = strrchr(context->plan_path, '/');
    struct wp_buf text = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    editing->is_new = true;
    if (wp_path_exists(context->plan_path))
        status = wp_run_change_of_file(context, read_plan, editing, false, error);
    if (status == WP_OK && !context->dry_run)
        status = wp_path_check_writable(context->plan_path, error);
    if (status != WP_OK)
        return status;
    wp_buf_append(&text, wp_buf_str(&editing->before));
    if (is_blank_plan(wp_buf_str(&editing->before)))
        put_template(&text, context);
    status = wp_draft_open(&editing->copy, context, slash != NULL ? slash + 1 : context->plan_path,
                           wp_buf_str(&text), error);
    editing->copy.line = find_week_line(context, wp_buf_str(&editing->before));
    wp_buf_free(&text);
    return status;
}

static enum wp_status check_bytes(struct wp_check_result *result, struct wp_str bytes,
                                  struct wp_error *error)
{
    struct wp_input input = wp_input_memory(&bytes);
    struct wp_plan *plan;
    enum wp_status status = wp_plan_open(&plan, &input, error);

    if (status == WP_OK)
        status = wp_check_result_read(result, plan, error);
    wp_plan_close(plan);
    return status;
}

/* Return WP_OK if the plan had at least as many errors before editing, so that a plan can be
 * repaired step by step. Else return WP_INVALID. */
static enum wp_status compare_errors(const struct editing *editing, struct wp_error *error)
{
    struct wp_check_result before = {.weeks = 0};
    enum wp_status status = check_bytes(&before, wp_buf_str(&editing->before), error);

    if (status == WP_OK || status == WP_INVALID)
        status = before.problems.errors >= editing->check.problems.errors ? WP_OK : WP_INVALID;
    wp_check_result_free(&before);
    return status;
}

/* Return WP_INVALID and list the problems if the user has changed the copy and it is not a valid
 * plan. */
static enum wp_status check_copy(struct wp_draft *copy, void *data, struct wp_error *error)
{
    struct editing *editing = data;
    struct wp_buf consequence = WP_BUF_INIT;
    enum wp_status status;

    wp_check_result_free(&editing->check);
    if (!is_changed(editing))
        return WP_OK;
    status = check_bytes(&editing->check, wp_buf_str(&copy->text), error);
    if (status != WP_INVALID || editing->check.problems.list == NULL)
        return status;
    status = compare_errors(editing, error);
    if (status != WP_INVALID)
        return status;
    wp_buf_printf(&consequence, "%s is not changed", copy->context->plan_path);
    status = wp_check_result_refuse(copy->context, copy->file.path.data, &editing->check,
                                    consequence.data, error);
    wp_buf_free(&consequence);
    return status;
}

/* Set *same to whether the input has exactly the bytes `bytes`. */
static enum wp_status compare_bytes(const struct wp_input *input, struct wp_str bytes, bool *same,
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

/* Print the percentage of the selected week before and after editing. Print none for a week that
 * is not valid. */
static enum wp_status print_edited(struct wp_locked_plan *change, const struct wp_input *result,
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
    if (change->is_new) {
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

/* Make the patch from the plan to the copy. Return WP_BUSY if the plan was changed while the
 * editor ran. */
static enum wp_status make_edit_patch(struct wp_locked_plan *change, void *data,
                                      struct wp_error *error)
{
    const struct editing *editing = data;
    struct wp_patched_input patched = {&change->input, &change->edit.patch};
    struct wp_input result;
    bool same = false;
    enum wp_status status =
        compare_bytes(&change->input, wp_buf_str(&editing->before), &same, error);

    if (status != WP_OK)
        return status;
    if (!same || change->is_new != editing->is_new)
        return wp_error_set(
            error, WP_BUSY,
            "%s was changed by another program while you edited it, and is not overwritten",
            change->context->plan_path);
    change->edit.arena = wp_arena_new(sizeof *change->edit.patch.pieces);
    change->edit.patch.pieces = wp_arena_alloc(change->edit.arena, sizeof(struct wp_piece));
    change->edit.patch.count = 1;
    change->edit.patch.pieces[0] =
        wp_line_diff(wp_buf_str(&editing->before), wp_buf_str(&editing->copy.text));
    result = wp_patched_input(&patched);
    status = compare_bytes(&result, wp_buf_str(&editing->copy.text), &same, error);
    if (status == WP_OK && !same)
        status =
            wp_error_set(error, WP_BUG,
                         "this is a bug in weekplan: the plan would not be what was edited, so "
                         "nothing was written (please report it)");
    if (status == WP_OK)
        status = print_edited(change, &result, error);
    change->edited = status == WP_OK;
    return status;
}

static enum wp_status save_copy(struct wp_context *context, struct editing *editing,
                                struct wp_error *error)
{
    struct wp_buf broken = WP_BUF_INIT;
    enum wp_status status;

    if (!is_changed(editing)) {
        wp_buf_puts(&context->out,
                    editing->is_new ? "no plan is started\n" : "nothing is changed\n");
        return WP_OK;
    }
    status = wp_run_change_of_file(context, make_edit_patch, editing, true, error);
    if (status != WP_OK)
        return status;
    wp_check_result_list(context, context->plan_path, &editing->check);
    if (editing->check.problems.errors > 0) {
        wp_buf_puts(&broken, context->dry_run ? "the plan would still not be valid"
                                              : "the plan is saved, but is still not valid");
        wp_context_remark(context, &broken);
    }
    return WP_OK;
}

static enum wp_status run_edit(struct wp_context *context, struct wp_error *error)
{
    struct editing editing = {.copy = {.context = context}};
    enum wp_status status = make_copy(context, &editing, error);

    if (status == WP_OK)
        status = wp_draft_edit(&editing.copy, check_copy, &editing, error);
    if (status == WP_OK)
        status = save_copy(context, &editing, error);
    wp_draft_close(&editing.copy, status, error);
    wp_check_result_free(&editing.check);
    wp_buf_free(&editing.before);
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
        "An editor that returns before its window is closed needs its option to wait. The editor "
        "opens at the week, if it is vi, vim, nvim, nano, emacs, kak, hx, micro or code.\n"
        "A valid copy replaces the plan as one change, and undo takes it back. If the copy is "
        "not valid, the plan does not change, and you can edit the copy again or keep it. If "
        "there is no plan yet, a new one is created.",
    .plan = WP_PLAN_FILE,
    .changes = true,
    .repairs = true,
    .run = run_edit,
};
