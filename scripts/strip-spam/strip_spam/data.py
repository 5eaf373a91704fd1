"""What the package knows as data: words, signs, elements, patterns, what the rules say."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def table(name: str) -> Any:
    """Return what `NAME.yml` in this package holds; its first lines say what that is."""
    text = Path(__file__).with_name(f"{name}.yml").read_bytes()
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # faster, in C


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a pattern of `patterns.yml`."""
    return re.compile(_spelled_out(f"(?&{name})"))


def _spelled_out(text: str) -> str:
    """Return a pattern with those that it names in place of their names."""
    rows = table("patterns")
    return re.sub(r"\(\?&(\w+)\)", lambda m: f"(?:{_spelled_out(rows[m[1]]['is'])})", text)


@cache
def elements(kind: str) -> frozenset[str]:
    """Return the names of the elements of one kind, as `elements.yml` has them."""
    return frozenset(table("elements")[kind].split())
