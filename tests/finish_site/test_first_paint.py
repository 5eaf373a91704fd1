"""A page carries its styles itself; what nobody can use or see of it is gone."""

from collections.abc import Sequence

import pytest
from selectolax.lexbor import LexborHTMLParser

from finish_site.first_paint import Sheet, paint, without_indents
from finish_site.stylesheet import Cutter, parse

LINK = '<link rel="stylesheet" href="a.css">'


def painted(html: str, script: str = "", **sheets: str) -> str:
    """Paint a page whose sheets are called like their keywords, `a` being a.css."""

    def cutter(wanted: Sequence[Sheet]) -> Cutter:
        names = [address.removesuffix(".css") for address, _ in wanted]
        return Cutter([rule for name in names for rule in parse(sheets[name])])

    tree = LexborHTMLParser(html)
    paint(tree, cutter, lambda _: script)
    return tree.html or ""


def styles(html: str) -> str:
    """Return what the one style of a page says."""
    [style] = LexborHTMLParser(html).css("style")
    return style.text()


def page(body: str, head: str = LINK) -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def test_the_styles_stand_where_the_link_stood() -> None:
    html = page("<p>b</p>", f'<meta charset="utf-8">{LINK}<title>c</title>')
    assert painted(html, a="p{d:e}q{f:g}") == page(
        "<p>b</p>", '<meta charset="utf-8"><style>p{d:e}</style><title>c</title>'
    )


def test_several_sheets_become_one_in_their_order() -> None:
    links = "".join(f'<link rel="stylesheet" href="{name}.css">' for name in "bac")
    html = painted(page("<p>", links), a="p{a:1}", b="p{b:1;x:var(--y)}", c="p{--y:1}")
    assert styles(html) == "p{b:1;x:var(--y)}p{a:1}p{--y:1}"
    assert LexborHTMLParser(html).css("link") == []


@pytest.mark.parametrize(
    ("body", "css", "expected"),
    [
        pytest.param("<p>", "p{x:y}div{x:y}", "p{x:y}", id="elements"),
        pytest.param('<p class="b c">', ".b.c{x:y}.d{x:y}", ".b.c{x:y}", id="classes"),
        pytest.param('<p id="b">', "#b{x:y}#c{x:y}", "#b{x:y}", id="ids"),
        pytest.param('<p dir="rtl">', "[dir=rtl]{x:y}", "[dir=rtl]{x:y}", id="values"),
        pytest.param('<p dir="ltr">', "[dir=rtl]{x:y}", "", id="other values"),
        pytest.param("<p class>", ".b{x:y}", "", id="no class"),
        pytest.param("<p>", "html{x:y}body{x:y}", "html{x:y}body{x:y}", id="the page itself"),
        pytest.param('<svg><path class="b">', "svg .b{x:y}", "svg .b{x:y}", id="drawings"),
    ],
)
def test_what_occurs_in_the_page_counts(body: str, css: str, expected: str) -> None:
    assert styles(painted(page(body), a=css)) == expected


CSS = ".b{x:y}#b{x:y}b{x:y}[data-b=b]{x:y}"


@pytest.mark.parametrize(
    ("body", "script", "expected"),
    [
        pytest.param('<script>"b"</script>', "", CSS, id="inline"),
        pytest.param('<script type="module">"b"</script>', "", CSS, id="an inline module"),
        pytest.param('<script src="d.js"></script>', "e('b c')", CSS, id="a file"),
        pytest.param('<script type="module" src="d.js"></script>', "b", CSS, id="a module"),
        pytest.param('<i data-script="d.js"></i>', "e('b c')", CSS, id="a file for later"),
        pytest.param('<script>"bb"</script>', "", "", id="a part of a word"),
        pytest.param('<script type="application/ld+json">"b"</script>', "", "", id="data"),
        pytest.param("b", "b", "", id="no script"),
    ],
)
def test_what_a_script_says_may_be_a_name(body: str, script: str, expected: str) -> None:
    assert styles(painted(page(body), script, a=CSS)) == expected


def test_a_script_is_asked_for_by_the_address_that_the_page_names() -> None:
    asked: list[str] = []

    def script(address: str) -> str:
        asked.append(address)
        return ""

    body = '<script src="../b.js"></script><i data-script="/c/d.js"></i><script>e</script>'
    paint(LexborHTMLParser(page(body)), lambda _: Cutter(()), script)
    assert asked == ["../b.js", "/c/d.js"]


@pytest.mark.parametrize(
    "dead",
    [
        '<input class="md-toggle" id="b">',
        '<label class="md-overlay"></label>',
        '<div class="md-dialog"><div class="md-overlay"><svg></svg></div></div>',
        '<div data-md-component="skip"><a>b</a></div>',
        '<div data-md-component="announce"></div>',
    ],
)
def test_what_only_the_theme_s_script_would_use_is_gone(dead: str) -> None:
    css = "p{x:y}input{x:y}.md-overlay{x:y}.md-dialog{x:y}[data-md-component=skip]{x:y}"
    html = painted(page(f"{dead}<p>c</p>"), a=css)
    assert html == page("<p>c</p>", "<style>p{x:y}</style>")


def test_the_generator_is_not_named() -> None:
    html = painted(page("", f'{LINK}<meta name="generator" content="b"><meta name="c">'), a="")
    assert [meta.attributes for meta in LexborHTMLParser(html).css("meta")] == [{"name": "c"}]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<p>b</p>\n\n   <p>c</p>", "<p>b</p>\n<p>c</p>", id="between elements"),
        pytest.param("<p>b  \n\t c</p>", "<p>b  \nc</p>", id="in a text"),
        pytest.param("<p>b  c</p>  <p>d</p>", None, id="within a line"),
        pytest.param("<p>b&nbsp;\n  c</p>", "<p>b&nbsp;\nc</p>", id="a blank that holds together"),
        pytest.param("<pre>b  \n\n  c</pre>", None, id="pre"),
        pytest.param("<pre>b\n\n<i>c</i>\n\n</pre>", None, id="elements in pre"),
        pytest.param("<textarea>b  \n\n  c</textarea>", None, id="textarea"),
        pytest.param("<script>b  \n\n  c</script>", None, id="script"),
        pytest.param("<style>b  \n\n  c</style>", None, id="style"),
        pytest.param(
            "<i>b</i>\n\n<pre>c\n\nd</pre>\n\n<pre>e\n\nf</pre>\n\n<i>g</i>",
            "<i>b</i>\n<pre>c\n\nd</pre>\n<pre>e\n\nf</pre>\n<i>g</i>",
            id="around and between",
        ),
    ],
)
def test_blanks_become_one_break_where_they_do_not_count(body: str, expected: str | None) -> None:
    assert without_indents(page(body)) == page(body if expected is None else expected)


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(page("", ""), id="empty"),
        pytest.param(page("<p>b\n\n\n  c</p>", ""), id="blanks"),
        pytest.param(page('<i class="md-overlay"></i>', '<link rel="icon" href="b">'), id="dead"),
        pytest.param(page("", "<style>a{b:c}</style>"), id="styles of its own"),
    ],
)
def test_a_page_without_sheets_stays_as_it_is(html: str) -> None:
    assert painted(html) == html


def test_a_painted_page_stays_as_it_is() -> None:
    html = painted(page('<p class="b">c\n\n\n d</p><script>e</script>'), a=".b{x:y}.e{x:y}")
    assert styles(html) == ".b{x:y}.e{x:y}"
    assert painted(html) == html


def test_a_script_of_the_page_s_own_stands_at_its_end() -> None:
    html = painted(page("<p>b</p>", f'{LINK}<script src="c.js" defer></script>'), "1 </b", a="")
    assert html.endswith("<p>b</p><script>1 <\\/b</script></body></html>")
    assert "src=" not in html
