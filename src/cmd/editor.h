/*
 * The editor of the user: VISUAL, EDITOR or vi.
 */
#ifndef CMD_EDITOR_H
#define CMD_EDITOR_H

#include <weekplan/error.h>

/* Run the editor on the file and wait until it ends. Return WP_CONFIG if the terminal is dumb and
 * neither VISUAL nor EDITOR is set. Return WP_IO if the editor cannot be run or fails. */
enum wp_status wp_editor_run(const char *path, struct wp_error *error);

#endif
