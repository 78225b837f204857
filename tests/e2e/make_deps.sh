#!/bin/bash
# What `make deps` installs and says, with a package manager and libraries that are not real.
set -u

deps=$PWD/.ci/deps
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
mkdir bin
for tool in awk cat env mktemp paste rm sed sh sort; do
    ln -s "$(command -v "$tool")" "bin/$tool"
done

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

program() {
    printf '#!/bin/sh\n%s\n' "$2" >"bin/$1"
    chmod +x "bin/$1"
}

# machine USER LIBRARY...: a machine with these libraries and the programs make, pkg-config and
# clang. apt-get installs all but GMime.
machine() {
    rm -f bin/sudo bin/clang bin/mycc installed
    program id "echo $1"
    shift
    echo "$*" >libraries
    program make :
    program clang :
    # shellcheck disable=SC2016 # the program expands it
    program pkg-config 'case " $(cat libraries) " in *" $2 "*) ;; *) exit 1 ;; esac'
    program apt-cache :
    program apt-get '
case $* in
*--assume-no*) printf "%s\n" "Need to get 85.3 kB of archives." \
    "After this operation, 512 kB of additional disk space will be used." ;;
update) ;;
*libgmime*) echo "E: Unable to locate package libgmime-3.0-dev"; exit 100 ;;
*) echo "$*" >>installed ;;
esac'
}

# run CODE GROUP...: run deps, and check its exit code.
run() {
    local wanted=$1 code
    shift
    env -i PATH="$work/bin" TMPDIR="$work" ${cc:+CC="$cc"} .ci/deps "$@" >out 2>&1 </dev/null
    code=$?
    [ $code = "$wanted" ] || fail "$*: exit $code: $(<out)"
}
mkdir .ci && cp "$deps" .ci/deps

says() {
    [ "$(<out)" = "$1" ] || fail "says $(<out), not $1"
}

cc=
machine 0 yaml-0.1 md4c libutf8proc jansson gmime-3.0
run 0 build mail
says ''
mv bin/clang bin/mycc
cc='ccache mycc -m32' run 0 build mail
says ''

# A missing GMime stops nothing, whether it cannot be installed or nobody is root.
machine 0 yaml-0.1 md4c libutf8proc jansson
run 0 build mail
says 'make deps: installs (85.3 kB to download, 512 kB on the disk): libgmime-3.0-dev
make deps: libgmime-3.0-dev cannot be installed; what needs it is left out'
machine 0 yaml-0.1 md4c libutf8proc
run 0 build mail
grep -qx 'install -y --no-install-recommends libjansson-dev' installed || fail "installs $(<installed)"
machine 1000 yaml-0.1 md4c libutf8proc jansson
run 0 build mail
says 'make deps: packages are missing, and only root can install them. Run as root:
apt-get update && apt-get install -y --no-install-recommends libgmime-3.0-dev
make deps: the build goes on without them'

# Without root and sudo nothing is installed. A sudo that wants a password has no terminal here.
machine 1000 yaml-0.1 md4c
for sudo in 'no' 'exit 1'; do
    [ "$sudo" = no ] || program sudo "$sudo"
    run 1 build
    says 'make deps: packages are missing, and only root can install them. Run as root:
apt-get update && apt-get install -y --no-install-recommends libjansson-dev libutf8proc-dev'
done
program sudo 'shift; "$@"'
run 0 build
[ -s installed ] || fail 'installs nothing with sudo'

# The output of the package manager is shown if it fails.
machine 0 yaml-0.1 md4c libutf8proc
program apt-get 'echo "E: no space left"; exit 100'
run 1 build
grep -qx 'E: no space left' out || fail "does not say why it fails: $(<out)"
rm bin/apt-get
run 1 build
says 'make deps: there is no package manager that is known here; these are missing: package:jansson'

# make takes the compiler that there is.
rm -f bin/*
for tool in awk cat clang gcc git sed sh sort; do
    path=$(command -v "$tool") && ln -s "$path" "bin/$tool"
done
for compiler in gcc clang; do
    env -i PATH="$work/bin" "$(command -v make)" -C "${deps%/.ci/deps}" --no-print-directory --eval 'print-cc: ; @:$(info $(CC))' \
        print-cc >out 2>&1
    [ ! -e "bin/$compiler" ] || says "$compiler"
    rm -f "bin/$compiler"
done
echo "$failures failures"
[ "$failures" = 0 ]
