/*
 * The commands, in one table: what runs, what help says, what a shell
 * completes.
 */
#ifndef CMD_COMMANDS_H
#define CMD_COMMANDS_H

#include "cmd/context.h"
#include "cmd/options.h"

/* What a command wants with the plan. */
enum wp_plan_use {
    WP_PLAN_NONE, /* nothing: it runs where no plan can be found */
    WP_PLAN_READ, /* reads it, also from standard input */
    WP_PLAN_FILE  /* needs it to be a file */
};

/* What it is for: help lists the commands by it. */
enum wp_swar {
    WP_GROUP_PLAN,
    WP_GROUP_WEEK,
    WP_GROUP_LOOK,
    WP_GROUP_LETTER,
    WP_GROUP_FILE,
    WP_GROUP_COUNT
};

/* Indexed by enum wp_swar. */
extern const char *const wp_group_names[WP_GROUP_COUNT];

/* The texts are ASCII: they have to align in any locale. */
struct wp_command {
    const char *name;
    enum wp_swar group;
    const char *summary;              /* one line, lower case, no full stop */
    const char *arguments;            /* as in the usage line: "TITLE..."; may be NULL */
    const char *offer;                /* what a shell completes for them; may be NULL */
    const char *formats;              /* what its --format takes; else NULL */
    const char *examples;             /* lines of "weekplan ...  # what for" */
    const char *details;              /* a line is a paragraph */
    const enum wp_option_id *options; /* its own, closed by WP_OPT_COUNT */
    size_t words_min;                 /* how many arguments it takes at least, */
    size_t words_max;                 /* and at most */
    enum wp_plan_use plan;
    enum wp_status (*run)(struct wp_context *context, struct wp_error *error);
};

extern const struct wp_command wp_commands[];
extern const size_t wp_command_count;

/* NULL when there is none of that name. */
const struct wp_command *wp_command_find(const char *name);

/* The nearest command's name, or NULL. */
const char *wp_command_suggest(const char *name);

/* WP_USAGE: there is no such command, and what may have been meant. */
enum wp_status wp_command_unknown(const char *name, struct wp_error *error);

/* Whether the command has the option, as its own or because all have it. */
bool wp_command_has(const struct wp_command *command, enum wp_option_id id);

/*
 * Becomes the program weekplan-NAME: NAME is no command's, or that of one which is
 * a program of its own. It gets the options, all but --file, then what stood
 * behind a name that is no command's. It is looked for beside this program, when
 * that was run by its path, then where the installation has such programs, then
 * along PATH. Comes back only to say what failed.
 */
enum wp_status wp_external_run(const struct wp_context *context, struct wp_error *error);

/* WP_MAILER where the program is not installed that `mail` is. */
enum wp_status wp_external_check_mail(const struct wp_context *context, struct wp_error *error);

/* Whether there is a program weekplan-NAME. */
bool wp_external_is_there(const struct wp_context *context, const char *name);

enum wp_status wp_cmd_add(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_status(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_show(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_done(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_reopen(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_rm(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_drop(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_progress(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_set(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_note(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_mv(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_carry(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_defer(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_undo(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_redo(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_history(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_report(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_edit(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_check(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_mail(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_cron(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_path(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_schema(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_completion(struct wp_context *context, struct wp_error *error);
enum wp_status wp_cmd_help(struct wp_context *context, struct wp_error *error);

#endif
