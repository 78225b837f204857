/*
 * How a run of the program ends.
 */
#ifndef CMD_FINISH_H
#define CMD_FINISH_H

#include "cmd/context.h"

/* Prints what the command has left in the context, then its error, frees the context, and
 * returns the program's exit code. */
int wp_context_finish(struct wp_context *context, enum wp_status status,
                      const struct wp_error *error);

#endif
