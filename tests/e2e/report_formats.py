"""Parse the output of `report` with independent parsers.

    report_formats.py PROGRAM DIRECTORY

In each format a title is the same as after the filter for text, no part of a title becomes
markup, and all formats have the same figures.
"""

import datetime
import html.parser
import json
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree
from pathlib import Path

PROGRAM, PLANS = sys.argv[1], Path(sys.argv[2])
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": str(PLANS), "COLUMNS": "100"}

failures = 0


def check(holds, what):
    global failures
    if not holds:
        failures += 1
        print(f"FAILED: {what}")


def same(found, wanted, what):
    if isinstance(found, list) and isinstance(wanted, list) and len(found) == len(wanted):
        for number, pair in enumerate(zip(found, wanted)):
            check(pair[0] == pair[1], f"{what}, {number}\n  found  {pair[0]!r}\n  wanted {pair[1]!r}")
        return
    check(found == wanted, f"{what}\n  found  {found!r}\n  wanted {wanted!r}")


def report(plan, *arguments, command="report"):
    command = [PROGRAM, command, "-f", str(plan), "--today", "2019-08-12", *arguments]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, timeout=60)
    check(done.returncode == 0, f"{command}: {done.returncode} {done.stderr.decode()}")
    return done.stdout.decode()


# The filter for text, written a second time from docs/plan-format.md.

BIDI_AND_INVISIBLE = (
    {0x00AD, 0x034F, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF}
    | set(range(0x2028, 0x202F))
    | set(range(0x2060, 0x2070))
    | set(range(0xFFF9, 0xFFFC))
    | set(range(0x1D173, 0x1D17B))
    | set(range(0xE0000, 0xE0100))
)


def sanitized(text):
    clean, joinable = "", False
    text = text.replace("\r\n", "\n")
    for character in text:
        code = ord(character)
        if character in "\n\r\t":
            clean, joinable = clean + " ", False
        elif unicodedata.category(character) == "Cc":
            clean += "\N{REPLACEMENT CHARACTER}"
        elif code in BIDI_AND_INVISIBLE:
            pass
        elif code in (0x200C, 0x200D) or 0xFE00 <= code <= 0xFE0F:
            clean += character if joinable else ""
        else:
            clean, joinable = clean + character, character != " "
    return clean


def collapsed(text):
    """Replace several blanks by one, as HTML and Markdown do."""
    return re.sub(" +", " ", text).strip(" ")


NAUGHTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</span></li></ol></section></main></body><script>alert(1)</script>",
    "<!-- a comment",
    "]]> <![CDATA[ x",
    "<svg onload=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "' onmouseover='alert(1)",
    "&lt;b&gt; &amp; &copy &#60; &#x3c; &NotEqualTilde;",
    "&amp;amp;",
    "*a* _b_ **c** __d__ ***e***",
    "snake_case_word and 2*3*4",
    "`code` ``double`` ```",
    "~~gone~~ ~sub~",
    "[link](http://evil.example)",
    "![image](http://evil.example/x.png)",
    "[reference]",
    "[reference]: http://evil.example 'title'",
    "[^1]: a footnote",
    "<http://evil.example>",
    "<ada@example.org>",
    "# heading",
    "heading #",
    "heading \\#",
    "===",
    "---",
    "***",
    "- bullet",
    "+ bullet",
    "* bullet",
    "1. list",
    "1) list",
    "> quotation",
    "    indented code",
    "\tafter a tab",
    "~~~",
    "| a | b |",
    ": definition",
    "[x] box",
    "ends with a backslash \\",
    "\\*not emphasis\\*",
    "$$x$$ {: .class} {{ site.title }} {% include evil.html %}",
    "line\nbreak\r\nand\ttab",
    "\n---\nlayout: evil\n--- x",
    "nul \0 bell \a escape \x1b[31m delete \x7f next line \x85 csi \x9b31m",
    "bidi \u202eevil\u202c \u2066isolate\u2069 \u200emark\u200f \u061c",
    "zero\u200bwidth \ufeff byte order mark \u2028 separator \u2029",
    "\u200djoiner first, and family \U0001f469\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f",
    "\u00e9 e\u0301 \u4e00\u9031\u9593 \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \U0001f3af",
    "\U0001d173music\U0001d17a \U000e0041tag",
    "'single' ''twice'' \"double\" \u201ccurly\u201d",
    "title: yes # not a comment",
    "x" * 3000,
    "word " * 600 + "end",
    "\u0e19\u0e49\u0e33" * 200,
]

# The title of the week, which each format prints in its own way.
TITLE = "It's '<b>' & \"more\": {{ x }} # \n---\nlayout: evil"

URLS = [
    ("https://example.org/a_b*c(d)?x=1&y=2#z", True),
    ("http://example.org/\"><script>alert(1)</script>", True),
    ("HTTPS://EXAMPLE.ORG/{{ x }}|y", True),
    ("mailto:ada@example.org", True),
    ("http://[::1]/<>\\^`'", True),
    ("javascript:alert(1)", False),
    ("JaVaScRiPt:alert(1)", False),
    ("\x01javascript:alert(1)", False),
    ("java\nscript:alert(1)", False),
    ("data:text/html,<script>alert(1)</script>", False),
    ("vbscript:x", False),
    ("//evil.example", False),
    ("file:///etc/passwd", False),
    ("http", False),
    ("https:", False),
    ("just words", False),
]


def quoted(text):
    """Return a text as a double-quoted YAML scalar."""
    return '"' + "".join(c if " " <= c <= "~" and c not in '"\\' else f"\\U{ord(c):08x}"
                         for c in text) + '"'


def naughty_plan():
    lines = ["week: 2019-08-04", f"title: {quoted(TITLE)}", "goals:"]
    for number, title in enumerate(NAUGHTY):
        lines.append(f"  - title: {quoted(title)}")
        lines.append(f"    carried: {number + 1}")
        lines.append("    subtasks:")
        lines.append(f"      - title: {quoted(title)}")
        lines.append("        progress: 50%")
        lines.append(f"      - {{title: {quoted(title)}, done: 2019-08-05}}")
        lines.append(f"      - {{title: {quoted('x')}, dropped: {quoted('because ' + title)}}}")
    lines.append("  - title: Links")
    lines.append(f"    links: [{', '.join(quoted(url) for url, _ in URLS)}]")
    lines.append("also:")
    lines += [f"  - {{title: {quoted(title)}, done: 2019-08-05}}" for title in NAUGHTY]
    lines += ["---", "week: 2019-08-11", "goals:"]
    lines += [f"  - {{title: {quoted(title)}, due: 2019-08-12}}" for title in NAUGHTY]
    return "\n".join(lines) + "\n"


# --- HTML ---

VOID = {"meta", "rect", "line", "path"}
ALLOWED = {
    "html": {"lang"},
    "meta": {"charset", "name", "content", "http-equiv"},
    "a": {"href", "rel"},
    "svg": {"class", "viewbox", "preserveaspectratio", "role", "aria-label", "aria-hidden",
            "style", "width", "height"},
    "rect": {"class", "x", "y", "width", "height", "rx"},
    "line": {"class", "x1", "x2", "y1", "y2"},
    "path": {"class", "d"},
    "text": {"class", "x", "y"},
    "span": {"class", "role", "aria-label"},
    "th": {"scope", "class"},
    "td": {"class", "colspan"},
}
PLAIN = {"head", "title", "style", "body", "main", "header", "section", "h1", "h2", "h3", "p", "ol",
         "ul", "li", "dl", "dt", "dd", "div", "strong", "small", "code", "figure", "figcaption", "g",
         "table", "thead", "tbody", "tr"}


class Page(html.parser.HTMLParser):
    """Check the markup of a page, and collect the text of each element by its class."""

    def __init__(self, name):
        super().__init__(convert_charrefs=True)
        self.name, self.stack, self.elements, self.links = name, [], [], []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        allowed = ALLOWED.get(tag, {"class"} if tag in PLAIN else None)
        check(allowed is not None, f"{self.name}: <{tag}> {attributes}")
        check(set(attributes) <= (allowed or set()), f"{self.name}: <{tag} {attributes}>")
        if tag == "svg":
            named = attributes.get("role") == "img" and attributes.get("aria-label")
            check(named or attributes.get("aria-hidden") == "true", f"{self.name}: a nameless svg")
        if tag == "a":
            self.links.append(attributes["href"])
        if tag not in VOID:
            element = {"tag": tag, "class": attributes.get("class") or "", "text": "",
                       "above": [e["class"] or e["tag"] for e in self.stack]}
            self.elements.append(element)
            self.stack.append(element)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        check(self.stack and self.stack[-1]["tag"] == tag, f"{self.name}: </{tag}> closes nothing")
        if self.stack:
            self.stack.pop()

    def handle_data(self, data):
        for element in self.stack:
            element["text"] += data
        if not self.stack:
            check(not data.strip(), f"{self.name}: text outside: {data!r}")

    def handle_comment(self, data):
        check(False, f"{self.name}: a comment: {data!r}")

    def unknown_decl(self, data):
        check(False, f"{self.name}: a declaration: {data!r}")

    handle_pi = unknown_decl

    def texts(self, *classes):
        return [e["text"] for e in self.elements if e["class"] in classes]

    def section(self, heading):
        """Return the elements of the section with this heading."""
        found, inside = [], False
        for element in self.elements:
            if element["tag"] == "h2":
                inside = element["text"] == heading
            elif inside:
                found.append(element)
        return found


def read_page(text, name):
    page = Page(name)
    page.feed(text)
    page.close()
    check(not page.stack, f"{name}: not closed: {page.stack}")
    check(page.elements[0]["tag"] == "html", f"{name}: does not begin with <html>")
    check(text.startswith("<!DOCTYPE html>\n<html lang=\"en\">"), f"{name}: no doctype, or no lang")
    for pattern in ("http://", "https://"):
        for place in re.finditer(pattern, re.sub(r"<a href=\"[^\"]*\"", "", text)):
            before = text[max(0, place.start() - 6):place.start()]
            check("url(" not in before and "src=" not in before, f"{name}: a remote asset")
    return page


# --- Markdown ---

NAMESPACE = "{http://commonmark.org/xml/1.0}"


def inline_text(node):
    return "".join(part.text or "" for part in node.iter()
                   if part.tag in (NAMESPACE + "text", NAMESPACE + "code"))


def read_markdown(text, name, *allowed):
    done = subprocess.run(["cmark", "--to", "xml"], input=text.encode(), capture_output=True, check=True)
    document = xml.etree.ElementTree.fromstring(done.stdout)
    tags = {part.tag.removeprefix(NAMESPACE) for part in document.iter()}
    leaked = (tags - set(allowed)) & {"html_block", "html_inline", "code", "code_block", "emph", "image",
                     "block_quote", "thematic_break", "linebreak"}
    check(not leaked, f"{name}: {leaked}")
    return document


def headings(document, level):
    return [inline_text(node) for node in document.iter(NAMESPACE + "heading")
            if node.get("level") == str(level)]


def bullets(document):
    """Return the first paragraph of each item of a list."""
    paragraphs = [node.find(NAMESPACE + "paragraph") for node in document.iter(NAMESPACE + "item")]
    return ["" if paragraph is None else inline_text(paragraph) for paragraph in paragraphs]


# --- Titles that look like markup ---

# Of Markdown, a title has only links whose address is safe. URLs are links too.
TITLE_LINK = re.compile(r"!?\[([^][]*)\]\(((?:https?|mailto):[^() ]*)\)")


def without_addresses(title):
    return TITLE_LINK.sub(r"\1", title)


def title_links(title):
    """Return the texts of the links of a title, in their order."""
    found = []
    rest = TITLE_LINK.sub(lambda link: found.append((link.start(), link[1])) or " " * len(link[0]), title)
    found += [(url.start(), url[0]) for url in re.finditer(r"https?://[^\s<>'\"]+", rest)]
    return [text for _, text in sorted(found)]


def check_markdown_links(document, titles, safe, name):
    """Check that what may be a link is one, and nothing else."""
    wanted = {text for title in titles for text in title_links(title)} | set(safe)
    links = list(document.iter(NAMESPACE + "link"))
    same(sorted({inline_text(node) for node in links}), sorted(wanted), f"the links of {name}")
    for node in links:
        check(re.match(r"(?i)(https?:|mailto:)", node.get("destination")),
              f"{name}: a link to {node.get('destination')!r}")


def check_naughty_tasks(text, shown, clean, safe):
    """Check the titles of a task list. Links that are not safe are code."""
    document = read_markdown(text, "naughty tasks", "code")
    wanted = []
    for title, reason in zip(shown, clean):
        wanted += [f"[ ] {title.strip()} (75%, 1/2, carried", f"[ ] {title.strip()} (50%)",
                   f"[x] {title.strip()} (done Mon)", f"[-] x (dropped: because {reason.strip()})"]
    wanted += ["[ ] Links"]
    wanted += [f"[x] {title.strip()} (done Mon)" for title in shown]
    wanted += [f"[ ] {title.strip()} (due Mon" for title in shown]
    found = [collapsed(text) for text in bullets(document)]
    wanted = [collapsed(text) for text in wanted]
    same([text[:len(start)] for text, start in zip(found, wanted)], wanted, "the tasks have the titles")
    same(len(found), len(wanted), "the tasks are those of the plan")
    same([collapsed(text) for text in headings(document, 1)],
         [collapsed("Sun 4 – Sat 10 August 2019 · " + sanitized(TITLE))], "the heading of the tasks")
    check_markdown_links(document, clean, safe, "a task list")


def check_naughty():
    plan = PLANS / "naughty.yaml"
    plan.write_text(naughty_plan(), encoding="utf-8")
    clean = [sanitized(title) for title in NAUGHTY]

    data = json.loads(report(plan, "--format", "json"))
    same([goal["title"] for goal in data["goals"]], NAUGHTY + ["Links"], "JSON has exact titles")
    same([goal["title"] for goal in data["planned_goals"]], NAUGHTY, "JSON has exact planned titles")

    page = read_page(report(plan, "--format", "html"), "naughty HTML")
    tree = [e["text"] for e in page.section("Not done") if e["class"] in ("title", "plain")]
    shown = [without_addresses(title) for title in clean]
    wanted = [text for number, title in enumerate(shown)
              for text in (f"{title}carried ×{number + 1}", title)]
    same(tree, wanted + ["Links"], "HTML has the titles of what is open")
    also = [e["text"] for e in page.section("Also done") if e["class"] == "plain"]
    same(also, shown, "HTML has the titles of what was done besides")
    planned = [e["text"] for e in page.section("Planned for this week") if e["class"] == "plain"]
    same(planned, shown, "HTML has the planned titles")
    dropped = [e["text"] for e in page.section("Dropped") if e["tag"] == "small"]
    same(dropped, ["because " + title for title in clean], "HTML has the reasons")
    same([e["text"] for e in page.elements if e["tag"] == "h1"], [sanitized(TITLE)], "HTML's heading")
    safe = [sanitized(url) for url, is_link in URLS if is_link]
    texts = [e["text"] for e in page.elements
             if e["tag"] == "a" and not {"title", "plain"} & set(e["above"])]
    same(texts, safe, "HTML links what may be a link, and nothing else")
    texts = [e["text"] for e in page.elements
             if e["tag"] == "a" and {"title", "plain"} & set(e["above"])]
    wanted = [text for title in clean for text in title_links(title)]
    same(sorted(set(texts)), sorted(set(wanted)), "HTML links the links of titles, and nothing else")
    for link in page.links:
        check(re.match(r"(?i)(https?:|mailto:)[^\s<>\"'`{}|\\^]+$", link), f"HTML: a link to {link!r}")

    text = report(plan, "--post")
    parts = re.match(r"---\nlayout: post\ntitle: '((?:[^'\n]|'')*)'\ndate: 2019-08-10\n---\n", text)
    check(parts is not None, "the front matter is what it should be")
    if parts:
        same(parts[1].replace("''", "'"), sanitized(TITLE) + ": week of 4 August 2019", "the post's title")
        text = text[parts.end():]
    check("{{" not in text and "{%" not in text, "Liquid sees nothing of a title")
    document = read_markdown(text, "naughty Markdown")
    same([collapsed(t) for t in headings(document, 3)],
         [collapsed(f"{n + 1}. {t}") for n, t in enumerate(shown)] + [f"{len(clean) + 1}. Links"],
         "Markdown has the goals' titles")
    wanted = []
    for title, reason in zip(shown, clean):
        wanted += [f"◐ {title.strip()} (50%)", f"✓ {title.strip()} (Mon)",
                   f"– x (dropped: because {reason})"]
    wanted += [f"✓ {title.strip()} (Mon)" for title in shown]
    wanted += [f"○ {title.strip()} (due Mon)" for title in shown]
    same([collapsed(t) for t in bullets(document)], [collapsed(t) for t in wanted],
         "Markdown has the titles below them")
    check_markdown_links(document, clean, safe, "a post")
    check_naughty_tasks(report(plan, "--format", "markdown"), shown, clean, safe)

    plain = report(plan)
    check(not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]", plain),
          "text has no control characters")


# --- Figures ---

NUMBER = r"\d+(?:\.\d+)?"


def figures_of_sentences(text):
    """Return the figures about the whole week from the sentences of a report."""
    text = re.sub(r"\s+", " ", text)

    def number(pattern, sign=1):
        found = re.search(pattern, text, re.I)
        return sign * float(found[1]) if found else None

    change = number(rf"\bup ({NUMBER}) points?") or number(rf"\bdown ({NUMBER}) points?", -1)
    mean = number(rf"({NUMBER}) points? above the mean") or \
        number(rf"({NUMBER}) points? below the mean", -1)
    return {
        "done": number(r"(\d+) of \d+ done"), "total": number(r"\d+ of (\d+) done"),
        "goals_done": number(r"(\d+) of \d+ goals?\b"), "goals_total": number(r"\d+ of (\d+) goals?\b"),
        "dropped": number(r"(\d+) dropped") or 0.0, "deferred": number(r"(\d+) put off") or 0.0, "overdue": number(r"(\d+) overdue") or 0.0,
        "change": 0.0 if "the same as" in text.lower() else change,
        "against_mean": 0.0 if re.search("at the mean", text, re.I) else mean,
        "besides": number(r"(\d+) besides") or 0.0,
        "streak": number(r"(\d+) weeks in a row"),
    }


def percent(text):
    return float(text.rstrip("%"))


def also_days(items):
    """Return the titles of what was done besides the plan, a list for each day; no day is last."""
    days = sorted({item["done_on"] for item in items}, key=lambda day: (day is None, day))
    return [[item["title"] for item in items if item["done_on"] == day] for day in days]


def of_json(data):
    def overdue(items):
        return sum(item["overdue"] + overdue(item["subtasks"]) for item in items)

    def opened(items):
        for item in items:
            if item["state"] == "open":
                gauge = item["subtasks"] or item["progress"]
                yield item["title"], item["percent"] if gauge else None
                yield from opened(item["subtasks"])

    # Goals are left out if their count is that of the leaves.
    split = any(goal["subtasks"] for goal in data["goals"] if goal["state"] != "dropped")
    return {
        "goals_done": data["goals_done"] if split else None,
        "goals_total": data["goals_total"] if split else None,
        "percent": data["percent"], "done": data["done"], "total": data["total"],
        "dropped": data["dropped"] - data["deferred"], "deferred": data["deferred"], "overdue": overdue(data["goals"]), "change": data["change"],
        "against_mean": data["against_mean"],
        "streak": data["streak"] if data["streak"] > 1 else None,
        "open": list(opened(data["goals"])),
        "weeks": [None if week["week"]["skip"] else week["percent"] for week in data["weeks"]],
        "carried": [(item["title"], item["carried"], item["from"]) for item in data["carried_items"]],
        "days": [[item["title"] for item in day["items"]] for day in data["done_by_day"]],
        "besides": data["also_count"],
        "also": also_days(data["also"]),
    }


CARRIED = re.compile(rf"[×x](\d+)(?:, (?:from|still at|what was left at) ({NUMBER})%)?")


def carried_of(title, words):
    found = CARRIED.match(words)
    return title, int(found[1]), float(found[2]) if found[2] else None


SECTIONS = ("Done", "Also done", "Not done", "Dropped", "Put off", "Carried into the week", "Notes and links",
            "Planned for this week", "Planned for the week after", "Review")


def days_of_text(section):
    days = []
    for line in section.splitlines():
        found = re.match(r"  (\S.*?)?\s*✓ (.*?)(?:  .*)?$", line)
        if not found:
            continue
        if found[1] or not days:
            days.append([])
        days[-1].append(found[2])
    return days


def of_text(text):
    sections, lines = {}, []
    for line in text.splitlines(keepends=True):
        if line.strip() in SECTIONS and not line.startswith(" "):
            lines = sections[line.strip()] = []
        lines.append(line)
    sections = {heading: "".join(lines) for heading, lines in sections.items()}
    opened = re.findall(rf"(?m)^\s*[\d.]+ +[○◐] (.*?)(?:  carried.*?)?(?: {{2,}}.*? ({NUMBER})%.*)?$",
                        sections.get("Not done", ""))
    carried = re.findall(r"(?m)^  (.*?)  ([×x].*)$", sections.get("Carried into the week", ""))
    head = re.split("\n(?:Done|Also done|Not done)\n", text)[0]
    return {
        "percent": percent(re.search(rf"(?m)^ +({NUMBER}%) ", text)[1]),
        **figures_of_sentences(head),
        "open": [(title.rstrip(), float(figure) if figure else None) for title, figure in opened],
        "carried": [carried_of(*entry) for entry in carried],
        "days": days_of_text(sections.get("Done", "")),
        "also": days_of_text(sections.get("Also done", "")),
    }


def also_of_markdown(document):
    """Return the titles below "Also done" by day. Markdown has the day beside each title."""
    days, heading = {}, None
    for node in document:
        if node.tag == NAMESPACE + "heading":
            heading = inline_text(node)
        for item in node if node.tag == NAMESPACE + "list" and heading == "Also done" else ():
            title, day = re.fullmatch(r"\[x\] (.*?)(?: \(done (\w+)\))?", inline_text(item[0])).groups()
            days.setdefault(day, []).append(title)
    return list(days.values())


def of_markdown(text):
    document = read_markdown(text, "Markdown")
    numbers = text[text.index("## In numbers"):text.index("\n## Goals")]
    paragraphs = [inline_text(node) for node in document.findall(NAMESPACE + "paragraph")]
    weeks = re.search(r"Week by week: (.*)\.", "\n".join(paragraphs))
    return {
        "also": also_of_markdown(document),
        "percent": percent(re.search(rf"\*\*({NUMBER}%)\*\*", text)[1]),
        **figures_of_sentences(numbers.replace("Week by week", "")),
        "weeks": [None if week == "off" else percent(week)
                  for week in re.split(", ", weeks[1]) if "plan" not in week] if weeks else None,
    }


def days_of_html(section):
    days = []
    for element in section:
        if element["class"] == "day":
            days.append([])
        elif element["class"] == "plain":
            days[-1].append(element["text"])
        elif element["tag"] == "small":
            days[-1][-1] = days[-1][-1].removesuffix(element["text"])
    return days


def of_html(text):
    page = read_page(text, "HTML")
    header = next(e["text"] for e in page.elements if e["tag"] == "header")
    opened, carried = [], []
    for element in page.section("Not done"):
        if element["class"] in ("title", "plain"):
            opened.append([element["text"].split("carried ×")[0], None])
        elif element["class"] == "figure":
            opened[-1][1] = percent(element["text"])
    for element in page.section("Carried into the week"):
        if element["class"] == "plain":
            title = element["text"]
        elif element["tag"] == "small":
            carried.append(carried_of(title.removesuffix(element["text"]), element["text"]))
    titles = [e["text"] for e in page.section("Week by week") if e["tag"] == "title"]
    return {
        "percent": percent(page.texts("big")[0]), **figures_of_sentences(header),
        "open": [tuple(entry) for entry in opened], "carried": carried,
        "days": days_of_html(page.section("Done")), "also": days_of_html(page.section("Also done")),
        "weeks": [None if "week off" in title else percent(re.search(rf"({NUMBER})%", title)[1])
                  for title in titles] or None,
    }


def check_figures(plan, *arguments):
    name = f"{plan.name} {' '.join(arguments)}"
    wanted = of_json(json.loads(report(plan, *arguments, "--format", "json")))
    if len(wanted["weeks"]) < 2:
        wanted["weeks"] = None
    for format, read in (("text", of_text), ("markdown", of_markdown), ("html", of_html)):
        found = read(report(plan, *arguments, "--format", format))
        for key, value in found.items():
            same(value, wanted[key], f"{name}: {key} of {format} and of JSON")


BESIDES = """\
week: 2019-07-28
goals:
  - {title: Row, done: 2019-07-29}
also: [Swim]
---
week: 2019-08-04
goals:
  - title: Sail
    subtasks: [{title: Hoist, done: 2019-08-05}, Trim]
  - {title: Row, dropped: ill}
also:
  - {title: Bike, done: 2019-08-06, note: far}
  - {title: Boxes, done: 2019-08-05, links: [https://ada.example]}
  - No day
  - {title: Bike again, done: 2019-08-06}
  - {title: Help Ben, done: 2019-08-05}
"""


def check_all_figures():
    plan = PLANS / "besides.yaml"
    plan.write_text(BESIDES, encoding="utf-8")
    check_figures(plan)
    for case in ("example", "eight-weeks", "carried", "full", "put-off"):
        check_figures(Path(f"tests/golden/cases/report/{case}/plan.yaml").absolute())
    for week in ("2019-06-23", "2019-06-30", "2019-07-14", "2019-07-28"):
        check_figures(Path("tests/golden/cases/report/eight-weeks/plan.yaml").absolute(), "-w", week)


# --- HTML of history ---

def check_history():
    plan = PLANS / "weeks.yaml"
    lines = []
    for number, title in enumerate(NAUGHTY):
        start = datetime.date(2018, 7, 29) + datetime.timedelta(7 * number)
        lines += ["---", f"week: {start}", f"title: {quoted(title)}"]
        lines.append(f"skip: {quoted('off ' + title)}" if number % 3 == 1 else
                     f"goals: [{{title: x, progress: {number}%}}]")
    plan.write_text("\n".join(lines) + "\n", encoding="utf-8")
    every = ("--weeks", "all", "--format")
    data = json.loads(report(plan, *every, "json", command="history"))
    page = read_page(report(plan, *every, "html", command="history"), "history")
    titles = [e["text"] for e in page.elements if e["tag"] == "small" and "th" in e["above"][-1:]]
    same(titles, [without_addresses(sanitized(title)) for title in NAUGHTY], "the history has the weeks' titles")
    off = [e["text"] for e in page.elements if e["class"] == "dim" and e["tag"] == "td"]
    same(off, [sanitized("a week off: off " + title) for title in NAUGHTY[1::3]],
         "the history has the reasons of weeks off")
    figures = [percent(e["text"]) for e in page.elements if e["class"] == "figure"]
    same(figures, [week["percent"] for week in data["weeks"] if not week["week"]["skip"]],
         "the history's figures")
    columns = [e["text"] for e in page.elements if e["tag"] == "title" and "g" in e["above"]]
    same(len(columns), len(NAUGHTY), "the trend has a column for each week")
    strong = [e["text"] for e in page.elements if e["tag"] == "strong"]
    same(strong, [f"{data['mean']:g}%", f"{data['best']['percent']:g}%", str(data["streak"])],
         "the history's mean, best week and streak")


check_naughty()
check_all_figures()
check_history()
print(f"{len(NAUGHTY)} titles and {len(URLS)} links came back from HTML, Markdown and JSON;"
      " all formats have the same figures" if not failures else f"{failures} checks failed")
sys.exit(1 if failures else 0)
