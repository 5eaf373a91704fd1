"""Suspects: what may be the next token, before anyone has listed it."""

from collections.abc import Collection, Iterator, Sequence
from unicodedata import name

from strip_spam.data import pattern
from strip_spam.find import Hit, blotted, script
from strip_spam.spelling import fold, view
from strip_spam.tokens import TokenList

_OF_NO_SCRIPT = frozenset(("MICRO", "MODIFIER"))

_REMEDY = "list it under 'tokens' or 'allow', or mark its language with lang"


def suspects(source: str, listed: Sequence[Hit], tokens: TokenList) -> Iterator[Hit]:
    """Yield what looks out of place, if the list says in which script's lines to look.

    `listed` are the hits in the text: they are no suspects, and say nothing of their line.
    """
    if not tokens.scripts:
        return
    source = blotted(source, listed)
    yield from _odd_words(source, {fold(word) for word in tokens.allow})
    for match in pattern("stray").finditer(source):
        char = match[1]
        called = name(char, "a character").lower()
        said = f"{called}, invisible, or reverses the text: take it out"
        yield Hit(*match.span(), f"U+{ord(char):04X}", "suspect", fault=said)


def _odd_words(source: str, allowed: Collection[str]) -> Iterator[Hit]:
    """Yield the words in another script than their line, or in two."""
    seen, place = view(source, "plain"), 0
    for line in seen.text.splitlines(keepends=True):
        letters = [] if line.isascii() else [script(char) for char in line if char.isalpha()]
        latin = letters.count("LATIN") * 2 > len(letters)
        for word in pattern("spelled_word").finditer(line) if latin else ():
            scripts = {script(char) for char in word[0] if char.isalpha()} - _OF_NO_SCRIPT
            if scripts <= {"LATIN"} or word[0] in allowed:
                continue
            start, end = seen.source(place + word.start(), place + word.end())
            called = " and ".join(sorted(map(str.capitalize, scripts)))
            message = f"a {called} word in a Latin line: take it out, {_REMEDY}"
            if "LATIN" in scripts:
                message = f"{called} letters in one word: write it again, or {_REMEDY}"
            yield Hit(start, end, source[start:end], "suspect", fault=message)
        place += len(line)
