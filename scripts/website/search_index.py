"""What the search looks through: each page's headings, the text below them, and its claims."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode

from strip_spam.files import read_text
from website.findings import Finding
from website.page import line_at

# The page on safety: all it says is a warning, and what other pages repeat of it is found there.
SAFETY = "safety/"

_HEADINGS = {"h1", "h2", "h3"}
_INLINE = set("a abbr b cite code em i q small span strong sub sup time".split())
_SILENT = set("-comment button noscript script style svg template".split())
_KINDS = {"check": "safety", "known": "research", "not": "research"}  # by the class of a block


@dataclass
class Entry:
    """A place that the search may find: a heading with the text below it, or a claim.

    Attributes:
        url: its address below the site's, with a fragment unless it is a page's top.
        page: the page's name in the menu.
        title: the heading, or the claim.
        text: the text below the heading, a line for each block.
        kind: "safety", "research", "page", "study" or "list"; search.js ranks them in this order.
        strength: for a claim, the markup of its badge (shape and word); else "".
    """

    url: str
    page: str
    title: str
    kind: str
    text: str = ""
    strength: str = ""


def entries(url: str, name: str, html: str) -> list[Entry]:
    """Return what the search may find on a page; nothing if it has no article.

    Args:
        url: the page's address below the site's, such as "safety/"; "" for the home page.
        name: the page's name in the menu.
        html: the whole page.
    """
    page = LexborHTMLParser(html)
    article = page.css_first("main article")
    if article is None:
        return []
    about = page.css_first("meta[name=description]")
    top = Entry(url, name, name, "safety" if url == SAFETY else "page")
    top.text = about.attributes.get("content") or "" if about else ""
    found = [top]
    _read(article, top.kind, found)
    for entry in found:
        lines = (" ".join(line.split()) for line in entry.text.split("\n"))
        entry.text = "\n".join(line for line in lines if line)
    return [entry for entry in found if entry.text or entry.strength or entry is top]


def _read(node: LexborNode, kind: str, found: list[Entry]) -> None:
    """Add what stands in a node to the entries; each text belongs to the heading before it."""
    top = found[0]
    for child in node.iter(include_text=True):
        here = next(entry for entry in reversed(found) if not entry.strength)
        classes = (child.attributes.get("class") or "").split()
        if child.tag == "-text":
            here.text += child.text_content or ""
        elif child.tag == "h1":
            top.title = _line(child)
        elif child.tag in _HEADINGS:
            fragment = f"#{child.id}" if child.id else ""
            found.append(Entry(top.url + fragment, top.page, _line(child), kind))
        elif "badges" in classes:
            found += [_claim(item, here) for item in child.css("li")]
        elif child.tag in _SILENT or "printed" in classes:
            continue
        elif child.tag in _INLINE:
            _read(child, kind, found)
        else:
            # A term and what is said of it are one line, as they are shown.
            here.text = here.text.rstrip() + ": " if child.tag == "dd" else here.text + "\n"
            own = next((_KINDS[name] for name in classes if name in _KINDS), kind)
            _read(child, own if top.kind == "page" else kind, found)
            here = next(entry for entry in reversed(found) if not entry.strength)
            here.text += "\n"
            if "study" in classes:
                here.kind = "study"
            elif child.tag in ("ol", "ul") and _leads_on(child):
                here.kind = "list"


def _claim(item: LexborNode, here: Entry) -> Entry:
    """Return the claim that an item of a list of badges makes, with its badge without the link."""
    badge = item.css_first(".strength")
    shape, word, name = badge.css_first("svg"), _line(badge), badge.attributes["class"]
    claim = _line(item).removeprefix(word).strip()
    markup = f'<span class="{name}">{shape.html if shape else ""}{word}</span>'
    return Entry(here.url, here.page, claim, "research", strength=markup)


def _leads_on(items: LexborNode) -> bool:
    """Tell whether every item of a list begins with a link: it lists what stands elsewhere."""
    firsts = [next(item.iter(), None) for item in items.iter() if item.tag == "li"]
    return bool(firsts) and all(first is not None and first.tag == "a" for first in firsts)


def _line(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


@dataclass(frozen=True)
class Words:
    """The everyday words that lead to the site's own (docs/search_words.yml).

    Attributes:
        ignore: the words that don't count.
        words: by a word or phrase, what to look for too: words or phrases parted by commas.
    """

    ignore: str
    words: dict[str, str]


def read_words(text: str) -> Words:
    """Return the words in a YAML text.

    Raises:
        ValueError: it is something else; the message says what to write, and where if known.
    """
    try:
        data = yaml.load(text, yaml.BaseLoader)  # every value is text: "no" is a word here
        words = Words(**data)
        for value in (words.ignore, *words.words.values()):
            value.split()
    except (yaml.MarkedYAMLError, TypeError, AttributeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        raise ValueError(f"{where}write 'ignore:' and 'words:', as the head of the file shows")
    return words


def write_index(found: Sequence[Entry], words_path: str, folder: str) -> list[Finding]:
    """Write what the search looks through into a built site; return what is wrong with the words.

    Args:
        found: what it may find.
        words_path: the file of everyday words; a site may have none.
        folder: the built site.
    """
    text = read_text(words_path) if os.path.exists(words_path) else "ignore: ''\nwords: {}"
    path, words = os.path.relpath(words_path), Words("", {})
    try:
        words = read_words(text)
        findings = [
            Finding(path, line_at(text, text.find(word)), f"'{word}' stands nowhere on the site")
            for word in dead_ends(found, words)
        ]
    except ValueError as error:
        findings = [Finding(path, 1, str(error))]
    with open(os.path.join(folder, "search.json"), "w", encoding="utf-8") as file:
        file.write(index(found, words))
    return findings


def dead_ends(found: Iterable[Entry], words: Words) -> list[str]:
    """Return the words and phrases that everyday words lead to, but that stand nowhere."""
    text = "\n".join(f"{entry.title}\n{entry.text}" for entry in found).lower()
    targets = (target.strip() for value in words.words.values() for target in value.split(","))
    return [target for target in targets if not all(w in text for w in target.lower().split())]


def index(found: Iterable[Entry], words: Words) -> str:
    """Return search.json. What several pages say alike is in it once, on the page on safety if
    it stands there, and rather on another page than the home page.
    """
    order = sorted(
        found, key=lambda entry: (not entry.url.startswith(SAFETY), not entry.url[:1].isalnum())
    )
    once = {(entry.title, entry.text, entry.strength): entry for entry in reversed(order)}
    rows = [{k: v for k, v in asdict(entry).items() if v or k == "url"} for entry in reversed(once.values())]
    data = {"ignore": words.ignore, "words": words.words, "entries": rows}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
