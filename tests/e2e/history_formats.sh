#!/bin/sh
# Parse the CSV, JSON and HTML of `history` with other parsers. All formats have the same
# figures. A spreadsheet finds no formula in the CSV. Memory grows by one row a week.
set -eu

: "${WEEKPLAN:?the program under test}"
command -v python3 >/dev/null || { echo 'skipped: there is no python3'; exit 77; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 - "$WEEKPLAN" "$work" <<'END_OF_SCRIPT'
import csv, datetime, fcntl, io, json, os, subprocess, sys

program, work = sys.argv[1:]
plan = os.path.join(work, 'plan.yaml')
environment = {'LC_ALL': 'C.UTF-8', 'HOME': work, 'WEEKPLAN_TODAY': '2019-08-06'}
first = datetime.date(2019, 8, 5)
failures = 0


def check(what, ok, detail=''):
    global failures
    if not ok:
        failures += 1
        print('WRONG:', what, detail)


def history(*arguments):
    run = subprocess.run([program, 'history', '-f', plan, '--weeks', 'all', *arguments],
                         env=environment, stdout=subprocess.PIPE)
    check('exit status', run.returncode == 0, run.returncode)
    return run.stdout


# Pairs of a hostile title and the text that the output must have for it.
hostile = [
    'plain', 'a "quoted" one', '"', '""', '",', ',', ',,,', "'", "it's", ';', 'a;b',
    'two\nlines', 'two\r\nlines', 'tab\tbed', ' leading', 'trailing ',
    '=1+1', '+1', '-1', '@SUM(A1)', '  =1', '=HYPERLINK("http://example.org","x")',
    '\t=1', '\n+1', '\u200b=1', '\u202e-1', '＝1', '＋1', '－1', '＠a',
    '=cmd|\' /C calc\'!A0', '\x1b[31mred', 'nul\0', 'c1\x9b', 'bidi \u202etxt\u202c',
    '🎯', '👩\u200d👩\u200d👧', 'é', 'e\u0301', '日本語', '<b>&amp;</b>', '%s%n', '\\n', '#',
]
formulas = '=+-@＝＋－＠'


def quoted(text):
    escaped = ''.join(c if c.isprintable() and c not in '"\\' else '\\U%08X' % ord(c) for c in text)
    return '"' + escaped + '"'


def start(number):
    gap = 2 if number < 20 else 0
    return first - datetime.timedelta(weeks=len(hostile) - 1 - number + gap)


with open(plan, 'w', encoding='utf-8') as file:
    for number, title in enumerate(hostile):
        file.write('---\nweek: %s\ntitle: %s\n' % (start(number), quoted(title)))
        if number % 7 == 3 and title.strip():
            file.write('skip: %s\n' % quoted(title))
        file.write('goals:\n  - {title: Work, progress: %d%%%s}\n' %
                   (number * 7 % 101, ', carried: 2' if number % 3 == 0 else ''))
        file.write('  - {title: Gone, dropped: true}\n' * (number % 2))
        if number % 4:
            file.write('also: [%s]\n' % ', '.join(['Bike'] * (number % 4)))

raw = history('--format', 'csv')
check('every line ends with CRLF', raw.count(b'\n') == raw.count(b'\r\n') == len(hostile) + 1)
check('no bare CR', raw.count(b'\r') == raw.count(b'\r\n'))
rows = list(csv.reader(io.StringIO(raw.decode('utf-8'), newline=''), strict=True))
check('a line a week', len(rows) == len(hostile) + 1, len(rows))
check('as many cells in each', len(set(map(len, rows))) == 1)
lines = [dict(zip(rows[0], row)) for row in rows[1:]]
exact = json.loads(history('--format', 'json'))
check('as many weeks in JSON', len(exact['weeks']) == len(lines))

for number, (line, week, title) in enumerate(zip(lines, exact['weeks'], hostile)):
    cell = line['title']
    check('start', line['start'] == week['week']['start'] == str(start(number)), line)
    check('JSON has the exact title', (week['week']['title'] or '') == title.rstrip('\r\n'), title)
    check('one line', not any(c in cell for c in '\r\n\t'), repr(cell))
    check('nothing that hides', not any(
        ord(c) < 32 or 0x7f <= ord(c) < 0xa0 or c in '\u200b\u202e\u202c' for c in cell), repr(cell))
    for key in ('title', 'skip'):
        text = line[key].strip()
        check('no formula', text[:1] not in formulas or not text, repr(line[key]))
    if title.isprintable() and title.strip()[:1] not in formulas:
        check('the title', cell == title, repr(cell))
    if title.isprintable() and title.strip()[:1] in formulas and title.strip():
        check('the title behind an apostrophe', cell == "'" + title, repr(cell))
    check('skip', bool(line['skip']) == (week['week']['skip'] is not None), line)
    for key in ('percent', 'change', 'mean', 'done', 'total', 'dropped', 'carried', 'missing',
                'streak', 'goals_done', 'goals_total', 'also_count'):
        other = week[key]
        check(key + ' is the same', (float(line[key]) if line[key] else None) ==
              (None if other is None else float(other)), (line, week))
    check('running', line['running'] == json.dumps(week['running']), line)

text = history().decode('utf-8')
check('text has no control character', all(c == '\n' or ord(c) >= 32 for c in text))
check('text is in 80 columns', max(map(len, text.split('\n'))) <= 80)

def peak(weeks):
    """Kilobytes that history takes at most, and those of the file."""
    with open(plan, 'w') as file:
        day = datetime.date(1000, 1, 6)
        for _ in range(weeks):
            file.write('---\nweek: %s\ntitle: A week like any other\ngoals:\n' % day)
            file.write('  - {title: Work, progress: 50%}\n' * 30)
            day += datetime.timedelta(weeks=1)
    # The program prints all output at its end. So it blocks on this small pipe when it
    # has used all the memory that it needs.
    reader, writer = os.pipe()
    fcntl.fcntl(writer, 1031, 4096)  # F_SETPIPE_SZ
    with subprocess.Popen([program, 'history', '-f', plan, '--weeks', 'all', '--format', 'csv'],
                          env=environment, stdout=writer) as run:
        os.close(writer)
        os.read(reader, 1)
        with open('/proc/%d/status' % run.pid) as file:
            taken = [line.split()[1] for line in file if line.startswith('VmHWM')]
        while os.read(reader, 65536):
            pass
        os.close(reader)
    check('exit status', run.returncode == 0, run.returncode)
    return int(taken[0]), os.path.getsize(plan) // 1024


for weeks in (520, 20000) if os.path.exists('/proc/self/status') else ():
    kilobytes, size = peak(weeks)
    print('%d weeks, a file of %d kB: %d kB at most' % (weeks, size, kilobytes))
    check('memory is that of the file and 8 MB', kilobytes <= size + 8192)
    check('memory is that of a line a week', kilobytes <= 4096 + weeks * 0.6)

print('%d hostile titles read back' % len(hostile))
sys.exit(failures > 0)
END_OF_SCRIPT
