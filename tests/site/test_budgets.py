"""What a visit costs: one round trip to the first paint, and no byte before it is wanted."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from selectolax.lexbor import LexborHTMLParser

from conftest import ADDRESS, ROOT

# What a server may send before it hears from the browser: ten packets.
FIRST_FLIGHT = 14_600
FIRST_VISIT, NEXT_PAGE = 20_000, 16_000

NAMES = sorted(path.stem for path in (ROOT / "docs").glob("*.md"))
PATHS = [*("" if name == "index" else f"{name}/" for name in NAMES), "404.html"]

SEARCH = {"assets/search.js", "search.json"}

EVERY_PAGE = pytest.mark.parametrize("path", PATHS, ids=lambda path: path or "home")


def file_of(site: Path, path: str) -> Path:
    return site / (path if path.endswith(".html") else f"{path}index.html")


def parsed(site: Path, path: str) -> LexborHTMLParser:
    return LexborHTMLParser(file_of(site, path).read_text("utf-8"))


def zipped(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))


def fetched(site: Path, path: str) -> set[Path]:
    """Return the files that a page makes a browser fetch, for whoever only reads it."""
    page = parsed(site, path)
    named = [node.attributes["src"] for node in page.css("img[src], script[src]")]
    named += [node.attributes["href"] for node in page.css("link[rel~=icon]")]
    found = set()
    for address in named:
        url = urljoin(ADDRESS + path, address)
        assert url.startswith(ADDRESS), f"{path}: asks another host: {url}"
        found.add(site / urlsplit(url.removeprefix(ADDRESS)).path)
    return found


def test_every_page_is_measured(built_site: Path) -> None:
    built = {path.relative_to(built_site).as_posix() for path in built_site.rglob("*.html")}
    assert built == {file_of(Path(), path).as_posix() for path in PATHS}


@EVERY_PAGE
def test_the_page_arrives_in_the_first_flight(built_site: Path, path: str) -> None:
    assert zipped(file_of(built_site, path)) <= FIRST_FLIGHT


@EVERY_PAGE
def test_a_first_visit_and_a_second_page_are_light(built_site: Path, path: str) -> None:
    files = fetched(built_site, path)
    assert files, "the icon at least"
    page = zipped(file_of(built_site, path))
    assert page + sum(map(zipped, files)) <= FIRST_VISIT
    elsewhere = "" if path else "about/"
    kept = fetched(built_site, elsewhere)  # the browser has these already
    assert page + sum(map(zipped, files - kept)) <= NEXT_PAGE


@EVERY_PAGE
def test_nothing_keeps_the_first_paint_waiting(built_site: Path, path: str) -> None:
    page = parsed(built_site, path)
    assert page.css("link[rel~=stylesheet], link[rel~=preload], link[rel~=modulepreload]") == []
    for script in page.css("script[src]"):
        assert "defer" in script.attributes or script.attributes.get("type") == "module"
    [style] = page.css("style")
    assert not re.search(r"@import|@font-face|url\((?!['\"]?data:)", style.text())


@EVERY_PAGE
def test_a_policy_stands_before_all_that_it_is_about(built_site: Path, path: str) -> None:
    page = parsed(built_site, path)
    [policy] = page.css('meta[http-equiv="Content-Security-Policy"]')
    assert "default-src 'none'" in (policy.attributes["content"] or "")
    first = page.css("head > *")[:2]
    assert "charset" in first[0].attributes
    assert first[1].attributes.get("http-equiv") == "Content-Security-Policy"


def test_no_font_and_no_sheet_is_published(built_site: Path) -> None:
    suffixes = {path.suffix for path in built_site.rglob("*") if path.is_file()}
    assert ".html" in suffixes
    assert not suffixes & {".css", ".eot", ".otf", ".ttf", ".woff", ".woff2"}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page in a context of its own: nothing is in its cache."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    yield context.new_page()
    context.close()


def asked(page: Page, address: str) -> list[str]:
    """Return the list that each request from now on is added to, below the site's address."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url.removeprefix(address)))
    return found


@pytest.mark.parametrize("path", PATHS[:-1], ids=lambda path: path or "home")
def test_reading_asks_for_the_page_and_its_icon(page: Page, address: str, path: str) -> None:
    requests = asked(page, address)
    page.goto(address + path, wait_until="networkidle")
    page.mouse.wheel(0, 5_000)
    page.wait_for_load_state("networkidle")
    expected = {path, "assets/mark.svg"}
    assert set(requests) == expected


@pytest.mark.parametrize("intent", ["hover", "focus", "tap", "click", "shortcut"])
def test_the_search_comes_when_it_is_wanted(page: Page, address: str, intent: str) -> None:
    requests = asked(page, address)
    page.goto(address, wait_until="networkidle")
    assert not SEARCH & set(requests)
    before = len(requests)
    with page.expect_response(f"{address}search.json"):
        if intent == "shortcut":
            page.keyboard.press("Control+k")
        else:
            getattr(page.locator("#search-open"), intent)()
    page.wait_for_load_state("networkidle")
    assert sorted(requests[before:]) == sorted(SEARCH)


def test_what_is_typed_before_the_search_is_there_is_kept_and_answered(
    page: Page, address: str
) -> None:
    held: list[Route] = []
    for name in SEARCH:
        page.route(address + name, lambda route: held.append(route))
    page.goto(address, wait_until="networkidle")
    with page.expect_request(f"{address}assets/search.js"):
        page.locator("#search-open").click()
    field = page.locator("#search input[type=search]")
    page.keyboard.type("lymph")
    with page.expect_request(f"{address}search.json"):
        held.pop().continue_()
    page.keyboard.type("atic")
    results = page.locator("#search ol a")
    expect(field).to_have_value("lymphatic")
    expect(results).to_have_count(0)
    held.pop().continue_()
    expect(results.first).to_be_visible()
    expect(page.locator("#search [role=status]")).to_contain_text("found")
    expect(field).to_have_value("lymphatic")
    expect(field).to_be_focused()
    of_a_page = page.locator("#search ol li", has=page.get_by_text("Tan and others 2011"))
    expect(of_a_page.first).to_contain_text("Facilitating Lymphatic Drainage — ")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("lymphatic"))
