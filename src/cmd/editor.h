/*
 * The editor of the user: VISUAL, EDITOR or vi.
 */
#ifndef CMD_EDITOR_H
#define CMD_EDITOR_H

#include <stdint.h>

#include <weekplan/error.h>

/*
 * Run the editor on the file and wait until it ends. If `line` is above 0, and the editor is one of
 * those whose option for it is known, open the file at this line. Return WP_CONFIG if the terminal
 * is dumb and neither VISUAL nor EDITOR is set. Return WP_IO if the editor cannot be run or fails.
 */
enum wp_status wp_editor_run(const char *path, uint64_t line, struct wp_error *error);

/* How an editor is told the line at which it opens a file. */
enum wp_editor_line {
    WP_EDITOR_NO_LINE,      /* it is not known how this editor is told the line */
    WP_EDITOR_PLUS_LINE,    /* arguments "+LINE FILE" */
    WP_EDITOR_FILE_AND_LINE /* arguments "-g FILE:LINE" */
};

/* Return how the editor is told the line. `editor` is a command line: its first word is the name or
 * the path of the editor. */
enum wp_editor_line wp_editor_line_option(const char *editor);

#endif
