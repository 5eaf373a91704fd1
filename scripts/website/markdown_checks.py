"""What looks like Markdown to an editor, and would be published as text, or not as it is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from selectolax.lexbor import LexborHTMLParser

from website.citations import NAME, words_in
from website.findings import meant
from website.page import Page, line_at
from website.schema import Document

# What to write instead, and the pattern that finds what is wrong: in the source, in the text.
_RULES: dict[str, dict[str, str]] = yaml.load(
    Path(__file__).with_name("markdown_rules.yml").read_bytes(), yaml.CSafeLoader
)
_IN_SOURCE = {re.compile(rf"(?m){pattern}"): said for said, pattern in _RULES["source"].items()}
# The words behind what is left help to find its place in the source.
_IN_TEXT = {
    re.compile(rf"(?m)(?:{pattern})[\w ,.]{{,20}}"): said
    for said, pattern in _RULES["text"].items()
}

# In these, text is what it is; and only in these does it begin a line.
_LITERAL = "code, pre, script, style, svg"
_BEGINNERS = ("p", "li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "div", "body")


def check_markdown(page: Page, rendered: str, evidence: Document) -> Iterable[tuple[int, str]]:
    """Return what on a page, `rendered` as HTML, is not as it is meant: lines, and messages."""
    messages: dict[int, str] = {}
    for pattern, message in _IN_SOURCE.items():
        for match in pattern.finditer(page.text):
            at = match.start("at" if "at" in pattern.groupindex else 0)
            messages.setdefault(line_at(page.text, at), message)
    for offset, message in _left(page, rendered, evidence):
        messages.setdefault(line_at(page.text, offset), message)
    return messages.items()


def _left(page: Page, rendered: str, evidence: Document) -> Iterator[tuple[int, str]]:
    """Yield the offset of what is left of Markdown in a page's text.

    Only what stands in the page's own source, too: a sign that is escaped there is meant, and words
    that come from the data file or from another page are not this page's.
    """
    at = 0
    for text in _texts(rendered):
        for pattern, message in _IN_TEXT.items():
            if left := pattern.search(text):
                sign = left[0].strip()
                if (start := page.text.find(sign, at)) < 0:
                    start = page.text.find(sign)
                is_name = sign.startswith("[@")
                if start >= 0 and (evidence.data or not is_name):  # broken, it has no names
                    at = start
                    yield at, (is_name and _unknown(page.text[at:], evidence)) or message


def _unknown(text: str, evidence: Document) -> str:
    """Say why the name that begins a text stands for nothing in the data file, if one does."""
    name = re.match(NAME, text)
    what, *ids = words_in(name[1]) if name else [""]
    kind, known = "study", evidence.data["studies"]
    if what == "badges":
        kind, known = "list of claims for page", evidence.data["badges"]
    elif what != "studies":
        ids = [what, *ids]
    unknown = [id_ for id_ in ids if id_ not in known]
    if name and not unknown and what in known:
        return f"several studies in one name: write '{', '.join(f'[@{id_}]' for id_ in ids)}'"
    if name and unknown and (what in ("badges", "studies") or len(ids) == 1):
        where = f"'{unknown[0]}' in {evidence.path}{meant(unknown[0], known)}"
        return f"there is no {kind} {where}: correct it, or add it there"
    return ""


def _texts(rendered: str) -> Iterator[str]:
    """Yield the texts of a page; one that does not begin its line has a null before it."""
    tree = LexborHTMLParser(f"<body>{rendered}")
    for node in tree.css(_LITERAL):
        node.decompose()
    for node in tree.css("body")[0].traverse(include_text=True):
        if text := node.text_content:
            begins = node.prev is None and node.parent and node.parent.tag in _BEGINNERS
            yield text if begins else f"\0{text}"
