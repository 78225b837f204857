/*
 * Why a range of paths, such as "4-8", names no items.
 */
#ifndef CMD_RANGE_PROBLEM_H
#define CMD_RANGE_PROBLEM_H

#include "cmd/context.h"
#include <weekplan/item.h>

/* Append what is wrong with the range and, in brackets, what to write: "8-4 is backwards (write
 * 4-8)". `ref` is a range (plan/find_ref.h) that names no items of the week, or that is given where
 * one item is needed. */
void wp_range_problem_put(struct wp_buf *buf, const struct wp_context *context,
                          const struct wp_week *week, struct wp_str ref);

#endif
