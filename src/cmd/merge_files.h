/*
 * Merging three files as the merge driver of git does (gitattributes(5), "Defining a custom merge
 * driver").
 */
#ifndef CMD_MERGE_FILES_H
#define CMD_MERGE_FILES_H

#include "cmd/context.h"

/*
 * Merge the three files of the command line, BASE, OURS and THEIRS, and write the result to OURS.
 * If a version is not a valid plan, or the result would not be the intended plan, merge the lines
 * with `git merge-file` instead.
 *
 * WP_CONFLICT  OURS has conflicts, or is merged by git merge-file
 * WP_USAGE     --marker-size is not valid
 * WP_MISSING   one of the files does not exist
 * WP_IO        a file cannot be read or written; OURS is unchanged
 */
enum wp_status wp_merge_files(struct wp_context *context, struct wp_error *error);

#endif
