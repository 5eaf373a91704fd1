"""What the site's own Markdown comes out as: drawings, sections, tables."""

from pathlib import Path

import pytest
import yaml
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from website.citations import NOTHING
from website.extension import SiteMarkdown
from website.page import read_page

BLOCKS = yaml.safe_load(Path(__file__).with_name("blocks.yml").read_bytes())
SVG = '<svg xmlns="http://www.w3.org/2000/svg" class="line" viewBox="0 0 9 9">{}</svg>'
FILES = {
    "drop.svg": SVG.format('\n  <path d="M1 1h7"/><text> A </text>\n'),
    "face.svg": SVG.format('<symbol id="face"><path d="M2 2"/></symbol><symbol id="ear"/>'),
    "smile.svg": SVG.format('<use href="face.svg#face"/><use href="#own"/><g id="own"/>'),
    "frown.svg": SVG.format('<use/><use href="face.svg#face"/><use href="face.svg#ear"/>'),
    "broken.svg": "<svg",
    "../mark.svg": SVG.format(""),
    "lost.svg": SVG.format('<use href="gone.svg#face"/>'),
}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "drawings").mkdir()
    for name, text in FILES.items():
        (tmp_path / "drawings" / name).write_text(text, "utf-8")
    return tmp_path


def render(markdown: str, docs: Path) -> str:
    ours = SiteMarkdown(str(docs), NOTHING, [])
    return Markdown(extensions=["admonition", "tables", ours]).convert(markdown)


def test_a_drawing_is_inline_with_its_text_and_what_follows(docs: Path) -> None:
    assert render("Look: ![A drop.](drawings/drop.svg) here", docs) == (
        '<p>Look: <svg aria-label="A drop." class="drawing line" role="img" viewBox="0 0 9 9">'
        '<path d="M1 1h7"></path><text>A</text></svg> here</p>'
    )


def test_a_drawing_without_a_text_is_decoration(docs: Path) -> None:
    [svg] = LexborHTMLParser(render("![](drawings/drop.svg)", docs)).css("svg")
    assert (svg.attributes.get("role"), svg.attributes.get("aria-hidden")) == (None, "true")


def test_what_drawings_share_is_printed_once(docs: Path) -> None:
    html = render("![A](drawings/smile.svg)\n\n![B](drawings/frown.svg)", docs)
    page = LexborHTMLParser(html)
    assert sorted(symbol.id or "" for symbol in page.css("symbol")) == ["ear", "face"]
    assert page.css("svg:has(#face)")[0].attributes["aria-label"] == "A"
    uses = [use.attributes["href"] for use in page.css("use[href]")]
    assert uses == ["#face", "#own", "#face", "#ear"]


def test_a_drawing_that_is_shown_twice_prints_its_own_parts_once(docs: Path) -> None:
    page = LexborHTMLParser(render("![A](drawings/smile.svg) ![B](drawings/smile.svg)", docs))
    ids = [node.id for node in page.css("svg [id]")]
    assert len(ids) == len(set(ids))
    again = [use.attributes["href"] for use in page.css("svg")[1].css("use")]
    assert again == ["#face", "#own", "#own"]


@pytest.mark.parametrize("name", ["broken.svg", "gone.svg", "lost.svg", "../mark.svg"])
def test_a_drawing_that_can_t_be_read_stays_an_image(docs: Path, name: str) -> None:
    assert "<img " in render(f"![A](drawings/{name})", docs)


@pytest.mark.parametrize(("markdown", "html"), BLOCKS)
def test_blocks_are_sections_and_cells_are_aligned_by_a_class(
    docs: Path, markdown: str, html: str
) -> None:
    shown = LexborHTMLParser(render(markdown, docs).replace("\n", "")).html or ""
    assert html in shown.replace("<em>is</em>", "is")
    assert "style=" not in shown


def test_a_question_and_a_step_are_links_to_themselves(docs: Path) -> None:
    steps = '!!! site steps "Steps"\n    1. **Warm up**\n\n        Slowly.\n\n    2. Rest.'
    markdown = f"### Does *it* help?\n\n### It does\n\n{steps}"
    ours = SiteMarkdown(str(docs), NOTHING, [])
    html = Markdown(extensions=["admonition", "toc", ours]).convert(markdown)
    page = LexborHTMLParser(html)
    links = [(link.attributes["href"], link.text()) for link in page.css("a.self")]
    assert links == [("#does-it-help", "Does it help?"), ("#step-warm-up", "Warm up")]
    assert [node.id for node in page.css("h3:has(a), li:has(a)")] == [
        "does-it-help",
        "step-warm-up",
    ]


def test_a_part_of_another_page_is_shown_where_it_is_named() -> None:
    marked = "B\n<!-- --8<-- [start:c] -->\nC\n<!-- --8<-- [end:c] -->\nD\n"
    named = '---\ntitle: A\n---\nA\n\n  --8<-- "docs/b.md:c"\n--8<-- "docs/gone.md:c"\nE\n'
    other, page = read_page("docs/b.md", marked), read_page("docs/a.md", named)
    assert other.body({}) == "\nB\nC\nD\n"
    assert page.body({"b.md": other}) == '\nA\n\n  C\n\n--8<-- "docs/gone.md:c"\nE\n'
