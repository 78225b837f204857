/*
 * Merge three versions of a plan: week by week, item by item, key by key. The versions are called
 * as git calls them: `base` is the version from which the other two come, `ours` and `theirs` are
 * the two that are merged.
 *
 *     struct wp_merge_input input = {{base, ours, theirs}, .marker_size = WP_MERGE_MARKER_SIZE};
 *     struct wp_merge merge;
 *     status = wp_merge_plans(&merge, &input, &error);
 *     if (status == WP_OK)
 *         ... write merge.text; merge.conflicts is 0 if nothing is left to decide ...
 *     wp_merge_free(&merge);
 */
#ifndef WEEKPLAN_MERGE_H
#define WEEKPLAN_MERGE_H

#include <weekplan/buf.h>
#include <weekplan/error.h>
#include <weekplan/item.h>

/* The versions of a plan, as indices of arrays of WP_VERSIONS elements. */
enum wp_version { WP_BASE, WP_OURS, WP_THEIRS, WP_VERSIONS };

/* Length of the marker lines of a conflict that git writes by default, in characters. */
enum { WP_MERGE_MARKER_SIZE = 7 };

struct wp_merge_input {
    struct wp_str versions[WP_VERSIONS]; /* the bytes of the files; borrowed */
    unsigned marker_size;                /* length of the marker lines `<<<<<<<`, in characters */
    /* Text after the marker lines of `ours` and of `theirs`, such as the name of a branch. Empty
     * for "ours" and "theirs". */
    struct wp_str labels[WP_VERSIONS];
    /* Whether no common version is known; versions[WP_BASE] is empty. Then nothing is a conflict:
     * all items of both versions are kept, done wins over open, and of two other values that
     * of `ours` is kept, with a remark. */
    bool without_base;
};

/* What a merge decided that a person may want to know. */
enum wp_merge_remark_kind {
    WP_MERGE_KEPT,      /* deleted in `side`, but changed in the other version, so it is kept */
    WP_MERGE_ADDED,     /* only without a base: the item was only in `theirs` */
    WP_MERGE_DONE,      /* only without a base: the item is done because it is done in `theirs` */
    WP_MERGE_CHANGED,   /* only without a base: the value of `key` is that of `theirs` */
    WP_MERGE_REPLACED,  /* only without a base: that value replaces the other one that `ours` has */
    WP_MERGE_NOT_TAKEN, /* the value of `key` of `side` was not taken: the other version has another
                           one, or something that excludes it */
    WP_MERGE_NOT_MOVED, /* the place of the item in `side` was not taken, because the other version
                           has another one */
    WP_MERGE_ID_TAKEN,  /* the id of the item was not taken, because the item `other` has it */
    WP_MERGE_CLOSED,    /* the item counts as done or dropped (`key`), because `side` has closed the
                           item `other` above it */
    WP_MERGE_LEFT_OPEN, /* `side` has closed the item `other` (`key`) above the item, and the other
                           version has moved the item away from there, so it is open */
    WP_MERGE_CARRIED,   /* the item is done or dropped (`key`) in the week before in `side`, or is
                           not there any more, but the other version has carried it to this week,
                           where it is open */
    WP_MERGE_LACKING    /* the other version has carried the item to this week; `side`, which has
                           carried others, has not, or has removed it again; it is kept */
};

struct wp_merge_remark {
    enum wp_merge_remark_kind kind;
    /* version that deleted the item, that closed the one above it, or whose value or place was not
     * taken; else WP_THEIRS */
    enum wp_version side;
    enum wp_key key;     /* WP_KEY_EXTRA for an `x-` key; unset if the kind is not about a key */
    wp_day week;         /* first day of the week; WP_NO_DAY for the list for later */
    struct wp_str title; /* title of the item; empty for the week itself */
    struct wp_str other; /* title of another item because of which it was decided, or empty */
    /* of WP_MERGE_ADDED, the number of items that have come and have no subtasks; 0 for a week,
     * all of which has come */
    size_t leaves;
};

/* The result of a merge. The caller frees it with wp_merge_free. */
struct wp_merge {
    struct wp_buf text;              /* the merged plan, with the conflicts between marker lines */
    size_t conflicts;                /* number of conflicts in `text` */
    struct wp_merge_remark *remarks; /* in the order of the plan */
    size_t remark_count;
    enum wp_version invalid; /* after WP_INVALID, the version that is not a valid plan */
    struct wp_arena *arena;  /* owns the remarks and their texts */
};

/*
 * Merge three versions of a plan. A document that only one version changed has the bytes of that
 * version. The result is read and compared with the intended weeks; both readings of a conflict
 * are.
 *
 * WP_OK       merged; merge->conflicts is the number of conflicts
 * WP_INVALID  a version is not a valid plan, or the merged plan would exceed a limit of the format
 * WP_BUG      the result is not the intended plan; merge->text is empty
 */
enum wp_status wp_merge_plans(struct wp_merge *merge, const struct wp_merge_input *input,
                              struct wp_error *error);

/* Free the result. No-op on a zeroed struct; allowed after a failure. */
void wp_merge_free(struct wp_merge *merge);

#endif
