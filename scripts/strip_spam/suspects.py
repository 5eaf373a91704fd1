"""Suspects: what may be the next token, before anyone has listed it."""

import re
from collections.abc import Iterable, Iterator, Set
from unicodedata import category, name

from strip_spam.lines import lines
from strip_spam.matcher import Hit
from strip_spam.reading import Reading
from strip_spam.spellings import INVISIBLE, PLAIN, respell

OTHER_SCRIPT, BIDI_CONTROL, UNSEEN_CHARACTER = "other-script", "bidi-control", "invisible"

_ADVICE = {
    OTHER_SCRIPT: "take it out, list it under 'tokens' or 'allow', or mark its language with lang",
    BIDI_CONTROL: "changes the order in which the line is read: take it out",
    UNSEEN_CHARACTER: "can't be seen: take it out",
}

# Letters of the Latin script, and those that Unicode counts to no script of their own.
_LATIN = (
    "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u02ff\u1d00-\u1dbf\u1e00-\u1eff\u2071\u207f\u2090-\u209c"
    "\u2100-\u214f\u2c60-\u2c7f\ua722-\ua7ff\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a"
)
_OTHER = re.compile(
    rf"(?![{_LATIN}])[^\W\d_](?:(?![{_LATIN}])[^\W_]|[^\x00-\u02ff\u2000-\u303f\s])*"
)
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def suspects(source: str, tokens: Iterable[Hit], allow: Set[str]) -> Iterator[Hit]:
    """Yield what looks out of place in a text, as hits whose spelling is the rule that found it.

    Args:
        source: the text.
        tokens: the listed tokens in it, which are no suspects and say nothing of their line.
        allow: words in another script that are welcome.
    """
    for hit in tokens:
        source = source[: hit.start] + " " * (hit.end - hit.start) + source[hit.end :]
    reading = respell(Reading(source), PLAIN)
    start = 0
    for line in lines(reading.text):
        words = [
            word for word in _OTHER.finditer(line) if word[0] not in allow and _spells(word[0])
        ]
        if words and _is_latin(line):
            for word in words:
                place = reading.source(start + word.start(), start + word.end())
                yield Hit(*place, word[0], OTHER_SCRIPT, word[0], True)
        start += len(line)
    decoded = respell(Reading(source), PLAIN[:1])  # a reference hides no control from a reader
    for match in _BIDI.finditer(decoded.text):
        yield Hit(*decoded.source(*match.span()), match[0], BIDI_CONTROL, match[0], True)
    for match in INVISIBLE.finditer(source):
        if not _BIDI.match(match[0]) and not _in_its_place(source, match.start()):
            yield Hit(*match.span(), match[0], UNSEEN_CHARACTER, match[0], True)


def advice(hit: Hit) -> str:
    """Return what to say of a suspect."""
    first = name(hit.token[0], f"U+{ord(hit.token[0]):04X}")
    if hit.spelling == OTHER_SCRIPT:
        called = f"a {first.split()[0].title()} word in a Latin line, '{hit.token}':"
    else:
        called = first.lower()
    return f"{called} {_ADVICE[hit.spelling]}"


def _spells(word: str) -> bool:
    """Tell whether a word holds a letter: Python counts Roman and circled numbers to them."""
    return any(category(char).startswith("L") for char in word)


def _is_latin(line: str) -> bool:
    """Tell whether a line is in Latin letters for the most part."""
    letters = re.findall(r"[^\W\d_]", line)
    latin = sum(bool(re.match(f"[{_LATIN}]", letter)) for letter in letters)
    return latin * 2 > len(letters)


def _in_its_place(text: str, place: int) -> bool:
    """Tell whether an invisible character belongs where it stands."""
    char, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if char == "\ufeff":
        return place == 0  # a byte-order mark
    if char in "\u200c\u200d" and before and after and _OTHER.match(before) and _OTHER.match(after):
        return True  # Persian and the scripts of India need the joiners
    # An emoji's variation, the joints of its family, the letters of its flag.
    symbols = (
        ("So", "Sk", "Cf", "Mn", "Me") if char != "\ufe0f" else ("So", "Sk", "Nd", "Po", "Pd", "Sm")
    )
    in_emoji = char in "\u200d\ufe0e\ufe0f" or "\U000e0020" <= char <= "\U000e007f"
    return in_emoji and bool(before) and category(before) in symbols
