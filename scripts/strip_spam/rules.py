"""The reasons to report a token instead of cutting it.

Each rule looks at one case and gives a reason, in the words of an editor, or None. The first that
gives one decides, and its name is the finding's. To add a rule, write it and name it in `RULES`.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from strip_spam.matcher import PLAINLY, Hit
from strip_spam.page import VERBATIM, Place
from strip_spam.sentence import broken_without
from strip_spam.spellings import HANGUL

READ_ALOUD = frozenset(("alt", "aria-label", "title"))

_SPELLED = {
    "percent": "percent-encoded",
    "punycode": "in punycode, as a host's name",
    "escape": "in escapes",
    "mojibake": "garbled, its bytes read in a wrong encoding",
    "fuzzy": "broken up or letter by letter",
}

# What spam sends its reader to: an address without a text of its own, a phone, a messenger.
_ADDRESS = (
    r"https?://\S+|www\.\S+|t\.me/\S+|@\w+|\+?\d[\d ().-]{6,}\d|"
    r"[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|biz|kr|co|io|me|shop|site|top|xyz|club|vip)\b\S*"
)
_MESSENGER = (
    r"(?:kakao|kakaotalk|katalk|telegram|whatsapp|wechat|line|viber|signal|tel|call|phone)"
    r"(?:\s+id)?(?:\s*[:=@+]\s*|\s+(?=\w*\d))[\w+]"
)
_CALL_BEHIND = re.compile(rf"[^\w@+]*(?:{_ADDRESS}|{_MESSENGER})", re.IGNORECASE)
_CALL_BEFORE = re.compile(rf"(?:^|[^\w])(?:{_ADDRESS}|{_MESSENGER}\w*)[^\w]*$", re.IGNORECASE)


class Case(NamedTuple):
    """A hit, and all that a rule may ask about it.

    Attributes:
        hit: the token in the source.
        place: where it comes out on the page.
        line: its source line, without any token.
        alone: whether that line holds nothing but the token.
    """

    hit: Hit
    place: Place
    line: str
    alone: bool


def spelling(case: Case) -> str | None:
    """Only what a page shows as the token itself is ever cut."""
    if case.hit.spelling == PLAINLY:
        return None
    return f"the token stands here {_SPELLED[case.hit.spelling]}: take it out by hand"


def longer_word(case: Case) -> str | None:
    """A longer word may be a word of its own."""
    if case.hit.whole:
        return None
    return f"it is part of '{case.hit.word}': list that word too if it is spam"


def korean(case: Case) -> str | None:
    """In Korean text the token can be meant."""
    hangul = len(HANGUL.findall(case.line))
    if case.place.lang.lower().split("-")[0] == "ko":
        return "it is marked as Korean, where it can be meant"
    # A syllable of Hangul says about as much as two Latin letters.
    if hangul and hangul * 3 > sum(map(str.isalpha, case.line)):
        return "the line is Korean, where it can be meant"
    return None


def hidden(case: Case) -> str | None:
    """Who hides a text hides more than a token."""
    return (
        "an element hidden by its style holds it: see what else is in there"
        if case.place.hidden
        else None
    )


def verbatim(case: Case) -> str | None:
    """Code means what it says."""
    return "it stands in code or in a script" if case.place.inside & VERBATIM else None


def unseen(case: Case) -> str | None:
    """What no reader sees may hold other things together."""
    if case.place.kind == "unseen":
        return "no reader sees it here: it is a label, a comment or part of the markup"
    if case.place.kind == "attribute" and case.place.name not in READ_ALOUD:
        return f"it stands in the attribute '{case.place.name}', which is an address or a name"
    return None


def front_matter(case: Case) -> str | None:
    """Front matter is text for readers only in some values."""
    match case.place.kind:
        case "front matter key":
            return "it stands in a key of the front matter"
        case "front matter machine":
            return f"{case.place.name!r} is an address or a name: both ends must change together"
        case "front matter block":
            return f"{case.place.name!r} is a block of lines, which are not healed: edit it by hand"
    return None


def identifier(case: Case) -> str | None:
    """A word that is glued together with signs is a name."""
    before, after = case.place.before, case.place.after
    if re.search(r"\w[-_/@=]$|[@#]$|\[\^$", before) or re.match(r"[-_/@=.]\w|\{", after):
        return "it is part of a name or an address"
    return None


def link_text(case: Case) -> str | None:
    """A link without a text can't be followed."""
    return "it is the only text of a link: see where the link goes" if case.place.link else None


def emptied(case: Case) -> str | None:
    """What holds nothing else would be left empty."""
    place = case.place
    if place.before.strip() or place.after.strip():
        return None
    plain_block = place.name in ("p", "li", "body", "blockquote", "td", "th", "div")
    special = place.inside & {".admonition-title", ".footnote", "td", "th"}
    if place.kind == "text" and case.alone and plain_block and not special:
        return None
    return f"nothing would be left of the {_called(place)}"


def _called(place: Place) -> str:
    if place.kind != "text":
        return repr(place.name)
    if re.fullmatch("h[1-6]", place.name):
        return "heading"
    return {"td": "table cell", "th": "table cell", "li": "list item"}.get(
        place.name, "text around it"
    )


def glued(case: Case) -> str | None:
    """Two words that would run together were perhaps one."""
    if case.place.before[-1:].isalnum() and case.place.after[:1].isalnum():
        return "it is glued between two words: part them, or join them"
    return None


def neighbour(case: Case) -> str | None:
    """Spam seldom comes alone."""
    before, after = case.place.before, case.place.after
    if re.search(rf"{HANGUL.pattern}[\W\d_]*$", before) or re.match(
        rf"[\W\d_]*{HANGUL.pattern}", after
    ):
        return "another Korean word stands beside it: see whether it is spam too"
    if _CALL_BEHIND.match(after) or _CALL_BEFORE.search(before):
        return (
            "an address, a phone number or a messenger stands beside it: see whether it is spam too"
        )
    return None


def substitution(case: Case) -> str | None:
    """In four of ten polluted pages the token stands in the place of a noun."""
    place = case.place
    if case.alone:
        return None
    prose = place.kind == "text" and place.name == "p"
    broken = broken_without(place.before, place.after, sentence=prose)
    return broken and f"{broken}: write the word that belongs there"


RULES: dict[str, Callable[[Case], str | None]] = {
    "spelling": spelling,
    "longer-word": longer_word,
    "korean": korean,
    "hidden": hidden,
    "verbatim": verbatim,
    "unseen": unseen,
    "front-matter": front_matter,
    "identifier": identifier,
    "link-text": link_text,
    "emptied": emptied,
    "glued": glued,
    "neighbour": neighbour,
    "substitution": substitution,
}


def refusal(case: Case) -> tuple[str, str] | None:
    """Return the name and the reason of the first rule that refuses to cut, or None."""
    reasons = ((name, rule(case)) for name, rule in RULES.items())
    return next(((name, reason) for name, reason in reasons if reason), None)
