"""How pages name what is in the data file.

In a sentence:

    [@miyaji2018]           the study's name, linked to its details
    [@checked] [@due]       the day of the last check, and of the next

In a paragraph of its own:

    [@badges circulation]   a page's claims, each with the strength of its evidence
    [@studies ID ID …]      the details of studies
    [@list circulation]     one line for each study whose details that page holds
    [@strengths]            what the strengths mean
    [@not-used]             what was looked at and not used
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

DATES = ("checked", "due")
# How many words each of them takes, at least and at most.
BLOCKS = {
    "badges": (1, 1),
    "studies": (1, 1_000),
    "list": (1, 1),
    "strengths": (0, 0),
    "not-used": (0, 0),
}

# The whole of a name; its first word says what it is. Commas between the words say nothing.
PATTERN = r"\[@([\w-]+(?:,?\s+[\w-]+)*)\]"


# A blank line, a block's title or nothing at all; and only blanks up to the name itself.
_ENDS_A_BLOCK = re.compile(r"(?:\A|(?:^|\n)[ \t]*\r?\n|(?:^|\n)[ \t]*!!!.*\n)[ \t]*\Z")
_BEGINS_A_BLOCK = re.compile(r"[ \t]*(?:\r?\n[ \t]*(?:\r?\n|\Z)|\Z)")


class Name(NamedTuple):
    """A name as it stands in a page.

    Attributes:
        start: the offset of its bracket, in code points.
        words: what stands in the brackets.
        alone: whether nothing else stands in its paragraph.
    """

    start: int
    words: list[str]
    alone: bool


def words_in(said: str) -> list[str]:
    """Return the words that stand in a name's brackets."""
    return said.replace(",", " ").split()


def names(text: str) -> Iterator[Name]:
    """Yield every name in a Markdown text."""
    for match in re.finditer(PATTERN, text):
        before, after = text[: match.start()], text[match.end() :]
        alone = bool(_ENDS_A_BLOCK.search(before) and _BEGINS_A_BLOCK.match(after))
        yield Name(match.start(), words_in(match[1]), alone)
