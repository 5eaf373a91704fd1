"""Where other readers of Markdown see no prose, whatever Python-Markdown makes of the place.

Fences and indented code are CommonMark's; the tags of templates and directives stand in
`signs.yml`. Each look takes time in proportion to the page.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from strip_spam.cut import lines

CODE, TAG = 1, 2

# Finds "```py title='a b'" and "> - ~~~", not "```a``` b".
_FENCE = re.compile(
    r"^[ \t>]*+(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]++)*+(`{3,}+(?=[^`\r\n]*+$)|~{3,}+)", re.MULTILINE
)
# Spans "> > ", ">" and "", not "    >".
_QUOTE = re.compile(r"(?:(?: {0,3}>)++ ?)?")
# Finds "- a" and "10) a", not "-a".
_ITEM = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])( +)")
# Python-Markdown's blocks, whose text is indented by four columns.
# Finds "!!! note" and "=== 'a'", not "==".
_BLOCK = re.compile(r"(?:!!!|\?\?\?\+?|===) ")


def unread(source: str) -> bytes:
    """Return for each character of a page what it is to other readers: 0 (prose), CODE or TAG."""
    text = source.replace("\r\n", " \n").replace("\r", "\n")
    kinds = bytearray(len(text))
    for kind, stretches in ((TAG, _tags), (CODE, _list_code), (CODE, fences)):
        for start, end in stretches(text):
            kinds[start:end] = bytes([kind]) * (end - start)
    return bytes(kinds)


@cache
def signs() -> list[dict[str, str]]:
    """Return the rows of `signs.yml`."""
    text = Path(__file__).with_name("signs.yml").read_text("utf-8")
    rows: list[dict[str, str]] = yaml.safe_load(text)
    return rows


@cache
def _pairs() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    def compiled(sign: str) -> re.Pattern[str]:
        return re.compile(sign, re.MULTILINE)

    return [(compiled(row["opens"]), compiled(row["closes"])) for row in signs()]


def _tags(source: str) -> Iterator[tuple[int, int]]:
    """Yield where tags stand; an opening sign without a closing one is text."""
    for opens, closes in _pairs():
        place = 0
        while (first := opens.search(source, place)) and (
            last := closes.search(source, first.end())
        ):
            place = max(last.end(), first.end())
            yield first.start(), place


def fences(source: str) -> Iterator[tuple[int, int]]:
    """Yield where fences stand, with their marks; one without an end goes to that of the page."""
    place = 0
    while first := _FENCE.search(source, place):
        last = _closing(first[1][0], len(first[1])).search(source, first.end())
        place = last.end() if last else len(source)
        yield first.start(), place


@cache
def _closing(char: str, least: int) -> re.Pattern[str]:
    return re.compile(rf"^[ \t>]*+{char}{{{least},}}+[ \t]*+$", re.MULTILINE)


def _list_code(source: str) -> Iterator[tuple[int, int]]:
    """Yield the lines that are indented code in a list item."""
    columns: list[int] = []  # where the text of each open item begins
    end, after_blank = 0, False
    for line in lines(source):
        start, end = end, end + len(line)
        text = _QUOTE.sub("", line.expandtabs(4), count=1).rstrip()
        if not text:
            after_blank = True
            continue
        column = len(text) - len(text.lstrip())
        while columns and column < columns[-1]:
            columns.pop()
        if columns and after_blank and column >= columns[-1] + 4:
            yield start, end
            continue
        after_blank = False
        if _BLOCK.match(text, column):
            columns.append(column + 4)
        while item := _ITEM.match(text, column):
            column = item.end() if len(item[1]) < 5 else item.start(1) + 1
            columns.append(column)
            if column < item.end():
                yield start, end
                break
