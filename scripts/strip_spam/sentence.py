"""Does a sentence survive when a spam token is cut out of it?

Mostly the token was dropped *between* two words, and cutting it restores the sentence. Often
enough it *replaced* a noun, and cutting leaves a hole: "the art of .", "A usually lasts".
Nothing is parsed here: a hole shows in the words on its two sides. The left one still waits for
something, and the right one can't give it. Each rule says what a class of left words waits for, if
it is missing; the first that finds something decides. The classes are in `words`.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from strip_spam import words

_OPENING = "([{【\"'“‘„«"
_CLOSING = ")]}】\"'”»"
_BRACKETS = "([{【"
_PAIRS = ("()", "[]", "【】")
_QUOTES = ('""', "''", "“”", "‘’", "„“", "«»")
_ENDS = ".!?…"
_MARKS = _ENDS + ",;:–—-|/&+"
_STOPS = frozenset(_MARKS + _CLOSING) | {""}
_ABBREVIATIONS = frozenset(
    "e.g. i.e. etc. vs. cf. dr. mr. mrs. ms. st. no. approx. ca. fig.".split()
)
# Glued to the token, or a letter that is no word in any language: "it has g X ined".
_HANGING_BEFORE = re.compile(r"\w-?\Z|(?<!\S)[b-df-hj-np-rt]\s*\Z|\A[B-HJ-Z]\s*\Z")
_HANGING_AFTER = re.compile(r"'s\b|-?\w|\s+[b-df-hj-np-rt](?!\S)")
# No rule looks further than this; it keeps a long block with many tokens cheap.
_REACH = 300


class Gap(NamedTuple):
    """The words beside the token, in lower case; a mark or '' (nothing) where there is no word."""

    left2: str
    left: str
    right: str
    right2: str

    @property
    def first(self) -> bool:
        """Does the left word begin a sentence?"""
        return self.left2[-1:] in {*_ENDS, ""}


def broken_without(before: str, after: str, *, sentence: bool) -> str | None:
    """Say why the text breaks when the token between `before` and `after` goes, or None."""
    before = before[-_REACH:].replace("’", "'")
    after = after[:_REACH].replace("’", "'")
    if _HANGING_BEFORE.search(before) or _HANGING_AFTER.match(after):
        return "a part of a word hangs on the token"
    while before.rstrip()[-1:] + after.lstrip()[:1] in _PAIRS:  # they go with the token
        before, after = before.rstrip()[:-1], after.lstrip()[1:]
    if before[-1:] + after[:1] in _QUOTES:
        return "the quotes would be left empty"
    gap = _gap(before, after)
    follower = f"'{gap.right}'" if gap.right else "the end"
    if _opens_sentence(before):
        lower = after.lstrip(_OPENING + " \t\n")[:1].islower()
        mark = gap.right != "" and gap.right in _STOPS
        if mark or (lower and (sentence or gap.right in words.FINITE)):
            return f"a sentence would begin with {follower}: what came first is missing"
        return None
    if gap.right in words.ORDINARY.get(gap.left, ()):
        return None
    phrase = " ".join(before.split()[-3:])
    missing = next((missing for rule in RULES if (missing := rule(gap))), None)
    return missing and f"'{phrase}' still needs {missing}, and {follower} can't be one"


def _gap(before: str, after: str) -> Gap:
    left2, left = ["", "", *before.lower().split()[-2:]][-2:]
    right, right2 = [*after.lower().split()[:2], "", ""][:2]
    if left[-1:] and not left[-1].isalnum() and left not in _ABBREVIATIONS:
        left = left[-1]
    if after[:1].isspace() and right[1:2].isalnum():
        right = right.lstrip("\"'“‘„«.-/+")  # an opening quote, "-5", ".NET": still a word
    if not right[:1].isalnum():
        right, right2 = right[:1], ""
    elif right[-1] in _STOPS:
        right2 = ""
    marks = _MARKS + _CLOSING
    return Gap(
        left2.lstrip(_OPENING),
        left.lstrip(_OPENING) or left,
        right.rstrip(marks) or right,
        right2.rstrip(marks),
    )


def _opens_sentence(before: str) -> bool:
    # An opening mark touches the token; a quote with a blank behind it has closed something.
    text = before if before[-1:].isspace() else before.rstrip(_OPENING)
    last = "".join(text.lower().split()[-1:])
    ends = last[-1:] in _ENDS and last not in _ABBREVIATIONS
    return not last or (ends and not last.endswith("..."))


def _after_mark(gap: Gap) -> str | None:
    waits = gap.left in _MARKS + _BRACKETS
    return "a word" if waits and gap.right in _STOPS | words.FINITE else None


def _after_joining(gap: Gap) -> str | None:
    return "a word" if gap.left in words.JOINING and gap.right in _STOPS | {"and", "or"} else None


def _after_subordinator(gap: Gap) -> str | None:
    speaks = gap.left2 if gap.left == "that" else gap.left
    clause = speaks in words.SAYING or gap.left in words.SUBORDINATORS
    return "a subject" if clause and gap.right in _VERBS else None


def _after_auxiliary(gap: Gap) -> str | None:
    asks = gap.first or gap.left2 in {"how", "why", "often"}
    if gap.left not in words.AUXILIARIES or not asks:
        return None
    # Cut, "Do X press on the eyes" might say the opposite of what was meant.
    told = gap.left == "do" and gap.right not in words.AFTER_DO
    verb = gap.right in words.TRANSITIVE | words.NOUNS_TOO | words.INTRANSITIVE | {
        "be",
        "help",
        "work",
    }
    broken = told or verb or _adjective(gap.right) or _no_noun(gap)
    return "a subject or a 'not'" if broken else None


def _after_pointer(gap: Gap) -> str | None:
    return (
        "a noun" if gap.left in words.POINTERS and (gap.right in _VERBS or _s_verb(gap)) else None
    )


def _after_article(gap: Gap) -> str | None:
    owner, _, ending = gap.left.rpartition("'")
    possessive = ending == "s" and owner not in words.CONTRACTED
    if not possessive and gap.left not in words.ARTICLES:
        return None
    never = gap.right in words.NOT_AFTER_ARTICLE | words.TRANSITIVE | words.INTRANSITIVE
    return "a noun" if never or _participle(gap) or _s_verb(gap) or _no_noun(gap) else None


def _after_preposition(gap: Gap) -> str | None:
    if gap.left not in words.PREPOSITIONS or f"{gap.left2} {gap.left}" in words.PHRASES:
        return None
    bare = gap.left != "to" and gap.right in words.TRANSITIVE | words.INTRANSITIVE
    never = bare or gap.right in words.PRONOUNS
    return "a noun" if never or _participle(gap) or _no_noun(gap) else None


def _after_verb(gap: Gap) -> str | None:
    noun = gap.left2 in words.ARTICLES or (
        gap.left in words.NOUNS_TOO and gap.left2 in words.PREPOSITIONS - {"to"}
    )
    if noun or not _transitive(gap.left) or (gap.right == "to" and gap.right2 not in words.OBJECTS):
        return None
    return "an object" if _no_noun(gap) else None


def _after_be(gap: Gap) -> str | None:
    ends = gap.right in {*_ENDS, ",", "which"}
    return "a word" if gap.left in words.BE and ends and gap.left2 != "that" else None


def _after_adjective(gap: Gap) -> str | None:
    if not _adjective(gap.left):
        return None
    subject = gap.first and gap.right in _VERBS
    describes = gap.left2 in words.DETERMINERS or _adjective(gap.left2) or _transitive(gap.left2)
    return "a noun" if subject or (describes and _no_noun(gap)) else None


def _adjective(word: str) -> bool:
    if word in words.NOUNS_LIKE_ADJECTIVES:
        return False
    return word in words.ADJECTIVES or word.endswith(words.ADJECTIVE_ENDINGS)


def _transitive(verb: str) -> bool:
    """Is the word a verb that needs an object, in any form but the past?"""
    stems = {verb, verb.removesuffix("s"), verb.removesuffix("es")}
    if verb.endswith("ing"):
        stem = verb.removesuffix("ing")
        stems |= {stem, stem + "e", stem[:-1]}
    return not stems.isdisjoint(words.TRANSITIVE | words.NOUNS_TOO)


def _s_verb(gap: Gap) -> bool:
    """Is the right word a verb, by the object behind it?"""
    return gap.right.endswith(("s", "ing", "ed")) and gap.right2 in words.OBJECTS


def _participle(gap: Gap) -> bool:
    """Is the right word a participle that comes after its noun, as in "the oil used in"?"""
    past = gap.right.endswith("ed") and gap.left not in ("as", "than", "no")
    return past and gap.right2 in words.JOINERS


def _no_noun(gap: Gap) -> bool:
    """Can the right word neither be a noun nor begin one?"""
    adverb = gap.right.endswith("ly") and gap.right not in words.NOT_ADVERBS
    return (
        gap.right in _STOPS | _NOT_NOUNS
        or gap.right in _BRACKETS
        or f"{gap.right} {gap.right2}" in ("such as", "rather than")
        or (adverb and gap.right2 in _NOT_NOUNS | {""})
    )


def _in_s(verb: str) -> str:
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


_VERBS = words.FINITE | {
    form for verb in words.TRANSITIVE | words.INTRANSITIVE for form in (_in_s(verb), verb + "es")
}
_NOT_NOUNS = _VERBS | words.JOINERS | words.ADVERBS

RULES: tuple[Callable[[Gap], str | None], ...] = (
    _after_mark,
    _after_joining,
    _after_subordinator,
    _after_auxiliary,
    _after_pointer,
    _after_article,
    _after_preposition,
    _after_verb,
    _after_be,
    _after_adjective,
)
