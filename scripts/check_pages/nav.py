"""The menu, `nav` in MkDocs' configuration: whether every page is in it, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator

import yaml

from check_pages.findings import Finding, instead


def check_nav(path: str, source: str, pages: Collection[str], home: str) -> list[Finding]:
    """Check a menu.

    Args:
        path: the configuration, as the findings name it.
        source: its text. One that can't be read is left to MkDocs, which says why.
        pages: the paths of the pages.
        home: the folder that the menu names them from.
    """
    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return []
    known = [os.path.relpath(page, home) for page in pages]
    found = []
    named = set()
    for node in _pages(_value(root, "nav")):
        named.add(node.value)
        if node.value not in known:
            mark, remedy = node.start_mark, instead(node.value, known)
            message = f"there is no page '{node.value}': {remedy}"
            found.append(Finding(path, mark.line + 1, mark.column + 1, message))
    for page in known:
        if page not in named:
            message = f"no menu leads to this page: add a line '- NAME: {page}' to nav in {path}"
            found.append(Finding(os.path.join(home, page), 1, 1, message))
    return found


def _value(node: yaml.Node | None, wanted: str) -> yaml.Node | None:
    """Return what a mapping has under a key, if it is one and has it."""
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for key, value in node.value if key.value == wanted), None)


def _pages(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """Yield what a menu names, parts of it and links to other sites left out."""
    if isinstance(node, yaml.ScalarNode):
        if node.value.endswith(".md"):
            yield node
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _pages(value)
    elif node:
        for entry in node.value:
            yield from _pages(entry)
