"""Contradictions that the schema can't catch: in the data file, with the calendar and the pages."""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from website.citations import claims_in
from website.findings import Finding, meant
from website.marks import MEANS, PLACES, marks, strength
from website.schema import Document, Fault, Steps

RECORD = ("people", "how", "found", "limits", "funding")  # what is said of a study
NUMBER = re.compile(r"(?<![\w/.])\d++(?:[.,]\d++)*+(?![\w\ufe0f\u20e3])")


def check_records(
    evidence: Document, shown: Mapping[str, list[list[str]]], today: str
) -> list[Finding]:
    """Return what is wrong with a data file that fits its schema.

    `shown` has the words of each name on a page, by the page's own name. On a day `today` (ISO
    8601), evidence that is due to be checked again is named.
    """
    data = evidence.data
    # While records are wrong, strengths can't be judged.
    faults = list(_studies(data)) or list(_claims(data))
    faults += [*_days(data, today), *_pages(data, shown)]
    return [evidence.finding(message, *steps) for steps, message in faults]


def _days(data: Mapping[str, Any], today: str) -> Iterator[Fault]:
    checked, due = data["checked"], data["due"]
    twelve = "write a day twelve months after"
    if due <= checked:
        yield ("due",), f"due: {twelve} the check"
    if due > f"{int(checked[:4]) + 2}{checked[4:]}":
        yield ("due",), f"due: more than two years after the check: {twelve} it"
    if today and checked > today:
        yield ("checked",), "checked: this day is yet to come: write the day of the last check"
    if today and due <= today:
        remedy = "search again, correct what has changed, and write both dates"
        yield ("due",), f"the evidence was due to be checked again on {due}: {remedy}"


def _studies(data: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what a study's record contradicts: the claims, the calendar, itself or another."""
    claims, dois = claims_in(data), dict[str, str]()
    places = {"place": (data["place"], *PLACES), "means": (data["means"], *MEANS)}
    for id_, study in data["studies"].items():
        at, doi = ("studies", id_), study.get("doi", id_).lower()
        if doi in dois:
            yield (*at, "doi"), f"'{dois[doi]}' has this DOI too: name a study once"
        dois[doi] = id_
        if study.get("year", 0) > int(data["checked"][:4]):
            yield (*at, "year"), "this year is yet to come: write the year it appeared"
        if "page" not in study:
            continue
        begins = re.match(r"[\d,]+(?= )", study["short"])
        short = int(begins[0].replace(",", "")) if begins else None
        for key, number in (("coding", study["coding"].get("number")), ("short", short)):
            if not _tells(study["people"], number):
                yield (*at, key), f"{key}: {number} is not in 'people': correct the wrong one"
        record = " ".join(study[key] for key in (*RECORD, "short"))
        coded: dict[Steps, Mapping[str, Any]] = {(*at, "coding"): study["coding"]}
        for claim, outcome in study.get("outcomes", {}).items():
            steps: Steps = (*at, "outcomes", claim)
            number = outcome.get("number")
            coded[steps] = outcome
            if claim not in claims:
                yield steps, f"no claim has the id '{claim}'{meant(claim, claims)}"
            if not _tells(record, number):
                yield steps, f"{number} is not in the study's record: correct the wrong one"
        for steps, coding in coded.items():
            for key, known in places.items():
                if (word := coding.get(key, data[key])) not in known:
                    message = f"{key}: '{word}' won't do{meant(word, known)}"
                    yield (*steps, key), f"{message}: write {', '.join(known)}"


def _claims(data: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield claims that are there twice, and strengths that do not follow from the studies."""
    strengths, seen = data["strengths"], set[str]()
    for page, claims in data["badges"].items():
        for place, claim in enumerate(claims):
            at = ("badges", page, place)
            id_, given = claim["id"], claim["strength"]
            follows, why = strength(marks(id_, data), strengths)
            here = f"{id_}: '{given}'"
            if id_ in seen:
                message = f"the claim '{id_}' is here twice: name it once"
                yield (*at, "id"), message
            elif given not in strengths:
                yield (*at, "strength"), f"there is no strength '{given}'{meant(given, strengths)}"
            elif given != follows and "because" not in claim:
                remedy = f"write '{follows}', or say 'because: …' below it"
                message = f"{here} here, '{follows}' by its studies: {why}: {remedy}"
                yield (*at, "strength"), message
            elif given == follows and "because" in claim:
                yield (*at, "because"), f"{here} follows from its studies: take 'because' out"
            seen.add(id_)


def _pages(data: Mapping[str, Any], shown: Mapping[str, list[list[str]]]) -> Iterator[Fault]:
    """Yield what names a page that does not exist, or that does not show it."""
    pages: dict[Steps, str] = {("badges", page): page for page in data["badges"]}
    for id_, study in data["studies"].items():
        pages |= {("studies", id_, "page"): study["page"]} if "page" in study else {}
    for steps, page in pages.items():
        what, word, *_ = steps
        if page not in shown:
            yield steps, f"there is no page '{page}'{meant(page, shown)}"
        elif not any(words[0] == what and word in words for words in shown[page]):
            yield steps, f"page '{page}' does not show this: write '[@{what} {word}]' there"


def _tells(words: str, number: int | None) -> bool:
    """Return whether words give a number: it is there, or is the sum or product of two."""
    told = [int(n) for n in NUMBER.findall(words.replace(",", "")) if n.isdigit()]
    made = {n for a, b in combinations(told, 2) for n in (a + b, a * b)}
    return number in {None, *told, *made} or not told
