#!/bin/bash
# Make system calls fail while a plan is saved, or kill weekplan at this call. The plan is
# the old or the new version, and the next change leaves no other file beside the plan.
set -u

# shellcheck source=tests/e2e/helpers.sh
. "${0%/*}/helpers.sh"
if ! can_trace; then
    echo "skipped: strace cannot trace here"
    exit 77
fi

add() {
    "$WEEKPLAN" -f "$plan" add "$1" >out 2>&1
}

is() {
    cmp -s "$plan" "$1"
}

litter() {
    [ "$(ls -A here)" != plan.yaml ]
}

# The expected plans after one and after two changes without faults.
fresh && add Two && cp "$plan" two.yaml && add Three && cp "$plan" two-three.yaml
fresh && add Three && cp "$plan" three.yaml
if ! [ -s two-three.yaml ] || ! [ -s three.yaml ] || cmp -s old.yaml two.yaml; then
    cat out
    echo "FAILED: weekplan add does not work at all"
    exit 1
fi

# calls: print the system calls of one change from the first that names the plan: the
# name, its count, and whether it writes to the terminal.
calls() {
    fresh
    strace -o trace "$WEEKPLAN" -f "$plan" add Two >out 2>&1
    awk -F'(' '
        !/^[a-z0-9_]+\(/ { next }
        { count[$1]++ }
        NR > 1 && /plan\.yaml/ { begun = 1 }
        begun && $1 != "exit_group" { print $1, count[$1], (/^write\([12],/ ? "output" : "-") }
    ' trace
}

# traced_here INJECTION: change the current plan with a fault injected by strace.
traced_here() {
    strace -o /dev/null -e "inject=$1" "$WEEKPLAN" -f "$plan" add Two >out 2>&1
}

traced() {
    fresh
    traced_here "$1"
}

# Check that the next change succeeds and leaves no other file.
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

# Save on a system without the exchange of two names (renameat2).
check_plain_rename() {
    traced "renameat2:error=EINVAL" || fail "without renameat2: $(cat out)"
    is two.yaml || fail "without renameat2: the change is not made"
    litter && fail "without renameat2: left behind: $(ls -A here)"
}

# Check the order of syncs and renames. The undo log needs no sync of its own.
check_order() {
    local order
    fresh
    mkdir -p state/weekplan
    strace -y -o trace -e trace=fsync,fdatasync,sync,syncfs,rename,renameat,renameat2 \
        "$WEEKPLAN" -f "$plan" add Two >out 2>&1
    order=$(sed -n -e 's/^fsync([0-9]*<.*weekplan-.*/file/p' -e 's/^fsync([0-9]*<.*here>.*/directory/p' \
        -e 's/^rename.*/rename/p' -e 's/^[a-z]*sync[a-z]*(/other/p' trace | tr '\n' ' ')
    [ "$order" = "file rename directory " ] || fail "order: $order"
}

# A new plan whose directory could not be synced exists, and the change can be undone.
check_unsynced_directory() {
    fresh
    rm "$plan"
    mkdir -p state/weekplan
    traced_here "fsync:error=EIO:when=2"
    [ $? = 74 ] || fail "unsynced directory: not exit 74: $(cat out)"
    grep -q Two "$plan" || fail "unsynced directory: the plan is not there"
    "$WEEKPLAN" -f "$plan" undo >out 2>&1
    [ ! -e "$plan" ] || fail "unsynced directory: the step is not in the log: $(cat out)"
}

# If an editor saves at the last moment, its text is not lost: weekplan makes the change
# to the new text, or refuses.
check_editor() {
    local save code
    for save in 'cat mine.yaml >"$plan"' 'cp mine.yaml here/swap && mv here/swap "$plan"'; do
        fresh
        { cat old.yaml && echo '# mine'; } >mine.yaml
        strace -o /dev/null -e inject=rename,renameat,renameat2:delay_enter=2000000:when=1 \
            "$WEEKPLAN" -f "$plan" add Two >out 2>&1 &
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

# keep_reading: read the plan again and again until told to stop. Report a partial plan,
# or one that is older than the last.
keep_reading() {
    local said total seen=0 reads=0 last=
    while [ -z "$last" ]; do
        [ ! -e stop ] || last=yes
        reads=$((reads + 1))
        said=$("$WEEKPLAN" -f "$plan" status --short 2>&1) || echo "status fails: $said"
        total=${said##*/}
        [[ $total =~ ^[0-9]+$ && $total -ge $seen ]] && seen=$total || echo "$said after $seen"
        said=$("$WEEKPLAN" -f "$plan" check 2>&1) || echo "check fails: $said"
    done
    [ "$seen" = 704 ] || echo "the last plan has $seen items"
    [ "$reads" -gt 10 ] || echo "it was read only $reads times"
}

check_concurrency() {
    local number kept writers=()
    fresh
    lengthen 500 # a long plan, so that writing takes a while
    keep_reading >torn &
    for number in $(seq 200); do
        "$WEEKPLAN" -f "$plan" add "Goal <$number>" >/dev/null 2>>errors &
        writers+=($!)
    done
    wait "${writers[@]}"
    kept=$(grep -o 'Goal <[0-9]*>' "$plan" | sort -u | wc -l)
    [ "$kept" = 200 ] || fail "200 concurrent changes: $kept are kept: $(head -n 1 errors)"
    touch stop
    wait
    [ -s torn ] && fail "a reader of 200 concurrent changes: $(wc -l <torn): $(head -n 3 torn)"
    litter && fail "200 concurrent changes: left behind: $(ls -A here)"
}

check_full_output() {
    [ -c /dev/full ] || return
    fresh
    "$WEEKPLAN" -f "$plan" add Two >/dev/full 2>out
    [ $? = 74 ] || fail "full output: not exit 74"
    is old.yaml || is two.yaml || fail "full output: neither old nor new"
}

check_size_limit() {
    fresh
    lengthen 100
    cp "$plan" long.yaml
    (ulimit -f 1 && "$WEEKPLAN" -f "$plan" add Two >/dev/null 2>&1)
    [ $? = 74 ] || fail "ulimit -f: not exit 74"
    is long.yaml || fail "ulimit -f: the plan has changed"
    litter && fail "ulimit -f: left behind: $(ls -A here)"
}

check_read_only_directory() {
    fresh
    give_to_nobody
    chmod 555 here
    as_nobody ./program -f "$plan" add Two >out 2>&1
    [ $? = 73 ] || fail "read-only directory: not exit 73: $(cat out)"
    is old.yaml || fail "read-only directory: the plan has changed"
    as_nobody ./program -f "$plan" status >out 2>&1 ||
        fail "read-only directory: status fails: $(cat out)"
    chmod 755 here
}

# Save on a file system of 80 kB without room for a second plan, and on a read-only one.
check_small_file_systems() {
    if ! can_mount; then
        echo "not run: mounting needs root"
        return
    fi
    fresh
    lengthen 2500
    export WEEKPLAN plan
    unshare -m --propagation private bash -c '
        cp "$plan" long.yaml
        mount -t tmpfs -o size=80k none here && cp long.yaml "$plan" || exit 1
        "$WEEKPLAN" -f "$plan" add Two >/dev/null 2>&1
        [ $? = 74 ] && cmp -s "$plan" long.yaml && [ "$(ls -A here)" = plan.yaml ] || exit 2
        mount -o remount,ro here
        "$WEEKPLAN" -f "$plan" add Two >/dev/null 2>&1
        [ $? = 73 ] && cmp -s "$plan" long.yaml || exit 3
        "$WEEKPLAN" -f "$plan" status >/dev/null 2>&1 || exit 4
    ' || fail "small file systems: step $?"
}

# A plan that is mounted by itself, as in a container, cannot be replaced. `edit` says so before it
# opens the editor. A system that cannot tell finds out by EBUSY.
check_bind_mount() {
    can_mount || return
    fresh
    cp old.yaml alone.yaml
    export WEEKPLAN plan
    unshare -m --propagation private bash -c '
        mount --bind alone.yaml "$plan" || exit 1
        refused() {
            "$@" >out 2>&1
            [ $? = 73 ] && grep -q "^weekplan: .*plan.yaml is mounted by itself (a bind mount), .*(mount its directory instead)$" out &&
                cmp -s "$plan" old.yaml && [ "$(ls -A here)" = plan.yaml ]
        }
        refused "$WEEKPLAN" -f "$plan" add Two || exit 2
        EDITOR="touch edited;:" refused "$WEEKPLAN" -f "$plan" edit && [ ! -e edited ] || exit 3
        refused strace -o /dev/null -e inject=statx:error=ENOSYS "$WEEKPLAN" -f "$plan" add Two || exit 4
        "$WEEKPLAN" -f "$plan" status >/dev/null 2>&1 || exit 5
        umount "$plan" && mount --bind here here && cp alone.yaml "$plan" || exit 6
        "$WEEKPLAN" -f "$plan" add Two >out 2>&1 && cmp -s "$plan" two.yaml || exit 7
    ' || fail "bind mount: step $?: $(<out)"
}

calls >calls
check_kills
check_errors
check_interrupts
check_plain_rename
check_order
check_unsynced_directory
check_editor
check_concurrency
check_full_output
check_size_limit
check_read_only_directory
check_small_file_systems
check_bind_mount
echo "$(wc -l <calls) system calls killed or failed, $failures failures"
[ "$failures" = 0 ]
