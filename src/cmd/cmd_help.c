#include <string.h>

#include "cmd/context.h"
#include "cmd/external_command.h"
#include "cmd/help_page.h"
#include "cmd/help_topic.h"

enum { HELP_WIDTH = 80, COMMAND_COLUMN = 14, OPTION_COLUMN = 24, TOPIC_COLUMN = 16 };

static const char general_examples[] =
    "weekplan add Finish the capstone analysis --id capstone --due fri\n"
    "weekplan add -u capstone Performance metrics\n"
    "weekplan                           # show the week\n"
    "weekplan done metrics              # tick it off\n";

static const char general_details[] =
    "Track the goals of a week and their subtasks in a YAML file.";

/* Append an empty line, and the heading of a list with a colon. */
static void put_help_heading(const struct wp_help_page *page, const char *text)
{
    struct wp_buf heading = WP_BUF_INIT;

    wp_buf_printf(&heading, "%s:", text);
    wp_buf_putc(page->out, '\n');
    wp_help_page_heading(page, heading.data);
    wp_buf_putc(page->out, '\n');
    wp_buf_free(&heading);
}

static void put_option_help(const struct wp_help_page *page, const struct wp_option *option)
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

    wp_help_page_labelled(page, wp_buf_str(&label), OPTION_COLUMN, text.data);
    wp_buf_free(&label);
    wp_buf_free(&text);
}

static void put_common_options(const struct wp_help_page *page)
{
    put_help_heading(page, "Options of every command");
    for (size_t i = 0; i < WP_OPT_COUNT; i++) {
        if (wp_options[i].everywhere)
            put_option_help(page, &wp_options[i]);
    }
}

static void put_usage(const struct wp_help_page *page, const char *usage)
{
    static const char label[] = "Usage:";

    wp_buf_putc(page->out, '\n');
    wp_help_page_heading(page, label);
    wp_buf_putc(page->out, ' ');
    wp_help_page_text(page, strlen(label) + 1, usage);
    wp_buf_putc(page->out, '\n');
}

static void put_command_help(const struct wp_help_page *page, const struct wp_command *command)
{
    struct wp_buf usage = WP_BUF_INIT;

    wp_help_page_examples(page, command->examples);
    wp_buf_printf(&usage, "weekplan %s [OPTION]...%s%s", command->name,
                  command->arguments != NULL ? " " : "",
                  command->arguments != NULL ? command->arguments : "");
    put_usage(page, usage.data);
    wp_buf_free(&usage);
    wp_help_page_text(page, 0, command->details);
    if (command->options != NULL || command->changes)
        put_help_heading(page, "Options");
    for (const enum wp_option_id *id = command->options; id != NULL && *id != WP_OPT_COUNT; id++)
        put_option_help(page, &wp_options[*id]);
    for (size_t i = 0; i < WP_OPT_COUNT && command->changes; i++)
        if (wp_options[i].of_changes)
            put_option_help(page, &wp_options[i]);
    put_common_options(page);
}

static void put_group(const struct wp_help_page *page, const struct wp_command *const *commands,
                      enum wp_command_group group)
{
    struct wp_buf label = WP_BUF_INIT;

    put_help_heading(page, wp_command_groups[group]);
    for (; *commands != NULL; commands++) {
        if ((*commands)->group != group)
            continue;
        wp_buf_clear(&label);
        wp_buf_printf(&label, "  %s", (*commands)->name);
        wp_help_page_labelled(page, wp_buf_str(&label), COMMAND_COLUMN, (*commands)->summary);
    }
    wp_buf_free(&label);
}

static void put_topics(const struct wp_help_page *page)
{
    struct wp_buf label = WP_BUF_INIT;

    put_help_heading(page, "Topics");
    for (const struct wp_help_topic *topic = wp_help_topics; topic->name != NULL; topic++) {
        wp_buf_clear(&label);
        wp_buf_printf(&label, "  help %s", topic->name);
        wp_help_page_labelled(page, wp_buf_str(&label), TOPIC_COLUMN, topic->summary);
    }
    wp_buf_free(&label);
}

/* Append the names of the programs weekplan-NAME that are installed, if there are any. */
static void put_programs(const struct wp_help_page *page, const struct wp_context *context)
{
    struct wp_buf names = WP_BUF_INIT;

    wp_external_command_names(&names, context);
    if (names.length > 0) {
        put_help_heading(page, "Commands of your own");
        wp_buf_puts(page->out, "  ");
        wp_help_page_text(page, 2, names.data);
    }
    wp_buf_free(&names);
}

static void put_overview(const struct wp_help_page *page, const struct wp_context *context)
{
    wp_help_page_examples(page, general_examples);
    put_usage(page, "weekplan [COMMAND] [OPTION]... [ARGUMENT]...");
    wp_help_page_text(page, 0, general_details);
    for (enum wp_command_group group = 0; group < WP_GROUP_COUNT; group++)
        put_group(page, context->arguments.commands, group);
    put_programs(page, context);
    put_common_options(page);
    put_topics(page);
    wp_buf_putc(page->out, '\n');
    wp_help_page_text(page, 0,
                      "weekplan help COMMAND explains a command. The configuration is "
                      "~/.config/weekplan/config.yaml.\n"
                      "The manual pages are weekplan(1), weekplan(5) and weekplan-mail(1): man "
                      "weekplan, man 5 weekplan. README.md and docs explain more, with examples; "
                      "they are in the source of weekplan, or in /usr/share/doc/weekplan.");
}

static void put_topic(const struct wp_help_page *page, const struct wp_help_topic *topic)
{
    wp_help_page_text(page, 0, topic->details);
    for (const struct wp_help_row *row = topic->rows; row->label != NULL; row++) {
        if (row->text == NULL)
            put_help_heading(page, row->label);
        else
            wp_help_page_labelled(page, wp_str(row->label), OPTION_COLUMN, row->text);
    }
    put_help_heading(page, "Example");
    wp_buf_puts(page->out, topic->example);
    wp_buf_putc(page->out, '\n');
    wp_help_page_text(page, 0, topic->more);
}

/* Print the help of a command or a topic. Return false if there is none of this name. */
static bool put_named(const struct wp_help_page *page, const struct wp_command *const *commands,
                      const char *name)
{
    const struct wp_command *command = wp_command_find(commands, name);
    const struct wp_help_topic *topic = wp_help_topic_find(name);

    if (command != NULL)
        put_command_help(page, command);
    else if (topic != NULL)
        put_topic(page, topic);
    return command != NULL || topic != NULL;
}

static enum wp_status run_help(struct wp_context *context, struct wp_error *error)
{
    const struct wp_command *const *commands = context->arguments.commands;
    const char *name = context->arguments.word_count > 0 ? context->arguments.words[0] : NULL;
    const char *alias = name != NULL ? wp_help_topic_of_alias(name) : NULL;
    const struct wp_help_page page = {.out = &context->out,
                                      .width =
                                          context->width < HELP_WIDTH ? context->width : HELP_WIDTH,
                                      .bold = context->color};

    if (name == NULL)
        put_overview(&page, context);
    else if (!put_named(&page, commands, name) &&
             (alias == NULL || !put_named(&page, commands, alias)))
        return wp_command_unknown(commands, name, error);
    return WP_OK;
}

const struct wp_command wp_cmd_help = {
    .name = "help",
    .group = WP_GROUP_FILE,
    .summary = "explain a command or a topic",
    .arguments = "[COMMAND|TOPIC]",
    .candidates = WP_COMPLETE_HELP,
    .examples = "weekplan help                      # the commands\n"
                "weekplan help add                  # one of them\n"
                "weekplan help dates                # what a day can be\n"
                "weekplan add --help                # the same\n",
    .details =
        "List the commands, or explain one command and its options, or a topic: config, format, "
        "dates, items, output or tags. Other words find their topic too: labels, colours, days.",
    .words_max = 1,
    .plan = WP_PLAN_NONE,
    .pages = true,
    .run = run_help,
};
