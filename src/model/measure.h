/*
 * `progress:` as it is written: P% or HAVE/OF [unit].
 */
#ifndef MODEL_MEASURE_H
#define MODEL_MEASURE_H

#include <weekplan/plan.h>

enum wp_measure_result {
    WP_MEASURE_VALID,
    WP_MEASURE_MALFORMED,
    WP_MEASURE_OVER_100,
    WP_MEASURE_OF_ZERO
};

/* Takes the text apart; fills have and of, and points `unit` into the text
 * ("%" for a percentage). */
enum wp_measure_result wp_measure_parse(struct wp_str text, struct wp_measure *measure,
                                        struct wp_str *unit);

/* As it is written: 60%, 2/3 talks. */
void wp_measure_format(struct wp_buf *buf, const struct wp_measure *measure);

#endif
