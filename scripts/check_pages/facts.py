"""The data file for studies: whether it is sound, and whether its check is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import yaml

from check_pages.findings import Finding, at_node, instead
from check_pages.schema import check_yaml, node_at, read_schema
from evidence.data import Evidence, parse_evidence
from evidence.naming import names


def check_facts(path: str, source: str) -> tuple[Evidence | None, list[Finding]]:
    """Check a data file by itself.

    Returns:
        What it says, None where it is broken, and what is wrong with it.
    """
    root, found = check_yaml(path, source, read_schema("evidence.schema.json"))
    if found:
        return None, found
    known = parse_evidence(source)
    if known.due <= known.checked:
        message = f"{known.due} is not after the day of the check: write the day twelve months on"
        found = [at_node(path, node_at(root, ["due"]), message)]
    return known, found


def check_against_pages(
    path: str, source: str, known: Evidence, pages: Mapping[str, str]
) -> list[Finding]:
    """Check that pages show what a sound data file says of them.

    Args:
        path: the data file.
        source: its text.
        known: what it says.
        pages: the text of each page, by its name without the suffix.
    """
    root = yaml.compose(source, Loader=yaml.SafeLoader)
    shown = {
        (page, *pair)
        for page, text in pages.items()
        for name in names(text)
        for pair in ((name.words[0], word) for word in name.words[1:])
    }
    found = []

    def report(steps: Sequence[str | int], message: str) -> None:
        found.append(at_node(path, node_at(root, steps), message))

    listed = {page for _, what, page in shown if what == "list"}
    for page in known.badges:
        if page not in pages:
            report(["badges", page], f"there is no page '{page}': {instead(page, pages)}")
        elif (page, "badges", page) not in shown:
            report(
                ["badges", page],
                f"page '{page}' does not show them: write '[@badges {page}]' there",
            )
    for id_, study in known.studies.items():
        page, place = study.page, ["studies", id_, "page"]
        if page not in pages:
            report(place, f"there is no page '{page}': {instead(page, pages)}")
        elif study.not_used:
            continue
        elif (page, "studies", id_) not in shown:
            missing = f"write '[@studies {id_}]' there"
            report(place, f"page '{page}' does not show its details: {missing}")
        elif page not in listed:
            missing = f"write '[@list {page}]' in evidence.md"
            report(place, f"no page lists the studies of '{page}': {missing}")
    return found


def overdue(path: str, source: str, known: Evidence, today: date) -> list[Finding]:
    """Say that the evidence is due, from that day on."""
    if today < known.due:
        return []
    node = node_at(yaml.compose(source, Loader=yaml.SafeLoader), ["due"])
    message = (
        f"the evidence was due to be checked again on {known.due}: "
        "search anew, mend what has changed, and write both dates"
    )
    return [at_node(path, node, message, kind="warning", rule="due")]
