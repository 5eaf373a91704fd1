"""The picture of the evidence, from codings of its own."""

from __future__ import annotations

import math
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from website import picture
from website.picture import FEW, MANY, RESULTS, ROWS, SMALLEST, Mark, marks


def study(
    name: str = "Doe 2020", outcomes: dict[str, Any] | None = None, **coding: Any
) -> dict[str, Any]:
    """A study of the data file: on a face, by hand, of 20 people, for the claim "glow"."""
    return {
        "name": name,
        "page": "glow",
        "coding": {"kind": "trial", "place": "face", "means": "hand", "number": 20} | coding,
        "outcomes": {"glow": {"result": "for"}} if outcomes is None else outcomes,
    }


def mark(**coding: Any) -> Mark:
    (only,) = marks("glow", {"doe2020": study(**coding)})
    return only


def text(parts: Element | list[Element]) -> str:
    return "".join("".join(part.itertext()) + "\n" for part in parts)


def rows(shown: list[Mark]) -> dict[str, list[str]]:
    """The names of the marks in each row that is shown."""
    return {
        line[0].text or "": [link.get("aria-label", "") for link in line.iter("a")]
        for part in picture.picture(shown)
        for line in part.iter("div")
    }


@pytest.mark.parametrize(
    ("coding", "row"),
    [
        ({}, "Face, by hand"),
        ({"means": "tool"}, "Face, otherwise"),
        ({"means": "not stated", "kind": "other"}, "Face, otherwise"),
        ({"place": "body"}, "Elsewhere"),
        ({"kind": "laboratory", "place": "none"}, "Laboratory"),
        ({"place": "sample"}, "Laboratory"),
        ({"place": "animal"}, "Laboratory"),
        ({"kind": "review"}, "Reviews"),
        ({"kind": "review", "place": "none"}, "Reviews"),
        ({"kind": "advice"}, ""),
        ({"kind": "other", "place": "none"}, ""),
    ],
)
def test_a_row_tells_how_near_a_study_comes(coding: dict[str, str], row: str) -> None:
    assert mark(**coding).row == row


def test_what_an_outcome_says_itself_wins() -> None:
    own = {"result": "mixed", "number": 7, "kind": "laboratory", "place": "sample"}
    only = mark(outcomes={"glow": own, "other": {"result": "for"}})
    assert (only.result, only.number, only.row) == ("mixed", 7, "Laboratory")


def test_a_study_without_an_outcome_for_the_claim_is_not_drawn() -> None:
    assert marks("glow", {"a": study(outcomes={"other": {"result": "for"}})}) == []


def test_area_is_in_proportion_to_the_number_of_people() -> None:
    people = [FEW, (FEW + MANY) // 2, MANY]
    areas = [mark(number=number).side ** 2 / number for number in people]
    assert areas == pytest.approx([SMALLEST**2 / FEW] * 3, rel=0.01)


@pytest.mark.parametrize("number", [0, 1, FEW, 40_000, None])
def test_any_number_gives_a_mark_within_bounds(number: int | None) -> None:
    shown = mark(number=number)
    assert SMALLEST <= shown.side <= math.ceil(SMALLEST * math.sqrt(MANY / FEW))
    (link,) = (link for part in picture.picture([shown]) for link in part.iter("a"))
    (sign,) = link
    assert sign.get("width") == sign.get("height") == f"{shown.side:g}"
    assert ("dashed" in sign.get("class", "").split()) == (number is None)


@pytest.mark.parametrize(
    ("coding", "name"),
    [
        ({}, "Doe 2020: supports it, 20 people"),
        ({"number": 1}, "Doe 2020: supports it, 1 person"),
        ({"number": 0}, "Doe 2020: supports it, 0 people"),
        ({"number": 40_000}, "Doe 2020: supports it, 40,000 people"),
        ({"number": None}, "Doe 2020: supports it, number of people not stated"),
        ({"kind": "review", "trials": 3}, "Doe 2020: supports it, review of 3 trials, 20 people"),
        ({"kind": "review"}, "Doe 2020: supports it, review, 20 people"),
        ({"name": "O'Hara <2020>"}, "O'Hara <2020>: supports it, 20 people"),
    ],
)
def test_a_mark_says_in_words_what_it_shows(coding: dict[str, Any], name: str) -> None:
    assert rows([mark(**coding)])[mark(**coding).row] == [name]


@pytest.mark.parametrize("kind", ["trial", "review"])
def test_each_result_has_a_shape_of_its_own(kind: str) -> None:
    drawn = set()
    for result in RESULTS:
        shown = mark(kind=kind, outcomes={"glow": {"result": result}})
        (sign,) = (svg for part in picture.picture([shown]) for svg in part.iter("svg"))
        drawn.add(tuple(path.get("d") for path in sign))
    assert len(drawn) == len(RESULTS)


def test_rows_without_a_study_are_left_out_but_not_the_one_by_hand() -> None:
    shown = rows([mark(place="body"), mark(kind="review")])
    assert list(shown) == [ROWS[0], "Elsewhere", "Reviews"]
    assert shown[ROWS[0]] == []


def test_a_mark_leads_to_its_study() -> None:
    (link,) = (link for part in picture.picture([mark()]) for link in part.iter("a"))
    assert link.get("href") == "glow.md#doe2020"


def test_a_claim_without_studies_says_so() -> None:
    assert [part.tag for part in picture.picture([])] == ["p"]
    assert "No study" in text(list(picture.picture([])))
    assert picture.key([]) is None


def test_fifteen_studies_are_counted_and_all_drawn() -> None:
    shown = marks("glow", {f"doe{year}": study(f"Doe {year}") for year in range(2000, 2015)})
    assert len(rows(shown)["Face, by hand"]) == len(shown)
    assert "15 studies (300 people). All 15 support it." in text(list(picture.picture(shown)))


@pytest.mark.parametrize(
    ("codings", "said"),
    [
        ([{}], "1 study (20 people): supports it."),
        ([{"number": None}] * 2, "2 studies (number not stated in 2). All 2 support it."),
        ([{}, {"number": None}], "2 studies (20 people; number not stated in 1)"),
        ([{}, {"kind": "review"}], "1 study (20 people) and 1 review. All 2 support it."),
        ([{"kind": "review"}] * 2, "2 reviews. All 2 support it."),
        (
            [{}, {"outcomes": {"glow": {"result": "mixed"}}}, {"kind": "advice"}],
            "2 studies (40 people). 1 supports it, 1 is mixed.",
        ),
    ],
)
def test_a_sentence_says_what_is_to_be_seen(codings: list[dict[str, Any]], said: str) -> None:
    assert text(list(picture.picture([mark(**coding) for coding in codings]))).startswith(said)


def test_what_gets_no_mark_stands_in_a_sentence() -> None:
    shown = [mark(name=name, kind="advice") for name in ("A", "B*", "C")]
    *_, rest = picture.picture(shown)
    assert "".join(rest.itertext()).endswith(": A, B* and C.")
    assert rows(shown) == {}


def test_the_key_explains_the_signs_that_occur_and_no_other() -> None:
    plain = picture.key([mark()])
    assert plain is not None
    assert [item.find("svg") is not None for item in plain.iter("li")] == [True]
    every = [mark(outcomes={"glow": {"result": result}}) for result in RESULTS]
    full = picture.key([*every, mark(kind="review", number=None), mark(means="tool")])
    assert full is not None
    assert len(list(full.iter("li"))) == len(RESULTS) + 2
    assert all(words[0] in text(full) for words in RESULTS.values())
