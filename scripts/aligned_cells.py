"""A Markdown extension: aligned columns by a class, as a page's policy allows no style attribute.

    | Study | People |
    | :---- | -----: |        ->        <td class="right">

The stylesheet knows the classes `center` and `right`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown import Extension
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown


def makeExtension(**_: object) -> Extension:  # noqa: N802 (the name Python-Markdown asks for)
    """Return the extension; it has no settings."""
    return AlignedCellsExtension()


class AlignedCellsExtension(Extension):
    """Turns the styles of table cells into classes."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register what turns them."""
        md.treeprocessors.register(_AlignedCells(md), "aligned_cells", 14)


class _AlignedCells(Treeprocessor):
    def run(self, root: Element) -> None:
        for cell in (cell for tag in ("th", "td") for cell in root.iter(tag)):
            style = cell.attrib.pop("style", "")  # "text-align: right;"
            where = style.removeprefix("text-align: ").rstrip(";")
            if where in ("center", "right"):
                cell.set("class", where)
