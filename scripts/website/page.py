"""A page as its editor wrote it, in pieces that know their lines."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from website.citations import NAME
from website.schema import FRONT_MATTER, Document, read_front_matter

COMMENT = re.compile(r"(?s)<!--.*?-->")
# What is no text of a page: besides, fenced code, and code in a sentence, parted by no blank line.
_SILENT = (
    FRONT_MATTER,
    COMMENT,
    re.compile(r"(?ms)^[ \t]*(?P<fence>`{3,}|~{3,}).*?^[ \t]*(?P=fence)[^\n]*$"),
    re.compile(r"(?<!`)(?P<tick>`+)(?!`)(?:[^`\n]|\n(?![ \t]*\n))+(?P=tick)(?!`)"),
)

# A part of another page: `--8<-- "docs/safety.md:check-first"`.
PART = re.compile(r' *-+8<-+ +"(?P<path>[^":]+):(?P<name>[\w-]+)"')

_MARK = re.compile(r"(#{1,6} |[-*+] |\d+\. |>|\||!!! |)(.*)")


class Piece(NamedTuple):
    """A heading, a list item, a paragraph or the head of a block."""

    line: int  # where it begins, counted from 1
    indent: int  # how many blanks stand before it
    mark: str  # the sign that begins it: `#`, `-`, `1.`, `>`, `|`, `!!!`, or nothing
    text: str  # the Markdown behind that sign, on one line
    block: str  # the head of the block that holds it, as `site known "Title"`, or nothing

    @property
    def is_item(self) -> bool:
        """Whether it is a list item."""
        return self.mark in ("-", "*", "+") or self.mark.endswith(".")

    @property
    def words(self) -> str:
        """What a reader sees of it, pictures and the names of studies left out."""
        text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", re.sub(NAME, "", self.text))
        text = re.sub(r"\[([^\[\]]*)\]\([^)]*\)", r"\1", text)
        return " ".join(
            re.sub(r"\([,;\s]*\)|[*_`\\]|</?[a-z][^<>]*>", "", html.unescape(text)).split()
        )


class Page(NamedTuple):
    """A page."""

    path: str  # the file, as an editor names it
    text: str  # all of it, with front matter, code and comments blanked out
    front_matter: Document
    pieces: list[Piece]
    is_article: bool  # whether its words outside of blocks are the article's


def read_page(path: str, source: str, article: str) -> Page:
    """Return a page: its file, as an editor names it, and its text.

    A page of the article has one of the article's lines as title, or a block "said".
    """
    text = source
    for silent in _SILENT:
        text = silent.sub(blank, text)
    pieces = _pieces(text)
    lines = article.splitlines()
    is_article = any(
        piece.block.startswith("site said") or (piece.mark == "#" and piece.words in lines)
        for piece in pieces
    )
    return Page(path, text, read_front_matter(path, source), pieces, is_article)


def blank(match: re.Match[str]) -> str:
    """Return as many blanks and lines, so that places stay; the signs of code stay too."""
    return re.sub(r"[^\n`~]", " ", match[0])


def _pieces(text: str) -> list[Piece]:
    found: list[Piece] = []
    block, inside = "", 0  # the block we are in, and how far its words are indented
    goes_on = False  # whether a line without a sign goes on with the piece above
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or PART.match(line):  # a part brings its own indentation
            goes_on = False
            continue
        indent = len(line) - len(line.lstrip(" "))
        [(mark, words)] = _MARK.findall(line.lstrip(" "))[:1]
        if mark == "!!! ":
            block, inside = words, indent + 4
        elif indent < inside:
            block, inside, goes_on = "", 0, False
        if mark or not goes_on:
            found.append(Piece(number, indent, mark.strip(), words, block))
        else:
            found[-1] = found[-1]._replace(text=f"{found[-1].text} {words}")
        goes_on = mark[:1] not in ("#", "!")
    return found


def line_at(text: str, offset: int) -> int:
    """Return the line of an offset into a text, counted from 1."""
    return text.count("\n", 0, offset) + 1
