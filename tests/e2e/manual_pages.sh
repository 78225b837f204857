#!/bin/sh
# Check the manual pages: mandoc and groff report no problem, each page fits into 80
# columns in UTF-8 and ASCII, and the examples work. tests/unit/manual_lists_test.c
# compares the lists with the tables.
set -u

: "${WEEKPLAN:?the program under test}"
cd "$(dirname "$0")/../.." || exit 1
if ! command -v mandoc >/dev/null; then
    echo 'skipped: there is no mandoc (make deps check installs it)'
    exit 77
fi
export LC_ALL=C.UTF-8
backspace=$(printf '\b')
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/home" "$work/bin"
ln -s "$WEEKPLAN" "$work/bin/weekplan"
pages='docs/man/weekplan.1 docs/man/weekplan-mail.1 docs/man/weekplan.5'
failures=0
displays=0

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# lint PAGE: run mandoc's checks, but ignore two messages about this machine: missing
# other pages, and a page date in the future.
lint() {
    mandoc -Tlint "$1" 2>/dev/null | grep -v -e 'referenced manual not found' -e 'date in the future'
}

# render: remove backspaces, by which terminals print bold letters.
render() {
    mandoc "$@" -O width=80 | sed "s/.$backspace//g"
}

# Render a page in ASCII and UTF-8 with mandoc, and with groff, as man(1) on Linux does.
check_page() {
    said=$(lint "$1")
    [ -z "$said" ] || fail "$said"
    for device in ascii utf8; do
        long=$(render "-T$device" "$1" | grep '.\{81\}')
        [ -z "$long" ] || fail "$1: too long for 80 columns as $device: $long"
    done
    mandoc -Thtml "$1" >"$work/page.html"
    grep -q 'id="SEE_ALSO"' "$work/page.html" ||
        fail "$1: its sections cannot be linked to in HTML"
    if command -v groff >/dev/null; then
        said=$(groff -mdoc -Tutf8 -ww -rLL=80n "$1" 2>&1 >/dev/null)
        [ -z "$said" ] || fail "groff about $1: $said"
    fi
}

# Check that each weekplan page that is referred to exists.
check_references() {
    grep -h '^\.Xr weekplan' $pages | sort -u | while read -r _ name section _; do
        [ -f "docs/man/$name.$section" ] || echo "$name($section)"
    done
}

# take_displays PAGE: write each literal display of the page to its own file, as plain
# text.
take_displays() {
    awk -v name="$work/display" '
        /^\.Bd -literal/ { file = name "." ++count; next }
        /^\.Ed/ { file = "" }
        file != "" {
            gsub(/\\-/, "-"); gsub(/\\\(aq/, "\047"); gsub(/\\e/, "\\")
            print >file
        }' "$1"
}

as_ada() {
    env -i HOME="$work/home" PATH="$work/bin:$PATH" LC_ALL=C.UTF-8 TZ=UTC \
        WEEKPLAN_TODAY=2019-08-06 sh -c "$1"
}

# Check a display: a plan and a configuration must be valid, and commands must succeed.
check_display() {
    displays=$((displays + 1))
    case $(head -n 1 "$2") in
    week:*) "$WEEKPLAN" check -f "$2" >"$work/said" 2>&1 ;;
    '$ weekplan cron'* | '$ weekplan mail'*) ;; # see mail_by_cron.sh and mail_letter.sh
    '$ '*)
        sed 's/^\$ //' "$2" >"$work/commands"
        (cd "$work/home" && as_ada "set -e; $(cat "$work/commands")") >"$work/said" 2>&1
        ;;
    file:* | mail:*)
        mkdir -p "$work/home/.config/weekplan"
        cp "$2" "$work/home/.config/weekplan/config.yaml"
        as_ada 'weekplan path; weekplan cron show' >"$work/said" 2>&1
        ;;
    PS1=*) as_ada "$(cat "$2"); eval \"echo \\\"\$PS1\\\"\"" | grep -q '^W32 ' ;;
    *) fail "$1 shows what is not tested: $(cat "$2")" ;;
    esac || fail "$1 shows: $(cat "$2"): $(cat "$work/said")"
}

# Check that the page lists each exit code of `enum wp_status`.
check_statuses() {
    sed -n 's/^ *WP_[A-Z_]* = \([0-9]*\).*/\1/p' include/weekplan/error.h >"$work/statuses"
    sed -n '/^\.Sh EXIT STATUS/,/^\.El/s/^\.It \([0-9]*\)$/\1/p' docs/man/weekplan.1 |
        diff "$work/statuses" - || fail 'weekplan.1: its exit statuses are not those of error.h'
}

# Check that the page lists each key of the configuration. The program prints the keys
# after a misspelt one, but those below `post:`, where any key is allowed.
check_settings() {
    mkdir -p "$work/home/.config/weekplan"
    for section in '' 'mail: ' 'review: ' 'import: '; do
        echo "${section:+$section{}zzzzzzzzzz: 1${section:+\}}" >"$work/home/.config/weekplan/config.yaml"
        as_ada 'weekplan path' 2>&1 | sed -n "s/.*(the keys .* are \(.*\)).*/\1/p" |
            sed 's/,//g; s/ and / /' | tr ' ' '\n'
    done >"$work/listed"
    sed -n '/^static const struct post_setting post_settings/,/^};/s/^    {"\([a-z_]*\)".*/\1/p' \
        src/read/post_config.c | sort - "$work/listed" >"$work/settings"
    rm "$work/home/.config/weekplan/config.yaml"
    sed -n '/^\.Sh CONFIGURATION/,/^\.Bd/s/^\.It Ic \([a-z_]*\) :.*/\1/p' docs/man/weekplan.5 | sort |
        diff "$work/settings" - || fail 'weekplan.5: its settings are not those that there are'
}

for page in $pages; do
    check_page "$page"
    rm -f "$work"/display.*
    take_displays "$page"
    number=1
    while [ -f "$work/display.$number" ]; do
        check_display "$page" "$work/display.$number"
        number=$((number + 1))
    done
done
missing=$(check_references)
[ -z "$missing" ] || fail "these pages are referred to and not there: $missing"
check_statuses
check_settings
echo "$displays examples, $failures failures"
[ "$failures" = 0 ] && [ "$displays" -gt 0 ]
