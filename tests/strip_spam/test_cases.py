"""Worked cases, as data: what is stripped, what is reported, what is left alone.

`policy.json` holds the policy's own examples, `more.json` what a stranger made of its words.
`known_failures.json` holds what should be reported and is not yet: a case that begins to pass there
fails, so that it is moved to where it belongs.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import RENDERER
from strip_spam.core import Outcome, strip
from strip_spam.matcher import Matcher

CASES = Path(__file__).parent / "cases"


def cases(name: str, kind: str | None = None) -> list[Any]:
    rows = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    return [pytest.param(row, id=row["name"]) for row in rows if kind in (None, row.get("kind"))]


def outcome_of(case: dict[str, str], matcher: Matcher) -> Outcome:
    source = case["input"]
    if not matcher.may_hold(source.encode()):
        return Outcome(source, ())
    return strip(source, matcher, RENDERER)


@pytest.mark.parametrize(
    "case", [*cases("policy", "strip"), *cases("strip"), *cases("more", "strip")]
)
def test_stripped(case: dict[str, str], matcher: Matcher) -> None:
    outcome = outcome_of(case, matcher)
    assert outcome.text == case["expected"]
    assert "strip" in {finding.kind for finding in outcome.findings}
    assert strip(outcome.text, matcher, RENDERER).text == outcome.text


@pytest.mark.parametrize(
    "case", [*cases("policy", "report"), *cases("report"), *cases("more", "report")]
)
def test_reported(case: dict[str, str], matcher: Matcher) -> None:
    outcome = outcome_of(case, matcher)
    assert outcome.text == case["input"]
    assert {finding.kind for finding in outcome.findings} == {"report"}


@pytest.mark.parametrize(
    "case", [*cases("policy", "leave"), *cases("leave"), *cases("more", "leave")]
)
def test_left_alone(case: dict[str, str], matcher: Matcher) -> None:
    outcome = outcome_of(case, matcher)
    assert outcome.text == case["input"]
    assert not outcome.findings


@pytest.mark.parametrize("case", cases("known_failures"))
@pytest.mark.xfail(strict=True, reason="known, and said so")
def test_known_failures(case: dict[str, str], matcher: Matcher) -> None:
    assert outcome_of(case, matcher).text == case["input"]
