"""What pages say to search engines and to those that show a link to them."""

import json
import re
import struct
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import ADDRESS, NOT_FOUND, ROOT, parse, read_evidence

LONGEST_TITLE = 65
Parsed = dict[str, LexborHTMLParser]
KNOWN = read_evidence()
[KIND] = re.findall(r"\n  kind: (\w+)", (ROOT / "mkdocs.yml").read_text("utf-8"))


def content(page: LexborHTMLParser, selector: str, attribute: str = "content") -> str:
    [node] = page.css(selector)
    return node.attributes[attribute] or ""


@pytest.fixture
def real_pages(built_site: Path, pages: list[str]) -> Parsed:
    """The pages with an address of their own."""
    return {path: parse(built_site, path) for path in pages if path != NOT_FOUND}


def test_title_description_and_address_are_the_page_s_own(real_pages: Parsed) -> None:
    for path, page in real_pages.items():
        [title] = page.css("head title")
        assert len(title.text()) <= LONGEST_TITLE
        assert title.text().startswith(content(page, 'meta[property="og:title"]'))
        description = content(page, "meta[name=description]")
        assert description == content(page, 'meta[property="og:description"]')
        assert content(page, "link[rel=canonical]", "href") == ADDRESS + path
        assert content(page, 'meta[property="og:url"]') == ADDRESS + path
        assert content(page, 'meta[property="og:type"]') == "article"
        assert content(page, 'meta[property="og:site_name"]')
    for selector in ('meta[property="og:title"]', "meta[name=description]"):
        said = {content(page, selector) for page in real_pages.values()}
        assert len(said - {""}) == len(real_pages), "all different"


def test_a_link_that_is_shared_shows_the_site_s_own_picture(
    built_site: Path, real_pages: Parsed
) -> None:
    for page in real_pages.values():
        image = content(page, 'meta[property="og:image"]')
        header = (built_site / image.removeprefix(ADDRESS)).read_bytes()[:24]
        assert header[:8] == b"\x89PNG\r\n\x1a\n"
        size = [content(page, f'meta[property="og:image:{side}"]') for side in ("width", "height")]
        assert struct.unpack(">II", header[16:]) == tuple(map(int, size))
        assert content(page, 'meta[property="og:image:alt"]')
        assert content(page, "meta[name='twitter:card']") == "summary_large_image"


def test_the_medical_data_is_true_to_the_page(real_pages: Parsed) -> None:
    for path, page in real_pages.items():
        [script] = page.css('script[type="application/ld+json"]')
        data: dict[str, Any] = json.loads(script.text())
        [heading] = page.css("main h1")
        citations, about = data.pop("citation", []), data.pop("about")
        assert data == {
            "@context": "https://schema.org",
            "@type": KIND,
            "headline": " ".join(heading.text().split()),
            "description": content(page, "meta[name=description]"),
            "url": ADDRESS + path,
            "inLanguage": (page.css("main[lang]") or page.css("html"))[0].attributes["lang"],
            "lastReviewed": KNOWN["checked"].isoformat(),
            "isPartOf": {
                "@type": "WebSite",
                "name": content(page, 'meta[property="og:site_name"]'),
                "url": ADDRESS,
            },
        }, "no author, no reviewer"
        assert about["name"]
        shown = {node.id for node in page.css("main [id]")}
        shown |= {str(a.attributes["href"]).partition("#")[2] for a in page.css("main a.cite")}
        cited = [
            study["title"]
            for id_, study in KNOWN["studies"].items()
            if id_ in shown and "page" in study
        ]
        assert sorted(study["name"] for study in citations) == sorted(cited)
        assert all(study["url"].startswith("http") for study in citations)


def test_the_page_for_what_is_missing_says_nothing_to_machines(built_site: Path) -> None:
    page = parse(built_site, NOT_FOUND)
    assert page.css('script[type="application/ld+json"], link[rel=canonical]') == []
    assert "noindex" in content(page, "meta[name=robots]")
