/*
 * Carry unfinished items from a week to a later one, as `carry` and `defer` do.
 *
 * The lines of an item are copied with its notes, comments, quotes and layout.
 * docs/plan-format.md has the rules.
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

/* The items to carry, and the week that gets them. All pointers are borrowed. */
struct wp_carry {
    const struct wp_week *from; /* the old week */
    /* If not NULL, carry only these items, with their subtasks and the items above them. If
     * NULL, carry all unfinished items. */
    const struct wp_item *const *only;
    size_t only_count;
    /* Goals to leave in the old week, although they would be carried. NULL is allowed. */
    const struct wp_item *const *except;
    size_t except_count;
    /* Items without subtasks to leave in the old week, because another week or the list for later
     * has them (see wp_left_open_find_taken). NULL is allowed. */
    const struct wp_item *const *elsewhere;
    size_t elsewhere_count;
    /* Whether to carry also items that are done or dropped, and to make all items open and
     * without progress, as in a goal with `repeat: weekly`. */
    bool fresh;
    const struct wp_week *to;     /* the new week; NULL to add a week to the file */
    wp_day start;                 /* first day of the new week */
    const struct wp_input *input; /* the file; only needed if `to` is NULL */
    const struct wp_found *found; /* result of wp_plan_find for `start`, if `to` is NULL */
};

/* Numbers of carried and left items. Items are counted by their leaves. */
struct wp_carried {
    size_t goals;    /* goals carried, whole or in part */
    size_t items;    /* open items carried */
    size_t repeated; /* carried goals that begin anew: `repeat: weekly`, or all if fresh */
    size_t begun;    /* goals of `goals` whose done subtasks are left in the old week */
    size_t done;     /* items left in the old week because they are done */
    size_t dropped;  /* items left in the old week because they are dropped */
    size_t deferred; /* items of `dropped` that were deferred to a later week */
    size_t present;  /* unfinished items that the new week has already */
    /* items left in the old week because of wp_carry.elsewhere; without those of `present` */
    size_t elsewhere;
    size_t blocked;                      /* unfinished items that cannot be added to the new week */
    const struct wp_item *first_blocked; /* the first item of `blocked`; it is in `from` */
    const struct wp_item *blocker;       /* the item of `to` that blocks `first_blocked` */
    bool more_blockers;                  /* whether other items of `blocked` have other blockers */
};

/* The copied lines, between wp_carry_take and wp_carry_put. */
struct wp_carrying;

/*
 * Choose the items to carry, and copy their lines. Then `carry->from` may be freed; the rest of
 * `carry` must outlive *carrying. Free *carrying with wp_carry_end, also after a failure. Return
 * as wp_edit_week does.
 */
enum wp_status wp_carry_take(struct wp_carrying **carrying, const struct wp_carry *carry,
                             struct wp_carried *carried, struct wp_error *error);

/*
 * Make the patch that adds the copied lines to the new week. Call wp_carry_put only once. If no
 * item was copied, the patch is empty, unless the week is new. Return as wp_edit_week does.
 */
enum wp_status wp_carry_put(struct wp_edit *edit, struct wp_carrying *carrying,
                            struct wp_error *error);

/* Free the copied lines. NULL is allowed. */
void wp_carry_end(struct wp_carrying *carrying);

#endif
