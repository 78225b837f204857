/*
 * A command line, taken apart by the tables of commands and options.
 *
 * Options and arguments mix. `--` ends the options. `-` and numbers, as `-1` or `-2.5`, are
 * arguments. Long options are not abbreviated. The value of a short option may be glued to
 * it (-w-2), that of a long one may follow `=`. Short flags may be bundled (-ab).
 */
#ifndef CMD_ARGUMENTS_H
#define CMD_ARGUMENTS_H

#include "cmd/command.h"
#include <weekplan/buf.h>
#include <weekplan/error.h>

/* An option on the command line. */
struct wp_given {
    enum wp_option_id id;
    const char *value; /* borrowed from argv; NULL for a flag */
};

/* All strings are borrowed from argv. */
struct wp_arguments {
    const struct wp_command *const *commands; /* the table; NULL ends it */
    const char *name;                         /* the first word, or NULL */
    const struct wp_command *command;         /* of this name; `status` without a name; or NULL */
    struct wp_given *options;                 /* owned, in the order of the command line */
    size_t option_count;
    const char **words; /* owned; the words after the name; has room for at least one */
    size_t word_count;
    /* Arguments after an unknown command name, for weekplan-NAME; else NULL. They are not
     * parsed, because they are options of another program. */
    char *const *rest;
};

/* Take argv[1] and what follows apart. `commands` is a table that NULL ends; it is
 * borrowed. Return WP_USAGE for an unknown option, a missing value, or a value for a flag.
 * Free the arguments also after a failure. */
enum wp_status wp_arguments_parse(int argc, char *const *argv,
                                  const struct wp_command *const *commands,
                                  struct wp_arguments *arguments, struct wp_error *error);
void wp_arguments_free(struct wp_arguments *arguments);

/* Return WP_USAGE if the command does not have an option that was given, or takes more or
 * fewer words. The command must not be NULL. */
enum wp_status wp_arguments_check(const struct wp_arguments *arguments, struct wp_error *error);

/* Whether an argument is a word: the name of the command or one of its arguments. Else it
 * is an option, or `--`. */
bool wp_arguments_is_word(const char *argument);

/* Whether the option was given. */
bool wp_given(const struct wp_arguments *arguments, enum wp_option_id id);

/* Return the value of the option, the last one if it was given several times, or NULL. */
const char *wp_given_value(const struct wp_arguments *arguments, enum wp_option_id id);

/* Append the words from number `first` on, separated by blanks. */
void wp_arguments_join(struct wp_buf *buf, const struct wp_arguments *arguments, size_t first);

#endif
