#!/bin/bash
# Two and three clones of a plan: random changes by commands and by hand, syncs in random order,
# kills in between. At the end all clones have the same plan, and nothing is lost.
# WEEKPLAN_ROUNDS=1000 WEEKPLAN_SEED=7 makes a longer run.
set -u
: "${WEEKPLAN:?the program under test}"

python=$(command -v /usr/bin/python3 || command -v python3)
if [ -z "$python" ] || ! command -v git >/dev/null; then
    echo "skipped: there is no Python or no git"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PYTHONDONTWRITEBYTECODE=1 "$python" "${0%/*}/sync_clones.py" "$WEEKPLAN" "$work"
