#!/bin/sh
# Compile a program outside of the tree against the installed library: pkg-config finds
# it, each header compiles alone, and the program changes a plan.
set -eu

build=$(dirname "$WEEKPLAN")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
make BUILD="$build" PREFIX="$work" install >"$work/log" 2>&1 || {
    cat "$work/log"
    exit 1
}

# shellcheck disable=SC2046,SC2086 # several flags
flags() {
    PKG_CONFIG_PATH=$work/lib/pkgconfig "${PKG_CONFIG:-pkg-config}" --static "$@" weekplan
}

for header in "$work"/include/weekplan/*.h; do
    echo "#include <weekplan/${header##*/}>" >"$work/alone.c"
    ${CC:-cc} -std=c11 -Wall -Wextra -Werror $(flags --cflags) -fsyntax-only "$work/alone.c"
done

cp tests/e2e/installed_library.c docs/examples/staying-accountable.yaml "$work"
cd "$work"
# If the library was built with sanitizers, CFLAGS has their options. The program needs
# them too.
${CC:-cc} -std=c11 -Wall -Wextra -Werror ${CFLAGS:-} installed_library.c $(flags --cflags --libs) -o library
cp staying-accountable.yaml old.yaml
./library staying-accountable.yaml 2019-08-06 >out
printf '36.4%%\n72.8%%\n' | diff - out
diff old.yaml staying-accountable.yaml >lines || true
[ "$(grep -c '^[<>]' lines)" = 1 ] && grep -q '^> *done: 2019-08-06' lines
if ./library . 2019-08-06 2>err; then
    echo 'a directory was taken for a plan'
    exit 1
fi
grep -q '^library: ' err
echo 'a program outside the tree reads, ticks off and saves'
