"""Make each system call of each command fail, or kill the command at this call.

    syscall_faults.py PROGRAM INJECT                 WEEKPLAN_POINTS (100%) of all points
    syscall_faults.py PROGRAM INJECT COMMAND         the same of one command
    syscall_faults.py PROGRAM INJECT COMMAND POINT   one point

A point is PROCESS:CALL:NUMBER:FAULT, as in inject_syscall_fault.c. After each point this
script checks the plan, the output, the files beside the plan, and the results of undo, redo
and the next command. The checks do not know how weekplan saves.
"""

import collections
import errno
import multiprocessing
import os
import pty
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM, INJECT = (str(Path(argument).resolve()) for argument in sys.argv[1:3])
MAIL_PROGRAM = str(Path(PROGRAM).with_name("weekplan-mail"))
OUR_PROGRAMS = {PROGRAM, MAIL_PROGRAM}

NOT_RUN, STOPPED, KILLED = 125, 124, 137
# Exit codes allowed after a failed call: the mailer or crontab (69), memory (71),
# creating (73), reading and writing (74), try again (75), the configuration (78).
CODES = {69, 71, 73, 74, 75, 78}
SHOWN = 40 # largest number of failures that are printed

PLAN = b"""\
# yaml-language-server: $schema=plan.schema.json
---
week: 2019-07-28
goals: [{title: Earlier, done: true}, {title: Left over, progress: 1/3 parts}]
---
week: 2019-08-04
goals:
  - title: One # kept
  - title: With a note
    note: |
      Some words.
    subtasks:
      - First
      - {title: Second, done: true}
  - {title: In braces, weight: 2}   # and a comment
  - A plain one
  - title: Counted
    progress: 1/3 pages
"""
# A copy of the plan, for `merge --with`.
COPY = PLAN.replace(b"  - A plain one\n", b"  - {title: A plain one, done: true}\n  - Another one\n")
CRONTAB = b"# mine\nMAILTO=ada\n0 7 * * 1 water-the-plants\n"
# With this configuration the output differs, so a configuration that is not read is
# noticed.
CONFIGURATION = """\
ascii: true
mail: {{to: [ada@example.org, ben@example.org], from: weekplan@example.org, sendmail: {mailer}}}
"""

# Scripts that replace the programs which weekplan runs. Each stores its input before it
# reports success.
FAKES = {
    "mailer": """\
if [ -e "$HOME/refuse" ]; then rm "$HOME/refuse"; echo 'not now'; exit 75; fi
cat >"$HOME/letters/$$.part" && mv "$HOME/letters/$$.part" "$HOME/letters/$$"
""",
    "crontab": """\
case $1 in
-l) [ -e "$HOME/crontab" ] || { echo 'no crontab for ada' >&2; exit 1; }; cat "$HOME/crontab" ;;
*) cat -- "$1" >"$HOME/crontab.new" && mv "$HOME/crontab.new" "$HOME/crontab" ;;
esac
""",
    "editor": """sed -i 's/A plain one/By hand/' "$1" && : >"$HOME/edited"\n""",
    "breaker": """sed -i 's/- A plain one/- {By hand/' "$1" && : >"$HOME/edited"\n""",
    "writer": """printf 'week: 2019-08-04\\ngoals: [By hand]\\n' >"$1" && : >"$HOME/edited"\n""",
}

# Programs that the scripts and `sync` need. No other program is in PATH, so no fault reaches
# the crontab of the user.
TOOLS = ["cat", "mv", "rm", "sed"]
GIT = shutil.which("git")
GIT_CONFIGURATION = """\
[user]
	name = Ada
	email = ada@example.org
[init]
	defaultBranch = main
[gc]
	auto = 0
"""

OUTLINE = b"- Third\n  - [x] Below it\n- Fourth\n"
MARKDOWN = b"- One\n- [x] Fourth\n\n## Next week\n\n- Fifth\n"
ZERO = ["add", "Zero"]


class Case:
    """A command, its plan and configuration, and the check of its result."""

    def __init__(self, name, *arguments, kind="change", layout="plain", before=(ZERO,), stdin=b"",
                 config=True, editor="editor", refuse=False, steps=0, terminal=False, code=0):
        self.name, self.arguments, self.kind, self.layout = name, list(arguments), kind, layout
        self.before, self.stdin, self.config, self.editor = before, stdin, config, editor
        self.refuse, self.steps, self.terminal, self.code = refuse, steps, terminal, code


def cases():
    yield Case("add", "add", "Two")
    yield Case("add/first-step", "add", "Two", before=(), config=False)
    yield Case("add/link", "add", "Two", layout="link")
    yield Case("add/acl", "add", "Two", layout="acl")
    yield Case("add/full-log", "add", "Two", steps=1999)
    yield Case("add/new-plan", "add", "One", layout="none", before=())
    yield Case("add/new-week", "add", "-w", "next", "Later")
    yield Case("add/outline", "add", "-u", "2", "-", stdin=OUTLINE)
    yield Case("done", "done", "First")
    yield Case("reopen", "reopen", "Second")
    yield Case("progress", "progress", "Counted", "2/3")
    yield Case("drop", "drop", "braces", "--reason", "no time")
    yield Case("set", "set", "1", "due=fri", "tags+=reading")
    yield Case("note", "note", "2", "--append", "More words.")
    yield Case("rm", "rm", "2", "braces")
    yield Case("mv", "mv", "2.1", "--under", "One")
    yield Case("carry", "carry")
    yield Case("merge", "merge", "--with", "copy.yaml")
    yield Case("merge/link", "merge", "--with", "copy.yaml", layout="link")
    yield Case("import", "import", "-w", "this", "-", stdin=MARKDOWN)
    yield Case("import/new-plan", "import", "-w", "this", "-", layout="none", before=(),
               stdin=MARKDOWN)
    yield Case("carry/new-week", "carry", "-w", "next", layout="link")
    yield Case("defer", "defer", "First")
    yield Case("edit", "edit")
    yield Case("edit/new-plan", "edit", layout="none", before=(), editor="writer")
    yield Case("edit/broken", "edit", editor="breaker", code=65)
    yield Case("undo", "undo", before=(ZERO, ["done", "First"]))
    yield Case("undo/link", "undo", layout="link")
    yield Case("undo/new-plan", "undo", layout="none", before=(["add", "One"],))
    yield Case("redo", "redo", before=(ZERO, ["done", "First"], ["undo"]))
    yield Case("redo/new-plan", "redo", layout="none", before=(["add", "One"], ["undo"]))
    for name, *arguments in (
        ("status", "status"),
        ("status/json", "status", "--json"),
        ("status/open", "status", "--open", "--ascii"),
        ("status/explain", "status", "--explain"),
        ("status/short", "--short"),
        ("show", "show", "2"),
        ("show/json", "show", "--json"),
        ("report", "report"),
        ("render/html", "report", "--format", "html"),
        ("history", "history"),
        ("history/csv", "history", "--format", "csv"),
        ("check", "check"),
        ("carry/dry-run", "carry", "-w", "next", "--dry-run"),
        ("path", "path"),
        ("schema", "schema"),
        ("completion", "completion", "bash"),
        ("help", "help", "add"),
        ("version", "--version"),
        ("cron-show", "cron", "show"),
        ("cron-show/systemd", "cron", "show", "--systemd"),
    ):
        yield Case(name, *arguments, kind="read")
    yield Case("status/terminal", "status", kind="read", terminal=True)
    yield Case("status/stdin", "status", "-f", "-", kind="read", stdin=PLAN)
    if GIT is not None:
        yield Case("sync", "sync", kind="sync", layout="clone")
        yield Case("sync/init", "sync", "--init", "../hub.git", kind="sync", before=())
        yield Case("sync/init-join", "sync", "--init", "../hub.git", kind="sync", layout="join",
                   before=())
    yield Case("cron-install", "cron", "install", kind="cron")
    yield Case("cron-remove", "cron", "remove", kind="cron", before=(["cron", "install"],))
    if os.access(MAIL_PROGRAM, os.X_OK):
        yield Case("mail/print", "mail", "--print", kind="read")
        yield Case("mail", "mail", kind="mail")
        yield Case("mail/once", "mail", "--once", kind="mail")
        yield Case("mail/this-week", "mail", "--once", "-w", "this", kind="mail")
        yield Case("mail/ask", "mail", "--once", "--ask", kind="mail")
        yield Case("mail/refused", "mail", "--once", kind="mail", refuse=True)
        yield Case("status/unsent-letter", "status", kind="read", terminal=True, refuse=True,
                   before=(["mail"],))
        yield Case("mail/sent", "mail", "--once", kind="mail", before=(["mail"],))


# System calls about files, and system calls that fail with EINTR after a signal (POSIX).
ABOUT_FILES = re.compile(
    r"open|p?read|p?write|readv|writev|fsync|fdatasync|rename|link|unlink|readlink|mkdir|rmdir"
    r"|flock|f?chmod|f?chown|f?access|l?stat|fstat|newfstatat|statx|statfs|fstatfs|getdents"
    r"|ftruncate|fallocate|copy_file|sendfile|utimens|[fl]?(get|set|list|remove)xattr|getcwd"
    r"|f?chdir|fcntl|close"
)
INTERRUPTED = re.compile(
    r"open|p?read|p?write|readv|writev|fsync|fdatasync|flock|ftruncate|fallocate|wait|p?poll"
    r"|pselect|clock_nanosleep|close|dup[23]"
)
OTHERS = {
    "mmap": ["ENOMEM"], "clone": ["EAGAIN"], "clone3": ["EAGAIN"], "fork": ["EAGAIN"],
    "vfork": ["EAGAIN"], "pipe": ["EMFILE"], "pipe2": ["EMFILE"], "dup": ["EMFILE"],
    "execve": ["EIO", "EACCES"],
}


def is_interrupted(call):
    return INTERRUPTED.match(call) and not call.startswith("readlink")


# Calls by which `sync` only starts and awaits git, and those of the memory: a kill at one of them
# is like a kill at the call after it. How often it waits differs in each run.
ABOUT_PROCESSES = {"prlimit64", "rt_sigprocmask", "rt_sigaction", "munmap", "brk", "getrandom",
                   "lseek", "ioctl", "clock_nanosleep"}


# A point of `sync` takes half a second. With all commands only each of so many is tested; it is no
# multiple of the number of faults, so each call and each fault has its turn.
SYNC_STEP = 9


def faults_of_sync(call):
    """Return the faults of a call of `sync`, which runs git dozens of times with the same calls."""
    faults = OTHERS.get(call, ["EIO"] if ABOUT_FILES.match(call) else [])
    return [*faults[:1], *(["EINTR"] if is_interrupted(call) else []), "KILL", "KILLALL"]


def faults_of(call, several):
    faults = list(OTHERS.get(call, []))
    if ABOUT_FILES.match(call):
        faults += ["EIO", "ENOSPC", "EDQUOT", "EACCES"]
    if is_interrupted(call):
        faults += ["EINTR"]
    return faults + ["KILL"] + (["KILLALL"] if several else [])


class Result(collections.namedtuple("Result", "code out err")):
    def shown(self):
        text = (self.err or self.out).decode(errors="replace").strip()
        return f"exit {self.code}: {text[:300]}"


ACL = "system.posix_acl_access"


def attributes(path):
    try:
        return os.getxattr(path, ACL, follow_symlinks=False)
    except OSError:
        return None


def capture(top):
    """Return a map from each path below a directory to its mode, content and ACL."""
    found = {}
    for directory, directories, files in os.walk(top):
        for name in directories + files:
            path = os.path.join(directory, name)
            mode = os.lstat(path).st_mode
            if stat.S_ISLNK(mode):
                content = os.readlink(path)
            elif stat.S_ISREG(mode):
                content = Path(path).read_bytes()
            else:
                content = None
            found[os.path.relpath(path, top)] = (mode, content, attributes(path))
    return found


def restore(top, wanted):
    shutil.rmtree(top, ignore_errors=True)
    os.mkdir(top)
    for name in sorted(wanted):
        mode, content, acl = wanted[name]
        path = os.path.join(top, name)
        if stat.S_ISLNK(mode):
            os.symlink(content, path)
            continue
        if stat.S_ISDIR(mode):
            os.mkdir(path)
        else:
            with open(path, "wb") as file:
                file.write(content)
        os.chmod(path, stat.S_IMODE(mode))
        if acl is not None:
            os.setxattr(path, ACL, acl)


class World:
    """A directory for the runs of one worker process."""

    def __init__(self, top):
        self.top = top
        self.bin = os.path.join(top, "bin")
        self.run = os.path.join(top, "run")
        self.report = os.path.join(top, "report")
        os.makedirs(self.bin)
        for name, text in FAKES.items():
            path = Path(self.bin, name)
            path.write_text("#!/bin/sh\n" + text)
            path.chmod(0o755)
        for name in TOOLS + (["git"] if GIT is not None else []):
            Path(self.bin, name).symlink_to(shutil.which(name))
        self.plan = os.path.join(self.run, "here", "plan.yaml")
        self.environment = {
            "PATH": self.bin, "HOME": self.run, "LC_ALL": "C.UTF-8", "TZ": "UTC",
            "XDG_CONFIG_HOME": self.run + "/config", "XDG_STATE_HOME": self.run + "/state",
            "TMPDIR": self.run + "/tmp", "COLUMNS": "80", "WEEKPLAN_TODAY": "2019-08-06",
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_TEMPLATE_DIR": "",
        }
        self.references = {}
        self.next_plans = {}

    def path(self, *names):
        return os.path.join(self.run, *names)

    def read_plan(self):
        try:
            return Path(self.plan).read_bytes()
        except FileNotFoundError:
            return None

    def names(self, where):
        """Return a map like capture(), without the contents of regular files."""
        return {
            name: (mode, content if stat.S_ISLNK(mode) else None, acl)
            for name, (mode, content, acl) in capture(self.path(where)).items()
        }

    def letters(self):
        return [Path(entry).read_bytes() for entry in os.scandir(self.path("letters"))
                if not entry.name.endswith(".part")]

    def crontab(self):
        try:
            return Path(self.path("crontab")).read_bytes()
        except FileNotFoundError:
            return None

    def git(self, where, *arguments):
        """Run git, and return its output."""
        done = subprocess.run([GIT, "-C", self.path(where), *arguments], capture_output=True,
                              env=self.environment, check=False)
        return Result(done.returncode, done.stdout, done.stderr)

    def share(self, case):
        """Lay out the remote. In the layout "clone" both sides have changed the plan since; in the
        layout "join" only the other side has a plan.
        """
        Path(self.path(".gitconfig")).write_text(GIT_CONFIGURATION)
        self.git(".", "init", "-q", "--bare", "hub.git")
        if case.layout == "join":
            os.rename(self.plan, self.path("elsewhere/plan.yaml"))
        if case.layout == "clone":
            self.init_clone("here")
        if case.layout in ("clone", "join"):
            self.init_clone("elsewhere")
            self.sync_clone("elsewhere", "done", "First")

    def sync_clone(self, where, *change):
        for arguments in (change, ["sync"]):
            subprocess.run([PROGRAM, "-q", "-f", self.path(where, "plan.yaml"), *arguments],
                           env=self.environment, stdin=subprocess.DEVNULL, check=True)

    def init_clone(self, where):
        self.sync_clone(where, "sync", "--init", self.path("hub.git"))

    def weekplan(self, case, arguments=None, point=None, stdin=None):
        command = [PROGRAM, "-f", self.plan, *(case.arguments if arguments is None else arguments)]
        if point is not None:
            command = [INJECT, self.report, point, *command]
        self.environment["EDITOR"] = os.path.join(self.bin, case.editor)
        if case.terminal:
            return self.on_terminal(command)
        done = subprocess.run(
            command, input=case.stdin if stdin is None else stdin, capture_output=True,
            env=self.environment, cwd=self.run, check=False,
        )
        return Result(done.returncode, done.stdout, done.stderr)

    def on_terminal(self, command):
        """Run a command on a pseudo-terminal. Standard output and standard error are then the
        same.
        """
        master, slave = pty.openpty()
        child = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave,
                                 env=self.environment, cwd=self.run)
        os.close(slave)
        printed = b""
        try:
            while piece := os.read(master, 4096):
                printed += piece
        except OSError:
            pass # EIO: the command has closed the terminal
        os.close(master)
        return Result(child.wait(), printed, printed)

    def lay_out(self, case):
        """Create the files of a case and run its earlier commands."""
        shutil.rmtree(self.run, ignore_errors=True)
        for name in ("here", "config/weekplan", "tmp", "letters", "elsewhere"):
            os.makedirs(self.path(name))
        if case.config:
            Path(self.path("config/weekplan/config.yaml")).write_text(
                CONFIGURATION.format(mailer=os.path.join(self.bin, "mailer")))
        Path(self.path("crontab")).write_bytes(CRONTAB)
        Path(self.path("copy.yaml")).write_bytes(COPY)
        if case.layout == "link":
            Path(self.path("here/dotfiles.yaml")).symlink_to("../elsewhere/plan.yaml")
            Path(self.plan).symlink_to("dotfiles.yaml")
        if case.layout != "none":
            Path(self.plan).write_bytes(PLAN)
            os.chmod(self.plan, 0o640)
        if case.layout == "acl":
            subprocess.run(["setfacl", "-m", "u:65534:r", self.plan], check=True)
        if case.kind == "sync":
            self.share(case)
        plans = [self.read_plan()]
        if case.refuse and case.terminal:
            Path(self.path("refuse")).touch()
        for arguments in case.before:
            done = self.weekplan(case, arguments)
            if done.code not in (0, 75):
                raise SystemExit(f"{case.name}: {arguments}: {done.shown()}")
            plans.append(self.read_plan())
        if case.steps > 0:
            self.lengthen_log(case)
            plans.append(self.read_plan())
        if case.refuse and not case.terminal:
            Path(self.path("refuse")).touch()
        return plans

    def lengthen_log(self, case):
        """Fill the undo log with copies of one step."""
        def log():
            (path,) = Path(self.path("state/weekplan")).glob("undo-*")
            return path

        before = log().read_bytes()
        self.weekplan(case, ["add", "Another"])
        step = log().read_bytes()[len(before):]
        log().write_bytes(before + step * case.steps)

    def reference(self, case):
        if case.name not in self.references:
            self.references[case.name] = Reference(self, case)
        return self.references[case.name]

    def next_plan(self, plan, case):
        """Return the plan after the next command, or None if there is no plan."""
        key = (plan, case.config)
        if key not in self.next_plans:
            kept = capture(self.run)
            self.lay_out(Case("next", layout="none" if plan is None else "plain", before=(),
                              config=case.config))
            if plan is not None:
                Path(self.plan).write_bytes(plan)
            done = self.weekplan(case, NEXT)
            if done.code != 0:
                raise SystemExit(f"{NEXT} after {case.name}: {done.shown()}")
            self.next_plans[key] = self.read_plan()
            restore(self.run, kept)
        return self.next_plans[key]


NEXT = ["add", "Next"]


class Reference:
    """The results of a command without a fault."""

    def __init__(self, world, case):
        self.plans = world.lay_out(case)
        self.start = capture(world.run)
        self.old = world.read_plan()
        self.crontab = world.crontab()
        self.shapes = [world.names("here"), world.names("elsewhere")]
        self.clean = world.weekplan(case, point="-")
        self.calls = [line.split(" ", 5) for line in Path(world.report).read_text().splitlines()]
        self.kind = case.kind
        if case.kind == "sync": # git and what it runs are not tested
            self.calls = [call for call in self.calls
                          if call[0] == "1" and call[1] not in ABOUT_PROCESSES]
            started = sum(call[1].startswith("clone") for call in self.calls)
            self.calls = [call for call in self.calls
                          if call[1] != "wait4" or int(call[2]) <= started]
        self.new = world.read_plan()
        self.new_crontab = world.crontab()
        self.new_shapes = [world.names("here"), world.names("elsewhere")]
        self.letters = world.letters()
        self.states = set(world.names("state")) if os.path.isdir(world.path("state")) else set()
        self.known = set(self.plans) | {self.old, self.new}
        # The plan that undo restores if the command has failed: the plan before the last
        # earlier step.
        self.older = self.plans[-2] if case.before == (ZERO,) else None

    def made(self):
        """Return the calls to test: calls of weekplan and weekplan-mail after the dynamic
        loader.
        """
        return [
            (process, name, number)
            for process, name, number, loading, _, program in self.calls
            if loading == "0" and program in OUR_PROGRAMS and name != "exit_group"
        ]

    def points(self):
        made = self.made()
        if self.kind == "sync":
            return [f"{process}:{name}:{number}:{fault}"
                    for process, name, number in made for fault in faults_of_sync(name)]
        several = len({process for process, *_ in self.calls}) > 1
        return [
            f"{process}:{name}:{number}:{fault}"
            for process, name, number in made
            for fault in faults_of(name, several)
        ]

    def is_after_rename(self, point):
        """Whether the plan may be the new one although the exit code is not 0: the call is at
        or after the first rename.
        """
        process, name, number, _ = point.split(":")
        made = self.made()
        first = next((i for i, call in enumerate(made) if call[1].startswith(("rename", "link"))),
                     len(made))
        removal = [i for i, call in enumerate(made) if call[1].startswith("unlink")]
        first = min([first] + (removal[:1] if self.new is None else []))
        return (process, name, number) in made[first:]


def for_injection(point):
    head, _, fault = point.rpartition(":")
    return f"{head}:{getattr(errno, fault, fault)}"


# Warnings that a fault may add to the output: something could not be recorded or removed.
REMARK = re.compile(rb"weekplan: [^\n]*(cannot be (un|re)done|cannot be noted|cannot read what"
                    rb"|could not be removed)[^\n]*\n")


class Judge:
    def __init__(self, world, case, point):
        self.world, self.case, self.point = world, case, point
        self.reference = world.reference(case)
        self.fault = point.rpartition(":")[2]
        self.call = point.split(":")[1]
        self.found = []

    def check(self, holds, what):
        if not holds:
            self.found.append(what)

    def run(self):
        restore(self.world.run, self.reference.start)
        before = self.stamp()
        done = self.world.weekplan(self.case, point=for_injection(self.point))
        if done.code == NOT_RUN:
            raise SystemExit(done.shown())
        if not Path(self.world.report).read_text():
            return None # The number of calls for memory varies, so the call may be missing.
        self.done, self.killed = done, self.fault.startswith("KILL") and done.code == KILLED
        self.remarked = REMARK.search(done.err) is not None
        self.judge_end()
        getattr(self, "judge_" + self.case.kind)(before)
        return self.found

    def stamp(self):
        try:
            info = os.stat(self.world.plan)
        except FileNotFoundError:
            return None
        return (info.st_ino, info.st_mtime_ns, info.st_ctime_ns)

    def reason(self):
        return os.strerror(getattr(errno, self.fault, 0))

    def judge_end(self):
        """Check the exit code and the messages."""
        done, clean = self.done, self.reference.clean
        if self.killed:
            return
        if self.fault == "EINTR":
            self.check((done.code, bare(done.err)) == (clean.code, bare(clean.err)),
                       f"EINTR is not got over: {done.shown()}")
        elif "sync" in self.call:
            self.check(done.code != 0 or self.remarked, "exit 0, and it may not be on the disk")
        if done.code == clean.code:
            self.judge_words()
            return
        unreadable = done.code == 66 and self.reason().encode() in b" ".join(done.err.split())
        self.check(done.code in CODES or unreadable, done.shown())
        self.check(re.search(rb"^weekplan: .{5}", done.err, re.M), f"exit {done.code} without words")

    def judge_words(self):
        """Check that the output is the same as without a fault, but for warnings."""
        done, clean = self.done, self.reference.clean
        # A program that cannot write to standard error cannot print the warning.
        if self.is_write_to("2") or b"cannot read what" in done.err or \
                self.case.terminal and b"cannot find out" in done.err:
            return
        # A mailer that cannot be looked up counts as missing.
        if self.case.kind == "cron" and b"no letter can be sent yet" in done.err:
            return
        self.check(bare(done.out) == bare(clean.out), f"other output: {done.out[:200]!r}")
        self.check(bare(REMARK.sub(b"", done.err)) == bare(REMARK.sub(b"", clean.err)),
                   f"exit {done.code}, and says {done.err[:200]!r}")

    def is_write_to(self, descriptor):
        point = self.point.split(":")[:3]
        return self.call.startswith("write") and any(
            [process, name, number] == point and argument == descriptor
            for process, name, number, _, argument, _ in self.reference.calls)

    def judge_plan(self):
        """Check the plan directly after the fault."""
        world, reference = self.world, self.reference
        plan = world.read_plan()
        self.check(plan in (reference.old, reference.new), "neither the old plan nor the new one")
        if not self.killed:
            wanted = self.done.code == reference.clean.code
            self.check(plan == reference.new if wanted else plan == reference.old or
                       reference.is_after_rename(self.point),
                       f"exit {self.done.code}, and the plan is the {'old' if wanted else 'new'} one")
            shapes = [world.names("here"), world.names("elsewhere")]
            self.check(shapes == (reference.new_shapes if plan == reference.new else reference.shapes)
                       or self.call.startswith("unlink"),
                       f"left behind, or another mode: {sorted(shapes[0])} {sorted(shapes[1])}")
            self.judge_draft(plan)
        return plan

    def judge_draft(self, plan):
        """Check that the text from the editor is in the plan, or in a file that a message
        names.
        """
        world = self.world
        drafts = os.listdir(world.path("tmp"))
        for name in drafts:
            self.check(name.encode() in self.done.err or self.is_write_to("2"),
                       f"left behind: tmp/{name}")
        if os.path.exists(world.path("edited")) and b"By hand" not in (plan or b""):
            self.check(any(b"By hand" in (content or b"")
                           for _, content, _ in capture(world.path("tmp")).values()
                           if not isinstance(content, str)), "what was written is lost")

    def judge_undo(self, plan):
        world, reference = self.world, self.reference
        done = world.weekplan(self.case, ["undo"], stdin=b"")
        after = world.read_plan()
        self.check(done.code in CODES | {0}, f"undo after it: {done.shown()}")
        self.check(done.out or done.err, "undo after it is silent")
        # If the undo step was not recorded, undo takes back the step before it.
        self.check(after in reference.known or self.remarked,
                   f"undo after it makes another plan: {done.shown()}")
        if done.code != 0:
            self.check(after == plan, "undo after it fails, and changes the plan")
        made = plan == reference.new and plan != reference.old
        if self.case.arguments[0] in ("undo", "redo"):
            return
        if made and not self.remarked:
            self.check(after == reference.old, f"undo after it does not take it back: {done.shown()}")
        if not made and reference.older is not None:
            self.check(after == reference.older,
                       f"undo after it does not take back the step before: {done.shown()}")
        if after == plan:
            return
        done = world.weekplan(self.case, ["redo"], stdin=b"")
        self.check(done.code == 0 and world.read_plan() == plan, f"undo, redo: {done.shown()}")

    def judge_next(self):
        """Check that the next command works and removes temporary files."""
        world, reference = self.world, self.reference
        plan = world.read_plan()
        wanted = world.next_plan(plan, self.case)
        done = world.weekplan(self.case, NEXT, stdin=b"")
        self.check(done.code == 0, f"the next change: {done.shown()}")
        self.check(world.read_plan() == wanted, "the next change makes another plan")
        shapes = [set(world.names("here")), set(world.names("elsewhere"))]
        here = {"plan.yaml", "dotfiles.yaml"} if self.case.layout == "link" else {"plan.yaml"}
        there = {"plan.yaml"} if self.case.layout == "link" else set()
        self.check(shapes == [here, there], f"left after the next change: {shapes}")
        left = [re.sub(r"\w+$", "*", name) for name in world.names("state")
                if not re.fullmatch(r"weekplan(/undo-[0-9a-f]+)?", name)
                and name not in reference.states]
        self.check(not left, f"left after the next change: state {left}")

    def judge_change(self, _):
        self.judge_undo(self.judge_plan())
        self.judge_next()

    def judge_read(self, before):
        """Check that a command that only reads has written nothing."""
        world, reference = self.world, self.reference
        self.check(self.stamp() == before, "the plan has been written")
        found = capture(world.run)
        changed = [name for name in found.keys() | reference.start.keys()
                   if found.get(name) != reference.start.get(name)]
        self.check(not changed or self.call.startswith("unlink"), f"has written {changed}")

    def judge_unchanged(self, before):
        self.check(self.stamp() == before, "the plan has been written")
        self.check(sorted(self.world.names("here")) == ["plan.yaml"], "left beside the plan")

    def judge_sync(self, _):
        """Check the plan, that git can use the repository, and that the next `sync` finishes."""
        world, reference = self.world, self.reference
        plan = world.read_plan()
        self.check(plan in (reference.old, reference.new), "neither the old plan nor the new one")
        if not self.killed and self.done.code == 0:
            self.check(plan == reference.new, "exit 0, and the plan is the old one")
        locks = [path for top in ("here", "hub.git") for path in Path(world.path(top)).rglob("*.lock")]
        self.check(not locks or self.fault == "KILLALL", f"left behind: {locks}")
        for path in locks:
            path.unlink()
        for top in ("here", "hub.git"):
            if os.path.exists(world.path(top, ".git" if top == "here" else "HEAD")):
                done = world.git(top, "fsck", "--no-dangling")
                self.check(done.code == 0, f"git fsck in {top}: {done.shown()}")
        done = world.weekplan(self.case, stdin=b"")
        self.check(done.code == 0, f"once more: {done.shown()}")
        self.check(world.read_plan() == reference.new, "once more makes another plan")
        shared = world.git("hub.git", "show", "main:plan.yaml")
        self.check(shared.out == reference.new, f"the remote has another plan: {shared.shown()}")
        left = world.git("here", "status", "--porcelain").out
        left += world.git("here", "for-each-ref", "refs/worktree").out
        self.check(not left, f"left: {left!r}")
        names = sorted(os.listdir(world.path("here")))
        self.check(names == [".git", ".gitattributes", "plan.yaml"], f"left: {names}")

    def judge_cron(self, before):
        """Check that the crontab is the old or the new one, with all lines of other programs."""
        world, reference = self.world, self.reference
        self.judge_unchanged(before)
        crontab = world.crontab()
        self.check(crontab in (reference.crontab, reference.new_crontab),
                   f"the crontab is {crontab!r}")
        if not self.killed and self.done.code == 0:
            self.check(crontab == reference.new_crontab, "exit 0, and the crontab is the old one")
        done = world.weekplan(self.case)
        self.check(done.code == 0 and world.crontab() == reference.new_crontab,
                   f"once more: {done.shown()}")
        if not self.killed:
            self.check(not os.listdir(world.path("tmp")) or self.call.startswith("unlink"),
                       "left behind in tmp")

    def judge_mail(self, before):
        """Check that no letter is sent twice, and that each letter that was not sent is
        reported.
        """
        world, reference = self.world, self.reference
        self.judge_unchanged(before)
        sent = world.letters()
        was_sent = len(reference.letters)
        self.check(len(sent) <= max(was_sent, 1), f"{len(sent)} letters")
        if not self.killed and self.done.code == 0 and not self.case.refuse:
            self.check([bare(letter) for letter in sent] == [bare(letter) for letter in
                       reference.letters], f"exit 0, and {len(sent)} letters, or another one")
        # Two more runs of the same letter: one of another kind would be sent beside it.
        again = self.case.arguments if "--once" in self.case.arguments else ["mail", "--once"]
        codes = [world.weekplan(self.case, again).code for _ in range(2)]
        count = len(world.letters())
        self.check(count <= 1, f"{count} letters after mail --once ({codes})")
        if count == 0:
            said = world.on_terminal([PROGRAM, "-f", world.plan, "status"]).out
            self.check(b"letter" in said, f"no letter and no word of it ({codes}): {said!r}")
        # A letter that may have been sent leaves the file sending-... in the state
        # directory.
        may = self.fault.startswith("KILL") or self.remarked or self.call.startswith("unlink")
        marks = r"|weekplan/sending-(this-|ask-)?[-0-9a-f]+" if may else ""
        left = [re.sub(r"\w+$", "*", name) for name in world.names("state")
                if not re.fullmatch("weekplan(/letters)?" + marks, name)
                and name not in reference.states]
        self.check(not left, f"left: state {left}")


def bare(text):
    """Return a letter or message without parts that differ in each run: date, boundary,
    temporary name.
    """
    text = re.sub(rb"/tmp/weekplan-draft-\w{6}", b"/tmp/", text)
    return re.sub(rb"^(Date:.*|.*[Bb]oundary=.*|--.*)$", b"", text, flags=re.M)


CASES = {case.name: case for case in cases()}
world = None


def settle(top, numbers):
    global world
    with numbers.get_lock():
        numbers.value += 1
        number = numbers.value
    world = World(os.path.join(top, f"{number:02}"))


def list_points(name):
    reference = world.reference(CASES[name])
    return name, reference.clean, reference.points()


def judge_points(task):
    name, points = task
    return [(name, point, Judge(world, CASES[name], point).run()) for point in points]


def share():
    """Return the percentage of points to test, from WEEKPLAN_POINTS."""
    text = os.environ.get("WEEKPLAN_POINTS", "100%")
    if not re.fullmatch(r"[1-9][0-9]?%|100%", text):
        raise SystemExit(f"WEEKPLAN_POINTS is a percentage such as 10%, not {text}")
    return int(text[:-1])


def sweep(top, names, wanted):
    percent = share() if wanted is None else 100
    tried, taken, failures = collections.Counter(), 0, collections.defaultdict(list)
    unmade = collections.Counter()
    tasks = []
    numbers = multiprocessing.Value("i", 0)
    with multiprocessing.Pool(None, settle, (top, numbers)) as pool:
        for name, clean, points in pool.imap(list_points, names):
            if clean.code not in (CASES[name].code, 75):
                raise SystemExit(f"{name} does not work: {clean.shown()}")
            if not points:
                print("skipped: the loader's calls cannot be told from the program's here")
                raise SystemExit(77)
            if wanted is not None:
                points = [wanted]
            elif CASES[name].kind == "sync" and len(names) > 1:
                points = points[::SYNC_STEP]
            chosen = []
            for point in points:
                taken += percent
                if taken >= 100:
                    taken -= 100
                    chosen.append(point)
            tasks += [(name, chosen[i : i + 50]) for i in range(0, len(chosen), 50)]
        for judged in pool.imap_unordered(judge_points, tasks):
            for name, point, found in judged:
                tried[name] += found is not None
                unmade[name] += found is None
                for what in found or []:
                    failures[name, what].append(point)
    for name in names:
        if unmade[name] > 2 + tried[name] // 100:
            failures[name, f"{unmade[name]} calls are not made again"].append("-")
    show_failures(failures)
    width = max(map(len, names))
    for name in names:
        print(f"{name:<{width}} {tried[name]:6}")
    return sum(tried.values()), len(failures)


def show_failures(failures):
    for (name, what), points in list(failures.items())[:SHOWN]:
        print(f"FAILED: {name}: {what}")
        print(f"  at {' '.join(points[:6])}{' ...' if len(points) > 6 else ''}")
    if len(failures) > SHOWN:
        print(f"and {len(failures) - SHOWN} failures more")
    if failures:
        print(f"to repeat one: WEEKPLAN={PROGRAM} tests/faults/syscall_faults.sh COMMAND POINT")


def main():
    names, wanted = sys.argv[3:4] or list(CASES), (sys.argv[4:5] or [None])[0]
    begun = time.monotonic()
    # Each point writes and syncs files. A file system in memory makes this fast.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="weekplan-", dir=memory) as top:
        points, failures = sweep(top, names, wanted)
    print(f"{points} points in {len(names)} commands, {failures} failures, "
          f"{time.monotonic() - begun:.0f} s")
    return failures > 0


if __name__ == "__main__":
    sys.exit(main())
