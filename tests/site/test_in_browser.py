"""The pages as a reader's browser gets them."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

PHONE, DESKTOP = (390, 844), (1440, 900)


@pytest.fixture(scope="module")
def pages(built_site: Path) -> list[str]:
    """The addresses of all pages, below the site's own."""
    return [
        str(path.parent.relative_to(built_site)) + "/" for path in built_site.rglob("index.html")
    ]


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_opens_without_a_fault(
    browser: Browser, address: str, pages: list[str], size: tuple[int, int], scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on(
        "request",
        lambda request: None if request.url.startswith(address) else faults.append(request.url),
    )
    for path in pages:
        page.goto(address + path, wait_until="networkidle")
        assert page.locator("h1").is_visible()
        sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(sideways) == 0, path
    context.close()
    assert faults == []
    assert len(pages) >= 8


def test_a_reader_walks_from_home_to_the_conclusion(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
    page.goto(address)
    seen = [page.locator("h1").inner_text()]
    while (following := page.locator("footer a.md-footer__link--next")).count():
        following.click()
        page.wait_for_load_state("networkidle")
        seen.append(page.locator("h1").inner_text())
        assert len(seen) < 100
    page.close()
    assert seen[0] == "Enhancing Skin Texture with Massage Therapy"
    assert "Conclusion: Massage as a Skin Health Ally" in seen
