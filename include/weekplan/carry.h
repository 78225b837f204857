/*
 * What a week leaves to a later one: carrying over, and putting off.
 *
 * What is unfinished goes with its own lines: its notes, its comments, the way
 * that it is written. docs/plan-format.md has the rules.
 *
 *     status = wp_plan_find_goals(plan, week->start, &from, &problems);
 *     struct wp_carry carry = {.from = from, .to = week, .start = week->start};
 *     status = wp_carry_take(&carrying, &carry, &carried, &error);
 *     wp_week_free(from);
 *     status = wp_carry_put(&edit, carrying, &error);
 *     if (status == WP_OK && edit.patch.count > 0) ... edit.patch brings it ...
 *     wp_carry_end(carrying);
 *     wp_edit_free(&edit);
 */
#ifndef WEEKPLAN_CARRY_H
#define WEEKPLAN_CARRY_H

#include <weekplan/edit.h>

struct wp_carry {
    const struct wp_week *from;
    /* `defer`: nothing but these open items of it, with all under them and the
     * parents above; NULL for all that is unfinished. */
    const struct wp_item *const *only;
    size_t only_count;
    /* The week that it goes to, which begins on `start`. Where it is NULL it is
     * started, at the place that wp_plan_find has found for it in `input`. */
    const struct wp_week *to;
    wp_day start;
    const struct wp_input *input;
    const struct wp_found *found;
};

/* What came of it. Items are counted by their leaves. */
struct wp_carried {
    size_t goals;    /* that came, or of which something came */
    size_t items;    /* that came along, open */
    size_t repeated; /* goals that come back */
    size_t done;     /* items that stay behind, done */
    size_t dropped;  /* or dropped */
    size_t there;    /* unfinished, but in the week already */
    size_t closed;   /* of those: done or dropped there */
    /* Unfinished, and not in the week: they would come under an item of it that its
     * author has closed, or that is at another place. */
    size_t kept_out;
    const struct wp_item *kept; /* the first of them, an item of `from` */
    const struct wp_item *bar;  /* what is in its way, an item of `to` */
    bool more_bars;             /* whether it is not in the way of all of them */
};

/* What has been taken along. */
struct wp_carrying;

/*
 * Decides what comes, and copies its lines: from then on carry->from is not needed
 * any more, but all else in `carry` is, and `carried`. *carrying is to be ended
 * whatever comes of it. Fails as wp_edit_week does.
 */
enum wp_status wp_carry_take(struct wp_carrying **carrying, const struct wp_carry *carry,
                             struct wp_carried *carried, struct wp_error *error);

/*
 * Makes the patch that brings it, once. Where nothing of it comes, for it is there
 * already or is kept out, the patch is empty, unless it starts the week. Fails as wp_edit_week and
 * wp_edit_new_week do.
 */
enum wp_status wp_carry_put(struct wp_edit *edit, struct wp_carrying *carrying,
                            struct wp_error *error);

/* NULL is fine. */
void wp_carry_end(struct wp_carrying *carrying);

#endif
