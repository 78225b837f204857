/*
 * One run of the program: what the command line and the environment say, and
 * what is to be printed. Only cli/ knows it.
 *
 * A command puts results into `out` and remarks into `err`; both are printed
 * whether it succeeds or not, and after them the error, unless its message is
 * empty because everything has been said already.
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
    /* `help` when --help or --version was given; NULL when the command line
     * names none of ours (see wp_external_run). */
    const struct wp_command *command;
    struct wp_arguments arguments;
    const char *plan_path;    /* "-" for standard input; NULL when not wanted */
    struct wp_buf found_path; /* what plan_path is where nobody has typed it */
    struct wp_config config;
    struct wp_buf config_path; /* empty when it was not looked for */
    wp_day today;
    struct wp_window window; /* the week that --week names; this week by default */
    bool window_given;
    unsigned width; /* of standard output, in columns */
    bool color;
    unsigned width_errors; /* of standard error */
    bool color_errors;
    bool wraps_errors;
    bool ascii;
    struct wp_buf subject; /* the items that a change was about, for its step */
    struct wp_buf out;     /* for standard output, written when the command is through */
    int out_errno;         /* why a part of it could not be written before that */
    struct wp_buf err;     /* for standard error, written before that */
};

/* Fills the context from the command line, the environment and the configuration, in
 * this order. WP_USAGE, WP_CONFIG when the configuration cannot be read or there
 * is no place for a plan, WP_IO when there is no clock, or
 * WP_NO_MEMORY. After a failure, too, what an error is shown by (width, colour,
 * ascii) is set, and the context has to be freed. */
enum wp_status wp_context_init(struct wp_context *context, const struct wp_command *const *commands,
                               int argc, char *const *argv, struct wp_error *error);
void wp_context_free(struct wp_context *context);

/* The variable of the environment; one that is empty is as good as none, and
 * NULL. Borrowed. */
const char *wp_context_getenv(const char *name);

/* Lets standard output have its text while that is made, for a command that shows
 * what may be long, and has nothing to take back. */
void wp_context_stream(struct wp_context *context);

/* Append lines to standard output that scripts need byte for byte. A terminal gets
 * them sanitized. */
void wp_context_put_bytes(struct wp_context *context, struct wp_str lines);

/* How to write to standard output, and to standard error. */
struct wp_text_style wp_context_text_style(const struct wp_context *context);
struct wp_text_style wp_context_error_style(const struct wp_context *context);

/* An option that takes a week, what was given to it, and what it takes, in words. */
struct wp_window_option {
    const char *name;
    const char *value;
    const char *takes;
};

/* Read the value of the option; WP_USAGE when it names no week, or one that no plan has. */
enum wp_status wp_context_read_window(const struct wp_context *context,
                                      const struct wp_window_option *option,
                                      struct wp_window *window, struct wp_error *error);

/* Appends the path of the plan where neither an option nor the environment names
 * one: what the configuration says, else plan.yaml in the data directory.
 * WP_CONFIG when there is no home directory, or WP_NO_MEMORY. */
enum wp_status wp_context_default_plan(const struct wp_context *context, struct wp_buf *path,
                                       struct wp_error *error);

/* The plan's path as messages name it. */
const char *wp_context_plan_name(const struct wp_context *context);

/* The file that the place of an error is in: the plan, or the configuration. */
const char *wp_context_error_file(const struct wp_context *context, const struct wp_error *error);

/* Appends a command to go on with, for the file and the week that this one is
 * for, and for `item` (may be NULL): "weekplan reopen -w last 1.2". */
void wp_context_name_command(struct wp_buf *buf, const struct wp_context *context,
                             const char *command, const struct wp_item *item);

/* The same for the week that begins on `start`, whichever one this is for. */
void wp_context_name_command_in(struct wp_buf *buf, const struct wp_context *context,
                                const char *command, wp_day start, const struct wp_item *item);

/* Appends the command that records a goal in the week that this one is for; nothing
 * for a plan from standard input, into which nothing can be put. */
void wp_context_name_add(struct wp_buf *buf, const struct wp_context *context);

/* Appends " -f FILE" where this command was told the file. */
void wp_context_name_file(struct wp_buf *buf, const struct wp_context *context);

/* Appends the week that begins on `start` by its days: "the week of Sun 4 – Sat 10
 * August 2019". */
void wp_context_name_week(struct wp_buf *buf, const struct wp_context *context, wp_day start);

/* Puts the remark in `text`, which it frees, on a line of `err`. */
void wp_context_remark(struct wp_context *context, struct wp_buf *text);

/* `status` with the message in `text`, which it frees; WP_NO_MEMORY when there was
 * none for that. */
enum wp_status wp_context_fail(struct wp_error *error, enum wp_status status, struct wp_buf *text);

/* WP_USAGE with the message in `why`, which it frees. */
enum wp_status wp_context_refuse(struct wp_buf *why, struct wp_error *error);

#endif
