/*
 * The entries of a flow collection, and the commas between them: removing some, and putting
 * new ones among the others.
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
    size_t before; /* the number of an entry, or the count of entries */
};

struct wp_flow {
    size_t open;  /* after the opening bracket */
    size_t close; /* the closing bracket or brace; the end of a pair without braces */
    struct wp_flow_entry *entries; /* in state->item_arena; NULL if they cannot be told apart */
    size_t count;
    struct wp_flow_addition *added; /* in state->item_arena; ascending by `before` */
    size_t added_count;
    bool of_items; /* comment lines above an entry belong to it */
    size_t column; /* of new lines; set for a list of items */
};

/* Return the fields of an item in flow style, with room for `added` new ones. */
struct wp_flow wp_flow_of_item(struct wp_edit_state *state, const struct wp_item *item,
                               size_t added);
struct wp_flow wp_flow_of_list(struct wp_edit_state *state, const struct wp_item *parent,
                               size_t added);

/* Return the `count` strings of the flow sequence at `span`, with room for `added` new
 * ones. `entries` is NULL if the brackets hold something else. */
struct wp_flow wp_flow_of_texts(struct wp_edit_state *state, struct wp_span span, size_t count,
                                size_t added);

/* Return the column of new lines within the flow sequence of `parent`, which may not exist
 * yet. */
size_t wp_flow_column(const struct wp_edit_state *state, const struct wp_item *parent);

/* Put an entry before entry number `number`. If that entry begins its line, `comment` is
 * put after the comma. */
void wp_flow_put_before(struct wp_edit_state *state, const struct wp_flow *flow, size_t number,
                        struct wp_str entry, struct wp_str comment);

/* Add the scratch buffer as an entry before entry number `before`, or at the end, and clear
 * the buffer. Entries are added in ascending order. An entry that begins with a comment is
 * added at the end. */
void wp_flow_add(struct wp_edit_state *state, struct wp_flow *flow, size_t before);

/* Make the replacements. */
void wp_flow_finish(struct wp_edit_state *state, const struct wp_flow *flow);

#endif
