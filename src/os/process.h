/*
 * Other programs.
 */
#ifndef OS_PROCESS_H
#define OS_PROCESS_H

#include <stdbool.h>

#include <weekplan/buf.h>
#include <weekplan/error.h>

/*
 * Replaces this program by `name` (no slash in it), looked for in the
 * NULL-terminated list of directories `first` and then along PATH, with
 * WEEKPLAN_FILE set to `plan` unless that is NULL. argv is argv[0] and on, as
 * the new program gets it. Returns only when there is no such program (false)
 * or it cannot be run (false, with errno set to something else than ENOENT).
 */
bool wp_process_exec(const char *name, const char *const *first, char *const *argv,
                     const char *plan);

/* The path of the program that wp_process_exec would become; the caller's to
 * free. NULL when there is none, or none that may be run. */
char *wp_process_find(const char *name, const char *const *first);

/*
 * Runs the program at the path argv[0] and waits for its end. It has our
 * terminal: what interrupts it there does not interrupt us. It does not ignore
 * the signals that wp_output_prepare has us ignore.
 *
 * The exit code, 128 and the signal's number where a signal has ended it, as for
 * a shell; -1, with errno, when it cannot be run.
 */
int wp_process_wait(char *const *argv);

/* What is kept of what a program prints. */
enum { WP_SPAWN_OUTPUT_MAX = 1 << 20 };

/* A program that is run, and what it leaves. */
struct wp_process {
    const char *name;         /* a path, or looked for in `first` and then along PATH */
    const char *const *first; /* directories, NULL-terminated */
    char *const *argv;
    struct wp_str input; /* its standard input, which it need not read */
    bool whole;          /* nothing of its output may be lost: wait until it is closed */
    struct wp_buf out;   /* what it printed, of which a mebibyte is kept; the caller's */
    struct wp_buf err;
    bool cut;      /* whether it printed more than what is kept in `out` */
    bool started;  /* whether it ever ran */
    bool ended;    /* whether exit_code is known, even where what it printed is not */
    int exit_code; /* 128 and the signal's number for a death by signal, as a shell has it */
};

/*
 * Runs a program to its end, with no shell in between. What it reads and writes
 * are files without a name: so it may exit without reading, or leave a child
 * behind that keeps its output open, and nothing waits for the other. A file may
 * find no room, which many programs do not notice: with `whole` the output is read
 * from a pipe.
 *
 * WP_OK       it was run; exit_code says how it ended
 * WP_MISSING  there is no such program
 * WP_IO       it cannot be run, or waited for, or what it printed cannot be read
 * WP_NO_MEMORY
 */
enum wp_status wp_process_run(struct wp_process *spawn, struct wp_error *error);

#endif
