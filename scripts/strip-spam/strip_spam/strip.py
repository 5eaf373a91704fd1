"""Text in; healed text and findings out: find, widen, render, judge, heal, compare."""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from strip_spam.cut import heal, lines, widen
from strip_spam.find import Finder, Hit
from strip_spam.judge import Refusal, refusals
from strip_spam.rendered import Renderer, RenderError, pattern, placeholders, places, same_page
from strip_spam.suspects import suspects

# Python-Markdown takes quadratic time over some input: longer pages, in code points, and those with
# more tokens are not rendered.
LONGEST = 200_000
MOST_HITS = 5_000
# To find the cuts that make another page, no more code points are rendered than this.
_MOST_PROVED = 1_000_000

_WORDS, _REACH = 5, 60  # of a quote on either side: words with blanks between, code points

_IGNORED = re.compile(r"<!--\s*strip-spam:ignore\s*-->[^\r\n]*(?:\r\n|\r|\n)([^\r\n]*)")
_HEADING_ID = re.compile(r'<h[1-6][^<>]* id="([^"]*)"')
_FRAGMENT = re.compile(r"""#([^\s"'<>()\[\]]+)""")

_UNSAFE = "unsafe", "cutting it would change the rest of the page: edit by hand"
_ANCHOR = "anchor", "a link names this heading by its id: change both by hand"


class Finding(NamedTuple):
    """An occurrence, and what becomes of it. Lines and columns count from 1, in code points."""

    line: int  # in the source
    column: int
    now: tuple[int, int]  # line and column in the healed text
    kind: str  # `strip`: cut; `report`: left for a human to decide
    rule: str  # what decided
    token: str  # the listed token, or the suspect
    message: str  # what it is and what to do about it; empty for what is cut
    quote: str  # a few words around it, itself in brackets


class Outcome(NamedTuple):
    """The healed text, the source itself where nothing was cut, and what was found, in order."""

    text: str
    findings: Sequence[Finding]


def strip(
    source: str,
    finder: Finder,
    renderer: Renderer,
    linked: Callable[[], Collection[str]] = frozenset,
) -> Outcome:
    """Cut what is safe to cut from a Markdown page, and report the rest.

    Args:
        source: the page as it was read, with any line endings.
        finder: finds the tokens.
        renderer: renders the page as its site does.
        linked: gives the fragments that links on other pages name; asked only where a heading
            would get another id.

    Raises:
        ImportError: a Markdown extension of the site is missing.
    """
    ignored = [match.span(1) for match in _IGNORED.finditer(source)]
    found = finder.find(source)
    hits = sorted(
        hit
        for hit in (*found, *suspects(source, found, finder.tokens))
        if not any(start <= hit.start <= end for start, end in ignored)
    )
    if not hits:
        return Outcome(source, ())
    try:
        if len(source) > LONGEST or len(hits) > MOST_HITS:
            raise RenderError(f"it has more than {LONGEST:,} characters or {MOST_HITS:,} tokens")
        page = _Page(source, hits, renderer)
        refused = _refused(page, linked)
        gone = {mark for mark in refused if not refused[mark]}
        text, now = page.without(gone)
        left = finder.find(text) if gone else []
        if left and (
            len(left) > len(found) - len(gone)  # its ends make a token of their own
            or strip(text, finder, renderer, linked).text != text  # twice must change nothing more
        ):
            refused |= dict.fromkeys(gone, _UNSAFE)
            text, now = page.without([])
        rows = [(page.hits[mark], now[mark], refusal) for mark, refusal in refused.items()]
    except RenderError as error:
        unread = "too-hard", f"the page is not rendered, since {error}: look it through by hand"
        text, rows = source, [(hit, hit.start, unread) for hit in hits]
    was = place_in(source, (hit.start for hit, _, _ in rows))
    now_at = place_in(text, (offset for _, offset, _ in rows))
    findings = []
    for (hit, _, refusal), place, new in zip(rows, was, now_at, strict=True):
        rule, message = refusal or ("listed", "")
        kind = "report" if refusal else "strip"
        quote = _quoted(source, hit.start, hit.end)
        findings.append(Finding(*place, new, kind, rule, hit.token, message, quote))
    return Outcome(text, findings)


def _refused(page: "_Page", linked: Callable[[], Collection[str]]) -> dict[str, Refusal | None]:
    """Return what refuses to cut each placeholder, None for those that can go together."""
    spots = places(page.html, page.hits)
    refused = dict(refusals(page.source, page.text, page.hits, spots))
    safe = [mark for mark, refusal in refused.items() if not refusal]
    gone = set(page.largest(safe))
    refused |= dict.fromkeys(set(safe) - gone, _UNSAFE)
    headings = [mark for mark in gone if re.fullmatch("h[1-6]", spots[mark].name)]
    if headings and page.renamed(gone) & {*fragments(page.source), *linked()}:
        refused |= dict.fromkeys(headings, _ANCHOR)
    return refused


class _Page:
    """A page with a placeholder for each hit, rendered; and what it is without some of them."""

    def __init__(self, source: str, hits: Sequence[Hit], renderer: Renderer) -> None:
        self.source = source
        self.hits = dict(zip(placeholders(source, len(hits)), hits, strict=True))
        self._stretches: dict[str, tuple[int, int]] = {}  # what goes with each
        parts, done = [""], 0
        for mark, hit in self.hits.items():
            start, end = hit.start, hit.end
            if hit.kind == "plain" and not hit.word:
                start, end = widen(source, start, end)
            if start < done:  # a mark between two tokens goes with the first
                start, end = hit.start, hit.end
            self._stretches[mark] = start, end
            parts += source[done:start], mark
            done = end
        self.text = "".join((*parts, source[done:]))
        self.html = renderer.html(self.text)
        self._renderer = renderer
        self._left = max(_MOST_PROVED, 2 * len(source))

    def without(self, gone: Collection[str]) -> tuple[str, dict[str, int]]:
        """Return the page's source without these tokens, and where in it each stands, or stood."""
        parts, offsets, length = [], {}, 0
        for piece in pattern(self.hits).split(heal(self.text, gone)):
            text = piece
            if piece in self.hits:
                start, end = (0, 0) if piece in gone else self._stretches[piece]
                text = self.source[start:end]
                offsets[piece] = length + (self.hits[piece].start - start if text else 0)
            parts.append(text)
            length += len(text)
        return "".join(parts), offsets

    def largest(self, marks: list[str]) -> list[str]:
        """Return as many of these tokens as can go without making it another page."""
        if not marks or self._same(marks):
            return marks
        if len(marks) == 1:
            return []
        half = len(marks) // 2
        some, others = self.largest(marks[:half]), self.largest(marks[half:])
        if not some or not others:
            return some or others
        return some + others if self._same(some + others) else max(some, others, key=len)

    def _same(self, marks: Collection[str]) -> bool:
        self._left -= len(self.text)
        if self._left < 0:
            return False
        gone = frozenset(marks)
        healed = pattern(gone).sub(lambda m: "" if m[0] in gone else m[0], heal(self.text, gone))
        return same_page(self.html, self._renderer.html(healed), gone)

    def renamed(self, gone: Collection[str]) -> set[str]:
        """Return the ids of headings that are others without these tokens."""
        texts = self.source, self.without(gone)[0]
        before, after = (_HEADING_ID.findall(self._renderer.html(text)) for text in texts)
        return {old for old, new in zip(before, after, strict=False) if old != new}


def fragments(text: str) -> set[str]:
    """Return the fragments that links in a text can name: what follows each `#`."""
    return set(_FRAGMENT.findall(text))


def _quoted(text: str, start: int, end: int) -> str:
    """Return a stretch of a text in brackets, with the nearest words of its line on either side."""
    before = re.split(r"[\r\n]", text[max(0, start - _REACH) : start])[-1].split(" ")[-_WORDS:]
    after = re.split(r"[\r\n]", text[end : end + _REACH])[0].split(" ")[:_WORDS]
    return f"{' '.join(before)}[{text[start:end]}]{' '.join(after)}"


def place_in(text: str, offsets: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield line and column, both counted from 1, for each offset into a text in code points."""
    starts = [0, *accumulate(map(len, lines(text)))]
    for offset in offsets:
        line = min(bisect_right(starts, offset), max(1, len(starts) - 1))
        yield line, offset - starts[line - 1] + 1
