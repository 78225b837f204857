#!/usr/bin/env python3
"""Sum what gcov counted: coverage.py BUILD [GCOV]

Print the covered lines and branches of each file below src/, of all together, and the lines of
src/ that no test has run (with V=1). Exit with 1 if fewer than 95% of the lines or 85% of the
branches are covered.
"""
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile

LINES, BRANCHES = 95.0, 85.0


def read(build, gcov):
    """Return {file: {line: [count, [count of each branch]]}} of all objects below build/src."""
    notes = sorted(str(path.resolve()) for path in pathlib.Path(build, "src").rglob("*.gcno"))
    files = {}
    with tempfile.TemporaryDirectory() as directory:
        subprocess.run([gcov, "--json-format", "--branch-probabilities", "--preserve-paths", *notes],
                       cwd=directory, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for path in sorted(pathlib.Path(directory).glob("*.gcov.json.gz")):
            with gzip.open(path) as stream:
                report = json.load(stream)
            for file in report["files"]:
                if not file["file"].startswith("src/"):
                    continue
                lines = files.setdefault(file["file"], {})
                for line in file["lines"]:
                    known = lines.setdefault(line["line_number"], [0, []])
                    known[0] += line["count"]
                    known[1] += [branch["count"] for branch in line["branches"]]
    return files


def percent(part, whole):
    return 100.0 * part / whole if whole else 100.0


def main():
    build = sys.argv[1]
    files = read(build, sys.argv[2] if len(sys.argv) > 2 else "gcov")
    total = [0, 0, 0, 0]
    print("  lines  branches  file")
    for name, lines in sorted(files.items()):
        branches = [count for line in lines.values() for count in line[1]]
        own = [sum(line[0] > 0 for line in lines.values()), len(lines),
               sum(count > 0 for count in branches), len(branches)]
        total = [a + b for a, b in zip(total, own)]
        print(f"{percent(own[0], own[1]):6.1f}% {percent(own[2], own[3]):8.1f}%  {name}"
              f"  ({own[1] - own[0]} lines, {own[3] - own[2]} branches left)")
        missed = [number for number, line in sorted(lines.items()) if line[0] == 0]
        if missed and os.environ.get("V"):
            print("         lines " + " ".join(map(str, missed)))
    lines, branches = percent(total[0], total[1]), percent(total[2], total[3])
    print(f"{lines:.1f}% of {total[1]} lines, {branches:.1f}% of {total[3]} branches")
    sys.exit(lines < LINES or branches < BRANCHES)


main()
