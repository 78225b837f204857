"""Check the letter of mail_letter.sh with the parsers of Python's library.

    check_letter.py check             check the message on standard input
    check_letter.py cut               check the message of a long week, which ends early
    check_letter.py hostile           print a plan whose titles look like markup or headers
    check_letter.py text              print the plain text of the message on standard input
    check_letter.py titles            check the message about this plan on standard input
    check_letter.py terminal COMMAND  run a command on a terminal, and print its output

Exit with 1 and a message if a check fails.
"""
import email
import email.policy
import html.parser
import os
import pty
import re
import sys
from collections import Counter

REPLACED = "\N{REPLACEMENT CHARACTER}"

# Pairs of a title and its text in the letter: control characters are replaced, invisible
# characters are removed, and the rest is unchanged.
TITLES = [
    ("plain", "plain"),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("\" onmouseover=\"alert(1)", "\" onmouseover=\"alert(1)"),
    ("'><img src=x onerror=alert(1)>", "'><img src=x onerror=alert(1)>"),
    ("&lt;b&gt; &amp; &#x41;", "&lt;b&gt; &amp; &#x41;"),
    ("</td></tr></table></body>", "</td></tr></table></body>"),
    ("<!-- gone", "<!-- gone"),
    ("a\nBcc: eve@example.org", "a Bcc: eve@example.org"),
    ("a\r\n\r\n.\r\nMAIL FROM:<eve@example.org>", "a  . MAIL FROM:<eve@example.org>"),
    ("--=-boundary-=--", "--=-boundary-=--"),
    (".", "."),
    ("From here on", "From here on"),
    ("=E2=80=AE =3D =", "=E2=80=AE =3D ="),
    ("=?utf-8?q?B=63c?=", "=?utf-8?q?B=63c?="),
    ("\x1b[31mred\x07", REPLACED + "[31mred" + REPLACED),
    ("nul\x00byte", "nul" + REPLACED + "byte"),
    ("c1\x9b31m", "c1" + REPLACED + "31m"),
    ("\u202Etxt.exe\u202C", "txt.exe"),
    ("ze\u200Bro\uFEFF width", "zero width"),
    ("line\u2028separator", "lineseparator"),
    ("العربية عنوان", "العربية عنوان"),
    ("👩‍👩‍👧‍👦 🎯 ❤️", "👩‍👩‍👧‍👦 🎯 ❤️"),
    ("Z̵̢̛a̴lgo", "Z̵̢̛a̴lgo"),
    ("javascript:alert(1)", "javascript:alert(1)"),
    ("%s%n$(id)`id`", "%s%n$(id)`id`"),
    ("long " + 200 * "x", "long " + 200 * "x"),
    (80 * "word ", 80 * "word "),
]


def yaml_string(text):
    def character(c):
        code = ord(c)
        if c in "\"\\":
            return "\\" + c
        if 0x20 <= code < 0x7F or 0xA0 < code < 0x200B:
            return c
        return "\\U%08X" % code

    return '"' + "".join(map(character, text)) + '"'


def print_hostile_plan():
    print("week: 2019-08-04")
    print("title:", yaml_string(TITLES[1][0]))
    print("goals:")
    for title, _ in TITLES:
        print("  - title:", yaml_string(title))
        print("    note:", yaml_string(title))
        print("    links: [", yaml_string(title), "]")


class Page(html.parser.HTMLParser):
    """Collect the visible text and the elements of an HTML page."""

    def __init__(self, source):
        super().__init__()
        self.lines = [""]
        self.open = []
        self.elements = []
        self.feed(source)
        self.close()
        self.lines = [" ".join(line.split()) for line in self.lines]

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag in ("br", "td", "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre"):
            self.lines.append("")
        if tag not in ("br", "hr", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        wanted = self.open.pop() if self.open else None
        if wanted != tag:
            fail("</%s> ends a <%s>" % (tag, wanted))

    def handle_data(self, data):
        if "title" not in self.open:
            self.lines[-1] += data


failures = 0


def fail(what):
    global failures
    failures += 1
    print("FAILED:", what, file=sys.stderr)


def read_message():
    raw = sys.stdin.buffer.read()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    for part in message.walk():
        for defect in part.defects:
            fail("a defect: %r" % defect)
        for name, value in part.items():
            for defect in getattr(value, "defects", ()):
                fail("a defect in %s: %r" % (name, defect))
    return raw, message


def check_lines(raw):
    header = True
    for number, line in enumerate(raw.split(b"\n"), 1):
        header = header and line != b""
        limit = 78 if header else 76
        if len(line) > limit:
            fail("line %d has %d bytes: %r" % (number, len(line), line))
        if b"\r" in line or any(byte > 126 or (byte < 32 and byte != 9) for byte in line):
            fail("line %d is not plain ASCII: %r" % (number, line))


def check_headers(raw, message):
    once = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version"]
    for name in once:
        if len(message.get_all(name, [])) != 1:
            fail("%s is there %d times" % (name, len(message.get_all(name, []))))
    others = [name for name in message.keys() if name.title() not in
              [known.title() for known in once + ["Content-Type"]]]
    if others:
        fail("more headers: %s" % others)
    if message["Auto-Submitted"] != "auto-generated":
        fail("Auto-Submitted: %s" % message["Auto-Submitted"])
    # Check the raw bytes, because the parser accepts more than RFC 5322 and rewrites it.
    if not re.search(rb"\nDate: (Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug"
                     rb"|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d [+-]\d{4}\n", b"\n" + raw):
        fail("Date: %s" % message["Date"])
    if not re.fullmatch(r"<[\w.-]+@[\w.-]+>", message["Message-ID"].strip()):
        fail("Message-ID: %s" % message["Message-ID"])
    if message.get_content_type() != "multipart/alternative":
        fail("it is %s" % message.get_content_type())
    kinds = [part.get_content_type() for part in message.iter_parts()]
    if kinds != ["text/plain", "text/html"]:
        fail("its parts are %s" % kinds)


def check_text(text):
    for line in text.split("\n"):
        # A command is one line, so that it can be copied.
        if len(line) > 72 and not line.startswith("  weekplan "):
            fail("the text has a line of %d characters: %s" % (len(line), line))


ALLOWED = {"html", "head", "meta", "title", "body", "table", "tr", "td", "p", "h1", "h2", "span",
           "b", "br", "a", "code",
           # the Markdown of notes
           "div", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "em", "strong", "del", "hr"}


def check_page(page):
    if page.open:
        fail("never closed: %s" % page.open)
    for tag, attributes in page.elements:
        if tag not in ALLOWED:
            fail("<%s> is not for mail clients" % tag)
        for name, value in attributes.items():
            if name == "href":
                if not re.match(r"(https?|mailto):", value):
                    fail("a link to %s" % value)
            elif name == "http-equiv" or name.startswith("on") or name in ("src", "class", "id"):
                fail("%s=%s" % (name, value))
            elif "url(" in (value or "") or "//" in (value or ""):
                fail("%s=%s loads something" % (name, value))
        style = attributes.get("style", "")
        if re.search(r"flex|grid|position|float|@media|var\(|calc\(", style):
            fail("style=%s is not for mail clients" % style)
    if ("meta", {"name": "color-scheme", "content": "light dark"}) not in page.elements:
        fail("it does not say that it bears a dark screen")
    if [a for t, a in page.elements if t == "table"][1].get("width") != "600":
        fail("it is not 600 pixels wide")


def figures(text):
    return Counter(re.findall(r"\d+(?:\.\d+)?%|\b\d+/\d+\b|\b\d+ of \d+\b|[\d.]+ points", text))


def check():
    raw, message = read_message()
    check_lines(raw)
    check_headers(raw, message)
    text = message.get_body(("plain",)).get_content()
    page = Page(message.get_body(("html",)).get_content())
    check_text(text)
    check_page(page)
    shown = "\n".join(page.lines)
    if figures(text) != figures(shown):
        fail("the figures differ: text %s, HTML %s" % (figures(text) - figures(shown),
                                                       figures(shown) - figures(text)))
    return text, page


def check_cut():
    """A letter that ends early: its parts may end at different places."""
    raw, message = read_message()
    check_lines(raw)
    check_headers(raw, message)
    page = Page(message.get_body(("html",)).get_content())
    check_text(message.get_body(("plain",)).get_content())
    check_page(page)
    if len(raw) >= 100000:
        fail("it has %d bytes" % len(raw))
    if not any("The letter has no room for more. It lacks " in line for line in page.lines):
        fail("it does not tell what is missing")


def check_titles():
    text, page = check()
    joined = "".join(text.split())
    for title, expected in TITLES:
        if " ".join(expected.split()) not in page.lines and \
                not any(line.endswith(" ".join(expected.split())) for line in page.lines):
            fail("not in the HTML: %r" % expected)
        if "".join(expected.split()) not in joined:
            fail("not in the text: %r" % expected)


def show_on_terminal(command):
    """Run a command on a pseudo-terminal and print all of its output."""
    return os.waitstatus_to_exitcode(pty.spawn(command, stdin_read=lambda fd: b""))


if __name__ == "__main__":
    action = sys.argv[1]
    if action == "hostile":
        print_hostile_plan()
    elif action == "terminal":
        sys.exit(show_on_terminal(sys.argv[2:]))
    elif action == "text":
        print(read_message()[1].get_body(("plain",)).get_content())
    elif action == "cut":
        check_cut()
    elif action == "titles":
        check_titles()
    else:
        check()
    sys.exit(1 if failures else 0)
