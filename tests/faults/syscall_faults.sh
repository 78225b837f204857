#!/bin/sh
# Make each system call of each command fail, or kill the command after it. WEEKPLAN_POINTS
# (100%) is the share of points to try; the default is a tenth. syscall_faults.py checks each result.
set -u

inject=$(dirname "$WEEKPLAN")/tests/faults/inject_syscall_fault
if [ ! -x "$inject" ] || ! "$inject" /dev/null - /bin/true 2>/dev/null; then
    echo 'skipped: the kernel cannot be asked about system calls here'
    exit 77
fi
WEEKPLAN_POINTS=${WEEKPLAN_POINTS:-10%} exec python3 "${0%.sh}.py" "$WEEKPLAN" "$inject" "$@"
