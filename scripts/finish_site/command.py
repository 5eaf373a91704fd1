"""The command line: `finish-site FOLDER`."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from check_pages import console
from evidence.data import evidence
from finish_site.guard import leaks_below
from finish_site.site import finish
from strip_spam.config import UsageError, read_config
from strip_spam.find import Finder
from strip_spam.tokens import read_tokens


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status: 0 finished, 1 a token is left, 2 it failed."""
    parser = argparse.ArgumentParser(
        prog="finish-site",
        description="Finish a built site, and refuse one that holds a spam token in any spelling.",
        epilog="Exit status: 0 finished, 1 a token is left, 2 something could not be used.",
    )
    parser.add_argument("folder", metavar="FOLDER", help="the built site")
    parser.add_argument("--tokens", metavar="FILE", help="the token list (YAML)")
    options = parser.parse_args(argv)
    return console.run("finish-site", lambda: _run(options.folder, options.tokens))


def _run(folder: str, tokens: str | None) -> int:
    """Finish a folder; return the exit status."""
    tokens = tokens or read_config().tokens
    if not tokens:
        raise UsageError("name a token list: --tokens FILE, or [tool.strip_spam] in pyproject.toml")
    matcher = Finder(read_tokens(tokens))
    if not Path(folder, "index.html").is_file():
        raise UsageError(f"{folder}: no built site: it has no index.html")
    finish(folder, evidence())
    leaks = list(leaks_below(folder, matcher))
    for leak in leaks:
        print(leak)
    return console.LEFT if leaks else console.DONE
