#!/bin/sh
# weekplan schema, held against the program: what the one takes, the other does.
set -u

: "${WEEKPLAN:?the program under test}"
if ! python3 -c 'import jsonschema, yaml' 2>/dev/null; then
    echo "skipped: this needs python3 with jsonschema and yaml"
    exit 77
fi
cd "$(dirname "$0")/../.." || exit 1
PYTHONUTF8=1 exec python3 tests/e2e/schema.py
