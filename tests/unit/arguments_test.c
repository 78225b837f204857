/* Parsing of a command line, and the tables of commands and options. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cmd/arguments.h"
#include "cmd/commands.h"
#include "cmd/option_table.h"

enum { ARGV_MAX = 12 };

/* The arguments of a command line, without the name of the program. */
struct line {
    const char *words[ARGV_MAX];
};

static enum wp_status parse(struct line line, struct wp_arguments *arguments,
                            struct wp_error *error)
{
    static const char *argv[ARGV_MAX + 2];
    int argc = 0;

    argv[argc++] = "weekplan";
    for (size_t i = 0; i < ARGV_MAX && line.words[i] != NULL; i++)
        argv[argc++] = line.words[i];
    argv[argc] = NULL;
    *error = (struct wp_error){0};
    return wp_arguments_parse(argc, (char *const *)argv, wp_commands, arguments, error);
}

static struct wp_arguments parse_ok(struct line line)
{
    struct wp_arguments arguments;
    struct wp_error error;

    assert_int_equal(parse(line, &arguments, &error), WP_OK);
    return arguments;
}

/* Parse and check a command line; expect WP_USAGE with this message. */
static void assert_refused(struct line line, const char *message)
{
    struct wp_arguments arguments;
    struct wp_error error;

    enum wp_status status = parse(line, &arguments, &error);
    if (status == WP_OK)
        status = wp_arguments_check(&arguments, &error);
    assert_int_equal(status, WP_USAGE);
    assert_int_equal(error.status, WP_USAGE);
    assert_string_equal(error.message, message);
    wp_arguments_free(&arguments);
}

static void assert_words(const struct wp_arguments *arguments, struct line expected)
{
    size_t i = 0;

    for (; expected.words[i] != NULL; i++) {
        assert_true(i < arguments->word_count);
        assert_string_equal(arguments->words[i], expected.words[i]);
    }
    assert_int_equal(arguments->word_count, i);
}

static void nothing_is_status(void **state)
{
    (void)state;
    struct wp_arguments arguments = parse_ok((struct line){{NULL}});

    assert_null(arguments.name);
    assert_ptr_equal(arguments.command, wp_command_find(wp_commands, "status"));
    assert_int_equal(arguments.option_count, 0);
    assert_int_equal(arguments.word_count, 0);
    wp_arguments_free(&arguments);
}

static void options_and_words_mix(void **state)
{
    (void)state;
    struct wp_arguments arguments = parse_ok((struct line){
        {"-w", "last", "add", "Mock", "--tag", "a", "interviews", "--tag=b", "--weight", "3"}});

    assert_string_equal(arguments.name, "add");
    assert_string_equal(arguments.command->name, "add");
    assert_words(&arguments, (struct line){{"Mock", "interviews"}});
    assert_int_equal(arguments.option_count, 4);
    assert_int_equal(arguments.options[1].id, WP_OPT_TAG);
    assert_string_equal(arguments.options[1].value, "a");
    assert_string_equal(wp_given_value(&arguments, WP_OPT_TAG), "b");
    assert_string_equal(wp_given_value(&arguments, WP_OPT_WEIGHT), "3");
    assert_string_equal(wp_given_value(&arguments, WP_OPT_WEEK), "last");
    assert_null(wp_given_value(&arguments, WP_OPT_NOTE));
    wp_arguments_free(&arguments);
}

static void values_are_glued_or_follow(void **state)
{
    (void)state;
    struct wp_arguments arguments = parse_ok((struct line){
        {"-w-2", "-fplan.yaml", "--today=2019-08-06", "--color=", "--note", "--json"}});

    assert_string_equal(wp_given_value(&arguments, WP_OPT_WEEK), "-2");
    assert_string_equal(wp_given_value(&arguments, WP_OPT_FILE), "plan.yaml");
    assert_string_equal(wp_given_value(&arguments, WP_OPT_TODAY), "2019-08-06");
    assert_string_equal(wp_given_value(&arguments, WP_OPT_COLOR), "");
    assert_string_equal(wp_given_value(&arguments, WP_OPT_NOTE), "--json");
    assert_false(wp_given(&arguments, WP_OPT_JSON));
    wp_arguments_free(&arguments);
}

static void the_last_one_counts(void **state)
{
    (void)state;
    struct wp_arguments arguments =
        parse_ok((struct line){{"-w", "last", "status", "--week", "-2", "-wnext"}});

    assert_string_equal(wp_given_value(&arguments, WP_OPT_WEEK), "next");
    wp_arguments_free(&arguments);
}

static void letters_are_bundled(void **state)
{
    (void)state;
    struct wp_arguments arguments = parse_ok((struct line){{"-hw", "last", "-hhf-"}});

    assert_int_equal(arguments.option_count, 5);
    assert_true(wp_given(&arguments, WP_OPT_HELP));
    assert_string_equal(wp_given_value(&arguments, WP_OPT_WEEK), "last");
    assert_string_equal(wp_given_value(&arguments, WP_OPT_FILE), "-");
    wp_arguments_free(&arguments);
}

static void numbers_and_a_dash_are_words(void **state)
{
    (void)state;
    struct wp_arguments arguments =
        parse_ok((struct line){{"add", "-1", "-2.5", "-.5", "-", "-1/3", ""}});

    assert_words(&arguments, (struct line){{"-1", "-2.5", "-.5", "-", "-1/3", ""}});
    assert_int_equal(arguments.option_count, 0);
    wp_arguments_free(&arguments);
}

static void two_dashes_end_the_options(void **state)
{
    (void)state;
    struct wp_arguments arguments =
        parse_ok((struct line){{"add", "--id", "--", "--", "--id", "--", "-x"}});

    assert_string_equal(wp_given_value(&arguments, WP_OPT_ID), "--");
    assert_words(&arguments, (struct line){{"--id", "--", "-x"}});
    wp_arguments_free(&arguments);
}

static void another_program_gets_the_rest(void **state)
{
    (void)state;
    struct wp_arguments arguments =
        parse_ok((struct line){{"--file", "a", "brew", "--strong", "-x", "tea"}});

    assert_string_equal(arguments.name, "brew");
    assert_null(arguments.command);
    assert_string_equal(wp_given_value(&arguments, WP_OPT_FILE), "a");
    assert_int_equal(arguments.word_count, 0);
    assert_string_equal(arguments.rest[0], "--strong");
    assert_string_equal(arguments.rest[2], "tea");
    assert_null(arguments.rest[3]);
    wp_arguments_free(&arguments);
}

static void unknown_options_get_a_suggestion(void **state)
{
    (void)state;
    assert_refused((struct line){{"--weak", "last"}},
                   "unknown option --weak (did you mean --week?)");
    assert_refused((struct line){{"status", "--jsn=x"}},
                   "unknown option --jsn (did you mean --json?)");
    assert_refused((struct line){{"-json"}}, "unknown option -json (did you mean --json?)");
    assert_refused((struct line){{"-x"}}, "unknown option -x (see weekplan help)");
    assert_refused((struct line){{"-hx"}}, "unknown option -hx (see weekplan help)");
    assert_refused((struct line){{"done", "--elephant"}},
                   "unknown option --elephant (see weekplan help done)");
}

static void nothing_is_abbreviated(void **state)
{
    (void)state;
    assert_refused((struct line){{"status", "--expl"}},
                   "unknown option --expl (see weekplan help status)");
    assert_refused((struct line){{"status", "--explai"}},
                   "unknown option --explai (did you mean --explain?)");
}

/* Only options of the command are suggested. */
static void suggestions_are_the_commands(void **state)
{
    (void)state;
    assert_refused((struct line){{"add", "--unde", "1"}},
                   "unknown option --unde (did you mean --under?)");
    assert_refused((struct line){{"path", "--unde", "1"}},
                   "unknown option --unde (see weekplan help path)");
}

static void values_have_to_be_there_or_not(void **state)
{
    (void)state;
    assert_refused((struct line){{"status", "--week"}}, "--week needs a value: --week WEEK");
    assert_refused((struct line){{"status", "-w"}}, "--week needs a value: --week WEEK");
    assert_refused((struct line){{"status", "--json=1"}}, "--json takes no value");
}

static void commands_have_their_own_options(void **state)
{
    (void)state;
    assert_refused((struct line){{"status", "--under", "1"}},
                   "status has no option --under (see weekplan help status)");
    assert_refused((struct line){{"--depth", "2", "done", "1"}},
                   "done has no option --depth (see weekplan help done)");
    assert_refused((struct line){{"--under", "1"}},
                   "status has no option --under (see weekplan help status)");
}

static void words_are_counted(void **state)
{
    (void)state;
    assert_refused((struct line){{"add"}},
                   "too few arguments for add (usage: weekplan add [OPTION]... TITLE...)");
    assert_refused((struct line){{"path", "x"}},
                   "too many arguments for path (usage: weekplan path [OPTION]...)");
    assert_refused(
        (struct line){{"help", "add", "done"}},
        "too many arguments for help (usage: weekplan help [OPTION]... [COMMAND|TOPIC])");
}

static void commands_are_suggested(void **state)
{
    (void)state;
    assert_string_equal(wp_command_suggest(wp_commands, "stauts"), "status");
    assert_string_equal(wp_command_suggest(wp_commands, "Add"), "add");
    assert_null(wp_command_suggest(wp_commands, "elephant"));
    assert_null(wp_command_suggest(wp_commands, ""));
    assert_null(wp_command_find(wp_commands, "stat"));
}

/* Assert that candidates of completion are words that need no quotes for a shell, or one of the
 * WP_COMPLETE_ constants. */
static void assert_candidates(const char *candidates)
{
    if (candidates == NULL ||
        strspn(candidates, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-") == strlen(candidates))
        return;
    assert_int_equal(strspn(candidates, "abcdefghijklmnopqrstuvwxyz0123456789- "),
                     strlen(candidates));
}

static void candidates_are_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < WP_OPT_COUNT; i++) {
        assert_candidates(wp_options[i].candidates);
        assert_true(wp_options[i].candidates == NULL || wp_options[i].value != NULL);
    }
    for (size_t i = 0; wp_commands[i] != NULL; i++) {
        assert_candidates(wp_commands[i]->candidates);
        assert_true(wp_commands[i]->candidates == NULL || wp_commands[i]->words_max > 0);
        assert_candidates(wp_commands[i]->formats);
        assert_int_equal(wp_commands[i]->formats != NULL,
                         wp_command_has(wp_commands[i], WP_OPT_FORMAT));
    }
}

/* Each option and command has all its texts. Examples fit a terminal of 80 columns. Help is ASCII,
 * because its columns are aligned by bytes. */
static void the_tables_are_complete(void **state)
{
    (void)state;
    for (size_t i = 0; i < WP_OPT_COUNT; i++) {
        assert_non_null(wp_options[i].name);
        assert_memory_equal(wp_options[i].name, "--", 2);
        assert_non_null(wp_options[i].help);
    }
    for (size_t i = 0; wp_commands[i] != NULL; i++) {
        const struct wp_command *command = wp_commands[i];
        assert_ptr_equal(wp_command_find(wp_commands, command->name), command);
        assert_non_null(command->run);
        assert_true(command->words_min <= command->words_max);
        for (const char *line = command->examples; *line != '\0'; line++) {
            size_t length = strcspn(line, "\n");
            assert_true(length <= 78);
            assert_int_equal(line[length], '\n');
            line += length;
        }
        for (const char *byte = command->details; *byte != '\0'; byte++)
            assert_true((unsigned char)*byte < 0x80);
    }
}

/* The value of --after depends on the command, which may follow the option. */
static void names_mean_what_they_mean_to_the_command(void **state)
{
    static const struct line lines[] = {
        {{"mv", "1", "--after", "2"}},
        {{"--after", "2", "mv", "1"}},
        {{"mail", "--after", "mon 08:00"}},
        {{"--after=mon 08:00", "mail"}},
    };
    static const enum wp_option_id expected[] = {WP_OPT_AFTER, WP_OPT_AFTER, WP_OPT_AFTER_MOMENT,
                                                 WP_OPT_AFTER_MOMENT};

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct wp_arguments arguments = parse_ok(lines[i]);
        struct wp_error error;

        assert_int_equal(arguments.option_count, 1);
        assert_int_equal(arguments.options[0].id, expected[i]);
        assert_int_equal(wp_arguments_check(&arguments, &error), WP_OK);
        wp_arguments_free(&arguments);
    }
    assert_refused((struct line){{"status", "--after", "1"}},
                   "status has no option --after (see weekplan help status)");
}

/* Two options with the same name have the same letter and both have a value or none. No command
 * has both of them. */
static void equal_names_are_alike(void **state)
{
    (void)state;
    for (size_t a = 0; a < WP_OPT_COUNT; a++) {
        for (size_t b = a + 1; b < WP_OPT_COUNT; b++) {
            if (strcmp(wp_options[a].name, wp_options[b].name) != 0)
                continue;
            assert_int_equal(wp_options[a].value == NULL, wp_options[b].value == NULL);
            assert_int_equal(wp_options[a].letter, wp_options[b].letter);
            for (size_t i = 0; wp_commands[i] != NULL; i++)
                assert_false(wp_command_has(wp_commands[i], (enum wp_option_id)a) &&
                             wp_command_has(wp_commands[i], (enum wp_option_id)b));
        }
    }
}

static void days_and_weeks_have_several_words(void **state)
{
    static const struct {
        struct line line;
        enum wp_option_id id;
        const char *value;
        struct line words;
    } cases[] = {
        {{{"add", "Trip", "--due", "+3", "days"}}, WP_OPT_DUE, "+3 days", {{"Trip"}}},
        {{{"add", "--due", "next", "fri", "Trip"}}, WP_OPT_DUE, "next fri", {{"Trip"}}},
        {{{"add", "--due=9", "aug", "2020", "Trip"}}, WP_OPT_DUE, "9 aug 2020", {{"Trip"}}},
        {{{"add", "--due", "fri", "Fri", "dinner"}}, WP_OPT_DUE, "fri", {{"Fri", "dinner"}}},
        {{{"add", "Trip", "--due", "31", "apr"}}, WP_OPT_DUE, "31 apr", {{"Trip"}}},
        {{{"add", "--due", "fri", "--", "+3", "days"}}, WP_OPT_DUE, "fri", {{"+3", "days"}}},
        {{{"done", "--on", "9", "aug", "1.1", "2"}}, WP_OPT_ON, "9 aug", {{"1.1", "2"}}},
        {{{"done", "--on", "-1", "2"}}, WP_OPT_ON, "-1", {{"2"}}},
        {{{"show", "-wnext", "week", "2"}}, WP_OPT_WEEK, "next week", {{"2"}}},
        {{{"show", "-w", "+1", "2"}}, WP_OPT_WEEK, "+1", {{"2"}}},
        {{{"mv", "2", "--to", "in", "2", "weeks"}}, WP_OPT_TO_WEEK, "in 2 weeks", {{"2"}}},
        {{{"mv", "2", "--after", "mon", "8:00"}}, WP_OPT_AFTER, "mon", {{"2", "8:00"}}},
        {{{"defer", "2", "--to", "next", "fri"}}, WP_OPT_TO, "next fri", {{"2"}}},
        {{{"carry", "--from", "last", "week", "2"}}, WP_OPT_FROM_WEEK, "last week", {{"2"}}},
        {{{"mail", "--after", "mon", "8:00"}}, WP_OPT_AFTER_MOMENT, "mon 8:00", {{NULL}}},
        {{{"mail", "--to", "next", "fri"}}, WP_OPT_TO_ADDRESS, "next", {{"fri"}}},
        {{{"cron", "show", "--at", "Monday", "8:00"}}, WP_OPT_AT, "Monday 8:00", {{"show"}}},
        {{{"add", "Trip", "--note", "next", "fri"}}, WP_OPT_NOTE, "next", {{"Trip", "fri"}}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_arguments arguments = parse_ok(cases[i].line);

        assert_string_equal(wp_given_value(&arguments, cases[i].id), cases[i].value);
        assert_words(&arguments, cases[i].words);
        wp_arguments_free(&arguments);
    }
}

static void assert_text(struct line line, size_t first, const char *message)
{
    struct wp_arguments arguments = parse_ok(line);
    struct wp_error error = {0};

    assert_int_equal(wp_arguments_check_text(&arguments, first, "text", &error),
                     message[0] == '\0' ? WP_OK : WP_USAGE);
    assert_string_equal(error.message, message);
    wp_arguments_free(&arguments);
}

static void a_text_is_in_one_piece(void **state)
{
    (void)state;
    assert_text((struct line){{"add", "A", "b", "--due", "fri", "--tag", "c"}}, 0, "");
    assert_text((struct line){{"add", "--tag", "c", "A", "-n", "b", "-q", "c"}}, 0, "");
    assert_text((struct line){{"note", "1", "-w", "last", "A", "b"}}, 1, "");
    assert_text((struct line){{"note", "1", "A", "-w", "last", "week", "b"}}, 1,
                "the text has words before and after '--week last week' (write it in one piece; a "
                "value of several words needs quotes)");
    assert_text((struct line){{"add", "A", "--note=b", "c"}}, 0,
                "the text has words before and after '--note b' (write the text in one piece, or "
                "--note 'b c')");
    assert_text((struct line){{"add", "A", "--note", "b", "c", "d", "--tag", "e", "f"}}, 0,
                "the text has words before and after '--note b' (write the text in one piece, or "
                "--note 'b c d')");
    /* A value that is no day has a message of its own. */
    assert_text((struct line){{"add", "A", "--due", "next", "month"}}, 0, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_status),
        cmocka_unit_test(options_and_words_mix),
        cmocka_unit_test(values_are_glued_or_follow),
        cmocka_unit_test(days_and_weeks_have_several_words),
        cmocka_unit_test(a_text_is_in_one_piece),
        cmocka_unit_test(the_last_one_counts),
        cmocka_unit_test(letters_are_bundled),
        cmocka_unit_test(numbers_and_a_dash_are_words),
        cmocka_unit_test(two_dashes_end_the_options),
        cmocka_unit_test(another_program_gets_the_rest),
        cmocka_unit_test(unknown_options_get_a_suggestion),
        cmocka_unit_test(nothing_is_abbreviated),
        cmocka_unit_test(suggestions_are_the_commands),
        cmocka_unit_test(values_have_to_be_there_or_not),
        cmocka_unit_test(commands_have_their_own_options),
        cmocka_unit_test(words_are_counted),
        cmocka_unit_test(commands_are_suggested),
        cmocka_unit_test(the_tables_are_complete),
        cmocka_unit_test(candidates_are_words),
        cmocka_unit_test(names_mean_what_they_mean_to_the_command),
        cmocka_unit_test(equal_names_are_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
