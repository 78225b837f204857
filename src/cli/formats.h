/*
 * The formats that --format chooses from. Which of them a command has, the table
 * of commands says.
 */
#ifndef CLI_FORMATS_H
#define CLI_FORMATS_H

#include "cli/app.h"

enum wp_format_id { WP_AS_TEXT, WP_AS_MARKDOWN, WP_AS_CSV, WP_AS_JSON, WP_AS_HTML, WP_AS_COUNT };

/* As --format names it; "markdown". */
const char *wp_format_name(enum wp_format_id format);

/* What --format says; text without it. WP_USAGE when the command does not have
 * such a format. */
enum wp_status wp_choose_format(const struct wp_app *app, enum wp_format_id *format,
                                struct wp_error *error);

#endif
