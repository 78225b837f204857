/* Several edits of one document as one patch. Goals in another order. */
#include "edit_fixture.h"

#include <stdlib.h>
#include <string.h>

#include "edit/goal_order.h"

/* Return the file with the patch of the edit applied. The caller frees it. */
static struct wp_buf patched(const struct wp_edit *edit, const char *file)
{
    struct wp_str text = wp_str(file);
    struct wp_buf out = WP_BUF_INIT;
    size_t taken = 0;

    for (size_t i = 0; i < edit->patch.count; i++) {
        const struct wp_piece *piece = &edit->patch.pieces[i];

        wp_buf_append(&out, wp_str_slice(text, taken, (size_t)piece->offset - taken));
        wp_buf_append(&out, piece->text);
        taken = (size_t)(piece->offset + piece->length);
    }
    wp_buf_append(&out, wp_str_slice(text, taken, text.length));
    return out;
}

static void add_change(struct wp_successive_edits *sequence, const struct wp_item *item,
                       enum wp_key key, const struct wp_item *values)
{
    const struct wp_change change = {item, key, values};
    struct wp_error error = {.status = WP_OK};
    struct wp_edit edit;

    assert_int_equal(wp_edit_week(&edit, wp_successive_edits_week(sequence), &change, 1, &error),
                     WP_OK);
    assert_int_equal(wp_successive_edits_add(sequence, &edit, &error), WP_OK);
}

static void add_goal(struct wp_successive_edits *sequence, const char *title)
{
    struct wp_item values = wp_item_empty();

    values.title = wp_str(title);
    add_change(sequence, &wp_successive_edits_week(sequence)->root, WP_KEY_GOALS, &values);
}

/* Finish the sequence of edits, apply its patch to the file `before`, and assert that the result
 * is `after`. */
static void assert_file(struct wp_successive_edits *sequence, const char *before, const char *after)
{
    struct wp_edit edit;
    struct wp_buf out;

    wp_successive_edits_finish(sequence, &edit);
    wp_successive_edits_free(sequence);
    out = patched(&edit, before);
    assert_string_equal(out.data, after);
    wp_buf_free(&out);
    wp_edit_free(&edit);
}

static void edits_of_a_week(void **state)
{
    const char *text = WEEK "goals:\n  - One   # kept\n  - Two\n";
    struct fixture fixture = begin(wp_str(text));
    struct wp_successive_edits sequence = wp_successive_edits_of(fixture.week);
    struct wp_item values = wp_item_empty();

    (void)state;
    add_goal(&sequence, "Three");
    values.done = true;
    add_change(&sequence, wp_successive_edits_week(&sequence)->root.first->next->next, WP_KEY_DONE,
               &values);
    add_goal(&sequence, "Four");
    assert_int_equal(wp_successive_edits_week(&sequence)->item_count, 4);
    assert_file(&sequence, text,
                WEEK "goals:\n  - One   # kept\n  - Two\n  - title: Three\n    done: true\n"
                     "  - Four\n");
    end(&fixture);
}

/* Offsets in a patch count from the beginning of the file, not from the beginning of the week. */
static void week_within_a_file(void **state)
{
    const char *file = "week: 2019-07-28\n---\n" WEEK "goals: [One]\n---\nweek: 2019-08-11\n";
    struct wp_problems problems = {NULL, 0, 0, 0, 0};
    struct wp_successive_edits sequence;
    struct wp_week *week;

    (void)state;
    assert_int_equal(wp_week_load(wp_str("---\n" WEEK "goals: [One]\n"), 17, 2, &week, &problems),
                     WP_OK);
    sequence = wp_successive_edits_of(week);
    add_goal(&sequence, "Two");
    add_goal(&sequence, "Three");
    assert_file(&sequence, file,
                "week: 2019-07-28\n---\n" WEEK "goals: [One, Two, Three]\n---\nweek: 2019-08-11\n");
    wp_week_free(week);
}

/* Without an edit, and with edits that cancel each other, the patch is empty. */
static void nothing_changes(void **state)
{
    struct fixture fixture = begin(wp_str(WEEK "goals: [One, Two]\n"));
    struct wp_successive_edits sequence = wp_successive_edits_of(fixture.week);
    const uint32_t turned[] = {2, 1};

    (void)state;
    wp_successive_edits_finish(&sequence, &fixture.edit);
    assert_int_equal(fixture.edit.patch.count, 0);
    for (int i = 0; i < 2; i++)
        assert_int_equal(wp_goal_order_make(&sequence, turned, 2, &fixture.error), WP_OK);
    wp_successive_edits_finish(&sequence, &fixture.edit);
    assert_int_equal(fixture.edit.patch.count, 0);
    wp_successive_edits_free(&sequence);
    end(&fixture);
}

static void edits_of_a_new_week(void **state)
{
    struct wp_str file = wp_str("week: 2019-07-28\ngoals: [Old]");
    struct wp_input input = wp_input_memory(&file);
    struct wp_problems problems = {NULL, 0, 0, 0, 0};
    struct wp_week empty = wp_week_empty(wp_day_of((struct wp_date){2019, 8, 4}));
    struct wp_successive_edits sequence = wp_successive_edits_of(NULL);
    struct wp_error error = {.status = WP_OK};
    struct wp_found found;
    struct wp_plan *plan;
    struct wp_edit edit;

    (void)state;
    assert_int_equal(wp_plan_open(&plan, &input, &error), WP_OK);
    assert_int_equal(wp_plan_find(plan, wp_window_from(empty.start), &found, &problems),
                     WP_MISSING);
    assert_null(wp_successive_edits_week(&sequence));
    assert_int_equal(wp_edit_new_week(&edit, &input, &found, &empty, &error), WP_OK);
    assert_int_equal(wp_successive_edits_add(&sequence, &edit, &error), WP_OK);
    add_goal(&sequence, "One");
    add_goal(&sequence, "Two");
    assert_file(&sequence, file.data,
                "week: 2019-07-28\ngoals: [Old]\n---\n" WEEK "goals:\n  - One\n  - Two\n");
    wp_plan_close(plan);
}

static void order_keeps_comments(void **state)
{
    const char *text = WEEK "goals:\n  # The list.\n  - One   # first\n  # About two.\n  - title: "
                            "Two\n    subtasks: [A, B]\n  - Three\n  - Four\n";
    struct fixture fixture = begin(wp_str(text));
    struct wp_successive_edits sequence = wp_successive_edits_of(fixture.week);
    const uint32_t order[] = {1, 3, 4, 2};

    (void)state;
    assert_int_equal(wp_goal_order_make(&sequence, order, 4, &fixture.error), WP_OK);
    assert_file(&sequence, text,
                WEEK "goals:\n  # The list.\n  - One   # first\n  - Three\n  - Four\n  # About "
                     "two.\n  - title: Two\n    subtasks: [A, B]\n");
    end(&fixture);
}

/* Try all orders of five goals. */
static void all_orders(void **state)
{
    enum { GOALS = 5, TRIES = 3125 };
    struct fixture fixture = begin(wp_str(WEEK "goals:\n  - g1\n  - g2\n  - g3\n  - g4\n  - g5\n"));
    unsigned orders = 0;

    (void)state;
    for (unsigned code = 0; code < TRIES; code++) {
        struct wp_successive_edits sequence = wp_successive_edits_of(fixture.week);
        const struct wp_item *goal;
        uint32_t order[GOALS];
        unsigned seen = 0;

        for (unsigned i = 0, rest = code; i < GOALS; i++, rest /= GOALS) {
            order[i] = rest % GOALS + 1;
            seen |= 1u << order[i];
        }
        if (seen != 62)
            continue;
        orders++;
        assert_int_equal(wp_goal_order_make(&sequence, order, GOALS, &fixture.error), WP_OK);
        goal = wp_successive_edits_week(&sequence)->root.first;
        for (unsigned i = 0; i < GOALS; i++, goal = goal->next)
            assert_int_equal(goal->title.data[1] - '0', order[i]);
        wp_successive_edits_free(&sequence);
    }
    assert_int_equal(orders, 120);
    end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_of_a_week),      cmocka_unit_test(week_within_a_file),
        cmocka_unit_test(nothing_changes),      cmocka_unit_test(edits_of_a_new_week),
        cmocka_unit_test(order_keeps_comments), cmocka_unit_test(all_orders),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
