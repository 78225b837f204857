/* Items that one version moves to another document, and the other version changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <weekplan/merge.h>

#define WEEK    "week: 2019-08-04\ngoals:\n"
#define NEXT    "---\nweek: 2019-08-11\ngoals:\n"
#define AFTER   "---\nweek: 2019-08-18\ngoals:\n"
#define LATER   "later:\n"
#define PUT_OFF "    dropped: deferred to 2019-08-11\n"

static void check_plans(const char *base, const char *ours, const char *theirs,
                        const char *expected, size_t conflicts, size_t remarks)
{
    const struct wp_merge_input input = {{wp_str(base), wp_str(ours), wp_str(theirs)},
                                         .marker_size = WP_MERGE_MARKER_SIZE};
    struct wp_error error = {.status = WP_OK};
    struct wp_merge merge;

    if (wp_merge_plans(&merge, &input, &error) != WP_OK)
        fail_msg("%s\n%s", error.message, expected);
    if (!wp_str_equal_c(wp_buf_str(&merge.text), expected))
        fail_msg("\n%s\ninstead of\n%s", merge.text.data, expected);
    assert_int_equal(merge.conflicts, conflicts);
    assert_int_equal(merge.remark_count, remarks);
    wp_merge_free(&merge);
}

/* Check a merge without conflicts and remarks, and the one with both sides exchanged. */
static void assert_plans(const char *base, const char *mover, const char *other,
                         const char *expected)
{
    check_plans(base, mover, other, expected, 0, 0);
    check_plans(base, other, mover, expected, 0, 0);
}

static void a_moved_item_is_changed_where_it_is_now(void **state)
{
    const char *base = WEEK "- A\n- title: B\n  progress: 1/3\n" NEXT "- C\n";

    (void)state;
    assert_plans(base, WEEK "- A\n" NEXT "- C\n- title: B\n  progress: 1/3\n",
                 WEEK "- A\n- title: B\n  progress: 2/3\n  tags: [x]\n" NEXT "- C\n",
                 WEEK "- A\n" NEXT "- C\n- title: B\n  progress: 2/3\n  tags: [x]\n");
    assert_plans(WEEK "- A\nalso:\n- B\n" NEXT "- C\n", WEEK "- A\n" NEXT "- C\nalso:\n- B\n",
                 WEEK "- A\nalso:\n- title: B\n  tags: [x]\n" NEXT "- C\n",
                 WEEK "- A\n" NEXT "- C\nalso:\n- title: B\n  tags: [x]\n");
    /* To a new week, and to the list for later, which is above. */
    assert_plans(WEEK "- A\n- B\n", WEEK "- A\n" NEXT "- B\n",
                 WEEK "- A\n- title: B\n  due: 2019-08-12\n",
                 WEEK "- A\n" NEXT "- title: B\n  due: 2019-08-12\n");
    assert_plans(WEEK "- A\n- B\n", LATER "- B\n---\n" WEEK "- A\n",
                 WEEK "- A\n- title: B\n  due: 2019-08-12\n",
                 LATER "- title: B\n  due: 2019-08-12\n---\n" WEEK "- A\n");
    assert_plans(LATER "- B\n---\n" WEEK "- A\n", LATER "---\n" WEEK "- A\n- B\n",
                 LATER "- title: B\n  due: 2019-08-12\n---\n" WEEK "- A\n",
                 LATER "---\n" WEEK "- A\n- title: B\n  due: 2019-08-12\n");
}

/* What was done besides the plan becomes a goal. The list for later has no `also:`. */
static void an_entry_of_also_becomes_a_goal(void **state)
{
    const char *base = LATER "- C\n---\n" WEEK "- A\nalso:\n- B\n";
    const char *dated = LATER "- C\n---\n" WEEK "- A\nalso:\n- title: B\n  done: 2019-08-06\n";

    (void)state;
    assert_plans(base, LATER "- C\n- title: B\n  done: true\n---\n" WEEK "- A\n", dated,
                 LATER "- C\n- title: B\n  done: 2019-08-06\n---\n" WEEK "- A\n");
    assert_plans(WEEK "- A\nalso:\n- B\n", WEEK "- A\n" NEXT "- title: B\n  done: true\n",
                 WEEK "- A\nalso:\n- title: B\n  tags: [x]\n",
                 WEEK "- A\n" NEXT "- title: B\n  done: true\n  tags: [x]\n");
    /* It is open there. */
    assert_plans(base, LATER "- C\n- B\n---\n" WEEK "- A\n",
                 LATER "- C\n---\n" WEEK "- A\nalso:\n- title: B\n  tags: [x]\n",
                 LATER "- C\n- title: B\n  tags: [x]\n---\n" WEEK "- A\n");
    /* Both have moved it. */
    check_plans(base, LATER "- C\n- title: B\n  done: true\n---\n" WEEK "- A\n",
                LATER "- C\n---\n" WEEK "- A\n"
                      "---\nweek: 2019-08-11\nalso:\n- title: B\n  tags: [x]\n",
                LATER "- C\n- title: B\n  done: true\n  tags: [x]\n---\n" WEEK "- A\n", 0, 1);
}

static void an_id_is_as_good_as_a_title(void **state)
{
    (void)state;
    assert_plans(WEEK "- A\n- title: B\n  id: b\n", WEEK "- A\n" NEXT "- title: C\n  id: b\n",
                 WEEK "- A\n- title: B\n  id: b\n  weight: 2\n",
                 WEEK "- A\n" NEXT "- title: C\n  id: b\n  weight: 2\n");
}

/* A change goes only to the document to which the item was moved. */
static void other_documents_are_merged_as_ever(void **state)
{
    const char *base = WEEK "- A\n- B\n" NEXT "- C\n" AFTER "- D\n";

    (void)state;
    assert_plans(
        base, WEEK "- A\n" NEXT "- C\n- B\n" AFTER "- D\n- X\n",
        WEEK "- A\n- title: B\n  weight: 2\n" NEXT "- C\n" AFTER "- title: D\n  weight: 3\n",
        WEEK "- A\n" NEXT "- C\n- title: B\n  weight: 2\n" AFTER "- title: D\n  weight: 3\n- X\n");
    check_plans(WEEK "- A\n- B\n" NEXT "- C\n- E\n", LATER "- B\n---\n" WEEK "- A\n" NEXT "- C\n",
                WEEK "- A\n- title: B\n  weight: 2\n" NEXT "- C\n- title: E\n  weight: 4\n",
                LATER "- title: B\n  weight: 2\n---\n" WEEK "- A\n" NEXT
                      "- C\n- title: E\n  weight: 4\n",
                0, 1);
    /* Conflicts and remarks are not told twice. */
    check_plans(WEEK "- A\n- Z\n- B\n" NEXT "- C\n- E\n",
                WEEK "- title: A\n  weight: 2\n" NEXT "- C\n- E\n- B\n",
                WEEK "- title: A\n  weight: 3\n- title: Z\n  subtasks: [Y]\n- title: B\n"
                     "  weight: 2\n" NEXT "- C\n- title: E\n  weight: 4\n",
                WEEK "- title: A\n<<<<<<< ours\n  weight: 2\n=======\n  weight: 3\n"
                     ">>>>>>> theirs\n- title: Z\n  subtasks: [Y]\n" NEXT
                     "- C\n- title: E\n  weight: 4\n- title: B\n  weight: 2\n",
                1, 1);
}

static void subtasks_move_with_their_goal(void **state)
{
    const char *base = WEEK "- A\n- title: B\n  subtasks:\n  - C\n  - Draft\n";

    (void)state;
    assert_plans(base, WEEK "- A\n" NEXT "- title: B\n  subtasks:\n  - C\n  - Draft\n",
                 WEEK "- A\n- title: B\n  subtasks:\n  - C\n  - title: Draft two\n    done: true\n",
                 WEEK "- A\n" NEXT
                      "- title: B\n  subtasks:\n  - C\n  - title: Draft two\n    done: true\n");
}

/* The item stays in its week, because it was put off there. Whether it is done is decided there; a
 * remark names the copy. */
static void an_item_that_was_put_off(void **state)
{
    const char *base = WEEK "  - title: B\n    progress: 1/3\n";
    const char *ours = WEEK "  - title: B\n" PUT_OFF "    progress: 1/3\n" NEXT
                            "  - title: B\n    carried: 1\n    progress: 1/3\n";

    (void)state;
    assert_plans(base, ours, WEEK "  - title: B\n    progress: 2/3\n",
                 WEEK "  - title: B\n" PUT_OFF "    progress: 2/3\n" NEXT
                      "  - title: B\n    carried: 1\n    progress: 2/3\n");
    check_plans(base, ours, WEEK "  - title: B\n    done: true\n    progress: 2/3\n",
                WEEK "  - title: B\n<<<<<<< ours\n" PUT_OFF
                     "=======\n    done: true\n>>>>>>> theirs\n"
                     "    progress: 2/3\n" NEXT "  - title: B\n    carried: 1\n    progress: 2/3\n",
                1, 1);
}

/* Both have put it off, or a new item of the week is another one. */
static void an_item_that_was_not_put_off_there(void **state)
{
    const char *base = WEEK "  - B\n";
    const char *ours = WEEK "  - title: B\n    dropped: deferred to 2019-08-18\n" NEXT "  - B\n";
    const char *put_off = WEEK "  - title: B\n" PUT_OFF NEXT "  - title: B\n    carried: 1\n";

    (void)state;
    assert_plans(base, ours, WEEK "  - title: B\n    weight: 2\n",
                 WEEK "  - title: B\n    dropped: deferred to 2019-08-18\n    weight: 2\n" NEXT
                      "  - B\n");
    assert_plans(
        base, put_off,
        WEEK "  - title: B\n" PUT_OFF "    weight: 2\n" NEXT "  - title: B\n    carried: 1\n",
        WEEK "  - title: B\n" PUT_OFF "    weight: 2\n" NEXT "  - title: B\n    carried: 1\n");
}

static void an_item_that_cannot_follow_is_kept(void **state)
{
    const char *base = WEEK "- A\n- B\n";

    (void)state;
    /* It is in no other document, or in two. */
    check_plans(base, WEEK "- A\n" NEXT "- C\n", WEEK "- A\n- title: B\n  weight: 2\n",
                WEEK "- A\n- title: B\n  weight: 2\n" NEXT "- C\n", 0, 1);
    check_plans(base, LATER "- B\n---\n" WEEK "- A\n" NEXT "- B\n",
                WEEK "- A\n- title: B\n  weight: 2\n",
                LATER "- B\n---\n" WEEK "- A\n- title: B\n  weight: 2\n" NEXT "- B\n", 0, 1);
    /* It was there before. */
    check_plans(WEEK "- A\n- B\n" NEXT "- B\n", WEEK "- A\n" NEXT "- title: B\n  weight: 3\n",
                WEEK "- A\n- title: B\n  weight: 2\n" NEXT "- B\n",
                WEEK "- A\n- title: B\n  weight: 2\n" NEXT "- title: B\n  weight: 3\n", 0, 1);
    /* The other version has it there too. */
    check_plans(base, WEEK "- A\n" NEXT "- B\n", WEEK "- A\n- title: B\n  weight: 2\n" NEXT "- B\n",
                WEEK "- A\n- title: B\n  weight: 2\n" NEXT "- B\n", 0, 1);
    /* It is there twice, or was done besides. */
    check_plans(base, WEEK "- A\n" NEXT "- B\n- title: C\n  subtasks: [B]\n",
                WEEK "- A\n- title: B\n  weight: 2\n",
                WEEK "- A\n- title: B\n  weight: 2\n" NEXT "- B\n- title: C\n  subtasks: [B]\n", 0,
                1);
    check_plans(base, WEEK "- A\n" NEXT "- C\nalso:\n- B\n", WEEK "- A\n- title: B\n  weight: 2\n",
                WEEK "- A\n- title: B\n  weight: 2\n" NEXT "- C\nalso:\n- B\n", 0, 1);
}

/* Subtasks, `x-` keys, comments and the order are those of a merge within a week. */
static void all_changes_follow(void **state)
{
    const char *base = WEEK "- A\n- title: B\n  subtasks:\n  - C\n  - D\n";
    const char *moved = WEEK "- A\n" NEXT "- title: B\n  subtasks:\n  - C\n  - D\n";

    (void)state;
    assert_plans(WEEK "- A\n- B\n", WEEK "- A\n" NEXT "- B\n", WEEK "- A\n- title: B\n  x-a: 2\n",
                 WEEK "- A\n" NEXT "- title: B\n  x-a: 2\n");
    assert_plans(WEEK "- A\n- B\n", WEEK "- A\n" NEXT "- B\n",
                 WEEK "- A\n- title: B\n  subtasks:\n  - D\n",
                 WEEK "- A\n" NEXT "- title: B\n  subtasks:\n  - D\n");
    assert_plans(WEEK "- A\n- B\n", WEEK "- A\n" NEXT "- B\n", WEEK "- A\n# Soon.\n- B\n",
                 WEEK "- A\n" NEXT "\n# Soon.\n- B\n");
    assert_plans(base, moved,
                 WEEK "- A\n- title: B\n  weight: 2\n  subtasks:\n  - D\n  - E\n  - C\n",
                 WEEK "- A\n" NEXT "- title: B\n  weight: 2\n  subtasks:\n  - D\n  - E\n  - C\n");
    assert_plans(base, moved, WEEK "- A\n- title: B\n  weight: 2\n  subtasks:\n  - C\n",
                 WEEK "- A\n" NEXT "- title: B\n  weight: 2\n  subtasks:\n  - C\n");
    /* One subtask was deleted, and one was moved out of the goal. */
    assert_plans(base, WEEK "- A\n" NEXT "- title: B\n  subtasks:\n  - C\n",
                 WEEK "- A\n- title: B\n  weight: 2\n  subtasks:\n  - C\n  - D\n",
                 WEEK "- A\n" NEXT "- title: B\n  weight: 2\n  subtasks:\n  - C\n");
    assert_plans(base, moved, WEEK "- A\n- title: B\n  subtasks:\n  - C\n" AFTER "- D\n",
                 WEEK "- A\n" NEXT "- title: B\n  subtasks:\n  - C\n" AFTER "- D\n");
    assert_plans(base, moved, WEEK "- A\n- D\n- title: B\n  weight: 2\n  subtasks:\n  - C\n",
                 WEEK "- A\n- D\n" NEXT "- title: B\n  weight: 2\n  subtasks:\n  - C\n");
    /* Another item was put below it. */
    assert_plans(base, moved, WEEK "- title: B\n  subtasks:\n  - C\n  - D\n  - A\n",
                 "week: 2019-08-04\ngoals: []\n" NEXT
                 "- title: B\n  subtasks:\n  - C\n  - D\n  - A\n");
}

static void an_item_that_both_have_moved(void **state)
{
    const char *base = WEEK "- A\n- title: B\n  note: n\n  progress: 1/9\n";

    (void)state;
    check_plans(base, WEEK "- A\n" NEXT "- title: B\n  progress: 2/9\n",
                WEEK "- A\n" AFTER "- title: B\n  note: n\n  progress: 3/9\n",
                WEEK "- A\n" NEXT "- title: B\n  progress: 4/9\n", 0, 1);
    check_plans(base, WEEK "- A\n" NEXT "- title: B\n  note: n\n  progress: 2/9\n",
                WEEK "- A\n" AFTER "- X\n- title: B\n  progress: 3/9\n",
                WEEK "- A\n" NEXT "- title: B\n  progress: 4/9\n" AFTER "- X\n", 0, 1);
    /* To one week. */
    assert_plans(base, WEEK "- A\n" NEXT "- title: B\n  note: n\n  progress: 2/9\n",
                 WEEK "- A\n" NEXT "- title: B\n  progress: 3/9\n",
                 WEEK "- A\n" NEXT "- title: B\n  progress: 4/9\n");
    /* One has deleted it. */
    check_plans(base, WEEK "- A\n" NEXT "- title: B\n  note: n\n  progress: 1/9\n", WEEK "- A\n",
                WEEK "- A\n" NEXT "- title: B\n  note: n\n  progress: 1/9\n", 0, 1);
    check_plans(base, WEEK "- A\n", WEEK "- A\n" NEXT "- title: B\n  note: n\n  progress: 1/9\n",
                WEEK "- A\n" NEXT "- title: B\n  note: n\n  progress: 1/9\n", 0, 1);
    check_plans(base, WEEK "- A\n", WEEK "- A\n", WEEK "- A\n", 0, 0);
}

/* It is done in both weeks, so no remark says that it is still open. */
static void a_subtask_that_was_done_and_put_off(void **state)
{
    const char *base = WEEK "  - title: B\n    subtasks:\n      - C\n      - D\n";

    (void)state;
    assert_plans(base,
                 WEEK "  - title: B\n" PUT_OFF "    subtasks:\n      - C\n      - D\n" NEXT
                      "  - title: B\n    carried: 1\n    subtasks:\n      - C\n      - D\n",
                 WEEK "  - title: B\n    subtasks:\n      - title: C\n        done: true\n"
                      "      - D\n",
                 WEEK "  - title: B\n" PUT_OFF "    subtasks:\n      - title: C\n"
                      "        done: true\n      - D\n" NEXT
                      "  - title: B\n    carried: 1\n    subtasks:\n      - title: C\n"
                      "        done: true\n      - D\n");
}

/* What was done before it was put off is not in the other week. */
static void what_was_not_put_off_stays(void **state)
{
    const char *base = WEEK "  - title: B\n    subtasks:\n      - title: C\n        done: true\n"
                            "      - D\n";

    (void)state;
    assert_plans(base,
                 WEEK "  - title: B\n" PUT_OFF "    subtasks:\n      - title: C\n"
                      "        done: true\n      - D\n" NEXT
                      "  - title: B\n    carried: 1\n    subtasks:\n      - D\n",
                 WEEK "  - title: B\n    subtasks:\n      - title: C\n        done: true\n"
                      "        weight: 2\n      - D\n      - E\n",
                 WEEK "  - title: B\n" PUT_OFF "    subtasks:\n      - title: C\n"
                      "        done: true\n        weight: 2\n      - D\n      - E\n" NEXT
                      "  - title: B\n    carried: 1\n    subtasks:\n      - D\n      - E\n");
}

static void a_goal_whose_subtasks_stay_is_kept(void **state)
{
    const char *base = WEEK "- A\n- title: B\n  subtasks:\n  - C\n  - D\n";

    (void)state;
    check_plans(base, WEEK "- A\n- D\n" NEXT "- title: B\n  subtasks:\n  - C\n",
                WEEK "- A\n- title: B\n  weight: 2\n  subtasks:\n  - C\n  - D\n",
                WEEK "- A\n- title: B\n  weight: 2\n- D\n" NEXT "- title: B\n  subtasks:\n  - C\n",
                0, 1);
}

/* It is in both weeks, with a remark. */
static void an_item_that_was_done_and_carried(void **state)
{
    const char *base = WEEK "- A\n- title: B\n  subtasks: [C, D]\n- title: E\n  repeat: weekly\n";
    const char *done = WEEK "- title: A\n  done: true\n- title: B\n  subtasks:\n  - title: C\n"
                            "    done: true\n  - D\n- title: E\n  done: true\n  repeat: weekly\n";
    const char *next = NEXT "- title: A\n  carried: 1\n- title: B\n  carried: 1\n"
                            "  subtasks: [C, D]\n- title: E\n  repeat: weekly\n";
    struct wp_buf carried = WP_BUF_INIT;
    struct wp_buf merged = WP_BUF_INIT;
    struct wp_buf both = WP_BUF_INIT;

    (void)state;
    wp_buf_printf(&carried, "%s%s", base, next);
    wp_buf_printf(&merged, "%s%s", done, next);
    check_plans(base, carried.data, done, merged.data, 0, 2);
    check_plans(base, done, carried.data, merged.data, 0, 2);
    /* B was carried by both. */
    wp_buf_printf(&both, "%s%s", done,
                  NEXT "- title: B\n  carried: 1\n  subtasks: [C, D]\n- title: E\n"
                       "  repeat: weekly\n");
    check_plans(base, carried.data, both.data, merged.data, 0, 1);
    check_plans(base, base, carried.data, carried.data, 0, 0);
    /* One remark for a goal and its subtasks; none for what is done in the new week too, or was
     * done before. */
    check_plans(WEEK "- title: B\n  subtasks: [C, D]\n",
                WEEK "- title: B\n  subtasks: [C, D]\n" NEXT "- title: B\n  subtasks: [C, D]\n",
                WEEK "- title: B\n  done: true\n  subtasks: [C, D]\n",
                WEEK "- title: B\n  done: true\n  subtasks: [C, D]\n" NEXT
                     "- title: B\n  subtasks: [C, D]\n",
                0, 1);
    check_plans(WEEK "- A\n", WEEK "- A\n" NEXT "- title: A\n  done: true\n",
                WEEK "- title: A\n  done: true\n",
                WEEK "- title: A\n  done: true\n" NEXT "- title: A\n  done: true\n", 0, 0);
    check_plans(WEEK "- title: A\n  done: true\n- B\n", WEEK "- A\n- B\n" NEXT "- A\n",
                WEEK "- title: A\n  done: true\n- title: B\n  weight: 2\n",
                WEEK "- A\n- title: B\n  weight: 2\n" NEXT "- A\n", 0, 0);
    wp_buf_free(&carried);
    wp_buf_free(&merged);
    wp_buf_free(&both);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_moved_item_is_changed_where_it_is_now),
        cmocka_unit_test(an_entry_of_also_becomes_a_goal),
        cmocka_unit_test(an_id_is_as_good_as_a_title),
        cmocka_unit_test(other_documents_are_merged_as_ever),
        cmocka_unit_test(an_item_that_was_not_put_off_there),
        cmocka_unit_test(a_goal_whose_subtasks_stay_is_kept),
        cmocka_unit_test(all_changes_follow),
        cmocka_unit_test(an_item_that_both_have_moved),
        cmocka_unit_test(a_subtask_that_was_done_and_put_off),
        cmocka_unit_test(what_was_not_put_off_stays),
        cmocka_unit_test(subtasks_move_with_their_goal),
        cmocka_unit_test(an_item_that_was_put_off),
        cmocka_unit_test(an_item_that_cannot_follow_is_kept),
        cmocka_unit_test(an_item_that_was_done_and_carried),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
