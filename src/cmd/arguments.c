#include "cmd/arguments.h"

#include <stdlib.h>
#include <string.h>

#include "base/edit_distance.h"
#include "base/memory.h"
#include "base/words_in_text.h"
#include "cmd/joined_value.h"
#include "cmd/shell_quote.h"

/* The state of the parser of the command line. */
struct arguments_parser {
    char *const *next; /* next argument in argv; NULL at the end of argv */
    struct wp_arguments *arguments;
    struct wp_error *error;
};

/* Return the value of an option with the next arguments that belong to it, and skip these
 * arguments. */
static const char *join_value(struct arguments_parser *parser, enum wp_option_id id,
                              const char *value)
{
    struct wp_arguments *arguments = parser->arguments;
    struct wp_buf joined = WP_BUF_INIT;
    size_t count = 0, taken;

    if (wp_options[id].is_value == NULL)
        return value;
    while (parser->next[count] != NULL && wp_arguments_is_word(parser->next[count]))
        count++;
    wp_buf_puts(&joined, value);
    taken = wp_joined_value_extend(&joined, (const char *const *)parser->next, count,
                                   wp_options[id].is_value);
    parser->next += taken;
    if (taken > 0) {
        if (arguments->arena == NULL)
            arguments->arena = wp_arena_new(0);
        wp_buf_putc(&joined, '\0');
        value = wp_arena_copy(arguments->arena, wp_buf_str(&joined)).data;
    }
    wp_buf_free(&joined);
    return value;
}

static void add_option(struct arguments_parser *parser, enum wp_option_id id, const char *value)
{
    struct wp_arguments *arguments = parser->arguments;
    struct wp_given given = {.id = id, .words_before = arguments->word_count};

    if (value != NULL) {
        given.value = join_value(parser, id, value);
        given.followed = *parser->next != NULL && wp_arguments_is_word(*parser->next);
    }
    arguments->options = wp_memory_resize(arguments->options, arguments->option_count + 1,
                                          sizeof *arguments->options);
    arguments->options[arguments->option_count++] = given;
}

static enum wp_status no_such_option(const struct wp_command *command, const char *name,
                                     struct wp_error *error)
{
    return wp_error_set(error, WP_USAGE, "%s has no option %s (see weekplan help %s)",
                        command->name, name, command->name);
}

/* Whether the command has an option called `name`. */
static bool has_name(const struct wp_command *command, const char *name)
{
    size_t id = 0;

    while (id < WP_OPT_COUNT && (strcmp(wp_options[id].name, name) != 0 ||
                                 !wp_command_has(command, (enum wp_option_id)id)))
        id++;
    return id < WP_OPT_COUNT;
}

/* Return WP_USAGE if the command does not have the option. Call this function before any other
 * check of the option. If argv ends without the name of a command, the command is `status`. */
static enum wp_status check_has(const struct arguments_parser *parser, enum wp_option_id id)
{
    const struct wp_command *command = parser->arguments->command;

    if (command == NULL && *parser->next == NULL)
        command = wp_command_find(parser->arguments->commands, "status");
    if (command == NULL || has_name(command, wp_options[id].name))
        return WP_OK;
    return no_such_option(command, wp_options[id].name, parser->error);
}

/* Add an option whose value is the next argument in argv. Return WP_USAGE if argv has no next
 * argument. */
static enum wp_status add_next(struct arguments_parser *parser, enum wp_option_id id)
{
    const struct wp_option *option = &wp_options[id];
    if (*parser->next == NULL && check_has(parser, id) != WP_OK)
        return WP_USAGE;
    if (*parser->next == NULL)
        return wp_error_set(parser->error, WP_USAGE, "%s needs a value: %s %s", option->name,
                            option->name, option->value);
    parser->next++;
    add_option(parser, id, parser->next[-1]);
    return WP_OK;
}

/* Return WP_USAGE with the message that there is no such option. Suggest a value of --format, or a
 * similar option; if the
 * command is known, one that the command has. */
static enum wp_status unknown_option(const struct arguments_parser *parser, struct wp_str option)
{
    const struct wp_command *command = parser->arguments->command;
    struct wp_str word = wp_str_slice(option, wp_str_starts(option, "--") ? 2 : 1, option.length);
    struct wp_nearest nearest = {.word = word};

    if (command != NULL && command->formats != NULL && wp_words_in_text_has(command->formats, word))
        return wp_error_set(parser->error, WP_USAGE,
                            "unknown option %.*s (did you mean --format %.*s?)", (int)option.length,
                            option.data, (int)word.length, word.data);
    /* A single letter is similar to every name of two letters, so suggest nothing for it. */
    for (size_t i = 0; word.length >= 2 && i < WP_OPT_COUNT; i++)
        if (command == NULL || wp_command_has(command, (enum wp_option_id)i))
            wp_nearest_try(&nearest, wp_options[i].name + strlen("--"));
    if (nearest.name != NULL)
        return wp_error_set(parser->error, WP_USAGE, "unknown option %.*s (did you mean --%s?)",
                            (int)option.length, option.data, nearest.name);
    return wp_error_set(parser->error, WP_USAGE, "unknown option %.*s (see weekplan help%s%s)",
                        (int)option.length, option.data, command != NULL ? " " : "",
                        command != NULL ? command->name : "");
}

/* Return the option with this long name; WP_OPT_COUNT if there is none. If two commands have
 * options of this name, return that of the command, if the command is known already. */
static size_t find_long(const struct wp_command *command, struct wp_str name)
{
    size_t found = WP_OPT_COUNT;

    for (size_t id = WP_OPT_COUNT; id-- > 0;) {
        if (!wp_str_equal_c(name, wp_options[id].name))
            continue;
        if (command != NULL && wp_command_has(command, (enum wp_option_id)id))
            return id;
        found = id;
    }
    return found;
}

static enum wp_status parse_long(struct arguments_parser *parser, const char *argument)
{
    struct wp_str name = {argument, strcspn(argument, "=")};
    const char *value = argument[name.length] == '=' ? argument + name.length + 1 : NULL;
    size_t id = find_long(parser->arguments->command, name);

    if (id == WP_OPT_COUNT)
        return unknown_option(parser, name);
    if (wp_options[id].value != NULL && value == NULL)
        return add_next(parser, (enum wp_option_id)id);
    if (wp_options[id].value == NULL && value != NULL &&
        check_has(parser, (enum wp_option_id)id) != WP_OK)
        return WP_USAGE;
    if (wp_options[id].value == NULL && value != NULL)
        return wp_error_set(parser->error, WP_USAGE, "%s takes no value", wp_options[id].name);
    add_option(parser, (enum wp_option_id)id, value);
    return WP_OK;
}

static enum wp_status parse_short(struct arguments_parser *parser, const char *argument)
{
    for (const char *letter = argument + 1; *letter != '\0'; letter++) {
        size_t id = 0;
        while (id < WP_OPT_COUNT && wp_options[id].letter != *letter)
            id++;
        if (id == WP_OPT_COUNT)
            return unknown_option(parser, wp_str(argument));
        if (wp_options[id].value != NULL && letter[1] == '\0')
            return add_next(parser, (enum wp_option_id)id);
        if (wp_options[id].value != NULL) {
            add_option(parser, (enum wp_option_id)id, letter + 1);
            return WP_OK;
        }
        add_option(parser, (enum wp_option_id)id, NULL);
    }
    return WP_OK;
}

bool wp_arguments_is_word(const char *argument)
{
    const char *number = argument + 1;

    if (argument[0] != '-' || argument[1] == '\0')
        return true;
    if (*number == '.')
        number++;
    return *number >= '0' && *number <= '9';
}

/* Replace each option by the option of the same name that the command has. Two commands may have
 * different options with one name, and an option may be before the command on the command line. */
static void settle_options(struct wp_arguments *arguments)
{
    for (size_t i = 0; i < arguments->option_count; i++) {
        struct wp_given *given = &arguments->options[i];
        size_t id = 0;

        if (arguments->command == NULL || wp_command_has(arguments->command, given->id))
            continue;
        while (id < WP_OPT_COUNT && (strcmp(wp_options[id].name, wp_options[given->id].name) != 0 ||
                                     !wp_command_has(arguments->command, (enum wp_option_id)id)))
            id++;
        if (id < WP_OPT_COUNT)
            given->id = (enum wp_option_id)id;
    }
}

/* Parse all arguments, but stop after the name of an unknown command. */
static enum wp_status parse_all(struct arguments_parser *parser)
{
    struct wp_arguments *arguments = parser->arguments;
    enum wp_status status = WP_OK;
    bool options_ended = false;

    while (status == WP_OK && *parser->next != NULL) {
        const char *argument = *parser->next++;
        if (!options_ended && strcmp(argument, "--") == 0) {
            options_ended = true;
        } else if (!options_ended && !wp_arguments_is_word(argument)) {
            status =
                argument[1] == '-' ? parse_long(parser, argument) : parse_short(parser, argument);
        } else if (arguments->name != NULL) {
            arguments->words[arguments->word_count++] = argument;
        } else {
            arguments->name = argument;
            arguments->command = wp_command_find(arguments->commands, argument);
            if (arguments->command == NULL) {
                arguments->rest = parser->next;
                return WP_OK;
            }
        }
    }
    if (status == WP_OK && arguments->name == NULL)
        arguments->command = wp_command_find(arguments->commands, "status");
    settle_options(arguments);
    return status;
}

enum wp_status wp_arguments_parse(int argc, char *const *argv,
                                  const struct wp_command *const *commands,
                                  struct wp_arguments *arguments, struct wp_error *error)
{
    *arguments = (struct wp_arguments){.commands = commands};
    arguments->words = wp_memory_array((size_t)argc + 1, sizeof *arguments->words);
    struct arguments_parser parser = {argc > 0 ? argv + 1 : argv, arguments, error};
    return parse_all(&parser);
}

void wp_arguments_free(struct wp_arguments *arguments)
{
    free(arguments->options);
    free(arguments->words);
    wp_arena_free(arguments->arena);
    *arguments = (struct wp_arguments){0};
}

/* Return WP_USAGE if the words of a command that shows a week and has no arguments are a week, as
 * in "report last week". */
static enum wp_status check_no_week(const struct wp_arguments *arguments, struct wp_error *error)
{
    const struct wp_command *command = arguments->command;
    struct wp_buf words = WP_BUF_INIT;
    struct wp_buf quoted = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    wp_arguments_join(&words, arguments, 0);
    if (command->words_max == 0 && command->plan == WP_PLAN_READ && words.length > 0 &&
        wp_joined_value_is_week(wp_buf_str(&words))) {
        wp_shell_quote(&quoted, words.data);
        status =
            wp_error_set(error, WP_USAGE, "%s has no arguments (weekplan %s -w %s selects a week)",
                         command->name, command->name, quoted.data);
    }
    wp_buf_free(&words);
    wp_buf_free(&quoted);
    return status;
}

enum wp_status wp_arguments_check(const struct wp_arguments *arguments, struct wp_error *error)
{
    const struct wp_command *command = arguments->command;

    for (size_t i = 0; i < arguments->option_count; i++) {
        enum wp_option_id id = arguments->options[i].id;
        if (!wp_command_has(command, id))
            return no_such_option(command, wp_options[id].name, error);
    }
    if (arguments->word_count >= command->words_min && arguments->word_count <= command->words_max)
        return WP_OK;
    if (check_no_week(arguments, error) != WP_OK)
        return WP_USAGE;
    return wp_error_set(error, WP_USAGE,
                        "too %s arguments for %s (usage: weekplan %s [OPTION]...%s%s)",
                        arguments->word_count < command->words_min ? "few" : "many", command->name,
                        command->name, command->arguments != NULL ? " " : "",
                        command->arguments != NULL ? command->arguments : "");
}

const struct wp_given *wp_given_last(const struct wp_arguments *arguments, enum wp_option_id id)
{
    for (size_t i = arguments->option_count; i > 0; i--) {
        if (arguments->options[i - 1].id == id)
            return &arguments->options[i - 1];
    }
    return NULL;
}

bool wp_given(const struct wp_arguments *arguments, enum wp_option_id id)
{
    return wp_given_last(arguments, id) != NULL;
}

const char *wp_given_value(const struct wp_arguments *arguments, enum wp_option_id id)
{
    const struct wp_given *given = wp_given_last(arguments, id);
    return given != NULL ? given->value : NULL;
}

bool wp_given_is_followed(const struct wp_arguments *arguments, const char *value)
{
    size_t i = 0;

    while (i < arguments->option_count && arguments->options[i].value != value)
        i++;
    return i < arguments->option_count && arguments->options[i].followed;
}

/* Return the error that the words of a text are before and after an option. Some of them may be
 * meant for its value: then the message has the value with quotes, unless it is a day or a week. */
static enum wp_status refuse_split_text(const struct wp_arguments *arguments,
                                        const struct wp_given *given, const char *what,
                                        struct wp_error *error)
{
    const struct wp_option *option = &wp_options[given->id];
    const struct wp_given *end = &arguments->options[arguments->option_count];
    size_t words_end = arguments->word_count;
    struct wp_buf value = WP_BUF_INIT;
    struct wp_buf quoted = WP_BUF_INIT;

    for (const struct wp_given *next = given + 1; next < end; next++)
        if (next->words_before > given->words_before && next->words_before < words_end)
            words_end = next->words_before;
    wp_buf_puts(&value, given->value);
    for (size_t i = given->words_before; i < words_end; i++)
        wp_buf_printf(&value, " %s", arguments->words[i]);
    wp_shell_quote(&quoted, value.data);
    if (option->is_value != NULL)
        wp_error_set(error, WP_USAGE,
                     "the %s has words before and after '%s %s' (write it in one piece; a value of "
                     "several words needs quotes)",
                     what, option->name, given->value);
    else
        wp_error_set(error, WP_USAGE,
                     "the %s has words before and after '%s %s' (write the %s in one piece, or %s "
                     "%s)",
                     what, option->name, given->value, what, option->name, quoted.data);
    wp_buf_free(&value);
    wp_buf_free(&quoted);
    return WP_USAGE;
}

enum wp_status wp_arguments_check_text(const struct wp_arguments *arguments, size_t first,
                                       const char *what, struct wp_error *error)
{
    for (size_t i = 0; i < arguments->option_count; i++) {
        const struct wp_given *given = &arguments->options[i];
        const struct wp_option *option = &wp_options[given->id];

        if (given->value == NULL || given->words_before <= first ||
            given->words_before == arguments->word_count)
            continue;
        /* A value that is no day is refused later, with a message of its own. */
        if (option->is_value == NULL || option->is_value(wp_str(given->value)))
            return refuse_split_text(arguments, given, what, error);
    }
    return WP_OK;
}

void wp_arguments_join(struct wp_buf *buf, const struct wp_arguments *arguments, size_t first)
{
    size_t i;

    for (i = first; i < arguments->word_count; i++) {
        wp_buf_puts(buf, i > first ? " " : "");
        wp_buf_puts(buf, arguments->words[i]);
    }
}
