"""The picture of the evidence, from codings of its own."""

import json
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import yaml

from website import citations
from website.citations import NOTHING, made, parts
from website.marks import Mark, marks

CASES = yaml.safe_load(Path(__file__).with_name("picture.yml").read_bytes())
OWN = {"place": "face", "means": "hand"}
BY_HAND = "Face, by hand"
SCHEMA = json.loads(Path(citations.__file__).with_name("evidence.schema.json").read_text("utf-8"))
OUTCOMES = SCHEMA["properties"]["studies"]["additionalProperties"]["properties"]["outcomes"]
RESULTS = OUTCOMES["additionalProperties"]["then"]["properties"]["points"]["enum"]
PARTS = parts({**NOTHING, **OWN}, [])


def study(
    name: str = "Doe 2020", outcomes: dict[str, Any] | None = None, **coding: Any
) -> dict[str, Any]:
    """A study on a face, by hand, of 20 people, that supports the claim "glow"."""
    return {
        "name": name,
        "page": "glow",
        "coding": {"kind": "trial", "number": 20} | OWN | coding,
        "outcomes": {"glow": {"result": "for"}} if outcomes is None else outcomes,
    }


def mark(**coding: Any) -> Mark:
    [only] = marks("glow", OWN | {"studies": {"doe2020": study(**coding)}})
    return only


def picture(shown: list[Mark]) -> list[Element]:
    return made(PARTS.picture, shown)


def key(shown: list[Mark]) -> list[Element]:
    return made(PARTS.key, shown)


def coded(points: str = "for", why: str = "", **coding: Any) -> Mark:
    """A mark that points somewhere, indirectly if it says why."""
    indirect = {"result": "indirect", "why": why, "points": points}
    return mark(outcomes={"glow": indirect if why else {"result": points}}, **coding)


def text(shown: list[Mark]) -> str:
    return "\n".join("".join(part.itertext()) for part in picture(shown))


def side(number: int | None) -> float:
    """The side of a mark's sign in CSS pixels."""
    [sign] = [sign for part in picture([mark(number=number)]) for sign in part.iter("svg")]
    return float(sign.get("width", ""))


def rows(shown: list[Mark]) -> dict[str, list[str]]:
    """The names of the marks in each row that is shown."""
    return {
        line[0].text or "": [link.get("aria-label", "") for link in line.iter("a")]
        for part in picture(shown)
        for line in part.iter("div")
    }


@pytest.mark.parametrize(("coding", "row"), CASES["rows"])
def test_a_row_tells_how_near_a_study_comes(coding: dict[str, str], row: str) -> None:
    assert mark(**coding).row.format(place="Face", means="hand") == row


def test_what_an_outcome_says_itself_wins() -> None:
    own = {"result": "mixed", "number": 7, "unit": "pigs", "kind": "laboratory", "place": "sample"}
    only = mark(outcomes={"glow": own, "other": {"result": "for"}})
    assert (only.points, only.number, only.unit, only.row) == ("mixed", 7, "pigs", "Laboratory")


def test_a_study_of_another_claim_is_not_drawn() -> None:
    other = study(outcomes={"other": {"result": "for"}})
    assert marks("glow", OWN | {"studies": {"doe2020": other}}) == []


def test_area_is_in_proportion_to_the_number_of_people() -> None:
    few, many = PARTS.few, PARTS.many
    areas = [side(n) ** 2 / n for n in (few, (few + many) // 2, many)]
    assert areas == pytest.approx([PARTS.smallest**2 / few] * 3, rel=0.01)


@pytest.mark.parametrize("number", [0, 1, 40_000, None])
def test_any_number_gives_a_mark_within_bounds(number: int | None) -> None:
    assert side(PARTS.few) <= side(number) <= side(PARTS.many)
    [link] = [link for part in picture([mark(number=number)]) for link in part.iter("a")]
    assert link.get("href") == "glow.md#doe2020"
    sign = link[0]
    assert "".join(link.itertext()).strip() == (f"{number:,}" if number else "")
    assert sign.get("width") == sign.get("height")
    assert ("dashed" in sign.get("class", "").split()) == (number is None)


@pytest.mark.parametrize(("coding", "name"), CASES["names"])
def test_a_mark_says_in_words_what_it_shows(coding: dict[str, Any], name: str) -> None:
    [names] = rows([mark(**coding)]).values()
    assert names == [name]


@pytest.mark.parametrize("kind", ["trial", "review"])
def test_each_result_has_a_shape_of_its_own(kind: str) -> None:
    shown = [coded(result, kind=kind) for result in RESULTS]
    signs = [sign for part in picture(shown) for sign in part.iter("svg")]
    assert len({tuple(path.get("d") for path in sign) for sign in signs}) == len(RESULTS)


def test_an_indirect_mark_says_so_in_words_and_is_drawn_thin() -> None:
    shown = [mark(), coded("against", "outcome")]
    [[_, name]] = rows(shown).values()
    assert name == "Doe 2020: indirect evidence, found the opposite, 20 people"
    classes = [sign.get("class") for part in picture(shown) for sign in part.iter("svg")]
    assert classes == [None, "indirect"]


def test_rows_without_a_study_are_left_out_but_not_the_one_by_hand() -> None:
    shown = rows([mark(place="body"), mark(kind="review", place="body")])
    assert list(shown) == [BY_HAND, "Elsewhere", "Reviews"]
    assert shown[BY_HAND] == []


@pytest.mark.parametrize(
    "coding", [{"means_seen": False}, {"means": "not stated"}, {"kind": "review"}]
)
def test_none_is_not_said_where_a_study_may_have_been_by_hand(coding: dict[str, Any]) -> None:
    assert BY_HAND not in rows([mark(**coding), mark(place="body")])


def test_a_claim_without_studies_says_so() -> None:
    assert text([]) == "We found no study."


@pytest.mark.parametrize(("codings", "said"), CASES["sentences"])
def test_a_sentence_says_what_is_to_be_seen(codings: list[dict[str, Any]], said: str) -> None:
    shown = [coded(**coding) for coding in codings]
    assert text(shown).startswith(said)
    assert sum(map(len, rows(shown).values())) == sum(bool(mark.row) for mark in shown)


def test_what_gets_no_mark_stands_in_a_sentence() -> None:
    shown = [mark(name=name, kind="advice") for name in ("A", "B*", "C")]
    assert text(shown).endswith(": A, B* and C.")
    assert rows(shown) == {}


def test_the_key_explains_the_signs_that_occur_and_no_other() -> None:
    [plain] = key([mark()])
    [full] = key([*map(coded, RESULTS), coded(why="outcome"), mark(kind="review", number=None)])
    assert len(list(plain.iter("li"))) == 1
    assert len(list(full.iter("li"))) == len(RESULTS) + 3
    found = [rows([coded(result)])[BY_HAND][0].split(", ")[0] for result in RESULTS]
    assert all(words.removeprefix("Doe 2020: ") in "".join(full.itertext()) for words in found)
    assert full.tag == "details"
    assert full.get("open") is None
