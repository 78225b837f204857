/*
 * The formats that --format chooses from. Which of them a command has, the table
 * of commands says.
 */
#ifndef CMD_FORMATS_H
#define CMD_FORMATS_H

#include "cmd/context.h"

enum wp_format_id { WP_AS_TEXT, WP_AS_MARKDOWN, WP_AS_CSV, WP_AS_JSON, WP_AS_HTML, WP_AS_COUNT };

/* As --format names it; "markdown". */
const char *wp_formats_name(enum wp_format_id format);

/* What --format says; text without it. WP_USAGE when the command does not have
 * such a format. */
enum wp_status wp_formats_choose(const struct wp_context *context, enum wp_format_id *format,
                                 struct wp_error *error);

#endif
