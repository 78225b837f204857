/*
 * Go from document to document of a plan, in one direction: one step of wp_plan_each_week, and the
 * messages about weeks that are out of order.
 */
#ifndef READ_WALK_DOCUMENTS_H
#define READ_WALK_DOCUMENTS_H

#include "read/week.h"
#include "yaml/document_finder.h"
#include "yaml/document_text.h"

struct wp_plan {
    struct wp_stream stream;
};

/* Return whether the walk has read all documents. */
bool wp_plan_walk_at_end(const struct wp_plan *plan, const struct wp_plan_walk *walk);

/* Go to the next document and build its week. If its `week:` is outside `wanted`, do not build the
 * week (see wp_week_build). The walk must not be at its end. */
enum wp_status wp_plan_walk_step(struct wp_plan *plan, struct wp_plan_walk *walk,
                                 const struct wp_window *wanted, struct wp_built_week *built,
                                 struct wp_problems *problems);

/* Return whether `later` is at least seven days after `earlier`. Also true if one of these days
 * is WP_NO_DAY, for a document without a week. */
bool wp_plan_walk_in_order(wp_day earlier, wp_day later);

/* Report that the week of the document `later` is out of order: it is not after the week that
 * begins on `earlier`. The error is at the value of `week:`. Return WP_INVALID, or WP_IO. */
enum wp_status wp_plan_walk_report_order(struct wp_plan *plan, const struct wp_plan_document *later,
                                         wp_day earlier, struct wp_problems *problems);

/* Report that another document is above `list`, the list for later. The error is at `later:`.
 * Return WP_INVALID, or WP_IO. */
enum wp_status wp_plan_walk_report_later(struct wp_plan *plan, const struct wp_plan_document *list,
                                         struct wp_problems *problems);

/* Warn that the week of the document `where` is not in line with the week above it, which begins on
 * `earlier` (see wp_week_is_in_line). The warning is at the value of `week:`. Return WP_OK, or
 * WP_IO. */
enum wp_status wp_plan_walk_warn_of_stray(struct wp_plan *plan,
                                          const struct wp_plan_document *where, wp_day earlier,
                                          struct wp_problems *problems);

/* Whether the first document that is not empty is the list for later. Defined in read/later.c. */
bool wp_plan_begins_with_later(struct wp_plan *plan);

/* Add to `problems` an error that has no position in the file. Return the status of the error. */
enum wp_status wp_plan_walk_fail(struct wp_problems *problems, const struct wp_error *error);

#endif
