"""The site's blocks: `!!! site NAME "Title"`, with their words indented below.

A block that is not read as one would let the site's words pass for the article's.
"""

import re
from collections.abc import Iterator

from check_pages.findings import instead

# What the stylesheet knows. "said" is a heading alone: the article's words follow it.
NAMES = ("said", "known", "not", "studies", "picture", "answer", "way", "steps", "check")

_BLOCK = re.compile(
    r'^(?P<indent>[ \t]*)!!!(?P<names>[ \t]+site\b[^"\r\n]*)(?P<title>"[^"\r\n]*")?'
    r"(?P<behind>[^\r\n]*)\r?\n"
    r"(?:[ \t]*\r?\n)*(?P<next>[ \t]*)(?=\S|\Z)",
    re.MULTILINE,
)

# What looks like a block.
_SIGN = re.compile(r"^[ \t]*(?P<sign>!{2,}|\?{2,}\+?)[ \t]+(?P<word>\w+)", re.MULTILINE)

# Words in a block, and right below them, without a blank line, some that are not indented enough:
# the article would go on with those. No two parts fit the same line, so this takes no long search.
_FALLEN_OUT = re.compile(
    r"^!!![ \t]+site\b[^\r\n]*\r?\n(?:(?:[ \t]*\r?\n)*[ ]{4}[ \t]*\S[^\r\n]*\r?\n)+"
    r"[ ]{0,3}(?P<words>(?!!!!)\S[^\r\n]*)",
    re.MULTILINE,
)


def check_blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset of each block that would not be read as it is meant, and what to write."""
    for match in _SIGN.finditer(text):
        if (match["sign"], match["word"]) != ("!!!", "site"):
            begun = f"{match['sign']} {match['word']}"
            yield match.start("sign"), f"'{begun}' begins no block: write '!!! site NAME \"Title\"'"
    for match in _BLOCK.finditer(text):
        _, *names = match["names"].split()
        for name in names if match["title"] else names[:1]:  # the rest may be a title's words
            if name not in NAMES:
                yield match.start("names"), f"no block is called '{name}': {instead(name, NAMES)}"
        if not names:
            yield match.start("names"), "a block without a name: write '!!! site NAME \"Title\"'"
        if match["title"] is None:
            yield match.start("names"), 'a block without a title: write one in quotes, or ""'
        if match["title"] and (behind := match["behind"].lstrip()):
            at = match.end("behind") - len(behind)
            yield at, "nothing may stand behind a block's title: take it out"
        if "said" not in names and len(match["next"]) < len(match["indent"]) + 4:
            yield (
                match.start("next"),
                "these words stand outside of the block above: indent them by four spaces",
            )
    for match in _FALLEN_OUT.finditer(text):
        yield (
            match.start("words"),
            "this line stands right below a block, outside of it: indent it by four spaces, or "
            "leave a line blank above it",
        )
