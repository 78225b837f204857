/*
 * The scripts of `weekplan completion`, one for each shell. A script has no list of commands and
 * options: it calls `weekplan __complete` (see cmd_complete.c) with the words of the command
 * line, and offers the candidates that this prints.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd/context.h"
#include "cmd/shell_quote.h"
#include "os/real_path.h"

/* The script for bash. It calls no function of the package bash-completion, which is not
 * installed everywhere. */
static const char bash_script[] =
    "# Completes weekplan in bash. Printed by: weekplan completion bash\n"
    "_weekplan()\n"
    "{\n"
    "    local words=() piece rest=$COMP_LINE word value prefix candidate program=${1:-weekplan}\n"
    "\n"
    "    # bash splits words at '=' and ':'. Join the pieces that are one word in COMP_LINE.\n"
    "    for piece in \"${COMP_WORDS[@]:0:COMP_CWORD + 1}\"; do\n"
    "        if [[ ${#words[@]} -gt 0 && -n $piece && $rest != [[:blank:]]* ]]; then\n"
    "            words[${#words[@]} - 1]+=$piece\n"
    "        else\n"
    "            words+=(\"$piece\")\n"
    "        fi\n"
    "        rest=${rest#\"${rest%%[![:blank:]]*}\"}\n"
    "        rest=${rest#\"$piece\"}\n"
    "    done\n"
    "    word=${words[${#words[@]} - 1]}\n"
    "    # Only the last piece is replaced: leave the pieces before it out of candidates.\n"
    "    prefix=${word%\"$piece\"}\n"
    "    [[ $piece != [=:] ]] || prefix=$word\n"
    "\n"
    "    type -P -- \"$program\" >/dev/null || program=${_weekplan_program:-$program}\n"
    "    COMPREPLY=()\n"
    "    while IFS=$'\\t' read -r candidate _; do\n"
    "        if [[ $candidate == :files ]]; then\n"
    "            value=${word#--*=} prefix=${prefix#--*=}\n"
    "            [[ -n $prefix ]] || ! compopt -o default 2>/dev/null || return\n"
    "            while IFS= read -r candidate; do\n"
    "                COMPREPLY+=(\"${candidate#\"$prefix\"}\")\n"
    "            done < <(compgen -f -- \"$value\")\n"
    "        elif [[ $candidate == \"$word\"* ]]; then\n"
    "            COMPREPLY+=(\"${candidate#\"$prefix\"}\")\n"
    "        fi\n"
    "    done < <(\"$program\" __complete -- \"${words[@]:1}\" 2>/dev/null)\n"
    "}\n"
    "complete -F _weekplan weekplan\n";

static const char zsh_script[] =
    "#compdef weekplan\n"
    "# Completes weekplan in zsh. Printed by: weekplan completion zsh\n"
    "_weekplan() {\n"
    "    local line\n"
    "    local -a candidates\n"
    "\n"
    "    for line in \"${(@f)$(${~words[1]} __complete -- \"${(@Q)words[2,CURRENT]}\" "
    "2>/dev/null)}\"; do\n"
    "        if [[ $line = :files ]]; then\n"
    "            compset -P '--*='\n"
    "            _files\n"
    "            return\n"
    "        fi\n"
    "        # _describe separates a candidate from its description by a colon.\n"
    "        [[ -z $line ]] || candidates+=(\"${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}\")\n"
    "    done\n"
    "    _describe weekplan candidates\n"
    "}\n"
    "\n"
    "# A file in fpath is the body of the function; a file that is sourced defines it.\n"
    "if [ \"$funcstack[1]\" = _weekplan ]; then\n"
    "    _weekplan \"$@\"\n"
    "else\n"
    "    compdef _weekplan weekplan\n"
    "fi\n";

static const char fish_script[] =
    "# Completes weekplan in fish. Printed by: weekplan completion fish\n"
    "function __weekplan_complete\n"
    "    set -l words (commandline -opc)\n"
    "    set -l word (commandline -ct)\n"
    "    for line in ($words[1] __complete -- $words[2..] \"$word\" 2>/dev/null)\n"
    "        if test \"$line\" = :files\n"
    "            set -l option (string match -r -- '^--[a-z-]+=' $word)\n"
    "            __fish_complete_path (string replace -r -- '^--[a-z-]+=' '' $word) |\n"
    "                string replace -r -- '^' \"$option\"\n"
    "        else\n"
    "            printf '%s\\n' $line\n"
    "        end\n"
    "    end\n"
    "end\n"
    "complete -c weekplan -f -a '(__weekplan_complete)'\n";

static const struct {
    const char *name;
    const char *script;
} shells[] = {
    {"bash", bash_script},
    {"zsh", zsh_script},
    {"fish", fish_script},
};

/* Print the path of this program if it was run by a path, because PATH may not have its
 * directory. */
static void put_program(struct wp_context *context)
{
    char *path =
        strchr(context->program, '/') != NULL ? wp_path_of_program(context->program) : NULL;

    if (path == NULL)
        return;
    wp_buf_puts(&context->out, "_weekplan_program=");
    wp_shell_quote(&context->out, path);
    wp_buf_putc(&context->out, '\n');
    free(path);
}

static enum wp_status run_completion(struct wp_context *context, struct wp_error *error)
{
    const char *name = context->arguments.words[0];

    for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++) {
        if (strcmp(shells[i].name, name) == 0) {
            if (shells[i].script == bash_script)
                put_program(context);
            wp_buf_puts(&context->out, shells[i].script);
            return WP_OK;
        }
    }
    return wp_error_set(error, WP_USAGE, "completion takes bash, zsh or fish, not '%s'", name);
}

const struct wp_command wp_cmd_completion = {
    .name = "completion",
    .group = WP_GROUP_FILE,
    .summary = "print the completion script of a shell",
    .arguments = "SHELL",
    .candidates = "bash zsh fish",
    .examples = "eval \"$(weekplan completion bash)\"          # in ~/.bashrc\n"
                "source <(weekplan completion zsh)           # in ~/.zshrc, after compinit\n"
                "weekplan completion fish | source           # in config.fish\n",
    .details =
        "Print a script for SHELL, which is bash, zsh or fish. With it the Tab key completes "
        "commands, options, their values, and items of the plan. make install installs the scripts "
        "where the "
        "shells find them.",
    .words_min = 1,
    .words_max = 1,
    .plan = WP_PLAN_NONE,
    .run = run_completion,
};
