"""What goes with a token, and what becomes of the blanks around it.

Widening looks at the source. Healing looks at a marked text, in which a token and what goes with it
are one placeholder.
"""

import re
from collections.abc import Collection

from strip_spam.spelling import BLANKS

# Lines with their endings, LF, CRLF or CR; the last may have none.
lines = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+").findall

_REACH = 200  # of the text beside a token that is looked at, in code points
# Brackets and quotes of any script. Those that close as they open (' and ") do more than quote.
_PAIRS = frozenset(
    "() [] （） ［］ 【】 「」 『』 〔〕 〖〗 《》 〈〉 ‹› «» »« “” „“ „” ﹁﹂ ｢｣".split()
)
# Of two equal ones between which a token stood one goes; a pipe only on a page without tables.
_SEPARATORS = ",、，،;；·•・|→—"
# Finds "| a" at the start of a line, and "--- | ---"; not "a | b".
_CELLS = re.compile(r"^[ \t>]*+(?:\||:?-++:?[ \t]*+\|)", re.MULTILINE)
# Finds "a <b>", not "a <b c>" or "a </b>".
_OPENING_TAG = re.compile(r"<([a-z]+)>\Z")
# Inline elements that only adorn their text.
_ELEMENTS = frozenset("b big em font i ins mark s small span strike strong sub sup u".split())
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3}|~~|==|\^\^)\Z")

# A blank, or the reference of one.
_BLANK = (
    rf"(?:[{BLANKS}]|&(?:nbsp|ensp|emsp|thinsp|hairsp|numsp|puncsp|#0*(?:9|32|160|819[2-9]|820[0-2]"
    r"|8239|8287|12288)|#[xX]0*(?:9|20|[aA]0|200[0-9aA]|202[fF]|205[fF]|3000));)"
)
_FIRST = re.compile(_BLANK)
_BEFORE = re.compile(rf"{_BLANK}*\Z")
_AFTER = re.compile(rf"{_BLANK}*")
# What no blank stands before: the end of a line, punctuation, a mark that closes.
# Spans "  ", "." and "' ", not "'a" or "(".
_ENDS = re.compile(r"""\s*\Z|[.,;:!?)\]}】）］»”’]|["'](?:\W|\Z)""")

# What a line of text can begin with: quotes, list and task markers, a definition's colon, a
# footnote's label, a heading's marks, a table's pipe.
# Spans "> - [x] ", "1. " and "", not "-a" or "1.5".
_ITEM = re.compile(r"\ufeff*+[ \t]*(?:(?:>|(?:[-*+]|[0-9]{1,9}[.)]|\[[ xX]\])(?=[ \t]))[ \t]*)*")
# Spans "- ## ", ": ", "[^1]: " and "a | ", not "- a ".
_STRUCTURE = re.compile(
    rf"{_ITEM.pattern}(?:(?::|\[\^[^\]\n]+\]:)[ \t]+|\#{{1,6}}[ \t]*)?|.*\|[ \t]*"
)
# What begins a block of its own at the start of a line.
# Finds "- a", "1. a", "## a", "> a", "```", "---" and "| a", not "-a" or "1.5".
_BLOCK = re.compile(
    r"(?:[-+*]|[0-9]{1,9}[.)]|\#{1,6})(?:[ \t]|[\r\n]|\Z)|>|`{3}|~{3}|\||:{3}|!!!|\?\?\?|===? "
    r"|[-*_=](?:[ \t]*[-*_=])*[ \t]*(?:[\r\n]|\Z)"
)
# What stands directly before a token that begins something.
# Finds "a (", "a *", "l'" and "<b>", not "a" or "it*" or "dogs'".
_OPENED = re.compile(
    r"""(?: [(\[{【（「『《〈“‘«„¿¡。！？、，；：]  # a mark that opens, or that no blank follows
    | (?:^|(?<=[\s(\[{=|>]))["'*_~=^]+      # one that can close too, with a gap before it
    | \b(?:\w|\w+[^\Ws])['’]                # an apostrophe of elision
    | <[a-zA-Z][^<>]*> )\Z                  # a tag that opens
    """,
    re.VERBOSE,
)


def widen(source: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch with the brackets, emphasis and elements that hold nothing else.

    Where equal separators stand on both sides, the second goes too, with the blanks before it.
    """
    while True:
        first, last = start, end  # with the blanks on both sides
        while source[first - 1 : first] in (" ", "\t"):
            first -= 1
        while source[last : last + 1] in (" ", "\t"):
            last += 1
        before, after = source[first - 1 : first], source[last : last + 1]
        link = source[max(0, first - 2) : first] in ("](", "![", "][")
        mark = _EMPHASIS.search(source[max(0, start - 3) : start])
        marks = len(mark[0]) if mark and source.startswith(mark[0], end) else 0
        tag = _OPENING_TAG.search(source, max(0, start - _REACH), start)
        closing = f"</{tag[1]}>" if tag and tag[1] in _ELEMENTS else ""
        if before + after in _PAIRS and not link and source[last + 1 : last + 2] not in (*"([:",):
            start, end = first - 1, last + 1
        elif marks and source[end + marks : end + marks + 1] != "{":  # attributes: more than a mark
            start, end = start - marks, end + marks
        elif tag and closing and source.startswith(closing, end):
            start, end = tag.start(), end + len(closing)
        elif before and before == after and before in _SEPARATORS:
            cells = before == "|" and _CELLS.search(source)
            return (start, end) if cells else (start, last + 1)
        else:
            return start, end


def bare(line: str) -> bool:
    """Tell whether a line without its placeholders holds nothing, so that it goes with them."""
    return _ITEM.fullmatch(line.rstrip(" \t\r\n") + " ") is not None


def begins_block(before: str, after: str) -> bool:
    """Tell whether a line would begin a block if nothing stood between these two parts of it."""
    return bare(before) and _BLOCK.match(after.lstrip(" \t")) is not None


def heal(text: str, gone: Collection[str]) -> str:
    """Return a marked text with the gaps closed that these placeholders leave.

    The placeholders themselves stay in it, to show where each cut is.
    """
    drop = dict.fromkeys(map(ord, gone))
    any_gone = re.compile(f"[{min(gone)}-{max(gone)}]")
    parts = (_heal_line(line, drop) if any_gone.search(line) else line for line in lines(text))
    return "".join(parts)


def _heal_line(line: str, drop: dict[int, None]) -> str:
    marks = [char for char in line if ord(char) in drop]
    if marks and bare(line.translate(drop)):
        return "".join(marks)
    for mark in reversed(marks):
        before, _, after = line.partition(mark)
        near = before[-_REACH:]
        seen = near.translate(drop)
        blanks = _FIRST.findall(near, _BEFORE.search(near).start())  # type: ignore[union-attr]
        later = after[_AFTER.match(after).end() :]  # type: ignore[union-attr]
        if _STRUCTURE.fullmatch(seen) or _OPENED.search(seen):
            line = before + mark + later  # nothing before it: the blanks after it go
        elif blanks:
            rest = later[:_REACH].translate(drop)
            kept = "" if len(blanks) == 1 or _ENDS.match(rest) else blanks[0]
            tail = after if len(blanks) == 1 or not rest.strip() else later  # what ends it stays
            line = before[: -sum(map(len, blanks))] + kept + mark + tail
    return line
