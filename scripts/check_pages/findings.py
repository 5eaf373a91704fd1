"""What was found in a file, and where."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

# A longer list is none that anybody reads.
_SHOWN = 12


class Finding(NamedTuple):
    """A mistake.

    Attributes:
        path: the file.
        line: counted from 1.
        column: counted from 1, in code points.
        message: what is wrong, and what to write instead.
        kind: `report` for a mistake, `warning` for what stops nothing.
        rule: the check's name.
    """

    path: str
    line: int
    column: int
    message: str
    kind: str = "report"
    rule: str = "check"

    def __str__(self) -> str:
        """Return `path:line:column: message`."""
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


def instead(word: str, known: Iterable[str]) -> str:
    """Return what to write instead of a word: the known one most like it, else some of them."""
    choice = sorted(map(str, known))
    if close := get_close_matches(word, choice, n=1):
        return f"write '{close[0]}'"
    more = ", …" if len(choice) > _SHOWN else ""
    return f"write one of: {', '.join(choice[:_SHOWN])}{more}"
