/* Edits of a week: several changes together, all styles, and the limits. The results of
 * single commands are in the golden cases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "edit_fixture.h"

static void test_one_item_is_converted_once(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "goals:\n  - Sail   # far\n"));

    (void)state;
    append(&fixture, "1", "Hoist");
    mark_done(&fixture, "1");
    change(&fixture, "1", WP_KEY_WEIGHT)->weight = 2 * WP_DECIMAL_ONE;
    append(&fixture, "1", "Trim");
    assert_becomes(&fixture, WEEK "goals:\n"
                                  "  - title: Sail   # far\n"
                                  "    done: true\n"
                                  "    weight: 2\n"
                                  "    subtasks:\n"
                                  "      - Hoist\n"
                                  "      - Trim\n");

    fixture = begin(wp_str(WEEK "goals: [Sail, Row]\n"));
    mark_done(&fixture, "1");
    change(&fixture, "1", WP_KEY_TITLE)->title = wp_str("Sail, far");
    change(&fixture, "1", WP_KEY_ID)->id = wp_str("sail");
    assert_becomes(&fixture, WEEK "goals: [{title: \"Sail, far\", done: true, id: sail}, Row]\n");
}

static void test_a_title_stays_a_plain_string(void **state)
{
    struct fixture fixture =
        begin(wp_str(WEEK "goals:\n  - Sail   # far\n  - |+\n    Row\n\n  - x\n"));

    (void)state;
    change(&fixture, "1", WP_KEY_TITLE)->title = wp_str("Sail: far");
    change(&fixture, "2", WP_KEY_TITLE)->title = wp_str("Row");
    change(&fixture, "3", WP_KEY_TITLE)->title = wp_str("y");
    assert_becomes(&fixture,
                   WEEK "goals:\n  - \"Sail: far\"   # far\n  - |+\n    Row\n\n  - \"y\"\n");

    fixture = begin(wp_str(WEEK "goals:\n  - |+\n    Row\n\n  - x\n"));
    change(&fixture, "1", WP_KEY_TITLE)->title = wp_str("Swim");
    assert_becomes(&fixture, WEEK "goals:\n  - Swim\n\n  - x\n");
}

/* The order of changes does not matter: each key is inserted into its own item, not into a
 * subtask. */
static void test_the_same_place_from_inside_out(void **state)
{
    static const char *const lines[] = {"\n", ""};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct wp_buf text = WP_BUF_INIT;
        struct wp_buf expected = WP_BUF_INIT;
        struct fixture fixture;

        wp_buf_printf(&text, WEEK "goals:\n  - title: Sail\n    subtasks:\n      - Hoist%s",
                      lines[i]);
        wp_buf_printf(&expected,
                      WEEK "goals:\n  - title: Sail\n    done: true\n    subtasks:\n"
                           "      - title: Hoist\n        done: true\n        subtasks:\n"
                           "          - Pull\n      - Trim\n  - Row%s",
                      lines[i]);
        fixture = begin(wp_buf_str(&text));
        append(&fixture, "", "Row");
        append(&fixture, "1", "Trim");
        mark_done(&fixture, "1");
        append(&fixture, "11", "Pull");
        mark_done(&fixture, "11");
        assert_becomes(&fixture, expected.data);
        wp_buf_free(&text);
        wp_buf_free(&expected);
    }
}

static void test_of_two_changes_the_last_counts(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "goals:\n  - title: Sail\n    done: true\n"));

    (void)state;
    change(&fixture, "1", WP_KEY_WEIGHT)->weight = WP_DECIMAL_ONE;
    change(&fixture, "1", WP_KEY_DONE);
    change(&fixture, "1", WP_KEY_WEIGHT)->weight = 3 * WP_DECIMAL_ONE;
    assert_becomes(&fixture, WEEK "goals:\n  - title: Sail\n    weight: 3\n");
}

static void test_what_is_so_already_stays_as_it_is(void **state)
{
    static const char text[] =
        WEEK "goals:\n  - title: 'Sail'\n    done: \"true\"\n    dropped: false\n"
             "  - Row\n";
    struct fixture fixture = begin(wp_str(text));

    (void)state;
    mark_done(&fixture, "1");
    change(&fixture, "1", WP_KEY_DROPPED);
    change(&fixture, "1", WP_KEY_TITLE)->title = wp_str("Sail");
    change(&fixture, "2", WP_KEY_DROPPED);
    assert_becomes(&fixture, text);
}

static void test_neighbouring_keys_go_together(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "goals:\n"
                                               "  - done: true\n"
                                               "    weight: 2\n"
                                               "    # what it is\n"
                                               "    due: 2019-08-05\n"
                                               "    title: Sail\n"
                                               "    id: sail\n"
                                               "    tags:\n"
                                               "      - a"));

    (void)state;
    change(&fixture, "1", WP_KEY_DONE);
    change(&fixture, "1", WP_KEY_WEIGHT);
    change(&fixture, "1", WP_KEY_DUE);
    change(&fixture, "1", WP_KEY_ID);
    change(&fixture, "1", WP_KEY_TAGS);
    change(&fixture, "1", WP_KEY_NOTE)->note = wp_str("far");
    assert_becomes(&fixture, WEEK "goals:\n  - # what it is\n    title: Sail\n    note: far\n");

    fixture = begin(wp_str(WEEK "goals:\n"
                                "  - {done: true, weight: 2, title: Sail, id: sail, tags: [a]}\n"));
    change(&fixture, "1", WP_KEY_DONE);
    change(&fixture, "1", WP_KEY_WEIGHT);
    change(&fixture, "1", WP_KEY_ID);
    change(&fixture, "1", WP_KEY_TAGS);
    change(&fixture, "1", WP_KEY_NOTE)->note = wp_str("far, wide");
    assert_becomes(&fixture, WEEK "goals:\n  - {title: Sail, note: \"far, wide\"}\n");
}

static void test_the_weeks_own_keys(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "note: |+\n  old\n\ngoals:\n  - Sail\n"));

    (void)state;
    change(&fixture, "", WP_KEY_TITLE)->title = wp_str("At sea");
    change(&fixture, "", WP_KEY_NOTE)->note = wp_str("new\nlines");
    assert_becomes(&fixture, WEEK "title: At sea\nnote: |\n  new\n  lines\n\ngoals:\n  - Sail\n");
}

/* A new key is inserted in the usual order of keys. */
static void test_new_keys_go_to_their_place(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "goals:\n"
                                               "  - title: Sail\n"
                                               "    x-boat: Gull\n"
                                               "    done: true   # at last\n"
                                               "    due: 2019-08-05\n"
                                               "    note: far\n"
                                               "    subtasks:\n"
                                               "      - Hoist\n"
                                               "    tags: [a]\n"));

    (void)state;
    change(&fixture, "1", WP_KEY_DONE);
    change(&fixture, "1", WP_KEY_REPEAT)->weekly = true;
    change(&fixture, "1", WP_KEY_DROPPED)->dropped = true;
    change(&fixture, "1", WP_KEY_ID)->id = wp_str("sail");
    assert_becomes(&fixture, WEEK "goals:\n"
                                  "  - title: Sail\n"
                                  "    id: sail\n"
                                  "    dropped: true\n"
                                  "    x-boat: Gull\n"
                                  "    due: 2019-08-05\n"
                                  "    repeat: weekly\n"
                                  "    note: far\n"
                                  "    subtasks:\n"
                                  "      - Hoist\n"
                                  "    tags: [a]\n");

    fixture = begin(wp_str(WEEK "goals:\n"
                                "  - due: 2019-08-05\n"
                                "    subtasks: []\n"
                                "    title: Sail\n"));
    change(&fixture, "1", WP_KEY_DONE)->done = true;
    assert_becomes(&fixture, WEEK "goals:\n"
                                  "  - done: true\n"
                                  "    due: 2019-08-05\n"
                                  "    subtasks: []\n"
                                  "    title: Sail\n");
}

/* The key `skip:` of a week is changed like a key of an item. */
static void test_a_week_off(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "title: At sea\ngoals: []\n"));
    struct wp_item *values = change(&fixture, "", WP_KEY_SKIP);

    (void)state;
    values->skip = true;
    values->skip_reason = wp_str("no wind");
    assert_becomes(&fixture, WEEK "title: At sea\nskip: no wind\ngoals: []\n");
    fixture = begin(wp_str(WEEK "skip: no wind\ngoals: []\n"));
    change(&fixture, "", WP_KEY_SKIP);
    assert_becomes(&fixture, WEEK "goals: []\n");
}

/* A string that stays in a list keeps its line, also if it occurs twice. */
static void test_a_list_is_changed_in_place(void **state)
{
    static struct wp_str texts[] = {WP_STR("a"), WP_STR("b"), WP_STR("c")};
    struct fixture fixture =
        begin(wp_str(WEEK "goals:\n  - title: Sail\n    tags:\n"
                          "    - 'a' # one\n    - \"a\"\n    # two\n    - b\n"));

    (void)state;
    change(&fixture, "1", WP_KEY_TAGS)->tags = (struct wp_list){texts, 3};
    assert_becomes(&fixture, WEEK "goals:\n  - title: Sail\n    tags:\n"
                                  "    - 'a' # one\n    # two\n    - b\n    - c\n");

    /* a line of a quoted scalar that looks like an entry of the list */
    fixture = begin(wp_str(WEEK "goals:\n  - title: Sail\n    tags:\n"
                                "    - a\n    - \"x\n    - y\"\n"));
    change(&fixture, "1", WP_KEY_TAGS)->tags = (struct wp_list){texts, 2};
    assert_becomes(&fixture, WEEK "goals:\n  - title: Sail\n    tags:\n    - a\n    - b\n");
}

static void test_scalars_on_several_lines(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "goals:\n  - Sail\n    far\n"));

    (void)state;
    append(&fixture, "1", "Hoist");
    assert_becomes(&fixture, WEEK "goals:\n"
                                  "  - title: Sail\n"
                                  "      far\n"
                                  "    subtasks:\n"
                                  "      - Hoist\n");
    fixture = begin(wp_str(WEEK "goals:\n  - 'Sail\xE2\x80\xA8 far'\n"));
    mark_done(&fixture, "1");
    assert_becomes(&fixture, WEEK "goals:\n  - title: 'Sail\xE2\x80\xA8   far'\n    done: true\n");
    fixture = begin(wp_str(WEEK "goals:\n-   |2 # so\n   Sail\n\n     \n\n-   Row\n"));
    mark_done(&fixture, "1");
    assert_becomes(&fixture, WEEK "goals:\n-   title: |2 # so\n       Sail\n\n         \n"
                                  "    done: true\n\n-   Row\n");
}

/* A comment beside a new literal scalar must not become a part of the scalar. */
static void test_several_lines_beside_comments(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "note: x # so\ngoals:\n"
                                               "  - title: Sail\n\n      # deep\n  - Row\n"));

    (void)state;
    change(&fixture, "", WP_KEY_NOTE)->note = wp_str("new\nlines");
    change(&fixture, "1", WP_KEY_NOTE)->note = wp_str("far\nwide");
    change(&fixture, "2", WP_KEY_NOTE)->note = wp_str("far\nwide");
    assert_becomes(&fixture, WEEK "note: \"new\\nlines\" # so\ngoals:\n"
                                  "  - title: Sail\n\n      # deep\n"
                                  "    note: |\n      far\n      wide\n"
                                  "  - title: Row\n    note: |\n      far\n      wide\n");
}

static void test_question_marks(void **state)
{
    struct fixture fixture =
        begin(wp_str(WEEK "goals:\n  - title: Sail\n    subtasks:\n      - ?\n          title\n"
                          "        : Hoist\n        ? done # when\n        ? due\n        # day\n"
                          "        : 2019-08-05\n        ? subtasks\n"));

    (void)state;
    mark_done(&fixture, "11");
    change(&fixture, "11", WP_KEY_DUE);
    append(&fixture, "11", "Pull");
    assert_becomes(&fixture, WEEK "goals:\n  - title: Sail\n    subtasks:\n      - ?\n"
                                  "          title\n        : Hoist\n        ? done\n"
                                  "        : true # when\n        ? subtasks\n        :\n"
                                  "          - Pull\n");
}

static void test_braces_over_lines(void **state)
{
    struct fixture fixture = begin(wp_str("{week: 2019-08-04,\n note: x}"));

    (void)state;
    change(&fixture, "", WP_KEY_NOTE);
    assert_becomes(&fixture, "{week: 2019-08-04}");
    fixture = begin(wp_str(WEEK "goals: [\n"
                                "  # first\n"
                                "  {\n"
                                "    title: Sail, # far\n"
                                "    # when\n"
                                "    due: 2019-08-05, # Monday\n"
                                "    subtasks, # none yet\n"
                                "  },\n"
                                "]\n"));
    change(&fixture, "1", WP_KEY_DUE);
    change(&fixture, "1", WP_KEY_WEIGHT)->weight = 2 * WP_DECIMAL_ONE;
    append(&fixture, "1", "Hoist");
    append(&fixture, "", "Row");
    assert_becomes(&fixture, WEEK "goals: [\n"
                                  "  # first\n"
                                  "  {\n"
                                  "    title: Sail, # far\n"
                                  "    weight: 2,\n"
                                  "    # when\n"
                                  "    subtasks: [Hoist], # none yet\n"
                                  "  },\n"
                                  "  Row,\n"
                                  "]\n");
}

/* If text is appended to a week whose last line has no line break, the last value of the week does
 * not change. */
static void test_the_last_line_is_completed_without_effect(void **state)
{
    static const struct {
        const char *last;
        const char *then;
    } texts[] = {
        {"tags:\n      - |\n        x", "tags:\n      - |-\n        x"},
        {"tags:\n      - >2+ # so\n        x", "tags:\n      - >2- # so\n        x"},
        {"tags:\n      - |-\n        x", "tags:\n      - |-\n        x"},
        {"tags:\n      - x", "tags:\n      - x"},
        {"x-own:\n      a: |\n        x", "x-own:\n      a: |-\n        x"},
        {"due: |\n      2019-08-05", "due: |-\n      2019-08-05"},
        {"note: |\n      x", "note: |\n      x"},
    };
    struct fixture fixture = begin(wp_str(WEEK "goals:\n  - |\n    Sail\n  - title: >\n      Row"));

    (void)state;
    mark_done(&fixture, "2");
    assert_becomes(&fixture,
                   WEEK "goals:\n  - |\n    Sail\n  - title: >\n      Row\n    done: true");
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct wp_buf text = WP_BUF_INIT;
        struct wp_buf expected = WP_BUF_INIT;

        wp_buf_printf(&text, WEEK "goals:\n  - title: Sail\n    %s", texts[i].last);
        wp_buf_printf(&expected, WEEK "goals:\n  - title: Sail\n    %s\n  - Row", texts[i].then);
        fixture = begin(wp_buf_str(&text));
        append(&fixture, "", "Row");
        assert_becomes(&fixture, expected.data);
        wp_buf_free(&text);
        wp_buf_free(&expected);
    }
}

static void test_limits(void **state)
{
    struct wp_str tie = WP_STR("tie");
    struct wp_buf text = WP_BUF_INIT;
    struct fixture fixture;

    (void)state;
    wp_buf_puts(&text, WEEK "goals:\n  - Sail\n# ");
    wp_buf_repeat(&text, "x", WP_WEEK_MAX - text.length - 1);
    wp_buf_puts(&text, "\n");
    fixture = begin(wp_buf_str(&text));
    append(&fixture, "", "Row");
    assert_refused(&fixture, "the week would be larger than 1 MiB, which is the limit");

    wp_buf_clear(&text);
    wp_buf_puts(&text, WEEK "goals:\n");
    wp_buf_repeat(&text, "- a\n", WP_ITEMS_MAX);
    fixture = begin(wp_buf_str(&text));
    append(&fixture, "", "Row");
    assert_refused(&fixture,
                   "the week would have more than 10000 goals and subtasks, which is the limit");

    wp_buf_clear(&text);
    wp_buf_puts(&text, WEEK "goals:\n- title: Sail\n  tags: [");
    wp_buf_repeat(&text, "a,", WP_STRINGS_MAX);
    wp_buf_puts(&text, "]\n- Row\n");
    fixture = begin(wp_buf_str(&text));
    change(&fixture, "2", WP_KEY_LINKS)->links = (struct wp_list){&tie, 1};
    assert_refused(&fixture,
                   "the week would have more than 10000 tags and links, which is the limit");
    wp_buf_free(&text);
}

static void assert_bug(struct fixture *fixture)
{
    assert_int_equal(edit(fixture), WP_BUG);
    assert_int_equal(fixture->edit.patch.count, 0);
    end(fixture);
}

static void test_a_bug_is_caught(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "goals:\n  - title: Sail\n    done: true\n"));

    (void)state;
    change(&fixture, "1", WP_KEY_TITLE); /* an empty title, which is not valid */
    assert_bug(&fixture);
    fixture = begin(wp_str(WEEK "goals:\n  - title: Sail\n"));
    change(&fixture, "1", WP_KEY_TITLE)->title =
        wp_str("Row\n"); /* a title that is read as "Row", without the line break */
    assert_bug(&fixture);
}

/* Two edits of different weeks are joined in one patch. The second edit may be freed
 * before the patch is used. */
static void test_two_edits_become_one(void **state)
{
    struct fixture first = begin(wp_str(WEEK "goals:\n  - Sail\n"));
    struct fixture second = begin(wp_str("week: 2019-08-11\ngoals:\n  - Row\n"));
    size_t own;

    (void)state;
    mark_done(&first, "1");
    mark_done(&second, "1");
    assert_int_equal(edit(&first), WP_OK);
    assert_int_equal(edit(&second), WP_OK);
    own = first.edit.patch.count;
    wp_edit_join(&first.edit, &second.edit);
    assert_int_equal(first.edit.patch.count, own + second.edit.patch.count);
    for (size_t i = 0; i < second.edit.patch.count; i++) {
        const struct wp_piece *piece = &first.edit.patch.pieces[own + i];

        assert_int_equal(piece->offset, second.edit.patch.pieces[i].offset);
        assert_true(wp_str_equal(piece->text, second.edit.patch.pieces[i].text));
        assert_ptr_not_equal(piece->text.data, second.edit.patch.pieces[i].text.data);
    }
    end(&second);
    end(&first);
}

/* If the last line of a week has no line break, it gets one, however many keys are inserted
 * below it. */
static void test_two_keys_below_the_last_line(void **state)
{
    static struct wp_str texts[] = {WP_STR("x"), WP_STR("b")};
    static struct wp_str link[] = {WP_STR("far")};
    static const char before[] = WEEK "goals:\n  - title: Sail\n    tags:\n      - |\n        x";
    struct fixture fixture = begin(wp_str(before));

    (void)state;
    change(&fixture, "1", WP_KEY_LINKS)->links = (struct wp_list){link, 1};
    change(&fixture, "1", WP_KEY_TAGS)->tags = (struct wp_list){texts, 2};
    assert_becomes(&fixture, WEEK "goals:\n  - title: Sail\n    tags:\n      - |-\n        x\n"
                                  "      - b\n    links: [far]");
    fixture = begin(wp_str(before));
    change(&fixture, "1", WP_KEY_LINKS)->links = (struct wp_list){link, 1};
    change(&fixture, "1", WP_KEY_TAGS)->tags = (struct wp_list){texts + 1, 1};
    assert_becomes(&fixture, WEEK "goals:\n  - title: Sail\n    tags:\n      - b\n"
                                  "    links: [far]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_item_is_converted_once),
        cmocka_unit_test(test_a_title_stays_a_plain_string),
        cmocka_unit_test(test_the_same_place_from_inside_out),
        cmocka_unit_test(test_of_two_changes_the_last_counts),
        cmocka_unit_test(test_what_is_so_already_stays_as_it_is),
        cmocka_unit_test(test_neighbouring_keys_go_together),
        cmocka_unit_test(test_the_weeks_own_keys),
        cmocka_unit_test(test_scalars_on_several_lines),
        cmocka_unit_test(test_several_lines_beside_comments),
        cmocka_unit_test(test_question_marks),
        cmocka_unit_test(test_braces_over_lines),
        cmocka_unit_test(test_new_keys_go_to_their_place),
        cmocka_unit_test(test_a_week_off),
        cmocka_unit_test(test_a_list_is_changed_in_place),
        cmocka_unit_test(test_two_keys_below_the_last_line),
        cmocka_unit_test(test_the_last_line_is_completed_without_effect),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_a_bug_is_caught),
        cmocka_unit_test(test_two_edits_become_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
