"""A text as a token may be written in it, mapped back to the source, which is never rewritten."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from html import unescape
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

from strip_spam.data import pattern

INVISIBLE, _CLUSTER = pattern("invisible"), pattern("cluster")
# Letters whose simple case folding is not what `str.lower` gives.
_FOLDED = tuple(zip("ſςϐϑϕϖϰϱϵẛᲀᲁᲂᲃᲄᲅᲆᲇᲈ", "sσβθφπκρεṡвдосттъѣꙋ", strict=True))
_BLANKS = {"run": " ", "line": "\n", "hyphen": "-"}  # what may part the words of a phrase


def fold(text: str) -> str:
    """Return a text in simple case folding: each character becomes one, so `ß` stays as it is."""
    text = text.replace("İ", "I").lower()
    for letter, folded in _FOLDED:  # quicker than a table
        text = text.replace(letter, folded)
    return text


class View(NamedTuple):
    """A text, and where in the source each of its characters begins, and the last one ends."""

    text: str
    places: Sequence[int]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return where the stretch from `start` to `end`, not empty, is in the source."""
        # Characters share a place where one sign of the source is spelled as both.
        return self.places[start], self.places[bisect_right(self.places, self.places[end - 1])]

    def respelled(self, found: re.Pattern[str], spell: Callable[[re.Match[str]], str]) -> "View":
        """Return a view in which each match of a pattern is spelled as `spell` says."""
        parts, places, done = [""], array("L"), 0
        for match in found.finditer(self.text):
            (start, end), spelled = match.span(), spell(match)
            parts += self.text[done:start], spelled
            places.extend(self.places[done:start])
            one_for_one, first = len(spelled) == end - start, self.places[start]
            places.extend(self.places[start:end] if one_for_one else [first] * len(spelled))
            done = end
        if not done:
            return self
        places.extend(self.places[done:])
        return View("".join((*parts, self.text[done:])), places)


def view(text: str, kind: str) -> View:
    """Return a text as it is read where a token is of some kind.

    `plain` is what a reader sees: references decoded, composed, folded, nothing invisible; one sign
    for a run of blanks, for a line break with what is around it, and for any hyphen. Then `machine`
    has all that is encoded decoded, `disguised` no letter in another form, and `parted`, besides
    that, none of the markup of which a reader sees nothing, as a pattern knows it.
    """
    seen = View(text, range(len(text) + 1))
    if kind == "parted":
        seen = seen.respelled(pattern("markup"), _shown)
    for encoded, spell in 2 * _DECODING if kind == "machine" else _DECODING[:1]:
        seen = seen.respelled(encoded, spell)
    seen = seen.respelled(INVISIBLE, lambda _: "")
    plain = kind in ("plain", "machine")
    form: Callable[[str], str] = partial(normalize, "NFC") if plain else undisguised
    seen = seen.respelled(_CLUSTER, lambda match: form(match[0]))
    seen = seen.respelled(pattern("blanks"), lambda match: _BLANKS[str(match.lastgroup)])
    return seen._replace(text=fold(seen.text))


def undisguised(text: str) -> str:
    """Return a text in compatibility composition, folded, without adornments and dots of `i`."""
    text = fold(normalize("NFKC", fold(normalize("NFC", text)))).replace("ı", "i")
    return pattern("adorning").sub("", text)


def bared(text: str) -> bytes:
    """Return a text (in UTF-8) in small letters, without other forms of letters and their marks.

    Whatever view of a text holds a token, its letters and digits are adjacent in a bared decoding.
    """
    if text.isascii():
        return text.lower().encode()
    apart = pattern("uncomposed").sub(r" \g<0>", text)
    text = fold(normalize("NFKD", apart)).replace("ı", "i")
    unseen = pattern("unseen").match
    return pattern("no_letter").sub(lambda match: "" if unseen(match[0]) else " ", text).encode()


def decodings(text: str) -> set[str]:
    """Return the ways to read a text: references or all that is encoded decoded, markup or none."""
    read, found = text.replace("%20", " "), set[str]()  # addresses have many, and no letter comes
    for steps in (_DECODING[:1], 2 * _DECODING):
        for encoded, spell in steps:
            read = encoded.sub(spell, read)
        if read not in found:
            shown = pattern("holding").sub(_shown, read)
            for mark in "*~^`\\[]=":
                shown = shown.replace(mark, "")
            found |= {read, shown}
    return found | {pattern("lettered_sign").sub(" ", t) for t in found if not t.isascii()}


def _shown(markup: re.Match[str]) -> str:
    found = markup.groupdict()
    return "\n" if found["block"] else found.get("shown") or ""


def _unescaped(match: re.Match[str]) -> str:
    # Two escapes can make one character: JSON writes what is beyond U+FFFF as a surrogate pair.
    units = re.findall(r"[0-9a-fA-F]+", match[0])
    text = "".join(chr(min(int(unit, 16), 0x10FFFF)) for unit in units)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _from_punycode(match: re.Match[str]) -> str:
    with suppress(OverflowError, ValueError):
        return "-" + match[1].encode().decode("punycode")
    return match[0]


# What finds what is encoded, and how it is read.
_DECODING: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = [
    (pattern("reference"), lambda match: unescape(match[0])),
    (pattern("query"), lambda match: match[0].replace("+", " ")),
    (pattern("escapes"), _unescaped),
    (pattern("control"), lambda _: " "),
    (pattern("percents"), lambda match: unquote(match[0])),
    (pattern("punycode"), _from_punycode),
]
