/*
 * A step: what one command did to the file, so that it can be undone and done
 * again.
 *
 * What it touched are runs of whole documents, mostly one document: each is
 * known by its week and by a fingerprint of its bytes, on both sides of the
 * step. So a step is found wherever its weeks stand by then, and whatever has
 * become of others; and what somebody else has changed in them is noticed.
 *
 *     status = wp_undo_step_make(&step, arena, &input, &patch, &error);
 *     ... later ...
 *     status = wp_undo_step_apply(&step, WP_UNDO_BEFORE, &input, arena, &turn, &error);
 *     if (turn.state == WP_UNDO_POSSIBLE) ... apply turn.patch: it is undone
 */
#ifndef EDIT_UNDO_STEP_H
#define EDIT_UNDO_STEP_H

#include "base/arena.h"
#include <weekplan/patch.h>
#include <weekplan/plan.h>

/* The file before the step, and after it. */
enum wp_undo_side { WP_UNDO_BEFORE, WP_UNDO_AFTER, WP_UNDO_SIDES };

/* A run of documents as it is on one side of the step; empty where its weeks
 * are not in the file. */
struct wp_undo_run {
    uint64_t length; /* in bytes, like `at` */
    uint64_t hash;   /* see base/hash.h */
    wp_day start;    /* the first day of its first week; WP_NO_DAY where it has none */
    uint64_t at;     /* where that week's document begins in it */
};

/* Bytes that the step exchanged; `offset` is in the run as it was before. */
struct wp_undo_swap {
    uint64_t offset;
    struct wp_str text[WP_UNDO_SIDES];
};

struct wp_undo_touched {
    struct wp_undo_run run[WP_UNDO_SIDES];
    struct wp_undo_swap *swaps; /* ascending, without overlap */
    size_t count;
};

struct wp_undo_step {
    struct wp_str what; /* the command, for people: text of the plan may be in it */
    wp_day day;         /* on which it was given */
    bool creates;       /* there was no file before */
    struct wp_undo_touched *touched;
    size_t count;
};

/*
 * Fills in what `patch` will touch of the file. All is in the arena.
 *
 * WP_INVALID  the documents touched are too large, or hold no week to be found
 *             by: such a step cannot be undone
 * WP_IO, WP_NO_MEMORY
 */
enum wp_status wp_undo_step_make(struct wp_undo_step *step, struct wp_arena *arena,
                                 const struct wp_input *input, const struct wp_patch *patch,
                                 struct wp_error *error);

enum wp_undo_state {
    WP_UNDO_POSSIBLE, /* the file is on the other side */
    WP_UNDO_NEEDLESS, /* it is on the wanted side already */
    WP_UNDO_CHANGED   /* neither: something else has changed what the step touched */
};

struct wp_undo_apply {
    enum wp_undo_state state;
    struct wp_patch patch; /* when it is possible; in the arena */
    wp_day week;           /* the first day of a week touched, or of the one changed */
    wp_day *weeks;         /* of each week that becomes another one; in the arena */
    size_t week_count;
};

/*
 * Finds out how the file gets to the wanted side of the step.
 *
 * WP_INVALID  a week on the way to those touched is not valid; or the step, read
 *             from a damaged log, does not say what it did
 * WP_IO, WP_NO_MEMORY
 */
enum wp_status wp_undo_step_apply(const struct wp_undo_step *step, enum wp_undo_side wanted,
                                  const struct wp_input *input, struct wp_arena *arena,
                                  struct wp_undo_apply *turn, struct wp_error *error);

#endif
