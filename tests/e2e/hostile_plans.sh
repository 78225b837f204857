#!/usr/bin/env bash
# Read plans that are slow, large or harmful. Each is accepted or refused in little time
# and memory, with the right exit code. The limits are generous, but work that grows with
# the square of the size exceeds them.
set -u
shopt -s lastpipe # the last command of a pipe runs in this shell, so it can change variables
export LC_ALL=C.UTF-8

SECONDS_MAX=10
MEMORY_MAX=131072 # KiB of address space, shared libraries included
PEAK_MAX=97656    # KiB of resident memory: 100 MB
WEEK_MAX=1048576

faults=$(dirname "$WEEKPLAN")/tests/faults
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export HOME=$work XDG_STATE_HOME=$work/state

failures=0
runs=0

fail() {
    failures=$((failures + 1))
    echo "$*"
}

# run ARGUMENT...: run weekplan on plan.yaml under the limits. Return its exit code.
run() {
    local code
    runs=$((runs + 1))
    rm -f peak
    (
        ulimit -v $MEMORY_MAX
        timeout $SECONDS_MAX env WEEKPLAN_PEAK=peak LD_PRELOAD="$faults/peak_memory.so" "$WEEKPLAN" \
            -f "${plan:-plan.yaml}" --today 2019-08-06 "$@" >out 2>err </dev/null
    )
    code=$?
    if [ $code -lt 124 ] && ! [ "$(cat peak)" -le $PEAK_MAX ]; then
        fail "$*: $(cat peak) KiB of memory"
    fi
    return $code
}

# hostile NAME STATUS CHECK [MESSAGE]: run `status` and `check` on the plan on standard
# input. STATUS and CHECK are their exit codes.
hostile() {
    local name=$1 code
    cat >plan.yaml
    [ "$(stat -c %s plan.yaml)" -gt 0 ] || fail "$name: the plan is empty"
    run status
    code=$?
    [ $code = "$2" ] || fail "$name: status ends with $code: $(head -c 300 err)"
    run check
    code=$?
    [ $code = "$3" ] || fail "$name: check ends with $code: $(head -c 300 err)"
    [ -z "${4:-}" ] || grep -q -F -e "$4" err || fail "$name: check says $(head -c 300 err)"
    [ "$(wc -c <err)" -lt 100000 ] || fail "$name: check says $(wc -c <err) bytes"
}

# lines TEXT COUNT, flat TEXT COUNT: repeat the text on COUNT lines, or on one line.
lines() {
    yes -- "$1" | head -n "$2"
}
row() {
    lines "$1" "$2" | tr -d '\n'
}
# numbered COUNT FORMAT: print the format with the numbers from 1 to COUNT.
numbered() {
    seq -f "$2" "$1"
}
week() {
    echo 'week: 2019-08-04'
}
# nested LEVELS: print goals that are nested in each other.
nested() {
    local level indent=
    echo 'goals:'
    for level in $(seq "$1"); do
        printf '%s- title: level %s\n%s  subtasks:\n' "$indent" "$level" "$indent"
        indent="$indent  "
    done
    echo "$indent" >indent
}

check_depth() {
    local deep='nested more than 64 levels deep' large='larger than 1 MiB'
    row '[' 10000000 | hostile 'brackets' 65 65 "$large"
    { week && printf 'x-a: ' && row '[' 1000000; } | hostile 'brackets in a week' 65 65 "$deep"
    row '- ' 5000000 | hostile 'dashes' 65 65 "$large"
    { week && echo 'x-a:' && row '- ' 500000; } | hostile 'dashes in a week' 65 65 "$deep"
    row '? ' 500000 | hostile 'question marks' 65 65 "$deep"
    row '{a: ' 2500000 | hostile 'braces' 65 65 "$large"
    row '{a: ' 250000 | hostile 'braces in a week' 65 65
    { week && nested 30 && lines "$(cat indent)- a" 9000; } | hostile 'deep and wide' 0 0
    { week && nested 40; } | hostile 'too deep' 65 65 "$deep"
}

check_bombs() {
    local level
    {
        echo 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]'
        for level in $(seq 9); do
            echo "a$level: &a$level [$(row "*a$((level - 1))," 10)]"
        done
        echo 'week: 2019-08-04'
    } | hostile 'aliases of aliases' 65 65 'an alias'
    { week && echo 'goals:' && lines '- &a' 200000; } | hostile 'anchors' 65 65 'an anchor'
    { week && printf 'goals: [' && row '*a,' 340000; } | hostile 'aliases in a row' 65 65 'an alias'
    { week && lines '<<: a' 170000; } | hostile 'merge keys' 65 65 'a merge key'
    { numbered 60000 '%%TAG !a%.0f! b' && echo '---' && week; } |
        hostile 'tag directives' 65 65 'tags have no meaning'
    { printf '%%YAML 1.2\u85' && numbered 50000 '%%TAG !a%.0f! b' | sed 's/$/\xC2\x85/' | tr -d '\n' &&
        printf '\n---\n' && week; } | hostile 'tag directives between NELs' 0 65 'tags have no meaning'
    { week && printf 'note: "\n' && lines '%TAG' 200000 && echo '"'; } |
        hostile 'tag directives in a text' 0 0
}

check_lists() {
    { week && echo 'goals:' && lines '- a' 10000; } | hostile 'many goals' 0 0
    { week && echo 'goals:' && lines '- a' 250000; } | hostile 'too many goals' 65 65 'at most 10000'
    { week && printf 'goals: [' && row 'a,' 10000 && echo ']'; } | hostile 'goals in a row' 0 0
    { week && printf 'goals: [' && row '{title: a,id,due,note,tags},' 10000 && echo ']'; } |
        hostile 'goals of many keys' 0 0
    { week && echo 'also:' && lines '- a' 10000; } | hostile 'many entries of also' 0 0
    { week && printf 'goals: [a]\nalso: [' && row '{title: a,done: 2019-08-05},' 9999 && echo ']'; } |
        hostile 'entries of also in a row' 0 0
    { week && printf 'goals: [a]\nalso: [' && row 'a,' 10000 && echo ']'; } |
        hostile 'too many entries of also' 65 65 'at most 10000'
    { week && echo 'goals:' && lines '-' 500000; } | hostile 'empty goals' 65 65
    { week && echo 'goals:' && numbered 10000 '- {title: a, id: a%.0f}'; } | hostile 'ids' 0 0
    { week && echo 'goals:' && lines '- {title: a, id: a}' 10000; } |
        hostile 'one id' 65 65 'is already on line'
    { week && printf 'goals:\n- title: a\n  tags: [' && row 'a,' 10000 && echo ']'; } |
        hostile 'tags' 0 0
    { week && printf 'goals:\n- title: a\n  tags: [' && row 'a,' 500000 && echo ']'; } |
        hostile 'too many tags' 65 65 'at most 10000'
    { week && printf 'goals:\n- title: a\n  links:\n' && lines '  - a' 170000; } |
        hostile 'too many links' 65 65 'at most 10000'
}

check_keys() {
    { week && numbered 10000 'x-%.0f:'; } | hostile 'keys of one'\''s own' 0 0
    { week && lines 'x-a:' 200000; } | hostile 'one key of one'\''s own' 65 65 'at most 10000'
    { week && lines '? x-a' 170000; } | hostile 'keys without a value' 65 65 'at most 10000'
    { week && lines 'a:' 340000; } | hostile 'unknown keys' 65 65 'unknown key'
    { week && numbered 30000 'abcdefghijklmnopqrstuvwxyz%.0f:'; } | hostile 'long unknown keys' 65 65
    { week && printf 'goals:\n- title: a\n' && lines '  a b:' 145000; } | hostile 'prose' 65 65
    { week && printf 'goals:\n- {title: a, ' && row 'a b, ' 200000 && echo '}'; } |
        hostile 'prose in a row' 65 65
    { week && printf 'goals:\n- title: a\n' && lines '  done: true' 80000; } |
        hostile 'one key' 65 65 'is set twice'
    { week && printf 'goals:\n- {title: a, ' && row 'done: true, ' 85000 && echo '}'; } |
        hostile 'one key in a row' 65 65 'is set twice'
    { week && printf 'goals:\n- title: a\n  ' && row ': ' 500000; } | hostile 'colons' 65 65
    { week && echo 'goals:' && lines '- {title: a, due: 2019-02-30}' 10000; } |
        hostile 'days that do not exist' 65 65
    { printf '{week: 2019-08-04, note: "' && row 'é' 500000 && printf '", goals: [{title: a' &&
        row ', done: true' 200 && echo '}]}'; } | hostile 'mistakes far right' 65 65 'is set twice'
    { week && echo 'note: |' && lines ' ' 500000 && printf 'goals:\n- title: a\n' &&
        lines '  done: true' 200; } | hostile 'mistakes far below' 65 65 'is set twice'
}

check_texts() {
    local big=$((WEEK_MAX - 100))
    { week && printf 'goals:\n- ' && row a $big; } | hostile 'one word' 0 0
    { week && printf 'goals:\n- ' && row 'word ' $((big / 5)); } | hostile 'one long title' 0 0
    { week && printf 'goals:\n- ' && row '目标' $((big / 6)); } | hostile 'wide characters' 0 0
    { week && printf 'goals:\n- a' && row $'\u0301' $((big / 2)); } | hostile 'accents' 0 0
    { week && printf 'goals:\n- a' && row $'\u200D' $((big / 3)); } | hostile 'joiners' 0 0
    { week && echo 'goals:' && for _ in $(seq 3); do printf -- '- ' && row 'title ' 50000 && echo; done; } |
        hostile 'titles of 300 kB' 0 0
    { week && echo 'goals:' && lines '- a #b' 10000; } | hostile 'warnings' 0 0 'this '\''#'\'
    { week && printf 'note: "' && lines 'a' 2000000 | sed 's/^/ /' && echo '"'; } |
        hostile 'a quote of many lines' 65 65
    { week && echo 'note: |' && lines '  a' 250000; } | hostile 'a note of many lines' 0 0
    { week && printf 'goals:\n- a\n' && lines '  b' 250000; } | hostile 'a title of many lines' 0 0
    { week && lines '#' 500000; } | hostile 'comments' 0 0
    { week && lines '' 1000000; } | hostile 'blank lines' 0 0
    { week && printf 'goals: ["' && row 'a ' 500000; } | hostile 'a quote without end' 65 65
    { week && lines '' 1000000 && echo '] x'; } | hostile 'a mistake below blank lines' 65 65
    { week && lines '# a' 250000 && printf '\tx\n'; } | hostile 'a mistake below comments' 65 65
}

# A note as large as a week in which each byte is Markdown. In a quoted text a line break is \n.
check_markdown() {
    local piece format
    # shellcheck disable=SC2016 # backticks of Markdown
    for piece in 'a\n' '*a*' '*_' '-\n' '> ' '[' '![' '[a](' '[a](b)' '[a]: b\n' '`a``' '<' '<a ' '&amp;' \
        '~a~ ' 'http://a.b ' '# a\n' '- - ' '|a|\n' '> a\n\n' '<!-- '; do
        { week && printf 'note: "' && row "$piece" $((1000000 / ${#piece})) && echo '"' &&
            echo 'goals: [a]'; } | hostile "Markdown of $piece" 0 0
        for format in text html; do
            run report -w this --format $format
            code=$?
            [ $code = 0 ] || fail "Markdown of $piece: report --format $format ends with $code: $(head -c 300 err)"
        done
    done
}

check_documents() {
    lines '---' 25000000 | hostile 'empty documents' 66 0
    { lines $'---\n# nothing\n' 500000; } | hostile 'documents of comments' 66 0
    { week && row '#' $WEEK_MAX; } | hostile 'a large week' 65 65 'larger than 1 MiB'
    { echo 'week: 2019-07-28' && row '[' 1000000 && printf '\n---\n' && week; } |
        hostile 'an older week that is broken' 0 65
    { week && lines '%a' 100000 && echo '---' && echo 'week: 2019-08-11'; } |
        hostile 'directives' 65 65
}

# Files that are no plan: a directory, a device, binary data.
check_files() {
    local code other
    mkdir directory && mkfifo pipe && : >empty
    for other in directory pipe /dev/null /dev/zero missing; do
        plan=$other run status
        code=$?
        [ $code = 66 ] || fail "$other: status ends with $code"
        [ ! -e $other ] || plan=$other run add Goal
        code=$?
        [ $code = 66 ] || [ ! -e $other ] || fail "$other: add ends with $code"
    done
    plan=empty run status
    [ $? = 66 ] || fail "an empty file: status does not say that there is no week"
    plan=empty run check
    [ $? = 0 ] || fail "an empty file is valid"
    printf '\xFF\xFEw\0e\0' | hostile 'UTF-16' 65 65 'UTF-16'
    printf '\xFE\xFF\0w\0e' | hostile 'UTF-16, big end first' 65 65 'UTF-16'
    { week && printf 'title: a\0b\n'; } | hostile 'a NUL' 65 65 'NUL'
    { week && printf 'title: \xFF\n'; } | hostile 'Latin-1' 65 65 'not UTF-8'
    hostile 'a program' 65 65 <"$WEEKPLAN"
    truncate -s 1G sparse && plan=sparse run status
    [ $? = 65 ] || fail "1 GiB of nothing: status says $(cat err)"
    plan=sparse run check
    [ $? = 65 ] || fail "1 GiB of nothing: check says $(head -c 300 err)"
    truncate -s 1073741825 sparse && plan=sparse run check
    [ $? = 65 ] || fail "more than 1 GiB: check says $(cat err)"
}

# Endless input is refused, not read to its end.
check_endless_input() {
    local code
    (
        ulimit -v $MEMORY_MAX
        yes | timeout $SECONDS_MAX "$WEEKPLAN" -f - status >out 2>err
    )
    code=$?
    [ $code = 71 ] || fail "endless standard input: status ends with $code: $(cat err)"
}

# large_titles DAY: print a week of the largest allowed size.
large_titles() {
    echo "week: $1" && echo 'goals:' && numbered 9999 '- goal %.0f'
}
large_keys() {
    echo "week: $1" && printf 'goals: [' &&
        row "{title: $(row a 62),id,due,note,tags,links}," 9999 && echo ']'
}
large_notes() {
    echo "week: $1" && echo 'goals:' && numbered 9000 '- {title: goal %.0f, note: "a b"}'
}
large_nested() {
    echo "week: $1" && nested 28 && lines "$(cat indent)- a" 9000
}
large_all() {
    echo "week: $1" && echo 'goals:' && numbered 2000 "- title: The goal %.0f
  note: |
    What is to be done, why, and how it will be known
    that it has been done; on more than one line.
  carried: 3
  weight: 2.5
  due: 2019-08-06
  repeat: weekly
  tags: [one, two]
  links:
  - https://example.org
  x-mine: {a: [b, c]}
  subtasks:
  - title: A part of it
    progress: 3/5 km
  - {title: Done, done: 2019-08-05}
  - {title: Dropped, dropped: it was no good}"
}

# changes NAME CHANGE...: make each change to the plan on standard input. Each must
# succeed.
changes() {
    local name=$1 change code
    shift
    cat >large.yaml
    for change in "$@"; do
        cp large.yaml plan.yaml
        # shellcheck disable=SC2086 # split into words
        run $change
        code=$?
        if [ $code != 0 ]; then
            fail "$name: $change ends with $code: $(head -c 300 err)"
        elif cmp -s large.yaml plan.yaml; then
            fail "$name: $change changes nothing"
        fi
    done
}

check_changes() {
    local MEMORY_MAX=unlimited shape code
    local -a all=('done 1' 'drop 1900' 'set 2 title=Second' 'mv 2 --before 1' 'rm 1')

    for shape in titles keys notes all; do
        "large_$shape" 2019-08-04 | changes "large $shape" "${all[@]}" 'add Last'
        { "large_$shape" 2019-07-28 && echo '---' && "large_$shape" 2019-08-04; } |
            changes "two weeks of $shape" 'done 1 --week last' 'defer 1 --week last'
    done
    large_nested 2019-08-04 |
        changes 'large nested' 'done 1' 'add Last' 'mv 1.1 --top' 'add Last --under 1.1'
    for shape in titles all; do
        { "large_$shape" 2019-07-28 && echo '---' && week; } | changes "from large $shape" carry
    done
    { large_keys 2019-07-28 && echo '---' && week; } >plan.yaml
    run carry
    code=$?
    [ $code = 65 ] || fail "what is larger with 'carried:' is carried with $code"
    large_titles 2019-08-04 >plan.yaml
    run add 'Almost too many' && run add 'One too many'
    code=$?
    [ $code = 65 ] || fail "the item 10001 is added with $code"
    run undo && run redo
    code=$?
    [ $code = 0 ] || fail "undo and redo of a large week end with $code: $(head -c 300 err)"
    { week && printf 'goals:\n- title: a\n  subtasks:\n  - title: b\n    note: c\n' &&
        printf -- '- title: d\n  subtasks: [' && row '{title: a,tags: []},' 9000 && printf ']'; } |
        changes 'a row that becomes lines' 'mv 1.1 --under 2'
}

# shows NAME COMMAND...: run each command. Each must succeed and print something.
shows() {
    local name=$1 command code
    shift
    for command in "$@"; do
        # shellcheck disable=SC2086 # split into words
        run $command
        code=$?
        [ $code = 0 ] || fail "$name: $command ends with $code: $(head -c 300 err)"
        [ -s out ] || fail "$name: $command shows nothing"
    done
}

# Reports about a week of the largest size, with neighbours of the same size.
check_reports() {
    local MEMORY_MAX=unlimited shape code

    for shape in titles keys notes nested all; do
        for day in 2019-07-21 2019-07-28 2019-08-04; do
            echo '---' && "large_$shape" $day
        done >plan.yaml
        shows "three weeks of $shape" status 'status --json' history \
            'report --format text' 'report --format markdown' 'report --format html' \
            'report --format json'
        [ ! -x "$(dirname "$WEEKPLAN")/weekplan-mail" ] ||
            shows "three weeks of $shape" 'mail --print --to ada@example.org --from ben@example.org'
    done
    # A write error in the middle of the output must be reported.
    [ ! -c /dev/full ] || "$WEEKPLAN" -f plan.yaml --today 2019-08-06 report >/dev/full 2>err
    code=$?
    [ $code = 74 ] || [ ! -c /dev/full ] || fail "a full disk: report ends with $code"
    grep -q 'cannot write to standard output' err || fail "a full disk: $(head -c 300 err)"
    "$WEEKPLAN" -f plan.yaml --today 2019-08-06 report 2>err | head -n 1 >out
    [ ! -s err ] || fail "a reader that goes away: $(head -c 300 err)"
}

check_depth
check_bombs
check_lists
check_keys
check_texts
check_markdown
check_documents
check_files
check_endless_input
check_changes
check_reports
echo "$runs runs, $failures failures"
[ "$failures" = 0 ]
