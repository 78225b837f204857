#!/bin/bash
# Test `weekplan sync` in each state that a repository can be in: what it prints, its exit code, and
# what it leaves alone. The clones are ada/ and ben/, their remote is hub.git.
set -u

# shellcheck source=tests/e2e/sync_helpers.sh
. "${0%/*}/sync_helpers.sh"

check_merges() {
    begin 'both sides have changed'
    sync ben
    expect 0 'nothing has changed'
    diverge
    sync ben -q
    expect 0
    expect_silence
    [ "$(subject ben HEAD^1)" = 'W32 20% 1/5: 1 done' ] || fail "$name: $(git -C ben log --oneline)"
    sync ada
    expect 0 'merged origin/main: W32 40% 2/5: 1 done'
    same_plans
    [ "$(grep -c 'done: 2019-08-06' ada/plan.yaml)" = 2 ] || fail "$name: $(cat ada/plan.yaml)"
    [ -z "$(git -C ben status --porcelain)" ] || fail "$name: $(git -C ben status --porcelain)"
    [ -z "$(git -C ben for-each-ref refs/worktree)" ] || fail "$name: references are left"
    sync ada
    expect 0 'nothing has changed'
}

check_dry_run() {
    begin 'a dry run'
    diverge
    state ben >before
    sync ben -n
    expect 0 'would commit: W32 20% 1/5: 1 done' 'would push to origin/main'
    state ben | cmp -s - before || fail "$name: something has changed: $(state ben | diff before -)"
    git -C ben fetch -q
    sync ben -n
    expect 0 'would merge: origin/main'
}

check_staged() {
    begin 'other files are staged'
    printf 'b\n' >>ben/other
    git -C ben add other
    printf 'c\n' >>ben/other
    printf 'n\n' >ben/new
    git -C ben add new
    printf 'u\n' >ben/untracked
    git -C ben rm -q --cached more
    git -C ben ls-files -s -- other new more >staged
    change ben done 4
    sync ben
    expect 0 'committed: W32 20% 1/5: 1 done' 'pushed'
    git -C ben ls-files -s -- other new more | cmp -s - staged || fail "$name: the index has changed"
    [ "$(git -C ben show --name-only --format= HEAD)" = plan.yaml ] || fail "$name: more is committed"
    # a fast-forward, then a merge
    sync ada
    change ada done 1
    sync ada
    sync ben
    expect 0 'merged origin/main: W32 40% 2/5: 1 done'
    change ada done 2
    sync ada
    change ben done 5
    sync ben
    expect 0 'merged origin/main: W32 80% 4/5: 1 done' 'pushed'
    git -C ben ls-files -s -- other new more | cmp -s - staged || fail "$name: the index has changed"
    [ "$(cat ben/other)" = "$(printf 'a\nb\nc')" ] || fail "$name: other: $(cat ben/other)"
    [ -f ben/untracked ] && [ ! -e ben/.git/weekplan-index ] || fail "$name: files"
    [ -z "$(git -C ben diff --cached --name-only -- plan.yaml)" ] || fail "$name: the plan is staged"
    # a staged file that the other side has changed too
    printf 'z\n' >>ada/other
    sync ada
    git -C ada commit -qam other
    change ada reopen 1
    sync ada
    change ben reopen 5
    sync ben
    expect 69 'committed: ' 'other is staged, and origin/main changes it too'
    git -C ben ls-files -s -- other new more | cmp -s - staged || fail "$name: the index has changed"
    # a conflict cannot be left beside what is staged
    git -C ben restore --staged other
    git -C ben checkout -q other
    change ada set 3 title=Drei
    sync ada
    change ben set 3 title=Tres
    state ben | grep -v 'refs\|plan.yaml' >before
    sync ben
    expect 69 'committed: W32' 'stops with a conflict, and other files are staged'
    has ben 'title: Tres'
    git -C ben diff --cached --name-only | cmp -s - <(printf 'more\nnew\n') ||
        fail "$name: staged: $(git -C ben diff --cached --name-only)"
    git -C ben commit -qm 'staged'
    sync ben
    expect 65 'resolve it, then run'
}

check_unstaged() {
    begin 'other files are changed'
    diverge
    printf 'mine\n' >>ben/other
    printf 'mine\n' >ben/unknown
    sync ben
    expect 0 'merged' 'pushed'
    [ "$(git -C ben status --porcelain)" = "$(printf ' M other\n?? unknown')" ] ||
        fail "$name: $(git -C ben status --porcelain)"
    printf 'theirs\n' >>ada/other
    git -C ada commit -qam other
    sync ada
    change ben done 3
    sync ben
    expect 69 'committed: W32 60% 3/5: 1 done' 'would overwrite your changes of other'
    [ "$(tail -n 1 ben/other)" = mine ] || fail "$name: $(cat ben/other)"
    git -C ben checkout -q other
    printf 'theirs\n' >ada/unknown
    git -C ada add unknown
    git -C ada commit -qm unknown
    sync ada
    sync ben
    expect 69 'would overwrite your changes of unknown'
    rm ben/unknown
    sync ben
    expect 0 'pushed'
}

check_branches() {
    begin 'a detached head'
    git -C ben checkout -q --detach
    change ben done 1
    state ben >before
    sync ben
    expect 69 'HEAD is detached' 'switch BRANCH'
    state ben | cmp -s - before || fail "$name: something has changed"
    begin 'no upstream branch'
    git -C ben branch --unset-upstream
    change ben done 1
    sync ben
    expect 69 'committed: W32 20% 1/5: 1 done' 'has no upstream branch' 'sync -f ben/plan.yaml --init'
    sync ben --init
    expect 0 'pushed to origin/main'
    begin 'no remote'
    git -C ben remote remove origin
    change ben done 1
    sync ben
    expect 0 'committed: W32 20% 1/5: 1 done' 'has no remote, so nothing is pushed'
    sync ben -q
    expect_silence
    begin 'the remote does not have the branch yet'
    git -C ben checkout -q -b other
    git -C ben config branch.other.remote origin
    git -C ben config branch.other.merge refs/heads/other
    sync ben
    expect 0 'pushed to origin/other'
}

check_network() {
    begin 'the remote is away'
    diverge
    mv hub.git away.git
    sync ben
    expect 75 'committed: W32 20% 1/5: 1 done' 'cannot reach origin: ' 'pushed next time'
    [ -z "$(git -C ben status --porcelain)" ] || fail "$name: not committed"
    sync ben
    expect 75 'pushed next time'
    mv away.git hub.git
    sync ben
    expect 0 'merged' 'pushed'
    sync ada
    same_plans
}

check_rejected() {
    begin 'another machine pushes first'
    diverge
    sync ben
    change ada done 2
    change ben done 3
    # the first push of ben's finds that ada has just pushed
    hook ben/.git pre-push <<HOOK
[ -e "$work/pushed" ] && exit 0
touch "$work/pushed"
exec "$WEEKPLAN" -f "$work/ada/plan.yaml" sync -q
HOOK
    sync ben
    expect 0 'merged' 'pushed'
    rm -f pushed
    sync ada
    same_plans
    has ben 'title: Three'
    begin 'another machine always pushes first'
    change ben done 3
    hook ben/.git pre-push <<HOOK
cd "$work/ada" && unset GIT_DIR && git commit -q --allow-empty -m more && git push -q origin main
HOOK
    sync ben
    expect 75 'pushed next time'
    begin 'the remote refuses'
    hook hub.git pre-receive <<'HOOK'
printf '\033[31m====\n\nno plans today\033[0m\r  ask Ben\n====\n' >&2
exit 1
HOOK
    change ben done 3
    sync ben
    expect_line 69 'committed' 'origin refuses the push (pre-receive hook declined): ' \
        'no plans today' '; ask Ben'
    grep -q $'\033' err && fail "$name: escape sequences"
    hook hub.git pre-receive <<<'exit 1'
    sync ben
    expect_line 69 'origin refuses the push (pre-receive hook declined)'
    rm hub.git/hooks/pre-receive
    expect_work
    begin 'a killed push has left a lock in the remote'
    change ben done 3
    touch hub.git/refs/heads/main.lock
    sync ben
    expect_line 75 'committed' 'origin is locked: ' 'refs/heads/main.lock' 'remove that file there'
    rm hub.git/refs/heads/main.lock
    expect_work
    begin 'the remote has a work tree'
    git -C ben remote set-url origin "$work/ada"
    change ben done 3
    sync ben
    expect 69 'because it is a repository with a work tree' 'git init --bare'
}

check_conflict() {
    begin 'a conflict'
    change ada set 3 title=Drei
    sync ada
    change ben set 3 title=Tres
    change ben done 5
    sync ben
    expect 65 'committed' 'ben/plan.yaml:' 'git left a conflict here' 'resolve it, then run' \
        'sync -f ben/plan.yaml again'
    grep -q '^<<<<<<<' ben/plan.yaml || fail "$name: no marker lines"
    sync ben -q
    expect 65 'git left a conflict here' 'resolve it, then run'
    "$WEEKPLAN" -f ben/plan.yaml done 1 >out 2>err
    code=$?
    expect 65 'git left a conflict here'
    sed -i '/^<<<<<<</d; /^=======/,/^>>>>>>>/d' ben/plan.yaml
    sync ben -n
    expect 0 'would commit: the merge'
    sync ben
    expect 0 'merged origin/main: the conflict is resolved' 'pushed'
    has ben 'title: Tres'
    sync ada
    same_plans
    [ -z "$(git -C ben status --porcelain)" ] || fail "$name: $(git -C ben status --porcelain)"
    [ -z "$(git -C ben for-each-ref refs/worktree)" ] || fail "$name: references are left"
    begin 'a conflict of lines'
    git -C ada rm -q .gitattributes
    git -C ada commit -qm lines
    sync ada
    sync ben
    change ada set 2 title=Dos
    sync ada
    change ben set 2 title=Zwei
    sync ben
    expect 65 'git merges the plan line by line here' 'merge -f ben/plan.yaml --install'
    begin 'a conflict that git has resolved'
    change ada set 3 title=Drei
    sync ada
    change ben set 3 title=Tres
    sync ben
    expect 65
    git -C ben checkout -q --theirs plan.yaml
    git -C ben add plan.yaml
    sync ben
    expect 0 'the conflict is resolved' 'pushed'
    has ben 'title: Drei'
    begin 'a conflict and git merge --abort'
    change ada set 3 title=Drei
    sync ada
    change ben set 3 title=Tres
    sync ben
    git -C ben merge --abort
    has ben 'title: Tres'
    change ben set 3 title=Drei
    sync ben
    expect 0 'merged' 'pushed'
    begin 'a conflict in another file'
    printf 'ada\n' >>ada/other
    git -C ada commit -qam other
    sync ada
    printf 'ben\n' >>ben/other
    git -C ben commit -qam other
    change ben done 1
    sync ben
    expect 65 'committed' 'the merge has a conflict in other'
    sync ben
    expect 65 'the merge has a conflict in other'
    printf 'a\nada\nben\n' >ben/other
    git -C ben add other
    sync ben
    expect 0 'pushed'
}

check_notes() {
    begin 'an item that one side has deleted and the other has changed'
    change ada rm 2
    sync ada
    change ben done 2
    sync ben
    expect 0 "'Two' is kept, because theirs has deleted it" 'pushed'
    has ben 'title: Two'
    begin 'a note of the merge driver on a narrow terminal'
    change ada rm 2
    sync ada
    change ben done 2
    if command -v python3 >/dev/null; then
        COLUMNS=40 python3 -c '
import os, pty, sys
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))
' "$WEEKPLAN" -f ben/plan.yaml sync >out 2>err </dev/null
        code=$?
        expect 0 'weekplan: '\''Two'\'' is kept, because theirs' '          has deleted it and ours has'
        awk 'length > 41 { exit 1 }' out || fail "$name: a line is too long: $(cat out)"
    fi
    begin 'a note with a letter that ASCII does not have'
    change ada set 2 title='Überblick'
    sync ada
    sync ben
    change ada rm 2
    sync ada
    change ben done 2
    sync ben
    expect 0 "'Überblick' is kept, because theirs has deleted it" 'pushed'
    begin 'a version that is not valid'
    sed -i 's/title: Five/titel: Five/' ada/plan.yaml
    git -C ada commit -qam broken
    git -C ada push -q origin main
    change ben set 1 title=Uno
    sync ben
    expect 65 'plan.yaml (theirs):7:' 'so git has merged the lines of plan.yaml' 'look at it' \
        'add plan.yaml' 'sync -f ben/plan.yaml again'
    sync ben
    expect 65
    sed -i 's/titel: Five/title: Five/' ben/plan.yaml
    sync ben
    expect 0 'the conflict is resolved' 'pushed'
    has ben 'title: Uno'
}

check_operations() {
    local operation
    for operation in merge rebase cherry-pick; do
        begin "a $operation of the user"
        git -C ben checkout -q -b side
        printf 'side\n' >>ben/other
        git -C ben commit -qam side
        git -C ben checkout -q main
        printf 'main\n' >>ben/other
        git -C ben commit -qam main
        git -C ben "$operation" side >/dev/null 2>&1
        change ben done 1
        state ben >before
        sync ben
        expect 69 # a rebase detaches HEAD
        [ "$operation" = rebase ] || expect 69 "a $operation is under way"
        state ben | cmp -s - before || fail "$name: something has changed"
    done
    begin 'another git process'
    change ben done 1
    touch ben/.git/index.lock
    sync ben
    expect 75 'another git process' 'ben/.git/index.lock'
    rm ben/.git/index.lock
    sync ben
    expect 0 'pushed'
}

check_hooks() {
    local name_of
    for name_of in pre-commit commit-msg; do
        begin "a $name_of hook that fails"
        hook ben/.git "$name_of" <<'HOOK'
echo 'first line of the hook'
echo 'not on a Sunday' >&2
exit 1
HOOK
        change ben done 1
        git -C ben rev-parse HEAD >before
        sync ben
        expect 69 'not on a Sunday' 'git has not committed the plan'
        git -C ben rev-parse HEAD | cmp -s - before || fail "$name: committed"
        rm "ben/.git/hooks/$name_of"
        sync ben
        expect 0 'pushed'
    done
    begin 'a pre-commit hook and a new plan'
    git -C ben rm -q --cached plan.yaml
    git -C ben commit -qm 'No plan'
    hook ben/.git pre-commit <<<'exit 1'
    sync ben
    expect 69 'git has not committed the plan'
    [ "$(git -C ben status --porcelain)" = '?? plan.yaml' ] || fail "$name: $(git -C ben status -s)"
    begin 'a pre-merge-commit hook that fails'
    diverge
    hook ben/.git pre-merge-commit <<<'echo no merges >&2; exit 1'
    sync ben
    expect 69 'committed' 'no merges'
    sync ben
    expect 69
    rm ben/.git/hooks/pre-merge-commit
    sync ben
    expect 0 'pushed'
    sync ada
    same_plans
    begin 'a pre-push hook that fails'
    hook ben/.git pre-push <<<'echo no pushes >&2; exit 1'
    change ben done 1
    sync ben
    expect 69 'no pushes'
    begin 'a hook with a pattern'
    hook ben/.git pre-commit <<'HOOK'
[ "$(git diff --cached --name-only -- '*.yaml')" = plan.yaml ]
HOOK
    change ben done 1
    sync ben
    expect 0 'pushed'
    begin 'sync in a hook of another repository'
    git init -q elsewhere
    change ben done 1
    (cd elsewhere && GIT_DIR=.git GIT_INDEX_FILE=.git/index "$WEEKPLAN" -f ../ben/plan.yaml sync) >out 2>err
    code=$?
    expect 0 'pushed'
    rm -rf elsewhere
}

check_places() {
    begin 'the plan is a link'
    mkdir -p links
    ln -s ../ben/plan.yaml links/plan.yaml
    "$WEEKPLAN" -f links/plan.yaml done 1 >out 2>err
    sync links
    expect 0 'committed: W32 20% 1/5: 1 done' 'pushed'
    [ -h links/plan.yaml ] || fail "$name: no link any more"
    rm -r links
    begin 'a plan below the top of the work tree'
    mkdir -p 'ben/my plans/it'\''s *'
    git -C ben mv plan.yaml "my plans/it's */-plan.yaml"
    git -C ben commit -qm moved
    "$WEEKPLAN" -f "ben/my plans/it's */-plan.yaml" done 1 >out 2>err
    "$WEEKPLAN" -f "ben/my plans/it's */-plan.yaml" sync >out 2>err
    code=$?
    expect 0 'committed: W32 20% 1/5: 1 done' 'pushed'
    [ -z "$(git -C ben status --porcelain)" ] || fail "$name: $(git -C ben status --porcelain)"
    begin 'a work tree of its own'
    git -C ben worktree add -q ../tree -b tree >/dev/null
    git -C tree config branch.tree.remote origin
    git -C tree config branch.tree.merge refs/heads/main
    change tree done 1
    sync tree
    expect 0 'committed: W32 20% 1/5: 1 done' 'pushed to origin/main'
    change ada done 2
    sync ada
    change tree done 3
    sync tree
    expect 0
    git -C ben worktree remove --force ../tree
    begin 'a submodule'
    git init -q outer
    git -C outer -c protocol.file.allow=always submodule add -q "$work/hub.git" plans 2>/dev/null
    git -C outer commit -qm 'Plans'
    change outer/plans done 1
    sync outer/plans
    expect 0 'committed: W32 20% 1/5: 1 done' 'pushed to origin/main'
    [ "$(git -C outer status --porcelain)" = ' M plans' ] || fail "$name: $(git -C outer status -s)"
    rm -rf outer
    begin 'no work tree'
    mkdir -p bare
    cp plan.yaml bare/
    sync bare
    expect 66 'bare/plan.yaml is not in a work tree of git' 'sync -f bare/plan.yaml --init'
    rm bare/plan.yaml
    sync bare
    expect 66
    sync nowhere
    expect 66 'nowhere/plan.yaml'
    [ ! -e nowhere ] || fail "$name: made a directory"
    sync bare --init
    expect 66 'there is no plan bare/plan.yaml'
    rm -rf bare
}

check_plans() {
    begin 'a plan that git does not know'
    git -C ben rm -q --cached plan.yaml
    git -C ben commit -qm 'No plan'
    sync ben
    expect 0 'committed: W32 0% 0/5: started, 5 added' 'pushed'
    begin 'an ignored plan'
    git -C ben rm -q --cached plan.yaml
    echo '*.yaml' >ben/.gitignore
    git -C ben add .gitignore
    git -C ben commit -qm 'No plan'
    sync ben
    expect 69 'git ignores the plan: .gitignore:1:*.yaml' 'add -f plan.yaml'
    begin 'a plan that is not valid'
    printf '  - titel: Six\n' >>ben/plan.yaml
    state ben >before
    sync ben
    expect 65 'ben/plan.yaml:8:' 'the plan is not valid, so it is not committed'
    state ben | cmp -s - before || fail "$name: something has changed"
    begin 'a plan of the other side that is not valid'
    printf '  - titel: Six\n' >>ada/plan.yaml
    git -C ada commit -qam broken
    git -C ada push -q origin main
    change ben done 1
    sync ben
    expect 65
    begin 'the plan is gone'
    rm ben/plan.yaml
    sync ben
    expect 66 'there is no plan ben/plan.yaml' 'restore plan.yaml'
    [ "$(git -C ben status --porcelain)" = ' D plan.yaml' ] || fail "$name: $(git -C ben status -s)"
    begin 'no name of the committer'
    change ben done 1
    (
        export HOME=$work/nobody
        mkdir -p "$HOME"
        git config --global user.useConfigOnly true
        sync ben
        expect 69 'git does not know who commits' 'user.email'
        exit "$failures"
    ) || failures=$((failures + 1))
    begin 'the mode of the plan'
    diverge
    chmod 600 ben/plan.yaml
    sync ben
    expect 0 'merged'
    [ "$(stat -c %a ben/plan.yaml)" = 600 ] || fail "$name: $(stat -c %a ben/plan.yaml)"
    begin 'git is not installed'
    mkdir -p empty
    PATH=$work/empty sync ben
    expect 69 'git'
    rmdir empty
}

check_line_ends() {
    begin 'git converts line ends'
    git -C ben config core.autocrlf true
    rm ben/plan.yaml
    git -C ben checkout -q plan.yaml
    grep -q $'\r' ben/plan.yaml || fail "$name: not converted"
    sync ben
    expect 0 'nothing has changed'
    change ben done 4
    sync ben
    expect 0 'committed: W32 20% 1/5: 1 done' 'pushed'
    change ada done 1
    sync ada
    expect 0 'merged origin/main: W32 40% 2/5: 1 done'
    sync ben
    expect 0 'merged origin/main: W32 40% 2/5: 1 done'
    grep -q $'\r' ada/plan.yaml && fail "$name: line ends are committed"
}

check_killed() {
    begin 'sync was killed while git wrote the plan'
    change ada done 1
    change ada done 2
    sync ada
    git -C ben fetch -q
    git -C ben update-ref refs/worktree/weekplan/merging origin/main
    head -c 60 ada/plan.yaml >ben/plan.yaml
    sync ben
    expect 0 'the plan of the last commit is restored' 'merged'
    same_plans
    change ada done 3
    sync ada
    git -C ben fetch -q
    git -C ben update-ref refs/worktree/weekplan/merging origin/main
    rm ben/plan.yaml
    sync ben
    expect 0 'the plan of the last commit is restored' 'merged'
    same_plans
    begin 'sync was killed in a merge'
    diverge
    git -C ben commit -qam 'done'
    git -C ben fetch -q
    git -C ben update-ref refs/worktree/weekplan/merging origin/main
    git -C ben merge-tree --write-tree HEAD origin/main >tree 2>/dev/null || return 0 # git before 2.38
    git -C ben show "$(head -n 1 tree):plan.yaml" | head -c 50 >ben/torn
    mv ben/torn ben/plan.yaml
    sync ben
    expect 0 'restored' 'merged'
    sync ada
    same_plans
    begin 'git cannot write the index, and leaves MERGE_HEAD all the same'
    diverge
    git -C ben commit -qam 'done'
    touch ben/.git/index.lock
    sync ben
    expect 75 'another git process' 'ben/.git/index.lock'
    rm ben/.git/index.lock
    state ben >before
    sync ben -n
    expect 0 'would merge: origin/main'
    state ben | cmp -s - before || fail "$name: something has changed"
    change ben add 'Of Ben'
    sync ben
    expect 0 'committed: W32 16.7% 1/6: 1 added' 'merged origin/main: W32 33.3% 2/6: 1 done'
    has ben 'Of Ben'
    sync ada
    same_plans
    [ "$(grep -c 'done: 2019-08-06' ada/plan.yaml)" = 2 ] || fail "$name: $(cat ada/plan.yaml)"
    begin 'sync was killed before it had seen a conflict without marker lines'
    diverge
    git -C ben commit -qam 'done'
    git -C ben fetch -q
    git -C ben update-ref refs/worktree/weekplan/merging origin/main
    git -C ben -c merge.weekplan.driver=false merge -q origin/main >/dev/null 2>&1
    sync ben
    expect 65 'look at it'
    sync ben
    expect 65 'look at it'
    git -C ben merge --abort
    sync ben
    expect 0 'merged origin/main: W32 40% 2/5: 1 done'
    begin 'sync was killed before it had seen a conflict, which is resolved'
    diverge
    change ada set 3 title=Drei
    sync ada
    change ben set 3 title=Tres
    git -C ben commit -qam 'done'
    git -C ben fetch -q
    git -C ben update-ref refs/worktree/weekplan/merging origin/main
    git -C ben -c merge.weekplan.driver="'$WEEKPLAN' merge %O %A %B" merge -q origin/main \
        >/dev/null 2>&1
    sed -i '/^<<<<<<</d; /^=======/,/^>>>>>>>/d' ben/plan.yaml
    sync ben
    expect 0 'merged origin/main: the conflict is resolved'
    has ben 'title: Tres'
    [ "$(grep -c 'done: 2019-08-06' ben/plan.yaml)" = 2 ] || fail "$name: $(cat ben/plan.yaml)"
    begin 'sync was killed in a merge beside staged files'
    diverge
    printf 'mine\n' >>ben/other
    git -C ben commit -qm 'done' plan.yaml
    git -C ben add other
    git -C ben fetch -q
    git -C ben update-ref refs/worktree/weekplan/merging origin/main
    cp ben/.git/index staged-index
    git -C ben read-tree --index-output="$work/ben/.git/weekplan-index" HEAD
    cp staged-index ben/.git/index
    GIT_INDEX_FILE=$work/ben/.git/weekplan-index git -C ben merge -q --no-commit origin/main \
        >/dev/null 2>&1
    [ -e ben/.git/MERGE_HEAD ] || fail "$name: no merge is under way"
    sync ben
    expect 0 'merged origin/main: W32 40% 2/5: 1 done' 'pushed'
    [ "$(git -C ben status --porcelain)" = 'M  other' ] || fail "$name: $(git -C ben status -s)"
    rm staged-index
    begin 'a change after git had written the merged plan, and was killed'
    change ben set 2 'progress=3/9 pages'
    sync ben
    sync ada
    change ada progress 2 +1
    change ada add 'Of Ada'
    sync ada
    git -C ben fetch -q
    git -C ben update-ref refs/worktree/weekplan/merging origin/main
    git -C ben show origin/main:plan.yaml >ben/plan.yaml
    change ben done 6
    change ben progress 2 +2
    sync ben
    expect 0 'committed: W32' 'merged origin/main' 'pushed'
    has ben '6/9 pages'
    [ "$(grep -c 'Of Ada' ben/plan.yaml)" = 1 ] || fail "$name: $(cat ben/plan.yaml)"
    has ben 'done: 2019-08-06'
    sync ada
    same_plans
    begin 'git was killed after it had made a commit, and before it had written the index'
    change ben done 1
    git -C ben commit -qm 'done' plan.yaml
    git -C ben reset -q HEAD^ -- plan.yaml
    [ "$(git -C ben status --porcelain)" = 'MM plan.yaml' ] || fail "$name: $(git -C ben status -s)"
    sync ben -n
    expect 0 'would push'
    sync ben
    expect 0 'pushed'
    expect_work
    begin 'a change after sync was killed'
    change ada done 1
    sync ada
    git -C ben fetch -q
    git -C ben update-ref refs/worktree/weekplan/merging origin/main
    change ben done 5
    sync ben
    expect 0 'committed: W32 20% 1/5: 1 done' 'merged' 'pushed'
    has ben 'title: Five'
}

check_undo() {
    begin 'undo after sync'
    diverge
    change ben add 'Of Ben'
    sync ben
    expect 0 'merged'
    "$WEEKPLAN" -f ben/plan.yaml undo >out 2>err
    code=$?
    expect 0
    grep -q 'Of Ben' ben/plan.yaml && fail "$name: add is not undone: $(cat ben/plan.yaml)"
    [ "$(grep -c 'done: 2019-08-06' ben/plan.yaml)" = 2 ] || fail "$name: $(cat ben/plan.yaml)"
    sync ben
    expect 0 'committed: W32 40% 2/5: 1 removed'
    begin 'undo of what the other side has changed'
    change ben set 2 title=Dos
    sync ben
    sync ada
    change ada set 2 title=Zwei
    sync ada
    sync ben
    "$WEEKPLAN" -f ben/plan.yaml undo >out 2>err
    code=$?
    expect 75 'cannot be undone'
    has ben 'title: Zwei'
}

check_driver() {
    begin 'the driver need not be installed'
    change ada done 2
    sync ada
    change ben done 3 # a neighbour: git's lines conflict
    sync ben
    expect 0 'merged origin/main: W32 40% 2/5: 1 done' 'pushed'
    sync ada
    same_plans
}

check_init() {
    name='init on two machines'
    rm -rf hub.git ada ben state
    git init -q --bare hub.git
    mkdir ada
    cp plan.yaml ada/
    sync ada --init hub.git -n
    expect 0 'would make a repository in' 'would add the remote origin: hub.git'
    [ "$(ls -A ada)" = plan.yaml ] || fail "$name: a dry run makes $(ls -A ada)"
    sync ada --init hub.git
    expect 0 'made a repository in' 'added the remote origin' \
        'committed: W32 0% 0/5: started, 5 added' 'pushed to origin/main'
    [ -z "$(git -C ada status --porcelain)" ] || fail "$name: $(git -C ada status --porcelain)"
    sync ada --init hub.git
    expect 0
    [ "$(git -C ada rev-list --count HEAD)" = 2 ] || fail "$name: $(git -C ada log --oneline)"
    sync ben --init hub.git
    expect 0 'made a repository in' 'merged origin/main: W32 0% 0/5: started, 5 added'
    same_plans
    [ -z "$(git -C ben status --porcelain)" ] || fail "$name: $(git -C ben status --porcelain)"
    change ada done 2
    change ben done 3
    sync ada -q
    expect_silence
    sync ben
    expect 0 'merged'
    sync ada
    same_plans
    sync ada --init /elsewhere
    expect 64 'another remote origin'
    sync ada hub.git
    expect 64 'only with --init'
    name='init with a plan on both machines'
    rm -rf ben
    mkdir ben
    sed 's/title: One/title: Ichi/' plan.yaml >ben/plan.yaml
    sync ben --init hub.git
    expect 0 'merged origin/main' 'pushed'
    has ben 'title: Ichi'
    has ben 'title: One'
    sync ada
    same_plans
    name='init with a remote that is away'
    rm -rf ben
    mkdir ben
    # With the plan of ada the commits of the same second would be the same.
    sed 's/title: Four/title: Shi/' plan.yaml >ben/plan.yaml
    mv hub.git away.git
    sync ben --init hub.git
    expect 75 'committed' 'cannot reach origin'
    mv away.git hub.git
    git -C ben remote set-url origin "$work/hub.git"
    sync ben --init
    expect 0 'pushed'
    name='init without a remote'
    rm -rf ben
    mkdir ben
    cp plan.yaml ben/
    sync ben --init
    expect 0 'committed' 'has no remote'
    name='the branch of the remote has another name'
    rm -rf hub.git ada ben
    git init -q --bare hub.git
    git -C hub.git symbolic-ref HEAD refs/heads/trunk
    git clone -q hub.git ada 2>/dev/null
    cp plan.yaml ada/
    git -C ada add plan.yaml
    git -C ada commit -qm plan
    git -C ada push -q origin HEAD:trunk
    sync ben --init hub.git
    expect 0 'merged origin/trunk'
    [ "$(git -C ben symbolic-ref --short HEAD)" = trunk ] || fail "$name: $(git -C ben branch)"
}

for check in check_merges check_dry_run check_staged check_unstaged check_branches check_network \
    check_rejected check_conflict check_notes check_operations check_hooks check_places check_plans \
    check_line_ends check_killed check_undo check_driver check_init; do
    "$check"
done

[ "$failures" = 0 ] || exit 1
echo 'ok'
