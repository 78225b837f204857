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
    "\n"
    "# Set the variable called $1 to the word $2 without the quotes of the shell.\n"
    "_weekplan_unquote()\n"
    "{\n"
    "    local rest=$2 plain= quote\n"
    "    while [[ -n $rest ]]; do\n"
    "        quote=${rest:0:1} rest=${rest:1}\n"
    "        case $quote in\n"
    "        [\\'\\\"]) plain+=${rest%%\"$quote\"*}\n"
    "            [[ $rest == *\"$quote\"* ]] && rest=${rest#*\"$quote\"} || rest= ;;\n"
    "        \\\\) plain+=${rest:0:1} rest=${rest:1} ;;\n"
    "        *) plain+=$quote ;;\n"
    "        esac\n"
    "    done\n"
    "    printf -v \"$1\" %s \"$plain\"\n"
    "}\n"
    "\n"
    "# Append the candidate $1 with the description $2 to COMPREPLY, quoted for the shell.\n"
    "_weekplan_add()\n"
    "{\n"
    "    local candidate=${1#\"$prefix\"}\n"
    "    case $piece in\n"
    "    \\'*) candidate=${candidate//\\'/\\'\\\\\\'\\'} ;;\n"
    "    \\\"*) candidate=${candidate//[\\\\]/\\\\\\\\} candidate=${candidate//\\$/\\\\\\$}\n"
    "        candidate=${candidate//\\`/\\\\\\`} candidate=${candidate//\\\"/\\\\\\\"} ;;\n"
    "    *) [[ -z $candidate ]] || printf -v candidate %q \"$candidate\" ;;\n"
    "    esac\n"
    "    COMPREPLY+=(\"$candidate\") texts+=(\"$2\")\n"
    "}\n"
    "\n"
    "# Make a line of each candidate in COMPREPLY: the candidate and its description, in columns.\n"
    "_weekplan_list()\n"
    "{\n"
    "    local max=$((${COLUMNS:-80} - 1)) width=0 dots=… line i\n"
    "    [[ ${#dots} -eq 1 ]] || dots=...\n"
    "    for line in \"${COMPREPLY[@]}\"; do\n"
    "        ((${#line} <= width || ${#line} > 24)) || width=${#line}\n"
    "    done\n"
    "    for i in \"${!COMPREPLY[@]}\"; do\n"
    "        line=${COMPREPLY[i]}\n"
    "        while [[ -n ${texts[i]} && ${#line} -lt $width ]]; do line+=' '; done\n"
    "        line+=${texts[i]:+\"  ${texts[i]}\"}\n"
    "        [[ ${#line} -le $max ]] || line=${line:0:max - ${#dots}}$dots\n"
    "        COMPREPLY[i]=$line\n"
    "    done\n"
    "}\n"
    "\n"
    "_weekplan()\n"
    "{\n"
    "    local words=() texts=() piece rest=$COMP_LINE word prefix candidate text replace=\n"
    "    local program=${1:-weekplan} i\n"
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
    "    # Only the last piece is replaced: leave the pieces before it out of candidates.\n"
    "    word=${words[${#words[@]} - 1]}\n"
    "    prefix=${word%\"$piece\"}\n"
    "    [[ $piece != [=:] ]] || prefix=$word piece=\n"
    "    _weekplan_unquote prefix \"$prefix\"\n"
    "    for i in \"${!words[@]}\"; do\n"
    "        _weekplan_unquote \"words[$i]\" \"${words[i]}\"\n"
    "    done\n"
    "    word=${words[${#words[@]} - 1]}\n"
    "\n"
    "    type -P -- \"$program\" >/dev/null || program=${_weekplan_program:-$program}\n"
    "    COMPREPLY=()\n"
    "    while IFS=$'\\t' read -r candidate text; do\n"
    "        case $candidate in\n"
    "        :replace) replace=1 ;;\n"
    "        :files)\n"
    "            [[ $prefix != \"$text\" ]] || ! compopt -o default 2>/dev/null || return\n"
    "            while IFS= read -r candidate; do\n"
    "                [[ ! -d $candidate ]] || candidate+=/\n"
    "                _weekplan_add \"$text$candidate\"\n"
    "            done < <(compgen -f -- \"${word#\"$text\"}\") ;;\n"
    "        *) [[ -z $replace && $candidate != \"$word\"* ]] || _weekplan_add \"$candidate\" "
    "\"$text\" ;;\n"
    "        esac\n"
    "    done < <(\"$program\" __complete -- \"${words[@]:1}\" 2>/dev/null)\n"
    "\n"
    "    compopt -o nosort 2>/dev/null\n"
    "    [[ ${COMPREPLY[0]} != *[=/] ]] || compopt -o nospace 2>/dev/null\n"
    "    [[ ${#COMPREPLY[@]} -gt 1 ]] || return\n"
    "    # COMP_TYPE is a character: '?', '!' and '@' list the candidates, '%' takes one by one.\n"
    "    case ${COMP_TYPE:-0} in\n"
    "    63 | 33 | 64) _weekplan_list ;;\n"
    "    esac\n"
    "    # Candidates without a common beginning leave the word as it is.\n"
    "    [[ -z $replace || $COMP_TYPE == 63 || $COMP_TYPE == 37 ]] || COMPREPLY+=('')\n"
    "}\n"
    "complete -F _weekplan weekplan\n";

static const char zsh_script[] =
    "#compdef weekplan\n"
    "# Completes weekplan in zsh. Printed by: weekplan completion zsh\n"
    "_weekplan() {\n"
    "    local line candidate\n"
    "    local -a candidates keys options\n"
    "\n"
    "    for line in \"${(@f)$(${~words[1]} __complete -- \"${(@Q)words[2,CURRENT]}\" "
    "2>/dev/null)}\"; do\n"
    "        # _describe separates a candidate from its description by a colon.\n"
    "        candidate=${line%%$'\\t'*}\n"
    "        candidate=${${candidate//\\\\/\\\\\\\\}//:/\\\\:}:${line#*$'\\t'}\n"
    "        case $line in\n"
    "        :files*)\n"
    "            compset -P \"${(b)line#*$'\\t'}\"\n"
    "            _files\n"
    "            return ;;\n"
    "        :replace) options=(-U) ;;\n"
    "        *=$'\\t'*) keys+=(\"$candidate\") ;;\n"
    "        ?*) candidates+=(\"$candidate\") ;;\n"
    "        esac\n"
    "    done\n"
    "    # Do not replace the word by the common beginning of several candidates.\n"
    "    [[ $#options = 0 || $#candidates = 1 || $compstate[insert] != *unambiguous* ]] ||\n"
    "        compstate[insert]=\n"
    "    _describe -V weekplan keys -S '' -- candidates \"$options[@]\"\n"
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
    "    set -l token (commandline -ct)\n"
    "    set -l word\n"
    "    for quote in '' \\' '\"'\n"
    "        set word (string unescape -- \"$token$quote\"); and break\n"
    "    end\n"
    "    set -l lines ($words[1] __complete -- $words[2..] \"$word\" 2>/dev/null)\n"
    "    switch \"$lines[1]\"\n"
    "        case ':files*'\n"
    "            set -l prefix (string split \\t -- $lines[1])[2]\n"
    "            __fish_complete_path (string sub -s (math (string length -- \"$prefix\") + 1) -- "
    "\"$word\") |\n"
    "                string replace -r -- '^' \"$prefix\"\n"
    "        case :replace\n"
    "            # fish offers no candidate without the typed text: offer titles instead of "
    "paths.\n"
    "            string replace -rf -- '^([^\\t]*)\\t(.*)' '$2\\t$1' $lines[2..] | string match -v "
    "'*\uFFFD*'\n"
    "        case '*'\n"
    "            printf '%s\\n' $lines\n"
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
        "commands, options, their values, and items of the plan: those that the command can act "
        "on. A part of a title completes to the path of the item. make install installs the "
        "scripts where the shells find them.",
    .words_min = 1,
    .words_max = 1,
    .plan = WP_PLAN_NONE,
    .pages = true,
    .run = run_completion,
};
