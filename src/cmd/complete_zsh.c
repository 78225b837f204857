#include "cmd/complete.h"

/* As a file of a directory in fpath it is the function's body and is called;
 * where it is sourced it only says what it completes. */
static const char complete_zsh_head[] =
    "#compdef weekplan\n"
    "# Completes weekplan in zsh. Printed by: weekplan completion zsh\n"
    "_weekplan() {\n"
    "    local context state state_descr line ret=1\n"
    "    typeset -A opt_args\n"
    "    local -a everywhere commands\n"
    "\n";

static const char behind_commands[] = "        '1: :->command' '*:: :->arguments' && ret=0\n"
                                      "    case $state in\n"
                                      "    command)\n"
                                      "        _describe -t commands command commands && ret=0\n"
                                      "        ;;\n"
                                      "    arguments)\n"
                                      "        case $words[1] in\n";

static const char complete_zsh_tail[] = "        esac\n"
                                        "        ;;\n"
                                        "    esac\n"
                                        "    return ret\n"
                                        "}\n"
                                        "\n"
                                        "if [ \"$funcstack[1]\" = _weekplan ]; then\n"
                                        "    _weekplan \"$@\"\n"
                                        "else\n"
                                        "    compdef _weekplan weekplan\n"
                                        "fi\n";

/* Within quotes, as a part of a specification: what has a meaning there, loses it. */
static void complete_zsh_put_text(struct wp_buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            wp_buf_puts(out, "'\\''");
            continue;
        }
        if (*text == ':' || *text == '[' || *text == ']' || *text == '\\')
            wp_buf_putc(out, '\\');
        wp_buf_putc(out, *text);
    }
}

/* What there is for a value or an argument: ":WEEK:(this last next)". */
static void complete_zsh_put_offer(struct wp_buf *out, const struct wp_command *const *commands,
                                   const char *called, const char *offer)
{
    wp_buf_putc(out, ':');
    complete_zsh_put_text(out, called);
    wp_buf_putc(out, ':');
    if (wp_complete_offers(offer, WP_COMPLETE_FILES)) {
        wp_buf_puts(out, "_files");
    } else if (wp_complete_offers(offer, WP_COMPLETE_COMMANDS)) {
        wp_buf_putc(out, '(');
        wp_complete_commands(out, commands);
        wp_buf_putc(out, ')');
    } else if (offer != NULL) {
        wp_buf_printf(out, "(%s)", offer);
    } else {
        wp_buf_putc(out, ' ');
    }
}

/* '(-w --week)'{-w+,--week=}'[help]:WEEK:(this last next)' */
static void complete_zsh_put_option(struct wp_buf *out, const struct wp_command *const *commands,
                                    const char *indent, const struct wp_option *option,
                                    const char *offer)
{
    bool valued = option->value != NULL;

    wp_buf_puts(out, indent);
    if (option->letter != 0)
        wp_buf_printf(out, "'(-%c %s)'{-%c%s,%s%s}'", option->letter, option->name, option->letter,
                      valued ? "+" : "", option->name, valued ? "=" : "");
    else
        wp_buf_printf(out, "'%s%s%s", option->repeats ? "*" : "", option->name, valued ? "=" : "");
    wp_buf_putc(out, '[');
    complete_zsh_put_text(out, option->help);
    wp_buf_putc(out, ']');
    if (valued)
        complete_zsh_put_offer(out, commands, option->value, offer);
    wp_buf_puts(out, "'");
}

static void put_own_options(struct wp_buf *out, const struct wp_command *const *commands,
                            const char *indent, const struct wp_command *command)
{
    for (const enum wp_option_id *id = command->options; id != NULL && *id != WP_OPT_COUNT; id++) {
        complete_zsh_put_option(out, commands, indent, &wp_options[*id],
                                wp_complete_value(command, &wp_options[*id]));
        wp_buf_puts(out, " \\\n");
    }
}

static void complete_zsh_put_command(struct wp_buf *out, const struct wp_command *const *commands,
                                     const struct wp_command *command)
{
    wp_buf_printf(out, "        %s)\n            _arguments -S $everywhere \\\n", command->name);
    put_own_options(out, commands, "                ", command);
    wp_buf_puts(out, "                ");
    if (command->arguments != NULL) {
        wp_buf_puts(out, command->words_max == 1 ? "'1" : "'*");
        complete_zsh_put_offer(out, commands, command->arguments, command->candidates);
        wp_buf_puts(out, "' ");
    }
    wp_buf_puts(out, "&& ret=0\n            ;;\n");
}

void wp_complete_zsh(struct wp_buf *out, const struct wp_command *const *commands)
{
    wp_buf_puts(out, complete_zsh_head);
    wp_buf_puts(out, "    everywhere=(\n");
    for (size_t i = 0; i < WP_OPT_COUNT; i++) {
        if (!wp_options[i].everywhere)
            continue;
        complete_zsh_put_option(out, commands, "        ", &wp_options[i],
                                wp_options[i].candidates);
        wp_buf_putc(out, '\n');
    }
    wp_buf_puts(out, "    )\n    commands=(\n");
    for (size_t i = 0; commands[i] != NULL; i++) {
        wp_buf_printf(out, "        '%s:", commands[i]->name);
        complete_zsh_put_text(out, commands[i]->summary);
        wp_buf_puts(out, "'\n");
    }
    wp_buf_puts(out, "    )\n    _arguments -C -S $everywhere \\\n");
    put_own_options(out, commands, "        ", wp_command_find(commands, "status"));
    wp_buf_puts(out, behind_commands);
    for (size_t i = 0; commands[i] != NULL; i++)
        complete_zsh_put_command(out, commands, commands[i]);
    wp_buf_puts(out, complete_zsh_tail);
}
