"""What the commands share: how they speak, and what their exit statuses mean."""

import os
import sys
from collections.abc import Callable

from strip_spam.config import UsageError
from strip_spam.files import FileError
from strip_spam.tokens import TokenListError

DONE, LEFT, FAILED = 0, 1, 2


def run(name: str, work: Callable[[], int]) -> int:
    """Run a command's work; return its exit status.

    What can't be used is one line on standard error and `FAILED`. A reader that stops reading, a
    full disk behind standard output or a terminal that lacks a letter is no crash.

    Args:
        name: what the command is called.
        work: does the work, and returns the exit status.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream:  # None where the caller has closed it
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        status = work()
        if sys.stdout:
            sys.stdout.flush()
    except (UsageError, TokenListError, FileError) as error:
        complain(name, error)
        return FAILED
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            complain(name, error)
        # What can't be printed is let go, or the interpreter would try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # by number: it may be closed
        return FAILED
    return status


def complain(name: str, error: Exception) -> None:
    """Print one line to standard error."""
    # A line break in a file's name must not begin a line that could be taken for another.
    line = str(error).replace("\r", "\\r").replace("\n", "\\n")
    if sys.stderr:
        print(f"{name}: {line}", file=sys.stderr)


def annotation(
    tool: str, path: str, line: int, column: int, message: str, kind: str, rule: str
) -> str:
    """Return a workflow command: an error if the kind is `report`, else a warning.

    The escapes are those of GitHub's own toolkit: without them a line break in a file's name could
    begin a command of its own.
    """
    level = "error" if kind == "report" else "warning"
    place = f"file={_property(path.removeprefix('./'))},line={line},col={column}"
    return f"::{level} {place},title={_property(f'{tool} {rule}')}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
