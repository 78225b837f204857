/*
 * Merge three versions of a week as a tree of items, without looking at their bytes. The result has
 * two readings, `ours` and `theirs`. They are equal but for the values that are in conflict.
 *
 *     struct wp_merged_week merged;
 *     const struct wp_week *versions[WP_VERSIONS] = {base, ours, theirs};
 *     wp_merge_week(&merged, versions, false, arena);
 *     ... merged.root.values[WP_READING_OURS].title ...
 */
#ifndef MERGE_MERGE_WEEK_H
#define MERGE_MERGE_WEEK_H

#include "base/arena.h"
#include <weekplan/merge.h>

enum wp_reading { WP_READING_OURS, WP_READING_THEIRS, WP_READINGS };

/* An item of the merged week, or its root. */
struct wp_merged_item {
    struct wp_merged_item *parent; /* NULL for a root */
    struct wp_merged_item *first;
    struct wp_merged_item *next;
    /* the item in each version; NULL if the version does not have it */
    const struct wp_item *versions[WP_VERSIONS];
    /* the version whose list of items and whose position in it the item has: WP_OURS or WP_THEIRS
     */
    enum wp_version place;
    /* The merged values of the keys in each reading. The links (`parent`, `first` and so on), the
     * layout and the progress of these items are unset. Strings are borrowed or in the arena. */
    struct wp_item values[WP_READINGS];
    /* Keys whose values differ in the two readings (WP_KEY_BIT). The bit of WP_KEY_EXTRA stands for
     * the `x-` keys. */
    unsigned conflicts;
};

/* A merged week, or the merged list for later. */
struct wp_merged_week {
    wp_day start;
    bool later;
    bool absent; /* whether the merged plan does not have the week */
    struct wp_merged_item root;
    struct wp_merged_item also;      /* the root of the list `also:` */
    struct wp_merge_remark *remarks; /* in the order of the items; in the arena */
    size_t remark_count;
};

/*
 * Merge versions of a week. A version that lacks the week is NULL; `ours` or `theirs` is not. The
 * arena owns the merged items; they borrow the strings of the versions.
 */
void wp_merge_week(struct wp_merged_week *merged, const struct wp_week *const versions[WP_VERSIONS],
                   bool without_base, struct wp_arena *arena);

#endif
