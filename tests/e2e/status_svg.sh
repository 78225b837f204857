#!/bin/sh
# Check that docs/status.svg shows the current output for the example plan.
# WEEKPLAN_REGEN=1 writes the picture.
set -u

: "${WEEKPLAN:?the program under test}"
if ! command -v python3 >/dev/null; then
    echo "skipped: drawing the picture needs python3"
    exit 77
fi
cd "$(dirname "$0")/../.." || exit 1
picture=docs/status.svg
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

{
    echo '$ weekplan'
    env -i LC_ALL=C.UTF-8 COLUMNS=80 WEEKPLAN_FILE=docs/examples/staying-accountable.yaml \
        WEEKPLAN_TODAY=2019-08-06 "$WEEKPLAN" --color always
} >"$work/output" || exit 1
PYTHONUTF8=1 python3 tests/e2e/status_svg.py <"$work/output" >"$work/picture" || exit 1

if cmp -s "$picture" "$work/picture"; then
    echo "$picture is as the program prints it"
elif [ -n "${WEEKPLAN_REGEN:-}" ]; then
    cp "$work/picture" "$picture"
    echo "written: $picture"
else
    diff -u "$picture" "$work/picture"
    echo "FAILED: $picture is out of date (make regen draws it again)"
    exit 1
fi
