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

#endif
