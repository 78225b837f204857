/*
 * Commands that are programs of their own: weekplan-NAME.
 *
 * Such a program is looked for in three places: beside this program if this was run by a
 * path, in the directory of the installation (LIBEXECDIR), and along PATH.
 */
#ifndef CMD_EXTERNAL_H
#define CMD_EXTERNAL_H

#include "cmd/context.h"

/*
 * Become the program weekplan-NAME, where NAME is the first word of the command line. The
 * program gets all options but --file, then the arguments after NAME. The plan is passed
 * in its environment, as WEEKPLAN_FILE.
 *
 * Return only on failure: WP_USAGE if there is no such program, else WP_IO.
 */
enum wp_status wp_external_run(const struct wp_context *context, struct wp_error *error);

/* Return WP_MAILER if weekplan-mail is not installed. */
enum wp_status wp_external_check_mail(const struct wp_context *context, struct wp_error *error);

#endif
