"""What a build reads: the token list, the pages without their tokens, the data file, the menu."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from strip_spam.config import read_matcher
from strip_spam.core import strip
from strip_spam.files import FileError, decode, read_text
from strip_spam.page import Renderer
from website.citations import MenuPage
from website.schema import Document, read_data, read_front_matter

if TYPE_CHECKING:
    from mkdocs.structure.files import Files

    from strip_spam.matcher import Matcher

# Seen from the folder of mkdocs.yml.
TOKENS = "scripts/spam_tokens.yml"
ARTICLE = "scripts/website/article.txt"


class Stripped(NamedTuple):
    """A token in a page, taken out for this build.

    Attributes:
        place: the page's path, line and column.
        token: the listed token.
        refusal: why it was left where it is; empty if it is taken out.
    """

    place: str
    token: str
    refusal: str


def read_finder(folder: str) -> Matcher:
    """Return what finds the project's tokens.

    Raises:
        FileError, TokenListError: there is no token list that can be used.
    """
    return read_matcher(os.path.join(folder, TOKENS))


def strip_pages(files: Files, finder: Matcher, renderer: Renderer) -> Iterator[Stripped]:
    """Strip pages in memory, and yield each token; the sources stay as they are.

    Raises:
        FileError: a page is not UTF-8.
    """
    for file in files.documentation_pages():
        path = os.path.relpath(file.abs_src_path or file.src_uri)
        outcome = strip(decode(file.content_bytes, path), finder, renderer)
        if outcome.findings:
            file.content_string = outcome.text
        for finding in outcome.findings:
            refusal = "" if finding.kind == "strip" else f"{finding.rule}: {finding.message}"
            yield Stripped(f"{path}:{finding.line}:{finding.column}", finding.token, refusal)


def read_article(folder: str, finder: Matcher, renderer: Renderer) -> str:
    """Return the article as it arrived, without its tokens; nothing where a site has none."""
    path = os.path.join(folder, ARTICLE)
    return strip(read_text(path), finder, renderer).text if os.path.exists(path) else ""


def data_file(docs: str, name: str) -> Document:
    """Return a data file among the pages; one that is missing counts as empty.

    Raises:
        FileError: it can't be read.
    """
    path = os.path.join(os.path.relpath(docs), name)
    return read_data(path, read_text(path) if os.path.exists(path) else "")


def read_menu(nav: Iterable[Any], files: Files) -> list[MenuPage]:
    """Return the pages that MkDocs' `nav` names, those in groups among them, in order."""
    return [
        MenuPage(title, path, read_front_matter(path, file.content_string).data)
        for title, path in _entries(nav)
        if (file := files.get_file_from_path(path))
    ]


def _entries(nav: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for entry in nav:
        for title, value in entry.items() if isinstance(entry, Mapping) else ():
            if isinstance(value, str):
                yield title, value
            else:
                yield from _entries(value)
