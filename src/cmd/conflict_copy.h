/*
 * Conflict copies: files beside the plan that programs make which synchronize a folder, if two
 * machines have changed the plan.
 */
#ifndef CMD_CONFLICT_COPY_H
#define CMD_CONFLICT_COPY_H

#include "cmd/context.h"

/* Whether a program would give a conflict copy of the file `plan` the name `name`. `host` is the
 * name of this machine. Both files are in one directory. */
bool wp_conflict_copy_is_name(const char *plan, const char *name, const char *host);

/* Print a note for each conflict copy beside the plan that is newer than the plan, with the command
 * that joins it into the plan. Print nothing if the directory of the plan cannot be read. */
void wp_conflict_copy_put_notes(struct wp_context *context);

#endif
