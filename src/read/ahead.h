/*
 * Reading ahead what a history is likely to need, stretch by stretch and forward,
 * several stretches at once where that is worth it. It is for a plan in which nothing
 * is wrong, and says nothing of one in which something is: whoever reads that from
 * its end finds out what there is to say.
 */
#ifndef READ_AHEAD_H
#define READ_AHEAD_H

#include "read/history_rows.h"
#include "read/plan_walk.h"

struct wp_ahead {
    uint64_t begin;                /* of the documents that were read: all from there on */
    struct wp_plan_walk oldest;    /* the first of them that sets a week; of its document
                                    * only the offset is known */
    struct wp_history_rows ledger; /* owned by the caller: the weeks up to options->until, the
                                    * newest first */
};

/* Reads the last documents of the plan, as many as options->weeks and options->lead
 * ask for. False where that cannot be done, for whatever reason; then there is
 * nothing to free. */
bool wp_ahead_read(struct wp_ahead *ahead, const struct wp_input *input,
                   const struct wp_history_options *options);

#endif
