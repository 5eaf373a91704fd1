"""Drawings: whether they can be read, and whether what they use of each other is there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from check_pages.findings import Finding, instead
from strip_spam.lines import place_in

_USE = re.compile(r"""<use\b[^>]*\bhref=["'](?P<file>[^"'#]+)#(?P<symbol>[^"']*)["']""")
_SYMBOL = re.compile(r"""<symbol\b[^>]*\bid=["']([^"']*)["']""")


def check_drawings(drawings: Mapping[str, str]) -> list[Finding]:
    """Check drawings.

    Args:
        drawings: the text of each, by its path.
    """
    found = []
    for path, text in drawings.items():
        try:
            ElementTree.fromstring(text)
        except ElementTree.ParseError as error:
            line, column = error.position
            message = f"it can't be read as a drawing ({error}): mend it, or save it anew as SVG"
            found.append(Finding(path, max(1, line), column + 1, message))
            continue
        said = list(_missing(posixpath.dirname(path), text, drawings))
        for place, (_, message) in zip(place_in(text, [at for at, _ in said]), said, strict=True):
            found.append(Finding(path, *place, message))
    return found


def _missing(folder: str, text: str, drawings: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield the offset of each use of what is not there, and what to write."""
    for use in _USE.finditer(text):
        file, symbol = use["file"], use["symbol"]
        other = drawings.get(posixpath.join(folder, file))
        if other is None:
            there = map(posixpath.basename, drawings)
            yield use.start("file"), f"there is no drawing '{file}': {instead(file, there)}"
        elif symbol not in (symbols := _SYMBOL.findall(other)):
            yield (
                use.start("symbol"),
                f"'{file}' holds no symbol '{symbol}': {instead(symbol, symbols)}",
            )
