/*
 * The week and the items that `carry` copies: the week of --from and the items of the REFs. The
 * default is all open items of the newest earlier week that has goals.
 */
#ifndef CMD_CARRY_SOURCE_H
#define CMD_CARRY_SOURCE_H

#include "cmd/context.h"
#include <weekplan/carry.h>
#include <weekplan/left_open.h>

/* The week that items are carried into, in an open plan. All pointers are borrowed. */
struct wp_carry_target {
    struct wp_plan *plan;
    const struct wp_input *input;
    const struct wp_found *found; /* result of wp_plan_find for the week */
    wp_day start;                 /* first day of the week, whether or not it is in the plan */
};

/* Return the target for the selected week. `found` is the result of wp_plan_input_find; all
 * arguments are borrowed. */
struct wp_carry_target wp_carry_target_of(const struct wp_context *context, struct wp_plan *plan,
                                          const struct wp_input *input,
                                          const struct wp_found *found);

/* The week that items are carried from, and those items. */
struct wp_carry_source {
    /* owned; the week that items are carried from; with --edit, if no earlier week has goals, an
     * empty week that begins on WP_NO_DAY */
    struct wp_week *week;
    /* owned; items that the REFs name; NULL without a REF, for all items */
    const struct wp_item **items;
    size_t count;
    /* owned; items that need not be carried, because another later week or the list for later has
     * them; empty with a REF or --fresh */
    struct wp_taken_items taken;
};

/*
 * Load the week that items are carried from, and find the items that the REFs name. Call
 * wp_carry_source_free also after a failure.
 *
 * WP_USAGE    the week is not before the week that items are carried into, or a REF does not name
 *             exactly one item
 * WP_MISSING  the week of --from is not in the plan, or no earlier week has goals
 * WP_INVALID  the week that items are carried from is not valid
 * WP_IO       the plan cannot be read
 */
enum wp_status wp_carry_source_find(struct wp_carry_source *source, struct wp_context *context,
                                    const struct wp_carry_target *target, struct wp_error *error);

/* Return the request to carry the items. It borrows the source and the target. */
struct wp_carry wp_carry_source_request(const struct wp_carry_source *source,
                                        const struct wp_context *context,
                                        const struct wp_carry_target *target);

/* Free the week and the lists of items. No-op on a zeroed struct. */
void wp_carry_source_free(struct wp_carry_source *source);

#endif
