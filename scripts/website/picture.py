"""The picture of the evidence: for each claim one mark a study, in rows.

A row tells how near its studies come to the reader's own question: massage of a face by hand. The
area of a mark is in proportion to the number of people, the shape in it tells what was found, its
outline whether it is a review, and dashes that no number is stated. Colour tells nothing. What a
mark shows is also its name in words, and each sign is explained in words above the picture.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from website.evidence import Study

# The side of the smallest mark in CSS pixels (the smallest target that WCAG 2.2 allows), and the
# numbers of people between which the area grows.
SMALLEST = 24
FEW, MANY = 10, 50

# The rows, the nearest first; "Face, by hand" is there even if it is empty.
BY_HAND, OTHERWISE = "Face, by hand", "Face, otherwise"
ROWS = (BY_HAND, OTHERWISE, "Elsewhere", "Laboratory", "Reviews")

# What was found, as the key and a mark's name say it, and as a sentence on one study or several.
RESULTS = {
    "for": ("supports it", "supports it", "support it"),
    "no difference": ("no difference", "found no difference", "found no difference"),
    "mixed": ("mixed", "is mixed", "are mixed"),
    "against": ("against it", "speaks against it", "speak against it"),
    "indirect": (
        "only indirectly about it",
        "is only indirectly about it",
        "are only indirectly about it",
    ),
}

# What is drawn for them in a circle or a square, of 24 units and the same area.
_OUTLINES = {
    False: ("M12 1a11 11 0 0 1 0 22a11 11 0 0 1 0-22z", "M12 1a11 11 0 0 1 0 22z"),
    True: ("M2.2 2.2h19.6v19.6H2.2z", "M12 2.2h9.8v19.6H12z"),
}
_SHAPES = {
    "for": "M7 12.5l3.5 3.5 6.5-8",
    "no difference": "M7.5 9.5h9m-9 5h9",
    "against": "M8 8l8 8m0-8l-8 8",
}


@dataclass(frozen=True)
class Mark:
    """What a study found about a claim.

    Attributes:
        study: the study's name.
        href: its details: their page and anchor.
        result: one of `RESULTS`.
        kind: trial, uncontrolled, case, laboratory, review, advice or other.
        place: face, body, sample, animal or none.
        means: hand, tool, machine, product, mixed, not stated or none.
        number: how many people took part, if it is stated.
        trials: how many trials a review is of, if it is stated.
    """

    study: str
    href: str
    result: str
    kind: str
    place: str
    means: str
    number: int | None = None
    trials: int | None = None

    @property
    def review(self) -> bool:
        """Whether it sums up other studies."""
        return self.kind == "review"

    @property
    def row(self) -> str:
        """The row it stands in; empty if it is not drawn: it is advice, or about no place."""
        if self.review:
            return "Reviews"
        if self.kind == "laboratory" or self.place in ("sample", "animal"):
            return "Laboratory"
        if self.kind == "advice" or self.place == "none":
            return ""
        if self.place == "body":
            return "Elsewhere"
        return BY_HAND if self.means == "hand" else OTHERWISE

    @property
    def side(self) -> float:
        """The side in CSS pixels that makes its area proportional to the number of people."""
        return round(SMALLEST * math.sqrt(min(max(self.number or 0, FEW), MANY) / FEW), 1)

    @property
    def name(self) -> str:
        """What it shows, in words."""
        said = [f"{self.study}: {RESULTS[self.result][0]}"]
        if self.review:
            said.append(f"review of {_count(self.trials, 'trial')}" if self.trials else "review")
        if self.number is None:
            said.append("number of people not stated")
        else:
            said.append(_count(self.number, "person", "people"))
        return ", ".join(said)


def marks(claim: str, studies: Iterable[Study]) -> list[Mark]:
    """Return the marks for a claim, named by its id, in the order of the studies."""
    return [
        Mark(
            study.name,
            f"{study.page}.md#{study.id}",
            **{**study.coding, **study.outcomes[claim]},
        )
        for study in studies
        if claim in study.outcomes
    ]


def key(shown: Iterable[Mark]) -> Element | None:
    """Return what explains, in words, each sign in the picture of these marks, if it has any."""
    drawn = [mark for mark in shown if mark.row]
    if not drawn:
        return None
    results = {mark.result for mark in drawn}
    signs = [(_sign(result), words[0]) for result, words in RESULTS.items() if result in results]
    if any(mark.review for mark in drawn):
        signs.append((_sign(square=True), "a review"))
    if any(mark.number is None for mark in drawn):
        signs.append((_sign(dashed=True), "number of people not stated"))
    box = Element("div", {"class": "key"})
    size = f"The larger it is, the more people took part: from {FEW} or fewer to {MANY} or more."
    _add(box, "p", f"Each mark is one study, and a link to it. {size}")
    list_ = SubElement(box, "ul")
    for sign, words in signs:
        item = SubElement(list_, "li")
        item.append(sign)
        sign.tail = AtomicString(words)
    if any(mark.row == OTHERWISE for mark in drawn):
        _add(box, "p", f"“{OTHERWISE}”: with a tool, machine or product, or how is not stated.")
    return box


def picture(shown: Sequence[Mark]) -> Iterator[Element]:
    """Yield the parts of a claim's picture: what is to be seen, the rows, and what has no mark."""
    drawn = [mark for mark in shown if mark.row]
    yield _paragraph(_summary(drawn))
    if drawn:
        yield _rows(drawn)
    if rest := [mark for mark in shown if not mark.row]:
        words = _paragraph("Without a mark, as advice or not about a part of the body: ")
        for place, mark in enumerate(rest, start=1):
            link = _add(words, "a", mark.study)
            link.attrib.update({"class": "cite", "href": mark.href})
            link.tail = AtomicString({len(rest): ".", len(rest) - 1: " and "}.get(place, ", "))
        yield words


def _summary(drawn: Sequence[Mark]) -> str:
    """Say how many studies and people these are, and what they found.

    The people of reviews are not added up: two reviews may count the same ones.
    """
    if not drawn:
        return "No study of it was found."
    studies = [mark.number for mark in drawn if not mark.review]
    said = []
    if studies:
        stated = [number for number in studies if number is not None]
        people = [_count(sum(stated), "person", "people")] if stated else []
        if len(stated) < len(studies):
            people.append(f"number not stated in {len(studies) - len(stated)}")
        said.append(f"{_count(len(studies), 'study', 'studies')} ({'; '.join(people)})")
    if reviews := len(drawn) - len(studies):
        said.append(_count(reviews, "review"))
    counts = Counter(mark.result for mark in drawn)
    found = [
        f"{counts[result]} {many if counts[result] > 1 else one}"
        for result, (_, one, many) in RESULTS.items()
        if result in counts
    ]
    if len(drawn) == 1:
        return f"{said[0]}: {RESULTS[drawn[0].result][0]}."
    return f"{' and '.join(said)}. {'All ' if len(found) == 1 else ''}{', '.join(found)}."


def _rows(drawn: Sequence[Mark]) -> Element:
    list_ = Element("dl", {"class": "rows"})
    for row in ROWS:
        here = [mark for mark in drawn if mark.row == row]
        if here or row == BY_HAND:
            line = SubElement(list_, "div")
            _add(line, "dt", row)
            cell = _add(line, "dd", "" if here else "none")
            for mark in here:
                link = SubElement(cell, "a", {"class": "mark", "href": mark.href})
                link.set("aria-label", mark.name)
                link.append(
                    _sign(mark.result, mark.side, square=mark.review, dashed=mark.number is None)
                )
    return list_


def _sign(
    result: str = "", side: float = SMALLEST, *, square: bool = False, dashed: bool = False
) -> Element:
    """Draw a mark: its outline, and in it the shape of its result."""
    sign = Element("svg", {"viewBox": "0 0 24 24", "width": f"{side:g}", "height": f"{side:g}"})
    sign.set("class", f"{result.replace(' ', '-')} {'dashed' * dashed}".strip())
    sign.set("aria-hidden", "true")
    outline, half = _OUTLINES[square]
    SubElement(sign, "path", {"d": outline})
    if shape := half if result == "mixed" else _SHAPES.get(result):
        SubElement(sign, "path", {"d": shape})
    return sign


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _paragraph(text: str) -> Element:
    node = Element("p")
    node.text = AtomicString(text)
    return node


def _add(parent: Element, tag: str, text: str) -> Element:
    """Add an element that holds this text as it is, Markdown's signs among it."""
    node = SubElement(parent, tag)
    node.text = AtomicString(text)
    return node
