"""The picture of the evidence: for each claim one mark a study, in rows.

A row tells how near its studies come to the reader's own question: to the data file's `place` and
`means`, as a face, by hand. The area of a mark is in proportion to the number of people, the shape
in it tells what was found, its outline whether it is a review, and dashes that no number is stated.
A mark that is only indirectly about the claim is drawn thin. Colour tells nothing. What a mark
shows is also its name in words, and a key explains each sign. It is drawn by `parts.html`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

# What studies may be about besides the data file's own place and means.
PLACES = ("body", "sample", "animal", "none")
MEANS = ("tool", "machine", "product", "mixed", "not stated", "none")

# The rows, the nearest first, named after the data file's own place and means.
OWN, UNDERSTOOD = "{place}, by {means}", "{place}, by {means} as far as we can tell"
OTHER_WAYS, NOT_STATED = "{place}, other ways", "{place}, not stated how"
REVIEWS = "Reviews"
ROWS = (OWN, UNDERSTOOD, OTHER_WAYS, NOT_STATED, "Elsewhere", "Laboratory", REVIEWS)


class Mark(NamedTuple):
    """What a study found about a claim, as the data file has it; `href` leads to its details."""

    study: str
    href: str
    points: str  # which way it points: "none", or a result but "indirect"
    why: str | None  # why it is only indirectly about the claim, if it is
    kind: str
    place: str
    means: str
    is_own: bool = True  # whether those are the data file's own
    means_seen: bool = True
    number: int | None = None
    unit: str = ""  # what the number counts, if not people
    trials: int | None = None

    @property
    def row(self) -> str:
        """The row it stands in; empty if it is not drawn: it is advice, or about no place."""
        if self.kind == "review":
            return REVIEWS
        if self.kind == "laboratory" or self.place in ("sample", "animal"):
            return "Laboratory"
        if self.kind == "advice" or self.place == "none":
            return ""
        if self.place == "body":
            return "Elsewhere"
        if not self.is_own:
            return NOT_STATED if self.means == "not stated" else OTHER_WAYS
        return OWN if self.means_seen else UNDERSTOOD

    @property
    def people(self) -> int:
        """The people it adds to a sum: none if no number is stated, or it counts something else."""
        return 0 if self.unit else self.number or 0


def marks(claim: str, evidence: Mapping[str, Any]) -> list[Mark]:
    """Return the marks for a claim, named by its id, in the order of the data file's studies."""
    found = []
    for id_, study in evidence["studies"].items():
        if outcome := study.get("outcomes", {}).get(claim):
            indirect = outcome["result"] == "indirect"
            points = {"why": "outcome", "points": "none"} if indirect else {"why": None}
            coding = study["coding"] | {"points": outcome["result"]} | points | outcome
            del coding["result"]
            is_own = coding["means"] == evidence["means"]
            href = f"{study['page']}.md#{id_}"
            found.append(Mark(study["name"], href, is_own=is_own, **coding))
    return found


def rows(drawn: Sequence[Mark]) -> list[tuple[str, list[Mark]]]:
    """Return the rows that have marks, and the first one even without where that is known.

    It is known where no study may have been of the nearest kind without our having seen it.
    """
    found = [(row, [mark for mark in drawn if mark.row == row]) for row in ROWS]
    unknown = any(
        mark.row in (UNDERSTOOD, NOT_STATED) or (mark.row == REVIEWS and mark.place != "body")
        for mark in drawn
    )
    return [(row, here) for row, here in found if here or (row == OWN and not unknown)]
