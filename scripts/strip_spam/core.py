"""Text in, text and findings out."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from strip_spam import front_matter
from strip_spam.exemptions import heeded
from strip_spam.healing import alone, heal
from strip_spam.lines import lines, place_in
from strip_spam.marks import Marked, TooManyHitsError, are_plain_words, fold
from strip_spam.matcher import Hit, Matcher
from strip_spam.outline import outline, skeleton
from strip_spam.page import (
    UNSEEN,
    Page,
    Place,
    Renderer,
    RenderError,
    places,
)
from strip_spam.rules import Case, refusal
from strip_spam.suspects import OTHER_SCRIPT, advice, suspects
from strip_spam.widening import widen

Kind = Literal["strip", "report"]
Refusal = tuple[str, str]  # the name of a rule, and its reason

# Pages with more tokens than this are not asked which of them are labels: all are reported.
_MOST_PROBES = 40

# Longer pages than this, in code points, are not rendered: all their tokens are reported.
_LONGEST = 10_000_000


class Finding(NamedTuple):
    """An occurrence, and what became of it.

    Attributes:
        line: counted from 1.
        column: counted from 1, in code points.
        kind: `strip` if it was cut, `report` if a human must decide.
        rule: the rule that decided.
        token: the listed token.
        message: what it is, and what to do about it.
    """

    line: int
    column: int
    kind: Kind
    rule: str
    token: str
    message: str


class Outcome(NamedTuple):
    """The healed text, which is the source itself where nothing was cut, and what was found."""

    text: str
    findings: Sequence[Finding]


def strip(source: str, matcher: Matcher, renderer: Renderer) -> Outcome:
    """Cut what is safe to cut from a Markdown page, and report the rest.

    Args:
        source: the page as it was read, with any line endings.
        matcher: finds the tokens.
        renderer: renders the page as its site does.
    """
    found = matcher.find(source)
    text, decided = _stripped(source, heeded(source, found, renderer), renderer)
    if text != source and _more_to_cut(text, matcher, renderer):
        refused = "safety", "once it is cut, more would be: look the page through by hand"
        text, decided = source, [(hit, reason or refused) for hit, reason in decided]
    if matcher.tokens.scripts:
        odd = heeded(source, suspects(source, found, matcher.tokens.allow), renderer)
        decided += [(hit, (hit.spelling, advice(hit))) for hit in _unmarked(source, odd, renderer)]
    decided.sort(key=lambda decision: decision[0].start)
    return Outcome(text, _findings(source, decided))


def _stripped(
    source: str, hits: Sequence[Hit], renderer: Renderer
) -> tuple[str, list[tuple[Hit, Refusal | None]]]:
    """Return the healed text, and each hit with what refused to cut it, if anything did."""
    if not hits:
        return source, []
    try:
        if len(source) > _LONGEST:
            raise RenderError(f"it is longer than {_LONGEST:,} characters")
        bare, marked = Marked(source, hits), Marked(source, widen(source, hits))
        refusals, healed = _strip(bare, marked, renderer)
    except (RenderError, TooManyHitsError) as error:
        refused = "too-hard", f"the page is not read: {error}: look it through by hand"
        return source, [(hit, refused) for hit in hits]
    # A finding is where the token is, not where its wrapper begins.
    decided = [
        (hit._replace(start=_token_in(hit, hits).start), refusals.get(mark))
        for mark, hit in marked.marks.items()
    ]
    return marked.restore(healed), decided


def _more_to_cut(text: str, matcher: Matcher, renderer: Renderer) -> bool:
    """Tell whether a healed page would be cut again, so that the first cut was none to trust."""
    hits = heeded(text, matcher.find(text), renderer)
    return _stripped(text, hits, renderer)[0] != text


def _token_in(wide: Hit, hits: Sequence[Hit]) -> Hit:
    """Return the first of the hits that a widened one holds."""
    return hits[bisect_left(hits, wide.start, key=lambda hit: hit.start)]


def _unmarked(source: str, odd: Sequence[Hit], renderer: Renderer) -> Sequence[Hit]:
    """Return the suspects that no `lang` attribute on the page explains."""
    if not odd:
        return odd
    try:
        marked = Marked(source, odd)
        page = renderer.render(fold(front_matter.split(marked.text)[1]))
    except (RenderError, TooManyHitsError):
        return odd
    held = places(page, marked.marks)
    return [
        hit
        for mark, hit in marked.marks.items()
        if hit.spelling != OTHER_SCRIPT or not held[mark].lang
    ]


def _strip(bare: Marked, marked: Marked, renderer: Renderer) -> tuple[dict[str, Refusal], str]:
    """Return the marks that stay, each with its rule and reason, and the marked text healed.

    Args:
        bare: the page with the tokens marked.
        marked: the page with the tokens and their wrappers marked.
        renderer: renders it as its site does.
    """
    head, body = front_matter.split(marked.text)
    probe = fold(body)
    page = renderer.render(probe)
    refusals = _refusals(marked, _places(bare, marked, head, page, renderer))
    gone = marked.marks.keys() - refusals
    if not gone:
        return refusals, marked.text
    healed_head, healed_body = heal(head, gone), heal(body, gone)
    safe = front_matter.shape(healed_head) == front_matter.shape(head) and (
        outline(renderer.render(heal(probe, gone))) == outline(page, gone)
    )
    if safe:
        return refusals, healed_head + healed_body
    refused = "safety", "without it this would be another page"
    return refusals | dict.fromkeys(gone, refused), marked.text


def _places(
    bare: Marked, marked: Marked, head: str, page: Page, renderer: Renderer
) -> dict[str, Place]:
    """Return the place of each mark; what a wrapper says of its token is said of the mark."""
    held = places(page, marked.marks) | dict(front_matter.places(head, marked.marks.keys()))
    probe = fold(front_matter.split(bare.text)[1])
    within = places(renderer.render(probe), bare.marks)
    labels = _labels(bare, probe, renderer)
    wide = list(marked.marks.items())
    starts = [hit.start for _, hit in wide]
    for token, hit in bare.marks.items():
        mark = wide[bisect_right(starts, hit.start) - 1][0]
        if token in labels:
            held[mark] = UNSEEN
        elif within[token].hidden or within[token].lang:
            held[mark] = held[mark]._replace(
                hidden=held[mark].hidden or within[token].hidden,
                lang=held[mark].lang or within[token].lang,
            )
    return held


def _labels(bare: Marked, probe: str, renderer: Renderer) -> set[str]:
    """Return the marks that stand in labels, whose other end is elsewhere on the page.

    A mark is another word than the token. Where that makes another page, the word mattered.
    """
    if are_plain_words(probe):
        return set()
    plain = skeleton(renderer.render(bare.restore(probe)))
    if skeleton(renderer.render(probe)) == plain:
        return set()
    if len(bare.marks) > _MOST_PROBES:
        return set(bare.marks)
    return {
        mark
        for mark in bare.marks
        if skeleton(renderer.render(bare.restore(probe, but=mark))) != plain
    }


def _refusals(marked: Marked, held: Mapping[str, Place]) -> dict[str, Refusal]:
    """Return the marks that must stay, each with its rule and reason."""
    refusals = {}
    for line in lines(marked.text):
        in_line = [char for char in line if char in marked.marks]
        words = "".join(char for char in line if char not in marked.marks) if in_line else ""
        for mark in in_line:
            case = Case(marked.marks[mark], held[mark], words, alone(line, mark))
            if refused := refusal(case):
                refusals[mark] = refused
    return refusals


def _findings(source: str, decided: Sequence[tuple[Hit, Refusal | None]]) -> list[Finding]:
    """Return the findings, in order, for hits and what refused to cut them, if anything did."""
    findings = []
    starts = [hit.start for hit, _ in decided]
    for (hit, refused), place in zip(decided, place_in(source, starts), strict=True):
        kind: Kind = "report" if refused else "strip"
        rule, message = refused or ("listed", "the text stands without it")
        findings.append(Finding(*place, kind, rule, hit.token, message))
    return findings
