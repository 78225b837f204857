#!/bin/sh
# `weekplan import` and what surrounds it: undo and redo, the editor, and a folder of 143 files.
set -u

: "${WEEKPLAN:?the program under test}"
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$(dirname "$0")/helpers.sh"
unset VISUAL EDITOR

# weekplan ARGUMENT...: run it on the plan. Return its exit code.
weekplan() {
    "$WEEKPLAN" -f "$plan" "$@" >out 2>err </dev/null
}

# is FILE WHAT: the plan has the bytes of FILE.
is() {
    cmp -s "$1" "$plan" || fail "$2: the plan is not $1"
}

printf '# Week of Aug 4, 2019\n\n- [x] A plain one\n- New\n\n## Next week\n\n- Later\n' >week.md

# The import is one step of undo. Twice is as good as once.
fresh
weekplan import week.md || fail "import: exit $?: $(cat out err)"
cp "$plan" imported.yaml
cmp -s old.yaml "$plan" && fail 'import: nothing has changed'
weekplan import week.md || fail "again: exit $?"
[ "$(cat out)" = 'nothing new is in week.md' ] || fail "again: $(cat out)"
is imported.yaml again
weekplan undo || fail "undo: exit $?"
is old.yaml undo
weekplan redo || fail "redo: exit $?"
is imported.yaml redo
weekplan undo
is old.yaml 'second undo'

# An import that starts the plan is undone by removing it, and says so once.
rm "$plan"
weekplan import week.md || fail "new plan: exit $?: $(cat out err)"
weekplan undo || fail "undo of a new plan: exit $?"
[ ! -e "$plan" ] || fail 'undo of a new plan: it is still there'
[ "$(grep -c 'removed the plan' err)" = 1 ] || fail "undo of a new plan: $(cat err)"

# With --edit the user changes what is imported.
fresh
EDITOR="sed -i 's/New/Newer/'" weekplan import --edit week.md || fail "edit: exit $?: $(cat err)"
grep -q '^  - Newer$' "$plan" || fail 'edit: the change of the user is not in the plan'
fresh
EDITOR="sed -i 's/goals:/gaols:/'" weekplan import --edit week.md
[ $? = 65 ] || fail "broken edit: not exit 65: $(cat out err)"
is old.yaml 'broken edit'
grep -q 'kept' err || fail "broken edit: where is the draft? $(cat err)"
EDITOR="truncate -s0" weekplan import --edit week.md || fail "emptied: exit $?: $(cat err)"
is old.yaml emptied
EDITOR=false weekplan import --edit week.md && fail 'editor failed: exit 0'
is old.yaml 'editor failed'

# The editor has the terminal also if the text was on standard input.
if python3 -c 'import pty' 2>/dev/null; then
    fresh
    cat >editor <<'END'
#!/bin/sh
test -t 0 && sed -i 's/From a pipe/From the editor/' "$1"
END
    chmod +x editor
    EDITOR=./editor python3 -c 'import os, pty, sys
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))' sh -c \
        "printf -- '- From a pipe\n' | '$WEEKPLAN' -f '$plan' import --edit -w 2019-08-04 -" \
        >out 2>&1 </dev/null || fail "edit of standard input: exit $?: $(cat out)"
    grep -q '^  - From the editor$' "$plan" || fail "edit of standard input: $(cat out "$plan")"
else
    echo 'note: no editor on a terminal, because there is no python3 with pty'
fi

# --dry-run writes nothing, and prints a plan.
fresh
weekplan import -n week.md || fail "dry run: exit $?"
is old.yaml 'dry run'
"$WEEKPLAN" -f - check <out >/dev/null || fail "dry run: not a valid plan: $(cat out)"

# A folder of 143 files in any order is 143 weeks, and one step of undo.
mkdir weeks
number=0
while [ $number -lt 143 ]; do
    date -u -d "2014-06-02 + $((number * 7)) days" "+# Week of %B %-d, %Y" >"weeks/$((999 - number * 7)).md"
    printf '\n- [x] Done %d\n- Open %d\n\n## Also\n\n- Besides\n' $number $number \
        >>"weeks/$((999 - number * 7)).md"
    number=$((number + 1))
done
fresh
weekplan import weeks/*.md || fail "143 files: exit $?: $(cat err)"
tail -n1 out | grep -q '143 weeks: 286 goals, 286 items, 143 done, 143 besides$' ||
    fail "143 files: $(tail -n1 out)"
weekplan history --weeks all --format csv
[ "$(grep -c 2014- out)" -ge 30 ] || fail 'history: the first year is not there'
weekplan import weeks/*.md
[ "$(cat out)" = 'nothing new is in the 143 files' ] || fail "143 files again: $(cat out)"
weekplan undo || fail "undo of 143 files: exit $?"
is old.yaml 'undo of 143 files'
[ "$(cat out err | wc -l)" -le 3 ] || fail "undo of 143 files prints: $(cat out err)"
grep -q 'removed 143 weeks, from the week of Sun 1 – Sat 7 June 2014 to ' err ||
    fail "undo of 143 files: $(cat err)"
weekplan redo || fail "redo of 143 files: exit $?"
grep -q 'started 143 weeks, from the week of ' err || fail "redo of 143 files: $(cat err)"
weekplan undo --json || fail "undo --json of 143 files: exit $?"
[ "$(grep -o '"removed":true' out | wc -l)" -ge 143 ] || fail "undo --json: $(cut -c1-300 out)"

# The circle is closed: a post becomes a plan, the plan a task list, and the task list the same plan.
post=$root/docs/examples/2019-08-04-accountable.md
today=2019-08-06
rm "$plan"
weekplan --today $today import --week-start sunday "$post" || fail "post: exit $?: $(cat err)"
weekplan --today $today "done" 1.3 1.2.1 2 || fail "done: exit $?: $(cat err)"
weekplan --today $today drop 1.4 --reason 'it (really) is, done' || fail "drop: exit $?: $(cat err)"
weekplan --today $today set 3 'progress=2/9 units' due=fri weight=2.5 || fail "set: exit $?: $(cat err)"
weekplan --today $today note 2 -- '- **Two** of them' || fail "note: exit $?: $(cat err)"
weekplan --today $today did 'Helped Ben (3/5)' || fail "did: exit $?: $(cat err)"
weekplan --today $today review -w this 'All of it.' || fail "review: exit $?: $(cat err)"
weekplan --today $today report -w this --format markdown || fail "task list: exit $?"
cp out tasks.md
cp "$plan" circle.yaml
weekplan --today $today status --json
cp out before.json
weekplan import tasks.md || fail "tasks into their plan: exit $?: $(cat err)"
[ "$(cat out)" = 'nothing new is in tasks.md' ] || fail "tasks into their plan: $(cat out)"
is circle.yaml 'tasks into their plan'
rm "$plan"
weekplan --today $today import --week-start sunday tasks.md || fail "tasks: exit $?: $(cat err)"
weekplan --today $today status --json
cmp -s before.json out || fail "tasks: another plan: $(diff before.json out)"
cp "$plan" circle.yaml
weekplan import tasks.md
[ "$(cat out)" = 'nothing new is in tasks.md' ] || fail "tasks again: $(cat out)"
is circle.yaml 'tasks again'

[ "$failures" = 0 ] || exit 1
echo 'imported, undone and edited; a task list is the same plan'
