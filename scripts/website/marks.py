"""What studies found on a claim: its marks, the picture of them in rows, and how strong that is.

A row tells how near its studies come to the reader's own question: to the data file's `place` and
`means`, as a face, by hand. `parts.html` draws it, and says how a mark looks.

The strength follows from the marks, by the rows that the data file has for each. The evidence page
says them in plain words.
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

# What makes a result moderate: so many trials with so many people.
_TRIALS, _PEOPLE = 3, 100
_NOT = ("against", "no difference")


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
        """The row it is in; empty if it is not drawn: it is advice, or about no place."""
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
    def may_be_own(self) -> bool:
        """Whether it might belong into the first row, but we could not tell."""
        is_review = self.row == REVIEWS and self.place != "body"
        return is_review or self.row in (UNDERSTOOD, NOT_STATED)


def marks(claim: str, evidence: Mapping[str, Any]) -> list[Mark]:
    """Return the marks for a claim, named by its id, in the order of the data file's studies."""
    found = []
    for id_, study in evidence["studies"].items():
        if outcome := study.get("outcomes", {}).get(claim):
            coding = {"why": None, "points": outcome["result"]} | study["coding"] | outcome
            del coding["result"]
            is_own = coding["means"] == evidence["means"]
            found.append(Mark(study["name"], f"{study['page']}.md#{id_}", is_own=is_own, **coding))
    return found


def strength(marks: Sequence[Mark], strengths: Mapping[str, Any]) -> tuple[str, str]:
    """Return the first strength whose rows a claim's marks fit, and in a few words why.

    A mark is direct, or it says why it is not: by its means, place or sample it is near the claim,
    by its outcome far from it. It is controlled if some went without treatment: a trial, or a
    review of trials. Advice is never direct. `strengths` are those of the data file: a row of
    `when` names facts, each with whether it is one.
    """
    direct = [mark for mark in marks if mark.why is None and mark.kind != "advice"]
    near = direct + [mark for mark in marks if mark.why in ("means", "place", "sample")]
    far = [mark for mark in marks if mark.why == "outcome"]
    refuting = [mark for mark in far if mark.points in _NOT]
    refuted = len(refuting) > 1 and all(mark.points != "for" for mark in far)
    controlled = [mark for mark in direct if mark.kind in ("trial", "review")]
    good = [mark for mark in controlled if mark.points == "for"]
    mixed = [mark for mark in controlled if mark.points == "mixed"]
    trials = sum(mark.trials or 1 for mark in good)
    people = sum(mark.number or 0 for mark in good if not mark.unit)
    enough = trials >= _TRIALS and people >= _PEOPLE and len(mixed) <= trials / _TRIALS
    facts = {
        "direct": direct,
        "near": near,
        "several near": near if len(near) > 1 else [],
        "near for": [mark for mark in near if mark.points == "for"],
        "near for or mixed": [mark for mark in near if mark.points in ("for", "mixed")],
        "far against": refuting if refuted else [],
        "controlled for": good,
        "enough controlled for": good if enough else [],
        "controlled against": [mark for mark in controlled if mark.points in _NOT],
    }
    for name, row in ((name, row) for name, own in strengths.items() for row in own["when"]):
        if all(bool(facts[fact]) == is_so for fact, is_so in row.items()):
            said = {fact: ", ".join(mark.study for mark in facts[fact]) or "none" for fact in row}
            return name, "; ".join(map(": ".join, said.items()))
    return "none of them", "no row below 'when' fits"
