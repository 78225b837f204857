#include "cmd/imported_plan.h"

#include <stdlib.h>

#include "base/memory.h"
#include "cmd/merge_remarks.h"
#include "edit/patched_input.h"
#include "os/input_file.h"
#include <weekplan/edit.h>
#include <weekplan/merge.h>
#include <weekplan/plan.h>

/* A week of a file. */
struct imported_week {
    const struct wp_week *week;
    const struct wp_imported_file *file;
    size_t order; /* its position among the weeks of all files */
};

/* Compare by the first day, the list for later first, then by the order of the files. */
static int compare_imported_weeks(const void *a, const void *b)
{
    const struct imported_week *first = a;
    const struct imported_week *second = b;

    if (first->week->start != second->week->start)
        return first->week->start < second->week->start ? -1 : 1;
    return first->order < second->order ? -1 : first->order > second->order;
}

/* List the weeks of all files in their order. The caller frees the list with free(3). */
static struct imported_week *list_imported_weeks(const struct wp_imported_files *files,
                                                 size_t *count)
{
    struct imported_week *weeks;

    *count = 0;
    for (size_t i = 0; i < files->count; i++)
        *count += files->list[i].import.week_count;
    weeks = wp_memory_array(*count + 1, sizeof *weeks);
    *count = 0;
    for (size_t i = 0; i < files->count; i++) {
        const struct wp_imported_file *file = &files->list[i];

        for (size_t k = 0; k < file->import.week_count; k++) {
            weeks[*count] = (struct imported_week){file->import.weeks[k], file, *count};
            (*count)++;
        }
    }
    qsort(weeks, *count, sizeof *weeks, compare_imported_weeks);
    return weeks;
}

/* Append the week as a plan that has no other week. */
static enum wp_status write_imported_week(struct wp_buf *text, const struct wp_week *week,
                                          struct wp_error *error)
{
    const struct wp_str nothing = WP_STR("");
    const struct wp_input empty = wp_input_memory(&nothing);
    const struct wp_found found = {
        .newest = WP_NO_DAY, .after = WP_NO_DAY, .before = WP_NO_DAY, .insert_at = 0};
    struct wp_edit edit = {.arena = NULL};
    enum wp_status status = wp_edit_new_week(&edit, &empty, &found, week, error);

    if (status == WP_OK) {
        struct wp_patched_input patched = {&empty, &edit.patch};
        const struct wp_input written = wp_patched_input(&patched);

        status = wp_input_read(&written, text, error);
    }
    wp_edit_free(&edit);
    return status;
}

/* Merge another text of the same week into `text`. */
static enum wp_status merge_imported_week(struct wp_buf *text, struct wp_context *context,
                                          const struct imported_week *other, struct wp_error *error)
{
    const char *const names[WP_VERSIONS] = {"", "another file", other->file->name};
    struct wp_merge_input input = {.without_base = true, .marker_size = WP_MERGE_MARKER_SIZE};
    struct wp_buf theirs = WP_BUF_INIT;
    struct wp_merge merge = {.conflicts = 0};
    enum wp_status status = write_imported_week(&theirs, other->week, error);

    if (status == WP_OK) {
        input.versions[WP_BASE] = wp_str("");
        input.versions[WP_OURS] = wp_buf_str(text);
        input.versions[WP_THEIRS] = wp_buf_str(&theirs);
        status = wp_merge_plans(&merge, &input, error);
    }
    if (status == WP_INVALID) {
        wp_context_put_problem(context, NULL, error);
        wp_error_set(error, status,
                     "%s does not fit into its week beside the other files (import fewer files)",
                     other->file->name);
    }
    if (status == WP_OK) {
        wp_merge_remarks_put(context, &merge, names, input.versions);
        wp_buf_clear(text);
        wp_buf_append(text, wp_buf_str(&merge.text));
    }
    wp_merge_free(&merge);
    wp_buf_free(&theirs);
    return status;
}

enum wp_status wp_imported_plan_write(struct wp_buf *plan, struct wp_context *context,
                                      const struct wp_imported_files *files, struct wp_error *error)
{
    size_t count;
    struct imported_week *weeks = list_imported_weeks(files, &count);
    struct wp_buf text = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    for (size_t i = 0; i < count && status == WP_OK; i++) {
        bool same = i > 0 && weeks[i].week->start == weeks[i - 1].week->start;

        if (same) {
            status = merge_imported_week(&text, context, &weeks[i], error);
        } else {
            status = write_imported_week(&text, weeks[i].week, error);
        }
        if (status == WP_OK &&
            (i + 1 == count || weeks[i + 1].week->start != weeks[i].week->start)) {
            wp_buf_puts(plan, plan->length > 0 ? "---\n" : "");
            wp_buf_append(plan, wp_buf_str(&text));
            wp_buf_clear(&text);
        }
    }
    wp_buf_free(&text);
    free(weeks);
    return status;
}
