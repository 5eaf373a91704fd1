"""A text as a token may be written in it, mapped back to the source.

A page is never rewritten to be searched. A `View` is the same text spelled differently, which knows
for each of its characters where in the source that stands.
"""

import re
from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from html import unescape
from typing import NamedTuple
from unicodedata import is_normalized, normalize

# Unicode's Default_Ignorable_Code_Point: soft hyphen, joiners, Hangul fillers, zero width space,
# controls of direction, variation selectors, the byte-order mark, tags.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
BLANKS = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"  # every horizontal one, for a class

# The digits are bounded: more can't name a character, and would only cost time.
# Finds "&amp;", "&#65;" and "&#x41", not "& a;" or "&#;".
_REFERENCE = re.compile(r"&(?:#0{0,9}[0-9]{1,7}|#[xX]0{0,9}[0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});?")
# What composes with the character before it (marks, vowels and finals of Hangul), and what Unicode
# keeps twice.
# Finds "e\u0301" and "\u212b", not "\u00e9" or "a".
_DECOMPOSED = re.compile(
    ".[\u0300-\u036f\u0591-\u05c7\u0610-\u065f\u0670\u093c\u09bc-\u09d7\u0b3c-\u0b57\u0bbe-\u0bd7"
    "\u0c56\u0cc2-\u0cd6\u0d3e-\u0d57\u0dca-\u0ddf\u102e\u1161-\u1175\u11a8-\u11c2\u1b35\u3099"
    "\u309a]+|[\u0340-\u0387\u1f71-\u1fff\u2000\u2001\u2126-\u212b\uf900-\ufad9"
    "\U0002f800-\U0002fa1d]"
)
# Spans "\\u0041\\x41" and "\\u{41}", not "\\n" or "\\u41".
_ESCAPE = re.compile(
    r"(?:\\u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]{1,6}\}|\\U[0-9a-fA-F]{8}|\\x[0-9a-fA-F]{2}"
    r"|\\[0-9a-fA-F]{4,6} ?)+"
)
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
# Finds "?q=a+b", not "1+1 = 2": a query, in which a plus sign stands for a blank.
_QUERY = re.compile(r"""\?[^\s"'<>?+]++\+[^\s"'<>?]*+""")
# Finds "a.XN--ab", not "axn--ab" or "xn-ab".
_PUNYCODE = re.compile(r"(?<![a-zA-Z0-9])[xX][nN]--([a-zA-Z0-9-]{1,59})")

# Marks that adorn a letter or point it, and tatweel, which stretches it. Those with which a script
# spells (in Thai, in the scripts of India) are none.
_ADORNING = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u0640"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ufe20-\ufe2f"
)
_ADORNED = re.compile(f"[{_ADORNING}]")
# A character that has another form, with what composes with it: marks, of half-width kana too.
# Spans "\uff76\uff9e" and "s\u0336", not "s" or "\uff76\uff76".
_CLUSTER = re.compile(
    f"(?:[^\x00-\x7f]|.(?=[{_ADORNING}]))[{_ADORNING}\u3099\u309a\uff9e\uff9f]*", re.DOTALL
)
# Markup that parts a word and shows nothing.
# Finds "<wbr>", "](x.md)", "**" and the first mark of "_a", not the underscore of "a_b".
_MARKUP = re.compile(
    r"""\\([!-/:-@\[-`{-~])           # a backslash shows what it escapes
    | <[^<>]*> | ==
    | \[\^[^\[\]\n]*\] | \](?:\([^()\n]*\) | \[[^\[\]\n]*\])? | \[
    | [*~^`] | (?<![^\W_])_ | _(?![^\W_])
    """,
    re.VERBOSE,
)

# Letters whose simple case folding is not what `str.lower` gives.
_FOLDED = tuple(zip("ſςϐϑϕϖϰϱϵẛ", "sσβθφπκρεṡ", strict=True))


def fold(text: str) -> str:
    """Return a text in simple case folding: each character becomes one, so `ß` stays as it is."""
    text = text.replace("İ", "I").lower()
    for letter, folded in () if text.isascii() else _FOLDED:
        text = text.replace(letter, folded)
    return text


class View(NamedTuple):
    """A text, and for each of its characters where in the source it begins and ends."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return where the stretch from `start` to `end`, not empty, stands in the source."""
        return self.starts[start], self.ends[end - 1]

    def respelled(self, pattern: re.Pattern[str], spell: Callable[[re.Match[str]], str]) -> "View":
        """Return a view in which each match of a pattern is spelled as `spell` says."""
        parts, starts, ends, done = [""], array("L"), array("L"), 0
        for match in pattern.finditer(self.text):
            start, end = match.span()
            spelled = spell(match)
            parts += self.text[done:start], spelled
            starts.extend([*self.starts[done:start], *[self.starts[start]] * len(spelled)])
            ends.extend([*self.ends[done:start], *[self.ends[end - 1]] * len(spelled)])
            done = end
        if not done:
            return self
        starts.extend(self.starts[done:])
        ends.extend(self.ends[done:])
        return View("".join((*parts, self.text[done:])), starts, ends)


def plain(text: str) -> View:
    """Return a text as a reader sees it: references decoded, composed, folded, nothing hidden."""
    return _seen(View(text, range(len(text)), range(1, len(text) + 1)))


def machine(text: str) -> View:
    """Return a text as a machine reads it, with all that is encoded decoded."""
    view = View(text, range(len(text)), range(1, len(text) + 1))
    view = view.respelled(_ESCAPE, _unescaped).respelled(_REFERENCE, lambda m: unescape(m[0]))
    view = view.respelled(_PERCENT, _unquoted).respelled(_PERCENT, _unquoted)
    view = view._replace(text=_QUERY.sub(lambda match: match[0].replace("+", " "), view.text))
    return _seen(view.respelled(_PUNYCODE, _from_punycode))


def disguised(text: str) -> View:
    """Return a text as a reader takes it whose eye forgives the form of a letter."""
    return plain(text).respelled(_CLUSTER, lambda match: undisguised(match[0]))


def undisguised(text: str) -> str:
    """Return a text in compatibility composition, folded, without adornments and dots of `i`."""
    text = fold(normalize("NFKC", fold(normalize("NFC", text))))
    return _ADORNED.sub("", text).replace("ı", "i")


def unmarked(text: str) -> View:
    """Return a text without the markup of which a reader sees nothing, as a pattern knows it."""
    view = View(text, range(len(text)), range(1, len(text) + 1))
    return _seen(view.respelled(_MARKUP, lambda match: match[1] or ""))


def _seen(view: View) -> View:
    if "&" in view.text:
        view = view.respelled(_REFERENCE, lambda match: unescape(match[0]))
    if not view.text.isascii():
        view = view.respelled(INVISIBLE, lambda _: "")
        if not is_normalized("NFC", view.text):
            view = view.respelled(_DECOMPOSED, lambda match: normalize("NFC", match[0]))
    return view._replace(text=fold(view.text))


def _unescaped(match: re.Match[str]) -> str:
    # Two escapes can make one character: JSON writes what is beyond U+FFFF as a surrogate pair.
    units = re.findall(r"[0-9a-fA-F]+", match[0])
    text = "".join(chr(min(int(unit, 16), 0x10FFFF)) for unit in units)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unquoted(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "replace")


def _from_punycode(match: re.Match[str]) -> str:
    with suppress(OverflowError, ValueError):
        return match[1].encode().decode("punycode")
    return match[0]
