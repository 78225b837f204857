/*
 * Other programs.
 */
#ifndef SYS_SPAWN_H
#define SYS_SPAWN_H

#include <stdbool.h>

/*
 * Replaces this program by `name` (no slash in it), looked for in the
 * NULL-terminated list of directories `first` and then along PATH, with
 * WEEKPLAN_FILE set to `plan` unless that is NULL. argv is argv[0] and on, as
 * the new program gets it. Returns only when there is no such program (false)
 * or it cannot be run (false, with errno set to something else than ENOENT).
 */
bool wp_spawn_replace(const char *name, const char *const *first, char *const *argv,
                      const char *plan);

/*
 * Runs the program at the path argv[0] and waits for its end. It has our
 * terminal: what interrupts it there does not interrupt us. It does not ignore
 * the signals that wp_output_prepare has us ignore.
 *
 * The exit code, 128 and the signal's number where a signal has ended it, as for
 * a shell; -1, with errno, when it cannot be run.
 */
int wp_spawn_wait(char *const *argv);

#endif
