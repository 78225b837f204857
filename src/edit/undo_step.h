/*
 * An undo step: what one command did to the plan file, to undo it and to redo it.
 *
 * A step is a list of runs. A run is the consecutive documents that the command changed,
 * mostly the document of one week, as they were before and after it. A run is found by the
 * first day of its week, wherever the week is in the file by then, and recognised by a hash
 * of its bytes. So changes of other weeks do not matter, and a change of these ones by
 * another program is noticed.
 *
 *     status = wp_undo_step_make(&step, arena, &input, &patch, &error);
 *
 * See undo_apply.h for undoing a step and undo_log.h for keeping it.
 */
#ifndef EDIT_UNDO_STEP_H
#define EDIT_UNDO_STEP_H

#include "base/arena.h"
#include <weekplan/patch.h>
#include <weekplan/plan.h>

/* The plan file before a step, and after it. */
enum wp_undo_side { WP_UNDO_BEFORE, WP_UNDO_AFTER, WP_UNDO_SIDES };

/* The documents of a run on one side of the step. There are none if the step added or
 * removed all of them. */
struct wp_undo_documents {
    wp_day week;             /* first day of their first week; WP_NO_DAY if they have none */
    uint64_t week_offset;    /* of the document of that week in the run, in bytes */
    uint64_t length;         /* of the run, in bytes */
    uint64_t hash;           /* of the bytes of the run; see base/hash.h */
    struct wp_str differing; /* the bytes that the other side does not have */
};

/* Consecutive documents that a step changed. Comments without a week are in one run with
 * a week beside them. */
struct wp_undo_run {
    uint64_t same; /* how many bytes before `differing` are the same on both sides */
    struct wp_undo_documents side[WP_UNDO_SIDES];
};

struct wp_undo_step {
    struct wp_str what;       /* the command, for people; may hold bytes of the plan */
    wp_day day;               /* when the command was given */
    bool creates;             /* whether the command created the file */
    struct wp_undo_run *runs; /* in the order of the file */
    size_t count;
};

/*
 * Set the runs of `step` to the documents that `patch` changes in the file. The runs are
 * in the arena.
 *
 * WP_INVALID  the documents are too large, or there is no week to find them by
 * WP_IO       the file cannot be read
 */
enum wp_status wp_undo_step_make(struct wp_undo_step *step, struct wp_arena *arena,
                                 const struct wp_input *input, const struct wp_patch *patch,
                                 struct wp_error *error);

/* Read the bytes of a run into the arena. WP_INVALID if the run is too large, WP_IO. */
enum wp_status wp_undo_run_read(struct wp_arena *arena, const struct wp_input *input,
                                uint64_t offset, uint64_t length, struct wp_str *bytes,
                                struct wp_error *error);

#endif
