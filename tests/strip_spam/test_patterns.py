"""Beside each pattern stands what it finds, and what it nearly does: both are true."""

import importlib
import re
from ast import literal_eval
from pathlib import Path

import pytest

import strip_spam
from strip_spam.contacts import contacts
from strip_spam.data import pattern, table
from strip_spam.flavours import TAG, unread

TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
# A comment that ends with what a pattern finds ("Finds") or matches as a whole ("Spans").
SAYS = re.compile(
    r"^# (Finds|Spans) ((?:.*\n# )*?.*?), not ((?:.*\n# )*?.*?)\.\n(?:# .*\n)*(\w+) = re",
    re.MULTILINE,
)


def said() -> list[tuple[str, str, str, str, bool]]:
    """Return module, name, way, text, and whether the pattern finds it, for each example."""
    rows = []
    for path in sorted(Path(strip_spam.__file__).parent.glob("*.py")):
        for way, finds, nearly, name in SAYS.findall(path.read_text("utf-8")):
            for texts, found in ((finds, True), (nearly, False)):
                rows += [(path.stem, name, way, text, found) for text in TEXT.findall(texts)]
    return rows


@pytest.mark.parametrize(("module", "name", "way", "text", "found"), said())
def test_a_pattern_finds_what_is_said(
    module: str, name: str, way: str, text: str, found: bool
) -> None:
    pattern = getattr(importlib.import_module(f"strip_spam.{module}"), name)
    example = literal_eval(text)
    example = example.encode() if isinstance(pattern.pattern, bytes) else example
    look = pattern.search if way == "Finds" else pattern.fullmatch
    assert bool(look(example)) == found


@pytest.mark.parametrize("name", table("patterns"))
def test_a_pattern_of_the_data_finds_its_examples(name: str) -> None:
    row = table("patterns")[name]
    look = pattern(name).search if "finds" in row else pattern(name).fullmatch
    assert all(map(look, row.get("finds") or row["spans"]))
    assert row["misses"]
    assert not any(map(look, row["misses"]))


@pytest.mark.parametrize("sign", table("signs"), ids=lambda sign: str(sign["opens"]))
def test_a_sign_opens_what_is_no_prose(sign: dict[str, str]) -> None:
    assert unread(sign["within"])[sign["within"].index("X")] == TAG
    assert unread(sign["beside"])[sign["beside"].index("X")] != TAG


@pytest.mark.parametrize(("way", "found", "missed"), contacts(), ids=lambda row: str(row)[12:40])
def test_a_way_to_reach_somebody(way: re.Pattern[str], found: list[str], missed: list[str]) -> None:
    assert all(map(way.search, found))
    assert not any(map(way.search, missed))
