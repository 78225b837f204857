/*
 * The percentage against an oracle in exact fractions, on random weeks.
 *
 * WEEKPLAN_CASES says how many weeks, WEEKPLAN_SEED which one is the first: each
 * week depends on its own seed alone, which a failure names.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gmp.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include <weekplan/progress.h>

#include "../unit/tree.h"

enum {
    CASES = 60000,
    CASES_WITH_TIES = 100, /* among so many there have to be ties */
    LARGE_EVERY = 1000,
    LARGE = 2000,
    DEPTH = 20
};

#define DECIMAL_MAX (1000000 * WP_DECIMAL_ONE * WP_DECIMAL_ONE - 1)

static struct tree tree;

/* splitmix64 */
static uint64_t random_state;

static uint64_t random_bits(void)
{
    uint64_t bits = random_state += 0x9e3779b97f4a7c15;

    bits = (bits ^ bits >> 30) * 0xbf58476d1ce4e5b9;
    bits = (bits ^ bits >> 27) * 0x94d049bb133111eb;
    return bits ^ bits >> 31;
}

static uint64_t random_below(uint64_t limit)
{
    return random_bits() % limit;
}

static bool random_percent(unsigned percent)
{
    return random_below(100) < percent;
}

/* How often, in percent of the items where it may be. */
struct rates {
    unsigned nested, done, dropped, weight, measure;
    bool plain_weights;
};

static struct rates random_rates(void)
{
    static const unsigned often[] = {0, 5, 20, 50};
    struct rates rates = {
        .nested = (unsigned)random_below(100),
        .done = often[random_below(4)],
        .dropped = often[random_below(4)],
        .weight = often[random_below(4)],
        .measure = often[random_below(4)],
        .plain_weights = random_percent(50),
    };
    return rates;
}

static wp_decimal random_weight(bool plain)
{
    switch (random_below(plain ? 2 : 6)) {
    case 0:
        return (1 + random_below(9)) * WP_DECIMAL_ONE;
    case 1:
        return (1 + random_below(9)) * WP_DECIMAL_ONE / 2;
    case 2:
        return 1 + random_below(1000000 * WP_DECIMAL_ONE);
    case 3:
        return 1 + random_below(WP_DECIMAL_ONE);
    case 4:
        return 1000000 * WP_DECIMAL_ONE;
    default:
        return 1;
    }
}

static struct wp_measure random_measure(void)
{
    struct wp_measure measure = {.given = true};
    uint64_t scale;

    switch (random_below(5)) {
    case 0:
        measure.of = (1 + random_below(12)) * WP_DECIMAL_ONE;
        measure.have = random_below(14) * WP_DECIMAL_ONE;
        break;
    case 1: /* a percentage */
        measure.of = 100 * WP_DECIMAL_ONE;
        measure.have = random_below(100 * WP_DECIMAL_ONE + 1);
        break;
    case 2: /* a percentage with two places, ending in 5: a tie */
        measure.of = 100 * WP_DECIMAL_ONE;
        measure.have = (2 * random_below(1000) + 1) * (WP_DECIMAL_ONE / 20);
        break;
    case 3: /* a tie */
        scale = 1 + random_below(DECIMAL_MAX / 2000);
        measure.of = 2000 * scale;
        measure.have = (2 * random_below(1000) + 1) * scale;
        break;
    default:
        measure.of = 1 + random_below(DECIMAL_MAX);
        measure.have = random_below(DECIMAL_MAX);
        break;
    }
    return measure;
}

static struct wp_item *random_parent(unsigned nested)
{
    size_t count = tree.week.item_count;
    struct wp_item *parent = &tree.week.root;

    if (count > 0 && random_percent(nested)) {
        /* Half of them among the last few, or weeks would never get deep. */
        size_t among = random_percent(50) && count > 3 ? 3 : count;
        parent = &tree.items[count - 1 - random_below(among)];
    }
    return wp_item_depth(parent) < DEPTH ? parent : &tree.week.root;
}

static void plant(size_t size)
{
    struct rates rates = random_rates();

    tree_begin(&tree);
    while (tree.week.item_count < size)
        tree_add(&tree, random_parent(rates.nested), "item");
    for (size_t i = 0; i < size; i++) {
        struct wp_item *item = &tree.items[i];
        item->done = random_percent(rates.done);
        item->dropped = !item->done && random_percent(rates.dropped);
        if (random_percent(rates.weight))
            item->weight = random_weight(rates.plain_weights);
        if (item->first == NULL && random_percent(rates.measure))
            item->measure = random_measure();
    }
}

/* What the oracle finds: without recursion and rounding, from each leaf to all
 * that is above it. */
struct verdict {
    bool dropped;
    bool leaf; /* counts as one */
    unsigned leaves_done, leaves, leaves_dropped;
    wp_decimal inside; /* what its counted subtasks weigh together */
    mpq_t value;
};

static struct verdict verdicts[TREE_MAX + 1]; /* the root's is the last */
static mpq_t share, term;

static struct verdict *verdict_of(const struct wp_item *item)
{
    return &verdicts[item == &tree.week.root ? TREE_MAX : item - tree.items];
}

static void set_ratio(mpq_t ratio, uint64_t numerator, uint64_t denominator)
{
    mpz_import(mpq_numref(ratio), 1, -1, sizeof numerator, 0, 0, &numerator);
    mpz_import(mpq_denref(ratio), 1, -1, sizeof denominator, 0, 0, &denominator);
    mpq_canonicalize(ratio);
}

/* Whether the item or one above it says so. */
static bool said_done(const struct wp_item *item)
{
    while (item != NULL && !item->done)
        item = item->parent;
    return item != NULL;
}

static bool said_dropped(const struct wp_item *item)
{
    while (item != NULL && !item->dropped)
        item = item->parent;
    return item != NULL;
}

static bool subtasks_are_dropped(const struct wp_item *item)
{
    const struct wp_item *subtask = item->first;

    while (subtask != NULL && verdict_of(subtask)->dropped)
        subtask = subtask->next;
    return subtask == NULL;
}

static bool leaf_is_done(const struct wp_item *leaf)
{
    return said_done(leaf) || (leaf->measure.given && leaf->measure.have >= leaf->measure.of);
}

static void leaf_value(mpq_t value, const struct wp_item *leaf)
{
    if (leaf_is_done(leaf))
        mpq_set_ui(value, 1, 1);
    else if (leaf->measure.given)
        set_ratio(value, leaf->measure.have, leaf->measure.of);
    else
        mpq_set_ui(value, 0, 1);
}

static wp_decimal weight_of(const struct wp_item *item)
{
    const struct verdict *verdict = verdict_of(item);

    if (verdict->dropped)
        return 0;
    if (item->weight > 0)
        return item->weight;
    return verdict->leaf ? WP_DECIMAL_ONE : verdict->inside;
}

static void judge_states(void)
{
    struct verdict *week = verdict_of(&tree.week.root);

    /* Subtasks come after their parents, so from the last to the first. */
    for (size_t i = tree.week.item_count; i-- > 0;) {
        const struct wp_item *item = &tree.items[i];
        struct verdict *verdict = &verdicts[i];
        bool nothing_left = item->first != NULL && subtasks_are_dropped(item);
        verdict->dropped = said_dropped(item) || (nothing_left && !item->done);
        verdict->leaf = !verdict->dropped && (item->first == NULL || nothing_left);
    }
    week->dropped = subtasks_are_dropped(&tree.week.root);
    week->leaf = false;
}

static void judge_leaves(void)
{
    for (size_t i = 0; i < tree.week.item_count; i++) {
        const struct wp_item *item = &tree.items[i];
        bool dropped = verdicts[i].dropped && item->first == NULL;
        bool counted = verdicts[i].leaf;
        bool done = counted && leaf_is_done(item);
        for (const struct wp_item *above = item; above != NULL; above = above->parent) {
            verdict_of(above)->leaves_dropped += dropped;
            verdict_of(above)->leaves += counted;
            verdict_of(above)->leaves_done += done;
        }
    }
}

/* A leaf, and an item with a weight of its own, weighs in all items above it,
 * up to the next one with a weight of its own. */
static void judge_weights(void)
{
    for (size_t i = 0; i < tree.week.item_count; i++) {
        const struct wp_item *item = &tree.items[i];
        if (verdicts[i].dropped || (item->weight == 0 && !verdicts[i].leaf))
            continue;
        for (const struct wp_item *above = item->parent; above != NULL; above = above->parent) {
            verdict_of(above)->inside += weight_of(item);
            if (above->weight > 0)
                break;
        }
    }
}

/* One level up, a share becomes so much less. */
static void share_in_parent(const struct wp_item *item)
{
    if (item->parent != NULL) {
        set_ratio(term, weight_of(item), verdict_of(item->parent)->inside);
        mpq_mul(share, share, term);
    }
}

static void judge_values(void)
{
    for (size_t i = 0; i < tree.week.item_count; i++) {
        if (!verdicts[i].leaf)
            continue;
        leaf_value(share, &tree.items[i]);
        for (const struct wp_item *above = &tree.items[i]; above != NULL; above = above->parent) {
            mpq_add(verdict_of(above)->value, verdict_of(above)->value, share);
            share_in_parent(above);
        }
    }
}

static void judge(void)
{
    for (size_t i = 0; i <= TREE_MAX; i++) {
        struct verdict *verdict = &verdicts[i];
        if (i >= tree.week.item_count && i < TREE_MAX)
            continue;
        verdict->leaves_done = verdict->leaves = verdict->leaves_dropped = 0;
        verdict->inside = 0;
        mpq_set_ui(verdict->value, 0, 1);
    }
    judge_states();
    judge_leaves();
    judge_weights();
    judge_values();
}

static enum wp_state state_of(const struct verdict *verdict)
{
    if (verdict->dropped)
        return WP_DROPPED;
    return verdict->leaves_done == verdict->leaves ? WP_DONE : WP_OPEN;
}

/* Exactly half-way between two figures. */
static bool is_tie(const struct verdict *verdict)
{
    set_ratio(term, 2000, 1);
    mpq_mul(term, term, verdict->value);
    return mpz_cmp_ui(mpq_denref(term), 1) == 0 && mpz_odd_p(mpq_numref(term));
}

static int shown_of(const struct verdict *verdict)
{
    if (verdict->dropped)
        return -1;
    if (verdict->leaves_done == verdict->leaves)
        return 1000;
    if (mpq_sgn(verdict->value) == 0)
        return 0;

    set_ratio(term, 1000, 1);
    mpq_mul(term, term, verdict->value);
    set_ratio(share, 1, 2);
    mpq_add(term, term, share);
    mpz_fdiv_q(mpq_numref(term), mpq_numref(term), mpq_denref(term));
    int tenths = (int)mpz_get_si(mpq_numref(term));
    return tenths < 1 ? 1 : tenths > 999 ? 999 : tenths;
}

/* Whether the fraction is the exact value rounded down, less than one unit for
 * each level. */
static bool fraction_is_near(const struct wp_progress *progress, const struct verdict *verdict)
{
    mpq_mul_2exp(term, verdict->value, 63);
    set_ratio(share, progress->fraction, 1);
    mpq_sub(term, term, share);
    return mpq_sgn(term) >= 0 && mpq_cmp_ui(term, DEPTH + 1, 1) < 0;
}

/* Gives one leaf the progress that makes the week's figure a tie, where such a
 * progress can be written. */
static void complete_to_tie(void)
{
    struct wp_item *leaf = &tree.items[random_below(tree.week.item_count)];
    const struct verdict *week = verdict_of(&tree.week.root);
    mpq_t rest, wanted;

    judge();
    if (!verdict_of(leaf)->leaf || said_done(leaf))
        return;

    mpq_inits(rest, wanted, NULL);
    mpq_set_ui(share, 1, 1);
    for (const struct wp_item *item = leaf; item != NULL; item = item->parent)
        share_in_parent(item);
    mpq_mul(rest, share, verdict_of(leaf)->value);
    mpq_sub(rest, week->value, rest);

    /* A tie that lies in what the leaf can add: odd, in 2000ths. */
    set_ratio(term, random_below(1000), 1000);
    mpq_mul(wanted, share, term);
    mpq_add(wanted, wanted, rest);
    set_ratio(term, 2000, 1);
    mpq_mul(wanted, wanted, term);
    mpz_fdiv_q(mpq_numref(wanted), mpq_numref(wanted), mpq_denref(wanted));
    mpz_setbit(mpq_numref(wanted), 0);
    mpz_set_ui(mpq_denref(wanted), 2000);
    mpq_canonicalize(wanted);

    mpq_sub(wanted, wanted, rest);
    mpq_div(wanted, wanted, share);
    if (mpq_sgn(wanted) >= 0 && mpq_cmp_ui(wanted, 1, 1) <= 0 &&
        mpz_sizeinbase(mpq_denref(wanted), 2) < 60) {
        leaf->measure = (struct wp_measure){.given = true};
        mpz_export(&leaf->measure.have, NULL, -1, sizeof leaf->measure.have, 0, 0,
                   mpq_numref(wanted));
        mpz_export(&leaf->measure.of, NULL, -1, sizeof leaf->measure.of, 0, 0, mpq_denref(wanted));
    }
    mpq_clears(rest, wanted, NULL);
}

/* As in tests/unit/progress_test.c, where a failure can become a line. */
static void describe(struct wp_buf *buf, const struct wp_item *item)
{
    if (item->done || item->dropped)
        wp_buf_putc(buf, item->done ? 'x' : '-');
    else if (item->first == NULL && !item->measure.given)
        wp_buf_putc(buf, '.');
    if (item->measure.given) {
        wp_decimal_format(buf, item->measure.have);
        wp_buf_putc(buf, '/');
        wp_decimal_format(buf, item->measure.of);
    }
    for (const struct wp_item *subtask = item->first; subtask != NULL; subtask = subtask->next) {
        wp_buf_putc(buf, subtask == item->first ? '[' : ' ');
        describe(buf, subtask);
    }
    if (item->first != NULL)
        wp_buf_putc(buf, ']');
    if (item->weight > 0) {
        wp_buf_putc(buf, '*');
        wp_decimal_format(buf, item->weight);
    }
}

static void describe_progress(struct wp_buf *buf, const struct wp_progress *progress, int shown)
{
    static const char *const states[] = {"open", "done", "dropped"};

    wp_buf_printf(buf, "%s ", states[progress->state]);
    wp_shown_format(buf, shown, true);
    wp_buf_puts(buf, ", weighs ");
    wp_decimal_format(buf, progress->weight);
    wp_buf_printf(buf, ", %u/%u done, %u dropped", (unsigned)progress->done,
                  (unsigned)progress->total, (unsigned)progress->dropped);
}

static void compare(const struct wp_item *item, uint64_t seed)
{
    const struct verdict *verdict = verdict_of(item);
    const struct wp_progress *actual = &item->progress;
    const struct wp_progress expected = {
        .state = state_of(verdict),
        .weight = weight_of(item),
        .done = verdict->leaves_done,
        .total = verdict->leaves,
        .dropped = verdict->leaves_dropped,
    };
    struct wp_buf text = WP_BUF_INIT;

    if (actual->state == expected.state && actual->weight == expected.weight &&
        actual->done == expected.done && actual->total == expected.total &&
        actual->dropped == expected.dropped && wp_progress_shown(actual) == shown_of(verdict) &&
        fraction_is_near(actual, verdict))
        return;

    wp_buf_printf(&text, "WEEKPLAN_SEED=%" PRIu64 " WEEKPLAN_CASES=1\nweek: ", seed);
    describe(&text, &tree.week.root);
    wp_buf_puts(&text, "\nitem: ");
    wp_item_path(&text, item);
    wp_buf_puts(&text, "\nis:   ");
    describe_progress(&text, actual, wp_progress_shown(actual));
    wp_buf_printf(&text, ", fraction %" PRIu64 " of 2^63\nnot:  ", actual->fraction);
    describe_progress(&text, &expected, shown_of(verdict));
    fail_msg("%s", text.failed ? "out of memory" : text.data);
}

static uint64_t setting(const char *name, uint64_t otherwise)
{
    const char *value = getenv(name);
    return value != NULL ? strtoull(value, NULL, 10) : otherwise;
}

static void test_progress_is_exact(void **state)
{
    uint64_t seed = setting("WEEKPLAN_SEED", 1);
    const uint64_t cases = setting("WEEKPLAN_CASES", CASES);
    unsigned long items = 0, tied_items = 0, tied_weeks = 0;

    (void)state;
    for (uint64_t end = seed + cases; seed < end; seed++) {
        random_state = seed;
        plant(seed % LARGE_EVERY == 0 ? LARGE : 1 + random_below(60));
        if (random_percent(30))
            complete_to_tie();
        judge();
        wp_progress_roll_up(&tree.week.root);

        for (const struct wp_item *item = &tree.week.root; item != NULL;
             item = wp_item_after(item, &tree.week.root)) {
            compare(item, seed);
            items++;
            tied_items += is_tie(verdict_of(item));
        }
        tied_weeks += is_tie(verdict_of(&tree.week.root));
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

    mpq_inits(share, term, NULL);
    for (size_t i = 0; i <= TREE_MAX; i++)
        mpq_init(verdicts[i].value);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    for (size_t i = 0; i <= TREE_MAX; i++)
        mpq_clear(verdicts[i].value);
    mpq_clears(share, term, NULL);
    return failed;
}
