"""A Markdown extension: badges, citations and study details where a page names them.

It needs no more than Python-Markdown, so that any engine built on that shows the same pages. What
it does not know it leaves as it is written: `check-pages` says where that is, and what to write.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from evidence.data import Study, evidence
from evidence.naming import BLOCKS, DATES, PATTERN, words_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from markdown import Markdown

# The shape before each strength, so that colour alone never tells it: a circle that is the fuller
# the stronger, and a sign in it where the strength is none of a scale. In a square of 16 units.
_SHAPES = {
    "moderate": "M8 8H3a5 5 0 1 0 5-5z",
    "limited": "M8 3a5 5 0 0 1 0 10z",
    "weak": "M8 8V3a5 5 0 0 1 5 5z",
    "conflicting": "M3 5l4.5 3L3 11zM13 5L8.5 8 13 11z",
    "untested": "",
    "not supported": "M4.5 5.5l1-1L8 7l2.5-2.5 1 1L9 8l2.5 2.5-1 1L8 9l-2.5 2.5-1-1L7 8z",
}


def makeExtension(**_: object) -> Extension:  # noqa: N802 (the name Python-Markdown asks for)
    """Return the extension; it has no settings."""
    return EvidenceExtension()


class EvidenceExtension(Extension):
    """Renders `[@…]`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register what renders names: blocks before paragraphs, the rest before links."""
        md.parser.blockprocessors.register(_Blocks(md.parser), "evidence", 90)
        md.inlinePatterns.register(_Inline(PATTERN, md), "evidence", 175)
        # After inline patterns, before the engine looks at links.
        md.treeprocessors.register(_LinksOfThisPage(md), "evidence", 10)


class _Blocks(BlockProcessor):
    """A name that is a paragraph of its own."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        match = re.fullmatch(PATTERN, block.strip())
        return bool(match and _is_block(words_in(match[1])))

    def run(self, parent: Element, blocks: list[str]) -> None:
        match = re.fullmatch(PATTERN, blocks.pop(0).strip())
        assert match  # as tested
        what, *words = words_in(match[1])
        if what == "badges":
            _badges(parent, words[0])
        elif what == "studies":
            for id_ in words:
                _details(parent, evidence().studies[id_])
        elif what == "list":
            _list(parent, words[0])
        elif what == "strengths":
            _strengths(parent)
        else:
            _not_used(parent)


class _Inline(InlineProcessor):
    """A name in a sentence."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element | None, int | None, int | None]:
        words = words_in(m[1])
        known = evidence()
        if words[0] in DATES:
            node = _day(known.checked if words[0] == "checked" else known.due)
        elif len(words) == 1 and words[0] in known.studies:
            node = _link(known.studies[words[0]])
        else:
            return None, None, None
        return node, m.start(0), m.end(0)


class _LinksOfThisPage(Treeprocessor):
    """A citation leads to the details on its own page, if they stand there too."""

    def run(self, root: Element) -> None:
        here = {node.get("id") for node in root.iter("h3")}
        for link in root.iter("a"):
            if link.get("class") == "cite":
                id_ = link.get("href", "").partition("#")[2]
                if id_ in here:
                    link.set("href", f"#{id_}")


def _is_block(words: Sequence[str]) -> bool:
    """Tell whether these words name a block, and all that it asks for is known."""
    what, *rest = words
    known: Mapping[str, Mapping[str, object]] = {
        "badges": evidence().badges,
        "studies": evidence().studies,
    }
    if what == "list":
        return len(rest) == 1
    if what in known:
        return bool(rest) and all(word in known[what] for word in rest)
    return what in BLOCKS and not rest


def _badges(parent: Element, page: str) -> None:
    list_ = SubElement(parent, "ul", {"class": "badges"})
    for badge in evidence().badges[page]:
        item = SubElement(list_, "li")
        target = f"evidence.md#{badge.strength.replace(' ', '-')}"
        _strength(SubElement(item, "a", {"href": target}), badge.strength)
        _text(item, "span", badge.claim)


def _strength(parent: Element, strength: str) -> None:
    """Show a strength: shape and word."""
    parent.set("class", f"strength {strength.replace(' ', '-')}")
    shape = SubElement(parent, "svg", {"viewBox": "0 0 16 16", "aria-hidden": "true"})
    SubElement(shape, "circle", {"cx": "8", "cy": "8", "r": "7"})
    if path := _SHAPES[strength]:
        SubElement(shape, "path", {"d": path})
    shape.tail = AtomicString(strength.capitalize())


def _details(parent: Element, study: Study) -> None:
    _text(parent, "h3", study.name).set("id", study.id)
    list_ = SubElement(parent, "dl", {"class": "study"})
    for term, words in (
        ("Who", study.people),
        ("What was done", study.how),
        ("What was found", study.found),
        ("What limits it", study.limits),
        ("Who paid", study.funding),
    ):
        _text(list_, "dt", term)
        _text(list_, "dd", words)
    _text(list_, "dt", "Where to read it")
    _record(SubElement(list_, "dd"), study)


def _record(parent: Element, study: Study) -> None:
    """Print the record of a study: authors, title with its link, where and when it appeared."""
    parent.text = AtomicString(f"{study.authors.rstrip('.')}. " if study.authors else "")
    title = _text(parent, "a", study.title)
    title.set("href", study.link)
    volume = ":".join(filter(None, (study.volume, study.pages)))
    issue = " ".join(filter(None, (str(study.year or ""), volume)))
    where = ", ".join(
        filter(None, (study.journal, issue if study.journal else str(study.year or "")))
    )
    stop = "" if study.title.endswith(("?", "!", ".")) else "."
    title.tail = AtomicString(
        stop
        + (f" {where}." if where else "")
        + (f" DOI {study.doi}." if study.doi else "")
        + (" Part of the record was not seen." if study.partly_read else "")
    )


def _list(parent: Element, page: str) -> None:
    list_ = SubElement(parent, "ul", {"class": "lines"})
    for study in evidence().studies.values():
        if study.page == page and not study.not_used:
            item = SubElement(list_, "li")
            link = _text(item, "a", study.name)
            link.set("href", f"{page}.md#{study.id}")
            link.tail = AtomicString(f": {study.title}")


def _strengths(parent: Element) -> None:
    list_ = SubElement(parent, "dl", {"class": "strengths"})
    for strength, meaning in evidence().strengths.items():
        term = SubElement(list_, "dt", {"id": strength.replace(" ", "-")})
        _strength(SubElement(term, "span"), strength)
        _text(list_, "dd", meaning)


def _not_used(parent: Element) -> None:
    for study in evidence().studies.values():
        if study.not_used:
            _text(parent, "h3", study.name).set("id", study.id)
            _text(parent, "p", study.not_used)
            _record(SubElement(parent, "p", {"class": "record"}), study)


def _link(study: Study) -> Element:
    link = Element("a", {"class": "cite", "href": f"{study.page}.md#{study.id}"})
    link.text = AtomicString(study.name)
    return link


def _day(day: date) -> Element:
    node = Element("time", {"datetime": day.isoformat()})
    node.text = AtomicString(f"{day.day} {day:%B %Y}")
    return node


def _text(parent: Element, tag: str, text: str) -> Element:
    """Add an element that holds this text as it is, Markdown's signs among it."""
    node = SubElement(parent, tag)
    node.text = AtomicString(text)
    return node
