"""What a page takes from the data file and the menu, named as `[@…]`.

In a sentence it is `[@checked]`, `[@due]` or the id of a study, as `[@miyaji2018]`; in a paragraph
of its own, as `[@badges circulation]`, what the macro of that name in `parts.html` makes. An
unknown name is left as it is, and a rule reports it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from jinja2 import Environment, FileSystemLoader
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString
from markupsafe import Markup, escape
from mkdocs.structure.pages import Page

from website.marks import ROWS, marks

# The whole of a name; its first word says what it is. Commas between the words say nothing.
NAME = r"\[@([\w-]+(?:,?\s+[\w-]+)*)\]"

# A name in Hangul, or in kana and Chinese characters, with what is between its words.
_FOREIGN = re.compile(
    "(?P<ko>[\uac00-\ud7a3](?:[-\\d ]*[\uac00-\ud7a3])*)"
    "|(?P<ja>[\u3040-\u9fff](?:[-\\d ]*[\u3040-\u9fff])*)"
)

_HERE = FileSystemLoader(Path(__file__).parent)
_TEMPLATES = Environment(loader=_HERE, autoescape=True, trim_blocks=True, lstrip_blocks=True)

# What pages are rendered with in a preview while the data file is broken.
NOTHING: Mapping[str, Any] = {"checked": "1970-01-01", "due": "1970-01-01"} | {
    name: {} for name in ("strengths", "badges", "studies")
}


def names_in(text: str) -> list[list[str]]:
    """Return the words of each name in a text."""
    return [name.replace(",", " ").split() for name in re.findall(NAME, text)]


class InSentences(InlineProcessor):
    """Renders a name in a sentence."""

    def __init__(self, macros: Any) -> None:
        super().__init__(NAME)
        self._macros = macros

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int] | tuple[None, None, None]:
        """Return what a name stands for and its place, or nothing if it is not known."""
        for node in made(self._macros.in_sentence, m[1]):
            node.text = AtomicString(node.text)
            return node, m.start(0), m.end(0)
        return None, None, None


def parts(evidence: Mapping[str, Any], menu: Sequence[Page]) -> Any:
    """Return the macros of `parts.html`, for a data file that fits its schema and the pages."""
    _TEMPLATES.filters |= {"link": link, "marks": marks, "named": _in_its_script}
    data = {"evidence": evidence, "claims": claims_in(evidence), "menu": menu, "rows": ROWS}
    return _TEMPLATES.get_template("parts.html").make_module(data | {"date": date})


def made(macro: Callable[..., str], *values: object) -> list[Element]:
    """Return what a macro makes, without the blanks between its lines."""
    html = re.sub(r"\s*\n\s*", "", macro(*values))
    return list(fromstring(f"<div>{html}</div>"))


def fill(root: Element, macros: Any) -> None:
    """Replace each known name that is a paragraph of its own with what it stands for."""
    for parent in list(root.iter()):
        for place, node in reversed([*enumerate(parent)]):
            name = re.fullmatch(NAME, (node.text or "").strip())
            if name and node.tag == "p" and not len(node):
                what, *ids = names_in(name[0])[0]
                if macros.known.get(what, {}).keys() >= {*ids} if ids else what in macros.alone:
                    macro = getattr(macros, what.replace("-", "_"))
                    parent[place : place + 1] = made(macro, *ids)
    # A citation leads to the details on its own page, if they are there too.
    here = {node.get("id") for node in root.iter("h3")}
    for link in root.iter("a"):
        _, _, id_ = link.get("href", "").partition("#")
        if link.get("class") in ("cite", "mark") and id_ in here:
            link.set("href", f"#{id_}")


def claims_in(evidence: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the claims of a data file by their ids, each with the `page` that shows it."""
    pages = evidence["badges"].items()
    return {claim["id"]: claim | {"page": page} for page, claims in pages for claim in claims}


def link(study: Mapping[str, Any]) -> str:
    """Return a study's address: the DOI's, which outlives a site's own, if it has one."""
    return f"https://doi.org/{study['doi']}" if "doi" in study else str(study["url"])


def _in_its_script(text: str) -> Markup:
    """Return a text with names in Korean and Japanese marked as such, to be read aloud rightly."""
    marked = '<span lang="{0.lastgroup}">{0[0]}</span>'
    return Markup(_FOREIGN.sub(marked.format, escape(text)))


def citations_in(html: str, studies: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the studies that a page shows or cites, as schema.org's `citation` has them."""
    ids = set(re.findall(r'(?:<h3 id="|class="cite" href="[^"]*#)([^"]+)', html))
    return [
        {"@type": "CreativeWork", "name": study["title"], "url": link(study)}
        for id_, study in studies.items()
        if id_ in ids and "page" in study
    ]
