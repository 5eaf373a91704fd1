"""The data file for studies, read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

# The project's own file: where PyYAML's C parser is there, it reads it in a tenth of the time.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

PATH = Path(__file__).parents[1] / "evidence.yml"


@dataclass(frozen=True)
class Study:
    """A study, or a page of advice.

    Attributes:
        id: what pages name it by; its anchor on them, too.
        name: what it is called in a sentence.
        page: the page, without its suffix, that holds its details.
        title, authors, journal, year, volume, pages: the record, as far as it was seen.
        doi: without the address of a resolver.
        url: where it can be read.
        people, how, found, limits, funding: its details, in plain words.
        partly_read: whether part of the record was not seen.
        not_used: why it is not used; empty if it is.
    """

    id: str
    name: str
    page: str
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

    @property
    def link(self) -> str:
        """The address to print: the DOI's, which outlives a site's own, where there is one."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


@dataclass(frozen=True)
class Badge:
    """A claim, and how strong the evidence for it is: one of the data file's strengths."""

    claim: str
    strength: str


@dataclass(frozen=True)
class Evidence:
    """All that may be cited.

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


def parse_evidence(source: str) -> Evidence:
    """Return what a data file says. `check_pages` says what is wrong with one that is broken.

    Raises:
        yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError: it is broken.
    """
    data: dict[str, Any] = yaml.load(source, Loader=_LOADER)
    return Evidence(
        checked=_day(data["checked"]),
        due=_day(data["due"]),
        strengths=data["strengths"],
        badges={
            page: [Badge(**badge) for badge in badges] for page, badges in data["badges"].items()
        },
        studies={id_: Study(id=id_, **study) for id_, study in data["studies"].items()},
    )


@cache
def evidence() -> Evidence:
    """Return the project's own evidence.

    Raises:
        OSError: the data file can't be read.
        yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError: it is broken.
    """
    return parse_evidence(PATH.read_text("utf-8"))


def _day(value: object) -> date:
    if not isinstance(value, date):
        return date.fromisoformat(str(value))
    return value
