"""Drawings: whether they can be read, and whether what they use of each other is there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from check_pages.findings import Finding, at_offsets, instead
from drawings import parse

_OLD_HREF = "{http://www.w3.org/1999/xlink}href"


def check_drawings(drawings: Mapping[str, str]) -> list[Finding]:
    """Check drawings.

    Args:
        drawings: the text of each, by its path.
    """
    found = []
    trees = {}
    for path, text in drawings.items():
        try:
            trees[path] = parse(text)
        except ElementTree.ParseError as error:
            line, column = error.position
            message = f"it can't be read as a drawing ({error}): mend it, or save it anew as SVG"
            found.append(Finding(path, max(1, line), column + 1, message))
    for path, tree in trees.items():
        text, faults = drawings[path], _faults(posixpath.dirname(path), tree, trees)
        said = ((max(0, text.find(sign)), message) for sign, message in faults)
        found += at_offsets(path, text, said)
    return found


def _faults(
    folder: str, drawing: ElementTree.Element, trees: Mapping[str, ElementTree.Element]
) -> Iterator[tuple[str, str]]:
    """Yield what in a drawing can't stand, as its text shows it, and what to write instead."""
    if drawing.tag != "svg":
        yield "", f"a drawing is an <svg>, not a <{drawing.tag}>: save it so"
    if drawing.find(".//script") is not None:
        yield "<script", "a drawing runs no script: take it out"
    for use in drawing.iter("use"):
        if old := use.get(_OLD_HREF):
            yield old, f"'xlink:href' is not understood here: write 'href=\"{old}\"'"
        file, _, name = use.get("href", "").partition("#")
        if not file:
            continue
        other = trees.get(posixpath.normpath(posixpath.join(folder, file)))
        if other is None:
            there = map(posixpath.basename, trees)
            yield file, f"there is no drawing '{file}': {instead(file, there)}"
        elif name not in (symbols := [node.get("id", "") for node in other.iter("symbol")]):
            yield f"{file}#{name}", f"'{file}' holds no symbol '{name}': {instead(name, symbols)}"
