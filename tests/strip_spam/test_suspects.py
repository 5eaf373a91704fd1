"""Suspects: what is reported before anyone has listed it, and what is not."""

from pathlib import Path

import pytest
import yaml

from conftest import TOKEN
from strip_spam.find import Finder
from strip_spam.strip import strip
from strip_spam.tokens import TokenList

CASES = yaml.safe_load((Path(__file__).parent / "cases/found.yml").read_text("utf-8"))
FINDER = Finder(TokenList((TOKEN,), frozenset(["Latin"]), frozenset(["서울", "Öl"])))


@pytest.mark.parametrize(("text", "token", "says"), CASES["suspect"])
def test_what_looks_out_of_place_is_reported(text: str, token: str, says: str) -> None:
    source = f"# Oil\n\n{text}\n"
    outcome = strip(source, FINDER)
    [finding] = outcome.findings
    assert outcome.text == source
    assert (finding.line, finding.kind, finding.rule) == (3, "report", "suspect")
    assert finding.token == token
    assert says in finding.message
    assert (FINDER.may_hold(text), FINDER.may_hold("plain")) == (True, False)


@pytest.mark.parametrize("text", CASES["welcome"])
def test_what_is_in_its_place_is_not(text: str) -> None:
    lang = Finder(TokenList((TOKEN,), frozenset(["Latin"]), frozenset(["서울", "میخواهم", "ه"])))
    assert not strip(f"{text}\n", lang).findings


def test_a_suspect_beside_a_token_does_not_hold_it() -> None:
    outcome = strip(f"Warm {TOKEN} oil eases.\n\nA long 바카라 line.\n", FINDER)
    assert [finding.kind for finding in outcome.findings] == ["strip", "report"]
    assert outcome.text == "Warm oil eases.\n\nA long 바카라 line.\n"
    assert [f.now for f in outcome.findings] == [(1, 5), (3, 8)]
