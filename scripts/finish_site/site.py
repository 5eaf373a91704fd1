"""A built folder, finished in place."""

import os
from collections.abc import Iterator

from evidence.data import Evidence
from finish_site.metadata import complete
from finish_site.search_index import search_index
from strip_spam.files import decode, read, write


def finish(folder: str, known: Evidence) -> None:
    """Finish every page below a folder. Doing it twice changes nothing.

    Raises:
        FileError: a page can't be read or written.
    """
    for path in _pages(folder):
        html = decode(read(path), path)
        finished = complete(html, known)
        if finished != html:
            write(path, finished.encode())
    index(folder)


def index(folder: str) -> None:
    """Write what the search looks through, `search.json`, anew.

    Raises:
        FileError: a page can't be read.
        OSError: the index can't be written.
    """
    pages = {}
    for path in _pages(folder):
        url = os.path.relpath(path, folder).replace(os.sep, "/").removesuffix("index.html")
        if url != "404.html":
            pages[url] = decode(read(path), path)
    with open(os.path.join(folder, "search.json"), "w", encoding="utf-8") as file:
        file.write(search_index(pages))


def _pages(folder: str) -> Iterator[str]:
    """Yield the pages below a folder, sorted."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.endswith(".html"):
                yield os.path.join(parent, name)
