/*
 * Find the weeks that have open items which were never carried over to a later week.
 *
 * An item was carried over if a later week has an item with the same `id`, or with the same title
 * below the same items; that item may be done or dropped. The list for later counts as a later
 * week. There an item with the same title is found below any item. docs/plan-format.md ("Carrying
 * over") has the rule.
 *
 *     struct wp_left_open_options options = {
 *         .before = week->start, .except = WP_NO_DAY, .week = week};
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

/* Number of weeks back from which open items are looked for: about a year. */
enum { WP_LEFT_OPEN_WEEKS = 53 };

/* The weeks to search for open items. */
struct wp_left_open_options {
    /* Search the weeks that begin before this day, WP_LEFT_OPEN_WEEKS weeks at most. */
    wp_day before;
    /* The week that begins on `before`, borrowed during the call. If NULL, the week is loaded from
     * the plan, if the plan has it. */
    const struct wp_week *week;
    /* The list for later, borrowed during the call. If NULL, the list is loaded from the plan, if
     * the plan has one that is valid. */
    const struct wp_week *list;
    /* A walk from the end of the file that has just read `week` (see wp_found.walk). Borrowed
     * during the call. If NULL, weeks are read from the end of the file again. */
    const struct wp_plan_walk *walk;
    wp_day except; /* do not search the week that begins on this day; WP_NO_DAY: search all */
    /* whether to search only one week: the newest week before `before` that has goals */
    bool newest_only;
};

/* Number of titles in struct wp_left_week. */
enum { WP_LEFT_OPEN_TITLES = 3 };

/* A week with open items that were not carried over. */
struct wp_left_week {
    wp_day start;
    size_t items; /* number of open items without subtasks that were not carried over */
    size_t goals; /* number of goals that have such items */
    /* titles of the first goals that have such items; owned by the arena of wp_left_open */
    struct wp_str titles[WP_LEFT_OPEN_TITLES];
};

/* The result of wp_left_open_read. */
struct wp_left_open {
    struct wp_left_week *weeks; /* owned; the newest week first */
    size_t count;
    size_t invalid_count;    /* number of weeks that were skipped because they are not valid */
    struct wp_error invalid; /* first problem of the newest skipped week */
    struct wp_arena *arena;  /* owned; has the titles; NULL if there are none */
};

/* Items of a week that need not be carried over, because another week or the list for later has
 * them. */
struct wp_taken_items {
    const struct wp_item **list; /* owned; items without subtasks */
    size_t count;
};

/* Find the weeks with open items. Skip weeks that are not valid. Free `left` with
 * wp_left_open_free, whatever is returned. Return WP_IO, and set `error`, if the plan cannot be
 * read; else return WP_OK. */
enum wp_status wp_left_open_read(struct wp_left_open *left, struct wp_plan *plan,
                                 const struct wp_left_open_options *options,
                                 struct wp_error *error);

/*
 * Find the items of `week` that need not be carried into the week that begins on `to`: each open
 * item that a week after `week` or the list for later has. Of a goal with `repeat: weekly` find all
 * items if a week before `to` or the list for later has the goal. Skip weeks that are not valid.
 * Free `taken` with wp_taken_items_free, whatever is returned. Return WP_IO, and set `error`, if
 * the plan cannot be read; else return WP_OK.
 */
enum wp_status wp_left_open_find_taken(struct wp_taken_items *taken, struct wp_plan *plan,
                                       const struct wp_week *week, wp_day to,
                                       struct wp_error *error);

/* Free the list. No-op on a zeroed struct. */
void wp_taken_items_free(struct wp_taken_items *taken);

/* Free the list. No-op on a zeroed struct. */
void wp_left_open_free(struct wp_left_open *left);

#endif
