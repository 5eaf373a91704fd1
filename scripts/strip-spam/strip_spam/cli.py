"""The command line: `strip-spam [PATH ...]`."""

import argparse
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from difflib import unified_diff
from functools import cache
from importlib.metadata import version
from itertools import chain

from strip_spam.config import read_config, read_renderer
from strip_spam.files import FileError, UsageError, read_text, walk, write
from strip_spam.find import Finder
from strip_spam.strip import Finding, fragments, strip
from strip_spam.tokens import read_tokens

DONE, LEFT, FAILED = 0, 1, 2  # exit statuses


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status: 0 clean, 1 something is left, 2 something failed."""
    options = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if stream:  # None where the caller has closed it
            # Texts are printed as they are, line endings and all.
            stream.reconfigure(  # type: ignore[union-attr]
                encoding="utf-8", errors="backslashreplace", newline=""
            )
    try:
        status = _run(options)
        if sys.stdout:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return 130  # as a shell says it
    except (UsageError, FileError) as error:
        return _failed(error)
    except ImportError as error:
        return _failed(f"a Markdown extension is missing, install it: {error}")
    except OSError as error:
        # What can't be printed is let go, or the interpreter would try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # by number: it may be closed
        return FAILED if isinstance(error, BrokenPipeError) else _failed(error)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="strip-spam",
        description="Cut listed spam tokens out of Markdown, heal the text, report the unsafe.",
        epilog="Exit status: 0 nothing is left to do, 1 something is, 2 something failed.",
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files, folders, or - for stdin")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--check", action="store_true", help="write nothing")
    only.add_argument("--diff", action="store_true", help="write nothing, print a unified diff")
    parser.add_argument("--format", choices=("text", "github"), default="text", help="output form")
    parser.add_argument("--tokens", metavar="FILE", help="the token list (YAML)")
    parser.add_argument("--version", action="store_true", help="print the version")
    return parser


def _run(options: argparse.Namespace) -> int:
    """Handle all the paths; return the exit status."""
    if options.version:
        print("strip-spam", version("strip-spam"))
        return DONE
    config = read_config()
    paths = options.paths or config.paths
    tokens = options.tokens or config.tokens
    if not paths or not tokens:
        missing = "a path" if not paths else "a token list (--tokens FILE)"
        raise UsageError(f"name {missing}, here or in [tool.strip_spam] of pyproject.toml")
    finder = Finder(read_tokens(tokens))
    dry = options.check or options.diff
    out = sys.stderr if "-" in paths else sys.stdout
    on_disk = [path for path in paths if path != "-"]
    renderer = cache(lambda: read_renderer(config.mkdocs))

    @cache
    def linked() -> set[str]:
        """Return the fragments that links on any page of this run name."""
        found: set[str] = set()
        for path in walk(on_disk, dry=dry):
            with suppress(FileError):  # it is named where it is handled
                found |= set() if isinstance(path, FileError) else fragments(read_text(path))
        return found

    def handle(path: str) -> Sequence[Finding]:
        """Handle one file; return what was found."""
        text = source = read_text(path)
        found: Sequence[Finding] = ()
        if finder.may_hold(source):
            text, found = strip(source, finder, renderer(), linked)
        if options.diff:
            sys.stdout.write("".join(_diff(path, source, text)))
        elif path == "-" and not dry:
            sys.stdout.write(text)
        elif text != source and not dry:
            write(path, text.encode())
        return found

    status = DONE
    for path in chain(["-"] if "-" in paths else [], walk(on_disk, dry=dry)):
        try:
            if isinstance(path, FileError):
                raise path
            for finding in handle(path):
                print(_shown(path, finding, options.format, dry=dry), file=out)
                if dry or finding.kind == "report":
                    status = max(status, LEFT)
        except FileError as error:
            status = _failed(error)
    return status


def _shown(path: str, found: Finding, form: str, *, dry: bool) -> str:
    """Return a finding as a line of text, or as a workflow command that GitHub shows.

    The escapes are those of GitHub's own toolkit: without them a line break in a file's name could
    begin a command of its own.
    """
    cut = "would be cut" if dry else "cut"
    row, column = (found.line, found.column) if dry else found.now
    message = f"{found.token}: {found.message or cut}"
    if form == "text":
        line = f"{path}:{row}:{column}: {found.kind} {found.rule} {message}"
        return ("./" if line.startswith(("::", "##[")) else "") + _one_line(line)
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


def _failed(error: object) -> int:
    """Print one line to standard error; return the exit status."""
    if sys.stderr:
        print(_one_line(f"strip-spam: {error}"), file=sys.stderr)
    return FAILED


def _diff(path: str, old: str, new: str) -> Iterator[str]:
    """Yield the lines of a unified diff that `git apply` takes."""
    # As git counts them, a line ends in a line feed and in nothing else.
    old_lines, new_lines = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (old, new))
    special = {34: '\\"', 92: r"\\", 9: r"\t", 10: r"\n", 13: r"\r"}
    name = os.path.relpath(path).translate(special)
    a, b = (f'"{side}/{name}"' if "\\" in name else f"{side}/{name}" for side in "ab")
    for row in unified_diff(old_lines, new_lines, a, b):
        yield row if row.endswith("\n") else row + "\n\\ No newline at end of file\n"
