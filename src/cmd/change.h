/*
 * Running a command that changes the plan: lock and read the plan, let the command make its
 * edit, save, unlock. All of it is repeated when another program has saved the file
 * meanwhile.
 */
#ifndef CMD_CHANGE_H
#define CMD_CHANGE_H

#include "cmd/transaction.h"

/*
 * Make the edit of a command. Set change->edit and change->edited, or leave them if nothing
 * is to be changed. Append the result to context->out. The function is called again, with a
 * new transaction, when another program has saved the file meanwhile.
 */
typedef enum wp_status wp_change_intent(struct wp_transaction *change, void *data,
                                        struct wp_error *error);

/* What has to exist before a command. */
enum wp_change_needs {
    WP_CHANGE_NEEDS_WEEK, /* the selected week */
    WP_CHANGE_NEEDS_PLAN, /* the plan file */
    WP_CHANGE_NEEDS_NONE  /* the command can start the plan and the week */
};

/* Find the selected week, call `intent` and save. The result in context->out is dropped
 * unless the change is on the disk. WP_MISSING if what the command needs is absent. */
enum wp_status wp_change_plan(struct wp_context *context, wp_change_intent *intent, void *data,
                              enum wp_change_needs needs, struct wp_error *error);

/* As wp_change_plan, but do not find a week. The file may be absent if its directory exists,
 * or if the command `starts` a plan; otherwise WP_MISSING. */
enum wp_status wp_change_file(struct wp_context *context, wp_change_intent *intent, void *data,
                              bool starts, struct wp_error *error);

#endif
