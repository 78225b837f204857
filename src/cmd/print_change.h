/*
 * What answers a change, in a line or two: the items it was about, and what it
 * did to the figures.
 */
#ifndef CMD_PRINT_CHANGE_H
#define CMD_PRINT_CHANGE_H

#include "cmd/context.h"

/* The item of `after` that stands where `item` stands in its week. */
const struct wp_item *wp_item_counterpart(const struct wp_week *after, const struct wp_item *item);

/* The nearest item above that says of itself what `item` is, done or dropped;
 * NULL where there is none. */
const struct wp_item *wp_item_closed_by(const struct wp_item *item);

/*
 * Appends why an item is done or dropped: it says so itself, or stays so
 * whatever it says; and what would change that.
 *
 *     1.2 is done because 1 is (weekplan reopen 1)
 */
void wp_print_change_state(struct wp_buf *out, const struct wp_context *context,
                           const struct wp_item *item);

/* Remarks, of an item that has come under one which is done or dropped, that it is
 * so now too. */
void wp_print_change_inherited(struct wp_context *context, const struct wp_item *item);

/*
 * What answers a change: the item as it is now, then what became of its goal's
 * figure and of the week's. Several items (one at least) have a line each, and
 * the figures come once, below them: those of the goals that have changed, and
 * the week's. The items are those of `after`, or its root; `before` is NULL for
 * a week that is new.
 *
 *     ✓ 1.2.3 Round 3   capstone 33.3% → 50%, week 36.4% → 45.5%
 */
void wp_print_change(struct wp_context *context, const struct wp_item *const *items, size_t count,
                     const struct wp_week *before, const struct wp_week *after);

/*
 * What answers a change of one item, or of the week's root, and says what it says now
 * for `keys`, a set of them (see change.h).
 *
 *     ◐ 2 Curriculum   weight 2, due Fri 9 August 2019, week 56% → 58.3%
 */
void wp_print_change_set(struct wp_context *context, const struct wp_item *item, unsigned keys,
                         const struct wp_week *before, const struct wp_week *after);

/*
 * The items of `after` that `before` (may be NULL) has not, for they have come
 * from another week: a line each, with `all` for all under them as well.
 *
 *     ◐ 2 Curriculum   carried ×2
 */
void wp_print_change_arrivals(struct wp_context *context, const struct wp_week *before,
                              const struct wp_week *after, bool all);

/* Adds an item to what `undo` will call the step: "rm 1.2.3 Round 3". wp_print_change
 * does it for the items that it is given. */
void wp_context_note_subject(struct wp_context *context, const struct wp_item *item);

/*
 * What answers a move: the item where it is now, where it was, and the figures of
 * the goals that it came from and went to.
 *
 *     ○ 1.2 Round 3   was 3, capstone 50% → 33.3%, week 36.4%
 */
void wp_print_change_moved(struct wp_context *context, const struct wp_item *item,
                           const struct wp_item *moved, const struct wp_week *before,
                           const struct wp_week *after);

/* Remarks that a day for which something is due is over already: `mon` is a day of
 * the selected week. Nothing for another one, or for none. */
void wp_context_remark_due(struct wp_context *context, wp_day due);

/* Remarks that the day on which an item was done is not in the week that begins on
 * `week_start`. Nothing where `values` has no such day. */
void wp_remark_done_day(struct wp_context *context, const struct wp_item *values,
                        wp_day week_start);

/* Remarks that the week to which something has come is a week off. Nothing for
 * another one. */
void wp_context_remark_week_off(struct wp_context *context, const struct wp_week *week);

/* The week's figure alone. */
void wp_print_change_week(struct wp_context *context, const struct wp_week *before,
                          const struct wp_week *after);

/* The same for a week among others: by its days where today is not in it. */
void wp_print_change_named_week(struct wp_context *context, const struct wp_week *before,
                                const struct wp_week *after);

/* Appends "1.2 Round 3"; "the week" for its root. */
void wp_context_name_item(struct wp_buf *out, const struct wp_context *context,
                          const struct wp_item *item);

/*
 * Appends why nothing that comes from another week can come under an item, and `where`
 * that is: "1 Report is done here".
 */
void wp_print_change_bar(struct wp_buf *out, const struct wp_context *context,
                         const struct wp_item *bar, const char *where);

/* What answers when there is nothing to change: "1.2 Round 3 is done already". */
void wp_print_change_already(struct wp_context *context, const struct wp_item *item,
                             const char *already);

#endif
