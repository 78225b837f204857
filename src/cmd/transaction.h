/*
 * A change of the plan while its lock is held: the plan as it was read, the edit, and how
 * the undo log changes.
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

/* A change of the plan, while the lock is held. */
struct wp_transaction {
    struct wp_context *context;
    struct wp_save *save;
    struct wp_input input;
    struct wp_plan *plan;
    struct wp_found found;  /* the selected week, where there is one */
    struct wp_week unbegun; /* else what is to be started: it says nothing */
    struct wp_edit edit;
    bool edited; /* there is a patch to save */
    enum wp_change_kind move;
    bool removes;    /* undo: the file goes, instead of being patched */
    size_t standing; /* undo and redo: how many steps stand afterwards */
};

#endif
