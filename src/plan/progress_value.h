/*
 * The value of `progress:`, P% or HAVE/OF [UNIT], to and from text.
 */
#ifndef PLAN_PROGRESS_VALUE_H
#define PLAN_PROGRESS_VALUE_H

#include <weekplan/item.h>

enum wp_progress_value_result {
    WP_PROGRESS_VALUE_VALID,
    WP_PROGRESS_VALUE_MALFORMED,
    WP_PROGRESS_VALUE_OVER_100,
    WP_PROGRESS_VALUE_OF_ZERO
};

/* Parse `text` into `have` and `of` of `value`. Point `unit` into the text; it is "%" for a
 * percentage. `value->unit` and `value->given` are unchanged. */
enum wp_progress_value_result
wp_progress_value_parse(struct wp_str text, struct wp_progress_value *value, struct wp_str *unit);

/* Append the value as a plan has it: "60%", "2/3 talks". */
void wp_progress_value_format(struct wp_buf *buf, const struct wp_progress_value *value);

#endif
