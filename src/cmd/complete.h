/*
 * Scripts with which a shell completes command lines: one renderer a shell. All
 * that they know they have from the tables of commands and options.
 */
#ifndef CMD_COMPLETE_H
#define CMD_COMPLETE_H

#include "cmd/command.h"
#include <weekplan/buf.h>

/* They append to `out`, whose `failed` says when memory was out. */
void wp_complete_bash(struct wp_buf *out, const struct wp_command *const *commands);
void wp_complete_zsh(struct wp_buf *out, const struct wp_command *const *commands);
void wp_complete_fish(struct wp_buf *out, const struct wp_command *const *commands);

/* Appends the names of all commands, with blanks between them. */
void wp_complete_commands(struct wp_buf *out, const struct wp_command *const *commands);

/* What is offered for an option of the command; NULL for nothing. */
const char *wp_complete_value(const struct wp_command *command, const struct wp_option *option);

/* Whether the offer (may be NULL) is this one. */
bool wp_complete_offers(const char *offer, const char *this_one);

#endif
