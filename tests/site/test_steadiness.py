"""What is painted first stays: nothing jumps, flashes or changes its colours afterwards."""

import re
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from conftest import ROOT

PATHS = ["", *(f"{page.stem}/" for page in sorted((ROOT / "docs").glob("*.md")))]
PATHS.remove("index/")
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1440, "height": 900}}

# The browser draws the edge of a curve a shade apart, by 2 of 255, depending on when it paints
# which tile: seen on a busy machine, in 4 pixels of one drawing. No eye sees that, or 4 of 255.
SHADE = 4
COMPARE = """async ([before, after, shade]) => {
  const [one, other] = await Promise.all([before, after].map(async (png) => {
    const file = await fetch(`data:image/png;base64,${png}`)
    const picture = await createImageBitmap(await file.blob())
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
    canvas.drawImage(picture, 0, 0)
    return canvas.getImageData(0, 0, picture.width, picture.height).data
  }))
  if (one.length !== other.length) return 'all'
  return one.filter((value, index) => Math.abs(value - other[index]) > shade).length
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_search_comes_and_not_a_pixel_changes(
    browser: Browser, address: str, size: str, scheme: Any
) -> None:
    viewport: Any = SIZES[size]
    context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    eye = browser.new_page()
    page = context.new_page()
    changed = {}
    for path in PATHS:
        page.goto(address + path)
        page.mouse.move(2, 400)
        before = page.screenshot()
        page.keyboard.press("Control+k")
        page.keyboard.type("neck")
        page.get_by_text("places found").wait_for()
        page.keyboard.press("Escape")
        page.evaluate("document.activeElement.blur()")
        after = page.screenshot()
        if after != before:
            pictures = [b64encode(picture).decode() for picture in (before, after)]
            if values := eye.evaluate(COMPARE, [*pictures, SHADE]):
                changed[path] = values
    eye.close()
    context.close()
    assert changed == {}, "pages, and how many values of their pixels changed"


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
