/*
 * The sender and the recipients of the letter, from the command line and the configuration.
 */
#ifndef CMD_RECIPIENTS_H
#define CMD_RECIPIENTS_H

#include "base/arena.h"
#include "cmd/context.h"

struct wp_recipients {
    struct wp_str from;
    struct wp_list to; /* recipients, no address twice; at least one, unless --print is given */
};

/* Find the addresses. They are borrowed from the command line and the configuration, or are in
 * the arena. Return WP_USAGE for an address that is not valid, and if there is no sender or no
 * recipient. With --print, which sends nothing, neither is needed. */
enum wp_status wp_recipients_find(struct wp_recipients *recipients,
                                  const struct wp_context *context, struct wp_arena *arena,
                                  struct wp_error *error);

/* Return the status and the error of wp_recipients_find without the addresses. */
enum wp_status wp_recipients_check(const struct wp_context *context, struct wp_error *error);

#endif
