/*
 * The pager of the user: WEEKPLAN_PAGER, PAGER or less.
 */
#ifndef CMD_PAGER_H
#define CMD_PAGER_H

#include "cmd/context.h"

/* Show context->out in the pager, and wait until the pager ends. Return false, and show nothing, if
 * the output is not for a pager: the command has none and shows no diff, standard output is no
 * terminal or the terminal is dumb, the output fits on the screen, or there is no pager. */
bool wp_pager_show(const struct wp_context *context);

#endif
