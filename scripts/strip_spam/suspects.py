"""Suspects: what may be the next token, before anyone has listed it."""

import re
from collections.abc import Iterator, Sequence
from unicodedata import category, name

from strip_spam.find import Finder, Hit, script
from strip_spam.spelling import INVISIBLE, plain

_WORD = re.compile(r"[^\W\d_](?:\w|[\u0300-\u036f\u0e31-\u0e4e])*")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NON_ASCII = re.compile(r"[^\x00-\x7f]|&")
_EMOJI = frozenset(("So", "Sk", "Cf", "Mn", "Me", "Nd", "Po", "Sm"))
# Letters that look like Latin ones, by script.
_ALIKE = frozenset(("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"))
_OF_NO_SCRIPT = frozenset(("MICRO", "MODIFIER"))

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
    if not _NON_ASCII.search(source):
        return
    parts, done = [""], 0
    for hit in listed:
        parts += source[done : hit.start], " " * (hit.end - hit.start)
        done = hit.end
    source = "".join((*parts, source[done:]))
    view = plain(source)
    allowed = {word.lower() for word in finder.tokens.allow}
    place = 0
    for line in view.text.splitlines(keepends=True):
        if not line.isascii() and _is_latin(line):
            for word in _WORD.finditer(line):
                scripts = {script(char) for char in word[0] if char.isalpha()} - _OF_NO_SCRIPT
                if scripts <= {"LATIN"} or word[0] in allowed:
                    continue
                start, end = view.source(place + word.start(), place + word.end())
                called = " and ".join(sorted(name.capitalize() for name in scripts))
                if "LATIN" in scripts and scripts & _ALIKE:
                    message = f"letters that look alike, {called}, in one word: write it anew"
                elif "LATIN" in scripts:
                    message = f"{called} letters in one word: {_REMEDY}"
                else:
                    message = f"a {called} word in a Latin line, '{source[start:end]}': {_REMEDY}"
                yield Hit(start, end, source[start:end], "suspect"), ("suspect", message)
        place += len(line)
    for match in INVISIBLE.finditer(source):
        if not _in_its_place(source, match.start()):
            called = name(match[0], f"U+{ord(match[0]):04X}").lower()
            turns = "changes the order in which the line is read" if _BIDI.match(match[0]) else ""
            message = f"{called} {turns or 'cannot be seen'}: take it out"
            hit = Hit(*match.span(), f"U+{ord(match[0]):04X}", "suspect")
            yield hit, ("suspect", message)


def _is_latin(line: str) -> bool:
    """Tell whether most letters of a line are Latin."""
    letters = [char for char in line if char.isalpha()]
    return sum(char.isascii() or script(char) == "LATIN" for char in letters) * 2 > len(letters)


def _in_its_place(text: str, place: int) -> bool:
    """Tell whether an invisible character belongs where it stands."""
    char, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if char == "\ufeff":
        return place == 0  # a byte-order mark
    if char in "\u200c\u200d" and (before + after).isalpha():
        # Persian and the scripts of India need the joiners.
        return len(before + after) == 2 and not {script(before), script(after)} & {
            "LATIN",
            "HANGUL",
        }
    in_emoji = char in "\u200d\ufe0e\ufe0f" or "\U000e0020" <= char <= "\U000e007f"
    return in_emoji and before != "" and category(before) in _EMOJI
