#!/bin/bash
# Test the undo log under failures: killed commands, full disks, damaged and foreign logs.
# A change is made even if the log cannot be written.
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

# A plan with comments in many positions and in several styles.
cat >motley.yaml <<'PLAN'
# yaml-language-server: $schema=plan.schema.json
# all weeks, oldest first
---   # of summer
week: 2019-07-28
goals: [ # in brackets
  Earlier, # and plain
  # about the next
  {title: "Über", done: true, tags: [a, # first
    b]}, # done
]
...
--- # the week at hand
week: 2019-08-04
# what it is for
note: | # prose
  Some words,

    and more.
# its goals
goals:

  # first things first
  - title: One # kept
    # above the day
    due: 2019-08-09 # Friday
      # deeper
    subtasks: # two of them
    # heads the list
    - ? title # explicit
      : Hoist
      ? done
    # of the next
    - 'Bend'   # and tie
  # about the second
  - title: With a note
    note: >-
      Folded
      words.
    tags: # on lines
      - x # one
      # above
      - "y"

      # set off
  - {title: In braces, # a comma
     weight: 2}   # and a comment
  - A plain one, # no comment
    # but this is

  -
    # below the dash
    title: "Quoted
      on lines"
    links: [https://example.org/a, # a
            # above b
            https://example.org/b
           ] # all
    progress: 1/3 talks
  - |
    Literally
  # the end
PLAN

# edit: make the next edit of a series. An edit that is refused or changes nothing makes
# no undo step. Print the command.
edit() {
    local item=$((RANDOM % 7 + 1)) other=$((RANDOM % 7 + 1)) week=this
    [ $((RANDOM % 3)) != 0 ] || item=$item.$((RANDOM % 2 + 1))
    [ $((RANDOM % 5)) != 0 ] || week=last
    case $(($1 % 14)) in
    0) command=add && plan add "Goal $RANDOM" -w "$week" ;;
    1) command=add && plan add "Under $RANDOM" -u "$item" -w "$week" ;;
    2) command=add && plan add Later -w "+$((RANDOM % 9))" --note "$(printf 'far\nwide')" ;;
    3) command=done last=$item && plan done "$item" ;;
    4) command=reopen && plan reopen "$last" ;;
    5) command=progress && plan progress "$item" "$((RANDOM % 9))/9 talks" -w "$week" ;;
    6) command=drop && plan drop "$item" --reason "no wind: $RANDOM" -w "$week" ;;
    7) command=set && plan set "$item" weight="$((RANDOM % 3 + 1))" due=fri done= -w "$week" ;;
    8) command=set && plan set "$item" tags+="t$((RANDOM % 4))" links-=https://example.org/a \
        tags-=x title="Title: $RANDOM" -w "$week" ;;
    9) command=set && plan set . title="Week #$RANDOM" note= -w "$week" ;;
    10) command=note && plan note "$item" "$(printf 'Lines\n\n- %s\n' "$RANDOM")" -w "$week" ;;
    11) command=note && plan note "$item" more --append -w "$week" ;;
    12) command=rm && plan rm "$item" -w "$week" ;;
    13) command=mv && case $((RANDOM % 3)) in
        0) plan mv "$item" --top -w "$week" ;;
        1) plan mv "$item" --under "$other" -w "$week" ;;
        2) plan mv "$item" --before "$other" -w "$week" ;;
        esac ;;
    esac
}

# Make fifty edits, undo and redo all of them.
check_fifty() {
    local name="fifty of $1 ($2)" steps=0 tries=0 number commands='' command last=1
    RANDOM=$2
    fresh
    cp "$1" "$plan"
    cp "$plan" before.yaml
    while [ "$steps" -lt 50 ]; do
        edit "$tries"
        case $? in
        0 | 64) ;;
        *) fail "$name: $command: $(cat err)" ;;
        esac
        if ! cmp -s "$plan" before.yaml; then
            steps=$((steps + 1))
            commands="$commands $command"
        fi
        cp "$plan" before.yaml
        tries=$((tries + 1))
    done
    for command in add done reopen progress drop set note rm mv; do
        case "$commands " in
        *" $command "*) ;;
        *) fail "$name: no $command among them" ;;
        esac
    done
    cp "$plan" edited.yaml
    for number in $(seq 50); do
        plan undo || fail "$name: undo $number: $(cat err)"
    done
    is "$1" "$name, undone"
    plan undo
    says "nothing to undo" "$name, undone"
    for number in $(seq 50); do
        plan redo || fail "$name: redo $number: $(cat err)"
    done
    is edited.yaml "$name, redone"
    plan redo
    says "nothing to redo" "$name, redone"
}

# vary_motley: print the plan with other line breaks, or without the last one.
vary_motley() {
    "$WEEKPLAN" -f motley.yaml check >out 2>&1 || fail "motley.yaml: $(cat out)"
    sed 's/$/\r/' motley.yaml >motley-crlf.yaml
    tr '\n' '\r' <motley.yaml >motley-cr.yaml
    printf '\357\273\277%s' "$(cat motley.yaml)" >motley-bom.yaml
}

# killed CALL ARGUMENT...: kill the program at a system call.
killed() {
    { strace -o /dev/null -e "inject=$1:signal=KILL:when=1" \
        "$WEEKPLAN" -f "$plan" "${@:2}" >out 2>&1; } 2>/dev/null
}

# Kill weekplan at the exchange of the files: the undo step is in the log but the change
# was not made. Kill undo when it writes the log.
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

# Two plans whose logs have the same name: the log of the other plan is not used.
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

# A log of another version is not used, but stays in a file of another name.
check_other_version() {
    local log
    fresh
    plan done 1 && cp "$plan" one.yaml
    log=$(log_of_plan)
    printf 'weekplan history 1\n' >older
    tail -c +17 "$log" >>older
    cp older "$log"
    plan undo || fail "other version: undo: $(cat err)"
    says "nothing to undo" "other version"
    says "is set aside" "other version"
    cmp -s older "$log.old" || fail "other version: it is not kept"
    is one.yaml "other version, undone"
    printf 'weekplan undo 3\n' >"$log"
    plan done 2 || fail "other version: $(cat err)"
    says "$log.old" "other version, changed"
    [ "$(cat "$log.old")" = "weekplan undo 3" ] || fail "other version: the newer one is not kept"
    plan undo && is one.yaml "a step after another version"
    plan redo
    says "redid: done 2" "other version"
    grep -qF "set aside" err && fail "other version: set aside twice"
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

# Without a change, no undo log is created.
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

# A dry run of a redo that creates the plan prints the plan, and creates nothing.
check_redo_dry_run() {
    fresh
    rm "$plan"
    plan add One
    plan undo
    [ -e "$plan" ] && fail "dry run of redo: undo has left the plan"
    plan redo --dry-run
    says '+  - One' "dry run of redo"
    [ -e "$plan" ] && fail "dry run of redo: the plan is created"
    plan redo
    says 'redid: add 1 One' "redo after a dry run"
}

check_modes
vary_motley
check_fifty old.yaml 1
check_fifty motley.yaml 2
check_fifty motley-crlf.yaml 3
check_fifty motley-cr.yaml 4
check_fifty motley-bom.yaml 5
check_kills
check_unwritable
check_full_disk
check_planted
check_collision
check_other_version
check_damage
check_two_plans
check_links
check_no_trace
check_redo_dry_run
echo "$failures failures"
[ "$failures" = 0 ]
