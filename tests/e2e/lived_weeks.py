"""Live 26 weeks by commands alone, as people who keep weekly goals do.

    lived_weeks.py PROGRAM DIRECTORY

Most people plan 12 to 28 goals a week, do half of them, do a third as much besides, carry the rest
over early, late or never, lose weeks, write a review and keep a list for later. After each command
the output of `status`, `show`, `history` and `report` is compared with the model in
lived_weeks_model.py, and nothing that is open may be out of sight: it is in the running week, in a
later week, on the later list, or `carry` names its week. In the end PyYAML reads the file, and undo
restores the first one.

WEEKPLAN_SEED selects another life, and WEEKPLAN_LIVES the number of lives. With WEEKPLAN_PACE, a
number above 1, there are more commands a day.
"""

import copy
import datetime
import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import lived_weeks_model as model
from lived_weeks_model import DAY, WEEK, Item

try:
    import yaml
except ImportError:
    yaml = None

PROGRAM, FOLDER = sys.argv[1], Path(sys.argv[2])
SEED = int(os.environ.get("WEEKPLAN_SEED", "1"))
LIVES = int(os.environ.get("WEEKPLAN_LIVES", "1"))
PACE = float(os.environ.get("WEEKPLAN_PACE", "1"))
WEEKS = 26
UNDO_STEPS = 1000
GOAL = 800  # tenths of a percent
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": str(FOLDER), "PATH": os.environ["PATH"]}

VERBS = "Read Write Call Paint Repair Plan Sort Bake Learn Visit Finish Draft Send Water Tidy".split()
NOUNS = ("the report,a letter,the bicycle,chapter 4,the garden,the tax form,the talk,a cake,the shelf,"
         "Ada,Ben,the piano piece,the budget,the photos,a lesson,the slides,the capstone").split(",")
ENDS = ["", "", "", "", ": part 2", " #3", "'s copy", ' "again"', " & more", " (draft)", " – Größe",
        " 🎯", " at 12:30", ", then rest", " - yes", " [late]", " {x}", " * 2", "?", " 100%", " \\ /"]
KINDS = {"--edit", "--from", "--fresh", "--also", "--top", "--under", "--to", "later", "--append"}
UNITS = [None, "talks", "km", "pages"]
WORDS = ("went well this week and the plan was too long for the days that were left so next time the "
         "first goal comes first and the rest can wait").split()


class Failed(Exception):
    """The program and the model differ."""


def compare(expected, found, place):
    """Compare what the model knows with JSON. An object may have further members."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key, value in expected.items():
            if key not in found:
                raise Failed(f"{place}: {key!r} is missing")
            compare(value, found[key], f"{place}.{key}")
    elif isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            names = [[part.get("title", part.get("path")) if isinstance(part, dict) else part
                      for part in elements] for elements in (expected, found)]
            raise Failed(f"{place}: expected {names[0]!r}, not {names[1]!r}")
        for i, (one, other) in enumerate(zip(expected, found)):
            compare(one, other, f"{place}[{i}]")
    elif isinstance(expected, float) and isinstance(found, (int, float)):
        if abs(expected - found) > 1e-6:
            raise Failed(f"{place}: expected {expected!r}, not {found!r}")
    elif expected != found or isinstance(expected, bool) != isinstance(found, bool):
        raise Failed(f"{place}: expected {expected!r}, not {found!r}")


class Life:
    def __init__(self, seed):
        self.draw = random.Random(seed)
        self.folder = FOLDER / f"life-{seed}"
        self.folder.mkdir()
        self.path = self.folder / "plan.yaml"
        editor = self.folder / "editor"
        editor.write_text(f'cp "$1" "{self.folder}/shown"; cp "{self.folder}/list" "$1"\n')
        self.environment = ENVIRONMENT | {
            "XDG_STATE_HOME": str(self.folder / "state"),
            "EDITOR": f"sh '{editor}'",
        }
        self.plan = model.Plan()
        self.states = []  # the bytes of the file before each change
        self.count = {}
        self.today = datetime.date(2016, 1, 1) + self.draw.randrange(3000) * DAY
        self.commands = []

    # --- Run the program ---

    def start(self, *arguments):
        command = [PROGRAM, "-f", str(self.path), "--today", self.today.isoformat(), *arguments]
        return subprocess.Popen(command, env=self.environment, stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, close_fds=False)

    def finish(self, process, text=""):
        out, err = process.communicate(text.encode())
        return process.returncode, out.decode(), err.decode()

    def run(self, *arguments, text=""):
        """Run a command that changes the plan. Return its output."""
        before = self.path.read_bytes()
        self.commands.append(f"--today {self.today} {' '.join(map(repr, arguments))}")
        options = [text for text in arguments if text in KINDS]
        kind = " ".join([arguments[0], *options])
        self.count[kind] = self.count.get(kind, 0) + 1
        code, out, err = self.finish(self.start(*arguments), text)
        if code != 0:
            raise Failed(f"exit {code}: {err}")
        if self.path.read_bytes() != before:
            self.states.append(before)
        return out, err

    def change(self, week, *arguments, text=""):
        """Run a command that changes a week, and compare everything."""
        output = self.run(*arguments, text=text)
        self.compare_all(week)
        return output

    def refuse(self, *arguments):
        """Run a command that must refuse, and change nothing."""
        before = self.path.read_bytes()
        self.commands.append(f"--today {self.today} {' '.join(map(repr, arguments))}")
        code, _, err = self.finish(self.start(*arguments))
        compare(64, code, f"{arguments} is refused: {err}")
        compare(True, self.path.read_bytes() == before, f"{arguments} changes nothing")

    def undo(self, expected, command="undo"):
        """Undo or redo a change. The file must have the expected bytes."""
        self.commands.append(command)
        self.count[command] = self.count.get(command, 0) + 1
        code, _, err = self.finish(self.start(command))
        compare(0, code, f"exit of {command}: {err}")
        compare(True, self.path.read_bytes() == expected, f"{command} restores the file")

    # --- Compare ---

    def running(self):
        """Return the first day of the running week."""
        newest = self.plan.starts()[-1]
        return self.today - (self.today - newest).days % 7 * DAY

    def compare_all(self, week):
        """Compare what the program says of the changed week, and of the running one."""
        start = self.running()
        refs = [path for path, _, _ in model.lines(week.goals)]
        refs += [f"+{i}" for i in range(1, len(week.also) + 1)]
        refs = self.draw.sample(refs, min(3, len(refs)))
        is_later = week.start is None
        shown = week
        if is_later or self.chance(0.2):
            shown = self.plan.weeks[self.draw.choice(self.plan.starts())]
        selected = "later" if is_later else week.start.isoformat()
        queries = {
            "status": ["status", "--json"],
            "show": ["show", "--json", "-w", selected, *refs],
            "history": ["history", "--format", "json", "--weeks", "all"],
            "carry": ["carry", "--dry-run"],
            "report": ["report", "--format", "json", "-w", shown.start.isoformat()],
        }
        if self.plan.later is not None:
            queries["later"] = ["status", "--json", "-w", "later"]
        processes = {name: self.start(*query) for name, query in queries.items()}
        results = {name: self.finish(process) for name, process in processes.items()}
        running = self.plan.weeks.get(start)
        known = model.status_json(running, self.today) if running else {"week": None}
        known["left_open"] = model.left_open_json(self.plan, start, self.today)
        self.check_json(results["status"], known, 0 if running else 66)
        if self.plan.later is not None:
            self.check_json(results["later"], model.later_json(self.plan.later, self.today))
        items = dict(self.items_json(week))
        items = [items[ref] for ref in refs] or list(self.members(week)["goals"])
        head = {"later": True} if is_later else {"week": model.week_json(week)}
        self.check_json(results["show"], head | {"items": items})
        rows = model.trend(self.plan, self.today, GOAL)
        self.check_json(results["history"], model.history_json(rows, self.today, GOAL))
        report = model.report_json(self.plan, shown, rows, self.today, GOAL)
        self.check_json(results["report"], report)
        self.check_sight(start, results["carry"])

    def members(self, week):
        known = model.later_json if week.start is None else model.status_json
        return known(week, self.today)

    def items_json(self, week):
        for goal in self.members(week)["goals"]:
            yield goal["path"], goal
            for subtask in goal["subtasks"]:
                yield subtask["path"], subtask
        for entry in model.also_json(week, self.today):
            yield entry["path"], entry

    def check_json(self, result, expected, exit_code=0):
        code, out, err = result
        compare(exit_code, code, f"exit: {err}")
        compare(expected, json.loads(out), "")

    def check_sight(self, start, result):
        """Check that `carry` would bring or name everything that is open in an older week."""
        code, out, err = result
        source = self.plan.source(start)
        if source is None:
            compare(True, code != 0, "carry has nothing to carry from")
            return
        compare(0, code, f"exit of carry: {err}")
        target = model.Week(start)
        own = self.plan.weeks.get(start, target)
        target.goals, target.also = [goal.copy() for goal in own.goals], own.also
        counts = model.carry(source, target, elsewhere=model.taken(self.plan, source, start))
        self.check_summary(err, source, counts)
        left = model.left_open(self.plan, start, target.goals)
        self.check_notes(err, [entry for entry in left if entry[0] != source.start])
        hidden = sum(items for first, items, _ in left if first == source.start) - counts["blocked"]
        if hidden > 0:
            raise Failed(f"{hidden} open items of {source.start} are out of sight")

    def check_summary(self, text, source, counts):
        """Compare the counts in a line such as "6 open items in 3 goals; stayed there: 2 done"."""
        line = next((line for line in text.splitlines() if " from the week of " in f" {line}"), "")

        def found(pattern):
            match = re.search(pattern, line)
            return int(match.group(1)) if match else 0

        compare({
            "items": found(r"(\d+) open items?"),
            "goals": found(r"open items? in (\d+) goals?"),
            "repeated": found(r"(\d+) goals? (?:of every week|afresh)"),
            "present": found(r"here already: (\d+) items?"),
            "blocked": found(r"not copied: (\d+) items?"),
            "elsewhere": found(r"in another week or for later: (\d+) items?"),
        }, counts, f"{line!r} of {source.start}")
        if "stayed there" in line:
            compare([found(r"(\d+) done"), found(r"(\d+) dropped"), found(r"(\d+) put off")],
                    [counts[key] for key in ("done", "dropped", "deferred")], line)

    def check_notes(self, text, left):
        """Compare the notes on older weeks: five of them, and the sum of the others."""
        named = re.findall(r"also open: (\d+) goals? of the week of .*?--from (\S+?)\)", text)
        expected = [(str(goals), first.isoformat()) for first, _, goals in left]
        if len(named) == len(expected):
            compare(expected, named, "notes")
            return
        others = re.search(r"also open: (\d+) goals? of (\d+) older weeks", text)
        compare(expected[:len(named)], named, "notes")
        rest = left[len(named):]
        compare([sum(goals for _, _, goals in rest), len(rest)],
                [int(group) for group in others.groups()] if others else None, "note on older weeks")

    # --- Draw ---

    def chance(self, probability):
        return self.draw.random() < probability

    def title(self):
        text = f"{self.draw.choice(VERBS)} {self.draw.choice(NOUNS)}{self.draw.choice(ENDS)}"
        return text if self.chance(0.6) else f"{text} {self.draw.randrange(100)}"

    def prose(self, low, high):
        words = [self.draw.choice(WORDS) for _ in range(self.draw.randint(low, high))]
        return " ".join(words).capitalize() + "."

    def ref(self, week, path, item):
        """Return a path, an id, or a title that only this item has."""
        others = [other for _, other, _ in model.lines(week.goals)] + week.also
        others = [other for other in others if other is not item]
        folded = item.title.casefold()
        if item.id and self.chance(0.5):
            return item.id
        if self.chance(0.4) and not any(folded in other.title.casefold() for other in others):
            return item.title
        return path

    def pick(self, week, accept, many=1):
        """Return (ref, item, goal) of up to `many` items that are accepted."""
        found = [line for line in model.lines(week.goals) if accept(line[1], line[2])]
        found = self.draw.sample(found, min(many, len(found)))
        return [(self.ref(week, path, item), item, goal) for path, item, goal in found]

    def pick_besides(self, week):
        """Return (ref, entry) of an entry of `also`, in a list."""
        if not week.also:
            return []
        number = self.draw.randrange(len(week.also))
        return [(self.ref(week, f"+{number + 1}", week.also[number]), week.also[number])]

    def is_open(self, item, goal):
        return not item.subtasks and model.state_within(item, goal) == "open"

    def selector(self, week):
        """Return the options that select a week, or the list for later."""
        if week.start is None:
            return ["-w", "later"]
        away = (week.start - self.running()).days // 7
        if away == 0:
            return [] if self.chance(0.8) else ["-w", "this"]
        return ["-w", self.draw.choice([week.start.isoformat(), f"{away:+}", model.iso(week.start)])
                ] if (week.start - self.running()).days % 7 == 0 else ["-w", week.start.isoformat()]

    # --- Commands ---

    def week(self, start):
        return self.plan.weeks.setdefault(start, model.Week(start))

    def add_many(self, week, count):
        goals, text = [], ""
        for _ in range(count):
            goal = Item(self.title())
            ticked = self.chance(0.03)
            text += ("- " if self.chance(0.5) else "") + ("[x] " if ticked else "") + goal.title + "\n"
            if ticked:
                goal.done = True
            elif self.chance(0.04):
                for _ in range(self.draw.randint(2, 4)):
                    goal.subtasks.append(Item(self.title()))
                    text += f"    * {goal.subtasks[-1].title}\n"
            goals.append(goal)
        week.goals += goals
        self.change(week, "add", *self.selector(week), "-", text=text)

    def add_one(self, week):
        goal = Item(self.title())
        options = []
        if self.chance(0.4) and not any(item.id == f"goal-{len(self.commands)}" for item in week.goals):
            goal.id = f"goal-{len(self.commands)}"
            options += ["--id", goal.id]
        if self.chance(0.4):
            goal.due = (week.start or self.today) + self.draw.randrange(7) * DAY
            options += ["--due", goal.due.isoformat()]
        if self.chance(0.3):
            goal.weight = self.draw.choice([2, 3, 0.5, 1.5])
            options += ["--weight", model.decimal(goal.weight)]
        if self.chance(0.4):
            of, unit = self.draw.randint(2, 9), self.draw.choice(UNITS)
            goal.progress = (self.draw.randrange(of), of, unit)
            options += ["--progress", f"{goal.progress[0]}/{of}" + (f" {unit}" if unit else "")]
        elif self.chance(0.2):
            goal.progress = (self.draw.randrange(100), 100, "%")
            options += ["--progress", f"{goal.progress[0]}%"]
        if self.chance(0.2):
            goal.tags = ["home", "it's"][: self.draw.randint(1, 2)]
            options += [text for tag in goal.tags for text in ("--tag", tag)]
        if self.chance(0.2):
            goal.repeat = "weekly"
            options += ["--repeat", "weekly"]
        week.goals.append(goal)
        self.change(week, "add", *self.selector(week), *options, "--", goal.title)

    def type_again(self, week, source):
        """Add what was left open by hand, word for word."""
        left = [goal for item, goal in model.left_in(source.goals, [(week.goals, week.also)]) if item is goal]
        left = [goal.title for goal in left if self.chance(0.7)]
        if left:
            week.goals += [Item(title) for title in left]
            self.change(week, "add", *self.selector(week), "-", text="\n".join(left))

    def done(self, week, many):
        chosen = self.pick(week, self.is_open, many)
        day = min(self.today, week.end)
        options = []
        if self.chance(0.2) and week.start <= self.today:
            day = week.start + self.draw.randrange((day - week.start).days + 1) * DAY
            options = ["--on", day.isoformat()]
        for _, item, _ in chosen:
            item.done = day
        if chosen:
            self.change(week, "done", *self.selector(week), *options, "--",
                        *[ref for ref, _, _ in chosen])

    def reopen(self, week):
        def accept(item, goal):
            own = item.done is not None or item.dropped is not None
            above = item is not goal and (goal.done is not None or goal.dropped is not None)
            return own and not above and not item.full() and not item.subtasks

        for ref, item, _ in self.pick(week, accept):
            item.done = item.dropped = None
            self.change(week, "reopen", *self.selector(week), "--", ref)

    def progress(self, week):
        def accept(item, goal):
            return self.is_open(item, goal) and item.progress and item.progress[2] != "%"

        for ref, item, _ in self.pick(week, accept):
            have, of, unit = item.progress
            by = self.draw.choice([1, 1, 1, 2, -1])
            item.progress = (max(0, have + by), of, unit)
            if item.full():
                item.done = min(self.today, week.end)
            self.change(week, "progress", *self.selector(week), "--", ref, f"{by:+}")

    def drop(self, week):
        for ref, item, _ in self.pick(week, self.is_open):
            reason = self.draw.choice([None, "no time for it", "Ben does it: better"])
            item.dropped = reason or min(self.today, week.end)
            options = ["--reason", reason] if reason else []
            self.change(week, "drop", *self.selector(week), *options, "--", ref)

    def defer(self, week):
        """Put goals off to the next week or a later one."""
        def accept(item, goal):
            return item is goal and model.state(item) == "open" and not item.repeat

        to = week.start + self.draw.choice([1, 1, 1, 2, 3]) * WEEK
        chosen = self.pick(week, accept, self.draw.randint(1, 2))
        asked = {id(item) for _, item, _ in chosen}
        if not chosen:
            return
        refs = [ref for ref, _, _ in chosen]
        trial = copy.deepcopy(self.plan.weeks.get(to, model.Week(to)))
        if model.carry(week, trial, asked)["blocked"]:
            self.refuse("defer", *self.selector(week), "--to", to.isoformat(), "--", *refs)
            return
        model.carry(week, self.week(to), asked)
        for _, item, _ in chosen:
            item.dropped = f"deferred to {to}"
        self.change(week, "defer", *self.selector(week), "--to", to.isoformat(), "--", *refs)

    def set(self, week):
        for ref, item, goal in self.pick(week, self.is_open):
            new = []
            if item.id is None and self.chance(0.3):
                item.id = f"named-{len(self.commands)}"
                new.append(f"id={item.id}")
            if self.chance(0.4):
                item.title = self.title()
                new.append(f"title={item.title}")
            if self.chance(0.3):
                item.weight = self.draw.choice([1, 2, 0.25])
                new.append(f"weight={model.decimal(item.weight)}")
            if self.chance(0.3):
                item.due = None if item.due else (week.start or self.today) + self.draw.randrange(9) * DAY
                new.append(f"due={item.due or ''}")
            if not item.progress and self.chance(0.2):
                item.progress = (1, 4, "pages")
                new.append("progress=1/4 pages")
            if item is goal and self.chance(0.1):
                item.repeat = None if item.repeat else "weekly"
                new.append(f"repeat={item.repeat or ''}")
            if new:
                self.change(week, "set", *self.selector(week), "--", ref, *new)

    def note(self, week):
        for ref, item, _ in self.pick(week, lambda item, goal: True):
            item.note = self.prose(3, 12)
            self.change(week, "note", *self.selector(week), "--", ref, item.note)

    def rename_week(self, week):
        week.title = self.prose(1, 3)
        self.change(week, "set", *self.selector(week), ".", f"title={week.title}")

    def remove(self, week):
        for ref, item, goal in self.pick(week, lambda item, goal: item is goal):
            week.goals.remove(item)
            self.change(week, "rm", *self.selector(week), "--", ref)

    def move(self, week):
        """Put a goal in another place of its week."""
        chosen = self.pick(week, lambda item, goal: item is goal, 2)
        if len(chosen) < 2:
            return
        (ref, item, _), (place, other, _) = chosen
        week.goals.remove(item)
        where = self.draw.choice(["--before", "--after", "--top", "--under"])
        closed = other.done or other.dropped or other.progress
        if where == "--under" and (item.subtasks or item.repeat or closed):
            where = "--top"
        if where == "--top":
            week.goals.insert(0, item)
            where = [where]
        elif where == "--under":
            other.subtasks.append(item)
            where = [where, place]
        else:
            week.goals.insert(week.goals.index(other) + (where == "--after"), item)
            where = [where, place]
        self.change(week, "mv", *self.selector(week), *where, "--", ref)

    def did(self, week):
        """Record what was done besides the plan."""
        day = min(self.today, week.end)
        options = []
        if self.chance(0.2):
            day = week.start + self.draw.randrange((day - week.start).days + 1) * DAY
            options = ["--on", day.isoformat()]
        if self.chance(0.3):
            entries = [Item(self.title(), done=day) for _ in range(self.draw.randint(2, 4))]
            arguments = ["-"]
        else:
            entries = [Item(self.title(), done=day)]
            arguments = ["--", entries[0].title]
            if self.chance(0.2):
                entries[0].tags = ["friends"]
                options += ["--tag", "friends"]
            if self.chance(0.1):
                entries[0].note = self.prose(3, 9)
                options += ["--note", entries[0].note]
        week.also += entries
        self.change(week, "did", *self.selector(week), *options, *arguments,
                    text="\n".join(entry.title for entry in entries))

    def change_besides(self, week):
        """Change, remove or plan what was done besides."""
        for ref, entry in self.pick_besides(week):
            selector = self.selector(week)
            how = self.draw.randrange(4)
            if how == 0:
                entry.title = self.title()
                self.change(week, "set", *selector, "--", ref, f"title={entry.title}")
            elif how == 1:
                entry.note = self.prose(3, 9)
                self.change(week, "note", *selector, "--", ref, entry.note)
            elif how == 2:
                week.also.remove(entry)
                self.change(week, "rm", *selector, "--", ref)
            else:
                week.also.remove(entry)
                entry.done = entry.done or True
                week.goals.insert(0, entry)
                self.change(week, "mv", *selector, "--top", "--", ref)

    def move_besides(self, week):
        """Make an entry of `also` of a goal that is done."""
        def accept(item, goal):
            return item is goal and not item.subtasks and model.state(item) == "done"

        for ref, item, _ in self.pick(week, accept):
            week.goals.remove(item)
            item.done = item.done or True
            item.progress = item.weight = item.due = item.repeat = None
            item.carried = 0
            week.also.append(item)
            self.change(week, "mv", *self.selector(week), "--also", "--", ref)

    def review(self, week):
        """Write the review of a week, which is the running one or the one before."""
        text = self.prose(20, 120)
        options = []
        if week.review is not None and self.chance(0.5):
            options.append("--append")
            week.review += "\n\n" + text
        else:
            week.review = text
        own = week.start <= self.today <= week.end
        by_rule = self.today > week.start + 3 * DAY if own else (self.today - week.end).days <= 4
        if not by_rule or self.chance(0.2):
            options += ["-w", week.start.isoformat()]
        if self.chance(0.3):
            self.change(week, "review", *options, "-", text=text)
        else:
            self.change(week, "review", *options, "--", *text.split(" "))

    def later(self, _week=None):
        """Change the list for later as a week is changed, or start it."""
        if self.plan.later is None:
            self.plan.later = model.Week()
        if len(self.plan.later.goals) < 3:
            self.draw.choice([self.add_one, lambda later: self.add_many(later, 4)])(self.plan.later)
            return
        steps = [self.add_one, self.set, self.note, self.remove, self.move, self.move_away]
        self.draw.choice(steps)(self.plan.later)

    def carried_words(self, goal):
        if goal.repeat:
            return ", every week"
        return f", carried ×{goal.carried}" if goal.carried else ""

    def carry_by_list(self, week, source):
        """Choose in the editor what is carried, as `carry --edit` lets one do."""
        trial, own = copy.deepcopy(week), list(week.goals)
        elsewhere = model.taken(self.plan, source, week.start)
        brought = model.carry(source, trial, elsewhere=elsewhere)["brought"]
        if not brought and not own:
            return  # there is nothing to choose, so no editor is opened
        expected = [f"keep ={i}  # {goal.title}{self.carried_words(goal)}" for i, goal in enumerate(own, 1)]
        there = model.pair(model.wanted_items(source, None, False), source.goals, own, week.also)
        for goal, made in brought:
            into = "" if made else f", into ={own.index(there[id(goal)]) + 1}"
            number = source.goals.index(goal) + 1
            expected.append(f"carry {number}  # {goal.title}{into}{self.carried_words(goal)}")
        texts, order, left, later, dropped = [], [], set(), [], []
        choice = [(goal, "keep") for goal in own if self.chance(0.8)]
        for goal, _ in brought:
            verbs = ["carry", "carry", "carry", "drop", "leave", "later", None]
            verbs = ["carry", "carry", "later"] if goal.repeat else verbs
            choice.append((goal, self.draw.choice(verbs)))
        choice += [(Item(self.title()), "new") for _ in range(self.draw.randint(0, 3))]
        self.draw.shuffle(choice)
        for goal, verb in choice:
            if verb == "new":
                texts.append(goal.title if self.chance(0.5) else f"- {goal.title}")
            elif verb is not None:
                goals = own if verb == "keep" else source.goals
                number = goals.index(goal) + 1
                reason = self.draw.choice(["", " too long ago"]) if verb == "drop" else ""
                sign = "=" if verb == "keep" and self.chance(0.8) else ""
                texts.append(f"{verb} {sign}{number}{reason}  # {goal.title}")
                if verb == "drop":
                    dropped.append((goal, reason.strip() or self.today))
            if verb in ("leave", "later", None):
                left.add(id(goal))
            if verb == "later":
                later.append(goal)
        counts = model.carry(source, week, elsewhere=elsewhere, left=left)
        copies = {id(goal): made for goal, made in counts["brought"]}
        for goal, reason in dropped:
            made = copies[id(goal)] or there[id(goal)]
            made.done, made.dropped = None, reason
        for goal, verb in choice:
            if verb in ("keep", "new"):
                order.append(goal)
            elif copies.get(id(goal)) is not None:
                order.append(copies[id(goal)])
        week.goals = model.insert_unplaced(order, own)
        if later:
            if self.plan.later is None:
                self.plan.later = model.Week()
            asked = {id(goal) for goal in later}
            model.carry(source, self.plan.later, asked, elsewhere=elsewhere, start=week.start)
        (self.folder / "list").write_text("\n".join(texts) + "\n", encoding="utf-8")
        self.change(week, "carry", *self.selector(week), "--edit")
        shown = (self.folder / "shown").read_text(encoding="utf-8").splitlines()
        compare(expected, [line for line in shown if line and not line.startswith("#")], "list")

    def move_away(self, week):
        """Move an item into a later week or the list for later, without a trace."""
        def accept(item, goal):
            return item is goal or (goal.done is None and goal.dropped is None)

        if self.chance(0.5) and week.start is not None:
            if self.plan.later is None:
                self.plan.later = model.Week()
            self.move_to(self.plan.later, week, "later", accept)
            return
        start = (week.start or self.running()) + self.draw.choice([1, 1, 2]) * WEEK
        self.move_to(self.week(start), week, start.isoformat(), accept)

    def bring_back(self, week):
        """Move an item of the list for later into a week."""
        if self.plan.later is not None:
            self.move_to(week, self.plan.later, week.start.isoformat(), lambda item, goal: item is goal)

    def move_to(self, target, week, name, accept):
        chosen = self.pick(week, accept)
        for ref, item, goal in chosen:
            where, place = [], None
            others = self.pick(target, lambda item, goal: item is goal)
            if others and self.chance(0.4):
                where = [self.draw.choice(["--before", "--after", "--under"]), others[0][0]]
                place = others[0][1]
                closed = place.done or place.dropped or place.progress
                if where[0] == "--under" and (item.subtasks or item.repeat or closed):
                    where[0] = "--after"
            arguments = ["mv", *self.selector(week), "--to", name, *where, "--", ref]
            moved = {part.id for part in (item, *item.subtasks) if part.id}
            there = [line[1] for line in model.lines(target.goals)] + target.also
            if any(other.id in moved for other in there):
                self.refuse(*arguments)
                return
            (week.goals if item is goal else goal.subtasks).remove(item)
            if place is None:
                target.goals.append(item)
            elif where[0] == "--under":
                place.subtasks.append(item)
            else:
                target.goals.insert(target.goals.index(place) + (where[0] == "--after"), item)
            self.change(week, *arguments)
        if not chosen and target.start is None and not target.goals:
            self.plan.later = None
        elif not chosen and not target.goals and not target.also:
            self.plan.weeks.pop(target.start, None)

    def repeat_title(self, week):
        """Add a goal with the title of another one."""
        for _, item, _ in self.pick(week, lambda item, goal: item is goal):
            week.goals.append(Item(item.title))
            self.change(week, "add", *self.selector(week), "--", item.title)

    def slip(self, week):
        """Do something by mistake, and take it back; and perhaps do it again."""
        before, states = copy.deepcopy(self.plan), len(self.states)
        self.draw.choice([self.drop, self.remove, self.move, self.set, self.defer, self.did,
                          self.change_besides, self.move_besides, self.move_away])(week)
        if len(self.states) == states:
            return
        after = self.path.read_bytes()
        self.undo(self.states[-1])
        if self.chance(0.5):
            self.undo(after, "redo")
        else:
            self.states.pop()
            self.take_back(before)
        self.compare_all(week)

    def take_back(self, before):
        """Restore the model, in the same objects."""
        for start in self.plan.starts():
            if start in before.weeks:
                self.plan.weeks[start].__dict__ = before.weeks[start].__dict__
            else:
                del self.plan.weeks[start]
        if before.later is None:
            self.plan.later = None
        elif self.plan.later is not None:
            self.plan.later.__dict__ = before.later.__dict__

    def carry(self, week, source, options=(), asked=None, fresh=False):
        """Carry into a week, and compare what is printed."""
        refs, chosen = [], None
        if asked is not None:
            refs = [ref for ref, _, _ in asked]
            chosen = {id(item) for _, item, _ in asked}
        elsewhere = model.taken(self.plan, source, week.start) if not fresh and asked is None else ()
        counts = model.carry(source, week, chosen, fresh, elsewhere)
        out, err = self.change(week, "carry", *self.selector(week), *options, "--", *refs)
        self.check_summary(out, source, counts)
        left = model.left_open(self.plan, week.start)
        self.check_notes(err, [entry for entry in left if asked is not None or entry[0] != source.start])

    def carry_some(self, week, source):
        asked = self.pick(source, self.is_open, self.draw.randint(1, 6))
        if asked:
            self.carry(week, source, asked=asked)

    def carry_from_old(self, week):
        """Bring what an old week left open, as the notes of `carry` say, or a checklist."""
        left = model.left_open(self.plan, week.start)
        if left and self.chance(0.8):
            source = self.plan.weeks[self.draw.choice(left)[0]]
            options = ["--from", source.start.isoformat()]
            if self.chance(0.5):
                self.carry(week, source, options)
                return
            asked = self.pick(source, self.is_open, 3)
            self.carry(week, source, options, asked)
            return
        source = self.draw.choice([old for old in self.plan.before(week.start) if old.goals])
        asked = self.pick(source, lambda item, goal: item is goal, 2)
        self.carry(week, source, ["--fresh", "--from", source.start.isoformat()], asked, True)

    # --- Live ---

    def plan_week(self, week):
        """Look back and plan: carry, sort out what was carried too often, and add new goals."""
        source = self.plan.source(week.start)
        how = self.draw.random()
        if source is not None and how < 0.45:
            self.carry(week, source)
        elif source is not None and how < 0.65:
            self.carry_by_list(week, source)
        elif source is not None and how < 0.8:
            self.carry_some(week, source)
        elif source is not None and how < 0.9:
            self.type_again(week, source)
        if source is not None and self.chance(0.3):
            self.carry_from_old(week)
        often = [goal for goal in week.goals if goal.carried > 2 and model.state(goal) == "open"]
        for _ in range(min(4, len(often))):
            self.draw.choice([self.drop, self.drop, self.defer, self.remove, self.move_away])(week)
        wanted = self.draw.randint(12, 28) - len(week.goals)
        if wanted > 0:
            single = min(wanted, self.draw.randint(0, 3))
            if wanted > single:
                self.add_many(week, wanted - single)
            for _ in range(single):
                self.add_one(week)
        if not self.plan.weeks.get(week.start) and not week.goals:
            self.add_one(week)
        if source is not None and self.chance(0.2):
            self.carry_by_list(week, source)
        if self.chance(0.5):
            self.rename_week(week)

    def live_day(self, week):
        if self.chance(0.7 * PACE):
            self.done(week, self.draw.randint(1, 3))
        steps = [self.progress, self.set, self.note, self.reopen, self.drop, self.defer, self.move,
                 self.remove, self.slip, self.add_one, self.change_besides, self.move_besides,
                 self.later, self.later, self.move_away, self.move_away, self.bring_back,
                 self.repeat_title]
        if self.chance(0.3 * PACE):
            self.did(week)
        for _ in range(round(PACE)):
            if self.chance(0.7):
                self.draw.choice(steps)(week)

    def live_week(self, start, following):
        """Live a week from its first day. `following` is the first day of the next planned week."""
        day_of_plan = self.draw.choice([0, 0, 0, 1, 3])
        self.today = start + day_of_plan * DAY
        week = self.week(start)
        self.plan_week(week)
        for number in range(day_of_plan, 7):
            self.today = start + number * DAY
            self.live_day(week)
        if self.chance(0.8):
            self.review(week)
        if following == start + WEEK and self.chance(0.3):
            self.carry(self.week(following), week)
            self.done(week, 1)
        self.today = following
        if following == start + WEEK:
            for step in (self.done_late, self.did, self.review):
                if self.chance(0.2):
                    step(week)

    def skip(self, start):
        """Say why a week has no plan."""
        week = self.week(start)
        week.skip = self.draw.choice(["ill", "summer holiday"])
        self.change(week, "set", *self.selector(week), ".", f"skip={week.skip}")

    def done_late(self, week):
        self.done(week, 1)

    def live(self):
        text = (f"# My weeks.\nweek: {self.today}\ntitle: 'The first'\ngoals:\n- Begin\n"
                "also: [Fixed the bike]  # by hand\n")
        self.path.write_text(text, encoding="utf-8")
        start = self.today
        week = self.week(start)
        week.title = "The first"
        week.goals.append(Item("Begin"))
        week.also.append(Item("Fixed the bike"))
        gaps = [0] * (WEEKS - 5) + [1, 1, 2, 4, 6]
        self.draw.shuffle(gaps)
        for gap in gaps:
            following = start + (1 + gap) * WEEK
            self.live_week(start, following)
            if gap > 0 and self.chance(0.5):
                self.today = start + self.draw.randrange(6, 9) * DAY
                self.skip(start + WEEK)
            start = following

    def check_file(self):
        code, out, err = self.finish(self.start("check"))
        weeks = self.plan.weeks.values()
        items = sum(1 for week in weeks for _ in model.lines(week.goals))
        compare((0, f"No problems in {len(weeks)} weeks with {items} items.\n"), (code, out), err)
        if yaml is not None:
            documents = list(yaml.load_all(self.path.read_bytes(), yaml.BaseLoader))
            found = [model.as_mappings(document) for document in documents if document]
            compare(model.plan_data(self.plan), found, "PyYAML")

    def undo_all(self):
        for state in reversed(self.states[-UNDO_STEPS:]):
            self.undo(state)


def main():
    for seed in range(SEED, SEED + LIVES):
        life = Life(seed)
        try:
            life.live()
            life.check_file()
            life.undo_all()
        except Failed as failure:
            print(f"FAILED: WEEKPLAN_SEED={seed}: {failure}")
            print("after " + "\n      ".join(life.commands[-5:]))
            print(life.path.read_text(encoding="utf-8"))
            sys.exit(1)
        weeks = life.plan.weeks.values()
        done = sum(model.week_progress(week).done for week in weeks)
        total = sum(model.week_progress(week).total for week in weeks)
        print(f"WEEKPLAN_SEED={seed}: {len(weeks)} weeks, {done} of {total} done, "
              f"{len(life.states)} changes: {dict(sorted(life.count.items()))}")
    if yaml is None:
        print("PyYAML is not there, so no other parser has read the file")
        sys.exit(77)


main()
