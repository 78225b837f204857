/*
 * The entries of a block collection: fields of a mapping, items or strings of a sequence.
 * Finding them, removing some, and putting lines before one of them.
 *
 *     struct wp_block block = wp_block_of_item(state, item);
 *
 *     block.entries[2].removed = true;
 *     wp_block_remove(state, &block);
 *     ... write a new field into the scratch buffer ...
 *     wp_block_put_before(state, &block, 0, NULL);
 */
#ifndef EDIT_BLOCK_ENTRIES_H
#define EDIT_BLOCK_ENTRIES_H

#include "edit/edit_state.h"

struct wp_block_entry {
    size_t begin; /* a new entry before this one is put here */
    /* The lines that are removed with the entry. They begin in the middle of a line if the
     * entry is the first one after a dash or a colon. */
    struct wp_span lines;
    bool removed;
};

struct wp_block {
    size_t column;                  /* of the keys or dashes */
    struct wp_block_entry *entries; /* in state->item_arena */
    size_t count;
    size_t end;    /* lines for a new last entry are put here */
    bool of_items; /* comment lines above an entry belong to it */
};

/* Return the fields of an item in block style. A plain-string item has none. */
struct wp_block wp_block_of_item(struct wp_edit_state *state, const struct wp_item *item);

/* Return the items in the block sequence of `parent`. */
struct wp_block wp_block_of_list(struct wp_edit_state *state, const struct wp_item *parent);

/* Return the strings of the block sequence at `span`. If it does not have `count` of them the
 * whole sequence is one entry. */
struct wp_block wp_block_of_strings(struct wp_edit_state *state, struct wp_span span, size_t count);

/* Put the lines in the scratch buffer, at the column of the block, before entry number
 * `number`, and clear the buffer. `last` is the last item in these lines, or NULL. */
void wp_block_put_before(struct wp_edit_state *state, const struct wp_block *block, size_t number,
                         const struct wp_item *last);

/* Remove the lines of the entries that are marked. The next entry replaces one that shares
 * its line with a dash or a colon. */
void wp_block_remove(struct wp_edit_state *state, const struct wp_block *block);

#endif
