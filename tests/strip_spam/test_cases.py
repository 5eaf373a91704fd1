"""Worked cases, as data: `examples.json` holds the policy's own, `more.json` those of strangers."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import RENDERER, TOKEN
from strip_spam.find import Finder
from strip_spam.strip import strip
from strip_spam.tokens import TokenList

CASES = [
    pytest.param(row, id=f"{name}: {row['name']}")
    for name in ("examples", "more")
    for row in json.loads((Path(__file__).parent / f"cases/{name}.json").read_text("utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    tokens = TokenList(tuple(case.get("tokens", [TOKEN])), frozenset(case.get("scripts", ())))
    finder = Finder(tokens)
    source = case["input"]
    plain = case.get("suffix", ".md") == ".md"
    outcome = strip(source, finder, RENDERER, markdown=plain)
    kinds = {finding.kind for finding in outcome.findings}
    stripped = outcome.text == case.get("expected") and "strip" in kinds
    reported = outcome.text == source and "report" in kinds
    assert {
        "strip": stripped,
        "report": reported,
        "either": stripped or reported,
        "leave": outcome.text == source and not kinds,
    }[case["kind"]], outcome
    assert finder.may_hold(source) or not kinds
    assert strip(outcome.text, finder, RENDERER, markdown=plain).text == outcome.text
