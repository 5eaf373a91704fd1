"""Where each mark comes out when the page is rendered.

Python-Markdown itself, with the extensions that the site uses, says whether a place is prose, code,
a target or a label: there is no second parser that could disagree with it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

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
    mark math nobr output progress q s samp small span strike strong sub sup svg time tt u
    var wbr
    """.split()
)
VERBATIM = frozenset(
    """
    code kbd math pre samp script style template textarea tt var
    """.split()
)

# Python-Markdown takes quadratic time over many of these in one block, or in one page.
_HARD = (("[", 1_000), ("<", 1_000), ("<!", 200))
_LONGEST = 400_000

_KEPT = 4

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


@dataclass(frozen=True, slots=True)
class Place:
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


# What is read in one go: its kind and name, its text, and the node that holds each mark in it.
_Reading = tuple[str, str, str, dict[str, LexborNode | None]]


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page: its elements, and the titles and targets that its text has no use for."""

    body: LexborNode
    references: Mapping[str, tuple[str, str | None]]


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
    for block in re.split(r"\n\s*\n", text):
        for mark, most in _HARD:
            if block.count(mark) > most:
                raise RenderError(f"more than {most:,} '{mark}' in one block")


def places(page: Page, marks: Iterable[str]) -> dict[str, Place]:
    """Return where each of these marks comes out; one that does not is `UNSEEN`."""
    found = dict.fromkeys(marks, UNSEEN)
    any_mark = pattern(found)
    for kind, name, text, holders in (*_runs(page, any_mark), *_attribute_values(page, any_mark)):
        for match in any_mark.finditer(text):
            mark = match[0]
            if found[mark] is UNSEEN:
                around = text[: match.start()], text[match.end() :]
                before, after = (any_mark.sub("", side) for side in around)
                found[mark] = _place(Place(kind, name, before, after), holders[mark], any_mark)
    return found


def pattern(marks: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern that finds any of these marks, of which there is one at least."""
    return re.compile(f"[{''.join(map(re.escape, sorted(marks)))}]")


def _runs(page: Page, any_mark: re.Pattern[str]) -> Iterator[_Reading]:
    """Yield the text of each block that holds a mark, broken where another block begins."""
    text, tag, block = "", "", 0
    holders: dict[str, LexborNode | None] = {}
    for node in _nodes(page):
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
        return node.attributes.get("alt") or "picture"
    text = _text(node)
    if text is None or any(
        "footnote" in (outer.attributes.get("class") or "") and outer.tag == "a"
        for outer in _outward(node.parent)
    ):
        return ""  # a footnote's number and the arrow back are no part of the sentence
    return text


def _attribute_values(page: Page, any_mark: re.Pattern[str]) -> Iterator[_Reading]:
    """Yield the attributes that hold a mark, and those of link definitions that no link uses."""
    for node in _nodes(page):
        if node.tag == "-text":
            continue
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
        link = link or (outer.tag == "a" and not any_mark.sub("", outer.text()).strip())
    return replace(place, inside=frozenset(inside), hidden=hidden, lang=lang, link=link)


def outline(page: Page, gone: Iterable[str] = ()) -> list[tuple[str, ...]]:
    """Return what a reader gets of a page: its elements and its words, in order.

    Args:
        page: the rendered page.
        gone: marks to leave out, with the elements that hold nothing else.

    Two pages with the same outline differ at most in blanks that stand beside no word, and in the
    anchors that are made from a heading's words.
    """
    gone = set(gone)
    mute = pattern(gone) if gone else None
    emptied = _emptied(page, mute) if mute else set()
    items: list[tuple[str, ...]] = []
    depths: dict[int, int] = {}
    for node in _nodes(page):
        parent = node.parent.mem_id if node.parent else 0
        if node.mem_id in emptied or depths.get(parent, 0) < 0:
            depths[node.mem_id] = -1  # gone, and so is all that it holds
            continue
        depths[node.mem_id] = depth = depths.get(parent, 0) + 1
        text = _text(node)
        if text is None:
            items.append((str(depth), str(node.tag), *_attributes(node, mute)))
        elif items and items[-1][0] == "text":
            items[-1] = ("text", items[-1][1] + text)
        else:
            items.append(("text", text))
    words = (
        item
        if item[0] != "text"
        else ("text", _closed_up(mute.sub("", item[1]) if mute else item[1]))
        for item in items
    )
    return [item for item in words if item != ("text", "")]


def skeleton(page: Page) -> list[tuple[str, ...]]:
    """Return the elements of a page without their words, ids and targets."""
    return [
        (item[0], item[1], *(part.partition("=")[0] for part in item[2:]))
        for item in outline(page)
        if item[0] != "text"
    ]


def _closed_up(text: str) -> str:
    """Return a text with one blank between words, and none elsewhere."""
    return re.sub(r"(?<!\w)\s+|\s+(?!\w)", "", re.sub(r"\s+", " ", text))


def _attributes(node: LexborNode, mute: re.Pattern[str] | None) -> Iterator[str]:
    for name, value in sorted(node.attributes.items()):
        if name == "id" or (value or "").startswith("#"):
            continue
        yield f"{name}={_closed_up(mute.sub('', value or '') if mute else value or '')}"


def _emptied(page: Page, mute: re.Pattern[str]) -> set[int]:
    """Return the ids of the outermost elements that hold nothing but these marks."""
    emptied = set()
    for node in _nodes(page):
        if not mute.search(_text(node) or ""):
            continue
        inner, outer = node, node.parent
        while outer and outer.tag != "body" and not _holds_more(outer, mute):
            inner, outer = outer, outer.parent
        if inner is not node:
            emptied.add(inner.mem_id)
    return emptied


def _holds_more(node: LexborNode, mute: re.Pattern[str]) -> bool:
    things = "img, input, hr, br, svg, video, audio, iframe, object, embed"
    return bool(mute.sub("", node.text()).strip() or node.css_first(things))


def _nodes(page: Page) -> Iterator[LexborNode]:
    """Yield every element and text in order, the body itself and comments left out."""
    for node in page.body.traverse(include_text=True):
        if node.tag not in ("body", "-comment"):
            yield node


def _text(node: LexborNode) -> str | None:
    """Return the text of a text node, None for any other."""
    return node.text_content or "" if node.tag == "-text" else None
