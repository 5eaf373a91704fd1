"""The command line: `check-pages [FOLDER]`."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from datetime import UTC, datetime

from check_pages import console
from check_pages.console import annotation
from check_pages.facts import overdue
from check_pages.site import Sources, Text, check_site
from drawings import is_drawing
from evidence.data import PATH
from strip_spam.config import UsageError, read_config
from strip_spam.files import FileError, read_text, walk
from strip_spam.find import Finder
from strip_spam.tokens import read_tokens


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status: 0 sound, 1 something is wrong, 2 it failed."""
    parser = argparse.ArgumentParser(
        prog="check-pages",
        description="Check the pages and the data file for studies, and say what to write instead.",
        epilog="Exit status: 0 sound, 1 something is wrong, 2 something could not be used.",
    )
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="where the pages are")
    parser.add_argument(
        "--evidence", metavar="FILE", default=os.path.relpath(PATH), help="the data file (YAML)"
    )
    parser.add_argument(
        "--format", choices=("text", "github"), default="text", help="how findings are shown"
    )
    parser.add_argument(
        "--fail-when-due",
        action="store_true",
        help="a check of the evidence that is due is a mistake",
    )
    options = parser.parse_args(argv)
    return console.run("check-pages", lambda: _run(options))


def _run(options: argparse.Namespace) -> int:
    config = read_config()
    folders = options.folders or config.paths
    if not folders:
        raise UsageError("name a folder, here or as paths in [tool.strip_spam] of pyproject.toml")
    pages = {}
    for path in walk(folders):
        if isinstance(path, FileError):
            raise path
        pages[os.path.normpath(path)] = read_text(path)
    facts = read_text(options.evidence)
    files = {
        os.path.normpath(os.path.join(parent, name))
        for folder in folders
        for parent, _, names in os.walk(folder)
        for name in names
    }
    drawings = {path: read_text(path) for path in sorted(files) if is_drawing(path)}
    menu = None
    whole = {*map(os.path.normpath, folders)} == {*map(os.path.normpath, config.paths)}
    if config.mkdocs and whole:  # the menu is that of the project's own pages
        menu = Text(config.mkdocs, read_text(config.mkdocs))
    matcher = Finder(read_tokens(config.tokens)) if config.tokens else None
    sources = Sources(pages, drawings, files, Text(options.evidence, facts), menu, matcher)
    known, found = check_site(sources)
    if known:
        today = datetime.now(UTC).date()
        found += overdue(options.evidence, facts, known, today)
    for finding in found:
        print(annotation("check-pages", *finding) if options.format == "github" else finding)
    failing = found if options.fail_when_due else [f for f in found if f.kind == "report"]
    return console.LEFT if failing else console.DONE
