"""Text in; healed text and findings out: find, place, judge, cut, prove."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

from strip_spam import front_matter
from strip_spam.cut import bare, heal, lines, widen
from strip_spam.find import Finder, Hit, script
from strip_spam.judge import Case, refusal
from strip_spam.rendered import (
    Marked,
    Place,
    Renderer,
    RenderError,
    heading_ids,
    marked,
    pattern,
    places,
    same_page,
)
from strip_spam.suspects import suspects

# Python-Markdown takes quadratic time over some input: longer pages, in code points, and those with
# more tokens are not rendered.
LONGEST = 200_000
MOST_HITS = 5_000
# To find the cuts that make another page, no more code points are rendered than this.
_MOST_PROVED = 1_000_000

_IGNORED = re.compile(r"<!--\s*strip-spam:ignore\s*-->[^\r\n]*(?:\r\n|\r|\n)([^\r\n]*)")
_DEFINED = re.compile(r"^ {0,3}\*?\[([^\]\r\n]+)\]:", re.MULTILINE)
_BRACKETED = re.compile(r"\[([^\[\]\r\n]+)\]")
_PARTED = re.compile(r"""[\s<>"'()\[\]]""")
_FRAGMENT = re.compile(r"""#([^\s"'<>()\[\]]+)""")
_AROUND = 200  # code points

Refusal = tuple[str, str]  # the name of a rule, and its reason


class Finding(NamedTuple):
    """An occurrence, and what becomes of it.

    Attributes:
        line: counted from 1.
        column: counted from 1, in code points.
        kind: `strip` if it is cut, `report` if a human must decide.
        rule: the rule that decided.
        token: the listed token, or the suspect.
        message: what it is, and what to do about it.
    """

    line: int
    column: int
    kind: Literal["strip", "report"]
    rule: str
    token: str
    message: str


class Outcome(NamedTuple):
    """The healed text, the source itself where nothing was cut, and what was found.

    Attributes:
        text: the healed text.
        findings: what was found, in order, placed in the source.
        written: the same, placed in the healed text.
    """

    text: str
    findings: Sequence[Finding]
    written: Sequence[Finding]


def fragments(text: str) -> set[str]:
    """Return the fragments that links in a text can name: what follows each `#`."""
    return set(_FRAGMENT.findall(text))


def place_in(text: str, offsets: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield line and column, both counted from 1, for each offset into a text in code points."""
    starts = [0, *accumulate(map(len, lines(text)))]
    for offset in offsets:
        line = min(bisect_right(starts, offset), max(1, len(starts) - 1))
        yield line, offset - starts[line - 1] + 1


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
        ExtensionError: a Markdown extension of the site is missing.
    """
    hits = finder.find(source)
    listed = len(hits)
    odd = dict(suspects(source, hits, finder)) if finder.tokens.scripts else {}
    ignored = [match.span(1) for match in _IGNORED.finditer(source)]
    hits = sorted(
        hit for hit in (*hits, *odd) if not any(start <= hit.start <= end for start, end in ignored)
    )
    if not hits:
        return Outcome(source, (), ())
    try:
        if len(source) > LONGEST:
            raise RenderError(f"it has more than {LONGEST:,} characters")
        if len(hits) > MOST_HITS:
            raise RenderError(f"it has more than {MOST_HITS:,} tokens")
        return _stripped(source, hits, odd, listed, finder, renderer, linked)
    except RenderError as error:
        unread = "too-hard", f"the page is not rendered, since {error}: look it through by hand"
        found = _findings(source, [(hit.start, hit, odd.get(hit, unread)) for hit in hits])
        return Outcome(source, found, found)


def _stripped(
    source: str,
    hits: Sequence[Hit],
    odd: Mapping[Hit, Refusal],
    listed: int,
    finder: Finder,
    renderer: Renderer,
    linked: Callable[[], Collection[str]],
) -> Outcome:
    page = marked(source, list(_stretches(source, hits)))
    head, body = front_matter.split(source, page.text)
    html = renderer.html(body)
    held = places(html, page.hits.keys()) | dict(
        front_matter.places(head, page.hits.keys() & set(head))
    )
    decided: dict[str, Refusal | None] = {}
    for mark, case in _cases(source, page, held):
        if case.hit not in odd:
            decided[mark] = refusal(case)
        elif not any("lang" in attributes for _, attributes in case.place.around):
            decided[mark] = odd[case.hit]

    proof = _Proof(head, body, html, renderer)
    gone = proof.largest([mark for mark, refused in decided.items() if not refused])
    headings = {mark for mark in gone if re.fullmatch("h[1-6]", held[mark].name)}
    if headings and proof.renamed(source, gone) & {*fragments(source), *linked()}:
        anchor = "anchor", "a link names this heading by its id: change both by hand"
        decided |= dict.fromkeys(headings, anchor)
        gone = [mark for mark in gone if mark not in headings]
    text = page.restored(proof.healed(gone))
    if gone and len(finder.find(text)) > listed - len(gone):
        gone, text = [], source  # what is left would make a token of its own
    unsafe = "unsafe", "without it the page would come out as another one: edit by hand"
    for mark in decided.keys() - set(gone):
        decided[mark] = decided[mark] or unsafe
    now = _offsets(heal(head, gone) + heal(body, gone), page, gone)
    rows = [(page.hits[mark], refused) for mark, refused in decided.items()]
    return Outcome(
        text,
        _findings(source, [(hit.start, hit, refused) for hit, refused in rows]),
        _findings(
            text, [(now[mark], page.hits[mark], refused) for mark, refused in decided.items()]
        ),
    )


def _stretches(source: str, hits: Sequence[Hit]) -> Iterator[tuple[int, int, Hit]]:
    """Yield for each hit where it begins and ends with what goes with it."""
    for hit in hits:
        whole = hit.kind == "plain" and not hit.word
        yield (*(widen(source, hit.start, hit.end) if whole else (hit.start, hit.end)), hit)


def _cases(source: str, page: Marked, held: Mapping[str, Place]) -> Iterator[tuple[str, Case]]:
    """Yield each placeholder with all that a rule may ask about it."""
    defined = {" ".join(label.lower().split()) for label in _DEFINED.findall(source)}
    labels = [
        match.span()
        for match in (_BRACKETED.finditer(source) if defined else ())
        if " ".join(match[1].lower().split()) in defined
    ]
    written = _script(page.text.translate(dict.fromkeys(map(ord, page.hits))))
    for line in lines(page.text):
        marks = [char for char in line if char in page.hits]
        others = line.translate(dict.fromkeys(map(ord, marks))) if marks else ""
        in_line, only = _script(others), bare(others)
        for mark in marks:
            hit = page.hits[mark]
            before, after = (
                source[max(0, hit.start - _AROUND) : hit.start],
                source[hit.end :][:_AROUND],
            )
            word = _PARTED.split(before)[-1] + _PARTED.split(after)[0]
            label = any(start <= hit.start < end for start, end in labels)
            yield mark, Case(hit, held[mark], word, label, only, in_line, written)


def _script(text: str) -> str:
    """Return the script of more than half of a text's letters, empty if there is none."""
    counts: Counter[str] = Counter()
    for char, count in Counter(text).items():
        if char.isalpha():
            counts[script(char)] += count
    (most, count), *_ = counts.most_common(1) or [("", 0)]
    return most if count * 2 > counts.total() else ""


class _Proof:
    """Renders a page again without some tokens, to see that it is still the same page."""

    def __init__(self, head: str, body: str, html: str, renderer: Renderer) -> None:
        """Take the marked page: its front matter, the rest, and how that renders."""
        self._head, self._body, self._html, self._renderer = head, body, html, renderer
        self._left = max(_MOST_PROVED, 2 * len(body))

    def healed(self, gone: Collection[str]) -> str:
        """Return the marked page without these tokens."""
        drop = dict.fromkeys(map(ord, gone))
        return (heal(self._head, gone) + heal(self._body, gone)).translate(drop)

    def largest(self, marks: list[str]) -> list[str]:
        """Return as many of these tokens as can go without making it another page."""
        if not marks or self._holds(marks):
            return marks
        if len(marks) == 1:
            return []
        half = len(marks) // 2
        some, others = self.largest(marks[:half]), self.largest(marks[half:])
        if not some or not others:
            return some or others
        return some + others if self._holds(some + others) else max(some, others, key=len)

    def renamed(self, source: str, gone: Collection[str]) -> set[str]:
        """Return the ids of headings that are others without these tokens."""
        before = heading_ids(self._renderer.html(front_matter.split(source, source)[1]))
        healed = heal(self._body, gone).translate(dict.fromkeys(map(ord, gone)))
        after = heading_ids(self._renderer.html(healed))
        return {old for old, new in zip(before, after, strict=False) if old != new}

    def _holds(self, gone: Collection[str]) -> bool:
        self._left -= len(self._body)
        if self._left < 0:
            return False
        drop = dict.fromkeys(map(ord, gone))
        head, body = (heal(part, gone).translate(drop) for part in (self._head, self._body))
        return front_matter.same_values(self._head, head, gone) and same_page(
            self._html, self._renderer.html(body), gone
        )


def _offsets(healed: str, page: Marked, gone: Collection[str]) -> dict[str, int]:
    """Return where each token stands, or stood, in a healed text that has placeholders still."""
    offsets, length = {}, 0
    for piece in pattern(page.hits.keys()).split(healed):
        if piece not in page.hits:
            length += len(piece)
            continue
        offsets[piece] = length
        if piece not in gone:
            own = page.originals[piece]
            offsets[piece] += page.within[piece]
            length += len(own)
    return offsets


def _findings(
    text: str,
    decided: Sequence[tuple[int, Hit, Refusal | None]],
) -> list[Finding]:
    """Return the findings for hits, each with its offset and what refused to cut it."""
    findings = []
    lines_and_columns = place_in(text, (offset for offset, _, _ in decided))
    for (_, hit, refused), place in zip(decided, lines_and_columns, strict=True):
        rule, message = refused or ("listed", "")
        findings.append(Finding(*place, "report" if refused else "strip", rule, hit.token, message))
    return findings
