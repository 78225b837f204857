#!/bin/bash
# Install into another PREFIX after `make`, run weekplan from there, and uninstall it.
set -u

# shellcheck source=tests/e2e/helpers.sh
. "${0%/*}/helpers.sh"
# shellcheck disable=SC2154 # helpers.sh sets $work
cd "$OLDPWD" || exit 1
unset MAKEFLAGS MAKELEVEL # else make says that it has no job server, and where it works
build=$(dirname "$WEEKPLAN")
prefix=$work/.local

run_make() {
    make BUILD="$build" PREFIX="$prefix" "$@" >"$work/log" 2>&1 || fail "make $*: $(<"$work/log")"
}

# HOME is $work, so that this is `make install PREFIX=~/.local` of a user who has a plan.
mkdir -p "$prefix/share/weekplan"
cp docs/examples/staying-accountable.yaml "$prefix/share/weekplan/plan.yaml"
run_make all
# The demo shows the picture without a UTF-8 locale, and what to do next.
LC_ALL=C run_make demo
"$WEEKPLAN" -f docs/examples/staying-accountable.yaml --today 2019-08-06 status >"$work/picture"
sed -e 1d -e '/^Next:$/,$d' "$work/log" | sed '$d' | diff "$work/picture" - || fail 'the demo shows another picture'
grep -q 'make deps all install' "$work/log" || fail 'the demo does not say what is next'
run_make install PREFIX='~/.local'
! grep -E '^  (CC|AR|LD) ' "$work/log" || fail 'make install compiles or links again'
grep -qxF "    PATH=$prefix/bin:\$PATH" "$work/log" || fail "says nothing of PATH: $(<"$work/log")"
if command -v zsh >/dev/null; then
    grep -qxF "    fpath=($prefix/share/zsh/site-functions \$fpath)" "$work/log" ||
        fail "says nothing of fpath: $(<"$work/log")"
fi
PATH=$prefix/bin:$PATH run_make install
! grep -q 'PATH=' "$work/log" || fail "says what the user has done already: $(<"$work/log")"
[ "$(ls "$prefix/share/weekplan")" = plan.yaml ] || fail 'files are installed beside the plan'
[ -s "$prefix/share/json-schemas/weekplan/plan.schema.json" ] || fail 'there is no schema'
grep -qx "prefix=$prefix" "$prefix/lib/pkgconfig/weekplan.pc" || fail 'weekplan.pc has another prefix'

# weekplan finds the installed weekplan-mail if it is run by PATH, by its path or by a link.
if [ -x "$build/weekplan-mail" ]; then
    mkdir "$work/bin"
    ln -s ../.local/bin/weekplan "$work/bin/weekplan"
    for program in "$prefix/bin/weekplan" "$work/bin/weekplan"; do
        (PATH=${program%/*}:/usr/bin:/bin && weekplan mail --version) >"$work/out" 2>&1 ||
            fail "mail, by PATH, of $program: $(<"$work/out")"
        "$program" mail --version >"$work/out" 2>&1 || fail "mail of $program: $(<"$work/out")"
    done
fi

run_make uninstall
[ ! -s "$work/log" ] || fail "make uninstall says: $(<"$work/log")"
left=$(find "$prefix" -type f)
[ "$left" = "$prefix/share/weekplan/plan.yaml" ] || fail "uninstall leaves: $left"
for directory in include/weekplan share/json-schemas libexec/weekplan; do
    [ ! -e "$prefix/$directory" ] || fail "uninstall leaves the directory $directory"
done
run_make uninstall
[ ! -s "$work/log" ] || fail "a second make uninstall says: $(<"$work/log")"
echo "$failures failures"
[ "$failures" = 0 ]
