"""Suspects: what may be the next token, before anyone has listed it."""

import re
from collections.abc import Collection, Iterator, Sequence
from unicodedata import category, name

from strip_spam.find import Finder, Hit, script
from strip_spam.spelling import INVISIBLE, fold, plain

_WORD = re.compile(r"[^\W\d_](?:\w|[\u0300-\u036f\u0e31-\u0e4e])*")
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_EMOJI = frozenset(("So", "Sk", "Cf", "Mn", "Me", "Nd", "Po", "Sm"))
# Letters that look like Latin ones, by script.
_ALIKE = frozenset(("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"))
_UNJOINED = ("LATIN", "HANGUL")
_OF_NO_SCRIPT = frozenset(("MICRO", "MODIFIER"))

# Front matter that names the page's language: its words in another script are meant.
_LANGUAGE = re.compile(r"\ufeff?-{3}[ \t]*\r?\n(?:(?!-{3}|\.{3}).*\r?\n)*?lang[ \t]*:")

_REMEDY = "take it out, list it under 'tokens' or 'allow', or mark its language with lang"


def suspects(
    source: str, listed: Sequence[Hit], finder: Finder
) -> Iterator[tuple[Hit, tuple[str, str]]]:
    """Yield what looks out of place, with the rule `suspect` and what to say of it.

    Args:
        source: the text.
        listed: the hits in it, which are no suspects and say nothing of their line.
        finder: has the list, with the words that are allowed.
    """
    chars = list(source)
    for hit in listed:
        chars[hit.start : hit.end] = " " * (hit.end - hit.start)
    source = "".join(chars)
    words = () if _LANGUAGE.match(source) else _words(source, finder.tokens.allow)
    for start, end, message in (*words, *_unseen(source)):
        token = source[start:end]
        if INVISIBLE.fullmatch(token):
            token = f"U+{ord(token):04X}"
        yield Hit(start, end, token, "suspect"), ("suspect", message)


def _words(source: str, allow: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """Yield words in another script than their line, or in two, and what is wrong with them."""
    view = plain(source)
    allowed = {fold(word) for word in allow}
    place = 0
    for line in view.text.splitlines(keepends=True):
        letters = [script(char) for char in line if char.isalpha()]
        latin = not line.isascii() and letters.count("LATIN") * 2 > len(letters)
        for word in _WORD.finditer(line) if latin else ():
            scripts = {script(char) for char in word[0] if char.isalpha()} - _OF_NO_SCRIPT
            if scripts <= {"LATIN"} or word[0] in allowed:
                continue
            start, end = view.source(place + word.start(), place + word.end())
            called = " and ".join(sorted(name.capitalize() for name in scripts))
            if "LATIN" not in scripts:
                message = f"a {called} word in a Latin line, '{source[start:end]}': {_REMEDY}"
            elif scripts & _ALIKE:
                message = f"letters that look alike, {called}, in one word: write it anew"
            else:
                message = f"{called} letters in one word: {_REMEDY}"
            yield start, end, message
        place += len(line)


def _unseen(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield invisible characters that do not belong where they stand."""
    for match in INVISIBLE.finditer(source):
        if not _in_its_place(source, match.start()):
            bidi = match[0] in _BIDI
            fault = "changes the order in which the line is read" if bidi else "cannot be seen"
            called = name(match[0], f"U+{ord(match[0]):04X}").lower()
            yield *match.span(), f"{called} {fault}: take it out"


def _in_its_place(text: str, place: int) -> bool:
    """Tell whether an invisible character belongs where it stands."""
    char, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if char == "\ufeff":
        return place == 0  # a byte-order mark
    if char in "\u200c\u200d" and (before + after).isalpha():
        # Persian and the scripts of India need the joiners.
        return len(before + after) == 2 and {script(before), script(after)}.isdisjoint(_UNJOINED)
    in_emoji = char in "\u200d\ufe0e\ufe0f" or "\U000e0020" <= char <= "\U000e007f"
    return in_emoji and before != "" and category(before) in _EMOJI
