"""What was found in a file, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from posixpath import splitext
from typing import TYPE_CHECKING, NamedTuple

from strip_spam.strip import place_in

if TYPE_CHECKING:
    from yaml import Node

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


def at_node(
    path: str, node: Node, message: str, above: int = 0, kind: str = "report", rule: str = "check"
) -> Finding:
    """Return a finding at a node of a YAML text, with so many lines of the file above it."""
    mark = node.start_mark
    return Finding(path, above + mark.line + 1, mark.column + 1, message, kind, rule)


def at_offsets(path: str, text: str, said: Iterable[tuple[int, str]]) -> Iterator[Finding]:
    """Yield a finding for each message at its offset into a file's text, in code points."""
    said = list(said)
    for place, (_, message) in zip(place_in(text, [at for at, _ in said]), said, strict=True):
        yield Finding(path, *place, message)


def instead(word: str, known: Iterable[str]) -> str:
    """Return what to write instead of a word: the known one most like it, else some of them."""
    choice = sorted(map(str, known))
    stems = {splitext(name)[0]: name for name in choice}  # that suffixes are alike says nothing
    if close := get_close_matches(splitext(word)[0], stems, n=1):
        return f"write '{stems[close[0]]}'"
    more = ", …" if len(choice) > _SHOWN else ""
    return f"write one of: {', '.join(choice[:_SHOWN])}{more}"
