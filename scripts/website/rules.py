"""The rules of `rules.yml`: what to write instead, and the pattern that finds the mistake."""

import re
from itertools import islice
from pathlib import Path

import yaml

_FILE = yaml.load(Path(__file__).with_suffix(".yml").read_bytes(), yaml.CSafeLoader)

# The site's own blocks by name, each with what the search takes its words for, if anything special.
BLOCKS: dict[str, str | None] = _FILE.pop("blocks")
KINDS: dict[str, str] = _FILE.pop("kinds")
_RULES = {
    kind: {
        message.replace("BLOCKS", ", ".join(BLOCKS)): re.compile(
            pattern.replace("BLOCKS", "|".join(BLOCKS)), re.MULTILINE | re.IGNORECASE
        )
        for message, pattern in rules.items()
    }
    for kind, rules in _FILE.items()
}


def broken(kind: str, text: str, most: int | None = 1) -> list[tuple[re.Match[str], str]]:
    """Return where a text breaks a rule for its kind, at `most` times each, with the message."""
    return [
        (match, message)
        for message, pattern in _RULES[kind].items()
        for match in islice(pattern.finditer(text), most)
    ]
