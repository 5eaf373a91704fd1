"""Ways to reach a spammer: addresses, names and numbers in the sentence of a token."""

from math import inf
from unicodedata import normalize

from strip_spam.data import pattern

# How far from the token each counts within its sentence, in code points. Authors, too, write
# addresses and names with a dot, in long sentences mostly further away.
_WAYS = {"address": 24, "dotted": 24, "name": inf, "messenger": inf, "number": inf}


def contact(before: str, after: str) -> str | None:
    """Return a way to reach somebody in the sentence around a place, None if there is none.

    Args:
        before: the text before the place, without links and code.
        after: the text after it.
    """
    ends = pattern("ends_sentence")
    for part, ahead in ((ends.split(before)[-1], False), (ends.split(after)[0], True)):
        text = normalize("NFKC", part)  # spam writes in other forms of letters and digits
        for way, reach in _WAYS.items():
            for found in pattern(f"contact_{way}").finditer(text):
                if (found.start() if ahead else len(text) - found.end()) <= reach:
                    return found[0]
    return None
