"""A Markdown extension: what a page takes from the data file and the menu, named as `[@…]`.

In a sentence:

    [@miyaji2018]           the study's name, linked to its details
    [@checked] [@due]       the day of the last check, and of the next

In a paragraph of its own:

    [@badges circulation]   a page's claims, each with the strength of its evidence
    [@studies ID ID …]      the details of studies
    [@lists]                for each page, a heading and a line for each study it holds
    [@strengths]            what the strengths mean
    [@not-used]             what was looked at and not used
    [@pages]                all pages but the first, in the order of the menu

A name that is not known stays as it is written: `checks` says where, and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from website.drawings import FOLDER
from website.evidence import Evidence, Study

if TYPE_CHECKING:
    from markdown import Markdown

# The whole of a name; its first word says what it is. Commas between the words say nothing.
NAME = r"\[@([\w-]+(?:,?\s+[\w-]+)*)\]"

# The shape before each strength, so that colour alone never tells it: a circle that is the fuller
# the stronger, and a sign in it where the strength is none of a scale. In a square of 16 units.
_SHAPES = {
    "moderate": "M8 8H3a5 5 0 1 0 5-5z",
    "limited": "M8 3a5 5 0 0 1 0 10z",
    "weak": "M8 8V3a5 5 0 0 1 5 5z",
    "conflicting": "M3 5l4.5 3L3 11zM13 5L8.5 8 13 11z",
    "not supported": "M4.5 5.5l1-1L8 7l2.5-2.5 1 1L9 8l2.5 2.5-1 1L8 9l-2.5 2.5-1-1L7 8z",
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


def words_in(name: str) -> list[str]:
    """Return the words that stand in a name's brackets."""
    return name.replace(",", " ").split()


class Citations(Extension):
    """Renders names.

    Args:
        evidence: the data file.
        menu: the pages, in the order of the menu.
    """

    def __init__(self, evidence: Evidence, menu: Sequence[MenuPage]) -> None:
        """Take what names stand for."""
        super().__init__()
        self._parts = Parts(evidence, menu)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register what renders names: blocks before paragraphs, the rest before links."""
        md.parser.blockprocessors.register(_Blocks(md.parser, self._parts), "citations", 90)
        md.inlinePatterns.register(_Inline(md, self._parts), "citations", 175)
        # After inline patterns, before MkDocs looks at links.
        md.treeprocessors.register(_LinksOfThisPage(md), "citations", 10)


class _Blocks(BlockProcessor):
    """A name that is a paragraph of its own."""

    def __init__(self, parser: Any, parts: Parts) -> None:
        super().__init__(parser)
        self._parts = parts

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        name = re.fullmatch(NAME, block.strip())
        return bool(name and self._parts.block(words_in(name[1])) is not None)

    def run(self, parent: Element, blocks: list[str]) -> None:
        words = words_in(blocks.pop(0).strip()[2:-1])
        parent.extend(self._parts.block(words) or ())


class _Inline(InlineProcessor):
    """A name in a sentence."""

    def __init__(self, md: Markdown, parts: Parts) -> None:
        super().__init__(NAME, md)
        self._parts = parts

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element, int, int] | tuple[None, None, None]:
        node = self._parts.inline(m[1])
        return (None, None, None) if node is None else (node, m.start(0), m.end(0))


class _LinksOfThisPage(Treeprocessor):
    """A citation leads to the details on its own page, if they stand there too."""

    def run(self, root: Element) -> None:
        here = {node.get("id") for node in root.iter("h3")}
        for link in root.iter("a"):
            _, _, id_ = link.get("href", "").partition("#")
            if link.get("class") == "cite" and id_ in here:
                link.set("href", f"#{id_}")


class Parts:
    """What names stand for, as elements of a page."""

    def __init__(self, evidence: Evidence, menu: Sequence[MenuPage]) -> None:
        """Take what they are made from."""
        self._evidence = evidence
        self._menu = menu

    def inline(self, name: str) -> Element | None:
        """Return what a name in a sentence stands for; None if it is not known."""
        known = self._evidence
        if name in ("checked", "due"):
            return _day(known.checked if name == "checked" else known.due)
        study = known.studies.get(name)
        return _link(study, "cite") if study else None

    def block(self, words: Sequence[str]) -> list[Element] | None:
        """Return what a name in a paragraph of its own stands for; None if it is not known."""
        known = self._evidence
        match words:
            case ["badges", page] if page in known.badges:
                return [self._badges(page)]
            case ["studies", *ids] if ids and known.studies.keys() >= set(ids):
                return [part for id_ in ids for part in _details(known.studies[id_])]
            case ["lists"]:
                return [part for page in self._menu for part in self._list(page)]
            case ["strengths"]:
                return [self._strengths()]
            case ["not-used"]:
                return [part for study in known.studies.values() for part in _not_used(study)]
            case ["pages"]:
                return [self._pages()]
        return None

    def _badges(self, page: str) -> Element:
        list_ = Element("ul", {"class": "badges"})
        for badge in self._evidence.badges[page]:
            item = SubElement(list_, "li")
            target = f"evidence.md#{badge.strength.replace(' ', '-')}"
            _strength(SubElement(item, "a", {"href": target}), badge.strength)
            _text(item, "span", badge.claim)
        return list_

    def _strengths(self) -> Element:
        list_ = Element("dl", {"class": "strengths"})
        for strength, meaning in self._evidence.strengths.items():
            term = SubElement(list_, "dt", {"id": strength.replace(" ", "-")})
            _strength(SubElement(term, "span"), strength)
            _text(list_, "dd", meaning)
        return list_

    def _list(self, page: MenuPage) -> list[Element]:
        """Return a heading and the studies whose details a page holds; nothing if it has none."""
        list_ = Element("ul", {"class": "lines"})
        for study in self._evidence.studies.values():
            if f"{study.page}.md" == page.path and not study.not_used:
                link = _link(study)
                link.tail = AtomicString(f": {study.title}")
                SubElement(list_, "li").append(link)
        if not len(list_):
            return []
        heading = Element("h3")
        heading.text = AtomicString(page.meta.get("studies") or page.title)
        return [heading, list_]

    def _pages(self) -> Element:
        list_ = Element("ol")
        for page in self._menu[1:]:
            link = SubElement(SubElement(list_, "li"), "a", {"href": page.path})
            link.text = AtomicString(page.title)
            if drawing := page.meta.get("drawing"):
                picture = SubElement(link, "img", {"src": FOLDER + drawing, "alt": ""})
                link.text, picture.tail = None, AtomicString(f" {page.title}")
        return list_


def _strength(parent: Element, strength: str) -> None:
    """Show a strength: shape and word."""
    parent.set("class", f"strength {strength.replace(' ', '-')}")
    shape = SubElement(parent, "svg", {"viewBox": "0 0 16 16", "aria-hidden": "true"})
    SubElement(shape, "circle", {"cx": "8", "cy": "8", "r": "7"})
    if path := _SHAPES.get(strength):
        SubElement(shape, "path", {"d": path})
    shape.tail = AtomicString(strength.capitalize())


def _heading(study: Study) -> Element:
    heading = Element("h3", {"id": study.id})
    heading.text = AtomicString(study.name)
    return heading


def _details(study: Study) -> list[Element]:
    list_ = Element("dl", {"class": "study"})
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
    return [_heading(study), list_]


def _not_used(study: Study) -> list[Element]:
    if not study.not_used:
        return []
    reason, record = Element("p"), Element("p", {"class": "record"})
    reason.text = AtomicString(study.not_used)
    _record(record, study)
    return [_heading(study), reason, record]


def _record(parent: Element, study: Study) -> None:
    """Print the record of a study: authors, title with its link, where and when it appeared."""
    parent.text = AtomicString(f"{study.authors.rstrip('.')}. " if study.authors else "")
    title = _text(parent, "a", study.title)
    title.set("href", study.link)
    year = str(study.year or "")
    volume = ":".join(filter(None, (study.volume, study.pages)))
    where = [study.journal, f"{year} {volume}".strip()] if study.journal else [year]
    notes = [
        ", ".join(filter(None, where)),
        study.doi and f"DOI {study.doi}",
        "Part of the record was not seen" if study.partly_read else "",
    ]
    title.tail = AtomicString(
        ("" if study.title.endswith(("?", "!", ".")) else ".")
        + "".join(f" {note}." for note in notes if note)
    )


def _link(study: Study, class_: str = "") -> Element:
    link = Element("a", {"class": class_} if class_ else {})
    link.set("href", f"{study.page}.md#{study.id}")
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
