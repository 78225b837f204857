"""Check invisible characters and control characters in the output of weekplan.

Every code point goes through the filter for text and through JSON. The results are compared
with the data of Unicode. On a terminal no output contains a control character; on a pipe
the bytes are unchanged.
"""

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse

WEEKPLAN = os.environ["WEEKPLAN"]

# Code points with the property Default_Ignorable_Code_Point (DerivedCoreProperties.txt of
# Unicode 15).
IGNORABLE = [
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5),
    (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
]

# Code points of category Cf since Unicode 15. Older versions of Python do not know them.
FORMAT_SINCE_15 = [(0x13439, 0x1343F)]

# Code points that are allowed after a letter: ZWNJ, ZWJ and variation selectors.
JOINING = [(0x200C, 0x200D), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF)]

WEEKS = 16  # a week has at most 1 MiB

failures = []


def fail(*words):
    failures.append(" ".join(map(str, words)))


def points(ranges):
    return {point for first, last in ranges for point in range(first, last + 1)}


CONTROLS = points([(0, 0x1F), (0x7F, 0x9F)])
INVISIBLE = points(IGNORABLE) | points(FORMAT_SINCE_15) | {
    point for point in range(0x110000) if unicodedata.category(chr(point)) in ("Cf", "Zl", "Zp")}
ALL = [point for point in range(0x110000) if not 0xD800 <= point <= 0xDFFF]


def run(*arguments):
    done = subprocess.run([WEEKPLAN, *arguments], capture_output=True, check=False)
    if done.returncode != 0:
        fail(*arguments, "ends with", done.returncode, done.stderr[:300])
    return done.stdout


def on_terminal(*arguments):
    """Return the output of a command on a pseudo-terminal."""
    parent, child = pty.openpty()
    with subprocess.Popen([WEEKPLAN, *arguments], stdin=subprocess.DEVNULL, stdout=child,
                          stderr=child, env=os.environ | {"NO_COLOR": "1"}):
        os.close(child)
        said = b""
        try:
            while part := os.read(parent, 65536):
                said += part
        except OSError:  # EIO: Linux reports the end of a terminal in this way
            pass
    os.close(parent)
    return said.decode("utf-8")


def assert_harmless(what, text):
    seen = {ord(character) for character in text} & (CONTROLS | INVISIBLE) - points(JOINING)
    if seen := seen - {0x0A, 0x0D, 0x09}:
        fail(what, "holds", *map(hex, sorted(seen)[:9]))


def shown(point):
    """Return the expected output of a character between two letters."""
    if point in (0x09, 0x0A, 0x0D):
        return " "
    if point in CONTROLS or point in (0xFFFE, 0xFFFF):
        return "\ufffd"
    if point in INVISIBLE and point not in points(JOINING):
        return ""
    return chr(point)


def check_all_characters():
    """Print titles with every code point, as text and as JSON."""
    size = -(-len(ALL) // WEEKS)
    chunks = [ALL[at:at + size] for at in range(0, len(ALL), size)]
    with open("all.yaml", "w", encoding="utf-8") as file:
        for number, chunk in enumerate(chunks):
            title = "".join(f"a\\U{point:08X}b" for point in chunk)
            file.write(f'---\nweek: 2019-W{2 * number + 1:02}\ntitle: "{title}"\n')
    csv.field_size_limit(sys.maxsize)
    history = ["-f", "all.yaml", "history", "--weeks", "all", "--today", "2020-01-01", "--format"]
    text = run(*history, "csv").decode("utf-8")
    assert_harmless("CSV", text)
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    answer = run(*history, "json").decode("utf-8")
    seen = {ord(character) for character in answer} & (CONTROLS | INVISIBLE) - {0x0A}
    if seen:
        fail("JSON holds", *map(hex, sorted(seen)[:9]))
    weeks = json.loads(answer)["weeks"]
    if [len(rows), len(weeks)] != [len(chunks)] * 2:
        fail(len(rows), "rows and", len(weeks), "weeks instead of", len(chunks))
    for chunk, row, week in zip(chunks, rows, weeks):
        wanted = "".join("a" + expected + "b" for expected in map(shown, chunk))
        if row["title"] != wanted:
            parts = row["title"].split("ba")
            fail("CSV differs behind", next((hex(point) for point, part in zip(chunk, parts)
                                             if part.strip("ab") != shown(point)), "?"))
        if week["week"]["title"] != "".join(f"a{chr(point)}b" for point in chunk):
            fail("JSON of", hex(chunk[0]), "is not what the plan says")


NASTY = "".join(map(chr, [0x1B, 0x07, 0x7F, 0x9B, 0x202E, 0x2066, 0x200B, 0xAD, 0xFEFF, 0x3164]))


def check_json():
    """Check that each JSON format escapes every code point, and that a parser gets it back."""
    text = json.dumps("x" + NASTY + "y")
    with open("nasty.yaml", "w", encoding="utf-8") as file:
        file.write(f"week: 2019-08-04\ntitle: {text}\nnote: {text}\ngoals:\n  - title: {text}\n"
                   f"    note: {text}\n    tags: [{text}]\n    links: [{text}]\n"
                   f"    progress: {json.dumps('1/2 u' + chr(0x202E))}\n  - title: b\n"
                   f"    dropped: {text}\n  - {{title: {text}, done: true}}\n")
    for command in (["status", "--json"], ["show", "--json", "."], ["show", "--json", "1"],
                    ["report", "--week", "this", "--format", "json"],
                    ["history", "--format", "json"]):
        answer = run("-f", "nasty.yaml", *command).decode("utf-8")
        if {ord(character) for character in answer.rstrip("\n")} & (CONTROLS | INVISIBLE):
            fail(*command, "is not escaped")
        if f'"title": {text}' not in json.dumps(json.loads(answer)):
            fail(*command, "does not say the same")
    name = "na\x1bme\u202e.yaml"
    with open(name, "w", encoding="utf-8") as file:
        file.write('week: 2019-08-04\n"x\u202e": 1\ngoals: []\n')
    answer = subprocess.run([WEEKPLAN, "check", "--json", "-f", name], capture_output=True,
                            check=False).stdout.decode("utf-8")
    if {ord(character) for character in answer.rstrip("\n")} & (CONTROLS | INVISIBLE):
        fail("check --json is not escaped")
    if json.loads(answer)["file"] != name:
        fail("check --json names another file")


# A hyperlink of a terminal, as weekplan writes it: its target has only visible ASCII characters.
LINK = re.compile("\x1b\\]8;;((?:[!-~]*?))\x1b\\\\")


def check_links():
    """Check the hyperlinks of URLs in notes, with every code point in a URL: all that is not
    harmless is in a sequence, and the target is what people read.
    """
    with open("urls.yaml", "w", encoding="utf-8") as file:
        for number in range(len(ALL) // 30000 + 1):
            file.write(f"---\nweek: 2019-W{number + 1:02}\ngoals:\n  - title: t\n    note: |\n")
            for point in ALL[number * 30000:(number + 1) * 30000]:
                if chr(point).isprintable():
                    file.write(f"      https://e.example/{chr(point)}a\n")
        escapes = "".join(f"https://e.example/\\U{point:08X}a\\n"
                          for point in sorted((CONTROLS | INVISIBLE) - {0x0A, 0x0D}))
        file.write(f'---\nweek: 2019-W52\ngoals:\n  - title: t\n    note: "{escapes}"\n')
    links = 0
    for week in [*range(1, len(ALL) // 30000 + 2), 52]:
        answer = run("-f", "urls.yaml", "-w", f"2019-W{week:02}", "show", "1", "--hyperlink",
                     "always", "--color", "never").decode("utf-8")
        for target, text in re.findall(LINK.pattern + "([^\x1b]*)" + "\x1b\\]8;;\x1b\\\\", answer):
            links += 1
            if urllib.parse.unquote(target) != urllib.parse.unquote(text):
                fail("the target of a link is", target, "not", ascii(text))
        assert_harmless("links", LINK.sub("", answer))
    if links < 100000:
        fail("only", links, "links")


def check_terminal():
    """Check that path and cron print no control characters on a terminal, and all bytes on a
    pipe.
    """
    name = os.path.abspath("pa\x1b]0;x\x07th\u202e\x9b.yaml")
    said = on_terminal("path", "-f", name)
    assert_harmless("path on a terminal", said)
    if run("path", "-f", name).decode("utf-8") != name + "\n":
        fail("path in a pipe is another one")
    os.mkdir("bin")
    line = ("0 8 * * 1 weekplan -f 'a\x1b[31m\u202e' mail --once"
            " # weekplan-letter (from weekplan cron install)\n")
    with open("bin/crontab", "w", encoding="utf-8") as file:
        file.write("#!/bin/sh\ncat \"$CRONTAB\"\n")
    os.chmod("bin/crontab", 0o755)
    os.environ["PATH"] = os.path.abspath("bin") + ":" + os.environ["PATH"]
    os.environ["CRONTAB"] = os.path.abspath("crontab")
    for crontab, options in ((line, []), ("", []), ("", ["--systemd"]), ("", ["--at", "tue 07:30"])):
        with open("crontab", "w", encoding="utf-8") as file:
            file.write(crontab)
        arguments = ["-f", "turned\u202e.yaml", "cron", "show", *options]
        assert_harmless(" ".join(arguments[2:]), on_terminal(*arguments))
        if crontab and run(*arguments).decode("utf-8") != crontab:
            fail(*arguments, "does not show the line as it is in a pipe")
        if "\u202e" not in run(*arguments).decode("utf-8"):
            fail(*arguments, "leaves something out in a pipe")
    for command in (["status"], ["show", "."], ["report", "-w", "this"], ["history"], ["check"],
                    ["carry", "-w", "next", "--dry-run"], ["edit"], ["progress", "1", "2"],
                    ["done", "1"], ["undo"], ["set", "1", "note=x" + NASTY.replace("\0", "")],
                    ["status", "--tag", "x" + NASTY], ["undo", "--list"]):
        assert_harmless(" ".join(command), on_terminal("-f", "nasty.yaml", *command))


with tempfile.TemporaryDirectory() as work:
    WEEKPLAN = os.path.abspath(WEEKPLAN)
    os.chdir(work)
    os.environ.update(HOME=work, LC_ALL="C.UTF-8", WEEKPLAN_TODAY="2019-08-06", EDITOR="true",
                      XDG_STATE_HOME=work, XDG_CONFIG_HOME=work, XDG_DATA_HOME=work)
    check_all_characters()
    check_json()
    check_links()
    check_terminal()
for failure in failures:
    print("FAILED:", failure)
print(f"{len(ALL)} characters, {len(INVISIBLE)} of them invisible; {len(failures)} failures")
sys.exit(bool(failures))
