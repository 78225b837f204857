#!/bin/sh
# How fast weekplan is, as ratios between things measured side by side in one
# run: machines differ, ratios hardly do. Nothing here fails because of a time.
# WEEKPLAN is the program; the helpers are beside it, in tests/bench.
set -eu

: "${WEEKPLAN:?the program under test}"
tools=$(dirname "$WEEKPLAN")/tests/bench
example=$PWD/docs/examples/staying-accountable.yaml
weeks=52000

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$example" "$work/plan.yaml"

# The start of a program costs more, the more its environment holds.
alone() {
    env -i PATH="$PATH" LC_ALL=C.UTF-8 WEEKPLAN_TODAY=2019-08-06 "$@"
}

# WHAT VALUE TARGET ("-": for comparison only): the target is the most it may be.
report() {
    echo "$1" "$2" "$3" | awk '{
        value = $(NF - 1); target = $NF; NF -= 2
        verdict = target == "-" ? "" : value <= target ? "met" : "NOT MET"
        printf "%-56s %9s %9s  %s\n", $0, value, target == "-" ? "" : "<= " target, verdict
    }'
}

# The ratio of column $1 (1: the median of the times, 3: memory) in line $2 of
# the race to that in line $3.
ratio() {
    awk -v c="$1" -v a="$2" -v b="$3" '
        NR == a { x = $c } NR == b { y = $c } END { printf "%.3f", x / y }' "$work/race"
}

start_up() {
    alone "$tools/race" 1000 "$tools/empty" : "$WEEKPLAN" -f "$example" status : \
        "$tools/libraries" : cat "$example" >"$work/race"
    report 'status / an empty program' "$(ratio 1 2 1)" 1.25
    report 'the libraries alone / an empty program' "$(ratio 1 3 1)" -
    report 'status / the libraries alone' "$(ratio 1 2 3)" -
    report 'status / cat of the plan' "$(ratio 1 2 4)" -
}

long_history() {
    "$tools/history" 1 >"$work/one.yaml"
    "$tools/history" $weeks >"$work/many.yaml"
    alone "$tools/race" 1000 "$WEEKPLAN" -f "$work/one.yaml" status : \
        "$WEEKPLAN" -f "$work/many.yaml" status >"$work/race"
    megabytes=$(($(wc -c <"$work/many.yaml") / 1000000))
    report "status, $weeks weeks ($megabytes MB) / 1 week" "$(ratio 1 2 1)" 1.05
    report 'the same, peak memory' "$(ratio 3 2 1)" 1.10
    rm "$work/many.yaml"
}

# WHAT TARGET ARGUMENT...
instructions() {
    what=$1 target=$2
    shift 2
    cp "$example" "$work/plan.yaml"
    alone valgrind --tool=callgrind --callgrind-out-file=/dev/null \
        "$WEEKPLAN" -f "$work/plan.yaml" "$@" >/dev/null 2>"$work/log"
    report "instructions of $what" "$(sed -n 's/,//g; s/.*refs: *//p' "$work/log")" "$target"
}

all_instructions() {
    if ! command -v valgrind >/dev/null; then
        echo 'instructions: not counted, there is no valgrind'
        return
    fi
    instructions status 600000 status
    instructions 'status --json' - status --json
    instructions add - add Write it down
    instructions done - done 'Round 3'
}

# WHAT ARGUMENT...: how often it syncs and renames.
calls() {
    what=$1
    shift
    cp "$example" "$work/plan.yaml"
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

edits() {
    cp "$example" "$work/plan.yaml"
    alone "$tools/race" 100 "$WEEKPLAN" -f "$work/plan.yaml" done 1.2.3 : \
        "$WEEKPLAN" -f "$work/plan.yaml" status : "$tools/save" "$work" plan.yaml : \
        "$WEEKPLAN" -f "$work/plan.yaml" reopen 1.2.3 >"$work/race"
    value=$(awk '{ time[NR] = $1 } END { printf "%.3f", time[1] / (time[2] + time[3]) }' "$work/race")
    report 'done / (status + a minimal durable save)' "$value" -
}

printf '%-56s %9s %9s\n' what value target
start_up
long_history
edits
all_instructions
all_calls
