#include "cmd/run_change.h"

#include "cmd/plan_input.h"
#include "cmd/undoable_save.h"
#include "os/backoff.h"
#include "os/input_file.h"

/* Print as a note the files beside the plan that other programs have saved while a killed run was
 * replacing the plan. */
static void remark_kept(struct wp_context *context, const struct wp_buf *kept)
{
    struct wp_buf remark = WP_BUF_INIT;

    if (kept->length == 0)
        return;
    wp_buf_printf(&remark,
                  "this file beside the plan was saved by another program, and kept when weekplan "
                  "was killed (look at it, then remove it): %s",
                  kept->data);
    wp_context_warn(context, &remark);
}

/* Return WP_MISSING if there is no plan file. Without this check, saving would create the
 * directory of the file. */
static enum wp_status check_exists(const struct wp_context *context, struct wp_error *error)
{
    struct wp_input_file file;
    enum wp_status status = wp_input_file_open(&file, context->plan_path, error);

    wp_input_file_close(&file);
    return status;
}

/* The function that makes the edit, its data, and whether it needs the selected week. */
struct change_request {
    wp_change_intent *intent;
    void *data;
    bool finds_week;
    bool needs_week;
};

/* Lock the plan and call the function that makes the edit. */
static enum wp_status make_edit(struct wp_locked_plan *change, const struct change_request *request,
                                struct wp_error *error)
{
    enum wp_status status = wp_locked_plan_begin(change, error);

    if (status == WP_OK && request->finds_week)
        status = wp_locked_plan_find_week(change, error);
    if (status == WP_OK && request->needs_week && change->found.week == NULL)
        status = wp_plan_input_no_week(change->context, &change->found, error);
    return status == WP_OK ? request->intent(change, request->data, error) : status;
}

/* Save the edit. After a failure empty the output, because the change was not made. */
static enum wp_status save_edit(struct wp_locked_plan *change, struct wp_error *error)
{
    enum wp_status status = wp_undoable_save_commit(change, error);

    if (status != WP_OK) {
        wp_context_clear_result(change->context);
    }
    return status;
}

/* Make the edit and save it, or print its diff with --dry-run. If another program has saved the
 * file meanwhile, begin again, for at most WP_WRITER_WAIT milliseconds. */
static enum wp_status run_request(struct wp_context *context, const struct change_request *request,
                                  struct wp_error *error)
{
    struct wp_backoff backoff = {.limit = WP_WRITER_WAIT};
    struct wp_buf kept = WP_BUF_INIT;
    enum wp_status status;
    bool edited;
    bool again;

    do {
        struct wp_locked_plan change = {.context = context};

        wp_buf_clear(&context->subject);
        wp_buf_clear(&kept);
        status = make_edit(&change, request, error);
        if (change.save != NULL)
            wp_buf_append(&kept, wp_save_kept(change.save));
        again = false;
        if (status == WP_OK && change.edited && context->dry_run) {
            status = wp_locked_plan_put_diff(&change, error);
        } else if (status == WP_OK && change.edited) {
            status = save_edit(&change, error);
            again = status == WP_BUSY && wp_backoff_pause(&backoff);
        }
        edited = change.edited;
        wp_locked_plan_end(&change);
    } while (again);
    context->changed = context->changed || (status == WP_OK && edited);
    remark_kept(context, &kept);
    wp_buf_free(&kept);
    return status;
}

enum wp_status wp_run_change(struct wp_context *context, wp_change_intent *intent, void *data,
                             enum wp_change_needs needs, struct wp_error *error)
{
    const struct change_request request = {intent, data, true, needs == WP_CHANGE_NEEDS_WEEK};
    enum wp_status status = needs == WP_CHANGE_NEEDS_NONE ? WP_OK : check_exists(context, error);

    return status == WP_OK ? run_request(context, &request, error) : status;
}

enum wp_status wp_run_change_of_file(struct wp_context *context, wp_change_intent *intent,
                                     void *data, bool starts, struct wp_error *error)
{
    const struct change_request request = {intent, data, false, false};
    enum wp_status status =
        starts || wp_path_exists(context->plan_path) ? WP_OK : check_exists(context, error);

    return status == WP_OK ? run_request(context, &request, error) : status;
}
