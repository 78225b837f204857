/*
 * Compose the document of a merged week, in one reading, from the texts of its versions.
 *
 * The texts of the versions are cut at items and keys (see item_text.h). A key whose text only one
 * version changed has the text of this version, and so have its comments. A value that no version
 * has is written by an edit at the end.
 */
#ifndef MERGE_COMPOSE_WEEK_H
#define MERGE_COMPOSE_WEEK_H

#include "merge/merged_week.h"
#include <weekplan/buf.h>

/*
 * Append the document of the merged week to `out`. A version that lacks the week is NULL. Return
 * WP_BUG if the document cannot be composed. The caller compares the document with the merged week.
 */
enum wp_status wp_compose_week(struct wp_buf *out, const struct wp_merged_week *merged,
                               const struct wp_week *const versions[WP_VERSIONS],
                               enum wp_reading reading, struct wp_error *error);

#endif
