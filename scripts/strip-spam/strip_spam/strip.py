"""Text in; healed text and findings out: find, widen, render, judge, heal, compare."""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import accumulate
from math import inf
from typing import NamedTuple
from urllib.parse import unquote

from strip_spam.cut import heal, lines, widen
from strip_spam.find import Finder, Hit
from strip_spam.flavours import fences
from strip_spam.judge import Refusal, refusal, refusals
from strip_spam.limit import TookTooLong, time_limit
from strip_spam.rendered import (
    MATERIAL,
    Renderer,
    RenderError,
    front_matter_end,
    heading_ids,
    pattern,
    placeholders,
    places,
    same_page,
    shown,
)
from strip_spam.suspects import suspects

# Python-Markdown takes quadratic time over some input: longer pages, in code points, and those with
# more tokens are not rendered; nor is one longer than this time of the processor, in seconds.
LONGEST = 200_000
MOST_HITS = 5_000
LONGEST_TIME = 4.0
# To find the cuts that make another page, no more code points are rendered than this.
_MOST_PROVED = 1_000_000

_WORDS, _REACH = 5, 60  # of a quote on either side: words with blanks between, code points

# A comment of any kind: of HTML, MDX and MyST; and of YAML, which is front matter's.
_IGNORE = r"[ \t]*strip-spam:[ \t]*ignore(?![\w-])[^\r\n]*(?:\r\n|\r|\n)"
# Finds "<!-- strip-spam: ignore -->\n" and "% strip-spam:ignore\n", not "% strip-spam:ignored\n".
_IGNORED = re.compile(rf"(?:<!--|\{{/\*|^[ \t]*%){_IGNORE}", re.MULTILINE)
_IGNORED_IN_YAML = re.compile(rf"(?:^|[ \t])#{_IGNORE}", re.MULTILINE)
_LINE = re.compile(r"[^\r\n]*")
# Finds "](a.md#b)", not "# a".
_FRAGMENT = re.compile(r"""#([^\s"'<>()\[\]]+)""")


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


# A hit, where it stands or stood in the healed text, and what refuses to cut it.
_Row = tuple[Hit, int, Refusal | None]


class Outcome(NamedTuple):
    """The healed text, the source itself where nothing was cut, and what was found, in order."""

    text: str
    findings: Sequence[Finding]


def strip(
    source: str,
    finder: Finder,
    renderer: Renderer = MATERIAL,
    linked: Callable[[], Collection[str]] = frozenset,
    *,
    markdown: bool = True,
) -> Outcome:
    """Cut what is safe to cut from a Markdown page, and report the rest.

    Args:
        source: the page as it was read, with any line endings.
        finder: finds the tokens.
        renderer: renders the page as its site does.
        linked: gives the fragments that links on other pages name; asked only where a heading
            would get another id.
        markdown: whether it is plain Markdown; in anything else nothing is cut.

    Raises:
        ImportError: a Markdown extension of the site is missing.
    """
    hits = _hits(source, finder)
    if not hits:
        return Outcome(source, ())
    try:
        if len(hits) > MOST_HITS or (markdown and len(source) > LONGEST):
            raise RenderError(f"it has more than {LONGEST:,} characters or {MOST_HITS:,} tokens")
        if not markdown:
            return _reported(source, hits, refusal("format"))
        with time_limit(LONGEST_TIME):
            return _outcome(source, *_healed(source, hits, finder, renderer, linked))
    except RecursionError:
        return _reported(source, hits, refusal("too-hard", "its elements are nested too deeply"))
    except (RenderError, TookTooLong) as error:
        return _reported(source, hits, refusal("too-hard", error))


def _reported(source: str, hits: Sequence[Hit], why: Refusal) -> Outcome:
    hits = hits[:MOST_HITS]  # more would be more than anybody looks through
    whys = (refusal("suspect", hit.fault) if hit.fault else why for hit in hits)
    return _outcome(
        source, source, [(hit, hit.start, each) for hit, each in zip(hits, whys, strict=True)]
    )


def _hits(source: str, finder: Finder) -> list[Hit]:
    """Return all that a page holds, but for what a comment lets stand."""
    found = finder.find(source)
    found += finder.parted(source, found)
    found += suspects(source, found, finder.tokens)
    ignored = bytearray(len(source))
    for start, end in _ignored(source):
        ignored[start:end] = b"1" * (end - start)
    return sorted(hit for hit in found if not ignored[hit.start])


def _ignored(source: str) -> Iterator[tuple[int, int]]:
    """Yield what comments let stand: the line that follows, or the fence that begins there."""
    comments = [*_IGNORED.finditer(source)]
    comments += _IGNORED_IN_YAML.finditer(source, 0, front_matter_end(source))
    fence_ends = dict(fences(source)) if comments else {}
    for comment in comments:
        start = comment.end()
        line = _LINE.match(source, start)
        yield start, fence_ends.get(start, line.end() if line else start)


def _healed(
    source: str,
    hits: Sequence[Hit],
    finder: Finder,
    renderer: Renderer,
    linked: Callable[[], Collection[str]],
) -> tuple[str, list[_Row]]:
    """Cut until nothing more can go, so that a second run would change nothing.

    Returns:
        The healed text; for each hit where it stands in that, or stood, and what refuses to cut it.
    """
    text, at = source, [hit.start for hit in hits]
    parted = [n for n, hit in enumerate(hits) if hit.kind == "parted"]
    standing = [n for n, hit in enumerate(hits) if hit.kind != "parted"]
    refused: dict[int, Refusal | None] = {}
    barred: set[int] = set()  # their ends would make a token of their own
    while True:
        moved = (
            hits[n]._replace(start=at[n], end=at[n] + hits[n].end - hits[n].start) for n in standing
        )
        page = _Page(text, list(moved), renderer)
        if text is source and parted:  # the page shows more tokens than hits
            seen = finder.find(shown(page.html, page.hits))
            refused |= dict.fromkeys(parted[: len(seen)], refusal("parted"))
        numbers = dict(zip(page.hits, standing, strict=True))
        verdicts = _verdicts(page, linked, {mark for mark in numbers if numbers[mark] in barred})
        gone = {mark for mark, verdict in verdicts.items() if not verdict}
        healed, now = page.without(gone)
        cut = {page.hits[mark].start for mark in gone}
        kept = {now(hit.start) for hit in finder.find(text) if hit.start not in cut} if gone else ()
        anew = [hit for hit in finder.find(healed) if hit.start not in kept] if gone else []
        if anew:
            ends = {
                mark
                for mark in gone
                if any(hit.start <= now(page.hits[mark].start) <= hit.end for hit in anew)
            }
            barred |= {numbers[mark] for mark in ends or gone}
            continue
        refused |= {numbers[mark]: verdict for mark, verdict in verdicts.items()}
        text, at = healed, list(map(now, at))
        standing = [numbers[mark] for mark in page.hits if mark not in gone]
        if not gone or not standing:
            return text, [(hits[n], at[n], refused[n]) for n in sorted(refused)]


def _verdicts(
    page: "_Page", linked: Callable[[], Collection[str]], barred: Collection[str]
) -> dict[str, Refusal | None]:
    """Return what refuses to cut each placeholder, None for those that can go together."""
    if not page.hits:
        return {}
    spots = places(page.html, page.hits)
    verdicts = dict(refusals(page.source, page.text, page.hits, spots, page.language))
    verdicts |= dict.fromkeys(barred, refusal("unsafe"))
    safe = [mark for mark, verdict in verdicts.items() if not verdict]
    gone = set(page.largest(safe))
    verdicts |= dict.fromkeys(set(safe) - gone, refusal("unsafe"))
    if any(re.fullmatch("h[1-6]", spots[mark].name) for mark in gone):
        named = {*fragments(page.source), *linked()}
        for mark, ids in page.renamed(frozenset(gone)):
            if lost := sorted(ids & named):
                verdicts[mark] = refusal("anchor", lost[0])
    return verdicts


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
        self.language = renderer.language
        self._renderer = renderer
        self._budget = max(_MOST_PROVED, 2 * len(source))

    def without(self, gone: Collection[str]) -> tuple[str, Callable[[int], int]]:
        """Return the page's source without these tokens, and what says where a place in it went."""
        if not gone:
            return self.source, int
        any_mark = pattern(self.hits)
        pieces = zip(
            *(any_mark.split(text) for text in (self.text, heal(self.text, gone))), strict=True
        )
        parts, moves, end, length = [], [], 0, 0
        for piece, healed in pieces:
            start, end = self._stretches.get(piece, (end, end + len(piece)))
            was = self.source[start:end]
            kept = healed if piece not in self.hits else "" if piece in gone else was
            moves.append((start, was.find(kept), length, len(kept)))
            parts.append(kept)
            length += len(kept)

        def now(offset: int) -> int:
            start, dropped, begin, size = moves[bisect_right(moves, (offset, inf)) - 1]
            return begin + min(max(offset - start - dropped, 0), size)

        return "".join(parts), now

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
        self._budget -= len(self.text)
        if self._budget < 0:
            return False
        gone = frozenset(marks)
        healed = pattern(gone).sub(lambda m: "" if m[0] in gone else m[0], heal(self.text, gone))
        return same_page(self.html, self._renderer.html(healed), gone)

    def renamed(self, gone: frozenset[str]) -> Iterator[tuple[str, set[str]]]:
        """Yield each token in a heading that gets other ids without it, and the ids that it had."""
        texts = self.source, self.without(gone)[0]
        before, after = (heading_ids(self._renderer.html(text)) for text in texts)
        for (text, _), (_, old), (_, new) in zip(
            heading_ids(self.html), before, after, strict=False
        ):
            for mark in gone.intersection(text):
                yield mark, old - new


def fragments(text: str) -> set[str]:
    """Return the fragments that links in a text can name: what follows each `#`."""
    return set(map(unquote, _FRAGMENT.findall(text)))


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


def _outcome(source: str, text: str, rows: Sequence[_Row]) -> Outcome:
    """Return the outcome of a page whose healed text is this."""
    was = place_in(source, (hit.start for hit, _, _ in rows))
    now = place_in(text, (offset for _, offset, _ in rows))
    findings = []
    for (hit, _, refused), place, new in zip(rows, was, now, strict=True):
        rule, message = refused or ("listed", "")
        kind = "report" if refused else "strip"
        quote = _quoted(source, hit.start, hit.end)
        findings.append(Finding(*place, new, kind, rule, hit.token, message, quote))
    return Outcome(text, findings)
