#!/bin/sh
# Check that the post in docs/examples is the output of `report --post` for the example
# plan. WEEKPLAN_REGEN=1 writes the post.
set -u

: "${WEEKPLAN:?the program under test}"
cd "$(dirname "$0")/../.." || exit 1
post=docs/examples/2019-08-10-staying-accountable.md
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

env -i HOME="$work" LC_ALL=C.UTF-8 TZ=UTC "$WEEKPLAN" report --post --today 2019-08-12 \
    -f docs/examples/staying-accountable.yaml >"$work/post" || exit 1

if cmp -s "$post" "$work/post"; then
    echo "$post is as the program writes it"
elif [ -n "${WEEKPLAN_REGEN:-}" ]; then
    cp "$work/post" "$post"
    echo "written: $post"
else
    diff -u "$post" "$work/post"
    echo "FAILED: $post is out of date (make regen writes it again)"
    exit 1
fi
