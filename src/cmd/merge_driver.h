/*
 * The merge driver of git (gitattributes(5), "Defining a custom merge driver"): a line of
 * .gitattributes that names the driver for the plan, and two settings of the repository that define
 * it.
 */
#ifndef CMD_MERGE_DRIVER_H
#define CMD_MERGE_DRIVER_H

#include "cmd/context.h"

/*
 * Let git merge the plan with weekplan: add a line to .gitattributes at the top of the work tree,
 * and define the driver in the configuration of the repository. Print what was done; nothing is
 * done twice. With --dry-run print what would be done. Set *added to whether the line was added, so
 * that .gitattributes has to be committed.
 *
 * WP_MISSING        there is no plan, or it is not in a work tree of git
 * WP_UNAVAILABLE    git is not installed
 * WP_CANNOT_CREATE  .gitattributes is not a regular file
 * WP_IO             git fails, or .gitattributes cannot be read or written
 * and the other statuses of wp_replace_file
 */
enum wp_status wp_merge_driver_install(struct wp_context *context, bool *added,
                                       struct wp_error *error);

/* Append the command line that git runs to merge a plan: the value of the setting
 * `merge.weekplan.driver`. Return WP_IO if the path of this program cannot be determined. */
enum wp_status wp_merge_driver_command(struct wp_buf *command, const struct wp_context *context,
                                       struct wp_error *error);

/* Remove what wp_merge_driver_install has written. Return as wp_merge_driver_install does. */
enum wp_status wp_merge_driver_uninstall(struct wp_context *context, struct wp_error *error);

#endif
