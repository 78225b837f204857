/*
 * How a command changes the plan: lock the plan, read it, call the function of the command that
 * makes the edit, save, unlock. If another program has saved the file meanwhile, all steps are
 * repeated.
 */
#ifndef CMD_RUN_CHANGE_H
#define CMD_RUN_CHANGE_H

#include "cmd/locked_plan.h"

/*
 * The function of a command that makes its edit.
 *
 * The function sets change->edit and change->edited, or sets neither if nothing has to change. It
 * appends the result for the user to context->out. It is called again, with the plan locked anew,
 * if another program has saved the file meanwhile.
 */
typedef enum wp_status wp_change_intent(struct wp_locked_plan *change, void *data,
                                        struct wp_error *error);

/* What must exist when a command starts. */
enum wp_change_needs {
    WP_CHANGE_NEEDS_WEEK, /* the plan has the selected week */
    WP_CHANGE_NEEDS_PLAN, /* the plan file exists; the week may be absent */
    WP_CHANGE_NEEDS_NONE  /* nothing: the command creates the plan and the week */
};

/* Find the selected week, call `intent`, and save the edit. If the edit is not saved,
 * context->out is emptied. Return WP_MISSING if what `needs` names does not exist. */
enum wp_status wp_run_change(struct wp_context *context, wp_change_intent *intent, void *data,
                             enum wp_change_needs needs, struct wp_error *error);

/* As wp_run_change, but without finding a week. If `starts` is false, return WP_MISSING if there
 * is neither the plan file nor its directory. */
enum wp_status wp_run_change_of_file(struct wp_context *context, wp_change_intent *intent,
                                     void *data, bool starts, struct wp_error *error);

#endif
