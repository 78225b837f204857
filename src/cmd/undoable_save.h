/*
 * The journal of a plan: its steps, kept in the state directory. All of this
 * happens while the plan's lock is held.
 */
#ifndef CMD_UNDOABLE_SAVE_H
#define CMD_UNDOABLE_SAVE_H

#include "cmd/transaction.h"
#include "edit/undo_log.h"
#include "os/state_file.h"

struct wp_undoable_save {
    struct wp_state_file file;
    char *plan; /* owned: whose journal it is */
    struct wp_buf log;
    struct wp_undo_log steps; /* borrows from `log` */
};

/*
 * Opens the journal of the plan that is being changed. With `make` one is begun
 * where there is none; else that is WP_MISSING. An error says why nothing can be
 * written down.
 */
enum wp_status wp_undoable_save_open(struct wp_undoable_save *journal, const struct wp_save *save,
                                     bool make, struct wp_error *error);

/* Fine on one whose opening failed. */
void wp_undoable_save_close(struct wp_undoable_save *journal);

/*
 * Saves the change, which has an edit, and writes it down as a step; for a
 * change that takes one back or makes it again (see change.h), how many steps
 * stand then. When that cannot be done the change is made all the same, and a
 * remark in context->err says so.
 */
enum wp_status wp_undoable_save_commit(struct wp_transaction *change, struct wp_error *error);

#endif
