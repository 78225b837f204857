#include "cmd/locked_plan.h"

#include "cmd/plan_input.h"

enum wp_status wp_locked_plan_begin(struct wp_locked_plan *change, struct wp_error *error)
{
    enum wp_status status = wp_save_begin(&change->save, change->context->plan_path, error);

    if (status != WP_OK)
        return status;
    change->input = wp_save_input(change->save);
    status = wp_plan_open(&change->plan, &change->input, error);
    /* weeks that this change does not read may have a merge conflict too */
    return status == WP_OK ? wp_plan_check_conflict(change->plan, error) : status;
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

void wp_locked_plan_end(struct wp_locked_plan *change)
{
    wp_week_free(change->found.week);
    wp_edit_free(&change->edit);
    wp_plan_close(change->plan);
    wp_save_end(change->save);
}
