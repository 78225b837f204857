"""Compare the JSON Schema of `weekplan schema` with `weekplan check`.

Each valid plan of the examples and the golden cases must be valid by the schema, whether an
editor reads YAML 1.1 or 1.2. Mistakes that a schema can express must be invalid by the
schema.
"""

import glob
import json
import os
import re
import subprocess
import sys

import jsonschema
import yaml

WEEKPLAN = os.environ["WEEKPLAN"]


class Core(yaml.SafeLoader):
    """YAML 1.2, as editors read it: `yes` and `2019-08-05` are strings."""


class Texts(yaml.SafeLoader):
    """Every scalar is a string, as if all were quoted; an empty value is null."""


class Old(yaml.SafeLoader):
    """YAML 1.1: `yes` is a boolean and 12:30 a number. Dates are strings here."""


def resolve(loader, rules):
    loader.yaml_implicit_resolvers = {}
    for tag, pattern, first in rules:
        loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), first)


resolve(Core, [
    ("null", r"^(~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", list("-+.0123456789")),
])
resolve(Texts, [("null", r"^(~|null|Null|NULL|)$", ["~", "n", "N", ""])])
Old.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: node.value)
# 010 is 10 in YAML 1.2, but octal 8 for PyYAML.
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))

# Lines of an item that the schema must refuse.
SLIPS = """
progres: 60%
Title: again
done: yes
done: 2019-02-30
done: 2019-8-4
done: maybe
dropped: no
dropped: off
dropped: "~"
dropped: 2019-13-01
dropped: "  "
due: tomorrow
due: 2019-04-31
due: 0000-01-01
progress: 60
progress: 101%
progress: 60 %
progress: 2/0 talks
progress: 2/0.0
progress: 1,5/3
progress: 02/3
progress: -1/3
weight: 0
weight: -1
weight: 1000001
weight: "1e3"
weight: "010"
weight: 1,5
weight: heavy
id: 1st
id: a b
id: ä
carried: 0
carried: 10000
carried: 1.5
carried: "01"
repeat: daily
tags: {a: b}
links: [[a]]
subtasks: a
subtasks: [[a]]
subtasks: [{done: true}]
subtasks: [{title: a, repeat: weekly}]
subtasks: [{title: a, skip: true}]
subtasks: [""]
subtasks: [{title: " "}]
goals: []
week: 2019-08-04
{done: true, dropped: true}
{done: 2019-08-05, dropped: too late}
{progress: 60%, subtasks: [a]}
""".strip().splitlines()

# Lines of an item that the schema must accept.
FINE = """
done: false
done: "true"
dropped: 12
dropped: Yes, it was
dropped: truely
dropped: false
{done: true, dropped: false}
{done: false, dropped: no time}
{progress: , subtasks: [a]}
{progress: 60%, subtasks: []}
progress: 0%
progress: 100.0%
progress: 99.999999%
progress: 7/3
progress: 2.5/3 talks / day
progress: 120/100 %
weight: 0.000001
weight: 1000000
weight: "2.5"
id: y
due:
due: 2020-02-29
carried: 9999
tags: one
tags: [1, true, 12:30]
links:
subtasks:
subtasks: [1, true, {title: 2019}]
x-mood: {any: [thing]}
repeat:
note:
""".strip().splitlines()

# Weeks that the schema must refuse.
BROKEN_WEEKS = [
    "goals: []", "week: 2019-8-4", "week: 2019-W54", "week: 2019-W00", "week: 2019",
    "week:", "[]", "a plan", "{week: 2019-08-04, skip: yes}", "{week: 2019-08-04, done: true}",
    "{week: 2019-08-04, title: ' '}", "{week: 2019-08-04, goals: a}", "week: 2019-08-04\ngoals:\n-",
    "{week: 2019-08-04, weeks: 1}", "{week: 2019-08-04, subtasks: []}",
    "{week: 2019-08-04, later: []}", "later: a", "later: [[a]]", "{later: [], goals: []}",
    "{later: [], title: a}", "{later: [{title: a, colour: red}]}", "later: [{done: true}]",
    "{week: 2019-08-04, also: a}", "{week: 2019-08-04, also: [[a]]}",
    "{week: 2019-08-04, also: [{done: true}]}", "{week: 2019-08-04, also: [' ']}",
] + ["{week: 2019-08-04, also: [{title: a, " + slip + "}]}" for slip in (
    "done: false", "done: 'false'", "done: yes", "dropped: true", "dropped: false", "weight: 1",
    "due: 2019-08-04", "progress: 50%", "repeat: weekly", "carried: 1", "subtasks: []",
    "also: []")] + [
]

# Plain scalars that YAML reads as null, or as another type than a string. weekplan and
# the schema must agree on each of them for each key.
NULLS = ["", "~", "null", "Null", "NULL"]
TEXTS = NULLS + ['"~"', "'null'", '""', "nil", "none", "yes", "No", "true", "2019", "1.5", "12:30",
                 "2019-08-05", "0x1F", "1e3", ".inf", "<<", "=", "x"]
KEYS = ["done", "dropped", "due", "progress", "weight", "carried", "repeat", "id", "note", "tags",
        "links"]

failures = []


def fail(*words):
    failures.append(" ".join(map(str, words)))


def weekplan(*arguments, text=None):
    return subprocess.run([WEEKPLAN, *arguments], input=text, capture_output=True, check=False)


schema = json.loads(weekplan("schema").stdout)
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)


def as_json(value):
    """Return the data with all keys of mappings as strings, as in JSON."""
    if isinstance(value, dict):
        return {str(key): as_json(entry) for key, entry in value.items()}
    return [as_json(entry) for entry in value] if isinstance(value, list) else value


def is_valid(text, loader):
    return all(validator.is_valid(as_json(week)) for week in yaml.load_all(text, loader))


def check(text):
    return weekplan("check", "-f", "-", text=text.encode()).returncode == 0


def item(slip):
    """Return a week with one goal that has the given line."""
    if slip.startswith("{"):
        return "week: 2019-08-04\ngoals: [{title: a, " + slip[1:] + "]\n"
    return "week: 2019-08-04\ngoals:\n  - title: a\n    " + slip + "\n"


def check_tables():
    for slip in SLIPS:
        if check(item(slip)):
            fail("weekplan takes:", slip)
        if is_valid(item(slip), Core):
            fail("the schema takes:", slip)
    for text in BROKEN_WEEKS:
        if check(text):
            fail("weekplan takes:", text)
        if is_valid(text, Core):
            fail("the schema takes:", text)
    for slip in FINE:
        if not check(item(slip)):
            fail("weekplan refuses:", slip)
        for loader in (Core, Texts, Old):
            if not is_valid(item(slip), loader):
                fail("the schema refuses, as", loader.__name__, ":", slip)


def check_nulls():
    """Check that weekplan and the schema agree on the values of NULLS. Return their number."""
    texts = [f"week: 2019-08-04\ngoals:\n  - {place}{text}\n" for text in TEXTS
             for place in ("", "title: ", "title: a\n    subtasks:\n      - ")]
    texts += [item(f"{key}: {text}") for key in KEYS for text in NULLS + ['"~"', '"null"']]
    texts += [item(f"{key}: [{text}]") for key in ("tags", "links") for text in NULLS[1:]]
    texts += [f"week: {text}\n" for text in NULLS]
    texts += [f"week: 2019-08-04\n{key}: {text}\n" for key in ("title", "note", "skip")
              for text in NULLS + ['"~"']]
    for text in texts:
        if check(text) != is_valid(text, Core):
            fail("weekplan", "takes" if check(text) else "refuses", "and the schema does not:",
                 repr(text))
    return len(texts)


def check_plans():
    """Count the plans that both accept, that both refuse, and that weekplan alone refuses."""
    counts = [0, 0, 0]
    paths = glob.glob("docs/examples/*.yaml")
    for name in ("plan.yaml", "plan.after"):
        paths += glob.glob(f"tests/golden/cases/*/*/{name}")
    for path in sorted(paths):
        with open(path, "rb") as file:
            text = file.read()
        valid = weekplan("check", "-f", path).returncode == 0
        for loader in (Core, Texts, Old):
            try:
                taken = is_valid(text, loader)
            except (yaml.YAMLError, ValueError) as error:
                taken = False
                if valid and not isinstance(error, yaml.constructor.ConstructorError):
                    fail(path, "cannot be read:", error)
                if valid:  # `title: <<` is a merge key in YAML 1.1, not a string
                    continue
            if valid and not taken:
                fail(path, "is valid, but not by the schema, as", loader.__name__)
            if loader is Core:
                counts[(not valid) + (not valid and taken)] += 1
    return counts


check_tables()
nulls = check_nulls()
both, neither, missed = check_plans()
for failure in failures:
    print("FAILED:", failure)
print(f"{nulls} values of which both are of one mind; {len(SLIPS) + len(BROKEN_WEEKS)} slips seen; of the plans {both} are valid, {neither} are"
      f" refused by both, {missed} by weekplan alone; {len(failures)} failures")
sys.exit(bool(failures) or both < 100 or neither < 100)
