"""No token in any published byte, however it is spelled."""

import gzip
import json
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from small_site import TOKEN
from strip_spam.find import Finder
from strip_spam.tokens import read_tokens
from website.guard import leaks, leaks_in

pytest_plugins = ["small_site"]

CODES = [f"{ord(char):x}" for char in TOKEN]
SPELLINGS: dict[str, bytes] = {
    "plain": TOKEN.encode(),
    "decomposed": unicodedata.normalize("NFD", TOKEN).encode(),
    "zero-width": "\N{ZERO WIDTH SPACE}".join(TOKEN).encode(),
    "soft hyphens by name": "&shy;".join(TOKEN).encode(),
    "decimal references": "".join(f"&#{ord(char)};" for char in TOKEN).encode(),
    "hex references": "".join(f"&#x{code};" for code in CODES).encode(),
    "references without semicolons": "".join(f"&#x{code}" for code in CODES).encode(),
    "percent": quote(TOKEN).encode(),
    "percent, lower case": quote(TOKEN).lower().encode(),
    "punycode": b"https://www." + TOKEN.encode("idna") + b".example/",
    "JSON": json.dumps(TOKEN).encode(),
    "JavaScript": "".join(f"\\u{{{code}}}" for code in CODES).encode(),
    "CSS": "".join(f"\\{code} " for code in CODES).encode(),
    "parted by a comment": f"{TOKEN[:1]}<!-- a>b -->{TOKEN[1:]}".encode(),
    "parted by tags": f"<tspan x='1'>{TOKEN[:2]}</tspan><b>{TOKEN[2:]}</b>".encode(),
    "longer word": f"부산{TOKEN}마사지".encode(),
    "UTF-16": TOKEN.encode("utf-16-le"),
    "Windows-949": TOKEN.encode("cp949"),
    "gzip": gzip.compress(f"<loc>{TOKEN}</loc>".encode()),
    "gzip of percent": gzip.compress(quote(TOKEN).encode()),
}


@pytest.fixture
def finder(site: Path) -> Any:
    return Finder(read_tokens(str(site / "scripts/article/spam_tokens.yml")))


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_is_found_in_a_file(spelling: str, finder: Any) -> None:
    data = SPELLINGS[spelling]
    if not spelling.startswith("gzip"):
        data = b"<p>one\n two " + data + b" three</p>"
    [leak] = leaks_in("a.html", data, finder)
    assert leak.startswith("a.html:")
    assert f"holds the spam token {TOKEN}" in leak
    assert leak.endswith(", once it is unzipped") == spelling.startswith("gzip")


@pytest.mark.parametrize("spelling", ["plain", "percent"])
def test_every_spelling_is_found_in_a_name(tmp_path: Path, spelling: str, finder: Any) -> None:
    name = SPELLINGS[spelling].decode()
    (tmp_path / "out" / name).mkdir(parents=True)
    [leak] = leaks(str(tmp_path / "out"), finder)
    assert leak.endswith(f"{name}:1: the spam token {TOKEN} is in its name")


def test_the_place_is_named_and_pages_may_be_left_out(tmp_path: Path, finder: Any) -> None:
    (tmp_path / "out").mkdir()
    for name in ("a.html", "b.md"):
        (tmp_path / "out" / name).write_text(f"<p>\none\ntwo {TOKEN}</p>", "utf-8")
    out = str(tmp_path / "out")
    assert list(leaks(out, finder, pages=False)) == [
        f"{out}/a.html:3:5: holds the spam token {TOKEN}"
    ]
    assert len(list(leaks(out, finder))) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x1f\x8b no gzip",
        gzip.compress(b"cut off", mtime=0)[:-9],
        gzip.compress(b"torn", mtime=0)[:10] + b"\xff" * 9,
        b"\xff\xfe\x00",
        "Massage, 출장 경남".encode(),
        b"&#xD800;",
        f"<p>{TOKEN[:2]}</p><p>{TOKEN[2:]}</p><!-- {TOKEN[:3]} -->".encode(),
    ],
)
def test_what_holds_no_token_passes(data: bytes, finder: Any) -> None:
    assert list(leaks_in("a.html", data, finder)) == []
