"""The last guard: a site that holds a listed token, however it is spelled, is not published."""

import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from strip_spam.files import SUFFIXES
from strip_spam.find import Finder
from strip_spam.rendered import INLINE

# Comments, what is meant for machines, and tags. A comment that is not closed goes to the end, as
# in a browser. What is matched is not given back: thousands of `<!--` are read in one go.
_MARKUP = re.compile(
    r"<!--(?:(?!-->).)*+(?:-->)?|<[?!][^<>]*+>|</?([a-zA-Z][\w:-]*+)[^<>]*+>", re.DOTALL
)


def leaks(path: str, finder: Finder, *, pages: bool = True) -> Iterator[str]:
    """Yield a finding for each listed token in a file, or in the files of a folder and their names.

    Without `pages`, pages in a folder are not looked at.

    Raises:
        OSError: a file can't be read.
    """
    for below in [Path(path), *sorted(Path(path).rglob("*"))]:
        for hit in finder.find(below.name):
            yield f"{below}:1: the spam token {hit.token} is in its name"
        is_page = below.name.lower().endswith(SUFFIXES)
        if below.is_file() and (pages or not is_page or below == Path(path)):
            yield from leaks_in(str(below), below.read_bytes(), finder)


def leaks_in(path: str, data: bytes, finder: Finder) -> Iterator[str]:
    """Yield a finding for each listed token in what a file holds, inside of gzip too."""
    where = ""
    if data.startswith(b"\x1f\x8b"):
        with suppress(OSError, EOFError, zlib.error):  # it may only begin like gzip
            data, where = gzip.decompress(data), ", once it is unzipped"
    text = data.decode("utf-8", "replace")
    hits = finder.find(text)
    # Tags within a line show nothing, others a new line.
    shown = _MARKUP.sub(lambda m: "" if (m[1] or "b").lower() in INLINE else "\n", text)
    for hit in () if hits else finder.find(shown):
        yield f"{path}:1: holds the spam token {hit.token}, parted by tags{where}"
    for hit in hits:
        before = text[: hit.start]
        line, column = before.count("\n") + 1, hit.start - before.rfind("\n")
        yield f"{path}:{line}:{column}: holds the spam token {hit.token}{where}"
    for encoding in ("utf-16-le", "utf-16-be", "cp949"):  # as which a browser may read it
        for token in finder.tokens.tokens:
            # What the encoding lacks becomes "?", which is no token any more.
            encoded = token.encode(encoding, "replace")
            if encoded in data and encoded.decode(encoding) == token:
                yield f"{path}:1: holds the spam token {token} in {encoding}{where}"
