"""What looks like Markdown to an editor, and would be published as text, or not as it is meant."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from website.citations import NAME, words_in
from website.findings import Finding, meant
from website.page import Block, Page
from website.schema import Document

# What to write instead, and the pattern that finds what is wrong: in the source, in the text.
_RULES: dict[str, dict[str, str]] = yaml.load(
    Path(__file__).with_name("markdown_rules.yml").read_bytes(), yaml.CSafeLoader
)
_IN_SOURCE = {re.compile(rf"(?m){pattern}"): said for said, pattern in _RULES["source"].items()}
# The words behind what is left help to find its place in the source.
_IN_TEXT = {
    re.compile(rf"(?m)(?:{pattern})[\w ,.]{{,20}}"): said
    for said, pattern in _RULES["text"].items()
}


def check_markdown(page: Page, blocks: Iterable[Block], evidence: Document) -> Iterable[Finding]:
    """Return what on a page is not rendered as it is meant, one finding a line."""
    found = [
        (match.start("at" if "at" in pattern.groupindex else 0), message)
        for pattern, message in _IN_SOURCE.items()
        for match in pattern.finditer(page.text)
    ]
    found += [left for block in blocks for left in _left(page, block, evidence)]
    findings = [page.finding(*one) for one in reversed(found)]
    return {finding.line: finding for finding in findings}.values()  # the first of a line


def _left(page: Page, block: Block, evidence: Document) -> Iterator[tuple[int, str]]:
    """Yield the offset of what is left of Markdown in a block's text.

    Only what stands in the page's own source, too: a sign that is escaped there is meant, and words
    that come from the data file or from another page are not this page's.
    """
    for pattern, message in _IN_TEXT.items():
        if left := pattern.search(block.text):
            sign = left[0].strip()
            at = page.text.find(sign, block.start)
            is_name = sign.startswith("[@")
            if at >= 0 and (evidence.data or not is_name):  # broken, it has no names
                yield at, (is_name and _unknown(page.text[at:], evidence)) or message


def _unknown(text: str, evidence: Document) -> str:
    """Say why the name that begins a text stands for nothing in the data file, if one does."""
    name = re.match(NAME, text)
    what, *ids = words_in(name[1]) if name else [""]
    kind, known = "study", evidence.data["studies"]
    if what == "badges":
        kind, known = "list of claims for page", evidence.data["badges"]
    elif what != "studies":
        ids = [what, *ids]
    unknown = [id_ for id_ in ids if id_ not in known]
    if name and not unknown and what in known:
        return f"several studies in one name: write '{', '.join(f'[@{id_}]' for id_ in ids)}'"
    if name and unknown and (what in ("badges", "studies") or len(ids) == 1):
        where = f"'{unknown[0]}' in {evidence.path}{meant(unknown[0], known)}"
        return f"there is no {kind} {where}: correct it, or add it there"
    return ""
