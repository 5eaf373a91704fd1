"""Where each mark comes out when the page is rendered.

Python-Markdown itself, with the extensions that the site uses, says whether a place is prose, code,
a target or a label. What else looks at Markdown in this package only proposes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from strip_spam.marks import pattern

if TYPE_CHECKING:
    from markdown import Markdown
    from selectolax.lexbor import LexborNode

    # What is read in one go: kind and name, its text, and the node that holds each mark in it.
    _Stretch = tuple[str, str, str, dict[str, LexborNode | None]]

# What MkDocs and Material read pages with, unless a project names its own.
EXTENSIONS: tuple[str, ...] = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.caret",
    "pymdownx.details",
    "pymdownx.mark",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
)
SETTINGS: Mapping[str, Mapping[str, Any]] = {"pymdownx.tabbed": {"alternate_style": True}}

INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big br cite code data del dfn em font i img input ins kbd label
    mark math nobr output progress q s samp small span strike strong sub sup svg time tspan
    tt u var wbr
    """.split()
)
VERBATIM = frozenset(
    """
    code kbd math pre samp script style template textarea tt var
    """.split()
)

# How much of a block's text a rule gets to see on either side of a mark, in code points.
_REACH = 400

# Python-Markdown takes quadratic time or worse over some input. What is beyond these bounds, found
# by trying, would take it more than about a second, and is not rendered.
_LONGEST = 400_000  # code points, once words are folded
_MOST_IN_BLOCK = {"[": 1_000, "<": 1_000, "<!": 200, "\\": 4_000}
_ENDLESS = {
    "a run of one sign": re.compile(r"([^\w\s])\1{999}"),
    "nested quotes": re.compile(r"^(?:[ \t]*>){200}", re.MULTILINE),
    "empty list items": re.compile(r"(?:^[ \t]*[-*+][ \t]*\n){300}", re.MULTILINE),
}

_KEPT = 4  # pages, the last that were asked for

_HIDDEN = re.compile(
    r"""(?ix) display\s*:\s*none | visibility\s*:\s*(hidden|collapse)
    | opacity\s*:\s*0*\.?0*\s*(;|$)
    | font(-size)?\s*:[^;]*?(?<![\d.])0*\.?0+(px|pt|em|rem|%)?\s*([;/]|$)
    | (^|[;\s])(width|height)\s*:\s*[01](\.\d+)?(px)?\s*(;|$) | clip(-path)?\s*:
    | (left|top|right|bottom|text-indent|margin(-\w+)?)\s*:\s*-\s*\d{3,}
    | translate\w*\([^)]*-\s*\d{3,}
    """
)


class RenderError(ValueError):
    """A page that can't be rendered within bounds; the message says why."""


class Place(NamedTuple):
    """Where a mark comes out.

    Attributes:
        kind: `text`, `attribute` or `unseen`.
        name: the attribute's name, or the tag of the block whose text it is.
        before: the block's text, or the attribute's value, in front of the mark.
        after: the same behind it.
        inside: the tags and classes (`.name`) of all that it stands in.
        hidden: whether one of those is hidden by its style.
        lang: the language that the nearest `lang` names, or the empty string.
        link: whether the text of a link is nothing but marks and blanks here.
    """

    kind: str
    name: str = ""
    before: str = ""
    after: str = ""
    inside: frozenset[str] = frozenset()
    hidden: bool = False
    lang: str = ""
    link: bool = False


UNSEEN = Place("unseen")


class Page(NamedTuple):
    """A rendered page: its elements, and the titles and targets that its text has no use for."""

    body: LexborNode
    references: Mapping[str, tuple[str, str | None]]

    def nodes(self) -> Iterator[LexborNode]:
        """Yield every element and text in order, the body itself and comments left out."""
        for node in self.body.traverse(include_text=True):
            if node.tag not in ("body", "-comment"):
                yield node

    def comments(self) -> str:
        """Return the text of all comments."""
        nodes = self.body.traverse(include_text=True)
        return "".join(node.comment_content or "" for node in nodes if node.tag == "-comment")


def text_of(node: LexborNode) -> str | None:
    """Return the text of a text node, None for any other."""
    return node.text_content or "" if node.tag == "-text" else None


class Renderer:
    """Renders Markdown as a site does: with its extensions and their settings."""

    def __init__(
        self,
        extensions: Sequence[str] = EXTENSIONS,
        settings: Mapping[str, Mapping[str, Any]] = SETTINGS,
    ) -> None:
        """Keep what the pages are read with; the parser is made when a page first needs it."""
        self._extensions = list(extensions)
        self._settings = {name: dict(value) for name, value in settings.items()}
        self._last: dict[str, Page] = {}  # a page is asked about more than once

    @cached_property
    def _markdown(self) -> Markdown:
        # Most pages hold no token and need no parser, so it is not loaded before one does.
        from markdown import Markdown

        return Markdown(extensions=self._extensions, extension_configs=self._settings)

    def render(self, text: str) -> Page:
        """Render Markdown without front matter.

        Raises:
            RenderError: it would take too long, or the parser gives up.
        """
        if text not in self._last:
            _refuse_what_takes_long(text)
            page = self._render(text)
            if len(self._last) > _KEPT:
                self._last.clear()
            self._last[text] = page
        return self._last[text]

    def _render(self, text: str) -> Page:
        from selectolax.lexbor import LexborHTMLParser

        try:
            html = self._markdown.reset().convert(text)
        except Exception as error:  # whatever an extension meets in a stranger's page
            raise RenderError(f"the Markdown parser gave up ({type(error).__name__})") from error
        body = LexborHTMLParser(f"<body>{html}").body
        assert body  # with its tag there, a parser finds it whatever follows
        return Page(body, dict(getattr(self._markdown, "references", {})))


def _refuse_what_takes_long(text: str) -> None:
    if len(text) > _LONGEST:
        raise RenderError(f"more than {_LONGEST:,} characters that may be markup")
    for block in text.split("\n\n"):
        for sign, most in _MOST_IN_BLOCK.items():
            if block.count(sign) > most:
                raise RenderError(f"more than {most:,} '{sign}' in one block")
    for name, endless in _ENDLESS.items():
        if endless.search(text):
            raise RenderError(f"{name} without end")


def places(page: Page, marks: Iterable[str]) -> dict[str, Place]:
    """Return where each of these marks comes out; one that does not is `UNSEEN`."""
    found = dict.fromkeys(marks, UNSEEN)
    any_mark = pattern(found)
    for kind, name, text, holders in (*_runs(page, any_mark), *_attribute_values(page, any_mark)):
        pieces = any_mark.split(text)
        words = "".join(pieces)
        ends = accumulate(map(len, pieces))
        for mark, at in zip(any_mark.findall(text), ends, strict=False):
            if found[mark] is UNSEEN:
                before, after = words[max(0, at - _REACH) : at], words[at : at + _REACH]
                found[mark] = _place(Place(kind, name, before, after), holders[mark], any_mark)
    return found


def _runs(page: Page, any_mark: re.Pattern[str]) -> Iterator[_Stretch]:
    """Yield the text of each block that holds a mark, broken where another block begins."""
    text, tag, block = "", "", 0
    holders: dict[str, LexborNode | None] = {}
    for node in page.nodes():
        words = _words(node)
        if not words:
            continue
        home = next(outer for outer in _outward(node.parent) if outer.tag not in INLINE)
        if home.mem_id != block:
            if holders:
                yield "text", tag, text, holders
            text, block, holders, tag = "", home.mem_id, {}, home.tag or ""
        text += words
        holders |= dict.fromkeys(any_mark.findall(words), node.parent)
    if holders:
        yield "text", tag, text, holders


def _words(node: LexborNode) -> str:
    """Return what a node adds to the text around it."""
    if node.tag == "br":
        return "\n"
    if node.tag == "img":  # something stands there, whatever it is
        return "picture"
    for outer in _outward(node.parent):
        if outer.tag == "a" and "footnote" in (outer.attributes.get("class") or ""):
            return ""  # a footnote's number and the arrow back are no part of the sentence
    return text_of(node) or ""


def _attribute_values(page: Page, any_mark: re.Pattern[str]) -> Iterator[_Stretch]:
    """Yield the attributes that hold a mark, and those of link definitions that no link uses."""
    for node in page.nodes():
        for name, value in node.attributes.items():
            if value and (marks := any_mark.findall(value)):
                yield "attribute", name, value, dict.fromkeys(marks, node)
    for target, title in page.references.values():
        for name, value in (("title", title), ("href", target)):
            if value and (marks := any_mark.findall(value)):
                yield "attribute", name, value, dict.fromkeys(marks)


def _outward(node: LexborNode | None) -> Iterator[LexborNode]:
    """Yield a node and all that it stands in, from the inside out."""
    while node:
        yield node
        node = node.parent


def _place(place: Place, holder: LexborNode | None, any_mark: re.Pattern[str]) -> Place:
    """Return a place with what there is to say of the elements that it stands in."""
    inside: set[str] = set()
    hidden, lang, link = False, "", False
    for outer in _outward(holder):
        attributes = outer.attributes
        inside.add(outer.tag or "")
        inside.update(f".{name}" for name in (attributes.get("class") or "").split())
        hidden = (
            hidden or "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))
        )
        lang = lang or attributes.get("lang") or ""
        if place.kind == "text" and outer.tag == "a":
            link = link or not any_mark.sub("", outer.text()).strip()
    return place._replace(inside=frozenset(inside), hidden=hidden, lang=lang, link=link)
