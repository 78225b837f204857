/*
 * Parse and format the value of `progress:`, which is P% or HAVE/OF [UNIT].
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

/* Parse `text`. Set value->have and value->of, and set *unit to a part of `text`: "%" for a
 * percentage. The other members of `value` are unchanged. */
enum wp_progress_value_result
wp_progress_value_parse(struct wp_str text, struct wp_progress_value *value, struct wp_str *unit);

/* Append the value in the syntax of the plan: "60%", "2/3 talks". */
void wp_progress_value_format(struct wp_buf *buf, const struct wp_progress_value *value);

#endif
