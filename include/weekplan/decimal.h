/*
 * Plain decimal numbers, for `weight:` and `progress:`. No function depends on the locale.
 */
#ifndef WEEKPLAN_DECIMAL_H
#define WEEKPLAN_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include <weekplan/buf.h>
#include <weekplan/str.h>

/* A decimal number in millionths: 2.5 is 2500000. A number has at most twelve digits before the
 * point and six digits after the point. */
typedef uint64_t wp_decimal;

#define WP_DECIMAL_ONE ((wp_decimal)1000000)

/* The smallest number with too many digits: 10^12. */
#define WP_DECIMAL_END (1000000000000 * WP_DECIMAL_ONE)

/* Parse digits with at most one '.'. Return false for a sign, an exponent, a leading zero before
 * another digit ("07"), or too many digits. */
bool wp_decimal_parse(struct wp_str text, wp_decimal *value);

/* Append the shortest form: "2.5", "40", "0.125". */
void wp_decimal_format(struct wp_buf *buf, wp_decimal value);

#endif
