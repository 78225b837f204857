#!/bin/sh
# weekplan schema compared with the program: both accept the same plans.
set -u

: "${WEEKPLAN:?the program under test}"
cd "$(dirname "$0")/../.." || exit 1
# What a system's packages bring, its own python3 has, which need not be the first.
for python in python3 /usr/bin/python3; do
    if "$python" -c 'import jsonschema, yaml' 2>/dev/null; then
        PYTHONUTF8=1 exec "$python" tests/e2e/json_schema.py
    fi
done
echo "skipped: this needs python3 with jsonschema and yaml"
exit 77
