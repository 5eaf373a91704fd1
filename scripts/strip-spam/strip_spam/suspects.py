"""Suspects: what may be the next token, before anyone has listed it."""

from collections.abc import Iterator, Sequence
from unicodedata import name

from strip_spam.data import pattern
from strip_spam.find import Hit, blotted, script
from strip_spam.spelling import fold, view
from strip_spam.tokens import TokenList


def suspects(source: str, listed: Sequence[Hit], tokens: TokenList) -> Iterator[Hit]:
    """Yield what looks out of place, if the list says in which script's lines to look.

    That is a word in another script than its line, or in two; and a sign that nobody sees. `listed`
    are the hits in the text: they are no suspects, and say nothing of their line.
    """
    if not tokens.scripts:
        return
    source = blotted(source, (hit[:2] for hit in listed))
    for match in pattern("stray").finditer(source):
        called = name(match[1], "a character").lower()
        yield Hit(*match.span(), f"U+{ord(match[1]):04X}", "suspect sign", fault=called)
    allowed = set(map(fold, tokens.allow))
    seen, place = view(source, "plain"), 0
    for line in seen.text.splitlines(keepends=True):
        letters = [] if line.isascii() else [script(char) for char in line if char.isalpha()]
        latin = letters.count("LATIN") * 2 > len(letters)
        for word in pattern("spelled_word").finditer(line) if latin else ():
            scripts = {script(char) for char in word[0] if char.isalpha()} - {"MICRO", "MODIFIER"}
            if scripts <= {"LATIN"} or word[0] in allowed:
                continue
            called = " and ".join(sorted(map(str.capitalize, scripts)))
            kind = "suspect letters" if "LATIN" in scripts else "suspect word"
            start, end = seen.source(place + word.start(), place + word.end())
            yield Hit(start, end, source[start:end], kind, fault=called)
        place += len(line)
