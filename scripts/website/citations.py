"""A Markdown extension: what a page takes from the data file and the menu, named as `[@…]`.

In a sentence:

    [@miyaji2018]           the study's name, linked to its details
    [@checked] [@due]       the day of the last check, and of the next

In a paragraph of its own:

    [@badges circulation]   a page's claims: how strong the evidence is, and its picture
    [@badges]               those of all pages
    [@studies ID ID …]      a line for each study, which opens to its details
    [@lists]                for each page a line, which opens to the names of the studies it holds
    [@strengths]            what the strengths mean
    [@not-used]             what was looked at and not used
    [@pages]                all pages but the first, with their claims, in the order of the menu

A name that is not known stays as it is written: `checks` says where, and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from website.parts import MenuPage, elements, macros

if TYPE_CHECKING:
    from markdown import Markdown

# The whole of a name; its first word says what it is. Commas between the words say nothing.
NAME = r"\[@([\w-]+(?:,?\s+[\w-]+)*)\]"


def words_in(name: str) -> list[str]:
    """Return the words that stand in a name's brackets."""
    return name.replace(",", " ").split()


class InSentences(InlineProcessor):
    """Renders a name in a sentence.

    Args:
        evidence: the data file.
    """

    def __init__(self, evidence: Mapping[str, Any]) -> None:
        """Take what names stand for."""
        super().__init__(NAME)
        self._evidence = evidence

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Python-Markdown's name)
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element, int, int] | tuple[None, None, None]:
        """Return what a name stands for and its place, or nothing if it is not known."""
        name, study = m[1], self._evidence["studies"].get(m[1])
        if name in ("checked", "due"):
            day = date.fromisoformat(self._evidence[name])
            node = Element("time", {"class": name, "datetime": day.isoformat()})
            node.text = AtomicString(f"{day.day} {day:%B %Y}")
        elif study:
            node = Element("a", {"class": "cite", "href": f"{study['page']}.md#{name}"})
            node.text = AtomicString(study["name"])
        else:
            return None, None, None
        return node, m.start(0), m.end(0)


class InParagraphs(Treeprocessor):
    """Renders a name that is a paragraph of its own.

    Args:
        evidence: the data file.
        menu: the pages, in the order of the menu.
    """

    def __init__(self, md: Markdown, evidence: Mapping[str, Any], menu: Sequence[MenuPage]) -> None:
        """Take what names stand for."""
        super().__init__(md)
        self._evidence, self._macros = evidence, macros(evidence, menu)

    def run(self, root: Element) -> None:
        """Put what names stand for in their place."""
        for parent in list(root.iter()):
            for place, node in reversed([*enumerate(parent)]):
                name = re.fullmatch(NAME, (node.text or "").strip())
                if node.tag == "p" and name and not len(node) and self._knows(*words_in(name[1])):
                    macro, *ids = words_in(name[1])
                    html = getattr(self._macros, macro.replace("-", "_"))(*ids)
                    parent[place : place + 1] = elements(html)
        # A citation leads to the details on its own page, if they stand there too.
        here = {node.get("id") for node in root.iter("h3")}
        for link in root.iter("a"):
            _, _, id_ = link.get("href", "").partition("#")
            if link.get("class") in ("cite", "mark") and id_ in here:
                link.set("href", f"#{id_}")

    def _knows(self, what: str, *ids: str) -> bool:
        if what == "badges":
            return not ids or (len(ids) == 1 and ids[0] in self._evidence["badges"])
        if what == "studies":
            return bool(ids) and self._evidence["studies"].keys() >= set(ids)
        return what in ("lists", "strengths", "not-used", "pages") and not ids
