#!/bin/bash
# Test `weekplan sync` through ssh, with an sshd of its own on this machine. The keys are made for
# this test, and ssh reads no configuration of the user.
set -u

# shellcheck source=tests/e2e/sync_helpers.sh
. "${0%/*}/sync_helpers.sh"
sshd=$(command -v sshd || command -v /usr/sbin/sshd) || { echo 'skipped: there is no sshd'; exit 77; }
ssh=$(command -v ssh) || { echo 'skipped: there is no ssh'; exit 77; }
command -v python3 >/dev/null || { echo 'skipped: there is no python3'; exit 77; }

ssh-keygen -q -t ed25519 -N '' -f host_key
ssh-keygen -q -t ed25519 -N '' -f user_key
ssh-keygen -q -t ed25519 -N '' -f other_key
cp user_key.pub authorized_keys
port=$(python3 -c "import socket
s = socket.socket()
s.bind(('127.0.0.1', 0))
print(s.getsockname()[1])")
cat >sshd_config <<END
Port $port
ListenAddress 127.0.0.1
HostKey $work/host_key
AuthorizedKeysFile $work/authorized_keys
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
StrictModes no
PermitRootLogin prohibit-password
PidFile none
END
cat >ssh_config <<END
Host hub
    HostName 127.0.0.1
    Port $port
    User $(id -un)
    IdentityFile $work/key
    IdentitiesOnly yes
    UserKnownHostsFile $work/known_hosts
    GlobalKnownHostsFile /dev/null
END
mkdir bin
printf '#!/bin/sh\nexec "%s" -F "%s/ssh_config" "$@"\n' "$ssh" "$work" >bin/ssh
chmod 755 bin/ssh
PATH=$work/bin:$PATH

# sshd wants the directory /run/sshd if root runs it. Where no service has made it, sshd gets a /run
# of its own.
start_sshd() {
    if [ "$(id -u)" = 0 ] && [ ! -d /run/sshd ] && can_mount; then
        # shellcheck disable=SC2016 # for the other shell
        unshare -m sh -c 'mount -t tmpfs tmpfs /run && mkdir /run/sshd && exec "$@"' - \
            "$sshd" -D -f "$work/sshd_config" -E "$work/sshd_log" &
    else
        "$sshd" -D -f "$work/sshd_config" -E "$work/sshd_log" &
    fi
    server=$!
    for _ in {1..100}; do
        (: </dev/tcp/127.0.0.1/"$port") 2>/dev/null && return
        kill -0 "$server" 2>/dev/null || break
        sleep 0.05
    done
    echo "skipped: sshd does not start here: $(tail -n 1 sshd_log 2>/dev/null)"
    exit 77
}
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; chmod -R u+w "$work"; rm -rf "$work"' EXIT

# known: ssh knows the key of the host.
known() {
    echo "[127.0.0.1]:$port $(cut -d ' ' -f 1,2 host_key.pub)" >known_hosts
}

start_sshd
known
cp user_key key
if ! ssh -o BatchMode=yes hub true 2>err; then
    echo "skipped: this user cannot log in here: $(tail -n 1 err)"
    exit 77
fi

begin 'ssh'
git -C ben remote set-url origin "hub:$work/hub.git"
diverge
sync ben
expect 0 'committed' 'merged' 'pushed to origin/main'
sync ada
same_plans

name='init through ssh'
rm -rf ben
sync ben --init "hub:$work/hub.git"
expect 0 'added the remote origin' 'merged origin/main'
same_plans

begin 'a key that the server does not know'
git -C ben remote set-url origin "hub:$work/hub.git"
cp other_key key
change ben done 3
sync ben
expect_line 69 'committed' 'origin does not let this machine in: ' 'Permission denied (publickey' \
    'fetch origin in a terminal'
begin 'a key with a passphrase'
git -C ben remote set-url origin "hub:$work/hub.git"
rm key
ssh-keygen -q -t ed25519 -N secret -f key
cat key.pub >>authorized_keys
rm key.pub
change ben done 3
sync ben
expect_line 69 'committed' 'Permission denied (publickey'
cp user_key key
begin 'a host that ssh does not know'
git -C ben remote set-url origin "hub:$work/hub.git"
rm known_hosts
change ben done 3
sync ben
expect_line 69 'committed' 'Host key verification failed'
begin 'a host with another key'
git -C ben remote set-url origin "hub:$work/hub.git"
echo "[127.0.0.1]:$port $(cut -d ' ' -f 1,2 other_key.pub)" >known_hosts
change ben done 3
sync ben
expect_line 69 'committed' 'Host key verification failed'
known
expect_work

begin 'the host refuses the connection'
git -C ben remote set-url origin "hub:$work/hub.git"
kill "$server"
wait "$server" 2>/dev/null
change ben done 3
sync ben
expect_line 75 'committed' 'cannot reach origin: ' 'Connection refused' 'pushed next time'
start_sshd
expect_work

[ "$failures" = 0 ] || exit 1
echo 'ok'
