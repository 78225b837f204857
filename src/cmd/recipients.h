/*
 * Whom the letter is for and from, by the command line and the configuration.
 */
#ifndef CMD_RECIPIENTS_H
#define CMD_RECIPIENTS_H

#include "base/arena.h"
#include "cmd/context.h"

struct wp_recipients {
    struct wp_str from;
    struct wp_list to; /* each address once; one at least */
};

/*
 * Finds the addresses; the arena owns what the command line and the
 * configuration do not. WP_USAGE for an address that is none, and where there is
 * nobody to write to, or nobody who writes.
 */
enum wp_status wp_recipients_find(struct wp_recipients *mailing, const struct wp_context *context,
                                  struct wp_arena *arena, struct wp_error *error);

/* The same, when only whether there is an error is wanted. */
enum wp_status wp_recipients_check(const struct wp_context *context, struct wp_error *error);

#endif
