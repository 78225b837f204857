/*
 * Running other programs.
 */
#ifndef OS_PROCESS_H
#define OS_PROCESS_H

#include <stdbool.h>

#include <weekplan/buf.h>
#include <weekplan/error.h>

/*
 * Replace this program by the program `name`, which has no slash. It is looked up in the
 * directories of the NULL-terminated list `first`, then in PATH. `argv` is its whole argument
 * vector. The environment variable WEEKPLAN_FILE is set to `plan`, unless that is NULL.
 * Return only if that fails: false, with errno set; ENOENT if there is no program of that
 * name.
 */
bool wp_process_exec(const char *name, const char *const *first, char *const *argv,
                     const char *plan);

/* Return the path of the program that wp_process_exec would run. Free it with free(3). NULL if
 * there is none, or none that may be run. */
char *wp_process_find(const char *name, const char *const *first);

/*
 * Run the program at the path argv[0] in our terminal, and wait for its end. Signals of the
 * terminal do not end this program meanwhile. The other program does not ignore the signals
 * that wp_output_prepare ignores.
 *
 * Return its exit code; 128 plus the number of the signal that ended it, as a shell does; or
 * -1, with errno set, if it cannot be run.
 */
int wp_process_wait(char *const *argv);

/* How much of the output of a program is kept, in bytes. */
enum { WP_PROCESS_OUTPUT_MAX = 1 << 20 };

/* A program to run, and its results. */
struct wp_process {
    const char *name;         /* a path, or a name to look up in `first` and PATH */
    const char *const *first; /* NULL-terminated list of directories */
    char *const *argv;        /* the whole argument vector */
    struct wp_str input;      /* its standard input; it need not read it */
    bool whole;               /* read all output until it is closed, through a pipe */
    struct wp_buf out;        /* its standard output; free it with wp_buf_free */
    struct wp_buf err;        /* its error output; free it with wp_buf_free */
    bool cut;                 /* it printed more than WP_PROCESS_OUTPUT_MAX; only with `whole` */
    bool started;             /* it was started */
    bool ended;               /* exit_code is known, perhaps without its output */
    int exit_code;            /* 128 plus the signal if a signal ended it, as a shell has it */
};

/*
 * Run a program without a shell, and wait for its end. Its input and output are temporary
 * files. So it may exit without reading its input, and a child that it leaves may keep its
 * output open. But a full disk may lose output without an error of the program; with `whole`,
 * the output is read through a pipe instead.
 *
 * WP_OK       it was run; see exit_code
 * WP_MISSING  there is no such program
 * WP_IO       it cannot be run or waited for, or its output cannot be read
 */
enum wp_status wp_process_run(struct wp_process *process, struct wp_error *error);

#endif
