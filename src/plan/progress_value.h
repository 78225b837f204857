/*
 * `progress:` as it is written: P% or HAVE/OF [unit].
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

/* Takes the text apart; fills have and of, and points `unit` into the text
 * ("%" for a percentage). */
enum wp_progress_value_result
wp_progress_value_parse(struct wp_str text, struct wp_progress_value *measure, struct wp_str *unit);

/* As it is written: 60%, 2/3 talks. */
void wp_progress_value_format(struct wp_buf *buf, const struct wp_progress_value *measure);

#endif
