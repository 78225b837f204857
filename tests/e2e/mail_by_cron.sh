#!/usr/bin/env bash
# Send the Monday letter by the real programs: cron runs the line of `cron install`, and
# msmtp sends the letter to a mail server on the loopback interface. The test runs in a
# mount namespace with its own /etc and spool, so it needs root.
set -u

: "${WEEKPLAN:?the program under test}"
cd "$(dirname "$0")/../.." || exit 1
sources=$PWD

cannot() {
    echo "not run: $*"
    exit 77
}

if [ -z "${WEEKPLAN_INSIDE:-}" ]; then
    [ -x "$(dirname "$WEEKPLAN")/weekplan-mail" ] || cannot 'weekplan-mail has not been built'
    [ "$(id -u)" = 0 ] || cannot 'it takes root'
    for program in cron crontab msmtp faketime unshare; do
        command -v "$program" >/dev/null || cannot "there is no $program"
    done
    /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || cannot 'there is no aiosmtpd'
    unshare -m true 2>/dev/null || cannot 'there are no mount namespaces'
    work=$(mktemp -d) || exit 1
    trap 'rm -rf "$work"' EXIT
    WEEKPLAN_INSIDE=$work unshare -m --propagation private "$0"
    exit
fi

work=$WEEKPLAN_INSIDE
failures=0
server=
trap '[ -z "$server" ] || kill "$server"' EXIT TERM INT

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# Mount an own /etc and an own spool directory, invisible to other processes.
make_world() {
    cp -a /etc "$work/etc"
    mount --bind "$work/etc" /etc
    rm -rf /etc/cron.d/* /etc/cron.allow /etc/cron.deny /etc/msmtprc
    : >/etc/crontab
    mount -t tmpfs none /run
    mount -t tmpfs none /var/spool/cron/crontabs
    chgrp crontab /var/spool/cron/crontabs
    chmod 1730 /var/spool/cron/crontabs
    mkdir -p "$work/config/weekplan" "$work/state" "$work/it's 100%"
    export HOME=$work XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state
    unset XDG_DATA_HOME WEEKPLAN_FILE WEEKPLAN_TODAY
    cd "$work" || exit 1
    plan="$work/it's 100%/plan.yaml"
    printf 'mail: {to: ada@example.org, from: weekplan@example.org}\n' >config/weekplan/config.yaml
}

serve() {
    local _
    rm -f "$work/port"
    /usr/bin/python3 "$sources/tests/e2e/smtp_server.py" "$work" "$@" 2>"$work/server" &
    server=$!
    for _ in $(seq 100); do
        [ ! -s "$work/port" ] || break
        sleep 0.1
    done
    printf 'account default\nhost 127.0.0.1\nport %s\nfrom root@localhost\n' "$(cat "$work/port")" \
        >/etc/msmtprc
}

stop_serving() {
    kill "$server"
    wait "$server" 2>/dev/null
    server=
}

weekplan() {
    "$WEEKPLAN" "$@"
}

# write_plan: write a plan of last week, relative to the current day.
write_plan() {
    rm -rf "$plan" state inbox envelopes reply
    mkdir -p state inbox
    weekplan add -f "$plan" -w last 'Write the letter' >/dev/null 2>&1
    weekplan add -f "$plan" -w last 'Send it' >/dev/null 2>&1
    weekplan done -f "$plan" -w last 1 >/dev/null 2>&1
}

expect_inbox() {
    local number
    number=$(find inbox -type f | wc -l)
    [ "$number" = "$1" ] || fail "$2: $number letters have come, not $1"
}

# `cron install` and `cron remove` leave all other lines unchanged. The line of weekplan
# occurs once, or not at all.
check_install() {
    local full=$1 what=$2 lines
    crontab -r 2>/dev/null
    [ ! -s "$full" ] || crontab "$full"
    weekplan cron install -f "$plan" >out 2>err || fail "$what: install: $(cat err)"
    grep -q 'every Monday at 08:00' out || fail "$what: install says $(cat out)"
    crontab -l >after
    { cat "$full" && tail -n 1 after; } | cmp - after || fail "$what: install changes other lines"
    weekplan cron install -f "$plan" --at 'tue 17:05' >out 2>err || fail "$what: $(cat err)"
    crontab -l >again
    [ "$(wc -l <after)" = "$(wc -l <again)" ] || fail "$what: the line is there twice"
    head -n -1 again | cmp - "$full" || fail "$what: the second install changes other lines"
    lines=$(grep -c '^5 17 \* \* 2 ' again)
    [ "$lines" = 1 ] || fail "$what: the line is not replaced: $(cat again)"
    weekplan cron show -f "$plan" | cmp - <(tail -n 1 again) || fail "$what: show shows another line"
    # Lines after the line of weekplan are unchanged too.
    { cat again && echo '# behind it'; } | crontab -
    weekplan cron remove -f "$plan" >out || fail "$what: remove: $(cat err)"
    { cat "$full" && echo '# behind it'; } | cmp - <(crontab -l) ||
        fail "$what: remove changes other lines"
    weekplan cron remove -f "$plan" >out && grep -q 'has no line' out || fail "$what: $(cat out)"
}

check_crontabs() {
    local before
    : >empty
    printf '%s\n' '# m h  dom mon dow   command' 'MAILTO=""' '' '*/5 * * * * echo "100\%" | cat' \
        $'\t@reboot  touch /tmp/x   ' '# weekplan-letter (from weekplan cron install)' \
        'ä = 1' '0 8 * * 1 weekplan mail --once' >full
    check_install empty 'an empty crontab'
    check_install full 'a full crontab'
    # A missing recipient is reported by `cron install`, not on Monday.
    before=$(crontab -l)
    mv config/weekplan/config.yaml aside.yaml
    weekplan cron install -f "$plan" >out 2>err && fail 'installs a letter to nobody'
    grep -q 'nobody to send the letter to' err || fail "a letter to nobody: $(cat err)"
    mv aside.yaml config/weekplan/config.yaml
    for at in 'mon 24:00' 'mon 08:60' 'monday 8:0' 'today 08:00' '' 'mon  08:0'; do
        weekplan cron install -f "$plan" --at "$at" >out 2>err && fail "--at '$at' is taken"
    done
    weekplan cron install -f $'new\nline.yaml' >out 2>err && fail 'a name with a line break is taken'
    [ "$before" = "$(crontab -l)" ] || fail 'what is refused changes the crontab'
    echo ada >/etc/cron.allow
    weekplan cron install -f "$plan" >out 2>err
    [ $? = 69 ] || [ "$(id -u)" = 0 ] || fail 'who may not use crontab is told that all is well'
    rm /etc/cron.allow
}

# TMPDIR is full. Debian's crontab then omits lines and exits with 0.
check_full() {
    local number
    for number in $(seq 200); do
        echo "0 3 * * * /usr/local/bin/backup --number $number"
    done >full
    crontab full
    weekplan cron install -f "$plan" >out 2>err || fail "200 lines: $(cat err)"
    mkdir -p small
    mount -t tmpfs -o size=16k none small
    dd if=/dev/zero of=small/full bs=4k count=3 2>/dev/null
    TMPDIR=$work/small weekplan cron remove -f "$plan" >out 2>err && fail 'removes from a TMPDIR that is full'
    [ "$(crontab -l | grep -c backup)" = 200 ] || fail "a TMPDIR that is full: $(cat out err)"
    umount small
    weekplan cron remove -f "$plan" >out 2>err || fail "200 lines, removed: $(cat err)"
    crontab -l | cmp - full || fail 'remove changes other lines of 200'
}

check_units() {
    mkdir -p units
    weekplan cron show --systemd -f "$plan" --at 'sun 09:30' -w last >units/all || fail 'cron show --systemd'
    sed '/weekplan-letter.timer$/,$d' units/all >units/weekplan-letter.service
    sed -n '/user\/weekplan-letter.timer$/,$p' units/all >units/weekplan-letter.timer
    grep -q '^OnCalendar=Sun \*-\*-\* 09:30:00$' units/weekplan-letter.timer || fail "$(cat units/all)"
    grep -q '^Persistent=true$' units/weekplan-letter.timer || fail "$(cat units/all)"
    command -v systemd-analyze >/dev/null || return
    systemd-analyze verify --man=no ./units/weekplan-letter.service ./units/weekplan-letter.timer \
        >verified 2>&1 || fail "systemd does not take it: $(cat verified units/all)"
    grep weekplan-letter verified && fail 'systemd warns'
}

stop_cron() {
    [ ! -s /run/crond.pid ] || kill "$(cat /run/crond.pid)"
    rm -f /run/crond.pid
}

# run_cron TIME: run cron for a few seconds, with a faked clock.
run_cron() {
    local moment=$1 started
    touch -d "$(date -d "$moment -2 minutes" '+%F %T')" /var/spool/cron/crontabs/* \
        /var/spool/cron/crontabs
    env -u HOME -u XDG_CONFIG_HOME -u XDG_STATE_HOME faketime -f "@$moment" cron -f \
        2>"$work/cron" &
    started=$!
    for _ in $(seq 80); do
        [ -z "$(find inbox -type f)" ] || break
        sleep 0.1
    done
    sleep 0.2
    stop_cron # faketime is the parent of cron, so its process may have another id
    wait "$started" 2>/dev/null
}

check_cron() {
    write_plan
    weekplan cron install -f "$plan" --at 'mon 08:00' >/dev/null
    run_cron '2025-08-11 07:59:57'
    expect_inbox 1 'the moment comes'
    /usr/bin/python3 "$sources/tests/e2e/check_letter.py" check <inbox/1 || fail 'the letter that came'
    grep -q '50% (1/2)' inbox/1 || fail "another letter came: $(cat inbox/1)"
    [ "$(cat envelopes)" = 'weekplan@example.org ada@example.org' ] || fail "$(cat envelopes)"
    # With --catch-up, a machine that was off at the set time sends the letter later, but
    # only once.
    write_plan
    weekplan cron install -f "$plan" --at "$(LC_ALL=C date +%a | tr '[:upper:]' '[:lower:]') 00:00" \
        --catch-up -w last >/dev/null
    run_cron '2025-08-13 14:59:57'
    expect_inbox 1 'catching up'
    run_cron '2025-08-13 15:59:57'
    expect_inbox 1 'catching up a second time'
    # A letter on Friday is about the running week. It does not suppress the one on Monday.
    write_plan
    weekplan add -f "$plan" -w this 'Go on' >/dev/null 2>&1
    weekplan cron install -f "$plan" --at 'fri 17:30' >/dev/null
    weekplan cron install -f "$plan" --at 'mon 08:00' >/dev/null
    run_cron '2025-08-15 17:29:57'
    expect_inbox 1 'Friday comes'
    grep -q '^Subject: .* so far' inbox/1 || fail "another letter on Friday: $(grep ^Subject inbox/1)"
    mkdir -p aside && mv inbox/1 aside/friday
    run_cron '2025-08-18 07:59:57'
    expect_inbox 1 'Monday comes'
    grep -q '50% (1/2)' inbox/1 || fail "another letter on Monday: $(cat inbox/1)"
    weekplan cron remove -f "$plan" -w this >/dev/null
}

# run_line: run the installed line as cron does, with the variables that cron sets.
run_line() {
    local line
    line=$(weekplan cron show -f "$plan" | sed 's/^0 8 \* \* 1 //; s/\\%/%/g')
    env -i HOME=/root LOGNAME=root SHELL=/bin/sh PATH=/usr/bin:/bin sh -c "$line" >out 2>err
}

expect_line() {
    local code=0
    run_line || code=$?
    [ "$code" = "$1" ] || fail "$2: exit $code instead of $1: $(cat out err)"
}

check_refusals() {
    local reply port
    write_plan
    weekplan cron install -f "$plan" >/dev/null
    for reply in '451 try later' '552 too much' '554 no' '421 closing'; do
        echo "$reply" >reply
        expect_line 69 "the server says $reply"
        grep -q '^weekplan: the letter was not sent' err || fail "$reply: says $(cat err)"
        expect_inbox 0 "the server says $reply"
    done
    rm reply
    port=$(cat port)
    stop_serving
    expect_line 75 'nobody answers'
    serve "$port"
    expect_line 0 'the server is there again'
    expect_inbox 1 'the next run delivers'
    expect_line 0 'once more'
    expect_inbox 1 'and the one after it does not'
    [ ! -s out ] && [ ! -s err ] || fail "cron would send a letter about: $(cat out err)"
    write_plan
    run_line &
    run_line
    wait %?run_line 2>/dev/null || wait -n 2>/dev/null
    expect_inbox 1 'two at once'
}

# blocks KIND: print the blocks between ```KIND and ``` in docs/monday-letter.md.
blocks() {
    awk -v kind="$1" '/^```/ { on = $0 == "```" kind; next } on' "$sources/docs/monday-letter.md"
}

# Follow docs/monday-letter.md step by step, with another mail server.
check_page() {
    local command
    rm -rf config state inbox envelopes "$plan"
    mkdir -p inbox .config/weekplan
    crontab -r
    unset XDG_CONFIG_HOME XDG_STATE_HOME
    rm /etc/msmtprc
    blocks text | sed "s/smtp\.example\.org/127.0.0.1/; s/587/$(cat port)/; s/^\(tls\|auth\) .*/\1 off/" \
        >.msmtprc
    echo secret >.mail-password
    blocks yml >.config/weekplan/config.yaml
    PATH="$(dirname "$WEEKPLAN"):$PATH"
    command weekplan add -w last 'Follow the page' >/dev/null 2>&1
    blocks sh | sed -n 's/| less$//; /^chmod\|^weekplan/p' >commands
    while IFS= read -r command; do
        sh -c "$command" >out 2>err || fail "$command: $(cat out err)"
    done <commands
    [ "$(grep -c '^weekplan' commands)" -gt 4 ] || fail "the page has these commands: $(cat commands)"
    expect_inbox 1 'the page'
    /usr/bin/python3 "$sources/tests/e2e/check_letter.py" check <inbox/1 || fail 'the letter of the page'
    [ "$(cat envelopes)" = 'ada@example.org ada@example.org' ] || fail "the page: $(cat envelopes)"
    crontab -l | grep -q " --after 'mon 08:00' -f $work/.local/share/weekplan/plan.yaml " ||
        fail "the page: $(crontab -l)"
}

make_world
write_plan
check_crontabs
check_full
check_units
serve
check_cron
check_refusals
check_page
echo "$failures failures"
[ "$failures" = 0 ]
