#!/usr/bin/env bash
# Show the prompts of the README in bash and zsh.
set -u

readme=$PWD/README.md
# shellcheck source=tests/e2e/helpers.sh
. "${0%/*}/helpers.sh"

# snippet SHELL: print the code of the README for a shell.
snippet() {
    sed -n "/^For $1, in/,/^For /p" "$readme" | sed -n '/^```sh/,/^```/p' | sed '/^```/d'
}

# shellcheck disable=SC2154 # helpers.sh sets $work
ln -s "$WEEKPLAN" "$work/weekplan"
PATH=$work:$PATH
fresh
# shellcheck disable=SC2154 # helpers.sh sets $plan
export WEEKPLAN_FILE=$plan
wanted=$(weekplan --short)
[[ $wanted == *%* ]] || fail "the line has no percentage: $wanted"

snippet bash >prompt.bash
# shellcheck disable=SC2016 # bash evaluates it
shown=$(bash --norc -c '. ./prompt.bash; echo "${PS1@P}"')
[[ $shown == "$wanted "[\$#]* ]] || fail "bash shows: $shown"

if command -v zsh >/dev/null; then
    snippet zsh >prompt.zsh
    # shellcheck disable=SC2016 # zsh evaluates it
    shown=$(zsh -f -c '. ./prompt.zsh; print -P -- "$PS1"')
    [[ $shown == "$wanted "[%#]* ]] || fail "zsh shows: $shown"
    rm "$plan"
    # shellcheck disable=SC2016
    shown=$(zsh -f -c '. ./prompt.zsh; print -P -- "$PS1"')
    [[ $shown == " "[%#]* ]] || fail "zsh shows without a week: $shown"
fi

echo "the prompts of the README, $failures failures"
[ "$failures" = 0 ]
