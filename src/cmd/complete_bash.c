#include "cmd/complete.h"

/* Without bash-completion's functions: they are not everywhere. */
static const char complete_bash_head[] =
    "# Completes weekplan in bash. Printed by: weekplan completion bash\n"
    "_weekplan()\n"
    "{\n"
    "    local line=() piece joined='' rest=$COMP_LINE\n"
    "    local word before command='' words='' options='' i at\n"
    "\n"
    "    # bash takes words apart at colons: a:b.yaml is three of them.\n"
    "    for piece in \"${COMP_WORDS[@]:0:COMP_CWORD + 1}\"; do\n"
    "        if [[ -n ${line[*]} && $rest != [[:blank:]]* && ($piece == :* || -n $joined) ]]; "
    "then\n"
    "            line[${#line[@]} - 1]+=$piece\n"
    "        else\n"
    "            line+=(\"$piece\")\n"
    "        fi\n"
    "        joined=''\n"
    "        [[ $piece != *: ]] || joined=1\n"
    "        rest=${rest#\"${rest%%[![:blank:]]*}\"}\n"
    "        rest=${rest#\"$piece\"}\n"
    "    done\n"
    "    at=$((${#line[@]} - 1))\n"
    "    word=${line[at]} before=${line[at - 1]}\n"
    "    COMPREPLY=()\n"
    "    # --color=never is three words here.\n"
    "    if [[ $word == = ]]; then\n"
    "        word=''\n"
    "    elif [[ $before == = ]]; then\n"
    "        before=${line[at - 2]}\n"
    "    fi\n"
    "    # The command is the first word that is no option, and no option's value.\n"
    "    for ((i = 1; i < at; i++)); do\n"
    "        case ${line[i]} in\n"
    "            ";

static const char complete_bash_behind_valued[] =
    ")\n"
    "                [[ ${line[i + 1]} != = ]] || ((i++))\n"
    "                ((i++))\n"
    "                ;;\n"
    "            -*) ;;\n"
    "            *)\n"
    "                command=${line[i]}\n"
    "                break\n"
    "                ;;\n"
    "        esac\n"
    "    done\n"
    "\n"
    "    case $before in\n";

static const char complete_bash_tail[] = "    esac\n"
                                         "    [[ $word != -* ]] || words=$options\n"
                                         "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
                                         "}\n"
                                         "complete -F _weekplan weekplan\n";

/* "-f | --file" */
static void put_pattern(struct wp_buf *out, const struct wp_option *option)
{
    if (option->letter != 0)
        wp_buf_printf(out, "-%c | ", option->letter);
    wp_buf_puts(out, option->name);
}

static void put_valued(struct wp_buf *out)
{
    const char *bar = "";

    for (size_t i = 0; i < WP_OPT_COUNT; i++) {
        if (wp_options[i].value == NULL)
            continue;
        wp_buf_puts(out, bar);
        put_pattern(out, &wp_options[i]);
        bar = " | ";
    }
}

/* The formats are each command's own. */
static void put_formats(struct wp_buf *out, const struct wp_command *const *commands)
{
    wp_buf_puts(out, "            case $command in\n");
    for (size_t i = 0; commands[i] != NULL; i++)
        if (commands[i]->formats != NULL)
            wp_buf_printf(out, "                %s) words='%s' ;;\n", commands[i]->name,
                          commands[i]->formats);
    wp_buf_puts(out, "            esac\n"
                     "            COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n");
}

/* What is offered for the value of an option. */
static void put_value(struct wp_buf *out, const struct wp_command *const *commands,
                      const struct wp_option *option)
{
    wp_buf_puts(out, "        ");
    put_pattern(out, option);
    wp_buf_puts(out, ")\n");
    if (wp_complete_offers(option->candidates, WP_COMPLETE_FILES))
        wp_buf_puts(out,
                    "            # What is in front of the last colon is there already.\n"
                    "            if [[ $word == *:* ]]; then\n"
                    "                COMPREPLY=($(IFS=$'\\n' compgen -f -- \"$word\"))\n"
                    "                COMPREPLY=(\"${COMPREPLY[@]#\"${word%\"${word##*:}\"}\"}\")\n"
                    "            else\n"
                    "                compopt -o default 2>/dev/null ||\n"
                    "                    COMPREPLY=($(compgen -f -- \"$word\"))\n"
                    "            fi\n");
    else if (wp_complete_offers(option->candidates, WP_COMPLETE_FORMATS))
        put_formats(out, commands);
    else
        wp_buf_printf(out, "            COMPREPLY=($(compgen -W '%s' -- \"$word\"))\n",
                      option->candidates);
    wp_buf_puts(out, "            return\n"
                     "            ;;\n");
}

/* Nothing else is offered where a value is wanted. */
static void put_values(struct wp_buf *out, const struct wp_command *const *commands)
{
    for (size_t i = 0; i < WP_OPT_COUNT; i++)
        if (wp_options[i].candidates != NULL)
            put_value(out, commands, &wp_options[i]);
    wp_buf_puts(out, "        ");
    put_valued(out);
    wp_buf_puts(out, ")\n"
                     "            return\n"
                     "            ;;\n"
                     "    esac\n");
}

static void complete_bash_put_offer(struct wp_buf *out, const struct wp_command *const *commands,
                                    const char *offer)
{
    wp_buf_puts(out, "            words='");
    if (wp_complete_offers(offer, WP_COMPLETE_COMMANDS))
        wp_complete_commands(out, commands);
    else
        wp_buf_puts(out, offer);
    wp_buf_puts(out, "'\n");
}

/* `name` is '' for a command line without one: it is `command` all the same. */
static void complete_bash_put_command(struct wp_buf *out, const struct wp_command *const *commands,
                                      const char *name, const struct wp_command *command,
                                      const char *offer)
{
    if (offer == NULL && command->options == NULL)
        return;
    wp_buf_printf(out, "        %s)\n", name);
    if (offer != NULL)
        complete_bash_put_offer(out, commands, offer);
    if (command->options != NULL) {
        wp_buf_puts(out, "            options+='");
        for (const enum wp_option_id *id = command->options; *id != WP_OPT_COUNT; id++)
            wp_buf_printf(out, " %s", wp_options[*id].name);
        wp_buf_puts(out, "'\n");
    }
    wp_buf_puts(out, "            ;;\n");
}

void wp_complete_bash(struct wp_buf *out, const struct wp_command *const *commands)
{
    wp_buf_puts(out, complete_bash_head);
    put_valued(out);
    wp_buf_puts(out, complete_bash_behind_valued);
    put_values(out, commands);
    wp_buf_puts(out, "    options='");
    for (size_t i = 0; i < WP_OPT_COUNT; i++)
        if (wp_options[i].everywhere)
            wp_buf_printf(out, "%s%s", i > 0 ? " " : "", wp_options[i].name);
    wp_buf_puts(out, "'\n    case $command in\n");
    complete_bash_put_command(out, commands, "''", wp_command_find(commands, "status"),
                              WP_COMPLETE_COMMANDS);
    for (size_t i = 0; commands[i] != NULL; i++)
        complete_bash_put_command(out, commands, commands[i]->name, commands[i],
                                  commands[i]->candidates);
    wp_buf_puts(out, complete_bash_tail);
}
