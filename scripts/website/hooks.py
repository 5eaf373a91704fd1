"""The doors to MkDocs, in the order in which it opens them."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.utils import meta

from strip_spam.config import UsageError, read_matcher
from strip_spam.core import strip
from strip_spam.files import FileError, decode
from strip_spam.matcher import Matcher
from strip_spam.page import Renderer
from strip_spam.tokens import TokenListError
from website import engine, finish
from website.blocks import Blocks
from website.citations import Citations, MenuPage
from website.drawings import Drawings, with_drawing
from website.evidence import NOTHING, Evidence
from website.guard import leaks, leaks_below
from website.preview import Preview, style
from website.search_index import write_index

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.website")

# What MkDocs says at one door and not again at a later one.
_preview: Preview | None = None
_site_dir = ""

# Pages, robots.txt and the sitemap are named below it.
_ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")


def on_startup(command: str, **_: object) -> None:
    """Let warnings name file and line; begin a preview."""
    global _preview
    for handler in engine.engine().handlers:
        handler.addFilter(engine.place)
    _preview = Preview() if command == "serve" else None


def on_config(config: MkDocsConfig) -> None:
    """Refuse an address that is none, and a token where nothing strips it."""
    global _site_dir
    _site_dir = config.site_dir
    if not _ADDRESS.fullmatch(config.site_url or ""):
        example = "https://owner.github.io/repository/"
        _refuse([f"mkdocs.yml:1: SITE_URL is {config.site_url!r}: write an address, as {example}"])
    finder = _finder(config)
    path = os.path.relpath(config.config_file_path)
    with open(path, "rb") as file:
        _refuse(leaks(path, file.read(), finder))
    _refuse(leaks_below(os.path.relpath(config.theme.custom_dir), finder))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Strip the pages in memory, check them, and give MkDocs what renders them."""
    for file in list(files):
        if file.src_dir != config.docs_dir:
            files.remove(file)  # the theme's own scripts and styles: a page needs none of them
    _refuse(_strip(files, config))
    evidence = _evidence(config)
    for finding in style(os.path.dirname(config.config_file_path)) if _preview else ():
        log.warning(str(finding))
    menu = [MenuPage(*entry, _meta(files, entry[1])) for entry in _menu(config.nav or [])]
    for page in menu:
        for name in page.meta.get("formerly", ()):
            files.append(_redirect(name, page, files, config))
    config.extra["evidence"] = evidence
    config.markdown_extensions += [Blocks(), Drawings(config.docs_dir), Citations(evidence, menu)]
    os.environ.setdefault("SOURCE_DATE_EPOCH", _date(config, evidence))
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Put a page's own drawing under its heading."""
    return with_drawing(markdown, page.meta)


def on_env(env: jinja2.Environment, **_: object) -> None:
    """Let templates put a stylesheet or a script into the page."""
    env.globals["inline"] = partial(finish.inline, env)


def on_post_template(output_content: str, template_name: str, **_: object) -> str:
    """Protect the page for addresses that lead nowhere."""
    return finish.protect(output_content) if template_name.endswith(".html") else output_content


def on_post_page(output: str, **_: object) -> str:
    """Protect a page."""
    return finish.protect(output)


def on_post_build(config: MkDocsConfig) -> None:
    """Write what the search looks through, and let no token through."""
    write_index(config.site_dir)
    _refuse(leaks_below(os.path.relpath(config.site_dir), _finder(config)))
    if _preview:
        _preview.show(config.site_dir)


def on_build_error(**_: object) -> None:
    """Leave no half-built site. A preview keeps what it shows."""
    if not _preview:
        shutil.rmtree(_site_dir, ignore_errors=True)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: object) -> None:
    """Watch all that makes the site, and go on after what would stop a build."""
    assert _preview
    root = os.path.dirname(config.config_file_path)
    for path in (config.theme.custom_dir, os.path.join(root, TOKENS)):
        server.watch(path)
    server.builder = _preview.forgiving(server.builder, config.site_dir)


# The token list, seen from the folder of mkdocs.yml.
TOKENS = "scripts/spam_tokens.yml"


def _finder(config: MkDocsConfig) -> Matcher:
    """Return what finds the project's tokens."""
    try:
        return read_matcher(os.path.join(os.path.dirname(config.config_file_path), TOKENS))
    except (UsageError, TokenListError, FileError) as error:
        raise _stop([error]) from error


def _strip(files: Files, config: MkDocsConfig) -> Iterator[str]:
    """Strip the pages in memory; yield what can't be healed. The sources stay as they are."""
    finder = _finder(config)
    renderer = Renderer(config.markdown_extensions, config.mdx_configs)
    for file in files.documentation_pages():
        path = os.path.relpath(file.abs_src_path or file.src_uri)
        try:
            decode(file.content_bytes, path)  # for its message: MkDocs' own names no file
        except FileError as error:
            yield str(error)
            continue
        outcome = strip(file.content_string, finder, renderer)
        file.content_string = outcome.text
        for finding in outcome.findings:
            place = f"{path}:{finding.line}:{finding.column}"
            if finding.kind == "strip":
                log.info(f"{place}: stripped {finding.token} for this build")
            else:
                yield f"{place}: {finding.rule}: {finding.message}"


def _evidence(config: MkDocsConfig) -> Evidence:
    path = Path(config.docs_dir, "evidence.yml")
    try:
        data = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        return Evidence.of(data)
    except (OSError, ValueError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        finding = f"{os.path.relpath(path)}:1: {error}"
        if not _preview:
            raise _stop([finding]) from error
        log.error(finding)
        return NOTHING


def _menu(nav: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Yield title and path of each page in MkDocs' `nav`, those in groups among them."""
    for entry in nav:
        if isinstance(entry, Mapping):
            for title, value in entry.items():
                if isinstance(value, str):
                    yield title, value
                else:
                    yield from _menu(value)


def _meta(files: Files, path: str) -> Mapping[str, Any]:
    """Return the front matter of a page; nothing if there is no such page."""
    file = files.get_file_from_path(path)
    return meta.get_data(file.content_string)[1] if file else {}


def _redirect(name: str, page: MenuPage, files: Files, config: MkDocsConfig) -> File:
    """Return what leads from a page's old name to it."""
    to = files.get_file_from_path(page.path)
    assert to  # its front matter was read
    content = finish.redirect(page.title, f"../{to.url}")
    return File.generated(config, f"{name}/index.html", content=content)


def _date(config: MkDocsConfig, evidence: Evidence) -> str:
    """Return when the site was last changed, in seconds since 1970: by git, else by the data."""
    command = ("git", "log", "-1", "--format=%ct")
    root = os.path.dirname(config.config_file_path)
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    except OSError:
        return evidence.timestamp
    return done.stdout.strip() or evidence.timestamp


def _refuse(faults: Iterable[object]) -> None:
    """Stop the build if there is any fault."""
    if found := list(faults):
        raise _stop(found)


def _stop(faults: Iterable[object]) -> Abort:
    """Say what is wrong, each fault in a line of its own; return what stops the build."""
    for fault in faults:
        log.error(str(fault))
    return Abort("Not built: see the errors above.")
