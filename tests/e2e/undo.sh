#!/bin/bash
# The steps behind undo and redo: it survives whatever happens around it, and
# is never in the way of a change.
set -u

# shellcheck source=tests/e2e/helpers.sh
. "${0%/*}/helpers.sh"

plan() {
    "$WEEKPLAN" -f "$plan" "$@" >out 2>err
}

is() {
    cmp -s "$plan" "$1" || fail "$2: the plan is not $1: $(cat out err)"
}

says() {
    grep -qF "$1" out err || fail "$2: does not say '$1': $(cat out err)"
}

log_of_plan() {
    ls state/weekplan/undo-*
}

check_modes() {
    fresh
    (umask 0 && plan done 1)
    [ "$(stat -c %a state/weekplan)" = 700 ] || fail "the state directory is not 0700"
    [ "$(stat -c %a "$(log_of_plan)")" = 600 ] || fail "the log is not 0600"
    fresh
    XDG_STATE_HOME=relative plan done 1
    [ -e "$work/.local/state/weekplan" ] && [ ! -e relative ] ||
        fail "a relative XDG_STATE_HOME is not ignored"
    rm -rf .local
}

# Some edit or other; those that are refused, or find all so already, change
# nothing and make no step.
edit() {
    local item=$((RANDOM % 6 + 1)) week
    week=$([ $((RANDOM % 4)) = 0 ] && echo last || echo this)
    case $((RANDOM % 5)) in
    0) plan add "Goal $RANDOM" -w "$week" ;;
    1) plan add "Under $RANDOM" -u "$item" -w "$week" ;;
    2) plan done "$item" -w "$week" ;;
    3) plan reopen "$item" -w "$week" ;;
    4) plan add "Later" -w "+$((RANDOM % 9))" ;;
    esac
}

check_fifty() {
    local steps=0 number
    RANDOM=$1
    fresh
    cp "$plan" before.yaml
    while [ "$steps" -lt 50 ]; do
        edit
        cmp -s "$plan" before.yaml || steps=$((steps + 1))
        cp "$plan" before.yaml
    done
    cp "$plan" edited.yaml
    for number in $(seq 50); do
        plan undo || fail "fifty ($1): undo $number: $(cat err)"
    done
    is old.yaml "fifty undone ($1)"
    plan undo
    says "nothing to undo" "fifty undone ($1)"
    for number in $(seq 50); do
        plan redo || fail "fifty ($1): redo $number: $(cat err)"
    done
    is edited.yaml "fifty redone ($1)"
    plan redo
    says "nothing to redo" "fifty redone ($1)"
}

# The program, killed at a system call.
killed() {
    { strace -o /dev/null -e "inject=$1:signal=KILL:when=1" \
        "$WEEKPLAN" -f "$plan" "${@:2}" >out 2>&1; } 2>/dev/null
}

# Killed where it exchanges the files: the step is written down, but never came
# to be. Killed where it writes down that it has undone something.
check_kills() {
    if ! can_trace; then
        echo "not run: strace cannot trace here"
        return
    fi
    fresh
    plan done 1 && cp "$plan" one.yaml
    local length
    length=$(stat -c %s "$(log_of_plan)")
    killed renameat2 done 2
    is one.yaml "killed at the rename"
    [ "$(stat -c %s "$(log_of_plan)")" -gt "$length" ] ||
        fail "killed at the rename: nothing was written down before it"
    plan undo
    is old.yaml "undo after a kill"

    fresh
    plan done 1 && cp "$plan" one.yaml && plan done 2 && cp "$plan" two.yaml
    killed renameat2 undo
    is two.yaml "undo killed at the rename"
    plan undo
    is one.yaml "undo after an undo that was killed"
    killed pwrite64 redo
    is one.yaml "redo killed before it was written down"
    plan redo
    is two.yaml "redo after a redo that was killed"
    plan undo
    killed renameat2 redo
    is one.yaml "redo killed at the rename"
    plan undo
    is old.yaml "undo after a redo that was killed"
    plan redo
    is one.yaml "redo, in the end"
    killed pwrite64 undo
    is old.yaml "undo killed when it was done"
    plan undo
    says "nothing to undo" "undo after an undo that was done"
}

check_unwritable() {
    fresh
    give_to_nobody
    mkdir -m 555 state
    as_nobody ./program -f "$plan" done 1 >out 2>err || fail "unwritable state: $(cat err)"
    says "this change cannot be undone" "unwritable state"
    cmp -s "$plan" old.yaml && fail "unwritable state: the change is not made"
    cp "$plan" changed.yaml
    as_nobody ./program -f "$plan" undo >out 2>err || fail "unwritable state: undo: $(cat err)"
    says "nothing to undo" "unwritable state"
    is changed.yaml "unwritable state"
}

check_full_disk() {
    can_mount || return
    fresh
    mkdir state
    export plan
    unshare -m --propagation private bash -c '
        mount -t tmpfs -o size=4k none state && mkdir state/weekplan &&
            { head -c 4000 /dev/zero >state/filler; head -c 100000 /dev/zero >state/more; } 2>/dev/null
        "$WEEKPLAN" -f "$plan" done 1 2>err >out' || fail "full state: $(cat err)"
    says "this change cannot be undone" "full state"
    cmp -s "$plan" old.yaml && fail "full state: the change is not made"
}

check_planted() {
    local log
    fresh
    plan done 1
    log=$(log_of_plan)
    echo "do not touch" >canary
    cp canary canary.old
    rm "$log" && ln -s "$work/canary" "$log"
    plan done 2 || fail "planted link: $(cat err)"
    says "this change cannot be undone" "planted link"
    cmp -s canary canary.old || fail "planted link: it was followed"
    rm "$log" && mkfifo "$log"
    timeout 5 "$WEEKPLAN" -f "$plan" done 3 >out 2>err || fail "planted FIFO: $(cat err)"
    says "this change cannot be undone" "planted FIFO"
    rm "$log" && head -c 5000 /dev/urandom >"$log"
    plan done 4 || fail "planted bytes: $(cat err)"
    plan undo || fail "planted bytes: undo: $(cat err)"
    says "undid: done 4" "planted bytes"
}

# A collision of the names: the log of another plan.
check_collision() {
    local log
    fresh
    plan done 1
    log=$(log_of_plan)
    mkdir there
    cp old.yaml there/plan.yaml
    cp "$log" kept
    "$WEEKPLAN" -f there/plan.yaml done 1 >out 2>&1
    cat kept >"$(ls state/weekplan/undo-* | grep -vF "$log")"
    "$WEEKPLAN" -f there/plan.yaml done 2 >out 2>err || fail "collision: $(cat err)"
    says "this change cannot be undone" "collision"
    rm -r there
}

check_damage() {
    local log length
    fresh
    plan done 1 && cp "$plan" one.yaml && plan done 2
    log=$(log_of_plan)
    length=$(stat -c %s "$log")
    truncate -s $((length - 3)) "$log"
    cp one.yaml "$plan"
    plan done 3 || fail "damage: $(cat err)"
    plan undo && is one.yaml "a step behind one that was cut off"
    plan undo && is old.yaml "the step before one that was cut off"
}

check_two_plans() {
    fresh
    cp old.yaml here/other.yaml
    plan done 1
    "$WEEKPLAN" -f here/other.yaml done 2 >out 2>&1
    plan undo && is old.yaml "two plans"
    plan undo
    says "nothing to undo" "two plans"
    "$WEEKPLAN" -f here/other.yaml undo >out 2>&1 && cmp -s here/other.yaml old.yaml ||
        fail "two plans: the second: $(cat out)"
}

check_links() {
    fresh
    mkdir -p dots
    ln -sf ../here/plan.yaml dots/plan.yaml
    ln -sfn here door
    "$WEEKPLAN" -f dots/plan.yaml done 1 >out 2>&1
    (cd here && "$WEEKPLAN" -f plan.yaml done 2 >out 2>&1; rm -f out)
    "$WEEKPLAN" -f door/plan.yaml undo >out 2>&1
    plan undo && is old.yaml "links"
    [ -L dots/plan.yaml ] || fail "links: the link is gone"
    [ "$(log_of_plan | wc -l)" = 1 ] || fail "links: not one log"
}

# What nobody has asked for leaves no trace.
check_no_trace() {
    fresh
    "$WEEKPLAN" -f nowhere/plan.yaml redo >out 2>&1 && fail "no trace: exit 0"
    [ -e nowhere ] && fail "no trace: a directory was made"
    plan undo
    says "nothing to undo" "no trace"
    [ -e state ] && fail "no trace: a state directory was made"
    plan done 1
    cp "$(log_of_plan)" log
    plan done 1
    cmp -s "$(log_of_plan)" log || fail "no trace: a step where all was so already"
}

check_modes
check_fifty 1
check_fifty 2
check_kills
check_unwritable
check_full_disk
check_planted
check_collision
check_damage
check_two_plans
check_links
check_no_trace
echo "$failures failures"
[ "$failures" = 0 ]
