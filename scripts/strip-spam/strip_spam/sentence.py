"""Does a sentence survive when a spam token is cut out of it?

Mostly the token was dropped *between* two words. Often enough it *replaced* one, and cutting leaves
a hole: "the art of .", "A usually lasts". Nothing is parsed here: a hole shows in the words on its
two sides, by the classes that the language's section in `languages.yml` has them in.
"""

from collections.abc import Iterator, Sequence

from strip_spam.data import pattern
from strip_spam.language import Language

_OPENING = "([{【\"'“‘„«¿¡"
_CLOSING = ")]}】\"'”»"
_BRACKETS = "([{【"
_ENDS = ".!?…"
_MARKS = _ENDS + ",;:–—-|/&+"
_STOPS = frozenset(_MARKS + _CLOSING) | {""}
# No rule looks further than this; it keeps a long block with many tokens cheap.
_REACH = 300

_NOT_NOUNS = "finite third_person joiners adverbs after_nouns"


def broken_without(before: str, after: str, language: Language, *, sentence: bool) -> str | None:
    """Say why the text breaks when the token between `before` and `after` goes, or None.

    `sentence` tells whether they are of a paragraph; in a heading or a list item, a small letter
    can come first.
    """
    before = language.parted(before[-_REACH:].replace("’", "'"))
    after = language.parted(after[:_REACH].replace("’", "'"))
    if pattern("hanging_before").search(before) or pattern("hanging_after").search(after):
        return "a part of a word hangs on the token"
    _, _, right, *_ = gap = _gap(before, after, language)
    follower = f"'{right}'" if right else "nothing"
    # An opening mark touches the token; a quote with a blank after it has closed something.
    text = before if before[-1:].isspace() else before.rstrip(_OPENING)
    last = "".join(text.lower().split()[-1:])
    abbreviated = language.has(last, "abbreviations") or last.endswith("...")
    if not last or (last[-1] in _ENDS and not abbreviated):
        lower = after.lstrip(_OPENING + " \t\n")[:1].islower()
        no_subject = lower and (sentence or language.has(right, "finite"))
        if right in _STOPS - {""} or no_subject:
            return f"a sentence would begin with {follower}: what came first is missing"
        return None
    phrase = " ".join(before.split()[-3:])
    return f"'{phrase}' can't be followed by {follower}" if any(_waits(gap, language)) else None


def stands_apart(before: str, after: str) -> bool:
    """Tell whether a token is between two sentences, or before the first or after the last.

    That shows in any language whose sentences end in such a mark and begin with a capital letter;
    a short word before a full stop may be an abbreviation.
    """
    follows = not before.strip() or pattern("sentence_before").search(before)
    leads = not after.strip() or after.lstrip(_OPENING + " \t\n")[:1].isupper()
    return bool(follows) and leads


def _gap(before: str, after: str, language: Language) -> Sequence[str]:
    """Return two words on each side, in small letters, and the right one as it is written.

    Where there is no word, it is a mark or '' (nothing).
    """
    left2, left = ["", "", *before.lower().split()[-2:]][-2:]
    right, right2 = [*after.split()[:2], "", ""][:2]
    written = right.rstrip(_MARKS + _CLOSING)
    if left[-1:] and not left[-1].isalnum() and not language.has(left, "abbreviations elided"):
        left = left[-1]
    if after[:1].isspace() and right[1:2].isalnum():
        right = right.lstrip("\"'“‘„«¿¡.-/+")  # an opening quote, "-5", ".NET": still a word
    if not right[:1].isalnum():
        right, right2 = right[:1], ""
    elif right[-1] in _STOPS and not language.has(right.lower(), "elided"):
        right, right2 = right.rstrip(_MARKS + _CLOSING), ""
    left2, left = left2.lstrip(_OPENING), left.lstrip(_OPENING) or left
    return left2, left, right.lower(), right2.rstrip(_MARKS + _CLOSING).lower(), written


def _waits(gap: Sequence[str], language: Language) -> Iterator[bool]:
    """Yield for each rule on the left word whether it waits for one that the right one can't be."""
    (left2, left, right, right2, written), of = gap, language.has
    first = left2[-1:] in {*_ENDS, ""}  # the left word begins a sentence
    # The right word can neither be a noun nor begin one.
    no_noun = (
        right in _STOPS
        or right in _BRACKETS
        or of(right, _NOT_NOUNS)
        or of(f"{right}_{right2}", "linking")
        or (of(right, "leading") and (not right2 or of(right2, _NOT_NOUNS)))
        # A participle that comes after its noun: "the oil used in".
        or (of(right, "participles") and of(right2, "joiners") and not of(left, "comparing"))
    )
    verb = of(right, "finite third_person")
    # Also one before its object: "warms the back".
    acts = verb or (of(right, "verbs") and of(right2, "objects"))

    if left in _MARKS or left in _BRACKETS:
        yield right in _STOPS or of(right, "finite")
    if of(left, "articles"):
        yield no_noun or acts
        yield of(right, "not_after_article pronouns infinitives")
    if of(left, "prepositions") and not of(f"{left2}_{left}", "phrases"):
        yield no_noun
        yield of(right, "pronouns") and not of(left, "conjunctions")
        yield of(right, "infinitives") and not of(left, "infinitive")
    if of(left, "pointers"):
        yield acts
    if of(left, "joining"):
        yield right in _STOPS or of(right, "connecting")
    if of(left, "subordinators saying") or (of(left, "that") and of(left2, "saying")):
        yield verb
    if of(left, "being") and not of(left2, "that"):
        yield right in (*_ENDS, ",") or of(right, "relatives")
    if of(left, "auxiliaries") and (first or of(left2, "asking")):
        yield no_noun or of(right, "infinitives bare_verbs adjectives")
        # Cut, "Do X press on the eyes" might say the opposite of what was meant.
        yield of(left, "commanding") and not of(right, "ordered")
    if of(left, "adjectives"):
        yield first and verb
        yield no_noun and of(left2, "determiners adjectives transitive nouns_too")
    if of(left, "transitive nouns_too") and not of(left2, "articles"):
        noun = of(left, "nouns_too") and of(left2, "prepositions") and not of(left2, "infinitive")
        why = of(right, "infinitive") and not of(right2, "objects")
        yield no_noun and not noun and not why
    for words, fits in language.agree:
        yield bool(words.fullmatch(left)) and not fits.fullmatch(written)
