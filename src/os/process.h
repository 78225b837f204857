/*
 * Run other programs: instead of this program, in its terminal, or with captured output.
 */
#ifndef OS_PROCESS_H
#define OS_PROCESS_H

#include <stdbool.h>

#include <weekplan/buf.h>
#include <weekplan/error.h>

/*
 * Replace this program by the program `name`, as execvp(3) does. `name` has no slash. Search the
 * directories of the NULL-terminated list `first`, then those of PATH. `argv` is the whole argument
 * vector. Set the environment variable WEEKPLAN_FILE to `plan`, unless `plan` is NULL. Return only
 * after a failure: false, with errno set; ENOENT if there is no program `name`.
 */
bool wp_process_exec(const char *name, const char *const *first, char *const *argv,
                     const char *plan);

/* Return the path of the program that wp_process_exec would run, or NULL if there is none. `name`
 * may also be a path. Free the path with free(3). */
char *wp_process_find(const char *name, const char *const *first);

/*
 * Run the program at the path argv[0] in the terminal of this program, and wait for its end. While
 * waiting, ignore SIGINT and SIGQUIT from the terminal. In the other program these signals and the
 * signals that wp_write_output_prepare ignores have their default action.
 *
 * Return the exit code of the program. If a signal ended it, return 128 plus the number of the
 * signal, as a shell does. Return -1, with errno set, if the program cannot be run.
 */
int wp_process_wait(char *const *argv);

/*
 * Run the program at the path argv[0] in the terminal of this program, as wp_process_wait does,
 * with `input` as its standard input. The program may end without reading the input. SIGPIPE must
 * be ignored (wp_write_output_prepare).
 */
int wp_process_feed(char *const *argv, struct wp_str input);

/* The largest size of the captured output of a program if no other limit is given, in bytes. */
enum { WP_PROCESS_OUTPUT_MAX = 1 << 20 };

/* A program to run, and its results. */
struct wp_process {
    const char *name;         /* a path, or a name to search in `first` and PATH */
    const char *const *first; /* NULL-terminated list of directories to search before PATH */
    char *const *argv;        /* the whole argument vector */
    char *const *environment; /* environment of the program; NULL for that of this program */
    struct wp_str input;      /* standard input of the program */
    /* whether to read standard output from a pipe, until the pipe is closed */
    bool whole;
    size_t limit; /* largest size of the output, in bytes; 0 for WP_PROCESS_OUTPUT_MAX */
    /* longest time in seconds, after which the program is ended; 0 for no limit; not with `whole`
     */
    unsigned seconds;
    struct wp_buf out; /* standard output of the program; free the buffer with wp_buf_free */
    struct wp_buf err; /* standard error of the program; free the buffer with wp_buf_free */
    bool cut;          /* whether the standard output was larger than its limit, and is cut off */
    bool late;         /* whether the program was ended because its time was over */
    bool started;      /* whether the program was started */
    bool ended;        /* whether exit_code is known; the output may be incomplete after an error */
    int exit_code;     /* exit code, or 128 plus the number of the signal that ended the program */
};

/*
 * Run a program without a shell, and wait for its end. Its standard input, output and error are
 * temporary files. So the program may exit without reading its input, and a background process that
 * it starts may keep the output open. But if the disk is full, output can be lost without an error.
 * With `whole`, standard output is a pipe instead, and is read to its end.
 *
 * WP_OK       the program was run; see exit_code
 * WP_MISSING  the program does not exist
 * WP_IO       the program cannot be run or waited for, or its output cannot be read
 */
enum wp_status wp_process_run(struct wp_process *process, struct wp_error *error);

#endif
