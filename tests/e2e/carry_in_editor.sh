#!/bin/bash
# Run `weekplan carry --edit` with scripts as editors. A list that is not valid opens the
# editor again; if it stays so, the plan is unchanged and the list is kept.
set -u

# shellcheck source=tests/e2e/helpers.sh
. "${0%/*}/helpers.sh"
export TMPDIR=$work/tmp TERM=xterm
mkdir "$TMPDIR"
unset VISUAL EDITOR

# The editors are scripts, which find these files by absolute paths.
export list=$work/list count=$work/count WEEKPLAN plan

# carry: replace the list by the file `list` in the editor. Count the calls of the
# editor in the file `count`.
carry() {
    rm -f "$count"
    EDITOR='echo >>"$count"; cp "$list"' "$WEEKPLAN" -f "$plan" carry -i -w next >out 2>err </dev/null
}

says() {
    grep -qF -e "$1" out err || fail "$2: does not say '$1': $(cat out err)"
}

is_unchanged() {
    cmp -s "$plan" old.yaml || fail "$1: the plan has changed: $(cat out err)"
}

# calls N SCENE: check how often the editor was called.
calls() {
    [ "$(wc -l <"$count")" = "$1" ] || fail "$2: the editor was called $(wc -l <"$count") times"
}

swept() {
    [ -z "$(ls -A "$TMPDIR")" ] || fail "$1: left behind: $(ls "$TMPDIR")"
}

kept() {
    local copy
    copy=$(echo "$TMPDIR"/weekplan-*/carry.txt)
    says "your text is kept in $copy" "$2"
    grep -q "$1" "$copy" || fail "$2: the list does not hold what was written"
    [ "$(stat -c %a "$copy" "${copy%/*}" | xargs)" = '600 700' ] || fail "$2: others may read the list"
    [ "$(ls "${copy%/*}")" = carry.txt ] || fail "$2: beside the list: $(ls "${copy%/*}")"
    rm -rf "${TMPDIR:?}"/*
}

check_whole() {
    fresh
    printf '%s\n' 'drop 4 no time' 'New' 'carry 1 # One' 'later 3' >"$list"
    carry || fail "a list: exit $?: $(cat err)"
    "$WEEKPLAN" -f "$plan" check >out 2>&1 || fail "a list: $(cat out)"
    [ "$(grep -c 'In braces' "$plan")" = 2 ] || fail "a list: nothing is for later"
    "$WEEKPLAN" -f "$plan" status -w next >out
    [ "$(grep -oE 'A plain one|New|One' out | xargs)" = 'A plain one New One' ] || fail "the order: $(cat out)"
    sed '/^week: 2019-08-11/,$d' "$plan" >rest
    grep -A99 'week: 2019-07-28' old.yaml | cmp -s - <(grep -A99 'week: 2019-07-28' rest | sed '$d') ||
        fail "a list: the old weeks have changed: $(cat rest)"
    calls 1 "a list"
    swept "a list"
    "$WEEKPLAN" -f "$plan" undo >out 2>err
    is_unchanged "undo over two documents"
    "$WEEKPLAN" -f "$plan" redo >out 2>err && "$WEEKPLAN" -f "$plan" undo >out 2>err
    is_unchanged "redo and undo"
    "$WEEKPLAN" -f "$plan" undo >out 2>err && says 'nothing to undo' "a list is more than one change"
}

# wrong LINE MESSAGE: a list with this line is not valid, and the editor leaves it so.
wrong() {
    fresh
    printf 'carry 1\n%b\n' "$1" >"$list"
    carry
    [ $? = 65 ] || fail "$1: not exit 65"
    says "$2" "$1"
    calls 2 "$1"
    is_unchanged "$1"
    kept 'carry 1' "$1"
}

check_wrong() {
    wrong 'carry 9' 'line 2 of the list: there is no goal 9 to carry'
    wrong 'keep 1' 'line 2 of the list: there is no goal 1 to keep'
    wrong '# x\nleave 1' 'line 3 of the list: goal 1 is in line 1 already'
    wrong 'later' "line 2 of the list: 'later' needs the number of a goal"
    wrong 'carry 9\nlater' 'line 2 of the list: there is no goal 9 to carry'
    wrong 'carry 9\nlater' "line 3 of the list: 'later' needs the number of a goal"
    wrong 'later Sail' "line 2 of the list: 'later' needs the number of a goal"
    wrong 'pick 2' "line 2 of the list: 'pick' is not carry, later, drop, leave or keep"
    wrong 'Talk\n    One\n  Two' 'line 4 of the outline is indented less than the lines above it'
    wrong 'carry 2 please' "line 2 of the list: 'carry 2' takes no text"
    wrong 'drop 2 no' "line 2 of the list: 'no' is not understood"
    wrong '-' 'line 2 of the list: the title is blank'
    wrong 'caf\0351' 'line 2 of the list is not UTF-8'
}

# The user corrects the list, removes it, or leaves the editor with an error.
check_again() {
    fresh
    cat >editor <<'EOF'
#!/bin/sh
echo >>"$count"
grep -q '^#! line 2 of the list: there is no goal 9 to carry' "$1" && sed -i 's/^carry 9/carry 2/' "$1" && exit
echo 'carry 9' >"$1"
EOF
    chmod 755 editor
    rm -f "$count"
    EDITOR=$PWD/editor "$WEEKPLAN" -f "$plan" carry -i -w next >out 2>err || fail "corrected: $(cat err)"
    calls 2 "corrected"
    says '○ 1 With a note' "corrected"
    swept "corrected"
    fresh && rm "$count"
    EDITOR='f() { echo >>"$count"; if grep -q "^#!" "$1"; then : >"$1"; else echo "carry 9" >"$1"; fi; }; f' \
        "$WEEKPLAN" -f "$plan" carry -i -w next >out 2>err || fail "emptied: $(cat err)"
    calls 2 "emptied"
    says 'nothing is changed' "emptied"
    is_unchanged "emptied"
    swept "emptied"
    EDITOR='f() { grep -q "^#!" "$1" && exit 3; echo "carry 9" >"$1"; }; f' \
        "$WEEKPLAN" -f "$plan" carry -i -w next >out 2>err
    [ $? = 74 ] || fail "a failing editor: not exit 74: $(cat err)"
    is_unchanged "a failing editor"
    kept 'carry 9' "a failing editor"
    # An editor that never gives the same list again is not called for ever.
    EDITOR='f() { echo "carry 9" >>"$1"; }; f' timeout 60 "$WEEKPLAN" -f "$plan" carry -i -w next >out 2>err
    [ $? = 65 ] || fail "endless: not exit 65"
    is_unchanged "endless"
    kept 'carry 9' "endless"
}

# Another program changes the plan while the list is open. The plan is not locked then.
check_meanwhile() {
    fresh
    EDITOR='"$WEEKPLAN" -f "$plan" done 1 && :' timeout 10 "$WEEKPLAN" -f "$plan" carry -i -w next >out 2>err
    [ $? = 75 ] || fail "meanwhile: not exit 75: $(cat err)"
    says 'was changed by another program while you edited the list' "meanwhile"
    [ "$(grep -c '^week' "$plan")" = 2 ] || fail "meanwhile: the week is started"
    swept "meanwhile"
    fresh
    echo 'carry 2' >"$list"
    EDITOR='"$WEEKPLAN" -f "$plan" add -w next New && cp "$list"' timeout 10 \
        "$WEEKPLAN" -f "$plan" carry -i -w next >out 2>err
    [ $? = 75 ] || fail "meanwhile a new goal: not exit 75: $(cat err)"
    kept 'carry 2' "meanwhile a new goal"
    # A change that the list does not show is no conflict.
    fresh
    EDITOR='sed -i s/Earlier/Before/ "$plan"; cp "$list"' "$WEEKPLAN" -f "$plan" carry -i -w next >out 2>err ||
        fail "meanwhile an older week: $(cat err)"
    grep -q Before "$plan" && grep -q 2019-08-11 "$plan" || fail "meanwhile an older week: $(cat "$plan")"
}

# If the plan cannot be saved, the command fails before the editor starts.
check_refused() {
    fresh
    ln "$plan" here/other
    rm -f "$count"
    carry
    [ $? = 73 ] || fail "hard links: not exit 73: $(cat err)"
    [ ! -e "$count" ] || fail "hard links: the editor was opened all the same"
    rm here/other
    EDITOR='kill -TERM $PPID; sleep 0.2; :' "$WEEKPLAN" -f "$plan" carry -i -w next >out 2>err
    [ $? = 143 ] || fail "ended in the editor: not exit 143: $(cat err)"
    is_unchanged "ended in the editor"
    rm -rf "${TMPDIR:?}"/*
    EDITOR='rm' "$WEEKPLAN" -f "$plan" carry -i -w next >out 2>err
    [ $? = 66 ] || fail "a removed list: not exit 66: $(cat err)"
    is_unchanged "a removed list"
    swept "a removed list"
    EDITOR='f() { rm "$1"; mkdir "$1"; }; f' "$WEEKPLAN" -f "$plan" carry -i -w next >out 2>err
    [ $? = 74 ] || fail "a folder for a list: not exit 74: $(cat err)"
    says 'carry.txt is no longer a text file' "a folder for a list"
    is_unchanged "a folder for a list"
    rm -rf "${TMPDIR:?}"/*
}

check_whole
check_wrong
check_again
check_meanwhile
check_refused
echo "$failures failures"
[ "$failures" = 0 ]
