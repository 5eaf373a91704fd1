"""What is wrong in a file, and where."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

# How alike two words are (1.0: the same) for one to be a slip of the other: `mori2044` and
# `mori2004` are, `mori2004` and `tan2011` are not.
_NEAR = 0.8


class Finding(NamedTuple):
    """A mistake: the file as an editor names it, the line counted from 1, and what to do."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return `path:line: message`."""
        return f"{self.path}:{self.line}: {self.message}"


def meant(word: str, known: Iterable[str]) -> str:
    """Return a question that names the known word which this one may be a slip of, or nothing."""
    close = get_close_matches(word, sorted(known), n=1, cutoff=_NEAR)
    return f" (did you mean '{close[0]}'?)" if close else ""
