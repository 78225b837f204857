#!/bin/sh
# Each system call of each command fails, or is the last one: a tenth of all points, or
# WEEKPLAN_POINTS (100%) of them. calls.py says what holds after each.
set -u

inject=$(dirname "$WEEKPLAN")/tests/faults/inject
if [ ! -x "$inject" ] || ! "$inject" /dev/null - /bin/true 2>/dev/null; then
    echo 'skipped: the kernel cannot be asked about system calls here'
    exit 77
fi
WEEKPLAN_POINTS=${WEEKPLAN_POINTS:-10%} exec python3 "${0%.sh}.py" "$WEEKPLAN" "$inject" "$@"
