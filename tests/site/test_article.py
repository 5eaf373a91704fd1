"""The article on the built site: all of its words, once, in order, told apart from the site's."""

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

SOURCE = Path(__file__).parents[1] / "data" / "article.txt"


@pytest.fixture(scope="module")
def article() -> list[str]:
    """The article's lines, without the spam."""
    # The article is English: Hangul is the token, and the blank before it came with it.
    text, cut = re.subn(" [가-힣]+", "", SOURCE.read_text("utf-8"))
    assert cut == 3
    return [line for line in text.splitlines() if line]


@pytest.fixture(scope="module")
def walk(built_site: Path) -> list[Path]:
    """The pages as a reader meets them who starts at home and follows "next" to the end."""
    pages = [built_site.resolve() / "index.html"]
    while (page := neighbour(pages[-1], "next")) is not None:
        assert page not in pages, f"{page} comes round again"
        pages.append(page)
    return pages


def neighbour(page: Path, direction: str) -> Path | None:
    """Return the page that the link at the foot leads to; `direction` is "next" or "prev"."""
    link = parse(page).css_first(f"footer a.md-footer__link--{direction}")
    if link is None:
        return None
    return (page.parent / str(link.attributes["href"]) / "index.html").resolve()


def parse(page: Path) -> LexborHTMLParser:
    return LexborHTMLParser(page.read_text("utf-8"))


def main_part(page: Path) -> LexborNode:
    [main] = parse(page).css("main article")
    return main


def heading(page: Path) -> str:
    [h1] = parse(page).css("h1")
    return text(h1)


def text(node: LexborNode) -> str:
    return " ".join(node.text().split())


def plain_text(page: Path) -> str:
    """Return what the page says outside the site's own blocks."""
    main = main_part(page)
    for block in main.css(".site, .printed"):
        block.decompose()
    return text(main)


def test_the_walk_meets_every_page(built_site: Path, walk: list[Path]) -> None:
    assert sorted(walk) == sorted(built_site.resolve().rglob("index.html"))


def test_previous_leads_back_the_same_way(walk: list[Path]) -> None:
    assert [neighbour(page, "prev") for page in walk] == [None, *walk[:-1]]


def test_each_page_has_one_main_heading(built_site: Path, walk: list[Path]) -> None:
    for page in [*walk, built_site / "404.html"]:
        assert len(parse(page).css("h1")) == 1, page


def test_the_articles_pages_say_the_article_and_nothing_else_in_plain_text(
    article: list[str], walk: list[Path]
) -> None:
    pages = [page for page in walk if heading(page) in article]
    assert pages == walk[: len(pages)], "a page of the site's own stands between the article's"
    assert " ".join(map(plain_text, pages)) == " ".join(article)


def test_no_sentence_of_the_article_is_said_twice(article: list[str], walk: list[Path]) -> None:
    blocks = [text(block) for page in walk for block in main_part(page).css("section.site")]
    site = " ".join([*map(plain_text, walk), *blocks])
    sentences = re.findall(r"[A-Z][^.]+\.", " ".join(article))
    assert {sentence: site.count(sentence) for sentence in sentences} == dict.fromkeys(sentences, 1)


def test_the_home_page_shows_the_way_of_the_walk(walk: list[Path]) -> None:
    links = parse(walk[0]).css(".site.way a")
    targets = [walk[0].parent / str(link.attributes["href"]) / "index.html" for link in links]
    assert targets == walk[1:]
