"""What is published is asked for: by a page, by what a page asks for, or by its address."""

import pytest

from finish_site.pruning import orphans

PAGE = "index.html"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({PAGE: b'<img src="a/b.png">', "a/b.png": b""}, [], id="asked for by a page"),
        pytest.param({PAGE: b"", "a/b.png": b""}, ["a/b.png"], id="asked for by nobody"),
        pytest.param(
            {PAGE: b"", "d": b"", "c.js": b"", "a/z": b""}, ["a/z", "c.js", "d"], id="all"
        ),
        pytest.param(
            {PAGE: b'<link href="a.css">', "a.css": b"b{c:url(d.png)}", "d.png": b""},
            [],
            id="a picture of a sheet",
        ),
        pytest.param(
            {PAGE: b'<script src="a.js">', "a.js": b"import './b.js'", "b.js": b"'c.png'"}
            | {"c.png": b""},
            [],
            id="a picture of a script of a script",
        ),
        pytest.param(
            {PAGE: b'<img src="a.svg">', "a.svg": b'<image href="b.png"/>', "b.png": b""},
            [],
            id="a picture of a picture",
        ),
        pytest.param(
            {PAGE: b"", "a.css": b"url(b.png)", "b.png": b""},
            ["a.css", "b.png"],
            id="a picture of a sheet that nobody asks for",
        ),
        pytest.param(
            {PAGE: b"", "a.js": b"'b.js'", "b.js": b"'a.js'"},
            ["a.js", "b.js"],
            id="two that ask for each other",
        ),
        pytest.param(
            {PAGE: b"a.png", "a.png": b"b.png", "b.png": b""}, ["b.png"], id="no text is read"
        ),
        pytest.param({PAGE: b"xa.png", "a.png": b""}, [], id="a longer name: too much is kept"),
        pytest.param(
            {PAGE: b"c/a.png", "a.png": b"", "b/a.png": b""}, [], id="any of that name: too much"
        ),
        pytest.param({PAGE: "\xe9 a.png".encode("latin-1"), "a.png": b""}, [], id="no UTF-8"),
        pytest.param({PAGE: "피.png".encode(), "피.png": b""}, [], id="letters of any script"),
        pytest.param({}, [], id="nothing"),
    ],
)
def test_what_no_page_asks_for_is_named(files: dict[str, bytes], expected: list[str]) -> None:
    assert list(orphans(files)) == expected


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "a/b.html",
        "404.html",
        "sitemap.xml",
        "robots.txt",
        "search.json",
        "CNAME",
        ".nojekyll",
        ".well-known/security.txt",
    ],
)
def test_what_is_asked_for_by_its_address_is_kept(path: str) -> None:
    assert list(orphans({path: b""})) == []


@pytest.mark.parametrize("path", ["sitemap.xml.gz", "a/robots.txt", "a/CNAME", "search/index.json"])
def test_only_that_address_counts(path: str) -> None:
    assert list(orphans({path: b""})) == [path]
