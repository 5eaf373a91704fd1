"""Reading without a network: a stored copy stands in only where the network fails a reader."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from conftest import NOT_FOUND, ROOT, Pages, file_of, parse, served
from sight import Watch, agree, ask

COPY = "p.stored"
STORES = "caches.keys()"
# The addresses in all stores, and what is stored for one.
URLS = """caches.keys().then((names) => Promise.all(names.map(async (name) =>
  (await (await caches.open(name)).keys()).map(({ url }) => url))))"""
STORED = "caches.match(given).then((copy) => copy?.text())"
RENEWED = """new Promise((done) => {
  navigator.serviceWorker.addEventListener('controllerchange', () => done(true))
  navigator.serviceWorker.getRegistration().then((kept) => kept.update())
})"""
REST = 3000  # milliseconds after which a reader who does nothing rests
# As an edition of before did: all at once, and each address with its query.
OLDER = """
const store = `${registration.scope} older`
const fill = async () => (await caches.open(store)).addAll(given)
const answer = async (request) => {
  const response = await fetch(request, { cache: 'no-cache' })
  await (await caches.open(store)).put(request, response.clone())
  return response
}
addEventListener('install', (event) => event.waitUntil(fill()))
addEventListener('activate', () => clients.claim())
addEventListener('fetch', (event) => event.respondWith(answer(event.request)))
"""

Answer = Callable[[Any], None]


class Host(Pages):
    """A host whose answers a test may change; each test has a class of its own."""

    address = ""
    allowed = 0  # seconds for which browsers may use what it sends without asking
    date = ""  # what its clock says; the right time if empty
    asked: list[str]
    answer: Answer = Pages.do_GET

    def do_GET(self) -> None:  # noqa: N802 (so a server looks for it)
        self.asked.append(self.path)
        type(self).answer(self)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", f"max-age={self.allowed}")
        super().end_headers()

    def date_time_string(self, timestamp: float | None = None) -> str:
        # Without a time it is asked for the time of the answer.
        now = timestamp is None and self.date
        return now or super().date_time_string(timestamp)


def refuses(_: Host) -> None:
    """Hang up without a word."""


def fails(request: Host) -> None:
    """Say that the server is out of order."""
    request.send_error(503)


def is_a_portal(request: Host) -> None:
    """Answer whatever is asked with a page of one's own."""
    request.send_response(200)
    request.send_header("Content-Type", "text/html; charset=utf-8")
    request.end_headers()
    request.wfile.write(b"<!doctype html><title>Sign in</title><h1>Sign in</h1></html>")


def leads_away(request: Host) -> None:
    """Lead whatever is asked to such a page."""
    if "/portal" in request.path:
        is_a_portal(request)
    else:
        request.send_response(302)
        request.send_header("Location", "/portal")
        request.end_headers()


def breaks_off(request: Host) -> None:
    """Send half of what was asked, as a line does that breaks."""
    body = Path(request.translate_path(request.path), "index.html").read_bytes()
    request.send_response(200)
    request.send_header("Content-Type", "text/html; charset=utf-8")
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body[: len(body) * 3 // 4])


@pytest.fixture
def site(built_site: Path, tmp_path: Path) -> Path:
    """A copy of the built site that a test may change."""
    return shutil.copytree(built_site, tmp_path / "site")


@pytest.fixture
def host(site: Path) -> Iterator[type[Host]]:
    """A host of that site."""

    class Own(Host):
        """Its own, so that what a test sets stays with it."""

    Own.asked = []
    with served(site, handler=Own) as Own.address:
        yield Own


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that may store copies, and whose reader needs no time to rest."""
    with browser.new_context(service_workers="allow") as context:
        context.clock.install()
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def other(pages: list[str]) -> str:
    """The path of a page that is not the first."""
    return next(path for path in pages if path not in ("", NOT_FOUND))


@pytest.fixture
def with_button(built_site: Path, pages: list[str]) -> str:
    """The path of the page that has the button."""
    return next(path for path in pages if parse(built_site, path).css("section.copies"))


def rest(page: Page, address: str) -> None:
    """Open a page, and do nothing for a while."""
    page.goto(address)
    page.clock.fast_forward(REST)


def visit(page: Page, address: str, path: str = "") -> None:
    """Open a page, and rest until the whole site is stored, and nothing else."""
    page.goto(address + path)
    while [len(urls) > 9 for urls in ask(page, URLS)] != [True]:
        page.clock.fast_forward(REST)


def change(site: Path, path: str, word: str) -> None:
    """Publish the site anew, with another title on a page."""
    page, worker = site / file_of(path), site / "sw.js"
    page.write_text(page.read_text("utf-8").replace("</h1>", f" {word}</h1>"), "utf-8")
    worker.write_text(worker.read_text("utf-8").replace('"', f'"{word} ', 1), "utf-8")


def test_after_one_visit_every_page_opens_without_a_network_and_says_from_when_it_is(
    host: type[Host], page: Page, pages: list[str]
) -> None:
    visit(page, host.address)
    expect(page.locator(COPY)).to_have_count(0)
    host.answer = refuses
    for path in set(pages) - {NOT_FOUND}:
        page.goto(host.address + path)
        expect(page.locator(COPY)).to_be_visible()
        expect(page.locator("h1")).to_have_count(1)
    page.keyboard.press("Control+k")
    page.locator("#search input").fill(page.locator("h1").inner_text())
    expect(page.locator("#search li").first).to_be_visible()


@pytest.mark.parametrize("more", ["index.html", "?fbclid=1", "index.html?fbclid=1#content"])
def test_a_copy_opens_however_its_address_is_written(
    host: type[Host], page: Page, other: str, more: str
) -> None:
    visit(page, host.address)
    host.answer = refuses
    for address in (other + more, other.rstrip("/")):
        page.goto(host.address + address)
        expect(page.locator(COPY)).to_be_visible()
        page.locator("nav.walk a").first.click()
        expect(page.locator(COPY)).to_be_visible()


@pytest.mark.parametrize("way", [refuses, fails, "says nothing"])
def test_a_copy_stands_in_until_the_network_is_back_and_what_comes_then_is_stored(
    host: type[Host], site: Path, page: Page, other: str, way: Answer | str
) -> None:
    visit(page, host.address)
    change(site, other, "anew")
    is_back = threading.Event()

    def is_late(request: Host) -> None:
        is_back.wait()
        Pages.do_GET(request)

    host.answer = way if callable(way) else is_late
    page.goto(host.address + other)
    expect(page.locator(COPY)).to_be_visible()
    expect(page.locator("h1")).not_to_contain_text("anew")
    is_back.set()
    if not callable(way):
        ask(page, f"until(async () => (await {STORED}).includes('anew'))", host.address + other)
    host.answer = Pages.do_GET
    page.locator(COPY).get_by_role("link").click()
    expect(page.locator(COPY)).to_have_count(0)
    expect(page.locator("h1")).to_contain_text("anew")


def test_a_worker_asks_no_more_than_a_browser_without_one(
    host: type[Host], page: Page, other: str
) -> None:
    host.allowed = 600
    page.goto(host.address)
    assert set(host.asked) == {f"/site/{path}" for path in ("", "assets/mark.svg")}
    page.clock.fast_forward(REST - 100)
    page.keyboard.press("Shift")
    page.clock.fast_forward(REST - 100)
    assert ask(page, "navigator.serviceWorker.getRegistrations()") == []
    page.clock.fast_forward(100)
    visit(page, host.address)
    host.asked.clear()
    for path in (other, "", f"{other}?new", other):
        page.goto(host.address + path)
    assert [path for path in host.asked if not path.endswith("sw.js")] == [f"/site/{other}?new"]


def test_what_is_published_anew_is_seen_at_once_and_replaces_every_copy(
    host: type[Host], site: Path, page: Page, other: str
) -> None:
    visit(page, host.address)
    [before] = ask(page, STORES)
    for path in ("", other):
        change(site, path, "anew")
    rest(page, host.address)
    expect(page.locator("h1")).to_contain_text("anew")
    ask(page, "until(async () => !(await caches.keys()).includes(given))", before)
    host.answer = refuses
    page.goto(host.address + other)
    expect(page.locator(COPY)).to_be_visible()
    expect(page.locator("h1")).to_contain_text("anew")


def test_an_update_is_whole_or_the_copies_of_before_stand_with_what_was_read_since(
    host: type[Host], site: Path, page: Page, other: str
) -> None:
    visit(page, host.address)
    for path in ("", other):
        change(site, path, "anew")
    tried = threading.Event()

    def lacks_one(request: Host) -> None:
        if "search.json" not in request.path:
            Pages.do_GET(request)
            return
        fails(request)
        tried.set()

    host.answer = lacks_one
    ask(page, RENEWED)
    rest(page, host.address)
    assert tried.wait(60)
    host.answer = refuses
    page.goto(host.address + other)
    expect(page.locator(COPY)).to_be_visible()
    expect(page.locator("h1")).not_to_contain_text("anew")
    page.goto(host.address)
    expect(page.locator(COPY)).to_be_visible()
    expect(page.locator("h1")).to_contain_text("anew")
    host.answer = Pages.do_GET
    visit(page, host.address)
    host.answer = refuses
    page.goto(host.address + other)
    expect(page.locator("h1")).to_contain_text("anew")


def test_the_newest_copy_stays_whatever_the_query_of_an_older_one(
    host: type[Host], site: Path, page: Page, other: str
) -> None:
    host.allowed, host.date = 2_000_000_000, "Sat, 01 Jan 2000 00:00:00 GMT"
    visit(page, host.address)
    page.goto(f"{host.address}{other}?fbclid=1")
    change(site, other, "anew")
    host.allowed, host.date = 0, ""
    ask(page, RENEWED)
    visit(page, host.address)
    page.goto(f"{host.address}{other}?fbclid=1")  # from the browser's own cache
    expect(page.locator("h1")).not_to_contain_text("anew")
    page.goto(host.address)
    assert "anew" in ask(page, STORED, host.address + other)
    assert not [url for [*urls] in ask(page, URLS) for url in urls if "?" in url]


@pytest.mark.parametrize("clock", ["Fri, 01 Jan 2100 00:00:00 GMT", "half past nine"])
def test_a_clock_that_is_wrong_dates_no_copy_and_keeps_no_newer_one_away(
    host: type[Host], site: Path, page: Page, clock: str
) -> None:
    host.date = clock
    visit(page, host.address)
    host.answer = refuses
    page.goto(host.address)
    expect(page.locator(COPY)).to_contain_text("an earlier visit")
    host.answer, host.date = Pages.do_GET, ""
    change(site, "", "anew")
    page.goto(host.address)
    ask(page, f"until(async () => (await {STORED}).includes('anew'))", host.address)


@pytest.mark.parametrize("answer", [is_a_portal, leads_away, breaks_off])
def test_what_is_not_the_sites_own_or_not_all_of_it_is_not_stored(
    host: type[Host], page: Page, other: str, answer: Answer
) -> None:
    visit(page, host.address)
    own = ask(page, STORED, host.address + other)
    json = ask(page, STORED, f"{host.address}search.json")
    host.answer = answer
    page.goto(host.address + other, wait_until="commit")
    expect(page.locator("title")).not_to_have_count(0)
    host.answer = is_a_portal
    page.goto(host.address)
    ask(page, "fetch(given).then((answer) => answer.text())", f"{host.address}search.json")
    host.answer = refuses
    page.goto(host.address)
    assert ask(page, STORED, host.address + other) == own
    assert ask(page, STORED, f"{host.address}search.json") == json


def test_a_site_at_the_root_of_a_host_leaves_its_neighbours_alone(site: Path, page: Page) -> None:
    near = site / "neighbour"
    near.mkdir()
    (near / "index.html").write_text("<h1>Neighbour</h1>", "utf-8")
    with served(near) as address:
        root = urljoin(address, "/")
        visit(page, root)
        page.goto(address)
        page.evaluate("caches.open('neighbour').then(() => localStorage.setItem('scheme', 'own'))")
        for path in ("", "about/"):
            page.goto(root + path)
        page.locator("#scheme").click()
        page.locator(".copies button").click()
        expect(page.locator(".copies [role=status]")).not_to_be_empty()
        assert "neighbour" in ask(page, STORES)
        assert not [url for urls in ask(page, URLS) for url in urls]
        assert page.evaluate("localStorage.getItem('scheme')") == "own"
        assert all(
            key.startswith(root)
            for key in page.evaluate("Object.keys(localStorage)")
            if key != "scheme"
        )
    with pytest.raises(Error):
        page.goto(address)


def test_copies_that_are_removed_stay_away_in_every_tab_until_they_are_wanted(
    host: type[Host], context: BrowserContext, page: Page, with_button: str, other: str
) -> None:
    visit(page, host.address, with_button)
    tab = context.new_page()
    visit(tab, host.address, other)
    button = page.locator(".copies button")
    button.click()
    expect(page.locator(".copies [role=status]")).not_to_be_empty()
    for opened in (tab, page, tab):
        opened.locator("nav.walk a").first.click()
        opened.clock.fast_forward(REST)
        opened.reload()
        opened.clock.fast_forward(REST)
    assert ask(page, URLS) == [[]]
    assert ask(page, "navigator.serviceWorker.getRegistrations()") == []
    page.goto(host.address + with_button)
    button.click()
    expect(page.locator(".copies [role=status]")).not_to_be_empty()
    assert ask(page, STORES) == []
    visit(page, host.address)


def test_a_reader_who_saves_data_keeps_what_was_read_and_loses_none_of_it_to_an_update(
    host: type[Host], site: Path, page: Page, pages: list[str], other: str
) -> None:
    worker = site / "sw.js"
    saves = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    worker.write_text(f"{saves}\n{worker.read_text('utf-8')}", "utf-8")
    rest(page, host.address)
    ask(page, f"until(async () => (await {URLS}).flat().length)")
    page.goto(host.address + other)
    ask(page, f"until(async () => await {STORED})", host.address + other)
    worker.write_text(worker.read_text("utf-8") + "// anew", "utf-8")
    ask(page, RENEWED)
    page.clock.fast_forward(REST)
    host.answer = refuses
    for path in (other, ""):
        page.goto(host.address + path)
        expect(page.locator(COPY)).to_be_visible()
    [urls] = ask(page, URLS)
    assert not set(urls) & {host.address + path for path in set(pages) - {"", other}}


def test_two_tabs_and_a_worker_of_before_come_to_one_store_of_the_new_edition(
    host: type[Host], site: Path, context: BrowserContext, page: Page, other: str
) -> None:
    worker = (site / "sw.js").read_text("utf-8")
    files = str(["./", other])
    (site / "sw.js").write_text(OLDER.replace("given", files), "utf-8")
    rest(page, host.address)
    ask(page, "until(() => navigator.serviceWorker.controller)")
    page.goto(f"{host.address}{other}?fbclid=1")
    (site / "sw.js").write_text(worker, "utf-8")
    change(site, other, "anew")
    tab = context.new_page()
    for opened in (page, tab):
        rest(opened, host.address)
    visit(tab, host.address)
    assert not [url for [*urls] in ask(tab, URLS) for url in urls if "?" in url]
    host.answer = refuses
    for opened in (page, tab):
        opened.goto(f"{host.address}{other}?fbclid=1")
        expect(opened.locator("h1")).to_contain_text("anew")


def test_a_full_storage_spoils_no_page_and_no_copy_of_before(
    host: type[Host], site: Path, page: Page, other: str
) -> None:
    visit(page, host.address)
    watch = Watch(page.context)
    quota = {"origin": urljoin(host.address, "/").rstrip("/"), "quotaSize": 1}
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", quota)
    change(site, other, "anew")
    ask(page, RENEWED)
    page.clock.fast_forward(REST)
    page.goto(host.address + other)
    expect(page.locator("h1")).to_contain_text("anew")
    agree(watch.noise)
    host.answer = refuses
    page.goto(host.address)
    expect(page.locator(COPY)).to_be_visible()


def test_a_storage_that_is_lost_midway_is_filled_anew(host: type[Host], page: Page) -> None:
    half, goes_on = threading.Event(), threading.Event()

    def stops_midway(request: Host) -> None:
        if "search.json" in request.path:
            half.set()
            goes_on.wait()
        Pages.do_GET(request)

    host.answer = stops_midway
    rest(page, host.address)
    assert half.wait(60)
    page.evaluate(
        "caches.keys().then((all) => Promise.all(all.map((name) => caches.delete(name))))"
    )
    goes_on.set()
    visit(page, host.address)
    host.answer = refuses
    page.goto(host.address)
    expect(page.locator(COPY)).to_be_visible()


@pytest.mark.parametrize(
    "closed",
    [
        "Object.defineProperty(window, 'caches', { get() { throw new Error('closed') } })",
        "CacheStorage.prototype.has = () => Promise.reject(new Error('private'))",
        "delete Navigator.prototype.serviceWorker",
        "ServiceWorkerContainer.prototype.register = () => Promise.reject(new Error('private'))",
    ],
)
def test_a_browser_that_stores_nothing_shows_every_page_and_is_quiet(
    host: type[Host], page: Page, with_button: str, closed: str
) -> None:
    watch = Watch(page.context)
    page.add_init_script(closed)
    for path in ("", with_button):
        rest(page, host.address + path)
        expect(page.locator("h1")).to_have_count(1)
    for button in page.locator(".copies button").all():
        button.click()
        expect(page.locator(".copies [role=status]")).not_to_be_empty()
    agree(watch.noise)


def test_a_site_that_is_taken_down_leaves_nothing_in_its_readers_browsers(
    host: type[Host], site: Path, page: Page
) -> None:
    visit(page, host.address)
    shutil.copy(ROOT / "overrides/scripts/gone.js", site / "sw.js")

    def is_gone(request: Host) -> None:
        if request.path.endswith("sw.js"):
            Pages.do_GET(request)
        else:
            request.send_error(410)

    host.answer = is_gone
    page.goto(host.address)
    expect(page.locator(COPY)).to_have_count(0)
    ask(page, "until(async () => !(await navigator.serviceWorker.getRegistrations()).length)")
    assert ask(page, STORES) == []
