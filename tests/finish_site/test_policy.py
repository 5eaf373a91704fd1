"""A page's policy lets its reader's browser run what the page holds, and nothing else."""

import base64
import hashlib
from collections.abc import Mapping

import pytest
from selectolax.lexbor import LexborHTMLParser

from finish_site.policy import protect

CHARSET = '<meta charset="utf-8">'


def policy(html: str) -> Mapping[str, list[str]]:
    """Return the sources of each directive of a page's one policy."""
    [meta] = LexborHTMLParser(html).css("meta[http-equiv=Content-Security-Policy]")
    parts = (meta.attributes["content"] or "").split("; ")
    return {name: sources for name, *sources in map(str.split, parts)}


def hashed(code: str) -> str:
    digest = hashlib.new("sha256", code.encode("utf-8")).digest()
    return f"'sha256-{base64.standard_b64encode(digest).decode('ascii')}'"


def test_nothing_is_allowed_but_the_site_s_own() -> None:
    assert policy(protect(CHARSET)) == {
        "default-src": ["'none'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }


@pytest.mark.parametrize(
    ("body", "scripts", "styles"),
    [
        pytest.param("<script>a</script>", ["a"], [], id="a script"),
        pytest.param("<style>a{b:c}</style>", [], ["a{b:c}"], id="a style"),
        pytest.param("<script>a</script><script>b</script>", ["a", "b"], [], id="in order"),
        pytest.param("<script>a</script><script>a</script>", ["a"], [], id="the same once"),
        pytest.param("<script>\n a\n\n</script>", ["\n a\n\n"], [], id="blanks count"),
        pytest.param("<script></script>", [""], [], id="empty"),
        pytest.param("<script>'é 한'</script>", ["'é 한'"], [], id="in UTF-8"),
        pytest.param("<script>a<b</script><style>c</style>", ["a<b"], ["c"], id="both"),
        pytest.param('<script type="application/ld+json">{}</script>', [], [], id="data"),
        pytest.param('<script src="a.js" defer></script>', [], [], id="a file"),
    ],
)
def test_inline_code_is_allowed_by_its_hash(
    body: str, scripts: list[str], styles: list[str]
) -> None:
    found = policy(protect(CHARSET + body))
    assert found["script-src"] == ["'self'", *map(hashed, scripts)]
    assert found["style-src"] == ["'self'", *map(hashed, styles)]


def test_a_hash_is_what_browsers_compute() -> None:
    # The example of the specification: https://www.w3.org/TR/CSP2/#script-src-hash-usage
    [_, found] = policy(protect(f"{CHARSET}<script>alert('Hello, world.');</script>"))["script-src"]
    assert found == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


@pytest.mark.parametrize("charset", [CHARSET, "<meta charset=utf-8>", '<META CHARSET="utf-8" />'])
def test_it_follows_the_character_set_and_nothing_else_changes(charset: str) -> None:
    head, tail = "<!doctype html>\n<head>", "<script>a</script><p>b"
    html = protect(head + charset + tail)
    assert html.startswith(f'{head}{charset}<meta http-equiv="Content-Security-Policy" content="')
    assert html.endswith(f'">{tail}')


@pytest.mark.parametrize("html", ["", "<p>a</p>", "<script>a</script>", '<meta name="charset">'])
def test_without_a_character_set_a_page_stays_as_it_is(html: str) -> None:
    assert protect(html) == html


def test_twice_is_once() -> None:
    html = protect(f"{CHARSET}<script>a</script>")
    assert protect(html) == html
