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
_MARKER = r"[ \t]*(?:(?:[-*+>]|[0-9]{1,9}\.|\#{1,6})[ \t]+)?"
_PLAIN_LINE = re.compile(rf"({_MARKER})[^\W\d_](?:[^\W\d_]|[ ,;.?'’])*")
_PLAIN_RUN = re.compile(r"(?:[^\W\d_]|[ ,;])+")  # all of it, so that it is read once

# Lines up to a blank one, and that one with all that follow it.
_BLOCK = re.compile(
    r"(?:[^\r\n]*\S[^\r\n]*(?:\r\n|\r|\n|\Z))*(?:[^\S\r\n]*(?:\r\n|\r|\n)|[^\S\r\n]+\Z)*"
)
_REACHES_OUT = re.compile(r"[<>{}]|`{3}|~{3}")
_LINE_OF_WORDS = re.compile(rf"^({_MARKER})[^\W\d_][^\r\n]*", re.MULTILINE)
_REPEATED_LINE = re.compile(r"^([^\r\n]*(?:\r\n|\r|\n))\1+", re.MULTILINE)

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

    What stands between two blank lines without a mark, a tag, a fence or an attribute list changes
    nothing outside of it but by how its lines begin. So one word stands for the rest of each line,
    and one such block for all that follow and are like it.
    """
    folded: list[str] = []
    for block in _BLOCK.findall(text):
        short = block
        if not _PRIVATE.search(block) and not _REACHES_OUT.search(block):
            short = _LINE_OF_WORDS.sub(r"\1x", block)
            short = _REPEATED_LINE.sub(r"\1", short)
            if folded and folded[-1] == short:
                continue
        # A tab counts up to the next stop, which a mark would move.
        folded.append(_TABS.sub(" ", short))
    return _PLAIN_RUN.sub(_shorten, "".join(folded))


def _shorten(run: re.Match[str]) -> str:
    words = run[0]
    return f"{words[:80]} x {words[-80:]}" if len(words) > 200 else words


def are_plain_words(text: str) -> bool:
    """Tell whether each line that holds a mark holds nothing else but words."""
    marked = (line.strip() for line in lines(text) if _PRIVATE.search(line))
    return all(_PLAIN_LINE.fullmatch(_PRIVATE.sub("x", line)) for line in marked)
