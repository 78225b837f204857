#include "cmd/undo_list.h"

#include <string.h>

#include "base/text_lines.h"
#include "cmd/run_change.h"
#include "cmd/undoable_save.h"
#include "edit/line_diff.h"
#include "render/term_text.h"
#include <weekplan/view.h>

/* NAME_COLUMNS is as long as a name in the log. LISTED_WEEKS are the weeks that a line names; a
 * step of more weeks has their number. */
enum { NAME_COLUMNS = 200, LINE_COLUMNS = 40, LISTED_WEEKS = 2 };

/* The lines that a step has removed from a document, or has added to it. */
struct changed_lines {
    struct wp_str first; /* the first line */
    size_t count;
};

/* Count the lines of `text` that are neither blank nor the marker of a document. */
static struct changed_lines count_changed_lines(struct wp_str text)
{
    struct changed_lines lines = {.count = 0};

    while (text.length > 0) {
        struct wp_str line = wp_str_trim(wp_text_lines_take(&text));

        if (line.length > 0 && !wp_str_equal_c(line, "---") && lines.count++ == 0)
            lines.first = line;
    }
    return lines;
}

/* Set `old` to the lines that a step has removed from a run, and `new` to those that it has added.
 * Return false if there are none: the step has only moved the run away from its neighbour. */
static bool find_changed_lines(const struct wp_undo_run *run, struct changed_lines *old,
                               struct changed_lines *new)
{
    struct wp_str before = run->side[WP_UNDO_BEFORE].differing;
    struct wp_piece piece = wp_line_diff(before, run->side[WP_UNDO_AFTER].differing);

    *old = count_changed_lines(wp_str_slice(before, (size_t)piece.offset, (size_t)piece.length));
    *new = count_changed_lines(piece.text);
    return old->count + new->count > 0;
}

static void put_changed_lines(const struct wp_term *term, const struct changed_lines *lines)
{
    wp_buf_putc(term->out, '\'');
    wp_term_cut(term, term->out, lines->first, LINE_COLUMNS);
    wp_buf_putc(term->out, '\'');
    wp_buf_puts(term->out, lines->count > 1 ? " and more" : "");
}

/* Append which lines the step has changed in its first run: "'title: Trip' (was 'title: Tripp')".
 */
static void put_lines_of_step(const struct wp_term *term, const struct wp_undo_step *step)
{
    struct changed_lines old = {.count = 0};
    struct changed_lines new = {.count = 0};
    bool found = false;

    for (size_t i = 0; i < step->count && !found; i++)
        found = find_changed_lines(&step->runs[i], &old, &new);
    if (!found)
        return;
    wp_buf_puts(term->out, ": ");
    put_changed_lines(term, new.count > 0 ? &new : &old);
    if (new.count == 0) {
        wp_buf_puts(term->out, " removed");
    } else if (new.count == 1 && old.count == 1) {
        wp_buf_puts(term->out, " (was ");
        put_changed_lines(term, &old);
        wp_buf_putc(term->out, ')');
    }
}

/* Append the weeks that the step has changed, unless today is in them: " (the week of Sun 11 – Sat
 * 17 August 2019)". */
static void put_weeks_of_step(const struct wp_context *context, struct wp_buf *out,
                              const struct wp_undo_step *step)
{
    struct wp_buf names = WP_BUF_INIT;
    size_t count = 0;

    for (size_t i = 0; i < step->count; i++) {
        wp_day week = wp_undo_run_week(&step->runs[i]);
        struct changed_lines old, new;

        if (!find_changed_lines(&step->runs[i], &old, &new) ||
            (week != WP_NO_DAY && wp_view_weeks_away(week, context->today) == 0))
            continue;
        if (count < LISTED_WEEKS) {
            wp_buf_puts(&names, count > 0 ? ", " : "");
            wp_context_name_week(&names, context, week);
        }
        count++;
    }
    if (count > LISTED_WEEKS)
        wp_buf_printf(out, " (%zu weeks)", count);
    else if (count > 0)
        wp_buf_printf(out, " (%s)", names.data);
    wp_buf_free(&names);
}

/* Print a step in a line: its day, its name, its weeks. A name that is the command alone, such as
 * "edit", has the changed lines after it. */
static void print_listed_step(struct wp_context *context, const struct wp_undo_step *step,
                              bool undone)
{
    struct wp_text_style style = wp_context_text_style(context);
    struct wp_term term = {.out = &context->out, .style = &style};

    wp_day_format(&context->out, step->day);
    wp_buf_puts(&context->out, "  ");
    wp_term_cut(&term, &context->out, step->what, NAME_COLUMNS);
    if (step->what.length > 0 && memchr(step->what.data, ' ', step->what.length) == NULL)
        put_lines_of_step(&term, step);
    put_weeks_of_step(context, &context->out, step);
    wp_buf_puts(&context->out, undone ? " (undone: redo makes it again)\n" : "\n");
}

/* Print a line for each step of the log, the newest first. Each step has an arena of its own,
 * because all steps together may be large. */
static enum wp_status print_steps(struct wp_context *context, const struct wp_undo_log *log,
                                  struct wp_error *error)
{
    enum wp_status status = WP_OK;

    for (size_t number = log->count; number > 0 && status == WP_OK; number--) {
        struct wp_arena *arena = wp_arena_new(4096);
        struct wp_undo_step step;

        status = wp_undo_log_get(log, number - 1, arena, &step, error);
        if (status == WP_OK)
            print_listed_step(context, &step, number > log->position);
        wp_arena_free(arena);
    }
    if (log->count == 0)
        wp_buf_puts(&context->out, "nothing to undo\n");
    return status;
}

static enum wp_status list_steps(struct wp_locked_plan *change, void *data, struct wp_error *error)
{
    struct wp_undoable_save undo;
    enum wp_status status = wp_undoable_save_open(&undo, change, false, error);

    (void)data;
    if (status == WP_OK)
        status = print_steps(change->context, &undo.log, error);
    else if (status == WP_MISSING)
        status = print_steps(change->context, &(struct wp_undo_log){.count = 0}, error);
    wp_undoable_save_close(&undo);
    return status;
}

enum wp_status wp_undo_list(struct wp_context *context, struct wp_error *error)
{
    return wp_run_change_of_file(context, list_steps, NULL, false, error);
}
