/*
 * An edit while it is put together: the replacements so far, and how to add to
 * them.
 *
 * Every item is edited once, with all that shall be different of it, and an
 * item that stands later in the file before one that stands earlier. So what is
 * put at one and the same place stands there from the innermost item outwards:
 * a key behind a goal's last line comes before a new goal behind it.
 */
#ifndef EDIT_EDIT_STATE_H
#define EDIT_EDIT_STATE_H

#include "edit/item_yaml.h"
#include "edit/splice.h"
#include <weekplan/edit.h>

struct wp_edit_state {
    const struct wp_week *week;
    /* Where goals and subtasks come from that bring their own lines along (see
     * lift.h); NULL where they are to be written. */
    const struct wp_week *source;
    /* Several lists get items at once, and one may stand within another: none turns
     * from one in brackets to one on lines. */
    bool keeps_brackets;
    struct wp_style style; /* its quotes: of what is written next */
    struct wp_habits habits;
    struct wp_splices splices;
    struct wp_arena *passing; /* what is needed as long as one item is edited */
    struct wp_buf scratch;    /* the text of one replacement */
    size_t takes;             /* what its end takes of blank lines (see block_scalar.h), or 0 */
    struct wp_span passed;    /* blank lines below which the last items were put */
    bool unended;             /* the last line, as it is by now, has no line break */
    struct wp_error *error;
};

/* What shall be different of one item: at most one change of a key, none that
 * changes nothing; for its list there may be several, in their order, or one
 * without values: then the key of the list goes. */
struct wp_item_edit {
    const struct wp_item *item;
    const struct wp_change *const *changes;
    size_t count;
};

/* Edits the keys of the item and their values; of an item in flow style its list
 * too. A plain-string item that needs keys becomes a mapping, also when all it
 * gets is subtasks. */
void wp_edit_mapping(struct wp_edit_state *state, const struct wp_item_edit *edit);

/* WP_INVALID when items would be nested deeper than the format allows. */
enum wp_status wp_edit_check_depth(struct wp_edit_state *state, const struct wp_item_edit *edit);

/* Whether the item gets goals or subtasks. */
bool wp_edit_adds_items(const struct wp_item_edit *edit);

/* Puts goals or subtasks behind those that the item has. For an item in block
 * style; to be called after wp_edit_mapping. */
void wp_edit_item_seq(struct wp_edit_state *state, const struct wp_item_edit *edit);

/* The same for an item in flow style that has a key for its list. */
void wp_edit_flow_seq(struct wp_edit_state *state, const struct wp_item_edit *edit);

/*
 * Puts `items`, of the source, and those after them before `before` in the list of
 * `parent`; behind all others where that is NULL. An item of that list itself is
 * taken from where it is if it is in brackets. WP_INVALID when the list can only be
 * one in brackets and what an item says cannot stand there.
 */
enum wp_status wp_edit_insert(struct wp_edit_state *state, const struct wp_item *parent,
                              const struct wp_item *before, const struct wp_item *items);

/* Takes the items out, a set of which none may be within another one, with the
 * comments that are theirs. */
void wp_edit_remove_lines(struct wp_edit_state *state, const struct wp_item *const *items,
                          size_t count);

/* Writes that key, with the items, into the scratch buffer. */
void wp_edit_write_flow_seq(struct wp_edit_state *state, const struct wp_item_edit *edit);

/* Writes the colon into the scratch buffer that a key without a value may lack
 * (`{title: Read, done}`, `? done`). */
void wp_edit_state_complete_key(struct wp_edit_state *state, const struct wp_item *item,
                                const struct wp_field *field);

/* Puts what is in the scratch buffer, from its byte number `skip` on, in the
 * place of `span`, and clears it. */
void wp_edit_state_put(struct wp_edit_state *state, struct wp_span span, size_t skip);

/* Puts the lines that are in the scratch buffer, which end with a line break,
 * before the line at `offset`, and clears it. What is put at the end of a text
 * without a final line break has none there either. */
void wp_edit_state_put_lines(struct wp_edit_state *state, size_t offset);

/* The same with items, of the source or new, the last of which is `last`; no line break
 * that it has at its end becomes another one, and none of the blank lines there becomes a
 * part of it. */
void wp_edit_state_put_items(struct wp_edit_state *state, size_t offset,
                             const struct wp_item *last);

void wp_edit_state_put_text(struct wp_edit_state *state, size_t offset, const char *text);
void wp_edit_state_remove(struct wp_edit_state *state, size_t begin, size_t end);

/* Takes a list in brackets away, and the blanks or the line that it leaves. */
void wp_edit_state_remove_seq(struct wp_edit_state *state, struct wp_span list);

/* The column of the keys of a block item; for a plain-string item the one that
 * its keys will have. */
size_t wp_edit_state_column(const struct wp_edit_state *state, const struct wp_item *item);

#endif
