#!/bin/bash
# A conflict copy of a synced folder beside the plan: check names it, and so does status on a
# terminal, while it is newer than the plan, with the command that joins it into the plan.
set -u

. "$(dirname "$0")/helpers.sh"
if ! command -v python3 >/dev/null; then
    echo 'skipped: there is no python3'
    exit 77
fi
export COLUMNS=1000 TZ=Europe/Berlin TERM=dumb

# on_terminal COMMAND...: run a command on a terminal, and print its output.
on_terminal() {
    python3 -c '
import os, pty, sys
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))
' "$@" </dev/null
}

# fresh_copy NAME: a plan of an hour ago, and a newer copy with another item.
fresh_copy() {
    fresh
    touch -d '1 hour ago' "$plan"
    copy="here/$1"
    cp old.yaml "$copy"
    echo '  - By phone' >>"$copy"
}

# named COMMAND...: the output has the command for the copy.
named() {
    "$@" >out 2>&1
    grep -qF 'another version of the plan is beside it' out
}

copies=("plan.sync-conflict-20190806-101500-ABCDEF7.yaml"
    "plan (Ada's conflicted copy 2019-08-06).yaml"
    'plan (conflicted copy 2019-08-06 101500).yaml'
    'plan-LAPTOP-4F2A9C1B.yaml' 'plan 2.yaml')
for name in "${copies[@]}"; do
    fresh_copy "$name"
    named "$WEEKPLAN" -f "$plan" check || fail "$name: check does not name it"
    named on_terminal "$WEEKPLAN" -f "$plan" status || fail "$name: status does not name it"
    # The command in the message joins the copy.
    sed -n 's/.*(weekplan \(merge .*\) joins it into the plan).*/\1/p' out | tr -d '\r' >words
    cp "$plan" before.yaml
    eval "\"$WEEKPLAN\" $(cat words)" >out 2>&1 || fail "$name: $(cat words): $(cat out)"
    grep -q 'By phone' "$plan" || fail "$name: the item did not come"
    [ -e "$copy" ] || fail "$name: the copy is gone"
    "$WEEKPLAN" -q -f "$plan" undo || fail "$name: undo"
    cmp "$plan" before.yaml || fail "$name: undo leaves another plan"
    "$WEEKPLAN" -q -f "$plan" redo || fail "$name: redo"
    named "$WEEKPLAN" -f "$plan" check && fail "$name: check names a copy that is joined"
    named on_terminal "$WEEKPLAN" -f "$plan" status && fail "$name: status names a joined copy"
done

# Output for a program does not look for copies, and nothing is printed with --quiet.
fresh_copy 'plan 2.yaml'
named "$WEEKPLAN" -f "$plan" status && fail 'status in a pipe names the copy'
named on_terminal "$WEEKPLAN" -f "$plan" status --short && fail 'status --short names the copy'
named on_terminal "$WEEKPLAN" -f "$plan" status --json && fail 'status --json names the copy'
named on_terminal "$WEEKPLAN" -f "$plan" status --quiet && fail 'status --quiet names the copy'
named "$WEEKPLAN" -f "$plan" check --quiet && fail 'check --quiet names the copy'
named "$WEEKPLAN" -f "$plan" check --json && fail 'check --json names the copy'
named "$WEEKPLAN" -f - check <"$plan" && fail 'check of standard input names the copy'
if can_trace; then
    strace -f -e trace=getdents64,openat -o trace "$WEEKPLAN" -f "$plan" status >/dev/null
    grep -q getdents64 trace && fail 'status in a pipe reads a directory'
fi

# An older copy is not named: the plan was changed since. Syncthing keeps the time of the text, so
# the time in the name counts too.
fresh_copy 'plan 2.yaml'
touch "$plan"
named "$WEEKPLAN" -f "$plan" check && fail 'an older copy is named'
fresh_copy "$(date -d '30 minutes ago' +'plan.sync-conflict-%Y%m%d-%H%M%S-ABCDEF7.yaml')"
touch -d '2 hours ago' "$copy"
named "$WEEKPLAN" -f "$plan" check || fail 'a copy with an older time is not named'
mv "$copy" here/plan.sync-conflict-20190806-101500-ABCDEF7.yaml
named "$WEEKPLAN" -f "$plan" check && fail 'a copy of an older conflict is named'

# Other files, directories and links to nothing are no copies.
fresh
touch -d '1 hour ago' "$plan"
cp old.yaml here/plan-old.yaml
cp old.yaml 'here/other 2.yaml'
mkdir 'here/plan 2.yaml'
ln -s nowhere 'here/plan 3.yaml'
named "$WEEKPLAN" -f "$plan" check && fail 'another file is named'

# Three copies are named, and the number of the others.
fresh_copy 'plan 2.yaml'
for number in 3 4 5 6; do
    cp "$copy" "here/plan $number.yaml"
done
named "$WEEKPLAN" -f "$plan" check || fail 'no copy of five is named'
[ "$(grep -c -- --with out)" = 3 ] || fail 'not three copies are named'
grep -qF '2 more versions of the plan are beside it' out || fail 'the other copies are not counted'

# The copies are beside the file to which a link leads. A path without a directory works too.
fresh_copy "plan 2.yaml"
ln -s here/plan.yaml link.yaml
named "$WEEKPLAN" -f link.yaml check || fail 'no copy beside the file of a link is named'
grep -qF "merge -f link.yaml --with '$work/here/plan 2.yaml' joins" out || fail "a link: $(cat out)"
cd here || exit 1
named "$WEEKPLAN" -f plan.yaml check || fail 'no copy in the current directory is named'
grep -qF "merge -f plan.yaml --with 'plan 2.yaml' joins" out || fail "here: $(cat out)"
cd .. || exit 1

# A name cannot break out of the command or reach the terminal raw.
fresh_copy $'plan (\e[31m\'; touch hacked; \' conflicted copy).yaml'
named on_terminal "$WEEKPLAN" -f "$plan" status || fail 'a hostile name is not named'
grep -q $'\e' out && fail 'an escape sequence reaches the terminal'
sed -n 's/.*(weekplan \(merge .*\) joins it into the plan).*/\1/p' out | tr -d '\r' >words
eval "\"$WEEKPLAN\" $(cat words)" >out 2>&1
[ ! -e hacked ] || fail 'a name is run as a command'

[ "$failures" = 0 ]
