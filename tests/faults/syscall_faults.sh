#!/bin/sh
# Make each system call of each command fail, or kill the command at this call.
# WEEKPLAN_POINTS (default 10%) is the share of system calls to test. syscall_faults.py
# checks the results.
set -u

inject=$(dirname "$WEEKPLAN")/tests/faults/inject_syscall_fault
if [ ! -x "$inject" ] || ! "$inject" /dev/null - /bin/true 2>/dev/null; then
    echo 'skipped: the kernel cannot be asked about system calls here'
    exit 77
fi
WEEKPLAN_POINTS=${WEEKPLAN_POINTS:-10%} exec python3 "${0%.sh}.py" "$WEEKPLAN" "$inject" "$@"
