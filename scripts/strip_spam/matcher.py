"""Where listed tokens stand in a text."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from strip_spam.reading import Reading
from strip_spam.spellings import (
    BROKEN_UP,
    ENCODED,
    GAP,
    GAP_IN_BYTES,
    HANGUL,
    MACHINES,
    PLAIN,
    respell,
)
from strip_spam.tokens import TokenList

PLAINLY = "plain"

# What may part two listed tokens that make one run: blanks, and one mark of a list.
_BETWEEN = re.compile(r"[ \t]*[,/·・•&+~–-]?[ \t]*")

# With more tokens than these, a page is tested for their first letters alone.
_FEW = 64

# What a spelling other than the plain one begins with: a byte, which is searched for first, as that
# is fastest, and what makes it one. The second part is for texts that are not all ASCII: marks,
# the invisible, mojibake, letters of Hangul on their own.
_ENCODED = {
    b"&": re.compile(rb"&(?=#)"),
    b"%": re.compile(rb"%(?=[c-fC-F]|25)"),
    b"\\": re.compile(rb"\\(?=[uU0-9a-fA-F])"),
    b"x": re.compile(rb"x(?=[nN]--)"),
    b"X": re.compile(rb"X(?=[nN]--)"),
}
_LETTERWISE = {
    b"\xc2": re.compile(rb"\xc2(?=[\x80-\x9f\xad])"),
    b"\xc3": re.compile(rb"\xc3(?=[\x82-\xb4][\xc2-\xe2])"),
    b"\xcc": re.compile(rb"\xcc"),
    b"\xcd": re.compile(rb"\xcd"),
    b"\xd8": re.compile(rb"\xd8(?=\x9c)"),
    b"\xe1": re.compile(rb"\xe1(?=[\x84-\x87\x9e\xa0])"),
    b"\xe2": re.compile(rb"\xe2(?=\x80[\x8b-\x8f\xaa-\xae]|\x81[\xa0-\xaf])"),
    b"\xe3": re.compile(rb"\xe3(?=[\x84-\x86])"),
    b"\xef": re.compile(rb"\xef(?=\xb8[\x80-\x8f]|\xbb\xbf|[\xbe\xbf])"),
    b"\xf0": re.compile(rb"\xf0(?=\x9b|\x9d\x85)"),
    b"\xf3": re.compile(rb"\xf3(?=\xa0)"),
}

# References by name; two of those that a browser knows without a semicolon show nothing.
_NAMED = re.compile(rb"&(?=[a-zA-Z][a-zA-Z0-9]{1,30};|shy|nbsp)")

# Control characters, suspects in any text.
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def _is_plain(text: str) -> bool:
    """Tell whether a text is spelled plainly throughout, so that it need not be read otherwise."""
    data = text.encode("utf-8", "replace")
    return not (_NAMED.search(data) or _any(_ENCODED, data) or _any(_LETTERWISE, data))


def _any(spellings: Mapping[bytes, re.Pattern[bytes]], data: bytes) -> bool:
    """Tell whether one of these spellings begins somewhere; written out, for it is asked often."""
    for sign, begins in spellings.items():  # noqa: SIM110
        if sign in data and begins.search(data):
            return True
    return False


_Token = tuple[int, int, str]


class Hit(NamedTuple):
    """A listed token, or a run made only of them, in a text.

    Attributes:
        start: where it begins in the source, in code points.
        end: where it ends there.
        token: the listed token, or the first of the run.
        spelling: `plain`, or the key in `ENCODED` under which it was read.
        word: the whole run of Hangul that it stands in, as it reads.
        whole: whether that run is made only of listed tokens.
    """

    start: int
    end: int
    token: str
    spelling: str
    word: str
    whole: bool


class Matcher:
    """Finds the tokens of a list."""

    def __init__(self, tokens: TokenList) -> None:
        """Prepare to find the tokens of this list."""
        self.tokens = tokens
        by_head: defaultdict[str, list[str]] = defaultdict(list)
        for token in tokens.tokens:  # the longest first, so the longest wins
            by_head[token[0]].append(token)
        self._by_head = dict(by_head)
        self._latin = any(token.isascii() for token in tokens.tokens)
        self._heads = re.compile(f"[{''.join(map(re.escape, by_head))}]")
        few = tokens.tokens if len(tokens.tokens) <= _FEW else by_head
        self._in_bytes = re.compile(
            b"|".join(GAP_IN_BYTES.join(re.escape(char.encode()) for char in text) for text in few)
        )

    def may_hold(self, data: bytes) -> bool:
        """Tell cheaply whether a UTF-8 text can hold a token in any spelling; True may be wrong."""
        if data.isascii() and not self._latin:
            odd = self.tokens.scripts and (b"&" in data or _CONTROLS.search(data))
            return bool(odd) or _any(_ENCODED, data)
        return bool(
            self.tokens.scripts
            or self._in_bytes.search(data)
            or _any(_ENCODED, data)
            or _any(_LETTERWISE, data)
        )

    def find(self, text: str) -> list[Hit]:
        """Return every hit in a text, in order; no two overlap."""
        source = Reading(text)
        if _is_plain(text):
            hits = list(_runs(source, self._tokens))
            readings = dict.fromkeys(BROKEN_UP, source)
        else:
            hits = list(_runs(respell(source, PLAIN), self._tokens))
            readings = {name: respell(source, steps) for name, steps in ENCODED.items()}
        for spelling, reading in readings.items():
            if spelling in BROKEN_UP:
                found = self._broken_up(reading, spelling)
            elif reading is source:
                continue
            else:
                found = self._encoded(respell(reading, PLAIN), spelling)
            if more := apart(hits, found):
                hits = sorted(hits + more, key=lambda hit: hit.start)
        return hits

    def _encoded(self, reading: Reading, spelling: str) -> Iterator[Hit]:
        """Yield a hit for each token in a reading of something encoded."""
        for start, end, token in self._tokens(reading.text):
            yield _hit(reading, start, end, token, spelling)

    def find_encoded(self, text: str) -> list[Hit]:
        """Return every place where a machine would find a token, however it is encoded.

        What a browser shows side by side counts as one word, whatever tags and comments part it.
        """
        reading = respell(Reading(text), MACHINES)
        hits = list(_runs(reading, self._tokens))
        if any(all(char in reading.text for char in token) for token in self.tokens.tokens):
            shown = respell(reading.respelled(_MARKUP, _shown), PLAIN)
            hits = sorted(hits + apart(hits, _runs(shown, self._tokens)))
        return hits

    def _tokens(self, text: str) -> Iterator[_Token]:
        """Yield start, end and name of each token in a text that is spelled plainly."""
        place = 0
        while head := self._heads.search(text, place):
            place = head.start()
            for token in self._by_head[head[0]]:
                if text.startswith(token, place):
                    yield place, place + len(token), token
                    place += len(token)
                    break
            else:
                place += 1

    def _broken_up(self, reading: Reading, spelling: str) -> Iterator[Hit]:
        """Yield a hit for each token whose letters are parted, among Latin words."""
        text = reading.text
        for head in self._heads.finditer(text):
            for token in self._by_head[head[0]]:
                found = _broken(token).match(text, head.start())
                if found and _among_latin(text, *found.span()):
                    yield _hit(reading, *found.span(), token, spelling)
                    break


@cache
def _broken(token: str) -> re.Pattern[str]:
    """Return the pattern of a token with anything between its letters."""
    return re.compile(GAP.join(map(re.escape, token)))


def _runs(reading: Reading, tokens: Callable[[str], Iterable[_Token]]) -> Iterator[Hit]:
    """Yield a hit for each run of tokens."""
    run: _Token | None = None
    for start, end, token in tokens(reading.text):
        if run and _BETWEEN.fullmatch(reading.text, run[1], start):
            run = run[0], end, run[2]
            continue
        if run:
            yield _hit(reading, *run, PLAINLY)
        run = start, end, token
    if run:
        yield _hit(reading, *run, PLAINLY)


def _hit(reading: Reading, start: int, end: int, token: str, spelling: str) -> Hit:
    text = reading.text
    left, right = start, end
    # A word of more letters than that is none; looking further would cost time for nothing.
    while left > max(0, start - 20) and HANGUL.match(text, left - 1):
        left -= 1
    while right < min(len(text), end + 20) and HANGUL.match(text, right):
        right += 1
    whole = (left, right) == (start, end)
    return Hit(*reading.source(start, end), token, spelling, text[left:right], whole)


# Comments, what is meant for machines, and tags.
_MARKUP = re.compile(r"<!--.*?-->|<[?!][^>]*>|</?([a-zA-Z][\w:-]*)[^<>]*>", re.DOTALL)


def _shown(match: re.Match[str]) -> str:
    """Return what a browser shows in place of markup: a new line, or nothing."""
    from strip_spam.page import INLINE  # only what holds all letters of a token gets here

    return "\n" if match[1] and match[1].lower() not in INLINE else ""


def apart(hits: Sequence[Hit], more: Iterable[Hit]) -> list[Hit]:
    """Return those of `more` that overlap none of `hits`, which stand in order."""
    starts = [hit.start for hit in hits]
    free = []
    for hit in more:
        place = bisect_left(starts, hit.end)  # the hit before it is the last that begins sooner
        if not place or hits[place - 1].end <= hit.start:
            free.append(hit)
    return free


def _among_latin(text: str, start: int, end: int) -> bool:
    """Tell whether the nearest letters on the line are not Hangul, and one at least is Latin."""
    before = text[max(0, start - 80) : start].rpartition("\n")[2]
    after = text[end : end + 80].partition("\n")[0]
    near = [next(filter(str.isalpha, side), "") for side in (reversed(before), after)]
    return any(c and c < "\u0250" for c in near) and not any(map(HANGUL.match, near))
