/*
 * The entries of a flow collection, and the commas between them. Remove entries and add entries.
 *
 *     struct wp_flow flow = wp_flow_of_item(state, item, 1);
 *
 *     flow.entries[2].removed = true;
 *     ... write a new entry into the scratch buffer ...
 *     wp_flow_add(state, &flow, flow.count);
 *     wp_flow_finish(state, &flow);
 */
#ifndef EDIT_FLOW_ENTRIES_H
#define EDIT_FLOW_ENTRIES_H

#include "edit/edit_state.h"
#include "edit/entry_comments.h"

struct wp_flow_entry {
    struct wp_entry at;
    bool removed;
};

struct wp_flow_addition {
    struct wp_str text;
    size_t before; /* number of the entry that follows the new one; wp_flow.count for the end */
};

struct wp_flow {
    size_t open;  /* end of the opening bracket; the start of a pair without braces (`[a: b]`) */
    size_t close; /* offset of the closing bracket; the end of a pair without braces */
    /* the old entries, in state->item_arena; NULL if the bytes of the collection cannot be
     * divided into entries */
    struct wp_flow_entry *entries;
    size_t count;
    struct wp_flow_addition *added; /* new entries, in state->item_arena; ascending by `before` */
    size_t added_count;
    /* whether the entries are items: then comment lines above an entry belong to the entry */
    bool of_items;
    size_t column; /* column of new lines; set only for a list of items */
};

/* Return the keys of an item in flow style as entries, with room for `added` new keys. */
struct wp_flow wp_flow_of_item(struct wp_edit_state *state, const struct wp_item *item,
                               size_t added);
struct wp_flow wp_flow_of_list(struct wp_edit_state *state, const struct wp_item *parent,
                               size_t added);

/* Return the `count` strings of the flow sequence at `span`, with room for `added` new strings.
 * `entries` is NULL if the sequence does not have exactly `count` strings. */
struct wp_flow wp_flow_of_texts(struct wp_edit_state *state, struct wp_span span, size_t count,
                                size_t added);

/* Return the column of new lines in the flow sequence of `parent`. The sequence may be absent. */
size_t wp_flow_column(const struct wp_edit_state *state, const struct wp_item *parent);

/* Insert `entry` before entry number `number`. If the old entry with this number is the first on
 * its line, insert `comment` after the comma of the new entry. */
void wp_flow_put_before(struct wp_edit_state *state, const struct wp_flow *flow, size_t number,
                        struct wp_str entry, struct wp_str comment);

/* Add the scratch buffer as an entry before entry number `before`, or at the end, and clear the
 * buffer. Add entries in ascending order of `before`. An entry that begins with a comment may only
 * be added at the end. */
void wp_flow_add(struct wp_edit_state *state, struct wp_flow *flow, size_t before);

/* Make the replacements that remove and add the entries. */
void wp_flow_finish(struct wp_edit_state *state, const struct wp_flow *flow);

#endif
