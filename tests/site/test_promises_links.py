"""Every link leads somewhere, wherever the site is published, and nothing else is published."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conftest import ADDRESS
from site_checks import Open, Watch, agree, links, orphans, pages_of, strangers

pytest_plugins = ["site_checks"]

ROOT_ADDRESS = "https://owner.example/"


def test_links_below_a_path(built_site: Path) -> None:
    agree(links(built_site, ADDRESS))


def test_links_at_the_root_of_a_host(site_at_root: Path) -> None:
    agree(links(site_at_root, ROOT_ADDRESS))


def test_the_pages_are_those_that_are_built(built_site: Path, site_at_root: Path) -> None:
    for site in (built_site, site_at_root):
        built = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
        named = {f"{path}index.html" for path in pages_of(site) if not path.endswith(".html")}
        assert built == named | {"404.html"}


def test_nothing_is_published_that_no_page_asks_for(built_site: Path) -> None:
    agree(orphans(built_site, ADDRESS))


@pytest.mark.parametrize("missing", ["gone", "gone/", "circulation/gone/", "a/b/c/d.html"])
def test_the_page_for_what_is_missing_works_at_any_depth(
    opened: Open, home: str, missing: str
) -> None:
    page: Page = opened()
    watch = Watch(page.context)
    answer = page.goto(home + missing)
    assert answer
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("This page is not here")
    # The browser complains of the page itself, and rightly; what it asks for must be there.
    noise = [line for line in watch.noise if "status of 404" not in line]
    answers = page.evaluate(
        "performance.getEntriesByType('resource')"
        ".filter(({ responseStatus }) => responseStatus >= 400).map(({ name }) => name)"
    )
    agree(answers + noise + strangers(watch.requests, home))
    page.locator("main a, nav#menu a").first.click()
    page.wait_for_url(home)
