/*
 * Write to file descriptors, and prepare the process so that a failed write is an error, not a
 * signal.
 */
#ifndef OS_WRITE_OUTPUT_H
#define OS_WRITE_OUTPUT_H

#include <weekplan/str.h>

/*
 * Ignore SIGPIPE and SIGXFSZ, so that write(2) returns an error instead of ending the program.
 * Child processes inherit the ignored signals, except those of wp_process_wait and wp_process_run.
 * Open closed standard descriptors, so that no file that is opened later is descriptor 0, 1 or 2.
 * Reading from or writing to these descriptors still fails.
 */
void wp_write_output_prepare(void);

/* Write "weekplan: out of memory" to standard error, and exit with WP_NO_MEMORY. This function is
 * the out-of-memory handler of the programs (see <weekplan/memory.h>). It does not remove temporary
 * files: the next process that writes removes them. */
void wp_write_output_out_of_memory(void);

/* Write all of `bytes`. Wait with poll(2) if a non-blocking descriptor is not ready. Return false,
 * with errno set, if writing fails. */
bool wp_write_output(int fd, struct wp_str bytes);

#endif
