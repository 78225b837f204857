#!/bin/bash
# Press the Tab key in bash, zsh and fish with the scripts of `weekplan completion`.
set -u

: "${WEEKPLAN:?the program under test}"
keys=$(realpath "$(dirname "$0")/completion_keys.py")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export LC_ALL=C.UTF-8 HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data
mkdir here bin
touch here/plan.yaml here/plan.txt
printf 'week: 2019-08-05\ngoals:\n  - title: Sail\n    id: sail\n    subtasks: [Hoist]\n  - "Row\\a\\n"\n' >items.yaml
ln -s "$WEEKPLAN" bin/weekplan
PATH=$work/bin:$PATH
failures=0
tests=0

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# in_bash, in_zsh and in_fish WORD...: complete the last word of a command line. Print one
# suggestion a line.

# Split the words as readline does: also at '=' and ':'.
in_bash() {
    bash --norc --noprofile -c '
        source script.bash || exit
        for word; do
            case $word in
            --*=*) COMP_WORDS+=("${word%%=*}" =); [ -z "${word#*=}" ] || COMP_WORDS+=("${word#*=}") ;;
            *:*) COMP_WORDS+=("${word%%:*}" :) && COMP_WORDS+=("${word#*:}") ;;
            *) COMP_WORDS+=("$word") ;;
            esac
        done
        COMP_LINE=$*
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _weekplan
        printf "%s\n" "${COMPREPLY[@]}"' bash "$@" 2>&1
}

in_fish() {
    fish --no-config -c 'source script.fish; complete -C "$argv"' "$@" 2>&1 | cut -f1 | sed 's/^--[a-z]*=//'
}

# Run zsh on a pseudo-terminal and make it print all suggestions.
in_zsh() {
    zsh -f -c '
        zmodload zsh/zpty
        zpty z zsh -f -i
        zpty -w z "source setup.zsh"
        zpty -r z ready "*READY*"
        zpty -n -w z "$*"$'\''\t'\''
        zpty -r z said "*END*"
        print -r -- "$said"
        zpty -d z' zsh "$@" 2>&1 | tr -d '\r' | sed -n 's/^offer://p'
}

cat >setup.zsh <<'END'
PROMPT=
unsetopt zle_bracketed_paste prompt_cr prompt_sp 2>/dev/null
[ ! -e functions ] || fpath=($PWD/functions $fpath)
autoload -U compinit
compinit -D -u
[ -e functions ] || source ./script.zsh
bindkey '^I' complete-word
zstyle ':completion:*' completer _complete
say_end() { print END; }
comppostfuncs=(say_end)
compadd() {
    local -a hits
    if [[ ${@[1,(i)(-|--)]} != *-[OAD]\ * ]]; then
        builtin compadd -A hits "$@"
        print -rl -- '' offer:$^hits
    fi
    builtin compadd "$@"
}
print REA''DY
END

# offers WANTED UNWANTED WORD...: check which words are suggested. WANTED and UNWANTED are
# lists with blanks between the words.
offers() {
    local wanted=$1 unwanted=$2 word said
    shift 2
    said=$("in_$shell" "$@")
    tests=$((tests + 1))
    for word in $wanted; do
        grep -qxF -e "$word" <<<"$said" || fail "$shell: '$*' does not offer $word, but:" $said
    done
    for word in $unwanted; do
        ! grep -qxF -e "$word" <<<"$said" || fail "$shell: '$*' offers $word"
    done
}

# The list of candidates in bash has the descriptions in a column, and a sign where one is cut.
check_list_of_bash() {
    local list
    list=$(COMP_TYPE=63 COLUMNS=80 in_bash weekplan add Row --)
    tests=$((tests + 1))
    [ "$(wc -L <<<"$list")" -le 79 ] || fail "bash: a line of the list is too long: $list"
    grep -qx -- '--week       select a week: .*[^ ]…' <<<"$list" || fail "bash: no sign at the cut: $list"
    grep -qx -- '--due        the last day.*' <<<"$list" || fail "bash: no column: $list"
    ! grep -q ' $' <<<"$list" || fail "bash: blanks at the end of a line: $list"
    list=$(LC_ALL=C COMP_TYPE=63 COLUMNS=40 in_bash weekplan add Row --)
    grep -qx -- '--due        .*[.][.][.]' <<<"$list" || fail "bash in ASCII: no sign at the cut: $list"
    [ "$(wc -L <<<"$list")" -le 39 ] || fail "bash at 40 columns: a line is too long: $list"
}

check_shell() {
    local commands
    commands=$("$WEEKPLAN" help | sed -n '/^Usage/,$s/^  \([a-z]*\)  .*/\1/p')
    [ "$(wc -w <<<"$commands")" -gt 10 ] || fail "help lists no commands"
    "$WEEKPLAN" completion "$shell" >"script.$shell" || fail "$shell: no script"
    "$shell" -n "script.$shell" || fail "$shell: the script is not valid"

    offers "$commands" '--file --depth' weekplan ''
    offers 'status' 'done add' weekplan sta
    offers 'done drop' 'status' weekplan -w last --color never d
    offers 'done' 'status' weekplan --week=last do
    offers '--on --file --week --today --color --ascii --help --version' '--under --depth' weekplan done --
    offers '--under --weight --due --tag' '--on --open' weekplan add --
    offers '--under --weight --due --tag' '--on --open' weekplan -f add add 'a goal' --
    offers '--depth --open --short --json --file' '--under --on' weekplan --
    offers '--depth --open --short --json --file' '--under --on' weekplan status --
    offers '--json --file' '--depth --open' weekplan show --
    offers 'auto always never' 'status' weekplan --color ''
    offers 'always' 'never' weekplan done --color al
    offers 'this last next' 'status' weekplan -w ''
    offers 'wed thu today' 'this mon' weekplan --today 2019-08-06 add Goal --due ''
    offers 'mon tue today' 'wed' weekplan --today 2019-08-06 done 1 --on ''
    offers 'today tomorrow' 'mon' weekplan add Goal --due to
    offers '' "$commands --file" weekplan add --note ''
    offers '' "$commands --file plan.yaml here/" weekplan done ''
    offers 'redo reopen' 'status --file' weekplan help re
    offers 'text markdown html json' 'csv status' weekplan report --format ''
    offers 'csv' 'text markdown status' weekplan history --format c
    offers 'bash zsh fish' 'status' weekplan completion ''
    offers '' ':files' weekplan -f ''
    offers '' ':files' weekplan status --file ''
    offers 'sail 1.1 2' 'Row' weekplan -f items.yaml -w 2019-W32 done ''
    offers 'sail 1.1 2' 'status' weekplan -w 2019-W32 --file=items.yaml add Trim --under ''
    offers '' 'sail 1.1 2' weekplan -f items.yaml -w 2019-W32 progress sail ''
}

# Press the keys on a terminal.
check_keys() {
    local directory=$work/keys.$shell
    mkdir -p "$directory/bin"
    ln -s "$WEEKPLAN" "$directory/bin/weekplan"
    cp "script.$shell" "$directory"
    python3 "$keys" "$shell" "$directory" || failures=$((failures + 1))
}

# Check the completion of file names, which each shell does in its own way.
check_files() {
    local said
    said=$("in_$shell" weekplan --file here/pl)
    case $said in
    *plan.txt*plan.yaml* | *plan.yaml*plan.txt*) ;;
    *) fail "$shell: --file offers no files, but: $said" ;;
    esac
}

ran=0
for shell in bash zsh fish; do
    if command -v "$shell" >/dev/null; then
        check_shell
        check_files
        check_keys
        ran=$((ran + 1))
    else
        echo "not run: there is no $shell"
    fi
done

# bash alone splits a word at '=', as in --format=json.
shell=bash
offers 'always' 'never' weekplan done --color=al
offers 'auto always never' '' weekplan --color=

check_list_of_bash

# bash also splits a file name at ':'.
offers 'status' 'done' weekplan -f a:b.yaml sta
offers 'status' 'done' weekplan -f a: sta
offers 'status' 'done' weekplan -f :b sta
offers 'this last next' '' weekplan -f a:b.yaml done -w ''
offers '--on' '--under' weekplan --file a:b done --
touch here/a:plan.yaml
offers 'plan.yaml' 'status here/a:plan.yaml' weekplan -f here/a:pl

# zsh loads the script by itself if it is installed in its directory for functions.
if command -v zsh >/dev/null; then
    shell=zsh
    mkdir functions
    mv script.zsh functions/_weekplan
    offers 'status' 'done add' weekplan sta
    offers '--on' '--under' weekplan done --
fi

"$WEEKPLAN" completion tcsh >out 2>err
[ $? = 64 ] || fail "completion for tcsh: not exit 64"
echo "$tests command lines in $ran shells, $failures failures"
[ "$failures" = 0 ] || exit 1
[ "$ran" = 3 ] || exit 77
