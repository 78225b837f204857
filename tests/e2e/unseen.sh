#!/bin/sh
# What cannot be seen, and what a terminal would obey, in what weekplan prints.
set -u

: "${WEEKPLAN:?the program under test}"
cd "$(dirname "$0")/../.." || exit 1
PYTHONUTF8=1 exec python3 tests/e2e/unseen.py
