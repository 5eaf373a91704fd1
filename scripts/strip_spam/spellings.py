"""The ways in which a token can be written.

To add one, write a `Spelling` and name it in `PLAIN` or in `ENCODED`.
"""

import re
from collections.abc import Callable, Iterable
from html import unescape
from typing import NamedTuple
from unicodedata import lookup, name, normalize

from strip_spam.reading import Reading


class Spelling(NamedTuple):
    """A way to write what could be written plainly.

    Attributes:
        sign: what no text without this spelling holds, quick to search for; it may overlook the
            letters of ASCII that are no spelling's sign.
        pattern: what is spelled so.
        spell: spells plainly what the pattern found.
    """

    sign: re.Pattern[str]
    pattern: re.Pattern[str]
    spell: Callable[[re.Match[str]], str]


# What a reader does not see: Unicode's Default_Ignorable_Code_Point, and the control characters
# that a browser drops or draws as nothing.
INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "]"
)

HANGUL = re.compile(
    "[\u1100-\u11ff\u302e\u302f\u3131-\u318e\u3200-\u321e\u3260-\u327e"
    "\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb\uffa1-\uffdc]"
)

# The digits are bounded: more can't name a character, and would only cost time.
_REFERENCE = re.compile(r"&(?:#0{0,9}[0-9]{1,7}|#[xX]0{0,9}[0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});?")

# What can be composed with the character before it: combining marks, and the vowels and finals of
# Hangul that is written letter by letter.
_MARK = re.compile(
    "["
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u093c\u0941-\u094d"
    "\u1161-\u1175\u11a8-\u11c2\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
    "]"
)


def _percent(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("%", " ")).decode("utf-8", "replace")


def _punycode(match: re.Match[str]) -> str:
    try:
        return match[1].encode().decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return match[0]


def _escape(match: re.Match[str]) -> str:
    # Two escapes can make one character: JSON writes what is beyond U+FFFF as a surrogate pair.
    units = re.findall(r"[0-9a-fA-F]+", match[0])
    text = "".join(chr(min(int(unit, 16), 0x10FFFF)) for unit in units)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


# What a byte looks like when it is read as Latin-1 or as Windows-1252.
_BYTES = {chr(byte): byte for byte in range(0x80, 0x100)}
_BYTES |= {bytes([b]).decode("cp1252", "ignore"): b for b in range(0x80, 0xA0)}
_CONTINUATION = "".join(char for char, byte in _BYTES.items() if byte < 0xC0)


def _mojibake(match: re.Match[str]) -> str:
    return bytes(_BYTES[char] for char in match[0]).decode("utf-8", "replace")


def _letters(match: re.Match[str]) -> str:
    """Compose letters of Hangul that stand alone (U+3131 and on) into syllables."""
    # NFKD takes every consonant for an initial one; one that no vowel follows ends its syllable.
    initials = normalize("NFKD", match[0])
    finals = re.sub("(?<=[\u1161-\u1175])[\u1100-\u1112](?![\u1161-\u1175])", _final, initials)
    return normalize("NFC", finals)


def _final(match: re.Match[str]) -> str:
    return lookup(name(match[0]).replace("CHOSEONG", "JONGSEONG"))


# What can part the letters of a token that is broken up: blanks, punctuation, emoji, tags; not the
# pipe, which parts the cells of a table.
GAP = r"(?:</?[a-zA-Z]{1,10}>|<!--[^<>]{0,40}-->|[^\w\r\n|]|_){0,6}"

# The same in UTF-8, and perhaps more than it: all that is no Hangul, and references by name.
GAP_IN_BYTES = (
    rb"(?:</?[a-zA-Z]{1,10}>|<!--[^<>]{0,40}-->|&[a-zA-Z]{1,30};|[^\w\r\n|\x80-\xff]|_"
    rb"|[\xc2-\xe9\xee-\xf4][\x80-\xbf]{1,3}){0,6}"
)
# The order of the steps matters where one spelling is wrapped in another.
_REFERENCES = Spelling(re.compile("&"), _REFERENCE, lambda match: unescape(match[0]))
_UNSEEN = Spelling(INVISIBLE, INVISIBLE, lambda _: "")
_DECOMPOSED = Spelling(
    _MARK, re.compile(rf"[^\W\d_]{_MARK.pattern}+"), lambda match: normalize("NFC", match[0])
)
# A pattern that begins with a letter, or with a class of them, is searched for much faster than one
# that begins with a group.
_PERCENT = Spelling(re.compile("%"), re.compile("%[0-9a-fA-F]{2}(?:%[0-9a-fA-F]{2})*"), _percent)
_PUNYCODE = Spelling(
    re.compile("--(?<=[xX][nN]--)"), re.compile(r"\b[xX][nN]--([a-zA-Z0-9-]{1,59})"), _punycode
)
_ESCAPED = Spelling(
    re.compile(r"\\"),
    re.compile(r"(?:\\u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]{1,6}\}|\\[0-9a-fA-F]{4,6}[ \t\n]?)+"),
    _escape,
)
_MOJIBAKE = Spelling(
    re.compile(f"[\u00c2-\u00f4][{_CONTINUATION}]"),
    re.compile(
        f"[\u00c2-\u00f4][{_CONTINUATION}]{{1,3}}(?:[\u00c2-\u00f4][{_CONTINUATION}]{{1,3}})*"
    ),
    _mojibake,
)
_LETTERS = Spelling(
    re.compile("[\u3131-\u318e\uffa1-\uffdc]"),
    re.compile("[\uac00-\ud7a3]?[\u3131-\u318e\uffa1-\uffdc]+"),
    _letters,
)

# Spellings that a page renders like the plain one: what they spell can be stripped.
PLAIN = (_REFERENCES, _UNSEEN, _DECOMPOSED)

# Spellings that mean the token without showing it as it is: what they spell is only reported.
ENCODED: dict[str, tuple[Spelling, ...]] = {
    "percent": (_REFERENCES, _PERCENT, _PERCENT),
    "punycode": (_PUNYCODE,),
    "escape": (_ESCAPED,),
    "mojibake": (_MOJIBAKE,),
    "fuzzy": (_REFERENCES, _LETTERS),
}

# Every spelling that a machine takes for the token, one within the other.
MACHINES: tuple[Spelling, ...] = (
    _REFERENCES,
    _ESCAPED,
    _REFERENCES,
    _PERCENT,
    _PUNYCODE,
    _MOJIBAKE,
    *PLAIN,
)

# Spellings in which a token may be broken up: ordinary Korean between Korean words, and a dodge
# between Latin ones.
BROKEN_UP = frozenset({"fuzzy"})


def respell(reading: Reading, spellings: Iterable[Spelling]) -> Reading:
    """Return a reading with one spelling after the other made plain; itself if nothing was."""
    signs = _signs(reading.text)
    for sign, pattern, spell in spellings:
        if sign.search(reading.text if sign is _PUNYCODE.sign else signs):
            before, reading = reading, reading.respelled(pattern, spell)
            if reading is not before:
                signs = _signs(reading.text)
    return reading


# Letters of ASCII that are no spelling's sign: nearly all of a text.
_ORDINARY = bytes(
    byte for byte in range(0x80) if not any(way.sign.match(chr(byte)) for way in MACHINES)
)


def _signs(text: str) -> str:
    """Return a text without the letters that are no sign; others stay side by side."""
    return (
        text.encode("utf-8", "surrogatepass")
        .translate(None, _ORDINARY)
        .decode("utf-8", "surrogatepass")
    )
