"""The rules of `rules.yml`: what to write instead, and the pattern that finds the mistake."""

import re
from collections.abc import Mapping
from html import escape
from itertools import islice
from pathlib import Path

import yaml

_FILE = yaml.load(Path(__file__).with_suffix(".yml").read_bytes(), yaml.CSafeLoader)

# The site's own blocks by name, each with what the search takes its words for, if anything special.
BLOCKS: dict[str, str | None] = _FILE.pop("blocks")
_RULES = {
    kind: {
        message.replace("BLOCKS", ", ".join(BLOCKS)): re.compile(
            pattern.replace("BLOCKS", "|".join(BLOCKS)), re.MULTILINE | re.IGNORECASE
        )
        for message, pattern in rules.items()
    }
    for kind, rules in _FILE.items()
}


def broken(kind: str, text: str, most: int | None = 1) -> list[tuple[re.Match[str], str]]:
    """Return where a text breaks a rule for its kind, at `most` times each, with the message."""
    return [
        (match, message)
        for message, pattern in _RULES[kind].items()
        for match in islice(pattern.finditer(text), most)
    ]


def start_tag(element: str, attributes: Mapping[str, str | None]) -> str:
    """Return an element's start tag, as rules know it."""
    told = (f' {name}="{escape(value or "")}"' for name, value in attributes.items())
    return f"<{element}{''.join(told)}>"
<<<<<<< HEAD
=======


def check_markdown(
    page: Page, html: str, blocks: Iterable[Block], evidence: Document, *, is_article: bool
) -> Iterable[Finding]:
    """Return what on a page is not rendered as it is meant, one finding a line."""
    found = [
        (match.start("at" if "at" in match.groupdict() else 0), message)
        for match, message in broken("source", page.text, None)
    ]
    found += [(match.start(), message) for match, message in broken("whole", page.source, None)]
    elements = list(_elements(page, html, is_article=is_article and not found))
    # One that the source does not have as such follows from something else, mostly.
    found = [*(one for one in elements if one[0] or not found), *found]
    found += [left for block in blocks for left in _left(block, evidence)]
    findings = [page.finding(*one) for one in reversed(found)]
    return {finding.line: finding for finding in findings}.values()  # the first of a line


def _elements(page: Page, html: str, *, is_article: bool) -> Iterator[tuple[int, str]]:
    """Yield what the elements of a rendered page break, at the offset where its source has them."""
    tree, seen = LexborHTMLParser(f"<body>{html}"), Counter[str]()
    elements = [(re.escape(comment), comment) for comment in dict.fromkeys(COMMENT.findall(html))]
    for node in tree.css("*:not(head, svg *)"):
        name, given = node.tag or "", node.attributes
        label = given.get("alt") or given.get("aria-label") or ""
        words = node.text().strip() or "".join(" " for _ in node.css("img, svg"))
        told = start_tag(name, given) + (escape(words) if name == "a" else "")
        is_said = is_article and not node.css_matches(".site, .site *")
        mark = rf"<{name}\b"
        if name in ("img", "svg"):
            mark = re.escape(f"![{label}")
        elif name == "a":
            address = given.get("href") or "]("
            marks = (
                rf"\[{re.escape(words)}\]",
                re.escape(address),
                rf"\[@{address.partition('#')[2]}\]",
            )
            mark = "|".join(marks) if words else r"\[\W*?\]\("
        elements.append((mark, "article " * is_said + told))
    for mark, told in elements:
        for _, message in broken("element", told):
            places = [match.start() for match in re.finditer(mark, page.source, re.IGNORECASE)]
            yield [*places, 0][min(seen[mark], len(places))], message
            seen[mark] += 1
            break


def _left(block: Block, evidence: Document) -> Iterator[tuple[int, str]]:
    """Yield the offset of what is left of Markdown in a block's text.

    Only what stands in the page's own source, too: a sign that is escaped there is meant, and words
    that come from the data file or from another page are not this page's.
    """
    source = block.page.text
    for match, message in broken("text", block.text):
        # The words that follow help to find it in the source.
        [words] = re.findall(r"\A[\w ,.]{,20}", block.text[match.end() :])
        at = source.find(f"{match[0]}{words}".strip(), block.start)
        is_name = match[0] == "[@"
        if at >= 0 and (evidence.data or not is_name):  # broken, it has no names
            yield at, (is_name and _unknown(source[at:], evidence)) or message


def _unknown(text: str, evidence: Document) -> str:
    """Say why the name that begins a text stands for nothing in the data file, if one does."""
    if not (name := re.match(NAME, text)):
        return ""
    what, *ids = names_in(name[0])[0]
    kind, known = "study", evidence.data["studies"]
    if what == "badges":
        kind, known = "list of claims for page", evidence.data["badges"]
    elif what == "chosen":
        kind, known = "claim", claims_in(evidence.data)
    elif what != "studies":
        ids = [what, *ids]
    unknown = [id_ for id_ in ids if id_ not in known]
    if not unknown and what in known:
        return f"several studies in one name: write '{', '.join(f'[@{id_}]' for id_ in ids)}'"
    if unknown and (what in ("badges", "chosen", "studies") or len(ids) == 1):
        where = f"'{unknown[0]}' in {evidence.path}{meant(unknown[0], known)}"
        return f"there is no {kind} {where}: correct it, or add it there"
    return ""
>>>>>>> 85544bd (Words that a stranger stumbled over; the glossary has page and strength)
