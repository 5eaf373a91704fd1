"""The reasons to report a token that show before anything is cut."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from strip_spam.cut import bare, lines
from strip_spam.find import Hit, runs_together, script
from strip_spam.language import SCRIPTS, languages
from strip_spam.rendered import GO_WITH_IT, Place, pattern
from strip_spam.sentence import broken_without

_VERBATIM = frozenset("code kbd math pre samp script style template textarea tt var".split())
_GO_WITH_A_LINE = frozenset((*GO_WITH_IT, "body", "front-matter"))
_READ_ALOUD = {"img": ("alt", "title"), "a": ("title",), "front-matter": ("title", "description")}
_CALLED = {"td": "table cell", "th": "table cell", "li": "list item", "a": "link", "p": "paragraph"}
_CALLED |= {f"h{level}": "heading" for level in range(1, 7)}

# How Python-Markdown aligns the cells of a table.
_ALIGNED = re.compile(r"text-align: ?\w+;?")

# In brackets that no target follows, on a page that defines labels, the text is one.
_DEFINITION = re.compile(r"^ {0,3}\*?\[[^\]\r\n]+\]:", re.MULTILINE)
_BRACKET, _LABEL_ENDS = re.compile(r"\[[^\[\]]*\Z"), re.compile(r"[^\[\]]*\](?!\(|\[[^\]])")
_ADDRESS = re.compile(r"(?:://|\bwww\.)\S*\Z")
# What spam sends its reader to: an address without a text of its own, a phone, a messenger.
_CALL = (
    r"(?:https?://\S+|www\.\S+|t\.me/\S+|@\w+|\+?\d[\d ().-]{6,}\d"
    r"|[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|biz|kr|co|io|me|shop|site|top|xyz|club|vip)\b\S*"
    r"|(?:kakao|kakaotalk|katalk|telegram|whatsapp|wechat|line|viber|signal|tel|call|phone)"
    r"(?:\s+id)?(?:\s*[:=@+]\s*|\s+(?=\w*\d))[\w+]+)"
)
_CALL_BEHIND = re.compile(rf"[^\w@+]*{_CALL}", re.IGNORECASE)
_CALL_BEFORE = re.compile(rf"(?:^|\W){_CALL}[^\w]*\Z", re.IGNORECASE)
_HELD = ("()", "[]", "{}", "【】", "“”", "‘’", '""', "''", "«»", "„“")

Refusal = tuple[str, str]  # the name of a rule, and its reason


def refusals(
    source: str, marked: str, hits: Mapping[str, Hit], spots: Mapping[str, Place]
) -> Iterator[tuple[str, Refusal | None]]:
    """Yield each placeholder of a marked page with what refuses to cut it, None if nothing does.

    A suspect in an element whose language is marked is none, and left out. `hits` has what each
    placeholder stands for, `spots` where it comes out.
    """
    labels = _DEFINITION.search(source)
    any_mark = pattern(hits)
    page = _script(any_mark.sub("", marked))
    for line in filter(any_mark.search, lines(marked)):
        others = any_mark.sub("", line)
        in_line, alone = _script(others) or page, bare(others)
        for mark in any_mark.findall(line):
            hit = hits[mark]
            if hit.kind == "suspect" and any("lang" in n.attributes for n in spots[mark].around):
                continue
            label = labels and _BRACKET.search(source, max(0, hit.start - 200), hit.start)
            if label and _LABEL_ENDS.match(source, hit.end):
                yield mark, ("label", "it stands in a label: change that and what names it")
            else:
                yield mark, next(_reasons(hit, spots[mark], in_line, page, alone=alone), None)


def _script(text: str) -> str:
    """Return the script of more than half of a text's letters, empty if there is none."""
    counts: Counter[str] = Counter()
    for char, count in Counter(text).items():
        if char.isalpha():
            counts[script(char)] += count
    (most, count), *_ = counts.most_common(1) or [("", 0)]
    return most if count * 2 > counts.total() else ""


def _reasons(hit: Hit, place: Place, line: str, page: str, *, alone: bool) -> Iterator[Refusal]:
    """Yield what refuses to cut a token.

    `line` and `page` are the scripts of most letters there; `alone` in its line it goes with that.
    """
    if hit.kind == "suspect":
        yield "suspect", hit.fault
    if hit.kind == "machine":
        yield "encoded", "it stands here encoded, for machines: take it out by hand"
    if hit.word:
        yield "joined", f"it is part of '{hit.word}': list that too if it is spam, or edit by hand"
    before, after = place.before, place.after
    letter = next(filter(str.isalpha, hit.token))
    own = script(letter)
    if place.kind == "unseen":
        yield "unseen", "no reader sees it here (a comment, a label, markup): take it out by hand"
    read_aloud = _READ_ALOUD.get(str(place.around[0].tag), ()) if place.around else ()
    if place.kind == "attribute" and place.name not in read_aloud:
        yield "unseen", f"it stands in the attribute '{place.name}': take it out by hand"
    for tag, attributes in ((node.tag, node.attributes) for node in place.around):
        if tag in _VERBATIM:
            yield "verbatim", f"it stands in code ('{tag}'): take it out by hand"
        style = attributes.get("style")
        aligned = tag in ("td", "th") and _ALIGNED.fullmatch(style or "")
        if (style is not None and not aligned) or attributes.keys() & {"hidden", "aria-hidden"}:
            yield "hidden", f"its element ('{tag}') may be hidden: see what else it holds"
        lang = attributes.get("lang")
        if lang and own in SCRIPTS.get(lang.lower().split("-")[0], "LATIN"):
            yield "language", f"it is marked as text in its own language ('{lang}')"
    if _ADDRESS.search(before):
        yield "address", "it stands in an address: see where that leads"
    if own == line and (runs_together(letter) or own != page):
        yield "own-script", "its line is in the token's own script: check if it is intended"
    if before.rstrip()[-1:] + after.lstrip()[:1] in _HELD:
        yield "emptied", "nothing would be left between its marks: edit by hand"
    emptied = [str(node.tag) for node in place.around[: place.emptied]]
    holds_it = [*emptied, *([] if (before + after).strip() else [place.name])]
    if holds_it and not (alone and _GO_WITH_A_LINE.issuperset(emptied)):
        called = _CALLED.get(holds_it[0], repr(holds_it[0]))
        yield "emptied", f"nothing would be left of the {called}: edit by hand"
    if before[-1:].isalnum() or after[:1].isalnum():
        yield "joined", "it is joined to a word: separate them by hand"
    for near in (re.search(r"[^\W\d_](?=[\W\d_]*\Z)", before), re.search(r"[^\W\d_]", after)):
        if near and script(near[0]) == own != page:
            yield "neighbour", "an unlisted word in its script stands beside it: list that too"
    if _CALL_BEHIND.match(after) or _CALL_BEFORE.search(before):
        yield "neighbour", "an address, a phone or a messenger stands beside it: see if it is spam"
    prose = place.name == "p" and "li" not in {node.tag for node in place.around}
    if not alone and (broken := broken_without(before, after, languages()["en"], sentence=prose)):
        yield "sentence", f"{broken}: write the word that belongs there"
