/*
 * Compare the percentages of random weeks with exact fractions (progress_oracle.h).
 */
#include "random_week.h"

enum {
    CASES = 60000,
    /* among this number of weeks, at least one percentage is a tie (see random_week.h) */
    CASES_WITH_TIES = 100
};

/* Count the done goals and all goals by the results of the oracle. Require that the library counts
 * the same. */
static void compare_goals(uint64_t seed)
{
    const struct wp_goal_counts goals = wp_progress_count_goals(&tree.week.root);
    unsigned done = 0, total = 0;

    for (const struct wp_item *goal = tree.week.root.first; goal != NULL; goal = goal->next) {
        const struct verdict *verdict = verdict_of(goal);

        total += !verdict->dropped;
        done += !verdict->dropped && verdict->leaves_done == verdict->leaves;
    }
    if (goals.done != done || goals.total != total)
        fail_msg("WEEKPLAN_SEED=%" PRIu64 " WEEKPLAN_CASES=1: %u of %u goals, not %u of %u", seed,
                 (unsigned)goals.done, (unsigned)goals.total, done, total);
}

/* Require that wp_progress_with_deferred returns what the oracle computes for the same week if the
 * items that were put off are still open. */
static void compare_with_deferred(uint64_t seed)
{
    const struct wp_progress with_deferred = wp_progress_with_deferred(&tree.week.root);

    for (size_t i = 0; i < tree.week.item_count; i++)
        if (wp_str_equal_c(tree.items[i].dropped_reason, DEFERRED))
            tree.items[i].dropped = false;
    judge();
    compare(&tree.week.root, &with_deferred, seed);
}

static void test_progress_is_exact(void **state)
{
    uint64_t seed = setting("WEEKPLAN_SEED", 1);
    const uint64_t cases = case_count(CASES);
    unsigned long items = 0, tied_items = 0, tied_weeks = 0;

    (void)state;
    for (uint64_t end = seed + cases; seed < end; seed++) {
        plant_case(seed);
        wp_progress_roll_up(&tree.week.root);

        for (const struct wp_item *item = &tree.week.root; item != NULL;
             item = wp_item_after(item, &tree.week.root)) {
            compare(item, &item->progress, seed);
            items++;
            tied_items += is_tie(verdict_of(item));
        }
        compare_goals(seed);
        tied_weeks += is_tie(verdict_of(&tree.week.root));
        compare_with_deferred(seed);
    }
    print_message("%" PRIu64 " weeks, %lu figures; ties: %lu weeks, %lu figures\n", cases, items,
                  tied_weeks, tied_items);
    if (cases >= CASES_WITH_TIES)
        assert_true(tied_weeks > 0 && tied_items > tied_weeks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_progress_is_exact),
    };
    int failed = 0;

    oracle_begin();
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    oracle_end();
    return failed;
}
