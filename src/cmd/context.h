/*
 * The context of one run of the program: the command line, the environment, the configuration,
 * and the output that is not printed yet.
 *
 * A command appends its result to `out`, and its notes to the user, called remarks, to `err`. At
 * the end wp_context_finish prints `err`, `out`, and then the error of the command. A command
 * that has printed its error itself empties error->message.
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
    /* `help` if --help or --version is given; NULL for an unknown command name, which may be the
     * name of a program (see external_command.h) */
    const struct wp_command *command;
    const char *plan_path;      /* "-" for standard input; NULL if the command needs no plan */
    struct wp_buf default_path; /* owns plan_path if neither --file nor WEEKPLAN_FILE is given */
    struct wp_config config;
    struct wp_buf config_path; /* path of the configuration file; empty if it was not read */
    wp_day today;
    struct wp_window window; /* seven days in which the selected week begins */
    bool window_given;       /* whether --week is given */
    bool later;              /* whether the list for later is selected (`-w later`), and no week */
    /* value of -w that selects the same week, for command lines in messages; NULL for the
     * current week */
    const char *week_name;
    unsigned width;        /* columns of standard output */
    bool color;            /* whether to use colours on standard output */
    bool wraps;            /* whether to wrap sentences at `width`: standard output is a terminal */
    unsigned width_errors; /* columns of standard error */
    bool color_errors;     /* whether to use colours on standard error */
    bool wraps_errors;     /* whether to wrap messages at width_errors */
    bool links;            /* whether links on standard output are clickable */
    bool ascii;            /* whether to draw bars and signs with ASCII characters only */
    bool quiet;            /* whether to print no notes, and no result of a change */
    bool json;             /* whether the result of a change is printed as JSON */
    bool dry_run;          /* whether to print a change as a diff, and to write nothing */
    struct wp_buf subject; /* names of the changed items, for the undo log */
    struct wp_buf out;     /* text for standard output */
    /* with --json: the changed weeks, and the items without a change (render/change_json.h) */
    struct wp_buf json_weeks;
    struct wp_buf json_unchanged;
    wp_day json_week;   /* first day of the last week in json_weeks; WP_NO_DAY for the list */
    bool changed;       /* whether the plan is changed, or would be without --dry-run */
    struct wp_buf diff; /* with --dry-run: the change, printed on standard output, not `out` */
    struct wp_buf err;  /* text for standard error; printed before `out` */
};

/* Fill the context. The command line takes precedence over the environment, and the environment
 * over the configuration. `commands` is the table of all commands, ended by NULL.
 *
 * Return WP_USAGE for a wrong command line, WP_CONFIG if the configuration is not valid or there
 * is no home directory for the plan, WP_IO if the clock cannot be read. After a failure the
 * members that printing an error needs are set: widths, colours, `ascii`. Call wp_context_free
 * also after a failure. */
enum wp_status wp_context_init(struct wp_context *context, const struct wp_command *const *commands,
                               int argc, char *const *argv, struct wp_error *error);
void wp_context_free(struct wp_context *context);

/* Read the configuration and find the path of the plan, for a command with WP_PLAN_LATE. Return as
 * wp_context_init does. */
enum wp_status wp_context_find_plan(struct wp_context *context, struct wp_error *error);

/* Return the value of an environment variable, or NULL if it is absent or empty. */
const char *wp_context_getenv(const char *name);

/* Empty the result and the notes of a change that is not made. */
void wp_context_clear_result(struct wp_context *context);

/* Append the bytes to `out`, a text for standard output, unchanged. If standard output is a
 * terminal, replace control characters first. */
void wp_context_put_bytes(struct wp_buf *out, struct wp_str lines);

/* Return how text on standard output is formatted. wp_context_error_style is for standard error.
 * With --dry-run the result of a change is on standard error. */
struct wp_text_style wp_context_text_style(const struct wp_context *context);
struct wp_text_style wp_context_error_style(const struct wp_context *context);

/* Fold the lines of `out` at the width of the terminal that they are printed on. No-op if they are
 * printed on none. Do not call this function for lines that are laid out in columns. */
void wp_context_fold_result(struct wp_context *context);

/* An option whose value selects a week. */
struct wp_window_option {
    const char *name;  /* "--week" */
    const char *value; /* value on the command line */
    const char *takes; /* possible values in words, for an error message */
};

/* Parse the value of an option that selects a week. Return WP_USAGE if the value is no week, or a
 * week outside the years 0001 to 9999. */
enum wp_status wp_context_read_window(const struct wp_context *context,
                                      const struct wp_window_option *option,
                                      struct wp_window *window, struct wp_error *error);

/* Select the week or the list that `value` names, the value of the option `option`. Select the
 * current week for NULL. Return as wp_context_read_window does. */
enum wp_status wp_context_select(struct wp_context *context, const char *option, const char *value,
                                 struct wp_error *error);

/* Append the default path of the plan: `file:` of the configuration, or else weekplan/plan.yaml
 * in XDG_DATA_HOME. Return WP_CONFIG if there is no home directory. */
enum wp_status wp_context_default_plan(const struct wp_context *context, struct wp_buf *path,
                                       struct wp_error *error);

/* Return the path of the plan for messages, "<stdin>" for standard input. */
const char *wp_context_plan_name(const struct wp_context *context);

/* Return the path of the file that error->line is in, the plan or the configuration. Return NULL
 * if the error has no line. */
const char *wp_context_error_file(const struct wp_context *context, const struct wp_error *error);

/* Append a command line for the plan and the week of this run: "weekplan reopen -w last 1.2". Its
 * argument is `item`; NULL for no argument. */
void wp_context_name_command(struct wp_buf *buf, const struct wp_context *context,
                             const char *command, const struct wp_item *item);

/* Append a command line for the plan of this run and the week that begins on `start`, WP_NO_DAY for
 * the list for later. Its argument is `item`; NULL for no argument. */
void wp_context_name_command_in(struct wp_buf *buf, const struct wp_context *context,
                                const char *command, wp_day start, const struct wp_item *item);

/* Append the command line that adds a goal to the selected week. Append nothing if the plan is
 * standard input. */
void wp_context_name_add(struct wp_buf *buf, const struct wp_context *context);

/* Append the option -f with its value, " -f FILE", if --file is given. */
void wp_context_name_file(struct wp_buf *buf, const struct wp_context *context);

/* Append the name of the week that begins on `start`: "the week of Sun 4 – Sat 10 August 2019". For
 * WP_NO_DAY append "the list for later". */
void wp_context_name_week(struct wp_buf *buf, const struct wp_context *context, wp_day start);

/* Append whole lines to `err` as a note to the user: more information, but no error. Every note
 * is written by this function. No-op with --quiet. */
void wp_context_put_note(struct wp_context *context, struct wp_str lines);

/* Append a note of one sentence to `err`: "weekplan: " and `text`, wrapped to the width of the
 * terminal. Free `text`. */
void wp_context_remark(struct wp_context *context, struct wp_buf *text);

/* As wp_context_remark, also with --quiet: for a sentence without which the user could lose
 * something, such as where an edited text is kept. */
void wp_context_warn(struct wp_context *context, struct wp_buf *text);

/* Append an error or a warning to `err`. wp_context_finish prints the error of the command, so
 * use this function only for other errors. `file` is the file that error->line is in, or NULL. */
void wp_context_put_problem(struct wp_context *context, const char *file,
                            const struct wp_error *error);

/* Fill `error` with `status` and the message `text`, free `text`, and return `status`. */
enum wp_status wp_context_fail(struct wp_error *error, enum wp_status status, struct wp_buf *text);

/* Fill `error` with WP_USAGE and the message `text`, free `text`, and return WP_USAGE. */
enum wp_status wp_context_refuse(struct wp_buf *text, struct wp_error *error);

#endif
