/*
 * Items that earlier weeks left open and that no later week has.
 *
 * An item is in a later week if that week has an item with the same `id`, else one with the same
 * title at the same place, whatever its state. docs/plan-format.md ("Carrying over") has the
 * rule.
 *
 *     struct wp_left_open_options options = {
 *         .before = week->start, .since = week->start - 364, .week = week};
 *     struct wp_left_open left;
 *
 *     status = wp_left_open_read(&left, plan, &options, &error);
 *     for (size_t i = 0; i < left.count; i++)
 *         printf("%zu items of %d are open\n", left.weeks[i].items, left.weeks[i].start);
 *     wp_left_open_free(&left);
 */
#ifndef WEEKPLAN_LEFT_OPEN_H
#define WEEKPLAN_LEFT_OPEN_H

#include <weekplan/plan.h>

/* The weeks to look at. */
struct wp_left_open_options {
    wp_day before; /* look at weeks that begin before this day */
    wp_day since;  /* and on this day or after it */
    /* The week that begins on `before`. Borrowed during the call. NULL: it is read from the
     * plan if it is there. */
    const struct wp_week *week;
    /* Look at one week only: the newest one before `before` that has goals. */
    bool newest_only;
};

/* A week with open items that no later week has. */
struct wp_left_week {
    wp_day start;
    size_t items; /* open items without subtasks */
    size_t goals; /* goals that have these items */
};

struct wp_left_open {
    struct wp_left_week *weeks; /* owned; newest first; none without open items */
    size_t count;
    /* Weeks that are not valid and were passed over, and the first problem of the newest of
     * them. */
    size_t invalid_count;
    struct wp_error invalid;
};

/* Find the items. A week that is not valid is passed over. Free `left` with wp_left_open_free,
 * whatever is returned. Return WP_IO with `error` set if the plan cannot be read, else WP_OK. */
enum wp_status wp_left_open_read(struct wp_left_open *left, struct wp_plan *plan,
                                 const struct wp_left_open_options *options,
                                 struct wp_error *error);

/* Free the list. No-op on a zeroed struct. */
void wp_left_open_free(struct wp_left_open *left);

#endif
