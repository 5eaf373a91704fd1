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
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from website.drawings import FOLDER
from website.evidence import Badge, Evidence, Study
from website.picture import key, marks, picture

if TYPE_CHECKING:
    from markdown import Markdown

# The whole of a name; its first word says what it is. Commas between the words say nothing.
NAME = r"\[@([\w-]+(?:,?\s+[\w-]+)*)\]"

# The sign before each strength, so that colour alone never tells it: four bars, and how many of
# them are thick; or a sign of its own for what is on no scale. In a square of 16 units.
_BARS = ("M2 3v10", "M6 3v10", "M10 3v10", "M14 3v10")
_THICK = {"moderate": 3, "limited": 2, "weak": 1, "untested": 0}
_SIGNS = {
    "conflicting": "M1 8h14M5 4L1 8l4 4m6-8l4 4-4 4",
    "not supported": "M3 3l10 10M13 3L3 13",
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
            if link.get("class") in ("cite", "mark") and id_ in here:
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
            return _day(known.checked if name == "checked" else known.due, name)
        study = known.studies.get(name)
        return _link(study, "cite") if study else None

    def block(self, words: Sequence[str]) -> list[Element] | None:
        """Return what a name in a paragraph of its own stands for; None if it is not known."""
        known = self._evidence
        match words:
            case ["badges"]:
                return self._badges([badge for page in known.badges.values() for badge in page])
            case ["badges", page] if page in known.badges:
                return self._badges(known.badges[page])
            case ["studies", *ids] if ids and known.studies.keys() >= set(ids):
                return [_details(known.studies[id_]) for id_ in ids]
            case ["lists"]:
                return [part for page in self._menu for part in self._list(page)]
            case ["strengths"]:
                return [self._strengths()]
            case ["not-used"]:
                return [part for study in known.studies.values() for part in _not_used(study)]
            case ["pages"]:
                return [self._pages()]
        return None

    def _badges(self, badges: Sequence[Badge]) -> list[Element]:
        """Return claims with the strength of their evidence, and its picture if there is one."""
        list_ = Element("ul", {"class": "badges"})
        shown = [marks(badge.id, self._evidence.studies.values()) for badge in badges]
        signs = key([mark for row in shown for mark in row])
        for badge, found in zip(badges, shown, strict=True):
            href = f"evidence.md#{badge.strength.replace(' ', '-')}"
            item = _badge(list_, badge, Element("a", {"href": href}))
            if signs is not None:
                item.extend(picture(found))
        return [list_] if signs is None else [signs, list_]

    def _strengths(self) -> Element:
        list_ = Element("dl", {"class": "strengths"})
        for strength, meaning in self._evidence.strengths.items():
            term = SubElement(list_, "dt", {"id": strength.replace(" ", "-")})
            _strength(SubElement(term, "span"), strength)
            _text(list_, "dd", meaning)
        return list_

    def _list(self, page: MenuPage) -> list[Element]:
        """Return the studies whose details a page holds, to be opened; nothing if it has none."""
        list_ = Element("ul", {"class": "lines"})
        for study in self._evidence.studies.values():
            if f"{study.page}.md" == page.path and not study.not_used:
                SubElement(list_, "li").append(_link(study))
        if not len(list_):
            return []
        heading = Element("h3")
        heading.text = AtomicString(page.meta.get("studies") or page.title)
        return [_opens(heading, f"{len(list_)} entries", list_)]

    def _pages(self) -> Element:
        list_ = Element("ol")
        for page in self._menu[1:]:
            item = SubElement(list_, "li")
            link = _text(item, "a", page.title)
            link.set("href", page.path)
            if badges := self._evidence.badges.get(page.path.removesuffix(".md")):
                if drawing := page.meta.get("drawing"):
                    item.insert(0, Element("img", {"src": FOLDER + drawing, "alt": ""}))
                claims = SubElement(item, "ul", {"class": "badges"})
                for badge in badges:
                    _badge(claims, badge, Element("span"))
        return list_


def _badge(list_: Element, badge: Badge, strength: Element) -> Element:
    """Add a claim to a list: in an element, how strong the evidence is; and the claim."""
    item = SubElement(list_, "li")
    item.append(strength)
    _strength(strength, badge.strength)
    _text(item, "span", badge.claim)
    return item


def _strength(parent: Element, strength: str) -> None:
    """Show a strength: shape and word."""
    parent.set("class", f"strength {strength.replace(' ', '-')}")
    shape = SubElement(parent, "svg", {"viewBox": "0 0 16 16", "aria-hidden": "true"})
    if sign := _SIGNS.get(strength):
        SubElement(shape, "path", {"d": sign})
    else:
        thick = _THICK.get(strength, 0)
        SubElement(shape, "path", {"d": "".join(_BARS[thick:])})
        SubElement(shape, "path", {"class": "thick", "d": "".join(_BARS[:thick])})
    shape.tail = AtomicString(strength.capitalize())


def _heading(study: Study) -> Element:
    heading = Element("h3", {"id": study.id})
    heading.text = AtomicString(study.name)
    return heading


def _details(study: Study) -> Element:
    list_ = Element("dl")
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
    return _opens(_heading(study), study.short, list_)


def _opens(heading: Element, line: str, body: Element) -> Element:
    """Return a line, with a heading in it, that opens to what it is about."""
    details = Element("details", {"class": "study"})
    summary = SubElement(details, "summary")
    summary.append(heading)
    heading.tail = " "
    _text(summary, "span", line)
    details.append(body)
    return details


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


def _day(day: date, class_: str) -> Element:
    node = Element("time", {"class": class_, "datetime": day.isoformat()})
    node.text = AtomicString(f"{day.day} {day:%B %Y}")
    return node


def _text(parent: Element, tag: str, text: str) -> Element:
    """Add an element that holds this text as it is, Markdown's signs among it."""
    node = SubElement(parent, tag)
    node.text = AtomicString(text)
    return node
