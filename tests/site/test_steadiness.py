"""What is painted first stays: nothing jumps, flashes or changes its colours afterwards."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from conftest import ROOT

PATHS = ["", *(f"{page.stem}/" for page in sorted((ROOT / "docs").glob("*.md")))]
PATHS.remove("index/")
VIEWS: list[dict[str, Any]] = [
    {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
    {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
]


@pytest.mark.parametrize("view", VIEWS, ids=["phone, light", "desktop, dark"])
def test_the_search_comes_and_not_a_pixel_changes(
    browser: Browser, address: str, view: dict[str, Any]
) -> None:
    context = browser.new_context(**view, reduced_motion="reduce")
    page = context.new_page()
    for path in PATHS:
        page.goto(address + path)
        page.mouse.move(2, 400)
        before = page.screenshot()
        page.keyboard.press("Control+k")
        page.keyboard.type("neck")
        page.get_by_text("places found").wait_for()
        page.keyboard.press("Escape")
        page.evaluate("document.activeElement.blur()")
        assert page.screenshot() == before, path
    context.close()


@pytest.mark.parametrize(
    ("stored", "ground"), [("dark", "rgb(34, 27, 23)"), ("light", "rgb(253, 248, 241)")]
)
def test_the_reader_s_own_colour_scheme_is_there_at_first_paint(
    browser: Browser, address: str, built_site: Path, stored: str, ground: str
) -> None:
    # Read before any of the page is there to be painted, and before its styles.
    html = (built_site / "index.html").read_text("utf-8")
    assert 0 < html.index('localStorage.getItem("scheme")') < html.index("<body")
    other: Any = "light" if stored == "dark" else "dark"
    context = browser.new_context(color_scheme=other)
    page = context.new_page()
    page.goto(address)
    page.evaluate(f"localStorage.setItem('scheme', '{stored}')")
    page.route(re.compile(r"\.(js|svg|json)$"), lambda route: route.abort())
    page.goto(f"{address}collagen/", wait_until="commit")
    page.wait_for_selector("h1")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground
    context.close()
