/* Edits beside blank lines, beside comments without a blank before '#', and at the end
 * of a file without a line break. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "edit_fixture.h"

static void delete_items(struct fixture *fixture, const char *const *paths, size_t count)
{
    const struct wp_item *items[CHANGES_MAX];

    for (size_t i = 0; i < count; i++)
        items[i] = at(fixture, paths[i]);
    if (wp_edit_remove(&fixture->edit, fixture->week, items, count, &fixture->error) != WP_OK)
        fail_msg("%s", fixture->error.message);
}

/* Move the item at `path` under the item at `under`, before the item at `before`. If `before` is
 * NULL, move it to the end. */
static void move(struct fixture *fixture, const char *path, const char *under, const char *before)
{
    if (wp_edit_move(&fixture->edit, fixture->week, at(fixture, path), at(fixture, under),
                     before != NULL ? at(fixture, before) : NULL, &fixture->error) != WP_OK)
        fail_msg("%s", fixture->error.message);
}

/* If an item between two blank lines is removed, at most one of the blank lines is left. */
static void test_blank_lines_go_once(void **state)
{
    static const char *const last_ones[] = {"12", "2"};
    struct fixture fixture = begin(wp_str(WEEK "goals:\n"
                                               "  - title: Sail\n"
                                               "    subtasks:\n"
                                               "      - Hoist\n"
                                               "\n"
                                               "      - Reef\n"
                                               "\n"
                                               "  - Row\n"));

    (void)state;
    delete_items(&fixture, last_ones, 2);
    assert_patched(&fixture, WEEK "goals:\n"
                                  "  - title: Sail\n"
                                  "    subtasks:\n"
                                  "      - Hoist\n");
}

/* A note in literal style is not inserted above a line of blanks that would become its
 * last line. */
static void test_a_note_above_a_line_of_blanks(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "goals:\n"
                                               "  - title: Sail\n"
                                               "       \n"
                                               "  - Row\n"
                                               "      \n"
                                               "  - Swim\n"));

    (void)state;
    change(&fixture, "1", WP_KEY_NOTE)->note = wp_str("far\nwide");
    change(&fixture, "2", WP_KEY_NOTE)->note = wp_str("far\nwide");
    assert_becomes(&fixture, WEEK "goals:\n"
                                  "  - title: Sail\n"
                                  "    note: \"far\\nwide\"\n"
                                  "       \n"
                                  "  - title: Row\n"
                                  "    note: |\n"
                                  "      far\n"
                                  "      wide\n"
                                  "      \n"
                                  "  - Swim\n");
    fixture = begin(wp_str(WEEK "note: far\n   "));
    change(&fixture, "", WP_KEY_NOTE)->note = wp_str("far\nwide");
    assert_becomes(&fixture, WEEK "note: \"far\\nwide\"\n   ");
}

/* If an item below a block scalar is removed, blank lines that would become part of the
 * scalar are removed too. */
static void test_lines_of_blanks_below_what_goes(void **state)
{
    static const char *const second[] = {"2"};
    struct fixture fixture = begin(wp_str(WEEK "goals:\n"
                                               "  - |\n"
                                               "   Sail\n"
                                               "  - Row\n"
                                               "   \n"
                                               "     \n"
                                               "\n"
                                               "  - Swim\n"));

    (void)state;
    delete_items(&fixture, second, 1);
    assert_patched(&fixture, WEEK "goals:\n"
                                  "  - |\n"
                                  "   Sail\n"
                                  "\n"
                                  "  - Swim\n");
    fixture = begin(wp_str(WEEK "x-own: |+\n"
                                "  far\n"
                                "note: wide\n"
                                "\n"
                                "goals: []\n"));
    change(&fixture, "", WP_KEY_NOTE);
    assert_becomes(&fixture, WEEK "x-own: |+\n"
                                  "  far\n"
                                  "goals: []\n");
}

/* A moved item that ends in a block scalar is inserted below blank lines. Above them, they would
 * become part of the scalar. */
static void test_a_text_that_comes_above_lines_of_blanks(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "goals:\n"
                                               "  - title: Sail\n"
                                               "    subtasks:\n"
                                               "      - >-\n"
                                               "        Hoist\n"
                                               "  - Row\n"
                                               "     \n"
                                               "title: August\n"));

    (void)state;
    move(&fixture, "11", "", NULL);
    assert_patched(&fixture, WEEK "goals:\n"
                                  "  - title: Sail\n"
                                  "  - Row\n"
                                  "     \n"
                                  "  - >-\n"
                                  "    Hoist\n"
                                  "title: August\n");
}

/* A line of blanks that is indented deeper than the literal scalar above is the last line of the
 * scalar, not a blank line between items. */
static void test_a_text_that_ends_in_a_line_of_blanks(void **state)
{
    const char *plan = WEEK "goals:\n"
                            "  - title: Sail\n"
                            "    note: |\n"
                            "      a\n"
                            "         \n"
                            "  - Row\n";
    struct fixture fixture = begin(wp_str(plan));

    (void)state;
    delete_items(&fixture, (const char *[]){"2"}, 1);
    assert_patched(&fixture, WEEK "goals:\n"
                                  "  - title: Sail\n"
                                  "    note: |\n"
                                  "      a\n"
                                  "         \n");
    fixture = begin(wp_str(plan));
    move(&fixture, "2", "", "1");
    assert_patched(&fixture, WEEK "goals:\n"
                                  "  - Row\n"
                                  "  - title: Sail\n"
                                  "    note: |\n"
                                  "      a\n"
                                  "         \n");
}

/* With an indentation indicator ("|2"), the first line may be indented deeper than the
 * scalar. */
static void test_a_text_with_an_indentation_indicator(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "goals:\n"
                                               "  - title: Sail\n"
                                               "    note: |2\n"
                                               "        deeper\n"
                                               "      text\n"
                                               "       \n"
                                               "  - Row\n"));

    (void)state;
    move(&fixture, "2", "1", NULL);
    assert_patched(&fixture, WEEK "goals:\n"
                                  "  - title: Sail\n"
                                  "    note: |2\n"
                                  "        deeper\n"
                                  "      text\n"
                                  "       \n"
                                  "    subtasks:\n"
                                  "      - Row\n");
}

/* Blank lines separate items, but not below a block scalar that would include them
 * ("|+"). */
static void test_a_text_without_lines_among_blank_lines(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "goals:\n"
                                               "  - title: Sail\n"
                                               "    subtasks:\n"
                                               "      - title: Hoist\n"
                                               "        x-own: |+\n"
                                               "  - Row\n"
                                               "\n"
                                               "  - Swim\n"));

    (void)state;
    move(&fixture, "11", "", "3");
    assert_patched(&fixture, WEEK "goals:\n"
                                  "  - title: Sail\n"
                                  "  - Row\n"
                                  "\n"
                                  "  - title: Hoist\n"
                                  "    x-own: |+\n"
                                  "  - Swim\n");
}

/* libyaml accepts a comment directly after a bracket, comma, quote or block header. If
 * an edit replaces this character, a blank is inserted. */
static void test_comments_without_a_blank(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "note: ># why\n"
                                               "  far\n"
                                               "goals: # all\n"
                                               "  - {title: \"Sail\"# first\n"
                                               "    }\n"
                                               "  - title: Row\n"
                                               "    subtasks: []# none\n"
                                               "  - {title: Swim,# third\n"
                                               "     done: true}\n"));

    (void)state;
    change(&fixture, "", WP_KEY_NOTE)->note = wp_str("wide");
    change(&fixture, "1", WP_KEY_DUE)->due = wp_day_of((struct wp_date){2019, 8, 9});
    append(&fixture, "2", "Oars");
    change(&fixture, "3", WP_KEY_DONE);
    assert_becomes(&fixture, WEEK "note: wide # why\n"
                                  "goals: # all\n"
                                  "  - {title: \"Sail\", due: 2019-08-09 # first\n"
                                  "    }\n"
                                  "  - title: Row\n"
                                  "    subtasks: # none\n"
                                  "      - Oars\n"
                                  "  - {title: Swim # third\n"
                                  "     }\n");
}

/* The key of an empty list stays if its comment would be lost or belong to another key. */
static void test_comments_of_a_list_that_is_left_empty(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "goals:\n"
                                               "  - {subtasks: [Hoist]\n"
                                               "    # of both\n"
                                               "    , title: Sail}\n"
                                               "  - title: Row\n"
                                               "# of the oars\n"
                                               "    subtasks:\n"
                                               "      - Oars\n"));

    (void)state;
    move(&fixture, "11", "", NULL);
    assert_patched(&fixture, WEEK "goals:\n"
                                  "  - {subtasks: []\n"
                                  "    # of both\n"
                                  "    , title: Sail}\n"
                                  "  - title: Row\n"
                                  "# of the oars\n"
                                  "    subtasks:\n"
                                  "      - Oars\n"
                                  "  - Hoist\n");
    fixture = begin(wp_str(WEEK "goals:\n"
                                "  - title: Row\n"
                                "# of the oars\n"
                                "    subtasks:\n"
                                "      - Oars\n"));
    move(&fixture, "11", "", NULL);
    assert_patched(&fixture, WEEK "goals:\n"
                                  "  - title: Row\n"
                                  "# of the oars\n"
                                  "    subtasks: []\n"
                                  "  - Oars\n");
}

/* A line break that an edit appends to the file must not become part of the last scalar. */
static void test_texts_that_end_a_file(void **state)
{
    static const struct {
        const char *end;
        const char *becomes;
    } texts[] = {
        {"x-own: |", "x-own: |\ngoals:\n  - Sail"},
        {"x-own: |  ", "x-own: |  \ngoals:\n  - Sail"},
        {"x-own: |+", "x-own: |+\ngoals:\n  - Sail"},
        {"x-own: |\n  far", "x-own: |-\n  far\ngoals:\n  - Sail"},
        {"x-own: |2-\n  far", "x-own: |2-\n  far\ngoals:\n  - Sail"},
        {"x-own: |\n  far\n ", "x-own: |\n  far\ngoals:\n  - Sail\n "},
        {"x-own: |\n  far\n   ", "x-own: |-\n  far\n   \ngoals:\n  - Sail"},
        {"x-own: |+\n  far\n   ", "x-own: |-\n  far\n   \ngoals:\n  - Sail"},
        {"x-own: >+\n  far\n  ", "x-own: >+\n  far\ngoals:\n  - Sail\n  "},
        {"x-own: |\n  far\n# so", "x-own: |\n  far\ngoals:\n  - Sail\n# so"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct wp_buf before = WP_BUF_INIT;
        struct wp_buf after = WP_BUF_INIT;
        struct fixture fixture;

        wp_buf_printf(&before, WEEK "%s", texts[i].end);
        wp_buf_printf(&after, WEEK "%s", texts[i].becomes);
        fixture = begin(wp_buf_str(&before));
        append(&fixture, "", "Sail");
        assert_becomes(&fixture, after.data);
        wp_buf_free(&before);
        wp_buf_free(&after);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blank_lines_go_once),
        cmocka_unit_test(test_a_note_above_a_line_of_blanks),
        cmocka_unit_test(test_lines_of_blanks_below_what_goes),
        cmocka_unit_test(test_a_text_that_comes_above_lines_of_blanks),
        cmocka_unit_test(test_a_text_that_ends_in_a_line_of_blanks),
        cmocka_unit_test(test_a_text_with_an_indentation_indicator),
        cmocka_unit_test(test_a_text_without_lines_among_blank_lines),
        cmocka_unit_test(test_comments_without_a_blank),
        cmocka_unit_test(test_comments_of_a_list_that_is_left_empty),
        cmocka_unit_test(test_texts_that_end_a_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
