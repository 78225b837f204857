/*
 * Carry unfinished items from a week to a later one, as `carry` and `defer` do.
 *
 * Items keep their own lines: notes, comments, quotes, layout. docs/plan-format.md has the
 * rules.
 *
 *     status = wp_plan_find_goals(plan, week->start, &from, &problems);
 *     struct wp_carry carry = {.from = from, .to = week, .start = week->start};
 *     status = wp_carry_take(&carrying, &carry, &carried, &error);
 *     wp_week_free(from);
 *     if (status == WP_OK)
 *         status = wp_carry_put(&edit, carrying, &error);
 *     if (status == WP_OK && edit.patch.count > 0)
 *         status = wp_save_commit(save, &edit.patch, &error);
 *     wp_carry_end(carrying);
 *     wp_edit_free(&edit);
 */
#ifndef WEEKPLAN_CARRY_H
#define WEEKPLAN_CARRY_H

#include <weekplan/edit.h>

/* What to carry, and to which week. All borrowed. */
struct wp_carry {
    const struct wp_week *from;
    /* Carry only these open items, with their subtasks and the items above them. NULL:
     * carry everything that is unfinished. */
    const struct wp_item *const *only;
    size_t only_count;
    /* The week that gets the items, with the first day `start`. NULL: add the week to
     * `input`, at the place in `found`, the result of wp_plan_find. */
    const struct wp_week *to;
    wp_day start;
    const struct wp_input *input;
    const struct wp_found *found;
};

/* What was carried, and what was not. Items are counted by their leaves. */
struct wp_carried {
    size_t goals;                  /* goals carried, whole or in part */
    size_t items;                  /* open items carried */
    size_t repeated;               /* goals with `repeat: weekly` carried */
    size_t done;                   /* items left in the old week because they are done */
    size_t dropped;                /* items left in the old week because they are dropped */
    size_t there;                  /* unfinished items that the new week has already */
    size_t closed;                 /* items of `there` that are done or dropped in the new week */
    size_t kept_out;               /* unfinished items that have no place in the new week */
    const struct wp_item *kept;    /* the first item of `kept_out`, in `from` */
    const struct wp_item *blocker; /* the item of `to` that leaves `kept` no place */
    bool more_blockers;            /* other items of `kept_out` have another `blocker` */
};

/* The lines that are carried, between wp_carry_take and wp_carry_put. */
struct wp_carrying;

/*
 * Choose the items and copy their lines. After that `carry->from` may be freed; the rest
 * of `carry` must outlive *carrying. End *carrying with wp_carry_end, also after a
 * failure. Return as wp_edit_week does.
 */
enum wp_status wp_carry_take(struct wp_carrying **carrying, const struct wp_carry *carry,
                             struct wp_carried *carried, struct wp_error *error);

/*
 * Make the patch that adds the copied lines. Call it once. If no item was copied, the
 * patch is empty, unless the week is new. Return as wp_edit_week does.
 */
enum wp_status wp_carry_put(struct wp_edit *edit, struct wp_carrying *carrying,
                            struct wp_error *error);

/* Free the copied lines. NULL is allowed. */
void wp_carry_end(struct wp_carrying *carrying);

#endif
