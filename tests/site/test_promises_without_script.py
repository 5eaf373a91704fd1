"""Without script the site is all there, and nothing on it is dead."""

from functools import partial
from typing import Any

import pytest
from playwright.sync_api import expect

from site_checks import DESKTOP, PHONE, Open, dead_buttons, hidden_text, visit, wrong_ground

pytest_plugins = ["site_checks"]

SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP])


@SIZES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_whole(
    opened: Open, home: str, pages: list[str], size: tuple[int, int], scheme: Any
) -> None:
    page = opened(size, java_script_enabled=False, color_scheme=scheme)
    visit(page, home, pages, hidden_text, dead_buttons, partial(wrong_ground, scheme=scheme))


@SIZES
def test_what_needs_a_script_is_not_offered(opened: Open, home: str, size: tuple[int, int]) -> None:
    page = opened(size, java_script_enabled=False)
    page.goto(f"{home}routine/")
    for selector in ("#scheme", "#search-open"):
        expect(page.locator(selector)).to_have_count(1)
        expect(page.locator(selector)).not_to_be_visible()
    expect(page.locator(".guide")).to_have_count(0)


def test_the_menu_opens_by_a_click_and_leads_on(opened: Open, home: str) -> None:
    page = opened(PHONE, java_script_enabled=False)
    page.goto(home)
    page.get_by_role("button", name="Menu").click()
    page.locator("nav#menu a", has_text="Circulation").click()
    page.wait_for_url(f"{home}circulation/")
    expect(page.locator("h1")).to_be_visible()


def test_the_sidebar_leads_to_every_page_and_names_the_present_one(
    opened: Open, home: str, pages: list[str]
) -> None:
    page = opened(DESKTOP, java_script_enabled=False)
    page.goto(f"{home}circulation/")
    hrefs = page.locator("nav#menu a").evaluate_all("nodes => nodes.map((node) => node.href)")
    assert sorted(hrefs) == sorted(home + path for path in pages if not path.endswith(".html"))
    expect(page.locator("nav#menu [aria-current=page]")).to_have_text("Circulation")


def test_previous_and_next_work(opened: Open, home: str) -> None:
    page = opened(PHONE, java_script_enabled=False)
    page.goto(f"{home}circulation/")
    page.locator("footer a[rel=next], footer a[aria-label^=Next]").click()
    page.wait_for_url(f"{home}lymphatic-drainage/")
