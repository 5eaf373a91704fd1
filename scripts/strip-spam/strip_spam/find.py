"""Where listed tokens stand in a text.

Of a long list, tokens are looked up, not tried one by one: the words of a text lead to those that
can stand in it, and only these are searched for.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from html import unescape
from string import ascii_lowercase
from typing import NamedTuple
from unicodedata import category, name, normalize

from strip_spam.spelling import (
    BLANKS,
    INVISIBLE,
    View,
    disguised,
    fold,
    machine,
    plain,
    undisguised,
    unmarked,
)
from strip_spam.tokens import TokenList, TokenListError, fault_of

# What may stand for a blank of a phrase: a run of blanks, one line break with what a list item or a
# quote puts before the next line, a hyphen or an underscore.
_PART = f"(?:[{BLANKS}]*(?:\r\n|\r|\n)[{BLANKS}>]*|[{BLANKS}]+|[-\u2010\u2011_])"

# Scripts in which words run together or carry particles: where a word ends is not known.
RUN_TOGETHER = frozenset(
    "HANGUL CJK HIRAGANA KATAKANA BOPOMOFO THAI LAO KHMER MYANMAR TIBETAN YI JAVANESE TAI".split()
)
# What may stand between tokens of a succession: blanks, and one mark of a list.
_BETWEEN = f"[{BLANKS}]*+[,/·・•&+]?+[{BLANKS}]*+"
_SIGNS = "-\u2010\u2011_/.@=?&"  # what joins the words of a name or an address
_PARTED = re.compile(r"""[\s<>"'()\[\]{}|*,;:!?]""")

# ASCII letters in lower case, a blank for any other byte; and every byte of ASCII.
_LETTERS = bytes(byte if chr(byte) in ascii_lowercase else 32 for byte in range(256))
_ASCII = bytes(range(128))
# What may be letters encoded; each pattern begins with a sign that is found fast.
_OCTET, _ESCAPE = r"%(?:25)*[3-9a-fA-F][\da-fA-F]", r"\\[uUx]?\{?[\da-fA-F]{2,}\}? ?"
_ENCODED = [re.compile(f"{sign}(?:{sign})*") for sign in (_OCTET, _ESCAPE)]
_ENCODED += [
    re.compile(r"&(?:amp;)?(?:#|[a-zA-Z]{2})[\da-zA-Z]*;?"),
    re.compile(r"--(?<=[xX][nN]--)[\da-zA-Z-]+"),
]


# What a byte is to markup: a letter or digit (a), a mark (*), the end of a tag or a target (+), or
# neither; and by that what a word with marks inside looks like.
_SORTS = bytes(
    42
    if byte in b"*~^`\\[]"
    else 43
    if byte in b">)"
    else 97
    if byte > 127 or chr(byte).isalnum()
    else 32
    for byte in range(256)
)
# A sign at the head of a pattern is found fast.
# Finds "aa*a" and "a***a", not "a *a" or "a****a".
_PARTED_WORD = re.compile(rb"\*(?<=a\*)\*{0,2}a")

# Invisible characters that go with a token that they touch; a variation selector belongs to an
# emoji.
_TOUCHING = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_TOUCHING_BEFORE = re.compile(f"[{_TOUCHING}]+\\Z")
_BYTE_ORDER_MARKS = re.compile("\ufeff*")  # those at the start of a file stay
_TOUCHING_AFTER = re.compile(f"[{_TOUCHING}]*")


class Hit(NamedTuple):
    """A listed token, or an unbroken succession of them, in a text; offsets count code points."""

    start: int
    end: int
    token: str  # the first of a succession
    kind: str = "plain"  # or `machine`, `disguised`, `parted`; `suspect` if nobody listed it
    word: str = ""  # the longer word, name or address that it is joined to
    fault: str = ""  # what is wrong with a suspect


class _Index:
    """Tokens, all spelled in one way: which of them can stand in a text?"""

    def __init__(self, listed: Mapping[str, str]) -> None:
        self.listed = listed  # what the list holds for each, by its spelling
        # By the first word in ASCII letters; without one, by two characters that stand together.
        self._tokens: defaultdict[str, list[str]] = defaultdict(list)
        for token in listed:
            key = re.search(r"[a-z]+", token) or re.search(r"[^\x00-\x7f]{1,2}", token)
            self._tokens[key[0]].append(token)  # type: ignore[index]

    def standing(self, text: str) -> tuple[str, ...]:
        """Return the tokens all of whose words stand in a text, folded, the longest first."""
        if len(self._tokens) <= 8:  # a few are quicker searched for than looked up
            keys = {key for key in self._tokens if key in text}
        else:
            keys = self._tokens.keys() & _keys(text)
        found = [token for key in keys for token in self._tokens[key]]
        found = [token for token in found if all(word in text for word in token.split())]
        return tuple(sorted(found, key=lambda token: (-len(token), token)))

    def spelled_in(self, text: str) -> bool:
        """Tell whether a text, folded, has all the letters of one of the tokens."""
        few = self.listed if len(self.listed) <= 8 else ()
        return not few or any(all(char in text for char in token) for token in few)

    def hits(self, source: str, view: View, kind: str) -> Iterator[Hit]:
        """Yield the tokens that stand in a view of a source."""
        text, place = view.text, 0
        tokens = self.standing(text)
        while tokens and (found := _succession(tokens).search(text, place)):
            place = found.start() + 1
            each = [(token, _pattern(token).match(text, found.start())) for token in tokens]
            matches = [(self.listed[token], match) for token, match in each if match]
            for token, match in ((matches[0][0], found), *matches):
                if longer := _joined(text, *match.span()):
                    start, end = view.source(*longer)
                    word = "" if longer == match.span() else source[start:end]
                    yield Hit(*view.source(*match.span()), token, kind, word)
                    place = match.end()
                    break


class Finder:
    """Finds the tokens of a list in any text: Markdown, HTML, JSON, a script."""

    def __init__(self, tokens: TokenList) -> None:
        """Index the tokens of this list.

        Raises:
            TokenListError: a token has too few letters.
        """
        if fault := next(filter(None, map(fault_of, tokens.tokens)), None):
            raise TokenListError(f"a token can't be looked for: {fault}")
        self.tokens = tokens
        shown = [INVISIBLE.sub("", token) for token in tokens.tokens]
        folded, bare = map(fold, shown), map(undisguised, shown)
        self._plain = _Index(dict(zip(folded, tokens.tokens, strict=True)))
        self._bare = _Index(dict(zip(bare, tokens.tokens, strict=True)))
        self._letters = set(filter(str.isalnum, "".join(self._plain.listed)))
        self._letters |= set(normalize("NFD", "".join(self._letters)))
        # Without what adorns it, a token can be another word, of ASCII letters even.
        self._adorned = self._bare.listed.keys() != self._plain.listed.keys()

    def may_hold(self, text: str) -> bool:
        """Tell cheaply whether a text can hold a token or a suspect; True may be wrong."""
        if self.tokens.scripts and ("&" in text or not text.isascii()):
            return True
        if not text.isascii() and INVISIBLE.search(_beyond_ascii(text)):
            return True
        folded = fold(normalize("NFC", text))
        return (
            bool(self._plain.standing(folded))
            or self._encoded_in(text)
            or self._disguised_in(text)
            or (self._plain.spelled_in(folded) and self._parted_in(text))
        )

    def _encoded_in(self, text: str) -> bool:
        """Tell whether a letter of the list, or what can hide between two, may stand encoded."""
        signs = {sign for pattern in _ENCODED for sign in pattern.findall(text)}
        spelled = [letters for sign in signs if (letters := _spelled(sign)) is not None]
        letters = "".join(spelled)
        known = self._letters.isdisjoint(letters) and self._letters.isdisjoint(undisguised(letters))
        return not (all(spelled) and known)

    def _disguised_in(self, text: str) -> bool:
        """Tell whether a token may stand here in other letters."""
        beyond = "" if text.isascii() else _beyond_ascii(text)
        if not self._adorned and not any(map(_disguises, set(beyond))):
            return False
        return bool(self._bare.standing(undisguised(text)))

    def _parted_in(self, text: str) -> bool:
        """Tell whether marks within a word may part a token."""
        sorts = text.encode("utf-8", "surrogatepass").translate(_SORTS)
        if not (_PARTED_WORD.search(sorts) or b"+a" in sorts or "==" in text):
            return False
        return bool(self._plain.standing(unmarked(text).text))

    def find(self, text: str) -> list[Hit]:
        """Return every hit in a text, in order; no two overlap.

        What is encoded is found in references, percent-encoding, escapes and punycode; what is
        disguised, in other forms of its letters.
        """
        seen = plain(text)
        hits = [_touched(text, hit) for hit in self._plain.hits(text, seen, "plain")]
        if "+" in text or self._encoded_in(text):
            hits += self._plain.hits(text, machine(blotted(text, hits)), "machine")
        if self._disguised_in(seen.text):
            hits += self._bare.hits(text, disguised(blotted(text, hits)), "disguised")
        return sorted(hits)

    def parted(self, text: str, known: Iterable[Hit]) -> list[Hit]:
        """Return what is a token once markup is taken out of a text, the known hits apart.

        Whether a reader sees it there, only the rendered page tells.
        """
        if not self._plain.spelled_in(fold(unescape(text))):
            return []
        return list(self._plain.hits(text, unmarked(blotted(text, known)), "parted"))


def _touched(text: str, hit: Hit) -> Hit:
    """Return a hit with the invisible characters that touch it."""
    head = _BYTE_ORDER_MARKS.match(text)
    first = max(head.end() if head else 0, hit.start - 20)
    before = _TOUCHING_BEFORE.search(text, first, hit.start)
    after = _TOUCHING_AFTER.match(text, hit.end)
    start, end = before.start() if before else hit.start, after.end() if after else hit.end
    return hit if hit.word else hit._replace(start=start, end=end)


def blotted(text: str, hits: Iterable[Hit]) -> str:
    """Return a text in which signs that part any words (U+001F) stand for these hits."""
    chars = list(text)
    for hit in hits:
        chars[hit.start : hit.end] = "\x1f" * (hit.end - hit.start)
    return "".join(chars)


@cache
def script(char: str) -> str:
    """Return the script of a letter, by the first word of its name: `LATIN`, `HANGUL`, `CJK`."""
    usual = char if char == "µ" else normalize("NFKC", char)[0]  # of a letter in another width
    return re.split("[ -]", name(usual, "UNKNOWN"))[0]


def runs_together(char: str) -> bool:
    """Tell whether a letter's script puts no blanks between words, or adds particles to them."""
    return script(char) in RUN_TOGETHER


def _joined(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the whole word, name or address that a stretch is part of, the stretch itself if none.

    None if the stretch lies within an ordinary word, so that it is no occurrence.
    """
    before = start - 1
    while before >= 0 and category(text[before])[0] == "M":
        before -= 1  # a combining mark counts as its base
    first, last = text[before : before + 1] if before >= 0 else "", text[end : end + 1]
    if last and category(last)[0] == "M":
        last = text[end - 1]
    if _goes_on(first, text[start]) or _goes_on(text[end - 1], last):
        return None
    if not (
        first.isalnum()
        or last.isalnum()
        or first in ("#", "@", "^")
        or (first and first in _SIGNS and text[max(0, before - 1) : before].isalnum())
        or (last and last in _SIGNS and text[end + 1 : end + 2].isalnum())
    ):
        return start, end
    front, back = text[max(0, start - 30) : start], text[end : end + 30]
    return start - len(_PARTED.split(front)[-1]), end + len(_PARTED.split(back)[0])


def _goes_on(char: str, following: str) -> bool:
    """Tell whether two neighbours belong to one word whose ends are known."""
    if char.isalpha() and following.isalpha():
        return script(char) == script(following) and not runs_together(char)
    return char.isnumeric() and following.isnumeric()


def _keys(text: str) -> list[str]:
    """Return all that a token in a text could be indexed by."""
    words = text.encode("utf-8", "surrogatepass").translate(_LETTERS).decode().split()
    beyond = _beyond_ascii(text)
    return words + [beyond[n : n + size] for n in range(len(beyond)) for size in (1, 2)]


def _beyond_ascii(text: str) -> str:
    data = text.encode("utf-8", "surrogatepass")
    return data.translate(None, _ASCII).decode("utf-8", "replace")


@cache
def _disguises(char: str) -> bool:
    """Tell whether a character may be a letter of a token in another form."""
    return undisguised(char) != fold(char)


@lru_cache(maxsize=4096)
def _spelled(sign: str) -> str | None:
    """Return what a sign spells, without what is invisible; None if nothing in it is encoded."""
    text = "xn" + sign if sign[0] == "-" else sign
    spelled = machine(text).text
    return None if spelled == fold(text) else spelled


@cache
def _pattern(token: str) -> re.Pattern[str]:
    return re.compile(_PART.join(map(re.escape, token.split(" "))))


@lru_cache(maxsize=8)
def _succession(tokens: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of these tokens and more that follow it unbroken."""
    any_token = "|".join(_pattern(token).pattern for token in tokens)
    return re.compile(f"(?:{any_token})(?:{_BETWEEN}(?:{any_token}))*")
