"""Pieces of one page that others show: `--8<-- "docs/safety.md:check-first"`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from check_pages.findings import instead

# The engine knows more forms. One is enough: what is not checked would be missed without a word.
_MARK = re.compile(r"^[ \t]*(?P<mark>-+[ \t]*8[ \t]*<[ \t]*-+)(?P<rest>.*)$", re.MULTILINE)
_PIECE = re.compile(r"[ \t]+\"(?P<path>[^\":]+)(?::(?P<name>[\w-]+))?\"[ \t\r]*")
_EDGE = re.compile(r"--8<--[ \t]+\[(?P<side>start|end):(?P<name>[\w-]+)\]")


def check_pieces(text: str, pages: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield the offset of each piece that is not there or not whole, and what to write.

    The engine would leave it out, or show what stands below it too, without a word.

    Args:
        text: the page that shows pieces.
        pages: the text of each page, by its path: named from where the engine runs.
    """
    for mark in _MARK.finditer(text):
        piece = _PIECE.fullmatch(text, *mark.span("rest"))
        if not piece or len(mark["mark"].split()) > 1:
            yield mark.start(), "a piece of another page: write '--8<-- \"docs/PAGE.md:NAME\"'"
            continue
        path, name = posixpath.normpath(piece["path"]), piece["name"]
        if path not in pages:
            yield piece.start("path"), f"there is no page '{path}': {instead(path, pages)}"
            continue
        names = [of for _, side, of in _edges(pages[path]) if side == "start"]
        if name and name not in names:
            mark_it = f"mark it there, from '[start:{name}]' to '[end:{name}]'"
            remedy = instead(name, names) if names else mark_it
            yield piece.start("name"), f"'{path}' has no piece '{name}': {remedy}"
    edges = _edges(text)
    for start, side, name in edges:
        other = "end" if side == "start" else "start"
        if name not in [of for _, its_side, of in edges if its_side == other]:
            yield start, f"the piece '{name}' has no {other}: write '--8<-- [{other}:{name}]' there"


def _edges(text: str) -> list[tuple[int, str, str]]:
    """Return the offset of each mark at a piece's edge, its side and the piece's name."""
    return [(edge.start(), edge["side"], edge["name"]) for edge in _EDGE.finditer(text)]
