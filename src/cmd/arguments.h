/*
 * The command line, parsed with the tables of commands and options.
 *
 * Options and other arguments may be mixed. `--` ends the options. `-` and negative numbers
 * (`-1`, `-2.5`) are not options. Long options cannot be abbreviated. The value of a short option
 * may follow it without a blank (`-w-2`). The value of a long option may follow a `=`
 * (`--week=-2`). Short options without a value may be combined (`-ab`).
 */
#ifndef CMD_ARGUMENTS_H
#define CMD_ARGUMENTS_H

#include "base/arena.h"
#include "cmd/command.h"
#include <weekplan/buf.h>
#include <weekplan/error.h>

/* An option that is on the command line. */
struct wp_given {
    enum wp_option_id id;
    /* its value; NULL for a flag. Borrowed from argv, or from the parsed command line for a value
     * of several words. */
    const char *value;
    size_t words_before; /* number of words before the option, without the name of the command */
    bool followed;       /* whether a word follows the value in argv */
};

/* The parsed command line. All strings but values of several words are borrowed from argv. */
struct wp_arguments {
    struct wp_arena *arena; /* memory of values of several words; NULL if there is none */
    const struct wp_command *const *commands; /* table of all commands; NULL ends it */
    const char *name;                         /* first word of the command line, or NULL */
    const struct wp_command
        *command; /* command called `name`; `status` if `name` is NULL; NULL if unknown */
    struct wp_given *options; /* owned; in the order of the command line */
    size_t option_count;
    const char **words; /* owned; words after `name`; memory for at least one word */
    size_t word_count;
    /* Arguments after the name of an unknown command. They are for the program weekplan-NAME and
     * are not parsed. NULL if the command is known. */
    char *const *rest;
};

/* Parse the arguments after argv[0]. `commands` is the table of all commands, ended by NULL, and
 * is borrowed. Return WP_USAGE for an unknown option, a missing value, or a value for an option
 * that has none. The value of an option for days, weeks or times may have several words
 * (cmd/joined_value.h). Call wp_arguments_free also after a failure. */
enum wp_status wp_arguments_parse(int argc, char *const *argv,
                                  const struct wp_command *const *commands,
                                  struct wp_arguments *arguments, struct wp_error *error);
void wp_arguments_free(struct wp_arguments *arguments);

/* Return WP_USAGE if the command line has an option that its command does not have, or too many
 * or too few words. arguments->command must not be NULL. */
enum wp_status wp_arguments_check(const struct wp_arguments *arguments, struct wp_error *error);

/* Whether an argument of argv is a word (the name of a command, or an argument of the command),
 * and not an option or `--`. */
bool wp_arguments_is_word(const char *argument);

/* Whether the command line has the option. */
bool wp_given(const struct wp_arguments *arguments, enum wp_option_id id);

/* Return the value of the option, or NULL if the command line does not have the option. An option
 * that is given several times has its last value. */
const char *wp_given_value(const struct wp_arguments *arguments, enum wp_option_id id);

/* Return the option as it is given last, or NULL if the command line does not have the option. */
const struct wp_given *wp_given_last(const struct wp_arguments *arguments, enum wp_option_id id);

/* Whether a word follows the value of an option in argv. `value` is the value of the option, as it
 * is in `arguments`. */
bool wp_given_is_followed(const struct wp_arguments *arguments, const char *value);

/* Return WP_USAGE if an option with a value is between the words from index `first` on, which are
 * one text. Some of these words may have been meant for the value. `what` names the text. */
enum wp_status wp_arguments_check_text(const struct wp_arguments *arguments, size_t first,
                                       const char *what, struct wp_error *error);

/* Append the words from index `first` on, with a blank between two words. */
void wp_arguments_join(struct wp_buf *buf, const struct wp_arguments *arguments, size_t first);

#endif
