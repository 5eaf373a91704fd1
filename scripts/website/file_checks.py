"""Pictures and drawings: what can't be shown, or is too heavy."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from xml.etree import ElementTree

from website.findings import PAGES, Finding
from website.page import COMMENT, blank, line_at

_HEAVIEST_PICTURE, _HEAVIEST_DRAWING = 200_000, 8_000  # bytes; a drawing is in the page itself
_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif")
_PLAIN = "save it as plain SVG without style=, coloured by the classes skin, ink, tint, vein, …"

# What a page's policy forbids, and what a drawing program adds for itself.
_FOREIGN = re.compile(
    r"<(?:\w+:\w+|script|style|foreignObject|metadata)\b|(?<=\s)(?:style|on\w+|(?!xmlns:svg=)\w+:\w+)(?==)"
)
_USE = re.compile(r"<use\b[^>]*\shref=[\"'](?P<file>[^\"'#]*)#(?P<id>[^\"']*)")


def check_files(files: Collection[str]) -> Iterator[Finding]:
    """Yield what is wrong with pictures and drawings among the files below the folder of pages."""
    for file in files:
        path = Path(PAGES, file)
        is_drawing = file.startswith("drawings/") and path.suffix == ".svg"
        if is_drawing or path.suffix.lower() in _PICTURES:
            size, most = path.stat().st_size, _HEAVIEST_DRAWING if is_drawing else _HEAVIEST_PICTURE
            if size > most:
                message = f"it has {size // 1000} KB: make it lighter, {most // 1000} KB at most"
                yield Finding(str(path), 1, message)
        for line, message in _drawing(path) if is_drawing else ():
            yield Finding(str(path), line, message)


def _drawing(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of what can't stand in a drawing, and what to do."""
    text = COMMENT.sub(blank, path.read_text("utf-8", "replace"))
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        yield max(1, error.position[0]), f"it can't be read as a drawing ({error}): {_PLAIN}"
        return
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        yield 1, f"a drawing is an <svg>, this is a <{root.tag}>: {_PLAIN}"
    if foreign := _FOREIGN.search(text):
        line = line_at(text, foreign.start())
        yield line, f"'{foreign[0]}' can't stand in a drawing: {_PLAIN}"
    for use in _USE.finditer(text):
        other = path.with_name(use["file"] or path.name)
        if not other.is_file() or f'id="{use["id"]}"' not in other.read_text("utf-8", "replace"):
            name = f"{use['file']}#{use['id']}"
            yield line_at(text, use.start()), f"there is no drawing '{name}': write FILE.svg#ID"
