"""The keyboard alone leads everywhere, in order, and back out; one always sees where one is."""

import pytest
from playwright.sync_api import Page, expect

from site_checks import DESKTOP, NOT_FOUND, PHONE, Open, agree, ask, keyboard

pytest_plugins = ["site_checks"]

PAGES = ["", "circulation/", "routine/", "evidence/", NOT_FOUND]
FOCUSED = "return document.activeElement && tag(document.activeElement)"


def at(opened: Open, address: str, size: tuple[int, int]) -> Page:
    """Open a page for a reader who wants no motion: nothing is then half-way when it is judged."""
    page = opened(size, reduced_motion="reduce")
    page.goto(address)
    return page


def by_keyboard(page: Page, selector: str) -> None:
    """Go to a control by Tab alone, and press it."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"Tab does not reach {selector}")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_tab_walks_through_a_page(
    opened: Open, home: str, path: str, size: tuple[int, int]
) -> None:
    agree(keyboard(at(opened, home + path, size), path or "home"))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_the_first_stop_leads_to_the_content(
    opened: Open, home: str, path: str, size: tuple[int, int]
) -> None:
    page = at(opened, home + path, size)
    page.keyboard.press("Tab")
    first = page.locator("*:focus")
    expect(first).to_have_text("Skip to content")
    expect(first).to_be_in_viewport()
    page.keyboard.press("Enter")
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
    assert target.evaluate("node => node.matches('main, main *') && !!node.querySelector('h1')")
    page.keyboard.press("Tab")
    past = (
        "document.activeElement.closest('main, footer') && !document.activeElement.closest('nav')"
    )
    assert page.evaluate(f"!!({past})"), f"the next stop is {ask(page, FOCUSED)}"


def test_the_menu_opens_and_closes_and_gives_focus_back(opened: Open, home: str) -> None:
    page = at(opened, f"{home}circulation/", PHONE)
    menu = page.locator("nav#menu")
    expect(menu).not_to_be_visible()
    by_keyboard(page, "button[popovertarget=menu]")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('nav#menu')"), ask(page, FOCUSED)
    page.keyboard.press("Escape")
    expect(menu).not_to_be_visible()
    expect(page.get_by_role("button", name="Menu")).to_be_focused()


def test_tab_walks_through_the_open_menu_and_on(opened: Open, home: str) -> None:
    page = at(opened, f"{home}circulation/", PHONE)
    by_keyboard(page, "button[popovertarget=menu]")
    expect(page.locator("nav#menu")).to_be_visible()
    agree(keyboard(page, "the open menu", within="nav#menu"))


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_the_search_opens_and_closes_and_gives_focus_back(
    opened: Open, home: str, size: tuple[int, int]
) -> None:
    page = at(opened, f"{home}circulation/", size)
    dialog = page.get_by_role("dialog", name="Search")
    by_keyboard(page, "#search-open")
    field = dialog.locator("input[type=search]")
    expect(field).to_be_focused()
    page.keyboard.type("massage")
    expect(dialog.locator("ol a").first).to_be_visible()
    expect(dialog.get_by_role("status")).to_contain_text("found")
    agree(keyboard(page, "the search", within="dialog#search ol"))
    field.focus()
    page.keyboard.press("Escape")  # browsers let the first one empty the field
    if dialog.is_visible():
        page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    expect(page.locator("#search-open")).to_be_focused()


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_the_search_opens_by_its_shortcut_too_and_leads_on(
    opened: Open, home: str, size: tuple[int, int]
) -> None:
    page = at(opened, home, size)
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog.locator("input[type=search]")).to_be_focused()
    page.keyboard.type("lymphatic")
    first = dialog.locator("ol a").first
    expect(first).to_be_visible()
    address = str(first.evaluate("node => node.href"))
    assert address.startswith(home)
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(address)
    expect(page.locator("h1")).to_be_visible()
    expect(dialog).not_to_be_visible()


def test_from_976_pixels_on_the_menu_is_a_sidebar(opened: Open, home: str) -> None:
    page = at(opened, home, (976, 800))
    expect(page.locator("nav#menu")).to_be_visible()
    expect(page.locator("button[popovertarget=menu]")).not_to_be_visible()
    page.set_viewport_size({"width": 975, "height": 800})
    expect(page.locator("nav#menu")).not_to_be_visible()
    expect(page.locator("button[popovertarget=menu]")).to_be_visible()
