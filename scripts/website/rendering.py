"""What on a page does not come out as meant, by the rules of `rules.yml`."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from selectolax.lexbor import LexborHTMLParser

from website.citations import NAME, claims_in, names_in
from website.findings import Finding, meant
from website.page import COMMENT, Block, Page
from website.rules import KINDS, broken
from website.schema import Document

_ENGLISH = frozenset("the and of to is that it with are you your this not for".split())


def check_rendering(
    page: Page, html: str, blocks: Sequence[Block], evidence: Document, *, is_article: bool
) -> Iterable[Finding]:
    """Return what breaks a rule on a page that was rendered as HTML, one finding a line."""
    found = [
        (match.start("at" if "at" in match.groupdict() else 0), message)
        for match, message in broken("source", page.text, None)
    ]
    found += [(match.start(), message) for match, message in broken("whole", page.source, None)]
    elements = _elements(page, html, is_article=is_article and not found)
    # One that the source does not have as such follows from something else, mostly.
    found = [*(one for one in elements if one[0] or not found), *found]
    found += [left for block in blocks for left in _left(block, evidence)]
    findings = [page.finding(*one) for one in reversed(found)]
    return {finding.line: finding for finding in findings}.values()  # the first of a line


def check_blocks(page: Page, blocks: Sequence[Block], *, is_article: bool) -> Iterator[Finding]:
    """Yield what breaks a rule for blocks: whose words they are, their language, their length."""
    data = page.front_matter.data
    said = [word for block in blocks for word in re.findall(r"\w+", block.words.lower())]
    # Of English words, these are one in six or so; of those of its neighbours, one in thirty.
    if "lang" in data and sum(word in _ENGLISH for word in said) > max(2, len(said) / 12):
        message = f"lang: {data['lang']} is not English, the words are"
        yield page.front_matter.finding(message, "lang")
    before, heading = "", "h6"  # a part of another page may begin with any heading
    for block in blocks:
        node, words = block.node, block.words
        kinds = [name for name, selector in KINDS.items() if node.css_matches(selector)]
        whose = "article " * (is_article and "site" not in kinds)
        kind = f"{whose}{node.tag} {' '.join(kinds)}"
        step = (node.parent if node.tag == "p" else node) if "step" in kinds else None
        whole = " ".join(step.text().split()) if step else ""
        rules = ["block"]
        letters = [unicodedata.name(letter, "") for letter in words if letter.isalpha()]
        if 2 * sum("LATIN" in letter for letter in letters) < len(letters):
            if "lang" not in {*data, *node.attributes} and not node.css("[lang]"):
                remedy = "take it out, or add 'lang: …' to the front matter"
                yield page.finding(block.start, f"another script: {remedy}")
        elif data and "lang" not in data:  # broken, it does not say
            rules += ["english", "length"]
        told = "\n".join((kind, before, heading, whole, words))
        for match, message in (one for rule in rules for one in broken(rule, told)):
            yield page.finding(block.start, match.expand(message))
        heading = f"{node.tag} {words}" if "heading" in kinds else heading
        before = before if node.tag == "h1" else kind


def _elements(page: Page, html: str, *, is_article: bool) -> Iterator[tuple[int, str]]:
    """Yield what the elements of a rendered page break, at the offset where its source has them."""
    tree, seen = LexborHTMLParser(f"<body>{html}"), Counter[str]()
    elements = [(re.escape(comment), comment) for comment in dict.fromkeys(COMMENT.findall(html))]
    for node in tree.css("*:not(head, svg *)"):
        name, given, mark = node.tag, node.attributes, rf"<{node.tag}\b"
        words = node.text().strip() or "".join(" " for _ in node.css("img, svg"))
        told = "".join(f' {key}="{escape(value or "")}"' for key, value in given.items())
        told = f"<{name}{told}>{escape(words) if name == 'a' else ''}"
        if name in ("img", "svg"):
            mark = re.escape(f"![{given.get('alt') or given.get('aria-label') or ''}")
        elif name == "a":
            address = given.get("href") or ""
            written = (words.strip(), address, f"[@{address.partition('#')[2]}]")
            shown, address, cited = map(re.escape, written)
            mark = rf"\[\s*{shown}\s*\]|{cited}|{address or cited}"
        is_said = is_article and not node.css_matches(KINDS["site"])
        elements.append((mark, "article " * is_said + told))
    for mark, told in elements:
        for _, message in broken("element", told)[:1]:
            places = [match.start() for match in re.finditer(mark, page.source, re.IGNORECASE)]
            yield next(iter(places[seen[mark] :]), 0), message
            seen[mark] += 1


def _left(block: Block, evidence: Document) -> Iterator[tuple[int, str]]:
    """Yield the offset of what is left of Markdown in a block's text, and what to do.

    Only what is in the page's own source, too: a sign that is escaped there is meant, and words
    that come from the data file or from another page are not this page's.
    """
    source = block.page.text
    for match, message in broken("text", block.text):
        # The words after what is left help to find its place in the source.
        [words] = re.findall(r"\A[\w ,.]{,20}", block.text[match.end() :])
        at = source.find(f"{match[0]}{words}".strip(), block.start)
        is_name = match[0] == "[@"
        if at >= 0 and (evidence.data or not is_name):  # broken, it has no names
            yield at, (is_name and _unknown(source[at:], evidence)) or match.expand(message)


def _unknown(text: str, evidence: Document) -> str:
    """Say why the name that begins a text, if one does, can't be shown."""
    if not (name := re.match(NAME, text)):
        return ""
    what, *ids = names_in(name[0])[0]
    studies = evidence.data["studies"]
    lists = {
        "badges": ("list of claims for page", evidence.data["badges"]),
        "chosen": ("claim", claims_in(evidence.data)),
        "studies": ("study", studies),
    }
    kind, known = lists.get(what, ("study", studies))
    ids = ids if what in lists else [what, *ids]
    unknown = [id_ for id_ in ids if id_ not in known]
    if left_out := [id_ for id_ in ids if id_ in studies and "page" not in studies[id_]]:
        return f"'{left_out[0]}' is not used: take it out"
    if unknown and (what in lists or len(ids) == 1):
        where = f"'{unknown[0]}' in {evidence.path}{meant(unknown[0], known)}"
        return f"there is no {kind} {where}: correct it, or add it there"
    if not unknown and what not in lists:
        return f"several studies in one name: write '{', '.join(f'[@{id_}]' for id_ in ids)}'"
    return ""
