"""What becomes of the blanks around a token, and of a line that held nothing else.

All of it works on a line of a marked page, where the token and its wrappers are one character.
"""

import re
from collections.abc import Iterable

from strip_spam.lines import lines

_BLANKS = " \t\u00a0\u3000"
# What no blank stands before: the end of a line, punctuation, a mark that closes.
_ENDS = re.compile(r"""\s*$|[.,;:!?)\]}】）］»”’]|["'](?:\W|$)""")

# The structure that a line of text can begin with: quotes, list and task markers, a definition's
# colon, a footnote's label, a heading's marks, the pipe of a table cell.
_LIST = r"(?:>|(?:[-*+]|[0-9]{1,9}[.)]|\[[ xX]\])(?=[ \t]))"
_ITEM = re.compile(rf"\ufeff?[ \t]*(?:{_LIST}[ \t]*)*")
_STRUCTURE = re.compile(
    rf"{_ITEM.pattern}(?:(?::|\[\^[^\]\n]+\]:)[ \t]+|\#{{1,6}}[ \t]*)?|.*\|[ \t]*"
)
# What stands directly before a token that begins something: a mark that opens, one that can also
# close but has a gap before it, a tag that opens.
_OPENED = re.compile(
    r"""(?: [(\[{【（「『“‘«¿¡] | (?:^|(?<=[\s(\[{=|>\\]))["'*_~=^]+ | <[a-zA-Z][^<>]*> )$""",
    re.VERBOSE,
)


def heal(text: str, gone: Iterable[str]) -> str:
    """Return a marked text without these marks, and with the gaps closed that they leave."""
    gone = set(gone)
    return "".join(_heal_line(line, gone) for line in lines(text))


def alone(line: str, mark: str) -> bool:
    """Tell whether a line holds nothing but this mark, so that the line goes with it."""
    place = line.index(mark)
    return _ITEM.fullmatch(line, 0, place) is not None and not line[place + 1 :].strip()


def _heal_line(line: str, gone: set[str]) -> str:
    for mark in [char for char in line if char in gone]:
        if alone(line, mark):
            return ""
        before, _, after = line.partition(mark)
        line = _close_gap(before, after)
    return line


def _close_gap(before: str, after: str) -> str:
    """Join what stands before and behind a cut, with the blanks that an author would leave."""
    words_before, words_after = before.rstrip(_BLANKS), after.lstrip(_BLANKS)
    blanks = len(before) - len(words_before)
    if _STRUCTURE.fullmatch(before) or _OPENED.search(before):
        return before + words_after  # nothing before it: the blanks behind it go
    if blanks > 1:
        first = before[len(words_before)]
        blank = "" if _ENDS.match(words_after) else " " if first == "\t" else first
        return words_before + blank + words_after
    if blanks == 1 and not after[:1].isalnum():
        return words_before + after  # the one blank came with it
    return before + after
