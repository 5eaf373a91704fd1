"""The command line: `strip-spam [PATH ...]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from strip_spam import console
from strip_spam.config import UsageError, read_config, read_matcher, read_renderer
from strip_spam.files import FileError, decode, read, walk, write
from strip_spam.lines import lines
from strip_spam.report import FORMATS

if TYPE_CHECKING:
    from strip_spam.core import Finding
    from strip_spam.matcher import Matcher
    from strip_spam.page import Renderer


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status: 0 clean, 1 something is left, 2 something failed."""
    options = _parser().parse_args(argv)
    return console.run("strip-spam", lambda: _run(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="strip-spam",
        description="Cut listed spam tokens out of Markdown, heal the text, report the unsafe.",
        epilog="Exit status: 0 nothing is left to do, 1 something is, 2 something was unusable.",
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files, folders, or - for stdin")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--check", action="store_true", help="write nothing")
    only.add_argument("--diff", action="store_true", help="write nothing, show what would change")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how findings are shown")
    parser.add_argument("--tokens", metavar="FILE", help="the token list (YAML)")
    return parser


def _run(options: argparse.Namespace) -> int:
    """Handle all the paths; return the exit status."""
    config = read_config()
    paths = options.paths or config.paths
    tokens = options.tokens or config.tokens
    if not paths or not tokens:
        missing = "a path" if not paths else "a token list (--tokens FILE)"
        raise UsageError(f"name {missing}, here or in [tool.strip_spam] of pyproject.toml")
    matcher = read_matcher(tokens)
    renderer = cache(lambda: read_renderer(config.mkdocs))
    found: list[tuple[str, Finding]] = []
    failed = False
    stdin = "-" in paths
    for path in chain(["-"] if stdin else [], walk(path for path in paths if path != "-")):
        try:
            if isinstance(path, FileError):
                raise path
            found += [(path, finding) for finding in _handle(path, matcher, renderer, options)]
        except FileError as error:
            console.complain("strip-spam", error)
            failed = True
    found.sort(key=lambda item: (item[0], item[1].line, item[1].column))
    for line in FORMATS[options.format](found):
        print(line, file=sys.stderr if stdin else sys.stdout)
    dry = options.check or options.diff
    left = any(dry or finding.kind == "report" for _, finding in found)
    return console.FAILED if failed else console.LEFT if left else console.DONE


def _handle(
    path: str, matcher: Matcher, renderer: Callable[[], Renderer], options: argparse.Namespace
) -> Sequence[Finding]:
    """Handle one file; return what was found in it."""
    data = sys.stdin.buffer.read() if path == "-" else read(path)
    text = source = decode(data, path)
    findings: Sequence[Finding] = ()
    if matcher.may_hold(data):
        from strip_spam.core import strip  # most runs never need what it loads

        text, findings = strip(source, matcher, renderer())
    if options.diff:
        _print_bytes(_diff(path, source, text))
    elif path == "-" and not options.check:
        _print_bytes(text)
    elif text != source and not options.check:
        write(path, text.encode())
    return findings


def _diff(path: str, old: str, new: str) -> str:
    from difflib import unified_diff  # only a diff needs it

    shown = path.lstrip("/")
    rows = unified_diff(lines(old), lines(new), f"a/{shown}", f"b/{shown}")
    no_newline = "\n\\ No newline at end of file\n"
    return "".join(row if row[-1] in "\r\n" else row + no_newline for row in rows)


def _print_bytes(text: str) -> None:
    """Print a text as it is: line endings and all."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()
