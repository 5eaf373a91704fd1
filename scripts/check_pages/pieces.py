"""Pieces of one page that others show: `--8<-- "docs/safety.md:check-first"`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from check_pages.findings import instead

_PIECE = re.compile(r"^[ \t]*--8<--[ \t]+\"(?P<path>[^\":]+)(?::(?P<name>[\w-]+))?", re.MULTILINE)
_START = re.compile(r"--8<--[ \t]+\[start:([\w-]+)\]")


def check_pieces(text: str, pages: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield the offset of each piece that is not there, and what to write.

    The engine would leave it out without a word.

    Args:
        text: the page that shows pieces.
        pages: the text of each page, by its path: named from where the engine runs.
    """
    for piece in _PIECE.finditer(text):
        path, name = piece["path"], piece["name"]
        if path not in pages:
            yield piece.start("path"), f"there is no page '{path}': {instead(path, pages)}"
        elif name and name not in (names := _START.findall(pages[path])):
            remedy = (
                instead(name, names)
                if names
                else f"mark it there, from '[start:{name}]' to '[end:{name}]'"
            )
            yield piece.start("name"), f"'{path}' has no piece '{name}': {remedy}"
