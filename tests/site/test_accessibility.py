"""axe-core finds nothing; the keyboard alone leads everywhere, in order, and back out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import DESKTOP, NOT_FOUND, PHONE, ROUTINES, SPECIMEN, Open, Size, served
from sight import Check, agree, ask, at, axe, contrast, search, sideways, small_targets, visit, walk

SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


def test_axe_on_every_page(opened: Open, pages: list[str]) -> None:
    visit(opened(PHONE), pages, axe)


def test_the_colours_of_each_kind_of_page_in_each_scheme_and_size(
    opened: Open, kinds: list[str]
) -> None:
    rest = (DESKTOP, "dark"), (DESKTOP, "light"), (PHONE, "dark")
    visit(opened(), kinds, *(at(size, scheme, contrast) for size, scheme in rest))


def test_the_specimen_of_all_that_a_page_may_hold(opened: Open, site_at_root: Path) -> None:
    checks = at(PHONE, "light", axe, small_targets), at(DESKTOP, "dark", contrast)
    with served(site_at_root) as address:
        page = f"{address}{SPECIMEN.stem}/"
        visit(opened(), [page], *checks, at((320, 720), "light", sideways))


def test_axe_on_what_opens(opened: Open) -> None:
    page = opened(PHONE, reduced_motion="reduce")
    faults = []

    def judge(*checks: Check) -> None:
        for check in (*checks, at(PHONE, "light", axe), at(PHONE, "dark", contrast)):
            faults.extend(check(page, "what opens"))

    page.goto("")
    page.get_by_role("button", name="Menu").click()
    expect(page.locator("nav#menu")).to_be_visible()
    judge(small_targets)
    page.keyboard.press("Escape")
    search(page)
    judge(small_targets)
    for path in ROUTINES:
        page.goto(path)
        page.get_by_role("button", name="Start").click()
        expect(page.get_by_role("button", name="Pause")).to_be_visible()
        judge()
    agree(faults)


@SIZES
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_tab_walks_through_each_kind_of_page(
    opened: Open, kinds: list[str], size: Size, key: str
) -> None:
    def walked(page: Page, name: str) -> list[str]:
        return walk(page, name, key)

    visit(opened(size, reduced_motion="reduce"), kinds, walked)


@SIZES
@pytest.mark.parametrize("path", ["", NOT_FOUND])
def test_the_first_stop_leads_to_the_content(opened: Open, path: str, size: Size) -> None:
    page = opened(size)
    page.goto(path)
    page.keyboard.press("Tab")
    expect(page.locator(":focus[href^='#']")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(":is(main, main *):target h1")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(":is(main, footer) :focus")).to_have_count(1)
    expect(page.locator("nav#menu :focus")).to_have_count(0)


def test_the_menu_opens_by_keyboard_and_gives_focus_back(opened: Open) -> None:
    page = opened(PHONE, reduced_motion="reduce")
    page.goto("")
    menu, button = page.locator("nav#menu"), page.get_by_role("button", name="Menu")
    expect(menu).not_to_be_visible()
    button.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    expect(menu.locator(":focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(menu).not_to_be_visible()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    agree(walk(page, "the open menu", within="nav#menu"))


@SIZES
def test_the_search_opens_by_its_shortcut(opened: Open, address: str, size: Size) -> None:
    page = opened(size, reduced_motion="reduce")
    page.goto("")
    page.locator("#search-open").focus()
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog.locator("input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    expect(page.locator("#search-open")).to_be_focused()
    first = search(page)
    agree(walk(page, "the search", within="dialog#search ol"))
    leads = str(first.evaluate("node => node.href"))
    assert leads.startswith(address)
    first.press("Enter")
    page.wait_for_url(leads)
    expect(dialog).not_to_be_visible()


def test_from_976_pixels_on_the_menu_is_beside_the_page(opened: Open) -> None:
    page = opened((976, 800))
    page.goto("")
    menu, button = page.locator("nav#menu"), page.locator("[popovertarget=menu]").first
    expect(menu).to_be_visible()
    expect(button).not_to_be_visible()
    page.set_viewport_size({"width": 975, "height": 800})
    expect(menu).not_to_be_visible()
    expect(button).to_be_visible()


def test_back_on_a_page_its_menu_is_closed(
    launch_browser: Callable[..., Browser], address: str
) -> None:
    # Playwright starts browsers without the cache that Back takes a page from as it was left.
    browser = launch_browser(ignore_default_args=["--disable-back-forward-cache"])
    page = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
    page.goto(address)
    page.evaluate("addEventListener('pageshow', (event) => { window.kept = event.persisted })")
    page.get_by_role("button", name="Menu").click()
    page.locator("nav#menu a").last.click()
    page.wait_for_url(lambda url: url != address)
    page.go_back(wait_until="commit")
    ask(page, "until(() => window.kept)")
    expect(page.locator("nav#menu")).not_to_be_visible()
    browser.close()
