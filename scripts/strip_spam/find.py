"""Where listed tokens stand in a text.

Tokens are looked up, not tried one by one: the words of a text lead to the tokens that can stand in
it, and only these are searched for.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import category, name, normalize

from strip_spam.spelling import BLANKS, INVISIBLE, View, fold, machine, plain
from strip_spam.tokens import TokenList

# What may stand for a blank of a phrase: a run of blanks, one line break with what a list item or a
# quote puts before the next line, a hyphen or an underscore.
_PART = f"(?:[{BLANKS}]*(?:\r\n|\r|\n)[{BLANKS}>]*|[{BLANKS}]+|[-\u2010\u2011_])"

# Scripts in which words run together or carry particles: where a word ends is not known.
_RUN_TOGETHER = frozenset(
    "HANGUL CJK HIRAGANA KATAKANA BOPOMOFO THAI LAO KHMER MYANMAR TIBETAN YI JAVANESE TAI".split()
)
# What may stand between tokens of a succession: blanks, and one mark of a list.
_BETWEEN = f"[{BLANKS}]*[,/·・•&+]?[{BLANKS}]*"
_SIGNS = "-\u2010\u2011_/."  # what joins the words of a name or an address
_PARTED = re.compile(r"""[\s<>"'()\[\]{}|*,;:!?]""")

_LETTERS = bytes(ord(chr(byte).lower()) if chr(byte).isalpha() and byte < 128 else 32
                 for byte in range(256))  # fmt: skip
_ASCII = bytes(range(128))
_FEW = 8
# What may be characters encoded; each pattern begins with a sign that is quickly found.
_PERCENT, _ESCAPE = r"%(?:25)*[\da-fA-F]{2}", r"\\[ux]?\{?[\da-fA-F]{2,}\}? ?"
_ENCODED = [
    re.compile(r"&(?:amp;)?#?\w+;?"),
    re.compile(f"{_PERCENT}(?:{_PERCENT})*"),
    re.compile(f"{_ESCAPE}(?:{_ESCAPE})*"),
    re.compile(r"--(?<=[xX][nN]--)[a-zA-Z\d-]+"),
]


class Hit(NamedTuple):
    """A listed token, or an unbroken succession of them, in a text; offsets count code points."""

    start: int
    end: int
    token: str  # the first of a succession
    kind: str = "plain"  # `machine` if it is encoded, `suspect` if nobody listed it
    word: str = ""  # the longer word, name or address that it is joined to


class Finder:
    """Finds the tokens of a list in any text: Markdown, HTML, JSON, a script."""

    def __init__(self, tokens: TokenList) -> None:
        """Index the tokens of this list."""
        self.tokens = tokens
        self._listed = {fold(INVISIBLE.sub("", token)): token for token in tokens.tokens}
        # By the first word in ASCII letters; tokens without one by two characters.
        self._by_word: defaultdict[bytes, list[str]] = defaultdict(list)
        self._by_pair: defaultdict[str, list[str]] = defaultdict(list)
        for token in self._listed:
            if words := _words(token.encode()):
                self._by_word[words[0]].append(token)
            else:
                self._by_pair[_beyond_ascii(token.encode())[:2]].append(token)
        letters = re.findall(r"[^\W_]+", " ".join(self._listed))
        self._first = {form for word in letters for form in (word[0], normalize("NFD", word)[0])}
        self._any = {char for word in letters for char in word + normalize("NFD", word)}

    def may_hold(self, data: bytes) -> bool:
        """Tell cheaply whether a UTF-8 text can hold a token or a suspect; True may be wrong."""
        text = data.decode("utf-8", "replace")
        if self.tokens.scripts and ("&" in text or not text.isascii()):
            return True
        if INVISIBLE.search(_beyond_ascii(data)):
            text = INVISIBLE.sub("", text)
        text = normalize("NFC", text)
        if self._standing(fold(text)):
            return True
        signs = {sign for signs in _ENCODED for sign in signs.findall(text)}
        return any(self._spelled(sign, text) for sign in signs)

    def _spelled(self, sign: str, text: str) -> bool:
        """Tell whether a sign can spell the first character of a word, or others within one."""
        spelled = _decoded(sign)
        if spelled is None or (spelled and self._any.isdisjoint(spelled)):
            return False
        first = not self._first.isdisjoint(spelled)
        return first or re.search(rf"[a-zA-Z0-9\x80-\U0010ffff]{re.escape(sign)}", text) is not None

    def find(self, text: str) -> list[Hit]:
        """Return every hit in a text, in order; no two overlap.

        What is encoded is found in references, percent-encoding, escapes and punycode.
        """
        hits = list(self._hits(text, plain(text), "plain"))
        if view := machine(text):
            starts = [hit.start for hit in hits]
            for hit in self._hits(text, view, "machine"):
                place = bisect_left(starts, hit.end)  # the hit before it begins sooner
                if not place or hits[place - 1].end <= hit.start:
                    hits.append(hit)
            hits.sort()
        return hits

    def _hits(self, source: str, view: View, kind: str) -> Iterator[Hit]:
        text, place = view.text, 0
        tokens = self._standing(text)
        while tokens and (found := _succession(tokens).search(text, place)):
            start = found.start()
            place = start + 1
            ends = [
                (match.end(), self._listed[token])
                for token in tokens
                if (match := _pattern(token).match(text, start))
            ]
            for end, token in ((found.end(), ends[0][1]), *ends):
                longer = _joined(text, start, end)
                if longer:
                    a, b = view.source(*longer)
                    word = "" if longer == (start, end) else source[a:b]
                    yield Hit(*view.source(start, end), token, kind, word)
                    place = end
                    break

    def _standing(self, text: str) -> tuple[str, ...]:
        """Return the tokens all of whose words stand in a text, folded, the longest first."""
        found: list[str] = []
        data = text.encode("utf-8", "surrogatepass")
        if self._by_word:
            # A few are quicker searched for than looked up.
            few = len(self._by_word) <= _FEW
            words = {*filter(data.__contains__, self._by_word)} if few else set(_words(data))
            found += (
                token for word in self._by_word.keys() & words for token in self._by_word[word]
            )
        if self._by_pair:
            beyond = _beyond_ascii(data)
            pairs = {beyond[n : n + size] for n in range(len(beyond)) for size in (1, 2)}
            found += (t for pair in self._by_pair.keys() & pairs for t in self._by_pair[pair])
        found = [token for token in found if all(word in text for word in token.split())]
        return tuple(sorted(found, key=lambda token: (-len(token), token)))


@cache
def script(char: str) -> str:
    """Return the script of a letter, by the first word of its name: `LATIN`, `HANGUL`, `CJK`."""
    usual = char if char == "µ" else normalize("NFKC", char)[0]  # of a letter in another width
    return re.split("[ -]", name(usual, "UNKNOWN"))[0]


def runs_together(char: str) -> bool:
    """Tell whether a letter's script puts no blanks between words, or adds particles to them."""
    return script(char) in _RUN_TOGETHER


def _joined(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the whole word, name or address that a stretch is part of, the stretch itself if none.

    None if the stretch lies within an ordinary word, so that it is no occurrence.
    """
    before = start - 1
    while before >= 0 and category(text[before])[0] == "M":
        before -= 1  # a combining mark counts as its base
    left, right = text[before : before + 1] if before >= 0 else "", text[end : end + 1]
    if right and category(right)[0] == "M":
        right = text[end - 1]
    if _goes_on(left, text[start]) or _goes_on(text[end - 1], right):
        return None
    if not (
        left.isalnum()
        or right.isalnum()
        or left in ("#", "@", "^")
        or (left and left in _SIGNS and text[max(0, before - 1) : before].isalnum())
        or (right and right in _SIGNS and text[end + 1 : end + 2].isalnum())
    ):
        return start, end
    front, back = text[max(0, start - 30) : start], text[end : end + 30]
    return start - len(_PARTED.split(front)[-1]), end + len(_PARTED.split(back)[0])


def _goes_on(left: str, right: str) -> bool:
    """Tell whether two neighbours belong to one word whose ends are known."""
    if left.isalpha() and right.isalpha():
        return script(left) == script(right) and not runs_together(left)
    return left.isnumeric() and right.isnumeric()


def _words(data: bytes) -> list[bytes]:
    """Return the words in ASCII letters, in lower case."""
    return data.translate(_LETTERS).split()


def _beyond_ascii(data: bytes) -> str:
    """Return the characters of a UTF-8 text that are not ASCII."""
    return data.translate(None, _ASCII).decode("utf-8", "replace")


@cache
def _pattern(token: str) -> re.Pattern[str]:
    return re.compile(_PART.join(map(re.escape, token.split(" "))))


@lru_cache(maxsize=8)
def _succession(tokens: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of these tokens and more that follow it unbroken."""
    any_token = "|".join(_pattern(token).pattern for token in tokens)
    return re.compile(f"(?:{any_token})(?:{_BETWEEN}(?:{any_token}))*")


@lru_cache(maxsize=4096)
def _decoded(sign: str) -> str | None:
    """Return what a sign spells, None if it is no encoding."""
    sign = sign.replace("--", "xn--", 1) if sign[0] == "-" else sign
    spelled = (machine(sign) or plain(sign)).text
    return None if spelled == sign.lower() else spelled
