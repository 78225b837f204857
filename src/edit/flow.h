/*
 * The entries of a list or mapping between brackets or braces, and the commas
 * between them: taking some out, and putting new ones among the others.
 *
 *     struct wp_flow flow = wp_flow_of_item(state, item, 1);
 *     flow.entries[2].goes = true;
 *     ... write the text of a new entry into the scratch buffer ...
 *     wp_flow_add(state, &flow, flow.count);
 *     wp_flow_finish(state, &flow);
 */
#ifndef EDIT_FLOW_H
#define EDIT_FLOW_H

#include "edit/edit_state.h"
#include "edit/entry.h"

struct wp_flow_entry {
    struct wp_entry at;
    bool goes;
};

struct wp_flow_addition {
    struct wp_str text;
    size_t before; /* the number of an entry, or their count */
};

struct wp_flow {
    size_t open;                   /* the first place behind the bracket */
    size_t close;                  /* of the bracket; of a pair without braces its end */
    struct wp_flow_entry *entries; /* in state->passing; NULL when there are none to edit */
    size_t count;
    struct wp_flow_addition *added; /* the same; ascending */
    size_t added_count;
    bool of_items; /* comment lines above an entry go with it */
    size_t column; /* of items: where lines begin that they may need */
};

/* The fields of an item in flow style, and the items of a list in brackets,
 * with room for `added` new ones. */
struct wp_flow wp_flow_of_item(struct wp_edit_state *state, const struct wp_item *item,
                               size_t added);
struct wp_flow wp_flow_of_list(struct wp_edit_state *state, const struct wp_item *parent,
                               size_t added);

/* The texts of a list in brackets at `span`, of which there are `count`; without
 * entries where the brackets hold something else. */
struct wp_flow wp_flow_of_texts(struct wp_edit_state *state, struct wp_span span, size_t count,
                                size_t added);

/* Where lines begin within the brackets that the list of `parent` stands in, or
 * will stand in. */
size_t wp_flow_column(const struct wp_edit_state *state, const struct wp_item *parent);

/* Puts an entry before entry number `number`. Where that begins a line, `comment`
 * is put behind the comma. */
void wp_flow_put_before(struct wp_edit_state *state, const struct wp_flow *flow, size_t number,
                        struct wp_str entry, struct wp_str comment);

/* Puts what is in the scratch buffer before entry number `before`, or at the end
 * for their count, and clears the buffer. What is added does not go before what
 * was added earlier; what begins with a comment goes to the end. */
void wp_flow_add(struct wp_edit_state *state, struct wp_flow *flow, size_t before);

/* Makes the replacements. */
void wp_flow_finish(struct wp_edit_state *state, const struct wp_flow *flow);

#endif
