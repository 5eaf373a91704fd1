"""The site's Markdown extension: what its pages may hold beside Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown import Extension

from website.blocks import Blocks
from website.citations import InParagraphs, InSentences
from website.drawings import Drawings

if TYPE_CHECKING:
    from markdown import Markdown

    from website.parts import MenuPage


class SiteMarkdown(Extension):
    """Renders names of studies, the site's own blocks, and drawings.

    Args:
        docs: the folder of the pages.
        evidence: the data file.
        menu: the pages, in the order of the menu.
    """

    def __init__(self, docs: str, evidence: Mapping[str, Any], menu: Sequence[MenuPage]) -> None:
        """Take what pages are rendered with."""
        super().__init__()
        self._docs, self._evidence, self._menu = Path(docs), evidence, menu

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register what renders: in sentences before links, the rest after them, in this order.

        All of it comes before the table of contents, and before MkDocs looks at links and pictures.
        """
        md.inlinePatterns.register(InSentences(self._evidence), "citations", 175)
        names = InParagraphs(md, self._evidence, self._menu)
        for priority, name, processor in (
            (18, "citations", names),
            (15, "blocks", Blocks(md)),
            (12, "drawings", Drawings(md, self._docs)),
        ):
            md.treeprocessors.register(processor, name, priority)
