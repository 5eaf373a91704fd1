"""Lines of a text, and where in them an offset lies."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

# A line with its ending, be that LF, CRLF or CR; the last may have none.
lines = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+").findall


def place_in(text: str, offsets: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield line and column, both counted from 1, for each offset into a text in code points."""
    starts: list[int] = []
    for offset in offsets:
        starts = starts or [0, *accumulate(map(len, lines(text)))]
        line = bisect_right(starts, offset)
        yield line, offset - starts[line - 1] + 1
