/*
 * A text from the arguments of a command or from standard input: of `note` and `review`.
 */
#ifndef CMD_TEXT_ARGUMENT_H
#define CMD_TEXT_ARGUMENT_H

#include "cmd/context.h"

/*
 * Append the text to `text`: the arguments from number `first` on, joined by blanks; if the
 * only one is "-", standard input with its CR LF and CR turned into LF. `name` is the name of
 * the text for messages.
 *
 * WP_USAGE  the text is not UTF-8, or an option is between its words
 * WP_IO     standard input cannot be read
 */
enum wp_status wp_text_argument_read(struct wp_buf *text, const struct wp_context *context,
                                     size_t first, const char *name, struct wp_error *error);

/* Fill `whole` with the new value of a key: `text`, or, with --append, the old value, `separator`
 * and `text`. Return the value without the line breaks at its end, as the format reads it (see
 * struct wp_item). The result is borrowed from `whole`. */
struct wp_str wp_text_argument_value(struct wp_buf *whole, const struct wp_context *context,
                                     struct wp_str old, struct wp_str text, const char *separator);

#endif
