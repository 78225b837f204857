#!/bin/sh
# Parse the output of `report` with Python's html.parser and json and with cmark. No title
# becomes markup, and all formats have the same figures.
set -u

: "${WEEKPLAN:?the program under test}"
for tool in python3 cmark; do
    if ! command -v $tool >/dev/null; then
        echo "skipped: parsing what is printed needs $tool"
        exit 77
    fi
done
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

PYTHONUTF8=1 python3 tests/e2e/report_formats.py "$WEEKPLAN" "$work"
