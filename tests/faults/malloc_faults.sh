#!/usr/bin/env bash
# Make each allocation of a command fail in turn. The command then exits with 71 and one
# message, or succeeds as without the failure. It prints nothing else. The plan and its
# directory do not change.
set -u
shopt -s dotglob

faults=$(dirname "$WEEKPLAN")/tests/faults/fail_malloc.so
plan=docs/examples/staying-accountable.yaml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$plan" "$work/old.yaml"
cd "$work" || exit 1
mkdir here

failures=0
expected=0
runs=0

fail() {
    failures=$((failures + 1))
    echo "$*"
}

# If the undo step cannot be recorded, the change is made all the same, with this warning.
no_step='weekplan: this change cannot be undone: out of memory'
export XDG_STATE_HOME=$work/state
export XDG_CONFIG_HOME=$work/config
mkdir -p config/weekplan
cat >config/weekplan/config.yaml <<'END'
file: ~/plan.yaml
mail: {to: [ada@example.org, ben@example.org], sendmail: msmtp}
END

# run FAIL_AT ARGUMENT...: run weekplan. Write its output to the files out and err, and a
# byte to the file reached if the allocation FAIL_AT was made.
run() {
    local fail_at=$1
    shift
    runs=$((runs + 1))
    WEEKPLAN_FAIL_AT=$fail_at LD_PRELOAD=$faults LC_ALL=C.UTF-8 COLUMNS=80 \
        "$WEEKPLAN" -f here/plan.yaml --today 2019-08-06 "$@" >out 2>err 9>reached
}

judge() {
    local what=$1 code=$2 left=(here/*)
    case $code in
    65) # a problem of the plan; no memory for its message
        cmp -s err expected.err && cmp -s out expected.out || grep -q 'out of memory' err out ||
            fail "$what: exit 65, and says $(head -n 1 err)"
        ;;
    "$expected")
        cmp -s out expected.out || fail "$what: exit $code, and other output"
        [ "$(grep -vxF "$no_step" err)" = "$(<expected.err)" ] ||
            fail "$what: exit $code, and says $(head -n 1 err)"
        cmp -s here/plan.yaml expected.yaml || fail "$what: exit $code, and another plan"
        ;;
    71)
        [ "$(<err)" = 'weekplan: out of memory' ] || fail "$what: says $(head -n 2 err)"
        [ ! -s out ] || fail "$what: exit 71, and output"
        cmp -s here/plan.yaml old.yaml || {
            fail "$what: exit 71, and the plan has changed"
            cp old.yaml here/plan.yaml
        }
        ;;
    *) fail "$what: exit $code $(head -n 1 err)" ;;
    esac
    [ "${left[*]}" = here/plan.yaml ] || fail "$what: left behind: ${left[*]}"
    [ "$code" = 71 ] || cp old.yaml here/plan.yaml
}

# A command makes thousands of allocations, so test the first 50 and then each eleventh.
# WEEKPLAN_EVERY=1 tests all of them.
step=11
[ -z "${WEEKPLAN_EVERY:-}" ] || step=1

# check LATER ARGUMENT...: let one allocation after the other fail. With LATER "+", all
# allocations after it fail too.
check() {
    local number later=$1
    shift
    run 0 "$@"
    expected=$?
    mv out expected.out
    mv err expected.err
    mv here/plan.yaml expected.yaml
    cp old.yaml here/plan.yaml
    number=0
    while :; do
        number=$((number < 50 ? number + 1 : number + step))
        run "$number$later" "$@"
        judge "$*: allocation $number$later" $?
        [ -s reached ] || break
    done
    [ "$number" -gt 10 ] || fail "$*: $number allocations"
}

cp old.yaml here/plan.yaml
run 1 status
if [ ! -s reached ]; then
    echo 'not run: allocations cannot be made to fail here'
    exit 77
fi
check '' status
check + status
check '' status --json
check '' status --explain --ascii
check '' show 1
check + show 1.2 . --json
check '' report
check '' report --week this --format html
check + report --week this --format json
check '' report --week this --post
check '' check
check + check --json
check '' add --under 1.2 --due 2019-08-09 --note 'The last one: then rest.' 'Round 6'
check + add --week 2019-08-12 'Rest'
check '' done 'Round 3'
check + reopen 'Round 1'
check '' mv 1.2.1 --before 1.1
check '' carry --week next
check '' defer 1.2
check '' schema
# A plan of several large weeks, for history.
for day in 07-07 07-14 07-28 08-04; do
    printf -- '---\nweek: 2019-%s\ntitle: "The week\\tof %s"\ngoals:\n' $day $day
    printf -- '  - {title: Goal %d, progress: 50%%} # %0200d\n' {1..24}
done >old.yaml
cp old.yaml here/plan.yaml
check '' history
check + history --weeks 1
check '' history --format csv
check + history --format json
check '' history --format html
cat >old.yaml <<'END'
week: 2019-08-04
goals:
  - *important*
  - title: Fix: the parser
    dnoe: true
    done: 2019-02-30
  - Ship it: today
  - "Dune" by Herbert
END
cp old.yaml here/plan.yaml
check '' check
check '' status
check '' check --json
echo "$runs runs, $failures failures"
[ "$failures" = 0 ]
