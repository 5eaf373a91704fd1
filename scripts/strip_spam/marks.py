"""Marks: a private-use character in place of each hit.

A mark is one character that nothing in Markdown, HTML or YAML gives a meaning to, so a marked page
renders as the page does, and shows where each hit comes out. It also lets the healing look at a
token as at a single character.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from strip_spam.lines import lines
from strip_spam.matcher import Hit

# Unicode's private-use areas, the short one first: it keeps a page's characters narrow.
_AREAS = ((0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))
_PRIVATE = re.compile("[" + "".join(f"{chr(a)}-{chr(b)}" for a, b in _AREAS) + "]")

_TABS = re.compile(r"(?<=\S)\t+")
_WORDS = r"[^\W\d_](?:[^\W\d_]|[ ,;.?'’])*"
_PLAIN_LINE = re.compile(rf"([ \t]*(?:(?:[-*+>]|[0-9]{{1,9}}\.|\#{{1,6}})[ \t]+)?){_WORDS}")
_PLAIN_RUN = re.compile(r"(?:[^\W\d_]|[ ,;])+")  # all of it, so that it is read once

# More tokens than this are no page that somebody would heal.
_MOST_HITS = 5_000


class TooManyHitsError(ValueError):
    """A text holds more hits than are healed, or than there are private-use characters left."""


class Marked:
    """A text in which a mark stands for each hit."""

    __slots__ = ("marks", "originals", "text")

    def __init__(self, source: str, hits: Sequence[Hit]) -> None:
        """Mark the hits, which stand in order and do not overlap.

        Raises:
            TooManyHitsError: there are too many, or too few private-use characters.
        """
        if len(hits) > _MOST_HITS:
            raise TooManyHitsError(f"it holds more than {_MOST_HITS:,} tokens")
        used = set(_PRIVATE.findall(source))
        free = (
            char
            for char in map(chr, chain(*(range(a, b + 1) for a, b in _AREAS)))
            if char not in used
        )
        self.marks = dict(zip(free, hits, strict=False))
        if len(self.marks) < len(hits):
            raise TooManyHitsError("it leaves no private-use character to mark a token with")
        self.originals = {m: source[hit.start : hit.end] for m, hit in self.marks.items()}
        parts: list[str] = []
        done = 0
        for mark, hit in self.marks.items():
            parts += source[done : hit.start], mark
            done = hit.end
        self.text = "".join((*parts, source[done:]))

    def restore(self, text: str, but: str = "") -> str:
        """Return a marked text with the source's own spelling for each mark, but for one."""
        table = {ord(mark): own for mark, own in self.originals.items() if mark != but}
        return text.translate(table)


def pattern(marks: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern that finds any of these marks, of which there is one at least."""
    return re.compile(f"[{''.join(map(re.escape, sorted(marks)))}]")


def fold(text: str) -> str:
    """Return a shorter text that Markdown reads in the same way, for a page that is only probed.

    A line of nothing but words is prose whatever the words are, so one word stands for all of
    them; what is near a mark stays, for the sentence is judged by it.
    """
    every = lines(text)
    near = {n for i, line in enumerate(every) if _PRIVATE.search(line) for n in (i - 1, i, i + 1)}
    folded: list[str] = []
    for i, line in enumerate(every):
        body = line.rstrip("\r\n")
        # A tab counts up to the next stop, which a mark would move.
        line = _TABS.sub(" ", line) if "\t" in body else line
        if i not in near and (words := _PLAIN_LINE.fullmatch(body)):
            line = words[1] + "x" + line[len(body) :]
            if folded and folded[-1] == line:
                continue
            # One paragraph of words after another tells no more than the first.
            if len(folded) > 1 and not folded[-1].strip() and folded[-2] == line:
                folded.pop()
                continue
        folded.append(line)
    return _PLAIN_RUN.sub(_shorten, "".join(folded))


def _shorten(run: re.Match[str]) -> str:
    words = run[0]
    return f"{words[:80]} x {words[-80:]}" if len(words) > 200 else words


def are_plain_words(text: str) -> bool:
    """Tell whether each line that holds a mark holds nothing else but words."""
    marked = (line.strip() for line in lines(text) if _PRIVATE.search(line))
    return all(_PLAIN_LINE.fullmatch(_PRIVATE.sub("x", line)) for line in marked)
