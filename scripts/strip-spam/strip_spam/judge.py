"""Reasons that one token gives; `strip` adds those of a whole page: parted, unsafe, anchor."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile
from unicodedata import normalize

from selectolax.lexbor import LexborNode

from strip_spam.cut import around, bare, lines, widen
from strip_spam.data import pattern, table
from strip_spam.find import RUN_TOGETHER, script
from strip_spam.flavours import CODE, TAG, unread
from strip_spam.language import language_of, scripts_of
from strip_spam.page import Page
from strip_spam.rendered import Place, each_mark
from strip_spam.sentence import broken_without, stands_apart
from strip_spam.spelling import INVISIBLE

_ELEMENTS = table("elements")
Refusal = tuple[str, str]  # the name of a rule, and what it says


def refusal(key: str, found: object = "") -> Refusal:
    """Return a rule of `rules.yml` and what it says.

    `key` is its name, and in which of its ways it applies; `found` is what makes it apply.
    """
    name, _, way = key.partition(" ")
    found = found[found.lastindex or 0].strip("□ ") if isinstance(found, re.Match) else found
    return name, table("rules")[name][way or "says"].format(found)


def refusals(page: Page) -> Iterator[tuple[str, Refusal | None]]:
    """Yield each placeholder of a page with what refuses to cut it, None if nothing does.

    A suspect in an element whose language is marked is none, and left out.
    """
    usual, others = _most(page.any_mark.sub("", page.text)), unread(page.source)
    for line in lines(page.text):
        for mark, left, right in each_mark(line, page.any_mark, len(line)):
            around_suspect = page.spots[mark].around if page.hits[mark].fault else ()
            if not any("lang" in node.attributes for node in around_suspect):
                found = _found(page, mark, left, right, usual, others)
                yield mark, next((refusal(key, what) for key, what in found if what), None)


def _found(
    page: Page, mark: str, left: str, right: str, usual: str, others: bytes
) -> Iterator[tuple[str, object]]:
    """Yield rules, in order, each with what makes it apply to a placeholder, if anything does.

    It is between `left` and `right` in its line, on a page with mostly letters of the `usual`
    script; `others` is what its places are to other readers of Markdown.
    """
    hit, place = page.hits[mark], page.spots[mark]
    before, after = place.before, place.after
    nodes = place.around
    tags = [str(node.tag) for node in nodes]
    langs = [lang.lower().split("-")[0] for node in nodes if (lang := node.attributes.get("lang"))]
    other = max(others[hit.start : hit.end])
    line_script, alone = _most(left + right) or usual, bare(left + right)
    scripts = [script(char) for char in hit.token if char.isalpha()]
    own = max(scripts, key=lambda name: (name in RUN_TOGETHER, name != "LATIN"))
    runs_on = own in RUN_TOGETHER
    yield hit.kind, hit.fault
    label = pattern("label").search(around(page.source, hit.start, hit.end))
    yield "label", label and pattern("definition").search(page.source)
    yield "encoded", hit.kind == "machine"
    yield "disguised", hit.kind == "disguised"
    yield "template", other == TAG
    yield "joined spam", runs_on and hit.word.isalpha() and hit.word
    yield "joined word", hit.word
    yield "unseen", place.kind == "unseen"
    read_aloud = f"{''.join(tags[:1])}@{place.name}" in _ELEMENTS["read_aloud"]
    yield "unseen attribute", place.kind == "attribute" and not read_aloud and place.name
    yield "verbatim", next(filter(_ELEMENTS["verbatim"].__contains__, tags), None)
    yield "verbatim", other == CODE and "to other readers of Markdown"
    shown = _ELEMENTS["hiding"].isdisjoint
    yield "hidden", next((n.tag for n in nodes if not shown((n.tag, *n.attributes))), None)
    yield "language own", next((lang for lang in langs if own in scripts_of(lang)), None)
    yield "address", pattern("address").search(before)
    yield "own-script", own == line_script and (runs_on or own != usual)
    yield "emptied", pattern("quoted").search(f"{before}□{after}") and "quotes"
    yield "emptied", _emptied(place, page.any_mark, alone=alone)
    yield "joined letter", pattern("joined_before").search(before)
    yield "joined letter", pattern("joined_after").match(after)
    nearest = [*filter(str.isalpha, before)][-1:] + [*filter(str.isalpha, after)][:1]
    yield "neighbour", own != usual and own in map(script, nearest)
    ends, (bare_before, bare_after) = pattern("ends_sentence"), place.bare
    around_it = f"{ends.split(bare_before)[-1]}□{ends.split(bare_after)[0]}"
    # Spam writes in other forms of letters and digits, and parts them.
    plain = " ".join(normalize("NFKC", INVISIBLE.sub("", around_it)).split())
    yield "neighbour contact", pattern("contact").search(plain)
    yield "neighbour contact", pattern("touching").search(f"{before[-100:]}□{after[:100]}")
    language = language_of(f"{before} {after}", page.shown, page.renderer.language, *langs[:1])
    enclosed = widen(page.source, hit.start, hit.end)[0] < hit.start
    apart = alone or enclosed or stands_apart(before, after)
    yield "language", not language and not apart
    prose = place.name == "p" and "li" not in tags
    broken = language and broken_without(before, after, language, sentence=prose)
    yield "sentence", not alone and broken
    rest, block = pattern("item").sub("", left, count=1), pattern("block").search
    healed = rest + right, rest + pattern("blanks_after").sub("", right), rest.rstrip() + right
    yield "unsafe begin", any(map(block, healed)) and not block(f"{rest}□{right}")


@lru_cache(maxsize=8)
def _most(text: str) -> str:
    """Return the script of more than half of a text's letters, empty if there is none."""
    counts = Counter(map(script, filter(str.isalpha, text)))
    most = max(counts, key=counts.__getitem__, default="")
    return most if counts[most] * 2 > counts.total() else ""


def _emptied(place: Place, any_mark: re.Pattern[str], *, alone: bool) -> str | None:
    def empty(node: LexborNode) -> bool:
        return not (re.search(r"\w", any_mark.sub("", node.text())) or node.css_first("img"))

    tags = [str(n.tag) for n in takewhile(empty, place.around)] if place.kind == "text" else []
    holders = tags if (place.before + place.after).strip() else [*tags, place.name]
    if holders and not (tags and alone and _ELEMENTS["emptied"].issuperset(tags)):
        return str(_ELEMENTS["called"].get(holders[0], repr(holders[0])))
    return None
