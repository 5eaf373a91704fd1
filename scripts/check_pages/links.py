"""The links and pictures that a page names: whether they are there, and say what they show."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator

from check_pages.findings import instead

# Screen readers read it out in one go.
_LONGEST = 125

_PICTURE = r"!\[[^\[\]]*\]\([^)]*\)"
_LINKS = (
    re.compile(r"(?P<picture>!)\[(?P<text>[^\[\]]*)\]\(\s*<?(?P<path>[^)\s>]+)"),
    # A link may hold pictures, and they are looked at by themselves.
    re.compile(
        rf"(?<!!)(?P<picture>)\[(?P<text>(?:[^\[\]]|{_PICTURE})*)\]\(\s*<?(?P<path>[^)\s>]+)"
    ),
    # What a reference stands for; a footnote is none.
    re.compile(
        r"^[ ]*(?P<picture>)\[(?P<text>[^\[\]^][^\[\]]*)\]:[ ]*<?(?P<path>[^\s>]+)>?"
        r"[ ]*(?:\"[^\"]*\"|'[^']*'|\([^)]*\))?[ \r]*$",
        re.MULTILINE,
    ),
)
_PARTED = re.compile(r"\](?P<blank>[ \t]+)\([^()\s]+\.(?:md|svg)(?:#[^()\s]*)?\)")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)


def check_links(path: str, text: str, files: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the offset of each link or picture that can't stand as it does, and what to write.

    Args:
        path: the page.
        text: its text.
        files: the files of the site, named from where the page is named from.
    """
    for match in _PARTED.finditer(text):
        yield match.start("blank"), "a blank between a link's words and its address: take it out"
    for match in (match for pattern in _LINKS for match in pattern.finditer(text)):
        target = match["path"].partition("#")[0]
        if match["picture"]:
            for message in _picture(" ".join(match["text"].split()), target):
                yield match.start(), message
        if ELSEWHERE.match(match["path"]):
            continue
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        if wanted not in files:
            folder = posixpath.dirname(wanted)
            there = [posixpath.basename(f) for f in files if posixpath.dirname(f) == folder]
            remedy = instead(posixpath.basename(wanted), there) if there else "mend its folder"
            what = "picture" if match["picture"] else "page"
            yield match.start("path"), f"there is no {what} '{target}': {remedy}"


def _picture(words: str, target: str) -> Iterator[str]:
    """Yield what is wrong with a picture's text and address."""
    if not words:
        yield (
            "a picture without a text for those who can't see it: write in the brackets what it "
            f"shows, in at most {_LONGEST} characters"
        )
    elif len(words) > _LONGEST:
        yield (
            f"the picture's text has {len(words)} characters: write at most {_LONGEST}, and the "
            "rest in the text beside it"
        )
    if ELSEWHERE.match(target):
        yield "a picture of another site: put a copy into docs/assets, and name that"
