"""What an editor can get wrong that MkDocs does not see, named with its line and the remedy."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import partial
from typing import Any

from website.citations import NAME, names_in
from website.findings import Finding
from website.page import Block, Page, blank, blocks
from website.records import NUMBER, RECORD, check_records
from website.rendering import check_blocks, check_rendering
from website.rules import KINDS
from website.schema import Steps
from website.sources import ARTICLE, Sources

_SENTENCE = re.compile(r"\S.*?(?:[.?!](?=\s|$)|$)")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s)\]>\"']*[^\s)\]>\"'.,;:]")


def check(
    sources: Sources, rendered: Mapping[str, str], today: str = "", *, is_whole: bool = True
) -> list[Finding]:
    """Return all that is wrong with a site's sources, by file and line.

    `rendered` has the HTML of each page, by its path below the pages' folder, in reading order.
    On a day `today` (ISO 8601), evidence that is due to be checked again is named. If the site is
    not whole, since a page is missing or unread, nothing is said that may follow from that.
    """
    evidence, pages = sources.evidence, sources.pages
    found = [*evidence.findings, *sources.words.findings, *_names_twice(pages)]
    lines = sources.article.splitlines()
    words, article = list[Finding](), list[Block]()
    between = list[Page]()  # those of the site's own since the last of the article's
    for path, html in rendered.items():
        page = pages[path]
        found += page.never or page.front_matter.findings
        if page.never:
            continue
        own = list(blocks(page, html))
        said = [block for block in own if not block.node.css_matches(KINDS["site"])]
        # A page of the article has one of its lines as title, or says so.
        is_article = any(block.node.tag == "h1" and block.words in lines for block in said)
        if not is_article and not any(block.node.css_matches(".said") for block in own):
            said = []
            between.append(page)
        else:
            remedy = "move its line in 'nav' in mkdocs.yml below theirs"
            message = f"pages of the original text follow: {remedy}"
            found += [one.finding(0, message) for one in between]
            between.clear()
        ours = [block for block in own if block not in said]
        found += check_rendering(page, html, own, evidence, is_article=bool(said))
        words += check_blocks(page, own, is_article=bool(said))
        if studies := evidence.data.get("studies"):
            words += [*_citations(page, studies), *_numbers(page, ours, studies)]
        article += said
    # A line with a finding gets none about its words, nor on whether they are the article's.
    for less in (words, [*_article(article, sources.article)] if is_whole else []):
        named = {finding[:2] for finding in found}
        found += [finding for finding in less if finding[:2] not in named]
    if evidence.data and is_whole:
        shown = {path.removesuffix(".md"): names_in(pages[path].text) for path in rendered}
        found += check_records(evidence, shown, today)
    return sorted(set(found))


def _names_twice(pages: Mapping[str, Page]) -> Iterator[Finding]:
    taken = {name.removesuffix(".md"): page.path for name, page in pages.items()}
    for page in pages.values():
        data = page.front_matter.data
        names: list[tuple[Steps, str]] = [(("title",), data["title"])] if data else []
        names += [(("formerly", at), name) for at, name in enumerate(data.get("formerly", ()))]
        for steps, name in names:
            if name in taken:
                message = f"'{name}' is the name of {taken[name]}: write another, or take it out"
                yield page.front_matter.finding(message, *steps)
            taken[name] = page.path


def _article(blocks: Sequence[Block], article: str) -> Iterator[Finding]:
    """Yield which sentences of the article were changed, moved or lost, and which were added."""
    if blocks and not article:
        remedy = "bring it back, or take out the lines '!!! site said'"
        yield Finding(ARTICLE, 1, f"no word of the article is here: {remedy}")
        return
    wanted = [sentence for line in article.splitlines() for sentence in _SENTENCE.findall(line)]
    said = [(sentence, block) for block in blocks for sentence in _SENTENCE.findall(block.words)]
    there = [sentence for sentence, _ in said]
    last: Callable[[str], Finding] = partial(Finding, ARTICLE, 1)
    moved = list[Block]()
    for kind, a, b, c, d in SequenceMatcher(None, wanted, there, autojunk=False).get_opcodes():
        lost = [sentence for sentence in wanted[a:b] if sentence not in there]
        for sentence, block in said[c:d]:
            last = partial(block.page.finding, block.start)
            if kind == "equal":
                continue
            if sentence not in wanted and lost:
                yield last(f"the article's words stay as they arrived: write '{lost.pop(0)}'")
            elif sentence not in wanted:
                remedy = "indent them below a line '!!! site NAME \"Title\"'"
                yield last(f"these words are not the article's: {remedy}")
            elif block not in moved[-1:]:  # a paragraph that was moved is one line
                moved.append(block)
                yield last(f"the article says this in another place: move it back: '{sentence}'")
        if lost:
            yield last(f"below this line the article goes on: write '{' '.join(lost)}'")


def _citations(page: Page, studies: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield ids and DOIs of studies that are no names; `rendering` has the names not known."""
    rest = re.sub(NAME, blank, page.text)
    ids = "|".join(id_ for id_ in studies if id_[-1].isdigit())
    for bare in re.finditer(rf"(?<![\w#/.-])(?:{ids})\b", rest) if ids else ():
        message = f"a reader would see '{bare[0]}' as it stands: write '[@{bare[0]}]'"
        yield page.finding(bare.start(), message)
    known = {study.get("doi", "").lower() for study in studies.values()}
    for doi in _DOI.finditer(rest):
        if doi[0].lower() not in known:
            message = f"no study has the DOI {doi[0]}: add the study, or take it out"
            yield page.finding(doi.start(), message)


def _numbers(page: Page, blocks: Iterable[Block], studies: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield each number in the site's words that is in no record of a study cited there."""
    on_page = [id_ for words in names_in(page.text) for id_ in words if id_ in studies]
    for block in blocks if on_page else ():
        if block.node.css_matches(KINDS["heading"]):
            continue
        here = [] if block.node.css_matches(".known *") else block.cited  # that sums up all of them
        told = " ".join(studies[id_].get(key, "") for id_ in here or on_page for key in RECORD)
        for number in dict.fromkeys(NUMBER.findall(block.words)):
            if number not in NUMBER.findall(told):
                whose = ", ".join(here) or "any study cited on this page"
                message = f"{number} is not in the record of {whose}: correct it, or cite its study"
                yield page.finding(max(block.start, page.text.find(number, block.start)), message)
