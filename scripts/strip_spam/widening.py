"""What goes with a token: wrappers that hold nothing else.

A wrapper looks at what stands around a stretch of the source and gives a wider stretch, or None.
To add one, write it and name it in `WRAPPERS`.
"""

import re
from collections.abc import Callable, Sequence

from strip_spam.matcher import PLAINLY, Hit

# How far a wrapper may reach to either side.
_REACH = 2_000

_BRACKETS = {"(": ")", "[": "]", "【": "】", "（": "）", "［": "］"}
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3}|~~|==|\^\^)$")
_TAG = re.compile(
    r"<(b|i|em|strong|u|s|del|ins|mark|small|big|span|font)(?:\s[^<>]*)?>$", re.IGNORECASE
)
_HASH = re.compile(r"(?<![\w#&/@])#$")
_ATTRIBUTES = re.compile(r"\{:?[^{}#\n]*\}")  # with an id it is a target, and stays

_LINK_TEXT = re.compile(r"(?<!!)\[[ \t]*$")
_LINK_TARGET = re.compile(
    r"""[ \t]*\]\([ \t]*(?P<target><?[^()\s<>]*>?)(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'))?[ \t]*\)"""
    r"(?:\{[^{}\n]*\})?"
)
_LINK_TAG = re.compile(r"<a\s(?P<target>[^<>]*)>[ \t]*$", re.IGNORECASE)
_LINK_END = re.compile(r"[ \t]*</a\s*>", re.IGNORECASE)


def widen(source: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits in order, each stretched over what holds nothing else.

    A sold link is one hit: its text is only the token, and its target contains it.
    """
    wide: list[Hit] = []
    for hit in hits:
        stretched = hit
        if hit.spelling == PLAINLY and hit.whole:
            start, end = _stretch(source, hit, hits)
            stretched = hit._replace(start=start, end=end)
        while wide and wide[-1].start >= stretched.start:
            wide.pop()  # it stood in a tag in front of its link's text
        if not wide or wide[-1].end <= stretched.start:
            wide.append(stretched)
    return wide


def _stretch(source: str, hit: Hit, hits: Sequence[Hit]) -> tuple[int, int]:
    start, end = hit.start, hit.end
    while True:
        before, after = source[max(0, start - _REACH) : start], source[end : end + _REACH]
        reaches = (wrapper(before, after) for wrapper in WRAPPERS)
        reach = next(filter(None, reaches), None) or _sold_link(before, after, start, end, hits)
        if not reach:
            return start, end
        start, end = start - reach[0], end + reach[1]


def _brackets(before: str, after: str) -> tuple[int, int] | None:
    opened, closed = before.rstrip(" \t"), after.lstrip(" \t")
    if not opened or not closed or _BRACKETS.get(opened[-1]) != closed[0]:
        return None
    if opened[-2:] == "](" or opened[-2:] in ("![", "][") or closed[:2] in ("](", "][", "]:"):
        return None  # part of a link or a picture
    return len(before) - len(opened) + 1, len(after) - len(closed) + 1


def _emphasis(before: str, after: str) -> tuple[int, int] | None:
    mark = _EMPHASIS.search(before)
    if not mark or not after.startswith(mark[0]):
        return None
    attributes = _ATTRIBUTES.match(after, len(mark[0]))
    return len(mark[0]), attributes.end() if attributes else len(mark[0])


def _tags(before: str, after: str) -> tuple[int, int] | None:
    tag = _TAG.search(before)
    end = re.match(rf"</{tag[1]}\s*>", after, re.IGNORECASE) if tag else None
    return (len(tag[0]), len(end[0])) if tag and end else None


def _hashtag(before: str, _: str) -> tuple[int, int] | None:
    return (1, 0) if _HASH.search(before) else None


WRAPPERS: tuple[Callable[[str, str], tuple[int, int] | None], ...] = (
    _brackets,
    _emphasis,
    _tags,
    _hashtag,
)


def _sold_link(
    before: str, after: str, start: int, end: int, hits: Sequence[Hit]
) -> tuple[int, int] | None:
    """Like a wrapper, for a link, which goes only if one of the hits stands in its target."""
    if (opened := _LINK_TEXT.search(before)) and (closed := _LINK_TARGET.match(after)):
        target = end + closed.start("target"), end + closed.end("target")
    elif (opened := _LINK_TAG.search(before)) and (closed := _LINK_END.match(after)):
        left = start - len(before)
        target = left + opened.start("target"), left + opened.end("target")
    else:
        return None
    sold = any(target[0] <= hit.start and hit.end <= target[1] for hit in hits)
    return (len(opened[0]), closed.end()) if sold else None
