"""A page that needs nothing else to be read: styles and scripts inline, its dead parts gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser

from finish_site.stylesheet import Cutter

# A stylesheet as a page names it: its address, and the media that it is for, if not for all.
Sheet = tuple[str, str]

# What the theme's own script would move or fill. The site leaves that script out.
_DEAD = """
    .md-toggle, .md-overlay, .md-dialog, [data-md-component=skip], [data-md-component=announce],
    meta[name=generator]
"""

# Where blanks count.
_VERBATIM = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.DOTALL)


def paint(
    page: LexborHTMLParser,
    cutter: Callable[[Sequence[Sheet]], Cutter],
    script: Callable[[str], str],
) -> bool:
    """Put the styles that a page can use into it, and its own scripts at its end.

    Styles for what the page's scripts make count as used: each word in a script may be a name.
    A page that names no stylesheet stays as it is.

    Args:
        page: a built page; it is changed in place.
        cutter: cuts these stylesheets, taken together.
        script: the text of the script at an address.

    Returns:
        Whether anything has changed.
    """
    links = page.css("link[rel=stylesheet]")
    if not links:
        return False
    for node in page.css(_DEAD):
        node.decompose()
    sheets = [(link.attributes["href"] or "", link.attributes.get("media") or "") for link in links]
    style = page.create_node("style")
    css = cutter(sheets).cut(_names(page).union(*_words(page, script)))
    style.insert_child(css.replace("</", "<\\/"))  # no text in it may end it
    links[0].insert_before(style)
    for link in links:
        link.decompose()
    for late in page.css("script[defer][src]"):
        inline = page.create_node("script")
        inline.insert_child(script(late.attributes["src"] or "").replace("</", "<\\/"))
        late.decompose()
        assert page.body  # a parser makes one
        page.body.insert_child(inline)
    return True


def without_indents(html: str) -> str:
    """Return HTML with one line break for each break and the blanks after it."""
    pieces = _VERBATIM.split(html)
    # Of three pieces one is text, one is kept as it is, one names its element.
    return "".join(
        re.sub(r"\n[ \t\r\n]+", "\n", piece) if at % 3 == 0 else piece
        for at, piece in enumerate(pieces)
        if at % 3 != 2
    )


def _names(page: LexborHTMLParser) -> set[str]:
    """Return each element, class, id, attribute and value of one of a page."""
    elements, attributes, values, classes, ids = (set[str | None]() for _ in range(5))
    for node in page.css("*"):  # most are alike: what they say is put into words once, below
        elements.add(node.tag)
        if said := node.attributes:
            attributes.update(said)
            values.update(said.values())
            classes.add(said.get("class"))
            ids.add(said.get("id"))
    return {
        *(name.lower() for name in elements if name),
        *(f".{name}" for several in classes if several for name in several.split()),
        *(f"#{name}" for name in ids if name),
        *(f"[{name.lower()}]" for name in attributes if name),
        *(f"={value or ''}" for value in values),
    }


def _words(page: LexborHTMLParser, script: Callable[[str], str]) -> Iterator[frozenset[str]]:
    """Yield what the words in each of a page's scripts may be."""
    for node in page.css("script:not([type$=json]), [data-script]"):
        address = node.attributes.get("src") or node.attributes.get("data-script")
        yield _names_in(script(address) if address else node.text())


@lru_cache(maxsize=64)  # pages share their scripts
def _names_in(script: str) -> frozenset[str]:
    words = set(re.findall(r"[\w-]+", script))
    # A script that says "scheme" may mean the attribute data-scheme.
    shapes = ("{}", ".{}", "#{}", "={}", "[{}]", "[data-{}]")
    return frozenset(shape.format(word) for word in words for shape in shapes)
