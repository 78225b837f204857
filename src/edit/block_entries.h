/*
 * The entries of a block collection: the keys of a mapping, or the items or strings of a sequence.
 * Find entries, remove entries, and insert lines before an entry.
 *
 *     struct wp_block block = wp_block_of_item(state, item);
 *
 *     block.entries[2].removed = true;
 *     wp_block_remove(state, &block);
 *     ... write a new key into the scratch buffer ...
 *     wp_block_put_before(state, &block, 0, NULL);
 */
#ifndef EDIT_BLOCK_ENTRIES_H
#define EDIT_BLOCK_ENTRIES_H

#include "edit/edit_state.h"

struct wp_block_entry {
    size_t begin; /* offset at which to insert a new entry above this entry */
    /* Lines of the entry and of its comments. They begin in the middle of a line if the entry is
     * after a dash or a colon, as in `- title: Read`. */
    struct wp_span lines;
    bool removed;
};

struct wp_block {
    size_t column;                  /* column of the keys or dashes */
    struct wp_block_entry *entries; /* the entries in the order of the file; in state->item_arena */
    size_t count;
    size_t end; /* offset at which lines of a new last entry are inserted */
    /* whether the entries are items: then comment lines above an entry belong to the entry */
    bool of_items;
};

/* Return the keys of an item in block style. An item that is a plain string (`- Read`) has none. */
struct wp_block wp_block_of_item(struct wp_edit_state *state, const struct wp_item *item);

/* Return the items of the block sequence of `parent`. */
struct wp_block wp_block_of_list(struct wp_edit_state *state, const struct wp_item *parent);

/* Return the strings of the block sequence at `span`. If there are not `count` strings, return the
 * whole sequence as a single entry. */
struct wp_block wp_block_of_strings(struct wp_edit_state *state, struct wp_span span, size_t count);

/* Insert the lines in the scratch buffer before entry number `number`, and clear the buffer. The
 * lines begin at the column of the block. `last` is the last item in the lines; NULL if they are
 * not items. */
void wp_block_put_before(struct wp_edit_state *state, const struct wp_block *block, size_t number,
                         const struct wp_item *last);

/* Remove the lines of all entries with `removed` set. If the first line is shared with a dash or a
 * colon, the next entry is moved to this line. */
void wp_block_remove(struct wp_edit_state *state, const struct wp_block *block);

#endif
