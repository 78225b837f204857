"""A model of a plan, for lived_weeks.py. It is written from docs/plan-format.md, and shares nothing
with the program: it has its own percentages, its own carry, its own history."""

import collections
import datetime
import math
from fractions import Fraction

DAY = datetime.timedelta(days=1)
WEEK = 7 * DAY
NOTED_WEEKS = 53  # `carry` names what older weeks left open, a year back
MEAN_WEEKS = 4
REPORT_WEEKS = 12
DEFERRED = "deferred to "


class Item:
    """A goal, a subtask, an entry of `also`, or an item of the later list."""

    def __init__(self, title, **values):
        self.title = title
        self.id = self.done = self.dropped = self.progress = None
        self.weight = self.due = self.note = self.repeat = None
        self.tags, self.links, self.subtasks = [], [], []
        self.carried = 0
        for key, value in values.items():
            setattr(self, key, value)

    def copy(self):
        copy = Item(self.title)
        copy.__dict__.update(self.__dict__, tags=list(self.tags), links=list(self.links))
        copy.subtasks = [subtask.copy() for subtask in self.subtasks]
        return copy

    def full(self):
        return self.progress is not None and self.progress[0] >= self.progress[1]


class Week:
    """A week, or the list for later, which has no first day."""

    def __init__(self, start=None):
        self.start = start
        self.title = self.note = self.skip = self.review = None
        self.goals, self.also = [], []

    @property
    def end(self):
        return self.start + 6 * DAY


class Plan:
    def __init__(self):
        self.weeks = {}
        self.later = None  # the list for later, if the file has one

    def starts(self):
        return sorted(self.weeks)

    def before(self, start):
        """Return the weeks before a day, newest first."""
        return [self.weeks[day] for day in reversed(self.starts()) if day < start]

    def source(self, start):
        """Return the week that `carry` into the week of `start` takes items from."""
        return next((week for week in self.before(start) if week.goals), None)


# --- Progress ---


class Progress:
    def __init__(self):
        self.state = "dropped"
        self.fraction = Fraction(0)
        self.weight = Fraction(0)
        self.done = self.total = self.dropped = self.deferred = 0
        self.moved = False


def deferred_to(item):
    text = item.dropped if isinstance(item.dropped, str) else ""
    return datetime.date.fromisoformat(text[len(DEFERRED):]) if text.startswith(DEFERRED) else None


def mean_of(parts, result):
    """Sum up parts, and return whether any of them counts."""
    for part in parts:
        for count in ("done", "total", "dropped", "deferred"):
            setattr(result, count, getattr(result, count) + getattr(part, count))
        result.moved = result.moved or part.moved
        result.weight += part.weight
    if result.total == 0:
        return False
    result.fraction = sum(part.fraction * part.weight for part in parts) / result.weight
    result.state = "done" if result.done == result.total else "open"
    return True


def progress(item, done=False, dropped=False, given_up=False):
    """Return the progress of an item, from its own keys and the states that are above it."""
    result = Progress()
    if item.dropped is not None:
        dropped = True
        given_up = given_up or deferred_to(item) is None
    done = (done or item.done is not None) and not dropped
    if item.subtasks:
        parts = [progress(subtask, done, dropped, given_up) for subtask in item.subtasks]
        if mean_of(parts, result):
            if item.weight is not None:
                result.weight = Fraction(item.weight)
            return result
        if item.done is None or dropped:
            return result
    elif dropped:
        result.dropped, result.deferred = 1, 0 if given_up else 1
        return result
    done = done or item.full()
    result.state = "done" if done else "open"
    result.weight = Fraction(1 if item.weight is None else item.weight)
    result.total, result.done = 1, int(done)
    if done:
        result.fraction = Fraction(1)
    elif item.progress is not None:
        result.fraction = Fraction(item.progress[0], item.progress[1])
    result.moved = result.fraction > 0
    return result


def state(item):
    return progress(item).state


def week_progress(week):
    result = Progress()
    mean_of([progress(goal) for goal in week.goals], result)
    return result


def percent_tenths(result):
    if result.total == 0:
        return None
    tenths = math.floor(result.fraction * 1000 + Fraction(1, 2))
    if tenths >= 1000 and result.done < result.total:
        return 999
    return 1 if tenths == 0 and result.moved else tenths


def number(tenths):
    return None if tenths is None else tenths / 10


def lines(goals):
    """Yield (path, item, goal) for each item."""
    for i, goal in enumerate(goals, 1):
        yield str(i), goal, goal
        for k, subtask in enumerate(goal.subtasks, 1):
            yield f"{i}.{k}", subtask, goal


def state_within(item, goal):
    """Return the state of a goal, or of a subtask of it."""
    if item is goal:
        return state(goal)
    done = goal.done is not None and goal.dropped is None
    return progress(item, done, goal.dropped is not None, deferred_to(goal) is None).state


def open_leaves(goals):
    """Return pairs of an open item without subtasks and its goal."""
    return [
        (item, goal)
        for _, item, goal in lines(goals)
        if not item.subtasks and state_within(item, goal) == "open"
    ]


# --- Which items of two weeks are the same ---


def pair(chosen, goals, others, also=()):
    """Map the id() of items to items of another week: by id, else by the title at the same place.
    `chosen` has the id() of the items that take part. Entries of `also` are paired by id alone."""
    mine = [(item, goal) for _, item, goal in lines(goals) if id(item) in chosen]
    theirs = {item.id: item for item in [line[1] for line in lines(others)] + list(also) if item.id}
    named = {item.id for item, _ in mine if item.id}
    found = {id(item): theirs[item.id] for item, _ in mine if item.id in theirs}

    def by_title(items, candidates):
        free = {}
        for candidate in candidates:
            if not candidate.id or candidate.id not in named:
                free.setdefault(candidate.title, []).append(candidate)
        for item in items:
            if id(item) in chosen and id(item) not in found and free.get(item.title):
                found[id(item)] = free[item.title].pop(0)

    by_title(goals, others)
    for goal in goals:
        if id(goal) in found:
            by_title(goal.subtasks, found[id(goal)].subtasks)
    return found


def not_in(goals, left, later, listed=None):
    """Return the pairs of an item and its goal that no week has, and not the list for later. `later`
    has pairs of the goals of a week and its `also`. Titles are found anywhere on the list."""
    def pairs(others, also=()):
        return pair({id(part) for item, goal in left for part in (item, goal)}, goals, others, also)

    for others, also in later:
        found = pairs(others, also)
        left = [(item, goal) for item, goal in left if id(item) not in found]
    if listed is None:
        return left
    found = pairs(listed.goals)
    used = {id(found[id(item)]) for item, _ in left if id(item) in found}
    free = collections.Counter(item.title for _, item, _ in lines(listed.goals) if id(item) not in used)
    kept = []
    for item, goal in left:
        if id(item) not in found:
            free[item.title] -= 1
            if free[item.title] < 0:
                kept.append((item, goal))
    return kept


def left_in(goals, later, listed=None):
    """Return the open leaves, with their goals, that no week has, and not the list for later."""
    return not_in(goals, open_leaves(goals), later, listed)


def taken(plan, week, to):
    """Return the id() of the items of a week that `carry` into the week of `to` leaves there,
    because they are elsewhere."""
    def found(left, end=datetime.date.max):
        later = [(plan.weeks[day].goals, plan.weeks[day].also)
                 for day in plan.starts() if week.start < day < end]
        kept = {id(item) for item, _ in not_in(week.goals, left, later, plan.later)}
        return [item for item, _ in left if id(item) not in kept]

    once = found([(item, goal) for item, goal in open_leaves(week.goals) if goal.repeat is None])
    weekly = found([(goal, goal) for goal in week.goals if goal.repeat is not None], to)
    return {id(item) for part in once + weekly for item in (part.subtasks or [part])}


def left_open(plan, start, target=None):
    """Return (week, items, goals) for each week before `start` that has open items which no later
    week has, newest first. `target` replaces the goals of the week that begins on `start`."""
    result = []
    for week in plan.before(start):
        if week.start < start - NOTED_WEEKS * WEEK:
            break
        weeks = [plan.weeks[day] for day in plan.starts() if week.start < day]
        later = [(target if target is not None and other.start == start else other.goals, other.also)
                 for other in weeks]
        if target is not None and start not in plan.weeks:
            later.append((target, []))
        left = left_in(week.goals, later, plan.later)
        if left:
            result.append((week.start, len(left), len({id(goal) for _, goal in left})))
    return result


def left_open_json(plan, start, today):
    """Return what the newest week with goals before `start` left open and no later week has. Only a
    week that is not over looks back, and only at one that is over."""
    source = plan.source(start)
    if source is None or start + WEEK <= today or source.end >= today:
        return None
    found = [entry for entry in left_open(plan, start) if entry[0] == source.start]
    return {"start": day(source.start), "items": found[0][1], "goals": found[0][2]} if found else None


# --- Carrying over ---


def due_later(due, old, new):
    weeks = (due - old).days // 7
    return new + (due - new).days % 7 * DAY + weeks * WEEK if due else None


def reset(item, old, new):
    """Return a copy of an item as one that repeats gets it."""
    copy = item.copy()
    for part in (copy, *copy.subtasks):
        part.done = part.dropped = None
        part.carried = 0
        if part.progress is not None:
            part.progress = (0, *part.progress[1:])
        part.due = due_later(part.due, old, new) if part.due else None
    return copy


def wanted_items(week, asked, fresh):
    """Return the id() of the items that `carry` would bring into an empty week."""
    def wanted(item, goal):
        ask = asked is None or id(item) in asked or id(goal) in asked
        below = asked is not None and any(id(subtask) in asked for subtask in goal.subtasks)
        if goal.repeat or item is goal:
            ask = ask or below
        return ask and (fresh or goal.repeat is not None or state_within(item, goal) == "open")

    return {id(item) for _, item, goal in lines(week.goals) if wanted(item, goal)}


def carry(week, target, asked=None, fresh=False, elsewhere=(), left=(), start=None):
    """Copy what is open in a week to the end of the goals of another week, which begins on `start`.
    `asked` has the id() of the items to copy, `elsewhere` of items to leave (see `taken`), and `left`
    of goals to leave. Return the counts that `carry` prints, and the
    goals that are brought with their copies in "brought"."""
    counts = dict.fromkeys(["items", "goals", "repeated", "present", "blocked", "elsewhere"], 0)
    counts.update(dict.fromkeys(["done", "dropped", "deferred"], 0), brought=[])
    chosen = wanted_items(week, asked, fresh)
    there = pair(chosen, week.goals, target.goals, target.also)
    for goal in list(week.goals):
        again = fresh or goal.repeat is not None
        if not again:
            result = progress(goal)
            counts["done"] += result.done
            counts["dropped"] += result.dropped - result.deferred
            counts["deferred"] += result.deferred
        if id(goal) not in chosen or id(goal) in left:
            continue
        leaves = [item for item in goal.subtasks or [goal] if id(item) in chosen]
        absent = [item for item in leaves if id(item) not in there]
        new = [item for item in absent if id(item) not in elsewhere]
        other = there.get(id(goal))
        counts["present"] += len(leaves) - len(absent)
        counts["elsewhere"] += len(absent) - len(new)
        if other is not None and (other.done or other.dropped or other.progress):
            counts["blocked"] += len(new)
        elif new:
            copy = reset(goal, week.start, start or target.start) if again else goal.copy()
            kept = [part for part, item in zip(copy.subtasks, goal.subtasks) if item in new]
            (other or copy).subtasks[len(other.subtasks) if other else 0:] = kept
            if other is None:
                copy.carried += 0 if again else 1
                target.goals.append(copy)
            counts["repeated" if again else "goals"] += 1
            counts["items"] += 0 if again else len(new)
            counts["brought"].append((goal, None if other else copy))
    return counts


def insert_unplaced(order, own):
    """Return the goals of a week in the order of their lines. A goal without a line stays after the
    goal that was before it."""
    for number, goal in enumerate(own):
        if not any(goal is other for other in order):
            before = [i for i, other in enumerate(order) if number > 0 and other is own[number - 1]]
            order.insert(before[0] + 1 if before else 0, goal)
    return order


# --- JSON ---


def day(value):
    return value.isoformat() if isinstance(value, datetime.date) else None


def late_from(week, today):
    """Return the first day that is not late as a due day."""
    return today if week.start is None or week.end >= today else week.end + DAY


def item_json(item, path, week, today, result):
    return {
        "path": path,
        "id": item.id,
        "title": item.title,
        "state": result.state,
        "percent": number(percent_tenths(result)),
        "weight": float(result.weight),
        "progress": item.progress and dict(zip(("have", "of", "unit"), item.progress)),
        "done_on": day(item.done),
        "dropped_on": day(item.dropped),
        "dropped_reason": item.dropped if isinstance(item.dropped, str) else None,
        "due": day(item.due),
        "overdue": result.state == "open" and item.due is not None and item.due < late_from(week, today),
        "carried": item.carried,
        "repeat": item.repeat,
        "note": item.note,
        "tags": item.tags,
        "links": item.links,
    }


def goal_json(goal, path, week, today):
    result = item_json(goal, path, week, today, progress(goal))
    done = goal.done is not None and goal.dropped is None
    above = (done, goal.dropped is not None, goal.dropped is not None and deferred_to(goal) is None)
    result["subtasks"] = [
        item_json(subtask, f"{path}.{i}", week, today, progress(subtask, *above)) | {"subtasks": []}
        for i, subtask in enumerate(goal.subtasks, 1)
    ]
    return result


def also_json(week, today):
    known = {"state": "done", "percent": 100.0, "subtasks": []}
    return [item_json(item, f"+{i}", week, today, Progress()) | known
            for i, item in enumerate(week.also, 1)]


def iso(start):
    year, week, _ = (start + 3 * DAY).isocalendar()
    return f"{year}-W{week:02}"


def dates_json(week):
    dates = {"start": day(week.start), "end": day(week.end), "iso": iso(week.start)}
    return dates | {"title": week.title, "skip": week.skip, "review": week.review}


def week_json(week):
    return dates_json(week) | {"note": week.note}


def counts_json(week):
    result = week_progress(week)
    states = [state(goal) for goal in week.goals]
    return {
        "percent": number(percent_tenths(result)),
        "done": result.done,
        "open": result.total - result.done,
        "dropped": result.dropped,
        "deferred": result.deferred,
        "total": result.total,
        "goals_done": states.count("done"),
        "goals_total": len(states) - states.count("dropped"),
        "also_count": len(week.also),
    }


def goals_json(week, today):
    return [goal_json(goal, str(i), week, today) for i, goal in enumerate(week.goals, 1)]


def later_json(later, today):
    """Return the members of the list for later, which has no percentages."""
    def without_percent(items):
        return [item | {"percent": None, "subtasks": without_percent(item["subtasks"])} for item in items]

    members = counts_json(later) | {"week": None, "later": True, "note": later.note, "percent": None}
    return members | {"goals": without_percent(goals_json(later, today))}


def status_json(week, today):
    lists = {"goals": goals_json(week, today), "also": also_json(week, today)}
    return {"week": week_json(week), **lists, **counts_json(week)}


# --- Several weeks ---


def half_up(values):
    return (2 * sum(values) + len(values)) // (2 * len(values)) if values else None


def trend(plan, today, goal):
    """Return a row for each week, oldest first."""
    rows, shown, streak = [], [], 0
    for start in plan.starts():
        week = plan.weeks[start]
        percent = percent_tenths(week_progress(week))
        row = {"week": week, "percent": percent, "running": today <= week.end}
        row["counts"] = week.skip is None and percent is not None
        row["missing"] = (start - rows[-1]["week"].start).days // 7 - 1 if rows else 0
        reached = row["counts"] and percent >= goal
        lost = row["missing"] > 0 and rows[-1]["week"].start + 2 * WEEK <= today
        if lost or (week.skip is None and not row["running"] and not reached):
            streak = 0
        streak += reached
        mean = half_up(shown[-MEAN_WEEKS:])
        row["others"] = min(len(shown), MEAN_WEEKS)
        compared = row["counts"] and not row["running"] and row["others"] > 0
        row["json"] = {
            "week": dates_json(week),
            **counts_json(week),
            "running": row["running"],
            "carried": sum(goal.carried > 0 for goal in week.goals),
            "missing": row["missing"],
            "before": number(shown[-1]) if shown else None,
            "change": number(percent - shown[-1]) if compared else None,
            "mean": number(mean),
            "streak": streak,
        }
        compared = compared and today > week.end and row["others"] > 1
        row["against_mean"] = number(percent - mean) if compared else None
        if row["counts"]:
            shown.append(percent)
        rows.append(row)
    return rows


def history_json(rows, today, goal):
    rows = [row for row in rows if row["week"].start <= today]
    over = [row for row in rows if row["counts"] and not row["running"]]
    best = max(over, key=lambda row: (row["percent"], row["week"].start), default=None)
    missing = max(0, (today - WEEK - rows[-1]["week"].start).days // 7)
    return {
        "goal": number(goal),
        "mean": number(half_up([row["percent"] for row in over])),
        "best": best and {"start": day(best["week"].start), "percent": number(best["percent"])},
        "streak": 0 if missing else rows[-1]["json"]["streak"],
        "streak_open": False,
        "missing": missing,
        "weeks": [row["json"] for row in rows],
    }


def done_by_day(week):
    days = {}
    for path, item, goal in lines(week.goals):
        if state_within(item, goal) != "done" or (item.done is None and (item.subtasks or not item.full())):
            continue
        above = item is not goal and goal.done is not None
        if not above or (isinstance(item.done, datetime.date) and item.done != goal.done):
            days.setdefault(day(item.done), []).append(path)
    return [{"day": name, "items": [{"path": path} for path in days[name]]}
            for name in sorted(days, key=lambda name: (name is None, name))]


def left_json(week, today):
    result = []
    for path, item, goal in lines(week.goals):
        if item.subtasks or state_within(item, goal) != "open":
            continue
        late = [(late_from(week, today) - part.due).days for part in (item, goal) if part.due]
        late = [days for days in late if days > 0]
        result.append({"path": path, "title": item.title, "due": day(item.due),
                       "days_late": late[0] if late else 0})
    return result


def carried_json(plan, week):
    before = next(iter(plan.before(week.start)), None)
    carried = [(path, item) for path, item, _ in lines(week.goals) if item.carried > 0]
    found = pair({id(item) for _, item in carried}, week.goals, before.goals if before else [])
    result = []
    for path, item in carried:
        was = found.get(id(item))
        if item not in week.goals and was is not None and (was.id is None or was.id != item.id):
            was = None  # a subtask is found by its id alone
        result.append({"path": path, "carried": item.carried,
                       "from": number(percent_tenths(progress(was))) if was else None})
    return result


def planned_json(week):
    return [{"path": path, "title": goal.title, "due": day(goal.due), "carried": goal.carried,
             "percent": number(percent_tenths(progress(goal)))}
            for path, goal, _ in lines(week.goals) if goal in week.goals]


def dropped_json(week):
    """List what was dropped. Below what was dropped with it nothing is listed, but what was given up
    below what was put off is."""
    def is_listed(item, goal):
        if item.dropped is None or item is goal or goal.dropped is None:
            return item.dropped is not None
        return deferred_to(goal) is not None and deferred_to(item) is None

    return [{"path": path, "dropped_on": day(item.dropped),
             "dropped_reason": item.dropped if isinstance(item.dropped, str) else None}
            for path, item, goal in lines(week.goals) if is_listed(item, goal)]


def report_json(plan, week, rows, today, goal):
    rows = [row for row in rows if row["week"].start <= week.start]
    row = rows[-1]
    over = week.end < today
    after = next((plan.weeks[start] for start in plan.starts()
                  if week.start + WEEK <= start < week.start + 2 * WEEK), None)
    planned = week.start if not over else after.start if after else week.start + WEEK
    return status_json(week, today) | {
        "over": over,
        "left_open": left_open_json(plan, planned, today),
        **{key: row["json"][key] for key in ("before", "change", "mean")},
        "against_mean": row["against_mean"],
        "goal": number(goal),
        "streak": row["json"]["streak"] if over and row["counts"] else 0,
        "weeks": [row["json"] for row in rows[-REPORT_WEEKS:]],
        "done_by_day": done_by_day(week),
        "left": left_json(week, today),
        "dropped_items": dropped_json(week),
        "carried_items": carried_json(plan, week),
        "planned": week_json(after) if after else None,
        "planned_goals": planned_json(after) if after else [],
    }


# --- The file ---


def decimal(value):
    return f"{value:g}"


def item_data(item):
    """Return what a YAML parser reads for an item, with all scalars as strings."""
    data = {"title": item.title}
    for key in ("id", "note", "repeat"):
        if getattr(item, key) is not None:
            data[key] = getattr(item, key)
    for key in ("done", "dropped"):
        value = getattr(item, key)
        if value is not None:
            data[key] = "true" if value is True else day(value) or value
    if item.progress is not None:
        have, of, unit = item.progress
        data["progress"] = f"{have}%" if unit == "%" else f"{have}/{of}" + (f" {unit}" if unit else "")
    if item.weight is not None:
        data["weight"] = decimal(item.weight)
    if item.due is not None:
        data["due"] = day(item.due)
    for key in ("tags", "links"):
        if getattr(item, key):
            data[key] = getattr(item, key)
    if item.carried:
        data["carried"] = str(item.carried)
    if item.subtasks:
        data["subtasks"] = [item_data(subtask) for subtask in item.subtasks]
    return data


def week_data(week):
    data = {"week": day(week.start)}
    for key in ("title", "note", "review"):
        if getattr(week, key) is not None:
            data[key] = getattr(week, key)
    if week.skip is not None:
        data["skip"] = "true" if week.skip is True else week.skip
    for key in ("goals", "also"):
        if getattr(week, key):
            data[key] = [item_data(item) for item in getattr(week, key)]
    return data


def plan_data(plan):
    weeks = [week_data(plan.weeks[start]) for start in plan.starts()]
    if plan.later is None:
        return weeks
    later = {"note": plan.later.note} if plan.later.note else {}
    return [later | {"later": [item_data(item) for item in plan.later.goals]}] + weeks


def as_mappings(node):
    """Make mappings of items that are plain titles, in data that a YAML parser has read."""
    if isinstance(node, dict):
        for key in ("goals", "also", "later", "subtasks"):
            items = [node[key]] if isinstance(node.get(key), str) and node[key] else node.get(key) or []
            node[key] = [as_mappings(item if isinstance(item, dict) else {"title": item}) for item in items]
            if not node[key] and key != "later":
                del node[key]
        if "week" in node or "title" in node:
            node.pop("later", None)
        for key in ("note", "review"):
            if isinstance(node.get(key), str):
                node[key] = node[key].rstrip("\n")
    return node
