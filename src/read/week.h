/*
 * From the events of a document to a week, or of several to their weeks.
 */
#ifndef READ_WEEK_H
#define READ_WEEK_H

#include <weekplan/plan.h>

struct wp_built_week {
    struct wp_week *week;      /* NULL when there is none, or not the one wanted */
    wp_day start;              /* what `week:` says; WP_NO_DAY in an empty document */
    struct wp_span start_span; /* where it says so */
};

/*
 * Builds the week of the document `bytes`, which is copied. With `wanted` (may
 * be NULL) the work ends as soon as `week:` turns out to be outside of it;
 * then nothing is said about the rest of the document. `bare`: the items come
 * without their fields, which only an edit needs.
 *
 * WP_INVALID when a problem was added to the list, WP_NO_MEMORY.
 */
enum wp_status wp_week_build(struct wp_str bytes, uint64_t offset, uint64_t first_line,
                             const struct wp_window *wanted, bool bare, struct wp_built_week *built,
                             struct wp_problems *problems);

#endif
