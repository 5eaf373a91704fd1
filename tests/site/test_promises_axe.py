"""axe-core finds nothing: every page, light and dark, phone and desktop, and what opens on them."""

from typing import Any

import pytest
from playwright.sync_api import expect

from site_checks import DESKTOP, PHONE, Open, agree, axe, visit

pytest_plugins = ["site_checks"]

SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


@SCHEMES
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_every_page(
    opened: Open, home: str, pages: list[str], size: tuple[int, int], scheme: Any
) -> None:
    visit(opened(size, color_scheme=scheme), home, pages, axe)


@SCHEMES
def test_the_menu_that_is_open(opened: Open, home: str, scheme: Any) -> None:
    page = opened(PHONE, color_scheme=scheme)
    page.goto(home)
    page.get_by_role("button", name="Menu").click()
    expect(page.locator("nav#menu")).to_be_visible()
    agree(axe(page, "the open menu"))


@SCHEMES
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_the_search_with_its_results(
    opened: Open, home: str, size: tuple[int, int], scheme: Any
) -> None:
    page = opened(size, color_scheme=scheme)
    page.goto(home)
    page.locator("#search-open").click()
    page.locator("#search input[type=search]").fill("skin")
    expect(page.locator("#search ol a").first).to_be_visible()
    agree(axe(page, "the search"))


@SCHEMES
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_the_guide_that_runs(opened: Open, home: str, size: tuple[int, int], scheme: Any) -> None:
    page = opened(size, color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{home}routine/")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    agree(axe(page, "the guide"))
