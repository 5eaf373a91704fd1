"""What research shows: the data file `docs/evidence.yml` as objects."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Study:
    """A study, or a page of advice.

    Attributes:
        id: what pages name it by; its anchor on them, too.
        name: what it is called in a sentence.
        short: the study in one line.
        page: the page, without its suffix, that holds its details.
        title, authors, journal, year, volume, pages: the record, as far as it was seen.
        doi: without the address of a resolver.
        url: where it can be read.
        people, how, found, limits, funding: its details, in plain words.
        partly_read: whether part of the record was not seen.
        not_used: why it is not used; empty if it is.
        coding: its kind, place and means, and the numbers of people and trials that are stated.
        outcomes: by the id of a claim: the result, and what differs from `coding` for it.
    """

    id: str
    name: str
    page: str
    short: str
    coding: Mapping[str, Any]
    title: str
    url: str
    people: str
    how: str
    found: str
    limits: str
    funding: str
    authors: str = ""
    journal: str = ""
    year: int | None = None
    volume: str = ""
    pages: str = ""
    doi: str = ""
    partly_read: bool = False
    not_used: str = ""
    outcomes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def link(self) -> str:
        """The address to print: the DOI's, which outlives a site's own, where there is one."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


@dataclass(frozen=True)
class Badge:
    """A claim, and how strong the evidence for it is: one of the data file's strengths."""

    id: str
    claim: str
    strength: str


@dataclass(frozen=True)
class Evidence:
    """All that pages may cite.

    Attributes:
        checked: the day on which the evidence was last checked.
        due: the day on which it is to be checked again.
        strengths: what each strength means.
        badges: those of each page, by its name without the suffix.
        studies: by their ids, those that are not used among them.
    """

    checked: date
    due: date
    strengths: Mapping[str, str]
    badges: Mapping[str, Sequence[Badge]]
    studies: Mapping[str, Study]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Evidence:
        """Return what a data file says that fits `evidence.schema.json`."""
        return cls(
            checked=date.fromisoformat(str(data["checked"])),
            due=date.fromisoformat(str(data["due"])),
            strengths=data["strengths"],
            badges={
                page: [Badge(**badge) for badge in row] for page, row in data["badges"].items()
            },
            studies={id_: Study(id=id_, **study) for id_, study in data["studies"].items()},
        )

    def citations_in(self, html: str) -> list[dict[str, str]]:
        """Return the studies that a page shows or cites, as schema.org's `citation` has them."""
        found = re.findall(r'<h3 id="([^"]+)"|class="cite" href="[^"]*#([^"]+)"', html)
        ids = {id_ for pair in found for id_ in pair}
        return [
            {"@type": "CreativeWork", "name": study.title, "url": study.link}
            for study in self.studies.values()
            if study.id in ids and not study.not_used
        ]


# What pages are rendered with in a preview while the data file is broken.
NOTHING = Evidence(date(1970, 1, 1), date(1970, 1, 1), {}, {}, {})
