"""A built folder is finished in place: its pages, its index, and nothing that nobody asks for."""

import json
import os
from pathlib import Path

import pytest

from evidence.data import evidence
from finish_site.site import finish, index, prune
from strip_spam.files import FileError

PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head>'
    "<body><main><article>{body}</article></main></body></html>"
)
CSS = "p{x:y}.gone{x:y}"


def page(sheet: str, body: str = "<h1>A</h1><p>b</p>") -> str:
    return PAGE.format(head=f'<link rel="stylesheet" href="{sheet}">', body=body)


def put(folder: Path, **texts: str) -> None:
    """Write files; `__` in a keyword is a slash, `_` a dot."""
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """Return what each file holds, by its path below the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def text(folder: Path, path: str) -> str:
    return (folder / path).read_text("utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site, as it is built."""
    data = '<script type="application/ld+json">{"@type":"MedicalWebPage"}</script>'
    put(
        tmp_path,
        index_html=page("assets/a.css").replace("</head>", f"{data}</head>"),
        b__index_html=page(
            "../assets/a.css?v=1#c",
            '<h1>B</h1><p>c</p><script src="../assets/b.js" defer></script>',
        ),
        assets__a_css=CSS + ".made{x:y}",
        assets__b_js="document.body.className = 'made'",
        assets__lost__c_png="d",
        sitemap_xml="<urlset/>",
    )
    (tmp_path / "404.html").write_text(page("/some/path/assets/a.css"), "utf-8")
    return tmp_path


def test_every_page_is_finished(site: Path) -> None:
    finish(str(site), evidence())
    for path in ("index.html", "b/index.html", "404.html"):
        html = text(site, path)
        assert "<style>p{x:y}" in html
        assert "stylesheet" not in html
        assert html.count('<meta http-equiv="Content-Security-Policy"') == 1
    assert '"headline":"A"' in text(site, "index.html")


def test_styles_for_what_a_page_s_script_makes_are_in_that_page_alone(site: Path) -> None:
    finish(str(site), evidence())
    assert ".made{x:y}" in text(site, "b/index.html")
    assert ".made{x:y}" not in text(site, "index.html")


def test_what_is_left_is_what_somebody_asks_for(site: Path) -> None:
    finish(str(site), evidence())
    assert files(site).keys() == {
        "index.html",
        "b/index.html",
        "404.html",
        "sitemap.xml",
        "search.json",
    }


def test_twice_is_once(site: Path) -> None:
    finish(str(site), evidence())
    once = files(site)
    finish(str(site), evidence())
    assert files(site) == once


def test_a_page_that_is_finished_is_not_written_again(site: Path) -> None:
    finish(str(site), evidence())
    for path in site.rglob("*.html"):
        os.utime(path, (0, 0))
    finish(str(site), evidence())
    assert {path.stat().st_mtime for path in site.rglob("*.html")} == {0}


def test_a_page_without_a_stylesheet_gets_a_policy_and_is_else_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b'<meta charset="utf-8">\r\n<p>a</p>\r\n')
    (tmp_path / "proof.html").write_text("proof: 123")
    finish(str(tmp_path), evidence())
    done = (tmp_path / "index.html").read_bytes()
    assert b"Content-Security-Policy" in done
    assert done.endswith(b">\r\n<p>a</p>\r\n")
    assert text(tmp_path, "proof.html") == "proof: 123"


def test_two_pages_with_other_sheets_do_not_share_a_cut(tmp_path: Path) -> None:
    put(
        tmp_path,
        a_css="p{x:root}",
        b__a_css="p{x:below}",
        index_html=page("a.css"),
        b__index_html=page("a.css"),
    )
    finish(str(tmp_path), evidence())
    assert "<style>p{x:root}</style>" in text(tmp_path, "index.html")
    assert "<style>p{x:below}</style>" in text(tmp_path, "b/index.html")


@pytest.mark.parametrize(
    "address",
    ["/a.css", "/repo/a.css", "/some/path/a.css", "/repo/a%2Ecss", "https://h.example/repo/a.css"],
)
def test_the_page_for_what_is_missing_finds_its_sheet_from_the_host_s_root(
    tmp_path: Path, address: str
) -> None:
    put(tmp_path, a_css=CSS)
    (tmp_path / "404.html").write_text(page(address), "utf-8")
    finish(str(tmp_path), evidence())
    assert "<style>p{x:y}</style>" in text(tmp_path, "404.html")


def test_a_folder_of_the_site_s_own_path_comes_first(tmp_path: Path) -> None:
    put(tmp_path, a_css="p{x:outer}", repo__a_css="p{x:inner}")
    (tmp_path / "404.html").write_text(page("/repo/a.css"), "utf-8")
    finish(str(tmp_path), evidence())
    assert "<style>p{x:inner}</style>" in text(tmp_path, "404.html")


@pytest.mark.parametrize("name", ["my style.css", "é.css"])
def test_a_name_may_be_escaped_in_an_address(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(CSS, "utf-8")
    put(tmp_path, index_html=page(name.replace(" ", "%20").replace("é", "%C3%A9")))
    finish(str(tmp_path), evidence())
    assert "<style>p{x:y}</style>" in text(tmp_path, "index.html")


def test_a_sheet_that_is_missing_from_the_root_is_named_with_its_page(tmp_path: Path) -> None:
    put(tmp_path, b__index_html=page("/repo/gone.css"))
    with pytest.raises(FileError) as caught:
        finish(str(tmp_path), evidence())
    assert str(caught.value) == (
        f"{tmp_path}/b/index.html: names /repo/gone.css, which is not there"
    )


@pytest.mark.parametrize(
    ("head", "gone"),
    [
        ('<link rel="stylesheet" href="../gone.css">', "b/index.html: names ../gone.css"),
        (
            '<link rel="stylesheet" href="../a.css"><script src="gone.js" defer></script>',
            "b/index.html: names gone.js",
        ),
    ],
    ids=["a sheet", "a script"],
)
def test_what_is_missing_beside_a_page_is_named(tmp_path: Path, head: str, gone: str) -> None:
    put(tmp_path, a_css=CSS, b__index_html=PAGE.format(head=head, body=""))
    before = files(tmp_path)
    with pytest.raises(FileError, match=gone):
        finish(str(tmp_path), evidence())
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "data"), [("index.html", b"<p>\xff</p>"), ("a.css", b"p{x:'\xff'}")]
)
def test_what_is_not_utf_8_is_refused_by_its_name(tmp_path: Path, name: str, data: bytes) -> None:
    put(tmp_path, index_html=page("a.css"), a_css=CSS)
    (tmp_path / name).write_bytes(data)
    with pytest.raises(FileError, match=f"{name}: not UTF-8"):
        finish(str(tmp_path), evidence())


def test_a_sheet_that_cannot_be_parsed_is_refused(tmp_path: Path) -> None:
    put(tmp_path, index_html=page("a.css"), a_css="p{x:y}\n@import 'b.css';")
    with pytest.raises(FileError, match=r"a\.css: line 2: @import"):
        finish(str(tmp_path), evidence())


def test_the_index_has_every_page_but_the_one_for_what_is_missing(site: Path) -> None:
    put(site, c_html=page("a.css", "<h1>C</h1>"))
    index(str(site))
    found = json.loads(text(site, "search.json"))
    assert [(row["url"], row["title"]) for row in found] == [
        ("c.html", "C"),
        ("", "A"),
        ("b/", "B"),
    ]


def test_the_index_is_made_anew(site: Path) -> None:
    put(site, search_json="old and longer than what comes now" * 100)
    index(str(site))
    assert [row["title"] for row in json.loads(text(site, "search.json"))] == ["A", "B"]


def test_folders_that_are_empty_then_are_removed(tmp_path: Path) -> None:
    put(tmp_path, index_html='<img src="d/e.png">', d__e_png="", a__b__c_png="", d__f_png="")
    (tmp_path / "g/h").mkdir(parents=True)
    prune(str(tmp_path))
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")} == {
        "index.html",
        "d",
        "d/e.png",
    }


def test_the_site_s_own_folder_stays_even_if_it_is_empty(tmp_path: Path) -> None:
    put(tmp_path, a_png="")
    prune(str(tmp_path))
    assert list(tmp_path.iterdir()) == []
