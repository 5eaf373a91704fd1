"""The files as they are published: valid, light, without a dead link, and no more than needed."""

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from conftest import (
    ADDRESS,
    CONTACT,
    NOT_FOUND,
    REPOSITORY,
    ROOT,
    ROOT_ADDRESS,
    Open,
    file_of,
    pages_of,
    parse,
    read,
)
from markup import frame, identity, links, orphans, syntax
from sight import Watch, agree, strangers

FIRST_FLIGHT = 14_600  # bytes that a server sends before it must wait: 10 segments (RFC 6928)
MANY_STUDIES, WHOLE = 10, 22_000  # a page with more may be longer below its list of studies


def test_a_browser_has_nothing_to_put_right(built_site: Path, site_at_root: Path) -> None:
    agree(
        fault
        for site in (built_site, site_at_root)
        for path in pages_of(site)
        for check in (syntax, identity, frame)
        for fault in check(read(site, path), path or "home")
    )


def test_every_link_leads_somewhere_wherever_the_site_is_published(
    built_site: Path, site_at_root: Path
) -> None:
    agree([*links(built_site, ADDRESS), *links(site_at_root, ROOT_ADDRESS)])


def test_what_is_published_is_named_in_the_sitemap_or_by_a_page(
    built_site: Path, site_at_root: Path
) -> None:
    names = {path.rstrip("/") or "index" for path in pages_of(built_site)}
    assert names == {path.stem for path in (ROOT / "docs").glob("*.md")} | {NOT_FOUND}
    built = {path.relative_to(built_site).as_posix() for path in built_site.rglob("*.html")}
    redirects = {name for name in built if 'http-equiv="refresh"' in read(built_site, name)}
    assert built - redirects == set(map(file_of, pages_of(built_site)))
    agree(orphans(built_site))
    robots = (site_at_root / "robots.txt").read_text("utf-8").split()
    assert robots == f"User-agent: * Allow: / Sitemap: {ROOT_ADDRESS}sitemap.xml".split()


def zipped(text: bytes) -> int:
    return len(gzip.compress(text, 9, mtime=0))


def test_each_page_arrives_in_the_first_flight(built_site: Path, pages: list[str]) -> None:
    faults = []
    for path in pages:
        whole = (built_site / file_of(path)).read_bytes()
        many = len(parse(built_site, path).css(".study")) > MANY_STUDIES
        first = whole[: whole.index(b'class="study"')] if many else whole
        if zipped(whole) > (WHOLE if many else FIRST_FLIGHT) or zipped(first) > FIRST_FLIGHT:
            faults.append(f"{path or 'home'}: {zipped(whole)} bytes, {zipped(first)} at first")
    agree(faults)


def test_nothing_keeps_the_first_paint_waiting_and_a_policy_stands_before_all(
    built_site: Path, pages: list[str]
) -> None:
    for path in pages:
        page = parse(built_site, path)
        assert page.css("link[rel~=stylesheet], link[rel~=preload], link[rel~=modulepreload]") == []
        assert page.css("script[src]:not([defer]):not([type=module])") == []
        style = "".join(node.text() for node in page.css("style"))
        assert style
        assert not re.search(r"@import|@font-face|url\((?!['\"]?data:)", style)
        charset, policy = page.css("head > *")[:2]
        assert "charset" in charset.attributes
        assert policy.attributes.get("http-equiv") == "Content-Security-Policy"
        assert "default-src 'none'" in (policy.attributes["content"] or "")
        assert "unsafe" not in (policy.attributes["content"] or "")
    suffixes = {path.suffix for path in built_site.rglob("*") if path.is_file()}
    assert not suffixes & {".css", ".eot", ".otf", ".ttf", ".woff", ".woff2"}


def test_a_mistake_can_be_reported_on_every_page_and_fixed_in_the_site_s_repository(
    built_site: Path, site_at_root: Path, pages: list[str]
) -> None:
    for path in pages:
        found = parse(built_site, path).css(f'footer a[href^="{REPOSITORY}"]')
        wanted = {"Report a mistake": f"{REPOSITORY}/issues"}
        if path != NOT_FOUND:
            name = path.rstrip("/") or "index"
            wanted["Edit this page"] = f"{REPOSITORY}/edit/main/docs/{name}.md"
        assert {link.text().strip(): link.attributes["href"] for link in found} == wanted
        alone = {link.text().strip(): link for link in parse(site_at_root, path).css("footer a")}
        assert alone["Report a mistake"].attributes["href"] == CONTACT
        assert "Edit this page" not in alone


@pytest.mark.parametrize("missing", ["gone", "gone/", "gone/gone/", "a/b/c/d.html"])
def test_the_page_for_what_is_missing_works_at_any_depth(
    opened: Open, address: str, missing: str
) -> None:
    page = opened()
    watch = Watch(page.context)
    answer = page.goto(missing)
    assert answer
    assert answer.status == 404
    expect(page.locator("h1")).to_be_visible()
    # The browser complains of the page itself, and rightly; what it asks for must be there.
    noise = [line for line in watch.noise if "status of 404" not in line]
    gone = page.evaluate(
        "performance.getEntriesByType('resource')"
        ".filter(({ responseStatus }) => responseStatus >= 400).map(({ name }) => name)"
    )
    agree(gone + noise + strangers(watch.requests, address))
    page.locator("main article a").first.click()
    page.wait_for_url(address)
