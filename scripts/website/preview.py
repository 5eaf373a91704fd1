"""A preview that forgives: what is wrong stands on each page until it is fixed."""

import re
import subprocess
from collections.abc import Callable
from html import escape
from pathlib import Path

from website.findings import Findings, engine, run

_NOTE = re.compile(r'<section class="site not" id="findings">.*?</section>', re.DOTALL)
_MAIN = re.compile(r"<main\b[^>]*>")


def show(findings: Findings, folder: str) -> None:
    """Write the findings into each page of a built site, in place of those before; then forget."""
    items = "".join(f"<li>{escape(line)}</li>" for line in findings.lines)
    note = f'<section class="site not" id="findings"><h2>To fix</h2><ul>{items}</ul></section>'
    for path in Path(folder).rglob("*.html"):
        html = _NOTE.sub("", path.read_text("utf-8"))
        if items:
            html = _MAIN.sub(lambda main: main[0] + note, html, count=1)
        path.write_text(html, "utf-8")
    findings.lines.clear()


def rebuild(build: Callable[[], None], findings: Findings, folder: str) -> None:
    """Build; where that stops, say why on the last pages, which stay on show."""
    if not run(build, engine()):
        show(findings, folder)


def style(folder: str) -> list[str]:
    """Return what `make check` says of style and spelling; nothing where that is not set up."""
    command = ("make", "--no-print-directory", "--old-file=.venv/test-ready", "style")
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    except OSError:
        return []
    return re.findall(r"^.+?:\d+:\d+: .+$", done.stdout, re.MULTILINE)
