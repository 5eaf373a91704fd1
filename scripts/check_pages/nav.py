"""The menu, `nav` in MkDocs' configuration: every page is in it, and the home page follows it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest

import yaml

from check_pages.findings import Finding, at_node, at_offsets, instead
from check_pages.links import ELSEWHERE

# The home page's list of pages, and each page that it names.
_WAY = re.compile(r"^!!! site\b[^\"\n]*\bway\b.*\n(?:(?:[ \t].*)?\r?\n|[ \t].*\Z)*", re.MULTILINE)
_CARD = re.compile(r"\]\((?P<page>[^()\s#]+\.md)(?:#[^()\s]*)?\)")


def check_nav(path: str, source: str, pages: Mapping[str, str], home: str) -> list[Finding]:
    """Check a menu.

    Args:
        path: the configuration, as the findings name it.
        source: its text. One that can't be read is left to MkDocs, which says why.
        pages: the text of each page, by its path.
        home: the folder that the menu names them from.
    """
    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return []
    nav = _nav(root)
    if nav is None or not nav.value:
        return []  # then MkDocs makes one of all pages
    known = [os.path.relpath(page, home) for page in pages]
    found = []
    named = []
    for node in _pages(nav):
        named.append(node.value)
        if node.value not in known:
            message = f"there is no page '{node.value}': {instead(node.value, known)}"
            found.append(at_node(path, node, message))
    for page in known:
        if page not in named:
            message = f"no menu leads to this page: add a line '- NAME: {page}' to nav in {path}"
            found.append(Finding(os.path.join(home, page), 1, 1, message))
    index = os.path.join(home, "index.md")
    wanted = [page for page in named if page in known and page != "index.md"]
    text = pages.get(index, "")
    off = ((at, f"{said}, as nav in {path} has it") for at, said in _off_the_way(text, wanted))
    return found + list(at_offsets(index, text, off))


def _off_the_way(text: str, wanted: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the offset where a home page's list first leaves the menu, and what to write."""
    if not (way := _WAY.search(text)):
        return
    cards = list(_CARD.finditer(text, *way.span()))
    for card, page in zip_longest(cards, wanted):
        if card and card["page"] == page:
            continue
        place = card.start("page") if card else way.start()
        if page in (card["page"] for card in cards):
            yield place, f"the list of pages has '{page}' further down: move it here"
        elif page:
            yield place, f"the list of pages lacks '{page}' here: add it"
        else:
            yield place, "the list of pages goes on where the menu ends: take this page out"
        return


def _nav(root: yaml.Node | None) -> yaml.Node | None:
    """Return the menu of a configuration, if it has one."""
    if not isinstance(root, yaml.MappingNode):
        return None
    return next((value for key, value in root.value if key.value == "nav"), None)


def _pages(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Yield what a menu names, parts of it and links to other sites left out."""
    if isinstance(node, yaml.ScalarNode):
        if node.value.endswith(".md") and not ELSEWHERE.match(node.value):
            yield node
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _pages(value)
    else:
        for entry in node.value:
            yield from _pages(entry)
