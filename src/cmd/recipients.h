/*
 * The sender and the recipients of the letter, by the command line and the configuration.
 */
#ifndef CMD_RECIPIENTS_H
#define CMD_RECIPIENTS_H

#include "base/arena.h"
#include "cmd/context.h"

struct wp_recipients {
    struct wp_str from;
    struct wp_list to; /* at least one address, each once */
};

/* Find the addresses. The arena owns those that the command line and the configuration do
 * not own. WP_USAGE for an address that is not valid, or if there is no sender or no
 * recipient. */
enum wp_status wp_recipients_find(struct wp_recipients *recipients,
                                  const struct wp_context *context, struct wp_arena *arena,
                                  struct wp_error *error);

/* Return the error of wp_recipients_find, for a caller that does not need the addresses. */
enum wp_status wp_recipients_check(const struct wp_context *context, struct wp_error *error);

#endif
