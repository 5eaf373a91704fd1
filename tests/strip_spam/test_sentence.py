"""Sentences that survive without the token, and sentences that do not; X is the token."""

import json
from pathlib import Path

import pytest

from strip_spam.language import languages
from strip_spam.sentence import broken_without

# By language and verdict. A piece is no running prose, but a heading, a list item or a table cell,
# which may begin with a small letter.
CASES = json.loads((Path(__file__).parent / "cases/sentences.json").read_text("utf-8"))


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
    before, _, after = text.partition("X")
    breaks = broken_without(before, after, languages()[code], sentence="piece" not in kind)
    assert bool(breaks) == kind.startswith("broken")
