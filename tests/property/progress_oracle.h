/*
 * Compute the percentages, states and counts of a week a second time: from the rules of
 * docs/plan-format.md, in exact fractions (GMP), without the code under test.
 *
 *     oracle_begin();
 *     ... add items to `tree` ...
 *     judge();
 *     compare(item, &item->progress, seed);
 *     oracle_end();
 */
#ifndef PROPERTY_PROGRESS_ORACLE_H
#define PROPERTY_PROGRESS_ORACLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gmp.h>

#include <inttypes.h>
#include <stdio.h>

#include <weekplan/progress.h>

#include "../unit/build_week.h"

enum { DEPTH = 20 }; /* greatest depth of an item */

static struct tree tree; /* the week whose percentages are computed */

/* Results for one item. The leaves are computed first, without recursion or rounding. */
struct verdict {
    bool dropped;
    bool leaf; /* whether the item counts as one leaf */
    unsigned leaves_done, leaves, leaves_dropped, leaves_deferred;
    wp_decimal inside; /* sum of the weights of the counted subtasks */
    mpq_t value;
};

static struct verdict
    verdicts[TREE_MAX + 1]; /* results for `tree.items`; the last one is for the root */
static mpq_t share, term;

static inline struct verdict *verdict_of(const struct wp_item *item)
{
    return &verdicts[item == &tree.week.root ? TREE_MAX : item - tree.items];
}

static inline void set_ratio(mpq_t ratio, uint64_t numerator, uint64_t denominator)
{
    mpz_import(mpq_numref(ratio), 1, -1, sizeof numerator, 0, 0, &numerator);
    mpz_import(mpq_denref(ratio), 1, -1, sizeof denominator, 0, 0, &denominator);
    mpq_canonicalize(ratio);
}

/* Whether the item or one of its ancestors has `done:`. */
static inline bool said_done(const struct wp_item *item)
{
    while (item != NULL && !item->done)
        item = item->parent;
    return item != NULL;
}

static inline bool said_dropped(const struct wp_item *item)
{
    while (item != NULL && !item->dropped)
        item = item->parent;
    return item != NULL;
}

/* The value of `dropped:` that means: put off to the week of this day. */
#define DEFERRED "deferred to 2019-08-11"

/* Whether the item or one of its ancestors is dropped for another reason. */
static inline bool said_given_up(const struct wp_item *item)
{
    while (item != NULL && (!item->dropped || wp_str_equal_c(item->dropped_reason, DEFERRED)))
        item = item->parent;
    return item != NULL;
}

static inline bool subtasks_are_dropped(const struct wp_item *item)
{
    const struct wp_item *subtask = item->first;

    while (subtask != NULL && verdict_of(subtask)->dropped)
        subtask = subtask->next;
    return subtask == NULL;
}

static inline bool leaf_is_done(const struct wp_item *leaf)
{
    return said_done(leaf) ||
           (leaf->progress_value.given && leaf->progress_value.have >= leaf->progress_value.of);
}

static inline void leaf_value(mpq_t value, const struct wp_item *leaf)
{
    if (leaf_is_done(leaf))
        mpq_set_ui(value, 1, 1);
    else if (leaf->progress_value.given)
        set_ratio(value, leaf->progress_value.have, leaf->progress_value.of);
    else
        mpq_set_ui(value, 0, 1);
}

static inline wp_decimal weight_of(const struct wp_item *item)
{
    const struct verdict *verdict = verdict_of(item);

    if (verdict->dropped)
        return 0;
    if (item->weight > 0)
        return item->weight;
    return verdict->leaf ? WP_DECIMAL_ONE : verdict->inside;
}

static inline void judge_states(void)
{
    struct verdict *week = verdict_of(&tree.week.root);

    /* Subtasks are after their parents in `tree.items`. So go from the last item to the
     * first. */
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

static inline void judge_leaves(void)
{
    for (size_t i = 0; i < tree.week.item_count; i++) {
        const struct wp_item *item = &tree.items[i];
        bool dropped = verdicts[i].dropped && item->first == NULL;
        bool counted = verdicts[i].leaf;
        bool done = counted && leaf_is_done(item);
        for (const struct wp_item *above = item; above != NULL; above = above->parent) {
            verdict_of(above)->leaves_dropped += dropped;
            verdict_of(above)->leaves_deferred += dropped && !said_given_up(item);
            verdict_of(above)->leaves += counted;
            verdict_of(above)->leaves_done += done;
        }
    }
}

/* A leaf, or an item with `weight:`, adds its weight to all ancestors up to the nearest
 * ancestor with `weight:`. */
static inline void judge_weights(void)
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

/* Multiply the global variable `share` by the share that the item has in the percentage of its
 * parent. */
static inline void share_in_parent(const struct wp_item *item)
{
    if (item->parent != NULL) {
        set_ratio(term, weight_of(item), verdict_of(item->parent)->inside);
        mpq_mul(share, share, term);
    }
}

static inline void judge_values(void)
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

/* Compute the results for all items of `tree`. */
static inline void judge(void)
{
    for (size_t i = 0; i <= TREE_MAX; i++) {
        struct verdict *verdict = &verdicts[i];
        if (i >= tree.week.item_count && i < TREE_MAX)
            continue;
        verdict->leaves_done = verdict->leaves = 0;
        verdict->leaves_dropped = verdict->leaves_deferred = 0;
        verdict->inside = 0;
        mpq_set_ui(verdict->value, 0, 1);
    }
    judge_states();
    judge_leaves();
    judge_weights();
    judge_values();
}

static inline enum wp_state state_of(const struct verdict *verdict)
{
    if (verdict->dropped)
        return WP_DROPPED;
    return verdict->leaves_done == verdict->leaves ? WP_DONE : WP_OPEN;
}

/* Whether the percentage is exactly half-way between two tenths, such as 12.35%. */
static inline bool is_tie(const struct verdict *verdict)
{
    set_ratio(term, 2000, 1);
    mpq_mul(term, term, verdict->value);
    return mpz_cmp_ui(mpq_denref(term), 1) == 0 && mpz_odd_p(mpq_numref(term));
}

static inline int shown_of(const struct verdict *verdict)
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

/* Whether the library's fraction, in units of 2^-63, is at most the exact value and less than DEPTH
 * + 1 units below it. */
static inline bool fraction_is_near(const struct wp_progress *progress,
                                    const struct verdict *verdict)
{
    mpq_mul_2exp(term, verdict->value, 63);
    set_ratio(share, progress->fraction, 1);
    mpq_sub(term, term, share);
    return mpq_sgn(term) >= 0 && mpq_cmp_ui(term, DEPTH + 1, 1) < 0;
}

/* Print an item as a line of C, ready for tests/unit/progress_test.c. */
static inline void describe(struct wp_buf *buf, const struct wp_item *item)
{
    if (item->done || item->dropped)
        wp_buf_putc(buf, item->done ? 'x' : '-');
    else if (item->first == NULL && !item->progress_value.given)
        wp_buf_putc(buf, '.');
    if (item->progress_value.given) {
        wp_decimal_format(buf, item->progress_value.have);
        wp_buf_putc(buf, '/');
        wp_decimal_format(buf, item->progress_value.of);
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

static inline void describe_progress(struct wp_buf *buf, const struct wp_progress *progress,
                                     int shown)
{
    static const char *const states[] = {"open", "done", "dropped"};

    wp_buf_printf(buf, "%s ", states[progress->state]);
    wp_progress_format_percent(buf, shown, true);
    wp_buf_puts(buf, ", weighs ");
    wp_decimal_format(buf, progress->weight);
    wp_buf_printf(buf, ", %u/%u done, %u dropped, %u put off", (unsigned)progress->done,
                  (unsigned)progress->total, (unsigned)progress->dropped,
                  (unsigned)progress->deferred);
}

/* Require that the library's results `actual` equal the results of the oracle for the item. */
static inline void compare(const struct wp_item *item, const struct wp_progress *actual,
                           uint64_t seed)
{
    const struct verdict *verdict = verdict_of(item);
    const struct wp_progress expected = {
        .state = state_of(verdict),
        .weight = weight_of(item),
        .done = verdict->leaves_done,
        .total = verdict->leaves,
        .dropped = verdict->leaves_dropped,
        .deferred = verdict->leaves_deferred,
    };
    struct wp_buf text = WP_BUF_INIT;

    if (actual->state == expected.state && actual->weight == expected.weight &&
        actual->done == expected.done && actual->total == expected.total &&
        actual->dropped == expected.dropped && actual->deferred == expected.deferred &&
        wp_progress_percent(actual) == shown_of(verdict) && fraction_is_near(actual, verdict))
        return;

    wp_buf_printf(&text, "WEEKPLAN_SEED=%" PRIu64 " WEEKPLAN_CASES=1\nweek: ", seed);
    describe(&text, &tree.week.root);
    wp_buf_puts(&text, "\nitem: ");
    wp_item_path(&text, item);
    wp_buf_puts(&text, "\nis:   ");
    describe_progress(&text, actual, wp_progress_percent(actual));
    wp_buf_printf(&text, ", fraction %" PRIu64 " of 2^63\nnot:  ", actual->fraction);
    describe_progress(&text, &expected, shown_of(verdict));
    fail_msg("%s", text.data);
}

static inline void oracle_begin(void)
{
    mpq_inits(share, term, NULL);
    for (size_t i = 0; i <= TREE_MAX; i++)
        mpq_init(verdicts[i].value);
}

static inline void oracle_end(void)
{
    for (size_t i = 0; i <= TREE_MAX; i++)
        mpq_clear(verdicts[i].value);
    mpq_clears(share, term, NULL);
}

#endif
