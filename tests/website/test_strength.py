"""How strong the evidence is, from marks of its own for each step of the rule."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from small_site import DATA
from website.marks import Mark, strength

STRENGTHS = yaml.safe_load(DATA)["strengths"]
CASES = yaml.safe_load(Path(__file__).with_name("strength.yml").read_bytes())


def mark(points: str, why: str | None = None, kind: str = "trial", **more: Any) -> Mark:
    return Mark("Doe 2020", "", points, why, kind, "face", "hand", **more)


@pytest.mark.parametrize(("found", "codings"), CASES)
def test_each_step_of_the_rule(found: str, codings: list[dict[str, Any]]) -> None:
    marks = [mark(**coding) for coding in codings]
    given, why = strength(marks, STRENGTHS)
    assert given == found
    assert why
    assert strength(marks[::-1], STRENGTHS)[0] == found, "the order says nothing"
