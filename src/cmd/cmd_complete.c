/*
 * `weekplan __complete -- WORD...` prints the words that complete the last WORD of a command
 * line. The shell scripts of `weekplan completion` call this hidden command when the user presses
 * the Tab key. The WORDs are those after "weekplan".
 *
 * All candidates of a table are printed, not only those that begin with the last WORD, because each
 * shell has its own rules for that. candidates.h describes the lines. The plan is read only to
 * complete items, weeks, days and tags.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cmd/context.h"
#include "cmd/help_topic.h"
#include "cmd/item_candidates.h"
#include "cmd/value_candidates.h"

/* The command line to complete. All words but the last one are parsed. */
struct completion {
    struct wp_candidates candidates;
    const struct wp_command *const *commands;
    bool has_name;
    bool options_ended;
    const struct wp_option *option; /* option whose value is the next word, or NULL */
};

static void put_commands(const struct completion *completion)
{
    for (const struct wp_command *const *at = completion->commands; *at != NULL; at++)
        if ((*at)->group != WP_GROUP_HIDDEN)
            wp_candidates_put(&completion->candidates, wp_str((*at)->name), (*at)->summary);
}

/* Print what `help` explains. */
static void put_help_words(const struct completion *completion)
{
    put_commands(completion);
    for (const struct wp_help_topic *topic = wp_help_topics; topic->name != NULL; topic++)
        wp_candidates_put(&completion->candidates, wp_str(topic->name), topic->summary);
}

/* Print the words of `words` (see struct wp_option and struct wp_command). `prefix` is the part of
 * the last word before its value. */
static void put_words(struct completion *completion, const char *words, struct wp_str prefix)
{
    struct wp_candidates *candidates = &completion->candidates;
    struct wp_str rest = candidates->word;

    if (words == NULL)
        return;
    candidates->prefix = prefix;
    candidates->word = wp_str_slice(rest, prefix.length, rest.length);
    if (strcmp(words, WP_COMPLETE_FILES) == 0)
        wp_buf_printf(candidates->out, ":files\t%.*s\n", (int)prefix.length, prefix.data);
    else if (strcmp(words, WP_COMPLETE_HELP) == 0)
        put_help_words(completion);
    else if (strcmp(words, WP_COMPLETE_FORMATS) == 0)
        wp_candidates_put_words(candidates,
                                candidates->command != NULL ? candidates->command->formats : NULL);
    else if (!wp_item_candidates_put(candidates, words) &&
             !wp_value_candidates_put(candidates, words))
        wp_candidates_put_words(candidates, words);
}

/* Print the candidates for an argument. If a command has different kinds of arguments, as REF
 * VALUE, its candidates are for the first argument. */
static void put_arguments(struct completion *completion)
{
    const struct wp_candidates *candidates = &completion->candidates;
    const struct wp_command *command = candidates->command;
    size_t count = candidates->given->word_count;
    const char *words = command->candidates;

    if (count >= command->words_max || words == NULL)
        return;
    if (strcmp(words, WP_COMPLETE_SETTINGS) == 0 && count > 0 &&
        !wp_item_candidates_is_path(candidates))
        wp_value_candidates_put_settings(candidates);
    else if (strcmp(words, WP_COMPLETE_SETTINGS) == 0)
        put_words(completion, WP_COMPLETE_WEEK, wp_str(""));
    else if (count == 0 || command->words_min < 2)
        put_words(completion, words, wp_str(""));
}

/* Print the options of the command. If `long_only` is true, leave out the short options. */
static void put_options(const struct completion *completion, bool long_only)
{
    const struct wp_candidates *candidates = &completion->candidates;

    for (size_t i = 0; i < WP_OPT_COUNT; i++) {
        const struct wp_option *option = &wp_options[i];
        const char letter[] = {'-', option->letter, '\0'};

        if (candidates->command != NULL ? !wp_command_has(candidates->command, (enum wp_option_id)i)
                                        : !option->everywhere)
            continue;
        wp_candidates_put(candidates, wp_str(option->name), option->help);
        if (option->letter != 0 && !long_only)
            wp_candidates_put(candidates, wp_str(letter), option->help);
    }
}

/* Return the option with this name or letter, or NULL. If several options have the name, return
 * the one that the command has. */
static const struct wp_option *find_option(const struct wp_command *command, struct wp_str name,
                                           char letter)
{
    const struct wp_option *found = NULL;

    for (size_t i = 0; i < WP_OPT_COUNT; i++) {
        if (letter != 0 ? wp_options[i].letter != letter
                        : !wp_str_equal_c(name, wp_options[i].name))
            continue;
        if (found == NULL || (command != NULL && wp_command_has(command, (enum wp_option_id)i)))
            found = &wp_options[i];
    }
    return found;
}

/* Return the option in `word` that has a value, or NULL. Set *value to the value in the same word.
 * If the value is the next word, *value is empty. */
static const struct wp_option *find_valued(const struct wp_command *command, const char *word,
                                           const char **value)
{
    const struct wp_option *option = NULL;

    if (word[1] == '-') {
        struct wp_str name = {word, strcspn(word, "=")};

        *value = word + name.length + (word[name.length] == '=');
        option = find_option(command, name, 0);
        return option != NULL && option->value != NULL ? option : NULL;
    }
    for (word++; *word != '\0'; word++) {
        option = find_option(command, wp_str(""), *word);
        *value = word + 1;
        if (option == NULL || option->value != NULL)
            return option;
    }
    return NULL;
}

/* Parse a word of the command line that is not the last one. */
static void read_word(struct completion *completion, const char *word)
{
    const char *value;

    if (completion->option != NULL) {
        completion->option = NULL;
    } else if (completion->options_ended || wp_arguments_is_word(word)) {
        if (completion->has_name)
            return;
        completion->has_name = true;
        completion->candidates.command = wp_command_find(completion->commands, word);
    } else if (strcmp(word, "--") == 0) {
        completion->options_ended = true;
    } else {
        completion->option = find_valued(completion->candidates.command, word, &value);
        if (completion->option != NULL && value[0] == '\0' && word[strlen(word) - 1] != '=')
            return;
        completion->option = NULL;
    }
}

/* Print the candidates for the last word. */
static void complete_word(struct completion *completion, const char *word)
{
    const struct wp_command *command = completion->candidates.command;
    const struct wp_option *option;
    const char *value;

    completion->candidates.word = wp_str(word);
    if (completion->option != NULL) {
        put_words(completion, completion->option->candidates, wp_str(""));
    } else if (completion->options_ended || word[0] != '-') {
        if (!completion->has_name)
            put_commands(completion);
        else if (command != NULL)
            put_arguments(completion);
    } else {
        option = find_valued(command, word, &value);
        if (option != NULL && (value[0] != '\0' || strchr(word, '=') != NULL))
            put_words(completion, option->candidates,
                      (struct wp_str){word, (size_t)(value - word)});
        else if (strchr(word, '=') == NULL)
            put_options(completion, word[1] == '-');
    }
}

/* Parse the command line without its last word. Ignore errors: the value of an option may not be
 * typed yet. The caller frees *line after the arguments. */
static void parse_words(const struct wp_arguments *words, struct wp_arguments *given,
                        const char ***line)
{
    size_t count = words->word_count;
    struct wp_error error;

    *line = wp_memory_array(count + 1, sizeof **line);
    (*line)[0] = "weekplan";
    for (size_t i = 1; i < count; i++)
        (*line)[i] = words->words[i - 1];
    (*line)[count] = NULL;
    (void)wp_arguments_parse((int)count, (char *const *)*line, words->commands, given, &error);
}

static enum wp_status run_complete(struct wp_context *context, struct wp_error *error)
{
    const struct wp_arguments *words = &context->arguments;
    struct wp_arguments given;
    const char **line;
    struct completion completion = {
        .candidates = {.out = &context->out,
                       .command = wp_command_find(words->commands, "status"),
                       .given = &given},
        .commands = words->commands,
    };

    (void)error;
    parse_words(words, &given, &line);
    for (size_t i = 0; i + 1 < words->word_count; i++)
        read_word(&completion, words->words[i]);
    complete_word(&completion, words->words[words->word_count - 1]);
    wp_arguments_free(&given);
    free(line);
    return WP_OK;
}

const struct wp_command wp_cmd_complete = {
    .name = "__complete",
    .group = WP_GROUP_HIDDEN,
    .summary = "print candidates for the last word of a command line",
    .arguments = "-- WORD...",
    .examples = "weekplan __complete -- done --on ''\n",
    .details =
        "Prints a candidate, a tab and a description a line. A line that begins with a colon "
        "is for the scripts of weekplan completion, which call this command.",
    .words_min = 1,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_NONE,
    .run = run_complete,
};
