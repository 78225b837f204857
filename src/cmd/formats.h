/*
 * The formats of --format. Each command lists its own in `formats` of struct wp_command.
 */
#ifndef CMD_FORMATS_H
#define CMD_FORMATS_H

#include "cmd/context.h"

enum wp_format_id { WP_AS_TEXT, WP_AS_MARKDOWN, WP_AS_CSV, WP_AS_JSON, WP_AS_HTML, WP_AS_COUNT };

/* Return the name of a format as --format takes it: "markdown". */
const char *wp_formats_name(enum wp_format_id format);

/* Set *format to the value of --format, or to WP_AS_TEXT without the option. Return WP_USAGE
 * if the command does not have the format. */
enum wp_status wp_formats_choose(const struct wp_context *context, enum wp_format_id *format,
                                 struct wp_error *error);

#endif
