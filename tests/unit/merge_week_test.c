/* Three versions of a week as one tree of items. */
#include "merged_text.h"

static void one_side_alone(void **state)
{
    const char *base = "goals: [A, {title: B, tags: [x]}, {title: C, subtasks: [D, E]}]";
    const char *changed = "title: T\n"
                          "goals: [{title: C, subtasks: [E, {title: F, due: 2019-08-06}]},\n"
                          "        {title: B, tags: [y, x], done: 2019-08-05}, New]\n"
                          "also: [Z]";
    const char *expected = "title=T\n"
                           "C\n"
                           "  E\n"
                           "  F due=2019-08-06\n"
                           "B done=2019-08-05 tags=y,x\n"
                           "New\n"
                           "+Z done=true\n";

    (void)state;
    assert_merge(base, changed, base, expected);
    assert_merge(base, base, changed, expected);
    assert_merge(base, changed, changed, expected);
    assert_merge(changed, changed, changed, expected);
}

static void both_sides_change_different_items_and_keys(void **state)
{
    (void)state;
    assert_merge("goals: [A, B, C]", "goals: [{title: A, done: true}, B, C]",
                 "goals: [A, {title: B, done: true}, C]", "A done=true\nB done=true\nC\n");
    assert_merge("goals: [A]", "goals: [{title: A, weight: 2}]",
                 "goals: [{title: A, due: 2019-08-05}]", "A weight=2 due=2019-08-05\n");
    assert_merge("note: n\ngoals: []", "note: m\ngoals: []", "note: n\nskip: rain\ngoals: []",
                 "note=m skip=rain\n");
}

static void new_items_of_ours_are_first(void **state)
{
    (void)state;
    assert_merge("goals: [A]", "goals: [A, X]", "goals: [A, Y]", "A\nX\nY\n");
    assert_merge("goals: [A, B]", "goals: [X, A, B]", "goals: [Y, A, Z, B]", "X\nY\nA\nZ\nB\n");
    assert_merge("goals: []", "goals: [X, V]", "goals: [Y, W]", "X\nV\nY\nW\n");
    assert_merge("goals: [A]", "goals: [{title: A, subtasks: [X]}]",
                 "goals: [{title: A, subtasks: [Y]}]", "A\n  X\n  Y\n");
    assert_merge("goals: [A]\nalso: [B]", "goals: [A]\nalso: [B, C]", "goals: [A]\nalso: [D, B]",
                 "A\n+D done=true\n+B done=true\n+C done=true\n");
}

static void a_new_item_of_both_is_one(void **state)
{
    (void)state;
    assert_merge("goals: [A]", "goals: [A, X]", "goals: [X, A]", "A\nX\n");
    assert_merge("goals: [A]", "goals: [A, {title: X, tags: [a]}]",
                 "goals: [A, {title: X, tags: [b]}]", "A\nX tags=a,b\n");
    assert_merge("goals: [A]", "goals: [A, {title: X, id: x, due: 2019-08-05}]",
                 "goals: [A, {title: Y, id: x, due: 2019-08-06}]",
                 "A\n<X|Y> id=x due=<2019-08-05|2019-08-06>\n");
    assert_merge("goals: [A]", "goals: [A, X, X]", "goals: [A, X]", "A\nX\nX\n");
}

static void what_was_deleted(void **state)
{
    (void)state;
    assert_merge("goals: [A, B]", "goals: [B]", "goals: [A]", "");
    assert_merge("goals: [A, {title: B, subtasks: [C]}]", "goals: [A]",
                 "goals: [{title: A, done: true}, {title: B, subtasks: [C]}]", "A done=true\n");
    assert_merge("goals: [A, B, C]", "goals: [A, C]", "goals: [A, {title: B, done: true}, C]",
                 "A\nB done=true\nC\n! kept of ours: B\n");
    assert_merge("goals: [A, {title: B, subtasks: [C, D]}]",
                 "goals: [A, {title: B, subtasks: [C, D, E]}]", "goals: [A]",
                 "A\nB\n  C\n  D\n  E\n! kept of theirs: B\n");
    /* The order of a list is work on its parent. */
    assert_merge("goals: [A, {title: B, subtasks: [C, D]}]", "goals: [A]",
                 "goals: [A, {title: B, subtasks: [D, C]}]", "A\nB\n  D\n  C\n! kept of ours: B\n");
    assert_merge("goals: [A, B, C]", "goals: [C, A]", "goals: [A, B, C]", "C\nA\n");
    assert_merge("goals: [A, B, C]", "goals: [A, C]", "goals: [B, A, C]", "A\nC\n");
    /* So is a new comment, but not a comment that is gone. */
    assert_merge("goals:\n- A\n- B", "goals:\n- A", "goals:\n- A\n- B # b",
                 "A\nB\n! kept of ours: B\n");
    assert_merge("goals:\n- A # a\n- B", "goals:\n- B", "goals:\n- A\n- B", "B\n");
    assert_merge("goals:\n- A\n- title: 'B # b'\n  note: n", "goals:\n- A",
                 "goals:\n- A\n- title: \"B # b\"\n  note: n", "A\n");
    /* An item that both have, moved into what was deleted. */
    assert_merge("goals: [A, {title: B, subtasks: [C]}]", "goals: [{title: A, done: true}]",
                 "goals: [{title: B, subtasks: [C, A]}]",
                 "B\n  C\n  A done=true\n! kept of ours: B\n");
    /* Moved out of what was deleted, and worked on. */
    assert_merge("goals: [A, {title: B, subtasks: [C]}]", "goals: [A, C]",
                 "goals: [A, {title: B, subtasks: [{title: C, done: true}]}]", "A\nC done=true\n");
    assert_merge("goals: [A, {title: B, x-a: 1}]", "goals: [A]", "goals: [A, {title: B, x-a: 2}]",
                 "A\nB x-\n! kept of ours: B\n");
    assert_merge("goals: [A, {title: B, subtasks: [C]}]", "goals: [A, B]",
                 "goals: [{title: A, subtasks: [C]}, B]", "A\n  C\nB\n! kept of ours: C\n");
    /* Another order is no work. */
    assert_merge("goals: [A, B, C]", "goals: [A, B]", "goals: [C, A, B]", "A\nB\n");
}

static void weeks_that_one_side_lacks(void **state)
{
    (void)state;
    assert_merge("goals: [A]", NULL, "goals: [A]", "(absent)\n");
    assert_merge("goals: [A]", "goals: [A]", NULL, "(absent)\n");
    assert_merge("goals: [A]", NULL, "goals: [A, B]", "A\nB\n! kept of ours\n");
    assert_merge("goals: [A]", "goals: [A]\nreview: r", NULL, "review=r\nA\n! kept of theirs\n");
    assert_merge("title: T\ngoals: [A]", NULL, "title: T\ngoals: []\nskip: rain",
                 "title=T skip=rain\n! kept of ours\n");
    assert_merge("goals: [A, B]", NULL, "goals: [B, A]", "B\nA\n! kept of ours\n");
    assert_merge("goals: [A]", NULL, "goals: [A]\n# new", "A\n! kept of ours\n");
    assert_merge("goals: [A]", NULL, "goals: [A]\nalso: [B]", "A\n+B done=true\n! kept of ours\n");
    assert_merge(NULL, "goals: [A, {title: B, carried: 1, progress: 1/3 talks}]",
                 "goals: [{title: B, carried: 2, progress: 1/3 talks}, C]",
                 "A\nB progress=1/3 talks carried=2\nC\n");
    assert_merge(NULL, NULL, "goals: [A]", "A\n");
}

static void the_list_for_later(void **state)
{
    (void)state;
    assert_merge("later: [A, B]", "later: [A, B, {title: C, repeat: weekly}]",
                 "later: [B, {title: A, due: 2019-09-01}]",
                 "B\nA due=2019-09-01\nC repeat=weekly\n");
}

static void the_order(void **state)
{
    (void)state;
    assert_merge("goals: [A, B, C, D]", "goals: [D, A, B, C]", "goals: [A, C, B, D]",
                 "D\nA\nC\nB\n");
    assert_merge("goals: [A, B, C, D]", "goals: [D, A, B, C]",
                 "goals: [A, B, C, {title: D, done: true}]", "D done=true\nA\nB\nC\n");
    assert_merge("goals: [A, B, C, D]", "goals: [A, B, C, D]", "goals: [D, A, X, B, C]",
                 "D\nA\nX\nB\nC\n");
    /* What ours has moved is above what theirs has added at the same place. */
    assert_merge("goals: [A, B, C]", "goals: [A, C, B]", "goals: [A, X, B, C]", "A\nC\nX\nB\n");
    /* Both have moved D. */
    assert_merge("goals: [A, B, C, D]", "goals: [D, A, B, C]", "goals: [A, D, B, C]",
                 "D\nA\nB\nC\n! not moved of theirs: D\n");
    assert_merge("goals: [A, B, C, D]", "goals: [D, A, B, C]", "goals: [D, A, B, C]",
                 "D\nA\nB\nC\n");
    /* C is new in theirs behind B, which ours has moved away. */
    assert_merge("goals: [A, B]", "goals: [B, A]", "goals: [A, B, C]", "B\nA\nC\n");
}

static void places(void **state)
{
    const char *base = "goals: [{title: A, subtasks: [C]}, B, D]";

    (void)state;
    assert_merge(base, "goals: [A, {title: B, subtasks: [C]}, D]",
                 "goals: [{title: A, subtasks: [{title: C, done: true}]}, B, D]",
                 "A\nB\n  C done=true\nD\n");
    assert_merge(base, "goals: [A, {title: B, subtasks: [C]}, D]",
                 "goals: [A, B, {title: D, subtasks: [C]}]",
                 "A\nB\n  C\nD\n! not moved of theirs: C\n");
    assert_merge("goals: [A, B, C]", "goals: [{title: B, subtasks: [A]}, C]",
                 "goals: [{title: A, subtasks: [B]}, C]", "B\n  A\nC\n! not moved of theirs: B\n");
    /* One version has moved A within its list, the other one below B. */
    assert_merge("goals: [A, B, C]", "goals: [B, C, A]", "goals: [{title: B, subtasks: [A]}, C]",
                 "B\n  A\nC\n");
    assert_merge("goals: [A, B, C]", "goals: [{title: B, subtasks: [A]}, C]", "goals: [B, C, A]",
                 "B\n  A\nC\n");
    assert_merge("goals: [A, B]", "goals: [B]\nalso: [A]", "goals: [{title: A, tags: [x]}, B]",
                 "B\n+A done=true tags=x\n");
    assert_merge("goals: [A, B]", "goals: [B]\nalso: [A]", "goals: [{title: A, subtasks: [X]}, B]",
                 "A done=true\n  X\nB\n! not moved of ours: A\n! closed of ours: X by A\n");
}

static void what_an_item_cannot_have_in_its_place(void **state)
{
    (void)state;
    assert_merge("goals: [A]", "goals: [{title: A, progress: 1/3}]",
                 "goals: [{title: A, subtasks: [X]}]",
                 "A\n  X\n! not taken of ours: A (progress)\n");
    assert_merge("goals: [A, B]", "goals: [{title: A, repeat: weekly}, B]",
                 "goals: [{title: B, subtasks: [A]}]", "B\n  A\n! not taken of ours: A (repeat)\n");
    assert_merge("goals: [A, B]", "goals: [{title: A, weight: 2}, B]", "goals: [B]\nalso: [A]",
                 "B\n+A done=true\n! not taken of ours: A (weight)\n");
    assert_merge("goals: [A, B]", "goals: [{title: A, id: x}, B]", "goals: [A, {title: B, id: x}]",
                 "A id=x\nB\n! id taken of theirs: B by A\n");
    assert_merge("goals: [A, B]", "goals: [A, {title: B, id: x}]", "goals: [{title: A, id: x}, B]",
                 "A\nB id=x\n! id taken of theirs: A by B\n");
    /* An item that theirs has deleted is not the new one with its id. */
    assert_merge("goals: [A, B]", "goals: [{title: A, id: x, weight: 2}, B]",
                 "goals: [B, {title: C, id: x}]",
                 "A id=x weight=2\nB\nC\n! kept of theirs: A\n! id taken of theirs: C by A\n");
}

static void work_below_a_closed_item(void **state)
{
    const char *base = "goals: [{title: A, subtasks: [X, {title: Y, done: true}]}, Z]";

    (void)state;
    assert_merge("goals: [A]", "goals: [{title: A, done: true}]",
                 "goals: [{title: A, subtasks: [{title: X, subtasks: [Y]}]}]",
                 "A done=true\n  X\n    Y\n! closed of ours: X by A\n");
    assert_merge(base, "goals: [{title: A, subtasks: [X, Y]}, Z]",
                 "goals: [{title: A, done: true, subtasks: [X, {title: Y, done: true}]}, Z]",
                 "A done=true\n  X\n  Y\nZ\n! closed of theirs: Y by A\n");
    assert_merge(base,
                 "goals: [{title: A, dropped: true, subtasks: [X, {title: Y, done: true}]}, Z]",
                 "goals: [{title: A, subtasks: [{title: X, done: true}, {title: Y, done: true}, "
                 "Z]}]",
                 "A dropped=true\n  X done=true\n  Y done=true\n  Z\n! closed of ours: X by A\n"
                 "! closed of ours: Z by A\n");
    /* Nothing is lost: it counts as in its version. */
    assert_merge(base, "goals: [{title: A, done: true, subtasks: [X, {title: Y, done: true}]}, Z]",
                 "goals: [{title: A, subtasks: [{title: X, done: true}, {title: Y, done: true}, "
                 "{title: V, dropped: true}, {title: W, done: true}]}, Z]",
                 "A done=true\n  X done=true\n  Y done=true\n  V dropped=true\n  W done=true\nZ\n");
    assert_merge("goals: [{title: A, done: true}]", "goals: [{title: A, done: true, weight: 2}]",
                 "goals: [{title: A, done: true, subtasks: [X]}]", "A done=true weight=2\n  X\n");
}

static void renamed_items(void **state)
{
    (void)state;
    assert_merge("goals: [A, B, C]", "goals: [A, X, C]", "goals: [A, {title: B, done: true}, C]",
                 "A\nX done=true\nC\n");
    assert_merge("goals: [A, B, C]", "goals: [A, X, C]", "goals: [A, Y, C]", "A\n<X|Y>\nC\n");
    assert_merge("goals: [A, B]", "goals: [A, X]", "goals: [A, Y]", "A\nX\nY\n");
    assert_merge("goals: [{title: A, subtasks: [C, D, E]}, B]",
                 "goals: [B, {title: X, subtasks: [C, D, F]}]",
                 "goals: [{title: A, weight: 2, subtasks: [C, D, E]}, B]",
                 "B\nX weight=2\n  C\n  D\n  F\n");
}

static void without_a_base(void **state)
{
    (void)state;
    assert_join("goals: [A, B]", "goals: [A, {title: X, subtasks: [Y]}, B]",
                "A\nX\n  Y\nB\n! added: X\n");
    assert_join("goals: [A, {title: B, done: 2019-08-06}]",
                "goals: [{title: A, done: true}, {title: B, done: 2019-08-05}]",
                "A done=true\nB done=2019-08-05\n! done: A (done)\n! changed: B (done)\n"
                "! replaced: B (done)\n");
    assert_join("goals: [{title: A, dropped: rain}]", "goals: [{title: A, done: true}]",
                "A done=true\n! done: A (done)\n! not taken of ours: A (dropped)\n");
    assert_join("goals: [{title: A, due: 2019-08-05, tags: [x]}]",
                "goals: [{title: A, due: 2019-08-06, tags: [y], weight: 2}]",
                "A weight=2 due=2019-08-05 tags=x,y\n! changed: A (weight)\n"
                "! not taken of theirs: A (due)\n! changed: A (tags)\n");
    assert_join("goals: [{title: A, progress: 2/3}, B]", "goals: [{title: A, progress: 1/3}, C]",
                "A progress=2/3\nB\nC\n! not taken of theirs: A (progress)\n! added: C\n");
    assert_join("goals: [{title: A, progress: 1/3}]", "goals: [{title: A, progress: 2/3}]",
                "A progress=2/3\n! changed: A (progress)\n! replaced: A (progress)\n");
    assert_join("note: |\n  a\n  b\ngoals: []", "note: |\n  a\n  c\ngoals: []",
                "note=a/b/c\n! changed (note)\n");
    assert_join("goals: [{title: A, x-a: 1}]", "goals: [{title: A, x-a: 2, x-b: 1}]",
                "A x-\n! changed: A (x-)\n! not taken of theirs: A (x-)\n");
    assert_join(NULL, "goals: [A]", "A\n! added\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_side_alone),
        cmocka_unit_test(both_sides_change_different_items_and_keys),
        cmocka_unit_test(new_items_of_ours_are_first),
        cmocka_unit_test(a_new_item_of_both_is_one),
        cmocka_unit_test(what_was_deleted),
        cmocka_unit_test(weeks_that_one_side_lacks),
        cmocka_unit_test(the_list_for_later),
        cmocka_unit_test(the_order),
        cmocka_unit_test(places),
        cmocka_unit_test(what_an_item_cannot_have_in_its_place),
        cmocka_unit_test(work_below_a_closed_item),
        cmocka_unit_test(renamed_items),
        cmocka_unit_test(without_a_base),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
