"""What pages take from the data file and the menu, made by the macros of `parts.html`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from jinja2 import Environment, FileSystemLoader
from jinja2.environment import TemplateModule

from website import picture

# What pages are rendered with in a preview while the data file is broken.
NOTHING: Mapping[str, Any] = {"checked": "1970-01-01", "due": "1970-01-01"} | {
    name: {} for name in ("strengths", "badges", "studies")
}


class MenuPage(NamedTuple):
    """A page as the menu names it.

    Attributes:
        title: its title in the menu.
        path: its file, below the folder of the pages.
        meta: its front matter.
    """

    title: str
    path: str
    meta: Mapping[str, Any]


def macros(evidence: Mapping[str, Any], menu: Sequence[MenuPage]) -> TemplateModule:
    """Return the macros for a data file that fits `evidence.schema.json`, and the pages."""
    env = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"link": link, "marks": partial(picture.marks, studies=evidence["studies"])}
    known = {name: getattr(picture, name) for name in dir(picture)}
    return env.get_template("parts.html").make_module(known | {"evidence": evidence, "menu": menu})


def elements(html: str) -> list[Element]:
    """Return HTML, written as XML, as elements without the blanks between its lines."""
    root = ElementTree.fromstring(f"<div>{html}</div>")
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
