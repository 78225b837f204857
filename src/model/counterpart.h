/*
 * Which item of one week is which of another: the one of the same id, or, for
 * goals without one, of the same title.
 *
 * The items of the one week are sorted once, so that looking up all of the other
 * takes no longer than that.
 */
#ifndef MODEL_COUNTERPART_H
#define MODEL_COUNTERPART_H

#include "base/arena.h"
#include <weekplan/plan.h>

struct wp_named {
    struct wp_str name;
    const struct wp_item *item;
};

struct wp_counterparts {
    struct wp_named *ids; /* of all items that have one; ascending */
    size_t id_count;
    struct wp_named *titles; /* of goals; ascending, the same ones in the order of the file */
    size_t title_count;
};

/* Of the items of `week`, which may be NULL: then there are none. False when
 * memory is out; what it takes is in the arena. */
bool wp_counterparts_make(struct wp_counterparts *counterparts, const struct wp_week *week,
                          struct wp_arena *arena);

/* NULL where there is none. */
const struct wp_item *wp_counterpart_of(const struct wp_counterparts *counterparts,
                                        const struct wp_item *item);

#endif
