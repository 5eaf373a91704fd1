"""The pictures that a page names: whether they are there, and say what they show."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator

from check_pages.findings import instead

# Screen readers read it out in one go.
_LONGEST = 125

_PICTURE = re.compile(r"!\[(?P<text>[^\]]*)\]\(\s*<?(?P<path>[^)\s>]+)")


def check_pictures(path: str, text: str, files: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the offset of each picture that can't stand as it does, and what to write.

    Args:
        path: the page.
        text: its text.
        files: the files of the site, named from where the page is named from.
    """
    for match in _PICTURE.finditer(text):
        words = " ".join(match["text"].split())
        if not words:
            yield (
                match.start(),
                "a picture without a text for those who can't see it: write in the brackets what "
                f"it shows, in at most {_LONGEST} characters",
            )
        elif len(words) > _LONGEST:
            yield (
                match.start(),
                f"the picture's text has {len(words)} characters: write at most {_LONGEST}, and "
                "the rest in the text beside it",
            )
        if "://" in match["path"]:
            yield match.start(), "a picture of another site: put a copy into docs/assets"
            continue
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(path), match["path"]))
        if wanted not in files:
            folder = posixpath.dirname(wanted)
            there = [posixpath.basename(f) for f in files if posixpath.dirname(f) == folder]
            remedy = instead(posixpath.basename(wanted), there)
            yield match.start("path"), f"there is no picture '{match['path']}': {remedy}"
