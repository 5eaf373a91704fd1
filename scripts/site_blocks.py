"""A Markdown extension: the site's own words as sections, told apart from the article's.

An admonition of the type `site` comes out as a section with a real heading, so that it stands in
the page's outline:

    !!! site known "What research shows"        <section class="site known">
        Two sentences.                  ->        <h2>What research shows</h2> …

One without a body is a heading alone: the article's words follow it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown import Extension
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from markdown import Markdown


def makeExtension(**_: object) -> Extension:  # noqa: N802 (the name Python-Markdown asks for)
    """Return the extension; it has no settings."""
    return SiteBlocksExtension()


class SiteBlocksExtension(Extension):
    """Turns admonitions of the type `site` into sections."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register what turns them: after inline patterns, before the table of contents."""
        md.treeprocessors.register(_Sections(md), "site_blocks", 15)


class _Sections(Treeprocessor):
    def run(self, root: Element) -> None:
        for block in root.iter("div"):
            classes = block.get("class", "").split()
            if classes[:2] != ["admonition", "site"]:
                continue
            block.tag = "section"
            block.set("class", " ".join(classes[1:]))
            title = next(iter(block), None)
            if title is not None and title.get("class") == "admonition-title":
                title.tag = "h2"
                del title.attrib["class"]
                if len(block) == 1:
                    _unwrap(block, title)


def _unwrap(block: Element, title: Element) -> None:
    """Let a block that is a title alone be its heading."""
    block.tag, block.text = title.tag, title.text
    block[:] = list(title)
