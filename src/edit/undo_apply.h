/*
 * Undoing and redoing an undo step: the patch from one side of the step to the other.
 *
 *     status = wp_undo_apply(&step, WP_UNDO_BEFORE, &input, arena, &result, &error);
 *     if (status == WP_OK && result.state == WP_UNDO_POSSIBLE)
 *         ... apply result.patch ...
 */
#ifndef EDIT_UNDO_APPLY_H
#define EDIT_UNDO_APPLY_H

#include "edit/undo_step.h"

enum wp_undo_state {
    WP_UNDO_POSSIBLE, /* all runs are as they are on the other side */
    WP_UNDO_NEEDLESS, /* all runs are as they are on the wanted side */
    WP_UNDO_CHANGED   /* neither: another program has changed a run */
};

struct wp_undo_result {
    enum wp_undo_state state;
    struct wp_patch patch; /* to the wanted side, if possible; in the arena */
    wp_day week;           /* first day of the last week of the step, or of one that was changed */
    wp_day *weeks;     /* weeks in which more than blank lines differ, if possible; in the arena */
    size_t week_count; /* at least 1 if possible */
};

/*
 * Find the runs of `step` in the file and make the patch to the wanted side of the step.
 *
 * WP_INVALID  a week on the way to the runs is not valid, or the step contradicts itself
 * WP_IO       the file cannot be read
 */
enum wp_status wp_undo_apply(const struct wp_undo_step *step, enum wp_undo_side wanted,
                             const struct wp_input *input, struct wp_arena *arena,
                             struct wp_undo_result *result, struct wp_error *error);

#endif
