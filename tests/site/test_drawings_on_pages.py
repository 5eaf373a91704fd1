"""Every section and every step has its drawing, all by the same hand."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

SECTIONS = [
    "circulation",
    "lymphatic-drainage",
    "collagen",
    "product-absorption",
    "muscle-tension",
    "tips",
    "conclusion",
]


def page(site: Path, name: str) -> LexborHTMLParser:
    path = site / ("index.html" if name == "index" else f"{name}/index.html")
    return LexborHTMLParser(path.read_text("utf-8"))


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_page_has_one_drawing(built_site: Path, name: str) -> None:
    [drawing] = page(built_site, name).css("main svg.drawing")
    assert drawing.attributes["role"] == "img"
    assert drawing.attributes["aria-label"]


def test_each_step_has_a_drawing_of_its_own_on_the_one_face(built_site: Path) -> None:
    routine = page(built_site, "routine")
    drawings = [item.css("svg.drawing") for item in routine.css(".steps > ol > li")]
    assert [len(found) for found in drawings] == [1] * 7
    assert len({found[0].attributes["aria-label"] for found in drawings}) == 7
    assert len(routine.css("symbol")) == 1, "the face is printed once"
    for [drawing] in drawings:
        assert "#drawing-face" in [use.attributes["href"] for use in drawing.css("use")]
        assert drawing.css(".dot") != [], "a start dot"
        assert drawing.css(".path") != [], "a stroke"
        assert drawing.css(".head") != [], "an arrow head"


def test_the_home_page_leads_to_the_sections_by_their_drawings(built_site: Path) -> None:
    links = page(built_site, "index").css(".way a")
    assert len([link for link in links if link.css("svg.drawing")]) >= len(SECTIONS)


def test_no_drawing_holds_words_or_looks_of_its_own(built_site: Path) -> None:
    for path in built_site.rglob("index.html"):
        for drawing in LexborHTMLParser(path.read_text("utf-8")).css("svg.drawing"):
            assert drawing.text().strip() == ""
            assert drawing.css("[style], [fill], [stroke], style, text, image") == []
