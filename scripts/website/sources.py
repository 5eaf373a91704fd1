"""What a build reads: the pages without their tokens, the menu, the data files and the article."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from strip_spam.files import read_text
from strip_spam.rendered import Renderer
from strip_spam.strip import Finding as Token
from strip_spam.strip import fragments, strip
from website.schema import Document, read_data

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from strip_spam.find import Finder

_ARTICLE = "scripts/website/article.txt"  # seen from the folder of mkdocs.yml


class Sources(NamedTuple):
    """What a build has read."""

    tokens: list[tuple[str, Token]]  # each with its page's path
    pages: dict[str, str]  # by their paths below the folder of the pages
    evidence: Document
    words: Document  # the everyday words that lead to the site's own
    article: str  # as it arrived, without its tokens; empty where a site has none

    @property
    def must_stop(self) -> bool:
        """Whether no page can be published: a token is left in one, or the data file is broken."""
        return not self.evidence.data or any(token.kind == "report" for _, token in self.tokens)


def read_sources(files: Files, config: MkDocsConfig, finder: Finder) -> Sources:
    """Read all, and strip the pages in memory; the sources stay as they are.

    Raises:
        FileError: a file can't be read as text.
    """
    renderer = Renderer(config.markdown_extensions, config.mdx_configs)
    pages = {file.src_uri: file for file in files.documentation_pages()}
    paths = {uri: os.path.relpath(os.path.join(config.docs_dir, uri)) for uri in pages}
    texts = {uri: read_text(paths[uri]) for uri in pages}
    linked = {fragment for text in texts.values() for fragment in fragments(text)}
    tokens = []
    for uri, file in pages.items():
        outcome = strip(texts[uri], finder, renderer, lambda: linked)
        file.content_string = texts[uri] = outcome.text
        tokens += [(paths[uri], token) for token in outcome.findings]
    article = os.path.join(os.path.dirname(config.config_file_path), _ARTICLE)
    return Sources(
        tokens,
        texts,
        _data(config.docs_dir, "evidence.yml"),
        _data(config.docs_dir, "search_words.yml"),
        strip(read_text(article), finder, renderer).text if os.path.exists(article) else "",
    )


def _data(docs: str, name: str) -> Document:
    """Return a data file among the pages; one that is missing counts as empty."""
    path = os.path.join(os.path.relpath(docs), name)
    return read_data(path, read_text(path) if os.path.exists(path) else "")
