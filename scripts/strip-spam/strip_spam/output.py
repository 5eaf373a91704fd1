"""What the command prints: findings, diffs, errors, progress and totals."""

import os
import re
import sys
import time
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from difflib import unified_diff
from typing import NamedTuple, TextIO

from strip_spam.strip import Finding

DONE, LEFT, FAILED = 0, 1, 2  # exit statuses


class Healed(NamedTuple):
    """A file, and what came of it."""

    path: str
    source: str = ""
    text: str = ""
    findings: Sequence[Finding] = ()
    failure: str = ""


class Output:
    """Prints, and keeps count."""

    def __init__(self, options: Namespace) -> None:
        """Print as the command line says; findings on standard error where pages are not."""
        self.dry: bool = options.check or options.diff
        self._diff, self._form = options.diff, options.format
        self._stream = sys.stderr if "-" in options.paths else sys.stdout
        self._counts = Counter[str]()
        self._progress = ""  # as it is on the terminal
        self._due = time.monotonic() + 1  # until then, nobody waits

    @property
    def status(self) -> int:
        """The exit status for what has been printed."""
        left = self._counts["report"] or (self.dry and self._counts["strip"])
        return FAILED if self._counts["failed"] else LEFT if left else DONE

    def healed(self, file: Healed) -> None:
        """Print what came of a file: its diff or, of standard input, its text, and the findings."""
        if file.failure:
            self.failure(file.failure)
        if self._diff:
            self._print(_diff(file, self._form))
        elif file.path == "-" and not self.dry:
            self._print(file.text)
        kinds = Counter(found.kind for found in file.findings)
        self._counts += kinds + Counter(files="strip" in kinds)
        for found in file.findings:
            self._print(_shown(file.path, found, self._form, dry=self.dry) + "\n", self._stream)

    def failure(self, error: object) -> None:
        """Print what went wrong."""
        self._counts["failed"] += 1
        self._print(_one_line(f"strip-spam: {error}") + "\n", sys.stderr)

    def summary(self) -> None:
        """Print the totals, if anything was found."""
        if said := self._counts:
            cut = f"{said['strip']} {'would be cut' if self.dry else 'cut'}"
            files = f"{said['files']} file{'s' * (said['files'] != 1)}"
            failed = f", {said['failed']} failed" * bool(said["failed"])
            line = f"{cut} in {files}, {said['report']} left to look at{failed}\n"
            self._print(line, sys.stderr)

    def progress(self, doing: str, done: int, files: int) -> None:
        """Show how far a run is that takes long, on a terminal."""
        if time.monotonic() > self._due and sys.stderr.isatty():
            width = os.get_terminal_size(sys.stderr.fileno()).columns
            line = f"strip-spam: {doing} {done:,} of {files:,} files"[: max(0, width - 1)]
            self._print(line, sys.stderr)
            sys.stderr.flush()
            self._progress, self._due = line, time.monotonic() + 0.1

    def _print(self, text: str, stream: TextIO | None = None) -> None:
        """Print a text as it is, in place of the progress."""
        if self._progress:
            print(f"\r{' ' * len(self._progress)}\r", end="", file=sys.stderr, flush=True)
            self._progress = ""
        (stream or sys.stdout).write(text)


def _shown(path: str, found: Finding, form: str, *, dry: bool) -> str:
    """Return a finding as a line of text, or as a workflow command that GitHub shows.

    The escapes are those of GitHub's own toolkit: without them a line break in a file's name could
    begin a command of its own. Its older commands begin with `##[`, anywhere in a line.
    """
    cut = "would be cut" if dry else "cut"
    row, column = (found.line, found.column) if dry else found.now
    message = f'{found.token}: {found.message or cut}: "{found.quote}"'
    if form == "text":
        line = _one_line(f"{path}:{row}:{column}: {found.kind} {found.rule} {message}")
        return ("./" if line.lstrip().startswith("::") else "") + line.replace("##[", r"##\x5b")
    level = "error" if found.kind == "report" else "warning"
    file = _escaped(path).replace(":", "%3A").replace(",", "%2C")
    place = f"file={file},line={row},col={column},title=strip-spam {found.rule}"
    return f"::{level} {place}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def _diff(file: Healed, form: str) -> str:
    """Return a unified diff that `git apply` takes. On GitHub no line of it is a command."""
    # As git counts them, a line ends in a line feed and in nothing else.
    old, new = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (file.source, file.text))
    special = {34: '\\"', 92: r"\\", 9: r"\t", 10: r"\n", 13: r"\r"}
    name = os.path.relpath(file.path).replace(os.sep, "/").translate(special)
    a, b = (f'"{side}/{name}"' if "\\" in name else f"{side}/{name}" for side in "ab")
    rows = unified_diff(old, new, a, b)
    no_end = "\n\\ No newline at end of file\n"
    text = "".join(row if row.endswith("\n") else row + no_end for row in rows)
    word = os.urandom(16).hex()
    return f"::stop-commands::{word}\n{text}::{word}::\n" if text and form == "github" else text
