"""Nothing leaves the site's own host, and nothing is kept but the scheme that was chosen."""

import pytest
from playwright.sync_api import Page, expect

from site_checks import PHONE, Open, Watch, agree, ask, stored, strangers

pytest_plugins = ["site_checks"]

CHOSEN = {"scheme": ("light", "dark")}


@pytest.fixture
def page(opened: Open) -> Page:
    return opened(PHONE)


@pytest.fixture
def watch(page: Page) -> Watch:
    return Watch(page.context)


def find(page: Page, words: str) -> None:
    page.locator("#search-open").click()
    page.locator("#search input[type=search]").fill(words)
    expect(page.locator("#search ol a").first).to_be_visible()


def test_a_walk_through_everything_stays_at_home_and_is_quiet(
    page: Page, watch: Watch, home: str, pages: list[str]
) -> None:
    faults = []
    for path in pages:
        page.goto(home + path, wait_until="load")
        faults += stored(page, path or "home")
    page.goto(f"{home}routine/")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Stop").click()
    faults += stored(page, "the guide")
    find(page, "massage")
    faults += stored(page, "the search")
    page.goto(home)
    for _ in range(3):
        page.locator("#scheme").click()
        faults += stored(page, "the scheme", CHOSEN)
    for path in pages:
        page.goto(home + path, wait_until="load")
        faults += stored(page, path or "home", CHOSEN)
    assert len(watch.requests) > 2 * len(pages)
    agree(faults + strangers(watch.requests, home) + watch.noise)


def test_search_comes_with_the_first_sign_that_it_is_wanted(
    page: Page, watch: Watch, home: str
) -> None:
    page.goto(home, wait_until="networkidle")
    before = [url for url in watch.requests if "search" in url]
    assert before == []
    find(page, "massage")
    assert [url for url in watch.requests if "search" in url], "then it comes"
    agree(watch.noise)


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_scheme_goes_round_says_its_name_and_is_kept(
    opened: Open, home: str, system: str
) -> None:
    page = opened(color_scheme=system)
    page.goto(home)
    button = page.locator("#scheme")
    for scheme in ("system", "light", "dark", "system"):
        expect(button).to_have_accessible_name(f"Colour scheme: {scheme}")
        kept = page.evaluate("localStorage.getItem('scheme')")
        assert kept == (None if scheme == "system" else scheme)
        dark = (system if scheme == "system" else scheme) == "dark"
        for _ in range(2):  # at once, and on the next page
            assert (ask(page, "return light(ground(document.body))") < 0.1) == dark, scheme
            page.goto(f"{home}circulation/")
        button.click()


def test_a_storage_that_is_closed_breaks_nothing(page: Page, watch: Watch, home: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {"
        " get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page.goto(home)
    page.locator("#scheme").click()
    expect(page.locator("#scheme")).to_have_accessible_name("Colour scheme: light")
    agree(watch.noise)
