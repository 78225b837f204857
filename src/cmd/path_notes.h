/*
 * Notes on items whose paths a change of other items has changed: "paths have changed: 4 to 6 are
 * now 3 to 5".
 */
#ifndef CMD_PATH_NOTES_H
#define CMD_PATH_NOTES_H

#include "cmd/context.h"

/* A change that moves or removes items. */
struct wp_path_change {
    const struct wp_week *before;
    const struct wp_week *after;
    /* Items of `before` that are removed, or that have a new place. */
    const struct wp_item *const *gone;
    size_t gone_count;
    /* Items of `after` that have a new place. */
    const struct wp_item *const *arrived;
    size_t arrived_count;
    /* Whether the goals may have any new order. Then they are paired by their ids and titles. */
    bool reordered;
    bool names_week; /* whether the note names the week */
};

/* Print as a note which of the other items have new paths. Print nothing if none has. An item below
 * such an item is named only if its number among its siblings is new too. */
void wp_path_notes(struct wp_context *context, const struct wp_path_change *change);

#endif
