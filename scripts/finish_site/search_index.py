"""What a search looks through: the words of each page, in the pieces that its headings make."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from strip_spam.rendered import INLINE

_HEADINGS = ("h1", "h2", "h3")
_SILENT = "svg, script, style, .printed"


def search_index(pages: Iterable[tuple[str, LexborHTMLParser]]) -> str:
    """Return the index as JSON: for each heading its address, its title and the text below it.

    Args:
        pages: the address of each page below the site's, and the page, which is taken apart.
    """
    rows = [
        {"url": url + (f"#{id_}" if id_ else ""), "title": title, "text": text}
        for url, page in pages
        for id_, title, text in _pieces(page)
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _pieces(page: LexborHTMLParser) -> Iterator[tuple[str, str, str]]:
    """Yield id and text of each heading, and the text up to the next; the first has no id."""
    main = page.css_first("main article")
    if main is None:
        return
    for node in main.css(_SILENT):
        node.decompose()
    id_, title, text = "", "", ""
    for node in main.traverse(include_text=True):
        if node.tag in _HEADINGS:
            if title:
                yield id_, title, _line(text)
            # The page's own title leads to its top.
            id_, title, text = ("" if node.tag == "h1" else node.id or ""), _line(node.text()), ""
        elif node.tag == "-text" and not _in_heading(node):
            after_block = node.prev and node.prev.tag not in INLINE
            text += (" " if after_block else "") + (node.text_content or "")
        elif node.tag == "dd":
            text = text.rstrip() + ": "  # what the stylesheet shows after a term
        elif node.tag not in INLINE:
            text += " "
    if title:
        yield id_, title, _line(text)


def _in_heading(node: LexborNode) -> bool:
    outer = node.parent
    while outer and outer.tag != "article":
        if outer.tag in _HEADINGS:
            return True
        outer = outer.parent
    return False


def _line(text: str) -> str:
    return " ".join(text.split())
