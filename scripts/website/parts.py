"""What pages take from the data file and the menu, made by the macros of `parts.html`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from jinja2 import Environment, FileSystemLoader

from website import picture

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

# What pages are rendered with in a preview while the data file is broken.
NOTHING: Mapping[str, Any] = {"checked": "1970-01-01", "due": "1970-01-01"} | {
    name: {} for name in ("strengths", "badges", "studies")
}


class Parts:
    """The macros, for a data file that fits `evidence.schema.json` and the pages of the menu."""

    def __init__(self, evidence: Mapping[str, Any], menu: Sequence[Page]) -> None:
        """Take what they are made from."""
        self._evidence = evidence
        env = Environment(
            loader=FileSystemLoader(Path(__file__).parent),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        env.filters |= {"link": link, "marks": partial(picture.marks, studies=evidence["studies"])}
        env.globals |= vars(picture) | {"evidence": evidence, "menu": menu}
        self._macros = env.get_template("parts.html").module

    def named(self, what: str, *ids: str) -> list[Element] | None:
        """Return what a name in a paragraph of its own stands for; None if it is not known."""
        if what in ("badges", "studies") and ids:
            known = self._evidence[what].keys() >= set(ids) and (what == "studies" or len(ids) == 1)
        else:
            known = what in ("badges", "lists", "strengths", "not-used", "pages") and not ids
        return self.made(what.replace("-", "_"), *ids) if known else None

    def made(self, macro: str, *values: object) -> list[Element]:
        """Return what a macro makes, without the blanks between its lines."""
        root = ElementTree.fromstring(f"<div>{getattr(self._macros, macro)(*values)}</div>")
        for node in root.iter():
            node.text, node.tail = (
                text.strip() or None if text and "\n" in text else text
                for text in (node.text, node.tail)
            )
        return list(root)


def link(study: Mapping[str, Any]) -> str:
    """Return a study's address: the DOI's, which outlives a site's own, where there is one."""
    return f"https://doi.org/{study['doi']}" if "doi" in study else str(study["url"])


def citations_in(html: str, studies: Mapping[str, Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return the studies that a page shows or cites, as schema.org's `citation` has them."""
    found = re.findall(r'<h3 id="([^"]+)"|class="cite" href="[^"]*#([^"]+)"', html)
    ids = {id_ for pair in found for id_ in pair}
    return [
        {"@type": "CreativeWork", "name": study["title"], "url": link(study)}
        for id_, study in studies.items()
        if id_ in ids and "not_used" not in study
    ]
