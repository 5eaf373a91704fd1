"""What a build reads: the pages without their tokens, the menu, the data files and the article."""

import os
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from strip_spam.files import decode, read_text
from strip_spam.find import Finder
from strip_spam.rendered import Renderer
from strip_spam.strip import fragments, strip
from website.page import Page, read_page
from website.schema import Document, read_data

ARTICLE = "scripts/website/article.txt"  # seen from the folder of mkdocs.yml


class Sources(NamedTuple):
    """What a build has read."""

    stripped: list[str]  # tokens that no page of this build has, a line each
    left: list[str]  # tokens that somebody must decide on: with them, no page is published
    pages: dict[str, Page]  # by their paths below the folder of the pages
    evidence: Document
    words: Document  # the everyday words that lead to the site's own
    article: str  # as it arrived, without its tokens; empty where a site has none


def read_sources(files: Files, config: MkDocsConfig, finder: Finder) -> Sources:
    """Read all, and strip the pages in memory; the sources stay as they are.

    Raises:
        FileError: a file can't be read as text.
    """
    renderer = Renderer(config.markdown_extensions, config.mdx_configs)
    documents = {os.path.relpath(f.abs_src_path or ""): f for f in files.documentation_pages()}
    texts = {path: decode(file.content_bytes, path) for path, file in documents.items()}
    linked = {fragment for text in texts.values() for fragment in fragments(text)}
    stripped, left, pages = list[str](), list[str](), dict[str, Page]()
    for path, file in documents.items():
        outcome = strip(texts[path], finder, renderer, lambda: linked)
        file.content_string = outcome.text
        pages[file.src_uri] = read_page(path, outcome.text)
        for token in outcome.findings:
            place = f"{path}:{token.line}:{token.column}"
            if token.kind == "strip":
                stripped.append(f"{place}: stripped {token.token} for this build")
            else:
                left.append(f"{place}: {token.rule}: {token.message}")
    article = os.path.join(os.path.dirname(config.config_file_path), ARTICLE)
    return Sources(
        stripped,
        left,
        pages,
        _data(config.docs_dir, "evidence.yml"),
        _data(config.docs_dir, "search_words.yml"),
        strip(read_text(article), finder, renderer).text if os.path.exists(article) else "",
    )


def _data(docs: str, name: str) -> Document:
    """Return a data file among the pages; one that is missing counts as empty."""
    path = os.path.join(os.path.relpath(docs), name)
    return read_data(path, read_text(path) if os.path.exists(path) else "")
