"""Where tokens stand: spellings, whole words, many tokens at once, and the cheap question."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random
from unicodedata import normalize

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import TOKEN
from strip_spam.files import UsageError
from strip_spam.find import Finder
from strip_spam.tokens import TokenList

CASES = yaml.safe_load((Path(__file__).parent / "cases/found.yml").read_text("utf-8"))
LATIN = "slot gacor"
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


PLAIN: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "decomposed": lambda token: normalize("NFD", token),
    "in capitals": str.upper,
    "parted by a zero-width space": "\u200b".join,
    "parted by soft hyphens by name": "&shy;".join,
    "decimal references": lambda token: references(token, "&#{};"),
    "hexadecimal references": lambda token: references(token, "&#x{:x};"),
    "hexadecimal references in capitals": lambda token: references(token, "&#X{:X}"),
}


@pytest.mark.parametrize(
    "token", [TOKEN, LATIN, "Казино", "バカラ", "บาคาร่า", "บ้านผล", "café", "𐐀𐐁𐐂"]
)
@pytest.mark.parametrize("way", PLAIN)
def test_what_a_page_shows_as_the_token_is_plain(token: str, way: str) -> None:
    spelled = PLAIN[way](token)
    text = f"Warm oil {spelled} soothes."
    for finder in finders(token):
        [hit] = finder.find(text)
        assert (text[hit.start : hit.end], hit.token, hit.kind) == (spelled, token, "plain")
        assert not hit.word
        assert finder.may_hold(text)


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


@pytest.mark.parametrize(("token", "text", "stands"), CASES["machine"])
def test_what_only_some_machine_reads(token: str, text: str, stands: str) -> None:
    for finder in finders(token):
        [hit] = finder.find(text)
        assert (hit.kind, hit.token) == ("machine", token)
        assert text[hit.start : hit.end] == stands
        assert finder.may_hold(text)
        assert finder.find(f"{token} {text}")[0].kind == "plain"


@pytest.mark.parametrize(("token", "text"), CASES["parted"])
def test_what_markup_parts(token: str, text: str) -> None:
    for finder in finders(token):
        assert not finder.find(text)
        [hit] = finder.find(f"Oil {text}.", ["parted"])
        start = 4 + text.startswith(("*", "["))
        assert (hit.kind, hit.token, hit.start) == ("parted", token, start)
        assert finder.may_hold(text)


@pytest.mark.parametrize(("token", "text"), CASES["disguised"])
def test_what_is_disguised(token: str, text: str) -> None:
    for finder in finders(token):
        [hit] = finder.find(f"Oil {text}.")
        assert (hit.kind, hit.start, hit.end) == ("disguised", 4, 4 + len(text))
        assert finder.may_hold(text)


@pytest.mark.parametrize("text", CASES["blanks"])
def test_what_may_stand_for_the_blank_of_a_phrase(text: str) -> None:
    for finder in finders(LATIN):
        [hit] = finder.find(f"Oil < 9 ml {text} soothes.")  # that is no tag
        assert hit.end - hit.start == len(text)


@pytest.mark.parametrize(("token", "text"), CASES["ordinary"])
def test_what_lies_within_an_ordinary_word_is_no_occurrence(token: str, text: str) -> None:
    for finder in finders(token):
        assert not finder.find(text)


@pytest.mark.parametrize(("token", "text", "word"), CASES["joined"])
def test_what_a_token_is_joined_to_is_named(token: str, text: str, word: str) -> None:
    for finder in finders(token):
        [hit] = finder.find(text)
        assert hit.word == word


def test_the_longest_token_wins_where_it_is_a_whole_word() -> None:
    finder = Finder(TokenList(("slot", "slot gacor", "slot gacor online")))
    hits = finder.find("slot gacor online; slot gacor onlines; slots; slot!")
    assert [hit.token for hit in hits] == ["slot gacor online", "slot gacor", "slot"]


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


@pytest.mark.parametrize("text", CASES["clean"])
def test_clean_text_is_known_by_its_bytes(text: str) -> None:
    for finder in finders(TOKEN):
        assert not finder.may_hold(text)


@pytest.mark.parametrize("token", ["!!", "", "x", "\u200b", "88"])
def test_a_token_without_letters_is_refused(token: str) -> None:
    with pytest.raises(UsageError, match="a token can't be looked for: "):
        Finder(TokenList(("slot", token)))
