#include "cmd/carry_editor.h"

#include <string.h>

#include "base/text_lines.h"
#include "cmd/carry_source.h"
#include "cmd/plan_input.h"
#include "cmd/run_change.h"
#include "cmd/start_week.h"
#include "os/real_path.h"
#include "render/escape.h"
#include "render/fold.h"

/* The instructions are not wider than WIDTH_MAX columns. On a terminal with fewer than NARROW
 * columns the explanations of the commands have no column of their own. */
enum { WIDTH_MAX = 80, NARROW = 60, EXPLANATION_COLUMN = 17 };

/* The lines of the instructions. An explanation of NULL is for a line of text. */
static const struct {
    const char *text;
    const char *explanation;
} instructions[] = {
    {"carry N", "copy the goal (or c N)"},
    {"later N", "copy it to the list for later (l N)"},
    {"drop N [REASON]", "copy it, dropped (d N)"},
    {"leave N", "leave it there; so does a line that is removed"},
    {"keep =N", "a goal that the new week has; a removed line changes nothing"},
    {"", NULL},
    {"Any other line is a new goal, and lines indented below it are its subtasks. A line that "
     "begins with '- ' is never a command. The goals get the order of the lines.",
     NULL},
    {"", NULL},
    {"An unchanged list is carried as it is, also after :q! in vi. To change nothing, remove all "
     "lines, or leave vi with :cq.",
     NULL},
};

/* Append a comment line. A line that is wider than `width` is folded into several comment lines,
 * the later ones indented by `indent`. */
static void put_comment(struct wp_buf *out, size_t width, size_t indent, struct wp_str text)
{
    static const char sign[] = "# ";
    struct wp_buf lines = WP_BUF_INIT;
    struct wp_str rest;

    wp_fold_put(&(struct wp_fold){.out = &lines, .width = width - strlen(sign), .indent = indent},
                text);
    rest = wp_buf_str(&lines);
    do {
        struct wp_str line = wp_text_lines_take(&rest);

        wp_buf_append(out, wp_str_slice(wp_str(sign), 0, line.length > 0 ? 2 : 1));
        wp_buf_append(out, line);
        wp_buf_putc(out, '\n');
    } while (rest.length > 0);
    wp_buf_free(&lines);
}

/* Append the weeks that the list is carried into and from. */
static void put_weeks_comment(struct wp_buf *out, const struct wp_context *context,
                              const struct wp_carry *carry, size_t width)
{
    bool from_week = carry->from->start != WP_NO_DAY;
    struct wp_buf line = WP_BUF_INIT;

    wp_buf_puts(&line, "Into ");
    wp_context_name_week(&line, context, carry->start);
    if (from_week) {
        put_comment(out, width, 0, wp_buf_str(&line));
        wp_buf_clear(&line);
        wp_buf_puts(&line, "from ");
        wp_context_name_week(&line, context, carry->from->start);
    }
    wp_buf_putc(&line, ':');
    put_comment(out, width, 0, wp_buf_str(&line));
    put_comment(out, width, 0, wp_str(""));
    wp_buf_free(&line);
}

/* Append the instructions below the list, folded to the width of the terminal. */
static void put_instructions(struct wp_buf *out, const struct wp_context *context,
                             const struct wp_carry *carry)
{
    size_t width = context->width < WIDTH_MAX ? context->width : WIDTH_MAX;
    size_t column = width < NARROW ? 0 : EXPLANATION_COLUMN;
    struct wp_buf line = WP_BUF_INIT;

    wp_buf_putc(out, '\n');
    put_weeks_comment(out, context, carry, width);
    for (size_t i = 0; i < sizeof instructions / sizeof instructions[0]; i++) {
        const char *explanation = instructions[i].explanation;

        wp_buf_clear(&line);
        wp_buf_puts(&line, instructions[i].text);
        if (explanation != NULL) {
            wp_buf_repeat(&line, " ", line.length + 2 < column ? column - line.length : 2);
            wp_buf_puts(&line, explanation);
        }
        put_comment(out, width,
                    explanation == NULL ? 0
                    : column > 0        ? column
                                        : 2,
                    wp_buf_str(&line));
    }
    wp_buf_free(&line);
}

/* Append the list with its instructions. Return whether the list has goals. */
static bool put_list(struct wp_buf *out, const struct wp_context *context,
                     const struct wp_carry *carry, const struct wp_carry_goals *open)
{
    const struct wp_carry_list_goals goals = {carry->from, carry->to, open, context};

    wp_carry_list_put(out, &goals, context->ascii);
    if (out->length == 0)
        return false;
    put_instructions(out, context, carry);
    return true;
}

/* First bytes of each line with a reason why the list below is not valid. */
#define REASON "#! "

/* Most times that an editor is run for one list. Without this limit, a program that only appends
 * to the list (in place of an editor) would be run for ever. */
enum { EDITS_MAX = 100 };

/* Return the list without the reasons in its first lines. */
static struct wp_str skip_reasons(struct wp_str text)
{
    while (wp_str_starts(text, REASON)) {
        size_t end = 0;

        while (end < text.length && text.data[end] != '\n')
            end++;
        text = wp_str_slice(text, end + 1, text.length);
    }
    return text;
}

static enum wp_status accept_text(struct wp_draft *draft, void *data, struct wp_error *error)
{
    (void)draft;
    (void)data;
    (void)error;
    return WP_OK;
}

/* Parse a list that the user has edited. */
static enum wp_status parse_list(struct wp_carry_editor *editor, struct wp_str text,
                                 const struct wp_carry_list_goals *goals, struct wp_error *error)
{
    wp_carry_list_free(&editor->list);
    return wp_carry_list_parse(&editor->list, text, goals, editor->draft.context->today, error);
}

/* Write the reasons why the list is not valid above the list, a line each. The numbers of the lines
 * in the reasons count the lines of the reasons too. */
static enum wp_status write_reasons(struct wp_carry_editor *editor,
                                    const struct wp_carry_list_goals *goals, struct wp_str list,
                                    struct wp_error *error)
{
    const struct wp_problems *problems = &editor->list.problems;
    struct wp_error ignored = {.status = WP_OK};
    struct wp_buf text = WP_BUF_INIT;
    enum wp_status status;

    wp_buf_repeat(&text, REASON "\n", problems->count);
    wp_buf_append(&text, list);
    (void)parse_list(editor, wp_buf_str(&text), goals, &ignored);
    wp_buf_clear(&text);
    for (size_t i = 0; i < problems->count; i++) {
        wp_buf_puts(&text, REASON);
        wp_escape_line(&text, wp_str(problems->list[i].message));
        wp_buf_putc(&text, '\n');
    }
    wp_buf_append(&text, list);
    status = wp_draft_replace(&editor->draft, wp_buf_str(&text), error);
    wp_buf_free(&text);
    return status;
}

/* Append the reasons why the list is not valid to context->err, except for the last one, which
 * becomes `error`. */
static void put_reasons(struct wp_carry_editor *editor, struct wp_error *error)
{
    const struct wp_problems *problems = &editor->list.problems;

    for (size_t i = 0; i + 1 < problems->count; i++)
        wp_context_put_problem(editor->draft.context, NULL, &problems->list[i]);
    *error = problems->list[problems->count - 1];
}

/* Run the editor until the list is valid, or until the user does not change it. */
static enum wp_status edit_until_valid(struct wp_carry_editor *editor,
                                       const struct wp_carry_list_goals *goals,
                                       struct wp_error *error)
{
    struct wp_buf last = WP_BUF_INIT; /* the last list that was not valid */
    enum wp_status status;

    for (int edits = 1;; edits++) {
        struct wp_str list;

        status = wp_draft_edit(&editor->draft, accept_text, NULL, error);
        if (status != WP_OK)
            break;
        list = skip_reasons(wp_buf_str(&editor->draft.text));
        status = parse_list(editor, wp_buf_str(&editor->draft.text), goals, error);
        if (status == WP_INVALID && (wp_str_equal(list, wp_buf_str(&last)) || edits == EDITS_MAX))
            put_reasons(editor, error);
        if (status != WP_INVALID || wp_str_equal(list, wp_buf_str(&last)) || edits == EDITS_MAX)
            break;
        wp_buf_clear(&last);
        wp_buf_append(&last, list);
        status = write_reasons(editor, goals, list, error);
        if (status != WP_OK)
            break;
    }
    wp_buf_free(&last);
    return status;
}

/* Let the user edit the list of the goals that `carry` can carry. Do not run the editor for a list
 * without goals. */
static enum wp_status edit_list(struct wp_carry_editor *editor, struct wp_context *context,
                                const struct wp_carry *carry, struct wp_error *error)
{
    struct wp_carry_goals open;
    const struct wp_carry_list_goals goals = {carry->from, carry->to, &open, context};
    struct wp_buf text = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    wp_carry_goals_find(&open, carry);
    editor->opened = put_list(&text, context, carry, &open);
    if (editor->opened)
        status = wp_draft_open(&editor->draft, context, "carry.txt", wp_buf_str(&text), error);
    if (status == WP_OK && editor->opened)
        status = edit_until_valid(editor, &goals, error);
    wp_buf_free(&text);
    wp_carry_goals_free(&open);
    return status;
}

static enum wp_status change_nothing(struct wp_locked_plan *change, void *data,
                                     struct wp_error *error)
{
    (void)change;
    (void)data;
    (void)error;
    return WP_OK;
}

/* Report an error that would prevent saving now, before the user edits the list. */
static enum wp_status check_can_save(struct wp_context *context, struct wp_error *error)
{
    enum wp_status status = WP_OK;

    if (context->dry_run || !wp_path_exists(context->plan_path))
        return WP_OK;
    status = wp_run_change_of_file(context, change_nothing, NULL, false, error);
    return status == WP_OK ? wp_path_check_writable(context->plan_path, error) : status;
}

/* Find the goals that can be carried into the selected week, and let the user edit their list. */
static enum wp_status find_and_edit(struct wp_carry_editor *editor, struct wp_context *context,
                                    const struct wp_carry_target *target, struct wp_error *error)
{
    struct wp_carry_source source = {.week = NULL};
    enum wp_status status = WP_OK;

    if (target->found->week == NULL)
        status = wp_start_week_check_room(context, target->found, target->start, error);
    if (status == WP_OK)
        status = wp_carry_source_find(&source, context, target, error);
    if (status == WP_OK) {
        const struct wp_carry carry = wp_carry_source_request(&source, context, target);

        status = edit_list(editor, context, &carry, error);
    }
    wp_carry_source_free(&source);
    return status;
}

enum wp_status wp_carry_editor_run(struct wp_carry_editor *editor, struct wp_context *context,
                                   struct wp_error *error)
{
    struct wp_plan_input opened = {.plan = NULL};
    enum wp_status status = check_can_save(context, error);

    *editor = (struct wp_carry_editor){.draft = {.context = context, .file = WP_EDITOR_FILE_INIT}};
    if (status == WP_OK)
        status = wp_plan_input_open(&opened, context, error);
    if (status == WP_OK) {
        status = wp_plan_input_find(context, opened.plan, &opened.found, error);
        status = status == WP_MISSING ? WP_OK : status;
    }
    if (status == WP_OK) {
        struct wp_input input = wp_input_file_input(&opened.file);
        const struct wp_carry_target target =
            wp_carry_target_of(context, opened.plan, &input, &opened.found);

        status = find_and_edit(editor, context, &target, error);
    }
    wp_plan_input_close(&opened);
    return status;
}

enum wp_status wp_carry_editor_check(const struct wp_carry_editor *editor,
                                     const struct wp_carry *carry, struct wp_error *error)
{
    const struct wp_context *context = editor->draft.context;
    struct wp_carry_goals open;
    struct wp_buf text = WP_BUF_INIT;
    bool same;

    wp_carry_goals_find(&open, carry);
    (void)put_list(&text, context, carry, &open);
    same = wp_str_equal(wp_buf_str(&text), wp_buf_str(&editor->draft.given));
    wp_buf_free(&text);
    wp_carry_goals_free(&open);
    if (same)
        return WP_OK;
    return wp_error_set(error, WP_BUSY,
                        "%s was changed by another program while you edited the list, and is not "
                        "overwritten",
                        context->plan_path);
}

void wp_carry_editor_close(struct wp_carry_editor *editor, enum wp_status status,
                           struct wp_error *error)
{
    wp_carry_list_free(&editor->list);
    wp_draft_close(&editor->draft, status, error);
}
