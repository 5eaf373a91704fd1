"""Pictures and drawings among a site's files: what can't be shown, or is too heavy."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from posixpath import basename
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from website.findings import Finding, meant

_HEAVIEST_PICTURE, _HEAVIEST_DRAWING = 200_000, 8_000  # bytes; a drawing is in the page itself
_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif")
_SVG = "{http://www.w3.org/2000/svg}"
_PLAIN = "save it as plain SVG, and colour it by the classes skin, ink, tint, vein, fibre, …"


def check_files(docs: str, files: Collection[str]) -> Iterator[Finding]:
    """Yield what is wrong with pictures and drawings.

    Args:
        docs: the folder of the pages.
        files: the paths of all files below it.
    """
    drawings: dict[str, Element] = {}
    for file in files:
        path = f"{docs}/{file}"
        if is_drawing := file.startswith("drawings/") and file.endswith(".svg"):
            try:
                drawings[basename(file)] = ElementTree.fromstring(Path(path).read_bytes())
            except ElementTree.ParseError as error:
                message = f"it can't be read as a drawing ({error}): save it anew as plain SVG"
                yield Finding(path, max(1, error.position[0]), message)
        if is_drawing or file.lower().endswith(_PICTURES):
            size, most = (
                os.path.getsize(path),
                _HEAVIEST_DRAWING if is_drawing else _HEAVIEST_PICTURE,
            )
            if size > most:
                message = (
                    f"{size // 1000} KB: make it lighter, at most {most // 1000} KB may stand here"
                )
                yield Finding(path, 1, message)
    symbols = {
        name: [node.get("id", "") for node in root.iter(f"{_SVG}symbol")]
        for name, root in drawings.items()
    }
    for name, root in drawings.items():
        for message in _faults(root, symbols):
            yield Finding(f"{docs}/drawings/{name}", 1, message)


def _faults(root: Element, symbols: dict[str, list[str]]) -> Iterator[str]:
    """Yield what can't stand in a drawing, and what to do instead."""
    if root.tag != f"{_SVG}svg":
        yield f"a drawing is an <svg>, this is a <{root.tag}>: {_PLAIN}"
    for node in root.iter():
        tag = node.tag.removeprefix(_SVG)
        if tag in ("script", "style", "foreignObject", "metadata") or tag.startswith("{"):
            yield f"a <{tag.rpartition('}')[2]}> can't stand in a drawing: {_PLAIN}"
        for key in node.attrib:
            if key == "style" or key.startswith(("{", "on")):
                yield f"'{key.rpartition('}')[2]}=' can't stand in a drawing: {_PLAIN}"
        file, _, name = node.get("href", "").partition("#")
        if tag == "use" and file and name not in symbols.get(file, ()):
            known = [f"{file}#{id_}" for file, ids in symbols.items() for id_ in ids]
            yield f"there is no drawing '{file}#{name}'{meant(f'{file}#{name}', known)}"
