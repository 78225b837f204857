#!/bin/bash
# Run `weekplan edit` with scripts as editors. A valid copy becomes the plan. Otherwise
# the plan is unchanged, and no text of the user is lost.
set -u

# shellcheck source=tests/e2e/helpers.sh
. "${0%/*}/helpers.sh"
export TMPDIR=$work/tmp TERM=xterm
mkdir "$TMPDIR"
unset VISUAL EDITOR

# edit SCRIPT: run `weekplan edit` with a sed script as the editor. Return the exit code.
edit() {
    EDITOR="sed -i '$1'" "$WEEKPLAN" -f "$plan" edit >out 2>err </dev/null
}

is() {
    cmp -s "$plan" "$1" || fail "$2: the plan is not $1: $(cat out err)"
}

says() {
    grep -qF -e "$1" out err || fail "$2: does not say '$1': $(cat out err)"
}

# Check that the copy and its directory have been removed.
swept() {
    [ -z "$(ls -A "$TMPDIR")" ] || fail "$1: left behind: $(ls "$TMPDIR")"
    [ "$(ls -A here)" = plan.yaml ] || fail "$1: left beside the plan: $(ls -A here)"
}

# Check that the text from the editor is in a file that only its owner can read, and that
# a message names the file.
kept() {
    local copy
    copy=$(echo "$TMPDIR"/weekplan-*/"${3:-plan.yaml}")
    says "your text is kept in $copy" "$2"
    grep -q "$1" "$copy" || fail "$2: the copy does not hold what was written"
    [ "$(stat -c %a "$copy" "${copy%/*}" | xargs)" = '600 700' ] || fail "$2: others may read the copy"
    rm -rf "${TMPDIR:?}"/*
}

check_edits() {
    fresh
    edit 's/One # kept/Uno # kept/' || fail "an edit: $(cat err)"
    sed 's/One # kept/Uno # kept/' old.yaml >new.yaml
    is new.yaml "an edit"
    says 'edited   week 0%' "an edit"
    [ "$(stat -c %a "$plan")" = 640 ] || fail "an edit: the mode is not kept"
    swept "an edit"
    edit '' || fail "no edit: $(cat err)"
    says 'nothing is changed' "no edit"
    is new.yaml "no edit"
    edit '/In braces/d; s/Earlier/Before/; $s/$/\n  - {title: More, done: true}/' ||
        fail "an edit of two weeks: $(cat err)"
    cp "$plan" newer.yaml
    says 'week 0% → 25%' "an edit of two weeks"
    "$WEEKPLAN" -f "$plan" undo >out 2>err && is new.yaml "undo of two weeks"
    says 'undid: edit' "undo"
    "$WEEKPLAN" -f "$plan" undo >out 2>err && is old.yaml "undo"
    "$WEEKPLAN" -f "$plan" undo >out 2>err && says 'nothing to undo' "an edit of nothing is no step"
    "$WEEKPLAN" -f "$plan" redo >out 2>err && is new.yaml "redo"
    "$WEEKPLAN" -f "$plan" redo >out 2>err && is newer.yaml "redo of two weeks"
}

# If the plan cannot be saved, the command fails before the editor starts.
check_directory_first() {
    fresh
    give_to_nobody
    chmod 777 "$TMPDIR"
    chmod 555 here
    for plan in "$work/here/plan.yaml" "$work/here/new.yaml" "$work/here/a/b/new.yaml"; do
        EDITOR="touch $TMPDIR/canary" as_nobody ./program -f "$plan" edit >out 2>err </dev/null
        [ $? = 73 ] || fail "read-only directory: $plan: not exit 73: $(cat out err)"
        [ ! -e "$TMPDIR/canary" ] || fail "read-only directory: the editor was opened for $plan"
        rm -rf "${TMPDIR:?}"/*
    done
    plan=$work/here/plan.yaml
    chmod 755 here
}

# A signal leaves the copy and prints its name, or leaves no copy.
check_signals() {
    fresh
    EDITOR="sed -i 's/One/Uno/' \"\$1\"; kill -TERM \$PPID; sleep 0.2; true" \
        "$WEEKPLAN" -f "$plan" edit >out 2>err </dev/null
    [ $? = 143 ] || fail "ended in the editor: not exit 143: $(cat out err)"
    is old.yaml "ended in the editor"
    kept Uno "ended in the editor"
    can_trace || return
    for call in unlink rmdir; do
        EDITOR=true strace -o /dev/null -e "inject=$call:signal=TERM:when=1" \
            "$WEEKPLAN" -f "$plan" edit >out 2>err </dev/null
        [ $? = 143 ] || fail "ended at $call: not exit 143: $(cat out err)"
        swept "ended at $call"
    done
}

# A draft that a killed run has left is named by the next run, but not one that is in use.
check_left_draft() {
    local copy
    fresh
    EDITOR="sed -i 's/One/Uno/' \"\$1\"; kill -KILL \$PPID; sleep 0.2; true" \
        "$WEEKPLAN" -f "$plan" edit >out 2>err </dev/null
    [ $? = 137 ] || fail "killed in the editor: not exit 137: $(cat out err)"
    is old.yaml "killed in the editor"
    copy=$(echo "$TMPDIR"/weekplan-*/plan.yaml)
    grep -q Uno "$copy" || fail "killed in the editor: no copy"
    edit '' || fail "after a killed edit: $(cat err)"
    says "an earlier run has left what you wrote in $copy" "after a killed edit"
    grep -q Uno "$copy" || fail "after a killed edit: the copy is gone"
    rm -rf "${copy%/*}"
    edit ''
    [ ! -s err ] || fail "no draft is left: $(cat err)"
    EDITOR="EDITOR=true '$WEEKPLAN' -f '$plan' edit >inner 2>&1; true" \
        "$WEEKPLAN" -f "$plan" edit >out 2>err </dev/null
    grep -q 'nothing is changed' inner || fail "an edit within an edit: $(cat inner)"
    grep -q 'earlier run' inner && fail "a draft in use is named: $(cat inner)"
    rm -f inner
    swept "left drafts"
}

# Run `$WEEKPLAN "$@"` with an editor that writes to the draft, and is killed with its parent.
killed() {
    EDITOR="echo '# Uno' >>\"\$1\"; kill -KILL \$PPID; sleep 0.2; true" \
        "$WEEKPLAN" "$@" >out 2>err </dev/null
    [ $? = 137 ] || fail "$*: not exit 137: $(cat out err)"
}

# All drafts of the plan are named, those of other commands too, but none of another plan of the
# same name.
check_left_drafts() {
    fresh
    mkdir -p other
    cp "$plan" other/plan.yaml
    ln -sf "$plan" linked.yaml
    killed -f other/plan.yaml edit
    edit ''
    [ ! -s err ] || fail "the draft of another plan is named: $(cat err)"
    killed -f "$plan" review
    killed -f linked.yaml edit
    edit ''
    says "earlier runs have left what you wrote in " "two drafts"
    says "/review.md" "two drafts"
    says "/linked.yaml" "two drafts"
    killed -f other/plan.yaml edit
    "$WEEKPLAN" -f other/plan.yaml review -q Fine || fail "review: $(cat err)"
    for _ in 1 2 3 4 5 6; do
        killed -f "$plan" edit
    done
    edit ''
    says " and 3 more files (take what you need, then remove them)" "eight drafts"
    [ "$(grep -o 'weekplan-draft-' err | wc -l)" = 5 ] || fail "eight drafts: $(cat err)"
    rm -rf "$TMPDIR"/weekplan-draft-* other linked.yaml
    edit ''
    [ ! -s err ] || fail "no draft is left: $(cat err)"
}

# `undo` changes the newest week while an older week is edited by hand.
check_other_weeks() {
    fresh
    edit 's/One/Uno/' && sed -i 's/Earlier/Before/' "$plan"
    "$WEEKPLAN" -f "$plan" undo >out 2>err || fail "undo beside another week: $(cat err)"
    sed 's/Earlier/Before/' old.yaml >new.yaml
    is new.yaml "undo beside another week"
    edit '$s/$/\n---\nweek: 2019-08-11\ngoals: [Next]/' && sed -i 's/One/Uno/' "$plan"
    "$WEEKPLAN" -f "$plan" undo >out 2>err || fail "undo of a week that was written: $(cat err)"
    sed -i 's/One/Uno/' new.yaml
    is new.yaml "undo of a week that was written"
}

# The shell interprets quotes and arguments in EDITOR, but nothing in the path of the
# copy.
check_shell() {
    local odd='here/$(touch canary) `touch canary`; touch canary & #"'\''.yaml'
    fresh
    cat >"an editor" <<'END'
#!/bin/sh
[ $# = 2 ] && [ "$1" = --wait ] || exit 9
echo "  - \$(touch canary) \`touch canary\`" >>"$2"
echo "$2" >name
END
    chmod 755 "an editor"
    mv "$plan" "$odd"
    EDITOR='"./an editor" --wait' "$WEEKPLAN" -f "$odd" edit >out 2>err || fail "shell: $(cat err)"
    [ ! -e canary ] && [ ! -e here/canary ] || fail "shell: something of the plan was run"
    grep -qF '$(touch canary)' "$odd" || fail "shell: the edit is lost"
    [ "$(basename "$(cat name)")" = "$(basename "$odd")" ] || fail "shell: the copy is called $(cat name)"
    EDITOR='"./an editor"' "$WEEKPLAN" -f "$odd" edit >out 2>err
    [ $? = 74 ] || fail "shell: the exit code of the editor does not count"
    says 'exit code 9' "shell"
    EDITOR=: "$WEEKPLAN" -f "$odd" edit >out 2>err || fail "shell: ':' is no editor: $(cat err)"
    rm "an editor" name
}

check_choice() {
    fresh
    VISUAL='echo visual >which; :' EDITOR='echo editor >which; :' "$WEEKPLAN" -f "$plan" edit >out 2>err
    [ "$(cat which)" = visual ] || fail "choice: not VISUAL"
    TERM=dumb VISUAL='echo visual >which; :' EDITOR='echo editor >which; :' "$WEEKPLAN" -f "$plan" edit >out 2>err
    [ "$(cat which)" = editor ] || fail "choice: VISUAL on a dumb terminal"
    mkdir bin && printf '#!/bin/sh\necho vi >which\n' >bin/vi && chmod 755 bin/vi
    VISUAL='' EDITOR='' PATH=$PWD/bin:$PATH "$WEEKPLAN" -f "$plan" edit >out 2>err
    [ "$(cat which)" = vi ] || fail "choice: not vi"
    TERM=dumb PATH=$PWD/bin:$PATH "$WEEKPLAN" -f "$plan" edit >out 2>err
    [ $? = 78 ] || fail "choice: vi on a dumb terminal"
    swept "choice"
    rm -r bin which
}

# opens EDITOR WANTED [ARGUMENT...]: check the arguments after the options of the editor, with the
# path of the copy as COPY.
opens() {
    local editor=$1 wanted=$2 shown
    shift 2
    EDITOR=$editor PATH=$PWD/bin:$PATH "$WEEKPLAN" -f "$plan" edit "$@" >out 2>err
    shown=$(sed "s|$TMPDIR/weekplan-[^/]*/plan.yaml|COPY|" which | xargs)
    [ "$shown" = "$wanted" ] || fail "'$editor' $*: opened with $shown instead of $wanted: $(cat err)"
}

# Known editors open the copy at the week; others get only the path.
check_line() {
    local name
    fresh
    mkdir bin
    for name in vi vim nvim nano emacs kak hx micro code subl; do
        printf '#!/bin/sh\nprintf "%%s\\n" "$@" >which\n' >"bin/$name"
        chmod 755 "bin/$name"
    done
    for name in vi vim nvim nano emacs kak hx micro; do
        opens "$name" '+6 COPY'
    done
    opens "$PWD/bin/vim -R" '-R +6 COPY'
    opens 'code --wait' '--wait -g COPY:6'
    opens subl COPY
    opens 'env vim' COPY
    opens vi '+3 COPY' -w last
    opens vi COPY -w next
    sed -i 's/title: One/titel: One/' "$plan"
    opens vi '+8 COPY'
    echo '# no week' >"$plan"
    opens vi COPY
    rm -r bin which
}

check_broken() {
    fresh
    edit 's/title: One/titel: One/'
    [ $? = 65 ] || fail "broken: not exit 65"
    says "plan.yaml:8:5: unknown key 'titel' (did you mean 'title'?)" "broken"
    says "so $plan is not changed" "broken"
    is old.yaml "broken"
    kept 'titel: One' "broken"
    # The message names the copy, where the user can see the problem.
    grep -q "^weekplan: $TMPDIR/weekplan-.*/plan.yaml:8:5:" err || fail "broken: the place is $(cat err)"
    edit '1,$d' || fail "an empty plan is a plan: $(cat err)"
    [ -e "$plan" ] && [ ! -s "$plan" ] || fail "an empty plan: the plan is not empty"
    [ -e state ] || fail "broken: no state"
}

# If the user corrects one of two mistakes, the editor opens again.
# Of many errors the first are listed, so that the last lines are on the screen, with the number.
check_many_errors() {
    local of_eight of_one
    fresh
    edit "$(printf '$a\\  - {title: New, wieght: 1}\n%.0s' 1 2 3 4 5 6 7 8)"
    [ $? = 65 ] || fail "eight errors: not exit 65"
    says '1 more problem is not shown' "eight errors"
    says 'this is not a valid plan (8 errors), so ' "eight errors"
    of_eight=$(grep -c 'unknown key' err)
    [ "$of_eight" = 7 ] || fail "eight errors: $of_eight are listed"
    rm -rf "${TMPDIR:?}"/*
    edit '$s/$/\n  - {title: New, wieght: 1}/'
    [ $? = 65 ] || fail "one error: not exit 65"
    says 'this is not a valid plan, so ' "one error"
    of_one=$(grep -c 'more problem' err)
    [ "$of_one" = 0 ] || fail "one error: more problems: $(cat err)"
    rm -rf "${TMPDIR:?}"/*
    is old.yaml "many errors"
}

check_mending() {
    fresh
    sed -i 's/Earlier, done/Earlier, doen/; s/title: One/titel: One/' "$plan"
    cp "$plan" broken.yaml
    edit 's/titel/title/' || fail "mending: $(cat err)"
    says "unknown key 'doen'" "mending"
    says 'is saved, but is still not valid' "mending"
    edit 's/title: One/titel: One/'
    [ $? = 65 ] || fail "mending: worse than it was, and saved"
    kept 'titel: One' "mending"
    edit 's/doen/done/' || fail "mending: $(cat err)"
    is old.yaml "mending"
    swept "mending"
}

check_failing() {
    fresh
    EDITOR='sed -i s/One/Uno/ "$@"; exit 3; :' "$WEEKPLAN" -f "$plan" edit >out 2>err
    [ $? = 74 ] || fail "a failing editor: not exit 74"
    is old.yaml "a failing editor"
    says 'failed (exit code 3)' "a failing editor"
    kept Uno "a failing editor"
    EDITOR='kill -KILL $$; :' "$WEEKPLAN" -f "$plan" edit >out 2>err
    [ $? = 74 ] || fail "a killed editor: not exit 74"
    says 'was ended by signal 9' "a killed editor"
    is old.yaml "a killed editor"
    EDITOR='rm' "$WEEKPLAN" -f "$plan" edit >out 2>err
    [ $? = 66 ] || fail "a removed copy: not exit 66"
    is old.yaml "a removed copy"
    swept "a failing editor"
    # An editor that writes other files, and one that replaces the copy by rename.
    EDITOR='f() { sed s/One/Uno/ "$1" >"$1.new" && cp "$1" "$1~" && mv "$1.new" "$1"; }; f' \
        "$WEEKPLAN" -f "$plan" edit >out 2>err || fail "an editor that renames: $(cat err)"
    grep -q Uno "$plan" || fail "an editor that renames: the edit is lost"
    swept "an editor that renames"
}

# Another program changes the plan while the editor is open. The plan is not locked then.
check_meanwhile() {
    fresh
    export plan
    EDITOR='sed -i s/One/Uno/ "$@" && "$WEEKPLAN" -f "$plan" done 4 && :' \
        timeout 10 "$WEEKPLAN" -f "$plan" edit >out 2>err
    [ $? = 75 ] || fail "meanwhile: not exit 75: $(cat err)"
    says 'was changed by another program while you edited it' "meanwhile"
    grep -q 'done: 2019-08-06' "$plan" && ! grep -q Uno "$plan" || fail "meanwhile: the other change is lost"
    kept Uno "meanwhile"
    fresh && rm "$plan"
    EDITOR='sed -i "s/^#  /  /" "$@" && cp old.yaml "$plan" && :' "$WEEKPLAN" -f "$plan" edit >out 2>err
    [ $? = 75 ] || fail "meanwhile: a plan that was begun by something else: $(cat err)"
    is old.yaml "meanwhile"
    kept 'Performance metrics' "meanwhile"
    fresh
    EDITOR='rm "$plan"; sed -i s/One/Uno/' "$WEEKPLAN" -f "$plan" edit >out 2>err
    [ $? = 75 ] || fail "meanwhile: a plan that is gone: $(cat err)"
    [ ! -e "$plan" ] || fail "meanwhile: the plan is there again"
    kept Uno "meanwhile"
}

check_new() {
    fresh && rm -r here
    edit '' || fail "new: $(cat err)"
    says 'no plan is started' "new"
    [ ! -e here ] || fail "new: a directory was made"
    edit 's/^#  /  /' || fail "new: $(cat err)"
    says "started the plan $plan" "new"
    says 'week 11.1%' "new"
    [ "$(stat -c %a "$plan")" = 600 ] || fail "new: the plan is not 0600"
    "$WEEKPLAN" -f "$plan" check >out 2>err || fail "new: $(cat err)"
    "$WEEKPLAN" -f "$plan" undo >out 2>err && [ ! -e "$plan" ] || fail "new: undo leaves it"
    swept_new=$(ls -A here)
    [ -z "$swept_new" ] || fail "new: left: $swept_new"
}

check_refused() {
    fresh
    ln "$plan" here/other
    EDITOR='touch opened; :' "$WEEKPLAN" -f "$plan" edit >out 2>err
    [ $? = 73 ] || fail "hard links: not exit 73"
    [ ! -e opened ] || fail "hard links: the editor was opened all the same"
    rm here/other
    mkdir dots && ln -s ../here/plan.yaml dots/plan.yaml
    EDITOR='sed -i s/One/Uno/' "$WEEKPLAN" -f dots/plan.yaml edit >out 2>err || fail "a link: $(cat err)"
    [ -L dots/plan.yaml ] && grep -q Uno "$plan" || fail "a link: it is not kept"
    rm -r dots
    fresh && mv "$plan" kept.yaml
    EDITOR='touch opened; sed -i "s/^#  /  /"' "$WEEKPLAN" -f here/ edit >out 2>err
    [ $? = 66 ] || fail "a directory: not exit 66: $(cat err)"
    [ ! -e opened ] || fail "a directory: the editor was opened all the same"
    TMPDIR=/nowhere/at/all EDITOR=: "$WEEKPLAN" -f "$plan" edit >out 2>err
    [ $? = 73 ] || fail "no place for the copy: not exit 73"
}

# On a full disk the plan is unchanged, and the text from the editor stays in a file.
check_full_disk() {
    can_mount || return
    fresh
    export plan
    unshare -m --propagation private bash -c '
        mount -t tmpfs -o size=16k none here && cp old.yaml "$plan" &&
            { head -c 16000 /dev/zero >here/filler; } 2>/dev/null
        EDITOR="f() { head -c 9000 /dev/zero | tr \\\\0 \\# >>\$1; }; f" \
            "$WEEKPLAN" -f "$plan" edit >out 2>err
        [ $? = 74 ] && cmp -s old.yaml "$plan"' || fail "a full disk: $(cat err)"
    kept '####' "a full disk"
}

screen() {
    tmux -L "$socket" capture-pane -p 2>&1
}

# shows TEXT: wait until the terminal shows the text.
shows() {
    local tries
    for tries in $(seq 100); do
        screen | grep -qF -e "$1" && return
        sleep 0.1
    done
    fail "terminal: '$1' does not come after $tries tries: $(screen)"
}

# Run `weekplan edit` in tmux. Only weekplan and its editor receive the interrupt key.
in_tmux() {
    rm -f code
    fresh
    terminals=$((terminals + 1))
    socket=weekplan-$$-$terminals # a tmux server for this run only, with the current value of EDITOR
    tmux -L "$socket" new-session -d -x 100 -y 30 \
        "trap : INT; \"$WEEKPLAN\" -f '$plan' edit; echo \$? >code; sleep 1"
}

# ends_with SCENE EXIT: wait for the end of the command, and check its exit code.
ends_with() {
    for _ in $(seq 100); do
        [ ! -s code ] || break
        sleep 0.1
    done
    [ "$(cat code)" = "$2" ] || fail "$1: exit code $(cat code): $(screen)"
}

# in_terminal SCENE EXIT ANSWERS: make the plan invalid in the editor, and type the
# answers to the questions of weekplan.
in_terminal() {
    local scene=$1 code=$2 answer
    shift 2
    in_tmux
    for answer; do
        shows '[E/k/d]'
        tmux -L "$socket" clear-history
        tmux -L "$socket" send-keys -R
        tmux -L "$socket" send-keys "$answer"
    done
    ends_with "$scene" "$code"
}

check_terminal() {
    if ! command -v tmux >/dev/null; then
        echo "not run: asking needs tmux"
        return
    fi
    terminals=0
    # This editor makes the plan invalid, and valid again when it is called the second
    # time.
    cat >editor <<'END'
#!/bin/sh
if grep -q titel "$1"; then
    sed -i s/titel/title/ "$1"
else
    sed -i 's/title: One/titel: Uno/' "$1"
fi
END
    chmod 755 editor
    export EDITOR=$PWD/editor
    sed 's/title: One/title: Uno/' old.yaml >new.yaml
    in_terminal 'again' 0 $'e\n'
    is new.yaml 'again'
    swept 'again'
    in_terminal 'again by Enter, after no answer' 0 $'x\n' $'\n'
    is new.yaml 'again by Enter'
    in_terminal 'keep' 65 $'k\n'
    is old.yaml 'keep'
    screen >out
    kept 'titel: Uno' 'keep'
    in_terminal 'the end of the input' 65 C-d
    screen >out
    kept 'titel: Uno' 'the end of the input'
    in_terminal 'discard' 65 $'d\n'
    is old.yaml 'discard'
    swept 'discard'

    # The interrupt key interrupts the editor only. weekplan continues.
    export EDITOR='sleep 30; :'
    in_tmux
    sleep 0.5
    tmux -L "$socket" send-keys C-c
    ends_with 'interrupted' 74
    shows 'was ended by signal 2'
    is old.yaml 'interrupted'
    swept 'interrupted'
}

# review SCRIPT: run `weekplan review` with a sed script as the editor. Return the exit code.
review() {
    EDITOR="sed -i '$1'" "$WEEKPLAN" -f "$plan" review -w this >out 2>err </dev/null
}

# No answer of a review is lost. It is one step of undo, and the plan is not locked meanwhile.
check_review() {
    fresh
    review '/went well/a The walk.' || fail "a review: $(cat err)"
    cp old.yaml new.yaml
    printf 'review: |\n  ## What went well?\n  The walk.\n' >>new.yaml
    is new.yaml "a review"
    swept "a review"
    "$WEEKPLAN" -f "$plan" undo >out 2>err && is old.yaml "undo of a review"

    review '/went well/a The walk.
/>8/d'
    [ $? = 65 ] || fail "a review without scissors: not refused"
    says "the line with '>8' is gone" "a review without scissors"
    kept 'The walk' "a review without scissors" review.md
    is old.yaml "a review without scissors"

    EDITOR='f() { sed -i "1iThe walk." "$1"; exit 3; }; f' "$WEEKPLAN" -f "$plan" review -w this >out 2>err
    [ $? = 74 ] || fail "a failing editor of a review: exit code"
    kept 'The walk' "a failing editor of a review" review.md
    is old.yaml "a failing editor of a review"

    EDITOR="f() { sed -i '1iMine.' \"\$1\"; '$WEEKPLAN' -f '$plan' review -w this Theirs.; }; f" \
        "$WEEKPLAN" -f "$plan" review -w this >out 2>err
    [ $? = 75 ] || fail "two reviews at a time: exit code"
    says 'was changed by another program' "two reviews at a time"
    kept 'Mine' "two reviews at a time" review.md
    grep -q '^review: Theirs.' "$plan" || fail "two reviews at a time: the other is lost"

    fresh
    EDITOR="f() { sed -i '1iMine.' \"\$1\"; '$WEEKPLAN' -f '$plan' done One; }; f" \
        "$WEEKPLAN" -f "$plan" review -w this >out 2>err || fail "done while a review is written: $(cat err)"
    grep -q '^review: Mine.' "$plan" && grep -q 'done: 2019-08-06' "$plan" ||
        fail "done while a review is written: one of them is lost"
}

check_edits
check_review
check_directory_first
check_signals
check_left_draft
check_left_drafts
check_other_weeks
check_shell
check_choice
check_line
check_broken
check_many_errors
check_mending
check_failing
check_meanwhile
check_new
check_refused
check_full_disk
check_terminal
echo "$failures failures"
[ "$failures" = 0 ]
