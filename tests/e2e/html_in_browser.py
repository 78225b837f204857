"""Open HTML pages in headless Chromium and check their layout.

    html_in_browser.py CHROMIUM DIRECTORY NAME=PAGE...

Each page is in a frame as wide as a phone and as wide as a desktop, in light and dark
colours. No page may scroll sideways, no element may be wider than the page, and the browser
may report no error.
"""

import html
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

CHROMIUM, WORK = sys.argv[1], Path(sys.argv[2])
PAGES = [argument.split("=", 1) for argument in sys.argv[3:]]
WIDTHS = (320, 375, 1280)
# Values of Chromium's option for the colour scheme.
SCHEMES = {"dark": 0, "light": 1}

# This script measures the frames. It runs in the page around them, because the pages
# under test have no script.
MEASURE = """
addEventListener("load", () => {
  const found = [];
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument, width = frame.contentWindow.innerWidth;
    const outside = [...page.body.querySelectorAll("*")].filter(
      element => element.getBoundingClientRect().right > width + 0.5);
    const luminance = color => color.match(/[0-9.]+/g).slice(0, 3).reduce(
      (sum, part, i) => sum + [0.2126, 0.7152, 0.0722][i] *
        (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4), 0);
    const paper = luminance(frame.contentWindow.getComputedStyle(page.body).backgroundColor);
    let contrast = 21, faintest = "";
    for (const element of page.body.querySelectorAll("*")) {
      if (element.closest("svg") || ![...element.childNodes].some(
          node => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
      const ink = luminance(frame.contentWindow.getComputedStyle(element).color);
      const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
      if (ratio < contrast) { contrast = ratio; faintest = element.className; }
    }
    found.push({
      name: frame.name, width: width, scroll: page.documentElement.scrollWidth,
      outside: outside.slice(0, 3).map(element => element.outerHTML.slice(0, 200)),
      dark: paper < 0.5, contrast: contrast, faintest: faintest,
      text: page.body.innerText.length, scripts: page.scripts.length,
    });
  }
  document.body.textContent = JSON.stringify(found);
});
"""


def wrapper():
    frames = []
    for name, page in PAGES:
        source = html.escape(Path(page).read_text(encoding="utf-8"))
        for width in WIDTHS:
            frames.append(f'<iframe name="{name} at {width}" srcdoc="{source}"'
                          f' style="width:{width}px;height:900px;border:0"></iframe>')
    return f"<!DOCTYPE html><meta charset=utf-8><script>{MEASURE}</script>\n" + "\n".join(frames)


def browse(scheme):
    """Return the measurements of the script and the messages on the console."""
    page = WORK / "wrapper.html"
    page.write_text(wrapper(), encoding="utf-8")
    with tempfile.TemporaryDirectory(dir=WORK) as profile:
        done = subprocess.run(
            [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
             "--no-first-run", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--disable-dev-shm-usage", f"--user-data-dir={profile}",
             f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}", "--enable-logging=stderr",
             "--virtual-time-budget=10000", "--dump-dom", page.as_uri()],
            capture_output=True, timeout=120)
    said = [line for line in done.stderr.decode(errors="replace").splitlines() if "CONSOLE" in line]
    found = re.search("<body>(\\[.*\\])</body>", done.stdout.decode(), re.DOTALL)
    if not found:
        sys.exit(f"FAILED: {CHROMIUM} did not open the pages ({done.returncode}):\n"
                 + done.stderr.decode(errors="replace")[-2000:])
    return json.loads(html.unescape(found[1])), said


def problems_of(frame, scheme):
    wanted = int(re.search(r"at (\d+)", frame["name"])[1])
    if frame["width"] != wanted:
        yield f"is {frame['width']} wide"
    if frame["scroll"] > frame["width"]:
        yield f"scrolls sideways: {frame['scroll']} in {frame['width']}"
    if frame["outside"]:
        yield f"reaches out of the page: {frame['outside']}"
    if frame["dark"] != (scheme == "dark"):
        yield "has the other colours"
    if frame["contrast"] < 4.5:
        yield f"has text of a contrast of {frame['contrast']:.2f} ({frame['faintest']})"
    if frame["text"] < 50:
        yield "is empty"
    if frame["scripts"]:
        yield "has a script"


def main():
    failures = 0
    for scheme in SCHEMES:
        frames, said = browse(scheme)
        for line in said:
            failures += 1
            print(f"FAILED: {scheme}: {line}")
        for frame in frames:
            for problem in problems_of(frame, scheme):
                failures += 1
                print(f"FAILED: {scheme}, {frame['name']}: {problem}")
        if len(frames) != len(PAGES) * len(WIDTHS):
            failures += 1
            print(f"FAILED: {scheme}: {len(frames)} frames")
    if failures:
        sys.exit(1)
    print(f"{len(PAGES)} pages at {', '.join(map(str, WIDTHS))} pixels, light and dark: nothing scrolls"
          " sideways, all text is readable, no error")


main()
