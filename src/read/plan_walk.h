/*
 * Going through the documents of a plan, one after the other, from either end.
 *
 *     struct wp_plan_walk here = {.document = {end, 0}, .start = WP_NO_DAY};
 *     status = wp_plan_walk_back(plan, &here, NULL, &built, &problems);
 *     ... built.week, which is the caller's ...
 */
#ifndef READ_PLAN_WALK_H
#define READ_PLAN_WALK_H

#include "read/week.h"
#include "yaml/stream.h"

struct wp_plan {
    struct wp_stream source;
    bool bare; /* its weeks come without the fields of their items */
};

/* A document that has been passed, and the week it sets. */
struct wp_plan_walk {
    struct wp_document_range document;
    wp_day start; /* WP_NO_DAY in an empty document */
    struct wp_span start_span;
};

/* Goes to the document that ends where `here` begins, and builds its week; only
 * its `week:` where that is outside of `wanted` (see wp_week_build). */
enum wp_status wp_plan_walk_back(struct wp_plan *plan, struct wp_plan_walk *here,
                                 const struct wp_window *wanted, struct wp_built_week *built,
                                 struct wp_problems *problems);

/* Builds the document that begins at `here`, whose length it finds out. Reports
 * warnings too. */
enum wp_status wp_plan_walk_forward(struct wp_plan *plan, struct wp_plan_walk *here,
                                    struct wp_built_week *built, struct wp_problems *problems);

/* Whether two weeks ascend and do not overlap; an empty document is in order. */
bool wp_plan_walk_in_order(wp_day earlier, wp_day later);

/* Reports that they do not, where the later document sets its week; of that document
 * only the offset has to be known. */
enum wp_status wp_plan_walk_report_order(struct wp_plan *plan, const struct wp_plan_walk *later,
                                         wp_day before, struct wp_problems *problems);

/* Warns that the week of `walk` is not in line with the one of `before`; see
 * wp_week_is_in_line. WP_IO, WP_NO_MEMORY: then that is reported. */
enum wp_status wp_walk_warn_of_stray(struct wp_plan *plan, const struct wp_plan_walk *walk,
                                     wp_day before, struct wp_problems *problems);

/* Adds an error that has no place, and returns its status. */
enum wp_status wp_plan_walk_fail(struct wp_problems *problems, const struct wp_error *error);
enum wp_status wp_plan_walk_fail_memory(struct wp_problems *problems);

#endif
