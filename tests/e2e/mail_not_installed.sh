#!/usr/bin/env bash
# If weekplan-mail is not installed, each command that needs it prints a message about
# that.
set -u

# shellcheck source=tests/e2e/helpers.sh
. "${0%/*}/helpers.sh"

# shellcheck disable=SC2154 # helpers.sh sets $work
mkdir -p bin && cp "$WEEKPLAN" bin/weekplan
# Run weekplan with its own bin directory as PATH. A weekplan-mail in the libexec
# directory of the build would make this test meaningless.
alone() {
    env -i HOME="$work" PATH="$work/bin" WEEKPLAN_TODAY=2019-08-12 LC_ALL=C.UTF-8 \
        "$work/bin/weekplan" "$@" -f old.yaml >out 2>err </dev/null
}

if alone mail --print --to ada@example.org; then
    echo 'not run: weekplan-mail is installed where weekplan looks for it'
    exit 77
fi

says="weekplan: weekplan-mail is not installed (it needs GMime 3: 'make deps all install')"
expect_absent() {
    alone "$@"
    code=$?
    [ $code = 69 ] || fail "$*: exit $code"
    [ "$(<err)" = "$says" ] || fail "$*: says $(<err)"
    [ ! -s out ] || fail "$*: prints $(<out)"
}

expect_absent mail
expect_absent mail --print --to ada@example.org
expect_absent mail --once --after 'mon 08:00'
mkdir -p .config/weekplan && echo 'mail: {to: ada@example.org}' >.config/weekplan/config.yaml
expect_absent cron install
alone status -w 2019-08-04 || fail "status: exit $?: $(<err)"
# weekplan runs the weekplan-mail beside itself, and passes the arguments on.
printf '#!/bin/sh\necho "$@"\n' >bin/weekplan-mail && chmod +x bin/weekplan-mail
alone mail --print || fail "a weekplan-mail beside it: exit $?: $(<err)"
[ "$(<out)" = '--print' ] || fail "a weekplan-mail beside it gets: $(<out)"
echo "$failures failures"
[ "$failures" = 0 ]
