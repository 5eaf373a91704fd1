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
    """Return a pattern of `patterns.yml`, with those that it names in place of their names."""
    named = table("patterns")[name]["is"]
    spelled = re.sub(r"\(\?&(\w+)\)", lambda match: pattern(match[1]).pattern, named)
    return re.compile(f"(?:{spelled})")
