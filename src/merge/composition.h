/*
 * The document of a merged week while it is composed (see compose_week.h).
 */
#ifndef MERGE_COMPOSITION_H
#define MERGE_COMPOSITION_H

#include "merge/item_text.h"
#include "merge/merge_comments.h"
#include "merge/week_comments.h"
#include <weekplan/buf.h>

/* A document that is being composed. */
struct wp_composition {
    const struct wp_merged_week *merged;
    struct wp_text_source sources[WP_VERSIONS];
    struct wp_week_comments comments[WP_VERSIONS]; /* found when they are needed */
    enum wp_reading reading;
    const char *line_break;
    struct wp_arena *arena;
    struct wp_buf *out;
    /* the end of a key in `out` that ends with a block scalar, if what is below the key has not
     * been written completely; else 0 */
    size_t block_end;
    struct wp_below_block below_block; /* of this key */
    bool failed;                       /* whether no version has a text that is needed */
};

/* Return the comments at one place, merged from three versions. */
static inline struct wp_str wp_composition_merge(const struct wp_composition *c, struct wp_str base,
                                                 struct wp_str ours, struct wp_str theirs)
{
    const struct wp_str versions[WP_VERSIONS] = {base, ours, theirs};

    return wp_merge_comments(versions, c->reading, c->arena);
}

/* Return the merged item whose items are in the list of the key. */
static inline const struct wp_merged_item *wp_composition_list(const struct wp_composition *c,
                                                               const struct wp_merged_item *item,
                                                               enum wp_key key)
{
    return key == WP_KEY_ALSO ? &c->merged->also : item;
}

#endif
