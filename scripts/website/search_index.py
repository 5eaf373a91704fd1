"""What the search looks through: each page's headings, the text below them, and its claims."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace

from mkdocs.structure.pages import Page
from selectolax.lexbor import LexborHTMLParser, LexborNode

from strip_spam.rendered import INLINE
from website.findings import Finding
from website.rules import BLOCKS
from website.schema import Document

_SILENT = set("-comment button noscript script style svg template".split())
_KINDS = BLOCKS | {"key": "elsewhere"}  # by an element's class


@dataclass
class Entry:
    """A place that the search may find: a heading with the text below it, or a claim."""

    url: str  # its address below the site's, with a fragment unless it is the top of a page
    page: str  # the page's name in the menu
    title: str  # the heading, or the claim
    # Or "warning", "safety", "research", "study", "list": the search ranks by it.
    kind: str = "page"
    text: str = ""  # the text below the heading, a line for each block
    answer: str = ""  # for a claim, in a few words
    strength: str = ""  # for a claim, that of its evidence (shape and words) as HTML


def entries(page: Page) -> list[Entry]:
    """Return what the search may find on a page that was rendered."""
    url, name, about = page.url, str(page.title), page.meta.get("description")
    top = Entry(url, name, name, text=f"{about}\n" if about else "")
    found, body = [top], LexborHTMLParser(f"<body>{page.content}").css("body")[0]
    _read(body, "page", found)
    for entry in found:
        entry.text = re.sub(r" *\n\s*", "\n", entry.text).strip()
        if page.meta.get("role") == "safety" and entry.kind in ("page", "research"):
            entry.kind = "safety"
    claims = [_claim(item, top) for item in body.css(".badges > li:has(> .self)")]
    return [top, *(entry for entry in found[1:] if entry.text), *claims]


def _claim(item: LexborNode, top: Entry) -> Entry:
    parts = (".self", ".short", ".strength")
    claim, answer, strength = (item.css(f"li > {part}")[0] for part in parts)
    shown = f'<span class="strength">{strength.inner_html}</span>'
    url = f"{top.url}#{item.id}"
    return Entry(url, top.page, _line(claim), "research", "", _line(answer), shown)


def _read(node: LexborNode, kind: str, found: list[Entry]) -> None:
    """Read a node; text belongs to the last heading before it."""
    for child in node.iter(include_text=True):
        classes = (child.attributes.get("class") or "").split()
        if child.tag in _SILENT or "badges" in classes:
            continue
        if child.tag == "-text":
            found[-1].text += re.sub(r"\s+", " ", child.text_content or "")
        elif child.tag == "h1":
            found[0].title = _line(child)
        elif child.tag in ("h2", "h3"):
            url = found[0].url + (f"#{child.id}" if child.id else "")
            found.append(Entry(url, found[0].page, _line(child), kind))
        elif child.tag == "li" and child.id and kind == "warning":
            found.append(replace(found[-1], url=f"{found[0].url}#{child.id}", text=""))
            _read(child, kind, found)
        elif child.tag in INLINE:
            _read(child, kind, found)
        elif "elsewhere" not in (kinds := [_KINDS.get(name) for name in classes]):
            own = next(filter(None, kinds), kind)
            # A term and what is said of it are one line.
            before = found[-1].text
            found[-1].text = before.rstrip() + ": " if child.tag == "dd" else before + "\n"
            _read(child, own, found)
            found[-1].text += "\n"
            if "study" in classes:
                found[-1].kind = "study"
            # If each item of a list begins with a link, what it names is on another page.
            elif (kind, child.tag) in (("page", "ol"), ("page", "ul")) and all(
                next(item.iter(), item).tag == "a" for item in child.iter()
            ):
                found[-1].kind = "list"


def _line(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


def order(page: Page) -> int:
    """Return a sort key: text that several pages share is listed under the page that sorts first.

    The page on safety sorts first; those that gather what others say sort last.
    """
    role = page.meta.get("role")
    return 0 if role == "safety" else 2 if role == "evidence" or not page.url else 1


def index(found: Iterable[Entry], words: Mapping[str, object]) -> str:
    """Return search.json: the entries, each once, and the words of docs/search_words.yml."""
    once: dict[tuple[str, ...], Entry] = {}
    for entry in found:
        once.setdefault((entry.title, entry.text, entry.strength), entry)
    rows = [{k: v for k, v in asdict(entry).items() if v} for entry in once.values()]
    return json.dumps({**words, "entries": rows}, ensure_ascii=False, separators=(",", ":"))


def dead_ends(found: Iterable[Entry], words: Document) -> Iterator[Finding]:
    """Yield the everyday words that lead to what is on no page."""
    text = "\n".join(f"{entry.title}\n{entry.text}" for entry in found).lower()
    for word, targets in words.data.get("words", {}).items():
        for target in targets.split(","):
            if not all(part in text for part in target.lower().split()):
                message = f"'{word}' leads to '{target.strip()}', which is on no page"
                yield words.finding(message, "words", word)
