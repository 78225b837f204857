/*
 * A change of the plan while the plan is locked: the plan as it was read, the edit, and what
 * happens to the undo log.
 */
#ifndef CMD_LOCKED_PLAN_H
#define CMD_LOCKED_PLAN_H

#include "cmd/context.h"
#include "os/input_file.h"
#include <weekplan/edit.h>
#include <weekplan/plan.h>
#include <weekplan/save.h>

/* What a change does to the undo log. */
enum wp_change_kind {
    WP_CHANGE_EDIT, /* append an undo step to the log */
    WP_CHANGE_UNDO, /* move the position in the log one step back */
    WP_CHANGE_REDO  /* move the position in the log one step forward */
};

/* A locked plan, and its change. Initialize it with zeros and `context`. */
struct wp_locked_plan {
    struct wp_context *context; /* borrowed */
    struct wp_save *save;       /* owned; holds the lock of the plan; NULL with --dry-run */
    struct wp_input_file file;  /* owned; the plan file, only with --dry-run */
    struct wp_input input;      /* the plan file before the change */
    bool is_new;                /* whether there is no plan file before the change */
    struct wp_plan *plan;       /* owned */
    struct wp_found
        found; /* the selected week; found.week is owned, NULL if the week is not in the plan */
    struct wp_week new_week; /* the selected week, empty, if it is not in the plan */
    struct wp_edit edit;     /* the change to save */
    bool edited;             /* whether `edit` has a patch to save */
    enum wp_change_kind kind;
    bool removes_file; /* whether an undo removes the plan file instead of patching it */
    size_t position;   /* for an undo or redo: the new position in the undo log */
};

/* Lock the plan and open it. If the file does not exist, the plan is empty. With --dry-run take no
 * lock, and create no directory. Return WP_INVALID if git left a conflict anywhere in the file,
 * unless the command repairs plans. Call wp_locked_plan_end also after a failure. */
enum wp_status wp_locked_plan_begin(struct wp_locked_plan *change, struct wp_error *error);

/* Find the selected week. Fill `found`, or `new_week` if the week is not in the plan. */
enum wp_status wp_locked_plan_find_week(struct wp_locked_plan *change, struct wp_error *error);

/* Return the absolute path of the plan file without symbolic links, or NULL if it cannot be
 * determined. Free the path with free(3). */
char *wp_locked_plan_real_path(const struct wp_locked_plan *change);

/* Append the edit as a unified diff to context->diff, for --dry-run. */
enum wp_status wp_locked_plan_put_diff(struct wp_locked_plan *change, struct wp_error *error);

/* Unlock the plan and free the memory of the struct. */
void wp_locked_plan_end(struct wp_locked_plan *change);

#endif
