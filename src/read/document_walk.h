/*
 * From document to document of a plan: one step of wp_plan_each_week, and what is reported
 * on the way.
 */
#ifndef READ_DOCUMENT_WALK_H
#define READ_DOCUMENT_WALK_H

#include "read/week.h"
#include "yaml/document_finder.h"
#include "yaml/document_text.h"

struct wp_plan {
    struct wp_stream stream;
};

/* Return whether the walk has passed all documents. */
bool wp_plan_walk_at_end(const struct wp_plan *plan, const struct wp_plan_walk *walk);

/* Step to the next document and build its week; only its `week:` if that is outside `wanted`
 * (see wp_week_build). The walk must not be at its end. */
enum wp_status wp_plan_walk_step(struct wp_plan *plan, struct wp_plan_walk *walk,
                                 const struct wp_window *wanted, struct wp_built_week *built,
                                 struct wp_problems *problems);

/* Return whether two weeks ascend and do not overlap. Either day may be WP_NO_DAY: a document
 * without a week is always in order. */
bool wp_plan_walk_in_order(wp_day earlier, wp_day later);

/* Report an error at the key `week:` of `later`: its week is not after the week that begins
 * on `earlier`. Return WP_INVALID, or WP_IO. */
enum wp_status wp_plan_walk_report_order(struct wp_plan *plan, const struct wp_plan_document *later,
                                         wp_day earlier, struct wp_problems *problems);

/* Warn at `week:` of `place` that it is not in line with the week of `earlier` (see
 * wp_week_is_in_line). Return WP_OK, or WP_IO. */
enum wp_status wp_plan_walk_warn_of_stray(struct wp_plan *plan,
                                          const struct wp_plan_document *place, wp_day earlier,
                                          struct wp_problems *problems);

/* Add an error that has no place. Return its status. */
enum wp_status wp_plan_walk_fail(struct wp_problems *problems, const struct wp_error *error);

#endif
