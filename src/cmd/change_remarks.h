/*
 * Remarks on a change that is made all the same. A remark is a note to the user on standard
 * error.
 */
#ifndef CMD_CHANGE_REMARKS_H
#define CMD_CHANGE_REMARKS_H

#include "cmd/context.h"

/* Print as a note why an item is done or dropped. */
void wp_change_remarks_state(struct wp_context *context, const struct wp_item *item);

/* Print as a note the state that a change replaces by another, or the reason that it removes: "1.2
 * was dropped: no time". `before` is the item before the change, and `values` has the new `done:`
 * and `dropped:`. No-op for a reason of `defer`, because wp_later_copy_notes_put names the later
 * week. */
void wp_change_remarks_replaced_state(struct wp_context *context, const struct wp_item *before,
                                      const struct wp_item *values);

/* Print as a note that the done subtasks of an item no longer count, because the item is dropped or
 * put off as a whole, and how to act on its open subtasks only. `before` is the item before the
 * change. No-op for an item without done subtasks. */
void wp_change_remarks_done_subtasks(struct wp_context *context, const struct wp_item *before);

/* Print as a note that a list of strings no longer has some that it had: "1 had links [URL]".
 * `before` is the item or root before the change, `values` has the new list, and `key` is
 * WP_KEY_TAGS or WP_KEY_LINKS. */
void wp_change_remarks_replaced_list(struct wp_context *context, const struct wp_item *before,
                                     const struct wp_item *values, enum wp_key key);

/* Print as a note that a change replaces or removes a note or review, and how many words it had:
 * "1.2 had a note of 12 words". `before` is the item or root before the change, `values` has the
 * new text, and `key` is WP_KEY_NOTE or WP_KEY_REVIEW. No-op if the new text begins with the old
 * one. */
void wp_change_remarks_replaced_text(struct wp_context *context, const struct wp_item *before,
                                     const struct wp_item *values, enum wp_key key);

/* Print as a note that a new or moved item is done or dropped because of an ancestor. No-op if no
 * ancestor closes the item. */
void wp_change_remarks_inherited_state(struct wp_context *context, const struct wp_item *item);

/* Print as a note that an item on the list for later is done or dropped by its own keys or
 * subtasks, so that it does not count there. The list must be selected. No-op for an open item. */
void wp_change_remarks_closed_for_later(struct wp_context *context, const struct wp_item *item);

/* Print as a note that the day `due` is before today. No-op for any other day, and for
 * WP_NO_DAY. */
void wp_change_remarks_due(struct wp_context *context, wp_day due);

/* Print as a note that values->done_on is outside the week that begins on `week_start`. No-op if
 * the day is in the week, and if one of these two days is WP_NO_DAY. If the day was typed, the note
 * names the option that selects its week. */
void wp_change_remarks_done_day(struct wp_context *context, const struct wp_item *values,
                                wp_day week_start, bool typed);

/* Print as a note that a tag which is written in a title is no tag: "Swim #sport". `item` is the
 * item, and `values` has its title and its tags. No-op if it has that tag. Return whether the note
 * was printed. */
bool wp_change_remarks_tag_in_title(struct wp_context *context, const struct wp_item *item,
                                    const struct wp_item *values);

/* Append that a week is off, and why: "the week of Mon 12 – Sun 18 August 2019 is off: holiday". */
void wp_change_remarks_put_week_off(struct wp_buf *text, const struct wp_context *context,
                                    const struct wp_week *week);

/* Print as a note that a week is off, for a command that adds items to the week. No-op if the
 * week is not off. */
void wp_change_remarks_week_off(struct wp_context *context, const struct wp_week *week);

#endif
