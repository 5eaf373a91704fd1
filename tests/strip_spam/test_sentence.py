"""Sentences that survive without the token, and sentences that do not; X is the token."""

import json
from pathlib import Path

import pytest

from strip_spam.language import languages
from strip_spam.sentence import broken_without

HERE = Path(__file__).parent
CASES = json.loads((HERE / "cases/sentences.json").read_text("utf-8"))
OTHERS = json.loads((HERE / "cases/languages.json").read_text("utf-8"))
SENTENCES = [
    pytest.param(code, text, verdict == "broken", id=f"{code}: {text}")
    for code, cases in {"en": CASES, **OTHERS}.items()
    for verdict, texts in cases.items()
    for text in texts
]

# Not running prose: a heading, a list item, a table cell may begin with a small letter.
PIECES = [
    ("X warm oil", False),
    ("Ways to a calm evening X", False),
    ("dry skin X", False),
    ("X", False),
    ("X Is it safe?", False),
    ("X helps with sleep", True),
    ("X: a short guide", True),
    ("Tips for X", True),
]


def verdict(text: str, code: str = "en", *, sentence: bool = True) -> str | None:
    before, _, after = text.partition("X")
    return broken_without(before, after, languages()[code], sentence=sentence)


@pytest.mark.parametrize(("code", "text", "breaks"), SENTENCES)
def test_a_sentence_survives_or_breaks(code: str, text: str, breaks: bool) -> None:
    assert bool(verdict(text, code)) == breaks


@pytest.mark.parametrize(("text", "breaks"), PIECES)
def test_a_piece_of_text_is_no_sentence(text: str, breaks: bool) -> None:
    assert bool(verdict(text, sentence=False)) == breaks


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("She knows the art of X.", "'the art of' can't be followed by '.'"),
        ("Rest and X", "'Rest and' can't be followed by nothing"),
        ("X is old.", "a sentence would begin with 'is': what came first is missing"),
        ("X's touch is warm.", "a part of a word hangs on the token"),
    ],
)
def test_the_reason_names_what_is_missing(text: str, reason: str) -> None:
    assert verdict(text) == reason
