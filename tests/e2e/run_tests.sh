#!/bin/bash
# tests/run prints a line for each program, the output of those that fail alone, and at the end
# what failed and what was skipped. It stops ignoring signals.
set -u

run=$PWD/tests/run
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
unset V WEEKPLAN_MUST_RUN

program() {
    printf '#!/bin/sh\n%s\n' "$2" >"$1"
    chmod +x "$1"
}
program good 'echo some details; echo "not run: there is no moon"; echo 3 of 3'
program bad 'echo more details; echo 2 of 3; exit 1'
program absent 'echo "skipped: there is no sun"; exit 77'
program killed 'kill -INT $$; echo it ignores SIGINT'

(trap '' INT && "$run" ./good ./bad ./absent ./killed) >out 2>&1
code=$?
sed 's/  *[0-9][0-9]* s  / /' >said <out
cat >wanted <<'END'
ok ./good: 3 of 3
more details
2 of 3
FAILED ./bad: 2 of 3
skipped ./absent: skipped: there is no sun
FAILED ./killed: 
skipped in part: ./good: there is no moon
skipped: ./absent: there is no sun
FAILED: ./bad
FAILED: ./killed
1 passed, 2 failed, 1 skipped
END
failures=0
[ $code = 1 ] || failures=1
diff wanted said || failures=1
"$run" ./good ./absent >out 2>&1 || failures=1
WEEKPLAN_MUST_RUN=absent "$run" ./absent >out 2>&1 && failures=1
V=1 "$run" ./good >out 2>&1 || failures=1
grep -qx 'some details' out || failures=1
echo "$failures failures"
[ "$failures" = 0 ]
