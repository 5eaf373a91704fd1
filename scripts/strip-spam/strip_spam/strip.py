"""Text in; healed text and findings out: find, widen, render, judge, heal, compare."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import unquote

from strip_spam.cut import around, lines
from strip_spam.data import pattern
from strip_spam.find import KINDS, Finder, Hit
from strip_spam.judge import Refusal, refusal, refusals
from strip_spam.limit import LONGEST_TIME, TooHard, time_limit
from strip_spam.page import Page
from strip_spam.rendered import MATERIAL, Renderer
from strip_spam.suspects import suspects


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
    """The healed text (identical to the source if nothing was cut), and the findings, in order."""

    text: str
    findings: Sequence[Finding]


def strip(
    source: str,
    finder: Finder,
    renderer: Renderer = MATERIAL,
    linked: Collection[str] = (),
    *,
    markdown: bool = True,
) -> Outcome:
    """Cut what is safe to cut from a Markdown page, and report the rest.

    Args:
        source: the page as it was read, with any line endings.
        finder: finds the tokens.
        renderer: renders the page as its site does.
        linked: the fragments that links on other pages name.
        markdown: whether it is plain Markdown; in anything else nothing is cut.

    Raises:
        UsageError: a Markdown extension of the site can't be used.
    """
    hits = _hits(source, finder)
    why = refusal("format")
    try:
        if markdown and hits:
            with time_limit(LONGEST_TIME):
                return _healed(source, hits, finder, renderer, linked)
    except TooHard as error:
        why = refusal("too-hard", error)
    each = {hit: refusal(hit.kind, hit.fault) if hit.fault else why for hit in hits}
    return _outcome(source, source, each, range(len(source) + 1))


def _hits(source: str, finder: Finder) -> list[Hit]:
    """Return all hits in a page, except those that a comment exempts."""
    found = finder.find(source, KINDS)
    found += suspects(source, found, finder.tokens)
    spared = {place for stretch in _ignored(source) for place in range(*stretch)}
    return sorted(hit for hit in found if hit.start not in spared)


def _ignored(source: str) -> Iterator[tuple[int, int]]:
    """Yield what comments exempt: the line that follows, or the fence that begins there."""
    front_matter = pattern("yaml").match(source)
    comments = [*pattern("ignoring").finditer(source)]
    comments += pattern("ignoring_in_yaml").finditer(front_matter[0] if front_matter else "")
    fences = pattern("fence").finditer(source) if comments else ()
    fence_ends = dict(fence.span() for fence in fences if fence["open"] is None)
    for comment in comments:
        yield comment.end(), fence_ends.get(comment.end(), comment.end("next_line"))


def _healed(
    source: str, hits: Sequence[Hit], finder: Finder, renderer: Renderer, linked: Collection[str]
) -> Outcome:
    """Cut until nothing more can go, so that a second run would change nothing."""
    text = source
    places: Sequence[int] = range(len(source) + 1)  # where each of the source is in the text
    parted = [hit for hit in hits if hit.kind == "parted"]
    standing = [hit for hit in hits if hit.kind != "parted"]
    refused: dict[Hit, Refusal | None] = {}
    while True:
        now = [hit._replace(start=places[hit.start], end=places[hit.end]) for hit in standing]
        page = Page(text, now, finder, renderer)
        if parted and finder.find(page.shown):  # it shows more tokens than hits
            refused |= dict.fromkeys(parted, refusal("parted"))
        verdicts = _verdicts(page, linked)
        gone = [mark for mark, verdict in verdicts.items() if not verdict]
        hit_of = dict(zip(page.hits, standing, strict=True))
        refused |= {hit_of[mark]: verdict for mark, verdict in verdicts.items()}
        text, moved = page.without(gone)
        places = [moved[place] for place in places]
        standing = [hit for mark, hit in hit_of.items() if mark not in gone]
        if not gone or not standing:
            each = {hit: refused[hit] for hit in hits if hit in refused}
            return _outcome(source, text, each, places)


def _verdicts(page: Page, linked: Collection[str]) -> Mapping[str, Refusal | None]:
    """Return what refuses to cut each placeholder, None for those that can go together."""
    verdicts = dict(refusals(page))
    named = {*fragments(page.source), *linked}
    gone = list[str]()
    waiting = [[mark for mark, verdict in verdicts.items() if not verdict]]
    while waiting:
        marks = waiting.pop()
        fault = page.fault([*gone, *marks], named) if marks else None
        if not fault:
            gone += marks
        elif len(marks) == 1:
            verdicts[marks[0]] = refusal(*fault)
        else:
            half = len(marks) // 2
            waiting += marks[half:], marks[:half]
    return verdicts


def fragments(text: str) -> set[str]:
    """Return the fragments that links in a text can name: what follows each `#`."""
    return set(map(unquote, pattern("fragment").findall(text)))


def place_in(text: str, offsets: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield line and column, both counted from 1, for each offset into a text in code points."""
    starts = [0, *accumulate(map(len, lines(text)))]
    for offset in offsets:
        line = min(bisect_right(starts, offset), max(1, len(starts) - 1))
        yield line, offset - starts[line - 1] + 1


def _outcome(
    source: str, text: str, refused: Mapping[Hit, Refusal | None], places: Sequence[int]
) -> Outcome:
    """Return the healed text and what became of each hit; `places` are the source's in the text."""
    findings, near = [], pattern("near").finditer
    starts = [hit.start for hit in refused]
    both = place_in(source, starts), place_in(text, (places[start] for start in starts))
    for (hit, why), place, now in zip(refused.items(), *both, strict=True):
        kind, (rule, message) = ("report", why) if why else ("strip", ("listed", ""))
        before, after = around(source, hit.start, hit.end).split("□")
        left, right = (next(near(text))[0] for text in (before[::-1], after))
        quote = f"{left[::-1]}[{source[hit.start : hit.end]}]{right}"
        findings.append(Finding(*place, now, kind, rule, hit.token, message, quote))
    return Outcome(text, findings)
