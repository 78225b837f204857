#include "cmd/locked_plan.h"

#include <errno.h>
#include <unistd.h>

#include "cmd/plan_input.h"
#include "edit/unified_diff.h"
#include "os/real_path.h"

/* Lock the plan and read it for a save. */
static enum wp_status begin_save(struct wp_locked_plan *change, struct wp_error *error)
{
    enum wp_status status = wp_save_begin(&change->save, change->context->plan_path, error);

    if (status != WP_OK)
        return status;
    change->is_new = wp_save_is_new(change->save);
    change->input = wp_save_input(change->save);
    return WP_OK;
}

/* Open the plan only for reading. */
static enum wp_status begin_dry_run(struct wp_locked_plan *change, struct wp_error *error)
{
    static const struct wp_str nothing = {"", 0};
    const char *path = change->context->plan_path;

    change->is_new = access(path, F_OK) != 0 && errno == ENOENT;
    if (change->is_new) {
        change->input = wp_input_memory(&nothing);
        return WP_OK;
    }
    enum wp_status status = wp_input_file_open(&change->file, path, error);

    if (status == WP_OK)
        change->input = wp_input_file_input(&change->file);
    return status;
}

enum wp_status wp_locked_plan_begin(struct wp_locked_plan *change, struct wp_error *error)
{
    enum wp_status status;

    change->file = (struct wp_input_file){.fd = -1};
    status = change->context->dry_run ? begin_dry_run(change, error) : begin_save(change, error);
    if (status == WP_OK)
        status = wp_plan_open(&change->plan, &change->input, error);
    /* weeks that this change does not read may have a merge conflict too */
    return status == WP_OK && !change->context->command->repairs
               ? wp_plan_check_conflict(change->plan, error)
               : status;
}

/* Return the absolute path that a plan file would have, or NULL. Create no directory. */
static char *find_path_of_new_plan(const char *name)
{
    struct wp_path path;
    struct wp_error ignored;
    char *real = NULL;

    if (!wp_path_exists(name))
        return NULL;
    if (wp_path_open(&path, name, &ignored) == WP_OK)
        real = wp_path_real(&path);
    wp_path_close(&path);
    return real;
}

char *wp_locked_plan_real_path(const struct wp_locked_plan *change)
{
    const char *path = change->context->plan_path;

    if (change->save != NULL)
        return wp_save_real_path(change->save);
    return change->is_new ? find_path_of_new_plan(path) : wp_path_resolve(path);
}

enum wp_status wp_locked_plan_find_week(struct wp_locked_plan *change, struct wp_error *error)
{
    enum wp_status status =
        wp_plan_input_find(change->context, change->plan, &change->found, error);

    if (status != WP_MISSING)
        return status;
    change->new_week =
        change->context->later
            ? wp_week_empty_later()
            : wp_week_empty(wp_plan_input_week_start(change->context, &change->found));
    return WP_OK;
}

enum wp_status wp_locked_plan_put_diff(struct wp_locked_plan *change, struct wp_error *error)
{
    struct wp_context *context = change->context;
    const struct wp_diff_file file = {context->plan_path, change->is_new, change->removes_file};
    struct wp_buf diff = WP_BUF_INIT;
    enum wp_status status =
        wp_unified_diff(&diff, &file, &change->input, &change->edit.patch, error);

    if (status == WP_OK)
        wp_context_put_bytes(&context->diff, wp_buf_str(&diff));
    wp_buf_free(&diff);
    return status;
}

void wp_locked_plan_end(struct wp_locked_plan *change)
{
    wp_week_free(change->found.week);
    wp_edit_free(&change->edit);
    wp_plan_close(change->plan);
    wp_input_file_close(&change->file);
    wp_save_end(change->save);
}
