#!/bin/sh
# Compare the JSON Schema of `weekplan schema` with the program: both accept the same
# plans.
set -u

: "${WEEKPLAN:?the program under test}"
cd "$(dirname "$0")/../.." || exit 1
# Distributions install Python packages for /usr/bin/python3, which may not be the first
# python3 in PATH.
for python in python3 /usr/bin/python3; do
    if "$python" -c 'import jsonschema, yaml' 2>/dev/null; then
        PYTHONUTF8=1 exec "$python" tests/e2e/json_schema.py
    fi
done
echo "skipped: this needs python3 with jsonschema and yaml"
exit 77
