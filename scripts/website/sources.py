"""What a build reads: pages without their tokens, data files, the article, and dates from git."""

import os
from datetime import datetime
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from strip_spam.files import FileError, read_text
from strip_spam.find import Finder
from strip_spam.limit import LONGEST_TIME, TooHard, time_limit
from strip_spam.rendered import Renderer
from strip_spam.strip import fragments, strip
from website.findings import PAGES, Finding, output
from website.page import Page, read_page
from website.schema import Document, read_data

ARTICLE = "scripts/article/arrived.txt"  # relative to the folder of mkdocs.yml


class Sources(NamedTuple):
    """What a build has read."""

    stripped: list[str]  # tokens cut for this build, a line each
    left: list[str]  # what needs a decision: until it is made, no page is published
    pages: dict[str, Page]  # by their paths below the folder of the pages
    evidence: Document
    words: Document  # the everyday words that lead to the site's own
    article: str  # as it arrived, without its tokens; empty if there is none


def read_sources(files: Files, config: MkDocsConfig, finder: Finder) -> Sources:
    """Read all, and strip the pages in memory; the sources stay as they are."""
    renderer = Renderer(config.markdown_extensions, config.mdx_configs, config.theme["language"])
    documents = {os.path.relpath(f.abs_src_path or ""): f for f in files.documentation_pages()}
    texts = {path: _text(path) for path in documents}
    linked = {fragment for text, _ in texts.values() for fragment in fragments(text)}
    stripped, left, pages = list[str](), list[str](), dict[str, Page]()
    for path, file in documents.items():
        text, unread = texts[path]
        left += map(str, unread)  # strip-spam says it too
        outcome = strip(text, finder, renderer, linked)
        text = outcome.text
        try:
            with time_limit(LONGEST_TIME):
                renderer.html(text)
        except TooHard:
            remedy = "take out signs that are repeated over and over, or nest less deeply"
            hard = f"too hard to read for the Markdown parser: {remedy}"
            text, unread = "", [Finding(path, 1, hard)]
        page = read_page(path, text)
        if "/" in file.src_uri or not file.src_uri.endswith(".md"):
            remedy = f"name it NAME.md, and put it directly into {PAGES}"
            unread = [page.finding(0, f"this can't be a page: {remedy}")]
        pages[file.src_uri] = page._replace(never=[*unread, *page.never])
        for token in outcome.findings:
            place = f"{path}:{token.line}:{token.column}"
            if token.kind == "strip":
                stripped.append(f"{place}: a spam token, stripped for this build alone")
            else:
                left.append(f"{place}: {token.rule}: {token.message}")
    for file in documents.values():
        file.content_string = pages[file.src_uri].body(pages)
    docs = os.path.relpath(config.docs_dir)
    data = (os.path.join(docs, name) for name in ("evidence.yml", "search_words.yml"))
    evidence, words = (read_data(path, *_text(path)) for path in data)
    article, _ = _text(os.path.join(os.path.dirname(config.config_file_path), ARTICLE))
    article = strip(article, finder, renderer).text
    return Sources(stripped, left, pages, evidence, words, article)


def _text(path: str) -> tuple[str, list[Finding]]:
    """Return the text of a file, or why it can't be read."""
    if not os.path.exists(path):
        return "", [Finding(path, 1, "this file is missing: bring it back")]
    try:
        return read_text(path), []
    except FileError as error:
        return "", [Finding(path, 1, error.why)]


def last_change(folder: str, checked: str) -> str:
    """Return when a site was last changed, in seconds since 1970.

    If git knows of no commit in its folder, that is the day it was checked.
    """
    committed = output(folder, "git", "log", "-1", "--format=%ct")
    return committed.strip() or str(int(datetime.fromisoformat(f"{checked}T12:00Z").timestamp()))


def days(folder: str) -> dict[str, str]:
    """Return the day of the last commit (ISO 8601) of each file below a folder, by its path there.

    There is none without git, nor in a shallow clone, which does not know.
    """
    if output(folder, "git", "rev-parse", "--is-shallow-repository") != "false\n":
        return {}
    command = "git log --reverse --format=%x00%cs --name-only --relative ."
    log = output(folder, *command.split())
    commits = (commit.splitlines() for commit in log.split("\0")[1:])
    return {path: day for day, *paths in commits for path in paths}  # the latest comes last
