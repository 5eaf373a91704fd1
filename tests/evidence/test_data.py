"""The data file says what the evidence it was made from says, number by number."""

import json
import re
from datetime import date
from typing import Any

import pytest

from conftest import ROOT
from evidence.data import Study, evidence, parse_evidence

SOURCE: dict[str, Any] = json.loads((ROOT / "tests/data/evidence.json").read_text("utf-8"))
STUDIES: dict[str, dict[str, Any]] = {study["id"]: study for study in SOURCE["studies"]}
WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "fourfold": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10", "fifteen": "15", "thirty-seven": "37",
    "sixty": "60",
}  # fmt: skip


def numbers(text: str) -> set[str]:
    """Return the numbers in a text, those written as words too."""
    digits = re.findall(r"\d+(?:[.,]\d+)*", text)
    spelled = re.findall(r"[a-z]+(?:-[a-z]+)?", text.lower())
    return {*digits, *(WORDS[word] for word in spelled if word in WORDS)}


def told(study: Study) -> str:
    return " ".join((study.people, study.how, study.found, study.limits, study.funding))


def test_every_study_is_there() -> None:
    assert STUDIES.keys() <= evidence().studies.keys(), "an editor may add one, and drop none"


@pytest.mark.parametrize("id_", STUDIES)
def test_a_study_s_record_is_that_of_the_evidence(id_: str) -> None:
    study, source = evidence().studies[id_], STUDIES[id_]
    for key, value in source["citation"].items():
        assert getattr(study, key) == (value or type(getattr(study, key))()), key
    assert bool(study.not_used) == (source["use"] == "no")
    assert study.partly_read == (source["status"] == "partial")


@pytest.mark.parametrize("id_", STUDIES)
def test_a_study_s_numbers_are_those_of_the_evidence(id_: str) -> None:
    known = numbers(json.dumps(STUDIES[id_], ensure_ascii=False))
    assert numbers(re.sub(r"\b([Oo]ne|two)\b", "", told(evidence().studies[id_]))) <= known


@pytest.mark.parametrize("id_", STUDIES)
def test_what_is_told_of_a_study_is_plain(id_: str) -> None:
    sentences = re.split(r"(?<=[.!?])”?\s+", told(evidence().studies[id_]))
    assert [sentence for sentence in sentences if len(sentence.split()) > 22] == []


def test_funding_is_said_where_the_evidence_says_it_and_nowhere_else() -> None:
    interest = re.compile(r"fund|company|staff|clinic\b|L'Oréal study|Kosé|interest", re.IGNORECASE)
    stated = {id_ for id_, study in evidence().studies.items() if study.funding != "Not stated."}
    known = {id_ for id_ in STUDIES if interest.search(STUDIES[id_]["limits"])}
    assert stated & STUDIES.keys() == known


def test_strengths_and_badges_are_those_of_the_evidence() -> None:
    assert evidence().strengths == SOURCE["strengths"]
    badges = [
        {"page": page, "claim": badge.claim, "strength": badge.strength}
        for page, badges in evidence().badges.items()
        for badge in badges
    ]
    pages = {badge["page"] for badge in SOURCE["badges"]}
    told = [badge for badge in badges if badge["page"] in pages]
    assert sorted(told, key=str) == sorted(SOURCE["badges"], key=str)


def test_the_next_check_is_due_twelve_months_after_the_last() -> None:
    known = evidence()
    assert f"checked {known.checked}" in SOURCE["read_me"]
    assert known.due == date(known.checked.year + 1, known.checked.month, known.checked.day)


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="soon"):
        parse_evidence("checked: soon")
