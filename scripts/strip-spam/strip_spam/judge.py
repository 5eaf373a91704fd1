"""The reasons to report a token, in the order in which they are asked."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from strip_spam.contacts import contact
from strip_spam.cut import around, bare, begins_block, lines, widen
from strip_spam.data import elements, pattern, table
from strip_spam.find import RUN_TOGETHER, script
from strip_spam.flavours import CODE, TAG, unread
from strip_spam.language import language_of, scripts_of
from strip_spam.page import Page
from strip_spam.rendered import Place
from strip_spam.sentence import broken_without, stands_apart

_QUOTES = ("‘’", '""', "''", "{}")  # nothing closes the gap that they would leave

Refusal = tuple[str, str]  # the name of a rule, and what it says


def refusal(key: str, found: object = "") -> Refusal:
    """Return a rule of `rules.yml` and what it says.

    `key` is its name, and in which of its ways it applies; `found` is what makes it apply.
    """
    name, _, way = key.partition(" ")
    found = found[0].strip("□ ") if isinstance(found, re.Match) else found
    return name, table("rules")[name][way or "says"].format(found)


def refusals(page: Page) -> Iterator[tuple[str, Refusal | None]]:
    """Yield each placeholder of a page with what refuses to cut it, None if nothing does.

    A suspect in an element whose language is marked is none, and left out.
    """
    judge = _Judge(page)
    for line in filter(page.any_mark.search, lines(page.text)):
        rest = page.any_mark.sub("", line)
        for n, match in enumerate(page.any_mark.finditer(line)):
            mark, at = match[0], match.start() - n
            marked = any("lang" in node.attributes for node in page.spots[mark].around)
            if page.hits[mark].kind != "suspect" or not marked:
                found = judge.found(mark, rest[:at], rest[at:])
                yield mark, next((refusal(key, what) for key, what in found if what), None)


class _Judge:
    """Asks for the reasons to report the tokens of a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._script = _most(page.any_mark.sub("", page.text))
        self._defines_labels = pattern("definition").search(page.source)
        self._others = unread(page.source)  # what each character is to other readers
        self._prose = page.shown.replace("\x1f", "")

    def found(self, mark: str, left: str, right: str) -> Iterator[tuple[str, object]]:
        """Yield rules, in order, each with what makes it apply to a placeholder, if anything does.

        It stands between `left` and `right` in its line, both without placeholders.
        """
        hit, place = self._page.hits[mark], self._page.spots[mark]
        before, after = place.before, place.after
        tags = [str(node.tag) for node in place.around]
        langs = [lang for node in place.around if (lang := node.attributes.get("lang"))]
        other = max(self._others[hit.start : hit.end])
        line_script, alone = _most(left + right) or self._script, bare(left + right)
        own = script(next(filter(str.isalpha, hit.token)))
        runs_on = own in RUN_TOGETHER
        yield "suspect", hit.fault
        beside = around(self._page.source, hit.start, hit.end)
        yield "label", self._defines_labels and pattern("label").search(beside)
        yield "encoded", hit.kind == "machine"
        yield "disguised", hit.kind == "disguised"
        yield "template", other == TAG
        yield "joined spam", runs_on and hit.word.isalpha() and hit.word
        yield "joined word", hit.word
        yield "unseen", place.kind == "unseen"
        read_aloud = f"{''.join(tags[:1])}@{place.name}" in elements("read_aloud")
        yield "unseen attribute", place.kind == "attribute" and not read_aloud and place.name
        yield "verbatim", next(filter(elements("verbatim").__contains__, tags), None)
        yield "verbatim", other == CODE and "to other readers of Markdown"
        yield "hidden", _hidden(place)
        yield "language own", next((lang for lang in langs if own in scripts_of(lang)), None)
        yield "address", pattern("address").search(before)
        yield "own-script", own == line_script and (runs_on or own != self._script)
        yield "emptied", _emptied(place, alone=alone)
        yield "joined letter", before[-1:].isalnum() or after[:1].isalnum()
        yield "neighbour", own != self._script and own in map(script, _beside(before, after))
        yield "neighbour contact", contact(*place.bare)
        yield "neighbour contact", pattern("touching").search(f"{before[-100:]}□{after[:100]}")
        site = self._page.renderer.language
        language = language_of(f"{before} {after}", self._prose, site, *langs[:1])
        enclosed = widen(self._page.source, hit.start, hit.end)[0] < hit.start
        apart = alone or enclosed or stands_apart(before, after)
        yield "language", not language and not apart
        prose = place.name == "p" and "li" not in tags
        broken = language and broken_without(before, after, language, sentence=prose)
        yield "sentence", not alone and broken
        yield "unsafe begin", begins_block(left, right)


@lru_cache(maxsize=1)
def _most(text: str) -> str:
    """Return the script of more than half of a text's letters, empty if there is none."""
    counts = Counter(map(script, filter(str.isalpha, text)))
    most = max(counts, key=counts.__getitem__, default="")
    return most if counts[most] * 2 > counts.total() else ""


def _hidden(place: Place) -> str | None:
    for node in place.around:
        style = node.attributes.get("style")
        aligned = node.tag in ("td", "th") and pattern("aligned").fullmatch(style or "")
        hides = node.tag in elements("sometimes") or {"hidden", "aria-hidden"} & {*node.attributes}
        if hides or ("style" in node.attributes and not aligned):
            return node.tag
    return None


def _emptied(place: Place, *, alone: bool) -> str | None:
    before, after = place.before, place.after
    if before.rstrip()[-1:] + after.lstrip()[:1] in _QUOTES:
        return "quotes"
    tags = [str(node.tag) for node in place.around[: place.emptied]]
    holders = tags if (before + after).strip() else [*tags, place.name]
    if holders and not (alone and elements("emptied").issuperset(tags)):
        return str(table("elements")["called"].get(holders[0], repr(holders[0])))
    return None


def _beside(before: str, after: str) -> Iterator[str]:
    """Yield the letters next to a place."""
    for text in (reversed(before), after):
        yield from islice(filter(str.isalpha, text), 1)
