"""What on a page does not come out as it is meant, by the rules of `rules.yml`."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from selectolax.lexbor import LexborHTMLParser

from website.citations import NAME, claims_in, names_in
from website.findings import Finding, meant
from website.page import COMMENT, Block, Page
from website.rules import broken, start_tag
from website.schema import Document

_Fault = tuple[int, str]  # an offset into a page's text, and a message


def check_rendering(
    page: Page, html: str, blocks: Sequence[Block], evidence: Document, *, is_article: bool
) -> Iterable[Finding]:
    """Return what breaks a rule on a page that was rendered as HTML, one finding a line."""
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


def check_length(blocks: Iterable[Block]) -> Iterator[Finding]:
    """Yield sentences and paragraphs that run on."""
    for block in blocks:
        if block.node.tag in ("p", "li", "dd"):
            # Bold words at the beginning of one are a heading of its own.
            kind = "headed" if block.node.css_matches(":has(> strong:first-child)") else "plain"
            for match, message in broken("length", f"{kind}: {block.words}"):
                words = match.string[match.start("at") :].split()[:4]
                yield block.finding(message.replace("WORDS", " ".join(words)))


def _elements(page: Page, html: str, *, is_article: bool) -> Iterator[_Fault]:
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
            address = given.get("href") or ""
            marks = (
                rf"\[{re.escape(words)}\]",
                re.escape(address),
                rf"\[@{address.partition('#')[2]}\]",
            )
            mark = "|".join(marks) if words and address else r"\[\W*?\]\(|\]\(\s*\)"
        elements.append((mark, "article " * is_said + told))
    for mark, told in elements:
        for _, message in broken("element", told):
            places = [match.start() for match in re.finditer(mark, page.source, re.IGNORECASE)]
            yield [*places, 0][min(seen[mark], len(places))], message
            seen[mark] += 1
            break


def _left(block: Block, evidence: Document) -> Iterator[_Fault]:
    """Yield the offset of what is left of Markdown in a block's text.

    Only what stands in the page's own source, too: a sign that is escaped there is meant, and words
    that come from the data file or from another page are not this page's.
    """
    source = block.page.text
    for match, message in broken("text", block.text):
        # The words after what is left help to find its place in the source.
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
    studies, badges = evidence.data["studies"], evidence.data["badges"]
    lists = {
        "studies": ("study", studies),
        "badges": ("list of claims for page", badges),
        "chosen": ("claim", claims_in(evidence.data)),
    }
    kind, known = lists.get(what, ("study", studies))
    if what not in lists:
        ids = [what, *ids]
    unknown = [id_ for id_ in ids if id_ not in known]
    if not unknown and what in known:
        return f"several studies in one name: write '{', '.join(f'[@{id_}]' for id_ in ids)}'"
    if unknown and (what in lists or len(ids) == 1):
        where = f"'{unknown[0]}' in {evidence.path}{meant(unknown[0], known)}"
        return f"there is no {kind} {where}: correct it, or add it there"
    return ""
