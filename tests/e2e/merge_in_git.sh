#!/bin/bash
# git merges a plan with weekplan: merge, rebase, cherry-pick, stash pop and rerere, in a work tree
# whose path has blanks and quotes, and with a path of the plan that has them too. Sides that are
# not valid plans, and conflicts: what weekplan says, and that git goes on when they are resolved.
set -u

if ! command -v git >/dev/null; then
    echo 'skipped: there is no git'
    exit 77
fi
. "$(dirname "$0")/helpers.sh"
export GIT_CONFIG_GLOBAL=$work/gitconfig GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=Ada GIT_AUTHOR_EMAIL=ada@example.org
export GIT_COMMITTER_NAME=Ada GIT_COMMITTER_EMAIL=ada@example.org GIT_MERGE_AUTOEDIT=no
export XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data
printf '[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n' >"$GIT_CONFIG_GLOBAL"
programs="$work/the program's 100% \"bin\""
mkdir "$programs"
ln -s "$WEEKPLAN" "$programs/weekplan"
program=$programs/weekplan
tree="$work/Ada's \"work\" [tree]"
plan="$tree/a folder/my 'plan\" [x]*.yaml"

# wp ARGUMENTS...: run weekplan on the plan, and keep its output in out.
wp() {
    "$program" -f "$plan" "$@" >"$work/out" 2>&1
}

# must COMMAND...: run a command that succeeds.
must() {
    "$@" >"$work/out" 2>&1 || {
        fail "$* exits with $?"
        cat "$work/out"
    }
}

# says TEXT: the last output has the text.
says() {
    grep -qF -- "$1" "$work/out" || {
        fail "$scenario: the output has no '$1'"
        cat "$work/out"
    }
}

says_not() {
    ! grep -qF -- "$1" "$work/out" || {
        fail "$scenario: the output has '$1'"
        cat "$work/out"
    }
}

# has LINE...: these are the lines of the plan below "goals:".
has() {
    printf '%s\n' "$@" >"$work/expected"
    sed '1,/^goals:/d' "$plan" | diff "$work/expected" - >"$work/diff" || {
        fail "$scenario: the plan is not the expected one"
        cat "$work/diff"
    }
}

# fresh_tree NAME: make a repository with a plan, and the driver.
fresh_tree() {
    scenario=$1
    cd "$work" || exit 1
    rm -rf "$tree" state
    mkdir -p "${plan%/*}"
    cat >"$plan" <<'PLAN'
week: 2019-08-04   # the first one
goals:
  - One
  - Two
  - title: Three # of five
    progress: 1/5
PLAN
    cd "$tree" || exit 1
    must git init -q
    must wp merge --install
    must git add .
    must git commit -qm 'The plan'
}

# diverge OURS THEIRS: commit on main what the command OURS does, and on the branch phone what the
# command THEIRS does. Both are arguments of weekplan.
diverge() {
    must git checkout -qb phone
    must eval "wp $2"
    must git commit -qam 'Theirs'
    must git checkout -q main
    must eval "wp $1"
    must git commit -qam 'Ours'
}

both_done=('  - title: One' '    done: 2019-08-06' '  - title: Two' '    done: 2019-08-06'
    '  - title: Three # of five' '    progress: 1/5')

# Neighbours that are ticked off, in each command of git that merges.
fresh_tree merge
diverge 'done 1' 'done 2'
must git merge -q phone
has "${both_done[@]}"

fresh_tree rebase
diverge 'done 1' 'done 2'
must git rebase -q phone
has "${both_done[@]}"
[ "$(git log --format=%s)" = $'Ours\nTheirs\nThe plan' ] || fail 'rebase: the commits are others'

fresh_tree cherry-pick
diverge 'done 1' 'done 2'
must git cherry-pick phone
has "${both_done[@]}"

fresh_tree revert
must wp 'done' 1
must git commit -qam 'One'
must wp 'done' 2
must git commit -qam 'Two'
must git revert --no-edit HEAD~1
has '  - One' '  - title: Two' '    done: 2019-08-06' '  - title: Three # of five' '    progress: 1/5'

fresh_tree 'stash pop'
must wp 'done' 1
must git stash -q
must wp 'done' 2
must git commit -qam 'Two'
must git stash pop
has "${both_done[@]}"

# The sides must differ in something, because git does not run a driver for two equal files.
fresh_tree 'counts add up'
diverge 'progress 3 +1' 'progress 3 +1'
must wp 'done' 1
must git commit -qam 'One'
must git merge -q phone
has '  - title: One' '    done: 2019-08-06' '  - Two' '  - title: Three # of five' \
    '    progress: 3/5'

fresh_tree 'deleted and worked on'
diverge 'rm 3' 'progress 3 2/5'
must git merge phone
says "'Three' is kept"
has '  - One' '  - Two' '  - title: Three # of five' '    progress: 2/5'

# The plan moves to another directory on one side. git finds that by itself.
fresh_tree 'renamed'
must git checkout -qb phone
must git mv "$plan" plan.yaml
must git commit -qam 'Theirs'
must git checkout -q main
must wp 'done' 1
must git commit -qam 'Ours'
must git merge -q phone
[ "$(grep -c 'done: 2019-08-06' plan.yaml)" = 1 ] || fail 'renamed: the change is lost'

# Two titles are a conflict: the rest is merged, and weekplan shows both readings.
conflict() {
    fresh_tree "$1"
    diverge "set 1 title=Uno" "set 1 title='Number one'"
    must wp 'done' 2
    must git commit -qam 'Two'
}

# shows_conflict COMMAND...: the command refuses the plan, with the line and both readings.
shows_conflict() {
    wp "$@"
    code=$?
    [ $code = 65 ] || fail "$scenario: $* exits with $code"
    says "$plan:3:1: git left a conflict here: ours has '- Uno' (line 4), theirs has '- Number one' (line 6)"
}

conflict 'conflict'
git merge phone >"$work/out" 2>&1 && fail "$scenario: git merge succeeds"
says "weekplan: a folder/my 'plan\" [x]*.yaml has 1 conflict"
has '<<<<<<< ours' '  - Uno' '=======' '  - Number one' '>>>>>>> theirs' '  - title: Two' \
    '    done: 2019-08-06' '  - title: Three # of five' '    progress: 1/5'
shows_conflict check
shows_conflict status
shows_conflict 'done' 3
shows_conflict merge --with "$work/old.yaml"
must env EDITOR="sed -i '/^<<<<<<</,/^=======/d; /^>>>>>>>/d'" "$program" -f "$plan" edit
has '  - Number one' '  - title: Two' '    done: 2019-08-06' '  - title: Three # of five' \
    '    progress: 1/5'
must wp check
must git add "$plan"
must git commit -qm 'Merged'
[ -z "$(git status --porcelain)" ] || fail 'conflict: the work tree is not clean'

# git remembers how the conflict was resolved.
conflict 'rerere'
git config rerere.enabled true
git merge phone >"$work/out" 2>&1 && fail "$scenario: git merge succeeds"
sed -i '/^<<<<<<</d; /^=======/,/^>>>>>>>/d' "$plan"
must git commit -qam 'Merged'
must git reset -q --hard HEAD~1
git merge phone >"$work/out" 2>&1 && fail "$scenario: the second git merge succeeds"
says 'using previous resolution'
has '  - Uno' '  - title: Two' '    done: 2019-08-06' '  - title: Three # of five' \
    '    progress: 1/5'

conflict 'conflict in a rebase'
git rebase phone >"$work/out" 2>&1 && fail "$scenario: git rebase succeeds"
wp check && fail "$scenario: check finds nothing"
says "ours has '- Number one' (line 4), theirs has '- Uno' (line 6)"
sed -i '/^<<<<<<</,/^=======/d; /^>>>>>>>/d' "$plan"
must git add "$plan"
must env GIT_EDITOR=true git rebase --continue
has '  - Uno' '  - title: Two' '    done: 2019-08-06' '  - title: Three # of five' \
    '    progress: 1/5'

conflict 'longer marker lines'
echo '* conflict-marker-size=9' >>.gitattributes
must git commit -qam 'Markers'
git merge phone >"$work/out" 2>&1 && fail "$scenario: git merge succeeds"
has '<<<<<<<<< ours' '  - Uno' '=========' '  - Number one' '>>>>>>>>> theirs' '  - title: Two' \
    '    done: 2019-08-06' '  - title: Three # of five' '    progress: 1/5'
shows_conflict check

# Two branches that have merged each other have two common ancestors. git merges these first, and
# their merge is the base: counts of the base are not added twice, and where the branches have
# resolved a conflict differently, that is the only conflict.
# cross: let main and phone merge each other. Each keeps its own reading of a conflict.
cross() {
    git branch before
    git merge phone >"$work/out" 2>&1 || sed -i '/^<<<<<<</d; /^=======/,/^>>>>>>>/d' "$plan"
    [ -z "$(git status --porcelain)" ] || must git commit -qam 'Merged by main'
    must git checkout -q phone
    git merge before >"$work/out" 2>&1 || sed -i '/^<<<<<<</d; /^=======/,/^>>>>>>>/d' "$plan"
    [ -z "$(git status --porcelain)" ] || must git commit -qam 'Merged by phone'
    must wp progress 3 +1
    must git commit -qam 'Theirs again'
    must git checkout -q main
    must wp progress 3 +1
    must wp 'done' 2
    must git commit -qam 'Ours again'
}

fresh_tree 'a merge of merges'
diverge 'progress 3 +1' 'progress 3 +1'
must wp note 1 Soon
must git commit -qam 'Note'
cross
must git merge -q phone
has '  - title: One' '    note: Soon' '  - title: Two' '    done: 2019-08-06' \
    '  - title: Three # of five' '    progress: 5/5'

conflict 'a conflict in the base'
cross
git merge phone >"$work/out" 2>&1 && fail "$scenario: git merge succeeds"
says 'has 1 conflict (weekplan check'
says_not '(base)'
has '<<<<<<< ours' '  - Uno' '=======' '  - Number one' '>>>>>>> theirs' '  - title: Two' \
    '    done: 2019-08-06' '  - title: Three # of five' '    progress: 3/5'

# A version that is not a valid plan: weekplan names the place, and git merges the lines.
broken() {
    fresh_tree "$1"
    must git checkout -qb phone
    must wp 'done' 1
    must git commit -qam 'Theirs'
    must git checkout -q main
    sed -i "s/$2/$3/" "$plan"
    must git commit -qam 'Ours'
    git merge phone >"$work/out" 2>&1
    code=$?
    [ $code = 1 ] || fail "$scenario: git merge exits with $code"
    git ls-files -u | grep -q . || fail "$scenario: git takes the file as merged"
}

broken 'a broken side' '  - Two' '  - "Two'
says "weekplan: a folder/my 'plan\" [x]*.yaml (ours):4:"
says "so git has merged the lines of"
has '<<<<<<< ours' '  - One' '  - "Two' '=======' '  - title: One' '    done: 2019-08-06' '  - Two' \
    '>>>>>>> theirs' '  - title: Three # of five' '    progress: 1/5'

broken 'a broken side, far away' 'progress: 1\/5' 'progress: one'
says "weekplan: a folder/my 'plan\" [x]*.yaml (ours):6:"
says 'without a conflict'
has '  - title: One' '    done: 2019-08-06' '  - Two' '  - title: Three # of five' \
    '    progress: one'

fresh_tree 'a broken configuration'
mkdir -p "$XDG_CONFIG_HOME/weekplan"
diverge 'done 1' 'done 2'
echo 'unknown: 1' >"$XDG_CONFIG_HOME/weekplan/config.yaml"
must git merge -q phone
has "${both_done[@]}"
rm "$XDG_CONFIG_HOME/weekplan/config.yaml"

# If weekplan is removed, git merges the lines. No change is lost.
fresh_tree 'without the program'
diverge 'done 1' 'done 2'
mv "$programs" "$programs.away"
git merge phone >"$work/out" 2>&1 && fail "$scenario: git merge succeeds"
mv "$programs.away" "$programs"
has '<<<<<<< ours' '  - title: One' '    done: 2019-08-06' '  - Two' '=======' '  - One' \
    '  - title: Two' '    done: 2019-08-06' '>>>>>>> theirs' '  - title: Three # of five' \
    '    progress: 1/5'

# The driver is installed once, keeps the other lines, and is removed.
fresh_tree 'install'
wp merge --install
says "git already merges a folder/my 'plan\" [x]*.yaml with weekplan"
[ "$(wc -l <.gitattributes)" = 1 ] || fail 'install: the line is there twice'
[ "$(git config --get-all merge.weekplan.driver | wc -l)" = 1 ] || fail 'install: two drivers'
[ -z "$(git status --porcelain)" ] || fail 'install: a second time changes the work tree'
printf '*.txt text\n*.png binary' >.gitattributes
git config --unset merge.weekplan.driver
wp merge --install --dry-run
says '+"/a folder/my '
[ "$(wc -l <.gitattributes)" = 1 ] || fail 'install: --dry-run changes .gitattributes'
git config merge.weekplan.driver && fail 'install: --dry-run changes the configuration'
must wp merge --install
[ "$(sed -n 1,2p .gitattributes)" = $'*.txt text\n*.png binary' ] ||
    fail 'install: a line of .gitattributes is lost'
git check-attr merge -- "$plan" | grep -q ': merge: weekplan$' || fail 'install: no attribute'
must wp merge --uninstall --dry-run
says 'would remove'
[ "$(wc -l <.gitattributes)" = 3 ] || fail 'uninstall: --dry-run changes .gitattributes'
must wp merge --uninstall
printf '*.txt text\n*.png binary\n' | diff - .gitattributes || fail 'uninstall: other lines'
git config --get-regexp 'merge\.weekplan' && fail 'uninstall: a setting is left'
must wp merge --uninstall
says 'git does not merge'
git checkout -q .gitattributes
must wp merge --uninstall
[ ! -e .gitattributes ] || fail 'uninstall: .gitattributes is left'

# Another plan of the work tree still uses the driver.
fresh_tree 'two plans'
cp "$plan" other.yaml
must "$program" -f other.yaml merge --install
says_not 'merge.weekplan.driver'
must wp merge --uninstall
says 'other lines of .gitattributes name it'
git config merge.weekplan.driver >"$work/out" || fail 'two plans: the driver is removed'
must "$program" -f other.yaml merge --uninstall
git config merge.weekplan.driver && fail 'two plans: the driver is left'

# A program that was moved: the driver is that of the program that installs it.
fresh_tree 'another program'
must "$WEEKPLAN" -f "$plan" merge --install
says 'merge.weekplan.driver'
git config merge.weekplan.driver | grep -qF "$programs" && fail "$scenario: the path is the old one"

# A line nearer to the plan decides.
fresh_tree 'another attribute'
printf '*.yaml merge=union\n' >"${plan%/*}/.gitattributes"
must wp merge --install
says "gives a folder/my 'plan\" [x]*.yaml the attribute 'merge: union'"

fresh_tree 'a linked .gitattributes'
must wp merge --uninstall
ln -s other .gitattributes
wp merge --install
[ $? = 73 ] || fail "$scenario: another exit code"
says 'is not a regular file, so git does not read it'
git config merge.weekplan.driver && fail "$scenario: a setting is written"

# The plan is found by a link, and in a linked work tree of git. A hook has the variables of its
# repository.
fresh_tree 'a link'
ln -s "$plan" "$work/link.yaml"
must "$program" -f "$work/link.yaml" merge --install
says 'git already merges'
must git worktree add -q -b phone "$work/second tree"
"$program" -f "$work/second tree/${plan#"$tree/"}" 'done' 2 >/dev/null
must git -C "$work/second tree" commit -qam 'Theirs'
must wp 'done' 1
must git commit -qam 'Ours'
must git -C "$work/second tree" merge -q main
grep -c 'done: 2019-08-06' "$work/second tree/${plan#"$tree/"}" | grep -qx 2 ||
    fail "$scenario: the merge in the linked work tree lacks a change"
cd "$work" || exit 1
must env GIT_DIR="$work/none" GIT_WORK_TREE="$work" "$program" -f "$plan" merge --install
says 'git already merges'
rm "$work/link.yaml"
rm -rf "$work/second tree"

# What cannot work is refused, and nothing is written.
mkdir "$work/plain"
echo 'week: 2019-08-04' >"$work/plain/plan.yaml"
"$program" -f "$work/plain/plan.yaml" merge --install >"$work/out" 2>&1
[ $? = 66 ] || fail 'without a repository: another exit code'
scenario='without a repository' says 'is not in a work tree of git (git init makes one)'
[ "$(ls -A "$work/plain")" = plan.yaml ] || fail 'without a repository: a file is written'
"$program" -f "$work/plain/none.yaml" merge --install >"$work/out" 2>&1
[ $? = 66 ] || fail 'without a plan: another exit code'
mkdir "$work/empty"
PATH=$work/empty "$program" -f "$plan" merge --install >"$work/out" 2>&1
[ $? = 69 ] || fail 'without git: another exit code'

[ "$failures" = 0 ]
