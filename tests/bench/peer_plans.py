#!/usr/bin/env python3
"""Write the week that `weekplan status --json` prints to standard input as the files of other
programs: peer_plans.py DIRECTORY."""
import itertools
import json
import pathlib
import sys
from xml.sax.saxutils import escape

directory = pathlib.Path(sys.argv[1])
plan = json.load(sys.stdin)


def walk(items, depth=1, goal=None):
    for item in items:
        yield depth, goal or item["title"], item
        yield from walk(item.get("subtasks", []), depth + 1, goal or item["title"])


def xml(items, element):
    return "".join(element(item, xml(item.get("subtasks", []), element)) for item in items)


def is_done(item):
    return item["state"] != "open"


def write(name, text):
    path = directory / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


# Taskwarrior and todo.txt have no subtasks: the goal is the project.
write("tasks.json", json.dumps([
    {"description": item["title"], "project": goal, "entry": "20190804T000000Z",
     "status": "completed" if is_done(item) else "pending",
     **({"end": "20190805T000000Z"} if is_done(item) else {})}
    for _, goal, item in walk(plan["goals"])]))
write("todo/todo.txt", "".join(
    ("x 2019-08-05 " if is_done(item) else "") + f"{item['title']} +{goal.split()[0]}\n"
    for _, goal, item in walk(plan["goals"])))
write("todo/config", 'export TODO_DIR="$HOME/todo" TODO_FILE="$HOME/todo/todo.txt" '
      'DONE_FILE="$HOME/todo/done.txt" REPORT_FILE="$HOME/todo/report.txt"\n')
times = itertools.count(1564876800)  # devtodo sorts by time
write("devtodo.xml", '<?xml version="1.0"?>\n<todo version="0.1.20">\n' + xml(
    plan["goals"], lambda item, inner: f'<note priority="medium" time="{next(times)}"'
    + (' done="1564963200"' if is_done(item) else "") + f">\n{escape(item['title'])}\n{inner}</note>\n")
    + "</todo>\n")
write("tudu.xml", '<?xml version="1.0"?>\n<todo>\n' + xml(
    plan["goals"], lambda item, inner: f'<todo done="{"yes" if is_done(item) else "no"}" collapse="no">'
    f"\n<title>{escape(item['title'])}</title>\n<text>\n</text>\n{inner}</todo>\n") + "</todo>\n")
write("plan.org", "#+TITLE: " + plan["week"]["title"] + "\n" + "".join(
    "*" * depth + (" DONE " if is_done(item) else " TODO ") + item["title"]
    + (" [/]" if item.get("subtasks") else "") + "\n" for depth, _, item in walk(plan["goals"])))
