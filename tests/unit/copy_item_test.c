/* Copies of an item with its own lines, for `mv` and `carry`. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "edit/copy_item.h"
#include <weekplan/plan.h>

#define WEEK "week: 2019-08-04\n"

static const struct wp_style style = {"\n", 2, WP_QUOTES_NONE, WP_QUOTES_NONE, WP_QUOTES_NONE};

static struct wp_week *load(const char *text)
{
    struct wp_error error = {.status = WP_OK};
    struct wp_problems problems = {&error, 1, 0, 0, 0};
    struct wp_week *week = NULL;

    wp_week_load(wp_str(text), 0, 1, &week, &problems);
    if (week == NULL)
        print_error("%s\n", error.message);
    assert_non_null(week);
    return week;
}

/* Return goal `number`, from 1. */
static const struct wp_item *goal(const struct wp_week *week, unsigned number)
{
    const struct wp_item *item = week->root.first;

    while (item->number != number)
        item = item->next;
    return item;
}

static void assert_lines(const char *text, unsigned number, size_t column, const char *expected)
{
    struct wp_week *week = load(text);
    struct wp_buf out = WP_BUF_INIT;

    wp_copy_item_lines(&out, week, goal(week, number), column, &style);
    assert_string_equal(out.data, expected);
    wp_buf_free(&out);
    wp_week_free(week);
}

static void assert_entry(const char *text, unsigned number, const char *expected,
                         const char *expected_behind)
{
    struct wp_week *week = load(text);
    struct wp_buf out = WP_BUF_INIT;
    struct wp_buf behind = WP_BUF_INIT;

    wp_copy_item_entry(&out, week, goal(week, number), 4, expected_behind != NULL ? &behind : NULL,
                       &style);
    assert_string_equal(out.data, expected);
    assert_string_equal(behind.data != NULL ? behind.data : "",
                        expected_behind != NULL ? expected_behind : "");
    wp_buf_free(&behind);
    wp_buf_free(&out);
    wp_week_free(week);
}

static void test_lines_move_as_a_whole(void **state)
{
    static const char text[] = WEEK "goals:\n"
                                    "  - Row\n"
                                    "  # far\n"
                                    "  -   title: Sail   # or motor\n"
                                    "      note: |\n"
                                    "        One\n"
                                    "\n"
                                    "          two\n"
                                    "          \n"
                                    "    # and back\n"
                                    "  # no more\n"
                                    "  - Swim\n";

    (void)state;
    assert_lines(text, 2, 4,
                 "    # far\n"
                 "    -   title: Sail   # or motor\n"
                 "        note: |\n"
                 "          One\n"
                 "\n"
                 "            two\n"
                 "            \n"
                 "      # and back\n");
    assert_lines(text, 2, 0,
                 "# far\n"
                 "-   title: Sail   # or motor\n"
                 "    note: |\n"
                 "      One\n"
                 "\n"
                 "        two\n"
                 "        \n"
                 "  # and back\n");
    assert_lines(text, 2, 2,
                 "  # far\n"
                 "  -   title: Sail   # or motor\n"
                 "      note: |\n"
                 "        One\n"
                 "\n"
                 "          two\n"
                 "          \n"
                 "    # and back\n");
}

/* A comment or a line of a quoted scalar may be left of the dash. In the copy it
 * becomes neither a part of a block scalar nor a document marker. */
static void test_lines_left_of_the_dash(void **state)
{
    (void)state;
    assert_lines(WEEK "goals:\n"
                      "      - title: Sail\n"
                      "        note: |\n"
                      "          text\n"
                      "      # so\n"
                      "     # odd\n"
                      "# far left\n"
                      "        done: true\n",
                 1, 2,
                 "  - title: Sail\n"
                 "    note: |\n"
                 "      text\n"
                 "  # so\n"
                 "  # odd\n"
                 "# far left\n"
                 "    done: true\n");
    assert_lines(WEEK "goals:\n"
                      "  - \"Sail\n"
                      " --- on\n"
                      "and on\"\n",
                 1, 0,
                 "- \"Sail\n"
                 " --- on\n"
                 "and on\"\n");
}

static void test_line_breaks_become_those_around(void **state)
{
    (void)state;
    assert_lines("week: 2019-08-04\r\ngoals:\r\n- 'Sail\r\n  \xE2\x80\xA8  far'\r\n- Row\r\n", 1, 2,
                 "  - 'Sail\n    \xE2\x80\xA8    far'\n");
    assert_lines("week: 2019-08-04\rgoals:\r- |\r  Sail\r\r# then\r- Row\r", 1, 0, "- |\n  Sail\n");
    assert_lines("week: 2019-08-04\rgoals:\r- Sail\r# then\r- Row\r", 2, 0, "# then\n- Row\n");
    assert_lines(WEEK "goals:\n- Sail", 1, 0, "- Sail\n");
    assert_lines(WEEK "goals:\n- Sail\n  # far", 1, 2, "  - Sail\n    # far\n");
}

static void test_behind_a_colon(void **state)
{
    (void)state;
    assert_lines("? week\n: 2019-08-04\n? goals\n: - Sail   # far\n  # then\n  - Row\n", 1, 4,
                 "    - Sail   # far\n");
    assert_lines("? week\n: 2019-08-04\n? goals\n: - Sail   # far\n  # then\n  - Row\n", 2, 4,
                 "    # then\n    - Row\n");
}

static void test_from_brackets_to_lines(void **state)
{
    static const char text[] = WEEK "goals: [\n"
                                    "  # heads the list\n"
                                    "  Sail, # one\n"
                                    "  # two\n"
                                    "  # more\n"
                                    "  {title: Row,\n"
                                    "     # within\n"
                                    "   done: true} # comma\n"
                                    "   , # three\n"
                                    "  title: Swim, Run\n"
                                    "  far ]\n";

    (void)state;
    assert_lines(text, 1, 2, "  - Sail # one\n");
    assert_lines(text, 2, 4,
                 "    # two\n"
                 "    # more\n"
                 "    - {title: Row,\n"
                 "         # within\n"
                 "       done: true} # comma\n"
                 "      # three\n");
    assert_lines(text, 3, 0, "- {title: Swim}\n");
    assert_lines(text, 4, 2, "  - Run\n    far\n");
}

static void test_from_brackets_to_brackets(void **state)
{
    static const char text[] = WEEK "goals: [\n"
                                    "  # heads the list\n"
                                    "  Sail, # one\n"
                                    "  # two\n"
                                    "  {title: Row,\n"
                                    "   done: true} # comma\n"
                                    "   , # three\n"
                                    "  title: Swim, Run\n"
                                    "  far ]\n";

    (void)state;
    assert_entry(text, 1, "Sail", "# one");
    assert_entry(text, 1, "# one\n    Sail", NULL);
    assert_entry(text, 2, "# two\n    # comma\n    {title: Row,\n     done: true}", "# three");
    assert_entry(text, 2, "# two\n    # comma\n    # three\n    {title: Row,\n     done: true}",
                 NULL);
    assert_entry(text, 3, "title: Swim", NULL);
    assert_entry(text, 4, "Run\n    far", NULL);
}

/* When an item is copied into a flow collection, its parts in flow style are copied. Its other
 * parts are generated as new YAML, with their comments above. A '#' in a scalar is no comment. */
static void test_from_lines_to_brackets(void **state)
{
    static const char text[] = WEEK "goals:\n"
                                    "  - 'Sail'   # one\n"
                                    "  - {title: Row,\n"
                                    "     done: true}\n"
                                    "    # two\n"
                                    "  # three\n"
                                    "  - title: \"a #b\"   # four\n"
                                    "    note: | # five\n"
                                    "      # text\n"
                                    "      more\n"
                                    "    # six\n"
                                    "    links:\n"
                                    "      - https://example.org/#a\n"
                                    "      # seven\n"
                                    "    subtasks:\n"
                                    "      # eight\n"
                                    "      - Left  # nine\n"
                                    "    # ten\n"
                                    "  - |\n"
                                    "    Run, far\n";

    (void)state;
    assert_entry(text, 1, "'Sail'", "# one");
    assert_entry(text, 1, "# one\n    'Sail'", NULL);
    assert_entry(text, 2, "# two\n    {title: Row,\n     done: true}", "");
    assert_entry(text, 3,
                 "# three\n    # four\n    # five\n    # six\n    # seven\n    # eight\n"
                 "    # nine\n    # ten\n"
                 "    {title: \"a #b\", links: [https://example.org/#a], "
                 "note: \"# text\\nmore\", subtasks: [Left]}",
                 NULL);
    assert_entry(text, 4, "\"Run, far\"", NULL);
}

static void test_keys_of_the_author(void **state)
{
    struct wp_week *week = load(WEEK "goals:\n"
                                     "  - title: Sail\n"
                                     "    subtasks:\n"
                                     "      - title: Hoist\n"
                                     "        x-rope: red\n"
                                     "  - {title: Row, x-boat: blue}\n"
                                     "  - title: Swim\n");
    const struct wp_field *stuck = wp_copy_item_stuck_at(week, goal(week, 1));

    (void)state;
    assert_non_null(stuck);
    assert_int_equal(stuck->name.length, strlen("x-rope"));
    assert_null(wp_copy_item_stuck_at(week, goal(week, 2)));
    assert_null(wp_copy_item_stuck_at(week, goal(week, 3)));
    assert_true(wp_copy_item_has_lines(week, goal(week, 3)));
    assert_false(wp_copy_item_has_lines(week, goal(week, 2)));
    wp_week_free(week);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_move_as_a_whole),
        cmocka_unit_test(test_lines_left_of_the_dash),
        cmocka_unit_test(test_line_breaks_become_those_around),
        cmocka_unit_test(test_behind_a_colon),
        cmocka_unit_test(test_from_brackets_to_lines),
        cmocka_unit_test(test_from_brackets_to_brackets),
        cmocka_unit_test(test_from_lines_to_brackets),
        cmocka_unit_test(test_keys_of_the_author),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
