/*
 * The week and the items that `carry` copies from: by --from and the REFs, or by default all that
 * is open in the newest week before that has goals.
 */
#ifndef CMD_CARRY_SOURCE_H
#define CMD_CARRY_SOURCE_H

#include "cmd/context.h"
#include <weekplan/carry.h>

/* The week that items are carried into, in an open plan. All pointers are borrowed. */
struct wp_carry_target {
    struct wp_plan *plan;
    const struct wp_input *input;
    const struct wp_found *found; /* result of wp_plan_find for the week */
    wp_day start;                 /* first day of the week, whether or not it is in the plan */
};

/* The old week, and its items to carry. */
struct wp_carry_source {
    struct wp_week *week;         /* owned */
    const struct wp_item **items; /* owned; NULL if there are no REFs: then all */
    size_t count;
};

/*
 * Load the old week and find the items that the REFs name. Free `source` with
 * wp_carry_source_free, also after a failure.
 *
 * WP_USAGE    the old week is not before the target; a REF names no item, or several
 * WP_MISSING  the week of --from is not in the plan, or no earlier week has goals
 * WP_INVALID  the old week is not valid
 */
enum wp_status wp_carry_source_find(struct wp_carry_source *source, struct wp_context *context,
                                    const struct wp_carry_target *target, struct wp_error *error);

/* No-op on a zeroed struct. */
void wp_carry_source_free(struct wp_carry_source *source);

#endif
