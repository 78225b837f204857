/*
 * The weeks of an import as a plan of their own.
 */
#ifndef CMD_IMPORTED_PLAN_H
#define CMD_IMPORTED_PLAN_H

#include "cmd/imported_files.h"

/*
 * Append the plan that the weeks of all files make, oldest week first. Weeks of several files that
 * are the same week are merged, as the plan and a copy of it are; a note names each value that was
 * not taken.
 *
 * WP_INVALID  a week would exceed a limit of the format
 */
enum wp_status wp_imported_plan_write(struct wp_buf *plan, struct wp_context *context,
                                      const struct wp_imported_files *files,
                                      struct wp_error *error);

#endif
