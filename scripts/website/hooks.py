"""The MkDocs event hooks, in the order in which MkDocs calls them."""

import logging
import os
import shutil
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from rjsmin import jsmin

from strip_spam.files import SUFFIXES, FileError, UsageError, read_text
from strip_spam.find import Finder
from strip_spam.tokens import read_tokens
from website import finish
from website.checks import check
from website.citations import NOTHING, citations_in
from website.drawings import with_drawing
from website.extension import SiteMarkdown
from website.findings import CONFIG, PAGES, Findings, engine, missing, place, rebuild, show, style
from website.guard import leaks
from website.images import check_files
from website.rules import broken
from website.search_index import dead_ends, entries, index, order
from website.sources import Sources, days, last_change, read_sources

log = logging.getLogger("mkdocs.hooks.website")

_TOKENS = "scripts/article/spam_tokens.yml"
_SEARCH = "assets/search.js"  # its address


class Build:
    """State passed from one hook to the next, for the build that is running."""

    preview: Findings | None = None  # what a preview is to show; none in a build
    site_dir: str
    folder: str  # that of mkdocs.yml
    finder: Finder
    sources: Sources
    evidence: Mapping[str, Any]  # the data file, or NOTHING
    named: set[str]  # the files in which something is wrong
    menu: list[str]  # the pages in reading order, by their paths below the folder of the pages
    is_whole: bool  # whether all pages are read, and in the menu, and nothing is missing


_build = Build()

_NOT_BUILT = "Not built: see the lines above."


def on_startup(command: str, **_: object) -> None:
    """Let warnings name file and line, and begin a preview."""
    for handler in engine().handlers:
        handler.addFilter(place)
    _build.preview = Findings() if command == "serve" else None
    if _build.preview:
        engine().addHandler(_build.preview)


def on_config(config: MkDocsConfig) -> None:
    """Refuse bad addresses, links out of the folder, and tokens in files that nothing strips."""
    _build.site_dir = config.site_dir
    _build.folder = os.path.dirname(os.path.abspath(config.config_file_path))
    text = read_text(config.config_file_path)
    _refuse(f"{CONFIG}:1: {message}" for _, message in broken("config", text)[:1])
    for image in ("favicon", "logo"):
        if not os.path.isfile(os.path.join(config.docs_dir, str(config.theme.get(image)))):
            _refuse([f"'{image}' names no file in {PAGES}: write one, such as assets/mark.svg"])
    config.site_url = config.site_url or "http://127.0.0.1:8000/"
    settings = {"SITE_URL": config.site_url, "CONTACT": config.extra.setdefault("contact", "")}
    for name, value in settings.items():
        wrong = broken("setting", f"{name}={value}")
        _refuse(f"{CONFIG}:1: {name} is {value!r}: {message}" for _, message in wrong)
    try:
        _build.finder = Finder(read_tokens(os.path.relpath(os.path.join(_build.folder, _TOKENS))))
    except FileError as error:
        _refuse([f"{error.path}:1: {error.why}"])
    except UsageError as error:
        _refuse([error])
    # Crawlers ask for it at the root of a host alone, and an editor's own comes first.
    is_below = urlsplit(config.site_url).path not in ("", "/")
    if is_below or os.path.exists(os.path.join(config.docs_dir, "robots.txt")):
        config.theme.static_templates.discard("robots.txt")
    docs = Path(config.docs_dir).resolve()
    _refuse(
        f"{os.path.relpath(path)}:1: a symbolic link out of the folder: put the file itself here"
        for path in sorted(docs.rglob("*"))
        if path.is_symlink() and not (path.is_file() and docs in path.resolve().parents)
    )
    documents = sorted(str(p) for p in Path(_build.folder).iterdir() if p.name.endswith(SUFFIXES))
    for path in (config.config_file_path, config.theme.dirs[0], config.docs_dir, *documents):
        _refuse(leaks(os.path.relpath(path), _build.finder, pages=False))


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Leave out the theme's files, read the sources, and strip the pages in memory."""
    for file in list(files):
        if file.src_dir != config.docs_dir:
            files.remove(file)  # its scripts and styles: a page needs none of them
    search = jsmin(read_text(os.path.join(config.theme.dirs[0], "scripts/search.js")))
    files.append(File.generated(config, _SEARCH, content=search))
    _build.sources = read_sources(files, config, _build.finder)
    data = (_build.sources.evidence.path, _build.sources.words.path)
    missing.clear()
    missing.update(os.path.basename(path) for path in data if not os.path.exists(path))
    for line in _build.sources.stripped:  # a preview shows them, until they are taken out
        log.log(logging.WARNING if _build.preview else logging.INFO, line)
    for line in _build.sources.left:
        log.getChild("tokens").error(line)
    _build.evidence = _build.sources.evidence.data or NOTHING
    if not os.environ.get("SOURCE_DATE_EPOCH"):
        os.environ["SOURCE_DATE_EPOCH"] = last_change(_build.folder, _build.evidence["checked"])


def on_nav(nav: Navigation, config: MkDocsConfig, **_: object) -> None:
    """Add the site's Markdown extension, and check the menu."""
    for page in nav.pages:  # a page may name others by their front matter, rendered or not
        page.meta = _build.sources.pages[page.file.src_uri].front_matter.data
    extensions: list[Any] = config.markdown_extensions  # MkDocs counts on names, Markdown does not
    extensions.append(SiteMarkdown(config.docs_dir, _build.evidence, nav.pages))
    _build.menu = [page.file.src_uri for page in nav.pages]
    for file in sorted({file for file in _build.menu if _build.menu.count(file) > 1}):
        log.warning(f"'{file}' is in 'nav' twice: take one of the lines out")
    unread = any(page.never for page in _build.sources.pages.values())
    if unread:
        config.validation.links.anchors = logging.DEBUG  # it misses those of what is not read
    _build.is_whole = not unread and not missing and _build.sources.pages.keys() == {*_build.menu}
    for name, left in _build.sources.pages.items():
        # While it names a file that is missing, one that it leaves out may be that.
        if name not in _build.menu and not left.never and not missing:
            remedy = "add a line for it to 'nav' in mkdocs.yml"
            log.warning(str(left.finding(0, f"not in the menu: {remedy}")))


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Put a page's own drawing under its heading."""
    page.meta = _build.sources.pages[page.file.src_uri].front_matter.data  # if it is fit
    return with_drawing(markdown, page.meta)


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Check all sources, and give templates what they need."""
    sources = _build.sources
    pages = [file.page for file in files.documentation_pages() if file.page]
    shown = [entry for page in sorted(pages, key=order) for entry in entries(page)]
    files.append(File.generated(config, "search.json", content=index(shown, sources.words.data)))
    rendered = dict.fromkeys(_build.menu, "")  # in reading order
    rendered |= {page.file.src_uri: page.content or "" for page in pages}
    paths = [os.path.relpath(file.abs_src_path) for file in files if file.abs_src_path]
    found = check(sources, rendered, os.environ.get("TODAY", ""), is_whole=_build.is_whole)
    found += check_files(paths)
    # A mistake in a line with a token may follow from the token.
    left = tuple(":".join(line.split(":")[:2]) for line in sources.left)
    mistakes: list[object] = [
        *(one for one in found if f"{one.path}:{one.line}" not in left),
        *(dead_ends(shown, sources.words) if _build.is_whole and sources.evidence.data else ()),
        *(style(_build.folder) if _build.preview else ()),
    ]
    _build.named = {one.path for one in found}
    for mistake in mistakes:
        log.warning(str(mistake))
    if not _build.preview and (sources.left or not sources.evidence.data):
        raise Abort(_NOT_BUILT)
    for page in pages:
        for name in page.meta.get("formerly", ()):
            html = finish.finished(env.get_template("moved.html").render(page=page))
            files.append(File.generated(config, f"{name}/index.html", content=html))
    env.trim_blocks = env.lstrip_blocks = True
    env.globals |= {  # what templates get besides what MkDocs gives them
        "citations_in": partial(citations_in, studies=_build.evidence["studies"]),
        "days": {} if _build.preview else days(config.docs_dir),
        "evidence": _build.evidence,
        "inline": partial(finish.inline, config.theme.dirs[0]),
        "names_in": finish.names_in,
        "preview": bool(_build.preview),  # it stores no copy of its pages
    }


def on_post_template(output_content: str, template_name: str, **_: object) -> str:
    """Add the content security policy to the 404 page."""
    return finish.finished(output_content) if template_name.endswith(".html") else output_content


def on_post_page(output: str, page: Page, **_: object) -> str:
    """Add the content security policy to a page, and check the page's size."""
    html = finish.finished(output)
    path = f"{PAGES}/{page.file.src_uri}"
    if path not in _build.named and (over := finish.over_budget(html)):
        log.warning(f"{path}:1: {over}")
    return html


def on_post_build(config: MkDocsConfig) -> None:
    """Write the service worker; refuse a site that holds a token. A preview shows its findings."""
    site = Path(config.site_dir)
    if _build.preview:
        show(_build.preview, config.site_dir)
    else:
        beside = ["search.json", _SEARCH, config.theme["favicon"]]
        source = read_text(os.path.join(config.theme.custom_dir or "", "sw.js"))
        worker = finish.worker(source, str(config.site_url), site, beside)
        site.joinpath("sw.js").write_text(worker, "utf-8")
        _refuse(leaks(os.path.relpath(site), _build.finder))
        here = urlsplit(str(config.site_url)).hostname == "127.0.0.1"
        remedy = ", which only this machine can reach: set SITE_URL to publish it" if here else ""
        log.info(f"Built for {config.site_url}{remedy}")


def on_build_error(error: Exception, **_: object) -> None:
    """Leave no half-built site, and say in a line what the machine refused, such as a full disk.

    A preview keeps what it shows.
    """
    if not _build.preview:
        shutil.rmtree(_build.site_dir, ignore_errors=True)
        if isinstance(error, OSError):
            folder = error.filename or os.path.relpath(_build.site_dir)
            _refuse([f"{folder}:1: {error.strerror}: make room, or build into another folder"])


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: object) -> None:
    """Watch everything that makes the site, and go on after what would stop a build."""
    assert _build.preview
    server.watch(config.theme.dirs[0])  # the site's own templates
    server.watch(os.path.join(_build.folder, _TOKENS))
    server.builder = partial(rebuild, server.builder, _build.preview, config.site_dir)


def _refuse(faults: Iterable[object]) -> None:
    """Report each fault on a line of its own, and stop the build if there is any."""
    for fault in (found := list(faults)):
        log.error(str(fault))
    if found:
        raise Abort(_NOT_BUILT)
