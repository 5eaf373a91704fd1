"""A text in another spelling, each place mapped back to the text as it was written.

A page is never rewritten to be searched. It is read: `Reading(source)` is the source itself, and
`reading.respelled(pattern, spell)` is the same text with some of it spelled differently, which
still knows where in the source each of its characters comes from.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable
from typing import Self


class Reading:
    """A text, and where in the source it comes from. Offsets count code points."""

    __slots__ = ("_ends", "_from", "_starts", "_until", "_written", "text")

    def __init__(self, text: str) -> None:
        """Read the source as it is."""
        self.text = text
        self._written: Reading | None = None
        # One entry a respelled piece: where it stands here, and what it stood for in `_written`.
        # Between pieces both texts are the same, so a page costs as much as it has pieces.
        self._starts, self._ends, self._from, self._until = (array("q") for _ in range(4))

    def respelled(self, pattern: re.Pattern[str], spell: Callable[[re.Match[str]], str]) -> Self:
        """Return a reading in which each match of a pattern is spelled as `spell` says."""
        if not pattern.search(self.text):
            return self
        read = type(self)("")
        read._written = self
        parts: list[str] = []
        done = length = 0
        for match in pattern.finditer(self.text):
            spelled = spell(match)
            if spelled == match[0]:
                continue
            start, end = match.span()
            parts += self.text[done:start], spelled
            length += start - done
            read._starts.append(length)
            length += len(spelled)
            read._ends.append(length)
            read._from.append(start)
            read._until.append(end)
            done = end
        read.text = "".join((*parts, self.text[done:]))
        return read

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return where the non-empty stretch from `start` to `end` stands in the source.

        A piece that was respelled counts whole. What a reading leaves out counts where it lies
        within the stretch, and does not count at its ends.
        """
        reading: Reading | None = self
        while reading and reading._written:
            start, end = reading._back(start, end)
            reading = reading._written
        return start, end

    def _back(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch stands in the reading that this one was made from."""
        piece = bisect_right(self._starts, start) - 1  # the last that begins at or before it
        if piece >= 0 and start < self._ends[piece]:
            start = self._from[piece]
        elif piece >= 0:
            start += self._until[piece] - self._ends[piece]
        piece = bisect_right(self._starts, end - 1) - 1
        if piece >= 0 and end <= self._ends[piece]:
            end = self._until[piece]
        elif piece >= 0:
            end += self._until[piece] - self._ends[piece]
        return start, end
