/*
 * The values that a merged week has and none of its versions, such as a count to which both have
 * added: write them into the composed document.
 */
#ifndef MERGE_MISSING_VALUES_H
#define MERGE_MISSING_VALUES_H

#include "merge/merged_week.h"

/* Append `text`, the composed document, to `out`, after an edit that writes the values that it
 * lacks. Return WP_BUG if the document cannot be read, or has other items than the merged week. */
enum wp_status wp_missing_values_write(struct wp_buf *out, struct wp_str text,
                                       const struct wp_merged_week *merged, enum wp_reading reading,
                                       struct wp_error *error);

#endif
