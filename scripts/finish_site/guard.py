"""The last guard: a folder that holds a listed token, however spelled, does not count as built."""

import gzip
import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from strip_spam.find import Finder
from strip_spam.rendered import INLINE
from strip_spam.strip import place_in

# Comments, what is meant for machines, and tags.
_MARKUP = re.compile(r"<!--.*?-->|<[?!][^>]*>|</?([a-zA-Z][\w:-]*)[^<>]*>", re.DOTALL)

# Where a text is not UTF-8, a browser may still read it so.
_OTHER_ENCODINGS = ("utf-16-le", "utf-16-be", "cp949")


class Leak(NamedTuple):
    """A listed token in a file.

    Attributes:
        path: the file's path.
        line: counted from 1; 0 where the token is in the path itself or in no line of text.
        column: counted from 1, in code points; 0 likewise.
        token: the listed token.
        where: what to say of the place, if the path, line and column don't say it all.
    """

    path: str
    line: int
    column: int
    token: str
    where: str = ""

    def __str__(self) -> str:
        """Return one line that names file and place."""
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: holds the spam token {self.token}{self.where}"


def leaks_below(folder: str, matcher: Finder) -> Iterator[Leak]:
    """Yield every listed token in the files of a folder and in their names, sorted by path.

    Raises:
        OSError: a file can't be read.
    """
    for parent, folders, names in os.walk(folder, onerror=_raise):
        folders.sort()
        for name in (*folders, *sorted(names)):
            path = os.path.join(parent, name)
            for hit in matcher.find(name):
                yield Leak(path, 0, 0, hit.token, " in its name")
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    yield from leaks(path, file.read(), matcher)


def leaks(path: str, data: bytes, matcher: Finder) -> Iterator[Leak]:
    """Yield every listed token in what a file holds, inside of gzip too."""
    where = ""
    if data.startswith(b"\x1f\x8b"):
        data, where = _unzipped(data), ", once it is unzipped"
    text = data.decode("utf-8", "replace")
    hits = matcher.find(text)
    for hit in () if hits else matcher.find(_MARKUP.sub(_shown, text)):
        yield Leak(path, 0, 0, hit.token, f", parted by tags{where}")
    for hit, (line, column) in zip(hits, place_in(text, (hit.start for hit in hits)), strict=True):
        yield Leak(path, line, column, hit.token, where)
    for encoding in _OTHER_ENCODINGS:
        for token in matcher.tokens.tokens:
            # What the encoding lacks becomes "?", which is no token any more.
            encoded = token.encode(encoding, "replace")
            if encoded in data and encoded.decode(encoding) == token:
                yield Leak(path, 0, 0, token, f" in {encoding}{where}")


def _shown(match: re.Match[str]) -> str:
    """Return what a browser shows in place of markup: a new line, or nothing."""
    return "\n" if match[1] and match[1].lower() not in INLINE else ""


def _unzipped(data: bytes) -> bytes:
    try:
        return gzip.decompress(data)
    except (OSError, EOFError):
        return data  # it only begins like gzip


def _raise(error: OSError) -> None:
    raise error
