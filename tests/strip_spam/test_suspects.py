"""Suspects: what is reported before anyone has listed it, and what is not."""

import pytest

from conftest import RENDERER, TOKEN
from strip_spam.find import Finder
from strip_spam.strip import strip
from strip_spam.tokens import TokenList

FINDER = Finder(TokenList((TOKEN,), frozenset(["Latin"]), frozenset(["서울", "Öl"])))


@pytest.mark.parametrize(
    ("text", "token", "says"),
    [
        ("Warm 바카라 oil.", "바카라", "a Hangul word in a Latin line"),
        ("Warm казино oil.", "казино", "a Cyrillic word"),
        ("Warm m\u0430ssage oil.", "m\u0430ssage", "Cyrillic and Latin letters in one word"),
        ("Warm K팝 oil.", "K팝", "Hangul and Latin letters in one word"),
        ("Warm \u202eoil.", "U+202E", "right-to-left override, invisible, or reverses"),
        ("Warm o\u200bil.", "U+200B", "zero width space, invisible"),
        ("Warm ☺\u200b oil.", "U+200B", "zero width space, invisible"),
        ("Warm o\u200b\u200b\u200bil.", "U+200B", "zero width space, invisible"),
        ("Warm \ufeffoil.", "U+FEFF", "zero width no-break space"),
        ("Warm o\u200dil.", "U+200D", "zero width joiner"),
        ("Warm o&#8203;il &#x430;bc.", "&#x430;bc", "Cyrillic and Latin letters"),
    ],
)
def test_what_looks_out_of_place_is_reported(text: str, token: str, says: str) -> None:
    source = f"# Oil\n\n{text}\n"
    outcome = strip(source, FINDER, RENDERER)
    [finding] = outcome.findings
    assert outcome.text == source
    assert (finding.line, finding.kind, finding.rule) == (3, "report", "suspect")
    assert finding.token == token
    assert says in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "Warm oil.", "From 서울 with oil.", "부산에서 온 기름 oil", "5 µm, ª, x², Å and ﬁne Öl",
        "Hands 👩\u200d❤️\u200d👨 and ☺\ufe0f", "\ufeffWarm oil",
        "می\u200cخواهم oil and more words here", "ه\u200d oil and more words here",
        'Warm <span lang="ko">바카라</span> oil.', "Math 𝐱 and ℝ", "🏴\U000e0067\U000e007f flag",
        "---\ntitle: Oil\nlang: ko\n---\n\nWarm 바카라 oil.",
    ],
)  # fmt: skip
def test_what_is_in_its_place_is_not(text: str) -> None:
    lang = Finder(TokenList((TOKEN,), frozenset(["Latin"]), frozenset(["서울", "میخواهم", "ه"])))
    assert not strip(f"{text}\n", lang, RENDERER).findings


def test_a_suspect_beside_a_token_does_not_hold_it() -> None:
    outcome = strip(f"Warm {TOKEN} oil eases.\n\nA long 바카라 line.\n", FINDER, RENDERER)
    assert [finding.kind for finding in outcome.findings] == ["strip", "report"]
    assert outcome.text == "Warm oil eases.\n\nA long 바카라 line.\n"
    assert [f.now for f in outcome.findings] == [(1, 5), (3, 8)]
