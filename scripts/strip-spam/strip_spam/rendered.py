"""Where a placeholder comes out on the page, and whether two pages are the same.

Python-Markdown itself, with the extensions that the site uses, says whether a place is prose, code,
a target or a label. Front matter comes out as an element around the page.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from html import escape, unescape
from itertools import takewhile
from typing import Any, NamedTuple
from unicodedata import category

import yaml
from markdown import Extension, Markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from strip_spam.data import elements, pattern, table

INLINE = elements("inline")

_SEEN = ("title", "description", "lang")  # of what front matter says

# Rare ideographs: letters, as a token's are, so that Markdown's own patterns (the language of a
# fence, the type of an admonition) read a page with placeholders as they read the page itself.
_RARE = range(0x20000, 0x40000)
_REACH = 400  # of the text around a placeholder, in code points: a sentence is seldom longer
# In a block's text: a block inside of it, and where a link or code opens and closes.
_BLOCK, _OPENS, _CLOSES = "\x1e", "\x11", "\x12"
_ENDS = dict.fromkeys(map(ord, _OPENS + _CLOSES))
_APART = re.compile(r"\A[^\x11]*\x12|\x11[^\x12]*(?:\x12|\Z)")


class RenderError(ValueError):
    """A page that can't be rendered; the message says why."""


def placeholders(source: str, count: int) -> list[str]:
    """Return letters that a page does not use, one after the other."""
    first = max((ord(char) for char in set(source) if ord(char) in _RARE), default=_RARE.start) + 1
    return [chr(first + n) for n in range(count)]


def any_of(marks: Collection[str]) -> re.Pattern[str]:
    """Return what finds these placeholders, and those between them."""
    if not marks:
        return re.compile("((?!))")
    # As a range: Python searches a set of characters beyond U+FFFF one by one.
    return re.compile(f"([{min(marks)}-{max(marks)}])")


class Place(NamedTuple):
    """Where a placeholder comes out."""

    kind: str  # `text`, `attribute` or `unseen`
    name: str = ""  # of the block whose text it is (its tag), or of the attribute
    before: str = ""  # of that text or value, without placeholders
    after: str = ""
    bare: tuple[str, str] = ("", "")  # the same, without links and code
    around: Sequence[LexborNode] = ()  # the elements that it is in, from the inside out
    emptied: int = 0  # how many of them hold nothing else


class Renderer:
    """Renders Markdown as a site does: with its extensions and their settings."""

    def __init__(
        self,
        extensions: Sequence[str | Extension] = (),
        settings: Mapping[str, Mapping[str, Any]] | None = None,
        language: str = "en",
    ) -> None:
        """Keep what the pages are read with: without extensions, as Material's pages are.

        `language` is the site's, in which a page is that does not show another: a code, as in HTML.
        """
        self.language = language
        self._extensions, self._settings = extensions, settings

    @cached_property
    def _markdown(self) -> Markdown:
        known = table("material")
        settings = dict(self._settings or {}) if self._extensions else known["settings"].copy()
        for name, always in known["always"].items():
            settings[name] = {**settings.get(name, {}), **always}
        extensions = list(self._extensions or known["extensions"])
        extensions.append("pymdownx.highlight")  # superfences would load it, but coloured
        return Markdown(extensions=extensions, extension_configs=settings)

    def html(self, page: str) -> str:
        """Render a page. What front matter says is in the attributes of an element around it.

        Raises:
            RenderError: the parser gives up.
            ImportError: an extension is missing.
        """
        markdown = self._markdown
        tag, text = _front_matter(page)
        try:
            return tag + markdown.reset().convert(text)
        except Exception as error:  # whatever an extension meets in a stranger's page
            raise RenderError(f"the Markdown parser gave up ({type(error).__name__})") from error


MATERIAL = Renderer()  # for pages without a site of their own


def _front_matter(page: str) -> tuple[str, str]:
    """Return a tag with what front matter says, empty if there is none; and the text after."""
    block, values = pattern("yaml").match(page), None
    if block:
        with suppress(yaml.YAMLError, RecursionError):
            # As texts: what MkDocs makes a number or a date is read as well. Nothing is merged, and
            # no alias is followed: a short page could mean a very long one.
            values = yaml.load(block[1], Loader=yaml.BaseLoader)
    if not block or isinstance(values, str):  # other text between two rules is text
        block = pattern("toml_or_json").match(page)
    if not block:
        return "", page
    said = values if isinstance(values, dict) else {}
    seen = {key: said[key] for key in _SEEN if isinstance(said.get(key), str)}
    seen["data"] = block[0]
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in seen.items())
    return f"<front-matter{attributes}>\n", page[block.end() :]


def heading_ids(html: str) -> list[tuple[str, set[str]]]:
    """Return the text of each heading, and its ids: the site's, and the one that GitHub gives it.

    GitHub's: in lower case, without what is no letter, digit, mark, hyphen or underscore, with a
    hyphen for each blank, and a number after what was there before.
    """
    found, times = [], Counter[str]()
    for node in _body(html).css("h1, h2, h3, h4, h5, h6"):
        text = node.text().strip()
        kept = (char for char in text.lower() if char in "-_ " or category(char)[0] in "LMN")
        slug = "".join(kept).replace(" ", "-")
        github = f"{slug}-{times[slug]}" if times[slug] else slug
        found.append((text, {node.attributes.get("id") or github, github}))
        times[slug] += 1
    return found


def same_page(html: str, healed: str, gone: Collection[str]) -> bool:
    """Tell whether a healed page is the page it was, but for these placeholders and for blanks."""
    html = html.translate(dict.fromkeys(map(ord, gone), "\x1f"))
    holders = "|".join(elements("emptied"))
    emptied, found = re.compile(rf"<({holders})(?: [^<>]*)?>(?:\s*\x1f)++\s*+</\1>"), 1
    while found:
        html, found = emptied.subn("\x1f", html)
    return _words_and_marks(html.replace("\x1f", "")) == _words_and_marks(healed)


def _words_and_marks(html: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", unescape(pattern("local").sub("", html)))


def places(html: str, marks: Collection[str]) -> tuple[dict[str, Place], str]:
    """Return where each of these placeholders comes out, and what a reader sees of the page.

    That is the text of its blocks, parted by blank lines, with U+001F for the placeholders.
    """
    any_mark = any_of(marks)
    found = dict.fromkeys(marks, Place("unseen"))
    blocks: list[str] = []
    held: dict[int, bool] = {}  # whether an element holds anything else

    def empty(node: LexborNode) -> bool:
        if node.mem_id not in held:
            text = any_mark.sub("", node.text()).strip()
            held[node.mem_id] = bool(text or node.css_first("img"))
        return not held[node.mem_id]

    for node in _body(html).traverse():
        if node.tag not in INLINE:
            holders: dict[str, LexborNode] = {}
            runs = "".join(_text_of(node, any_mark, holders)).split(_BLOCK)
            blocks += runs
            for run in runs:
                for mark, before, after in each_mark(run, any_mark):
                    outward = list(_outward(holders[mark]))
                    emptied = len(list(takewhile(empty, outward)))
                    bare = _APART.sub(" ", before), _APART.sub(" ", after)
                    whole = before.translate(_ENDS), after.translate(_ENDS)
                    found[mark] = Place("text", node.tag or "", *whole, bare, outward, emptied)
        for name, value in node.attributes.items():
            for mark, before, after in each_mark(value or "", any_mark):
                if found[mark].kind == "unseen":
                    outward = list(_outward(node))
                    found[mark] = Place("attribute", name, before, after, (before, after), outward)
    return found, any_mark.sub("\x1f", "\n\n".join(blocks).translate(_ENDS))


def _body(html: str) -> LexborNode:
    body = LexborHTMLParser(f"<body>{html}").body
    assert body  # with its tag there, a parser finds it whatever follows
    return body


def _text_of(
    node: LexborNode, any_mark: re.Pattern[str], holders: dict[str, LexborNode]
) -> Iterator[str]:
    """Yield a node's text in pieces, and note in which element each placeholder is."""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            text = child.text_content or ""
            holders |= dict.fromkeys(any_mark.findall(text), node)
            yield text
        elif child.tag == "br":
            yield "\n"
        elif child.tag == "img":
            yield "picture"  # something stands there, whatever it is
        elif child.tag == "a" and "footnote" in (child.attributes.get("class") or ""):
            continue  # a footnote's number and the arrow back are no part of the sentence
        elif child.tag in ("a", "code"):
            yield from (_OPENS, *_text_of(child, any_mark, holders), _CLOSES)
        elif child.tag in INLINE:
            yield from _text_of(child, any_mark, holders)
        elif child.tag != "-comment":
            yield _BLOCK


def each_mark(
    text: str, any_mark: re.Pattern[str], reach: int = _REACH
) -> Iterator[tuple[str, str, str]]:
    """Yield each placeholder in a text, and as much before and after it, without the others."""
    if not any_mark.search(text):
        return  # as nearly always
    words = any_mark.sub("", text)
    for n, match in enumerate(any_mark.finditer(text)):
        at = match.start() - n
        yield match[0], words[max(0, at - reach) : at], words[at : at + reach]


def _outward(node: LexborNode | None) -> Iterator[LexborNode]:
    while node:
        yield node
        node = node.parent
