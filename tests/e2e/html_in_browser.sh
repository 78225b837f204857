#!/bin/sh
# Open the HTML of `report`, of `history` and of a letter in a browser, as wide as a phone and a desktop,
# in light and dark colours. No page scrolls sideways, and the browser reports no error.
set -u

: "${WEEKPLAN:?the program under test}"
chromium=$(command -v chromium || command -v chromium-browser) || {
    echo "skipped: looking at pages needs chromium"
    exit 77
}
if ! command -v python3 >/dev/null; then
    echo "skipped: looking at pages needs python3"
    exit 77
fi
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cases=tests/golden/cases/report
pages=

# page NAME PLAN COMMAND...: write the HTML of the command to a file, for
# html_in_browser.py.
page() {
    name=$1
    plan=$2
    shift 2
    env -i HOME="$work" LC_ALL=C.UTF-8 TZ=UTC "$WEEKPLAN" "$@" --format html -f "$plan" \
        --today 2019-08-12 >"$work/$name.html" || exit 1
    pages="$pages $name=$work/$name.html"
}

# letter NAME PLAN: write the HTML part of a letter to a file, if weekplan-mail has been built. The
# mail client gives a letter its background.
letter() {
    [ -x "$(dirname "$WEEKPLAN")/weekplan-mail" ] || return 0
    env -i HOME="$work" PATH="$PATH" LC_ALL=C.UTF-8 TZ=UTC "$WEEKPLAN" mail --print --from ada@example.org \
        --to ben@example.org -f "$2" --today 2019-08-12 >"$work/letter" || exit 1
    python3 -c 'import email, email.policy, sys
letter = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
page = letter.get_body(("html",)).get_content()
page = page.replace("<body style=\"", "<body style=\"background:Canvas;color:CanvasText;")
sys.stdout.buffer.write(page.encode())' \
        <"$work/letter" >"$work/$1.html" || exit 1
    pages="$pages $1=$work/$1.html"
}

# years: print a plan of two years with gaps, weeks off, and long titles.
years() {
    awk 'BEGIN {
        for (i = 0; i < 104; i++) {
            if (i % 23 == 5 || i == 40 || i == 41)
                continue
            printf "---\nweek: %s\n", day(i)
            if (i % 17 == 3) {
                printf "skip: away, and nowhere near a_very_long_word_of_a_place_without_any_blank\n"
                continue
            }
            printf "title: A title that is rather long, of week number %d\n", i
            printf "goals: [{title: Read, carried: 3, progress: %d%%}]\n", (i * 37) % 101
        }
    }
    function day(i,    n, y, m, d) { # return the n-th Sunday after 2017-08-13
        n = 17391 + 7 * i + 719468
        y = int((n - int(n / 1461) + int(n / 36524) - int(n / 146096)) / 365)
        n = n - (365 * y + int(y / 4) - int(y / 100) + int(y / 400))
        m = int((5 * n + 2) / 153)
        d = n - int((153 * m + 2) / 5) + 1
        return sprintf("%04d-%02d-%02d", m < 10 ? y : y + 1, m < 10 ? m + 3 : m - 9, d)
    }'
}

years >"$work/years.yaml"
page example docs/examples/staying-accountable.yaml report
page full $cases/full/plan.yaml report
page carried $cases/carried/plan.yaml report
page two-weeks $cases/two-weeks-html/plan.yaml report
page besides $cases/also/plan.yaml report
page history-besides tests/golden/cases/history/also/plan.yaml history --weeks all
page hostile $cases/hostile/plan.yaml report
page rich-notes $cases/rich-notes-html/plan.yaml report
letter rich-notes-letter $cases/rich-notes-html/plan.yaml
page everything tests/golden/cases/status/everything-80/plan.yaml report
page eight-weeks $cases/eight-weeks/plan.yaml history
page years "$work/years.yaml" history --weeks all
# shellcheck disable=SC2086 # words, one a page
PYTHONUTF8=1 python3 tests/e2e/html_in_browser.py "$chromium" "$work" $pages
