"""What pages say to search engines and to those that show a link to them."""

import json
import re
import struct
from pathlib import Path
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from conftest import ADDRESS, ROOT
from evidence.data import evidence

PAGES = sorted(path.stem for path in (ROOT / "docs").glob("*.md"))


@pytest.fixture(params=PAGES)
def name(request: pytest.FixtureRequest) -> str:
    """The name of a page, without its suffix."""
    return str(request.param)


@pytest.fixture
def page(built_site: Path, name: str) -> LexborHTMLParser:
    """The page as it is published."""
    path = built_site / ("index.html" if name == "index" else f"{name}/index.html")
    return LexborHTMLParser(path.read_text("utf-8"))


def front_matter(name: str) -> dict[str, str]:
    text = (ROOT / f"docs/{name}.md").read_text("utf-8")
    found: dict[str, str] = yaml.safe_load(text.split("---\n")[1])
    return found


def address(name: str) -> str:
    return ADDRESS if name == "index" else f"{ADDRESS}{name}/"


def content(page: LexborHTMLParser, selector: str, attribute: str = "content") -> str | None:
    [node] = page.css(selector)
    return node.attributes[attribute]


def test_title_description_and_address_are_the_page_s_own(
    name: str, page: LexborHTMLParser
) -> None:
    said = front_matter(name)
    site_name = "Enhancing Skin Texture with Massage Therapy"
    [title] = page.css("head title")
    assert title.text() == f"{said['title']} - {site_name}"
    assert content(page, "meta[name=description]") == said["description"]
    assert content(page, "link[rel=canonical]", "href") == address(name)
    assert content(page, 'meta[property="og:title"]') == said["title"]
    assert content(page, 'meta[property="og:description"]') == said["description"]
    assert content(page, 'meta[property="og:url"]') == address(name)
    assert content(page, 'meta[property="og:type"]') == "article"
    assert content(page, 'meta[property="og:site_name"]') == site_name


def test_a_link_that_is_shared_shows_the_site_s_own_picture(
    built_site: Path, page: LexborHTMLParser
) -> None:
    image = content(page, 'meta[property="og:image"]')
    assert image == f"{ADDRESS}assets/preview.png"
    header = (built_site / "assets/preview.png").read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", header[16:]) == (1200, 630)
    size = [content(page, f'meta[property="og:image:{side}"]') for side in ("width", "height")]
    assert size == ["1200", "630"]
    assert content(page, 'meta[property="og:image:alt"]')


def test_the_medical_data_is_true_to_the_page(name: str, page: LexborHTMLParser) -> None:
    [script] = page.css('script[type="application/ld+json"]')
    data: dict[str, Any] = json.loads(script.text())
    [heading] = page.css("main h1")
    said, known = front_matter(name), evidence()
    citations = data.pop("citation", [])
    assert data == {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "headline": " ".join(heading.text().split()),
        "description": said["description"],
        "url": address(name),
        "about": {"@type": "Thing", "name": said["about"]},
        "inLanguage": "en",
        "lastReviewed": known.checked.isoformat(),
        "isPartOf": {
            "@type": "WebSite",
            "name": "Enhancing Skin Texture with Massage Therapy",
            "url": ADDRESS,
        },
    }
    source = (ROOT / f"docs/{name}.md").read_text("utf-8")
    named = re.findall(r"\[@(?:studies )?([^\]]+)\]", source)
    ids = {word for words in named for word in words.split()} & known.studies.keys()
    assert {c["url"] for c in citations} == {known.studies[id_].link for id_ in ids}
    assert {c["name"] for c in citations} == {known.studies[id_].title for id_ in ids}


def test_titles_and_descriptions_are_all_different() -> None:
    for key in ("title", "description"):
        assert len({front_matter(name)[key] for name in PAGES}) == len(PAGES)


def test_the_sitemap_names_every_page_below_the_site_s_address(built_site: Path) -> None:
    sitemap = (built_site / "sitemap.xml").read_text("utf-8")
    assert sorted(re.findall("<loc>(.*?)</loc>", sitemap)) == sorted(map(address, PAGES))


def test_robots_are_shown_the_sitemap(built_site: Path) -> None:
    robots = (built_site / "robots.txt").read_text("utf-8").split("\n")
    assert [line.strip() for line in robots if line.strip()] == [
        "User-agent: *",
        "Allow: /",
        f"Sitemap: {ADDRESS}sitemap.xml",
    ]


def test_the_page_for_what_is_missing_says_nothing_to_machines(built_site: Path) -> None:
    page = LexborHTMLParser((built_site / "404.html").read_text("utf-8"))
    assert page.css('script[type="application/ld+json"], link[rel=canonical]') == []
