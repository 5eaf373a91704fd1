"""Where tokens stand: spellings, whole words, many tokens at once, and the cheap question."""

import json
from collections.abc import Callable
from itertools import pairwise
from random import Random
from unicodedata import normalize
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TOKEN
from strip_spam.find import Finder
from strip_spam.tokens import TokenList, TokenListError

LATIN = "slot gacor"
NINE = ("ass", "bet", "judi", "loan", "seo", "rich", "slot", "omg", "toto")
# Tokens that no text here holds: more than are tried one by one.
FILLERS = tuple(f"zq{a}{b} xv{b}{a}" for a in "abcdef" for b in "abcdef")


def finders(*tokens: str) -> list[Finder]:
    """Return what finds these tokens alone, and what finds them among many."""
    return [
        Finder(TokenList(tokens)),
        Finder(TokenList((*tokens, *FILLERS, "불법도박", "казино-х"))),
    ]


def references(token: str, form: str) -> str:
    return "".join(form.format(ord(char)) for char in token)


def astral(text: str) -> str:
    return json.dumps(text)[1:-1]


PLAIN = {
    "as it is": "{0}",
    "decomposed": "decomposed",
    "in capitals": "capitals",
    "parted by a zero-width space": "\u200b",
    "parted by soft hyphens by name": "&shy;",
    "decimal references": "&#{};",
    "hexadecimal references": "&#x{:x};",
    "hexadecimal references in capitals": "&#X{:X}",
}


@pytest.mark.parametrize(
    "token", [TOKEN, LATIN, "Казино", "バカラ", "บาคาร่า", "บ้านผล", "café", "𐐀𐐁𐐂"]
)
@pytest.mark.parametrize("way", PLAIN)
def test_what_a_page_shows_as_the_token_is_plain(token: str, way: str) -> None:
    form = PLAIN[way]
    spelled = {
        "{0}": token,
        "decomposed": normalize("NFD", token),
        "capitals": token.upper(),
        "\u200b": "\u200b".join(token),
        "&shy;": "&shy;".join(token),
    }.get(form) or references(token, form)
    text = f"Warm oil {spelled} soothes."
    for finder in finders(token):
        [hit] = finder.find(text)
        assert (text[hit.start : hit.end], hit.token, hit.kind) == (spelled, token, "plain")
        assert not hit.word
        assert finder.may_hold(text)


def half_encoded(token: str) -> str:
    return token[0] + quote(token[1:], safe="").lower() if token[1].isascii() else quote(token)


MACHINE: dict[str, Callable[[str], str]] = {
    "percent": lambda token: "".join(f"%{byte:02X}" for byte in token.encode()),
    "percent, lower case": lambda token: "".join(f"%{byte:02x}" for byte in token.encode()),
    "percent, twice": lambda token: "".join(f"%25{byte:02X}" for byte in token.encode()),
    "escapes": lambda token: "".join(f"\\u{ord(char):04x}" for char in token),
    "braced escapes": lambda token: references(token, "\\u{{{:x}}}"),
    "CSS": lambda token: references(token, "\\{:06x}"),
    "JSON": lambda token: (
        json.dumps(token) if not token.isascii() else references(token, "\\u00{:x}")
    ),
    "references of references": lambda token: references(token, "&amp;#{};"),
    "partly": lambda token: token[0] + "".join(f"%{byte:02x}" for byte in token[1:].encode()),
    "partly, escapes": lambda token: token[0] + "".join(f"\\u{ord(c):04x}" for c in token[1:]),
}


@pytest.mark.parametrize("token", [TOKEN, LATIN, "казино", "บาคาร่า"])
@pytest.mark.parametrize("way", MACHINE)
def test_what_only_a_machine_reads_as_the_token(token: str, way: str) -> None:
    spelled = MACHINE[way](token)
    text = f'<a href="/{spelled}/x">y</a>'
    for finder in finders(token):
        [hit] = finder.find(text)
        assert text[hit.start : hit.end] == spelled.strip('"')
        assert hit.kind == "machine"
        assert finder.may_hold(text)


def test_a_host_in_punycode() -> None:
    text = f"https://www.{TOKEN.encode('idna').decode()}.example/ xn--!! xn--99999999999"
    for finder in finders(TOKEN):
        [hit] = finder.find(text)
        assert hit.kind == "machine"
        assert finder.may_hold(text)
        assert finder.find(f"{TOKEN} {text}")[0].kind == "plain"


@pytest.mark.parametrize(
    "text",
    [
        "slot gacor", "Slot\u00a0Gacor", "slot&nbsp;gacor", "slot-gacor", "slot_gacor",
        "slot  gacor", "slot\ngacor", "slot \r\n  gacor", "slot\n> gacor", "slot\u2011gacor",
    ],
)  # fmt: skip
def test_what_may_stand_for_the_blank_of_a_phrase(text: str) -> None:
    for finder in finders(LATIN):
        [hit] = finder.find(f"Oil {text} soothes.")
        assert hit.end - hit.start == len(text)


@pytest.mark.parametrize(
    ("token", "text"),
    [
        (LATIN, "slot gacors, aslot gacor, slotgacor, slot\n\ngacor, slot, gacor, slot – gacor"),
        ("cialis", "specialist Cialisé cialis\u0301 é\u0301cialis"),
        ("ass", "We assume so. aß ASSUME passé"),
        ("slot88", "slot888, 1slot8"),
        ("88bet", "188bet"),
        ("хер", "херувим, Шерхер"),
        (TOKEN, "경남 출장, 매출장부"),
    ],
)
def test_what_lies_within_an_ordinary_word_is_no_occurrence(token: str, text: str) -> None:
    for finder in finders(token):
        assert not finder.find(text)


@pytest.mark.parametrize(
    ("token", "text", "word"),
    [
        (TOKEN, f"부산{TOKEN}마사지 x", f"부산{TOKEN}마사지"),
        (TOKEN, f"oil{TOKEN} x", f"oil{TOKEN}"),
        (TOKEN, f"20{TOKEN} x", f"20{TOKEN}"),
        (TOKEN, f"{TOKEN}\u0301 x", f"{TOKEN}\u0301"),
        (TOKEN, f"care.{TOKEN} x", f"care.{TOKEN}"),
        (TOKEN, f"{TOKEN}-oil x", f"{TOKEN}-oil"),
        (TOKEN, f"oil #{TOKEN} x", f"#{TOKEN}"),
        (TOKEN, f"oil @{TOKEN}, x", f"@{TOKEN}"),
        ("slot", "Slot1 x", "Slot1"),
        ("slot", "a/slot x", "a/slot"),
        ("slot", "казиноslot x", "казиноslot"),
        ("บาคาร่า", "ได้บาคาร่าออนไลน์ x", "ได้บาคาร่าออนไลน์"),
        ("cc++", "cc++11 x", "cc++11"),
    ],
)
def test_what_a_token_is_joined_to_is_named(token: str, text: str, word: str) -> None:
    for finder in finders(token):
        [hit] = finder.find(text)
        assert hit.word == word


def test_the_longest_token_wins_where_it_is_a_whole_word() -> None:
    finder = Finder(TokenList(("slot", "slot gacor", "slot gacor online")))
    found = [
        hit.token for hit in finder.find("slot gacor online; slot gacor onlines; slots; slot!")
    ]
    assert found == ["slot gacor online", "slot gacor", "slot"]


@pytest.mark.parametrize("between", ["", " ", ", ", "·", "  /  "])
def test_a_succession_is_one_occurrence(between: str) -> None:
    text = f"Skin {TOKEN}{between}{TOKEN}{between}{TOKEN} care"
    for finder in finders(TOKEN):
        [hit] = finder.find(text)
        assert (hit.start, hit.end) == (5, len(text) - 5)


def test_a_list_of_many_phrases_finds_what_a_list_of_one_finds() -> None:
    chance = Random(7)
    words = ["warm", "oil", "казино", "바카라", "café", "skin", "x2", "ไทย", "ace"]
    phrases = {" ".join(chance.choices(words, k=chance.randint(2, 3))) for _ in range(60)}
    many = Finder(TokenList(tuple(sorted(phrases))))
    singles = [Finder(TokenList((phrase,))) for phrase in phrases]
    for _ in range(60):
        text = " ".join(chance.choices(words, k=12))
        assert bool(many.find(text)) == any(one.find(text) for one in singles)
        assert many.may_hold(text) or not many.find(text)


@given(st.text(alphabet="경남출장slotgacr &;#x%\\u200b0123-\u00ad\u200b", max_size=40))
def test_any_text_is_searched_without_a_fault(text: str) -> None:
    for finder in ANY:
        hits = finder.find(text)
        assert all(hit.start < hit.end for hit in hits)
        assert all(a.end <= b.start for a, b in pairwise(hits))
        assert not hits or finder.may_hold(text)


ANY = finders(TOKEN, LATIN)


@pytest.mark.parametrize(
    "text",
    [
        "Massage with warm oil.", "a&b &amp; 100% &eacute; \\n \\x21 %20 %2F &#8217;", "naïve café",
        "a---b | --- |", "“quotes” and ’apostrophes’",
    ],
)  # fmt: skip
def test_clean_text_is_known_by_its_bytes(text: str) -> None:
    for finder in finders(TOKEN):
        assert not finder.may_hold(text)


def test_suspects_are_looked_for_where_a_text_can_hold_some() -> None:
    finder = Finder(TokenList((TOKEN,), frozenset(["Latin"])))
    assert finder.may_hold("naïve")
    assert finder.may_hold("a &zwj; b")
    assert not finder.may_hold("plain")


@pytest.mark.parametrize("token", ["!!", "", "x", "\u200b", "88"])
def test_a_token_without_letters_is_refused(token: str) -> None:
    with pytest.raises(TokenListError, match="a token can't be looked for: "):
        Finder(TokenList(("slot", token)))
