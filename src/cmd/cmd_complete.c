/*
 * `weekplan __complete -- WORD...` prints the words that complete the last WORD of a command
 * line. The shell scripts of `weekplan completion` call this hidden command when the user presses
 * the Tab key. The WORDs are those after "weekplan".
 *
 * Each line of the output has a candidate, a tab and a description. All candidates are printed,
 * not only those that begin with the last WORD, because each shell has its own rules for that.
 * The line ":files" asks the shell for file names. The plan is read only to complete items.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/word_list.h"
#include "cmd/context.h"
#include "cmd/plan_input.h"
#include "render/term_text.h"

enum { TITLE_COLUMNS = 60 };

/* Options that select the plan and the week whose items are candidates. */
static const enum wp_option_id item_options[] = {WP_OPT_FILE, WP_OPT_WEEK, WP_OPT_TODAY};
enum { ITEM_OPTION_COUNT = sizeof item_options / sizeof item_options[0] };

/* The command line to complete. All words but the last one are parsed. */
struct completion {
    struct wp_buf *out;
    const struct wp_arguments *words; /* all words of the command line */
    const struct wp_command *const *commands;
    /* command of the command line; `status` if it has no name; NULL if unknown */
    const struct wp_command *command;
    bool has_name;
    bool has_argument; /* whether a word follows the name of the command */
    bool options_ended;
    const struct wp_option *option; /* option whose value is the next word, or NULL */
};

static void put_candidate(const struct completion *completion, struct wp_str prefix,
                          struct wp_str candidate, const char *description)
{
    wp_buf_append(completion->out, prefix);
    wp_buf_append(completion->out, candidate);
    wp_buf_printf(completion->out, "\t%s\n", description);
}

static void put_commands(const struct completion *completion)
{
    for (const struct wp_command *const *at = completion->commands; *at != NULL; at++)
        if ((*at)->group != WP_GROUP_HIDDEN)
            put_candidate(completion, wp_str(""), wp_str((*at)->name), (*at)->summary);
}

/* Initialize the context of a `weekplan status` with those options of the command line that
 * select the plan and the week. Call wp_context_free also after a failure. */
static enum wp_status init_status(const struct completion *completion, struct wp_context *context,
                                  struct wp_error *error)
{
    size_t count = completion->words->word_count;
    const char **line = wp_memory_array(count + 1, sizeof *line);
    const char *argv[2 + 2 * ITEM_OPTION_COUNT + 1] = {"weekplan", "status"};
    struct wp_arguments arguments;
    enum wp_status status;
    int argc = 2;

    line[0] = argv[0];
    for (size_t i = 1; i < count; i++)
        line[i] = completion->words->words[i - 1];
    line[count] = NULL;
    /* Ignore the error: the value of the last option may not be typed yet. */
    (void)wp_arguments_parse((int)count, (char *const *)line, completion->commands, &arguments,
                             error);
    for (size_t i = 0; i < ITEM_OPTION_COUNT; i++)
        if (wp_given(&arguments, item_options[i])) {
            argv[argc++] = wp_options[item_options[i]].name;
            argv[argc++] = wp_given_value(&arguments, item_options[i]);
        }
    argv[argc] = NULL;
    status = wp_context_init(context, completion->commands, argc, (char *const *)argv, error);
    wp_arguments_free(&arguments);
    free(line);
    return status;
}

/* Print the id or the path of each item of the week, with its title as the description. `also` is
 * whether the items of `also:` are printed. */
static void put_candidates_of(const struct completion *completion, struct wp_str prefix,
                              const struct wp_week *week, bool also, const struct wp_term *term)
{
    for (const struct wp_item *item = wp_week_item_after(week, NULL);
         item != NULL && (also || !wp_item_is_also(item)); item = wp_week_item_after(week, item)) {
        wp_buf_append(completion->out, prefix);
        if (item->id.length > 0)
            wp_buf_append(completion->out, item->id);
        else
            wp_item_path(completion->out, item);
        wp_buf_putc(completion->out, '\t');
        wp_term_cut(term, completion->out, item->title, TITLE_COLUMNS);
        wp_buf_putc(completion->out, '\n');
    }
}

/* Print the items of the selected week. Print nothing if the week cannot be read, or if the plan
 * is standard input. `also` is whether the items of `also:` are printed. */
static void put_item_candidates(const struct completion *completion, struct wp_str prefix,
                                bool also)
{
    struct wp_context context;
    struct wp_plan_input input = {.plan = NULL};
    struct wp_error error;
    enum wp_status status = init_status(completion, &context, &error);
    struct wp_text_style style = wp_context_text_style(&context);
    struct wp_term term = {.out = completion->out, .style = &style};

    if (status == WP_OK && strcmp(context.plan_path, "-") != 0)
        status = wp_plan_input_open_week(&input, &context, &error);
    if (status == WP_OK && input.found.week != NULL)
        put_candidates_of(completion, prefix, input.found.week, also, &term);
    wp_plan_input_close(&input);
    wp_context_free(&context);
}

/* Print the words of `candidates` (see struct wp_option and struct wp_command), each after
 * `prefix`. */
static void put_candidates(const struct completion *completion, struct wp_str prefix,
                           const char *candidates)
{
    if (candidates == NULL)
        return;
    if (strcmp(candidates, WP_COMPLETE_FILES) == 0) {
        wp_buf_puts(completion->out, ":files\n");
        return;
    }
    if (strcmp(candidates, WP_COMPLETE_COMMANDS) == 0) {
        put_commands(completion);
        return;
    }
    if (strcmp(candidates, WP_COMPLETE_ITEMS) == 0 || strcmp(candidates, WP_COMPLETE_ALL) == 0) {
        put_item_candidates(completion, prefix, strcmp(candidates, WP_COMPLETE_ALL) == 0);
        return;
    }
    if (strcmp(candidates, WP_COMPLETE_FORMATS) == 0)
        candidates = completion->command != NULL ? completion->command->formats : NULL;
    while (candidates != NULL && *candidates != '\0')
        put_candidate(completion, prefix, wp_word_list_next(&candidates), "");
}

/* Print the options of the command. If `long_only` is true, leave out the short ones. */
static void put_options(const struct completion *completion, bool long_only)
{
    for (size_t i = 0; i < WP_OPT_COUNT; i++) {
        const struct wp_option *option = &wp_options[i];

        if (completion->command != NULL ? !wp_command_has(completion->command, (enum wp_option_id)i)
                                        : !option->everywhere)
            continue;
        put_candidate(completion, wp_str(""), wp_str(option->name), option->help);
        if (option->letter != 0 && !long_only)
            put_candidate(completion, wp_str("-"), (struct wp_str){&option->letter, 1},
                          option->help);
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

/* Return the option in `word` if the next word is its value, or NULL. */
static const struct wp_option *find_awaiting(const struct completion *completion, const char *word)
{
    const struct wp_option *option;

    if (word[1] == '-') {
        option = find_option(completion->command, wp_str(word), 0);
        return option != NULL && option->value != NULL ? option : NULL;
    }
    for (word++; *word != '\0'; word++) {
        option = find_option(completion->command, wp_str(""), *word);
        if (option == NULL)
            return NULL;
        if (option->value != NULL)
            return word[1] == '\0' ? option : NULL;
    }
    return NULL;
}

/* Parse a word of the command line that is not the last one. */
static void read_word(struct completion *completion, const char *word)
{
    if (completion->option != NULL) {
        completion->option = NULL;
    } else if (completion->options_ended || wp_arguments_is_word(word)) {
        /* bash splits words at colons, and may pass an empty word after a colon. */
        if (completion->has_name)
            completion->has_argument = true;
        if (completion->has_name || *word == '\0')
            return;
        completion->has_name = true;
        completion->command = wp_command_find(completion->commands, word);
    } else if (strcmp(word, "--") == 0) {
        completion->options_ended = true;
    } else {
        completion->option = find_awaiting(completion, word);
    }
}

/* Print the candidates for the last word. If a command has different kinds of arguments, as REF
 * VALUE, its candidates are for the first argument. */
static void complete_word(const struct completion *completion, const char *word)
{
    const char *equals = strchr(word, '=');

    if (completion->option != NULL) {
        put_candidates(completion, wp_str(""), completion->option->candidates);
    } else if (completion->options_ended || word[0] != '-') {
        if (!completion->has_name)
            put_commands(completion);
        else if (completion->command != NULL &&
                 !(completion->has_argument && completion->command->words_min > 1))
            put_candidates(completion, wp_str(""), completion->command->candidates);
    } else if (equals != NULL) {
        struct wp_str name = {word, (size_t)(equals - word)};
        const struct wp_option *option = find_option(completion->command, name, 0);

        if (option != NULL)
            put_candidates(completion, (struct wp_str){word, name.length + 1}, option->candidates);
    } else {
        put_options(completion, word[1] == '-');
    }
}

static enum wp_status run_complete(struct wp_context *context, struct wp_error *error)
{
    const struct wp_arguments *arguments = &context->arguments;
    struct completion completion = {
        .out = &context->out,
        .words = arguments,
        .commands = arguments->commands,
        .command = wp_command_find(arguments->commands, "status"),
    };

    (void)error;
    for (size_t i = 0; i + 1 < arguments->word_count; i++)
        read_word(&completion, arguments->words[i]);
    complete_word(&completion, arguments->words[arguments->word_count - 1]);
    return WP_OK;
}

const struct wp_command wp_cmd_complete = {
    .name = "__complete",
    .group = WP_GROUP_HIDDEN,
    .summary = "print candidates for the last word of a command line",
    .arguments = "-- WORD...",
    .examples = "weekplan __complete -- done --on ''\n",
    .details = "Prints a candidate, a tab and a description a line. The line :files stands for "
               "the names of files. The scripts of weekplan completion call it.",
    .words_min = 1,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_NONE,
    .run = run_complete,
};
