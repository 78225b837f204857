"""Several clones of a plan are changed and synced in random order; see sync_clones.sh.

The model has only changes that every merge keeps, whatever their order: items that are added or
done, steps of a count, tags, comments. So the plan at the end is known without a second merge.
"""

import datetime
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time

PROGRAM, WORK = sys.argv[1:]
ROUNDS = int(os.environ.get('WEEKPLAN_ROUNDS', '50'))
SEED = int(os.environ.get('WEEKPLAN_SEED', '1'))
COUNTED = ['Counted one', 'Counted two']
CONTESTED = 'Contested'

ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith('GIT_')}
ENVIRONMENT.update({
    'HOME': WORK, 'XDG_STATE_HOME': WORK + '/state', 'LC_ALL': 'C.UTF-8',
    'GIT_CONFIG_NOSYSTEM': '1', 'WEEKPLAN_TODAY': '2019-08-06'})
ENVIRONMENT.pop('WEEKPLAN_FILE', None)

PLAN = '''week: 2019-07-28
goals:
  - title: Earlier
    done: 2019-07-30
---
# the week at hand
week: 2019-08-04
goals:
  - title: First
    # about the subtasks
    subtasks:
      - One
      - Two   # the second
      - {title: Three, weight: 2}
  - Second
  - title: Counted one
    id: counted-one
    progress: 0/100000 talks
  - title: Counted two
    progress: 0/100000
  - title: Contested
    id: contested
  - Third
'''


class Failure(Exception):
    """The program has done something wrong."""


def git(directory, *arguments, check=True):
    run = subprocess.run(['git', '-C', directory, *arguments], env=ENVIRONMENT,
                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, text=True, check=False)
    if check and run.returncode != 0:
        raise Failure(f'git {arguments}: {run.stdout}')
    return run.stdout


class Model:
    """What the plan has to have at the end."""

    def __init__(self):
        self.titles = set()
        self.done = set()
        self.tags = {}
        self.comments = set()
        self.counts = {title: 0 for title in COUNTED}
        self.number = 0

    def new(self):
        self.number += 1
        return self.number


class Clone:
    """A clone of the repository, and the machine that has it."""

    def __init__(self, name, world):
        self.name = name
        self.world = world
        self.directory = f'{world.directory}/{name}'
        self.plan = f'{self.directory}/plan.yaml'

    def environment(self):
        return {**ENVIRONMENT, 'XDG_STATE_HOME': f'{self.world.directory}/state-{self.name}',
                'WEEKPLAN_TODAY': self.world.today}

    def run(self, *arguments, ok=(0,)):
        run = subprocess.run([PROGRAM, '-f', self.plan, *arguments], env=self.environment(),
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, text=True, check=False)
        if run.returncode not in ok:
            raise Failure(f'{self.name}: {arguments} exits with {run.returncode}: {run.stdout}')
        return run

    def text(self):
        with open(self.plan, encoding='utf-8') as file:
            return file.read()

    def write(self, text):
        with open(self.plan + '.new', 'w', encoding='utf-8') as file:
            file.write(text)
        os.replace(self.plan + '.new', self.plan)

    def is_cut(self):
        """Whether git was killed after it had removed the plan and before it had written it. git
        does not replace files by a rename; the next sync restores the plan."""
        return not os.path.exists(self.plan) or os.path.getsize(self.plan) == 0

    def sync(self):
        """Sync until it is not in the way of what a kill or a conflict has left."""
        for _ in range(6):
            run = self.run('sync', ok=(0, 65, 75))
            self.world.count(f'sync {run.returncode}')
            stale = re.search(r'remove (/.*?\.lock)\)', run.stdout)
            if run.returncode == 75 and stale:
                os.unlink(stale.group(1))
                self.world.count('stale lock')
            elif run.returncode == 65:
                self.resolve(run.stdout)
            elif run.returncode == 75 and os.path.exists(self.world.hub):
                raise Failure(f'{self.name}: sync does not work: {run.stdout}')
            else:
                return run
        raise Failure(f'{self.name}: sync does not come to an end: {run.stdout}')

    def resolve(self, printed):
        """Resolve the conflicts as a person would: keep all comments, and one value."""
        text = self.text()
        if '<<<<<<<' not in text:
            raise Failure(f'{self.name}: 65 without a conflict: {printed}')
        self.world.count('conflict')

        def choose(match):
            ours, theirs = match.group(1), match.group(2)
            lines = (ours + theirs).splitlines()
            if all(not line.strip() or line.strip().startswith('#') for line in lines):
                return ours + theirs
            if any(CONTESTED in line for line in lines) and len(lines) <= 4:
                return ours
            raise Failure(f'{self.name}: an unexpected conflict:\n{text}')

        self.write(re.sub(r'^<<<<<<<[^\n]*\n(.*?)^=======\n(.*?)^>>>>>>>[^\n]*\n', choose, text,
                          flags=re.S | re.M))

    def kill_sync(self):
        """Start a sync, and kill it. Either git goes on, or all processes are killed."""
        child = subprocess.Popen([PROGRAM, '-f', self.plan, 'sync'], env=self.environment(),
                                 stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, start_new_session=True)
        group = child.pid
        time.sleep(self.world.random.random() * self.world.sync_time)
        if self.world.random.random() < 0.5:
            child.kill()
        else:
            os.killpg(group, signal.SIGKILL)
        killed = child.wait() < 0
        self.world.count('killed' if killed else 'too late to kill')
        # the machine may have become faster or slower
        self.world.sync_time *= 1.05 if killed else 0.8
        # wait for git, if it is alive, and clean the remote, which is another machine
        while True:
            try:
                os.killpg(group, 0)
            except (ProcessLookupError, PermissionError):
                break
            time.sleep(0.005)
        for directory, _, files in os.walk(self.world.hub):
            for file in files:
                if file.endswith('.lock'):
                    os.unlink(f'{directory}/{file}')


class World:
    """The clones, their remote, and the model."""

    def __init__(self, directory, names, seed):
        self.directory = directory
        self.hub = directory + '/hub.git'
        self.random = random.Random(seed)
        self.today = '2019-08-06'
        self.counts = {}
        self.sync_time = 0.2
        self.week_counts = {}
        self.model = Model()
        os.makedirs(directory)
        git('/', 'init', '-q', '--bare', self.hub)
        self.clones = [Clone(name, self) for name in names]
        first = self.clones[0]
        os.makedirs(first.directory)
        first.write(PLAN)
        first.run('sync', '--init', self.hub)
        for clone in self.clones[1:]:
            clone.run('sync', '--init', self.hub)
        started = time.monotonic()
        first.run('add', 'A start')
        first.run('sync')
        self.sync_time = (time.monotonic() - started) * 1.2
        self.model.titles.add('A start')

    def count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    def leaves(self):
        return ['One', 'Two', 'Three', 'Second', 'Third', *sorted(self.model.titles)]

    # changes: each is made in one clone, and noted in the model

    def add(self, clone):
        title = f'Added {self.model.new()} in {clone.name}'
        under = self.random.choice([[], [], ['--under', 'First']])
        clone.run('add', title, *under)
        self.model.titles.add(title)

    def did(self, clone):
        title = f'Did {self.model.new()} in {clone.name}'
        clone.run('did', title)
        self.model.titles.add(title)
        self.model.done.add(title)

    def present(self, clone):
        """The items of the model that this clone has already."""
        text = clone.text()
        return [title for title in self.leaves() if re.search(rf'{re.escape(title)}\b', text)]

    def done(self, clone):
        title = self.random.choice(self.present(clone))
        if title.startswith('Did'):
            return
        clone.run('done', title, ok=(0, 64))
        self.model.done.add(title)

    def step(self, clone):
        title = self.random.choice(COUNTED)
        clone.run('progress', title, '+1')
        self.model.counts[title] += 1

    def tag(self, clone):
        title = self.random.choice(self.present(clone))
        tag = f'tag-{self.model.new()}-{clone.name}'
        clone.run('set', title, 'tags+=' + tag)
        self.model.tags.setdefault(title, set()).add(tag)

    def move(self, clone):
        goals = [title for title in self.present(clone)
                 if title.startswith('Added') or title in ('Second', 'Third')]
        if goals:
            clone.run('mv', self.random.choice(goals),
                      self.random.choice(['--top', '--bottom']), ok=(0, 64))

    def contest(self, clone):
        clone.run('set', 'contested', f'title={CONTESTED} {self.model.new()} of {clone.name}')

    def comment(self, clone):
        """Write a comment above a goal or behind it, as in an editor."""
        lines = clone.text().splitlines(keepends=True)
        begin = next(i for i, line in enumerate(lines) if line.startswith('week: 2019-08-04'))
        goals = [i for i in range(begin, len(lines)) if re.match(r'  - \w', lines[i])]
        at = self.random.choice(goals)
        name = f'comment {self.model.new()} of {clone.name}'
        if self.random.random() < 0.6 or '#' in lines[at]:
            lines.insert(at, f'  # {name}\n')
        else:
            lines[at] = lines[at].rstrip('\n') + f'   # {name}\n'
        clone.write(''.join(lines))
        self.model.comments.add(name)

    def write_item(self, clone):
        """Write an item as in an editor, with a blank line."""
        title = f'Hand {self.model.new()} of {clone.name}'
        text = clone.text()
        end = text.find('also:')
        at = end if end >= 0 else len(text)
        item = self.random.choice([f'  - {title}\n', f'\n  - title: {title}\n    x-hand: yes\n'])
        clone.write(text[:at] + item + text[at:])
        self.model.titles.add(title)

    def check(self):
        """Compare the plan, which all clones have, with the model."""
        first = self.clones[0]
        plan = first.text()
        for clone in self.clones[1:]:
            if clone.text() != plan:
                raise Failure(f'{clone.name} and {first.name} differ:\n{plan}\n{clone.text()}')
        first.run('check')
        model = self.model
        for title in model.titles:
            if len(re.findall(rf'{re.escape(title)}$|{re.escape(title)}[ ,}}]', plan, re.M)) != 1:
                raise Failure(f'"{title}" is not in the plan once:\n{plan}')
        for comment in model.comments:
            if len(re.findall(rf'{re.escape(comment)}$', plan, re.M)) != 1:
                raise Failure(f'"# {comment}" is not in the plan once:\n{plan}')
        for title in model.done:
            if '"done"' not in first.run('show', title, '--json').stdout:
                raise Failure(f'"{title}" is not done:\n{plan}')
        for title, count in model.counts.items():
            shown = re.search(rf'title: {title}.*?progress: (\d+)/', plan, re.S)
            if int(shown.group(1)) != count:
                raise Failure(f'"{title}" has {shown.group(1)}, not {count}:\n{plan}')
        for title, tags in model.tags.items():
            shown = first.run('show', title, '--json').stdout
            for tag in tags:
                if f'"{tag}"' not in shown:
                    raise Failure(f'"{title}" has lost the tag {tag}:\n{plan}')
        for clone in self.clones:
            left = git(clone.directory, 'status', '--porcelain')
            left += git(clone.directory, 'for-each-ref', 'refs/worktree')
            if left:
                raise Failure(f'{clone.name}: left: {left}')

    def agree(self):
        for clone in self.clones + self.clones[:-1]:
            clone.sync()


def live(world, rounds):
    """Change and sync clones in random order."""
    changes = [world.add, world.did, world.done, world.done, world.step, world.step, world.tag,
               world.move, world.contest, world.comment, world.write_item]
    for number in range(rounds):
        clone = world.random.choice(world.clones)
        if clone.is_cut():
            world.count('plan restored')
            clone.sync()
            if clone.is_cut():
                raise Failure(f'{clone.name}: sync does not restore the plan')
        for _ in range(world.random.randint(1, 3)):
            change = world.random.choice(changes)
            if '<<<<<<<' in clone.text():
                clone.resolve('')
            change(clone)
            world.count(change.__name__)
        way = world.random.random()
        if way < 0.5:
            clone.sync()
        elif way < 0.75:
            clone.kill_sync()
        elif way < 0.85:
            os.rename(world.hub, world.hub + '.away')
            clone.sync()
            os.rename(world.hub + '.away', world.hub)
        if number % 25 == 24:
            world.agree()
            world.check()
    world.agree()
    world.check()


def day_of(number):
    return (datetime.date(2019, 8, 11) + datetime.timedelta(days=number)).isoformat()


def live_weeks(world, weeks):
    """Ten weeks on two laptops: both are used every day, and are offline every other day."""
    counted = world.clones[0]
    counted.run('set', 'counted-one', 'repeat=weekly')
    world.agree()
    for number in range(weeks * 7):
        world.today = day_of(number)
        away = number % 2 == 1
        if away:
            os.rename(world.hub, world.hub + '.away')
        for clone in world.clones:
            if number % 7 == 0:
                clone.run('carry')  # on each laptop, before it has seen the other one
            title = f'Day {number} of {clone.name}'
            clone.run('add', title)
            if world.random.random() < 0.6:
                clone.run('done', title)
                world.model.done.add(title)
            clone.run('did', f'Did {number} of {clone.name}')
            clone.run('progress', 'counted-one', '+1')
            world.week_counts[number // 7] = world.week_counts.get(number // 7, 0) + 1
            if number % 7 == 6 and clone is world.clones[number % 2]:
                clone.run('set', '.', f'review=Review of week {number // 7}')
            if away:
                clone.run('sync', ok=(75,))
        if away:
            os.rename(world.hub + '.away', world.hub)
        else:
            world.agree()
        world.count('day')
    world.agree()
    check_weeks(world, weeks)


def check_weeks(world, weeks):
    """Each week is in the plan once, with the items and the steps of both laptops."""
    first = world.clones[0]
    plan = first.text()
    for clone in world.clones[1:]:
        if clone.text() != plan:
            raise Failure(f'{clone.name} and {first.name} differ:\n{plan}\n{clone.text()}')
    first.run('check')
    documents = plan.split('---\n')
    for week in range(weeks):
        mine = [text for text in documents if f'week: {day_of(week * 7)}' in text]
        if len(mine) != 1:
            raise Failure(f'the week {day_of(week * 7)} is not there once:\n{plan}')
        if f'Review of week {week}' not in mine[0]:
            raise Failure(f'the review is lost:\n{mine[0]}')
        steps = re.search(r'id: counted-one.*?progress: (\d+)/', mine[0], re.S)
        if int(steps.group(1)) != world.week_counts[week]:
            raise Failure(f'{steps.group(1)} steps, not {world.week_counts[week]}:\n{mine[0]}')
        for number in range(week * 7, week * 7 + 7):
            for clone in world.clones:
                for title in (f'Day {number} of {clone.name}', f'Did {number} of {clone.name}'):
                    if len(re.findall(rf'{title}$', mine[0], re.M)) != 1:
                        raise Failure(f'"{title}" is not there once:\n{mine[0]}')
        carried = re.findall(r'- title: (Day .*)\n    carried: (\d+)', mine[0])
        for title, times in carried:
            age = week - int(title.split()[1]) // 7
            if int(times) != age:
                raise Failure(f'"{title}" is carried {times} times, not {age}:\n{mine[0]}')


def main():
    started = time.monotonic()
    subprocess.run(['git', 'config', '--global', 'user.name', 'Ada'], env=ENVIRONMENT, check=True)
    for setting in [('user.email', 'ada@example.org'), ('init.defaultBranch', 'main'),
                    ('gc.auto', '0')]:
        subprocess.run(['git', 'config', '--global', *setting], env=ENVIRONMENT, check=True)
    failures = 0
    for name, names, life in (('2 clones', ['ada', 'ben'], lambda world: live(world, ROUNDS // 2)),
                              ('3 clones', ['ada', 'ben', 'cleo'],
                               lambda world: live(world, ROUNDS // 2)),
                              ('10 weeks', ['ada', 'ben'], lambda world: live_weeks(world, 10))):
        world = World(f'{WORK}/{name}', names, SEED * 10 + len(names))
        try:
            life(world)
        except Failure as failure:
            print(f'FAILED: {name}, WEEKPLAN_SEED={SEED} WEEKPLAN_ROUNDS={ROUNDS}: {failure}')
            failures += 1
            if os.environ.get('WEEKPLAN_KEEP'):
                shutil.copytree(world.directory, f'{os.environ["WEEKPLAN_KEEP"]}/{name}',
                                symlinks=True)
        print(f'{name}:',
              ', '.join(f'{count} {what}' for what, count in sorted(world.counts.items())))
    print(f'{time.monotonic() - started:.0f} s')
    return failures > 0


sys.exit(main())
