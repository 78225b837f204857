#!/usr/bin/env bash
# An import takes linear time: ten times the text takes at most twelve times the instructions, also
# for texts that other parsers of Markdown take long for. No time is measured.
set -u

# shellcheck source=tests/e2e/helpers.sh
. "${0%/*}/helpers.sh"

SMALL=4000 # bytes

if [ -n "${STATIC:-}" ] || ! can_count; then
    echo 'skipped: no valgrind, or not a build for users with md4c'
    exit 77
fi

# repeat TEXT BYTES: the text, again and again, with numbers instead of each N.
repeat() {
    awk -v text="$1" -v bytes="$2" 'BEGIN {
        for (i = 1; written < bytes; i++) {
            copy = text
            gsub(/N/, i, copy)
            printf "%s", copy
            written += length(copy)
        }
        print ""
    }'
}

# instructions FILE: how many an import of the file needs. It may be refused.
instructions() {
    count_instructions -f plan.yaml import -n -q -w this "$1"
}

echo '- a' >one.md
start=$(instructions one.md)
[ "${start:-0}" -gt 0 ] || fail 'valgrind has counted nothing'

# check NAME TEXT: a row of the table below.
check() {
    local small large
    repeat "$2" $SMALL >small.md
    repeat "$2" $((10 * SMALL)) >large.md
    small=$(instructions small.md)
    large=$(instructions large.md)
    small=$((${small:-0} - start))
    large=$((${large:-0} - start))
    printf '%-12s %9d %10d\n' "$1" "$small" "$large"
    # A text that is refused at its beginning needs next to nothing.
    [ "$large" -le $((12 * (small > 200000 ? small : 200000))) ] ||
        fail "$1: $small instructions become $large"
}

check lists '- item N\n  - sub N\n'
check notes '- item N\n\n  text of item N\n'
check numbers 'N. item\n\ntext\n\n'
check bold '**N. item**\n\ntext\n\n'
check headings '## head N\n- a\n'
check labels 'Done:\n- item N\n\n'
check paragraphs 'word *em* [l](u) text\n\n'
check breaks 'a  \n'
check rulers '---\n'
check html '<!-- N -->\n\n'
# The backticks run no command.
# shellcheck disable=SC2016
check fences '```\n\n```\n'
check quotes '>'
check pluses '+ '
check brackets '['
check links '[a]('
check images '!['
check stars '**a __b '
# The backticks run no command.
# shellcheck disable=SC2016
check ticks '` `` ``` ```` '
check tags '<a '
check comments '<!--'
check instructs '<?'
check references '[a]: u\n\n[a]\n\n'
check entities '&amp;'
check struck '~a ~~b '
check addresses 'https://example.org/N '
check signs '✓ '
check blank '\n'

[ "$failures" = 0 ]
