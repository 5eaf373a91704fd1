"""The picture of the evidence: for each claim one mark a study, in rows.

A row tells how near its studies come to the reader's own question: massage of a face by hand. The
area of a mark is in proportion to the number of people, the shape in it tells what was found, its
outline whether it is a review, and dashes that no number is stated. Colour tells nothing. What a
mark shows is also its name in words, and each sign is explained in words above the picture. It is
drawn by `parts.html`.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

# The side of the smallest mark in CSS pixels (the smallest target that WCAG 2.2 allows), and the
# numbers of people between which the area grows.
SMALLEST = 24
FEW, MANY = 10, 50

# The rows, the nearest first; "Face, by hand" is there even if it is empty.
BY_HAND, OTHERWISE = "Face, by hand", "Face, other ways"
ROWS = (BY_HAND, OTHERWISE, "Elsewhere", "Laboratory", "Reviews")

# What was found, as the key and a mark's name say it, and as a sentence on one study or several.
RESULTS = {
    "for": ("supports it", "supports it", "support it"),
    "no difference": ("found no difference", "found no difference", "found no difference"),
    "mixed": ("mixed", "is mixed", "are mixed"),
    "against": ("found the opposite", "found the opposite", "found the opposite"),
    "indirect": ("indirect evidence", "is indirect evidence", "are indirect evidence"),
}


class Mark(NamedTuple):
    """What a study found about a claim, as the data file has it; `href` leads to its details."""

    study: str
    href: str
    result: str
    kind: str
    place: str
    means: str
    number: int | None = None
    trials: int | None = None
    unit: str = "people"
    means_seen: bool = True
    why: str = ""
    points: str = ""

    @property
    def row(self) -> str:
        """The row it stands in; empty if it is not drawn: it is advice, or about no place."""
        if self.kind == "review":
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
        trials = f" of {_count(self.trials, 'trial', 'trials')}" if self.trials else ""
        review = f"review{trials}, " if self.kind == "review" else ""
        stated = self.number is not None and _count(self.number, "person", "people")
        people = stated or "number of people not stated"
        return f"{self.study}: {RESULTS[self.result][0]}, {review}{people}"


def marks(claim: str, studies: Mapping[str, Mapping[str, Any]]) -> list[Mark]:
    """Return the marks for a claim, named by its id, in the order of the studies."""
    return [
        Mark(
            study["name"], f"{study['page']}.md#{id_}", **study["coding"] | study["outcomes"][claim]
        )
        for id_, study in studies.items()
        if claim in study.get("outcomes", ())
    ]


def summary(drawn: Sequence[Mark]) -> str:
    """Return how many studies and people these are, and what they found.

    The people of reviews are not added up: two reviews may count the same ones.
    """
    if not drawn:
        return "We found no study."
    studies = [mark.number for mark in drawn if mark.kind != "review"]
    said = []
    if studies:
        stated = [number for number in studies if number is not None]
        people = [_count(sum(stated), "person", "people")] if stated else []
        if len(stated) < len(studies):
            people.append(f"number not stated in {len(studies) - len(stated)}")
        said.append(f"{_count(len(studies), 'study', 'studies')} ({'; '.join(people)})")
    if reviews := len(drawn) - len(studies):
        said.append(_count(reviews, "review", "reviews"))
    counts = Counter(mark.result for mark in drawn)
    found = [
        f"{counts[result]} {many if counts[result] > 1 else one}"
        for result, (_, one, many) in RESULTS.items()
        if result in counts
    ]
    if len(drawn) == 1:
        return f"{said[0]}: {RESULTS[drawn[0].result][0]}."
    return f"{' and '.join(said)}. {'All ' if len(found) == 1 else ''}{', '.join(found)}."


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
