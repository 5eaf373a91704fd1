"""What is wrong, as one line each: `docs/tips.md:12: what, and what to do`.

A preview goes on: it shows what is wrong on each page until it is fixed.
"""

import logging
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from difflib import get_close_matches
from html import escape
from pathlib import Path
from typing import NamedTuple

from click import ClickException
from yaml import YAMLError

from strip_spam.files import SUFFIXES
from website.rules import broken

_PAGE = re.compile(rf"'([^']+(?:{'|'.join(SUFFIXES)}))'")
_QUOTED = re.compile(r"'([^']+)'")
_NOTE = re.compile(r'<section class="site not" id="findings">.*?</section>', re.DOTALL)
_MISSING = re.compile(r"A reference to '([^']+)\.md' is included in the 'nav'")
_FINDING = re.compile(r"[^:\n]+:\d+:(\d+:)? ")

CONFIG = "mkdocs.yml"
PAGES = "docs"


class Finding(NamedTuple):
    """A mistake: the file as an editor names it, the line counted from 1, and what to do."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def meant(word: str, known: Iterable[str]) -> str:
    """Return a question that names the known word that this may be a typo of, or nothing."""
    # `mori2044` is near enough to `mori2004`; `mori2004` is not to `tan2011`.
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.8)
    return f" (did you mean '{close[0]}'?)" if close else ""


def line_at(text: str, offset: int) -> int:
    """Return the line of an offset into a text, counted from 1."""
    return text.count("\n", 0, offset) + 1


def never(path: str, text: str) -> list[Finding]:
    """Return the characters and marks that no source file may contain, one finding per kind."""
    found = broken("nowhere", text)
    return [Finding(path, line_at(text, match.start()), message) for match, message in found]


def misread(path: str, text: str, error: BaseException | None) -> Finding:
    """Return why a YAML text can't be read, and what to do."""
    if found := never(path, text):
        return found[0]
    problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
    remedy = "put a text that holds ': ' or ' #', or begins with a sign, in quotes"
    message, line = f"not YAML: {problem}: {remedy}", 1
    if mark := getattr(error, "problem_mark", None):
        line = mark.line + 1
        lines = [*text.split("\n"), ""]
        first = max(mark.line - 1, 0)
        near = [*lines[first : mark.line + 1], lines[mark.line][: mark.column]]
        for match, known in broken("yaml", "\n".join(near))[:1]:
            message, line = f"not YAML: {known}", first + line_at(match.string, match.start())
    return Finding(path, line, message)


missing = set[str]()  # names of files that the running build did not find


def place(record: logging.LogRecord) -> bool:
    """Put file and line in front of a warning of MkDocs, its hooks or extensions; False drops it.

    Dropped are what follows from a missing file, warnings of the preview server, and warnings about
    links that come from the data file, which is reported itself.
    """
    if record.levelno < logging.WARNING:
        return True
    if record.name.endswith(".livereload"):  # an address is missing
        return False
    message = record.getMessage()
    if not_found := _MISSING.search(message):
        missing.add(not_found[1])
    elif any(re.search(rf"['/]{name}(?:\.md)?['#]", message) for name in missing):
        message = ""
    record.msg, record.args = message and placed(message), ()
    return bool(record.msg)


class Findings(logging.Handler):
    """Collects what MkDocs, its hooks and extensions warn of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.addFilter(place)
        self.lines: list[str] = []  # one for each finding, none twice

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the lines of a warning, with file and line."""
        new = record.getMessage().splitlines()
        self.lines += [line for line in new if line not in self.lines]


def engine() -> logging.Logger:
    """Return the logger that prints what MkDocs says: its own, or that of a fork of it."""
    log = logging.getLogger("mkdocs")
    return log if log.handlers else log.parent or log


def placed(message: str) -> str:
    """Return a warning of MkDocs with file and line in front, as the checks' own have them.

    The file is the first page that it names, else MkDocs' configuration; the line is the first in
    that file that holds what else is named, else line 1.
    """
    if _FINDING.match(message):
        return message
    path = CONFIG
    named = _QUOTED.findall(message)
    if message.startswith(("Doc file", "Error")) and (page := _PAGE.search(message)):
        path = f"{PAGES}/{page[1]}"
        named.remove(page[1])
        if "contains a link" in message and Path(named[0]).name not in _source(path):
            return ""
    named += [Path(name).name for name in named]  # front matter has a drawing's name alone
    lines = list(enumerate(_source(path).splitlines(), 1))
    at = next((at for text in named for at, line in lines if text in line), 1)
    return f"{path}:{at}: {' '.join(message.split())}"


def _source(path: str) -> str:
    return Path(path).read_text("utf-8", "replace") if Path(path).is_file() else ""


def run(build: Callable[[], object], log: logging.Logger) -> bool:
    """Run a build; return whether it finished. What stopped it is reported, with its line.

    Raised is only what no setting explains: a fault of the code.
    """
    try:
        build()
    except SystemExit as error:  # what stopped it has been said
        print(error, file=sys.stderr)
        return False
    except ClickException as error:
        cause = error.__context__
        is_yaml = isinstance(cause, YAMLError)
        log.error(str(misread(CONFIG, _source(CONFIG), cause)) if is_yaml else placed(str(error)))
        return False
    except Exception:
        for _, message in broken("config", _source(CONFIG))[:1]:
            log.error(f"{CONFIG}:1: {message}")
            return False
        raise
    return True


def show(findings: Findings, folder: str) -> None:
    """Write the findings into each page of a built site, replacing the last; then forget them."""
    items = "".join(f"<li>{escape(line)}</li>" for line in findings.lines)
    note = f'<section class="site not" id="findings"><h2>To fix</h2><ul>{items}</ul></section>'
    for path in Path(folder).rglob("*.html"):
        html = _NOTE.sub("", path.read_text("utf-8"))
        if items:
            html = re.sub(r"<main\b[^>]*>", lambda main: main[0] + note, html, count=1)
        path.write_text(html, "utf-8")
    findings.lines.clear()


def rebuild(build: Callable[[], None], findings: Findings, folder: str) -> None:
    """Build; if that stops, say why on the pages of the last build, which stay on show."""
    if not run(build, engine()):
        show(findings, folder)


def style(folder: str) -> list[str]:
    """Return what `make check` says of style and spelling; nothing if that is not set up."""
    said = output(folder, "make", "--no-print-directory", "--old-file=.venv/test-ready", "style")
    return re.findall(r"^.+?:\d+:\d+: .+$", said, re.MULTILINE)


def output(folder: str, *command: str) -> str:
    """Return what a command prints that runs in a folder; nothing if it is not there."""
    with suppress(OSError):
        return subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout
    return ""
