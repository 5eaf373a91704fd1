"""A page as its editor wrote it, and as it is rendered: its words, and the lines they are in."""

import re
from collections.abc import Iterator, Mapping
from textwrap import indent
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from strip_spam.rendered import INLINE
from website.citations import NAME
from website.findings import Finding, line_at, never
from website.schema import Document, read_data

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>(?:.*\n)*?)(?:---|\.{3})[ \t]*(?:\n|\Z)")
# What is matched is not given back: thousands of `<!--` are read in one go.
COMMENT = re.compile(r"(?s)<!--(?:(?!-->).)*+(?:-->)?")
# What else is no text of a page: fenced code, and code in a sentence, with no blank line in it.
_SILENT = (
    re.compile(r"(?ms)^[ \t]*(?P<fence>`{3,}+|~{3,}+).*?^[ \t]*(?P=fence)[^\n]*$"),
    re.compile(r"(?<!`)(?P<tick>`+)(?!`)(?:[^`\n]|\n(?![ \t]*\n))+(?P=tick)(?!`)"),
)
# A part of another page, `--8<-- "docs/safety.md:check-first"`, and the marks around one.
_PART = re.compile(r'(?m)^(?P<indent> *)-+8<-+ +"docs/(?P<path>[^":]+):(?P<name>[\w-]+)"')
_MARK = r"(?m)^[ \t]*<!-- -+8<-+ \[{end}:{name}\] -->(?:\n|\Z)"
_WITHIN = INLINE | {"td", "th"}  # a row of a table is a block, as an editor writes it on one line
# The first words of a block, up to what Markdown may write otherwise: they find it in the source.
_BEGINNING = re.compile(r"[^\W\d_][^\0\n\[\]&<>*_`\\]{,40}")


class Page(NamedTuple):
    """A page."""

    path: str  # the file, as an editor names it
    source: str  # all of it, with line ends as Unix has them
    text: str  # the same with front matter, code and comments blanked out
    front_matter: Document
    never: list[Finding]  # fatal findings: other checks are skipped until these are fixed

    def body(self, pages: Mapping[str, "Page"]) -> str:
        """What Markdown is to render: with parts of other pages, without front matter and marks."""
        body = "\n" + _FRONT_MATTER.sub("", self.source)  # or what MkDocs would take for it
        body = re.sub(_MARK.format(end=r"(?:start|end)", name=r"[\w-]+"), "", body)

        def shown(named: re.Match[str]) -> str:
            part = pages[named["path"]].part(named["name"]) if named["path"] in pages else None
            # What names a part that is not there stays, and breaks a rule.
            return named[0] if part is None else indent(part, named["indent"])

        return _PART.sub(shown, body)

    def part(self, name: str) -> str | None:
        """Return what is between the marks of this name; None if a page that is read lacks it."""
        _, *rest = re.split(_MARK.format(end="start", name=name), self.source, maxsplit=1)
        part, *end = re.split(_MARK.format(end="end", name=name), "".join(rest), maxsplit=1)
        unknown = "" if self.never else None
        return part if end else unknown

    def finding(self, offset: int, message: str) -> Finding:
        """Return what is wrong at an offset into its text."""
        return Finding(self.path, line_at(self.text, offset), message)


class Block(NamedTuple):
    """A heading, a paragraph, a list item or a row of a table, without the blocks in it."""

    page: Page
    node: LexborNode
    start: int  # where its first line begins in the page's text
    text: str  # what a reader sees of it; a null between its elements, and in place of code
    cited: list[str]  # the ids of the studies that it cites, whose names are not in its text

    @property
    def words(self) -> str:
        """Its text on one line."""
        words = " ".join(self.text.replace("\0", "").split())
        # Without names that can't be shown, and without brackets that hold nothing but names.
        return re.sub(rf" ?\((?:{NAME}|[,;\s])*\)|{NAME}", "", words)


def read_page(path: str, source: str) -> Page:
    """Return a page: its file, as an editor names it, and its text."""
    found = never(path, source)
    text = source = source.removeprefix("\ufeff").replace("\r\n", "\n")
    block = _FRONT_MATTER.match(text)
    front_matter = read_data(path, f"\n{block['yaml']}" if block else "", schema="page")
    text = _FRONT_MATTER.sub(blank, text)
    end = text.rfind("-->") + len("-->")  # a comment that is not closed is none
    text = COMMENT.sub(blank, text[:end]) + text[end:]
    for silent in _SILENT:
        text = silent.sub(blank, text)
    return Page(path, source, text, front_matter, found)


def blank(match: re.Match[str]) -> str:
    """Return as many blanks and lines, so that places stay the same; the signs of code stay too."""
    return re.sub(r"[^\n`~]", " ", match[0])


def blocks(page: Page, html: str) -> Iterator[Block]:
    """Yield the blocks of a page that was rendered as HTML; only those of its own source."""
    tree, done = LexborHTMLParser(f"<body>{html}"), 0
    for node in tree.css("svg, pre, script, style"):
        node.decompose()
    for node in tree.css("body, body *"):
        cited: list[str] = []
        text = "\0".join(_texts(node, cited)) if node.tag not in _WITHIN else ""
        if text.strip("\0 \n"):
            beginning = _BEGINNING.search(text)
            words = (beginning[0] if beginning else text).strip("\0 \n")
            found = page.text.find(words, done)
            found = page.text.find(words) if found < 0 else found
            done = max(done, found + len(words))
            if found >= 0:
                yield Block(page, node, page.text.rfind("\n", 0, found) + 1, text, cited)


def _texts(node: LexborNode, cited: list[str]) -> Iterator[str]:
    """Yield the texts in an element and in those within a line; note the studies cited there."""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text_content or ""
        elif child.attributes.get("class") == "cite":
            cited.append((child.attributes.get("href") or "").partition("#")[2])
            yield ""
        elif child.tag in _WITHIN:
            yield from [""] if child.tag in ("code", "time") else _texts(child, cited)
