"""The command line: `strip-spam [PATH ...]`."""

import argparse
import os
import signal
import sys
from collections.abc import Collection, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from strip_spam import __version__
from strip_spam.config import read_config, read_renderer
from strip_spam.data import table
from strip_spam.files import SIGNALS, SUFFIXES, FileError, UsageError, read_text, walk, write
from strip_spam.find import Finder
from strip_spam.output import FAILED, Healed, Output
from strip_spam.processes import on_all_processors
from strip_spam.rendered import Renderer
from strip_spam.strip import fragments, strip
from strip_spam.tokens import read_tokens


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status: 0 clean, 1 something is left, 2 something failed."""
    for number in SIGNALS:  # all end a run as Ctrl-C does
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
    for name in ("stdout", "stderr"):
        # None where the caller has closed it.
        stream = getattr(sys, name) or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
        # Texts are printed as they are, line endings and all.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
        setattr(sys, name, stream)
    options = _Parser().parse_args(argv)
    output = Output(options)
    try:
        _run(options, output)
        output.summary()
        sys.stdout.flush()
    except KeyboardInterrupt:
        output.failure("interrupted")
        return 130  # as a shell says it
    except UsageError as error:
        output.failure(error)
    except OSError as error:
        # What can't be printed is let go, or the interpreter would try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # by number: it may be closed
        if not isinstance(error, BrokenPipeError):
            output.failure(error)
        return FAILED
    return output.status


class _Parser(argparse.ArgumentParser):
    """Reads the command line; `help.txt` says what that takes."""

    def __init__(self) -> None:
        super().__init__(prog="strip-spam")
        self.add_argument("paths", nargs="*", metavar="PATH")
        only = self.add_mutually_exclusive_group()
        only.add_argument("--check", action="store_true")
        only.add_argument("--diff", action="store_true")
        self.add_argument("--format", choices=("text", "github"), default="text")
        self.add_argument("--tokens", metavar="FILE")
        self.add_argument("--exclude", metavar="GLOB", action="append", default=[])
        self.add_argument("--version", action="version", version=f"strip-spam {__version__}")

    def format_help(self) -> str:
        """Return the text of `help.txt`, with the rules."""
        rules = (f"  {name:<10} {rule['meaning']}" for name, rule in table("rules").items())
        text = Path(__file__).with_name("help.txt").read_text("utf-8")
        return text.replace("RULES", "\n".join(rules))


def _run(options: argparse.Namespace, output: Output) -> None:
    config = read_config()
    paths = options.paths or config.paths
    tokens = options.tokens or config.tokens
    if not paths or not tokens:
        missing = "a path" if not paths else "a token list (--tokens FILE)"
        raise UsageError(f"name {missing}, here or in [tool.strip_spam] of pyproject.toml")
    on_disk = [path for path in paths if path != "-"]
    exclude = [*config.exclude, *options.exclude]
    finder = Finder(read_tokens(tokens))
    files = [*walk(on_disk, config.suffixes, exclude, output.failure, dry=output.dry)]
    polluted = []
    for done, path in enumerate(files, 1):
        try:
            if finder.may_hold(read_text(path)):
                polluted.append(path)
        except FileError as error:
            output.failure(error)
        output.progress("searched", done, len(files))
    if not (polluted or "-" in paths):
        return  # as nearly always, and nothing else need be read
    linked = set[str]()
    for path in walk([*on_disk, *config.paths], config.suffixes, exclude, dry=True):
        with suppress(FileError):  # it is named where it is handled
            linked |= fragments(read_text(path))
    renderer = read_renderer(config.mkdocs) if config.mkdocs else Renderer()
    heal = partial(_healed, finder, renderer, linked, output.dry)
    for done, healed in enumerate(on_all_processors(heal, polluted), 1):
        output.healed(healed)
        output.progress("healed", done, len(polluted))
    if "-" in paths:
        output.healed(heal("-"))


def _healed(
    finder: Finder, renderer: Renderer, linked: Collection[str], dry: bool, path: str
) -> Healed:
    """Heal a file, or standard input (`-`); if `dry`, write nothing."""
    plain = path == "-" or path.lower().endswith(SUFFIXES)
    try:
        source = read_text(path)
        text, findings = strip(source, finder, renderer, linked, markdown=plain)
        if path != "-" and text != source and not dry:
            write(path, text.encode())
    except FileError as error:
        return Healed(path, failure=str(error))
    return Healed(path, source, text, findings)
