/*
 * From the events of a document to a week.
 */
#ifndef READ_BUILD_H
#define READ_BUILD_H

#include <weekplan/load.h>

struct wp_built {
    struct wp_week *week;      /* NULL when there is none, or not the one wanted */
    wp_day start;              /* what `week:` says; WP_NO_DAY in an empty document */
    struct wp_span start_span; /* where it says so */
};

/*
 * Builds the week of the document `bytes`, which is copied. With `wanted` (may
 * be NULL) the work ends as soon as `week:` turns out to be outside of it;
 * then nothing is said about the rest of the document.
 *
 * WP_INVALID when a problem was added to the list, WP_NO_MEMORY.
 */
enum wp_status wp_build(struct wp_str bytes, uint64_t offset, uint64_t first_line,
                        const struct wp_window *wanted, struct wp_built *built,
                        struct wp_problems *problems);

#endif
