/*
 * The context of one run of the program: the command line, the environment, the
 * configuration, and what is to be printed.
 *
 * A command appends its results to `out` and its remarks to `err`. wp_context_finish prints
 * both, whether the command succeeds or fails, and then the error. A command that has
 * printed its error itself leaves the message of the error empty.
 */
#ifndef CMD_CONTEXT_H
#define CMD_CONTEXT_H

#include "cmd/arguments.h"
#include <weekplan/buf.h>
#include <weekplan/calendar.h>
#include <weekplan/config.h>
#include <weekplan/error.h>
#include <weekplan/item.h>
#include <weekplan/text_style.h>
#include <weekplan/version.h>

struct wp_context {
    const char *program; /* argv[0] */
    struct wp_arguments arguments;
    /* `help` if --help or --version was given; NULL for an unknown name, which may be that
     * of a program (see external.h). */
    const struct wp_command *command;
    const char *plan_path;      /* "-" is standard input; NULL if the command needs no plan */
    struct wp_buf default_path; /* owns plan_path if neither option nor environment named it */
    struct wp_config config;
    struct wp_buf config_path; /* empty if the configuration was not read */
    wp_day today;
    struct wp_window window; /* the selected week: that of --week, by default this week */
    bool window_given;       /* whether --week was given */
    unsigned width;          /* of standard output, in columns */
    bool color;              /* on standard output */
    unsigned width_errors;   /* of standard error, in columns */
    bool color_errors;       /* on standard error */
    bool wraps_errors;       /* messages are broken at width_errors */
    bool ascii;              /* draw with ASCII alone */
    struct wp_buf subject;   /* names of the changed items, for the undo log */
    struct wp_buf out;       /* for standard output */
    struct wp_buf err;       /* for standard error; printed before `out` */
};

/* Fill the context from the command line, the environment and the configuration, each of
 * which takes precedence over the next. `commands` is a table that NULL ends.
 *
 * Return WP_USAGE; WP_CONFIG if the configuration is not valid or there is no home directory
 * for the plan; or WP_IO if there is no clock. After a failure the members for printing an
 * error are set: width, colours, ascii. Free the context also after a failure. */
enum wp_status wp_context_init(struct wp_context *context, const struct wp_command *const *commands,
                               int argc, char *const *argv, struct wp_error *error);
void wp_context_free(struct wp_context *context);

/* Return the value of an environment variable, or NULL if it is absent or empty. */
const char *wp_context_getenv(const char *name);

/* Append bytes to `out` for scripts. If standard output is a terminal, escape them. */
void wp_context_put_bytes(struct wp_context *context, struct wp_str lines);

/* Return the style of text on standard output, and on standard error. */
struct wp_text_style wp_context_text_style(const struct wp_context *context);
struct wp_text_style wp_context_error_style(const struct wp_context *context);

/* An option whose value is a week. */
struct wp_window_option {
    const char *name;  /* "--week" */
    const char *value; /* as it was given */
    const char *takes; /* its possible values in words, for a message */
};

/* Parse the value of the option. Return WP_USAGE if it names no week, or one outside the
 * years 0001 to 9999. */
enum wp_status wp_context_read_window(const struct wp_context *context,
                                      const struct wp_window_option *option,
                                      struct wp_window *window, struct wp_error *error);

/* Append the path of the plan if neither an option nor the environment names one: that of
 * the configuration, or else weekplan/plan.yaml in XDG_DATA_HOME. Return WP_CONFIG if there
 * is no home directory. */
enum wp_status wp_context_default_plan(const struct wp_context *context, struct wp_buf *path,
                                       struct wp_error *error);

/* Return the path of the plan for messages; "<stdin>" for standard input. */
const char *wp_context_plan_name(const struct wp_context *context);

/* Return the file that the line of an error is in: the plan or the configuration. Return
 * NULL if the error has no line. */
const char *wp_context_error_file(const struct wp_context *context, const struct wp_error *error);

/* Append a command line with the same plan and week as this one, and `item` as its argument:
 * "weekplan reopen -w last 1.2". `item` may be NULL. */
void wp_context_name_command(struct wp_buf *buf, const struct wp_context *context,
                             const char *command, const struct wp_item *item);

/* Append a command line with the same plan as this one, for the week that begins on
 * `start`. `item` may be NULL. */
void wp_context_name_command_in(struct wp_buf *buf, const struct wp_context *context,
                                const char *command, wp_day start, const struct wp_item *item);

/* Append the command line that adds a goal to the selected week. Append nothing if the plan
 * is standard input. */
void wp_context_name_add(struct wp_buf *buf, const struct wp_context *context);

/* Append " -f FILE" if --file was given. */
void wp_context_name_file(struct wp_buf *buf, const struct wp_context *context);

/* Append the days of the week that begins on `start`: "the week of Sun 4 – Sat 10 August
 * 2019". */
void wp_context_name_week(struct wp_buf *buf, const struct wp_context *context, wp_day start);

/* Append a note to `err`: whole lines that tell the user more, and are no error. This is the
 * only function that writes notes. */
void wp_context_put_note(struct wp_context *context, struct wp_str lines);

/* Append a note of one sentence to `err`, after "weekplan: ", wrapped to the terminal. Free
 * `text`. */
void wp_context_remark(struct wp_context *context, struct wp_buf *text);

/* Append an error or a warning to `err`, so that a note can follow it. `file` is the file of
 * the line of the error, or NULL. */
void wp_context_put_problem(struct wp_context *context, const char *file,
                            const struct wp_error *error);

/* Fill `error` with the message in `text` and return `status`. Free `text`. */
enum wp_status wp_context_fail(struct wp_error *error, enum wp_status status, struct wp_buf *text);

/* Fill `error` with the message in `text` and return WP_USAGE. Free `text`. */
enum wp_status wp_context_refuse(struct wp_buf *text, struct wp_error *error);

#endif
