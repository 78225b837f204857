/*
 * Build random weeks in memory. Some percentages are exactly half-way between two
 * tenths (ties), to test rounding.
 */
#ifndef PROPERTY_RANDOM_WEEK_H
#define PROPERTY_RANDOM_WEEK_H

#include "progress_oracle.h"
#include "random.h"

enum { LARGE_EVERY = 1000, LARGE = 2000 };

#define DECIMAL_MAX (1000000 * WP_DECIMAL_ONE * WP_DECIMAL_ONE - 1)

/* For each key, the percentage of items that get it. `nested` is the percentage of items that are
 * subtasks. */
struct rates {
    unsigned nested, done, dropped, weight, progress_value;
    bool plain_weights;
};

static inline struct rates random_rates(void)
{
    static const unsigned often[] = {0, 5, 20, 50};
    struct rates rates = {
        .nested = (unsigned)random_below(100),
        .done = often[random_below(4)],
        .dropped = often[random_below(4)],
        .weight = often[random_below(4)],
        .progress_value = often[random_below(4)],
        .plain_weights = random_percent(50),
    };
    return rates;
}

static inline wp_decimal random_weight(bool plain)
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

static inline struct wp_progress_value random_measure(void)
{
    struct wp_progress_value measure = {.given = true};
    uint64_t scale;

    switch (random_below(5)) {
    case 0:
        measure.of = (1 + random_below(12)) * WP_DECIMAL_ONE;
        measure.have = random_below(14) * WP_DECIMAL_ONE;
        break;
    case 1: /* a percentage such as 12% */
        measure.of = 100 * WP_DECIMAL_ONE;
        measure.have = random_below(100 * WP_DECIMAL_ONE + 1);
        break;
    case 2: /* a percentage of two decimals that ends in 5, such as 12.35%: a tie */
        measure.of = 100 * WP_DECIMAL_ONE;
        measure.have = (2 * random_below(1000) + 1) * (WP_DECIMAL_ONE / 20);
        break;
    case 3: /* a ratio that is a tie, such as 247/2000 */
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

static inline struct wp_item *random_parent(unsigned nested)
{
    size_t count = tree.week.item_count;
    struct wp_item *parent = &tree.week.root;

    if (count > 0 && random_percent(nested)) {
        /* Choose half of the parents among the last three items. Otherwise weeks would
         * never be deep. */
        size_t among = random_percent(50) && count > 3 ? 3 : count;
        parent = &tree.items[count - 1 - random_below(among)];
    }
    return wp_item_depth(parent) < DEPTH ? parent : &tree.week.root;
}

static inline void plant(size_t size)
{
    struct rates rates = random_rates();

    tree_begin(&tree);
    while (tree.week.item_count < size)
        tree_add(&tree, random_parent(rates.nested), "item");
    for (size_t i = 0; i < size; i++) {
        struct wp_item *item = &tree.items[i];
        item->done = random_percent(rates.done);
        item->dropped = !item->done && random_percent(rates.dropped);
        if (item->dropped && random_percent(50))
            item->dropped_reason = wp_str(DEFERRED);
        if (random_percent(rates.weight))
            item->weight = random_weight(rates.plain_weights);
        if (item->first == NULL && random_percent(rates.progress_value))
            item->progress_value = random_measure();
    }
}

/* Give one leaf a progress for which the percentage of the week is exactly half-way between two
 * tenths (a tie), if that is possible. */
static inline void complete_to_tie(void)
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

    /* Draw the percentage that the week will have, as an odd number of 2000ths. It must be
     * reachable by a progress of the leaf between 0% and 100%. */
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
        leaf->progress_value = (struct wp_progress_value){.given = true};
        mpz_export(&leaf->progress_value.have, NULL, -1, sizeof leaf->progress_value.have, 0, 0,
                   mpq_numref(wanted));
        mpz_export(&leaf->progress_value.of, NULL, -1, sizeof leaf->progress_value.of, 0, 0,
                   mpq_denref(wanted));
    }
    mpq_clears(rest, wanted, NULL);
}

/* Build the random week of a seed, and compute its results with the oracle. */
static inline void plant_case(uint64_t seed)
{
    random_begin(seed);
    plant(seed % LARGE_EVERY == 0 ? LARGE : 1 + random_below(60));
    if (random_percent(30))
        complete_to_tie();
    judge();
}

#endif
