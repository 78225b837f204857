/*
 * Count what changed between two versions of a plan, week by week.
 *
 *     struct wp_plan_changes changes;
 *     if (wp_plan_changes_find(&changes, before, after, &error) == WP_OK)
 *         for (size_t i = 0; i < changes.count; i++)
 *             ... changes.weeks[i].counts[WP_CHANGED_DONE] ...
 *     wp_plan_changes_free(&changes);
 */
#ifndef MERGE_PLAN_CHANGES_H
#define MERGE_PLAN_CHANGES_H

#include <weekplan/error.h>
#include <weekplan/item.h>

/* What happened to an item between the two versions. An item counts once, in the first row that
 * fits. */
enum wp_item_change {
    WP_CHANGED_DONE,     /* `done:` was added */
    WP_CHANGED_REOPENED, /* `done:` or `dropped:` was removed */
    WP_CHANGED_DEFERRED, /* `dropped:` was added by `defer` */
    WP_CHANGED_DROPPED,  /* `dropped:` was added */
    WP_CHANGED_ADDED,    /* the item is new; the items below it do not count */
    WP_CHANGED_REMOVED,  /* the item is gone; the items below it do not count */
    WP_CHANGED_PROGRESS, /* `progress:` has another value */
    WP_CHANGED_MOVED,    /* the item is below another item */
    WP_CHANGED_EDITED,   /* another key has another value */
    WP_CHANGED_COUNT
};

/* A week that is not the same in both versions. */
struct wp_week_changes {
    wp_day start; /* first day of the week; WP_NO_DAY for the list for later */
    bool started; /* whether only the new version has the week */
    bool removed; /* whether only the old version has the week */
    bool review;  /* whether the review has another value */
    bool week;    /* whether another key of the week itself has another value */
    size_t counts[WP_CHANGED_COUNT];
    struct wp_progress progress; /* progress of the week in the new version */
};

struct wp_plan_changes {
    struct wp_week_changes *weeks; /* owned; the list for later, then the weeks, oldest first */
    size_t count;
    size_t capacity;
};

/* Find the weeks that differ between two versions of a plan. Items are paired as plan/pair_items.h
 * says, and then by their titles. Return WP_INVALID if a version is not a valid plan. Call
 * wp_plan_changes_free also after a failure. */
enum wp_status wp_plan_changes_find(struct wp_plan_changes *changes, struct wp_str before,
                                    struct wp_str after, struct wp_error *error);

/* Free the weeks. No-op on a zeroed struct. */
void wp_plan_changes_free(struct wp_plan_changes *changes);

#endif
