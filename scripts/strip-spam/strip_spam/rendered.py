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
from typing import Any, NamedTuple
from unicodedata import category

import yaml
from markdown import Extension, Markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from strip_spam.data import pattern, table
from strip_spam.files import UsageError
from strip_spam.limit import LONGEST, TooHard

INLINE = table("elements")["inline"]
_MATERIAL = table("material")
_SEEN = ("title", "description", "lang")  # of what front matter says

# Rare ideographs: letters, as a token's are, so that Markdown's own patterns (the language of a
# fence, the type of an admonition) read a page with placeholders as they read the page itself.
_RARE = range(0x20000, 0x40000)
_REACH = 400  # of the text around a placeholder, in code points: a sentence is seldom longer
_BLOCK = "\x1e"  # parts the texts of blocks
_IN_LINE = INLINE | {"-text", "-comment"}
_SHOWN_AS = {"br": "\n", "img": "picture"}  # something stands there, whatever it is


def placeholders(source: str, count: int) -> list[str]:
    """Return letters that a page does not use, one after the other."""
    first = max((ord(char) for char in set(source) if ord(char) in _RARE), default=_RARE.start) + 1
    return [chr(first + n) for n in range(count)]


def any_of(marks: Collection[str]) -> re.Pattern[str]:
    """Return what finds these placeholders, and those between them."""
    # As a range: Python searches a set of characters beyond U+FFFF one by one.
    return re.compile(f"([{min(marks)}-{max(marks)}])" if marks else "((?!))")


class Place(NamedTuple):
    """Where a placeholder comes out."""

    kind: str  # `text`, `attribute` or `unseen`
    name: str = ""  # of the block whose text it is (its tag), or of the attribute
    before: str = ""  # of that text or value, without placeholders
    after: str = ""
    bare: Sequence[str] = ("", "")  # the same, without links and code
    node: LexborNode | None = None  # the element that it is in

    @property
    def around(self) -> Sequence[LexborNode]:
        """The elements that it is in, from the inside out."""
        nodes, node = [], self.node
        while node:
            nodes.append(node)
            node = node.parent
        return nodes


class Renderer:
    """Renders Markdown as a site does; if nothing is said of one, as Material does."""

    def __init__(
        self,
        extensions: Sequence[str | Extension] = _MATERIAL["extensions"],
        settings: Mapping[str, Mapping[str, Any]] = _MATERIAL["settings"],
        language: str = "en",
    ) -> None:
        """Keep what pages are read with. `language`, a code, is assumed where none shows."""
        self.language = language.lower().split("-")[0]
        self._extensions, self._settings = extensions, settings

    @cached_property
    def _markdown(self) -> Markdown:
        settings = {**self._settings}
        for name, always in _MATERIAL["always"].items():
            settings[name] = {**settings.get(name, {}), **always}
        # Superfences would load the last, but coloured.
        extensions = [*self._extensions, "pymdownx.highlight"]
        try:
            return Markdown(extensions=extensions, extension_configs=settings)
        except Exception as error:  # whatever an extension raises
            raise UsageError(f"the Markdown extensions can't be used: {error!r}") from error

    def html(self, page: str) -> str:
        """Render a page. What front matter says is in the attributes of an element around it.

        Raises:
            TooHard: it is too long, or the parser gives up.
            UsageError: an extension is missing, or its settings are wrong.
        """
        # What a definition says is repeated wherever it is named, which may be all over the page.
        longest = max(map(len, pattern("definition").findall(page)), default=0)
        if len(page) > LONGEST or len(page) * longest > 1_500 * LONGEST:
            raise TooHard(f"it has more than {LONGEST:,} characters, or too long a definition")
        markdown = self._markdown
        tag, text = _front_matter(page)
        try:
            return tag + markdown.reset().convert(text)
        except BaseException as error:
            del self._markdown  # it would go on, on the next page, with what was interrupted
            if isinstance(error, Exception):  # whatever an extension meets in a stranger's page
                raise TooHard(f"the Markdown parser gave up ({type(error).__name__})") from error
            raise


MATERIAL = Renderer()  # for pages without a site of their own


def _front_matter(page: str) -> tuple[str, str]:
    """Return a tag with what front matter says, empty if there is none; and the text after."""
    block, values = pattern("front_matter").match(page), None
    with suppress(yaml.YAMLError, RecursionError):
        # As texts: what MkDocs makes a number or a date is read as well. Nothing is merged, and no
        # alias is followed: a short page could mean a very long one.
        values = yaml.load((block and block["yaml"]) or "", Loader=yaml.BaseLoader)
    if not block or isinstance(values, str):  # other text between two rules is text
        return "", page
    said = values if isinstance(values, dict) else {}
    seen = {key: said[key] for key in _SEEN if isinstance(said.get(key), str)}
    seen["data"] = block[0]
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in seen.items())
    return f"<front-matter{attributes}>\n", page[block.end() :]


def heading_ids(html: str) -> list[set[str]]:
    """Return the ids of each heading: the site's, and the one that GitHub gives it.

    GitHub's: in lower case, without what is no letter, digit, mark, hyphen or underscore, with a
    hyphen for each blank, and a number after what was there before.
    """
    found, times = [], Counter[str]()
    for node in LexborHTMLParser(html).css("h1, h2, h3, h4, h5, h6"):
        text = node.text().strip().lower()
        kept = (char for char in text if char in "-_ " or category(char)[0] in "LMN")
        slug = "".join(kept).replace(" ", "-")
        github = f"{slug}-{times[slug]}" if times[slug] else slug
        found.append({node.attributes.get("id") or github, github})
        times[slug] += 1
    return found


def same_page(html: str, healed: str, gone: Collection[str]) -> bool:
    """Tell whether a healed page is the page it was, but for these placeholders and for blanks."""
    html = html.translate(dict.fromkeys(map(ord, gone), "\x1f"))
    holders = "|".join(table("elements")["emptied"])
    emptied, found = re.compile(rf"<({holders})(?: [^<>]*)?>(?:\s*\x1f)++\s*+</\1>"), 1
    while found:
        html, found = emptied.subn("\x1f", html)
    pages = html.replace("\x1f", ""), healed
    shown = (unescape(pattern("local").sub("", page)) for page in pages)
    old, new = (re.findall(r"\w+|[^\w\s]", text) for text in shown)
    return old == new


def places(html: str, marks: Collection[str]) -> tuple[dict[str, Place], str]:
    """Return where each of these placeholders comes out, and what a reader sees of the page.

    That is the text of its blocks, parted by blank lines, with U+001F for the placeholders.
    """
    any_mark = any_of(marks)
    found = dict.fromkeys(marks, Place("unseen"))
    whole, bare = [""], [""]  # the text in pieces, with and without that of links and code
    last = 0
    held: dict[int, tuple[LexborNode, bool]] = {}  # by its block, and whether by a link or code
    body = LexborHTMLParser(f"<body>{pattern('unspoken').sub('', html)}").body
    assert body  # with its tag there, a parser finds it whatever follows
    for node in body.traverse(include_text=True):
        for name, value in node.attributes.items():
            for mark, before, after in each_mark(value or "", any_mark):
                if found[mark].kind == "unseen":
                    found[mark] = Place("attribute", name, before, after, (before, after), node)
        up = node.parent
        block, linked = held[up.mem_id] if up and node.tag in _IN_LINE else (node, False)
        held[node.mem_id] = block, linked or node.tag in ("a", "code")
        if block.mem_id != last:
            last = block.mem_id
            whole.append(_BLOCK)
            bare.append(_BLOCK)
        shown = node.text_content if node.tag == "-text" else _SHOWN_AS.get(str(node.tag))
        if shown:
            here = any_mark.findall(shown)
            for mark in here:
                found[mark] = Place("text", str(block.tag), node=node.parent)
            whole.append(shown)
            bare.append(f" {''.join(here)} " if linked else shown)
    text = "".join(whole)
    bares = each_mark("".join(bare), any_mark)
    for (mark, before, after), (_, *apart) in zip(each_mark(text, any_mark), bares, strict=True):
        found[mark] = found[mark]._replace(before=before, after=after, bare=apart)
    return found, any_mark.sub("\x1f", text.replace(_BLOCK, "\n\n"))


def each_mark(
    text: str, any_mark: re.Pattern[str], reach: int = _REACH
) -> Iterator[tuple[str, str, str]]:
    """Yield each placeholder in a text, and what is beside it in its block, without the others."""
    words = any_mark.sub("", text)
    for n, match in enumerate(any_mark.finditer(text)):
        at = match.start() - n
        before, after = words[max(0, at - reach) : at], words[at : at + reach]
        yield match[0], before.split(_BLOCK)[-1], after.split(_BLOCK)[0]
