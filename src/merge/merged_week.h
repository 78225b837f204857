/*
 * The versions of a week, and the merged week: a tree of items without bytes. It has two readings,
 * `ours` and `theirs`. They are equal but for the values that are in conflict.
 */
#ifndef MERGE_MERGED_WEEK_H
#define MERGE_MERGED_WEEK_H

#include <weekplan/merge.h>

/* An item that one version has moved to another document, and that the other version has changed,
 * moved or deleted. All items are borrowed. */
struct wp_item_move {
    enum wp_version mover; /* WP_OURS or WP_THEIRS */
    /* whether it is still where it was, dropped with a reason that names the other week (see
     * plan/deferral_reason.h) */
    bool stays;
    wp_day from;                /* first day of the week that it was in; WP_NO_DAY for the list */
    wp_day to;                  /* first day of the other week; WP_NO_DAY for the list */
    wp_day at;                  /* the week in which the other version has it */
    const struct wp_item *base; /* the item in the base */
    const struct wp_item *changed; /* the item in the other version; NULL if that has deleted it */
    bool placed; /* whether the other version has it below another item of the week `from` */
    const struct wp_item *moved; /* the item of the mover in the other document; NULL if unknown */
    /* the week `from` in ours and in theirs; NULL if a version does not have it */
    const struct wp_week *left[WP_VERSIONS];
};

/* The versions of a week. */
struct wp_week_versions {
    /* A version that lacks the week is NULL; that of `ours` or that of `theirs` is not. */
    const struct wp_week *weeks[WP_VERSIONS];
    const struct wp_item_move *moves; /* moves that are made; see plan_moves.h */
    size_t move_count;
    bool without_base;
};

enum wp_reading { WP_READING_OURS, WP_READING_THEIRS, WP_READINGS };

/* An item of the merged week, or its root. */
struct wp_merged_item {
    struct wp_merged_item *parent; /* NULL for a root */
    struct wp_merged_item *first;
    struct wp_merged_item *next;
    /* the item in each version; NULL if the version does not have it */
    const struct wp_item *versions[WP_VERSIONS];
    /* the version from which the item has its parent and its position: WP_OURS or WP_THEIRS */
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
    /* items that one version may have moved to another document, and the other one has changed,
     * moved or deleted; in the arena */
    struct wp_item_move *left;
    size_t left_count;
};

#endif
