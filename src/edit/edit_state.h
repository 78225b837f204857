/*
 * An edit in progress: the replacements so far, and functions that add replacements.
 *
 * Each item is edited once, with all its changes. Items are edited from the end of the file to its
 * beginning. So at the same offset new lines of an inner item are before those of an outer item: a
 * new key at the end of a goal is before a new goal below it.
 *
 *     struct wp_buf *scratch = &state->scratch;
 *
 *     wp_buf_puts(scratch, "done: true\n");
 *     wp_edit_state_put_lines(state, offset);
 */
#ifndef EDIT_EDIT_STATE_H
#define EDIT_EDIT_STATE_H

#include "edit/item_yaml.h"
#include "edit/splice.h"
#include <weekplan/edit.h>

struct wp_edit_state {
    const struct wp_week *week;
    /* Week from which new goals and subtasks are copied with their own bytes (see copy_item.h).
     * NULL if new items are written as new YAML. */
    const struct wp_week *source;
    /* Whether a flow sequence must not be turned into a block sequence. Set if several lists get
     * items, because one of the lists may be within another. */
    bool keeps_flow;
    struct wp_style style; /* style of the YAML that is written next */
    struct wp_quote_cache quote_cache;
    struct wp_splices splices;
    struct wp_arena *item_arena; /* memory for one item; freed before the next item is edited */
    struct wp_buf scratch;       /* the next replacement: bytes that will be inserted */
    /* wp_block_scalar_end_least_blanks of the block scalar at the end of the scratch buffer; 0 if
     * there is none, or if that value is 0 */
    size_t least_blanks;
    /* Blank lines of the document below which items have been inserted. Below the items, the blank
     * lines would have become a part of a block scalar at the end of the items. */
    struct wp_span blank_lines;
    /* whether the last line of the document, as edited so far, has no line break */
    bool lacks_last_break;
    /* whether the last line of the edited document is one that was inserted */
    bool ends_in_insertion;
    struct wp_error *error;
};

/* All changes of one item; or of week->root and week->also, in this order. Each change has an
 * effect. A key has at most one change. A list may have several changes, or one with NULL values,
 * which removes the key. */
struct wp_item_edit {
    const struct wp_item *item;
    const struct wp_change *const *changes;
    size_t count;
};

/* `edit` may have changes of both week->root and week->also. From change number `first` on,
 * return the changes that are of one of these items. */
struct wp_item_edit wp_item_edit_part(const struct wp_item_edit *edit, size_t first);

/* Edit the keys of the item, and its lists if the item is in flow style. A plain-string item that
 * gets keys or subtasks becomes a mapping: `- Read` → `- title: Read`. */
void wp_edit_mapping(struct wp_edit_state *state, const struct wp_item_edit *edit);

/* Return the number of the field before which to insert the key of a new list of `parent`: the
 * first field that is after the list in wp_key_order, or the count of fields. */
size_t wp_edit_list_place(const struct wp_item *parent);

/* Return WP_INVALID if the changes would nest items deeper than the format allows. */
enum wp_status wp_edit_check_depth(struct wp_edit_state *state, const struct wp_item_edit *edit);

/* Whether the edit adds goals or subtasks to its item. */
bool wp_edit_adds_items(const struct wp_item_edit *edit);

/* Append the new goals or subtasks to the list of an item in block style. Call this after
 * wp_edit_mapping. */
void wp_edit_append_items(struct wp_edit_state *state, const struct wp_item_edit *edit);

/* Append the new goals or subtasks to the list of an item in flow style, if the item has the key of
 * the list. */
void wp_edit_flow_seq(struct wp_edit_state *state, const struct wp_item_edit *edit);

/*
 * Insert copies of `items`, and of the items after it, into the list of `parent`, before the item
 * `before`; at the end if `before` is NULL. The copies are of state->source. If `items` is already
 * an item of this flow sequence, it is moved instead of copied.
 *
 * WP_INVALID  the list has to be a flow sequence, and an item has an `x-` key that cannot be
 *             written there
 */
enum wp_status wp_edit_insert(struct wp_edit_state *state, const struct wp_item *parent,
                              const struct wp_item *before, const struct wp_item *items);

/* Remove a set of items with their comments. No item of the set may be below another item of the
 * set. */
void wp_edit_remove_lines(struct wp_edit_state *state, const struct wp_item *const *items,
                          size_t count);

/* Append to the scratch buffer the key of the list with the new items in flow style: `goals:
 * [Read]`. */
void wp_edit_write_flow_seq(struct wp_edit_state *state, const struct wp_item_edit *edit);

/* Append to the scratch buffer the colon of a key that has neither value nor colon, such as `done`
 * in `{title: Read, done}` and `? done`. No-op if the key has a colon. */
void wp_edit_state_complete_key(struct wp_edit_state *state, const struct wp_item *item,
                                const struct wp_field *field);

/* Replace `span` by the scratch buffer without its first `skip` bytes, and clear the buffer. */
void wp_edit_state_put(struct wp_edit_state *state, struct wp_span span, size_t skip);

/* Insert the lines in the scratch buffer before the line at `offset`, and clear the buffer. The
 * lines end with a line break. If `offset` is the end of a document without a last line break, the
 * last of these line breaks is left out. */
void wp_edit_state_put_lines(struct wp_edit_state *state, size_t offset);

/* Insert the lines in the scratch buffer as wp_edit_state_put_lines does. The lines are items, and
 * `last` is the last of them. The value at the end of `last` does not change: its final line breaks
 * stay, and blank lines at `offset` do not become a part of the value. */
void wp_edit_state_put_items(struct wp_edit_state *state, size_t offset,
                             const struct wp_item *last);

void wp_edit_state_put_text(struct wp_edit_state *state, size_t offset, const char *text);
void wp_edit_state_remove(struct wp_edit_state *state, size_t begin, size_t end);

/* Remove a flow sequence with the blanks before it. If nothing else is on its line, remove the
 * line. */
void wp_edit_state_remove_seq(struct wp_edit_state *state, struct wp_span list);

/* Return the column of the keys of an item in block style. For a plain-string item, return the
 * column that its keys would have. */
size_t wp_edit_state_column(const struct wp_edit_state *state, const struct wp_item *item);

#endif
