/*
 * The options of all commands, in one table, and reading a command line by it.
 *
 * Options and arguments mix; `--` ends the options; `-` and numbers such as
 * `-1` or `-2.5` are arguments. Long options are not abbreviated. A short
 * option's value may be glued to it (-w-2), a long one's after `=`. Flags may
 * be bundled (-ab).
 */
#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H

#include <weekplan/buf.h>
#include <weekplan/error.h>

enum wp_option_id {
    WP_OPT_FILE,
    WP_OPT_WEEK,
    WP_OPT_TODAY,
    WP_OPT_COLOR,
    WP_OPT_ASCII,
    WP_OPT_HELP,
    WP_OPT_VERSION,
    WP_OPT_UNDER,
    WP_OPT_WEIGHT,
    WP_OPT_DUE,
    WP_OPT_NOTE,
    WP_OPT_PROGRESS,
    WP_OPT_ID,
    WP_OPT_TAG,
    WP_OPT_LINK,
    WP_OPT_REPEAT,
    WP_OPT_DEPTH,
    WP_OPT_OPEN,
    WP_OPT_EXPLAIN,
    WP_OPT_SHORT,
    WP_OPT_JSON,
    WP_OPT_ON,
    WP_OPT_REASON,
    WP_OPT_APPEND,
    WP_OPT_BEFORE,
    WP_OPT_AFTER,
    WP_OPT_TOP,
    WP_OPT_DRY_RUN,
    WP_OPT_TO,
    WP_OPT_FORMAT,
    WP_OPT_WEEKS,
    WP_OPT_GOAL,
    WP_OPT_POST,
    WP_OPT_TO_ADDRESS,
    WP_OPT_FROM,
    WP_OPT_ONCE,
    WP_OPT_AFTER_MOMENT,
    WP_OPT_PRINT,
    WP_OPT_AT,
    WP_OPT_CATCH_UP,
    WP_OPT_SYSTEMD,
    WP_OPT_COUNT
};

/* What a shell offers where it completes a value or an argument: words with blanks
 * between them, or what one of these stands for. */
#define WP_OFFER_FILES    "FILES"
#define WP_OFFER_COMMANDS "COMMANDS"
#define WP_OFFER_FORMATS  "FORMATS" /* those of the command */

struct wp_option {
    char letter;       /* 0: none */
    const char *name;  /* with its dashes: "--week" */
    const char *value; /* what help calls its value; NULL for a flag */
    bool everywhere;   /* every command has it */
    bool repeats;      /* may be given more than once; else the last one counts */
    const char *offer; /* what a shell completes for the value; may be NULL */
    const char *help;  /* one line, ASCII */
};

/* Indexed by enum wp_option_id. A name may be there several times, for commands to
 * which it means different things; then all of them take a value, or none. */
extern const struct wp_option wp_options[WP_OPT_COUNT];

struct wp_given {
    enum wp_option_id id;
    const char *value; /* borrowed from argv; NULL for a flag */
};

struct wp_command;

/* A command line, taken apart. All strings are argv's. */
struct wp_arguments {
    const char *name;                 /* the first word; NULL when there is none */
    const struct wp_command *command; /* of that name, `status` without a name; else NULL */
    struct wp_given *options;         /* owned, in their order */
    size_t option_count;
    const char **words; /* owned, has room for one at least; without the name */
    size_t word_count;
    /* What follows a name that is no command's: argv's end, not looked at,
     * because the options there are another program's. Else NULL. */
    char *const *rest;
};

/* Takes argv[1] and on apart. WP_USAGE for an unknown option (with a
 * suggestion) or a missing or unwanted value. */
enum wp_status wp_arguments_parse(int argc, char *const *argv, struct wp_arguments *arguments,
                                  struct wp_error *error);
void wp_arguments_free(struct wp_arguments *arguments);

/* WP_USAGE when the command does not have an option that was given, or does not
 * take that many words. The command has to be known. */
enum wp_status wp_arguments_check(const struct wp_arguments *arguments, struct wp_error *error);

/* Whether the option was given. */
bool wp_given(const struct wp_arguments *arguments, enum wp_option_id id);

/* The value of the last one given, or NULL. */
const char *wp_given_value(const struct wp_arguments *arguments, enum wp_option_id id);

/* Appends the words from number `first` on, with blanks between them: a text
 * need not be quoted. */
void wp_arguments_join(struct wp_buf *buf, const struct wp_arguments *arguments, size_t first);

#endif
