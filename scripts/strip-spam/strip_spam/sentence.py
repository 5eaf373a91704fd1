"""Does a sentence survive when a spam token is cut out of it?

Mostly the token was dropped *between* two words. Often enough it *replaced* one, and cutting leaves
a hole: "the art of .", "A usually lasts". Nothing is parsed here: a hole shows in the words on its
two sides, by the classes that the language's section in `languages.yml` has them in: the rules are
in `gaps.yml`.
"""

from collections.abc import Mapping
from itertools import starmap

from strip_spam.data import pattern, table
from strip_spam.language import Language

_OPENING = "([{【\"'“‘„«¿¡"


def broken_without(before: str, after: str, language: Language, *, sentence: bool) -> str | None:
    """Say why the text breaks when the token between `before` and `after` goes, or None.

    `sentence` tells whether they are of a paragraph; in a heading or a list item, a small letter
    can come first.
    """
    before = language.parted(before.replace("’", "'"))
    after = language.parted(after.replace("’", "'"))
    if pattern("hanging_before").search(before) or pattern("hanging_after").search(after):
        return "a part of a word hangs on the token"
    gap = _gap(before, after, language)
    right = gap["right"]
    follower = f"'{right}'" if right else "nothing"
    # An opening mark touches the token; a quote with a blank after it has closed something.
    last = "".join(before.rstrip(_OPENING).lower().split()[-1:])
    abbreviated = language.has(last, "abbreviations") or last.endswith("...")
    if not last or (language.has(last[-1], "ends") and not abbreviated):
        lower = after.lstrip(_OPENING + " \t\n")[:1].islower()
        no_subject = lower and (sentence or language.has(right, "finite"))
        if language.has(right, "stops") or no_subject:
            return f"a sentence would begin with {follower}: what came first is missing"
        return None
    phrase = " ".join(before.split()[-3:])
    asked = (form for words, form in language.agree if words.fullmatch(gap["left"]))
    agrees = all(form.fullmatch(gap["written"]) for form in asked)
    if _is("breaks", gap, language) or not agrees:
        return f"'{phrase}' can't be followed by {follower}"
    return None


def stands_apart(before: str, after: str) -> bool:
    """Tell whether a token is between two sentences, or before the first or after the last.

    That shows in any language whose sentences end in such a mark and begin with a capital letter;
    a short word before a full stop may be an abbreviation.
    """
    follows = not before.strip() or pattern("sentence_before").search(before)
    leads = not after.strip() or after.lstrip(_OPENING + " \t\n")[:1].isupper()
    return bool(follows) and leads


def _gap(before: str, after: str, language: Language) -> Mapping[str, str]:
    """Return the words at the places of `gaps.yml`, in small letters, and `right` as `written`.

    Where there is no word, it is a mark or '' (nothing).
    """
    left2, left = ["", "", *before.lower().split()][-2:]
    right, right2 = [*after.split(), "", ""][:2]
    written = right.rstrip(language.stops)
    if left and not left[-1].isalnum() and not language.has(left, "abbreviations elided"):
        left = left[-1]
    if after[:1].isspace() and right[1:2].isalnum():
        right = right.lstrip("\"'“‘„«¿¡.-/+")  # an opening quote, "-5", ".NET": still a word
    if not right[:1].isalnum():
        right = right[:1]
    elif right[-1] in language.stops and not language.has(right.lower(), "elided"):
        right, right2 = right.rstrip(language.stops), ""
    left2, left = left2.lstrip(_OPENING), left.lstrip(_OPENING) or left
    right, right2 = right.lower(), right2.rstrip(language.stops).lower()
    words = left2, left, right, right2, f"{left2}_{left}", f"{right}_{right2}", written
    return dict(zip("left2 left right right2 before after written".split(), words, strict=True))


def _is(kind: str, gap: Mapping[str, str], language: Language) -> bool:
    """Tell whether a gap is of a kind: whether a row that `gaps.yml` has for it holds."""

    def holds(said: str, names: str) -> bool:
        place, _, negated = said.partition(" ")
        if place == "gap":
            found = any(_is(name, gap, language) for name in names.split())
        else:
            found = language.has(gap[place], names)
        return found != bool(negated)

    return any(all(starmap(holds, row.items())) for row in table("gaps")[kind])
