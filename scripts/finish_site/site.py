"""A built folder, finished in place."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from urllib.parse import unquote, urlsplit

from evidence.data import Evidence
from finish_site.first_paint import Sheet, paint
from finish_site.metadata import complete
from finish_site.policy import protect
from finish_site.pruning import orphans
from finish_site.search_index import search_index
from finish_site.stylesheet import Cutter, Rule, parse
from strip_spam.files import FileError, decode, read

# By the stylesheets that are cut together, each by its path and its media.
_Cutters = dict[tuple[Sheet, ...], Cutter]


def finish(folder: str, known: Evidence) -> None:
    """Finish a built site. Doing it twice changes nothing.

    Raises:
        FileError: a file can't be read or used, or a page names one that is not there.
        OSError: a page can't be written.
    """
    cutters: _Cutters = {}
    for page in _below(folder):
        if page.endswith(".html"):
            html = _text(page)
            finished = _finished(html, partial(_path_of, folder, page), known, cutters)
            if finished != html:
                with open(page, "w", encoding="utf-8", newline="") as file:
                    file.write(finished)
    index(folder)
    prune(folder)


def _finished(html: str, path_of: Callable[[str], str], known: Evidence, cutters: _Cutters) -> str:
    """Return a page as it is published.

    Args:
        html: the page as it was built.
        path_of: the path of the file at an address that the page names.
        known: the evidence.
        cutters: those that pages before this one needed; its own are added.
    """

    def cutter(sheets: Sequence[Sheet]) -> Cutter:
        named = tuple((path_of(address), media) for address, media in sheets)
        if named not in cutters:
            cutters[named] = Cutter([rule for sheet in named for rule in _rules(*sheet)])
        return cutters[named]

    return protect(paint(complete(html, known), cutter, lambda address: _text(path_of(address))))


def index(folder: str) -> None:
    """Write what the search looks through, `search.json`, anew.

    Raises:
        FileError: a page can't be read.
        OSError: the index can't be written.
    """
    pages = {}
    for path in _below(folder):
        url = _shown(folder, path).removesuffix("index.html")
        if path.endswith(".html") and url != "404.html":
            pages[url] = _text(path)
    with open(os.path.join(folder, "search.json"), "w", encoding="utf-8") as file:
        file.write(search_index(pages))


def prune(folder: str) -> None:
    """Remove the files that nobody asks for, and the folders that are then empty."""
    files = {_shown(folder, path): read(path) for path in _below(folder)}
    for path in orphans(files):
        os.unlink(os.path.join(folder, path))
    for parent, _, _ in os.walk(folder, topdown=False):
        if parent != folder and not os.listdir(parent):
            os.rmdir(parent)


def _below(folder: str) -> Iterator[str]:
    """Yield the files in a folder and below it, sorted."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield os.path.join(parent, name)


def _shown(folder: str, path: str) -> str:
    """Return a file's path below the site's folder, as an address has it."""
    return os.path.relpath(path, folder).replace(os.sep, "/")


def _text(path: str) -> str:
    return decode(read(path), path)


def _rules(path: str, media: str) -> tuple[Rule, ...]:
    """Return the rules of a stylesheet, for the media that a page wants it for."""
    try:
        rules = parse(_text(path))
    except ValueError as error:
        raise FileError(f"{path}: {error}") from error
    return (Rule(head=f"@media {media}", rules=rules),) if media else rules


def _path_of(folder: str, page: str, address: str) -> str:
    """Return the path of the file at an address that a page names.

    Raises:
        FileError: there is none.
    """
    path = unquote(urlsplit(address).path)
    if not path.startswith("/"):
        here = posixpath.dirname(_shown(folder, page))
        choice = [posixpath.normpath(posixpath.join(here, path))]
    else:
        # The page for what is missing names it from the host's root: the site's own path, which
        # its folder does not have, comes first.
        parts = path.strip("/").split("/")
        choice = ["/".join(parts[start:]) for start in range(len(parts))]
    for below in choice:
        if os.path.isfile(found := os.path.join(folder, below)):
            return found
    raise FileError(f"{page}: names {address}, which is not there")
