/*
 * Notes on what a merge has decided.
 */
#ifndef CMD_MERGE_REMARKS_H
#define CMD_MERGE_REMARKS_H

#include "cmd/context.h"
#include <weekplan/merge.h>

/* Print a note for each value or place that was not taken, and for each item that is
 * kept although a version has deleted it. `names` are the names of the versions in the notes.
 * `versions` are the bytes of the versions, from which the values are. */
void wp_merge_remarks_put(struct wp_context *context, const struct wp_merge *merge,
                          const char *const names[WP_VERSIONS],
                          const struct wp_str versions[WP_VERSIONS]);

#endif
