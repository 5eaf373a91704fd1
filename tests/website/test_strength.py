"""How strong the evidence is, from marks of its own for each step of the rule."""

from typing import Any

import pytest

from website.picture import RESULTS, Mark
from website.strength import strength


def mark(points: str, why: str | None = None, kind: str = "trial", **more: Any) -> Mark:
    return Mark("Doe 2020", "", points, why, kind, "face", "hand", **more)


def weak(points: str, why: str | None = None) -> Mark:
    return mark(points, why, "uncontrolled")


FOR, SAME, MIXED, AGAINST = (
    mark(points) for points in ("for", "no difference", "mixed", "against")
)
LARGE = mark("for", number=100)


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        ([], "untested"),
        ([mark("against", "outcome")], "untested"),
        ([mark("against", "outcome"), mark("no difference", "outcome")], "not supported"),
        ([mark("against", "outcome")] * 2 + [mark("for", "outcome")], "untested"),
        ([mark("mixed", "outcome")] * 2, "untested"),
        ([mark("none", "means")], "untested"),
        ([mark("against", "sample")], "untested"),
        ([mark("against", "place")] * 2, "not supported"),
        ([weak("no difference")], "not supported"),
        ([AGAINST, mark("for", "outcome")], "not supported"),
        ([FOR, SAME], "conflicting"),
        ([FOR, AGAINST], "conflicting"),
        ([SAME, weak("for")], "conflicting"),
        ([AGAINST, mark("for", "sample")], "conflicting"),
        ([SAME, MIXED], "weak"),
        ([FOR], "limited"),
        ([LARGE, FOR], "limited"),
        ([mark("for", number=33)] * 3, "limited"),
        ([mark("for", number=34)] * 3, "moderate"),
        ([LARGE, FOR, FOR], "moderate"),
        ([LARGE, FOR, FOR, MIXED], "moderate"),
        ([LARGE, FOR, FOR, MIXED, MIXED], "limited"),
        ([LARGE, FOR, FOR, weak("against")], "moderate"),
        ([mark("for", kind="review", trials=3, number=100)], "moderate"),
        ([mark("for", kind="review", trials=2, number=500)], "limited"),
        ([mark("for", kind="review", number=500)], "limited"),
        ([mark("for", number=500, unit="pigs")] * 3, "limited"),
        ([FOR, mark("against", "outcome"), mark("against", "means")], "limited"),
        ([mark("for", kind="advice")], "untested"),
        ([weak("for")], "weak"),
        ([MIXED], "weak"),
        ([mark("for", "means")], "weak"),
        ([mark("for", "sample"), weak("against")], "weak"),
    ],
)
def test_each_step_of_the_rule(marks: list[Mark], found: str) -> None:
    given, why = strength(marks)
    assert given == found
    assert why
    assert strength(marks[::-1])[0] == found, "the order says nothing"


def test_what_a_mark_may_point_to_is_what_the_rule_knows() -> None:
    assert set(RESULTS) == {"for", "no difference", "mixed", "against", "none"}
