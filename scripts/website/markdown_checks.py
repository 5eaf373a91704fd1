"""What looks like Markdown to an editor, and would be published as text, or not as it is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from selectolax.lexbor import LexborHTMLParser

from website.findings import Finding, meant
from website.page import NAME, Page, line_at, words_in
from website.schema import Document

_RULES: dict[str, dict[str, str]] = yaml.load(
    Path(__file__).with_name("markdown_rules.yml").read_text("utf-8"), yaml.CSafeLoader
)

# In these, text is what it is; and only in these does it begin a line.
_LITERAL = "code, pre, script, style, svg"
_BEGINNERS = ("p", "li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "div", "body")


def check_markdown(page: Page, rendered: str, evidence: Document) -> Iterator[Finding]:
    """Yield what on a page would not come out as it is meant, one finding a line.

    Args:
        page: the page.
        rendered: its HTML.
        evidence: the data file.
    """
    messages: dict[int, str] = {}
    for message, pattern in _RULES["source"].items():
        for match in re.finditer(pattern, page.text, re.MULTILINE):
            at = match.start("at" if "at" in match.re.groupindex else 0)
            messages.setdefault(line_at(page.text, at), message)
    for offset, message in _left(page, rendered, evidence):
        messages.setdefault(line_at(page.text, offset), message)
    yield from (Finding(page.path, line, message) for line, message in messages.items())


def _left(page: Page, rendered: str, evidence: Document) -> Iterator[tuple[int, str]]:
    """Yield the offset of what is left of Markdown in a page's text.

    Only what stands in the page's own source, too: a sign that is escaped there is meant, and words
    that come from the data file or from another page are not this page's.
    """
    at = 0
    for text in _texts(rendered):
        for message, pattern in {"": r"\[@", **_RULES["text"]}.items():
            if left := re.search(rf"(?:{pattern})[\w ,.]{{,20}}", text, re.MULTILINE):
                sign = left[0].strip()
                if (start := page.text.find(sign, at)) < 0:
                    start = page.text.find(sign)
                if start >= 0:
                    yield start, message or _unknown_name(page.text[start:], evidence)
                    at = start


def _unknown_name(text: str, evidence: Document) -> str:
    """Say why the name that begins a text stands for nothing in the data file."""
    name, studies = NAME.match(text), evidence.data.get("studies", {})
    words = words_in(name[1]) if name else []
    ids = words[1:] if words[:1] == ["studies"] else words
    unknown = [word for word in ids if word not in studies]
    if unknown and (ids != words or len(words) == 1):
        remedy = f"{meant(unknown[0], studies)}: correct the id, or add the study there"
        return f"there is no study '{unknown[0]}' in {evidence.path}{remedy}"
    if words and words == ids and not unknown:
        return f"several studies in one name: write '{', '.join(f'[@{id_}]' for id_ in ids)}'"
    return (
        "this name can't be shown: write '[@id]' for a study; a name of more words has a paragraph "
        "of its own"
    )


def _texts(rendered: str) -> Iterator[str]:
    """Yield the texts of a page; one that does not begin its line has a null before it."""
    tree = LexborHTMLParser(f"<body>{rendered}")
    for node in tree.css(_LITERAL):
        node.decompose()
    for node in tree.css("body")[0].traverse(include_text=True):
        if text := node.text_content:
            begins = node.prev is None and node.parent and node.parent.tag in _BEGINNERS
            yield text if begins else f"\0{text}"
