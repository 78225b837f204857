#!/bin/bash
# Write front matters of posts with hostile titles and keys. PyYAML, tomllib and `import` must read
# what was meant. WEEKPLAN_POSTS=5000 WEEKPLAN_SEED=7 makes a longer run.
set -u
: "${WEEKPLAN:?the program under test}"

python=$(command -v /usr/bin/python3 || command -v python3)
if ! "$python" -c 'import yaml' 2>/dev/null; then
    echo "skipped: there is no PyYAML"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf -- '---\ndate: 2019-08-04\n---\n- x\n' >"$work/probe.md"
"$WEEKPLAN" -f "$work/none.yaml" import -n -q "$work/probe.md" >"$work/probe" 2>&1
if [ $? = 69 ]; then
    echo "skipped: there is no md4c"
    exit 77
fi
export XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state HOME=$work LC_ALL=C.UTF-8 TZ=UTC
unset WEEKPLAN_FILE WEEKPLAN_TODAY
"$python" "${0%/*}/post_front_matter.py" "$WEEKPLAN" "$work" "${WEEKPLAN_POSTS:-150}" \
    "${WEEKPLAN_SEED:-1}"
