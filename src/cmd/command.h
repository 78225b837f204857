/*
 * A command of the program: how it is called, what help prints, what it does.
 *
 * Each cmd_NAME.c defines one, wp_cmd_NAME. The table of all commands is in commands.c;
 * functions that search it take it as an argument, so that a command can use them.
 */
#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

#include "cmd/option_table.h"
#include <weekplan/error.h>

struct wp_context;

/* How a command uses the plan. */
enum wp_plan_use {
    WP_PLAN_NONE, /* not at all: the command runs even if no plan can be found */
    WP_PLAN_READ, /* reads it; `-`, standard input, is allowed */
    WP_PLAN_FILE  /* needs a file; `-` is refused */
};

/* Groups of commands in the list of `weekplan help`. */
enum wp_command_group {
    WP_GROUP_PLAN,
    WP_GROUP_WEEK,
    WP_GROUP_LOOK,
    WP_GROUP_LETTER,
    WP_GROUP_FILE,
    WP_GROUP_COUNT,
    WP_GROUP_HIDDEN = WP_GROUP_COUNT /* help does not list the command */
};

/* Titles of the groups, indexed by enum wp_command_group. */
extern const char *const wp_command_groups[WP_GROUP_COUNT];

/* All strings are ASCII: help aligns them in any locale. */
struct wp_command {
    const char *name;
    enum wp_command_group group;
    const char *summary;              /* one line, lower case, no full stop */
    const char *arguments;            /* for the usage line: "TITLE..."; NULL if it takes none */
    const char *candidates;           /* of an argument, for completion (see options.h); or NULL */
    const char *formats;              /* values of its --format, separated by blanks; or NULL */
    const char *examples;             /* lines of "weekplan ...  # what for" */
    const char *details;              /* one paragraph a line */
    const enum wp_option_id *options; /* its own, ended by WP_OPT_COUNT; NULL if it has none */
    size_t words_min;                 /* fewest arguments */
    size_t words_max;                 /* most arguments */
    enum wp_plan_use plan;
    enum wp_status (*run)(struct wp_context *context, struct wp_error *error);
};

/* The last paragraph of `details`, for commands that take a REF. */
#define WP_COMMAND_REF                                                                             \
    "REF is a path as shown by status (1.2.3), an id, a title, or a part of a title. "             \
    "If several items match, or none, nothing changes."

/* Return the command of this name, or NULL. `commands` ends with NULL. */
const struct wp_command *wp_command_find(const struct wp_command *const *commands,
                                         const char *name);

/* Return the most similar name of a command, or NULL if none is similar. */
const char *wp_command_suggest(const struct wp_command *const *commands, const char *name);

/* Return WP_USAGE: there is no command of this name. The message suggests a similar one. */
enum wp_status wp_command_unknown(const struct wp_command *const *commands, const char *name,
                                  struct wp_error *error);

/* Whether the command has the option, as its own or as one of every command. */
bool wp_command_has(const struct wp_command *command, enum wp_option_id id);

#endif
