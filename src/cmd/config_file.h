/*
 * The configuration file, weekplan/config.yaml in XDG_CONFIG_HOME (~/.config by default).
 */
#ifndef CMD_CONFIG_FILE_H
#define CMD_CONFIG_FILE_H

#include <weekplan/buf.h>
#include <weekplan/config.h>
#include <weekplan/error.h>

/* Read the configuration file into `config`. If the file does not exist, leave `config`
 * unchanged. Append the path of the file to `path`, unless there is no home directory. Return
 * WP_CONFIG if the file cannot be read or is not valid. */
enum wp_status wp_config_file_read(struct wp_config *config, struct wp_buf *path,
                                   struct wp_error *error);

/* Append the path of the plan from `file:` of the configuration. `~/` stands for the home
 * directory. A relative path is relative to the directory of the configuration file. Return
 * false, and append nothing, if there is no `file:`. */
bool wp_config_file_plan(const struct wp_config *config, struct wp_str config_path,
                         struct wp_buf *path);

#endif
