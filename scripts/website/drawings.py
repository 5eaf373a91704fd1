"""Drawings inline, so that they follow the colour scheme and print; and what can't be shown.

A page names a drawing as any picture, with its text for those who can't see it:

    ![A face; arrows lead from the nose along the cheeks to the ears.](drawings/cheeks.svg)

What several drawings share, as the face, is a symbol in a file of its own. A drawing uses it as
`<use href="face.svg#drawing-face"/>`; on a page it is printed once, in the first that uses it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from website.findings import Finding
from website.page import COMMENT, blank, line_at
from website.rules import broken

_DRAWING = re.compile(r"(?:.*/)?drawings/[\w-]+\.svg")
_NAMESPACE = "{http://www.w3.org/2000/svg}"

_HEAVIEST_PICTURE, _HEAVIEST_DRAWING = 200_000, 8_000  # bytes; a drawing is in the page itself
_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif")
_USE = re.compile(r"<use\b[^>]*\shref=[\"'](?P<file>[^\"'#]*)#(?P<id>[^\"']*)")


def with_drawing(markdown: str, meta: Mapping[str, Any]) -> str:
    """Return a page with its own drawing under its heading, if it does not show it elsewhere.

    Its front matter names it: `drawing` is the file's name, `alt` its text. A title that is a
    question stands there too: a heading of the article alone would promise what nobody has shown.
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
        for place, picture in enumerate(parent):
            if picture.tag == "img" and _DRAWING.fullmatch(picture.get("src", "")):
                # One that is missing or broken stays a picture: the checks say what is wrong.
                with suppress(OSError, UnicodeError, ElementTree.ParseError):
                    parent[place] = _inline(pages / picture.get("src", ""), picture, shown)


def _inline(path: Path, picture: Element, shown: set[str]) -> Element:
    """Return a drawing in place of a picture, with that one's text; without, it is decoration."""
    svg = _read(path)
    symbols = []
    for use in svg.iter("use"):
        file, _, id_ = use.get("href", "").partition("#")
        if file:
            use.set("href", f"#{id_}")
            symbols += [s for s in _read(path.with_name(file)).iter("symbol") if s.get("id") == id_]
    for parent in list(svg.iter()):
        for place, part in enumerate(parent):
            if (id_ := part.get("id", "")) in shown:  # the same drawing was there before
                parent[place] = Element("use", {"href": f"#{id_}"})
            elif id_:
                shown.add(id_)
    for symbol in symbols:
        if symbol.get("id", "") not in shown:
            shown.add(symbol.get("id", ""))
            svg.insert(0, symbol)
    text = picture.get("alt")
    svg.set("class", f"drawing {svg.get('class', '')}".rstrip())
    svg.attrib |= {"role": "img", "aria-label": text} if text else {"aria-hidden": "true"}
    svg.tail = picture.tail
    return svg


def _read(path: Path) -> Element:
    """Return a drawing as a part of a page: no namespace, no blanks between its lines."""
    svg = ElementTree.fromstring(path.read_text("utf-8"))
    for node in svg.iter():
        node.tag = node.tag.removeprefix(_NAMESPACE)
        node.text = (node.text or "").strip() or None
        node.tail = None
    return svg


def check_files(paths: Iterable[str]) -> Iterator[Finding]:
    """Yield what is wrong with pictures and drawings among some files."""
    for path in map(Path, paths):
        is_drawing = path.parent.name == "drawings" and path.suffix == ".svg"
        if is_drawing or path.suffix.lower() in _PICTURES:
            size, most = path.stat().st_size, _HEAVIEST_DRAWING if is_drawing else _HEAVIEST_PICTURE
            if size > most:
                message = f"it has {size:,} bytes: make it lighter, {most:,} at most"
                yield Finding(str(path), 1, message)
        if is_drawing:
            yield from _check_drawing(path)


def _check_drawing(path: Path) -> Iterator[Finding]:
    """Yield what can't stand in a drawing, and what to do."""
    text = COMMENT.sub(blank, path.read_text("utf-8", "replace"))
    try:
        ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        message = f"it can't be read as a drawing ({error}): save it as plain SVG"
        yield Finding(str(path), max(1, error.position[0]), message)
        return
    faults = [(match.start(), message) for match, message in broken("drawing", text)]
    for use in _USE.finditer(text):
        other = path.with_name(use["file"] or path.name)
        if not other.is_file() or f'id="{use["id"]}"' not in other.read_text("utf-8", "replace"):
            name = f"{use['file']}#{use['id']}"
            faults.append((use.start(), f"there is no drawing '{name}': write FILE.svg#ID"))
    yield from (Finding(str(path), line_at(text, at), message) for at, message in faults)
