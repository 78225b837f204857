/*
 * The end of a run of the program: printing the output and the error, and the exit code.
 */
#ifndef CMD_FINISH_H
#define CMD_FINISH_H

#include "cmd/context.h"

/* Print context->err, context->out and then the error. Free the context. Return the exit code of
 * the program. */
int wp_context_finish(struct wp_context *context, enum wp_status status,
                      const struct wp_error *error);

#endif
