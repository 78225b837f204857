# shellcheck shell=bash
# Functions of the scripts that test `weekplan sync`. Source this file instead of helpers.sh. The
# clones are ada/ and ben/, their remote is hub.git.

# shellcheck source=tests/e2e/helpers.sh
. "${0%/*}/helpers.sh"

command -v git >/dev/null || { echo 'skipped: there is no git'; exit 77; }

export GIT_CONFIG_NOSYSTEM=1
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE EDITOR VISUAL
git config --global user.name Ada
git config --global user.email ada@example.org
git config --global init.defaultBranch main
git config --global gc.auto 0
git config --global advice.detachedHead false

cat >plan.yaml <<'PLAN'
week: 2019-08-04
goals:
  - title: One
  - title: Two # with a comment
  - title: Three
  - title: Four
  - title: Five
PLAN

# sync CLONE [OPTION]...: run sync in a clone; set `code`.
sync() {
    local clone=$1
    shift
    "$WEEKPLAN" -f "$clone/plan.yaml" sync "$@" >out 2>err </dev/null
    code=$?
}

# change CLONE COMMAND...: change the plan of a clone.
change() {
    local clone=$1
    shift
    "$WEEKPLAN" -f "$clone/plan.yaml" "$@" >out 2>err </dev/null ||
        fail "change $clone $*: $(cat out err)"
}

# expect CODE TEXT...: the last sync had this exit code and printed these texts.
expect() {
    local wanted=$1 text
    shift
    [ "$code" = "$wanted" ] || fail "$name: exit code $code, not $wanted: $(cat out err)"
    for text; do
        grep -qF -- "$text" out err || fail "$name: does not say '$text': $(cat out err)"
    done
}

# expect_silence: the last sync printed nothing.
expect_silence() {
    [ ! -s out ] && [ ! -s err ] || fail "$name: is not silent: $(cat out err)"
}

# subject CLONE [REVISION]: the subject of the last commit.
subject() {
    git -C "$1" log -1 --format=%s "${2:-HEAD}"
}

# begin NAME: new clones with the plan, in step with the remote.
begin() {
    name=$1
    rm -rf hub.git ada ben state
    git init -q --bare hub.git
    git clone -q hub.git ada 2>/dev/null
    cp plan.yaml ada/
    printf 'a\n' >ada/other
    printf 'b\n' >ada/more
    printf '/plan.yaml merge=weekplan\n' >ada/.gitattributes
    git -C ada add .
    git -C ada commit -qm 'The plan'
    git -C ada push -q origin main
    git clone -q hub.git ben
}

# diverge: a change of ada's is pushed, another one is in ben's plan.
diverge() {
    change ada done 1
    sync ada
    expect 0 'committed: W32 20% 1/5: 1 done' 'pushed to origin/main'
    change ben done 4
}

# state CLONE: what git knows of a clone, to see that nothing has changed.
state() {
    git -C "$1" for-each-ref
    git -C "$1" ls-files -s
    git -C "$1" status --porcelain --ignored
    git -C "$1" rev-parse HEAD
    sha256sum "$1"/*
}

same_plans() {
    cmp -s ada/plan.yaml ben/plan.yaml || fail "$name: the plans differ: $(diff ada/plan.yaml ben/plan.yaml)"
}

has() {
    grep -qF -- "$2" "$1/plan.yaml" || fail "$name: the plan of $1 has no '$2': $(cat "$1/plan.yaml")"
}

# expect_line CODE TEXT...: as expect, and the last sync printed one line on standard error.
expect_line() {
    expect "$@"
    [ "$(wc -l <err)" = 1 ] || fail "$name: not one line: $(cat err)"
}

# expect_work: git can use the clone ben/, and the next sync finishes.
expect_work() {
    sync ben
    expect 0
    sync ada
    expect 0
    same_plans
    [ -z "$(git -C ben status --porcelain)" ] || fail "$name: $(git -C ben status --porcelain)"
    git -C ben fsck --no-dangling >fsck 2>&1 || fail "$name: $(cat fsck)"
}

# hook CLONE NAME: install a hook from standard input.
hook() {
    mkdir -p "$1/hooks"
    { echo '#!/bin/sh'; cat; } >"$1/hooks/$2"
    chmod 755 "$1/hooks/$2"
}
