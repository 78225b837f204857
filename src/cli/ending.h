/*
 * How a run of the program ends.
 */
#ifndef CLI_ENDING_H
#define CLI_ENDING_H

#include "cli/app.h"

/* Prints what the command has left in the app, then its error, frees the app, and
 * returns the program's exit code. */
int wp_app_end(struct wp_app *app, enum wp_status status, const struct wp_error *error);

#endif
