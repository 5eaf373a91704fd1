"""Does a sentence survive when a spam token is cut out of it?

Mostly the token was dropped *between* two words. Often enough it *replaced* one, and cutting leaves
a hole: "the art of .", "A usually lasts". Nothing is parsed here: a hole shows in the words on its
two sides. Where a word belongs to two classes ("needs"), it stands where it was wrong least often.
"""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that wait for a noun.
_ARTICLES = _words("a an the my your its our their every whose no")
_PREPOSITIONS = _words(
    """of to for from with at into onto by in on through during without within between among
    against toward towards upon via despite per about after before since under over beneath
    beyond across throughout regarding unlike like than as"""
)
# Here the preposition ends its phrase.
_PHRASES = _words("log_in logged_in opt_in carry_on go_on so_on turned_on want_to able_to")
# Prepositions that a clause can follow.
_CONJUNCTIONS = _words("after as before since than")
# They can stand alone, but before a verb a noun more often stood behind them.
_POINTERS = _words("this each another")
# "it's": no possessive.
_CONTRACTED = _words("it that he she there here what who where how let when one")
# Words that wait for another word, for a subject, for more.
_JOINING = _words("and or both either nor")
_SUBORDINATORS = _words("because if until when while though unless whether")
_SAYING = _words("believe ensure ensures know means note say says show shows suggest suggests")
_BE = _words("is are was were be been called named isn't aren't wasn't weren't")
_AUXILIARIES = _words("is are do does can could should will")

# Verbs that need an object, and are no nouns; those that are nouns as well.
_TRANSITIVE = _words(
    """accept achieve add alleviate allow apply avoid choose combine configure contain convert
    create define deliver demonstrate describe detect determine develop disable eliminate enable
    encourage enhance enjoy ensure establish execute expect generate give have heal ignore
    implement improve include incorporate indicate introduce keep loosen love maintain make
    manage moisturize nourish obtain override perform prefer preserve prevent produce promote
    protect provide receive recommend reduce rejuvenate relieve remove represent require
    retrieve see seek send skip soothe specify stimulate strengthen suggest take tell utilize
    verify wear write"""
)
_NOUNS_TOO = _words("book ease find install offer save select treat try use")

# Adjectives without an ending that shows them; the endings; nouns that have such an ending.
_ADJECTIVES = _words(
    """appropriate bad better big brief certain clean common complete complex correct
    corresponding current daily different empty entire exact existing explicit extra few first
    following free full further future gentle given good great greater healthy heavy high hot
    important large larger last leading little long lower main major many maximum minimum minor
    modern multiple new next nice old older ongoing open other own particular perfect plain
    popular private proper pure quick raw recent regular relaxing relevant remaining resulting
    safe same second separate short similar simple single small soothing strong subsequent
    underlying unique unknown warm whole wide wrong"""
)
_ADJECTIVE_ENDINGS = ("ous", "ful", "ible", "able", "al", "ive", "ic", "ed", "ary", "est")
_NOUNS_LIKE_ADJECTIVES = _words(
    """dictionary executable general goal interest library material need request rest summary
    terminal test variable"""
)
# An adjective behind one of these describes what comes next.
_DETERMINERS = _words("that these any some all several many most his her") | (
    _ARTICLES | _PREPOSITIONS | _POINTERS
) - _words("as than")

# Words that can neither be a noun nor begin one.
_FINITE = _words(
    """is are was were has have had does did can cannot could will would shall should may might
    must isn't aren't wasn't weren't hasn't haven't doesn't didn't can't couldn't won't wouldn't
    became came said went calms eases feels helps hurts lasts lies relaxes softens warms goes
    happens remains seems"""
)
_JOINERS = _words(
    """and or but nor because although though whereas while unless of to for from with at into
    onto by in on through during without within between among against toward towards upon via
    despite per until since as than before after under"""
)
_ADVERBS = _words(
    """also always often usually sometimes never rarely already today here again anymore
    everywhere instead together too once twice now then so yet ever"""
)
# Nor can these behind a preposition; and these behind an article.
_PRONOUNS = _words("i he she we they that who if like when where about out")
_NOT_AFTER_ARTICLE = _PRONOUNS | _words(
    """which whom why how you it a an the each this these those my your its our their be been
    being not except around across over down behind below itself themselves yourself using
    containing named called that's it's you're"""
)
# Behind a word in -s one of these shows it to be a verb.
_OBJECTS = _words("the a an this these those my your his its our their them us you people")
# After "Do", where a sentence begins with it, other words were perhaps forbidden: "Do not press".
_AFTER_DO = _OBJECTS | _words("i he she we they it not so what")

_VERBS_IN_S = _FINITE | {
    re.sub("(?<![aeiou])y$", "ie", v) + s for v in _TRANSITIVE for s in ("s", "es")
}
_NOT_NOUNS = _VERBS_IN_S | _JOINERS | _ADVERBS

_OPENING = "([{【\"'“‘„«"
_CLOSING = ")]}】\"'”»"
_BRACKETS = "([{【"
_ENDS = ".!?…"
_MARKS = _ENDS + ",;:–—-|/&+"
_STOPS = frozenset(_MARKS + _CLOSING) | {""}
_ABBREVIATIONS = _words("e.g. i.e. etc. vs. cf. dr. mr. mrs. ms. st. no. approx. ca. fig.")
# Glued to the token, or a letter that is no word in any language: "it has g X ined".
_HANGING_BEFORE = re.compile(r"\w-?\Z|(?<!\S)[b-df-hj-np-rt]\s*\Z|\A[B-HJ-Z]\s*\Z")
_HANGING_AFTER = re.compile(r"'s\b|-?\w|\s+[b-df-hj-np-rt](?!\S)")
# No rule looks further than this; it keeps a long block with many tokens cheap.
_REACH = 300


def broken_without(before: str, after: str, *, sentence: bool) -> str | None:
    """Say why the text breaks when the token between `before` and `after` goes, or None."""
    before = before[-_REACH:].replace("’", "'")
    after = after[:_REACH].replace("’", "'")
    if _HANGING_BEFORE.search(before) or _HANGING_AFTER.match(after):
        return "a part of a word hangs on the token"
    gap = *_, right, _ = _gap(before, after)
    follower = f"'{right}'" if right else "nothing"
    # An opening mark touches the token; a quote with a blank behind it has closed something.
    text = before if before[-1:].isspace() else before.rstrip(_OPENING)
    last = "".join(text.lower().split()[-1:])
    ended = last[-1:] in _ENDS and last not in _ABBREVIATIONS and not last.endswith("...")
    if not last or ended:
        lower = after.lstrip(_OPENING + " \t\n")[:1].islower()
        if right in _STOPS - {""} or (lower and (sentence or right in _FINITE)):
            return f"a sentence would begin with {follower}: what came first is missing"
        return None
    phrase = " ".join(before.split()[-3:])
    return f"'{phrase}' can't be followed by {follower}" if _waits(*gap) else None


def _gap(before: str, after: str) -> tuple[str, str, str, str]:
    """Return two words on each side, in lower case; a mark or '' (nothing) where there is none."""
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
    left, right = left.lstrip(_OPENING) or left, right.rstrip(_MARKS + _CLOSING) or right
    return left2.lstrip(_OPENING), left, right, right2.rstrip(_MARKS + _CLOSING)


def _waits(left2: str, left: str, right: str, right2: str) -> bool:
    """Tell whether the left word still waits for one that the right one can't be."""
    first = left2[-1:] in {*_ENDS, ""}  # the left word begins a sentence
    # The right word can neither be a noun nor begin one.
    adverb = right.endswith("ly") and right2 in _NOT_NOUNS | {""}
    no_noun = adverb or right in _STOPS | _NOT_NOUNS | {*_BRACKETS}
    no_noun = no_noun or f"{right} {right2}" in ("such as", "rather than")
    # It is a participle that comes after its noun: "the oil used in"; a verb before its object.
    used_in = right.endswith("ed") and right2 in _JOINERS and left not in ("as", "than", "no")
    verb = right in _VERBS_IN_S or (right.endswith(("s", "ing", "ed")) and right2 in _OBJECTS)

    asks = left in _AUXILIARIES and (first or left2 in {"how", "why", "often"})
    # Cut, "Do X press on the eyes" might say the opposite of what was meant.
    told = left == "do" and right not in _AFTER_DO
    does = right in _TRANSITIVE | _NOUNS_TOO | {"be", "help", "work"}
    owner, _, ending = left.rpartition("'")
    article = left in _ARTICLES or (ending == "s" and owner not in _CONTRACTED)
    no_object = left != "to" and right in _TRANSITIVE
    clause = right in _PRONOUNS and left not in _CONJUNCTIONS
    preposition = left in _PREPOSITIONS and f"{left2}_{left}" not in _PHRASES
    describes = left2 in _DETERMINERS or _adjective(left2) or _transitive(left2)
    says = (left2 if left == "that" else left) in _SAYING
    noun = (left in _NOUNS_TOO and left2 in _PREPOSITIONS - {"to"}) or left2 in _ARTICLES
    why = right == "to" and right2 not in _OBJECTS
    return (
        (left in _MARKS + _BRACKETS and right in _STOPS | _FINITE)
        or (left in _JOINING and right in _STOPS | {"and", "or"})
        or (left in _BE and left2 != "that" and right in {*_ENDS, ",", "which"})
        or ((says or left in _SUBORDINATORS) and right in _VERBS_IN_S)
        or (asks and (told or does or no_noun or _adjective(right)))
        or (left in _POINTERS and verb)
        or (article and (right in _NOT_AFTER_ARTICLE | _TRANSITIVE or used_in or verb or no_noun))
        or (preposition and (clause or no_object or used_in or no_noun))
        or (_adjective(left) and ((first and right in _VERBS_IN_S) or (describes and no_noun)))
        or (_transitive(left) and no_noun and not (noun or why))
    )


def _adjective(word: str) -> bool:
    if word in _NOUNS_LIKE_ADJECTIVES:
        return False
    return word in _ADJECTIVES or word.endswith(_ADJECTIVE_ENDINGS)


def _transitive(verb: str) -> bool:
    """Is the word a verb that needs an object, in any form but the past?"""
    stems = {verb, verb.removesuffix("s"), verb.removesuffix("es")}
    if verb.endswith("ing"):
        stem = verb.removesuffix("ing")
        stems |= {stem, stem + "e", stem[:-1]}
    return not stems.isdisjoint(_TRANSITIVE | _NOUNS_TOO)
