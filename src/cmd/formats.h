/*
 * The values of --format. `formats` of struct wp_command has those of a command.
 */
#ifndef CMD_FORMATS_H
#define CMD_FORMATS_H

#include "cmd/context.h"

enum wp_format_id { WP_AS_TEXT, WP_AS_MARKDOWN, WP_AS_CSV, WP_AS_JSON, WP_AS_HTML, WP_AS_COUNT };

/* Return the name of a format as a value of --format: "markdown". */
const char *wp_formats_name(enum wp_format_id format);

/* Set *format to the value of --format; with --json to WP_AS_JSON; or to WP_AS_TEXT if neither is
 * given. Return WP_USAGE if the command does not have the format, or if the two options differ. */
enum wp_status wp_formats_choose(const struct wp_context *context, enum wp_format_id *format,
                                 struct wp_error *error);

/* Whether the output is JSON: with --json, or --format json. */
bool wp_formats_json(const struct wp_context *context);

#endif
