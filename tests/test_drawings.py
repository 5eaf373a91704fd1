"""Drawings come out inline, and what they share comes once."""

from pathlib import Path

import pytest
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 280">\n%s\n</svg>\n'
FACE = '<symbol id="drawing-face"><path class="skin" d="M1 1h9"/></symbol>'


@pytest.fixture
def markdown(tmp_path: Path) -> Markdown:
    """Python-Markdown with two drawings of a face at hand, and one without."""
    folder = tmp_path / "drawings"
    folder.mkdir()
    (folder / "face.svg").write_text(SVG % FACE)
    use = '<use href="face.svg#drawing-face"/>\n<path class="path" d="%s"/>'
    (folder / "one.svg").write_text(SVG % use % "M2 2h2")
    (folder / "two.svg").write_text(SVG % use % "M3 3h3")
    (folder / "skin.svg").write_text(SVG % '<path class="skin" d="M4 4h4"/>')
    return Markdown(extensions=["drawings"], extension_configs={"drawings": {"pages": tmp_path}})


def test_a_drawing_comes_out_inline_with_its_text(markdown: Markdown) -> None:
    html = markdown.convert('Here: ![A slice of "skin".](drawings/skin.svg) and on.')
    assert html == (
        '<p>Here: <svg aria-label="A slice of &quot;skin&quot;." class="drawing" role="img" '
        'viewBox="0 0 240 280"><path class="skin" d="M4 4h4"></path></svg> '
        "and on.</p>"
    )


def test_what_drawings_share_is_printed_once(markdown: Markdown) -> None:
    html = markdown.convert("![One](drawings/one.svg)\n\n![Two](drawings/two.svg)")
    page = LexborHTMLParser(html)
    assert len(page.css("symbol#drawing-face")) == 1
    assert [node.attributes["href"] for node in page.css("use")] == ["#drawing-face"] * 2
    first = page.css_first("svg")
    assert first
    assert first.css("symbol") != []


@pytest.mark.parametrize("broken", ["<svg>", "<svg>\xe9", '<use href="gone.svg#b"/>'])
def test_a_broken_drawing_takes_nothing_from_the_next(
    markdown: Markdown, tmp_path: Path, broken: str
) -> None:
    used = '<use href="face.svg#drawing-face"/>'
    text = SVG % f"{used}{broken}" if "use" in broken else broken
    (tmp_path / "drawings/broken.svg").write_text(text, "latin-1")
    html = markdown.convert("![A](drawings/broken.svg)\n\n![One](drawings/one.svg)")
    assert '<img alt="A" src="drawings/broken.svg"' in html
    assert html.count('<symbol id="drawing-face"') == 1


def test_a_drawing_may_use_a_part_of_its_own(markdown: Markdown, tmp_path: Path) -> None:
    own = '<symbol id="own"><path d="M1 1"/></symbol><use href="#own"/>'
    (tmp_path / "drawings/own.svg").write_text(SVG % own)
    html = markdown.convert("![A](drawings/own.svg)")
    assert html.count('<symbol id="own">') == 1
    assert '<use href="#own">' in html


def test_each_page_has_its_own_copy(markdown: Markdown) -> None:
    for _ in range(2):
        html = markdown.reset().convert("![One](drawings/one.svg)")
        assert html.count('id="drawing-face"') == 1


@pytest.mark.parametrize(
    "picture",
    ["![Gone](drawings/gone.svg)", "![A photo](assets/hand.svg)", "![Up](../drawings/one.svg)"],
)
def test_any_other_picture_stays_one(markdown: Markdown, picture: str) -> None:
    assert "<img " in markdown.convert(picture)
