"""Let two other YAML parsers read the plans that weekplan writes: PyYAML (YAML 1.1) and a
parser for YAML 1.2.

    other_yaml_parsers.py PROGRAM DIRECTORY READER

READER is JavaScript that reads documents with the second parser. Random plans use only
styles that both parsers and weekplan read alike. After each command both parsers must read
the same data, and data that the command does not concern must be unchanged.
"""

import datetime
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import yaml

PROGRAM, FOLDER, READER = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
PLANS = int(os.environ.get("WEEKPLAN_PLANS", "150"))
SEED = int(os.environ.get("WEEKPLAN_SEED", "1"))
EDITS = 4
ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "HOME": str(FOLDER),
    "XDG_STATE_HOME": str(FOLDER / "state"),
    "WEEKPLAN_TODAY": "2019-08-06",
    "PATH": os.environ["PATH"],
}

# Strings that need quotes at the begin, in the middle or at the end of a plain scalar.
TEXTS = [
    "Read", "a: b", "a:b", "a :b", "a #b", "a# b", "# a", "-", "- a", "-a", "--- a", "... a", "...",
    "?", "? a", "?a", "a?", "a ? b", "https://example.org/?page=2#top", "a, b", "a,b", ",a", "[a",
    "a]b", "{a", "a}", "a: [b", "a:[b", "a:,b", "a:}", "::", ":", ":a", "a:", "&a", "*a", "!a",
    "!!str a", "|", "|a", ">", "> a", "%a", "@a", "`a", "'", "'a'", "it's", '"', '"a"', 'a"b',
    "\\", "a\\b", "yes", "No", "~", "null", "true", "1", "01", "0o7", "0x1F", "1_000", "1.5",
    "1e3", ".5", "-1", "+1", ".inf", "-.Inf", ".NaN", "12:30", "1:2:3", "2019-08-06",
    "2019-08-06 12:00:00", "<<", "=", "Größe", "🎯 aim", "a\u00a0b", "\u200ba", "a\u2028b",
    "a\u0085b", "a\ufeffb", "a\tb", "\ta", " a", "a ", "x" * 1100, "x: " * 400, "a" + " b" * 600,
    "key: value, other: {more: [1, 2]}", "y", "n", "on", "Off", "0b11", "1,5", "1;2",
]
NOTES = TEXTS + ["a\nb", "a\n\nb", "a\n  b\nc", "# a\nb", "a\n# b", "- a\n- b", "a\n\tb", "a: b\n? c"]

draw = random.Random(SEED)
failures = 0
edits = 0


class Second:
    """The second parser: a process that reads a file name on each line."""

    def __init__(self):
        self.process = subprocess.Popen(
            ["node", "-e", READER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def read(self, path):
        self.process.stdin.write(f"{path}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def plain_data(node):
    """Return the data of a PyYAML node with every scalar as a string."""
    if isinstance(node, dict):
        return {str(key): plain_data(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain_data(value) for value in node]
    return node


def without_breaks(node, key=""):
    """Remove line breaks at the end of titles and notes, which weekplan ignores."""
    if isinstance(node, dict):
        return {name: without_breaks(value, name) for name, value in node.items()}
    if isinstance(node, list):
        return [without_breaks(value, key) for value in node]
    return node.rstrip("\n") if key in ("note", "title", "goals", "subtasks") else node


def read_first(path):
    # Compare scalars as strings, because their types differ between YAML 1.1 and 1.2.
    try:
        return [plain_data(document) for document in yaml.load_all(path.read_bytes(), yaml.BaseLoader)]
    except yaml.YAMLError as error:
        return {"error": str(error)}


def typed(path):
    """Whether PyYAML, with its own types, reads each string as a string."""
    try:
        documents = list(yaml.safe_load_all(path.read_bytes()))
    except (yaml.YAMLError, ValueError) as error:
        return str(error)
    return not_texts(documents)


def not_texts(node):
    if isinstance(node, list):
        return next(filter(None, map(not_texts, node)), None)
    if not isinstance(node, dict):
        return None
    for key, value in node.items():
        if key in ("title", "id", "note") and not isinstance(value, str):
            return f"{key} is {value!r}"
        if key in ("tags", "links") and not all(isinstance(text, str) for text in value or []):
            return f"{key} are {value!r}"
        if key in ("goals", "subtasks"):
            for item in value or []:
                if not isinstance(item, (str, dict)):
                    return f"an item is {item!r}"
                found = not_texts(item)
                if found:
                    return found
    return None


# --- Write random plans ---


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def word():
    return draw.choice(["Read", "Write", "Sail", "'Row'", '"Swim: far"', "Größe", '"# no"', "it's"])


def flow_item(depth, indent):
    if depth == 0 or draw.random() < 0.4:
        return word()
    keys = [f"title: {word()}"]
    if draw.random() < 0.3:
        keys.append("tags: [a, 'b # c']")
    if draw.random() < 0.4:
        keys.append("subtasks: " + flow_list(depth - 1, indent + 2))
    if draw.random() < 0.2:
        keys.append("done: true")
    draw.shuffle(keys)
    return "{" + ", ".join(keys) + "}"


def flow_list(depth, indent):
    items = [flow_item(depth, indent) for _ in range(draw.randrange(4))]
    if not items:
        return draw.choice(["[]", "[ ]"])
    layout = draw.random()
    if layout < 0.5:
        return "[" + ", ".join(items) + "]"
    blanks = "\n" + " " * (indent + draw.choice([2, 4]))
    if layout < 0.7:
        return "[" + blanks + ("," + blanks).join(items) + draw.choice(["", ","]) + "\n" + " " * (indent + 1) + "]"
    if layout < 0.85:
        return "[ # keep" + blanks + ("," + blanks).join(items) + "]"
    return "[" + ("," + blanks).join(items) + " ]"


def block_item(lines, column, depth):
    gap = draw.choice([1, 1, 1, 2, 3])
    dash = " " * column + "-" + " " * gap
    keys = column + 1 + gap
    if depth == 0 or draw.random() < 0.25:
        lines.append(dash + draw.choice([word(), word(), flow_item(1, column)]))
        return
    entries = [[f"title: {word()}"]]
    if draw.random() < 0.3:
        entries.append(["tags: " + draw.choice(["[a, b]", "['b # c']", "[]", "a"])])
    if draw.random() < 0.2:
        entries.append(["links:"] + [" " * (keys + draw.choice([0, 2])) + "- https://example.org/#a"])
    if draw.random() < 0.2:
        sign = draw.choice(["|", ">", "|-", "|+", ">-"])
        entries.append([f"note: {sign}"] + [" " * (keys + 2) + text for text in ["some words", "# more"]])
    if draw.random() < 0.3:
        entries.append(["x-own: " + draw.choice(["1", '"1"', "[a, {b: c}]", "'a # b'", "~"])])
    if draw.random() < 0.4:
        entries.append(["subtasks: " + flow_list(2, keys)])
    elif draw.random() < 0.5:
        inner = []
        block_list(inner, keys + draw.choice([0, 2, 4]), depth - 1)
        entries.append(["subtasks:"] + inner)
    draw.shuffle(entries)
    first = True
    for entry in entries:
        lines.append((dash if first else " " * keys) + entry[0])
        lines.extend(entry[1:])
        first = False


def block_list(lines, column, depth):
    for _ in range(1 + draw.randrange(3)):
        if draw.random() < 0.15:
            lines.append(" " * column + "# about it")
        block_item(lines, column, depth)


def plan():
    lines = []
    for start in ["2019-07-29", "2019-08-05"][draw.randrange(2) :]:
        lines += ["---"] if lines else []
        lines.append(f"week: {start}")
        if draw.random() < 0.2:
            lines.append("goals: " + flow_list(3, 0))
        else:
            lines.append("goals:")
            block_list(lines, draw.choice([0, 2, 4]), 3)
        if draw.random() < 0.2:
            lines.append(f"title: {word()}")
    text = "\n".join(lines) + draw.choice(["\n", "\n", ""])
    return text.replace("\n", draw.choice(["\n", "\n", "\r\n"]))


# --- Make random edits ---


def paths(item, path=""):
    found = [path] if path else []
    if isinstance(item, dict):
        for number, below in enumerate(item.get("goals", item.get("subtasks")) or [], 1):
            found += paths(below, f"{path}.{number}" if path else str(number))
    return found


def command(week):
    refs = paths(week) or ["."]
    ref, other = draw.choice(refs), draw.choice(refs)
    text = draw.choice(TEXTS)
    return draw.choice([
        ["add", "--", text],
        ["add", "--under", ref, "--tag", draw.choice(TEXTS), "--link", draw.choice(TEXTS), "--", text],
        ["add", "--under", ref, "--", text],
        ["set", ref, f"title={text}"],
        ["set", ref, f"tags+={text}"],
        ["set", ref, f"links+={text}"],
        ["set", ref, "tags=a", f"note={text}"],
        ["set", ref, "due=fri", "weight=2"],
        ["note", ref, "--", draw.choice(NOTES)],
        ["note", ref, "--append", "--", draw.choice(NOTES)],
        ["done", ref],
        ["drop", ref, "-m", text],
        ["drop", ref],
        ["reopen", ref],
        ["progress", ref, "1/3"],
        ["mv", ref, "--under", other],
        ["mv", ref, "--before", other],
        ["mv", ref, "--after", other],
        ["mv", ref, "--top"],
        ["rm", ref],
        ["defer", ref],
        ["carry"],
        ["carry", "-w", "next"],
    ])


def judge(path, what, second):
    global failures
    first, other, wrong = read_first(path), second.read(path), typed(path)
    if isinstance(first, list):
        first = without_breaks(first)
    if isinstance(other, list):
        other = without_breaks(other)
    if isinstance(first, list) and first == other and wrong is None:
        return True
    failures += 1
    print(f"FAILED: {what}")
    print(path.read_bytes().decode(errors="replace"))
    if isinstance(first, dict) or isinstance(other, dict):
        print("PyYAML:", first if isinstance(first, dict) else "reads it")
        print("YAML 1.2:", other if isinstance(other, dict) else "reads it")
    elif first != other:
        print("PyYAML:  ", first)
        print("YAML 1.2:", other)
    else:
        print("PyYAML, typed:", wrong)
    return False


def extras(node):
    """Return the values of all `x-` keys. Only `rm` may change them."""
    if isinstance(node, list):
        return sorted(text for item in node for text in extras(item))
    if not isinstance(node, dict):
        return []
    own = [f"{key}={value!r}" for key, value in node.items() if key.startswith("x-")]
    return sorted(own + [text for key in ("goals", "subtasks") for text in extras(node.get(key) or [])])


def run(path, arguments):
    return subprocess.run(
        [PROGRAM, "-f", str(path), *arguments], env=ENVIRONMENT, capture_output=True, text=True,
        stdin=subprocess.DEVNULL, check=False,
    )


def try_plan(number, second):
    global failures, edits
    path = FOLDER / f"plan-{number}.yaml"
    path.write_bytes(plan().encode())
    if read_first(path) != second.read(path) or typed(path) or run(path, ["check"]).returncode != 0:
        return
    for _ in range(EDITS):
        before = read_first(path)
        text = path.read_bytes().decode()
        weeks = [week for week in before if isinstance(week, dict)]
        arguments = command(weeks[-1])
        result = run(path, arguments)
        what = f"plan {number}: {arguments!r}\n{text}\n--- then"
        if result.returncode in (70, 71, 74) or result.returncode > 127:
            failures += 1
            print(f"FAILED: {what}: exit {result.returncode}\n{result.stderr}")
            return
        if result.returncode != 0:
            continue
        edits += 1
        if not judge(path, what, second):
            return
        if arguments[0] not in ("rm", "carry", "defer") and extras(before) != extras(read_first(path)):
            failures += 1
            print(f"FAILED: {what}: a key of one's own says something else")
            return
    path.unlink()


def main():
    second = Second()
    for number in range(PLANS):
        draw.seed(SEED * 1_000_000 + number)
        try_plan(number, second)
        if failures > 4:
            break
    print(f"{edits} edits, {failures} failures")
    sys.exit(failures > 0 or edits < PLANS)


main()
