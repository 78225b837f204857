#include "cmd/start_week.h"

#include "cmd/plan_input.h"

enum wp_status wp_start_week_check_room(const struct wp_context *context,
                                        const struct wp_found *found, wp_day start,
                                        struct wp_error *error)
{
    struct wp_buf week = WP_BUF_INIT;
    enum wp_status status = wp_plan_input_check_start(start, error);

    if (status != WP_OK)
        return status;
    if ((found->before == WP_NO_DAY || found->before + WP_DAYS_OF_WEEK <= start) &&
        (found->after == WP_NO_DAY || start + WP_DAYS_OF_WEEK <= found->after))
        return WP_OK;
    wp_context_name_week(&week, context, start);
    wp_error_set(error, WP_USAGE,
                 "%s would overlap a week of the plan (to begin a week on another weekday, write "
                 "it with your editor)",
                 week.data);
    wp_buf_free(&week);
    return WP_USAGE;
}

enum wp_status wp_start_week(struct wp_locked_plan *change, const struct wp_week *week,
                             struct wp_error *error)
{
    const struct wp_found *found = &change->found;
    wp_day start = week->start;
    enum wp_status status =
        week->later ? WP_OK : wp_start_week_check_room(change->context, found, start, error);

    if (status == WP_OK)
        status = wp_edit_new_week(&change->edit, &change->input, found, week, error);
    change->edited = status == WP_OK;
    if (change->edited)
        wp_start_week_remark(change, start);
    return status;
}

void wp_start_week_remark(const struct wp_locked_plan *change, wp_day start)
{
    struct wp_context *context = change->context;
    struct wp_buf plan = WP_BUF_INIT;
    struct wp_buf week = WP_BUF_INIT;

    if (change->is_new) {
        wp_buf_printf(&plan, "started the plan %s", context->plan_path);
        wp_context_remark(context, &plan);
    }
    wp_buf_puts(&week, "started ");
    wp_context_name_week(&week, context, start);
    wp_context_remark(context, &week);
}
