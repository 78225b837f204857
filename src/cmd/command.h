/*
 * A command of the program: its name, its arguments and options, its help, and the function that
 * runs it.
 *
 * Each file cmd_NAME.c defines one command, wp_cmd_NAME. commands.c has the table of all
 * commands. A function that searches the table takes it as an argument, so that a file of a
 * command can call it.
 */
#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

#include "cmd/option_table.h"
#include <weekplan/error.h>

struct wp_context;

/* Whether a command needs the plan, and in which form. */
enum wp_plan_use {
    WP_PLAN_NONE, /* the command runs without a plan */
    WP_PLAN_READ, /* the command reads the plan; `-`, standard input, is allowed */
    WP_PLAN_FILE, /* the command needs a plan that is a file; `-` is refused */
    /* The command runs without a plan and a configuration, or needs them as with WP_PLAN_FILE; then
     * it calls wp_context_find_plan. */
    WP_PLAN_LATE
};

/* What a command does with the list for later, `-w later`. */
enum wp_later_use {
    WP_LATER_REFUSES, /* the command refuses the list, and its message names `status` */
    WP_LATER_TAKES,   /* the command treats the list like a week */
    /* the command refuses the list; its message names the command that moves an item into a week */
    WP_LATER_MOVES,
    /* the command refuses the list; its message names the command that removes an item */
    WP_LATER_REMOVES
};

/* Groups of commands in the list that `weekplan help` prints. */
enum wp_command_group {
    WP_GROUP_PLAN,
    WP_GROUP_WEEK,
    WP_GROUP_LOOK,
    WP_GROUP_LETTER,
    WP_GROUP_FILE,
    WP_GROUP_COUNT,
    WP_GROUP_HIDDEN = WP_GROUP_COUNT /* for commands that help does not list */
};

/* Headings of the groups in `weekplan help`, indexed by enum wp_command_group. */
extern const char *const wp_command_groups[WP_GROUP_COUNT];

/* A command. All strings are ASCII, so that help can align them in any locale. */
struct wp_command {
    const char *name;
    enum wp_command_group group;
    const char *summary;    /* one line for the list of commands; lower case, no full stop */
    const char *arguments;  /* arguments in the usage line, such as "TITLE..."; NULL for none */
    const char *candidates; /* words that complete an argument (see option_table.h); or NULL */
    const char *formats;    /* allowed values of --format, separated by blanks; or NULL */
    const char *examples;   /* lines of the form "weekplan ...  # explanation" */
    const char *details;    /* explanation in help; each line is a paragraph */
    const enum wp_option_id *options; /* options of this command, ended by WP_OPT_COUNT; or NULL */
    size_t words_min;                 /* least number of arguments */
    size_t words_max;                 /* greatest number of arguments */
    enum wp_plan_use plan;
    enum wp_later_use later;
    bool pages;   /* whether a pager shows output that is longer than the terminal */
    bool changes; /* whether the command changes the plan */
    bool repairs; /* whether it may change a plan in which git left a conflict */
    enum wp_status (*run)(struct wp_context *context, struct wp_error *error);
};

/* The last paragraph of `details` for commands that take a REF, the path, id or title of an
 * item. */
#define WP_COMMAND_REF                                                                             \
    "REF is a path as shown by status (1.2.3), a range of paths (4-8), an id, a title, or a part " \
    "of a title. Quote a title of several words. "                                                 \
    "If several items match, or none, nothing changes."

/* Return the command called `name`, or NULL. NULL ends the table `commands`. */
const struct wp_command *wp_command_find(const struct wp_command *const *commands,
                                         const char *name);

/* Return the command name that is most similar to `name`, or NULL if none is similar. */
const char *wp_command_suggest(const struct wp_command *const *commands, const char *name);

/* Return WP_USAGE with the message that no command is called `name`. The message names the
 * command that a synonym means, or a similar name. */
enum wp_status wp_command_unknown(const struct wp_command *const *commands, const char *name,
                                  struct wp_error *error);

/* Whether the command has the option: of its own, as an option of every command, or as an option
 * of every command that changes the plan. */
bool wp_command_has(const struct wp_command *command, enum wp_option_id id);

#endif
