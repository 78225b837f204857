/*
 * From the events of a document to a week.
 */
#ifndef READ_WEEK_H
#define READ_WEEK_H

#include <weekplan/plan.h>

struct wp_built_week {
    struct wp_week *week;      /* owned by the caller; NULL if absent or not wanted */
    wp_day start;              /* its first day; WP_NO_DAY in an empty document */
    struct wp_span start_span; /* the value of `week:` */
};

/*
 * Build the week of the document `bytes`, which is copied. If its first day is outside
 * `wanted`, stop there and report nothing. NULL is allowed for `wanted`: all weeks are
 * wanted. WP_INVALID if a problem was added to the list.
 */
enum wp_status wp_week_build(struct wp_str bytes, uint64_t offset, uint64_t first_line,
                             const struct wp_window *wanted, struct wp_built_week *built,
                             struct wp_problems *problems);

#endif
