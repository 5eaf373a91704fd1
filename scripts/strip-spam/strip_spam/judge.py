"""The reasons to report a token, in the order in which they are asked."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from strip_spam.contacts import contact
from strip_spam.cut import bare, begins_block, lines, widen
from strip_spam.find import Hit, runs_together, script
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
# An address that touches a token says what it is, though it is a link.
# Spans " (https://", not " a https://".
_ADDRESS_AFTER = re.compile(r"\W*(?:https?://|www\.)")
# Finds "see https://a.b) ", not "https://a.b now".
_ADDRESS_BEFORE = re.compile(r"(?:https?://|www\.)\S+\W*\Z")
_QUOTES = ("‘’", '""', "''", "{}")  # nothing closes the gap that they would leave


class Occurrence(NamedTuple):
    """A hit, and all that decides whether it can go."""

    hit: Hit
    place: Place
    labels: bool  # it stands in the label of a definition, or in brackets that name one
    other: int  # what it is to other readers of Markdown: see `flavours.unread`
    line_script: str  # the script of most other letters in its line
    page_script: str  # and on its page
    alone: bool  # its line holds nothing else, and goes with it
    enclosed: bool  # brackets or emphasis hold it and nothing else
    language: Language | None  # that its text is in; None if it has no section
    begins: bool  # without it the line would begin a block of another kind

    @property
    def letter(self) -> str:
        """The first letter of the token."""
        return next(filter(str.isalpha, self.hit.token))


class Rule(NamedTuple):
    """A reason to report a token."""

    name: str
    meaning: str  # in a few words, as `--help` says it
    # Says what is wrong and what to do, if it applies; None where `strip` decides, page by page.
    refuses: Callable[[Occurrence], str | None] | None = None


Refusal = tuple[str, str]  # the name of a rule, and what it says


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
    defines = _DEFINITION.search(source)
    any_mark = pattern(hits)
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
                line_script=line_script,
                page_script=page_script,
                alone=alone,
                enclosed=widen(source, hit.start, hit.end)[0] < hit.start,
                language=_language_at(place, prose, site_language),
                begins=begins_block(any_mark.sub("", before), any_mark.sub("", after)),
            )
            said = ((rule.name, rule.refuses(occurrence)) for rule in RULES if rule.refuses)
            yield mark, next(((name, reason) for name, reason in said if reason), None)


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


def _suspect(it: Occurrence) -> str | None:
    return it.hit.fault if it.hit.kind == "suspect" else None


def _label(it: Occurrence) -> str | None:
    return "it stands in a label: change that and what names it" if it.labels else None


def _encoded(it: Occurrence) -> str | None:
    if it.hit.kind == "machine":
        return "it stands here encoded, for machines: take it out by hand"
    return None


def _disguised(it: Occurrence) -> str | None:
    if it.hit.kind == "disguised":
        return "its letters have another form here: take it out by hand"
    return None


def _joined(it: Occurrence) -> str | None:
    word, token = it.hit.word, it.hit.token
    if word:
        letters = set(map(script, filter(str.isalpha, word)))
        one_word = runs_together(it.letter) and letters == {script(it.letter)} and word.isalpha()
        remedy = "list that too if it is spam, or edit by hand" if one_word else "edit by hand"
        return f"it is part of '{word}': {remedy}"
    if it.place.before[-1:].isalnum() or it.place.after[:1].isalnum():
        return f"it is joined to a word: set '{token}' apart by hand"
    return None


def _unseen(it: Occurrence) -> str | None:
    place = it.place
    if place.kind == "unseen":
        return "no reader sees it here (a comment, a label, markup): take it out by hand"
    read_aloud = _READ_ALOUD.get(str(place.around[0].tag), ()) if place.around else ()
    if place.kind == "attribute" and place.name not in read_aloud:
        return f"it stands in the attribute '{place.name}': take it out by hand"
    return None


def _verbatim(it: Occurrence) -> str | None:
    tag = next((node.tag for node in it.place.around if node.tag in _VERBATIM), None)
    if tag or it.other == CODE:
        return f"it stands in code ('{tag or 'to other readers of Markdown'}'): take it out by hand"
    return None


def _template(it: Occurrence) -> str | None:
    if it.other == TAG:
        return "it stands in the tag of a template or a directive: take it out by hand"
    return None


def _hidden(it: Occurrence) -> str | None:
    for node in it.place.around:
        style = node.attributes.get("style")
        aligned = node.tag in ("td", "th") and _ALIGNED.fullmatch(style or "")
        hidden = node.attributes.keys() & {"hidden", "aria-hidden"} or node.tag in _SOMETIMES
        if hidden or ("style" in node.attributes and not aligned):
            return f"its element ('{node.tag}') may be hidden: see what else it holds"
    return None


def _language(it: Occurrence) -> str | None:
    for node in it.place.around:
        lang = node.attributes.get("lang")
        if lang and script(it.letter) in SCRIPTS.get(primary(lang), "LATIN"):
            return f"it is marked as text in its own language ('{lang}')"
    known = it.language or it.alone or it.enclosed
    if not known and not stands_apart(it.place.before, it.place.after):
        return (
            "no rules are known for the language of the text: see if a word is missing without it"
        )
    return None


def _address(it: Occurrence) -> str | None:
    if _ADDRESS.search(it.place.before):
        return "it stands in an address: see where that leads"
    return None


def _own_script(it: Occurrence) -> str | None:
    own = script(it.letter)
    if own == it.line_script and (runs_together(it.letter) or own != it.page_script):
        return "its line is in the token's own script: check if it is intended"
    return None


def _emptied(it: Occurrence) -> str | None:
    before, after = it.place.before, it.place.after
    if before.rstrip()[-1:] + after.lstrip()[:1] in _QUOTES:
        return "nothing would be left between its marks: edit by hand"
    tags = [str(node.tag) for node in it.place.around[: it.place.emptied]]
    holders = tags if (before + after).strip() else [*tags, it.place.name]
    if holders and not (it.alone and _GO_WITH_A_LINE.issuperset(tags)):
        called = _CALLED.get(holders[0], repr(holders[0]))
        return f"nothing would be left of the {called}: edit by hand"
    return None


def _neighbour(it: Occurrence) -> str | None:
    beside = (
        re.search(r"[^\W\d_](?=[\W\d_]*\Z)", it.place.before),
        re.search(r"[^\W\d_]", it.place.after),
    )
    own = script(it.letter)
    if own != it.page_script and own in {script(near[0]) for near in beside if near}:
        return "an unlisted word in its script stands beside it: list that too"
    touching = _ADDRESS_AFTER.match(it.place.after) or _ADDRESS_BEFORE.search(it.place.before)
    if found := touching[0].strip() if touching else contact(*it.place.bare):
        return f"a way to reach somebody stands beside it ('{found}'): see if it is spam"
    return None


def _sentence(it: Occurrence) -> str | None:
    place = it.place
    prose = place.name == "p" and "li" not in {node.tag for node in place.around}
    if it.alone or not it.language:
        return None
    broken = broken_without(place.before, place.after, it.language, sentence=prose)
    return f"{broken}: write the word that belongs there" if broken else None


def _unsafe(it: Occurrence) -> str | None:
    if it.begins:
        return "without it the line would begin a list, a heading or the like: edit by hand"
    return None


# Asked in this order; the first that applies is said.
RULES = (
    Rule("too-hard", "on a page that takes the parser too long"),
    Rule("format", "in a file that is no plain Markdown"),
    Rule("parted", "parted by markup that a reader does not see"),
    Rule("suspect", "not listed: a word or a sign that looks out of place", _suspect),
    Rule("label", "in a label that something else names", _label),
    Rule("encoded", "written for machines", _encoded),
    Rule("disguised", "written in other forms of its letters", _disguised),
    Rule("template", "in the tag of a template or a directive", _template),
    Rule("joined", "part of a longer word, name or address", _joined),
    Rule("unseen", "where no reader sees it", _unseen),
    Rule("verbatim", "in code", _verbatim),
    Rule("hidden", "in an element that may be hidden", _hidden),
    Rule("address", "in an address", _address),
    Rule("own-script", "in a line of its own script", _own_script),
    Rule("emptied", "all that something holds", _emptied),
    Rule(
        "neighbour", "beside an unlisted word of its script, or a way to reach somebody", _neighbour
    ),
    Rule("language", "no rule tells whether the text survives in its language", _language),
    Rule("sentence", "in the place of a word", _sentence),
    Rule("unsafe", "the rest of the page would change", _unsafe),
    Rule("anchor", "in a heading that a link names by its id"),
)
