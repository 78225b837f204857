#!/bin/bash
# Live half a year of weeks by commands alone, and compare all figures with a model.
set -u
: "${WEEKPLAN:?the program under test}"

python=$(command -v /usr/bin/python3 || command -v python3)
if [ -z "$python" ]; then
    echo "skipped: there is no Python"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PYTHONDONTWRITEBYTECODE=1 "$python" "${0%/*}/lived_weeks.py" "$WEEKPLAN" "$work"
