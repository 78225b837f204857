/*
 * The message of a commit of the plan: which week has changed, and what.
 *
 *     W32 43% 3/8: 2 done, 1 added
 */
#ifndef CMD_SYNC_SUBJECT_H
#define CMD_SYNC_SUBJECT_H

#include "cmd/context.h"

/* Append the subject, a line about the current week if it has changed, or else about the newest
 * week that has. Append a line for each other week that has changed to `body`, for the newest 20
 * weeks. `before` and `after` are the bytes of the plan; `before` is empty if there was no plan. */
void wp_sync_subject_put(struct wp_buf *subject, struct wp_buf *body,
                         const struct wp_context *context, struct wp_str before,
                         struct wp_str after);

#endif
