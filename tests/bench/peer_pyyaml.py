#!/usr/bin/env python3
"""What a short script with PyYAML does to the same plan: show, add, tick or report. It loses the
comments and the layout."""
import sys

import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def items(goals, depth=0):
    for goal in goals:
        goal = goal if isinstance(goal, dict) else {"title": goal}
        yield depth, goal
        yield from items(goal.get("subtasks", []), depth + 1)


def tick(goals, title):
    for i, goal in enumerate(goals):
        if goal == title:
            goals[i] = {"title": title, "done": True}
        elif isinstance(goal, dict):
            tick(goal.get("subtasks", []), title)


def main():
    path, command = sys.argv[1:]
    with open(path, encoding="utf-8") as stream:
        weeks = list(yaml.load_all(stream, Loader))
    goals = weeks[-1]["goals"]
    if command == "show":
        for depth, item in items(goals):
            print("  " * depth + ("x " if item.get("done") else "o ") + item["title"])
    elif command == "report":
        leaves = [item for _, item in items(goals) if not item.get("subtasks")]
        print("\n".join(item["title"] for item in leaves if item.get("done")))
        print(f"{sum(bool(item.get('done')) for item in leaves)} of {len(leaves)}")
    else:
        if command == "add":
            goals.append("Write it down")
        else:
            tick(goals, "Round 3")
        with open(path, "w", encoding="utf-8") as stream:
            yaml.dump_all(weeks, stream, Dumper, allow_unicode=True, sort_keys=False)


main()
