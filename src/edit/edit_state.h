/*
 * An edit in progress: the replacements so far, and functions to add more.
 *
 * Each item is edited once, with all its changes. The last item in the file is edited first.
 * So at one place the texts of inner items are before those of outer items: a new key after
 * the last line of a goal is before a new goal there.
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
    /* The week that new goals and subtasks are copied from (see copy_item.h). NULL if they
     * are written as new YAML. */
    const struct wp_week *source;
    /* Do not turn a flow sequence into a block sequence: several lists get items, and one
     * may be within another. */
    bool keeps_flow;
    struct wp_style style; /* of the text that is written next */
    struct wp_quote_cache quote_cache;
    struct wp_splices splices;
    struct wp_arena *item_arena; /* freed after each item */
    struct wp_buf scratch;       /* the text of the next replacement */
    size_t least_blanks;         /* blanks that a line below it needs to become its text (see
                                  * block_scalar.h), or 0 */
    struct wp_span blank_lines;  /* blank lines above the items that were put last */
    bool lacks_last_break;       /* the last line of the edited text has no line break */
    struct wp_error *error;
};

/* All changes of one item. Each changes something. A key has one change; a list may have
 * several, or one without values, which removes the key. */
struct wp_item_edit {
    const struct wp_item *item;
    const struct wp_change *const *changes;
    size_t count;
};

/* Edit the keys of the item, and the list of an item in flow style. A plain-string item
 * that needs keys or subtasks becomes a mapping. */
void wp_edit_mapping(struct wp_edit_state *state, const struct wp_item_edit *edit);

/* Return WP_INVALID if items would be nested deeper than the format allows. */
enum wp_status wp_edit_check_depth(struct wp_edit_state *state, const struct wp_item_edit *edit);

/* Whether the changes add goals or subtasks. */
bool wp_edit_adds_items(const struct wp_item_edit *edit);

/* Append goals or subtasks to the list of an item in block style. Call it after
 * wp_edit_mapping. */
void wp_edit_item_seq(struct wp_edit_state *state, const struct wp_item_edit *edit);

/* Append goals or subtasks to the list of an item in flow style that has a key for it. */
void wp_edit_flow_seq(struct wp_edit_state *state, const struct wp_item_edit *edit);

/*
 * Put `items` of the source, and the items after it, before `before` in the list of `parent`;
 * at the end if `before` is NULL. An item of the same flow sequence is removed from its place.
 *
 * WP_INVALID  the list has to be a flow sequence, and an item has an `x-` key that cannot be
 *             written there
 */
enum wp_status wp_edit_insert(struct wp_edit_state *state, const struct wp_item *parent,
                              const struct wp_item *before, const struct wp_item *items);

/* Remove a set of items with their comments. None is within another one. */
void wp_edit_remove_lines(struct wp_edit_state *state, const struct wp_item *const *items,
                          size_t count);

/* Append the key of the list and the new items, in flow style, to the scratch buffer. */
void wp_edit_write_flow_seq(struct wp_edit_state *state, const struct wp_item_edit *edit);

/* Append to the scratch buffer the colon that a key without a value may lack (`{title:
 * Read, done}`, `? done`). */
void wp_edit_state_complete_key(struct wp_edit_state *state, const struct wp_item *item,
                                const struct wp_field *field);

/* Replace `span` with the scratch buffer from byte `skip` on, and clear the buffer. */
void wp_edit_state_put(struct wp_edit_state *state, struct wp_span span, size_t skip);

/* Put the lines in the scratch buffer before the line at `offset`, and clear the buffer.
 * The lines end with a line break; at the end of a text without a final line break the
 * break is left out. */
void wp_edit_state_put_lines(struct wp_edit_state *state, size_t offset);

/* Put lines as wp_edit_state_put_lines does. They are items, of the source or new, the last
 * of which is `last`. Line breaks at the end of `last` keep their meaning, and no blank
 * line at `offset` becomes its text. */
void wp_edit_state_put_items(struct wp_edit_state *state, size_t offset,
                             const struct wp_item *last);

void wp_edit_state_put_text(struct wp_edit_state *state, size_t offset, const char *text);
void wp_edit_state_remove(struct wp_edit_state *state, size_t begin, size_t end);

/* Remove a flow sequence with the blanks before it, or with its line. */
void wp_edit_state_remove_seq(struct wp_edit_state *state, struct wp_span list);

/* Return the column of the keys of an item in block style; for a plain-string item, of the
 * keys that it will have. */
size_t wp_edit_state_column(const struct wp_edit_state *state, const struct wp_item *item);

#endif
