"""Where listed tokens stand in a text."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from strip_spam.reading import Reading
from strip_spam.spellings import ENCODED, HANGUL, MACHINES, ORDINARY_IN_KOREAN, PLAIN, respell
from strip_spam.tokens import TokenList

PLAINLY = "plain"

# What may part two listed tokens that make one run: blanks, and one mark of a list.
_GAP = re.compile(r"[ \t]*[,/·・•&+~–-]?[ \t]*")

# Where an encoded character can begin, in the order of how fast each is ruled out.
_ENCODED = re.compile(rb"&(?=#)|%(?=[c-fC-F])|\\(?=[uU0-9a-fA-F])|[xX](?=[nN]--)")
_LETTERWISE = re.compile(rb"\xe1[\x84-\x87]|\xe3[\x84-\x86]|\xc3[\x82-\xb4]")


@dataclass(frozen=True, slots=True)
class Hit:
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
        heads = (re.escape(head.encode()) for head in by_head)
        self._head_bytes = re.compile(b"|".join(heads))
        self._heads = re.compile(f"[{''.join(map(re.escape, by_head))}]")

    def may_hold(self, data: bytes) -> bool:
        """Tell cheaply whether a UTF-8 text can hold a token in any spelling; True may be wrong."""
        if _ENCODED.search(data):
            return True
        if data.isascii():
            return False
        if self.tokens.scripts:
            return True
        return bool(_LETTERWISE.search(data) or self._head_bytes.search(data))

    def find(self, text: str) -> list[Hit]:
        """Return every hit in a text, in order; no two overlap."""
        source = Reading(text)
        hits = list(self._runs(respell(source, PLAIN)))
        for spelling, steps in ENCODED.items():
            reading = respell(source, steps)
            if reading is not source:
                hits += apart(hits, self._encoded(respell(reading, PLAIN), spelling))
                hits.sort(key=lambda hit: hit.start)
        return hits

    def find_encoded(self, text: str) -> list[Hit]:
        """Return every place where a machine would find a token, however it is encoded."""
        return list(self._runs(respell(Reading(text), MACHINES)))

    def _encoded(self, reading: Reading, spelling: str) -> Iterator[Hit]:
        """Yield a hit for each token in a reading of something encoded."""
        for start, end, token in self._tokens(reading.text):
            if spelling not in ORDINARY_IN_KOREAN or _among_latin(reading.text, start, end):
                yield _hit(reading, start, end, token, spelling)

    def _tokens(self, text: str) -> Iterator[tuple[int, int, str]]:
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

    def _runs(self, reading: Reading) -> Iterator[Hit]:
        """Yield a hit for each run of tokens."""
        run: tuple[int, int, str] | None = None
        for start, end, token in self._tokens(reading.text):
            if run and _GAP.fullmatch(reading.text, run[1], start):
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
