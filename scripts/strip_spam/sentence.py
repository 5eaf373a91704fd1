"""Does a sentence survive when a spam token is cut out of it?

Mostly the token was dropped *between* two words, and cutting it restores the sentence. Often
enough it *replaced* a noun, and cutting leaves a hole: "the art of .", "A usually lasts".
Nothing is parsed here. A hole shows in the words on its two sides: the left one still waits for
a noun, and the right one can neither be nor begin one. Small closed word classes tell nearly all
such pairs apart; pairs that ordinary text holds side by side ("as in", "from within") are let
through, and other doubts are reported.

`broken_without` is the whole interface: it looks at the `Gap` (what stands around the token) and
asks the rules of `_RULES` in turn. The first reason given is the answer. The word classes are in
`words`.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from strip_spam import words

_OPENING = "([{【\"'“‘„«"
_CLOSING = ")]}】\"'”»"
_BRACKETS = {"(": ")", "[": "]", "{": "}", "【": "】"}
_QUOTES = {'"': '"', "“": "”", "'": "'", "‘": "'", "„": "“", "«": "»"}
_MARKS = ".!?…,;:–—-|/&+"
_END = "the end"
_MARKS_THAT_WAIT = frozenset(_MARKS) | frozenset(_BRACKETS)
_SENTENCE_ENDS = frozenset(".!?…") | {_END}
_STOPS = frozenset(_MARKS + _CLOSING) | {_END}
# No rule looks further than this; it keeps a long block with many tokens cheap.
_REACH = 300


class Gap(NamedTuple):
    """What stands around the token: words in lower case, '' where a mark stands instead."""

    left2: str
    left: str
    left_mark: str  # the punctuation that ends the text before
    right: str
    right2: str  # '' as well when punctuation parts it from `right`
    right_mark: str  # the punctuation that begins the text after, or "the end"
    english: bool  # the text shows an unmistakably English word
    first: bool  # the left word begins the sentence
    asked: bool  # the sentence is a question

    def needs(self, what: str) -> str:
        """Return the reason that the left word needs something."""
        return f"'{self.left}' needs {what} and {self.follower} can't give one"

    @property
    def follower(self) -> str:
        """What follows the token, as a reason calls it."""
        return _END if self.right_mark == _END else f"'{self.right or self.right_mark}'"


def broken_without(before: str, after: str, *, sentence: bool) -> str | None:
    """Say why the text breaks when the token between `before` and `after` goes, or None."""
    before = before[-_REACH:].replace("’", "'").rstrip("#")
    after = after[:_REACH].replace("’", "'")
    while (mark := before.rstrip()[-1:]) in _BRACKETS and after.lstrip()[:1] == _BRACKETS[mark]:
        before, after = before.rstrip()[:-1], after.lstrip()[1:]
    gap = _gap(before, after)
    if reason := _hanging(before, after) or _fragment(gap, before, after):
        return reason
    if _opens_sentence(before):
        lower = after.lstrip(_OPENING + " \t\n")[:1].islower()
        return _headless(gap, must_be_capital=sentence and lower)
    return next((reason for rule in _RULES if (reason := rule(gap))), None)


def _gap(before: str, after: str) -> Gap:
    left2, left = ["", "", *before.lower().split()[-2:]][-2:]
    left_mark = "" if left[-1:].isalnum() or left in words.ABBREVIATIONS else left[-1:]
    right, right2 = [*after.lower().split()[:2], "", ""][:2]
    if after[:1].isspace() and right[1:2].isalnum():
        right = right.lstrip("\"'“‘„«.-/+")  # an opening quote, "-5", ".NET": still a word
    right_mark = "" if right[:1].isalnum() else right[:1] or _END
    return Gap(
        left2=left2.lstrip(_OPENING),
        left="" if left_mark else left.lstrip(_OPENING),
        left_mark=left_mark,
        right="" if right_mark else right.rstrip(_MARKS + _CLOSING),
        right2="" if right[-1:] in _STOPS else right2.rstrip(_MARKS + _CLOSING),
        right_mark=right_mark,
        first=not left2 or left2[-1] in _SENTENCE_ENDS,
        asked=re.match(r"[^.!?…]*\?", after) is not None,
        english=not words.ENGLISH.isdisjoint(f"{before} {after}".lower().split()),
    )


def _opens_sentence(before: str) -> bool:
    # An opening mark touches the token; a quote with a blank behind it has closed something.
    text = before if before[-1:].isspace() else before.rstrip(_OPENING)
    last = "".join(text.lower().split()[-1:])
    ends = last[-1:] in _SENTENCE_ENDS and last not in words.ABBREVIATIONS
    return not last or (ends and not last.endswith("..."))


def _hanging(before: str, after: str) -> str | None:
    if after.startswith("'s") and not after[2:3].isalnum():
        return "a possessive ''s' hangs on the token"
    if (after[:1] == "-" and after[1:2].isalnum()) or (
        before[-1:] == "-" and before[-2:-1].isalnum()
    ):
        return "a hyphen ties the token to a word"
    if before[-1:] in _QUOTES and after[:1] == _QUOTES[before[-1]]:
        return "the quotes would be left empty"
    return None


def _fragment(gap: Gap, before: str, after: str) -> str | None:
    # A capital stands alone in "vitamin C serum"; it is a fragment where it opens a sentence.
    start = before.rstrip()
    sides = (
        (gap.left, start == before, start[-1:].islower() or _opens_sentence(start[:-1])),
        (gap.right, not after[:1].isspace(), after.lstrip()[:1].islower()),
    )
    for word, glued, split in sides:
        # "a", "I" and the "y", "è", "w" of other languages are whole words behind a blank.
        foreign = word in words.FOREIGN_WORDS and not gap.english
        whole = not glued and (word in "ai" or foreign)
        if split and len(word) == 1 and word.isalpha() and not whole:
            return f"'{word}' looks like a fragment of a split word"
    return None


def _headless(gap: Gap, *, must_be_capital: bool) -> str | None:
    stop = gap.right_mark in _STOPS and gap.right_mark != _END
    if must_be_capital or stop or gap.right in words.FINITE:
        return f"a sentence would begin with {gap.follower}: what came first is missing"
    return None


def _after_mark(gap: Gap) -> str | None:
    if gap.left_mark not in _MARKS_THAT_WAIT:
        return None
    if gap.right_mark in _STOPS:
        return f"nothing would be left between '{gap.left_mark}' and {gap.follower}"
    if gap.right in words.FINITE:
        return f"{gap.follower} has no subject behind '{gap.left_mark}'"
    return None


def _after_conjunction(gap: Gap) -> str | None:
    stop = gap.right_mark in _STOPS or gap.right in words.CONJUNCTIONS
    if stop and gap.left in ("and", "or", "both", "either", "nor"):
        return gap.needs("a word")
    clause = gap.left in words.SUBORDINATORS or (gap.left == "that" and gap.left2 in words.SAYING)
    if (clause or gap.left in words.SAYING_ONLY) and gap.right in words.FINITE:
        return gap.needs("a subject")
    # "how works": behind a question word the auxiliaries are left alone, "how is" being common.
    asked = gap.left in words.ASKING and gap.right in words.VERBS_IN_S | {"works"}
    return gap.needs("a subject") if asked else None


def _after_auxiliary(gap: Gap) -> str | None:
    # "Do X press on the eyes.": an instruction rarely begins so, unless "not" stood there.
    told = gap.left == "do" and gap.first and not gap.asked and not gap.right_mark
    if told and gap.right not in words.AFTER_DO:
        return f"'do {gap.right}' may have been 'do not {gap.right}'"
    asks = gap.left in words.AUXILIARIES and (gap.first or gap.left2 in words.ASKING)
    bare = gap.right in words.BARE_VERBS | words.BARE_VERBS_LIKE_NOUNS | {"be"}
    headless = bare or _adjective(gap.right) or _no_noun(gap, words.NOT_AFTER_VERB)
    return gap.needs("a subject") if asks and headless else None


def _after_pointer(gap: Gap) -> str | None:
    points = gap.left in words.POINTERS or (gap.left in ("that", "which") and gap.first)
    verb = gap.right in words.FINITE or (gap.english and _in_s(gap.right))
    return gap.needs("a noun") if points and verb else None


def _after_article(gap: Gap) -> str | None:
    owner, _, ending = gap.left.rpartition("'")
    if gap.left not in words.ARTICLES and (ending != "s" or owner in words.CONTRACTED):
        return None
    # Behind "a", or before an object, a word in -s is hardly a plural: "a (gently) warms".
    word = gap.right2 if gap.right.endswith("ly") else gap.right
    verb = _in_s(word) and gap.english and (gap.left in ("a", "an") or gap.right2 in words.OBJECTS)
    if verb or _works(gap) or _no_noun(gap, words.NOT_AFTER_ARTICLE | words.BARE_VERBS):
        return gap.needs("a noun")
    return None


def _after_preposition(gap: Gap) -> str | None:
    if gap.left not in words.PREPOSITIONS or gap.left in words.PHRASE_ENDS.get(gap.left2, ()):
        return None
    if gap.left != "to" and _bare_verb(gap):
        return gap.needs("a noun")
    # "with you feel": the preposition can't begin the clause; in "after you feel" it can.
    verbs = words.MODALS if gap.left in words.CLAUSE_PREPOSITIONS else words.AFTER_PRONOUN
    if gap.right in words.PRONOUNS and gap.right2 in verbs:
        return gap.needs("a noun")
    # "used as X in": behind a participle even "as in" has lost its noun.
    participle = gap.left2.endswith("ed") or gap.left2 == "known"
    ordinary = gap.right in words.ORDINARY.get(gap.left, ()) and not participle
    idiom = f"{gap.left} {gap.right} {gap.right2}" in words.IDIOMS
    hole = not ordinary and not idiom and _no_noun(gap, words.NOT_AFTER_PREPOSITION)
    return gap.needs("a noun") if hole else None


def _after_verb(gap: Gap) -> str | None:
    stems = _stems(gap.left)
    # "offer to the guests": before an article "to" begins no verb.
    given = gap.right == "to" and gap.right2 in words.OBJECTS and stems & {"offer", "prefer"}
    ordinary = any(gap.right in words.ORDINARY.get(stem, ()) for stem in stems) and not given
    if ordinary or not _verb(gap, stems):
        return None
    time = gap.right == "every" and gap.right2 in words.TIMES
    # "makes it easier."
    state = _adjective(gap.right) or gap.right.endswith(("ing", "er"))
    result = state and not gap.right2 and not stems.isdisjoint(("make", "find", "keep"))
    hole = time or result or gap.right in words.BARE_VERBS or _no_noun(gap, words.NOT_AFTER_VERB)
    return gap.needs("an object") if hole else None


def _after_be(gap: Gap) -> str | None:
    waits = gap.left in words.BE or (gap.left in words.NAMING and gap.left2 in words.BE)
    ends = gap.right_mark in _SENTENCE_ENDS | {","} or gap.right == "which"
    return gap.needs("more") if waits and ends and gap.left2 != "that" else None


def _after_adjective(gap: Gap) -> str | None:
    pair = f"{gap.left2} {gap.left}" in words.DESCRIBING_PAIRS
    ordinary = gap.right in words.ORDINARY.get(gap.left, ())
    if ordinary or not (pair or _adjective(gap.left)):
        return None
    before = gap.left2 in words.BEFORE_ADJECTIVE or not words.TRANSITIVES.isdisjoint(
        _stems(gap.left2)
    )
    listed = gap.left2.endswith(",") and not gap.left.endswith("ed")  # "a warm, relaxing"
    if before or pair or listed or gap.left in words.ATTRIBUTIVE or _adjective(gap.left2):
        return gap.needs("a noun") if _no_noun(gap, words.NOT_AFTER_PREPOSITION) else None
    # "what is needed is": a participle can end a clause that is the subject.
    alone = gap.right in words.FINITE | words.BARE_VERBS or _works(gap)
    return gap.needs("a noun") if alone and not gap.left.endswith("ed") else None


def _verb(gap: Gap, stems: frozenset[str]) -> bool:
    """Is the left word a verb that needs an object?"""
    base = not words.TRANSITIVES.isdisjoint(stems)
    either = base or not words.TRANSITIVES_WITH_SUBJECT.isdisjoint(stems)
    if gap.left.endswith("ed") and gap.left != "need":
        return either and gap.left2 in words.ACTIVE
    # "the use of", "for use in": no verbs.
    noun = gap.left in stems & words.TRANSITIVES and gap.left2 in words.PREPOSITIONS - {"to"}
    gerund = gap.left.endswith("ing") and gap.right == "of"
    if gap.left2 in words.ARTICLES or noun or gerund:
        return False
    # A plural or a comma: "clients visit", "if in doubt, see". Behind these "is" tells a noun.
    maybe = _in_s(gap.left2) or gap.left2.endswith(",")
    subject = gap.first or gap.left2 in words.SUBJECTS or (maybe and gap.right not in words.FINITE)
    return base or (either and subject)


def _stems(verb: str) -> frozenset[str]:
    """Return what the verb may be a form of."""
    stems = {verb, verb.removesuffix("s"), verb.removesuffix("es")}
    for ending in ("ing", "ed"):
        if verb.endswith(ending):
            stem = verb.removesuffix(ending)
            stems |= {stem, stem + "e", stem[:-1]}
    return frozenset(stems | {stem[:-1] + "y" for stem in stems if stem.endswith("i")})


def _adjective(word: str) -> bool:
    if word in words.NOUNS_LIKE_ADJECTIVES:
        return False
    return word in words.ADJECTIVES or word.endswith(words.ADJECTIVE_ENDINGS)


def _in_s(word: str) -> bool:
    """May the word be a verb in -s? A plural looks the same."""
    return word.endswith("s") and word[-2:-1] not in "suia'" and word not in words.SINGULARS_IN_S


def _works(gap: Gap) -> bool:
    """Is the right word a verb in -s by what follows it?"""
    followed = gap.right2 != "" and gap.right2 not in words.NOT_AFTER_VERB
    return gap.right in words.VERBS_LIKE_PLURALS and followed


def _bare_verb(gap: Gap) -> bool:
    """Is the right word a plural verb, whose subject ended with the token?"""
    # "of ease pain", "sports like demand": a verb or a noun, by what stands around it.
    telling = _in_s(gap.left2) or f"{gap.left2} {gap.left}" == "such as"
    telling = telling or (gap.right2 != "" and gap.right2 not in words.NOT_AFTER_VERB)
    like_noun = gap.right in words.BARE_VERBS_LIKE_NOUNS
    return gap.right in words.BARE_VERBS or (like_noun and telling)


def _no_noun(gap: Gap, not_nouns: frozenset[str]) -> bool:
    adverb = gap.right.endswith("ly") and gap.right not in words.NOT_ADVERBS
    daily = gap.right in ("daily", "weekly", "monthly", "online") and not gap.right2
    participle = gap.right.endswith("ed") and gap.left not in words.BEFORE_PARTICIPLE
    return (
        gap.right in not_nouns
        or gap.right_mark in _STOPS
        or gap.right_mark in _BRACKETS
        or f"{gap.right} {gap.right2}" in words.TWO_WORD_LINKS
        or (adverb and (not gap.right2 or gap.right2 in words.NOT_AFTER_VERB))
        or daily
        or (participle and gap.right2 in words.LINKS)
    )


_RULES: tuple[Callable[[Gap], str | None], ...] = (
    _after_mark,
    _after_conjunction,
    _after_auxiliary,
    _after_pointer,
    _after_article,
    _after_preposition,
    _after_verb,
    _after_be,
    _after_adjective,
)
