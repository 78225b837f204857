#include "cmd/complete.h"

#include <string.h>

static const char complete_fish_head[] =
    "# Completes weekplan in fish. Printed by: weekplan completion fish\n"
    "\n"
    "# Whether the command before the cursor is one of these; '' for none.\n"
    "# It is the first word that is no option, and no option's value.\n"
    "function __weekplan_is\n"
    "    set -l words (commandline -opc)\n"
    "    set -l valued";

static const char complete_fish_behind_valued[] =
    "\n"
    "    set -l command ''\n"
    "    set -l i 2\n"
    "    while test $i -le (count $words)\n"
    "        if contains -- $words[$i] $valued\n"
    "            set i (math $i + 1)\n"
    "        else if not string match -q -- '-*' $words[$i]\n"
    "            set command $words[$i]\n"
    "            break\n"
    "        end\n"
    "        set i (math $i + 1)\n"
    "    end\n"
    "    contains -- \"$command\" $argv\n"
    "end\n"
    "\n"
    "complete -c weekplan -f\n";

/* A word of its own, in quotes. */
static void put_quoted(struct wp_buf *out, const char *text)
{
    wp_buf_putc(out, '\'');
    for (; *text != '\0'; text++) {
        if (*text == '\'' || *text == '\\')
            wp_buf_putc(out, '\\');
        wp_buf_putc(out, *text);
    }
    wp_buf_putc(out, '\'');
}

/* `status` is what weekplan does without a command. */
static void put_condition(struct wp_buf *out, const struct wp_command *command)
{
    wp_buf_printf(out, " -n \"__weekplan_is %s%s\"", command->name,
                  strcmp(command->name, "status") == 0 ? " ''" : "");
}

/* `command` is NULL for an option that all of them have. */
static void complete_fish_put_option(struct wp_buf *out, const struct wp_command *command,
                                     const struct wp_option *option)
{
    const char *offer = command != NULL ? wp_complete_value(command, option) : option->candidates;

    wp_buf_puts(out, "complete -c weekplan");
    if (command != NULL)
        put_condition(out, command);
    if (option->letter != 0)
        wp_buf_printf(out, " -s %c", option->letter);
    wp_buf_printf(out, " -l %s", option->name + 2);
    if (wp_complete_offers(offer, WP_COMPLETE_FILES)) {
        wp_buf_puts(out, " -r -F");
    } else if (option->value != NULL) {
        wp_buf_puts(out, " -x");
        if (offer != NULL)
            wp_buf_printf(out, " -a '%s'", offer);
    }
    wp_buf_puts(out, " -d ");
    put_quoted(out, option->help);
    wp_buf_putc(out, '\n');
}

static void complete_fish_put_command(struct wp_buf *out, const struct wp_command *const *commands,
                                      const struct wp_command *command)
{
    wp_buf_printf(out, "complete -c weekplan -n \"__weekplan_is ''\" -a %s -d ", command->name);
    put_quoted(out, command->summary);
    wp_buf_putc(out, '\n');
    for (const enum wp_option_id *id = command->options; id != NULL && *id != WP_OPT_COUNT; id++)
        complete_fish_put_option(out, command, &wp_options[*id]);
    if (command->candidates == NULL)
        return;
    wp_buf_puts(out, "complete -c weekplan");
    put_condition(out, command);
    wp_buf_puts(out, " -a '");
    if (wp_complete_offers(command->candidates, WP_COMPLETE_COMMANDS))
        wp_complete_commands(out, commands);
    else
        wp_buf_puts(out, command->candidates);
    wp_buf_puts(out, "'\n");
}

void wp_complete_fish(struct wp_buf *out, const struct wp_command *const *commands)
{
    wp_buf_puts(out, complete_fish_head);
    for (size_t i = 0; i < WP_OPT_COUNT; i++) {
        if (wp_options[i].value == NULL)
            continue;
        if (wp_options[i].letter != 0)
            wp_buf_printf(out, " -%c", wp_options[i].letter);
        wp_buf_printf(out, " %s", wp_options[i].name);
    }
    wp_buf_puts(out, complete_fish_behind_valued);
    for (size_t i = 0; i < WP_OPT_COUNT; i++)
        if (wp_options[i].everywhere)
            complete_fish_put_option(out, NULL, &wp_options[i]);
    for (size_t i = 0; commands[i] != NULL; i++)
        complete_fish_put_command(out, commands, commands[i]);
}
