#!/bin/bash
# Measure weekplan and other programs side by side, where they are installed, on the same plan:
# show the week, add a goal, tick an item off, report what is done. Print the median times in
# milliseconds as a table, and the machine. Each command starts with the same files, which are
# copied before it; the copying is not measured. `make deps` does not install the other programs.
set -u

: "${WEEKPLAN:?the program under test}"
python=$(command -v /usr/bin/python3 || command -v python3) || {
    echo 'skipped: there is no python3'
    exit 77
}
weekplan=$(realpath "$WEEKPLAN")
tools=${weekplan%/*}/tests/bench
scripts=$(realpath "${0%/*}")
example=$PWD/docs/examples/staying-accountable.yaml
rounds=${WEEKPLAN_ROUNDS:-15}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export HOME=$work/now LC_ALL=C.UTF-8 TERM=xterm WEEKPLAN_TODAY=2019-08-06
export TASKRC=$work/now/taskrc TASKDATA=$work/now/task
unset WEEKPLAN_FILE XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME

race=()     # the arguments of time_commands
names=()    # the programs, one for each row
missing=

# there PROGRAM NAME: whether the program is installed. NAME is its name in the table.
there() {
    command -v "$1" >/dev/null && return
    missing="$missing${missing:+, }$2"
    return 1
}

# candidate NAME: begin a row.
candidate() {
    names+=("$1")
}
# run COMMAND...: the next of its four commands.
run() {
    race+=(${race[@]+:} - cp -RT fresh now : "$@")
}

mkdir fresh
cp "$example" fresh/plan.yaml
"$weekplan" -f "$example" status --json | "$python" "$scripts/peer_plans.py" fresh || exit 1
cp -R fresh now

# changes COMMAND...: the same, for a command that must change a file.
changes() {
    rm -rf now && cp -R fresh now
    "$@" </dev/null >log 2>&1 || { cat log; exit 1; }
    ! diff -r fresh now >log || { echo "FAILED: it changes nothing: $*"; exit 1; }
    run "$@"
}

candidate weekplan
run "$weekplan" -f now/plan.yaml status
changes "$weekplan" -f now/plan.yaml add Write it down
changes "$weekplan" -f now/plan.yaml 'done' 'Round 3'
run "$weekplan" -f now/plan.yaml report --week this

if there task Taskwarrior; then
    candidate "Taskwarrior $(task --version)"
    mkdir fresh/task
    printf 'data.location=%s\nconfirmation=off\n' "$TASKDATA" >fresh/taskrc
    rm -rf now && cp -R fresh now
    task import now/tasks.json >log 2>&1 || cat log
    number=$(task rc.verbose=nothing _ids 'description:Round 3' 2>/dev/null)
    rm -r fresh && cp -R now fresh
    run task list
    changes task add Write it down
    changes task "$number" 'done'
    run task summary
fi

if there todo-txt todo.txt-cli; then
    candidate 'todo.txt-cli'
    number=$(grep -n '^Round 3' fresh/todo/todo.txt | cut -d: -f1)
    run todo-txt -d now/todo/config ls
    changes todo-txt -d now/todo/config add Write it down
    changes todo-txt -d now/todo/config 'do' "$number"
    run todo-txt -d now/todo/config report
fi

if there devtodo devtodo; then
    candidate 'devtodo'
    run devtodo --database now/devtodo.xml --filter +children
    changes devtodo --database now/devtodo.xml --add 'Write it down' --priority medium
    changes devtodo --database now/devtodo.xml --done 1.3.3 # it lists what is done first
    run devtodo --database now/devtodo.xml --all
fi

# tudu has no commands: it gets its keys on a terminal, and quits. It has no report.
if there tudu tudu; then
    candidate 'tudu (by keys)'
    run "$tools/type_keys" q tudu -f now/tudu.xml
    changes "$tools/type_keys" $'oWrite it down\rq' tudu -f now/tudu.xml
    changes "$tools/type_keys" mq tudu -f now/tudu.xml
    run true
fi

if there emacs org-mode; then
    org() {
        "$1" emacs -Q --batch --eval "(progn (require 'org) (find-file \"now/plan.org\") $2)"
    }
    candidate 'org-mode in batch'
    run emacs -Q --batch --eval "(progn (require 'org-agenda)
        (setq org-agenda-files (list (expand-file-name \"now/plan.org\")))
        (org-todo-list) (princ (buffer-string)))"
    org changes '(goto-char (point-max)) (insert "* TODO Write it down\n") (save-buffer)'
    org changes '(search-forward "Round 3") (org-todo "DONE") (org-update-statistics-cookies t) (save-buffer)'
    org run '(org-update-statistics-cookies t) (org-map-entries (lambda ()
        (princ (concat (org-get-heading) "\n"))) "TODO=\"DONE\"")'
fi

if "$python" -c 'import yaml' 2>/dev/null; then
    candidate 'a script with PyYAML'
    script=$scripts/peer_pyyaml.py
    run "$python" "$script" now/plan.yaml show
    changes "$python" "$script" now/plan.yaml add
    changes "$python" "$script" now/plan.yaml tick
    run "$python" "$script" now/plan.yaml report
else
    missing="$missing${missing:+, }PyYAML"
fi

"$tools/time_commands" "$rounds" "${race[@]}" </dev/null >"times" 2>log || {
    cat log
    exit 1
}
printf '%s\n' "${names[@]}" | awk '
    function cell(number) {
        if (name ~ /^tudu/ && number % 4 == 0)
            return "–"
        return sprintf("%.1f (%.1f)", time[number] / 1000, time[number] / time[(number - 1) % 4 + 1])
    }
    FILENAME == "times" { time[FNR] = $1; next }
    FNR == 1 {
        print "| program | show the week | add | tick off | report |"
        print "| --- | ---: | ---: | ---: | ---: |"
    }
    {
        name = $0
        row = 4 * (FNR - 1)
        printf "| %s | %s | %s | %s | %s |\n", name, cell(row + 1), cell(row + 2), cell(row + 3), cell(row + 4)
    }' times -
echo
echo "Median of $rounds runs in milliseconds, and how many times that of weekplan."
echo "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | uniq -c | sed 's/^ *\([0-9]*\) /\1 × /')," \
    "$(uname -sr | sed 's/-.*//')," "$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release 2>/dev/null)," \
    "${work%/*} on $(stat -f -c %T "$work"), load $(cut -d' ' -f1 /proc/loadavg 2>/dev/null)."
[ -z "$missing" ] || echo "not run: $missing: not installed"
