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
 * done twice. With --dry-run print what would be done.
 *
 * WP_MISSING  there is no plan, or it is not in a work tree of git
 * WP_UNAVAILABLE   git is not installed
 * WP_IO       git fails, or .gitattributes cannot be read or written
 * and the other statuses of wp_replace_file
 */
enum wp_status wp_merge_driver_install(struct wp_context *context, struct wp_error *error);

/* Remove what wp_merge_driver_install has written. Return as wp_merge_driver_install does. */
enum wp_status wp_merge_driver_uninstall(struct wp_context *context, struct wp_error *error);

#endif
