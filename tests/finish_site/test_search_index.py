"""A search looks through what the pages say, in the pieces that their headings make."""

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from finish_site.search_index import search_index


def indexed(pages: dict[str, str]) -> str:
    return search_index((url, LexborHTMLParser(html)) for url, html in pages.items())


def rows(html: str, url: str = "a/") -> list[tuple[str, str, str]]:
    """Return address, title and text of each piece of a page."""
    found = json.loads(indexed({url: html}))
    assert all(list(row) == ["url", "title", "text"] for row in found)
    return [(row["url"], row["title"], row["text"]) for row in found]


def article(content: str) -> str:
    return f"<header><h1>Site</h1></header><main><nav>n</nav><article>{content}</article>o</main>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("<h1>B</h1><p>c</p>", [("a/", "B", "c")], id="a title"),
        pytest.param("<h1 id='b'>B</h1>", [("a/", "B", "")], id="a title leads to the top"),
        pytest.param(
            "<h1>B</h1>c<h2 id=d>D</h2>e<h3 id=f>F</h3>g",
            [("a/", "B", "c"), ("a/#d", "D", "e"), ("a/#f", "F", "g")],
            id="each heading",
        ),
        pytest.param(
            "<h1>B</h1><section><h2 id=c>C</h2><div><p>d</p></div></section><p>e</p>",
            [("a/", "B", ""), ("a/#c", "C", "d e")],
            id="headings in sections",
        ),
        pytest.param("<h1>B</h1><h4 id=c>C</h4>d", [("a/", "B", "C d")], id="lesser headings"),
        pytest.param("<h1>B</h1><h2>C</h2>", [("a/", "B", ""), ("a/", "C", "")], id="no id"),
        pytest.param("<h1>B\n <em>c <b>d</b></em></h1>e", [("a/", "B c d", "e")], id="words once"),
        pytest.param("<h1>B</h1>\n  c\n\n  d ", [("a/", "B", "c d")], id="blanks"),
        pytest.param("<h1>B &amp; é 한</h1>&lt;c&gt;", [("a/", "B & é 한", "<c>")], id="letters"),
        pytest.param("<h1>B</h1>c<!-- d -->", [("a/", "B", "c")], id="no comments"),
        pytest.param(
            "<h1>B</h1><dl><dt>c</dt>\n<dd>d</dd><dt>e</dt><dd>f</dd></dl>",
            [("a/", "B", "c: d e: f")],
            id="a list of terms",
        ),
        pytest.param("<p>b</p>", [], id="no heading"),
        pytest.param("b<h1>C</h1>d", [("a/", "C", "d")], id="nothing from before the first"),
    ],
)
def test_each_heading_makes_a_piece(content: str, expected: list[tuple[str, str, str]]) -> None:
    assert rows(article(content)) == expected


@pytest.mark.parametrize(
    "silent",
    [
        "<svg><title>x</title><text>x</text></svg>",
        "<script>x</script>",
        "<style>x</style>",
        "<p class='printed'>x</p>",
        "<div class='a printed'><svg><style>x</style></svg><script>x</script>x</div>",
    ],
)
def test_what_a_reader_does_not_read_is_left_out(silent: str) -> None:
    assert rows(article(f"<h1>B{silent}</h1>c {silent}d")) == [("a/", "B", "c d")]


@pytest.mark.parametrize(
    "html", ["", "<h1>B</h1>c", "<main><h1>B</h1>c</main>", "<article><h1>B</h1></article>"]
)
def test_a_page_without_an_article_has_no_pieces(html: str) -> None:
    assert rows(html) == []


def test_pages_follow_each_other_and_the_first_has_no_address_of_its_own() -> None:
    index = indexed({"": article("<h1>B</h1><h2 id=c>C</h2>"), "d/": article("<h1>D</h1>e")})
    assert [row["url"] for row in json.loads(index)] == ["", "#c", "d/"]


def test_the_index_is_short_and_in_the_reader_s_letters() -> None:
    index = indexed({"": article('<h1>"é"</h1>한')})
    assert index == '[{"url":"","title":"\\"é\\"","text":"한"}]'


def test_no_pages_are_an_empty_index() -> None:
    assert indexed({}) == "[]"
