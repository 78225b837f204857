#include "cli/start.h"

#include "cli/opened.h"

enum wp_status wp_check_room(const struct wp_app *app, const struct wp_found *found, wp_day start,
                             struct wp_error *error)
{
    struct wp_buf week = WP_BUF_INIT;
    enum wp_status status = wp_app_check_start(start, error);

    if (status != WP_OK)
        return status;
    if ((found->before == WP_NO_DAY || found->before + 7 <= start) &&
        (found->after == WP_NO_DAY || start + 7 <= found->after))
        return WP_OK;
    wp_name_week(&week, app, start);
    wp_fail(error, WP_USAGE,
            "%s would overlap one that is in the plan (a week that begins on another "
            "weekday has to be written with your editor)",
            week.data != NULL ? week.data : "");
    wp_buf_free(&week);
    return WP_USAGE;
}

enum wp_status wp_start_week(struct wp_transaction *change, const struct wp_item *says,
                             struct wp_error *error)
{
    const struct wp_found *found = &change->found;
    wp_day start = wp_app_week_start(change->app, found);
    enum wp_status status = wp_check_room(change->app, found, start, error);

    if (status == WP_OK)
        status = wp_edit_new_week(&change->edit, &change->input, found, start, says, error);
    change->edited = status == WP_OK;
    if (change->edited)
        wp_say_started(change, start);
    return status;
}

void wp_say_started(const struct wp_transaction *change, wp_day start)
{
    struct wp_app *app = change->app;
    struct wp_buf plan = WP_BUF_INIT;
    struct wp_buf week = WP_BUF_INIT;

    if (wp_save_is_new(change->save)) {
        wp_buf_printf(&plan, "started the plan %s", app->plan_path);
        wp_remark(app, &plan);
    }
    wp_buf_puts(&week, "started ");
    wp_name_week(&week, app, start);
    wp_remark(app, &week);
}
