/* The words of headings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "import/section_words.h"

static const char *const names[] = {
    [WP_IMPORT_GOALS] = "goals",   [WP_IMPORT_DONE] = "done",   [WP_IMPORT_ALSO] = "also",
    [WP_IMPORT_OPEN] = "open",     [WP_IMPORT_NEXT] = "next",   [WP_IMPORT_TITLE] = "title",
    [WP_IMPORT_REVIEW] = "review", [WP_IMPORT_LATER] = "later", [WP_IMPORT_OTHER] = "other",
    [WP_IMPORT_NOTE] = "note",
};

static const struct {
    const char *heading;
    const char *section; /* with '?' if the week depends on the text, '+' for the next week */
} rows[] = {
    {"Done", "done"},
    {"DONE!", "done"},
    {"What I accomplished this week", "done"},
    {"Shipped at work", "done"},
    {"Accomplishments", "done"},
    {"Additional things", "also"},
    {"Also", "also"},
    {"Also done", "also"},
    {"Done besides the plan", "also"},
    {"Other things", "also"},
    {"Other things I got done", "also"},
    {"Besides", "also"},
    {"Not done", "open"},
    {"Didn't get to", "open"},
    {"Didn’t get to", "open"},
    {"Things I did not get done", "open"},
    {"Unfinished", "open"},
    {"Next week", "next"},
    {"Goals for next week", "next"},
    {"Next week's goals", "next"},
    {"Plan", "next?"},
    {"My plans for the week", "next?"},
    {"To do", "next?"},
    {"TODO", "next?"},
    {"To-do list", "next?"},
    {"What I want to get done", "next?"},
    {"Plan for this week", "goals?"},
    {"Focus", "title"},
    {"Theme of the week", "title"},
    {"Focus of next week", "title+"},
    {"Review", "review"},
    {"Week in review", "review"},
    {"Retrospective", "review"},
    {"Reflections", "review"},
    {"What went well", "review"},
    {"Notes", "note"},
    {"📝 Notes of the week", "note"},
    {"Ideas & notes", "note"},
    {"Notes and ideas", "note"},
    {"Release notes", "other"},
    {"Log", "note"},
    {"Decisions", "note"},
    {"How did it go?", "review"},
    {"How it went", "review"},
    {"Anything blocking you?", "review"},
    {"What is blocking me?", "review"},
    {"What I've been up to", "done"},
    {"Carried over", "goals"},
    {"New", "goals"},
    {"New kitchen", "other"},
    {"Action items", "goals"},
    {"Someday", "later"},
    {"Later", "later"},
    {"Backlog", "later"},
    {"Future", "later"},
    {"Goals", "goals"},
    {"3 Main Goals", "goals"},
    {"This week", "goals"},
    {"Tasks done", "done"},
    /* Words of goals. */
    {"Plan the party", "other"},
    {"Review for mock interviews", "other"},
    {"Focus at work", "other"},
    {"Later life", "other"},
    {"Condone", "other"},
    {"Health", "other"},
    {"", "other"},
    {"Übrige Dinge", "other"},
};

static void assert_section(struct wp_section_words words, const char *heading, const char *expected)
{
    char section[20];

    snprintf(section, sizeof section, "%s%s%s", names[words.section], words.either_week ? "?" : "",
             words.next_week ? "+" : "");
    if (strcmp(section, expected) != 0)
        fail_msg("%s: %s", heading, section);
}

static void test_words_name_sections(void **state)
{
    const struct wp_import_options options = {.week = WP_NO_DAY};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_section(wp_section_words_find(wp_str(rows[i].heading), false, &options),
                       rows[i].heading, rows[i].section);
}

/* With `alone` all other words have to say nothing. */
static void test_words_alone(void **state)
{
    const struct wp_import_options options = {.week = WP_NO_DAY};

    (void)state;
    assert_section(wp_section_words_find(wp_str("Shipped at work"), true, &options), "", "other");
    assert_section(wp_section_words_find(wp_str("What I shipped"), true, &options), "", "done");
}

static void test_rows_of_options_are_first(void **state)
{
    static const struct wp_import_heading headings[] = {
        {WP_STR("Erledigt"), WP_IMPORT_DONE},    {WP_STR("nicht  ERLEDIGT"), WP_IMPORT_OPEN},
        {WP_STR("done"), WP_IMPORT_LATER},       {WP_STR(""), WP_IMPORT_REVIEW},
        {WP_STR("Rückblick"), WP_IMPORT_REVIEW},
    };
    const struct wp_import_options options = {
        .week = WP_NO_DAY, .headings = headings, .heading_count = 5};

    (void)state;
    assert_section(wp_section_words_find(wp_str("Erledigt:"), false, &options), "", "done");
    assert_section(wp_section_words_find(wp_str("Nicht erledigt"), false, &options), "", "open");
    assert_section(wp_section_words_find(wp_str("What is done"), false, &options), "", "later");
    assert_section(wp_section_words_find(wp_str("RÜCKBLICK"), false, &options), "", "review");
    assert_section(wp_section_words_find(wp_str("Plan"), false, &options), "", "next?");
}

static void test_words_that_say_nothing(void **state)
{
    (void)state;
    assert_true(wp_section_words_say_nothing(wp_str("My 3 main goals of the week")));
    assert_true(wp_section_words_say_nothing(wp_str("")));
    assert_false(wp_section_words_say_nothing(wp_str("My goals in Rome")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_name_sections),
        cmocka_unit_test(test_words_alone),
        cmocka_unit_test(test_rows_of_options_are_first),
        cmocka_unit_test(test_words_that_say_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
