"""Languages: the classes of their words, and how to tell which one a text is in.

What is known of a language is data: a section of `languages.yml`, whose head says what each class
means. A language without a section is unknown, and no sentence of it is judged.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from strip_spam.data import pattern, table
from strip_spam.find import script

# In prose of other people, 98 of 100 paragraphs in a language that has a section have this share of
# its little words; in Swedish, Polish, Turkish or Indonesian, 98 of 100 do not have it of any.
_CLEAR = 0.3
_UNKNOWN = "?"


class Language:
    """What is known of a language: its classes of words."""

    def __init__(self, section: Mapping[str, Any]) -> None:
        """Read a section of the data."""
        agree = section.get("agree", {})
        classes = table("gaps")["classes"] | {k: v for k, v in section.items() if k != "agree"}

        def whole(text: str) -> str:
            return re.sub(r"@(\w+)", lambda other: whole(classes.get(other[1], "")), text)

        self._classes = {name: _words(whole(text)) for name, text in classes.items()}
        elided = "|".join(classes.get("elided", "(?!)").split())
        self._elided = re.compile(rf"(?i)\b({elided})(?=\w)")
        self.little = {*whole("@little").split()}
        self.stops = "".join(whole("@stops").split())
        # After such words, the next one, as it is written, is as the pattern says.
        self.agree = [(_words(whole(words)), re.compile(agree[words])) for words in agree]

    def has(self, word: str, names: str) -> bool:
        """Tell whether a word, in small letters, is in one of these classes, parted by blanks."""
        classes = (self._classes[name] for name in names.split() if name in self._classes)
        return any(words.fullmatch(word) for words in classes)

    def parted(self, text: str) -> str:
        """Return a text with a blank after each elided word: `l' eau`."""
        return self._elided.sub(r"\1 ", text)


def _words(text: str) -> re.Pattern[str]:
    """Return what matches the words of a class: `*` is for any letters, `!word` is none of it."""
    words = [re.escape(word).replace(r"\*", ".*") for word in text.split()]
    refused = [word[1:] for word in words if re.match("!.", word)]
    patterns = [word for word in words if not re.match("!.", word)]
    return re.compile(rf"(?!(?:{'|'.join(refused) or '(?!)'})\Z)(?:{'|'.join(patterns)})")


@cache
def languages() -> Mapping[str, Language]:
    """Return what is known of each language, by its code."""
    return {code: Language(section) for code, section in table("languages").items()}


def language_of(text: str, page: str, site: str, lang: str = "") -> Language | None:
    """Return what is known of the language that a text is in; None if it has no section.

    It is that of `lang`, the code that the text is marked with; else the one that the text shows;
    else that of most of its page; else that of the site (a code).
    """
    usual = _usual(page, site)
    return languages().get(lang or _code(text, usual) or usual)


def scripts_of(lang: str) -> set[str]:
    """Return the scripts that a language is written in, by its code."""
    return {*table("scripts")["of"].get(lang, "LATIN").split()}


@lru_cache(maxsize=8)
def _usual(page: str, site: str) -> str:
    """Return the code of the language that most of a page's prose paragraphs are in."""
    prose = [*filter(pattern("sentence_ends").search, pattern("empty_line").split(page))]
    # If all are short: together, they show it, if they are no list of the same few words.
    together = " ".join({*" ".join(prose).split()})
    codes = [*filter(None, (_code(paragraph, site) for paragraph in prose))]
    if 2 * len(codes) <= len(prose) and site not in codes:
        codes = [_code(together, site) or site]
    return Counter(codes).most_common(1)[0][0]


def _code(text: str, usual: str) -> str:
    """Return the code of the language that a text shows, `_UNKNOWN` for one without a section.

    Empty if it shows none. The numbers were given as a policy; only `_CLEAR` was measured.
    """
    plain = pattern("no_words").sub(" ", text.lower().replace("’", "'"))
    words = pattern("word").findall(plain)
    counts = {
        code: sum(map(language.little.__contains__, words))
        for code, language in languages().items()
    }
    most = max(counts.values())
    best = [code for code, count in counts.items() if count == most]
    if most >= max(2, len(words) * _CLEAR) and (usual in best or len(best) == 1):
        return usual if usual in best else best[0]
    letters, scripts = [*filter(str.isalpha, text)], scripts_of(usual)
    if 2 * sum(script(letter) in scripts for letter in letters) < len(letters):
        return _UNKNOWN
    return _UNKNOWN if len(words) >= 20 and counts.get(usual, 0) < len(words) / 10 else ""
