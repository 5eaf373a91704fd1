"""What an editor can get wrong that MkDocs does not see, named with its line and the remedy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from website.citations import NAME, words_in
from website.file_checks import check_files
from website.findings import Finding, meant
from website.markdown_checks import check_markdown
from website.page import PART, Page, blank, line_at, read_page
from website.schema import FRONT_MATTER, Document
from website.sources import Sources

_MOST_WORDS, _MOST_SENTENCES = 22, 3  # of a sentence, of a paragraph: plain words stay short
_RECORD = ("people", "how", "found", "limits", "funding")  # what is told of a study
_NUMBER = re.compile(r"(?<![\w/.])\d+(?:[.,]\d+)*(?!\w)")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s)\]>\"']*[^\s)\]>\"'.,;:]")
_DONTS, _DO_NOT = re.compile(r"(?i)\W*do(?: not|n['’]t)\b"), re.compile(r"(?i)\W*do not\b")

Said = Iterator[tuple[int, str]]  # a line and a message


def check(
    docs: str,
    sources: Sources,
    menu: Sequence[str],
    files: Collection[str],
    render: Callable[[str], str],
    today: str = "",
) -> list[Finding]:
    """Return all that is wrong with a site's sources, by file and line.

    Args:
        docs: the folder of the pages, as findings name it.
        sources: what is checked.
        menu: the pages in reading order, by their paths below that folder.
        files: the paths of all files below that folder.
        render: returns a page's Markdown as HTML.
        today: the day (ISO 8601), if evidence that is due to be checked again is to be named.
    """
    evidence, article = sources.evidence, sources.article
    places = {path: place for place, path in enumerate(menu)}
    in_order = sorted(sources.pages, key=lambda path: places.get(path, len(places)))
    pages = {path: sources.pages[path].replace("\r\n", "\n") for path in in_order}
    read = {path: read_page(f"{docs}/{path}", text, article) for path, text in pages.items()}
    studies = evidence.data.get("studies", {})
    found = [*evidence.findings, *sources.words.findings, *check_files(docs, files)]
    words: list[Finding] = []
    for path, page in read.items():
        found += page.front_matter.findings
        html = render(FRONT_MATTER.sub("", pages[path]))
        said = [*check_markdown(page, html, evidence), *_parts(page, docs, pages)]
        if "/" in path:
            said.append((1, f"a page in a folder: put it directly into {docs}"))
        drawing = page.front_matter.data.get("drawing")
        if drawing and f"drawings/{drawing}" not in files:
            near = meant(drawing, (file.removeprefix("drawings/") for file in files))
            line = page.front_matter.lines["drawing",]
            said.append((line, f"there is no file '{docs}/drawings/{drawing}'{near}"))
        found += [Finding(page.path, *one) for one in said]
        said = [*_words(page), *_citations(page, studies), *_numbers(page, studies)]
        words += [Finding(page.path, *one) for one in said]
    is_whole = not any("\n<<<<<<< " in page.text for page in read.values())
    # What is not read as it is meant says little of its words, nor whether they are the article's.
    for less in (words, [*_article(read.values(), article)] if is_whole else []):
        named = {finding[:2] for finding in found}
        found += [finding for finding in less if finding[:2] not in named]
    if evidence.data:
        said = [*_evidence(evidence, read, today)]
        found += [Finding(evidence.path, *one) for one in said]
    return sorted(set(found))


def _words(page: Page) -> Said:
    """Yield what is wrong with a page's headings, its lists of don'ts and its sentences."""
    titles = [piece.line for piece in page.pieces if piece.mark == "#"]
    if not titles:
        yield 1, "the page has no title: begin its words with a line '# Title'"
    for line in titles[1:]:
        yield line, "a second title: write '## …' for a heading below the first"
    donts = -1  # how far a list of don'ts is indented
    for piece in page.pieces:
        words = piece.words
        letters = [unicodedata.name(letter, "") for letter in words if letter.isalpha()]
        if 2 * sum("LATIN" in letter for letter in letters) < len(letters):  # strip-spam: a word
            if "lang" not in page.front_matter.data and "lang=" not in piece.text:
                message = "another script: take it out, or add 'lang: …' to the front matter"
                yield piece.line, message
        elif piece.mark.startswith("#"):
            donts = piece.indent if _DONTS.match(words) else -1
        elif piece.is_item and piece.indent == donts and not _DO_NOT.match(words):
            yield piece.line, "in a list of don'ts, begin each line with 'Do not'"
        if piece.mark[:1] in ("#", "!", "|") or (page.is_article and not piece.block):
            continue
        for sentence in re.split(r"(?<=[.?!:;])\s", words):
            if (count := len(sentence.split())) > _MOST_WORDS:
                begun = " ".join(sentence.split()[:4])
                yield piece.line, f"'{begun} …' has {count} words: write at most {_MOST_WORDS}"
        most = _MOST_SENTENCES + piece.text.startswith("**")  # which is a heading of its own
        if (count := len(re.findall(r"[.?!](?=\s|$)", words))) > most:
            yield piece.line, f"a paragraph of {count} sentences: write at most {_MOST_SENTENCES}"


def _parts(page: Page, docs: str, pages: Mapping[str, str]) -> Said:
    """Yield each part of another page that is not there."""
    for part in PART.finditer(page.text):
        path, name = part["path"], part["name"]
        source = pages.get(path.removeprefix(f"{docs}/"), "")
        if f"[start:{name}]" not in source or f"[end:{name}]" not in source:
            marks = f"'<!-- --8<-- [start:{name}] -->' and '<!-- --8<-- [end:{name}] -->'"
            message = f"'{path}' has no part '{name}': correct this, or mark it there by {marks}"
            yield line_at(page.text, part.start()), message


def _article(pages: Collection[Page], article: str) -> Iterator[Finding]:
    """Yield each sentence of the article that was changed, moved or lost, and what was added."""
    wanted = [sentence for line in article.splitlines() for sentence in _sentences(line)]
    said = [
        (sentence, page.path, piece.line)
        for page in pages
        for piece in page.pieces
        if page.is_article and not piece.block
        for sentence in _sentences(piece.words)
    ]
    there = [sentence for sentence, _, _ in said]
    path, line = next((page.path for page in pages), ""), 1
    for _, a, b, c, d in SequenceMatcher(None, wanted, there, autojunk=False).get_opcodes():
        lost = [sentence for sentence in wanted[a:b] if sentence not in there]
        for sentence, path, line in said[c:d]:
            if wanted[a:b] == there[c:d]:
                continue
            if sentence in wanted:
                message = f"the article says this in another place: move it back: '{sentence}'"
            elif lost:
                message = f"the article's words stay as they arrived: write '{lost.pop(0)}'"
            else:
                remedy = "indent them below a line '!!! site NAME \"Title\"'"
                message = f"these words are not the article's: {remedy}"
            yield Finding(path, line, message)
        for sentence in lost:
            yield Finding(path, line, f"below this line the article goes on: write '{sentence}'")


def _sentences(words: str) -> list[str]:
    return re.findall(r"\S.*?(?:[.?!](?=\s|$)|$)", words)


def _citations(page: Page, studies: Mapping[str, Any]) -> Said:
    """Yield studies that a page can't cite, or not so. Unknown ones are left over in its text."""
    for name in re.finditer(NAME, page.text):
        for id_ in words_in(name[1]):
            if "not_used" in studies.get(id_, ()):
                yield line_at(page.text, name.start()), f"'{id_}' is not used: take it out"
    rest = re.sub(NAME, blank, page.text)
    ids = "|".join(id_ for id_ in studies if id_[-1].isdigit())
    for bare in re.finditer(rf"(?<![\w#/.-])(?:{ids})\b", rest) if ids else ():
        line, id_ = line_at(rest, bare.start()), bare[0]
        yield line, f"a reader would see '{id_}' as it stands: write '[@{id_}]'"
    known = {study.get("doi", "").lower() for study in studies.values()}
    for doi in _DOI.finditer(rest) if studies else ():
        if doi[0].lower() not in known:
            message = f"no study has the DOI {doi[0]}: add the study, or take it out"
            yield line_at(rest, doi.start()), message


def _numbers(page: Page, studies: Mapping[str, Any]) -> Said:
    """Yield each number in the site's words that is in no record of a study cited there."""

    def cited(text: str) -> list[str]:
        return [id_ for name in re.findall(NAME, text) for id_ in words_in(name) if id_ in studies]

    on_page, lines = cited(page.text), page.text.split("\n")
    for piece in page.pieces if on_page else ():
        if piece.mark[:1] in ("#", "!") or (page.is_article and not piece.block):
            continue
        here = [] if "known" in piece.block else cited(piece.text)  # that sums up all of them
        told = " ".join(studies[id_].get(key, "") for id_ in here or on_page for key in _RECORD)
        for number in dict.fromkeys(_NUMBER.findall(piece.words)):
            if number not in _NUMBER.findall(told):
                whose = ", ".join(here) or "any study cited on this page"
                message = f"{number} is not in the record of {whose}: correct it, or cite its study"
                below = enumerate(lines[piece.line - 1 :])
                yield piece.line + next((n for n, line in below if number in line), 0), message


def _evidence(evidence: Document, pages: Mapping[str, Page], today: str) -> Said:
    """Yield where the data file does not fit the calendar or the pages."""
    data, lines = evidence.data, evidence.lines
    if data["due"] <= data["checked"]:
        yield lines["due",], "due: write a day after the one of the check, twelve months on"
    if today and data["due"] <= today:
        remedy = "search anew, correct what has changed, and write both dates"
        yield lines["due",], f"the evidence was due to be checked again on {data['due']}: {remedy}"
    shown = {
        path.removesuffix(".md"): [words_in(name) for name in re.findall(NAME, page.text)]
        for path, page in pages.items()
    }

    def missing(page: str, what: str, word: str) -> str:
        if page not in shown:
            return f"there is no page '{page}'{meant(page, shown)}"
        if any(words[0] == what and word in words for words in shown[page]):
            return ""
        return f"page '{page}' does not show this: write '[@{what} {word}]' there"

    for page in data["badges"]:
        if message := missing(page, "badges", page):
            yield lines["badges", page], message
    claims = [badge["id"] for badges in data["badges"].values() for badge in badges]
    for id_, study in data["studies"].items():
        for claim in study.get("outcomes", ()):
            if claim not in claims:
                message = f"no claim has the id '{claim}'{meant(claim, claims)}"
                yield lines["studies", id_, "outcomes", claim], message
        if "not_used" not in study and (message := missing(study["page"], "studies", id_)):
            yield lines["studies", id_, "page"], message
