"""Where listed tokens are in a text.

Of a long list, tokens are looked up, not tried one by one: the words of a text lead to those that
can be in it, and only these are searched for.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, pairwise
from operator import add
from typing import NamedTuple
from unicodedata import category, name, normalize

from strip_spam.data import pattern, table
from strip_spam.files import UsageError
from strip_spam.spelling import INVISIBLE, bared, decodings, fold, undisguised, view
from strip_spam.tokens import TokenList, fault_of

KINDS = ("plain", "machine", "disguised", "parted")  # the ways in which a token can be written
RUN_TOGETHER = frozenset(table("scripts")["run_together"].split())
_FEW = 32  # tokens that are quicker searched for than looked up
_WORDS = bytes(n if 97 <= n <= 122 else 32 for n in range(256))  # blanks for all but small letters
_NO_LETTERS = bytes(n for n in range(128) if not chr(n).isalnum())


class Hit(NamedTuple):
    """A listed token, or an unbroken succession of them, in a text; offsets count code points."""

    start: int
    end: int
    token: str  # the first of a succession
    kind: str = "plain"  # or another of `KINDS`; of a suspect, the rule for it
    word: str = ""  # the longer word, name or address that it is joined to
    fault: str = ""  # what is wrong with a suspect


class Finder:
    """Finds the tokens of a list in any text: Markdown, HTML, JSON, a script."""

    def __init__(self, tokens: TokenList) -> None:
        """Index the tokens of this list.

        Raises:
            UsageError: a token has too few letters.
        """
        if fault := next(filter(None, map(fault_of, tokens.tokens)), None):
            raise UsageError(f"a token can't be looked for: {fault}")
        self.tokens = tokens
        # By the first two words; each token with its letters.
        self._index: defaultdict[str, list[tuple[bytes, str]]] = defaultdict(list)
        for token in tokens.tokens:
            bare = bared(token)
            words, pairs = _parts(bare)
            key = " ".join((words or pairs)[:2])
            self._index[key].append((bare.translate(None, _NO_LETTERS), token))
        self._first = {key.split(" ")[0] for key in self._index}

    def may_hold(self, text: str) -> bool:
        """Tell cheaply whether a text can hold a token or a suspect; True may be wrong."""
        odd = self.tokens.scripts and ("&" in text or not text.isascii())
        return bool(odd or self._standing(text))

    def _standing(self, text: str) -> list[str]:
        """Return the tokens whose letters are in a text in their order, however it is read."""
        bare, keys = bared(" ".join(decodings(text))), iter(self._index)
        if len(self._index) > _FEW:
            words = ["", *chain.from_iterable(_parts(bare))]
            if self._first.isdisjoint(words):
                return []
            keys = iter(self._index.keys() & {*words, *map(" ".join, pairwise(words))})
        letters = bare.translate(None, _NO_LETTERS)
        listed = chain.from_iterable(self._index[key] for key in keys)
        found = {token for own, token in listed if own in letters}
        return sorted(found, key=lambda token: (-len(token), token))

    def find(self, text: str, kinds: Sequence[str] = KINDS[:3]) -> list[Hit]:
        """Return every hit in a text, in order; no two overlap, and the first kind wins.

        A kind is a way to read the text, as `view` has it. Whether a reader sees what is `parted`,
        only the rendered page tells.
        """
        hits, tokens = list[Hit](), self._standing(text)
        for kind in kinds if tokens else ():
            hits += _search(blotted(text, (hit[:2] for hit in hits)), tokens, kind)
        return sorted(hits)


def _search(source: str, tokens: Iterable[str], kind: str) -> Iterator[Hit]:
    """Yield those of these tokens that are in one view of a source; the first ones win."""
    seen, place = view(source, kind), 0
    spell, listed = fold if kind in ("plain", "machine") else undisguised, {}
    for token in tokens:  # its blanks stand for any that a phrase may have
        words = map(re.escape, spell(INVISIBLE.sub("", token)).split(" "))
        listed[re.compile("[ \n_-]".join(words))] = token
    any_token = f"(?:{'|'.join(spelled.pattern for spelled in listed)})"
    # Bounded, so that it takes no quadratic time where it is part of a word.
    succession = re.compile(f"{any_token}(?:{pattern('between').pattern}{any_token}){{,500}}")
    while found := succession.search(seen.text, place):
        place = found.start() + 1
        each = [(token, own.match(seen.text, found.start())) for own, token in listed.items()]
        matches = [(token, match) for token, match in each if match]
        for token, match in ((matches[0][0], found), *matches):
            if longer := _joined(seen.text, *match.span()):
                start, end = seen.source(*match.span())
                word = "" if longer == match.span() else source[slice(*seen.source(*longer))]
                touching = pattern("invisible_before").search(source, max(0, start - 20), start)
                if touching and not word:
                    start = touching.start()
                yield Hit(start, end, token, kind, word)
                place = match.end()
                break


def blotted(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """Return a text in which signs that part any words (U+001F) stand for these stretches."""
    chars = list(text)
    for start, end in stretches:
        chars[start:end] = "\x1f" * (end - start)
    return "".join(chars)


@cache
def script(char: str) -> str:
    """Return the script of a letter, by the first word of its name: `LATIN`, `HANGUL`, `CJK`."""
    usual = char if char == "µ" else normalize("NFKC", char)[0]  # of a letter in another width
    return re.split("[ -]", name(usual, "UNKNOWN"))[0]


def _joined(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the whole word, name or address that a stretch is part of, the stretch itself if none.

    None if the stretch lies within an ordinary word, so that it is no occurrence.
    """
    front, back = text[max(0, start - 30) : start], text[end : end + 30]
    # A combining mark counts as its base.
    before = "".join(char for char in front if category(char)[0] != "M")
    after = (text[end - 1] if back and category(back[0])[0] == "M" else back[:1]) + back[1:]
    if _goes_on(before[-1:], text[start]) or _goes_on(text[end - 1], after[:1]):
        return None
    if pattern("joined_before").search(before) or pattern("joined_after").match(after):
        apart = pattern("apart")
        return start - len(apart.split(front)[-1]), end + len(apart.split(back)[0])
    return start, end


def _goes_on(char: str, following: str) -> bool:
    """Tell whether two neighbours belong to one word whose ends are known."""
    if char.isalpha() and following.isalpha():
        return script(char) == script(following) and script(char) not in RUN_TOGETHER
    return char.isdigit() and following.isdigit()


def _parts(bare: bytes) -> tuple[list[str], list[str]]:
    """Return the words of ASCII letters in a bared text, and each two adjacent other letters."""
    beyond = normalize("NFC", bare.decode()).encode().translate(None, bytes(range(128))).decode()
    words = bare.translate(_WORDS).decode().split()
    return words, list(map(add, beyond, beyond[1:]))
