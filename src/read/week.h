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

/* Gets a week, borrowed until it returns; whatever it returns but WP_OK ends the
 * reading. The week's spans are in bytes of the stretch, which is its text; its
 * offset is that of its document. */
typedef enum wp_status wp_each_week(void *context, const struct wp_built_week *built);

/*
 * Builds the weeks of a stretch of the file at `offset`, which begins where a
 * document does and ends where one ends, the oldest first: all documents with one
 * parser, all weeks in the same memory, which takes the least time. That is for
 * what nobody expects anything to be wrong with. WP_INVALID says no more than
 * that one of the documents might be refused if it was read alone; for what else
 * is returned (WP_OK, WP_NO_MEMORY, what `each` returned) they are what wp_week_build
 * finds.
 */
enum wp_status wp_week_build_stretch(struct wp_str bytes, uint64_t offset, wp_each_week *each,
                                     void *context);

#endif
