/* Front matter of Markdown files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/front_matter.h"

static void check_value(const struct wp_front_value *value, const char *expected)
{
    if (!wp_str_equal_c(value->text, expected))
        print_error("\"%.*s\" is not \"%s\"\n", (int)value->text.length, value->text.data,
                    expected);
    assert_true(wp_str_equal_c(value->text, expected));
}

/* Read a text whose Markdown is "# Text\n", and check its values. */
static void check_front_matter(const char *text, const char *date, const char *title)
{
    struct wp_arena *arena = wp_arena_new(0);
    struct wp_front_matter matter;
    struct wp_error error = {.status = WP_OK};
    struct wp_str whole = wp_str(text);

    assert_int_equal(wp_front_matter_read(&matter, whole, arena, &error), WP_OK);
    check_value(&matter.date, date);
    check_value(&matter.title, title);
    assert_true(wp_str_equal_c(wp_str_slice(whole, matter.length, whole.length - matter.length),
                               "# Text\n"));
    wp_arena_free(arena);
}

static void values(void **state)
{
    (void)state;
    check_front_matter("# Text\n", "", "");
    check_front_matter("---\nlayout: post\npublished: false\n"
                       "title: 'Staying Accountable: Week of Aug. 4th'\n---\n# Text\n",
                       "", "Staying Accountable: Week of Aug. 4th");
    check_front_matter("---\ndate: 2019-08-04 10:00:00 -0400 # published\ntitle: Ship it\n...\n"
                       "# Text\n",
                       "2019-08-04 10:00:00 -0400", "Ship it");
    check_front_matter("--- \nDate: \"2019-08-04\"\n\"title\": \"Say \\\"yes\\\" \\u00e9\"\n---\n"
                       "# Text\n",
                       "2019-08-04", "Say \"yes\" \xC3\xA9");
    check_front_matter("---\ntitle: 'Ben''s week'\ntags:\n- a\n  - b\n# comment\nother: [a,\nb]\n"
                       "---\n# Text\n",
                       "", "Ben's week");
    check_front_matter("---\ntitle: >-\n  Ship\n  it\ndate: 2019-08-04\n---\n# Text\n",
                       "2019-08-04", "Ship it");
    check_front_matter("---\ntitle: Ship: it\nnested:\n  title: no\n---\n# Text\n", "", "Ship: it");
    check_front_matter("---\n---\n# Text\n", "", "");
    check_front_matter("---\r\ntitle:\r\n  Ship it\r\n---\r\n# Text\n", "", "Ship it");
    check_front_matter("+++\ntitle = \"Ship it\"\ndate = 2019-08-04T10:00:00Z\n"
                       "tags = [\n\"a\",\n]\n[extra]\ntitle = \"no\"\n+++\n# Text\n",
                       "2019-08-04T10:00:00Z", "Ship it");
    check_front_matter("+++\ntitle = 'C:\\x'\n\n+++\n# Text\n", "", "C:\\x");
}

/* Rules of Markdown are no front matter. */
static void rules_of_markdown(void **state)
{
    static const char *const texts[] = {
        "---\n\nText\n\n---\n", "---\n# Text\n---\n", "---\n", "---\nText\n---\n", "--\n", ""};
    struct wp_front_matter matter;
    struct wp_error error;

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_int_equal(wp_front_matter_read(&matter, wp_str(texts[i]), NULL, &error), WP_OK);
        assert_int_equal(matter.length, 0);
    }
}

static void broken_front_matter(void **state)
{
    static const struct {
        const char *text;
        unsigned line;
        const char *message;
    } cases[] = {
        {"---\ntitle: a\n# Text\n", 1,
         "the front matter has no end (write --- below its last line)"},
        {"+++\ntitle = 1\n", 1, "the front matter has no end (write +++ below its last line)"},
        {"---\nlayout: post\ntitle: 'a\n---\n", 3,
         "a quotation mark in the front matter is not closed"},
        {"---\nlayout: post\ntitle\n---\n", 3,
         "this line of the front matter has no key (KEY: VALUE)"},
        {"+++\na = 1\ntitle: x\n+++\n", 3,
         "this line of the front matter has no key (KEY = VALUE)"},
    };
    struct wp_arena *arena = wp_arena_new(0);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_front_matter matter;
        struct wp_error error = {.status = WP_OK};

        assert_int_equal(wp_front_matter_read(&matter, wp_str(cases[i].text), arena, &error),
                         WP_INVALID);
        assert_int_equal(error.line, cases[i].line);
        assert_string_equal(error.message, cases[i].message);
    }
    wp_arena_free(arena);
}

/* The day of the title, else of the date, else of the path. */
static void days_of_files(void **state)
{
    static const struct {
        const char *text, *path, *day, *title;
        unsigned line;
        enum wp_heading_day_kind kind;
    } cases[] = {
        {"---\ntitle: 'Staying Accountable: Week of Aug. 4th'\ndate: 2019-08-03\n---\n", "",
         "2019-08-04", "Staying Accountable", 2, WP_HEADING_DAY_FOUND},
        {"---\ntitle: 'Staying Accountable: Week of Aug. 4th'\n---\n", "2019-08-03-x.md",
         "2019-08-04", "Staying Accountable", 2, WP_HEADING_DAY_FOUND},
        {"---\ntitle: 'Staying Accountable: Week of Aug. 4th'\n---\n", "goals-2019.md",
         "2019-08-04", "Staying Accountable", 2, WP_HEADING_DAY_FOUND},
        {"---\ntitle: 'Staying Accountable: Week of Aug. 4th'\n---\n", "post.md", NULL,
         "Staying Accountable", 2, WP_HEADING_DAY_NO_YEAR},
        {"---\ntitle: Weekly goals\ndate: 2019-08-04\n---\n", "2018-01-01.md", "2019-08-04", "", 3,
         WP_HEADING_DAY_FOUND},
        {"---\ndate: 2019-08-04\nweek: 2019-W31\n---\n", "", "2019-07-29", "", 3,
         WP_HEADING_DAY_FOUND},
        {"---\ntitle: Ship it\n---\n", "2019-08-04.md", "2019-08-04", "Ship it", 0,
         WP_HEADING_DAY_FOUND},
        {"---\ntitle: Week of 8/9\n---\n", "2019-08-04.md", "2019-08-04", "", 0,
         WP_HEADING_DAY_FOUND},
        {"---\ntitle: Ship it\n---\n", "notes.md", NULL, "Ship it", 0, WP_HEADING_DAY_NONE},
    };
    struct wp_arena *arena = wp_arena_new(0);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_front_matter matter;
        struct wp_front_day day;
        struct wp_error error = {.status = WP_OK};
        wp_day expected = WP_NO_DAY;

        assert_int_equal(wp_front_matter_read(&matter, wp_str(cases[i].text), arena, &error),
                         WP_OK);
        wp_front_matter_find_day(&day, &matter, wp_str(cases[i].path));
        assert_int_equal(day.kind, cases[i].kind);
        if (cases[i].day != NULL) {
            assert_true(wp_day_parse(wp_str(cases[i].day), &expected));
            assert_int_equal(day.day.first, expected);
        }
        assert_int_equal(day.line, cases[i].line);
        assert_true(wp_str_equal_c(day.title, cases[i].title));
    }
    wp_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values),
        cmocka_unit_test(rules_of_markdown),
        cmocka_unit_test(broken_front_matter),
        cmocka_unit_test(days_of_files),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
