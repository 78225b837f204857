#include "cmd/import_answer.h"

#include <stdlib.h>

#include "base/memory.h"
#include "render/date_words.h"
#include "render/escape.h"
#include "render/import_json.h"
#include <weekplan/plan.h>

/* The counts of all weeks, and of the list for later, which is the first if there is one. */
struct imported_rows {
    struct wp_imported_counts *list; /* owned */
    size_t count;
    size_t capacity;
};

void wp_import_answer_put_remarks(struct wp_context *context, const struct wp_imported_files *files)
{
    for (size_t i = 0; i < files->count; i++) {
        const struct wp_imported_file *file = &files->list[i];

        for (size_t k = 0; k < file->import.remark_count; k++) {
            const struct wp_import_remark *remark = &file->import.remarks[k];
            struct wp_buf text = WP_BUF_INIT;

            wp_buf_printf(&text, "%s:%ju: %s", file->name, (uintmax_t)remark->line,
                          remark->message);
            wp_context_remark(context, &text);
        }
    }
}

/* Set how many of the items the merge has added to the week. */
static void count_added(struct wp_imported_counts *row, const struct wp_merge *merge)
{
    for (size_t i = 0; i < merge->remark_count; i++) {
        const struct wp_merge_remark *remark = &merge->remarks[i];

        if (remark->kind != WP_MERGE_ADDED || remark->week != row->start)
            continue;
        row->added += remark->title.length > 0 ? remark->leaves : row->items + row->also;
    }
}

/* Append the counts of a week to the list. */
static void add_imported_row(struct imported_rows *rows, const struct wp_week *week,
                             const struct wp_merge *merge)
{
    const struct wp_progress *progress = &week->root.progress;
    struct wp_imported_counts row = {
        .start = week->start,
        .items = (uint64_t)progress->total + progress->dropped,
        .done = progress->done,
    };

    for (const struct wp_item *item = week->root.first; item != NULL; item = item->next)
        row.goals++;
    for (const struct wp_item *item = week->also.first; item != NULL; item = item->next)
        row.also++;
    count_added(&row, merge);
    rows->list = wp_memory_grow(rows->list, &rows->capacity, rows->count + 1, sizeof *rows->list);
    rows->list[rows->count++] = row;
}

/* Count the weeks of the plan that the files made. */
static enum wp_status count_imported_rows(struct imported_rows *rows, struct wp_str text,
                                          const struct wp_merge *merge, struct wp_error *error)
{
    const struct wp_input input = wp_input_memory(&text);
    const struct wp_window range = {WP_FIRST_DAY, WP_LAST_DAY};
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_found later = {.week = NULL};
    struct wp_plan *plan = NULL;
    enum wp_status status = wp_plan_open(&plan, &input, error);
    struct wp_plan_walk walk;
    struct wp_week *week;

    if (status != WP_OK)
        return status;
    if (wp_plan_find_later(plan, &later, &problems) == WP_OK)
        add_imported_row(rows, later.week, merge);
    walk = wp_plan_oldest_first(plan);
    while ((status = wp_plan_each_week(plan, &walk, range, &week, &problems)) == WP_OK) {
        add_imported_row(rows, week, merge);
        wp_week_free(week);
    }
    wp_week_free(later.week);
    wp_plan_close(plan);
    return status == WP_MISSING ? WP_OK : status;
}

/* Append "1 goal" or "3 goals". */
static void put_number_of(struct wp_buf *out, uint64_t number, const char *one, const char *many)
{
    wp_buf_number(out, number);
    wp_buf_putc(out, ' ');
    wp_buf_puts(out, number == 1 ? one : many);
}

/* Append how many items are new, unless all are. */
static void put_added(struct wp_buf *out, const struct wp_imported_counts *row)
{
    if (row->added == row->items + row->also)
        return;
    wp_buf_puts(out, ", ");
    wp_buf_number(out, row->added);
    wp_buf_puts(out, " new");
}

/* Append the counts of a week, or of several, after their name. */
static void put_imported_counts(struct wp_buf *out, const struct wp_imported_counts *row)
{
    wp_buf_puts(out, ": ");
    put_number_of(out, row->goals, "goal", "goals");
    wp_buf_puts(out, ", ");
    put_number_of(out, row->items, "item", "items");
    wp_buf_puts(out, ", ");
    wp_buf_number(out, row->done);
    wp_buf_puts(out, " done");
    if (row->also > 0) {
        wp_buf_puts(out, ", ");
        wp_buf_number(out, row->also);
        wp_buf_puts(out, " besides");
    }
    put_added(out, row);
    wp_buf_putc(out, '\n');
}

/* Append a line for each week, and if there are several, a line for all of them. */
static void put_imported_rows(struct wp_context *context, const struct imported_rows *rows)
{
    struct wp_buf *out = &context->out;
    struct wp_imported_counts all = {.goals = 0};
    size_t weeks = 0;

    for (size_t i = 0; i < rows->count; i++) {
        const struct wp_imported_counts *row = &rows->list[i];

        wp_buf_puts(out, "imported   ");
        if (row->start == WP_NO_DAY) {
            wp_buf_puts(out, "the list for later: ");
            put_number_of(out, row->goals, "thing", "things");
            put_added(out, row);
            wp_buf_putc(out, '\n');
            continue;
        }
        wp_date_words_week(out, row->start, context->ascii ? "-" : "–");
        put_imported_counts(out, row);
        all.goals += row->goals;
        all.items += row->items;
        all.done += row->done;
        all.also += row->also;
        all.added += row->added;
        weeks++;
    }
    if (weeks > 1) {
        wp_buf_puts(out, "imported   ");
        put_number_of(out, weeks, "week", "weeks");
        put_imported_counts(out, &all);
    }
}

/* Append that the plan has all of the files already. */
static void put_nothing_new(struct wp_buf *out, const struct wp_imported_files *files)
{
    wp_buf_puts(out, "nothing new is in ");
    if (files->count == 1)
        wp_escape_line(out, wp_str(files->list[0].name));
    else
        wp_buf_printf(out, "the %zu files", files->count);
    wp_buf_putc(out, '\n');
}

/* Append the JSON of the import. */
static void put_import_json(struct wp_context *context, const struct wp_imported_files *files,
                            const struct imported_rows *rows)
{
    struct wp_import_left_out *left = wp_memory_array(files->count, sizeof *left);

    for (size_t i = 0; i < files->count; i++)
        left[i] = (struct wp_import_left_out){files->list[i].name, files->list[i].import.remarks,
                                              files->list[i].import.remark_count};
    wp_import_json_put(&context->out, &(struct wp_import_json){
                                          .today = context->today,
                                          .changed = context->changed,
                                          .weeks = rows->list,
                                          .week_count = rows->count,
                                          .files = left,
                                          .file_count = files->count,
                                      });
    free(left);
}

enum wp_status wp_import_answer_put(struct wp_context *context,
                                    const struct wp_imported_files *files, struct wp_str plan,
                                    const struct wp_merge *merge, struct wp_error *error)
{
    struct imported_rows rows = {.count = 0};
    enum wp_status status = count_imported_rows(&rows, plan, merge, error);

    if (status == WP_OK && context->json)
        put_import_json(context, files, &rows);
    else if (status == WP_OK && !context->quiet && !context->changed)
        put_nothing_new(&context->out, files);
    else if (status == WP_OK && !context->quiet)
        put_imported_rows(context, &rows);
    wp_context_fold_result(context);
    free(rows.list);
    return status;
}
