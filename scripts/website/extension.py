"""The site's Markdown extension: names of studies, drawings, and its own words as sections.

An admonition of the type `site` comes out as a section with a real heading, so that it is in
the page's outline and is told apart from the article's words:

    !!! site known "What research shows"        <section class="site known">
        Two sentences.                  ->        <h2>What research shows</h2> …

One without a body is a heading alone: the article's words follow it. One without a title is a
`div`. The names, and how to add one, are under `blocks` in `rules.yml`.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor
from mkdocs.structure.pages import Page

from website.citations import InSentences, fill, parts
from website.drawings import draw


class SiteMarkdown(Extension):
    """Renders names of studies, the site's own blocks, and drawings."""

    def __init__(self, docs: str, evidence: Mapping[str, Any], menu: Sequence[Page]) -> None:
        """Take the folder of the pages, the data file, and the pages in the order of the menu."""
        super().__init__()
        self._docs, self._macros = Path(docs), parts(evidence, menu)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the inline pattern (before links) and tree processors (before MkDocs' own)."""
        md.inlinePatterns.register(InSentences(self._macros), "site", 175)
        site, questions = Treeprocessor(md), Treeprocessor(md)
        site.run, questions.run = self._change, _link_questions  # type: ignore[method-assign]
        # After inline patterns, before the table of contents, which gives headings their ids.
        md.treeprocessors.register(site, "site", 15)
        md.treeprocessors.register(questions, "questions", 1)

    def _change(self, root: Element) -> None:
        fill(root, self._macros)
        _make_sections(root)
        _name_steps(root)
        draw(root, self._docs)


def _make_sections(root: Element) -> None:
    """Turn a page's admonitions of the type `site` into sections, and styles into classes."""
    for node in root.iter():
        type_, _, names = node.get("class", "").partition(" ")
        if style := node.attrib.pop("style", ""):  # "text-align: right;"
            node.set("class", style.removeprefix("text-align: ").rstrip(";"))
        elif type_ == "admonition" and names.startswith("site"):
            _make_section(node, names)


def _make_section(block: Element, names: str) -> None:
    title = block.find("p[@class='admonition-title']")
    block.tag = "div" if title is None else "section"
    block.set("class", names)
    if "brief" in names.split():
        for item in block.iter("li"):
            for inner in item.findall("ul"):
                item.remove(inner)
    if "check" in names.split():
        for item in block.iterfind("ul/li"):
            first = "".join(item.itertext()).split()[:8]  # they tell it from the others
            item.set("id", slugify(" ".join(first), "-"))
    if title is not None:
        title.tag, title.attrib = "h2", {}
        if len(block) == 1:
            block.tag, block.text, block[:] = title.tag, title.text, list(title)


def _name_steps(root: Element) -> None:
    """Give each step of a list an id, after the bold words that it begins with."""
    for item in root.iterfind(".//section/ol/li"):
        name = item.find("p/strong")
        if name is not None and name.text:
            item.set("id", f"step-{slugify(name.text, '-')}")
            _link(name, item.get("id", ""))


def _link_questions(root: Element) -> None:
    for heading in root.iter("h3"):
        if "".join(heading.itertext()).endswith("?"):
            _link(heading, heading.get("id", ""))


def _link(node: Element, id_: str) -> None:
    """Make words a link to themselves, so that the address can be copied."""
    link = Element("a", {"class": "self", "href": f"#{id_}"})
    link.text, link[:] = node.text, list(node)
    node.text, node[:] = None, [link]
