"""What is wrong in a file, and where."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple


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
    # `mori2044` is near enough to `mori2004`; `mori2004` is not to `tan2011`.
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.8)
    return f" (did you mean '{close[0]}'?)" if close else ""
