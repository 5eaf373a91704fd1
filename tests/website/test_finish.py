"""A page's policy lets its reader's browser run what the page holds, and nothing else."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from website.finish import finished, inline, names_in, worker

CODE = yaml.safe_load(Path(__file__).with_name("inline_code.yml").read_bytes())
CHARSET = '<meta charset="utf-8">'


def policy(html: str) -> dict[str, list[str]]:
    """Return the sources of each directive of a page's one policy."""
    [meta] = LexborHTMLParser(html).css("meta[http-equiv=Content-Security-Policy]")
    parts = (meta.attributes["content"] or "").split("; ")
    return {name: sources for name, *sources in map(str.split, parts)}


def hashed(code: str) -> str:
    return f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'"


def test_nothing_is_allowed_but_the_site_s_own() -> None:
    assert policy(finished(CHARSET)) == {
        "default-src": ["'none'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }


@pytest.mark.parametrize(("body", "scripts", "styles"), CODE.values(), ids=CODE)
def test_inline_code_is_allowed_by_its_hash(
    body: str, scripts: list[str], styles: list[str]
) -> None:
    found = policy(finished(CHARSET + body))
    assert found["script-src"] == ["'self'", *map(hashed, scripts)]
    assert found["style-src"] == ["'self'", *map(hashed, styles)]


def test_a_hash_is_what_browsers_compute() -> None:
    # The example of the specification: https://www.w3.org/TR/CSP2/#script-src-hash-usage
    [_, found] = policy(finished(f"{CHARSET}<script>alert('Hello, world.');</script>"))[
        "script-src"
    ]
    assert found == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("a.css", "/* a */\np {\n  b: c;\n}\n", "p{b:c}"),
        ("a.js", "x = '</script>' // y\n", "x = '<\\/script>' // y\n"),
    ],
)
def test_what_stands_inline_is_short_and_can_t_end_its_element(
    tmp_path: Path, name: str, text: str, shown: str
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert inline(str(tmp_path), name) == shown


def test_the_names_of_a_page_are_those_of_its_elements_and_classes() -> None:
    html = "<p class='known answer'>answer <b>table</b></p><svg><path class=face-2></svg>"
    assert names_in(html) == {"p", "b", "svg", "path", "known", "answer", "face-2"}
    assert names_in("") == set()


def test_inline_scripts_are_short_and_data_stays_as_it_is() -> None:
    data = '<script type="application/ld+json">{ "a": 1 }</script>'
    assert finished(f"<script>/* a */ b = `1  ${{c}}`</script>{data}") == (
        f"<script>b=`1  ${{c}}`</script>{data}"
    )


def test_the_version_of_the_stored_copies_changes_with_any_byte(tmp_path: Path) -> None:
    page, beside = tmp_path / "oil/index.html", tmp_path / "search.json"
    page.parent.mkdir()
    page.write_text("one", "utf-8")
    beside.write_text("{}", "utf-8")
    first = worker("source", "https://owner.example/", tmp_path, ["search.json"])
    assert worker("source", "https://owner.example/", tmp_path, ["search.json"]) == first
    assert first.startswith('const version="')
    assert 'const site="https://owner.example/";const files=["oil/", "search.json"];source' in first
    for path in (page, beside):
        path.write_text("other", "utf-8")
        later = worker("source", "https://owner.example/", tmp_path, ["search.json"])
        assert later != first
        first = later
