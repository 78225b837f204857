/*
 * Changing the plan: what every command that edits does around its own intent.
 * Lock, find the week, carry the intent out, save, give the lock back; and once
 * more when somebody else saved the file meanwhile.
 */
#ifndef CMD_CHANGE_H
#define CMD_CHANGE_H

#include "cmd/transaction.h"

/*
 * What a command does once the plan is open: makes change->edit and sets
 * `edited`, or leaves it alone when all is so already, and puts into context->out
 * what it will have done. It may be called again after somebody else changed
 * the file; then everything is new.
 */
typedef enum wp_status wp_change_intent(struct wp_transaction *change, void *data,
                                        struct wp_error *error);

/* Carries the intent out and saves. What the command has to say is printed only
 * when the change is on the disk. Where there is no plan file, WP_MISSING,
 * unless `starts` says that the command starts one. */
enum wp_status wp_change_plan(struct wp_context *context, wp_change_intent *intent, void *data,
                              bool starts, struct wp_error *error);

/* The same for a command that finds by itself the weeks that it is for, whatever
 * week is selected. The file need not be there, but its directory: else
 * WP_MISSING, unless the command `starts` a plan. */
enum wp_status wp_change_file(struct wp_context *context, wp_change_intent *intent, void *data,
                              bool starts, struct wp_error *error);

/* Frees the weeks before and after the change, which have been answered for; the patch
 * stays. A week may be large, and what comes next may read another one. */
void wp_change_free_weeks(struct wp_transaction *change);

/*
 * Makes one item, or the week's root, say for each of `keys` what `values` says,
 * and answers; with `already` where it says all of it. The answer names what has
 * changed of the keys in `told`. The root of the week that is not begun starts it,
 * unless it would say nothing: then WP_MISSING. `values` is borrowed until the
 * transaction ends. Fails as wp_edit_week does.
 */
enum wp_status wp_change_item(struct wp_transaction *change, const struct wp_item *item,
                              const struct wp_item *values, unsigned keys, unsigned told,
                              const char *already, struct wp_error *error);

#endif
