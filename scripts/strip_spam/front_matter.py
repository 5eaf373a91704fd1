"""Front matter: where it ends, and where in it a placeholder stands."""

import re
from collections.abc import Collection
from typing import Any

import yaml

from strip_spam.rendered import UNSEEN, Place, around, pattern

# As MkDocs finds YAML, with either line ending. TOML and JSON are other engines': to MkDocs they
# are text, and to this tool for machines.
YAML = re.compile(r"\ufeff?-{3}[ \t]*\r?\n((?:.*\r?\n)*?)(?:-{3}|\.{3})[ \t]*(?:\r?\n|\Z)")
_OTHER = re.compile(
    r"\ufeff?(?:\+{3}[ \t]*\r?\n(?:.*\r?\n)*?\+{3}|\{[ \t]*\r?\n(?:.*\r?\n)*?\})[ \t]*(?:\r?\n|\Z)"
)
_FOR_READERS = ("title", "description")


def split(source: str, text: str) -> tuple[str, str]:
    """Return front matter, with the lines that enclose it, and the rest of a page.

    Args:
        source: the page as it was read, which decides whether it has any.
        text: the same with placeholders in it, which is split.
    """
    block = YAML.match(source)
    # What is no YAML at all was meant to be; other text between two rules is text.
    kind = YAML if block and not isinstance(_loaded(block[1]), str) else _OTHER
    found = kind.match(text)
    end = found.end() if found else 0
    return text[:end], text[end:]


def places(head: str, marks: Collection[str]) -> dict[str, Place]:
    """Return where in front matter those of these placeholders stand that are in it."""
    block = YAML.match(head)
    values = _loaded(block[1]) if block else None
    found = {mark: UNSEEN for mark in marks if mark in head}
    for key in _FOR_READERS if found else ():
        if isinstance(values, dict) and isinstance(value := values.get(key), str):
            for mark, before, after in around(value, pattern(marks)):
                found[mark] = Place("front matter", key, before, after)
    return found


def said(head: str) -> str:
    """Return what front matter says, without the way in which it is written."""
    block = YAML.match(head)
    return str(_loaded(block[1])) if block else head


def _loaded(text: str) -> Any:
    """Return what YAML says, None if it is not YAML."""
    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: a date that isn't one
        return None
