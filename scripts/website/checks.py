"""What an editor can get wrong that MkDocs does not see, named with its line and the remedy."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import partial
from itertools import combinations
from typing import Any

from website.citations import NAME, claims_in, names_in
from website.findings import PAGES, Finding, meant
from website.images import check_files
from website.page import Block, Page, blank, blocks
from website.picture import MEANS, PLACES, marks
from website.rules import check_markdown
from website.schema import Document, Steps
from website.sources import ARTICLE, Sources
from website.strength import strength

_MOST_WORDS, _MOST_SENTENCES = 22, 3  # of a sentence, of a paragraph: plain words stay short
_RECORD = ("people", "how", "found", "limits", "funding")  # what is told of a study
_NUMBER = re.compile(r"(?<![\w/.])\d++(?:[.,]\d++)*+(?![\w\ufe0f\u20e3])")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s)\]>\"']*[^\s)\]>\"'.,;:]")
# A part of another page: `--8<-- "docs/safety.md:check-first"`.
_PART = re.compile(r'(?m)^ *-+8<-+ +"(?P<path>[^":]+):(?P<name>[\w-]+)"')
_HEADING, _SITE = "h1, h2, h3, h4, h5, h6", ".site, .site *"
_ITEM = "li:not(li li), li:not(li li) > p:first-child"  # where a list that is in no other has one
_STEP = ".steps > ol > li, .steps > ol > li > p:first-child"
_ENGLISH = ("the", "and", "of", "to", "for", "with")
_LEFT_OUT = {"not_used", "not_read"}  # either says why a study stands on no page
_DONTS, _DO_NOT = re.compile(r"(?i)\W*do(?: not|n['’]t)\b"), re.compile(r"(?i)\W*do not\b")


def check(
    sources: Sources,
    rendered: Mapping[str, str],
    files: Iterable[str],
    today: str = "",
    *,
    menu_is_whole: bool = True,
) -> list[Finding]:
    """Return all that is wrong with a site's sources, by file and line.

    `rendered` has the HTML of each page, by its path below the pages' folder, in reading order;
    `files` the paths of all files there, as findings name them. On a day `today` (ISO 8601),
    evidence that is due to be checked again is named. Where the menu is not whole, nothing is said
    that follows from the order of the pages.
    """
    evidence, pages = sources.evidence, sources.pages
    studies = evidence.data.get("studies", {})
    found = [*evidence.findings, *sources.words.findings, *check_files(files)]
    lines = sources.article.splitlines()
    words, article = list[Finding](), list[Block]()
    for path, html in rendered.items():
        page = pages[path]
        if page.never:
            found += page.never
            continue
        own = list(blocks(page, html))
        found += page.front_matter.findings
        if "/" in path:
            found.append(page.finding(0, f"a page in a folder: put it directly into {PAGES}"))
        # A page of the article has one of its lines as title, or says so.
        is_article = any(
            block.node.css_matches(".said") or (block.node.tag == "h1" and block.words in lines)
            for block in own
        )
        found += check_markdown(page, html, own, evidence, is_article=is_article)
        found += _parts(page, pages)
        ours = [block for block in own if not is_article or block.node.css_matches(_SITE)]
        article += [block for block in own if is_article and not block.node.css_matches(_SITE)]
        words += [*_wording(page, own), *_citations(page, studies), *_numbers(ours, studies)]
        if is_article:
            words += _voices(own)
        if evidence.data and "lang" not in page.front_matter.data:
            words += _lengths(ours)  # names that can't be shown are no words
    found += _names(pages)
    is_whole = menu_is_whole and not any(page.never for page in pages.values())
    # What is not read as it is meant says little of its words, nor whether they are the article's.
    for less in (words, [*_article(article, sources.article)] if is_whole else []):
        named = {finding[:2] for finding in found}
        found += [finding for finding in less if finding[:2] not in named]
    if evidence.data and is_whole:
        shown = {path.removesuffix(".md"): names_in(pages[path].text) for path in rendered}
        found += _evidence(evidence, shown, today)
    return sorted(set(found))


def _wording(page: Page, blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yield what is in another script, steps without a time, and don'ts that do not say so."""
    is_list_of_donts, lang = False, page.front_matter.data.get("lang")
    said = [word for block in blocks for word in block.words.lower().split()]
    # Of English words, these are one in six or so; of those of its neighbours, one in fifty.
    if lang and 10 * sum(word in _ENGLISH for word in said) > len(said):
        yield page.front_matter.finding(("lang",), f"lang: {lang} is not English, the words are")
    level = 6  # of the heading before: a part of another page may begin with any
    for block in blocks:
        node, words = block.node, block.words
        if node.css_matches(_HEADING):
            above, level = level, int(str(node.tag)[1:])
            if level > above + 1:
                remedy = f"write '{'#' * (above + 1)} …' for it"
                yield block.finding(f"a heading skips a level: {remedy}")
        letters = [unicodedata.name(letter, "") for letter in words if letter.isalpha()]
        if 2 * sum("LATIN" in letter for letter in letters) < len(letters):
            if "lang" not in {*page.front_matter.data, *node.attributes} and not node.css("[lang]"):
                remedy = "take it out, or add 'lang: …' to the front matter"
                yield block.finding(f"another script: {remedy}")
        elif lang:
            continue  # what is below is English
        elif node.css_matches(_HEADING):
            is_list_of_donts = bool(_DONTS.match(words))
        elif node.css_matches(_STEP):
            item = node.parent if node.tag == "p" else node
            if item and not re.search(r"\d\s+seconds", item.text()):  # as the guide reads them
                yield block.finding("a step says how long it takes: write 'Take 45 seconds.'")
        elif is_list_of_donts and node.css_matches(_ITEM) and not _DO_NOT.match(words):
            yield block.finding("in a list of don'ts, begin each line with 'Do not'")


def _voices(blocks: Iterable[Block]) -> Iterator[Finding]:
    """Yield words of the article that stand below something else than the line that says so."""
    is_said = False
    for block in blocks:
        if block.node.css_matches(_SITE):
            is_said = block.node.css_matches(".said, .said *")
        elif not is_said and block.node.tag != "h1":
            is_said = True
            remedy = "write a line '!!! site said \"The article says\"' above"
            yield block.finding(f"nothing says whose words these are: {remedy}")


def _names(pages: Mapping[str, Page]) -> Iterator[Finding]:
    """Yield titles and names that two pages have."""
    taken = {name.removesuffix(".md"): page.path for name, page in pages.items()}
    for page in pages.values():
        data = page.front_matter.data
        names: list[tuple[Steps, str]] = [(("title",), data["title"])] if data else []
        names += [(("formerly", at), name) for at, name in enumerate(data.get("formerly", ()))]
        for steps, name in names:
            if name in taken:
                message = f"'{name}' is the name of {taken[name]}: write another, or take it out"
                yield page.front_matter.finding(steps, message)
            taken[name] = page.path


def _lengths(blocks: Iterable[Block]) -> Iterator[Finding]:
    """Yield sentences and paragraphs that run on."""
    for block in blocks:
        if block.node.tag not in ("p", "li", "dd"):
            continue
        for words in map(str.split, re.split(r"(?<=[.?!:;])\s", block.words)):
            if len(words) > _MOST_WORDS:
                remedy = f"has {len(words)} words: write at most {_MOST_WORDS}"
                yield block.finding(f"'{' '.join(words[:4])} …' {remedy}")
        # One that begins with bold words has them as a heading of its own.
        most = _MOST_SENTENCES + block.node.css_matches(":has(> strong:first-child)")
        if (count := len(re.findall(r"[.?!](?=\s|$)", block.words))) > most:
            remedy = f"write at most {most}"
            yield block.finding(f"a paragraph of {count} sentences: {remedy}")


def _parts(page: Page, pages: Mapping[str, Page]) -> Iterator[Finding]:
    """Yield each part of another page that is not there."""
    for part in _PART.finditer(page.text):
        path, name = part["path"], part["name"]
        other = pages.get(path.removeprefix(f"{PAGES}/"))
        if not other or not {f"[start:{name}]", f"[end:{name}]"} <= set(other.source.split()):
            ends = f"'<!-- --8<-- [start:{name}] -->' and '<!-- --8<-- [end:{name}] -->'"
            message = f"'{path}' has no part '{name}': correct this, or mark it there by {ends}"
            yield page.finding(part.start(), message)


def _article(blocks: Iterable[Block], article: str) -> Iterator[Finding]:
    """Yield each sentence of the article that was changed, moved or lost, and what was added."""
    wanted = [sentence for line in article.splitlines() for sentence in _sentences(line)]
    said = [(sentence, block) for block in blocks for sentence in _sentences(block.words)]
    there = [sentence for sentence, _ in said]
    finding: Callable[[str], Finding] = partial(Finding, ARTICLE, 1)
    for _, a, b, c, d in SequenceMatcher(None, wanted, there, autojunk=False).get_opcodes():
        lost = [sentence for sentence in wanted[a:b] if sentence not in there]
        for sentence, block in said[c:d]:
            finding = block.finding
            if wanted[a:b] == there[c:d]:
                continue
            if sentence in wanted:
                yield finding(f"the article says this in another place: move it back: '{sentence}'")
            elif lost:
                yield finding(f"the article's words stay as they arrived: write '{lost.pop(0)}'")
            else:
                remedy = "indent them below a line '!!! site NAME \"Title\"'"
                yield finding(f"these words are not the article's: {remedy}")
        if lost:
            yield finding(f"below this line the article goes on: write '{' '.join(lost)}'")


def _sentences(words: str) -> list[str]:
    return re.findall(r"\S.*?(?:[.?!](?=\s|$)|$)", words)


def _citations(page: Page, studies: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield studies that a page can't cite, or cites wrongly; `rules` has those not known."""
    for name in re.finditer(NAME, page.text):
        for id_ in names_in(name[0])[0]:
            if _LEFT_OUT & studies.get(id_, {}).keys():
                yield page.finding(name.start(), f"'{id_}' is not used: take it out")
    rest = re.sub(NAME, blank, page.text)
    ids = "|".join(id_ for id_ in studies if id_[-1].isdigit())
    for bare in re.finditer(rf"(?<![\w#/.-])(?:{ids})\b", rest) if ids else ():
        message = f"a reader would see '{bare[0]}' as it stands: write '[@{bare[0]}]'"
        yield page.finding(bare.start(), message)
    known = {study.get("doi", "").lower() for study in studies.values()}
    for doi in _DOI.finditer(rest) if studies else ():
        if doi[0].lower() not in known:
            message = f"no study has the DOI {doi[0]}: add the study, or take it out"
            yield page.finding(doi.start(), message)


def _numbers(blocks: Iterable[Block], studies: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield each number in the site's words that is in no record of a study cited there."""
    for block in blocks:
        page = block.page
        on_page = [id_ for words in names_in(page.text) for id_ in words if id_ in studies]
        if not on_page or block.node.css_matches(_HEADING):
            continue
        here = [] if block.node.css_matches(".known *") else block.cited  # that sums up all of them
        told = " ".join(studies[id_].get(key, "") for id_ in here or on_page for key in _RECORD)
        for number in dict.fromkeys(_NUMBER.findall(block.words)):
            if number not in _NUMBER.findall(told):
                whose = ", ".join(here) or "any study cited on this page"
                message = f"{number} is not in the record of {whose}: correct it, or cite its study"
                yield page.finding(max(block.start, page.text.find(number, block.start)), message)


def _evidence(
    evidence: Document, shown: Mapping[str, list[list[str]]], today: str
) -> Iterator[Finding]:
    """Yield where the data file does not fit the calendar, or the names that pages show."""
    data = evidence.data
    if data["due"] <= data["checked"]:
        message = "due: write a day after the one of the check, twelve months on"
        yield evidence.finding(("due",), message)
    if data["due"] > f"{int(data['checked'][:4]) + 2}{data['checked'][4:]}":
        message = "due: more than two years after the check: write a day twelve months on"
        yield evidence.finding(("due",), message)
    if today and data["checked"] > today:
        message = "checked: this day is yet to come: write the day of the last check"
        yield evidence.finding(("checked",), message)
    if today and data["due"] <= today:
        remedy = "search anew, correct what has changed, and write both dates"
        message = f"the evidence was due to be checked again on {data['due']}: {remedy}"
        yield evidence.finding(("due",), message)
    # What does not fit the records says nothing of the strengths.
    yield from [*_records(evidence)] or _claims(evidence)
    wanted: list[tuple[str, tuple[str, str], Steps]] = [
        (page, ("badges", page), ("badges", page)) for page in data["badges"]
    ]
    for id_, study in data["studies"].items():
        if "page" in study:
            wanted.append((study["page"], ("studies", id_), ("studies", id_, "page")))
    for page, (what, word), steps in wanted:
        if page not in shown:
            yield evidence.finding(steps, f"there is no page '{page}'{meant(page, shown)}")
        elif not any(words[0] == what and word in words for words in shown[page]):
            message = f"page '{page}' does not show this: write '[@{what} {word}]' there"
            yield evidence.finding(steps, message)


def _claims(evidence: Document) -> Iterator[Finding]:
    """Yield claims that stand twice, and strengths that do not follow from the studies."""
    data, seen = evidence.data, set[str]()
    for page, claims in data["badges"].items():
        for place, claim in enumerate(claims):
            id_, given = claim["id"], claim["strength"]
            finding = partial(_at, evidence, "badges", page, place)
            follows, why = strength(marks(id_, data))
            if id_ in seen:
                yield finding("id", f"the claim '{id_}' stands on another page too: name it on one")
            elif given not in data["strengths"]:
                near = meant(given, data["strengths"])
                yield finding("strength", f"there is no strength '{given}'{near}")
            elif given != follows and "because" not in claim:
                message = f"{id_}: '{given}' here, '{follows}' by its studies: {why}"
                remedy = f"write '{follows}', or say 'because: …' below it"
                yield finding("strength", f"{message}: {remedy}")
            elif given == follows and "because" in claim:
                message = f"{id_}: '{given}' follows from its studies: take 'because' out"
                yield finding("because", message)
            seen.add(id_)


def _at(evidence: Document, *steps: str | int) -> Finding:
    """Return a finding; the last of the steps is its message."""
    return evidence.finding(steps[:-1], str(steps[-1]))


def _records(evidence: Document) -> Iterator[Finding]:
    """Yield what a study's record contradicts: the claims, the calendar, itself or another."""
    data, dois = evidence.data, dict[str, str]()
    claims = claims_in(data)
    for id_, study in data["studies"].items():
        finding = partial(_at, evidence, "studies", id_)
        if "page" not in study:
            if not _LEFT_OUT & study.keys():
                places = "'page: …', 'not_used: …' or 'not_read: …'"
                yield finding(f"say where it stands: add {places}")
            continue
        doi = study.get("doi", id_).lower()
        if doi in dois:
            yield finding("doi", f"'{dois[doi]}' has this DOI too: name a study once")
        dois[doi] = id_
        if study.get("year", 0) > int(data["checked"][:4]):
            yield finding("year", "this year is yet to come: write the year it appeared")
        begins = re.match(r"[\d,]+(?= )", study["short"])
        short = int(begins[0].replace(",", "")) if begins else None
        for key, number in (("coding", study["coding"].get("number")), ("short", short)):
            if not _tells(study["people"], number):
                yield finding(key, f"{key}: {number} is not in 'people': correct the wrong one")
        outcomes = study.get("outcomes", {})
        coded: dict[Steps, Any] = {("coding",): study["coding"]}
        coded |= {("outcomes", claim): outcome for claim, outcome in outcomes.items()}
        for steps, coding in coded.items():
            for key, others in (("place", PLACES), ("means", MEANS)):
                word, known = coding.get(key, data[key]), (data[key], *others)
                if word not in known:
                    remedy = f"{meant(word, known)}: write {', '.join(known)}"
                    yield finding(*steps, key, f"{key}: '{word}' won't do{remedy}")
        record = " ".join(study[key] for key in (*_RECORD, "short"))
        for claim, outcome in outcomes.items():
            steps = ("outcomes", claim)
            if claim not in claims:
                yield finding(*steps, f"no claim has the id '{claim}'{meant(claim, claims)}")
            indirect = outcome["result"] == "indirect"
            if {*outcome} & {"why", "points"} != ({"why", "points"} if indirect else set()):
                remedy = "add both" if indirect else "take them out"
                yield finding(*steps, f"only an indirect result has 'why' and 'points': {remedy}")
            if not _tells(record, outcome.get("number")):
                message = f"{outcome['number']} is not in the study's record"
                yield finding(*steps, f"{message}: correct the wrong one")
            counted = study["coding"] | outcome
            if counted["place"] == "animal" and "number" in counted and "unit" not in counted:
                yield finding(*steps, "say what the number counts: add 'unit: pigs' to the coding")


def _tells(words: str, number: int | None) -> bool:
    """Return whether words tell a number: it stands there, or is the sum or product of two."""
    told = [int(n) for n in _NUMBER.findall(words.replace(",", "")) if n.isdigit()]
    made = {n for a, b in combinations(told, 2) for n in (a + b, a * b)}
    return number in {None, *told, *made} or not told
