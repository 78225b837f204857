#!/bin/sh
# Check invisible characters and control characters in the output of weekplan.
set -u

: "${WEEKPLAN:?the program under test}"
cd "$(dirname "$0")/../.." || exit 1
PYTHONUTF8=1 exec python3 tests/e2e/invisible_characters.py
