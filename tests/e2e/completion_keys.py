"""Press the Tab key in a shell on a pseudo-terminal.

completion_keys.py SHELL DIRECTORY: use the script DIRECTORY/script.SHELL, which completes
weekplan, with the program DIRECTORY/bin/weekplan. A command line is checked by running it with
`args` in front, which prints its words. A list of candidates is checked on the terminal.
"""

import os
import pty
import re
import select
import signal
import sys
import time

SECONDS = 30
PLAN = """\
later:
  - title: Learn Welsh
    tags: [lang, two words]
---
week: 2019-07-28
goals:
  - title: Paint the fence
    subtasks: [Buy paint, Buy a brush]
---
week: 2019-08-04
goals:
  - title: Bike tour
    id: tour
    tags: ["it's $(touch pwned) `touch pwned`"]
    subtasks:
      - Plan the route
      - {title: Pump up the tyres, done: 2019-08-05}
  - "Row\\e]0;pwned\\a\\t\\"to\\" $(touch pwned) 'it'"
  - {title: Read, progress: 1/3}
also:
  - {title: Fixed the bike, done: 2019-08-05}
"""
SETUP = {
    "bash": "PS1='REA''DY '; bind 'set bell-style none'; source ./script.bash\r",
    "zsh": "PROMPT='REA''DY '; bindkey -e; unsetopt zle_bracketed_paste; autoload -U compinit; "
    "compinit -D -u; source ./script.zsh\r",
    "fish": "function fish_prompt; echo -n 'REA''DY '; end; source ./script.fish\r",
}
START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
# The list of candidates appears at the second Tab in bash.
LIST_KEYS = {"bash": "\t\t", "zsh": "\t", "fish": "\t"}

# The keys, and the words of the command line after them.
LINES = [
    ("done rout\t", "done 1.1"),
    ("done to\t", "done tour"),
    ("reopen \t", "reopen 1.2"),
    ("mv tour --after=3\t", "mv tour --after=3"),
    ("rm +\t", "rm +1"),
    ("set tour du\t", "set tour due="),
    ("set tour due=tom\t", "set tour due=tomorrow"),
    ("set tour rep\tw\t", "set tour repeat=weekly"),
    ("set 3 tags+=tw\t", "set 3 tags+=two words"),
    ("set tour tags-=\t", "set tour tags-=it's $(touch pwned) `touch pwned`"),
    ("add --tag tw\t", "add --tag two words"),
    ("add --tag 'tw\t", "add --tag two words"),
    ('add --tag "it\t', "add --tag it's $(touch pwned) `touch pwned`"),
    ("add -uto\t", "add -utour"),
    ("carry bru\t", "carry 1.2"),
    ("defer 3 --to n\t", "defer 3 --to next"),
    ("carry --from \t", "carry --from last"),
    ("mv 3 --to lat\t", "mv 3 --to later"),
    ("done -wla\t", "done -wlast"),
    ("done --week=la\t", "done --week=last"),
    ("-w later show wel\t", "-w later show 1"),
    ("add --due tom\t", "add --due tomorrow"),
    ("report --format h\t", "report --format html"),
]
# The same for the names of files.
FILES = [
    ("-f my\t", "-f my plan.yaml"),
    ("-f 'my pl\t", "-f my plan.yaml"),
    ("-fmy\t", "-fmy plan.yaml"),
    ("--file=my\t", "--file=my plan.yaml"),
    ("-f b:\t", "-f b:c d.yaml"),
    ("--file=b:\t", "--file=b:c d.yaml"),
    ("-fb:c\t", "-fb:c d.yaml"),
    ("-f sub/\t", "-f sub/plan.yaml"),
    ("-f 'my plan.yaml' done roo\t", "-f my plan.yaml done 1"),
    ("-f my\\ plan.yaml done roo\t", "-f my plan.yaml done 1"),
    ("-f ~/sub/plan.yaml done tw\t", "-f HOME/sub/plan.yaml done 1.1"),
    ("-f $HOME/sub/plan.yaml done tw\t", "-f HOME/sub/plan.yaml done 1.1"),
    ("-f broken.yaml done \t", "-f broken.yaml done"),
    ("-f broken.yaml add --tag \t", "-f broken.yaml add --tag"),
    ("-f absent.yaml done x\t", "-f absent.yaml done x"),
    ("-f absent.yaml set 1 \t", "-f absent.yaml set 1"),
]
# fish offers only candidates with the typed text: the title instead of the path.
IN_FISH = {
    "done 1.1": "done Plan the route",
    "carry 1.2": "carry Buy a brush",
    "-w later show 1": "-w later show Learn Welsh",
    "-f my plan.yaml done 1": "-f my plan.yaml done Repair the roof",
    "-f HOME/sub/plan.yaml done 1.1": "-f HOME/sub/plan.yaml done Two",
}
# The beginning of a command line, and what its list of candidates has, and has not.
LISTS = [
    ("done ", ["tour", "1 Bike tour", "1.1", "Plan the route", "Read"], ["Pump", "Fixed"]),
    ("mv 1.1 --after ", ["Pump up", "+1", "Fixed the bike"], ["Plan the route"]),
    ("show ", ["tour", "Pump up", "Fixed the bike"], []),
    ("set tour ", ["due=", "the last day", "tags+="], ["progress=", "goals="]),
    ("set tour due=", ["Wed 7 August 2019", "Fri 9 August 2019"], ["Mon 5 August"]),
    ("done -w ", ["Sun 28 July", "Sat 10 August 2019"], ["later"]),
    ("mv 3 --to ", ["Sun 11", "17 August 2019", "the list for later"], []),
]


class Terminal:
    """A shell on a pseudo-terminal."""

    def __init__(self, shell, directory):
        env = dict(os.environ, TERM="xterm", HOME=directory, COLUMNS="100", INPUTRC="/dev/null")
        env.update(PATH=directory + "/bin:" + env["PATH"], WEEKPLAN_TODAY="2019-08-06")
        env.update(LC_ALL="C.UTF-8", WEEKPLAN_FILE=directory + "/plan.yaml", EDITOR="")
        self.output = b""
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.chdir(directory)
            os.execvpe(shell, START[shell], env)
        self.press(SETUP[shell])
        self.wait("READY ")

    def press(self, keys):
        os.write(self.terminal, keys.encode())

    def read(self, seconds):
        """Read what the shell has printed. Return whether there was anything."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        piece = os.read(self.terminal, 65536)
        if b"\x1b[c" in piece or b"\x1b[0c" in piece:
            self.press("\x1b[?1;2c")  # fish asks for the kind of the terminal
        self.output += piece
        return True

    def text(self):
        """Return the output without escape sequences."""
        text = self.output.decode(errors="replace")
        text = re.sub(r"\x1b\][^\x07\x1b]*(\x07|\x1b\\)", "", text)
        return re.sub(r"\x1b(\[[0-9;?]*[A-Za-z]|[=>]|[()][B0])|\x0f", "", text)

    def wait(self, words):
        """Read until the output has the words. Return whether it has."""
        end = time.time() + SECONDS
        while words not in self.text() and time.time() < end:
            self.read(0.1)
        return words in self.text()

    def restart(self):
        """Begin a new command line, with no output so far."""
        while self.read(0.05):
            pass
        self.output = b""

    def close(self):
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.terminal)


def write_files(directory):
    os.chdir(directory)
    os.mkdir("sub")
    files = {
        "plan.yaml": PLAN,
        "my plan.yaml": "week: 2019-08-04\ngoals: [Repair the roof]\n",
        "b:c d.yaml": "",
        "sub/plan.yaml": "week: 2019-08-04\ngoals: [{title: One, subtasks: [Two]}]\n",
        "broken.yaml": "week: 2019-08-04\ngoals: [\n",
        "bin/args": '#!/bin/sh\nfor word; do printf "<%s>" "$word"; done\necho "END"\n',
    }
    for name, text in files.items():
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
    os.chmod("bin/args", 0o755)


def check_lines(shell, terminal, failures):
    for keys, words in LINES + FILES:
        if shell == "fish":
            words = IN_FISH.get(words, words)
        terminal.restart()
        terminal.press("weekplan " + keys + "\x01args \r")
        found = re.compile(r"<weekplan>(.*)END")
        terminal.wait(">END")
        said = found.search(terminal.text().replace("\r", "").replace("\n", ""))
        said = said.group(1)[1:-1].replace("><", " ") if said else "nothing"
        said = said.replace(os.getcwd(), "HOME")
        if said.strip() != words:
            failures.append(f"{shell}: {keys!r} gives {said!r}, not {words!r}")
        if "weekplan:" in terminal.text():
            failures.append(f"{shell}: {keys!r} prints a message")
    return len(LINES + FILES)


def check_lists(shell, directory, failures):
    for line, wanted, unwanted in LISTS:
        terminal = Terminal(shell, directory)
        terminal.press("weekplan " + line + LIST_KEYS[shell])
        for words in wanted:
            if not terminal.wait(words):
                failures.append(f"{shell}: {line!r} does not list {words!r}: {terminal.text()!r}")
        shown = terminal.text()
        failures.extend(f"{shell}: {line!r} lists {words!r}" for words in unwanted if words in shown)
        if b"\x1b]0;pwned" in terminal.output:
            failures.append(f"{shell}: {line!r} prints a title raw")
        terminal.close()
    return len(LISTS)


def main():
    shell, directory = sys.argv[1:]
    failures = []
    write_files(directory)
    terminal = Terminal(shell, directory)
    count = check_lines(shell, terminal, failures)
    terminal.close()
    count += check_lists(shell, directory, failures)
    if os.path.exists("pwned"):
        failures.append(f"{shell}: a text of the plan was run as a command")
    for failure in failures:
        print("FAILED:", failure)
    print(f"{count} command lines in {shell} on a terminal, {len(failures)} failures")
    return 1 if failures else 0


sys.exit(main())
