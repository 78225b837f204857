#include "cli/opened.h"

#include "report/words.h"

enum wp_status wp_opened_open(struct wp_opened *opened, const struct wp_app *app,
                              struct wp_error *error)
{
    enum wp_status status;
    struct wp_input input;

    opened->file.fd = -1;
    if (wp_str_equal_c(wp_str(app->plan_path), "-"))
        status = wp_file_read_stdin(&opened->file, error);
    else
        status = wp_file_open(&opened->file, app->plan_path, error);
    if (status != WP_OK)
        return status;
    input = wp_file_input(&opened->file);
    return wp_plan_open(&opened->plan, &input, error);
}

enum wp_status wp_app_no_week(const struct wp_app *app, const struct wp_found *found,
                              struct wp_error *error)
{
    struct wp_window window = app->window;
    enum wp_weekday weekday = found->newest != WP_NO_DAY ? wp_weekday_of(found->newest) : WP_MONDAY;
    wp_day start = wp_window_start(window, weekday);
    struct wp_buf week = WP_BUF_INIT;
    struct wp_buf day = WP_BUF_INIT;
    bool this_week = app->today >= start && app->today <= start + 6;

    wp_words_week(&week, start, "-");
    if (!this_week) {
        wp_buf_puts(&day, " -w ");
        wp_day_format(&day, start);
    }
    wp_fail(error, WP_MISSING,
            "there is no week of %s in the plan yet (weekplan add%s TITLE starts it)",
            week.data != NULL ? week.data : "", day.data != NULL ? day.data : "");
    wp_buf_free(&week);
    wp_buf_free(&day);
    return WP_MISSING;
}

enum wp_status wp_app_find_week(const struct wp_app *app, struct wp_plan *plan,
                                struct wp_found *found, struct wp_error *error)
{
    struct wp_problems problems = {.list = error, .limit = 1};

    return wp_plan_find(plan, app->window, found, &problems);
}

enum wp_status wp_opened_find_week(struct wp_opened *opened, const struct wp_app *app,
                                   struct wp_error *error)
{
    enum wp_status status = wp_opened_open(opened, app, error);

    if (status != WP_OK)
        return status;
    status = wp_app_find_week(app, opened->plan, &opened->found, error);
    return status == WP_MISSING ? wp_app_no_week(app, &opened->found, error) : status;
}

void wp_opened_close(struct wp_opened *opened)
{
    wp_week_free(opened->found.week);
    wp_plan_close(opened->plan);
    wp_file_close(&opened->file);
}
