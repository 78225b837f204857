/*
 * Entries of collections, with the comments and blank lines that belong to them. This is the
 * only place that decides whose comment a comment is.
 *
 * A comment directly above an entry belongs to it, unless it heads the collection. So does a
 * comment below that is indented deeper than the entry.
 */
#ifndef EDIT_ENTRY_COMMENTS_H
#define EDIT_ENTRY_COMMENTS_H

#include <weekplan/item.h>

/* Whether `list`, which may be NULL, has a flow sequence for its value. */
bool wp_entry_is_flow_seq(const struct wp_week *week, const struct wp_field *list);
bool wp_entry_is_flow(const struct wp_week *week, const struct wp_item *item);

/* Return the offset after the colon of the key of a list. The list is not empty. The colon
 * may be on a line below the key. */
size_t wp_entry_colon(const struct wp_week *week, const struct wp_field *list);

/*
 * Return the place for a line after a node that ends at `end`: after its last line and after
 * the comment lines below that are indented deeper than `column`, also below a blank line.
 * These comments are about the node; above a new line they would be about that, or be a part
 * of its text.
 */
size_t wp_entry_end_below(struct wp_str text, size_t end, size_t column);

/*
 * Return the begin of the comment lines directly above the line at `line`, which are about
 * it, or `line`. Comments above `floor`, the begin of a line, are about something else. So
 * are comments from `floor` on if the line is of the `first` item of a list.
 */
size_t wp_entry_begin_above(struct wp_str text, size_t line, size_t floor, bool first);

/* Return the place of the dash of an item in a block sequence. */
size_t wp_entry_dash(const struct wp_week *week, const struct wp_item *item);

/* Return the lines of an item in a block sequence, with its comments. They begin at the
 * dash if the dash follows a colon (`: - Read`). */
struct wp_span wp_entry_lines(const struct wp_week *week, const struct wp_item *item);

/* An entry of a flow collection. */
struct wp_entry {
    size_t before; /* after the comma before it, or after the bracket */
    size_t begin;
    size_t end;
    size_t after; /* after its comma; its end without a comma */
};

/* Return the entry that ends at `end`, in a collection that closes at `close`. The text
 * before the entry ends at `before`. */
struct wp_entry wp_entry_next(struct wp_str text, size_t before, size_t end, size_t close);

struct wp_entry wp_entry_of_item(const struct wp_week *week, const struct wp_item *item);

/* Whether the item ends with a block scalar that keeps its line breaks (`|+`): a blank line
 * below would become a part of it. */
bool wp_entry_keeps_breaks(const struct wp_week *week, const struct wp_item *item);

/* Whether there is a blank line between the items of a block sequence. The last item
 * decides. */
bool wp_entry_is_spaced(const struct wp_week *week, const struct wp_item *parent);

/* Whether the last value of the item, or of its last subtask, is a title or a note. Line
 * breaks at its end have no meaning. */
bool wp_entry_ends_in_prose(const struct wp_item *item);

/* Return the entry with its comma. If it has its lines for itself, return these lines, with
 * the comments above and on the last line. `first`: the first entry of its collection. */
struct wp_span wp_entry_own(struct wp_str text, const struct wp_entry *entry, bool first);

/* Return the begin of the line that holds the entry, or of its comments above that line. */
size_t wp_entry_above(struct wp_str text, const struct wp_entry *entry, bool first);

/* Return wp_entry_lines, with the blank lines below that are too many once the item is
 * removed. */
struct wp_span wp_entry_lines_and_blank(const struct wp_week *week, const struct wp_item *item);

/* Whether the lines of the item, in either style, begin with a comment. Directly below the
 * key of its list it would head the list: a blank line has to keep them apart. */
bool wp_entry_has_comment_above(const struct wp_week *week, const struct wp_item *item);

/* Return the end of the entry whose dash is on the line at `dash`, in a block sequence of
 * strings: the dash of the next entry, or the comments and blank lines above that. */
size_t wp_entry_end_of_string(struct wp_str text, size_t dash, struct wp_span list, size_t column);

/* Whether there is a comment in an empty flow sequence. */
bool wp_entry_empty_list_has_comment(const struct wp_week *week, const struct wp_field *list);

/* Whether a comment in the flow sequence of `parent` belongs to none of its items. */
bool wp_entry_flow_list_has_comment(const struct wp_week *week, const struct wp_item *parent);

/* Whether a comment at the key of the list of `parent`, or in the list, belongs to none of
 * its items. */
bool wp_entry_list_has_comment(const struct wp_week *week, const struct wp_item *parent);

#endif
