"""Drawings inline, so that they follow the colour scheme and print.

A page names a drawing as any image, with its text for those who can't see it:

    ![A face; arrows lead from the nose along the cheeks to the ears.](drawings/cheeks.svg)

What several drawings share, as the face, is a symbol in a file of its own. A drawing uses it as
`<use href="face.svg#drawing-face"/>`; on a page it is printed once, in the first that uses it.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

_DRAWING = re.compile(r"(?:.*/)?drawings/[\w-]+\.svg")


def with_drawing(markdown: str, meta: Mapping[str, Any]) -> str:
    """Return a page with its own drawing under its heading, if it does not show it elsewhere.

    Its front matter names it: `drawing` is the file's name, `alt` its text. A title that is a
    question is put there too: a heading of the article alone would promise what nobody has shown.
    """
    path = f"drawings/{meta.get('drawing')}"
    if "drawing" not in meta or f"({path})" in markdown:
        return markdown
    block = f'\n\n!!! site cover ""\n    ![{meta.get("alt", "")}]({path})\n'
    if meta.get("title", "").endswith("?"):
        block += f'\n!!! site asks ""\n    {meta["title"]}\n'
    return re.sub(r"(?m)^# .*$", lambda heading: heading[0] + block, markdown, count=1)


def draw(root: Element, pages: Path) -> None:
    """Print a page's drawings inline; `pages` is the folder of the pages."""
    shown: set[str] = set()  # the ids that the page has already
    for parent in list(root.iter()):
        for place, image in enumerate(parent):
            if image.tag == "img" and _DRAWING.fullmatch(image.get("src", "")):
                # One that is missing or broken stays an image: the checks say what is wrong.
                with suppress(OSError, ValueError, ParseError):
                    parent[place] = _inline(pages / image.get("src", ""), image, shown)


def _inline(path: Path, image: Element, shown: set[str]) -> Element:
    """Return a drawing in place of an image, using its alt text; without one it is decorative."""
    svg = _read(path)
    for parent in list(svg.iter()):
        for place, part in enumerate(parent):
            if (id_ := part.get("id", "")) in shown:  # the same drawing was there before
                parent[place] = Element("use", {"href": f"#{id_}"})
            elif id_:
                shown.add(id_)
    for use in svg.findall(".//use[@href]"):
        file, _, id_ = use.get("href", "").partition("#")
        use.set("href", f"#{id_}")
        for symbol in _read(path.with_name(file or path.name)).iter("symbol"):
            if symbol.get("id") == id_ and id_ not in shown:
                shown.add(id_)
                svg.insert(0, symbol)
    text = image.get("alt")
    svg.set("class", f"drawing {svg.get('class', '')}".rstrip())
    svg.attrib |= {"role": "img", "aria-label": text} if text else {"aria-hidden": "true"}
    svg.tail = image.tail
    return svg


def _read(path: Path) -> Element:
    """Return a drawing as a part of a page: no namespace, no blanks between its lines."""
    svg = fromstring(path.read_text("utf-8"))
    for node in svg.iter():
        node.tag = node.tag.removeprefix("{http://www.w3.org/2000/svg}")
        node.text = (node.text or "").strip() or None
        node.tail = None
    return svg
