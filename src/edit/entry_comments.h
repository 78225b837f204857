/*
 * The entries of collections with their comments and blank lines. Only this file has the rules that
 * tell to which entry a comment belongs.
 *
 * A comment directly above an entry belongs to the entry. But a comment directly below the key of a
 * list is about the list. A comment below an entry belongs to the entry if it is indented deeper.
 */
#ifndef EDIT_ENTRY_COMMENTS_H
#define EDIT_ENTRY_COMMENTS_H

#include <weekplan/item.h>

/* Whether the value of the field `list` is a flow sequence (`[a, b]`). False for NULL. */
bool wp_entry_is_flow_seq(const struct wp_week *week, const struct wp_field *list);
bool wp_entry_is_flow(const struct wp_week *week, const struct wp_item *item);

/* Return the offset after the colon of the key of a list. The list must not be empty. The colon may
 * be on a line below the key. */
size_t wp_entry_colon(const struct wp_week *week, const struct wp_field *list);

/*
 * Return the offset at which to insert a line below a node that ends at `end`. That is below its
 * last line, and below the comments under it that are indented deeper than `column`, even after a
 * blank line. These comments are about the node. Below the inserted line the comments would be
 * about that line, or would be a part of its value.
 */
size_t wp_entry_end_below(struct wp_str text, size_t end, size_t column);

/*
 * Return the start of the comment lines directly above the line at `line`, or `line` if it has no
 * comment. Comments above `floor`, the start of a line, belong to another entry. If the line is of
 * the `first` item of a list, comments that reach up to `floor` are about the list.
 */
size_t wp_entry_begin_above(struct wp_str text, size_t line, size_t floor, bool first);

/* Return the offset of the dash of an item in a block sequence. */
size_t wp_entry_dash(const struct wp_week *week, const struct wp_item *item);

/* Return the lines of an item in a block sequence, with its comments. They begin at the dash if the
 * dash follows a colon (`: - Read`). */
struct wp_span wp_entry_lines(const struct wp_week *week, const struct wp_item *item);

/* An entry of a flow collection, with its comma. All members are offsets in the document. */
struct wp_entry {
    size_t before; /* end of the comma before the entry, or of the opening bracket */
    size_t begin;
    size_t end;
    size_t after; /* end of the comma after the entry; equal to `end` if there is no comma */
};

/* Return the flow entry that ends at `end`, in a collection whose closing bracket is at `close`.
 * `before` is the end of the comma or bracket before the entry. */
struct wp_entry wp_entry_next(struct wp_str text, size_t before, size_t end, size_t close);

struct wp_entry wp_entry_of_item(const struct wp_week *week, const struct wp_item *item);

/* Whether the item ends with a block scalar that keeps its line breaks (`|+`). A blank line below
 * would become a part of this scalar. */
bool wp_entry_keeps_breaks(const struct wp_week *week, const struct wp_item *item);

/* Whether the items of the block sequence of `parent` are separated by blank lines. Only the blank
 * line above the last item is looked at. */
bool wp_entry_is_spaced(const struct wp_week *week, const struct wp_item *parent);

/* Whether the last value of the item, or of its last subtask, is a title or a note. Line breaks at
 * the end of a title or a note have no meaning. */
bool wp_entry_ends_in_prose(const struct wp_item *item);

/* Return the span of the flow entry with its comma. If nothing else is on the lines of the entry,
 * return these lines, with the comments above and on the last line. `first`: the entry is the first
 * one of its collection. */
struct wp_span wp_entry_own(struct wp_str text, const struct wp_entry *entry, bool first);

/* Return the start of the line on which the flow entry begins, or of its comments above that line.
 * `first`: the entry is the first one of its collection. */
size_t wp_entry_above(struct wp_str text, const struct wp_entry *entry, bool first);

/* Return the lines of the item with its comments (see wp_entry_lines), and the blank lines below
 * the item that are superfluous when the item is removed. */
struct wp_span wp_entry_lines_and_blank(const struct wp_week *week, const struct wp_item *item);

/* Whether the lines of the item, in block or flow style, begin with a comment. Directly below the
 * key of a list this comment would be about the list, so a blank line has to separate them. */
bool wp_entry_has_comment_above(const struct wp_week *week, const struct wp_item *item);

/* Return the end of the string whose dash is on the line at `dash`, in the block sequence `list`.
 * The end is the offset of the next dash, or of the comments and blank lines above that dash. */
size_t wp_entry_end_of_string(struct wp_str text, size_t dash, struct wp_span list, size_t column);

/* Whether an empty flow sequence has a comment between its brackets. */
bool wp_entry_empty_list_has_comment(const struct wp_week *week, const struct wp_field *list);

/* Whether the flow sequence of `parent` has a comment that belongs to none of its items. */
bool wp_entry_flow_list_has_comment(const struct wp_week *week, const struct wp_item *parent);

/* Whether there is a comment at the key of the list of `parent`, or a comment in the list that
 * belongs to none of its items. */
bool wp_entry_list_has_comment(const struct wp_week *week, const struct wp_item *parent);

#endif
