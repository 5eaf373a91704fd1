"""All pages together, and the data file for studies."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import PurePath

from check_pages.facts import check_against_pages, check_facts
from check_pages.findings import Finding
from check_pages.page import check_page
from evidence.data import Evidence


def check_site(
    pages: Mapping[str, str], files: Collection[str], facts_path: str, facts: str
) -> tuple[Evidence | None, list[Finding]]:
    """Check the sources of a site.

    Args:
        pages: the text of each page, by its path.
        files: the paths of all files of the site.
        facts_path: the data file, as the findings name it.
        facts: its text.

    Returns:
        What the data file says, None where it is broken, and every mistake, by file and line.
    """
    known, found = check_facts(facts_path, facts)
    home = os.path.commonpath([os.path.dirname(path) for path in pages]) if pages else ""
    for path, text in pages.items():
        found += check_page(path, text, known, files)
        if os.path.dirname(path) != home:
            found.append(Finding(path, 1, 1, f"a page in a folder: put it directly into {home}"))
    if known:
        by_name = {PurePath(path).stem: text for path, text in pages.items()}
        found += check_against_pages(facts_path, facts, known, by_name)
    return known, sorted(found)
