"""The reasons to report a token, in the order in which they are asked."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from strip_spam.contacts import contact
from strip_spam.cut import bare, begins_block, lines, widen
from strip_spam.find import RUN_TOGETHER, Hit, script
from strip_spam.flavours import CODE, TAG, unread
from strip_spam.language import SCRIPTS, Language, known, language_of, primary
from strip_spam.rendered import GO_WITH_IT, Place, pattern
from strip_spam.sentence import broken_without, stands_apart

_VERBATIM = frozenset("code kbd math pre samp script style template textarea tt var".split())
_SOMETIMES = frozenset("noscript template dialog".split())  # shown, if ever
_GO_WITH_A_LINE = frozenset((*GO_WITH_IT, "body", "front-matter"))
_READ_ALOUD = {"img": ("alt", "title"), "a": ("title",), "front-matter": ("title", "description")}
_CALLED = {"td": "table cell", "th": "table cell", "li": "list item", "a": "link", "p": "paragraph"}
_CALLED |= {f"h{level}": "heading" for level in range(1, 7)}
_QUOTES = ("‘’", '""', "''", "{}")  # nothing closes the gap that they would leave

# How Python-Markdown aligns the cells of a table.
# Spans "text-align: right;", not "text-align: right; display: none".
_ALIGNED = re.compile(r"text-align: ?\w+;?")
# In brackets that no target follows, on a page that defines labels, the text is one.
# Finds "[a]: b.md" and "*[a]: b", not "[a](b.md)".
_DEFINITION = re.compile(r"^ {0,3}\*?\[[^\]\r\n]+\]:", re.MULTILINE)
# Finds "see [a", not "see [a]".
_BRACKET = re.compile(r"\[[^\[\]]*\Z")
# Finds "a]" and "][]", not "](x)".
_LABEL_ENDS = re.compile(r"[^\[\]]*\](?!\(|\[[^\]])")
# Finds "https://a/" and "www.a.b", not "https://a b" or "a.b".
_ADDRESS = re.compile(r"(?:://|\bwww\.)\S*\Z")
# An address that touches □, the token: it may be spam's though it is a link.
# Finds "see https://a.b □" and "□ <www.a.b>", not "see https://a.b for □".
_TOUCHING = re.compile(r"(?:https?://|www\.)\S+[^\w□]*□|□\W*(?:https?://|www\.)\S+")

Refusal = tuple[str, str]  # the name of a rule, and what it says


class Rule(NamedTuple):
    """A reason to report a token."""

    name: str
    meaning: str  # where the token stands, in a few words
    says: Mapping[str, str]  # what is wrong and what to do; `{}` is what was found


# In the order in which they are asked.
RULES = tuple(
    Rule(name, says["meaning"], says)
    for name, says in json.loads(Path(__file__).with_name("rules.json").read_bytes()).items()
)


class Occurrence(NamedTuple):
    """A hit, and all that decides whether it can go."""

    hit: Hit
    place: Place
    labels: bool  # it stands in the label of a definition, or in brackets that name one
    other: int  # what it is to other readers of Markdown: see `flavours.unread`
    own_script: str  # of the token's first letter
    line_script: str  # the script of most other letters in its line
    page_script: str  # and on its page
    alone: bool  # its line holds nothing else, and goes with it
    enclosed: bool  # brackets or emphasis hold it and nothing else
    language: Language | None  # that its text is in; None if it has no section
    begins: bool  # without it the line would begin a block of another kind


def refusals(
    source: str,
    marked: str,
    hits: Mapping[str, Hit],
    spots: Mapping[str, Place],
    site_language: str,
) -> Iterator[tuple[str, Refusal | None]]:
    """Yield each placeholder of a marked page with what refuses to cut it, None if nothing does.

    A suspect in an element whose language is marked is none, and left out. `hits` has what each
    placeholder stands for, `spots` where it comes out; `site_language` is a code, as in `lang`.
    """
    any_mark = pattern(hits)
    defines = _DEFINITION.search(source)
    page_script = _most(any_mark.sub("", marked))
    others = unread(source)
    prose = _prose(source, others, hits.values())
    for line in filter(any_mark.search, lines(marked)):
        rest = any_mark.sub("", line)
        line_script, alone = _most(rest) or page_script, bare(rest)
        for mark in any_mark.findall(line):
            hit, place = hits[mark], spots[mark]
            if hit.kind == "suspect" and any("lang" in node.attributes for node in place.around):
                continue
            label = defines and _BRACKET.search(source, max(0, hit.start - 200), hit.start)
            before, _, after = line.partition(mark)
            occurrence = Occurrence(
                hit,
                place,
                labels=bool(label and _LABEL_ENDS.match(source, hit.end)),
                other=max(others[hit.start : hit.end]),
                own_script=script(next(filter(str.isalpha, hit.token))),
                line_script=line_script,
                page_script=page_script,
                alone=alone,
                enclosed=widen(source, hit.start, hit.end)[0] < hit.start,
                language=_language_at(place, prose, site_language),
                begins=begins_block(any_mark.sub("", before), any_mark.sub("", after)),
            )
            yield mark, next((refusal(key, what) for key, what in _found(occurrence) if what), None)


def refusal(key: str, found: object = "") -> Refusal:
    """Return a rule and what it says; `key` is its name, and in which of its ways it applies."""
    name, _, way = key.partition(" ")
    rule = next(rule for rule in RULES if rule.name == name)
    return name, rule.says[way or "says"].format(found)


def _found(it: Occurrence) -> Iterator[tuple[str, object]]:
    """Yield rules, in order, each with what makes it apply, if anything does."""
    hit, before, after = it.hit, it.place.before, it.place.after
    runs_on, of_line = it.own_script in RUN_TOGETHER, it.own_script == it.line_script
    yield "suspect", hit.fault
    yield "label", it.labels
    yield "encoded", hit.kind == "machine"
    yield "disguised", hit.kind == "disguised"
    yield "template", it.other == TAG
    yield "joined spam", runs_on and hit.word.isalpha() and hit.word
    yield "joined word", hit.word
    yield "unseen", it.place.kind == "unseen"
    yield "unseen attribute", _attribute(it.place)
    yield "verbatim", _verbatim(it)
    yield "hidden", _hidden(it.place)
    yield "language own", _own_language(it)
    yield "address", _ADDRESS.search(before)
    yield "own-script", of_line and (runs_on or it.own_script != it.page_script)
    yield "emptied", _emptied(it)
    yield "joined letter", before[-1:].isalnum() or after[:1].isalnum()
    yield "neighbour", it.own_script != it.page_script and it.own_script in _beside(before, after)
    yield "neighbour contact", contact(*it.place.bare) or _touching(before, after)
    apart = it.alone or it.enclosed or stands_apart(before, after)
    yield "language", not it.language and not apart
    yield "sentence", not it.alone and it.language and _broken(it.place, it.language)
    yield "unsafe begin", it.begins


def _most(text: str) -> str:
    """Return the script of more than half of a text's letters, empty if there is none."""
    counts: Counter[str] = Counter()
    for char, count in Counter(text).items():
        if char.isalpha():
            counts[script(char)] += count
    (most, count), *_ = counts.most_common(1) or [("", 0)]
    return most if count * 2 > counts.total() else ""


def _prose(source: str, others: bytes, hits: Iterable[Hit]) -> str:
    """Return a page without its tokens and what is code or a tag to some reader."""
    drop = bytearray(others)
    for hit in hits:
        drop[hit.start : hit.end] = bytes([TAG]) * (hit.end - hit.start)
    return "".join(char for char, kind in zip(source, drop, strict=True) if not kind)


def _language_at(place: Place, page: str, site_language: str) -> Language | None:
    lang = next(filter(None, (node.attributes.get("lang") for node in place.around)), None)
    if lang:
        return known(lang)
    return language_of(f"{place.before} {place.after}", page, site_language)


def _attribute(place: Place) -> str | None:
    read_aloud = _READ_ALOUD.get(str(place.around[0].tag), ()) if place.around else ()
    return place.name if place.kind == "attribute" and place.name not in read_aloud else None


def _verbatim(it: Occurrence) -> str | None:
    elsewhere = "to other readers of Markdown" if it.other == CODE else None
    return next((node.tag for node in it.place.around if node.tag in _VERBATIM), elsewhere)


def _hidden(place: Place) -> str | None:
    for node in place.around:
        style = node.attributes.get("style")
        aligned = node.tag in ("td", "th") and _ALIGNED.fullmatch(style or "")
        hidden = node.attributes.keys() & {"hidden", "aria-hidden"} or node.tag in _SOMETIMES
        if hidden or ("style" in node.attributes and not aligned):
            return node.tag
    return None


def _own_language(it: Occurrence) -> str | None:
    langs = (node.attributes.get("lang") for node in it.place.around)
    own = (lang for lang in langs if lang and it.own_script in SCRIPTS.get(primary(lang), "LATIN"))
    return next(own, None)


def _emptied(it: Occurrence) -> str | None:
    before, after = it.place.before, it.place.after
    if before.rstrip()[-1:] + after.lstrip()[:1] in _QUOTES:
        return "quotes"
    tags = [str(node.tag) for node in it.place.around[: it.place.emptied]]
    holders = tags if (before + after).strip() else [*tags, it.place.name]
    if holders and not (it.alone and _GO_WITH_A_LINE.issuperset(tags)):
        return _CALLED.get(holders[0], repr(holders[0]))
    return None


def _beside(before: str, after: str) -> set[str]:
    """Return the scripts of the letters next to a place."""
    last = re.search(r"[^\W\d_](?=[\W\d_]*\Z)", before)
    first = re.search(r"[^\W\d_]", after)
    return {script(letter[0]) for letter in (last, first) if letter}


def _touching(before: str, after: str) -> str | None:
    address = _TOUCHING.search(f"{before[-100:]}□{after[:100]}")
    return address[0].strip("□ ") if address else None


def _broken(place: Place, language: Language) -> str | None:
    prose = place.name == "p" and "li" not in {node.tag for node in place.around}
    return broken_without(place.before, place.after, language, sentence=prose)
