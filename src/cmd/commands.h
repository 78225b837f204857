/*
 * The table of all commands.
 */
#ifndef CMD_COMMANDS_H
#define CMD_COMMANDS_H

#include "cmd/command.h"

/* All commands. NULL ends the table. */
extern const struct wp_command *const wp_commands[];

#endif
