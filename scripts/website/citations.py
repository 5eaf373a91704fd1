"""What a page takes from the data file and the menu, named as `[@…]`.

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
from collections.abc import Mapping
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from website.parts import Parts

# The whole of a name; its first word says what it is. Commas between the words say nothing.
NAME = r"\[@([\w-]+(?:,?\s+[\w-]+)*)\]"


def words_in(name: str) -> list[str]:
    """Return the words that stand in a name's brackets."""
    return name.replace(",", " ").split()


class InSentences(InlineProcessor):
    """Renders a name in a sentence."""

    def __init__(self, evidence: Mapping[str, Any]) -> None:
        """Take the data file."""
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


def fill(root: Element, parts: Parts) -> None:
    """Put what the names in paragraphs of their own stand for in their place."""
    for parent in list(root.iter()):
        for place, node in reversed([*enumerate(parent)]):
            name = re.fullmatch(NAME, (node.text or "").strip())
            if name and node.tag == "p" and not len(node):
                made = parts.named(*words_in(name[1]))
                parent[place : place + 1] = [node] if made is None else made
    # A citation leads to the details on its own page, if they stand there too.
    here = {node.get("id") for node in root.iter("h3")}
    for link in root.iter("a"):
        _, _, id_ = link.get("href", "").partition("#")
        if link.get("class") in ("cite", "mark") and id_ in here:
            link.set("href", f"#{id_}")
