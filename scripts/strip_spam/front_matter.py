"""Where each mark stands in a page's front matter."""

import re
from collections.abc import Iterator, Set
from functools import lru_cache

import yaml

from strip_spam.page import Place

# As MkDocs finds it, with either line ending.
BLOCK = re.compile(r"\ufeff?-{3}[ \t]*\r?\n((?:.*\r?\n)*?)(?:-{3}|\.{3})[ \t]*(?:\r?\n|\Z)")

# Keys whose text is an address or a name for machines, whatever it looks like.
_MACHINE_KEYS = frozenset(
    """
    alias aliases canonical canonical_url css date href icon id image image_path lang
    language layout link path permalink redirect redirect_from redirect_to redirects slug
    src template thumbnail uid uri url
    """.split()
)


_TEXT = "tag:yaml.org,2002:str"


def split(text: str) -> tuple[str, str]:
    """Return a page's front matter, with its two lines of dashes, and the rest."""
    block = BLOCK.match(text)
    end = block.end() if block and _mapping(block[1]) else 0
    return text[:end], text[end:]


def shape(front_matter: str) -> list[tuple[str, str]]:
    """Return what must survive in front matter: each key, each value's type, and all but texts."""
    block = BLOCK.match(front_matter)
    return [
        (key, node.value if is_key or node.tag != _TEXT else _TEXT)
        for key, node, is_key in _scalars(_mapping(block[1]) if block else None, "", set())
    ]


def places(front_matter: str, marks: Set[str]) -> Iterator[tuple[str, Place]]:
    """Yield each of these marks that stands in the text of a value or key, and its place."""
    block = BLOCK.match(front_matter)
    if not block:
        return
    for key, node, is_key in _scalars(_mapping(block[1]), "", set()):
        kind = "text"
        if is_key:
            kind = "key"
        elif key.lower() in _MACHINE_KEYS:
            kind = "machine"
        elif node.style in ("|", ">"):
            kind = "block"
        for mark in marks & set(node.value):
            before, _, after = node.value.partition(mark)
            drop = str.maketrans(dict.fromkeys(marks, ""))
            yield (
                mark,
                Place(f"front matter {kind}", key, before.translate(drop), after.translate(drop)),
            )


@lru_cache(maxsize=8)  # asked for again at every step
def _mapping(text: str) -> yaml.MappingNode | None:
    """Return the mapping that a YAML text is, or None if it isn't one."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: a date that isn't one
        return None
    return node if isinstance(node, yaml.MappingNode) else None


def _scalars(
    node: yaml.Node | None, key: str, seen: set[int]
) -> Iterator[tuple[str, yaml.ScalarNode, bool]]:
    """Yield each scalar below a node once, the key it belongs to, and whether it is that key."""
    if node is None or id(node) in seen:  # an alias can stand for a node again, or hold itself
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        yield key, node, False
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item, key, seen)
    else:  # a mapping, whose keys are scalars, or it could not have been loaded
        for inner, value in node.value:
            yield inner.value, inner, True
            yield from _scalars(value, inner.value, seen)
