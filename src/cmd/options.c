#include "cmd/options.h"

#include <stdlib.h>
#include <string.h>

#include "base/edit_distance.h"
#include "base/memory.h"
#include "cmd/commands.h"

#define DAYS "today yesterday tomorrow mon tue wed thu fri sat sun"

const struct wp_option wp_options[WP_OPT_COUNT] = {
    [WP_OPT_FILE] = {.letter = 'f',
                     .name = "--file",
                     .value = "FILE",
                     .everywhere = true,
                     .offer = WP_OFFER_FILES,
                     .help = "the plan; - is standard input"},
    [WP_OPT_WEEK] = {.letter = 'w',
                     .name = "--week",
                     .value = "WEEK",
                     .everywhere = true,
                     .offer = "this last next",
                     .help =
                         "which week: this, last, next, -2, +1, a day in it (2019-08-06) or "
                         "its ISO number (2019-W32, W32); by default this one, for report and mail "
                         "the last"},
    [WP_OPT_TODAY] = {.name = "--today",
                      .value = "DAY",
                      .everywhere = true,
                      .help = "take this day (2019-08-06) for today"},
    [WP_OPT_COLOR] = {.name = "--color",
                      .value = "WHEN",
                      .everywhere = true,
                      .offer = "auto always never",
                      .help = "when to use colours: auto, always or never"},
    [WP_OPT_ASCII] = {.name = "--ascii", .everywhere = true, .help = "draw with ASCII alone"},
    [WP_OPT_HELP] = {.letter = 'h',
                     .name = "--help",
                     .everywhere = true,
                     .help = "show the command's help"},
    [WP_OPT_VERSION] = {.name = "--version", .everywhere = true, .help = "show the version"},
    [WP_OPT_UNDER] = {.letter = 'u',
                      .name = "--under",
                      .value = "REF",
                      .help = "make it a subtask of this item"},
    [WP_OPT_WEIGHT] = {.name = "--weight",
                       .value = "N",
                       .help = "let it count as N in its parent, whatever is under it"},
    [WP_OPT_DUE] = {.name = "--due",
                    .value = "DAY",
                    .offer = DAYS,
                    .help = "when it is due: 2019-08-09, today, tomorrow, mon to sun"},
    [WP_OPT_NOTE] = {.name = "--note", .value = "TEXT", .help = "a note, in Markdown"},
    [WP_OPT_PROGRESS] = {.name = "--progress",
                         .value = "P",
                         .help = "how far it is: 60%, or 15/17 units"},
    [WP_OPT_ID] = {.name = "--id",
                   .value = "ID",
                   .help = "a handle for it that stays when it moves"},
    [WP_OPT_TAG] = {.name = "--tag", .value = "T", .repeats = true, .help = "a tag"},
    [WP_OPT_LINK] = {.name = "--link", .value = "URL", .repeats = true, .help = "a link"},
    [WP_OPT_REPEAT] = {.name = "--repeat",
                       .value = "weekly",
                       .offer = "weekly",
                       .help = "a goal of every week"},
    [WP_OPT_DEPTH] = {.name = "--depth",
                      .value = "N",
                      .help = "show only N levels; 1 is the goals"},
    [WP_OPT_OPEN] = {.name = "--open", .help = "show only what is open"},
    [WP_OPT_EXPLAIN] = {.name = "--explain", .help = "show the sum behind each figure"},
    [WP_OPT_SHORT] = {.name = "--short", .help = "one line, for a prompt or a status bar"},
    [WP_OPT_JSON] = {.name = "--json", .help = "JSON, for programs"},
    [WP_OPT_ON] = {.name = "--on",
                   .value = "DAY",
                   .offer = DAYS,
                   .help = "when it was done; today by default, in a past week its last day"},
    [WP_OPT_REASON] = {.name = "--reason",
                       .value = "TEXT",
                       .help = "why; without it the day is recorded"},
    [WP_OPT_APPEND] = {.name = "--append", .help = "put the text below the note that is there"},
    [WP_OPT_BEFORE] = {.name = "--before", .value = "REF", .help = "put it before this item"},
    [WP_OPT_AFTER] = {.name = "--after", .value = "REF", .help = "put it behind this item"},
    [WP_OPT_TOP] = {.name = "--top", .help = "make it the first goal"},
    [WP_OPT_DRY_RUN] = {.name = "--dry-run",
                        .help = "show the lines that would be added, and change nothing"},
    [WP_OPT_TO] = {.name = "--to",
                   .value = "WEEK",
                   .help = "the week that it goes to; the one after it by default"},
    [WP_OPT_FORMAT] = {.name = "--format",
                       .value = "FORMAT",
                       .offer = WP_OFFER_FORMATS,
                       .help = "how to write it; text by default"},
    [WP_OPT_WEEKS] = {.name = "--weeks",
                      .value = "N",
                      .help = "how many weeks, or all; 12 by default"},
    [WP_OPT_GOAL] = {.name = "--goal",
                     .value = "P",
                     .help = "what a week has to reach for the streak; as configured, or 80%, by "
                             "default"},
    [WP_OPT_POST] = {.name = "--post", .help = "Markdown, with the front matter of Jekyll"},
    [WP_OPT_TO_ADDRESS] = {.name = "--to",
                           .value = "ADDR",
                           .repeats = true,
                           .help = "whom to write to; those of the configuration by default"},
    [WP_OPT_FROM] = {.name = "--from",
                     .value = "ADDR",
                     .help =
                         "who writes; by default the one of the configuration, else you at this "
                         "machine"},
    [WP_OPT_ONCE] = {.name = "--once",
                     .help = "leave out those who have, or may have, this letter already"},
    [WP_OPT_AFTER_MOMENT] = {.name = "--after",
                             .value = "WHEN",
                             .help = "do nothing before this moment of the running week: "
                                     "'mon 08:00'"},
    [WP_OPT_PRINT] = {.name = "--print", .help = "print the letter, send nothing"},
    [WP_OPT_AT] = {.name = "--at",
                   .value = "WHEN",
                   .help = "when the letter goes out: 'mon 08:00' by default"},
    [WP_OPT_CATCH_UP] = {.name = "--catch-up",
                         .help = "look every hour whether it still has to go out, for a machine "
                                 "that is not always on"},
    [WP_OPT_SYSTEMD] = {.name = "--systemd",
                        .help = "with show: a service and a timer of systemd instead"},
};

/* What is left of a command line that is being taken apart. */
struct options_reader {
    char *const *next; /* up to argv's NULL */
    struct wp_arguments *arguments;
    struct wp_error *error;
};

static enum wp_status add_option(struct options_reader *reader, enum wp_option_id id,
                                 const char *value)
{
    struct wp_arguments *arguments = reader->arguments;
    struct wp_given *options =
        wp_memory_resize(arguments->options, arguments->option_count + 1, sizeof *options);
    if (options == NULL)
        return wp_error_set_no_memory(reader->error);
    options[arguments->option_count++] = (struct wp_given){id, value};
    arguments->options = options;
    return WP_OK;
}

static enum wp_status no_such_option(const struct wp_command *command, const char *name,
                                     struct wp_error *error)
{
    return wp_error_set(error, WP_USAGE, "%s has no option %s (see weekplan help %s)",
                        command->name, name, command->name);
}

/* Whether the command, which is `status` without a name, has an option of this name. */
static bool has_name(const struct wp_command *command, const char *name)
{
    size_t id = 0;

    while (id < WP_OPT_COUNT && (strcmp(wp_options[id].name, name) != 0 ||
                                 !wp_command_has(command, (enum wp_option_id)id)))
        id++;
    return id < WP_OPT_COUNT;
}

/* Whatever is wrong with an option that the command does not have: that is said. */
static enum wp_status check_has(const struct options_reader *reader, enum wp_option_id id)
{
    const struct wp_command *command = reader->arguments->command;

    if (command == NULL && *reader->next == NULL)
        command = wp_command_find("status");
    if (command == NULL || has_name(command, wp_options[id].name))
        return WP_OK;
    return no_such_option(command, wp_options[id].name, reader->error);
}

/* Adds an option with the value that follows as an argument of its own. */
static enum wp_status add_next(struct options_reader *reader, enum wp_option_id id)
{
    const struct wp_option *option = &wp_options[id];
    if (*reader->next == NULL && check_has(reader, id) != WP_OK)
        return WP_USAGE;
    if (*reader->next == NULL)
        return wp_error_set(reader->error, WP_USAGE, "%s needs a value: %s %s", option->name,
                            option->name, option->value);
    return add_option(reader, id, *reader->next++);
}

/* Suggests only what the command has, once it is known which one it is. */
static enum wp_status unknown_option(const struct options_reader *reader, struct wp_str option)
{
    const struct wp_command *command = reader->arguments->command;
    struct wp_str word = wp_str_slice(option, wp_str_starts(option, "--") ? 2 : 1, option.length);
    struct wp_nearest nearest = {.word = word};

    /* A single unknown letter is one edit from every name of two. */
    for (size_t i = 0; word.length >= 2 && i < WP_OPT_COUNT; i++)
        if (command == NULL || wp_command_has(command, (enum wp_option_id)i))
            wp_nearest_try(&nearest, wp_options[i].name + strlen("--"));
    if (nearest.name != NULL)
        return wp_error_set(reader->error, WP_USAGE, "unknown option %.*s (did you mean --%s?)",
                            (int)option.length, option.data, nearest.name);
    return wp_error_set(reader->error, WP_USAGE, "unknown option %.*s (see weekplan help%s%s)",
                        (int)option.length, option.data, command != NULL ? " " : "",
                        command != NULL ? command->name : "");
}

static enum wp_status read_long(struct options_reader *reader, const char *argument)
{
    struct wp_str name = {argument, strcspn(argument, "=")};
    const char *value = argument[name.length] == '=' ? argument + name.length + 1 : NULL;
    size_t id = 0;

    while (id < WP_OPT_COUNT && !wp_str_equal_c(name, wp_options[id].name))
        id++;
    if (id == WP_OPT_COUNT)
        return unknown_option(reader, name);
    if (wp_options[id].value != NULL && value == NULL)
        return add_next(reader, (enum wp_option_id)id);
    if (wp_options[id].value == NULL && value != NULL &&
        check_has(reader, (enum wp_option_id)id) != WP_OK)
        return WP_USAGE;
    if (wp_options[id].value == NULL && value != NULL)
        return wp_error_set(reader->error, WP_USAGE, "%s takes no value", wp_options[id].name);
    return add_option(reader, (enum wp_option_id)id, value);
}

static enum wp_status read_short(struct options_reader *reader, const char *argument)
{
    enum wp_status status = WP_OK;

    for (const char *letter = argument + 1; status == WP_OK && *letter != '\0'; letter++) {
        size_t id = 0;
        while (id < WP_OPT_COUNT && wp_options[id].letter != *letter)
            id++;
        if (id == WP_OPT_COUNT)
            return unknown_option(reader, wp_str(argument));
        if (wp_options[id].value == NULL)
            status = add_option(reader, (enum wp_option_id)id, NULL);
        else if (letter[1] == '\0')
            return add_next(reader, (enum wp_option_id)id);
        else
            return add_option(reader, (enum wp_option_id)id, letter + 1);
    }
    return status;
}

static bool is_word(const char *argument)
{
    const char *number = argument + 1;

    if (argument[0] != '-' || argument[1] == '\0')
        return true;
    if (*number == '.')
        number++;
    return *number >= '0' && *number <= '9';
}

/* An option's name was looked up when its command need not have been known:
 * gives it the meaning that it has for the command. */
static void settle_names(struct wp_arguments *arguments)
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

/* Reads what is left; stops behind a name that is no command's. */
static enum wp_status read_all(struct options_reader *reader)
{
    struct wp_arguments *arguments = reader->arguments;
    enum wp_status status = WP_OK;
    bool options_ended = false;

    while (status == WP_OK && *reader->next != NULL) {
        const char *argument = *reader->next++;
        if (!options_ended && strcmp(argument, "--") == 0) {
            options_ended = true;
        } else if (!options_ended && !is_word(argument)) {
            status =
                argument[1] == '-' ? read_long(reader, argument) : read_short(reader, argument);
        } else if (arguments->name != NULL) {
            arguments->words[arguments->word_count++] = argument;
        } else {
            arguments->name = argument;
            arguments->command = wp_command_find(argument);
            if (arguments->command == NULL) {
                arguments->rest = reader->next;
                return WP_OK;
            }
        }
    }
    if (status == WP_OK && arguments->name == NULL)
        arguments->command = wp_command_find("status");
    settle_names(arguments);
    return status;
}

enum wp_status wp_arguments_parse(int argc, char *const *argv, struct wp_arguments *arguments,
                                  struct wp_error *error)
{
    *arguments = (struct wp_arguments){0};
    arguments->words = wp_memory_array((size_t)argc + 1, sizeof *arguments->words);
    if (arguments->words == NULL)
        return wp_error_set_no_memory(error);

    struct options_reader reader = {argc > 0 ? argv + 1 : argv, arguments, error};
    return read_all(&reader);
}

void wp_arguments_free(struct wp_arguments *arguments)
{
    free(arguments->options);
    free(arguments->words);
    *arguments = (struct wp_arguments){0};
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
    return wp_error_set(error, WP_USAGE,
                        "too %s arguments for %s (usage: weekplan %s [OPTION]...%s%s)",
                        arguments->word_count < command->words_min ? "few" : "many", command->name,
                        command->name, command->arguments != NULL ? " " : "",
                        command->arguments != NULL ? command->arguments : "");
}

static const struct wp_given *find_last(const struct wp_arguments *arguments, enum wp_option_id id)
{
    for (size_t i = arguments->option_count; i > 0; i--) {
        if (arguments->options[i - 1].id == id)
            return &arguments->options[i - 1];
    }
    return NULL;
}

bool wp_given(const struct wp_arguments *arguments, enum wp_option_id id)
{
    return find_last(arguments, id) != NULL;
}

const char *wp_given_value(const struct wp_arguments *arguments, enum wp_option_id id)
{
    const struct wp_given *given = find_last(arguments, id);
    return given != NULL ? given->value : NULL;
}

void wp_arguments_join(struct wp_buf *buf, const struct wp_arguments *arguments, size_t first)
{
    size_t i;

    for (i = first; i < arguments->word_count; i++) {
        wp_buf_puts(buf, i > first ? " " : "");
        wp_buf_puts(buf, arguments->words[i]);
    }
}
