"""The site's Markdown extension: what its pages may hold beside Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from website.blocks import make_sections
from website.citations import InSentences, Parts, fill
from website.drawings import draw

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page


class SiteMarkdown(Extension):
    """Renders names of studies, the site's own blocks, and drawings."""

    def __init__(self, docs: str, evidence: Mapping[str, Any], menu: Sequence[Page]) -> None:
        """Take the folder of the pages, the data file, and the pages in the order of the menu."""
        super().__init__()
        self._docs, self._evidence, self._parts = Path(docs), evidence, Parts(evidence, menu)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register what renders sentences, before links, and all else, before MkDocs looks."""
        parts, docs = self._parts, self._docs

        class Site(Treeprocessor):
            def run(self, root: Element) -> None:
                fill(root, parts)
                make_sections(root)
                draw(root, docs)

        md.inlinePatterns.register(InSentences(self._evidence), "site", 175)
        # After inline patterns, before the table of contents.
        md.treeprocessors.register(Site(md), "site", 15)
