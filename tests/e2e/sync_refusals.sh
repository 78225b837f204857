#!/bin/bash
# Test `weekplan sync` where git, the disk or the permissions refuse: one line says what to do, the
# plan is as it was, and the next sync finishes when the reason is gone.
set -u

# shellcheck source=tests/e2e/sync_helpers.sh
. "${0%/*}/sync_helpers.sh"

trap 'umount disk 2>/dev/null; chmod -R u+w "$work"; rm -rf "$work"' EXIT

# keep_plan: the last sync has left the plan of ben/ as it was when keep_plan was called before.
keep_plan() { cp ben/plan.yaml kept.yaml; }
expect_kept() {
    cmp -s ben/plan.yaml kept.yaml || fail "$name: the plan has changed: $(cat ben/plan.yaml)"
}

# sync_as_nobody CLONE: sync as a user whom file modes restrict.
sync_as_nobody() {
    as_nobody ./program -f "$1/plan.yaml" sync >out 2>err </dev/null
    code=$?
}

check_owner() {
    [ "$(id -u)" = 0 ] || return 0
    begin 'a repository of another user'
    change ben done 1
    keep_plan
    chown -R 65534 ben
    sync ben
    expect_line 69 'git refuses the work tree of' 'belongs to another user' \
        "git config --global --add safe.directory $work/ben"
    expect_kept
    sync ben --init
    expect_line 69 'belongs to another user'
    chown -R 0 ben
    expect_work
    begin 'a remote of another user'
    change ben done 1
    chown -R 65534 hub.git
    sync ben
    [ "$code" = 0 ] || expect_line 69 'origin does not let this machine in: detected dubious owner'
    chown -R 0 hub.git
    expect_work
}

check_signature() {
    command -v gpg >/dev/null || return 0
    begin 'a commit that cannot be signed'
    git -C ben config commit.gpgsign true
    git -C ben config user.signingkey nobody@example.org
    change ben done 1
    keep_plan
    sync ben
    expect_line 69 'git cannot sign the commit: ' 'config commit.gpgsign false'
    expect_kept
    git -C ben config commit.gpgsign false
    expect_work
    begin 'a merge that cannot be signed'
    diverge
    git -C ben commit -qam mine
    git -C ben config commit.gpgsign true
    git -C ben config user.signingkey nobody@example.org
    keep_plan
    sync ben
    expect_line 69 'git cannot sign the commit: '
    expect_kept
    git -C ben config commit.gpgsign false
    expect_work
}

check_identity() {
    begin 'no name of the committer in a merge'
    diverge
    git -C ben commit -qam mine
    mkdir -p nobody
    (
        export HOME=$work/nobody
        git config --global user.useConfigOnly true
        sync ben
        expect_line 69 'git does not know who commits' 'user.email'
        exit "$failures"
    ) || failures=$((failures + 1))
    expect_work
}

check_hooks_path() {
    begin 'core.hooksPath'
    hook ben/.git pre-commit <<<'exit 1'
    mkdir -p elsewhere
    git -C ben config core.hooksPath "$work/elsewhere"
    change ben done 1
    expect_work
    mkdir elsewhere/hooks
    git -C ben config core.hooksPath "$work/elsewhere/hooks"
    hook elsewhere pre-commit <<<'echo not on a Sunday >&2; exit 1'
    change ben done 2
    keep_plan
    sync ben
    expect_line 69 'git has not committed the plan: not on a Sunday'
    expect_kept
    rm -r elsewhere
    expect_work
}

check_read_only() {
    begin 'a repository that cannot be written'
    cp "$WEEKPLAN" program
    diverge
    git config --global safe.directory '*'
    [ "$(id -u)" != 0 ] || chown -R 65534:65534 ben
    keep_plan
    chmod -R a-w ben/.git
    sync_as_nobody ben
    expect_line 73 'git cannot write to ' 'ben/.git: Permission denied'
    expect_kept
    as_nobody ./program -f ben/plan.yaml sync -n >out 2>err
    code=$?
    expect 0 'would commit'
    chmod -R u+w ben/.git
    begin 'a file of the repository that cannot be written'
    diverge
    : >ben/.git/FETCH_HEAD
    [ "$(id -u)" != 0 ] || chown -R 65534:65534 ben
    [ "$(id -u)" != 0 ] || chown 0 ben/.git/FETCH_HEAD
    chmod 444 ben/.git/FETCH_HEAD
    sync_as_nobody ben
    expect_line 69 'committed' 'git cannot fetch or push: ' 'FETCH_HEAD'
    [ "$(id -u)" != 0 ] || chown -R 0:0 ben
    chmod 644 ben/.git/FETCH_HEAD
    expect_work
    begin 'a work tree that cannot be written'
    diverge
    [ "$(id -u)" != 0 ] || chown -R 65534:65534 ben hub.git
    keep_plan
    chmod a-w ben
    sync_as_nobody ben
    [ "$code" != 0 ] || fail "$name: exit 0"
    expect_kept
    chmod u+w ben
    [ "$(id -u)" != 0 ] || chown -R 0:0 ben hub.git
    git config --global --unset safe.directory
    expect_work
}

# fill BYTES: leave so much room on the small disk.
fill() {
    rm -f disk/fill
    dd if=/dev/zero of=disk/fill bs=1k 2>/dev/null
    truncate -s "-$1" disk/fill
}

check_full_disk() {
    local room
    can_mount || return 0
    begin 'a full disk'
    mkdir disk
    mount -t tmpfs -o size=600k tmpfs disk
    cp -r ben disk/
    change ada add 'Of Ada'
    sync ada
    change disk/ben done 4
    cp disk/ben/plan.yaml kept.yaml
    for room in 0 4096 8192 12288 16384 24576 32768 49152; do
        name="a full disk with room for $room bytes"
        fill "$room"
        sync disk/ben
        # git says "empty commit message" if it could not write the message
        [ "$code" = 0 ] || grep -q 'empty commit message' err || expect 74 'weekplan: '
        cmp -s disk/ben/plan.yaml kept.yaml || grep -q 'Of Ada' disk/ben/plan.yaml ||
            fail "$name: the plan: $(cat disk/ben/plan.yaml)"
    done
    name='a full disk with room again'
    rm -f disk/fill
    sync disk/ben
    expect 0
    sync ada
    cmp -s ada/plan.yaml disk/ben/plan.yaml || fail "$name: $(diff ada/plan.yaml disk/ben/plan.yaml)"
    git -C disk/ben fsck --no-dangling >fsck 2>&1 || fail "$name: $(cat fsck)"
    umount disk
    rmdir disk
}

check_environment() {
    begin 'variables of a hook in the environment'
    git init -q elsewhere
    change ben done 1
    GIT_DIR=$work/elsewhere/.git GIT_WORK_TREE=$work/elsewhere GIT_CONFIG=/nowhere \
        GIT_QUARANTINE_PATH=$work/elsewhere/.git/objects sync ben
    expect 0 'committed' 'pushed to origin/main'
    [ -z "$(git -C elsewhere for-each-ref)" ] || fail "$name: committed elsewhere"
    rm -r elsewhere
    expect_work
}

check_shallow() {
    begin 'a shallow clone'
    change ada done 1
    sync ada
    rm -r ben
    git clone -q --depth 1 "file://$work/hub.git" ben
    change ben done 2
    change ada add 'Of Ada'
    sync ada
    sync ben
    expect 0 'committed' 'merged origin/main' 'pushed'
    expect_work
}

check_ignored() {
    name='init with an ignored plan'
    rm -rf hub.git ada ben state
    git init -q --bare hub.git
    git init -q ben
    cp plan.yaml ben/
    echo '*.yaml' >ben/.gitignore
    sync ben --init hub.git
    expect 69 'git ignores the plan: .gitignore:1:*.yaml' 'add -f plan.yaml'
    git -C ben add -f plan.yaml
    sync ben --init hub.git
    expect 0 'committed' 'pushed'
    sync ada --init hub.git
    expect 0
    same_plans
}

for check in check_owner check_signature check_identity check_hooks_path check_read_only \
    check_full_disk check_environment check_shallow check_ignored; do
    "$check"
done

[ "$failures" = 0 ] || exit 1
echo 'ok'
