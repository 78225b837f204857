/*
 * A change of the plan while its lock is held: the plan as it was read, the edit, and how the
 * undo log changes.
 */
#ifndef CMD_TRANSACTION_H
#define CMD_TRANSACTION_H

#include "cmd/context.h"
#include <weekplan/edit.h>
#include <weekplan/plan.h>
#include <weekplan/save.h>

/* How a change relates to the undo log. */
enum wp_change_kind {
    WP_CHANGE_EDIT, /* adds a step */
    WP_CHANGE_UNDO, /* takes a step back */
    WP_CHANGE_REDO  /* makes a step again */
};

/* Begin with a zeroed struct and its context. */
struct wp_transaction {
    struct wp_context *context; /* borrowed */
    struct wp_save *save;       /* owned; holds the lock of the plan */
    struct wp_input input;      /* the plan file */
    struct wp_plan *plan;       /* owned */
    struct wp_found found;      /* the selected week; its week is owned, NULL if absent */
    struct wp_week new_week;    /* the selected week without any value, if it is absent */
    struct wp_edit edit;        /* the change */
    bool edited;                /* `edit` has a patch to save */
    enum wp_change_kind kind;
    bool removes_file; /* of an undo: remove the file instead of patching it */
    size_t position;   /* of an undo or redo: the new position in the undo log */
};

/* Lock the plan and open it. Without a file the plan is empty. End the transaction after a
 * failure, too. */
enum wp_status wp_transaction_begin(struct wp_transaction *change, struct wp_error *error);

/* Find the selected week: fill `found`, or `new_week` if the week is absent. */
enum wp_status wp_transaction_find_week(struct wp_transaction *change, struct wp_error *error);

/* Unlock the plan and free the transaction. */
void wp_transaction_end(struct wp_transaction *change);

#endif
