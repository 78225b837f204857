#!/bin/bash
# Test `weekplan sync` with remotes on this machine that are reached through a network: git daemon,
# and servers that refuse, cut the connection, are silent or ask for a password.
set -u

# shellcheck source=tests/e2e/sync_helpers.sh
. "${0%/*}/sync_helpers.sh"
[ -x "$(git --exec-path)/git-daemon" ] || { echo 'skipped: there is no git daemon'; exit 77; }
python=$(command -v /usr/bin/python3 || command -v python3) ||
    { echo 'skipped: there is no python3'; exit 77; }

servers=()
stop_servers() {
    [ ${#servers[@]} = 0 ] || kill "${servers[@]}" 2>/dev/null
    servers=()
}
trap 'stop_servers; chmod -R u+w "$work"; rm -rf "$work"' EXIT

# A server that handles each connection as its first argument says: "silent", "http CODE", or
# "cut BYTES PORT", which passes a connection on and cuts it after so many bytes. It prints its port.
cat >server.py <<'PYTHON'
import socket, sys, threading

def silent(client):
    client.recv(1)
    threading.Event().wait()

def http(client):
    client.recv(65536)
    code = sys.argv[2]
    client.sendall(f'HTTP/1.1 {code} No\r\nWWW-Authenticate: Basic realm="x"\r\n'
                   'Content-Length: 0\r\nConnection: close\r\n\r\n'.encode())
    client.close()

def cut(client):
    hub = socket.create_connection(('127.0.0.1', int(sys.argv[3])))
    left = [int(sys.argv[2])]
    def end(one):
        try:
            one.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass # the other side has ended the connection
    def carry(source, target):
        try:
            while left[0] > 0 and (block := source.recv(min(left[0], 4096))):
                left[0] -= len(block)
                target.sendall(block)
        except OSError:
            pass # cut by the other direction
        end(source)
        end(target)
    threading.Thread(target=carry, args=(client, hub), daemon=True).start()
    threading.Thread(target=carry, args=(hub, client), daemon=True).start()

server = socket.socket()
server.bind(('127.0.0.1', 0))
server.listen()
print(server.getsockname()[1], flush=True)
while True:
    client, _ = server.accept()
    threading.Thread(target=globals()[sys.argv[1]], args=(client,), daemon=True).start()
PYTHON

# serve KIND [ARGUMENT]...: start a server; set `port`.
serve() {
    rm -f port
    mkfifo port
    "$python" server.py "$@" >port &
    servers+=($!)
    read -r port <port
}

# serve_git [OPTION]...: start a git daemon; set `port`. The port is one that was free just now.
serve_git() {
    port=$("$python" -c "import socket
s = socket.socket()
s.bind(('127.0.0.1', 0))
print(s.getsockname()[1])")
    # not `git daemon`, which would leave the daemon behind when it is killed
    "$(git --exec-path)/git-daemon" --listen=127.0.0.1 --port="$port" --reuseaddr \
        --base-path="$work" --export-all "$@" "$work/hub.git" 2>/dev/null &
    servers+=($!)
    for _ in {1..100}; do
        (: </dev/tcp/127.0.0.1/"$port") 2>/dev/null && return
        sleep 0.05
    done
    fail "$name: git daemon does not listen"
}

# remote URL: set the URL of the remote of ben/.
remote() {
    git -C ben remote set-url origin "$1"
}

check_daemon() {
    begin 'git daemon'
    serve_git --enable=receive-pack
    remote "git://127.0.0.1:$port/hub.git"
    diverge
    sync ben
    expect 0 'committed' 'merged' 'pushed to origin/main'
    sync ada
    same_plans
    begin 'the daemon is killed during a push'
    remote "git://127.0.0.1:$port/hub.git"
    # shellcheck disable=SC2016 # for the hook
    hook hub.git pre-receive <<<'kill -9 $PPID; sleep 0.1'
    change ben done 3
    sync ben
    expect_line 75 'committed: W32 20% 1/5: 1 done' 'cannot reach origin: ' 'pushed next time'
    rm hub.git/hooks/pre-receive
    remote "$work/hub.git"
    expect_work
    begin 'the repository is not exported'
    remote "git://127.0.0.1:$port/away.git"
    change ben done 3
    sync ben
    expect_line 69 'committed' 'origin does not let this machine in: ' 'fetch origin in a terminal'
    begin 'nobody may push'
    stop_servers
    serve_git
    remote "git://127.0.0.1:$port/hub.git"
    change ben done 3
    sync ben
    expect_line 69 'committed' 'origin does not let this machine in: '
    remote "$work/hub.git"
    expect_work
    begin 'the connection is refused'
    stop_servers
    wait
    remote "git://127.0.0.1:$port/hub.git"
    change ben done 3
    sync ben
    expect_line 75 'committed' 'cannot reach origin: unable to connect to 127.0.0.1 ('
    remote "$work/hub.git"
    expect_work
}

check_cut() {
    local bytes hub_port
    begin 'the connection is cut'
    serve_git --enable=receive-pack
    hub_port=$port
    for bytes in 0 40 200 400 700 1000 1400 1900 2500; do
        name="the connection is cut after $bytes bytes"
        serve cut "$bytes" "$hub_port"
        change ada add "Of Ada $bytes"
        sync ada
        change ben add "Of Ben $bytes"
        remote "git://127.0.0.1:$port/hub.git"
        sync ben
        [ "$code" = 0 ] || expect_line 75 'cannot reach origin: ' 'pushed next time'
        "$WEEKPLAN" -f ben/plan.yaml check >out 2>&1 || fail "$name: $(cat out)"
        remote "$work/hub.git"
        expect_work
        has ada "Of Ben $bytes"
        has ben "Of Ada $bytes"
    done
    stop_servers
}

check_unanswered() {
    begin 'a host that does not exist'
    change ben done 3
    remote git://host.invalid/hub.git
    sync ben
    expect_line 75 'committed' 'cannot reach origin: '
    begin 'a host that is silent'
    command -v faketime >/dev/null || return 0 # else this takes ten minutes
    serve silent
    remote "git://127.0.0.1:$port/hub.git"
    change ben done 3
    timeout 60 faketime -f '+0 x300' "$WEEKPLAN" -f ben/plan.yaml sync </dev/null >out 2>err
    code=$?
    expect_line 75 'committed' 'cannot reach origin: no answer within 10 minutes (the plan is pushed'
    stop_servers
    remote "$work/hub.git"
    expect_work
}

check_http() {
    local answer
    [ -x "$(git --exec-path)/git-remote-http" ] || return 0
    for answer in '401 could not read Username' '403 returned error: 403' '404 not found'; do
        begin "a server that answers ${answer%% *}"
        serve http "${answer%% *}"
        remote "http://127.0.0.1:$port/hub.git"
        change ben done 3
        GIT_ASKPASS=/bin/false sync ben
        expect_line 69 'committed' 'origin does not let this machine in: ' "${answer#* }"
    done
    begin 'a server that fails'
    serve http 500
    remote "http://127.0.0.1:$port/hub.git"
    change ben done 3
    sync ben
    expect_line 75 'committed' 'cannot reach origin: ' '500'
    name='init with a server that asks for a password'
    serve http 401
    rm -rf ben
    mkdir ben
    cp plan.yaml ben/
    sync ben --init "http://127.0.0.1:$port/hub.git"
    expect_line 69 'committed' 'origin does not let this machine in: '
    stop_servers
}

for check in check_daemon check_cut check_unanswered check_http; do
    "$check"
done

[ "$failures" = 0 ] || exit 1
echo 'ok'
