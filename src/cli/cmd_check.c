#include <inttypes.h>
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/opened.h"
#include "report/diagnostic.h"

enum { PROBLEMS_SHOWN = 100 };

static void count(struct wp_buf *out, size_t number, const char *what)
{
    wp_buf_printf(out, "%zu %s%s", number, what, number == 1 ? "" : "s");
}

static void list_problems(struct wp_app *app, const struct wp_problems *problems)
{
    struct wp_text_style style = wp_app_error_style(app);
    size_t found = problems->errors + problems->warnings;
    struct wp_buf rest = WP_BUF_INIT;
    size_t i;

    for (i = 0; i < problems->count; i++)
        wp_diagnostic_text(&app->err, wp_app_plan_name(app), &problems->list[i], &style);
    if (found == problems->count)
        return;
    wp_buf_printf(&rest, "%zu more problems are not shown", found - problems->count);
    wp_remark(app, &rest);
}

static void sum_up(struct wp_app *app, const struct wp_problems *problems, size_t weeks,
                   size_t items)
{
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
    count(&app->out, weeks, "week");
    if (problems->errors == 0) { /* what is broken cannot be counted */
        wp_buf_puts(&app->out, " with ");
        count(&app->out, items, "item");
    }
    wp_buf_puts(&app->out, ".\n");
}

enum wp_status wp_cmd_check(struct wp_app *app, struct wp_error *error)
{
    struct wp_problems problems = {.limit = PROBLEMS_SHOWN};
    struct wp_opened opened = {.plan = NULL};
    size_t weeks = 0;
    size_t items = 0;
    enum wp_status status = wp_opened_open(&opened, app, error);

    if (status != WP_OK)
        goto out;
    problems.list = calloc(PROBLEMS_SHOWN, sizeof *problems.list);
    if (problems.list == NULL) {
        status = wp_fail_memory(error);
        goto out;
    }
    status = wp_plan_check(opened.plan, &problems, &weeks, &items);
    if (status != WP_OK && status != WP_INVALID) {
        *error = problems.list[problems.count - 1];
        goto out;
    }
    if (wp_given(&app->arguments, WP_OPT_JSON)) {
        wp_problems_json(&app->out, wp_app_plan_name(app), &problems, weeks, items);
    } else {
        list_problems(app, &problems);
        sum_up(app, &problems, weeks, items);
    }
out:
    free(problems.list);
    wp_opened_close(&opened);
    return status;
}
