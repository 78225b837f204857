#include "cli/app.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/settings.h"
#include "cli/shellword.h"
#include "report/diagnostic.h"
#include "report/escape.h"
#include "report/words.h"
#include "sys/clock.h"
#include "sys/home.h"
#include "sys/output.h"
#include "sys/tty.h"
#include <weekplan/view.h>

enum { WIDTH_DEFAULT = 80, WIDTH_MIN = 20, WIDTH_MAX = 1000 };

const char *wp_environment(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

static bool wants_color(const struct wp_app *app, int fd)
{
    const char *when = wp_given_value(&app->arguments, WP_OPT_COLOR);
    const char *force = wp_environment("CLICOLOR_FORCE");
    const char *terminal = wp_environment("TERM");

    if (when != NULL && strcmp(when, "auto") != 0)
        return strcmp(when, "always") == 0;
    if (wp_environment("NO_COLOR") != NULL)
        return false;
    if (force != NULL && strcmp(force, "0") != 0)
        return true;
    if (app->config.color == WP_COLOR_ALWAYS || app->config.color == WP_COLOR_NEVER)
        return app->config.color == WP_COLOR_ALWAYS;
    return terminal != NULL && strcmp(terminal, "dumb") != 0 && wp_tty_is(fd);
}

/* 0 when the text is no number. */
static unsigned parse_width(const char *text)
{
    unsigned width = 0;

    for (; *text >= '0' && *text <= '9'; text++) {
        width = width * 10 + (unsigned)(*text - '0');
        if (width > WIDTH_MAX)
            width = WIDTH_MAX;
    }
    return *text == '\0' ? width : 0;
}

static unsigned find_width(int fd)
{
    const char *columns = wp_environment("COLUMNS");
    unsigned width = columns != NULL ? parse_width(columns) : 0;

    if (width == 0)
        width = wp_tty_width(fd);
    if (width == 0)
        width = WIDTH_DEFAULT;
    if (width < WIDTH_MIN)
        width = WIDTH_MIN;
    return width < WIDTH_MAX ? width : WIDTH_MAX;
}

static void find_terminal(struct wp_app *app)
{
    app->width = find_width(STDOUT_FILENO);
    app->width_errors = find_width(STDERR_FILENO);
    app->wraps_errors = wp_tty_is(STDERR_FILENO);
    app->color = wants_color(app, STDOUT_FILENO);
    app->color_errors = wants_color(app, STDERR_FILENO);
    app->ascii = wp_given(&app->arguments, WP_OPT_ASCII) || app->config.ascii || !wp_tty_utf8();
}

static enum wp_status check_color(const struct wp_app *app, struct wp_error *error)
{
    const char *when = wp_given_value(&app->arguments, WP_OPT_COLOR);

    if (when == NULL || strcmp(when, "auto") == 0 || strcmp(when, "always") == 0 ||
        strcmp(when, "never") == 0)
        return WP_OK;
    return wp_fail(error, WP_USAGE, "--color takes auto, always or never, not '%s'", when);
}

static enum wp_status find_today(struct wp_app *app, struct wp_error *error)
{
    const char *source = "--today";
    const char *text = wp_given_value(&app->arguments, WP_OPT_TODAY);

    if (text == NULL) {
        source = "WEEKPLAN_TODAY";
        text = wp_environment(source);
    }
    if (text == NULL) {
        app->today = wp_clock_today();
        if (app->today == WP_NO_DAY)
            return wp_fail(error, WP_IO, "cannot tell what day it is (--today says it)");
    } else if (!wp_day_parse(wp_str(text), &app->today)) {
        return wp_fail(error, WP_USAGE, "%s takes a day such as 2019-08-06, not '%s'", source,
                       text);
    }
    return WP_OK;
}

enum wp_status wp_app_read_window(const struct wp_app *app, const struct wp_window_option *option,
                                  struct wp_window *window, struct wp_error *error)
{
    if (wp_window_parse(wp_str(option->value), app->today, window))
        return WP_OK;
    if (wp_window_is_named(wp_str(option->value), app->today))
        return wp_fail(error, WP_USAGE,
                       "%s %s is not within the years 0001 to 9999, and no week of a plan can be "
                       "elsewhere",
                       option->name, option->value);
    return wp_fail(error, WP_USAGE, "%s takes %s not '%s'", option->name, option->takes,
                   option->value);
}

static enum wp_status find_window(struct wp_app *app, struct wp_error *error)
{
    const char *text = wp_given_value(&app->arguments, WP_OPT_WEEK);

    app->window_given = text != NULL;
    if (text == NULL)
        app->window = wp_window_holding(app->today);
    else
        return wp_app_read_window(
            app,
            &(struct wp_window_option){"--week", text,
                                       "a day (2019-08-06), an ISO week (2019-W32, or W32 for the "
                                       "nearest), this, last, next, or weeks from now (-2, +1),"},
            &app->window, error);
    return WP_OK;
}

enum wp_status wp_app_usual_plan(const struct wp_app *app, struct wp_buf *path,
                                 struct wp_error *error)
{
    if (!wp_settings_plan(app, path)) {
        if (!wp_home_path(path, "XDG_DATA_HOME", ".local/share"))
            return wp_fail(error, WP_CONFIG,
                           "cannot tell where the plan is: there is no home directory "
                           "(--file or WEEKPLAN_FILE names the plan)");
        wp_buf_puts(path, "/weekplan/plan.yaml");
    }
    return path->failed ? wp_fail_memory(error) : WP_OK;
}

static enum wp_status find_plan(struct wp_app *app, struct wp_error *error)
{
    const char *path = wp_given_value(&app->arguments, WP_OPT_FILE);

    if (path == NULL)
        path = wp_environment("WEEKPLAN_FILE");
    if (path == NULL) {
        enum wp_status status = wp_app_usual_plan(app, &app->found_path, error);

        app->plan_path = app->found_path.data;
        return status;
    }
    if (path[0] == '\0')
        return wp_fail(error, WP_USAGE, "--file takes the name of a file, not ''");
    if (strcmp(path, "-") == 0 && app->command != NULL && app->command->plan == WP_PLAN_FILE)
        return wp_fail(error, WP_USAGE,
                       "%s needs a file: only commands that read the plan take it from '-', "
                       "standard input",
                       app->command->name);
    app->plan_path = path;
    return WP_OK;
}

/* What there is to be known of the plan. Who wants none is not kept from running
 * by a broken configuration: so there is help to mend it. */
static enum wp_status find_settings_and_plan(struct wp_app *app, struct wp_error *error)
{
    enum wp_status status;

    if (app->command != NULL && app->command->plan == WP_PLAN_NONE)
        return WP_OK;
    status = wp_settings_read(app, error);
    if (app->config.arena != NULL)
        find_terminal(app);
    return status == WP_OK ? find_plan(app, error) : status;
}

/* `NAME ... --help` is `help NAME`, whatever else is on the command line. */
static void turn_to_help(struct wp_app *app)
{
    struct wp_arguments *arguments = &app->arguments;

    app->command = wp_command_find("help");
    arguments->word_count = 0;
    if (arguments->name != NULL)
        arguments->words[arguments->word_count++] = arguments->name;
}

enum wp_status wp_app_init(struct wp_app *app, int argc, char *const *argv, struct wp_error *error)
{
    *app = (struct wp_app){.program = argc > 0 ? argv[0] : "", .config = wp_config_default()};
    enum wp_status status = wp_arguments_parse(argc, argv, &app->arguments, error);
    find_terminal(app);
    if (status == WP_OK)
        status = check_color(app, error);
    if (status != WP_OK)
        return status;

    app->command = app->arguments.command;
    if (wp_given(&app->arguments, WP_OPT_VERSION) ||
        (app->command != NULL && wp_given(&app->arguments, WP_OPT_HELP))) {
        turn_to_help(app);
        return WP_OK;
    }
    if (app->command != NULL)
        status = wp_arguments_check(&app->arguments, error);
    if (status == WP_OK)
        status = find_today(app, error);
    if (status == WP_OK)
        status = find_window(app, error);
    if (status == WP_OK)
        status = find_settings_and_plan(app, error);
    return status;
}

void wp_app_free(struct wp_app *app)
{
    wp_arguments_free(&app->arguments);
    wp_buf_free(&app->found_path);
    wp_config_free(&app->config);
    wp_buf_free(&app->config_path);
    wp_buf_free(&app->subject);
    wp_buf_free(&app->out);
    wp_buf_free(&app->err);
}

const char *wp_app_plan_name(const struct wp_app *app)
{
    return app->plan_path != NULL && strcmp(app->plan_path, "-") == 0 ? "<stdin>" : app->plan_path;
}

const char *wp_app_error_file(const struct wp_app *app, const struct wp_error *error)
{
    if (error->line == 0)
        return NULL;
    return error->status == WP_CONFIG ? app->config_path.data : wp_app_plan_name(app);
}

static bool write_out(void *context, struct wp_str text)
{
    struct wp_app *app = context;

    if (wp_output_write(STDOUT_FILENO, text))
        return true;
    app->out_errno = errno;
    return false;
}

void wp_app_stream(struct wp_app *app)
{
    app->out.drain = write_out;
    app->out.context = app;
}

void wp_app_put_bytes(struct wp_app *app, struct wp_str lines)
{
    if (wp_tty_is(STDOUT_FILENO))
        wp_escape_prose(&app->out, lines);
    else
        wp_buf_append(&app->out, lines);
}

struct wp_text_style wp_app_text_style(const struct wp_app *app)
{
    return (struct wp_text_style){.color = app->color, .ascii = app->ascii, .width = app->width};
}

struct wp_text_style wp_app_error_style(const struct wp_app *app)
{
    return (struct wp_text_style){app->color_errors, app->ascii, app->width_errors,
                                  app->wraps_errors};
}

void wp_name_file(struct wp_buf *buf, const struct wp_app *app)
{
    const char *path = wp_given_value(&app->arguments, WP_OPT_FILE);

    if (path == NULL)
        return;
    wp_buf_puts(buf, " -f ");
    wp_shell_word(buf, path);
}

static void name_item(struct wp_buf *buf, const struct wp_item *item)
{
    if (item == NULL)
        return;
    wp_buf_putc(buf, ' ');
    wp_item_path(buf, item);
}

void wp_name_command(struct wp_buf *buf, const struct wp_app *app, const char *command,
                     const struct wp_item *item)
{
    wp_buf_printf(buf, "weekplan %s", command);
    wp_name_file(buf, app);
    if (app->window_given)
        wp_buf_printf(buf, " -w %s", wp_given_value(&app->arguments, WP_OPT_WEEK));
    name_item(buf, item);
}

void wp_name_adding(struct wp_buf *buf, const struct wp_app *app)
{
    if (strcmp(app->plan_path, "-") == 0)
        return;
    wp_name_command(buf, app, "add", NULL);
    wp_buf_puts(buf, " TITLE");
}

void wp_name_command_in(struct wp_buf *buf, const struct wp_app *app, const char *command,
                        wp_day start, const struct wp_item *item)
{
    wp_buf_printf(buf, "weekplan %s", command);
    wp_name_file(buf, app);
    if (wp_weeks_away(start, app->today) != 0) {
        wp_buf_puts(buf, " -w ");
        wp_day_format(buf, start);
    }
    name_item(buf, item);
}

void wp_name_week(struct wp_buf *buf, const struct wp_app *app, wp_day start)
{
    wp_buf_puts(buf, "the week of ");
    wp_words_week(buf, start, app->ascii ? "-" : "–");
}

void wp_remark(struct wp_app *app, struct wp_buf *text)
{
    struct wp_text_style style = wp_app_error_style(app);

    wp_diagnostic_remark(&app->err, wp_buf_str(text), &style);
    app->err.failed = app->err.failed || text->failed;
    wp_buf_free(text);
}

enum wp_status wp_fail_text(struct wp_error *error, enum wp_status status, struct wp_buf *text)
{
    enum wp_status failure =
        text->failed ? wp_fail_memory(error) : wp_fail(error, status, "%s", text->data);

    wp_buf_free(text);
    return failure;
}

enum wp_status wp_refuse(struct wp_buf *why, struct wp_error *error)
{
    return wp_fail_text(error, WP_USAGE, why);
}
