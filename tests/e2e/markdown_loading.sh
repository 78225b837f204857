#!/usr/bin/env bash
# md4c is loaded only where Markdown is shown, and `status` stays fast. Without md4c notes are shown
# as they are written.
set -u

# shellcheck source=tests/e2e/helpers.sh
. "${0%/*}/helpers.sh"

INSTRUCTIONS_MAX=550000 # of `status`
example="$OLDPWD/docs/examples/staying-accountable.yaml"

cat >rich.yaml <<'PLAN'
week: 2019-08-04
title: See [the course](https://example.org/course)
note: "*Two* things"
goals:
  - title: Read [the book](https://example.org/book)
    note: "- [x] **Chapter 1**"
review: |
  Less `code`
  & more <b>sleep</b>
PLAN

# An empty file with the name of the library hides the library. This is how to try weekplan as if
# md4c were not installed.
mkdir hidden
touch hidden/libmd4c.so.0 hidden/libmd4c.so hidden/libmd4c.0.dylib
without_md4c() {
    LD_LIBRARY_PATH=$work/hidden "$WEEKPLAN" "$@"
}

has() {
    grep -qF -- "$1" out || fail "$2: lacks '$1': $(cat out)"
}

# Links in titles need no md4c.
check_without_md4c() {
    local page='<p class="prose">'
    without_md4c -f rich.yaml -w 2019-08-04 report --format html >out || fail "HTML: exit $?"
    has "$page*Two* things</p>" 'HTML'
    has "$page- [x] **Chapter 1**</p>" 'HTML'
    has "Less \`code\`" 'HTML'
    has '&amp; more &lt;b&gt;sleep&lt;/b&gt;' 'HTML'
    has '<a href="https://example.org/book" rel="noopener noreferrer">the book</a>' 'HTML'
    without_md4c -f rich.yaml -w 2019-08-04 report >out || fail "text: exit $?"
    has '  *Two* things' 'text'
    has '    - [x] **Chapter 1**' 'text'
    has 'the book (https://example.org/book)' 'text'
    "$WEEKPLAN" -f rich.yaml -w 2019-08-04 report >out || fail "with md4c: exit $?"
    [ -n "${STATIC:-}" ] || has '  Two things' 'with md4c'
}

# loads_md4c ARGUMENT...: whether the command opens the library.
loads_md4c() {
    strace -f -o trace -e trace=open,openat "$WEEKPLAN" "$@" >out 2>err || fail "$*: exit $?"
    grep -q md4c trace
}

check_loading() {
    local command
    if ! command -v strace >/dev/null || ! strace -o trace true 2>/dev/null; then
        echo 'not run: what is loaded, for want of strace'
        return
    fi
    for command in status history 'show 1' 'report -w this --json' 'report -w this --format markdown'; do
        # shellcheck disable=SC2086 # words
        ! loads_md4c -f "$example" $command || fail "$command loads md4c"
    done
    ! loads_md4c -f rich.yaml status || fail 'status of titles with links loads md4c'
    loads_md4c -f rich.yaml -w 2019-08-04 report || fail 'report of a note does not load md4c'
}

check_instructions() {
    local count
    if ! can_count; then
        echo 'not run: counting instructions, for want of valgrind, or of a build for users'
        return
    fi
    count=$(count_instructions -f "$example" status)
    [ "${count:-0}" -gt 0 ] || fail 'valgrind has counted nothing'
    [ "${count:-0}" -le $INSTRUCTIONS_MAX ] || fail "status needs $count instructions"
    echo "status: $count instructions"
}

check_without_md4c
check_loading
check_instructions
[ "$failures" = 0 ]
