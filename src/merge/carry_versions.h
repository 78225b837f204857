/*
 * The weeks of one carry in each version: the week that is carried from, and the week that gets its
 * items.
 */
#ifndef MERGE_CARRY_VERSIONS_H
#define MERGE_CARRY_VERSIONS_H

#include <weekplan/merge.h>

/* All weeks are borrowed. A version that lacks a week has NULL. */
struct wp_carry_versions {
    const struct wp_week *before[WP_VERSIONS]; /* that of the base is not NULL */
    const struct wp_week *after[WP_VERSIONS];  /* that of the base is before the carry */
};

#endif
