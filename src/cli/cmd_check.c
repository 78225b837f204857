#include "cli/checked.h"
#include "cli/commands.h"
#include "cli/opened.h"
#include "report/diagnostic.h"

static void count(struct wp_buf *out, size_t number, const char *what)
{
    wp_buf_printf(out, "%zu %s%s", number, what, number == 1 ? "" : "s");
}

static void sum_up(struct wp_app *app, const struct wp_checked *checked)
{
    const struct wp_problems *problems = &checked->problems;

    if (problems->errors > 0 || problems->warnings > 0) {
        count(&app->out, problems->errors, "error");
        if (problems->warnings > 0) {
            wp_buf_puts(&app->out, ", ");
            count(&app->out, problems->warnings, "warning");
        }
    } else {
        wp_buf_puts(&app->out, "No problems");
    }
    wp_buf_puts(&app->out, " in ");
    count(&app->out, checked->weeks, "week");
    if (problems->errors == 0) { /* what is broken cannot be counted */
        wp_buf_puts(&app->out, " with ");
        count(&app->out, checked->items, "item");
    }
    wp_buf_puts(&app->out, ".\n");
}

enum wp_status wp_cmd_check(struct wp_app *app, struct wp_error *error)
{
    struct wp_checked checked = {.weeks = 0};
    struct wp_opened opened = {.plan = NULL};
    enum wp_status status = wp_opened_open(&opened, app, error);

    if (status == WP_OK)
        status = wp_checked_read(&checked, opened.plan, error);
    else
        goto out;
    if (status != WP_OK && status != WP_INVALID)
        goto out;
    if (wp_given(&app->arguments, WP_OPT_JSON)) {
        wp_problems_json(&app->out, wp_app_plan_name(app), &checked.problems, checked.weeks,
                         checked.items);
    } else {
        wp_checked_list(app, wp_app_plan_name(app), &checked);
        sum_up(app, &checked);
    }
out:
    wp_checked_free(&checked);
    wp_opened_close(&opened);
    return status;
}
