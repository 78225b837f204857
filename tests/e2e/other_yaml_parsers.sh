#!/bin/bash
# Read the plans that weekplan writes with PyYAML and with the npm package yaml (YAML
# 1.2). Both must read the same data.
set -u
: "${WEEKPLAN:?the program under test}"

python=$(command -v /usr/bin/python3 || command -v python3)
if ! "$python" -c 'import yaml' 2>/dev/null; then
    echo "skipped: there is no PyYAML"
    exit 77
fi
export NODE_PATH=${NODE_PATH:+$NODE_PATH:}/usr/share/nodejs:/usr/lib/node_modules
if ! command -v node >/dev/null || ! node -e 'require("yaml").parseAllDocuments' 2>/dev/null; then
    echo "skipped: there is no Node.js with its package yaml"
    exit 77
fi

# In the failsafe schema every scalar is a string (YAML 1.2, section 10.1).
reader='
const fs = require("fs"), YAML = require("yaml");
require("readline").createInterface({input: process.stdin}).on("line", path => {
    const documents = YAML.parseAllDocuments(fs.readFileSync(path, "utf8"), {schema: "failsafe"});
    const problems = [].concat(...documents.map(document => document.errors));
    console.log(JSON.stringify(problems.length > 0 ? {error: String(problems[0])}
                                                   : documents.map(document => document.toJS())));
});'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" "${0%/*}/other_yaml_parsers.py" "$WEEKPLAN" "$work" "$reader"
