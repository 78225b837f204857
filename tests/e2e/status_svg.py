"""Read coloured output of weekplan from standard input, and print it as an SVG picture.

Each text is placed at its column with a fixed width, so that the font does not matter. Bars
are drawn as rectangles, because a font may leave gaps between block characters.
"""

import html
import re
import sys

CELL, LINE, MARGIN, FONT = 8.4, 20, 16, 14

# The escape sequences for colours (SGR) that src/render/term_text.c prints.
SEQUENCE = re.compile("(\033\\[[0-9]+m)")
TINTS = {"0": "", "1": "bold", "2": "dim", "31": "late", "32": "good", "33": "soon"}

EIGHTHS = {"░": 0, "▏": 1, "▎": 2, "▍": 3, "▌": 4, "▋": 5, "▊": 6, "▉": 7, "█": 8}

# A bar, or words with one blank between them.
BARS = "".join(EIGHTHS)
WORD = rf"[^\s{BARS}]+"
PIECE = re.compile(rf"[{BARS}]+|{WORD}(?: {WORD})*")

STYLE = f"""\
<style>
text {{ font: {FONT}px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace }}
text {{ fill: #1f2328 }} .bold {{ font-weight: bold }} .dim {{ fill: #656d76 }}
.good {{ fill: #1a7f37 }} .soon {{ fill: #9a6700 }} .late {{ fill: #cf222e }}
.paper {{ fill: #ffffff; stroke: #d0d7de }} .track {{ fill: #d8dee4 }}
@media (prefers-color-scheme: dark) {{
text {{ fill: #e6edf3 }} .dim {{ fill: #8b949e }}
.good {{ fill: #3fb950 }} .soon {{ fill: #d29922 }} .late {{ fill: #f85149 }}
.paper {{ fill: #0d1117; stroke: #30363d }} .track {{ fill: #30363d }}
}}
</style>"""


def rect(column, row, cells, tint):
    return (
        f'<rect x="{MARGIN + column * CELL:.1f}" y="{MARGIN + row * LINE + 4}"'
        f' width="{cells * CELL:.1f}" height="{LINE - 8}" class="{tint}"/>'
    )


def text(column, row, words, tint):
    tint = f' class="{tint}"' if tint else ""
    return (
        f'<text x="{MARGIN + column * CELL:.1f}" y="{MARGIN + row * LINE + 15}"'
        f' textLength="{len(words) * CELL:.1f}"{tint}>{html.escape(words, quote=False)}</text>'
    )


def draw_run(column, row, run, tint):
    for piece in PIECE.finditer(run):
        start = column + piece.start()
        if piece[0][0] not in EIGHTHS:
            yield text(start, row, piece[0], tint)
            continue
        yield rect(start, row, len(piece[0]), "track")
        filled = sum(EIGHTHS[cell] for cell in piece[0])
        if filled:
            yield rect(start, row, filled / 8, tint)


def draw(lines):
    for row, line in enumerate(lines):
        column, tint = 0, ""
        for part in SEQUENCE.split(line):
            if part.startswith("\033"):
                tint = TINTS[part[2:-1]]
                continue
            yield from draw_run(column, row, part, tint)
            column += len(part)


def main():
    lines = sys.stdin.read().splitlines()
    columns = max(len(SEQUENCE.sub("", line)) for line in lines)
    width = round(2 * MARGIN + columns * CELL)
    height = 2 * MARGIN + len(lines) * LINE
    print(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}">'
    )
    print("<title>weekplan shows how a week stands</title>")
    print(STYLE)
    print(f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8" class="paper"/>')
    print(*draw(lines), sep="\n")
    print("</svg>")


main()
