/*
 * An undo step: the bytes that one command changed in the plan file, before and after the change.
 *
 * A step is a list of runs. A run is a sequence of adjacent documents that the command changed,
 * mostly the document of one week. A run is found by the first day of its week, so the week may
 * move in the file. A hash of the run shows whether another program has changed it since. Other
 * weeks may be changed freely.
 *
 *     status = wp_undo_step_make(&step, arena, &input, &patch, &error);
 *
 * edit/undo_apply undoes a step, edit/undo_log stores it.
 */
#ifndef EDIT_UNDO_STEP_H
#define EDIT_UNDO_STEP_H

#include "base/arena.h"
#include <weekplan/patch.h>
#include <weekplan/plan.h>

/* Sides of a step: the plan file before the command, and after it. */
enum wp_undo_side { WP_UNDO_BEFORE, WP_UNDO_AFTER, WP_UNDO_SIDES };

/* Stands for the first day of the list for later, which has none. It is no day of a week. */
#define WP_UNDO_LATER ((wp_day)-4000000)

/* The documents of a run (adjacent documents that one step changed) before the step, or after it.
 * None if the step added or removed all of them. */
struct wp_undo_documents {
    /* First day of the first week of the run; WP_UNDO_LATER if it has only the list for later;
     * WP_NO_DAY if it has neither. */
    wp_day week;
    uint64_t week_offset; /* offset of the document of the week `week` in the run, in bytes */
    uint64_t length;      /* length of the run, in bytes */
    uint64_t hash;        /* hash of the bytes of the run; see base/hash.h */
    /*
     * Bytes of the run that differ from the other side. If possible, they are extended to whole
     * lines, with the few lines above and below that make them unique in the run on both sides. So
     * they can be found after other lines of the run have changed. Only extended bytes may begin or
     * end with the same byte on both sides.
     */
    struct wp_str differing;
};

/* A run: adjacent documents that a step changed. A document that has only comments is in one run
 * with the week, or the list for later, beside it. */
struct wp_undo_run {
    uint64_t same; /* offset of the differing bytes in the run, in bytes; the same on both sides */
    struct wp_undo_documents side[WP_UNDO_SIDES];
};

struct wp_undo_step {
    struct wp_str what; /* description of the command for messages; may contain bytes of the plan */
    wp_day day;         /* day on which the command ran */
    bool creates;       /* whether the command created the file */
    struct wp_undo_run *runs; /* the runs in the order of the file */
    size_t count;
};

/*
 * Set the runs of `step` to the documents that `patch` changes in the file. The arena owns the
 * runs.
 *
 * WP_INVALID  the documents are too large, or no week is beside them
 * WP_IO       the file cannot be read
 */
enum wp_status wp_undo_step_make(struct wp_undo_step *step, struct wp_arena *arena,
                                 const struct wp_input *input, const struct wp_patch *patch,
                                 struct wp_error *error);

/* Whether the two sides of a run differ in more than blanks and line breaks. For example, the start
 * of a new week may only add a line break to the end of the week before it. */
bool wp_undo_run_differs_in_text(const struct wp_undo_run *run);

/* Return the first day of the week of a run; WP_NO_DAY for the list for later. */
wp_day wp_undo_run_week(const struct wp_undo_run *run);

/* Return how often `lines`, which are whole lines, are in `bytes`, and set *place to the offset of
 * the last occurrence. */
size_t wp_undo_run_count(struct wp_str bytes, struct wp_str lines, size_t *place);

/*
 * Read the bytes of a run into the arena.
 *
 * WP_INVALID  the run is too large
 * WP_IO       the file cannot be read
 */
enum wp_status wp_undo_run_read(struct wp_arena *arena, const struct wp_input *input,
                                uint64_t offset, uint64_t length, struct wp_str *bytes,
                                struct wp_error *error);

#endif
