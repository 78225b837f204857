/*
 * Undo or redo an undo step: make the patch from one side of the step to the other.
 *
 *     status = wp_undo_apply(&step, WP_UNDO_BEFORE, &input, arena, &result, &error);
 *     if (status == WP_OK && result.state == WP_UNDO_POSSIBLE)
 *         ... apply result.patch ...
 */
#ifndef EDIT_UNDO_APPLY_H
#define EDIT_UNDO_APPLY_H

#include "edit/undo_step.h"

enum wp_undo_state {
    WP_UNDO_POSSIBLE, /* the file has all runs as they are on the side from which the patch leads */
    WP_UNDO_NEEDLESS, /* the file already has all runs as they are on the wanted side */
    WP_UNDO_CHANGED   /* a run is as on neither side, because another program has changed it */
};

/* What is in the way of a step. */
enum wp_undo_obstacle {
    WP_UNDO_WEEK,  /* the week, or more cannot be told */
    WP_UNDO_GONE,  /* a line of the step is not in the week */
    WP_UNDO_TWICE, /* the lines of the step are in the week more than once */
    WP_UNDO_BESIDE /* the lines of the step are not together any more, or the week would not be
                      valid */
};

struct wp_undo_result {
    enum wp_undo_state state;
    enum wp_undo_obstacle obstacle; /* if WP_UNDO_CHANGED */
    struct wp_str
        line; /* without blanks around it: the line of the obstacle, unless WP_UNDO_WEEK */
    struct wp_patch patch; /* patch to the wanted side, if WP_UNDO_POSSIBLE; in the arena */
    /* first day of the last week of the step; of the first changed week, if WP_UNDO_CHANGED;
     * WP_NO_DAY for the list for later */
    wp_day week;
    /* first days of the weeks in which more than blank lines differ, if WP_UNDO_POSSIBLE, with
     * WP_NO_DAY for the list for later; in the arena */
    wp_day *weeks;
    size_t week_count; /* number of `weeks`; at least 1 if WP_UNDO_POSSIBLE */
};

/*
 * Find the runs of `step` in the file, and make the patch to the wanted side of the step.
 *
 * WP_INVALID  a week that is read while searching is not valid, or the step contradicts itself
 * WP_IO       the file cannot be read
 */
enum wp_status wp_undo_apply(const struct wp_undo_step *step, enum wp_undo_side wanted,
                             const struct wp_input *input, struct wp_arena *arena,
                             struct wp_undo_result *result, struct wp_error *error);

#endif
