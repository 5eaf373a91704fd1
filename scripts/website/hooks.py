"""The doors to MkDocs, in the order in which it opens them."""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from markdown import Markdown
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files

from strip_spam.files import FileError
from strip_spam.page import Renderer
from strip_spam.tokens import TokenListError
from website import engine, finish, sources
from website.blocks import Blocks
from website.budget import over_budget
from website.checks import check
from website.citations import Citations
from website.drawings import Drawings, with_drawing
from website.evidence import NOTHING, Evidence
from website.guard import leaks, leaks_below
from website.preview import Preview, style
from website.search_index import dead_ends, entries, index

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.website")
log_of_tokens = log.getChild("tokens")

# What MkDocs says at one door, and not again at a later one.
_preview: Preview | None = None
_site_dir = ""

# Pages, robots.txt and the sitemap are named below it.
_ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")


def on_startup(command: str, **_: object) -> None:
    """Let warnings name file and line, and begin a preview."""
    global _preview
    engine.name_places()
    _preview = Preview() if command == "serve" else None


def on_config(config: MkDocsConfig) -> None:
    """Refuse an address that is none, and a token where nothing strips it."""
    global _site_dir
    _site_dir = config.site_dir
    config.site_url = config.site_url or "http://127.0.0.1:8000/"
    if not _ADDRESS.fullmatch(config.site_url):
        example = "https://owner.github.io/repository/"
        _refuse([f"mkdocs.yml:1: SITE_URL is {config.site_url!r}: write an address, as {example}"])
    try:
        finder = sources.read_finder(_root(config))
    except (FileError, TokenListError) as error:
        raise _stop([error]) from error
    path = os.path.relpath(config.config_file_path)
    with open(path, "rb") as file:
        found = [*leaks(path, file.read(), finder)]
    _refuse([*found, *leaks_below(os.path.relpath(config.theme.custom_dir), finder)])


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Strip the pages in memory, check all sources, and give MkDocs what renders them."""
    for file in list(files):
        if file.src_dir != config.docs_dir:
            files.remove(file)  # the theme's own scripts and styles: a page needs none of them

    finder = sources.read_finder(_root(config))
    renderer = Renderer(config.markdown_extensions, config.mdx_configs)
    try:
        tokens = list(sources.strip_pages(files, finder, renderer))
        article = sources.read_article(_root(config), finder, renderer)
        document = sources.data_file(config.docs_dir, "evidence.yml")
        words = sources.data_file(config.docs_dir, "search_words.yml")
    except FileError as error:
        raise _stop([error]) from error
    for token in tokens:
        if token.refusal:
            log_of_tokens.error(f"{token.place}: {token.refusal}")
        else:
            log.info(f"{token.place}: stripped {token.token} for this build")
    beside = [
        leak
        for file in files
        if not file.is_documentation_page() and file.abs_src_path
        for leak in leaks(os.path.relpath(file.abs_src_path), file.content_bytes, finder)
    ]
    for leak in beside:
        log.error(leak)

    evidence = Evidence.of(document.data) if document.data else NOTHING
    menu = sources.read_menu(config.nav or (), files)
    config.markdown_extensions += [Blocks(), Drawings(config.docs_dir), Citations(evidence, menu)]
    config.extra |= {"evidence": evidence, "search": [], "words": words}
    os.environ["SOURCE_DATE_EPOCH"] = os.environ.get("SOURCE_DATE_EPOCH") or finish.last_change(
        _root(config), evidence.checked
    )

    markdown = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    today = os.environ.get("TODAY")
    paths = [page.path for page in menu]
    paths += [file.src_uri for file in files.documentation_pages() if file.src_uri not in paths]
    for finding in check(
        os.path.relpath(config.docs_dir),
        {path: files.src_uris[path].content_string for path in paths},
        list(files.src_uris),
        document,
        article,
        lambda text: markdown.reset().convert(text),
        date.fromisoformat(today) if today else None,
    ):
        log.warning(str(finding))
    for finding in words.findings:
        log.warning(str(finding))
    if _preview:
        for line in style(_root(config)):
            log.warning(line)
    elif beside or not document.data or any(token.refusal for token in tokens):
        raise _stop([])

    for page in menu:
        for name in page.meta.get("formerly", ()):
            html = finish.redirect(page.title, f"../{files.src_uris[page.path].url}")
            files.append(File.generated(config, f"{name}/index.html", content=html))


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Put a page's own drawing under its heading."""
    return with_drawing(markdown, page.meta)


def on_env(env: jinja2.Environment, **_: object) -> None:
    """Let templates put a stylesheet or a script into the page, and leave no blanks of their own."""
    env.trim_blocks = env.lstrip_blocks = True
    env.globals["inline"] = partial(finish.inline, env)


def on_post_template(output_content: str, template_name: str, **_: object) -> str:
    """Protect the page for addresses that lead nowhere."""
    return finish.protect(output_content) if template_name.endswith(".html") else output_content


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Protect a page, weigh it, and let the search find it."""
    html = finish.protect(output)
    config.extra["search"] += entries(page.url, page.title, html)
    if finding := over_budget(html, os.path.relpath(page.file.abs_src_path or page.file.src_uri)):
        log.warning(str(finding))
    return html


def on_post_build(config: MkDocsConfig) -> None:
    """Write what the search looks through, and let no token through."""
    found, words = config.extra["search"], config.extra["words"]
    with open(os.path.join(config.site_dir, "search.json"), "w", encoding="utf-8") as file:
        file.write(index(found, words.data))
    for word, target in dead_ends(found, words.data.get("words", {})):
        line = words.lines["words", word]
        log.warning(f"{words.path}:{line}: '{word}' leads to '{target}', which stands on no page")
    if _preview:
        _preview.show(config.site_dir)
    else:
        finder = sources.read_finder(_root(config))
        _refuse(leaks_below(os.path.relpath(config.site_dir), finder))


def on_build_error(**_: object) -> None:
    """Leave no half-built site. A preview keeps what it shows."""
    if not _preview:
        shutil.rmtree(_site_dir, ignore_errors=True)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: object) -> None:
    """Watch all that makes the site, and go on after what would stop a build."""
    assert _preview
    for path in (config.theme.custom_dir, os.path.join(_root(config), sources.TOKENS)):
        server.watch(path)
    server.builder = _preview.forgiving(server.builder, config.site_dir)


def _root(config: MkDocsConfig) -> str:
    return os.path.dirname(config.config_file_path)


def _refuse(faults: Iterable[object]) -> None:
    """Stop the build if there is any fault."""
    if found := list(faults):
        raise _stop(found)


def _stop(faults: Iterable[object]) -> Abort:
    """Say what is wrong, each fault in a line of its own; return what stops the build."""
    for fault in faults:
        log.error(str(fault))
    return Abort("Not built: see the lines above.")
