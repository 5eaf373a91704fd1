"""What is rare in a page and must still not break it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import ROOT, run
from evidence.data import evidence
from finish_site.first_paint import Sheet, paint, without_indents
from finish_site.policy import protect
from finish_site.pruning import orphans
from finish_site.search_index import search_index
from finish_site.site import finish
from finish_site.stylesheet import Cutter, cut, parse

NAMES = frozenset(("a", "b"))
LINK = '<link rel="stylesheet" href="a.css">'


def painted(body: str, css: str) -> str:
    def cutter(_: Sequence[Sheet]) -> Cutter:
        return Cutter(parse(css))

    page = LexborHTMLParser(LINK + body)
    paint(page, cutter, lambda _: "")
    return page.html or ""


@pytest.mark.parametrize(
    "css",
    [
        pytest.param('a{content:"x   y"}', id="content"),
        pytest.param('a{--b:"x   y";c:var(--b)}', id="custom property"),
        pytest.param('a:not([title="x > y"]){c:d}', id="selector"),
        pytest.param('@page{content:"x   y"}', id="at-rule"),
        pytest.param("@container style(--x:1){a{b:c}}b{--x:1}", id="used by a query"),
    ],
)
def test_it_stays_as_it_is(css: str) -> None:
    assert cut(parse(css), NAMES) == css


def test_a_string_without_end_does_not_swallow_the_rest() -> None:
    assert cut(parse('a{x:"y\n;c:d}\nb{e:f}'), NAMES).endswith("b{e:f}")


def test_a_brace_too_many_is_refused() -> None:
    with pytest.raises(ValueError, match="line 1"):
        parse("a{b:c}}\nb{d:e}")


@pytest.mark.parametrize(
    ("body", "css"),
    [
        pytest.param("<svg><linearGradient></svg>", "linearGradient{a:b}", id="camel case"),
        pytest.param("<p hidden>", '[hidden=""]{a:b}', id="empty value"),
        pytest.param('<script type="text/javascript">c</script>', ".c{a:b}", id="classic script"),
    ],
)
def test_a_rule_is_kept_that_the_page_can_use(body: str, css: str) -> None:
    assert css in painted(body, css)


def test_a_string_can_t_end_the_style() -> None:
    assert painted("<p>", 'p{content:"</style><b>"}').count("</style") == 1


def test_blanks_of_another_script_stay() -> None:
    assert without_indents("<p>a\n\u3000 b") == "<p>a\n\u3000 b"


def test_a_page_that_speaks_of_a_policy_gets_one() -> None:
    html = '<meta charset="utf-8"><code>http-equiv="Content-Security-Policy"</code>'
    assert protect(html) != html


@pytest.mark.parametrize(
    "code", ['<script type="module">x</script>', '<style media="print">x</style>']
)
def test_inline_code_with_attributes_is_allowed_by_its_hash(code: str) -> None:
    assert "sha256-" in protect('<meta charset="utf-8">' + code)


def test_line_ends_are_hashed_as_a_browser_reads_them() -> None:
    one, two = (
        protect(f'<meta charset="utf-8"><script>a{end}b</script>') for end in ("\n", "\r\n")
    )
    assert one.partition("<script>")[0] == two.partition("<script>")[0]


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("a%20b.png", "a b.png"),
        ("a@2x.png", "a@2x.png"),
        ("%C3%A9.png", "é.png"),
        ("a(1)&amp;.png", "a(1)&.png"),
    ],
)
def test_a_file_that_is_asked_for_by_an_escaped_name_is_kept(address: str, path: str) -> None:
    assert list(orphans({"index.html": f'<img src="{address}">'.encode(), path: b""})) == []


def test_the_search_reads_words_as_a_reader_does() -> None:
    html = "<main><article><h1>A</h1><p>b <em>c</em>. <b>d</b>e</p><p>f</p></article></main>"
    assert '"b c. de f"' in search_index([("", LexborHTMLParser(html))])


def test_a_sheet_for_paper_is_used_on_paper_alone(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p{b:c}")
    head = LINK.replace(" href", ' media="print" href')
    (tmp_path / "index.html").write_text(f'<meta charset="utf-8">{head}<p>d')
    finish(str(tmp_path), evidence())
    assert "<style>@media print{p{b:c}}</style>" in (tmp_path / "index.html").read_text()


def test_a_sheet_that_can_t_be_read_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("@import 'b';")
    (tmp_path / "index.html").write_text(LINK)
    done = run("finish_site", ".", "--tokens", ROOT / "scripts/spam_tokens.yml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "finish-site: ./a.css: line 1: @import: name the sheet in the page instead\n"
    )
