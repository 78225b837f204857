/*
 * The crontab of the user, read and replaced with crontab(1).
 */
#ifndef CMD_USER_CRONTAB_H
#define CMD_USER_CRONTAB_H

#include "cmd/context.h"

/* Append the crontab of the user; nothing if there is none. Return WP_UNAVAILABLE if crontab(1) is
 * missing or fails. The error output of crontab(1) is appended to context->err. */
enum wp_status wp_user_crontab_read(struct wp_context *context, struct wp_buf *crontab,
                                    struct wp_error *error);

/*
 * Replace the crontab, which must be `before`, by `after`, and read it again to verify. Keep a
 * copy of `before` in the state directory, and print the path of the copy.
 *
 * WP_UNAVAILABLE  crontab(1) is missing or fails, or the crontab is too large or incomplete
 * WP_BUSY    the crontab is no longer `before`
 * WP_IO      the crontab is not `after` afterwards
 * and the statuses of wp_state_file_open
 */
enum wp_status wp_user_crontab_replace(struct wp_context *context, const struct wp_buf *before,
                                       const struct wp_buf *after, struct wp_error *error);

#endif
