"""What the command prints: findings, diffs, errors, progress, and what they add up to."""

import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from typing import TextIO

from strip_spam.strip import Finding

DONE, LEFT, FAILED = 0, 1, 2  # exit statuses


class Output:
    """Prints, and keeps count."""

    def __init__(self, form: str, *, dry: bool, aside: bool) -> None:
        """Print findings as `text` or for `github`; to standard error where they stand `aside`."""
        self._form, self._dry = form, dry
        self._stream = sys.stderr if aside else sys.stdout
        self._counts = Counter[str]()
        self._progress = ""  # as it stands on the terminal
        self._due = time.monotonic() + 1  # until then, nobody waits

    @property
    def status(self) -> int:
        """The exit status for what has been printed."""
        left = self._counts["report"] or (self._dry and self._counts["strip"])
        return FAILED if self._counts["failed"] else LEFT if left else DONE

    def findings(self, path: str, findings: Iterable[Finding]) -> None:
        """Print what was found in a file."""
        kinds = Counter(found.kind for found in findings)
        self._counts += kinds + Counter(files="strip" in kinds)
        for found in findings:
            self.text(_shown(path, found, self._form, dry=self._dry) + "\n", self._stream)

    def failure(self, error: object) -> None:
        """Print what went wrong."""
        self._counts["failed"] += 1
        self.text(_one_line(f"strip-spam: {error}") + "\n", sys.stderr)

    def diff(self, path: str, old: str, new: str) -> None:
        """Print a unified diff that `git apply` takes. On GitHub no line of it is a command."""
        text, word = "".join(_diff(path, old, new)), os.urandom(16).hex()
        safe = f"::stop-commands::{word}\n{text}::{word}::\n"
        self.text(safe if text and self._form == "github" else text, sys.stdout)

    def summary(self) -> None:
        """Print what was found adds up to, if anything was."""
        said = self._counts
        if said:
            cut = f"{said['strip']} {'would be cut' if self._dry else 'cut'}"
            files = f"{said['files']} file{'s' * (said['files'] != 1)}"
            failed = f", {said['failed']} failed" * bool(said["failed"])
            line = f"{cut} in {files}, {said['report']} left to look at{failed}\n"
            self.text(line, sys.stderr)

    def progress(self, done: int, files: int) -> None:
        """Show how far a run is that takes long, on a terminal."""
        if time.monotonic() > self._due and sys.stderr and sys.stderr.isatty():
            width = os.get_terminal_size(sys.stderr.fileno()).columns
            line = f"strip-spam: {done:,} of {files:,} files"[: max(0, width - 1)]
            self.text(line, sys.stderr)
            sys.stderr.flush()
            self._progress, self._due = line, time.monotonic() + 0.1

    def text(self, text: str, stream: TextIO | None) -> None:
        """Print a text as it is, where progress stood; a closed stream (None) takes nothing."""
        if self._progress:
            print(f"\r{' ' * len(self._progress)}\r", end="", file=sys.stderr, flush=True)
            self._progress = ""
        if stream:
            stream.write(text)


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
    file, title = (
        _escaped(text).replace(":", "%3A").replace(",", "%2C")
        for text in (path, f"strip-spam {found.rule}")
    )
    place = f"file={file},line={row},col={column},title={title}"
    return f"::{level} {place}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def _diff(path: str, old: str, new: str) -> Iterator[str]:
    """Yield the lines of a unified diff that `git apply` takes."""
    # As git counts them, a line ends in a line feed and in nothing else.
    old_lines, new_lines = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (old, new))
    special = {34: '\\"', 92: r"\\", 9: r"\t", 10: r"\n", 13: r"\r"}
    name = os.path.relpath(path).replace(os.sep, "/").translate(special)
    a, b = (f'"{side}/{name}"' if "\\" in name else f"{side}/{name}" for side in "ab")
    for row in unified_diff(old_lines, new_lines, a, b):
        yield row if row.endswith("\n") else row + "\n\\ No newline at end of file\n"
