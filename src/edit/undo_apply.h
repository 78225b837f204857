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
    /* in the file, all runs of the step (see undo_step.h) are as on the side that is not wanted */
    WP_UNDO_POSSIBLE,
    WP_UNDO_NEEDLESS, /* in the file, all runs of the step are already as on the wanted side */
    /* in the file, a run is as on neither side, because another program has changed it */
    WP_UNDO_CHANGED
};

/* Why a step cannot be undone or redone. */
enum wp_undo_obstacle {
    /* the week of a run has changed, is absent or is not valid; no single line can be named */
    WP_UNDO_WEEK,
    WP_UNDO_GONE,  /* a line of the step is not in the week */
    WP_UNDO_TWICE, /* the lines of the step are in the week more than once */
    /* other lines are between the lines of the step, or the week would not be valid after the
     * change */
    WP_UNDO_BESIDE
};

struct wp_undo_result {
    enum wp_undo_state state;
    /* why the step is not possible, if `state` is WP_UNDO_CHANGED */
    enum wp_undo_obstacle obstacle;
    /* line that the obstacle is about, without blanks at both ends; not for WP_UNDO_WEEK */
    struct wp_str line;
    struct wp_patch patch; /* patch to the wanted side, if WP_UNDO_POSSIBLE; in the arena */
    /* first day of the last week of the step; if WP_UNDO_CHANGED, of the first week that another
     * program has changed; WP_NO_DAY for the list for later */
    wp_day week;
    /* if WP_UNDO_POSSIBLE, first days of the weeks that the patch changes in more than blank lines,
     * with WP_NO_DAY for the list for later; in the arena */
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
