"""The doors to MkDocs: a bare `mkdocs build` walks the same road as `make site`."""

from __future__ import annotations

import logging
import os
import re
import subprocess
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort

from check_pages.site import Sources, Text, check_site
from drawings import is_drawing
from evidence.data import PATH, evidence
from finish_site.guard import leaks, leaks_below
from finish_site.site import finish, index
from strip_spam.config import UsageError, read_config
from strip_spam.files import FileError, decode, read_text
from strip_spam.find import Finder
from strip_spam.rendered import Renderer
from strip_spam.strip import strip
from strip_spam.tokens import TokenListError, read_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


log = logging.getLogger("mkdocs.hooks.site")


_previewing = False

# Pages, robots.txt and the sitemap are named below it.
_ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")


def on_startup(command: str, **_: object) -> None:
    """Remember whether this is a preview, which leaves finishing out."""
    global _previewing  # MkDocs says it here and nowhere else
    _previewing = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Refuse a token in the configuration and in the templates, where nothing strips it."""
    evidence.cache_clear()  # a preview reads it anew, as it does the pages
    if not _ADDRESS.fullmatch(config.site_url or ""):
        example = "https://owner.github.io/repository/"
        raise _stop([f"SITE_URL is {config.site_url!r}: write the site's address, as {example}"])
    matcher = _matcher(config)
    path = os.path.relpath(config.config_file_path)
    with open(path, "rb") as file:
        found = list(leaks(path, file.read(), matcher))
    found += leaks_below(os.path.relpath(config.theme.custom_dir or ""), matcher)
    _refuse(found)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Strip the pages in memory, before their front matter is read, and check what is left.

    The sources stay as they are. What can't be healed stops the build; other mistakes are warnings,
    as a broken link is: a preview goes on, and --strict fails.
    """
    matcher = _matcher(config)
    renderer = Renderer(config.markdown_extensions, config.mdx_configs)
    refused = []
    pages = {}
    for file in files.documentation_pages():
        path = os.path.relpath(file.abs_src_path or file.src_uri)
        try:
            decode(file.content_bytes, path)  # for its message: MkDocs' own names no file
        except FileError as error:
            refused.append(str(error))
            continue
        source = file.content_string
        outcome = strip(source, matcher, renderer)
        pages[path] = outcome.text
        if outcome.text != source:
            file.content_string = outcome.text
        for finding in outcome.findings:
            place = f"{path}:{finding.line}:{finding.column}"
            if finding.kind == "strip":
                log.info(f"{place}: stripped {finding.token} for this build")
            else:
                refused.append(f"{place}: {finding.rule}: {finding.message}")
    _refuse(refused)
    known, mistakes = check_site(_sources(pages, files, config, matcher))
    for mistake in (*mistakes, *(_style(config) if _previewing else ())):
        log.warning(str(mistake))
    if not known:
        _refuse([f"{os.path.relpath(PATH)}: no page can be shown before it is mended"])
    return files


def _sources(
    pages: Mapping[str, str], files: Files, config: MkDocsConfig, matcher: Finder
) -> Sources:
    """Return what is checked beside the pages, too."""

    def text(path: str) -> Text:
        path = os.path.relpath(path)
        return Text(path, read_text(path))

    paths = {os.path.relpath(os.path.join(config.docs_dir, file.src_uri)) for file in files}
    try:
        drawings = dict(text(path) for path in sorted(paths) if is_drawing(path))
        facts, menu = text(str(PATH)), text(config.config_file_path)
        return Sources(pages, drawings, paths, facts, menu, matcher)
    except FileError as error:
        raise _stop([error]) from error


def _style(config: MkDocsConfig) -> list[str]:
    """Return what `make check` would say of style and spelling; nothing where there is no make."""
    command = ("make", "--no-print-directory", "style")
    folder = os.path.dirname(config.config_file_path)
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    except OSError:
        return []
    return re.findall(r"^.+?:\d+:\d+: .+$", done.stdout, re.MULTILINE)


def on_post_build(config: MkDocsConfig) -> None:
    """Finish the built folder, and let no token through."""
    try:
        if _previewing:
            index(config.site_dir)
        else:
            finish(config.site_dir, evidence())
    except FileError as error:
        raise _stop([error]) from error
    _refuse(leaks_below(os.path.relpath(config.site_dir), _matcher(config)))


def _matcher(config: MkDocsConfig) -> Finder:
    """Return what finds the project's tokens."""
    try:
        tokens = read_config(os.path.dirname(config.config_file_path)).tokens
        if not tokens:
            raise UsageError("pyproject.toml: [tool.strip_spam] names no token list: add 'tokens'")
        return Finder(read_tokens(tokens))
    except (UsageError, TokenListError, FileError) as error:
        raise _stop([error]) from error


def _refuse(faults: Iterable[object]) -> None:
    """Stop the build if there is any fault."""
    if found := list(faults):
        raise _stop(found)


def _stop(faults: Iterable[object]) -> Abort:
    """Say what is wrong, each fault in a line of its own; return what stops the build."""
    for fault in faults:
        log.error(str(fault))
    return Abort("Not built: see the errors above.")
