"""What goes with a token, and what becomes of the blanks around it.

Widening looks at the source. Healing looks at a marked text, in which a token and what goes with it
are one placeholder.
"""

import re
from collections.abc import Collection, Sequence

from strip_spam.data import pattern

# Lines with their endings, LF, CRLF or CR; the last may have none.
lines = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+").findall

_REACH = 200  # of the text beside a token that is looked at, in code points


def around(source: str, start: int, end: int) -> str:
    """Return the text around a stretch, with □ in its place."""
    before, after = source[max(0, start - _REACH) : start], source[end : end + _REACH]
    return before.replace("□", " ") + "□" + after.replace("□", " ")


def widen(source: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch with the brackets, emphasis and elements that hold nothing else.

    If equal separators are on both sides, the second goes too, with the blanks before it.
    """
    text = around(source, start, end)
    while held := pattern("held").search(text):
        here = text.index("□")
        start, end = start - here + held.start(), end + held.end() - here - 1
        text = around(source, start, end)
    parted = pattern("separated").search(text)
    if parted and not (parted[1] == "|" and pattern("cells").search(source)):
        end += parted.end() - text.index("□") - 1
    return start, end


def bare(line: str) -> bool:
    """Tell whether a line without its placeholders holds nothing, so that it goes with them."""
    return pattern("item").fullmatch(line.rstrip(" \t\r\n") + " ") is not None


def heal(text: str, gone: Collection[str]) -> str:
    """Return a marked text with the gaps closed that these placeholders leave.

    The placeholders themselves stay in it, to show where each cut is.
    """
    each, drop = set(gone), dict.fromkeys(map(ord, gone))
    # Placeholders are in their own order.
    return "".join(_heal_line(line, sorted(each.intersection(line)), drop) for line in lines(text))


def _heal_line(line: str, marks: Sequence[str], drop: dict[int, None]) -> str:
    if marks and bare(line.translate(drop)):
        return "".join(marks)
    for mark in reversed(marks):
        before, _, after = line.partition(mark)
        near = before[-_REACH:]
        seen = near.translate(drop)
        blanks = pattern("blank").findall(near, len(pattern("blanks_before").sub("", near)))
        later = pattern("blanks_after").sub("", after)
        if pattern("structure").fullmatch(seen) or pattern("opened").search(seen):
            line = before + mark + later  # nothing before it: the blanks after it go
        elif blanks:
            rest = later[:_REACH].translate(drop)
            kept = "" if len(blanks) == 1 or pattern("ends").search(rest) else blanks[0]
            tail = after if len(blanks) == 1 or not rest.strip() else later  # what ends it stays
            line = before[: -sum(map(len, blanks))] + kept + mark + tail
    return line
