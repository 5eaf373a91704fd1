"""Reading without a network: a stored copy stands in only while the network fails."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import NOT_FOUND, file_of, served
from sight import ask

COPY = "p.stored"
STORES = "caches.keys()"
URLS = """Promise.all(given.map(async (name) =>
  (await (await caches.open(name)).keys()).map(({ url }) => url)))"""


@pytest.fixture
def site(built_site: Path, tmp_path: Path) -> Path:
    """A copy of the built site that a test may change."""
    return shutil.copytree(built_site, tmp_path / "site")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a browser that may store copies."""
    with browser.new_context(service_workers="allow") as context:
        yield context.new_page()


def visit(page: Page, address: str) -> None:
    """Open a page, and wait until the worker that came with it is at work."""
    page.goto(address)
    ask(page, "until(() => navigator.serviceWorker.controller)")


def change(site: Path, path: str, word: str) -> None:
    """Publish the site anew, with another title on a page."""
    page, worker = site / file_of(path), site / "sw.js"
    page.write_text(page.read_text("utf-8").replace("</h1>", f" {word}</h1>"), "utf-8")
    worker.write_text(worker.read_text("utf-8").replace('"', f'"{word} ', 1), "utf-8")


def test_after_one_visit_every_page_opens_without_a_network_and_says_from_when_it_is(
    site: Path, page: Page, pages: list[str]
) -> None:
    with served(site) as address:
        visit(page, address)
        expect(page.locator(COPY)).to_have_count(0)
    for path in set(pages) - {NOT_FOUND}:
        page.goto(address + path)
        expect(page.locator(COPY)).to_be_visible()
        expect(page.locator("h1")).to_have_count(1)
    page.keyboard.press("Control+k")
    page.locator("#search input").fill(page.locator("h1").inner_text())
    expect(page.locator("#search li").first).to_be_visible()


def test_what_is_published_anew_is_seen_at_once_and_replaces_every_copy(
    site: Path, page: Page, pages: list[str]
) -> None:
    other = next(path for path in pages if path not in ("", NOT_FOUND))
    with served(site) as address:
        visit(page, address)
        before = ask(page, STORES)
    for path in ("", other):
        change(site, path, "anew")
    with served(site, urlsplit(address).port or 0):
        page.goto(address)
        expect(page.locator("h1")).to_contain_text("anew")
        ask(page, "until(async () => !(await caches.keys()).includes(given))", before[0])
    page.goto(address + other)
    expect(page.locator(COPY)).to_be_visible()
    expect(page.locator("h1")).to_contain_text("anew")


def test_the_copies_can_be_removed_and_none_come_until_they_are_wanted(
    site: Path, page: Page, pages: list[str]
) -> None:
    where = next(
        path
        for path in pages
        if 'section class="site copies' in (site / file_of(path)).read_text("utf-8")
    )
    with served(site) as address:
        visit(page, address + where)
        button = page.locator(".copies button")
        button.click()
        expect(page.locator(".copies [role=status]")).not_to_be_empty()
        assert ask(page, STORES) == []
        page.goto(address)
        assert ask(page, "navigator.serviceWorker.getRegistrations()") == []
        page.goto(address + where)
        button.click()
        visit(page, address)
        assert len(ask(page, STORES)) == 1


def test_a_reader_who_saves_data_keeps_what_was_read(
    site: Path, page: Page, pages: list[str]
) -> None:
    worker = site / "sw.js"
    saves = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    worker.write_text(f"{saves}\n{worker.read_text('utf-8')}", "utf-8")
    other = next(path for path in pages if path not in ("", NOT_FOUND))
    with served(site) as address:
        visit(page, address)
        page.goto(address + other)
        stores = ask(page, STORES)
        ask(page, f"until(async () => (await {URLS}).flat().length)", stores)
        [urls] = ask(page, URLS, stores)
    assert address + other in urls
    assert not set(urls) & {address + path for path in set(pages) - {"", other}}
