/* The context of a command: command line, environment and configuration together. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "cmd/commands.h"
#include "cmd/context.h"
#include "pseudo_terminal.h"

#include "scratch_directory.h"

enum { ARGV_MAX = 12 };

struct line {
    const char *words[ARGV_MAX];
};

/* Unset every variable that the program reads. The tests may run on a terminal or not. */
static int clear_environment(void **state)
{
    static const char *const names[] = {
        "WEEKPLAN_FILE", "WEEKPLAN_TODAY", "XDG_DATA_HOME",  "XDG_CONFIG_HOME",
        "COLUMNS",       "NO_COLOR",       "CLICOLOR_FORCE", "TERM",
        "LC_ALL",        "LC_CTYPE",       "LANG",           "FORCE_COLOR",
        "CLICOLOR",      "VTE_VERSION",    "TERM_PROGRAM",   "FORCE_HYPERLINK",
    };
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(unsetenv(names[i]), 0);
    return setenv("HOME", "/home/ada", 1);
}

static void set(const char *name, const char *value)
{
    assert_int_equal(setenv(name, value, 1), 0);
}

static enum wp_status init(struct line line, struct wp_context *context, struct wp_error *error)
{
    static const char *argv[ARGV_MAX + 2];
    int argc = 0;

    argv[argc++] = "weekplan";
    for (size_t i = 0; i < ARGV_MAX && line.words[i] != NULL; i++)
        argv[argc++] = line.words[i];
    argv[argc] = NULL;
    *error = (struct wp_error){0};
    return wp_context_init(context, wp_commands, argc, (char *const *)argv, error);
}

static struct wp_context init_ok(struct line line)
{
    struct wp_context context;
    struct wp_error error;

    enum wp_status status = init(line, &context, &error);
    assert_string_equal(error.message, "");
    assert_int_equal(status, WP_OK);
    return context;
}

static void assert_refused(struct line line, const char *message)
{
    struct wp_context context;
    struct wp_error error;

    assert_int_equal(init(line, &context, &error), WP_USAGE);
    assert_string_equal(error.message, message);
    wp_context_free(&context);
}

static void assert_plan(struct line line, const char *path)
{
    struct wp_context context = init_ok(line);
    assert_string_equal(context.plan_path, path);
    wp_context_free(&context);
}

static void the_plan_is_found_in_order(void **state)
{
    (void)state;
    assert_plan((struct line){{NULL}}, "/home/ada/.local/share/weekplan/plan.yaml");
    set("XDG_DATA_HOME", "relative/data");
    assert_plan((struct line){{NULL}}, "/home/ada/.local/share/weekplan/plan.yaml");
    set("XDG_DATA_HOME", "");
    assert_plan((struct line){{NULL}}, "/home/ada/.local/share/weekplan/plan.yaml");
    set("XDG_DATA_HOME", "/data");
    assert_plan((struct line){{NULL}}, "/data/weekplan/plan.yaml");
    set("WEEKPLAN_FILE", "");
    assert_plan((struct line){{NULL}}, "/data/weekplan/plan.yaml");
    set("WEEKPLAN_FILE", "mine.yaml");
    assert_plan((struct line){{NULL}}, "mine.yaml");
    assert_plan((struct line){{"-f", "other.yaml"}}, "other.yaml");
    assert_refused((struct line){{"-f", ""}}, "--file takes the name of a file, not ''");
}

static void standard_input_is_for_reading(void **state)
{
    (void)state;
    assert_plan((struct line){{"status", "-f", "-"}}, "-");
    assert_plan((struct line){{"check", "-f", "-"}}, "-");
    assert_refused((struct line){{"add", "-f", "-", "x"}},
                   "add needs a file: only commands that read the plan accept '-', standard "
                   "input");

    struct wp_context context = init_ok((struct line){{"status", "-f", "-"}});
    assert_string_equal(wp_context_plan_name(&context), "<stdin>");
    wp_context_free(&context);
}

static wp_day today_of(struct line line)
{
    struct wp_context context = init_ok(line);
    wp_day today = context.today;
    wp_context_free(&context);
    return today;
}

static void today_is_said_or_read_off_the_clock(void **state)
{
    (void)state;
    assert_true(today_of((struct line){{NULL}}) > wp_day_of((struct wp_date){2019, 8, 6}));
    set("WEEKPLAN_TODAY", "2019-08-06");
    assert_int_equal(today_of((struct line){{NULL}}), wp_day_of((struct wp_date){2019, 8, 6}));
    assert_int_equal(today_of((struct line){{"--today", "2020-02-29"}}),
                     wp_day_of((struct wp_date){2020, 2, 29}));

    assert_refused((struct line){{"--today", "2019-02-30"}},
                   "--today takes a day such as 2019-08-06, not '2019-02-30'");
    assert_refused((struct line){{"--today", "fri"}},
                   "--today takes a day such as 2019-08-06, not 'fri'");
    assert_int_equal(today_of((struct line){{"--today", "6 aug 2019"}}),
                     wp_day_of((struct wp_date){2019, 8, 6}));
    assert_int_equal(today_of((struct line){{"--today", "tomorrow"}}),
                     today_of((struct line){{"--today", "+1"}}));
    set("WEEKPLAN_TODAY", "2019-8-6");
    assert_refused((struct line){{NULL}},
                   "WEEKPLAN_TODAY takes a day such as 2019-08-06, not '2019-8-6'");
}

static void the_week_is_this_one_or_named(void **state)
{
    (void)state;
    wp_day today = wp_day_of((struct wp_date){2019, 8, 6});
    set("WEEKPLAN_TODAY", "2019-08-06");

    struct wp_context context = init_ok((struct line){{NULL}});
    assert_false(context.window_given);
    assert_int_equal(context.window.last, today);
    wp_context_free(&context);

    context = init_ok((struct line){{"-w", "last"}});
    assert_true(context.window_given);
    assert_int_equal(context.window.last, today - 7);
    assert_false(context.later);
    wp_context_free(&context);

    context = init_ok((struct line){{"-w", "later"}});
    assert_true(context.later);
    wp_context_free(&context);

    assert_refused(
        (struct line){{"--week", "someday"}},
        "--week takes a day (2019-08-06), an ISO week (2019-W32, or W32 for the nearest), "
        "this, last, next, later, or weeks from now (-2, +1), not 'someday'");
}

static bool colored(struct line line)
{
    struct wp_context context = init_ok(line);
    bool color = context.color;
    if (wp_given(&context.arguments, WP_OPT_COLOR) || getenv("NO_COLOR") != NULL)
        assert_int_equal(context.color_errors, color);
    wp_context_free(&context);
    return color;
}

static void color_is_decided_in_order(void **state)
{
    (void)state;
    set("TERM", "dumb");
    assert_false(colored((struct line){{NULL}}));
    set("CLICOLOR_FORCE", "0");
    assert_false(colored((struct line){{NULL}}));
    set("CLICOLOR_FORCE", "");
    assert_false(colored((struct line){{NULL}}));
    set("CLICOLOR_FORCE", "1");
    assert_true(colored((struct line){{NULL}}));
    assert_true(colored((struct line){{"--color=auto"}}));
    set("NO_COLOR", "");
    assert_true(colored((struct line){{NULL}}));
    set("NO_COLOR", "1");
    assert_false(colored((struct line){{NULL}}));
    assert_true(colored((struct line){{"--color", "always"}}));
    assert_false(colored((struct line){{"--color=never"}}));
    assert_refused((struct line){{"--color=maybe"}},
                   "--color takes auto, always or never, not 'maybe'");
}

/* The variable FORCE_COLOR has the effect of CLICOLOR_FORCE. CLICOLOR=0 has the effect of NO_COLOR,
 * unless another variable forces colours. */
static void other_variables_decide_about_colors_too(void **state)
{
    (void)state;
    set("FORCE_COLOR", "1");
    assert_true(colored((struct line){{NULL}}));
    set("CLICOLOR", "0");
    assert_true(colored((struct line){{NULL}}));
    set("FORCE_COLOR", "0");
    assert_false(colored((struct line){{NULL}}));
    set("FORCE_COLOR", "1");
    set("NO_COLOR", "1");
    assert_false(colored((struct line){{NULL}}));
}

static bool linked(struct line line)
{
    struct wp_context context = init_ok(line);
    bool links = wp_context_text_style(&context).links;

    assert_false(wp_context_error_style(&context).links);
    wp_context_free(&context);
    return links;
}

static void links_are_decided_in_order(void **state)
{
    (void)state;
    set("TERM", "xterm-kitty"); /* the standard output of this test may be no terminal */
    assert_true(linked((struct line){{"--hyperlink=always"}}));
    assert_false(linked((struct line){{"--hyperlink=never"}}));
    set("FORCE_HYPERLINK", "1");
    assert_true(linked((struct line){{NULL}}));
    assert_true(linked((struct line){{"--hyperlink", "auto"}}));
    assert_false(linked((struct line){{"--hyperlink=never"}}));
    set("FORCE_HYPERLINK", "0");
    assert_false(linked((struct line){{NULL}}));
    assert_refused((struct line){{"--hyperlink=maybe"}},
                   "--hyperlink takes auto, always or never, not 'maybe'");
}

static unsigned width(const char *columns)
{
    set("COLUMNS", columns);
    struct wp_context context = init_ok((struct line){{NULL}});
    unsigned result = context.width;
    wp_context_free(&context);
    return result;
}

static void columns_are_a_number_within_reason(void **state)
{
    (void)state;
    assert_int_equal(width("64"), 64);
    assert_int_equal(width("0064"), 64);
    assert_int_equal(width("3"), 20);
    assert_int_equal(width("99999999999999999999"), 1000);
    assert_int_equal(width("4294967360"), 1000); /* 2^32 + 64 */

    /* COLUMNS is ignored if it is not valid. Then the width is that of the test's terminal, or
     * the default. */
    unsigned otherwise = width("0");
    assert_int_equal(width("64x"), otherwise);
    assert_int_equal(width("-64"), otherwise);
    assert_int_equal(width(" 64"), otherwise);
    assert_int_equal(width(""), otherwise);
}

static bool ascii(struct line line)
{
    struct wp_context context = init_ok(line);
    bool result = context.ascii;
    wp_context_free(&context);
    return result;
}

/* The width of messages depends on standard error alone, as in `weekplan --json | less`. */
static void messages_are_as_wide_as_their_terminal(void **state)
{
    (void)state;
    int controller;
    int terminal = terminal_open(&controller, 123);
    int null = open("/dev/null", O_WRONLY);
    int saved[] = {dup(STDOUT_FILENO), dup(STDERR_FILENO)};

    if (terminal < 0)
        skip();
    assert_true(dup2(null, STDOUT_FILENO) >= 0 && dup2(terminal, STDERR_FILENO) >= 0);
    struct wp_context context = init_ok((struct line){{NULL}});
    struct wp_text_style shown = wp_context_error_style(&context);
    assert_true(dup2(null, STDERR_FILENO) >= 0);
    struct wp_context piped = init_ok((struct line){{NULL}});
    assert_true(dup2(saved[0], STDOUT_FILENO) >= 0 && dup2(saved[1], STDERR_FILENO) >= 0);

    assert_true(shown.wraps);
    assert_int_equal(shown.width, 123);
    assert_int_equal(wp_context_text_style(&context).width, 80);
    assert_false(wp_context_error_style(&piped).wraps);
    assert_int_equal(wp_context_error_style(&piped).width, 80);
    int opened[] = {saved[0], saved[1], null, terminal, controller};
    for (size_t i = 0; i < sizeof opened / sizeof opened[0]; i++)
        close(opened[i]);
    wp_context_free(&context);
    wp_context_free(&piped);
}

static void a_locale_without_utf8_is_ascii(void **state)
{
    (void)state;
    set("LC_ALL", "C.UTF-8");
    assert_false(ascii((struct line){{NULL}}));
    assert_true(ascii((struct line){{"--ascii"}}));
    set("LC_ALL", "de_DE.ISO-8859-1");
    assert_true(ascii((struct line){{NULL}}));
}

static void assert_helps(struct line line, const char *topic)
{
    struct wp_context context = init_ok(line);

    assert_ptr_equal(context.command, wp_command_find(wp_commands, "help"));
    assert_int_equal(context.arguments.word_count, topic != NULL ? 1 : 0);
    if (topic != NULL)
        assert_string_equal(context.arguments.words[0], topic);
    assert_null(context.plan_path);
    wp_context_free(&context);
}

/* Help ignores the rest of the command line and the environment. */
static void help_is_there_anywhere(void **state)
{
    (void)state;
    set("WEEKPLAN_TODAY", "whenever");
    assert_helps((struct line){{"--help"}}, NULL);
    assert_helps((struct line){{"add", "--help"}}, "add");
    assert_helps((struct line){{"-h", "path", "too", "many", "--week", "x"}}, "path");
}

/* --version prints the version, whatever the rest of the command line and the environment are. */
static void version_is_there_anywhere(void **state)
{
    (void)state;
    set("WEEKPLAN_TODAY", "whenever");
    struct wp_context context = init_ok((struct line){{"--version", "add", "--help"}});

    assert_ptr_equal(context.command, wp_command_find(wp_commands, "version"));
    assert_null(context.plan_path);
    wp_context_free(&context);
}

/* An error of the command line is printed with the colours that were asked for. */
static void a_failure_knows_how_to_be_shown(void **state)
{
    struct wp_context context;
    struct wp_error error;

    (void)state;
    set("COLUMNS", "64");
    set("LC_ALL", "C");
    assert_int_equal(init((struct line){{"--color=always", "--bogus"}}, &context, &error),
                     WP_USAGE);
    assert_true(context.color_errors);
    assert_true(context.ascii);
    assert_int_equal(context.width, 64);
    wp_context_free(&context);
}

static void other_programs_know_the_plan(void **state)
{
    (void)state;
    struct wp_context context = init_ok((struct line){{"-f", "-", "brew", "--help"}});

    assert_null(context.command);
    assert_string_equal(context.arguments.name, "brew");
    assert_string_equal(context.plan_path, "-");
    wp_context_free(&context);
}

/* Return whether output is coloured on a terminal of `columns` columns. Store the width that the
 * program uses in *found. */
static bool is_colored_on_terminal(unsigned short columns, unsigned *found)
{
    int controller;
    int terminal = terminal_open(&controller, columns);
    int saved = dup(STDOUT_FILENO);

    if (terminal < 0)
        skip();
    (void)fflush(stdout);
    assert_true(dup2(terminal, STDOUT_FILENO) >= 0);
    struct wp_context context = init_ok((struct line){{NULL}});
    assert_true(dup2(saved, STDOUT_FILENO) >= 0);
    bool color = context.color;
    *found = context.width;
    wp_context_free(&context);
    close(saved);
    close(terminal);
    close(controller);
    return color;
}

static void a_terminal_has_colors_and_a_width(void **state)
{
    unsigned found;

    (void)state;
    assert_false(is_colored_on_terminal(123, &found));
    assert_int_equal(found, 123);
    set("TERM", "dumb");
    assert_false(is_colored_on_terminal(5, &found));
    assert_int_equal(found, 20);
    set("TERM", "xterm");
    assert_true(is_colored_on_terminal(2000, &found));
    assert_int_equal(found, 1000);
    set("CLICOLOR", "0");
    assert_false(is_colored_on_terminal(80, &found));
    set("CLICOLOR", "1");
    assert_true(is_colored_on_terminal(80, &found));
    set("NO_COLOR", "1");
    assert_false(is_colored_on_terminal(0, &found));
    assert_int_equal(found, 80);
}

/* Write a configuration file into a new home directory. */
static void configure(const char *text)
{
    char path[128];

    mkdir(".config", 0700);
    mkdir(".config/weekplan", 0700);
    scratch_write(".config/weekplan/config.yaml", text, strlen(text));
    snprintf(path, sizeof path, "%s/.config", scratch);
    set("XDG_CONFIG_HOME", path);
}

static int begin_configured(void **state)
{
    return clear_environment(state) != 0 ? -1 : scratch_begin(state);
}

static void the_configuration_names_the_plan(void **state)
{
    char relative[128];

    (void)state;
    configure("file: ~/notes/plan.yaml\n");
    assert_plan((struct line){{NULL}}, "/home/ada/notes/plan.yaml");
    set("WEEKPLAN_FILE", "mine.yaml");
    assert_plan((struct line){{NULL}}, "mine.yaml");
    assert_plan((struct line){{"-f", "other.yaml"}}, "other.yaml");
    set("WEEKPLAN_FILE", "");
    configure("file: /plans/a.yaml\n");
    assert_plan((struct line){{NULL}}, "/plans/a.yaml");
    configure("file: a.yaml\n");
    snprintf(relative, sizeof relative, "%s/.config/weekplan/a.yaml", scratch);
    assert_plan((struct line){{NULL}}, relative);
    configure("goal: 70%\n");
    assert_plan((struct line){{NULL}}, "/home/ada/.local/share/weekplan/plan.yaml");
}

static void the_configuration_is_below_options_and_environment(void **state)
{
    (void)state;
    set("LC_ALL", "C.UTF-8");
    configure("color: always\nascii: true\n");
    assert_true(colored((struct line){{NULL}}));
    assert_true(ascii((struct line){{NULL}}));
    assert_false(colored((struct line){{"--color=never"}}));
    set("NO_COLOR", "1");
    assert_false(colored((struct line){{NULL}}));
    set("NO_COLOR", "");
    configure("color: never\nascii: false\n");
    assert_false(colored((struct line){{NULL}}));
    assert_false(ascii((struct line){{NULL}}));
    set("CLICOLOR_FORCE", "1");
    assert_true(colored((struct line){{NULL}}));
}

static void what_the_configuration_says_is_known(void **state)
{
    (void)state;
    struct wp_context context = init_ok((struct line){{NULL}});
    assert_int_equal(context.config.week_start, WP_MONDAY);
    assert_int_equal(context.config.goal, 800);
    wp_context_free(&context);

    configure("week_start: sunday\ngoal: 70%\nmail: {to: ada@example.org}\n");
    context = init_ok((struct line){{NULL}});
    assert_int_equal(context.config.week_start, WP_SUNDAY);
    assert_int_equal(context.config.goal, 700);
    assert_int_equal(context.config.mail_to.count, 1);
    wp_context_free(&context);
}

static void a_broken_configuration_stops_all_but_help(void **state)
{
    struct wp_context context;
    struct wp_error error;
    char path[128];

    (void)state;
    configure("goal: 70\n");
    assert_helps((struct line){{"help"}}, NULL);
    assert_helps((struct line){{"path", "--help"}}, "path");
    assert_int_equal(init((struct line){{"path"}}, &context, &error), WP_CONFIG);
    snprintf(path, sizeof path, "%s/.config/weekplan/config.yaml", scratch);
    assert_string_equal(wp_context_error_file(&context, &error), path);
    wp_context_free(&context);

    context = (struct wp_context){.plan_path = "plan.yaml"};
    error = (struct wp_error){.status = WP_INVALID, .line = 1};
    assert_string_equal(wp_context_error_file(&context, &error), "plan.yaml");
    error.line = 0;
    assert_null(wp_context_error_file(&context, &error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_plan_is_found_in_order, clear_environment),
        cmocka_unit_test_setup(standard_input_is_for_reading, clear_environment),
        cmocka_unit_test_setup(today_is_said_or_read_off_the_clock, clear_environment),
        cmocka_unit_test_setup(the_week_is_this_one_or_named, clear_environment),
        cmocka_unit_test_setup(color_is_decided_in_order, clear_environment),
        cmocka_unit_test_setup(other_variables_decide_about_colors_too, clear_environment),
        cmocka_unit_test_setup(links_are_decided_in_order, clear_environment),
        cmocka_unit_test_setup(columns_are_a_number_within_reason, clear_environment),
        cmocka_unit_test_setup(messages_are_as_wide_as_their_terminal, clear_environment),
        cmocka_unit_test_setup(a_locale_without_utf8_is_ascii, clear_environment),
        cmocka_unit_test_setup(help_is_there_anywhere, clear_environment),
        cmocka_unit_test_setup(version_is_there_anywhere, clear_environment),
        cmocka_unit_test_setup(a_failure_knows_how_to_be_shown, clear_environment),
        cmocka_unit_test_setup(other_programs_know_the_plan, clear_environment),
        cmocka_unit_test_setup(a_terminal_has_colors_and_a_width, clear_environment),
        cmocka_unit_test_setup_teardown(the_configuration_names_the_plan, begin_configured,
                                        scratch_end),
        cmocka_unit_test_setup_teardown(the_configuration_is_below_options_and_environment,
                                        begin_configured, scratch_end),
        cmocka_unit_test_setup_teardown(what_the_configuration_says_is_known, begin_configured,
                                        scratch_end),
        cmocka_unit_test_setup_teardown(a_broken_configuration_stops_all_but_help, begin_configured,
                                        scratch_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
