/*
 * Writing to file descriptors, and making that safe for the whole program.
 */
#ifndef OS_OUTPUT_H
#define OS_OUTPUT_H

#include <weekplan/str.h>

/*
 * Ignore SIGPIPE and SIGXFSZ, so that a write fails instead of ending the program. A program
 * that is started afterwards inherits that. Open a closed standard descriptor so that writing
 * to it (for standard input: reading from it) fails: no file that is opened later gets its
 * number.
 */
void wp_output_prepare(void);

/* Write "weekplan: out of memory" to standard error and exit with WP_NO_MEMORY. The handler
 * of the programs, see <weekplan/memory.h>: temporary files stay for the next run to
 * sweep. */
void wp_output_out_of_memory(void);

/* Write all of `bytes`. Wait if the descriptor is non-blocking. Return false, with errno set,
 * if that fails. */
bool wp_output_write(int fd, struct wp_str bytes);

#endif
