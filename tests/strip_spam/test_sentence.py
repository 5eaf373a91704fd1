"""Sentences that survive without the token, and sentences that do not; X is the token."""

import json
from pathlib import Path

import pytest

from strip_spam.language import languages
from strip_spam.sentence import broken_without

# By language and verdict. A piece is no running prose, but a heading, a list item or a table cell,
# which may begin with a small letter.
CASES = json.loads((Path(__file__).parent / "cases/sentences.json").read_text("utf-8"))


def verdict(text: str, code: str = "en", *, sentence: bool = True) -> str | None:
    before, _, after = text.partition("X")
    return broken_without(before, after, languages()[code], sentence=sentence)


@pytest.mark.parametrize(
    ("code", "kind", "text"),
    [
        (code, kind, text)
        for code, kinds in CASES.items()
        for kind, texts in kinds.items()
        for text in texts
    ],
)
def test_a_sentence_survives_or_breaks(code: str, kind: str, text: str) -> None:
    breaks = verdict(text, code, sentence="piece" not in kind)
    assert bool(breaks) == kind.startswith("broken")


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
