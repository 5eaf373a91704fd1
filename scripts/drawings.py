"""A Markdown extension: drawings inline, so that they follow the colour scheme and print.

A page names a drawing as any picture, with its text for those who can't see it:

    ![A face; arrows lead from the nose along the cheeks to the ears.](drawings/cheeks.svg)

What several drawings share, as the face, is a symbol in a file of its own. A drawing uses it as
`<use href="face.svg#drawing-face"/>`; on a page it is printed once, in the first that uses it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from markdown import Extension
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown import Markdown

# Where a page's pictures are drawings, seen from the folder of the pages.
_DRAWING = re.compile(r"(?:.*/)?drawings/[\w-]+\.svg")
_NAMESPACE = "{http://www.w3.org/2000/svg}"


def is_drawing(path: str) -> bool:
    """Tell whether a picture, by its path, is a drawing."""
    return bool(_DRAWING.fullmatch(path))


def makeExtension(**settings: Any) -> Extension:  # noqa: N802 (the name Python-Markdown asks for)
    """Return the extension, with the settings of `DrawingsExtension`."""
    return DrawingsExtension(**settings)


class DrawingsExtension(Extension):
    """Prints drawings inline.

    Settings:
        pages: the folder of the pages.
    """

    def __init__(self, **settings: Any) -> None:
        """Take the settings."""
        self.config = {"pages": ["docs", "the folder of the pages"]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register what prints them: after inline patterns, before the engine looks at pictures."""
        md.treeprocessors.register(_Drawings(md, Path(self.getConfig("pages"))), "drawings", 12)


class _Drawings(Treeprocessor):
    def __init__(self, md: Markdown, pages: Path) -> None:
        super().__init__(md)
        self._pages = pages

    def run(self, root: Element) -> None:
        shared: set[str] = set()
        for parent in list(root.iter()):
            for place, picture in enumerate(parent):
                path = self._pages / picture.get("src", "")
                if picture.tag == "img" and is_drawing(picture.get("src", "")):
                    # One that is missing or broken stays a picture: check-pages says what is wrong.
                    with suppress(OSError, UnicodeError, ElementTree.ParseError):
                        parent[place] = _drawing(path, picture, shared)


def _drawing(path: Path, picture: Element, shared: set[str]) -> Element:
    """Return a drawing in place of a picture.

    Args:
        path: the drawing's file.
        picture: what names it.
        shared: the symbols that the page has already; those that come with it are added.
    """
    svg = _read(path)
    svg.set("class", "drawing")
    svg.set("role", "img")
    svg.set("aria-label", picture.get("alt", ""))
    svg.tail = picture.tail
    for symbol in list(_symbols(svg, path.parent)):  # all of them, before any counts as shown
        if symbol.get("id") not in shared:
            shared.add(symbol.get("id", ""))
            svg.insert(0, symbol)
    return svg


def _symbols(svg: Element, folder: Path) -> Iterator[Element]:
    """Yield the symbols that a drawing takes from other files, and let it refer to them here."""
    for use in svg.iter("use"):
        file, _, name = use.get("href", "").partition("#")
        if file:
            use.set("href", f"#{name}")
            symbols = _read(folder / file).iter("symbol")
            yield from (symbol for symbol in symbols if symbol.get("id") == name)


def _read(path: Path) -> Element:
    return parse(path.read_text("utf-8"))


def parse(text: str) -> Element:
    """Return a drawing as a part of a page: no namespace, no blanks between its lines.

    Raises:
        ElementTree.ParseError: the text is no XML.
    """
    svg = ElementTree.fromstring(text)
    for node in svg.iter():
        node.tag = node.tag.removeprefix(_NAMESPACE)
        node.text = (node.text or "").strip() or None
        node.tail = None
    return svg
