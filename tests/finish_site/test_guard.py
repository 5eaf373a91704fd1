"""The guard: no listed token in a built folder, however it is spelled."""

import gzip
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from conftest import ROOT, TOKEN, run
from finish_site.guard import leaks, leaks_below
from strip_spam.find import Finder

LIST = str(ROOT / "scripts/spam_tokens.yml")

# The escapes of CSS and of newer JavaScript, by hand: no library writes them.
CODES = [f"{ord(char):x}" for char in TOKEN]

SPELLINGS: dict[str, bytes] = {
    "plain": TOKEN.encode(),
    "decomposed": unicodedata.normalize("NFD", TOKEN).encode(),
    "zero-width": "\u200b".join(TOKEN).encode(),
    "soft hyphens by name": "&shy;".join(TOKEN).encode(),
    "decimal references": "".join(f"&#{ord(char)};" for char in TOKEN).encode(),
    "hex references": "".join(f"&#x{code};" for code in CODES).encode(),
    "references without semicolons": "".join(f"&#x{code}" for code in CODES).encode(),
    "percent": quote(TOKEN).encode(),
    "percent, lower case": quote(TOKEN).lower().encode(),
    "punycode": b"https://www." + TOKEN.encode("idna") + b".example/",
    "JSON": json.dumps(TOKEN).encode(),
    "JSON of references": json.dumps("".join(f"&#x{code};" for code in CODES)).encode(),
    "JavaScript": "".join(f"\\u{{{code}}}" for code in CODES).encode(),
    "CSS": "".join(f"\\{code} " for code in CODES).encode(),
    "parted by a comment": f"{TOKEN[:1]}<!-- a>b -->{TOKEN[1:]}".encode(),
    "parted by an instruction": f"{TOKEN[:1]}<?x?>{TOKEN[1:]}".encode(),
    "parted by tags": f"<tspan x='1'>{TOKEN[:2]}</tspan><b>{TOKEN[2:]}</b>".encode(),
    "parted, in references": f"&#x{CODES[0]};<!-- -->{TOKEN[1:]}".encode(),
    "longer word": f"부산{TOKEN}마사지".encode(),
    "UTF-16": TOKEN.encode("utf-16-le"),
    "Windows-949": TOKEN.encode("cp949"),
    "gzip": gzip.compress(f"<loc>{TOKEN}</loc>".encode()),
    "gzip of percent": gzip.compress(quote(TOKEN).encode()),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_is_found_in_a_file(spelling: str, matcher: Finder) -> None:
    data = SPELLINGS[spelling]
    if not spelling.startswith("gzip"):
        data = b"<p>one\n two " + data + b" three</p>"
    assert [leak.token for leak in leaks("a.html", data, matcher)] == [TOKEN]


def test_what_stands_in_two_blocks_is_no_token(matcher: Finder) -> None:
    data = f"<p>{TOKEN[:2]}</p><p>{TOKEN[2:]}</p><!-- {TOKEN[:3]} -->".encode()
    assert list(leaks("a.html", data, matcher)) == []


@pytest.mark.parametrize("spelling", ["plain", "percent", "punycode"])
def test_every_spelling_is_found_in_a_name(tmp_path: Path, spelling: str, matcher: Finder) -> None:
    name = SPELLINGS[spelling].decode().replace("https://", "").strip("/")
    (tmp_path / name).mkdir()
    [leak] = leaks_below(str(tmp_path), matcher)
    assert str(leak).endswith(f"{name}: holds the spam token {TOKEN} in its name")


@pytest.mark.parametrize(
    "data", [b"", b"\x1f\x8b no gzip", b"\xff\xfe\x00", "Massage, 출장 경남".encode(), b"&#xD800;"]
)
def test_what_holds_no_token_passes(data: bytes, matcher: Finder) -> None:
    assert list(leaks("a.html", data, matcher)) == []


def test_a_comment_is_no_exception(matcher: Finder) -> None:
    data = f"<!-- strip-spam:off --><p>{TOKEN}</p><!-- strip-spam:on -->".encode()
    assert len(list(leaks("a.html", data, matcher))) == 1


Plant = Callable[[Path], object]


@pytest.mark.parametrize(
    ("file", "plant"),
    [
        ("index.html", lambda path: path.write_text(f"<p>one\ntwo {TOKEN}</p>", "utf-8")),
        ("search/search_index.json", lambda path: path.write_text(json.dumps(TOKEN), "utf-8")),
        ("sitemap.xml", lambda path: path.write_text(f"<loc>{quote(TOKEN)}</loc>", "utf-8")),
        ("sitemap.xml.gz", lambda path: path.write_bytes(gzip.compress(quote(TOKEN).encode()))),
        ("feed.xml", lambda path: path.write_text(f"<title>{TOKEN}</title>", "utf-8")),
        ("assets/site.js", lambda path: path.write_text(f"x = '{TOKEN}'", "utf-8")),
        ("assets/picture.png", lambda path: path.write_bytes(b"\x89PNG\0" + TOKEN.encode())),
    ],
)
def test_finish_site_refuses_a_folder_that_holds_a_token(
    tmp_path: Path, file: str, plant: Plant
) -> None:
    (tmp_path / "site").mkdir()
    # What nobody asks for would be gone before the guard looks.
    (tmp_path / "site/index.html").write_text(f'<a href="{file}">one</a>', "utf-8")
    command = ("finish_site", "site", "--tokens", LIST)
    assert run(*command, cwd=tmp_path).returncode == 0
    path = tmp_path / "site" / file
    path.parent.mkdir(exist_ok=True)
    plant(path)
    done = run(*command, cwd=tmp_path)
    assert done.returncode == 1
    [line] = done.stdout.splitlines()
    assert line.startswith(f"site/{file}:")
    assert TOKEN in line


def test_the_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(f"<p>one\ntwo {TOKEN}</p>", "utf-8")
    done = run("finish_site", ".", "--tokens", LIST, cwd=tmp_path)
    assert done.stdout == f"./index.html:2:5: holds the spam token {TOKEN}\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("gone", "--tokens", LIST), "finish-site: gone: no built site: it has no index.html"),
        ((".", "--tokens", "gone.yml"), "finish-site: gone.yml: no such file or directory"),
        ((".",), "finish-site: name a token list"),
    ],
)
def test_what_cannot_be_used_ends_with_2(
    tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    done = run("finish_site", *words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(message)
    assert done.stderr.count("\n") == 1


def test_a_folder_that_cannot_be_read_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, matcher: Finder
) -> None:
    def closed(folder: str) -> None:
        raise PermissionError(13, "Permission denied", folder)

    monkeypatch.setattr("os.scandir", closed)
    with pytest.raises(PermissionError):
        list(leaks_below(str(tmp_path), matcher))
