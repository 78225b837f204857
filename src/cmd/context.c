#include "cmd/context.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/config_file.h"
#include "cmd/shell_quote.h"
#include "os/clock.h"
#include "os/terminal.h"
#include "os/user.h"
#include "os/write_output.h"
#include "render/date_words.h"
#include "render/diagnostic.h"
#include "render/escape.h"
#include "render/fold.h"
#include <weekplan/view.h>

enum { WIDTH_DEFAULT = 80, WIDTH_MIN = 20, WIDTH_MAX = 1000 };

const char *wp_context_getenv(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

/* Whether the value of an option or a variable is `word`. NULL is allowed for `value`. */
static bool is_word(const char *value, const char *word)
{
    return value != NULL && strcmp(value, word) == 0;
}

/* Whether the variable is set, and not to 0. */
static bool is_switched_on(const char *name)
{
    return wp_context_getenv(name) != NULL && !is_word(wp_context_getenv(name), "0");
}

static bool is_capable_terminal(int fd)
{
    const char *terminal = wp_context_getenv("TERM");

    return terminal != NULL && strcmp(terminal, "dumb") != 0 && wp_terminal_is(fd);
}

static bool wants_color(const struct wp_context *context, int fd)
{
    const char *when = wp_given_value(&context->arguments, WP_OPT_COLOR);

    if (when != NULL && strcmp(when, "auto") != 0)
        return strcmp(when, "always") == 0;
    if (wp_context_getenv("NO_COLOR") != NULL)
        return false;
    if (is_switched_on("CLICOLOR_FORCE") || is_switched_on("FORCE_COLOR"))
        return true;
    if (is_word(wp_context_getenv("CLICOLOR"), "0"))
        return false;
    if (context->config.color == WP_COLOR_ALWAYS || context->config.color == WP_COLOR_NEVER)
        return context->config.color == WP_COLOR_ALWAYS;
    return is_capable_terminal(fd);
}

static bool wants_links(const struct wp_context *context)
{
    const char *when = wp_given_value(&context->arguments, WP_OPT_HYPERLINK);

    if (when != NULL && strcmp(when, "auto") != 0)
        return strcmp(when, "always") == 0;
    if (wp_context_getenv("FORCE_HYPERLINK") != NULL)
        return is_switched_on("FORCE_HYPERLINK");
    return is_capable_terminal(STDOUT_FILENO) && wp_terminal_links();
}

/* Return the number in `text`, but at most WIDTH_MAX. Return 0 if `text` is no number. */
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
    const char *columns = wp_context_getenv("COLUMNS");
    unsigned width = columns != NULL ? parse_width(columns) : 0;

    if (width == 0)
        width = wp_terminal_width(fd);
    if (width == 0)
        width = WIDTH_DEFAULT;
    if (width < WIDTH_MIN)
        width = WIDTH_MIN;
    return width < WIDTH_MAX ? width : WIDTH_MAX;
}

static void find_terminal(struct wp_context *context)
{
    int result = context->dry_run ? STDERR_FILENO : STDOUT_FILENO;

    context->width = find_width(result);
    context->width_errors = find_width(STDERR_FILENO);
    context->wraps = wp_terminal_is(STDOUT_FILENO);
    context->wraps_errors = wp_terminal_is(STDERR_FILENO);
    context->color = wants_color(context, result);
    context->color_errors = wants_color(context, STDERR_FILENO);
    context->links = wants_links(context);
    context->ascii =
        wp_given(&context->arguments, WP_OPT_ASCII) || context->config.ascii || !wp_terminal_utf8();
}

/* Return WP_USAGE if the value of the option is none of auto, always and never. */
static enum wp_status check_when(const struct wp_context *context, enum wp_option_id id,
                                 struct wp_error *error)
{
    const char *when = wp_given_value(&context->arguments, id);

    if (when == NULL || strcmp(when, "auto") == 0 || strcmp(when, "always") == 0 ||
        strcmp(when, "never") == 0)
        return WP_OK;
    return wp_error_set(error, WP_USAGE, "%s takes auto, always or never, not '%s'",
                        wp_options[id].name, when);
}

static enum wp_status find_today(struct wp_context *context, struct wp_error *error)
{
    const char *name = "--today";
    const char *text = wp_given_value(&context->arguments, WP_OPT_TODAY);

    if (text == NULL) {
        name = "WEEKPLAN_TODAY";
        text = wp_context_getenv(name);
    }
    if (text != NULL && wp_day_parse(wp_str(text), &context->today))
        return WP_OK;
    context->today = wp_clock_today();
    if (context->today == WP_NO_DAY)
        return wp_error_set(error, WP_IO, "cannot read today's date (give it with --today)");
    if (text != NULL &&
        !wp_day_parse_word(wp_str(text), context->today, WP_NO_DAY, &context->today))
        return wp_error_set(error, WP_USAGE, "%s takes a day such as 2019-08-06, not '%s'", name,
                            text);
    return WP_OK;
}

enum wp_status wp_context_read_window(const struct wp_context *context,
                                      const struct wp_window_option *option,
                                      struct wp_window *window, struct wp_error *error)
{
    if (wp_window_parse(wp_str(option->value), context->today, window))
        return WP_OK;
    if (wp_window_is_named(wp_str(option->value), context->today))
        return wp_error_set(error, WP_USAGE,
                            "%s %s is not within the years 0001 to 9999, which a plan can have",
                            option->name, option->value);
    return wp_error_set(error, WP_USAGE, "%s takes %s not '%s'%s", option->name, option->takes,
                        option->value,
                        wp_given_is_followed(&context->arguments, option->value)
                            ? " (a value of several words needs quotes)"
                            : "");
}

/* Return WP_USAGE if the command refuses the list for later. */
static enum wp_status check_takes_later(const struct wp_context *context, struct wp_error *error)
{
    static const struct {
        const char *command;
        const char *rest; /* end of the message, after the command line */
    } advice[] = {
        [WP_LATER_REFUSES] = {"status", " shows the list"},
        [WP_LATER_MOVES] = {"mv", " REF --to this brings an item into this week"},
        [WP_LATER_REMOVES] = {"rm", " REF removes an item"},
    };
    struct wp_buf why = WP_BUF_INIT;
    enum wp_later_use use = context->command->later;

    if (use == WP_LATER_TAKES)
        return WP_OK;
    wp_buf_printf(&why, "%s does not take the list for later (", context->command->name);
    wp_context_name_command(&why, context, advice[use].command, NULL);
    wp_buf_printf(&why, "%s)", advice[use].rest);
    return wp_context_refuse(&why, error);
}

enum wp_status wp_context_select(struct wp_context *context, const char *option, const char *value,
                                 struct wp_error *error)
{
    const struct wp_window_option given = {
        option, value,
        "a day (2019-08-06), an ISO week (2019-W32, or W32 for the nearest), this, last, next, "
        "later, or weeks from now (-2, +1),"};

    context->week_name = value;
    context->window = wp_window_holding(context->today);
    context->later = value != NULL && strcmp(value, WP_WEEK_LATER) == 0;
    return value == NULL || context->later
               ? WP_OK
               : wp_context_read_window(context, &given, &context->window, error);
}

static enum wp_status find_window(struct wp_context *context, struct wp_error *error)
{
    const char *value = wp_given_value(&context->arguments, WP_OPT_WEEK);

    context->window_given = value != NULL;
    if (wp_context_select(context, "--week", value, error) != WP_OK)
        return WP_USAGE;
    return context->later && context->command != NULL ? check_takes_later(context, error) : WP_OK;
}

enum wp_status wp_context_default_plan(const struct wp_context *context, struct wp_buf *path,
                                       struct wp_error *error)
{
    if (!wp_config_file_plan(&context->config, wp_buf_str(&context->config_path), path)) {
        if (!wp_user_path(path, "XDG_DATA_HOME", ".local/share"))
            return wp_error_set(error, WP_CONFIG,
                                "cannot find the plan: there is no home directory (name the plan "
                                "with --file or WEEKPLAN_FILE)");
        wp_buf_puts(path, "/weekplan/plan.yaml");
    }
    return WP_OK;
}

static enum wp_status find_plan_path(struct wp_context *context, struct wp_error *error)
{
    const char *path = wp_given_value(&context->arguments, WP_OPT_FILE);

    if (path == NULL)
        path = wp_context_getenv("WEEKPLAN_FILE");
    if (path == NULL) {
        enum wp_status status = wp_context_default_plan(context, &context->default_path, error);

        context->plan_path = context->default_path.data;
        return status;
    }
    if (path[0] == '\0')
        return wp_error_set(error, WP_USAGE, "--file takes the name of a file, not ''");
    if (strcmp(path, "-") == 0 && context->command != NULL &&
        context->command->plan != WP_PLAN_READ)
        return wp_error_set(
            error, WP_USAGE,
            "%s needs a file: only commands that read the plan accept '-', standard input",
            context->command->name);
    context->plan_path = path;
    return WP_OK;
}

enum wp_status wp_context_find_plan(struct wp_context *context, struct wp_error *error)
{
    enum wp_status status = wp_config_file_read(&context->config, &context->config_path, error);

    if (context->config.arena != NULL)
        find_terminal(context);
    return status == WP_OK ? find_plan_path(context, error) : status;
}

/* Whether the command needs the plan before it runs. Other commands run with an invalid
 * configuration, so that help can be read to repair it. */
static bool needs_plan(const struct wp_context *context)
{
    return context->command == NULL || context->command->plan == WP_PLAN_READ ||
           context->command->plan == WP_PLAN_FILE;
}

/* Replace a command line `NAME ... --help` by `help NAME`. */
static void turn_to_help(struct wp_context *context)
{
    struct wp_arguments *arguments = &context->arguments;

    context->command = wp_command_find(arguments->commands, "help");
    arguments->word_count = 0;
    if (arguments->name != NULL)
        arguments->words[arguments->word_count++] = arguments->name;
}

enum wp_status wp_context_init(struct wp_context *context, const struct wp_command *const *commands,
                               int argc, char *const *argv, struct wp_error *error)
{
    *context =
        (struct wp_context){.program = argc > 0 ? argv[0] : "", .config = wp_config_default()};
    enum wp_status status = wp_arguments_parse(argc, argv, commands, &context->arguments, error);
    context->quiet = wp_given(&context->arguments, WP_OPT_QUIET);
    context->json = wp_given(&context->arguments, WP_OPT_JSON);
    context->dry_run = wp_given(&context->arguments, WP_OPT_DRY_RUN);
    find_terminal(context);
    if (status == WP_OK)
        status = check_when(context, WP_OPT_COLOR, error);
    if (status == WP_OK)
        status = check_when(context, WP_OPT_HYPERLINK, error);
    if (status != WP_OK)
        return status;

    context->command = context->arguments.command;
    if (wp_given(&context->arguments, WP_OPT_VERSION)) {
        context->command = wp_command_find(commands, "version");
        return WP_OK;
    }
    if (context->command != NULL && wp_given(&context->arguments, WP_OPT_HELP)) {
        turn_to_help(context);
        return WP_OK;
    }
    if (context->command != NULL)
        status = wp_arguments_check(&context->arguments, error);
    if (status == WP_OK)
        status = find_today(context, error);
    if (status == WP_OK)
        status = find_window(context, error);
    if (status == WP_OK && needs_plan(context))
        status = wp_context_find_plan(context, error);
    return status;
}

void wp_context_free(struct wp_context *context)
{
    wp_arguments_free(&context->arguments);
    wp_buf_free(&context->default_path);
    wp_config_free(&context->config);
    wp_buf_free(&context->config_path);
    wp_buf_free(&context->subject);
    wp_buf_free(&context->out);
    wp_buf_free(&context->diff);
    wp_buf_free(&context->json_weeks);
    wp_buf_free(&context->json_unchanged);
    wp_buf_free(&context->err);
}

const char *wp_context_plan_name(const struct wp_context *context)
{
    return context->plan_path != NULL && strcmp(context->plan_path, "-") == 0 ? "<stdin>"
                                                                              : context->plan_path;
}

const char *wp_context_error_file(const struct wp_context *context, const struct wp_error *error)
{
    if (error->line == 0)
        return NULL;
    return error->status == WP_CONFIG ? context->config_path.data : wp_context_plan_name(context);
}

void wp_context_clear_result(struct wp_context *context)
{
    wp_buf_clear(&context->out);
    wp_buf_clear(&context->err);
    wp_buf_clear(&context->json_weeks);
    wp_buf_clear(&context->json_unchanged);
}

void wp_context_put_bytes(struct wp_buf *out, struct wp_str lines)
{
    if (wp_terminal_is(STDOUT_FILENO))
        wp_escape_prose(out, lines);
    else
        wp_buf_append(out, lines);
}

struct wp_text_style wp_context_text_style(const struct wp_context *context)
{
    return (struct wp_text_style){.color = context->color,
                                  .ascii = context->ascii,
                                  .width = context->width,
                                  .wraps = context->wraps,
                                  .links = context->links};
}

struct wp_text_style wp_context_error_style(const struct wp_context *context)
{
    return (struct wp_text_style){.color = context->color_errors,
                                  .ascii = context->ascii,
                                  .width = context->width_errors,
                                  .wraps = context->wraps_errors};
}

void wp_context_fold_result(struct wp_context *context)
{
    const struct wp_text_style style =
        context->dry_run ? wp_context_error_style(context) : wp_context_text_style(context);
    struct wp_buf lines = context->out;

    if (!style.wraps)
        return;
    context->out = (struct wp_buf)WP_BUF_INIT;
    wp_fold_put_lines(&context->out, wp_buf_str(&lines), style.width);
    wp_buf_free(&lines);
}

void wp_context_name_file(struct wp_buf *buf, const struct wp_context *context)
{
    const char *path = wp_given_value(&context->arguments, WP_OPT_FILE);

    if (path == NULL)
        return;
    wp_buf_puts(buf, " -f ");
    wp_shell_quote(buf, path);
}

static void name_item(struct wp_buf *buf, const struct wp_item *item)
{
    if (item == NULL)
        return;
    wp_buf_putc(buf, ' ');
    wp_item_path(buf, item);
}

void wp_context_name_command(struct wp_buf *buf, const struct wp_context *context,
                             const char *command, const struct wp_item *item)
{
    wp_buf_printf(buf, "weekplan %s", command);
    wp_context_name_file(buf, context);
    if (context->week_name != NULL) {
        wp_buf_puts(buf, " -w ");
        wp_shell_quote(buf, context->week_name);
    }
    name_item(buf, item);
}

void wp_context_name_add(struct wp_buf *buf, const struct wp_context *context)
{
    if (strcmp(context->plan_path, "-") == 0)
        return;
    wp_context_name_command(buf, context, "add", NULL);
    wp_buf_puts(buf, " TITLE");
}

void wp_context_name_command_in(struct wp_buf *buf, const struct wp_context *context,
                                const char *command, wp_day start, const struct wp_item *item)
{
    wp_buf_printf(buf, "weekplan %s", command);
    wp_context_name_file(buf, context);
    if (start == WP_NO_DAY) {
        wp_buf_puts(buf, " -w " WP_WEEK_LATER);
    } else if (wp_view_weeks_away(start, context->today) != 0) {
        wp_buf_puts(buf, " -w ");
        wp_day_format(buf, start);
    }
    name_item(buf, item);
}

void wp_context_name_week(struct wp_buf *buf, const struct wp_context *context, wp_day start)
{
    if (start == WP_NO_DAY) {
        wp_buf_puts(buf, "the list for later");
        return;
    }
    wp_buf_puts(buf, "the week of ");
    wp_date_words_week(buf, start, context->ascii ? "-" : "–");
}

void wp_context_put_note(struct wp_context *context, struct wp_str lines)
{
    if (!context->quiet)
        wp_buf_append(&context->err, lines);
}

void wp_context_remark(struct wp_context *context, struct wp_buf *text)
{
    struct wp_text_style style = wp_context_error_style(context);
    struct wp_buf lines = WP_BUF_INIT;

    wp_diagnostic_remark(&lines, wp_buf_str(text), &style);
    wp_context_put_note(context, wp_buf_str(&lines));
    wp_buf_free(&lines);
    wp_buf_free(text);
}

void wp_context_warn(struct wp_context *context, struct wp_buf *text)
{
    struct wp_text_style style = wp_context_error_style(context);

    wp_diagnostic_remark(&context->err, wp_buf_str(text), &style);
    wp_buf_free(text);
}

void wp_context_put_problem(struct wp_context *context, const char *file,
                            const struct wp_error *error)
{
    struct wp_text_style style = wp_context_error_style(context);

    wp_diagnostic_text(&context->err, file, error, &style);
}

enum wp_status wp_context_fail(struct wp_error *error, enum wp_status status, struct wp_buf *text)
{
    wp_error_set(error, status, "%s", text->data);
    wp_buf_free(text);
    return status;
}

enum wp_status wp_context_refuse(struct wp_buf *text, struct wp_error *error)
{
    return wp_context_fail(error, WP_USAGE, text);
}
