"""What the data file contradicts that its schema can't see: itself, the calendar, the pages."""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from website.citations import claims_in
from website.findings import Finding, meant
from website.picture import MEANS, PLACES, marks
from website.schema import Document, Steps
from website.strength import strength

RECORD = ("people", "how", "found", "limits", "funding")  # what is told of a study
NUMBER = re.compile(r"(?<![\w/.])\d++(?:[.,]\d++)*+(?![\w\ufe0f\u20e3])")


def check_records(
    evidence: Document, shown: Mapping[str, list[list[str]]], today: str
) -> Iterator[Finding]:
    """Yield what is wrong with a data file that fits its schema.

    `shown` has the words of each name on a page, by the page's own name. On a day `today` (ISO
    8601), evidence that is due to be checked again is named.
    """
    yield from _days(evidence, today)
    # While records are wrong, strengths can't be judged.
    yield from [*_studies(evidence)] or _claims(evidence)
    data = evidence.data
    wanted: list[tuple[str, str, str, Steps]] = [
        (page, "badges", page, ("badges", page)) for page in data["badges"]
    ]
    for id_, study in data["studies"].items():
        if "page" in study:
            wanted.append((study["page"], "studies", id_, ("studies", id_, "page")))
    for page, what, word, steps in wanted:
        if page not in shown:
            yield evidence.finding(f"there is no page '{page}'{meant(page, shown)}", *steps)
        elif not any(words[0] == what and word in words for words in shown[page]):
            message = f"page '{page}' does not show this: write '[@{what} {word}]' there"
            yield evidence.finding(message, *steps)


def _days(evidence: Document, today: str) -> Iterator[Finding]:
    checked, due = evidence.data["checked"], evidence.data["due"]
    if due <= checked:
        yield evidence.finding("due: write a day twelve months after the check", "due")
    if due > f"{int(checked[:4]) + 2}{checked[4:]}":
        remedy = "write a day twelve months after it"
        yield evidence.finding(f"due: more than two years after the check: {remedy}", "due")
    if today and checked > today:
        message = "checked: this day is yet to come: write the day of the last check"
        yield evidence.finding(message, "checked")
    if today and due <= today:
        remedy = "search again, correct what has changed, and write both dates"
        message = f"the evidence was due to be checked again on {due}: {remedy}"
        yield evidence.finding(message, "due")


def _studies(evidence: Document) -> Iterator[Finding]:
    """Yield what a study's record contradicts: the claims, the calendar, itself or another."""
    data, dois = evidence.data, dict[str, str]()
    claims = claims_in(data)
    for id_, study in data["studies"].items():
        at = ("studies", id_)
        doi = study.get("doi", id_).lower()
        if doi in dois:
            message = f"'{dois[doi]}' has this DOI too: name a study once"
            yield evidence.finding(message, *at, "doi")
        dois[doi] = id_
        if study.get("year", 0) > int(data["checked"][:4]):
            message = "this year is yet to come: write the year it appeared"
            yield evidence.finding(message, *at, "year")
        if "page" not in study:
            continue
        begins = re.match(r"[\d,]+(?= )", study["short"])
        short = int(begins[0].replace(",", "")) if begins else None
        for key, number in (("coding", study["coding"].get("number")), ("short", short)):
            if not _tells(study["people"], number):
                message = f"{key}: {number} is not in 'people': correct the wrong one"
                yield evidence.finding(message, *at, key)
        outcomes = study.get("outcomes", {})
        coded: dict[Steps, dict[str, str]] = {(*at, "coding"): study["coding"]}
        coded |= {(*at, "outcomes", claim): outcome for claim, outcome in outcomes.items()}
        for steps, coding in coded.items():
            for key, others in (("place", PLACES), ("means", MEANS)):
                word, known = coding.get(key, data[key]), (data[key], *others)
                if word not in known:
                    message = f"{key}: '{word}' won't do{meant(word, known)}"
                    yield evidence.finding(f"{message}: write {', '.join(known)}", *steps, key)
        record = " ".join(study[key] for key in (*RECORD, "short"))
        for claim, outcome in outcomes.items():
            steps = (*at, "outcomes", claim)
            if claim not in claims:
                message = f"no claim has the id '{claim}'{meant(claim, claims)}"
                yield evidence.finding(message, *steps)
            if not _tells(record, outcome.get("number")):
                message = f"{outcome['number']} is not in the study's record"
                yield evidence.finding(f"{message}: correct the wrong one", *steps)


def _claims(evidence: Document) -> Iterator[Finding]:
    """Yield claims that stand twice, and strengths that do not follow from the studies."""
    data, seen = evidence.data, set[str]()
    for page, claims in data["badges"].items():
        for place, claim in enumerate(claims):
            at = ("badges", page, place)
            id_, given = claim["id"], claim["strength"]
            follows, why = strength(marks(id_, data))
            if id_ in seen:
                message = f"the claim '{id_}' stands here for the second time: name it once"
                yield evidence.finding(message, *at, "id")
            elif given not in data["strengths"]:
                message = f"there is no strength '{given}'{meant(given, data['strengths'])}"
                yield evidence.finding(message, *at, "strength")
            elif given != follows and "because" not in claim:
                message = f"{id_}: '{given}' here, '{follows}' by its studies: {why}"
                remedy = f"write '{follows}', or say 'because: …' below it"
                yield evidence.finding(f"{message}: {remedy}", *at, "strength")
            elif given == follows and "because" in claim:
                message = f"{id_}: '{given}' follows from its studies: take 'because' out"
                yield evidence.finding(message, *at, "because")
            seen.add(id_)


def _tells(words: str, number: int | None) -> bool:
    """Return whether words tell a number: it stands there, or is the sum or product of two."""
    told = [int(n) for n in NUMBER.findall(words.replace(",", "")) if n.isdigit()]
    made = {n for a, b in combinations(told, 2) for n in (a + b, a * b)}
    return number in {None, *told, *made} or not told
