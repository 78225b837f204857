/*
 * Build a struct wp_week from the bytes of one YAML document.
 */
#ifndef READ_WEEK_H
#define READ_WEEK_H

#include <weekplan/plan.h>

/* The result of wp_week_build. */
struct wp_built_week {
    /* owned by the caller; NULL if the document is empty, or its week is not wanted */
    struct wp_week *week;
    wp_day start;              /* first day of the week; WP_NO_DAY if the document is no week */
    bool later;                /* whether the document is the list for later */
    struct wp_span start_span; /* span of the value of `week:`, or of the key `later` */
};

/*
 * Build the week of the document `bytes`; the bytes are copied. The document begins at the byte
 * `offset` of the file, in the line `first_line`. If the first day of the week is outside `wanted`,
 * stop after `week:`, report no problem, and return WP_OK. Do the same for the list for later,
 * which has no day: stop at `later:`. NULL is allowed for `wanted`: build any week. Return
 * WP_INVALID if an error was added to `problems`.
 */
enum wp_status wp_week_build(struct wp_str bytes, uint64_t offset, uint64_t first_line,
                             const struct wp_window *wanted, struct wp_built_week *built,
                             struct wp_problems *problems);

#endif
