#include <string.h>

#include "cmd/context.h"

/* Columns of the help page. Help is ASCII, so that each byte has one column. */
enum {
    HELP_WIDTH = 80,
    TEXT_WIDTH_MIN = 24,
    COMMAND_COLUMN = 14,
    OPTION_COLUMN = 24,
    INDENT = 8,
    INDENT_NARROW = 4,
    EXAMPLE_COLUMN = 2
};

static const char general_examples[] =
    "weekplan add Finish the capstone analysis --id capstone --due fri\n"
    "weekplan add -u capstone Performance metrics\n"
    "weekplan                           # show the week\n"
    "weekplan done metrics              # tick it off\n";

static const char general_details[] =
    "Track the goals of a week and their subtasks in a YAML file.";

struct help_page {
    struct wp_buf *out;
    size_t width;
};

/* Append `text`, broken between words. The first line begins at the cursor, which is in column
 * `indent`; the other lines are indented to that column. Each line of `text` is a paragraph. */
static void put_help_text(const struct help_page *page, size_t indent, const char *text)
{
    size_t column = indent;

    while (*text != '\0') {
        size_t length = strcspn(text, " \n");
        if (column > indent && column + 1 + length > page->width) {
            wp_buf_putc(page->out, '\n');
            wp_buf_repeat(page->out, " ", indent);
            column = indent;
        } else if (column > indent) {
            wp_buf_putc(page->out, ' ');
            column++;
        }
        wp_buf_append(page->out, (struct wp_str){text, length});
        column += length;
        text += length;
        if (*text == '\n') {
            wp_buf_puts(page->out, "\n\n");
            column = indent;
            text++;
        }
        text += strspn(text, " ");
    }
    wp_buf_putc(page->out, '\n');
}

/* Return the indentation of a line that continues another one. */
static size_t continuation_indent(const struct help_page *page)
{
    return page->width < INDENT + TEXT_WIDTH_MIN ? INDENT_NARROW : INDENT;
}

/* Append a label, and `text` from `column` on. On a narrow terminal `text` is on the line below
 * the label. */
static void put_labelled(const struct help_page *page, struct wp_str label, size_t column,
                         const char *text)
{
    wp_buf_append(page->out, label);
    if (page->width < column + TEXT_WIDTH_MIN) {
        column = continuation_indent(page);
        wp_buf_putc(page->out, '\n');
        wp_buf_repeat(page->out, " ", column);
    } else {
        wp_buf_repeat(page->out, " ", label.length + 2 <= column ? column - label.length : 2);
    }
    put_help_text(page, column, text);
}

/* Return the length of the first word of a command line. A word in quotes may contain blanks. */
static size_t word_length(struct wp_str line)
{
    bool quoted = false;
    size_t at = 0;

    while (at < line.length && (quoted || line.data[at] != ' '))
        quoted = (line.data[at++] == '\'') != quoted;
    return at;
}

/* Append a command line. A long one is broken between its words by backslashes. */
static void put_command_line(const struct help_page *page, struct wp_str line)
{
    size_t column = EXAMPLE_COLUMN;

    wp_buf_repeat(page->out, " ", column);
    while (line.length > 0) {
        size_t length = word_length(line);
        size_t backslash = length < line.length ? strlen(" \\") : 0;
        bool first = column == EXAMPLE_COLUMN || column == continuation_indent(page);

        if (!first && column + 1 + length + backslash > page->width) {
            wp_buf_puts(page->out, " \\\n");
            column = continuation_indent(page);
            wp_buf_repeat(page->out, " ", column);
        } else if (!first) {
            wp_buf_putc(page->out, ' ');
            column++;
        }
        wp_buf_append(page->out, wp_str_slice(line, 0, length));
        column += length;
        line = wp_str_trim(wp_str_slice(line, length, line.length));
    }
}

/* Append an example. On a narrow terminal its explanation is below the command line. */
static void put_example(const struct help_page *page, struct wp_str line)
{
    const char *hash = memchr(line.data, '#', line.length);
    struct wp_buf text = WP_BUF_INIT;
    struct wp_str remark = {"", 0};

    if (line.length + EXAMPLE_COLUMN <= page->width) {
        wp_buf_repeat(page->out, " ", EXAMPLE_COLUMN);
        wp_buf_append(page->out, line);
        wp_buf_putc(page->out, '\n');
        return;
    }
    if (hash != NULL) {
        size_t length = (size_t)(hash - line.data);

        remark = wp_str_slice(line, length, line.length);
        line = wp_str_trim(wp_str_slice(line, 0, length));
    }
    put_command_line(page, line);
    wp_buf_putc(page->out, '\n');
    if (remark.length == 0)
        return;
    wp_buf_append(&text, remark);
    wp_buf_repeat(page->out, " ", continuation_indent(page));
    put_help_text(page, continuation_indent(page), text.data);
    wp_buf_free(&text);
}

static void put_examples(const struct help_page *page, const char *examples)
{
    wp_buf_puts(page->out, "Examples:\n");
    while (*examples != '\0') {
        size_t length = strcspn(examples, "\n");
        put_example(page, (struct wp_str){examples, length});
        examples += length + 1;
    }
}

static void put_option_help(const struct help_page *page, const struct wp_option *option)
{
    struct wp_buf label = WP_BUF_INIT;
    struct wp_buf text = WP_BUF_INIT;

    if (option->letter != 0)
        wp_buf_printf(&label, "  -%c, %s", option->letter, option->name);
    else
        wp_buf_printf(&label, "      %s", option->name);
    if (option->value != NULL)
        wp_buf_printf(&label, " %s", option->value);
    wp_buf_printf(&text, "%s%s", option->help, option->repeats ? " (may be repeated)" : "");

    put_labelled(page, wp_buf_str(&label), OPTION_COLUMN, text.data);
    wp_buf_free(&label);
    wp_buf_free(&text);
}

static void put_common_options(const struct help_page *page)
{
    wp_buf_puts(page->out, "\nOptions of every command:\n");
    for (size_t i = 0; i < WP_OPT_COUNT; i++) {
        if (wp_options[i].everywhere)
            put_option_help(page, &wp_options[i]);
    }
}

static void put_usage(const struct help_page *page, const char *usage)
{
    static const char label[] = "Usage: ";

    wp_buf_printf(page->out, "\n%s", label);
    put_help_text(page, strlen(label), usage);
    wp_buf_putc(page->out, '\n');
}

static void put_command_help(const struct help_page *page, const struct wp_command *command)
{
    struct wp_buf usage = WP_BUF_INIT;

    put_examples(page, command->examples);
    wp_buf_printf(&usage, "weekplan %s [OPTION]...%s%s", command->name,
                  command->arguments != NULL ? " " : "",
                  command->arguments != NULL ? command->arguments : "");
    put_usage(page, usage.data);
    wp_buf_free(&usage);
    put_help_text(page, 0, command->details);
    if (command->options != NULL || command->changes)
        wp_buf_puts(page->out, "\nOptions:\n");
    for (const enum wp_option_id *id = command->options; id != NULL && *id != WP_OPT_COUNT; id++)
        put_option_help(page, &wp_options[*id]);
    for (size_t i = 0; i < WP_OPT_COUNT && command->changes; i++)
        if (wp_options[i].of_changes)
            put_option_help(page, &wp_options[i]);
    put_common_options(page);
}

static void put_group(const struct help_page *page, const struct wp_command *const *commands,
                      enum wp_command_group group)
{
    struct wp_buf label = WP_BUF_INIT;

    wp_buf_printf(page->out, "\n%s:\n", wp_command_groups[group]);
    for (; *commands != NULL; commands++) {
        if ((*commands)->group != group)
            continue;
        wp_buf_clear(&label);
        wp_buf_printf(&label, "  %s", (*commands)->name);
        put_labelled(page, wp_buf_str(&label), COMMAND_COLUMN, (*commands)->summary);
    }
    wp_buf_free(&label);
}

static void put_overview(const struct help_page *page, const struct wp_command *const *commands)
{
    put_examples(page, general_examples);
    put_usage(page, "weekplan [COMMAND] [OPTION]... [ARGUMENT]...");
    put_help_text(page, 0, general_details);
    for (enum wp_command_group group = 0; group < WP_GROUP_COUNT; group++)
        put_group(page, commands, group);
    put_common_options(page);
    wp_buf_putc(page->out, '\n');
    put_help_text(page, 0,
                  "weekplan help COMMAND explains a command. The configuration is "
                  "~/.config/weekplan/config.yaml.");
}

static enum wp_status run_help(struct wp_context *context, struct wp_error *error)
{
    const struct wp_command *const *commands = context->arguments.commands;
    const struct help_page page = {&context->out,
                                   context->width < HELP_WIDTH ? context->width : HELP_WIDTH};

    if (context->arguments.word_count == 0) {
        put_overview(&page, commands);
    } else {
        const char *name = context->arguments.words[0];
        const struct wp_command *command = wp_command_find(commands, name);
        if (command == NULL)
            return wp_command_unknown(commands, name, error);
        put_command_help(&page, command);
    }
    return WP_OK;
}

const struct wp_command wp_cmd_help = {
    .name = "help",
    .group = WP_GROUP_FILE,
    .summary = "explain a command",
    .arguments = "[COMMAND]",
    .candidates = WP_COMPLETE_COMMANDS,
    .examples = "weekplan help                      # the commands\n"
                "weekplan help add                  # one of them\n"
                "weekplan add --help                # the same\n",
    .details = "List the commands, or explain one command and its options.",
    .words_max = 1,
    .plan = WP_PLAN_NONE,
    .pages = true,
    .run = run_help,
};
