"""Nothing leaves the site's own host, and nothing is kept but the scheme that was chosen."""

from pathlib import Path
from urllib.parse import urljoin

import pytest

from conftest import PHONE, ROUTINES, Open, parse
from sight import Watch, agree, ask, search, shifts, stored, strangers

CHOSEN = ("light", "dark")
SYSTEMS = pytest.mark.parametrize("system", ["light", "dark"])


def fetched(site: Path, address: str, path: str) -> set[str]:
    """Return all that a page asks for of a browser whose reader only reads."""
    page, at = parse(site, path), address + path
    named = [node.attributes["src"] for node in page.css("img[src], script[src]")]
    named += [node.attributes["href"] for node in page.css("link[rel~=icon]")]
    return {at, *(urljoin(at, name) for name in named)}


def test_reading_all_pages_asks_for_them_alone_keeps_nothing_and_stays_still(
    opened: Open, address: str, pages: list[str], built_site: Path
) -> None:
    page = opened(PHONE)
    watch = Watch(page.context)
    faults = []
    for path in pages:
        watch.requests.clear()
        page.goto(path)
        page.mouse.wheel(0, 5_000)
        faults += [*shifts(page, path or "home"), *stored(page, path or "home", {})]
        assert address + path in watch.requests
        beside = set(watch.requests) - fetched(built_site, address, path)
        faults += [f"{path or 'home'}: asks for {url}" for url in sorted(beside)]
    agree(faults + watch.noise)


def test_using_all_that_there_is_stays_at_home_and_is_quiet(opened: Open, address: str) -> None:
    page = opened(PHONE)
    watch = Watch(page.context)
    for path in ("", *ROUTINES):
        page.goto(path)
        for name in ("Start", "Next", "Stop")[: 3 * (path in ROUTINES)]:
            page.get_by_role("button", name=name).click()
    search(page)
    faults = stored(page, "guide and search", {})
    page.keyboard.press("Escape")
    for _ in range(3):
        page.locator("#scheme").click()
        faults += stored(page, "the scheme", {f"{address} scheme": CHOSEN})
    assert [url for url in watch.requests if "search" in url]
    agree(faults + strangers(watch.requests, address) + watch.noise)


@SYSTEMS
def test_each_press_changes_the_scheme_here_in_other_tabs_and_on_the_next_page(
    opened: Open, pages: list[str], system: str
) -> None:
    page = opened(color_scheme=system)
    tab = page.context.new_page()
    for opened_page in (tab, page):
        opened_page.goto("")
    for path in pages[1:4]:
        before = ask(page, "dark()")
        page.locator("#scheme").click()
        assert ask(page, "dark()") != before
        ask(tab, "until(() => dark() !== given)", before)
        page.goto(path)
        assert ask(page, "dark()") != before


@SYSTEMS
def test_the_chosen_scheme_is_there_at_first_paint(opened: Open, system: str) -> None:
    page = opened(color_scheme=system)
    page.goto("")
    chosen = ["light", "dark"][system == "light"]
    page.evaluate("(chosen) => localStorage.setItem(`${siteRoot} scheme`, chosen)", chosen)
    page.add_init_script(
        "new PerformanceObserver(() => { window.first = getComputedStyle(document.body).color })"
        ".observe({ type: 'paint', buffered: true })"
    )
    page.goto("")
    ask(page, "until(() => window.first)")
    assert page.evaluate("first === getComputedStyle(document.body).color")
    assert ask(page, "dark()") == (system == "light")


def test_a_storage_that_is_closed_breaks_nothing(opened: Open) -> None:
    page = opened(PHONE)
    watch = Watch(page.context)
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {"
        " get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page.goto("")
    before = ask(page, "dark()")
    page.locator("#scheme").click()
    assert ask(page, "dark()") != before
    agree(watch.noise)
