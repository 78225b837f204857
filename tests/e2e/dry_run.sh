#!/bin/bash
# Test --dry-run with all golden cases that change a plan: nothing is written, and patch(1) makes
# of the old plan and the diff exactly the new plan.
set -u

: "${WEEKPLAN:?the program under test}"
command -v patch >/dev/null || { echo "skipped: applying the diffs needs patch"; exit 77; }
export LC_ALL=C.UTF-8 WEEKPLAN
unset WEEKPLAN_FILE EDITOR VISUAL
cases=$PWD/tests/golden/cases
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
runs=0

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# run_case CASE: run the command of the case with --dry-run. The diff is in work.diff.
run_case() {
    (
        export HOME=$work/home WEEKPLAN_TODAY=2019-08-06
        while IFS= read -r variable; do
            export "${variable?}"
        done < <(cat "$1/env" 2>/dev/null)
        if [ -e "$1/config.yaml" ]; then
            mkdir -p home/.config/weekplan
            cp "$1/config.yaml" home/.config/weekplan/
        fi
        input=/dev/null
        [ -e "$1/stdin" ] && input=$1/stdin
        cd here || exit 1
        eval "\"\$WEEKPLAN\" -f plan.yaml -n $(cat "$1/cmd")" <"$input" >../work.diff 2>../work.err
    )
}

check_case() {
    rm -rf here home
    mkdir here home
    for file in plan.yaml base.yaml ours.yaml theirs.yaml; do
        [ -e "$1/$file" ] && cp "$1/$file" here/
    done
    cp -r here before
    run_case "$1" || fail "$1: $(cat work.err)"
    diff -r before here >/dev/null || fail "$1: --dry-run has changed the plan"
    [ ! -e home/.local ] || fail "$1: --dry-run has written into $(find home/.local)"
    (cd here && patch --quiet --no-backup-if-mismatch -p1 <../work.diff) ||
        fail "$1: patch refuses the diff"
    cmp here/plan.yaml "$1/plan.after" || fail "$1: patch makes another plan"
    rm -rf before
    runs=$((runs + 1))
}

for result in "$cases"/*/*/plan.after; do
    golden=${result%/plan.after}
    [ -e "$golden/exit" ] && continue
    # a single command without another output, for the plan of the case
    grep -qE '&&|\||;|>|-f |--file|--help|--json' "$golden/cmd" && continue
    grep -q 'WEEKPLAN_FILE' "$golden/env" 2>/dev/null && continue
    # the dry run of import prints the plan that it would merge, and no diff
    grep -q '^import ' "$golden/cmd" && continue
    check_case "$golden"
done
[ "$runs" -ge 200 ] || fail "only $runs cases were tried"
echo "dry_run: $runs changes, $failures failures"
[ "$failures" = 0 ]
