"""Does a sentence survive when a spam token is cut out of it?

Mostly the token was dropped *between* two words, and cutting it restores the sentence. Often
enough it *replaced* a noun, and cutting leaves a hole: "the art of .", "A usually lasts".
Nothing is parsed here. A hole shows in the words on its two sides: the left one still waits for
a noun, and the right one can neither be nor begin one. Small closed word classes tell nearly all
such pairs apart; pairs that ordinary text holds side by side ("as in", "from within") are let
through, and other doubts are reported.

`broken_without` is the whole interface: it looks at the `Gap` (what stands around the token) and
asks the rules of `_RULES` in turn. The first reason given is the answer.
"""

from collections.abc import Callable
from typing import NamedTuple


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _table(rows: dict[str, str]) -> dict[str, frozenset[str]]:
    return {left: _words(rights) for lefts, rights in rows.items() for left in lefts.split()}


# Left of the gap: words that still need a noun. "this", "all" or "some" can stand alone.
_ARTICLES = _words("a an the my your its our their every whose no")
_PREPOSITIONS = _words(
    """of to for from with at into onto by in on through during without within between among
    against toward towards upon via despite per about after before since until under over behind
    beneath beside beyond across around near throughout regarding unlike besides like than as"""
)
_TRANSITIVES = _words(
    """achieve add allow apply avoid become book boost bring calm choose cleanse combine consider
    contain create cure define deliver describe deserve detect determine discover distribute ease
    eliminate encourage enhance enjoy ensure explore find gather generate get give handle have heal
    hydrate identify improve include incorporate introduce involve keep locate love
    maintain make maximize minimize modify moisturize need nourish obtain offer optimize perform
    prefer prevent produce promote protect provide receive recommend reduce relieve remove replace
    represent require restore seek select send soothe specify stabilize stimulate strengthen take
    teach treat try use utilize want"""
)
_SUBORDINATORS = _words("because if when while although though whereas unless whether")
# "shows that X helps": behind these words "that" begins a clause and is no relative pronoun.
_SAYING = _words(
    """believe claim claims ensure ensures feel find found know known learn learned mean means prove
    proven proves said say says show shown shows suggest suggests think"""
)
_BE = _words("is are was were be been isn't aren't wasn't weren't")
_BEFORE_PARTICIPLE = _words("have having get gets getting become becomes as than no")
_CONTRACTED = _words("it that he she there here what who where how let when one")
_ADJECTIVES = _words(
    """aching additional ancient best better big calming certain clean clear cold common correct
    current daily deep different direct dry efficient empty entire exact existing firm full gentle
    good great healthy high hot important large light long low main modern multiple new next old
    other popular proper quick recent regular relaxing remaining rich separate short similar simple
    single small smooth soft soothing sore specific strong sufficient tired various warm weak
    weekly whole"""
)
_ADJECTIVE_ENDINGS = ("ous", "ful", "less", "ible", "able", "al", "ive", "ic", "ed")
_NOUNS_LIKE_ADJECTIVES = _words(
    """alternative animal approval archive arrival bed cable capital clinic deal directive drive
    essential executable fabric feed general goal hospital individual initiative interval journal
    live logic magic manual material meal mechanic metal metric music need objective original
    perspective potential proposal public real referral relative removal rental retrieval seed
    signal speed table terminal topic total traffic trial tutorial variable vegetable"""
)
_BEFORE_ADJECTIVE = (_ARTICLES | _PREPOSITIONS) | _words(
    "this that these those any some all each both another several many more most his her very"
)

# Right of the gap: words that can neither be nor begin a noun.
_FINITE = _words(
    """is are was were has have had does did can cannot could will would shall should may might
    must isn't aren't wasn't weren't hasn't haven't doesn't didn't can't couldn't won't wouldn't"""
) | _words(  # verbs in -s, but none that is a plural noun as well ("works", "uses", "needs")
    """accepts allows appears applies arises becomes begins brings calms chooses cleanses comes
    consists contains continues creates cures depends differs eases eliminates enables encourages
    enhances ensures exists expires fades feels gives goes happens heals helps improves includes
    increases involves keeps lasts lies makes melts nourishes occurs offers penetrates prevents
    promotes protects provides receives recommends reduces refers relaxes relies relieves remains
    removes requires responds restores saves seems sends serves soothes stimulates strengthens
    succeeds supports takes teaches tells tends understands varies wants"""
)
_CONJUNCTIONS = _words("and or but nor because although though whereas while unless")
_LINKS = _words(
    """of to for from with at into onto by in on through during without within between among
    against toward towards upon via despite per until since as than before after under"""
)
_ADVERBS = _words(
    """also always often usually sometimes never really rarely already today tomorrow tonight here
    there again anymore elsewhere everywhere instead together too thus therefore however once now
    then"""
)
_NOT_ADVERBS = _words("only early daily weekly monthly family friendly likely supply reply ugly")
_TWO_WORD_LINKS = frozenset(
    {"such as", "rather than", "so that", "as well", "even if", "even when", "only if", "only when"}
)
_OBJECTS = _words("the a an this these those my your his its our their them us")
_SINGULARS_IN_S = _words("series means lens news species sales sports days hours minutes weeks")
_NOT_AFTER_VERB = _FINITE | _CONJUNCTIONS | _LINKS | _ADVERBS
_NOT_AFTER_PREPOSITION = (_NOT_AFTER_VERB - {"here", "there"}) | _words(
    "i he she we they that who if like along"
)
_NOT_AFTER_ARTICLE = _NOT_AFTER_PREPOSITION | _words(
    """here there which whom where when why how you it the this these those my your its our their
    be been being about except around across whenever plus that's"""
)

# Neighbours in ordinary text although both classes say otherwise.
_ORDINARY = _table(
    {
        "apply choose get love on over prefer seek through try want": "to",
        "after before since until": "he i she they we now that then",
        "as": "always before for he i if in is of per she they though to was we with",
        "than": "at by for he i if in is on she that they to we with",
        "to": "also always have never often really that then",
        "have": "also always never often to",
        "for": "as at now that",
        "by": "now that then",
        "from": "that under within",
        "about": "that to",
        "add": "on to",
        "at": "once that",
        "in": "that then",
        "keep": "in",
        "like": "in that to",
        "need": "for to",
        "take": "into",
        "use": "of",
    }
)
_IDIOMS = frozenset(
    {"before and after", "by and large", "in and around", "in and out", "on and off", "to and from"}
)
# "log in with", "later on,", "want to.": here the preposition ends its phrase.
_PHRASE_ENDS = _table(
    {
        """log logs logged logging sign signs signed opt opts plug plugs plugged fill filled carry
        carries go goes going move moves turned later early so pass passed join built switch
        read""": "in on over by through about around along across",
        "want wants need needs used able how trying referred refers": "to",
        "ever shortly soon long day week year night": "before after",
    }
)

_OPENING = "([{【\"'“‘„«"
_CLOSING = ")]}】\"'”»"
_BRACKETS = {"(": ")", "[": "]", "{": "}", "【": "】"}
_QUOTES = {'"': '"', "“": "”", "'": "'", "‘": "'", "„": "“", "«": "»"}
_MARKS = ".!?…,;:–—-|/&+"
_END = "the end"
_MARKS_THAT_WAIT = frozenset(_MARKS) | frozenset(_BRACKETS)
_SENTENCE_ENDS = frozenset(".!?…") | {_END}
_STOPS = frozenset(_MARKS + _CLOSING) | {_END}
_ABBREVIATIONS = _words("e.g. i.e. etc. vs. cf. dr. mr. mrs. ms. st. no. approx. ca. fig.")
# "y", "è", "w": whole words elsewhere, so a fragment only where the text shows itself English.
_FOREIGN_WORDS = frozenset("eouywzskvàèéóáåö")
_ENGLISH = _words("the and with that this from your which")
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
    left_mark = "" if left[-1:].isalnum() or left in _ABBREVIATIONS else left[-1:]
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
        english=not _ENGLISH.isdisjoint(f"{before} {after}".lower().split()),
    )


def _opens_sentence(before: str) -> bool:
    # An opening mark touches the token; a quote with a blank behind it has closed something.
    text = before if before[-1:].isspace() else before.rstrip(_OPENING)
    last = "".join(text.lower().split()[-1:])
    ends = last[-1:] in _SENTENCE_ENDS and last not in _ABBREVIATIONS
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
    left_split = start[-1:].islower() or _opens_sentence(start[:-1])
    for word, split in ((gap.left, left_split), (gap.right, after.lstrip()[:1].islower())):
        whole = len(word) != 1 or not word.isalpha() or word in "ai"
        foreign = word in _FOREIGN_WORDS and not gap.english
        if split and not whole and not foreign:
            return f"'{word}' looks like a fragment of a split word"
    return None


def _headless(gap: Gap, *, must_be_capital: bool) -> str | None:
    stop = gap.right_mark in _STOPS and gap.right_mark != _END
    if must_be_capital or stop or gap.right in _FINITE:
        return f"a sentence would begin with {gap.follower}: what came first is missing"
    return None


def _after_mark(gap: Gap) -> str | None:
    if gap.left_mark not in _MARKS_THAT_WAIT:
        return None
    if gap.right_mark in _STOPS:
        return f"nothing would be left between '{gap.left_mark}' and {gap.follower}"
    if gap.right in _FINITE:
        return f"{gap.follower} has no subject behind '{gap.left_mark}'"
    return None


def _after_conjunction(gap: Gap) -> str | None:
    stop = gap.right_mark in _STOPS or gap.right in _CONJUNCTIONS
    if stop and gap.left in ("and", "or", "both", "either", "nor"):
        return gap.needs("a word")
    clause = gap.left in _SUBORDINATORS or (gap.left == "that" and gap.left2 in _SAYING)
    return gap.needs("a subject") if clause and gap.right in _FINITE else None


def _after_article(gap: Gap) -> str | None:
    owner, _, ending = gap.left.rpartition("'")
    if gap.left not in _ARTICLES and (ending != "s" or owner in _CONTRACTED):
        return None
    # Behind "a", or before an object, a word in -s is hardly a plural: "a (gently) warms".
    word = gap.right2 if gap.right.endswith("ly") else gap.right
    in_s = word.endswith("s") and word[-2:-1] not in "suia'" and word not in _SINGULARS_IN_S
    verb = in_s and gap.english and (gap.left in ("a", "an") or gap.right2 in _OBJECTS)
    return gap.needs("a noun") if verb or _no_noun(gap, _NOT_AFTER_ARTICLE) else None


def _after_preposition(gap: Gap) -> str | None:
    # "used as X in": behind a participle even "as in" has lost its noun.
    ordinary = gap.right in _ORDINARY.get(gap.left, ()) and not gap.left2.endswith("ed")
    idiom = f"{gap.left} {gap.right} {gap.right2}" in _IDIOMS
    if gap.left not in _PREPOSITIONS or ordinary or idiom:
        return None
    if gap.left in _PHRASE_ENDS.get(gap.left2, ()):
        return None
    return gap.needs("a noun") if _no_noun(gap, _NOT_AFTER_PREPOSITION) else None


def _after_verb(gap: Gap) -> str | None:
    stem = gap.left.removesuffix("s").removesuffix("ing")
    # "the use of": behind an article it is no verb.
    verb = gap.left2 not in _ARTICLES and not _TRANSITIVES.isdisjoint((stem, stem + "e"))
    if not verb or gap.right in _ORDINARY.get(stem, ()):
        return None
    return gap.needs("an object") if _no_noun(gap, _NOT_AFTER_VERB) else None


def _after_be(gap: Gap) -> str | None:
    return gap.needs("more") if gap.left in _BE and gap.right_mark in _SENTENCE_ENDS else None


def _after_adjective(gap: Gap) -> str | None:
    ending = gap.left.endswith(_ADJECTIVE_ENDINGS) and gap.left not in _NOUNS_LIKE_ADJECTIVES
    if not ending and gap.left not in _ADJECTIVES:
        return None
    if gap.left2 in _BEFORE_ADJECTIVE:
        return gap.needs("a noun") if _no_noun(gap, _NOT_AFTER_VERB) else None
    # "what is needed is": a participle can end a clause that is the subject.
    alone = gap.right in _FINITE and not gap.left.endswith("ed")
    return gap.needs("a noun") if alone else None


def _no_noun(gap: Gap, not_nouns: frozenset[str]) -> bool:
    adverb = gap.right.endswith("ly") and gap.right not in _NOT_ADVERBS
    participle = gap.right.endswith("ed") and gap.left not in _BEFORE_PARTICIPLE
    return (
        gap.right in not_nouns
        or gap.right_mark in _STOPS
        or gap.right_mark in _BRACKETS
        or f"{gap.right} {gap.right2}" in _TWO_WORD_LINKS
        or (adverb and (not gap.right2 or gap.right2 in _NOT_AFTER_VERB))
        or (participle and gap.right2 in _LINKS)
    )


_RULES: tuple[Callable[[Gap], str | None], ...] = (
    _after_mark,
    _after_conjunction,
    _after_article,
    _after_preposition,
    _after_verb,
    _after_be,
    _after_adjective,
)
