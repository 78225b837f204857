/*
 * Writing to descriptors that somebody else has opened.
 */
#ifndef OS_OUTPUT_H
#define OS_OUTPUT_H

#include <weekplan/str.h>

/*
 * Makes failing to write an error instead of a death or a mishap: SIGPIPE and
 * SIGXFSZ are ignored (which a program started afterwards would inherit), and
 * where a standard descriptor is closed its number is taken, so that no file
 * opened later is written to by mistake. Writing to it still fails.
 */
void wp_output_prepare(void);

/* Write "weekplan: out of memory" to standard error and exit with WP_NO_MEMORY. The handler
 * of the programs, see <weekplan/memory.h>: temporary files stay for the next run to
 * sweep. */
void wp_output_out_of_memory(void);

/* Writes all of `text`, waiting where the descriptor would not. False, with
 * errno set, when that fails. */
bool wp_output_write(int fd, struct wp_str text);

#endif
