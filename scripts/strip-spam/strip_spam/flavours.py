"""Where other readers of Markdown see no prose, whatever Python-Markdown makes of the place.

Fences and indented code are CommonMark's; the tags of templates and directives are in
`signs.yml`. Each look takes time in proportion to the page.
"""

import re
from collections.abc import Iterator

from strip_spam.cut import lines
from strip_spam.data import pattern, table
from strip_spam.find import blotted

CODE, TAG = 1, 2


def unread(source: str) -> bytes:
    """Return for each character of a page what it is to other readers: 0 (prose), CODE or TAG."""
    text = source.replace("\r\n", " \n").replace("\r", "\n")
    kinds = bytearray(len(text))
    fences = [m.span() for m in pattern("fence_or_raw").finditer(text) if m["fence"]]
    spans = (span.span() for span in pattern("code_span").finditer(text))
    uncoded = blotted(text, (*fences, *spans))
    for kind, stretches in ((TAG, _tags(uncoded)), (CODE, _list_code(text)), (CODE, fences)):
        for start, end in stretches:
            kinds[start:end] = bytes([kind]) * (end - start)
    return bytes(kinds)


def _tags(source: str) -> Iterator[tuple[int, int]]:
    """Yield where tags are; an opening sign without a closing one is text."""
    for sign in table("signs"):
        whole = rf"(?m:{sign['opens']})(?s:.*?)(?:(?m:{sign['closes']})|(?P<open>\Z))"
        for tag in re.finditer(whole, source):
            if tag["open"] is None:
                yield tag.span()


def _list_code(source: str) -> Iterator[tuple[int, int]]:
    """Yield the lines that are indented code in a list item."""
    columns: list[int] = []  # where the text of each open item begins
    end, after_blank = 0, False
    for line in lines(source):
        start, end = end, end + len(line)
        text = pattern("quote").sub("", line.expandtabs(4), count=1).rstrip()
        if not text:
            after_blank = True
            continue
        column = len(text) - len(text.lstrip())
        columns = [begin for begin in columns if begin <= column]
        if columns and after_blank and column >= columns[-1] + 4:
            yield start, end
            continue
        after_blank = False
        if pattern("indenting").match(text, column):
            columns.append(column + 4)
        while item := pattern("marker").match(text, column):
            column = item.end() if len(item[1]) < 5 else item.start(1) + 1
            columns.append(column)
            if column < item.end():
                yield start, end
                break
