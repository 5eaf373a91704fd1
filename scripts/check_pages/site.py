"""All pages together, and the data file for studies."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import PurePath
from typing import NamedTuple

from check_pages.drawings import check_drawings
from check_pages.facts import check_against_pages, check_facts
from check_pages.findings import Finding, at_offsets
from check_pages.nav import check_nav
from check_pages.page import check_page
from check_pages.spam import check_language, check_spam
from evidence.data import Evidence
from strip_spam.find import Finder


class Text(NamedTuple):
    """A file's path, as the findings name it, and its text."""

    path: str
    text: str


class Sources(NamedTuple):
    """What a site is made of.

    Attributes:
        pages: the text of each page, by its path.
        drawings: the text of each drawing, by its path.
        files: the paths of all files of the site.
        facts: the data file for studies.
        config: MkDocs' configuration, if the menu is to be checked.
        matcher: what finds spam, if it is to be looked for beside the pages.
    """

    pages: Mapping[str, str]
    drawings: Mapping[str, str]
    files: Collection[str]
    facts: Text
    config: Text | None = None
    matcher: Finder | None = None


def check_site(sources: Sources) -> tuple[Evidence | None, list[Finding]]:
    """Check the sources of a site.

    Returns:
        What the data file says, None where it is broken, and every mistake, by file and line.
    """
    pages = sources.pages
    known, found = check_facts(*sources.facts)
    home = os.path.commonpath([os.path.dirname(path) for path in pages]) if pages else ""
    for path in pages:
        found += check_page(path, pages, known, sources.files)
        if os.path.dirname(path) != home:
            found.append(Finding(path, 1, 1, f"a page in a folder: put it directly into {home}"))
    found += check_drawings(sources.drawings)
    if sources.matcher:
        for path, text in pages.items():
            found += at_offsets(path, text, check_language(text, sources.matcher))
        beside = [*sources.drawings.items(), sources.facts, *filter(None, [sources.config])]
        for path, text in beside:
            found += at_offsets(path, text, check_spam(text, sources.matcher))
    if sources.config:
        found += check_nav(*sources.config, pages, home)
    if known:
        by_name = {PurePath(path).stem: text for path, text in pages.items()}
        found += check_against_pages(*sources.facts, known, by_name)
    return known, sorted(found)
