"""Worked cases, as data.

`examples.json` holds the policy's own, `more.json` those of strangers, `rules.json` those of each
rule; `linked` is what links on other pages name, `says` what a finding says.
"""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from conftest import TOKEN
from strip_spam.data import table
from strip_spam.find import Finder
from strip_spam.strip import strip
from strip_spam.tokens import TokenList

CASES = [
    pytest.param(row, id=f"{name}: {row['name']}")
    for name in ("examples", "more", "rules")
    for row in json.loads((Path(__file__).parent / f"cases/{name}.json").read_text("utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    tokens = TokenList(tuple(case.get("tokens", [TOKEN])), frozenset(case.get("scripts", ())))
    finder = Finder(tokens)
    source = case["input"]
    plain = case.get("suffix", ".md") == ".md"
    healed = partial(strip, linked=case.get("linked", ()), markdown=plain)
    outcome = healed(source, finder)
    kinds = {finding.kind for finding in outcome.findings}
    stripped = outcome.text == case.get("expected") and "strip" in kinds
    reported = outcome.text == source and "report" in kinds
    assert {
        "strip": stripped,
        "report": reported,
        "either": stripped or reported,
        "leave": outcome.text == source and not kinds,
    }[case["kind"]], outcome
    assert case.get("rule") in {None, *(finding.rule for finding in outcome.findings)}
    assert case.get("says", "") in "\n".join(finding.message for finding in outcome.findings)
    assert finder.may_hold(source) or not kinds
    assert healed(outcome.text, finder).text == outcome.text


def test_each_rule_has_a_case() -> None:
    named = {case.values[0].get("rule") for case in CASES}  # type: ignore[union-attr]
    assert {*table("rules")} - {"too-hard"} <= named
