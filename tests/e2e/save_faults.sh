#!/bin/bash
# Faults while a plan is saved: whatever system call fails, or is the last one
# before the program is killed, the plan is the old one or the new one, and
# nothing is left beside it after the next change.
set -u

: "${WEEKPLAN:?the program under test}"
if ! command -v strace >/dev/null || ! strace -o /dev/null true 2>/dev/null; then
    echo "skipped: strace cannot trace here"
    exit 77
fi
export ASAN_OPTIONS=detect_leaks=0 # the leak checker cannot run under strace
export LC_ALL=C.UTF-8

work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
chmod 755 "$work"
cd "$work" || exit 1
export XDG_STATE_HOME=$work/state
plan=$work/here/plan.yaml
failures=0

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

add() {
    "$WEEKPLAN" -f "$plan" --today 2019-08-06 add "$1" >"$work/out" 2>&1
}

# A plan that is alone in its directory.
fresh() {
    rm -rf here
    mkdir here
    cp old.yaml "$plan"
    chmod 640 "$plan"
}

is() {
    cmp -s "$plan" "$1"
}

litter() {
    [ "$(ls -A here)" != plan.yaml ]
}

cat >old.yaml <<'PLAN'
# yaml-language-server: $schema=plan.schema.json
---
week: 2019-07-28
goals: [{title: Earlier, done: true}]
---
week: 2019-08-04
goals:
  - title: One # kept
PLAN

# What each change makes of the plan, when nothing goes wrong.
fresh && add Two && cp "$plan" two.yaml && add Three && cp "$plan" two-three.yaml
fresh && add Three && cp "$plan" three.yaml
if ! [ -s two-three.yaml ] || ! [ -s three.yaml ] || cmp -s old.yaml two.yaml; then
    cat out
    echo "FAILED: weekplan add does not work at all"
    exit 1
fi

# The calls of one change, from the first that names the plan: the name of each,
# which one of that name it is, and whether it writes to the terminal.
calls() {
    fresh
    strace -o trace "$WEEKPLAN" -f "$plan" --today 2019-08-06 add Two >out 2>&1
    awk -F'(' '
        !/^[a-z0-9_]+\(/ { next }
        { count[$1]++ }
        NR > 1 && /plan\.yaml/ { begun = 1 }
        begun && $1 != "exit_group" { print $1, count[$1], (/^write\([12],/ ? "output" : "-") }
    ' trace
}

traced() {
    fresh
    strace -o /dev/null -e "inject=$1" "$WEEKPLAN" -f "$plan" --today 2019-08-06 add Two >out 2>&1
}

# The next change finds nothing in its way and leaves nothing behind.
check_next_change() {
    local expected=three.yaml
    is two.yaml && expected=two-three.yaml
    add Three || fail "$1: the next change fails: $(cat out)"
    is "$expected" || fail "$1: the next change makes something else of the plan"
    litter && fail "$1: left after the next change: $(ls -A here)"
}

check_kills() {
    local name number output
    while read -r name number output; do
        traced "$name:signal=KILL:when=$number" 2>/dev/null
        is old.yaml || is two.yaml || fail "killed at $name $number: neither old nor new"
        check_next_change "killed at $name $number"
    done <calls
}

is_about_files='^(open|p?read|p?write|fsync|fdatasync|rename|unlink|link|readlink|mkdir|flock'
is_about_files+='|f?chmod|f?chown|f?access|stat|fstat|newfstatat|statx|getdents|copy_file'
is_about_files+='|[fl]?(get|set|list|remove)xattr)'

check_errors() {
    local name number output error fault code
    while read -r name number output; do
        [[ $name =~ $is_about_files ]] || continue
        for error in ENOSPC EIO EDQUOT EACCES; do
            fault="$error at $name $number"
            traced "$name:error=$error:when=$number"
            code=$?
            case $code in
            0) is two.yaml || fail "$fault: exit 0 without the change" ;;
            6[4-9] | 7[0-8]) is old.yaml || { [ "$output" = output ] && is two.yaml; } ||
                fail "$fault: exit $code and not the old plan" ;;
            *) fail "$fault: exit $code" ;;
            esac
            [ "$(stat -c %a "$plan")" = 640 ] || fail "$fault: the mode is not kept"
            [[ $name = unlink* ]] || ! litter || fail "$fault: left behind: $(ls -A here)"
        done
        check_next_change "$fault"
    done <calls
}

check_interrupts() {
    local name number output
    while read -r name number output; do
        [[ $name =~ ^(openat|read|pread64|write|fsync|flock)$ ]] || continue
        traced "$name:error=EINTR:when=$number" || fail "EINTR at $name $number: $(cat out)"
        is two.yaml || fail "EINTR at $name $number: the change is not made"
    done <calls
}

# A system that cannot exchange two names.
check_plain_rename() {
    traced "renameat2:error=EINVAL" || fail "without renameat2: $(cat out)"
    is two.yaml || fail "without renameat2: the change is not made"
    litter && fail "without renameat2: left behind: $(ls -A here)"
}

check_order() {
    local order
    fresh
    strace -y -o trace -e trace=fsync,fdatasync,sync,syncfs,rename,renameat,renameat2 \
        "$WEEKPLAN" -f "$plan" --today 2019-08-06 add Two >out 2>&1
    order=$(sed -n -e 's/^fsync([0-9]*<.*weekplan-.*/file/p' -e 's/^fsync([0-9]*<.*here>.*/directory/p' \
        -e 's/^rename.*/rename/p' -e 's/^[a-z]*sync[a-z]*(/other/p' trace | tr '\n' ' ')
    [ "$order" = "file rename directory " ] || fail "order: $order"
}

# An editor that saves at the last moment loses nothing: the change is made to
# what it saved, or refused.
check_editor() {
    local save code
    for save in 'cat mine.yaml >"$plan"' 'cp mine.yaml here/swap && mv here/swap "$plan"'; do
        fresh
        { cat old.yaml && echo '# mine'; } >mine.yaml
        strace -o /dev/null -e inject=rename,renameat,renameat2:delay_enter=2000000:when=1 \
            "$WEEKPLAN" -f "$plan" --today 2019-08-06 add Two >out 2>&1 &
        sleep 0.4
        eval "$save"
        wait $!
        code=$?
        grep -q '# mine' "$plan" || fail "editor: what it saved is lost ($save)"
        case $code in
        0) grep -q Two "$plan" || fail "editor: exit 0 without the change ($save)" ;;
        75) is mine.yaml || fail "editor: exit 75 and not what it saved ($save)" ;;
        *) fail "editor: exit $code: $(cat out) ($save)" ;;
        esac
        litter && fail "editor: left behind: $(ls -A here)"
    done
}

check_concurrency() {
    local number kept
    fresh
    for number in $(seq 200); do
        "$WEEKPLAN" -f "$plan" --today 2019-08-06 add "Goal <$number>" >/dev/null 2>>"$work/errors" &
    done
    wait
    kept=$(grep -o 'Goal <[0-9]*>' "$plan" | sort -u | wc -l)
    [ "$kept" = 200 ] || fail "200 concurrent changes: $kept are kept: $(head -n 1 errors)"
    litter && fail "200 concurrent changes: left behind: $(ls -A here)"
}

check_full_output() {
    [ -c /dev/full ] || return
    fresh
    "$WEEKPLAN" -f "$plan" --today 2019-08-06 add Two >/dev/full 2>out
    [ $? = 74 ] || fail "full output: not exit 74"
    is old.yaml || is two.yaml || fail "full output: neither old nor new"
}

check_size_limit() {
    local number
    fresh
    for number in $(seq 100); do
        echo "  - Goal number $number"
    done >>"$plan"
    cp "$plan" long.yaml
    (ulimit -f 1 && "$WEEKPLAN" -f "$plan" --today 2019-08-06 add Two >/dev/null 2>&1)
    [ $? = 74 ] || fail "ulimit -f: not exit 74"
    is long.yaml || fail "ulimit -f: the plan has changed"
    litter && fail "ulimit -f: left behind: $(ls -A here)"
}

# As somebody whom a mode keeps out.
as_nobody() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
    else
        "$@"
    fi
}

check_read_only_directory() {
    fresh
    cp "$WEEKPLAN" program
    chmod 755 program
    chmod 644 "$plan"
    [ "$(id -u)" != 0 ] || chown 65534:65534 "$plan"
    chmod 555 here
    as_nobody ./program -f "$plan" --today 2019-08-06 add Two >out 2>&1
    [ $? = 73 ] || fail "read-only directory: not exit 73: $(cat out)"
    is old.yaml || fail "read-only directory: the plan has changed"
    as_nobody ./program -f "$plan" --today 2019-08-06 status >out 2>&1 ||
        fail "read-only directory: status fails: $(cat out)"
    chmod 755 here
}

# A file system of 80 kB that has no room for a second plan, and one that may
# only be read.
check_small_file_systems() {
    if [ "$(id -u)" != 0 ] || ! unshare -m true 2>/dev/null; then
        echo "not run: mounting needs root"
        return
    fi
    local number
    fresh
    for number in $(seq 2000); do
        echo "  - A goal with the number $number"
    done >>"$plan"
    export WEEKPLAN plan
    unshare -m --propagation private bash -c '
        cp "$plan" long.yaml
        mount -t tmpfs -o size=80k none here && cp long.yaml "$plan" || exit 1
        "$WEEKPLAN" -f "$plan" --today 2019-08-06 add Two >/dev/null 2>&1
        [ $? = 74 ] && cmp -s "$plan" long.yaml && [ "$(ls -A here)" = plan.yaml ] || exit 2
        mount -o remount,ro here
        "$WEEKPLAN" -f "$plan" --today 2019-08-06 add Two >/dev/null 2>&1
        [ $? = 73 ] && cmp -s "$plan" long.yaml || exit 3
        "$WEEKPLAN" -f "$plan" --today 2019-08-06 status >/dev/null 2>&1 || exit 4
    ' || fail "small file systems: step $?"
}

calls >calls
check_kills
check_errors
check_interrupts
check_plain_rename
check_order
check_editor
check_concurrency
check_full_output
check_size_limit
check_read_only_directory
check_small_file_systems
echo "$(wc -l <calls) system calls killed or failed, $failures failures"
[ "$failures" = 0 ]
