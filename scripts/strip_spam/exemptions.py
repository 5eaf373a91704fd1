"""Comments that let an intended mention stand: `strip-spam:ignore`, `off` and `on`."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from strip_spam.marks import Marked, TooManyHitsError, fold
from strip_spam.matcher import Hit
from strip_spam.page import Renderer, RenderError

_COMMENT = re.compile(r"<!--(\s*strip-spam:(ignore|off|on)\s*)-->")
_NEXT_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)([^\r\n]*)")


def heeded(source: str, hits: Iterable[Hit], renderer: Renderer) -> list[Hit]:
    """Return the hits that no comment lets stand."""
    hits = list(hits)
    comments = list(_COMMENT.finditer(source)) if hits else []
    if not comments:
        return hits
    spans = sorted(_spans(source, _real(source, comments, renderer)))
    starts = [start for start, _ in spans]
    # Spans may overlap by an ignored line within a region: look back until one begins too early.
    ends = [0]
    for _, end in spans:
        ends.append(max(ends[-1], end))
    return [hit for hit in hits if hit.start >= ends[bisect_right(starts, hit.start)]]


def _spans(source: str, comments: Iterable[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches that comments exempt."""
    off: int | None = None
    for comment in comments:
        if comment[2] == "ignore":
            following = _NEXT_LINE.match(source, comment.end())
            yield following.span(1) if following else comment.span()
        elif comment[2] == "off" and off is None:
            off = comment.start()
        elif comment[2] == "on" and off is not None:
            yield off, comment.start()
            off = None
    if off is not None:
        yield off, len(source)


def _real(
    source: str, comments: list[re.Match[str]], renderer: Renderer
) -> Iterator[re.Match[str]]:
    """Yield the comments that are comments on the page, and no code that shows one."""
    spans = [Hit(*comment.span(1), "", "", "", whole=True) for comment in comments]
    try:
        marked = Marked(source, spans)
        said = renderer.render(fold(marked.text)).comments()
    except (RenderError, TooManyHitsError):
        yield from comments
        return
    for mark, comment in zip(marked.marks, comments, strict=True):
        if mark in said:
            yield comment
