/*
 * Commands that are programs of their own, called weekplan-NAME.
 *
 * The program is searched in this order: the directory of this program, if this program was run
 * by a path; the directory of the installation (LIBEXECDIR); PATH.
 */
#ifndef CMD_EXTERNAL_COMMAND_H
#define CMD_EXTERNAL_COMMAND_H

#include "cmd/context.h"

/*
 * Replace this process by the program weekplan-NAME, where NAME is the first word of the command
 * line. The program gets all options but --file, then the arguments after NAME.
 * The path of the plan is in its environment as WEEKPLAN_FILE.
 *
 * Return only after a failure: WP_USAGE if there is no such program, else WP_IO.
 */
enum wp_status wp_external_command_run(const struct wp_context *context, struct wp_error *error);

/* Append the names of the installed programs weekplan-NAME, in order, separated by blanks. A name
 * that a command of this program has is left out. */
void wp_external_command_names(struct wp_buf *names, const struct wp_context *context);

/* Return WP_UNAVAILABLE if weekplan-mail is not installed. */
enum wp_status wp_external_command_check_mail(const struct wp_context *context,
                                              struct wp_error *error);

#endif
