/* Edits beside comments and blanks: which comments move, stay and are removed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "edit_fixture.h"

static void delete (struct fixture *fixture, const char *const *paths, size_t count)
{
    const struct wp_item *items[CHANGES_MAX];

    for (size_t i = 0; i < count; i++)
        items[i] = at(fixture, paths[i]);
    if (wp_edit_remove(&fixture->edit, fixture->week, items, count, &fixture->error) != WP_OK)
        fail_msg("%s", fixture->error.message);
}

/* A comment below a key belongs to the key if it is indented deeper than the key, also after a
 * blank line. It is removed with the key, and nothing is inserted between both. */
static void test_deeper_comments_below_a_key(void **state)
{
    static const char text[] = WEEK "goals:\n"
                                    "  - title: Sail\n"
                                    "    note: |\n"
                                    "      far\n"
                                    "    done: true\n"
                                    "\n"
                                    "      # at last\n"
                                    "  - Row\n";
    struct fixture fixture = begin(wp_str(text));

    (void)state;
    change(&fixture, "1", WP_KEY_DONE);
    assert_becomes(&fixture, WEEK "goals:\n"
                                  "  - title: Sail\n"
                                  "    note: |\n"
                                  "      far\n"
                                  "  - Row\n");
    fixture = begin(wp_str(text));
    change(&fixture, "1", WP_KEY_WEIGHT)->weight = 2 * WP_DECIMAL_ONE;
    append(&fixture, "", "Swim");
    assert_becomes(&fixture, WEEK "goals:\n"
                                  "  - title: Sail\n"
                                  "    note: |\n"
                                  "      far\n"
                                  "    done: true\n"
                                  "\n"
                                  "      # at last\n"
                                  "    weight: 2\n"
                                  "  - Row\n"
                                  "  - Swim\n");
}

/* A comment below the last key of an item belongs to the item if it is indented deeper than the
 * dash, else to the list. */
static void test_items_go_with_deeper_comments(void **state)
{
    static const char *const both[] = {"1", "2"};
    static const char *const only[] = {"11"};
    struct fixture fixture = begin(wp_str(WEEK "goals:\n"
                                               "  - title: Sail\n"
                                               "\n"
                                               "     # far\n"
                                               "  - title: Row\n"));

    (void)state;
    delete (&fixture, both, 2);
    assert_patched(&fixture, WEEK "goals: []\n");
    fixture = begin(wp_str(WEEK "goals:\n"
                                "  - title: Sail\n"
                                "    subtasks:\n"
                                "      - Hoist\n"
                                "\n"
                                "     # of all subtasks\n"));
    delete (&fixture, only, 1);
    assert_patched(&fixture, WEEK "goals:\n"
                                  "  - title: Sail\n"
                                  "    subtasks: []\n"
                                  "\n"
                                  "     # of all subtasks\n");
}

/* The comment of a block scalar is after its header: "note: | # why". */
static void test_the_comment_of_a_block(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "note: |+  # prose\n"
                                               "  far\n"
                                               "\n"
                                               "goals:\n"
                                               "  - > # of whom\n"
                                               "    Sail\n"
                                               "  - title: Row\n"
                                               "    note: | # why\n"
                                               "      no wind\n"));

    (void)state;
    change(&fixture, "", WP_KEY_NOTE)->note = wp_str("wide");
    change(&fixture, "1", WP_KEY_TITLE)->title = wp_str("Swim");
    change(&fixture, "2", WP_KEY_NOTE)->note = wp_str("some\nwind");
    assert_becomes(&fixture, WEEK "note: wide  # prose\n"
                                  "\n"
                                  "goals:\n"
                                  "  - Swim # of whom\n"
                                  "  - title: Row\n"
                                  "    note: | # why\n"
                                  "      some\n"
                                  "      wind\n");
}

/* If a value is replaced, the blanks after it on its line are removed. */
static void test_blanks_behind_a_value(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "note: far \t\n"
                                               "goals: []\n"));

    (void)state;
    change(&fixture, "", WP_KEY_NOTE)->note = wp_str("far\nwide");
    assert_becomes(&fixture, WEEK "note: |\n  far\n  wide\ngoals: []\n");
    fixture = begin(wp_str(WEEK "? goals\n: []\t# none yet\n"));
    append(&fixture, "", "Sail");
    assert_becomes(&fixture, WEEK "? goals\n: # none yet\n  - Sail\n");
    fixture = begin(wp_str(WEEK "? goals\n: [] \t\n"));
    append(&fixture, "", "Sail");
    assert_becomes(&fixture, WEEK "? goals\n:\n  - Sail\n");
}

/* In a flow list of tags, a comment belongs to the tag on its line. On a line of its own it belongs
 * to the next tag. */
static void test_comments_between_brackets(void **state)
{
    static const char text[] = WEEK "goals:\n"
                                    "  - title: Sail\n"
                                    "    tags: [ # all\n"
                                    "      'it''s, [a]', # one\n"
                                    "      # above\n"
                                    "      \"b\\\"]\",\n"
                                    "      c # three\n"
                                    "    ]\n";
    static struct wp_str first_and_new[] = {WP_STR("it's, [a]"), WP_STR("c"), WP_STR("d")};
    static struct wp_str new_ones[] = {WP_STR("d"), WP_STR("e")};
    struct fixture fixture = begin(wp_str(text));

    (void)state;
    change(&fixture, "1", WP_KEY_TAGS)->tags = (struct wp_list){first_and_new, 3};
    assert_becomes(&fixture, WEEK "goals:\n"
                                  "  - title: Sail\n"
                                  "    tags: [ # all\n"
                                  "      'it''s, [a]', # one\n"
                                  "      c, # three\n"
                                  "      d\n"
                                  "    ]\n");
    fixture = begin(wp_str(text));
    change(&fixture, "1", WP_KEY_TAGS)->tags = (struct wp_list){new_ones, 2};
    assert_becomes(&fixture, WEEK "goals:\n"
                                  "  - title: Sail\n"
                                  "    tags: [d, e # all\n"
                                  "    ]\n");
    fixture = begin(wp_str(WEEK "goals: [{title: Sail, tags: [ a, b ]}]\n"));
    change(&fixture, "1", WP_KEY_TAGS)->tags = (struct wp_list){new_ones, 2};
    assert_becomes(&fixture, WEEK "goals: [{title: Sail, tags: [d, e]}]\n");
}

/* A new key of a flow mapping is inserted in the usual order of keys, and never after the
 * subtasks. */
static void test_the_place_of_a_key_between_braces(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "goals:\n"
                                               "  - {subtasks: [Hoist], title: Sail}\n"
                                               "  - {title: Row, due: 2019-08-05, subtasks: }\n"
                                               "  - {done: true, title: Swim, weight: 2}\n"
                                               "  - {\n"
                                               "      # what\n"
                                               "      title: Dive, # deep\n"
                                               "      # how\n"
                                               "      subtasks: [Jump],\n"
                                               "    }\n"));

    (void)state;
    mark_done(&fixture, "1");
    mark_done(&fixture, "2");
    change(&fixture, "2", WP_KEY_NOTE)->note = wp_str("far");
    change(&fixture, "3", WP_KEY_DONE);
    change(&fixture, "3", WP_KEY_DROPPED)->dropped = true;
    change(&fixture, "3", WP_KEY_ID)->id = wp_str("swim");
    mark_done(&fixture, "4");
    change(&fixture, "4", WP_KEY_WEIGHT)->weight = 2 * WP_DECIMAL_ONE;
    assert_becomes(&fixture,
                   WEEK "goals:\n"
                        "  - {done: true, subtasks: [Hoist], title: Sail}\n"
                        "  - {title: Row, done: true, due: 2019-08-05, note: far, subtasks: }\n"
                        "  - {title: Swim, id: swim, dropped: true, weight: 2}\n"
                        "  - {\n"
                        "      # what\n"
                        "      title: Dive, # deep\n"
                        "      done: true,\n"
                        "      weight: 2,\n"
                        "      # how\n"
                        "      subtasks: [Jump],\n"
                        "    }\n");
}

/* libyaml reads `:,` as a part of the key. */
static void test_a_comma_behind_a_colon(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "goals: [{title: Sail, due: }]\n"));

    (void)state;
    change(&fixture, "1", WP_KEY_NOTE)->note = wp_str("far");
    assert_becomes(&fixture, WEEK "goals: [{title: Sail, due: , note: far }]\n");
}

static void test_neighbours_between_brackets_go(void **state)
{
    static const char *const both[] = {"1", "2"};
    struct fixture fixture = begin(wp_str(WEEK "goals: [\n"
                                               "  {title: Sail},\n"
                                               "  Row]\n"));

    (void)state;
    delete (&fixture, both, 2);
    /* YAML wants the closing bracket right of the key; libyaml accepts it at the column
     * of the key. */
    assert_patched(&fixture, WEEK "goals: [\n  ]\n");
}

/* A last line that begins with '%' would be a directive of the next document. */
static void test_a_line_that_looks_like_a_directive(void **state)
{
    static const char *const second[] = {"2"};
    struct fixture fixture = begin(wp_str(WEEK "goals:\n  - \"Sail\n% far\"\n  - Row\n"));

    (void)state;
    delete (&fixture, second, 1);
    assert_patched(&fixture, WEEK "goals:\n  - \"Sail\n% far\"\n...\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deeper_comments_below_a_key),
        cmocka_unit_test(test_items_go_with_deeper_comments),
        cmocka_unit_test(test_the_comment_of_a_block),
        cmocka_unit_test(test_blanks_behind_a_value),
        cmocka_unit_test(test_comments_between_brackets),
        cmocka_unit_test(test_the_place_of_a_key_between_braces),
        cmocka_unit_test(test_a_comma_behind_a_colon),
        cmocka_unit_test(test_neighbours_between_brackets_go),
        cmocka_unit_test(test_a_line_that_looks_like_a_directive),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
