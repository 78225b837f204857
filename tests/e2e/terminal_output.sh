#!/bin/bash
# Output on a terminal: the pager, the width of a pipe, and links.
set -u
. tests/e2e/helpers.sh

if ! command -v tmux >/dev/null; then
    echo "tmux is not installed"
    exit 77
fi

unset PAGER WEEKPLAN_PAGER LESS NO_COLOR CLICOLOR CLICOLOR_FORCE FORCE_COLOR FORCE_HYPERLINK COLUMNS
terminals=0
socket=weekplan-$$-$terminals
trap 'tmux -L "$socket" kill-server 2>/dev/null; rm -rf "$work"' EXIT
fresh
lengthen 60
cat >pager <<'END'
#!/bin/sh
# Keeps what it reads, and its arguments.
printf '%s\n' "$@" >arguments
cat >paged
exit 9
END
chmod 755 pager

# Use a new tmux server. The old one may still be about to end.
next_server() {
    terminals=$((terminals + 1))
    socket=weekplan-$$-$terminals
}

# run_in COLUMNS LINES COMMAND: run a command of the shell on a terminal of this size, and wait
# for its end. Its exit code is in the file code, the screen in the file screen.
run_in() {
    rm -f code paged arguments screen
    export plan
    next_server
    tmux -L "$socket" new-session -d -x "$1" -y "$2" "$3; echo \$? >code; sleep 2"
    for _ in $(seq 100); do
        [ ! -s code ] || break
        sleep 0.1
    done
    tmux -L "$socket" capture-pane -p >screen
    tmux -L "$socket" kill-server 2>/dev/null
}

# paged WHAT EXIT: the last command used the pager, and ended with this code.
paged() {
    [ -s paged ] || fail "$1: no pager: $(cat screen)"
    [ "$(cat code)" = "$2" ] || fail "$1: exit code $(cat code)"
}

not_paged() {
    [ ! -e paged ] || fail "$1: the pager was used"
    [ "$(cat code)" = "$2" ] || fail "$1: exit code $(cat code)"
}

wp="\"$WEEKPLAN\" -f \"\$plan\""

export WEEKPLAN_PAGER="'$work/pager' 'a  b'" PAGER=false
for command in status show 'report -w this' 'report -w this --format html' help 'help report'; do
    run_in 80 24 "$wp $command"
    paged "$command" 0
    "$WEEKPLAN" --color always -f "$plan" $command | cmp -s - paged ||
        fail "$command: the pager gets something else"
done
[ "$(cat arguments)" = 'a  b' ] || fail "arguments of the pager: $(cat arguments)"
run_in 80 10 "$wp history --weeks all"
not_paged "a short history" 0
run_in 80 4 "$wp history --weeks all"
paged "history" 0

# what else shows much: lists, letters, and the change that --dry-run shows
for number in $(seq 12); do
    "$WEEKPLAN" -qf "$plan" set 1 due=2019-08-0$((number % 5 + 5)) weight="$number"
done
run_in 80 10 "$wp undo --list"
paged "undo --list" 0
run_in 80 24 "$wp mail --print --week this --to ada@example.org --from ada@example.org"
[ ! -x "${WEEKPLAN%/*}/weekplan-mail" ] || paged "mail --print" 0
run_in 80 24 "$wp schema"
paged "schema" 0
run_in 80 24 "$wp completion bash"
paged "completion" 0
run_in 80 10 "$wp set 1-20 weight=3 --dry-run"
paged "--dry-run" 0
grep -q '^+.*weight: 3' paged || fail "--dry-run: the pager has no diff"
run_in 80 10 "$wp set 1-20 weight=4"
not_paged "the result of a change" 0

run_in 80 24 "$wp check"
not_paged "check" 0
run_in 80 120 "$wp status"
not_paged "a large screen" 0
run_in 80 24 "$wp --no-pager status"
not_paged "--no-pager" 0
run_in 80 24 "TERM=dumb $wp status"
not_paged "a dumb terminal" 0
run_in 80 24 "$wp status | cat"
not_paged "a pipe" 0
run_in 80 24 "$wp status >file"
not_paged "a file" 0
run_in 80 24 "WEEKPLAN_PAGER= $wp status"
not_paged "an empty variable" 0
run_in 80 24 "WEEKPLAN_PAGER=cat $wp status"
not_paged "cat" 0
run_in 80 24 "WEEKPLAN_PAGER=/nowhere/pager $wp status"
not_paged "no such pager" 0
grep -q 'Goal number 60' screen || fail "no such pager: nothing is shown"

# the exit code is that of the command, and not of the pager
sed -i 's/goals: \[{title: Earlier.*/goals: [{]/' "$plan"
run_in 80 4 "$wp history --weeks all"
[ "$(cat code)" = 65 ] || fail "a broken week: exit code $(cat code)"
fresh
lengthen 60

# a pager that ends at once breaks the pipe
lengthen 5000
run_in 80 24 "WEEKPLAN_PAGER='exec true' $wp status 2>err"
[ "$(cat code)" = 0 ] && [ ! -s err ] || fail "a broken pipe: exit $(cat code), $(cat err)"
fresh
lengthen 60

# without settings it is less
unset WEEKPLAN_PAGER PAGER
if command -v less >/dev/null; then
    rm -f code
    next_server
    tmux -L "$socket" new-session -d -x 80 -y 24 "$wp status; echo \$? >code; sleep 2"
    for _ in $(seq 50); do
        sleep 0.1
        ! tmux -L "$socket" capture-pane -p | grep -q 'One # kept\|One' || break
    done
    tmux -L "$socket" capture-pane -p >screen
    ! grep -q 'Goal number 60' screen || fail "less: it shows the end first"
    [ ! -e code ] || fail "less: it does not wait"
    ! grep -q 'ESC' screen || fail "less: it does not know colours"
    tmux -L "$socket" send-keys q
    for _ in $(seq 50); do
        [ ! -s code ] || break
        sleep 0.1
    done
    [ "$(cat code)" = 0 ] || fail "less: exit code"
    tmux -L "$socket" kill-server 2>/dev/null
fi
PAGER=less run_in 80 100 "$wp status"
! grep -q 'ESC' screen || fail "PAGER=less: it does not know colours"

# without less the output is printed
mkdir bin
run_in 80 24 "PATH=$work/bin $wp status"
[ "$(cat code)" = 0 ] && grep -q 'Goal number 60' screen || fail "without less: $(cat screen)"

# weekplan | less
run_in 53 24 "$wp report -w this | cat >piped; $wp help report | cat >helped"
[ "$(LC_ALL=C.UTF-8 wc -L <helped)" -le 53 ] || fail "the width of a pipe"
run_in 120 24 "$wp help report | cat >helped"
[ "$(LC_ALL=C.UTF-8 wc -L <helped)" -le 80 ] || fail "help is folded at 80 columns"

# programs weekplan-NAME are listed in help, each once, but not those of the program's own commands
mkdir programs others
for name in programs/weekplan-hello others/weekplan-hello others/weekplan-aloha others/weekplan-add; do
    printf '#!/bin/sh\n' >$name
    chmod 755 $name
done
touch programs/weekplan-not-a-program
cp programs/weekplan-hello "$(printf 'programs/weekplan-\033[31m')"
mkdir programs/weekplan-directory
PATH=$work/programs:$work/others:/nowhere "$WEEKPLAN" help | grep -A1 '^Commands of your own:' >listed
grep -qx '  aloha hello' listed || fail "programs in help: $(cat listed)"

# results of changes are folded at blanks, with a hanging indent, and only on a terminal
cat >"$plan" <<'END'
week: 2019-08-04
goals:
  - title: A goal with a title of many words
    subtasks: [One that is done, Another that is open]
  - title: A second goal with another title
  - A third one
END
cp "$plan" before.yaml
# folds WHAT COLUMNS ARGUMENTS: the result of this command line is folded to this width: the words
# are those that a pipe gets, and no line breaks within one.
folds() {
    cp before.yaml "$plan"
    eval "\"$WEEKPLAN\" -f \"\$plan\" $3" >piped 2>/dev/null </dev/null
    cp before.yaml "$plan"
    run_in "$2" 30 "$wp $3 2>/dev/null"
    [ "$(cat code)" = 0 ] || fail "$1: exit code $(cat code)"
    [ "$(tr -s ' \n' '  ' <piped)" = "$(tr -s ' \n' '  ' <screen)" ] ||
        fail "$1: $(cat screen)"
    [ "$(wc -L <piped)" -le "$2" ] || grep -q '^  ' screen || fail "$1: no indent: $(cat screen)"
}
for columns in 40 80; do
    folds "done at $columns" $columns 'done 1.1'
    folds "set at $columns" $columns 'set 1.2 due=fri weight=3 tags=home,work note="Some words that are long"'
    folds "mv at $columns" $columns 'mv 2 --top'
    folds "add at $columns" $columns 'add "A new goal with quite a long title of its own, which needs two lines"'
    folds "rm at $columns" $columns 'rm 1'
    folds "drop at $columns" $columns 'drop 1 --reason "no time for it this week at all"'
    folds "defer at $columns" $columns 'defer 2'
    folds "carry at $columns" $columns 'carry -w next'
    folds "nothing to do at $columns" $columns 'reopen 1.2'
    folds "check at $columns" $columns 'check'
done

cp before.yaml "$plan"
rm -rf state
"$WEEKPLAN" -qf "$plan" set 1.2 due=fri weight=3 tags=home note='Some words that are long'
run_in 40 30 "$wp --no-pager undo --list"
[ "$(head -n 2 screen)" = "2019-08-06  set 1.2 Another that is
  open: weight 3, due Fri 9 August 2019," ] || fail "undo --list at 40: $(cat screen)"
if [ -x "${WEEKPLAN%/*}/weekplan-mail" ]; then
    run_in 40 60 "$wp --no-pager mail --print -w this --to ada@example.org --from ada@example.org"
    grep -qx '  shows its schedule,' screen && grep -qx '     many words' screen ||
        fail "a letter at 40: $(cat screen)"
fi

# links
cat >"$plan" <<'END'
week: 2019-08-04
goals:
  - title: Read
    links: [https://example.org/x]
END
link=$'\033]8;;https://example.org/x\033\\'
script_of() {
    python3 - "$@" <<'END'
import os, pty, sys
def read(fd):
    return os.read(fd, 4096)
os.environ.update(dict(word.split("=", 1) for word in sys.argv[1].split()))
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[2:], read)))
END
}
script_of "TERM=xterm VTE_VERSION=7600" "$WEEKPLAN" -f "$plan" show 1 </dev/null | grep -qF "$link" ||
    fail "a terminal that has links"
script_of "TERM=xterm VTE_VERSION=4600" "$WEEKPLAN" -f "$plan" show 1 </dev/null | grep -qF ']8;' &&
    fail "a terminal that has no links"
TERM=xterm-kitty "$WEEKPLAN" -f "$plan" show 1 | grep -qF ']8;' && fail "a pipe has no links"

[ "$failures" = 0 ]
