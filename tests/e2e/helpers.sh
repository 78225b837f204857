# shellcheck shell=bash
# Functions of the scripts that change a plan. Source this file. The scripts work in their own
# temporary directory: the plan is alone in here/, and the undo log is in state/.

: "${WEEKPLAN:?the program under test}"
export ASAN_OPTIONS=detect_leaks=0 # the leak checker cannot run under strace
export LC_ALL=C.UTF-8 WEEKPLAN_TODAY=2019-08-06
unset WEEKPLAN_FILE

work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
chmod 755 "$work"
cd "$work" || exit 1
export HOME=$work XDG_STATE_HOME=$work/state
plan=$work/here/plan.yaml
failures=0

cat >old.yaml <<'PLAN'
# yaml-language-server: $schema=plan.schema.json
---
week: 2019-07-28
goals: [{title: Earlier, done: true}]
---
week: 2019-08-04
goals:
  - title: One # kept
  - title: With a note
    note: |
      Some words.
  - {title: In braces, weight: 2}   # and a comment
  - A plain one
PLAN

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# fresh: create here/plan.yaml from old.yaml, and remove the undo log.
fresh() {
    rm -rf here state
    mkdir here
    cp old.yaml "$plan"
    chmod 640 "$plan"
}

# lengthen COUNT: append goals to the plan.
lengthen() {
    seq -f '  - Goal number %.0f' "$1" >>"$plan"
}

can_trace() {
    command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null
}

can_mount() {
    [ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null
}

# as_nobody COMMAND...: run a command as the user nobody, whom file modes restrict.
# weekplan is copied to a place that nobody can read.
as_nobody() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
    else
        "$@"
    fi
}

# give_to_nobody: make nobody the owner of here/, and put the copy of the program into
# PATH.
give_to_nobody() {
    cp "$WEEKPLAN" program
    chmod 755 program
    [ "$(id -u)" != 0 ] || chown -R 65534:65534 here
}

# can_count: whether the instructions of this build can be counted: that of users, by valgrind.
can_count() {
    command -v valgrind >/dev/null && ! grep -qaE '__(asan|gcov)_' "$WEEKPLAN"
}

# count_instructions ARGUMENT...: print how many instructions the program needs. Its output is in
# the file out. valgrind stops at debug information that it does not know, such as clang's, so it
# gets a copy of the program without.
count_instructions() {
    [ counted -nt "$WEEKPLAN" ] || strip -g -o counted "$WEEKPLAN"
    valgrind --tool=callgrind --callgrind-out-file=/dev/null ./counted "$@" 2>&1 >out |
        sed -n 's/^.*Collected : \([0-9]*\).*/\1/p'
}
