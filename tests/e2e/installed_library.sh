#!/bin/sh
# A program outside the tree finds the installed library with pkg-config, includes its
# headers, and changes a plan with it. Each header compiles alone.
set -eu

# The build that make has just made; DESTDIR leaves its flags as they are.
build=$(dirname "$WEEKPLAN")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
make BUILD="$build" DESTDIR="$work" install >"$work/log" 2>&1 || {
    cat "$work/log"
    exit 1
}
prefix=$(find "$work" -name weekplan.pc)
prefix=${prefix%/lib/pkgconfig/weekplan.pc}

# shellcheck disable=SC2046,SC2086 # several flags
flags() {
    PKG_CONFIG_PATH=$prefix/lib/pkgconfig "${PKG_CONFIG:-pkg-config}" \
        --define-variable=prefix="$prefix" --define-variable=libdir="$prefix/lib" \
        --define-variable=includedir="$prefix/include" --static "$@" weekplan
}

for header in "$prefix"/include/weekplan/*.h; do
    echo "#include <weekplan/${header##*/}>" >"$work/alone.c"
    ${CC:-cc} -std=c11 -Wall -Wextra -Werror $(flags --cflags) -fsyntax-only "$work/alone.c"
done

cp tests/e2e/installed_library.c docs/examples/staying-accountable.yaml "$work"
cd "$work"
# CFLAGS may be those of sanitizers, which the library then needs as well.
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
