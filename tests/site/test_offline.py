"""Reading without a network: a stored copy stands in only where the network fails a reader."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
PAGES = "document.querySelectorAll('nav#menu a').length"
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
PORTAL = "<!doctype html><title>Sign in</title><h1>Sign in</h1></html>"


class Host(Pages):
    """A host whose answers a test may change; each test has a class of its own."""

    address = ""
    allowed = 0  # seconds for which browsers may use what it sends without asking
    date = ""  # what its clock says; the right time if empty
    asked: list[str]
    answer: Answer = Pages.do_GET

    def do_GET(self) -> None:  # noqa: N802 (so a server looks for it)
        self.asked.append(self.path)
        del self.headers["If-Modified-Since"]  # it can't tell what changes within a second
        type(self).answer(self)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", f"max-age={self.allowed}")
        super().end_headers()

    def date_time_string(self, timestamp: float | None = None) -> str:
        now = timestamp is None and self.date  # a file's own time is given
        return now or super().date_time_string(timestamp)


def sends(body: str, status: int = 200, **headers: str) -> Answer:
    """An answer to whatever is asked; without a status it hangs up without a word."""

    def answer(request: Host) -> None:
        if status:
            request.send_response(status)
            for name, value in {"Content-Type": "text/html", **headers}.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(body.encode())

    return answer


def but_for(path: str, answer: Answer, otherwise: Answer = Pages.do_GET) -> Answer:
    """An answer of its own to what ends with a path."""
    return lambda request: (answer if request.path.endswith(path) else otherwise)(request)


class Held(threading.Event):
    """An answer that waits until it is set, and says when the first was asked for."""

    def __init__(self, then: Answer = Pages.do_GET) -> None:
        super().__init__()
        self.asked, self.then = threading.Event(), then

    def __call__(self, request: Host) -> None:
        self.asked.set()
        self.wait()
        self.then(request)


refuses, fails = sends("", 0), sends("<h1>Out of order</h1>", 503)


@pytest.fixture
def site(built_site: Path, tmp_path: Path) -> Path:
    """A copy of the built site that a test may change."""
    return shutil.copytree(built_site, tmp_path / "site")


@contextmanager
def hosted(site: Path) -> Iterator[type[Host]]:
    """A host of a site."""

    class Own(Host):
        """Its own, so that what a test sets stays with it."""

    Own.asked = []
    with served(site, handler=Own) as Own.address:
        yield Own


@pytest.fixture
def host(site: Path) -> Iterator[type[Host]]:
    """A host of that site."""
    with hosted(site) as host:
        yield host


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
    rest(page, address + path)
    whole = f"(await {URLS}).map((all) => all.length > {PAGES})"
    ask(page, f"until(async () => `${{{whole}}}` === 'true')")


def retitle(site: Path, path: str) -> None:
    """Put another title on a page."""
    page = site / file_of(path)
    page.write_text(page.read_text("utf-8").replace("</h1>", " anew</h1>"), "utf-8")


def publish(site: Path, *paths: str) -> None:
    """Publish the site anew, with another title on some pages."""
    for path in paths:
        retitle(site, path)
    worker = site / "sw.js"
    worker.write_text(worker.read_text("utf-8").replace('"', '"anew ', 1), "utf-8")


def test_after_one_visit_every_page_opens_without_a_network_and_says_from_when_it_is(
    host: type[Host], page: Page, pages: list[str], other: str
) -> None:
    visit(page, host.address)
    expect(page.locator(COPY)).to_have_count(0)
    host.answer = refuses
    ways = (f"{other}index.html", f"{other}?fbclid=1", "index.html?a=1#content", other.rstrip("/"))
    for path in {*pages, *ways} - {NOT_FOUND}:
        page.goto(host.address + path)
        expect(page.locator(COPY)).to_be_visible()
        expect(page.locator("h1")).to_have_count(1)
        assert page.locator("nav.walk a").first.evaluate("(a) => a.href") in {
            host.address + path for path in pages
        }
    page.keyboard.press("Control+k")
    page.locator("#search input").fill(page.locator("h1").inner_text())
    expect(page.locator("#search li").first).to_be_visible()


@pytest.mark.parametrize("way", [refuses, fails, None], ids=["refusal", "fault", "silence"])
def test_a_copy_stands_in_until_the_network_is_back_and_what_comes_then_is_stored(
    host: type[Host], site: Path, page: Page, other: str, way: Answer | None
) -> None:
    visit(page, host.address)
    retitle(site, other)
    silence = Held()
    host.answer = way or silence
    page.goto(host.address + other)
    expect(page.locator(COPY)).to_be_visible()
    expect(page.locator("h1")).not_to_contain_text("anew")
    silence.set()
    host.answer = Pages.do_GET
    if way:
        page.locator(COPY).get_by_role("link").click()
        expect(page.locator(COPY)).to_have_count(0)
        expect(page.locator("h1")).to_contain_text("anew")
    ask(page, f"until(async () => (await {STORED}).includes('anew'))", host.address + other)


def test_a_worker_asks_no_more_than_a_browser_without_one_and_nothing_before_the_reader_rests(
    host: type[Host], page: Page, other: str
) -> None:
    host.allowed = 600
    page.clock.pause_at("2100-01-01")
    page.goto(host.address)
    for _ in range(2):
        page.clock.fast_forward(REST - 100)
        page.keyboard.press("Shift")
    assert ask(page, "navigator.serviceWorker.getRegistrations()") == []
    assert set(host.asked) == {f"/site/{path}" for path in ("", "assets/mark.svg")}
    page.clock.resume()
    visit(page, host.address)
    host.asked.clear()
    for path in (other, "", f"{other}?new", other):
        page.goto(host.address + path)
    assert [path for path in host.asked if not path.endswith("sw.js")] == [f"/site/{other}?new"]


def test_what_is_anew_is_seen_at_once_and_an_update_is_whole_or_the_copies_of_before_stand(
    host: type[Host], site: Path, page: Page, other: str
) -> None:
    visit(page, host.address)
    publish(site, "", other)
    fault = Held(fails)
    fault.set()
    host.answer = but_for("search.json", fault)
    ask(page, RENEWED)
    rest(page, host.address)
    expect(page.locator("h1")).to_contain_text("anew")
    assert fault.asked.wait(60)
    for answer, is_whole in ((refuses, False), (Pages.do_GET, True)):
        host.answer = answer
        if is_whole:
            visit(page, host.address)
            host.answer = refuses
        for path, is_anew in (("", True), (other, is_whole)):
            page.goto(host.address + path)
            expect(page.locator(COPY)).to_be_visible()
            assert ("anew" in page.locator("h1").inner_text()) is is_anew


def test_the_newest_copy_stays_whatever_the_query_of_an_older_one(
    host: type[Host], site: Path, page: Page, other: str
) -> None:
    host.allowed, host.date = 2_000_000_000, "Sat, 01 Jan 2000 00:00:00 GMT"
    visit(page, host.address)
    rest(page, f"{host.address}{other}?fbclid=1")
    publish(site, other)
    host.allowed, host.date = 0, ""
    [before] = ask(page, STORES)
    ask(page, RENEWED)
    page.clock.fast_forward(REST)
    ask(page, "until(async () => !(await caches.keys()).includes(given))", before)
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
    retitle(site, "")
    page.goto(host.address)
    ask(page, f"until(async () => (await {STORED}).includes('anew'))", host.address)


@pytest.mark.parametrize("kind", ["portal", "redirect", "broken off", "broken off unnoticed"])
def test_what_is_not_the_sites_own_or_not_all_of_it_is_not_stored(
    host: type[Host], page: Page, other: str, kind: str
) -> None:
    visit(page, host.address)
    files = [host.address + other, f"{host.address}search.json"]
    own = [ask(page, STORED, file) for file in files]
    half = own[0][: len(own[0]) // 2]
    host.answer = {
        "portal": sends(PORTAL),
        "redirect": but_for(
            "/portal", sends(f"{own[0]}<p>Moved"), sends("", 302, Location="/portal")
        ),
        "broken off": sends(half, Content_Length=str(len(own[0]))),
        "broken off unnoticed": sends(half),
    }[kind]
    for file in files:
        answered = "fetch(given).then((answer) => answer.text()).catch(() => {})"
        ask(page, answered, file)
    host.answer = refuses
    page.goto(files[0])
    expect(page.locator(COPY)).to_be_visible()
    assert [ask(page, STORED, file) for file in files] == own


def test_a_site_at_the_root_of_a_host_leaves_its_neighbours_alone(
    site: Path, page: Page, with_button: str
) -> None:
    near = site / "neighbour"
    near.mkdir()
    for name in ("index.html", "own.txt"):
        (near / name).write_text("<h1>Neighbour</h1>", "utf-8")
    with hosted(near) as host:
        root = urljoin(address := host.address, "/")
        visit(page, root)
        page.goto(address)
        assert host.asked.count("/neighbour/") == 1
        page.evaluate("caches.open('neighbour').then(() => localStorage.setItem('scheme', 'own'))")
        ask(page, "fetch(given).then((answer) => answer.text())", f"{address}own.txt")
        for path in ("", with_button):
            page.goto(root + path)
        assert not [url for urls in ask(page, URLS) for url in urls if "neighbour" in url]
        page.locator("#scheme").click()
        page.locator(".copies button").click()
        expect(page.locator(".copies [role=status]")).not_to_be_empty()
        assert "neighbour" in ask(page, STORES)
        ask(page, f"until(async () => !(await {URLS}).flat().length)")
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
    midway = Held()
    host.answer = but_for("search.json", midway)
    rest(page, host.address + with_button)
    tab = context.new_page()
    rest(tab, host.address + other)
    assert midway.asked.wait(60)
    button = page.locator(".copies button")
    button.click()
    expect(page.locator(".copies [role=status]")).not_to_be_empty()
    midway.set()
    ask(page, "until(async () => !(await navigator.locks.query()).held.length)")
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
    publish(site, other)
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
    publish(site, other)
    ask(page, RENEWED)
    page.clock.fast_forward(REST)
    page.goto(host.address + other)
    expect(page.locator("h1")).to_contain_text("anew")
    agree(watch.noise)
    host.answer = refuses
    page.goto(host.address)
    expect(page.locator(COPY)).to_be_visible()


def test_a_storage_that_is_lost_midway_is_filled_anew(host: type[Host], page: Page) -> None:
    half = Held()
    host.answer = but_for("search.json", half)
    rest(page, host.address)
    assert half.asked.wait(60)
    page.evaluate(
        "caches.keys().then((all) => Promise.all(all.map((name) => caches.delete(name))))"
    )
    half.set()
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
    host.answer = but_for("sw.js", Pages.do_GET, sends("<h1>Gone</h1>", 410))
    page.goto(host.address)
    expect(page.locator(COPY)).to_have_count(0)
    ask(page, "until(async () => !(await navigator.serviceWorker.getRegistrations()).length)")
    assert ask(page, STORES) == []
