"""A built folder, finished in place."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from urllib.parse import unquote, urlsplit

import yaml
from selectolax.lexbor import LexborHTMLParser

from evidence.data import Evidence
from finish_site.first_paint import Sheet, paint, without_indents
from finish_site.metadata import complete
from finish_site.policy import protect
from finish_site.pruning import orphans
from finish_site.stylesheet import Cutter, Rule, parse
from strip_spam.files import FileError, read, read_text
from website import search_index

# By the stylesheets that are cut together, each by its path and its media.
_Cutters = dict[tuple[Sheet, ...], Cutter]


def finish(folder: str, known: Evidence) -> None:
    """Finish a built site. Doing it twice changes nothing.

    Raises:
        FileError: a file can't be read or used, or a page names one that is not there.
        OSError: a page can't be written.
    """
    _write_index(folder, _finished_pages(folder, known))
    prune(folder)


def index(folder: str) -> None:
    """Write what the search looks through, `search.json`, anew.

    Raises:
        FileError: a page can't be read.
        OSError: the index can't be written.
    """
    _write_index(folder, ((path, LexborHTMLParser(read_text(path))) for path in _pages(folder)))


def _finished_pages(folder: str, known: Evidence) -> Iterator[tuple[str, LexborHTMLParser]]:
    """Finish each page of a site; yield its path and the page, parsed but once."""
    cutters: _Cutters = {}
    for path in _pages(folder):
        html = read_text(path)
        page = LexborHTMLParser(html)
        changed = _finish_page(page, partial(_path_of, folder, path), known, cutters)
        finished = protect(without_indents(page.html or "") if changed else html)
        if finished != html:
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(finished)
        yield path, page


def _finish_page(
    page: LexborHTMLParser, path_of: Callable[[str], str], known: Evidence, cutters: _Cutters
) -> bool:
    """Make of a page what is published, all but its policy; tell whether anything has changed.

    Args:
        page: the page as it was built; it is changed in place.
        path_of: the path of the file at an address that the page names.
        known: the evidence.
        cutters: those that pages before this one needed; its own are added.
    """

    def cutter(sheets: Sequence[Sheet]) -> Cutter:
        named = tuple((path_of(address), media) for address, media in sheets)
        if named not in cutters:
            cutters[named] = Cutter([rule for sheet in named for rule in _rules(*sheet)])
        return cutters[named]

    completed = complete(page, known)
    return paint(page, cutter, lambda address: read_text(path_of(address))) or completed


def _write_index(folder: str, pages: Iterable[tuple[str, LexborHTMLParser]]) -> None:
    found = []
    for path, page in pages:
        if (url := _shown(folder, path).removesuffix("index.html")) != "404.html":
            menu = page.css_first("#menu [aria-current=page]")
            name = menu.text(strip=True) if menu else url
            found += search_index.entries(url, name, page.html or "")
    words = yaml.safe_load(read_text("docs/search_words.yml"))
    for word, target in search_index.dead_ends(found, words["words"]):
        print(f"docs/search_words.yml: '{word}' leads to '{target}', which stands on no page")
    text = search_index.index(found, words)
    with open(os.path.join(folder, "search.json"), "w", encoding="utf-8") as file:
        file.write(text)


def prune(folder: str) -> None:
    """Remove the files that nobody asks for, and the folders that are then empty."""
    files = {_shown(folder, path): read(path) for path in _below(folder)}
    for path in orphans(files):
        os.unlink(os.path.join(folder, path))
    for parent, _, _ in os.walk(folder, topdown=False):
        if parent != folder and not os.listdir(parent):
            os.rmdir(parent)


def _pages(folder: str) -> Iterator[str]:
    """Yield the paths of a site's pages, sorted."""
    return (path for path in _below(folder) if path.endswith(".html"))


def _below(folder: str) -> Iterator[str]:
    """Yield the files in a folder and below it, sorted."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield os.path.join(parent, name)


def _shown(folder: str, path: str) -> str:
    """Return a file's path below the site's folder, as an address has it."""
    return os.path.relpath(path, folder).replace(os.sep, "/")


def _rules(path: str, media: str) -> tuple[Rule, ...]:
    """Return the rules of a stylesheet, for the media that a page wants it for."""
    try:
        rules = parse(read_text(path))
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
