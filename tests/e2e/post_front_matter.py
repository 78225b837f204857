"""Write the front matter of posts with hostile titles and keys, and read it with other parsers.

usage: post_front_matter.py WEEKPLAN DIRECTORY CASES SEED
"""
import datetime
import json
import os
import random
import re
import subprocess
import sys

import yaml

try:
    import tomllib
except ImportError:
    tomllib = None

PARTS = ["'", '"', "''", '"""', "\\", "\\n", "\\u0041", "---", "+++", "...", ": ", " #", "# ", "{", "}", "[", "]",
         "%", "@", "`", "*b*", "[a](http://a.org/)", "&amp;", "<b>", "|", ">", "!", "?", "- ", "=", ",", "~", "null",
         "yes", "0x1F", "1.0", "2019-09-01", "Week 12, 2020", "Aug. 4th", "week of 4 May 2018", "by May 3, 2018",
         "January 5 to February 7, 2018", "W/C", "for", "on", "from", "1/2/2019", "é", "ß", "漢", "🎉", "\t", "\n", "\r\n",
         "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ufeff", "\u200b", "\ufffe", "\uffff", "\ufdd0", "\U0001fffe",
         "a", "Plan", "of", "goals:", "title = 'x'", "date: 2000-01-01", "  "]
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u2028\ufeff\ufffe\uffff]")
MONTHS = ("January February March April May June July August September October November "
          "December").split()


def random_title(rng):
    parts = [rng.choice(PARTS) for _ in range(rng.randrange(1, 6))]
    parts.insert(rng.randrange(len(parts) + 1), "Zebra")
    return rng.choice(["", " "]).join(parts)


def random_value(rng):
    return rng.choice([True, False, 0, 10, -3, 2.5, datetime.date(2019, 8, 4), "", "true", "10", "2019-08-04",
                       UNSEEN.sub("", random_title(rng))])


def quoted(text):
    """Return a text as YAML."""
    return '"' + "".join(character if " " <= character <= "~" and character not in '"\\'
                         else f"\\U{ord(character):08X}" for character in text) + '"'


def config_value(value):
    """Return the value as YAML of a configuration."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return "[" + ", ".join(config_value(entry) for entry in value) + "]"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return json.dumps(value)


def random_keys(rng):
    keys = {}
    for name in rng.sample(["tags", "draft", "author", "og-image", "v2", "weight", "a_b"],
                           rng.randrange(4)):
        keys[name] = ([random_value(rng) for _ in range(rng.randrange(3))] if rng.random() < .3
                      else random_value(rng))
    return keys


def stripped(value):
    """Return a value as weekplan copies it: without blanks around it."""
    if isinstance(value, list):
        return [stripped(entry) for entry in value]
    return value.strip(" \t") if isinstance(value, str) else value


class Case:
    def __init__(self, program, directory, seed):
        self.rng = random.Random(seed)
        self.program, self.directory, self.seed = program, directory, seed
        self.toml = self.rng.random() < .5
        self.start = datetime.date(2019, 1, 1) + datetime.timedelta(self.rng.randrange(400))
        self.title = random_title(self.rng)
        self.today = datetime.date(2020, 6, 1)

    def write(self, name, text):
        os.makedirs(os.path.dirname(os.path.join(self.directory, name)), exist_ok=True)
        with open(os.path.join(self.directory, name), "w", encoding="utf-8", newline="") as file:
            file.write(text)

    def run(self, *arguments):
        done = subprocess.run([self.program, "--today", self.today.isoformat(), *arguments], cwd=self.directory,
                              capture_output=True, check=False)
        if done.returncode != 0:
            raise ValueError(f"{arguments} exits with {done.returncode}: {done.stderr.decode()}")
        return done.stdout.decode()

    def configure(self):
        """Write the configuration. Return the keys of the front matter that it means."""
        expected = random_keys(self.rng)
        for name in self.rng.sample(["extra", "taxonomies"], self.rng.randrange(3)):
            expected[name] = random_keys(self.rng)
        lines = [f"  {name}: {config_value(value)}" if not isinstance(value, dict) else
                 f"  {name}: {{" + ", ".join(f"{key}: {config_value(each)}" for key, each in value.items()) + "}"
                 for name, value in expected.items()]
        expected["layout"] = "post"
        if self.toml:
            lines.append("  front_matter: toml")
            del expected["layout"]
        layout = self.rng.choice([None, "post.njk", "a: b", False])
        if layout is not None:
            lines.append(f"  layout: {config_value(layout)}")
            expected["layout"] = layout
        if layout is False:
            del expected["layout"]
        expected["date"] = self.start + datetime.timedelta(6)
        if self.rng.random() < .3:
            lines.append("  date: today")
            expected["date"] = self.today
        self.write("config/weekplan/config.yaml", "post:\n" + "".join(line + "\n" for line in lines))
        return {name: {key: stripped(each) for key, each in value.items()} if isinstance(value, dict)
                else stripped(value) for name, value in expected.items() if value != {}}

    def check(self):
        expected = self.configure()
        self.write("plan.yaml", f"week: {self.start}\ntitle: {quoted(self.title)}\ngoals: [x]\n")
        post = self.run("report", "--post", "-w", self.start.isoformat(), "-f", "plan.yaml")
        fence = "+++\n" if self.toml else "---\n"
        front, found, _ = post[len(fence):].partition("\n" + fence)
        if not post.startswith(fence) or not found:
            raise ValueError(f"there is no front matter: {post!r}")
        if self.toml and tomllib is None:
            return
        read = (tomllib.loads if self.toml else yaml.safe_load)(front)
        title = read.pop("title")
        if read != expected:
            raise ValueError(f"the keys are {read}, not {expected}")
        suffix = f": week of {self.start.day} {MONTHS[self.start.month - 1]} {self.start.year}"
        if not title.endswith(suffix):
            raise ValueError(f"the title is {title!r}")
        title = title[:-len(suffix)]
        if not UNSEEN.search(self.title) and title.strip() != self.title.strip():
            raise ValueError(f"the title {self.title!r} is written as {title!r}")
        self.write("post.md", fence + front + "\n" + fence + "\n- x\n")
        day = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
               "sunday"][self.start.weekday()]
        week = yaml.safe_load(self.run("import", "-n", "-q", "--week-start", day, "-f", "new.yaml", "post.md"))
        if week["week"] != self.start or week["title"] != title.strip():
            raise ValueError(f"{title!r} of {self.start} is imported as {week}")


def main():
    program, directory, count, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    for number in range(seed, seed + count):
        try:
            Case(program, directory, number).check()
        except (ValueError, KeyError, yaml.YAMLError) as problem:
            print(f"FAILED: WEEKPLAN_SEED={number} WEEKPLAN_POSTS=1: {problem}")
            return 1
    print(f"{count} front matters are read as they were meant")
    if tomllib is None:
        print("note: those in TOML are not read by another parser, because there is no tomllib")
    return 0


sys.exit(main())
