/* A week that both versions have begun, and that the base does not have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <weekplan/merge.h>

#define WEEK "week: 2019-08-04\ngoals:\n"
#define NEXT "---\nweek: 2019-08-11\ngoals:\n"

/* Check the merge of two versions of a week, and the one with both sides exchanged. `before` are
 * the goals of the week before, in all versions. `base` are those of the week in the base; empty if
 * the week is new. */
static void check_carried_into(const char *before, const char *base, const char *ours,
                               const char *theirs, const char *expected, size_t remarks)
{
    for (int mirrored = 0; mirrored < 2; mirrored++) {
        struct wp_buf texts[4] = {WP_BUF_INIT, WP_BUF_INIT, WP_BUF_INIT, WP_BUF_INIT};
        const char *const next[] = {base, mirrored ? theirs : ours, mirrored ? ours : theirs,
                                    expected};
        struct wp_error error = {.status = WP_OK};
        struct wp_merge_input input = {.marker_size = WP_MERGE_MARKER_SIZE};
        struct wp_merge merge;

        for (int i = 0; i < 4; i++)
            wp_buf_printf(&texts[i], WEEK "%s%s%s", before, next[i][0] != '\0' ? NEXT : "",
                          next[i]);
        for (int i = 0; i < WP_VERSIONS; i++)
            input.versions[i] = wp_buf_str(&texts[i]);
        if (wp_merge_plans(&merge, &input, &error) != WP_OK)
            fail_msg("%s\n%s", error.message, expected);
        if (!wp_str_equal(wp_buf_str(&merge.text), wp_buf_str(&texts[3])))
            fail_msg("\n%s\ninstead of\n%s", merge.text.data, texts[3].data);
        assert_int_equal(merge.conflicts, 0);
        assert_int_equal(merge.remark_count, remarks);
        wp_merge_free(&merge);
        for (int i = 0; i < 4; i++)
            wp_buf_free(&texts[i]);
    }
}

static void check_carried(const char *before, const char *ours, const char *theirs,
                          const char *expected, size_t remarks)
{
    check_carried_into(before, "", ours, theirs, expected, remarks);
}

static void assert_carried(const char *before, const char *ours, const char *theirs,
                           const char *expected)
{
    check_carried(before, ours, theirs, expected, 0);
}

static void counts_add_up(void **state)
{
    const char *before = "- {title: A, progress: 1/3}\n"
                         "- {title: G, subtasks: [{title: B, progress: 2/9 km}]}\n"
                         "- {title: W, repeat: weekly, progress: 3/5}\n"
                         "- {title: C, progress: 1/3}\n";

    (void)state;
    assert_carried(before, "- {title: A, carried: 1, progress: 2/3}\n",
                   "- {title: A, carried: 2, progress: 2/3}\n",
                   "- {title: A, carried: 2, progress: 3/3}\n");
    assert_carried(before, "- {title: A, carried: 1, progress: 1/3}\n",
                   "- {title: A, carried: 1, progress: 1/3}\n",
                   "- {title: A, carried: 1, progress: 1/3}\n");
    /* By hand. */
    assert_carried(before, "- {title: G, subtasks: [{title: B, progress: 4/9 km}]}\n",
                   "- {title: G, subtasks: [{title: B, progress: 5/9 km}]}\n",
                   "- {title: G, subtasks: [{title: B, progress: 7/9 km}]}\n");
    assert_carried(before, "- {title: W, repeat: weekly, progress: 1/5}\n",
                   "- {title: W, repeat: weekly, progress: 2/5}\n",
                   "- {title: W, repeat: weekly, progress: 3/5}\n");
    /* Nobody knows what each has made. */
    assert_carried(before, "- {title: D, progress: 1/3}\n", "- {title: D, progress: 1/3}\n",
                   "- {title: D, progress: 1/3}\n");
}

static void what_one_side_has_removed_or_moved(void **state)
{
    const char *before = "- A\n- title: B\n  subtasks: [C, D]\n- title: E\n  id: e\n";

    (void)state;
    assert_carried(before,
                   "- title: A\n  carried: 1\n- title: B\n  carried: 1\n  subtasks: [C, D]\n",
                   "- title: A\n  carried: 1\n- title: B\n  carried: 1\n  subtasks: [C, D]\n"
                   "- title: E\n  id: e\n  carried: 1\n",
                   "- title: A\n  carried: 1\n- title: B\n  carried: 1\n  subtasks: [C, D]\n");
    /* A subtask that is a goal now, an item below another one, another order, another title. */
    assert_carried(before,
                   "- title: A\n  carried: 1\n- title: B\n  carried: 1\n  subtasks: [C, D]\n",
                   "- title: B\n  carried: 1\n  subtasks: [C]\n- title: A\n  carried: 1\n- D\n",
                   "- title: B\n  carried: 1\n  subtasks: [C]\n- title: A\n  carried: 1\n- D\n");
    assert_carried(before, "- title: A\n  carried: 1\n- title: E\n  id: e\n  carried: 1\n",
                   "- title: A\n  carried: 1\n- title: Else\n  id: e\n  carried: 1\n",
                   "- title: A\n  carried: 1\n- title: Else\n  id: e\n  carried: 1\n");
    /* An entry of `also:` has no `carried`. */
    assert_carried("- A\n- B\n",
                   "- title: B\n  carried: 1\nalso:\n- title: A\n  done: 2019-08-12\n",
                   "- title: A\n  carried: 1\n- title: B\n  carried: 1\n",
                   "- title: B\n  carried: 1\nalso:\n- title: A\n  done: 2019-08-12\n");
    assert_carried("- A\n- B\n", "- title: B\n  carried: 1\nalso:\n- title: A\n  done: true\n",
                   "- title: A\n  carried: 1\n  tags: [x]\n- title: B\n  carried: 1\n",
                   "- title: B\n  carried: 1\nalso:\n- title: A\n  done: true\n  tags: [x]\n");
    /* What the other side has worked on is kept. */
    check_carried(before,
                  "- title: A\n  carried: 1\n- title: B\n  carried: 1\n  subtasks: [C, D]\n",
                  "- title: A\n  carried: 1\n- title: B\n  carried: 1\n  subtasks: [C, D]\n"
                  "- title: E\n  id: e\n  carried: 1\n  weight: 2\n",
                  "- title: A\n  carried: 1\n- title: B\n  carried: 1\n  subtasks: [C, D]\n"
                  "- title: E\n  id: e\n  carried: 1\n  weight: 2\n",
                  1);
}

/* What both have carried once is the base of what they carry on. */
static void what_both_have_carried_twice(void **state)
{
    const char *repeated = "- title: A\n  repeat: weekly\n  carried: 1\n---\nweek: 2019-08-18\n"
                           "goals:\n- title: A\n  repeat: weekly\n";

    (void)state;
    assert_carried("- A\n", repeated,
                   "- title: A\n  carried: 1\n---\nweek: 2019-08-18\n"
                   "goals:\n- title: A\n  carried: 2\n",
                   repeated);
}

/* A side that has carried only some items has not removed the others. */
static void what_one_side_has_not_carried(void **state)
{
    const char *before = "- A\n- B\n- C\n- D\n";
    const char *all = "- title: A\n  carried: 1\n- title: B\n  carried: 1\n- title: C\n"
                      "  carried: 1\n- title: D\n  carried: 1\n";

    (void)state;
    check_carried(before, "- title: B\n  carried: 1\n", all, all, 3);
    /* It has planned the week by hand. */
    check_carried(before, "- A\n- B\n- C\n", all, all, 0);
    check_carried(before, "- X\n", "- X\n", "- X\n", 0);
}

/* The base has planned something for the week. */
static void a_week_that_was_there(void **state)
{
    const char *before = "- A\n- B\n- title: C\n  progress: 1/9\n- D\n";
    const char *all = "- D\n- Z\n- title: A\n  carried: 1\n- title: B\n  carried: 1\n"
                      "- title: C\n  progress: 2/9\n  carried: 1\n";

    (void)state;
    check_carried_into(before, "- D\n- Z\n", all,
                       "- D\n- Z\n- title: B\n  carried: 1\n- title: C\n  progress: 3/9\n"
                       "  carried: 1\n",
                       "- D\n- Z\n- title: B\n  carried: 1\n- title: C\n  progress: 4/9\n"
                       "  carried: 1\n",
                       0);
    check_carried_into(before, "- Z\n", "- Z\n- title: A\n  carried: 1\n- title: B\n  carried: 1\n",
                       "- Z\n- title: A\n  carried: 1\n  subtasks: [B]\n",
                       "- Z\n- title: A\n  carried: 1\n  subtasks: [B]\n", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_add_up),
        cmocka_unit_test(what_one_side_has_removed_or_moved),
        cmocka_unit_test(what_both_have_carried_twice),
        cmocka_unit_test(what_one_side_has_not_carried),
        cmocka_unit_test(a_week_that_was_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
