"""On paper: no chrome, the page's address and date, and the routine on one sheet."""

import re

import pytest
from playwright.sync_api import Browser

from conftest import ADDRESS


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_routine_prints_on_one_sheet(browser: Browser, address: str, paper: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}routine/")
    pdf = page.pdf(format=paper, print_background=False)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


@pytest.mark.parametrize("path", ["", "collagen/", "routine/", "evidence/"])
def test_a_page_prints_without_chrome_with_its_address_and_date(
    browser: Browser, address: str, path: str
) -> None:
    page = browser.new_page(color_scheme="dark")
    page.emulate_media(media="print")
    page.goto(address + path)
    seen = page.locator(".md-header, .md-footer, .md-sidebar, .guide, .md-search")
    assert [node for node in seen.all() if node.is_visible()] == []
    printed = page.locator(".printed").inner_text()
    caution = "General information, not medical advice. No clinician has reviewed this site. "
    said = re.escape(f"{caution}{ADDRESS}{path}, as of ") + r"\d{4}-\d\d-\d\d"
    assert re.fullmatch(said, printed)
    ink = page.evaluate("getComputedStyle(document.querySelector('main p')).color")
    assert all(int(part) < 60 for part in re.findall(r"\d+", ink)[:3]), "dark ink on paper"
    page.emulate_media(media="screen")
    assert not page.locator(".printed").is_visible()
    page.close()
