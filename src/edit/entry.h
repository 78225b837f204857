/*
 * What is an item's own in the text around it: its lines, and the comments that
 * speak of it. Those directly above it are, though not the ones that head its
 * list, and those below it that are indented deeper.
 */
#ifndef EDIT_ENTRY_H
#define EDIT_ENTRY_H

#include <weekplan/item.h>

/* Whether a list, the value of `list` (which may be NULL), is one in brackets;
 * whether an item stands in such a list. */
bool wp_entry_is_flow_seq(const struct wp_week *week, const struct wp_field *list);
bool wp_entry_is_flow(const struct wp_week *week, const struct wp_item *item);

/* The place behind the colon of a list that has items. The colon may stand on a
 * line below the key. */
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

/* Where the dash of an item in a block list stands. */
size_t wp_entry_dash(const struct wp_week *week, const struct wp_item *item);

/* The lines of an item in a block list, from its own comments on. Where the item
 * stands behind a colon (`: - Read`) they begin at its dash. */
struct wp_span wp_entry_lines(const struct wp_week *week, const struct wp_item *item);

/* An item between brackets. */
struct wp_entry {
    size_t before; /* behind the comma before it, or the bracket */
    size_t begin;
    size_t end;
    size_t behind; /* its comma, or its end where there is none */
};

/* The entry that ends at `end`, in a list that closes at `close`. What stands
 * before it ends at `before`. */
struct wp_entry wp_entry_next(struct wp_str text, size_t before, size_t end, size_t close);

struct wp_entry wp_entry_of_item(const struct wp_week *week, const struct wp_item *item);

/* Whether the item ends with a text that keeps its line breaks (`|+`): a blank line below
 * would become a part of it. */
bool wp_entry_keeps_breaks(const struct wp_week *week, const struct wp_item *item);

/* Whether the items of a block list are set off by blank lines, as the last one
 * tells, and so is one more. */
bool wp_entry_is_spaced(const struct wp_week *week, const struct wp_item *parent);

/* Whether the last thing that the item says, or one under it, is a title or a note: line
 * breaks at its end mean nothing. */
bool wp_entry_ends_in_prose(const struct wp_item *item);

/* All that is the entry's own: with its comma, and where it has its lines for
 * itself with those, the comments above it, and one behind it. `first`: of its
 * list. */
struct wp_span wp_entry_own(struct wp_str text, const struct wp_entry *entry, bool first);

/* Where the line begins that holds the entry, or the comments above that line,
 * which are the entry's own. */
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

/* Whether there is a comment between the brackets of an empty list. */
bool wp_entry_empty_list_has_comment(const struct wp_week *week, const struct wp_field *list);

/* Whether a comment between the brackets of a list belongs to none of its items. */
bool wp_entry_flow_list_has_comment(const struct wp_week *week, const struct wp_item *parent);

/* Whether a comment at the key of the list of `parent`, or in the list, belongs to none of
 * its items. */
bool wp_entry_list_has_comment(const struct wp_week *week, const struct wp_item *parent);

#endif
