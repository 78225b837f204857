#include "cli/commands.h"
#include "cli/letters.h"
#include "cli/opened.h"
#include "sys/tty.h"
#include <weekplan/view.h>

#include <stdlib.h>
#include <unistd.h>

/* --depth takes a whole number from 1 on. */
static enum wp_status read_depth(const struct wp_app *app, unsigned *depth, struct wp_error *error)
{
    const char *value = wp_given_value(&app->arguments, WP_OPT_DEPTH);
    wp_decimal levels;

    *depth = 0;
    if (value == NULL)
        return WP_OK;
    if (!wp_decimal_parse(wp_str(value), &levels) || levels % WP_DECIMAL_ONE != 0 || levels == 0)
        return wp_fail(error, WP_USAGE, "--depth: '%s' is not a number of levels (1, 2, ...)",
                       value);
    levels /= WP_DECIMAL_ONE;
    *depth = levels < WP_DEPTH_MAX ? (unsigned)levels : WP_DEPTH_MAX;
    return WP_OK;
}

static void show(struct wp_app *app, const struct wp_view *view)
{
    struct wp_text_style style = wp_app_text_style(app);

    if (wp_given(&app->arguments, WP_OPT_JSON))
        wp_status_json(&app->out, view);
    else if (wp_given(&app->arguments, WP_OPT_SHORT))
        wp_status_short(&app->out, view, &style);
    else if (wp_given(&app->arguments, WP_OPT_EXPLAIN))
        wp_status_explain(&app->out, view, &style);
    else
        wp_status_text(&app->out, view, &style);
}

/* A letter that was not sent is spoken of where somebody reads it, and not among
 * figures for a prompt or a program. */
static void remind(struct wp_app *app)
{
    if (wp_tty_is(STDOUT_FILENO) && !wp_given(&app->arguments, WP_OPT_JSON) &&
        !wp_given(&app->arguments, WP_OPT_SHORT))
        wp_letters_remind(app);
}

enum wp_status wp_cmd_status(struct wp_app *app, struct wp_error *error)
{
    struct wp_view_options options = {.today = app->today,
                                      .open_only = wp_given(&app->arguments, WP_OPT_OPEN)};
    struct wp_opened opened = {.plan = NULL};
    struct wp_view view = {.rows = NULL};
    struct wp_buf adding = WP_BUF_INIT;
    enum wp_status status = read_depth(app, &options.depth, error);

    if (status == WP_OK)
        remind(app);
    if (status == WP_OK)
        status = wp_opened_find_week(&opened, app, error);
    if (status == WP_MISSING && wp_given(&app->arguments, WP_OPT_JSON))
        wp_status_json_none(&app->out, app->today);
    if (status != WP_OK)
        goto out;
    if (opened.found.week->root.first == NULL) /* only then it is said */
        wp_name_adding(&adding, app);
    options.recording = wp_buf_str(&adding);
    status = adding.failed ? wp_fail_memory(error)
                           : wp_view_make(&view, opened.found.week, &options, error);
    if (status == WP_OK) {
        wp_app_stream(app);
        show(app, &view);
    }
out:
    wp_view_free(&view);
    wp_buf_free(&adding);
    wp_opened_close(&opened);
    return status;
}
