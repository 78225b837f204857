/*
 * Saving a change together with its undo step. The undo log of a plan is a file in the state
 * directory. It is used only while the plan is locked.
 */
#ifndef CMD_UNDOABLE_SAVE_H
#define CMD_UNDOABLE_SAVE_H

#include "cmd/locked_plan.h"
#include "edit/undo_log.h"
#include "os/state_file.h"

/* The open undo log of a plan. */
struct wp_undoable_save {
    struct wp_state_file file;
    char *plan; /* owned; the path of the plan without links */
    struct wp_buf bytes;
    struct wp_undo_log log; /* borrows from `bytes` */
};

/*
 * Open the undo log of the plan. If `make` is true, open it for writing, and create it if it does
 * not exist. Otherwise return WP_MISSING if it does not exist. A log of another version of
 * weekplan is renamed, a note to the user says so, and the log counts as absent. Call
 * wp_undoable_save_close also after a failure.
 */
enum wp_status wp_undoable_save_open(struct wp_undoable_save *undo, struct wp_locked_plan *change,
                                     bool make, struct wp_error *error);

/* Close the log and free its memory. */
void wp_undoable_save_close(struct wp_undoable_save *undo);

/*
 * Save the change, which has a patch, and log it. An edit appends its undo step to the log. An
 * undo or a redo appends the new position (see locked_plan.h). If the log cannot be written, save
 * the change all the same, and print a note to the user.
 */
enum wp_status wp_undoable_save_commit(struct wp_locked_plan *change, struct wp_error *error);

#endif
