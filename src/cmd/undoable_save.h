/*
 * Saving a change together with its undo step. The undo log of the plan is a file of the
 * state directory. It is only used while the lock of the plan is held.
 */
#ifndef CMD_UNDOABLE_SAVE_H
#define CMD_UNDOABLE_SAVE_H

#include "cmd/transaction.h"
#include "edit/undo_log.h"
#include "os/state_file.h"

/* The undo log of the plan that is changed. */
struct wp_undoable_save {
    struct wp_state_file file;
    char *plan; /* owned; the path of the plan without links */
    struct wp_buf bytes;
    struct wp_undo_log log; /* borrows from `bytes` */
};

/*
 * Open the undo log of the plan that is changed. With `make` the log may be written, and is
 * created if absent. Without `make` it is WP_MISSING if absent. A log of another version of
 * weekplan is renamed, with a remark in context->err, and is absent then. Close `undo` after
 * an error, too.
 */
enum wp_status wp_undoable_save_open(struct wp_undoable_save *undo, struct wp_transaction *change,
                                     bool make, struct wp_error *error);

/* Close the log and free its memory. */
void wp_undoable_save_close(struct wp_undoable_save *undo);

/*
 * Save the change, which has a patch. An edit is appended to the undo log as a step; after
 * an undo or a redo, the position is appended (see transaction.h). If the log cannot be written,
 * the change is saved all the same, and a remark in context->err says so.
 */
enum wp_status wp_undoable_save_commit(struct wp_transaction *change, struct wp_error *error);

#endif
