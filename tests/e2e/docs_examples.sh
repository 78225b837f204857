#!/bin/sh
# Check that README.md and docs/*.md show the output of the program, byte for byte.
#
# In a ```console block a line that begins with "$ " is a command. Lines that begin with
# "> " continue the command. The other lines are its output. The commands of a page run in
# order, in one home directory, each in a new shell.
#
# A ```yaml block with a week is a valid plan, and a ```yaml broken block an invalid one.
# The plan is plan.yaml for the commands below the block. A ```diff block is the change of
# plan.yaml since the last ```yaml or ```diff block.
#
# WEEKPLAN_REGEN=1 writes the current output into the pages.
set -u

: "${WEEKPLAN:?the program under test}"
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failures=0
commands=0
plans=0
changes=0

fail() {
    echo "FAILED: $*" >&2
    failures=$((failures + 1))
}

# fresh: create the home directory of a reader, with the program and the files of docs/.
fresh() {
    rm -rf "$work/reader"
    mkdir -p "$work/reader/home" "$work/reader/bin" "$work/reader/tree/docs"
    cp -R docs/examples "$work/reader/tree/docs"
    ln -s "$WEEKPLAN" "$work/reader/bin/weekplan"
}

# Run a command as the user ada on Tuesday 6 August 2019.
run() {
    commands=$((commands + 1))
    (
        cd "$work/reader/tree" || exit 1
        env -i HOME="$work/reader/home" PATH="$work/reader/bin:$PATH" LC_ALL=C.UTF-8 TZ=UTC COLUMNS=80 \
            TMPDIR="$work" WEEKPLAN_TODAY=2019-08-06 sh -c "$1" </dev/null 2>&1
    ) | sed "s|$work/reader/home|/home/ada|g"
}

run_pending() {
    [ -z "$command" ] || run "$command"
    command=
}

# Print the difference of two plans, without file names and line numbers.
show_changes() {
    changes=$((changes + 1))
    diff -U2 "$work/before.yaml" "$work/reader/tree/plan.yaml" >"$work/changes"
    [ -s "$work/changes" ] || fail "$page:$number: nothing has changed"
    sed -e '1,3d' -e 's/^@@.*/@@/' -e 's/^ $//' "$work/changes"
    cp "$work/reader/tree/plan.yaml" "$work/before.yaml"
}

check_plan() {
    cp "$work/reader/tree/plan.yaml" "$work/before.yaml"
    grep -q '^week:' "$work/reader/tree/plan.yaml" || return
    plans=$((plans + 1))
    "$WEEKPLAN" check -f "$work/reader/tree/plan.yaml" >"$work/said" 2>&1
    case $?:$block in
    0:yaml | 65:'yaml broken') ;;
    *)
        fail "$page:$number: the '$block' block that ends here"
        cat "$work/said" >&2
        ;;
    esac
}

# replay PAGE: print the page with the current output of its commands.
replay() {
    block=
    command=
    number=0
    while IFS= read -r line; do
        number=$((number + 1))
        case $block:$line in
        :'```yaml'*)
            block=${line#???}
            : >"$work/reader/tree/plan.yaml"
            ;;
        :'```diff')
            block=${line#???}
            printf '%s\n' "$line"
            show_changes
            continue
            ;;
        :'```'*) block=${line#???} ;;
        console:'$ '*)
            run_pending
            command=${line#??}
            ;;
        console:'> '*) command=$(printf '%s\n%s' "$command" "${line#??}") ;;
        console:'```') run_pending && block= ;;
        diff:'```') block= ;;
        console:* | diff:*) continue ;;
        yaml*:'```') check_plan && block= ;;
        yaml*) printf '%s\n' "$line" >>"$work/reader/tree/plan.yaml" ;;
        *:'```') block= ;;
        esac
        printf '%s\n' "$line"
    done <"$page"
}

for page in README.md docs/*.md; do
    fresh
    replay >"$work/page"
    if cmp -s "$page" "$work/page"; then
        continue
    elif [ -n "${WEEKPLAN_REGEN:-}" ]; then
        cp "$work/page" "$page"
        echo "written: $page"
    else
        diff -u "$page" "$work/page"
        fail "$page (make regen writes it again)"
    fi
done
# The test files and test functions that the pages name exist. A name without a folder is somewhere
# below tests/, src/ or .ci/.
# shellcheck disable=SC2016 # backquotes of Markdown
for name in $(grep -hoE '`([A-Za-z_]+/)*[A-Za-z_]+\.(c|sh|py)`|`(check|test)_[a-z_]+`' docs/reliability.md docs/hacking.md | tr -d '`' | sort -u); do
    case $name in
    # NAME_test.c is a pattern.
    *NAME*) ;;
    */*) [ -e "$name" ] || [ -e "src/$name" ] || fail "a page names $name" ;;
    *.*) [ -n "$(find tests src -name "$name")" ] || fail "a page names $name" ;;
    *) grep -rqw -- "$name" tests || fail "a page names $name" ;;
    esac
done
echo "$commands commands, $plans plans and $changes changes, $failures failures"
[ "$failures" = 0 ] && [ "$commands" -gt 0 ] && [ "$plans" -gt 0 ] && [ "$changes" -gt 0 ]
