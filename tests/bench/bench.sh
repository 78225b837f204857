#!/bin/sh
# Measure the speed of weekplan as ratios of times of the same run, because ratios hardly
# depend on the machine. A slow result is printed but is no failure. WEEKPLAN is the
# program under test; its helper programs are in tests/bench below the same directory.
set -eu

: "${WEEKPLAN:?the program under test}"
tools=$(dirname "$WEEKPLAN")/tests/bench
example=$PWD/docs/examples/staying-accountable.yaml
weeks=52000

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# alone COMMAND...: run a command with few environment variables, because a large
# environment makes each start slower. HOME is set so that an edit can write its undo log.
alone() {
    env -i PATH="$PATH" HOME="$work" LC_ALL=C.UTF-8 WEEKPLAN_TODAY=2019-08-06 "$@"
}

# fresh: copy the example plan, and remove the undo log.
fresh() {
    rm -rf "$work/.local"
    cp "$example" "$work/plan.yaml"
}

# report WHAT VALUE TARGET: print a row. TARGET is the largest allowed value, or "-".
report() {
    echo "$1" "$2" "$3" | awk '{
        value = $(NF - 1); target = $NF; NF -= 2
        verdict = target == "-" ? "" : value <= target ? "met" : "NOT MET"
        printf "%-56s %9s %9s  %s\n", $0, value, target == "-" ? "" : "<= " target, verdict
    }'
}

# ratio COLUMN LINE LINE: print the ratio of two lines of time_commands. Column 1 is the
# median time, column 3 the peak memory.
ratio() {
    awk -v c="$1" -v a="$2" -v b="$3" '
        NR == a { x = $c } NR == b { y = $c } END { printf "%.3f", x / y }' "$work/race"
}

start_up() {
    alone "$tools/time_commands" 1000 "$tools/empty_program" : "$WEEKPLAN" -f "$example" status : \
        "$tools/load_libraries" : cat "$example" >"$work/race"
    report 'status / an empty program' "$(ratio 1 2 1)" 1.25
    report 'the libraries alone / an empty program' "$(ratio 1 3 1)" -
    report 'status / the libraries alone' "$(ratio 1 2 3)" -
    report 'status / cat of the plan' "$(ratio 1 2 4)" -
}

long_history() {
    "$tools/generate_weeks" 1 >"$work/one.yaml"
    "$tools/generate_weeks" $weeks >"$work/many.yaml"
    alone "$tools/time_commands" 1000 "$WEEKPLAN" -f "$work/one.yaml" status : \
        "$WEEKPLAN" -f "$work/many.yaml" status >"$work/race"
    megabytes=$(($(wc -c <"$work/many.yaml") / 1000000))
    report "status, $weeks weeks ($megabytes MB) / 1 week" "$(ratio 1 2 1)" 1.05
    report 'the same, peak memory' "$(ratio 3 2 1)" 1.10
    alone "$tools/time_commands" 10 "$WEEKPLAN" -f "$work/many.yaml" done 1.2.3 : \
        "$tools/minimal_save" "$work" many.yaml copy.yaml : \
        "$WEEKPLAN" -f "$work/many.yaml" reopen 1.2.3 >"$work/race"
    report "done, $weeks weeks / a copy of the file and its sync" "$(ratio 1 1 2)" 1.30
    rm "$work/many.yaml" "$work/copy.yaml"
}

# whole_history WEEKS ROUNDS TARGET: compare `history --weeks all` with libyaml_events on
# the same file.
whole_history() {
    "$tools/generate_weeks" "$1" >"$work/weeks.yaml"
    kilobytes=$(($(wc -c <"$work/weeks.yaml") / 1024))
    alone "$tools/time_commands" "$2" "$tools/libyaml_events" "$work/weeks.yaml" : \
        "$WEEKPLAN" history --weeks all -f "$work/weeks.yaml" >"$work/race"
    report "history, $1 weeks ($kilobytes kB) / libyaml's events" "$(ratio 1 2 1)" "$3"
    report 'the same, kB of memory beyond the file' \
        "$(awk -v file=$kilobytes 'NR == 2 { print $3 - file }' "$work/race")" 8192
}

# recent_history WHAT WEEKS [PLAN]: compare `history` of the default number of weeks with
# `status`.
recent_history() {
    what=$1
    shift
    "$tools/generate_weeks" "$@" >"$work/weeks.yaml"
    alone "$tools/time_commands" 500 "$WEEKPLAN" -f "$work/weeks.yaml" status : \
        "$WEEKPLAN" -f "$work/weeks.yaml" history >"$work/race"
    report "history, 12 of $1 weeks $what / status" "$(ratio 1 2 1)" 1.6
}

# instructions WHAT TARGET ARGUMENT...: count the instructions of a run.
instructions() {
    what=$1 target=$2
    shift 2
    fresh
    alone valgrind --tool=callgrind --callgrind-out-file=/dev/null \
        "$WEEKPLAN" -f "$work/plan.yaml" "$@" >/dev/null 2>"$work/log"
    report "instructions of $what" "$(sed -n 's/,//g; s/.*refs: *//p' "$work/log")" "$target"
}

all_instructions() {
    if ! command -v valgrind >/dev/null; then
        echo 'instructions: not counted, there is no valgrind'
        return
    fi
    instructions status 470000 status
    instructions 'status --json' - status --json
    instructions add - add Write it down
    instructions done - done 'Round 3'
}

# calls WHAT ARGUMENT...: count the fsync and rename calls of a run.
calls() {
    what=$1
    shift
    fresh
    mkdir -p "$work/.local/state/weekplan" # created before the trace, because creating it needs a sync
    alone strace -o "$work/trace" -y -e trace=fsync,fdatasync,sync,syncfs,rename,renameat,renameat2 \
        "$WEEKPLAN" -f "$work/plan.yaml" "$@" >/dev/null
    report "$what: syncs of a file" "$(grep -c '^f.*sync(.*plan\.yaml' "$work/trace")" 1
    report "$what: renames" "$(grep -c '^rename' "$work/trace")" 1
    report "$what: syncs in all (with the directory)" "$(grep -c sync "$work/trace")" 2
}

all_calls() {
    if ! strace -o /dev/null true 2>/dev/null; then
        echo 'system calls: not counted, strace cannot trace here'
        return
    fi
    calls add add 'Write it down'
    calls done done 'Round 3'
}

# race_edit WHAT: compare an edit with `status` and with minimal_save.
race_edit() {
    alone "$tools/time_commands" 100 "$WEEKPLAN" -f "$work/plan.yaml" done 1.2.3 : \
        "$WEEKPLAN" -f "$work/plan.yaml" status : "$tools/minimal_save" "$work" plan.yaml : \
        "$WEEKPLAN" -f "$work/plan.yaml" reopen 1.2.3 >"$work/race"
    value=$(awk '{ time[NR] = $1 } END { printf "%.3f", time[1] / (time[2] + time[3]) }' "$work/race")
    report "$1" "$value" 1.30
}

# edits: measure many edits in a row. The undo log is rewritten when it has 2,000 steps.
edits() {
    fresh
    race_edit 'done / (status + a minimal durable save)'
    alone "$tools/time_commands" 750 "$WEEKPLAN" -f "$work/plan.yaml" done 1.2.3 : \
        "$WEEKPLAN" -f "$work/plan.yaml" reopen 1.2.3 >"$work/race"
    race_edit 'the same, with up to 1900 steps in the log'
}

# long_merge: merge three plans of 520 weeks. Each side has changed the same ten weeks, but
# other items.
long_merge() {
    "$tools/generate_weeks" 520 >"$work/base.yaml"
    cp "$work/base.yaml" "$work/left.yaml"
    cp "$work/base.yaml" "$work/right.yaml"
    for ago in 0 50 100 150 200 250 300 350 400 450; do
        alone "$WEEKPLAN" -f "$work/left.yaml" -q done 'Round 3' -w -$ago
        alone "$WEEKPLAN" -f "$work/right.yaml" -q done 'Code generation' -w -$ago
    done
    alone "$tools/time_commands" 100 - cp "$work/left.yaml" "$work/ours.yaml" : \
        "$WEEKPLAN" merge "$work/base.yaml" "$work/ours.yaml" "$work/right.yaml" : \
        - cp "$work/left.yaml" "$work/ours.yaml" : \
        git merge-file -q "$work/ours.yaml" "$work/base.yaml" "$work/right.yaml" : \
        "$WEEKPLAN" -f "$work/base.yaml" check >"$work/race"
    report 'merge, 520 weeks, 10 of them changed / git merge-file' "$(ratio 1 1 2)" 4
    report 'the same / check' "$(ratio 1 1 3)" 3
    report 'the same, kB of memory' "$(awk 'NR == 1 { print $3 }' "$work/race")" 102400
}

printf '%-56s %9s %9s\n' what value target
start_up
long_history
recent_history 'as the example' 520 "$example"
recent_history 'as the example' $weeks "$example"
recent_history 'twice as long' 520
recent_history 'twice as long' $weeks
whole_history 520 100 1.3
whole_history 5200 20 1.3
edits
long_merge
all_instructions
all_calls
