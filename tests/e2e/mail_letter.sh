#!/usr/bin/env bash
# Test the Monday letter up to the mailer: its text, its recipients, and the log of sent
# letters. mail_by_cron.sh tests the rest.
set -u

# shellcheck source=tests/e2e/helpers.sh
. "${0%/*}/helpers.sh"

# shellcheck disable=SC2154 # helpers.sh sets $work
here=$(dirname "$WEEKPLAN")
parsers="$OLDPWD/tests/e2e/check_letter.py"
example="$OLDPWD/docs/examples/staying-accountable.yaml"
rich="$OLDPWD/tests/golden/cases/report/rich-notes-html/plan.yaml"
if [ ! -x "$here/weekplan-mail" ]; then
    echo 'not run: weekplan-mail has not been built, for want of GMime'
    exit 77
fi

# mail ARGUMENT...: run `weekplan mail` as cron does: without a terminal, without a
# locale, with a short PATH.
mail() {
    env -i HOME="$work" PATH=/usr/bin:/bin WEEKPLAN_TODAY="${today:-2019-08-12}" \
        ${CODE:+"CODE=$CODE"} ${TZ:+"TZ=$TZ"} "$WEEKPLAN" mail -f "$plan" "$@" \
        >out 2>err </dev/null
}

parse() {
    /usr/bin/env python3 "$parsers" "$@"
}

expect() {
    local wanted=$1 what=$2 code=0
    shift 2
    "$@" || code=$?
    [ "$code" = "$wanted" ] || fail "$what: exit $code instead of $wanted: $(cat out err)"
}

says() {
    grep -qF -- "$1" out err || fail "$2: does not say '$1': $(cat out err)"
}

says_not() {
    grep -qF -- "$1" out err && fail "$2: says '$1': $(cat out err)"
    return 0
}

configure() {
    mkdir -p .config/weekplan
    cat >.config/weekplan/config.yaml
}

# A mailer that stores its input and exits with $CODE.
cat >mailer <<'MAILER'
#!/bin/sh
printf '%s\n' "$@" >>"$HOME/arguments"
cat >>"$HOME/messages"
echo "mailer says $CODE" >&2
exit "${CODE:-0}"
MAILER
chmod +x mailer

fresh_letter() {
    rm -rf here state .local .config arguments messages
    mkdir here
    cp "$example" "$plan"
    configure <<END_CONFIG
mail: {to: [ada@example.org, ben@example.org], from: weekplan@example.org, sendmail: $work/mailer}
END_CONFIG
}

sent() {
    grep -c '^Subject:' messages 2>/dev/null
}

expect_sent() {
    local number
    number=$(sent)
    [ "${number:-0}" = "$1" ] || fail "$2: ${number:-0} letters were sent, not $1"
}

check_libraries() {
    if ldd "$WEEKPLAN" | grep -iE 'gmime|glib'; then
        fail 'weekplan loads the libraries of the letter'
    fi
    ldd "$here/weekplan-mail" | grep -q gmime || fail 'weekplan-mail does not load GMime'
}

check_composition() {
    local addresses=() number
    fresh_letter
    expect 0 'example' mail --print
    parse check <out || fail 'the letter about the example'
    [ -s err ] && fail "example: says $(cat err)"
    [ -e .local ] && fail 'printing a letter leaves something behind'
    grep -q '^Subject: Week of 4 Aug: 36.4% (0 of 4 goals, 2 of 9 done)$' out || fail "$(grep ^Subject out)"
    cp "$rich" "$plan"
    expect 0 'rich notes' mail --print
    parse check <out || fail 'the letter about rich notes'
    parse hostile >"$plan"
    expect 0 'hostile titles' mail --print
    parse titles <out || fail 'the letter about hostile titles'
    for number in $(seq 60); do
        addresses+=(--to "recipient.number-$number@some.rather.long.domain.example.org")
    done
    expect 0 'sixty recipients' mail --print "${addresses[@]}"
    parse check <out || fail 'the letter to sixty'
    cp "$example" "$plan"
    today=2019-09-30 expect 0 'a week that was not planned' mail --print
    parse check <out || fail 'the letter about nothing'
    grep -q '^Subject: Week of 22 Sep: nothing planned$' out || fail "$(grep ^Subject out)"
    says 'Nothing was planned last week.' 'a week that was not planned'
    says "weekplan carry -f" 'a week that was not planned'
    says 'To go on' 'a week that was not planned'
    cp "$example" "here/my plan.yaml"
    today=2019-09-30 plan="$work/here/my plan.yaml" expect 0 'a path with a blank' mail --print
    says "-f '$work/here/my plan.yaml'" 'a path with a blank'
    rm "here/my plan.yaml"
    mkdir -p .local/share/weekplan
    cp "$example" .local/share/weekplan/plan.yaml
    today=2019-09-30 plan="$work/.local/share/weekplan/plan.yaml" expect 0 'the usual plan' \
        mail --print
    says 'weekplan carry' 'the usual plan'
    says_not 'weekplan carry -f' 'the usual plan'
    rm -r .local
    today=2019-08-11 expect 0 'printed before the moment' mail --print --after 'sat 23:59'
    says 'Subject: Week of 4 Aug: 36.4% (0 of 4 goals, 2 of 9 done)' 'printed before the moment'
    # Two runs differ in the header field Date only.
    mail --print && grep -v ^Date out >once
    mail --print && grep -v ^Date out | cmp - once || fail 'the same letter is not the same'
    # The Message-ID depends on the week and the recipients only.
    mail --print && grep ^Message-I out >id
    mail --print --to ben@example.org --to ada@example.org && grep ^Message-I out | cmp - id ||
        fail 'another Message-ID for the same people'
    TZ=Asia/Kathmandu mail --print && grep ^Message-I out | cmp - id ||
        fail 'another Message-ID at another time of day'
    mail --print --to ada@example.org && grep ^Message-I out | cmp -s - id &&
        fail 'the same Message-ID for other people'
    mail --print -w 2019-07-30 && grep ^Message-I out | cmp -s - id &&
        fail 'the same Message-ID for another week'
}

# If last week is absent from the plan, or was a week off, the letter gives advice about
# the next week. Check that the advice works.
check_advice() {
    fresh_letter
    printf '%s\n' 'week: 2019-08-11' 'goals: [Read papers, {title: Write, done: 2019-08-12}]' >"$plan"
    expect 0 'a week that has begun' mail --print
    parse check <out || fail 'the letter about nothing and a plan'
    says 'Nothing was planned last week.' 'a week that has begun'
    says 'Planned for this week' 'a week that has begun'
    says 'Read papers' 'a week that has begun'
    says_not 'To go on' 'a week that has begun'
    says_not 'weekplan add' 'a week that has begun'
    printf '%s\n' 'week: 2019-08-11' 'skip: by the sea' >"$plan"
    expect 0 'a week off that has begun' mail --print
    says 'A week off: by the sea' 'a week off that has begun'
    says_not 'weekplan add' 'a week off that has begun'
    printf '%s\n' 'week: 2019-07-28' 'skip: true' >"$plan"
    expect 0 'nothing to carry' mail --print
    says 'weekplan add -f' 'nothing to carry'
    says_not 'weekplan carry' 'nothing to carry'
    printf '%s\n' 'week: 2019-08-04' 'skip: true' >"$plan"
    expect 0 'nothing to carry after a week off' mail --print
    says 'Nothing is planned yet. weekplan add -f' 'nothing to carry after a week off'
    says_not 'weekplan carry' 'nothing to carry after a week off'
    printf '%s\n' 'week: 2019-07-21' 'goals: [Read]' '---' 'week: 2019-07-28' 'skip: true' >"$plan"
    expect 0 'something to carry' mail --print
    says 'weekplan carry -f' 'something to carry'
}

# The date is in English and in local time, in any locale.
check_date() {
    command -v faketime >/dev/null || return
    fresh_letter
    env -i HOME="$work" PATH=/usr/bin:/bin LC_ALL=de_DE.UTF-8 TZ=Asia/Kathmandu \
        faketime -f '2019-08-12 08:00:05' "$WEEKPLAN" mail -f "$plan" --print >out 2>err
    grep -q '^Date: Mon, 12 Aug 2019 08:00:05 +0545$' out || fail "the date: $(grep ^Date out)"
    env -i HOME="$work" PATH=/usr/bin:/bin TZ=America/St_Johns \
        faketime -f '2019-12-31 23:59:59' "$WEEKPLAN" mail -f "$plan" --print >out 2>err
    grep -q '^Date: Tue, 31 Dec 2019 23:59:59 -0330$' out || fail "the date: $(grep ^Date out)"
}

check_addresses() {
    local address
    fresh_letter
    for address in '' ada 'ada@' '@example.org' 'ada@example.org,eve@example.org' \
        $'ada@example.org\nBcc: eve@example.org' $'ada@example.org\r\n' 'Ada <ada@example.org>' \
        '-oQ/tmp' 'ada@exa mple.org' 'ada@bücher.example' '🎯@example.org' \
        "$(printf 'a%.0s' $(seq 300))@example.org"; do
        expect 64 "--to $address" mail --to "$address"
        expect 64 "--from $address" mail --from "$address"
        expect 64 "--to $address, printed" mail --print --to "$address"
    done
    [ ! -e messages ] || fail 'a letter went out to an address that is none'
    expect 0 'odd addresses' mail --to '-f@example.org' --to "o'brien+\`id\`@example.org" \
        --from '-i@example.org'
    # Addresses that look like options or shell syntax are passed on unchanged.
    printf '%s\n' -i -f -i@example.org -- -f@example.org "o'brien+\`id\`@example.org" |
        cmp - arguments || fail "the mailer was called with: $(cat arguments)"
    parse check <messages || fail 'the letter to odd addresses'
    rm arguments
    expect 0 'an address twice' mail --to ada@example.org --to ada@example.org
    printf '%s\n' -i -f weekplan@example.org -- ada@example.org | cmp - arguments ||
        fail "the mailer was called with: $(cat arguments)"
    configure </dev/null
    expect 64 'nobody to write to' mail
    says 'nobody to send the letter to' 'nobody to write to'
}

check_mailers() {
    local code
    fresh_letter
    for code in 1 64 69 70 77 78; do
        CODE=$code expect 69 "a mailer that ends with $code" mail --once
        says "ended with exit code $code: mailer says $code" "a mailer that ends with $code"
    done
    CODE=75 expect 75 'a mailer that is busy' mail --once
    CODE=0 expect 0 'a mailer that does its work' mail --once
    # A mailer that does not read its input. The letter is longer than a pipe holds.
    lengthen 3000
    for code in 0 3; do
        printf '#!/bin/sh\nexit %d\n' "$code" >mailer2
        chmod +x mailer2
        configure <<<"mail: {to: ada@example.org, sendmail: $work/mailer2}"
        expect $((code == 0 ? 0 : 69)) "a mailer that reads nothing and ends with $code" mail
    done
    # A mailer that is killed, and one that leaves a child process with its output open.
    printf '#!/bin/sh\nkill -9 $$\n' >mailer2
    expect 69 'a mailer that is killed' mail
    says 'exit code 137' 'a mailer that is killed'
    printf '#!/bin/sh\nsleep 100 &\necho $! >"$HOME/sleeper"\nexit 0\n' >mailer2
    expect 0 'a mailer that leaves a child' timeout 20 env -i HOME="$work" PATH=/usr/bin:/bin \
        "$WEEKPLAN" mail -f "$plan" --once
    kill "$(cat sleeper)"
    # A mailer that prints 3 MB. Its output is filtered for the terminal.
    printf '#!/bin/sh\nyes "$(printf "\\033[31m red")" | head -c 3000000 >&2\nexit 3\n' >mailer2
    expect 69 'a mailer that talks' mail
    grep -q $'\033' err && fail 'what the mailer says goes to the terminal as it is'
    # The first line of the mailer's output becomes the reason in the message, shortened.
    printf '#!/bin/sh\nprintf "no such user\nat all" >&2\nexit 3\n' >mailer2
    expect 69 'a mailer that ends within a line' mail
    grep -qx 'at all' err || fail "a mailer that ends within a line: $(cat err)"
    grep -q '^weekplan: .* exit code 3: no such user' err || fail "the reason: $(cat err)"
    grep -q '^weekplan: .*at all' err && fail "the reason has a second line: $(cat err)"
    printf '#!/bin/sh\necho no such user\nexit 3\n' >mailer2
    expect 69 'a mailer that says it elsewhere' mail
    grep -q '^weekplan: .* exit code 3: no such user' err || fail "the reason: $(cat err)"
    printf '#!/bin/sh\nprintf "%%01000d\n" 0 >&2\nexit 3\n' >mailer2
    expect 69 'a mailer with a long line' mail
    [ "$(grep -c '' err)" -lt 20 ] && [ "$(sed -n '/^weekplan:/,$p' err | sed "s|$work||" | tr -cd 0 | wc -c)" -le 200 ] ||
        fail "a reason without an end: $(cat err)"
    chmod -x mailer2
    if [ "$(id -u)" != 0 ]; then
        expect 69 'a mailer that may not be run' mail
    fi
    rm mailer2
    expect 69 'no mailer' mail
    says "there is no $work/mailer2" 'no mailer'
    configure <<<"mail: {to: ada@example.org, sendmail: [no-such-mailer, -t]}"
    expect 69 'no mailer of that name' mail
    says 'there is no no-such-mailer' 'no mailer of that name'
    configure <<<"mail: {to: ada@example.org, sendmail: [$work/mailer, -a, 'my work']}"
    rm -f arguments
    expect 0 'a mailer with arguments' mail
    [ "$(head -n 3 arguments | tr '\n' /)" = '-a/my work/-i/' ] || fail "$(cat arguments)"
    configure <<<"mail: {to: ada@example.org, sendmail: ~/mailer}"
    rm -f arguments
    expect 0 'a mailer in the home directory' mail
    [ -s arguments ] || fail 'the mailer in the home directory did not run'
}

check_failures() {
    fresh_letter
    echo 'week: 2019-8-4' >"$plan"
    expect 65 'a broken plan' mail --once
    says "$plan:1:7" 'a broken plan'
    grep -qF "$plan:1:7: " .local/state/weekplan/letters || fail 'the place is not remembered'
    rm "$plan"
    expect 66 'no plan' mail --once
    expect_sent 0 'no plan'
    fresh_letter
    echo 'goal: 80' >.config/weekplan/config.yaml
    expect 78 'a broken configuration' mail --once
    fresh_letter
    expect 64 'a bad moment' mail --after 'monday 8'
    expect 64 'a bad moment' mail --after 'mon 8:0'
    expect 64 'standard input, once' mail -f - --once
    # If the log cannot be written, no letter is sent.
    mkdir -p .local/state/weekplan/letters
    expect 73 'no place for notes' mail --once
    says 'the letter was not sent, because that cannot be noted' 'no place for notes'
    expect 73 'no place for notes' mail
    expect_sent 0 'no place for notes'
    expect 0 'no place for notes, printed' mail --print
    rm -r .local/state/weekplan
    echo >.local/state/weekplan
    expect 73 'no directory for notes' mail --once
    expect_sent 0 'no directory for notes'
}

check_once() {
    local round
    fresh_letter
    CODE=69 expect 69 'fails' mail --once
    expect 0 'is sent' mail --once
    [ ! -s out ] || fail "cron would send a letter about: $(cat out)"
    rm messages
    expect 0 'has been sent' mail --once
    expect_sent 0 'a second time'
    today=2019-08-18 expect 0 'has been sent' mail --once -w 2019-08-07
    expect_sent 0 'by another day of the week'
    ln -s "$plan" here/link.yaml
    env -i HOME="$work" PATH=/usr/bin:/bin WEEKPLAN_TODAY=2019-08-12 "$WEEKPLAN" mail \
        -f here/link.yaml --once --to ben@example.org --to ada@example.org >out 2>err
    expect_sent 0 'by another name, to the same people in another order'
    expect 0 'one of them' mail --once --to ada@example.org
    expect_sent 0 'to one of them'
    expect 0 'somebody else' mail --once --to cleo@example.org
    expect_sent 1 'to somebody else'
    today=2019-08-20 expect 0 'the next week' mail --once
    expect_sent 2 'about the next week'
    # A plan that becomes invalid after the letter was sent causes no error.
    echo 'week: 2019-8-4' >"$plan"
    expect 0 'sent before the plan was broken' mail --once
    for round in 1 2 3 4 5; do
        fresh_letter
        for _ in 1 2 3 4; do
            WEEKPLAN_TODAY=2019-08-12 "$WEEKPLAN" mail -f "$plan" --once >/dev/null 2>&1 &
        done
        wait
        expect_sent 1 "four at once, round $round"
    done
}

# A letter of the running week is not the letter about the same week when it is over.
check_kinds() {
    fresh_letter
    today=2019-08-09 expect 0 'on Friday' mail --once -w this
    expect_sent 1 'on Friday'
    grep -q '^Subject: Week of 4 Aug: .* so far$' messages || fail "on Friday: $(grep ^Subject messages)"
    today=2019-08-10 expect 0 'on Saturday' mail --once -w this
    expect_sent 1 'on Saturday, again'
    today=2019-08-12 expect 0 'on Monday' mail --once
    expect_sent 2 'on Monday'
    [ "$(grep '^Message-I' messages | sort -u | wc -l)" = 2 ] || fail 'one Message-ID for both'
    today=2019-08-13 expect 0 'on Tuesday' mail --once
    expect_sent 2 'on Tuesday, again'
    # The log of an old version has no kinds: its lines are about a week that was over.
    grep -v '^sent this ' .local/state/weekplan/letters >old
    [ "$(wc -l <old)" = 2 ] || fail "the log of letters: $(cat .local/state/weekplan/letters)"
    cp old .local/state/weekplan/letters
    expect 0 'an old log' mail --once
    expect_sent 2 'an old log'
    today=2019-08-09 expect 0 'an old log, on Friday' mail --once -w this
    expect_sent 3 'an old log, on Friday'
}

# The letter that asks for the review is about the running week on its last three days, else about
# the week before. It is a letter of its own.
check_ask() {
    local day week
    fresh_letter
    for day in 04:07-28 07:07-28 08:08-04 10:08-04; do
        week=${day#*:}
        today=2019-08-${day%:*} expect 0 "ask on $day" mail --ask --print
        parse check <out || fail "the letter that asks, on $day"
        grep -q "^Message-I.*weekplan.ask.2019-$week\." out || fail "ask on $day: $(grep ^Message-I out)"
    done
    today=2019-08-10 expect 0 'ask' mail --ask --print
    grep -q '^Subject: How did it go? Week of 4 Aug: ' out || fail "ask: $(grep ^Subject out)"
    says 'What will be different next week?' 'ask'
    says "weekplan review -f $plan -w 2019-08-04" 'ask'
    WEEKPLAN_TODAY=2019-08-10 "$WEEKPLAN" mail --ask --print -f - <"$plan" >out 2>err
    says 'weekplan.ask.2019-08-04.' 'ask about standard input'
    says_not 'weekplan review' 'ask about standard input'
    today=2019-08-12 expect 0 'ask about another week' mail --ask --print -w 2019-07-28
    says 'weekplan.ask.2019-07-28.' 'ask about another week'
    # The command in the letter saves a review. Then the letter has it instead of the questions.
    today=2019-08-10 expect 0 'ask' mail --ask --print
    parse text <out | sed -n "s/^  \(weekplan review .*\) TEXT$/\1 'It went well'/p" >command
    PATH="$here:$PATH" sh command >said 2>&1 || fail "the command in the letter: $(cat said)"
    grep -q '^review: It went well$' "$plan" || fail "the command in the letter: $(cat "$plan")"
    today=2019-08-10 expect 0 'ask again' mail --ask --print
    parse check <out || fail 'the letter that asks again'
    says 'It went well' 'ask again'
    says 'opens it in your editor.' 'ask again'
    says_not 'What went well?' 'ask again'
    cp "$example" "$plan"
    echo 'review: {questions: [So?]}' >>.config/weekplan/config.yaml
    today=2019-08-10 expect 0 'own questions' mail --ask --print
    says 'So?' 'own questions'
    says_not 'What went well?' 'own questions'
    # On Saturday at five, or as soon as the machine is on after that.
    today=2019-08-09 expect 0 'ask on Friday' mail --ask --once --after 'sat 00:00'
    expect_sent 0 'ask on Friday'
    today=2019-08-12 expect 0 'ask on Monday' mail --ask --once --after 'sat 00:00'
    expect_sent 1 'ask on Monday'
    today=2019-08-13 expect 0 'ask on Tuesday' mail --ask --once --after 'sat 00:00'
    expect_sent 1 'ask on Tuesday'
    today=2019-08-13 expect 0 'the letter of Monday' mail --once
    expect_sent 2 'the letter of Monday'
    echo 'week: 2019-8-4' >"$plan"
    today=2019-08-13 expect 0 'sent before the plan had an error' mail --ask --once
    today=2019-10-10 expect 65 'a plan with an error' mail --ask --once
}

# A letter of a long week is smaller than 100 kB.
check_long() {
    local number
    fresh_letter
    {
        echo 'week: 2019-08-04'
        echo 'goals:'
        for number in $(seq 5000); do
            echo "- {title: Über =$number=, note: as ever, due: 2019-08-0$((number % 6 + 4))}"
            echo "- {title: Done, done: 2019-08-05}"
        done
    } >"$plan"
    expect 0 'a long week' mail --print
    parse cut <out || fail 'the letter about a long week'
    today=2019-08-09 expect 0 'a long running week' mail --print -w this
    parse cut <out || fail 'the letter about a long running week'
    today=2019-08-09 expect 0 'a long week to review' mail --print --ask
    parse cut <out || fail 'the letter that asks, about a long week'
    says 'What went well?' 'a long week to review'
}

# A letter of a running week has what is open and due first, and a week that is not planned has
# the commands that start it.
check_running() {
    fresh_letter
    today=2019-08-08 expect 0 'a running week' mail --print -w this
    parse check <out || fail 'the letter about a running week'
    says 'Not done yet' 'a running week'
    says_not 'Planned for next week' 'a running week'
    today=2019-09-30 expect 0 'a running week without a plan' mail --print -w this
    parse check <out || fail 'the letter about a running week without a plan'
    says 'Nothing is planned for this week yet.' 'a running week without a plan'
    says "weekplan carry -f $plan" 'a running week without a plan'
    says_not "weekplan carry -f $plan -w" 'a running week without a plan'
}

# On a terminal a letter is printed to read, elsewhere and with --raw as a message. Nobody has to be
# named for that.
check_print() {
    fresh_letter
    configure </dev/null
    expect 0 'printed for nobody' mail --print
    grep -q '^To:' out && fail "printed for nobody: $(grep ^To: out)"
    says 'Content-Type: multipart/alternative' 'printed for nobody'
    expect 64 'an address that is not valid' mail --print --to ada
    expect 64 'sent to nobody' mail --raw --to ada@example.org
    says '--raw is only for --print' 'sent to nobody'
    WEEKPLAN_TODAY=2019-08-12 parse terminal "$WEEKPLAN" mail -f "$plan" --print \
        --to ada@example.org --to ben@example.org | tr -d '\r' >out
    [ "$(sed -n 's/^To: //p' out)" = 'ada@example.org, ben@example.org' ] ||
        fail "to read: $(cat out)"
    says 'Subject: Week of 4 Aug: ' 'to read'
    says 'Sun 4 – Sat 10 August 2019' 'to read'
    says "'weekplan cron remove' stops it." 'to read'
    says_not 'Content-Type' 'to read'
    says_not '<html' 'to read'
    WEEKPLAN_TODAY=2019-08-12 parse terminal "$WEEKPLAN" mail -f "$plan" --print --ascii >out
    LC_ALL=C grep -q $'\xe2' out && fail "to read in ASCII: $(cat out)"
    WEEKPLAN_TODAY=2019-08-12 parse terminal "$WEEKPLAN" mail -f "$plan" --print --raw >out
    says 'Content-Type: multipart/alternative' 'raw on a terminal'
}

# A recipient who has the letter gets no second one. A new recipient gets it alone.
check_recipients() {
    fresh_letter
    expect 0 'two' mail --once
    rm arguments messages
    expect 0 'a third one' mail --once --to ada@example.org --to cleo@example.org \
        --to ben@example.org
    expect_sent 1 'to a third one'
    [ "$(tail -n 1 arguments)" = cleo@example.org ] && ! grep -qE '^(ada|ben)@' arguments ||
        fail "to a third one, and to: $(cat arguments)"
    grep -q '^To: cleo@example.org$' messages || fail "a third one: $(grep ^To messages)"
    expect 0 'all three' mail --once --to ada@example.org --to cleo@example.org
    expect_sent 1 'to all three'
    # Without --once, `mail` sends the letter to all recipients again.
    expect 0 'typed' mail
    expect_sent 2 'typed'
}

# If the first day of the week changes, no day is reported in two letters.
check_moved() {
    local day last number plan_moves
    fresh_letter
    for day in 07-31 08-01 08-02 08-03 08-04 08-05 08-06 08-07 08-08; do
        # If the new week begins by 3 August, the week before the current one has a day
        # between 4 and 10 August.
        last=13
        [[ $day > 08-03 ]] || last=20
        for plan_moves in yes ''; do
            printf 'week: 2019-08-04\ngoals: [Read]\n' >"$plan"
            rm -rf messages .local
            expect 0 "before the week moves to $day" mail --once
            expect_sent 1 "before the week moves to $day"
            if [ "$plan_moves" ]; then
                printf 'week: 2019-%s\ngoals: [Read]\n' "$day" >"$plan"
            else
                printf 'week: 2019-08-04\ngoals: [Read]\n---\nweek: %s\n' \
                    "$(date -d "2019-$day + 14 days" +%F)" >"$plan"
            fi
            for number in $(seq 0 20); do
                today=$(date -d "2019-08-12 + $number days" +%F)
                [[ $today > $(date -d "2019-$day + $last days" +%F) ]] && break
                expect 0 "$day, on $today" mail --once
            done
            unset today
            expect_sent 1 "when the week has moved to $day${plan_moves:+ in the plan}"
        done
    done
}

# status_says TEXT: run `status` on a terminal and look for the text.
status_says() {
    WEEKPLAN_TODAY=2019-08-12 XDG_STATE_HOME='' parse terminal "$WEEKPLAN" -f "$plan" -w last >out
    : >err
    says "$1" "$2"
}

# If the mailer or weekplan is killed, the letter may have been sent. It is not sent again
# until the user asks for it.
check_cut_short() {
    local command number
    fresh_letter
    cat >mailer2 <<'MAILER2'
#!/bin/sh
cat >"$HOME/message-$(ls "$HOME" | grep -c '^message-')"
kill -9 $([ -e "$HOME/parent" ] && echo $PPID) $$
MAILER2
    chmod +x mailer2
    configure <<END_CONFIG
mail: {to: [ada@example.org, ben@example.org], sendmail: $work/mailer2}
END_CONFIG
    for number in 1 2; do
        rm -rf .local message-*
        [ "$number" = 1 ] || : >parent
        today=2019-08-12 mail --once && fail "killed, $number: exit 0"
        [ "$number" = 2 ] || says 'the letter may have been sent, or not' 'the mailer is killed'
        rm -f parent
        expect 0 "after a kill, $number" mail --once
        [ ! -s out ] && [ ! -s err ] || fail "cron would send a letter about: $(cat out err)"
        [ -e message-0 ] && [ ! -e message-1 ] || fail "sent again after a kill, $number"
        status_says 'the letter about the week of Sun 4 – Sat 10 August 2019 may have been sent, or not' \
            "reminder after a kill, $number"
        command=$(sed -n 's/.*(if it did not arrive, \(weekplan mail.*\) sends it).*/\1/p' out | tr -d '\r')
        [ -n "$command" ] || fail "reminder after a kill: $(cat out)"
        # An HTML part is added for mail clients that can show it.
        configure <<END_CONFIG
mail: {to: [ada@example.org, ben@example.org], sendmail: $work/mailer}
END_CONFIG
        rm -f messages
        sleep 1
        env -i HOME="$work" PATH="$here:/usr/bin:/bin" WEEKPLAN_FILE="$plan" \
            WEEKPLAN_TODAY=2019-08-12 sh -c "$command" >out 2>err || fail "$command: $(cat err)"
        expect_sent 1 "what the reminder says: $command"
        [ "$(grep ^Message-I messages)" = "$(grep ^Message-I message-0)" ] ||
            fail 'another Message-ID for the second try'
        status_says '' 'nothing'
        says_not 'may have been sent' 'a letter that has been sent since'
        configure <<END_CONFIG
mail: {to: [ada@example.org, ben@example.org], sendmail: $work/mailer2}
END_CONFIG
    done
    rm -f mailer2 message-*
}

# Make each system call of the sending fail, or kill weekplan at this call. No letter is
# sent twice, and each letter that was not sent is reported.
check_every_call() {
    local call outcome when count code
    can_trace || return
    fresh_letter
    strace -o calls env -i HOME="$work" PATH=/usr/bin:/bin WEEKPLAN_TODAY=2019-08-12 \
        "$WEEKPLAN" mail -f "$plan" --once >out 2>err || fail "traced: $(cat err)"
    for call in openat pwrite64 write fsync renameat2 unlinkat pread64 wait4 vfork clone clone3 \
        flock getdents64 ftruncate lseek newfstatat; do
        count=$(grep -c "^$call(" calls) || continue
        for outcome in error=ENOSPC error=EIO signal=KILL; do
            # Skip the first calls, which load the program.
            for when in $(seq $((count > 24 ? count - 24 : 1)) "$count"); do
                rm -rf .local messages arguments
                code=0
                # The braces hide the shell's message about a killed process.
                { strace -o /dev/null -e "trace=$call" -e "inject=$call:$outcome:when=$when" \
                    env -i HOME="$work" PATH=/usr/bin:/bin WEEKPLAN_TODAY=2019-08-12 \
                    "$WEEKPLAN" mail -f "$plan" --once >out 2>err; } 2>/dev/null || code=$?
                sent=$(sent)
                [ "$code" != 0 ] || [ "${sent:-0}" = 1 ] ||
                    fail "$call $when, $outcome: exit 0, and ${sent:-0} letters"
                # An error when reading the mailer's output does not matter, because the
                # mailer has accepted the letter.
                [ "$call $outcome ${sent:-0}" != 'pread64 error=EIO 1' ] || [ "$code" = 0 ] ||
                    fail "$call $when, $outcome: one letter, and exit $code"
                mail --once
                sent=$(sent)
                case ${sent:-0} in
                1) ;;
                0)
                    ls .local/state/weekplan/sending-* >/dev/null 2>&1 ||
                        fail "$call $when, $outcome: exit $code, no letter and no mark"
                    ;;
                *) fail "$call $when, $outcome: exit $code, then ${sent:-0} letters" ;;
                esac
            done
        done
    done
}

# On a full disk, the letter is sent once or never.
check_full() {
    local inodes
    can_mount || return
    # With four inodes, the mark of a letter or the new log cannot be created.
    for inodes in 4 100; do
        fresh_letter
        mkdir -p .local/state
        plan=$plan inodes=$inodes WEEKPLAN=$WEEKPLAN unshare -m --propagation private bash -c '
            mount -t tmpfs -o size=16k,nr_inodes=$inodes none .local/state
            mkdir .local/state/weekplan && : >.local/state/weekplan/letters
            dd if=/dev/zero of=.local/state/full bs=4k 2>/dev/null
            for _ in 1 2 3; do
                env -i HOME="$PWD" PATH=/usr/bin:/bin WEEKPLAN_TODAY=2019-08-12 CODE=$CODE \
                    "$WEEKPLAN" mail -f "$plan" --once
                echo "exit $?"
            done' >out 2>err
        if [ "$inodes" = 4 ]; then
            expect_sent 0 'no room for a mark'
            says 'the letter was not sent, because that cannot be noted' 'no room for a mark'
            [ "$(grep -c 'exit 73' out)" = 3 ] || fail "no room for a mark: $(cat out)"
        else
            expect_sent 1 'a full disk'
            says 'the letter was sent, but that cannot be noted' 'a full disk'
            [ "$(grep -c 'exit 0' out)" = 3 ] || fail "a full disk: $(cat out err)"
        fi
    done
}

check_after() {
    fresh_letter
    today=2019-08-11 expect 0 'Sunday' mail --once --after 'mon 08:00'
    expect_sent 0 'on the Sunday, on which the new week of this plan begins'
    today=2019-08-12 expect 0 'Monday' mail --once --after 'tue 00:00'
    expect_sent 0 'before Tuesday'
    today=2019-08-13 expect 0 'Tuesday' mail --once --after 'tue 00:00'
    expect_sent 1 'on Tuesday'
    command -v faketime >/dev/null || return
    for time in '2019-08-12 07:59:58' '2019-08-12 08:00:00'; do
        fresh_letter
        TZ=Europe/Berlin env -i HOME="$work" PATH=/usr/bin:/bin TZ=Europe/Berlin \
            faketime -f "@$time" "$WEEKPLAN" mail -f "$plan" --once --after 'mon 08:00' \
            >out 2>err ||
            fail "at $time"
        expect_sent "$([ "${time#* }" = 08:00:00 ] && echo 1 || echo 0)" "at $time"
    done
}

# A letter that was not sent is reported by `status` on a terminal, and nowhere else.
check_reminder() {
    local said
    status() {
        WEEKPLAN_TODAY=2019-08-12 XDG_STATE_HOME='' parse terminal "$WEEKPLAN" -f "$plan" "$@" >out
    }
    fresh_letter
    for said in 'is on its way to ada@example.org, ben@example.org' 'has already been sent to ada'; do
        COLUMNS=200 WEEKPLAN_TODAY=2019-08-12 XDG_STATE_HOME='' parse terminal "$WEEKPLAN" mail \
            -f "$plan" --once >out
        says "$said" 'once, on a terminal'
    done
    fresh_letter
    status -w last
    grep -q 'was not sent' out && fail 'speaks of a letter that there is not'
    CODE=75 expect 75 'not sent' mail --once
    status -w last
    says 'the letter about the week of Sun 4 – Sat 10 August 2019 was not sent' 'reminder'
    says 'exit code 75: mailer says 75' 'reminder'
    status -w last --json
    grep -q 'was not sent' out && fail 'speaks of the letter among JSON'
    status -w last --short
    grep -q 'was not sent' out && fail 'speaks of the letter in a prompt'
    XDG_STATE_HOME='' "$WEEKPLAN" -f "$plan" --today 2019-08-06 >out 2>&1
    grep -q 'was not sent' out && fail 'speaks of the letter where nobody reads it'
    expect 0 'sent' mail --once
    status -w last
    grep -q 'was not sent' out && fail 'speaks of a letter that has been sent since'
}

unset XDG_STATE_HOME XDG_CONFIG_HOME
check_libraries
check_composition
check_advice
check_date
check_addresses
check_mailers
check_failures
check_once
check_kinds
check_print
check_long
check_ask
check_running
check_recipients
check_moved
check_cut_short
check_every_call
check_full
check_after
check_reminder
echo "$failures failures"
[ "$failures" = 0 ]
