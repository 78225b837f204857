/*
 * The configuration file, and what it says about the plan.
 */
#ifndef CMD_SETTINGS_H
#define CMD_SETTINGS_H

#include "cmd/context.h"

/* Reads the configuration into the context; it is as wp_config_default has it where
 * there is no such file. WP_CONFIG when there is one that cannot be read, or is
 * not valid. */
enum wp_status wp_settings_read(struct wp_context *context, struct wp_error *error);

/* Makes `path` the plan that the configuration names: `~/` is the home directory,
 * and a relative path is relative to the directory of the configuration. False
 * when it names none. */
bool wp_settings_plan(const struct wp_context *context, struct wp_buf *path);

#endif
