"""Languages: the classes of their words, and how it shows which one a text is in.

What is known of a language is data: a section of `languages.yml`, whose head says what each class
means. A language without a section is unknown, and no sentence of it is judged.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from strip_spam.find import script

# The classes by whose words a text shows its language.
_LITTLE = "articles prepositions joining subordinators being pronouns joiners finite".split()
# In prose of other people, 98 of 100 paragraphs in a language that has a section have this share of
# its little words; in Swedish, Polish, Turkish or Indonesian, 98 of 100 do not have it of any.
_CLEAR = 1 / 4
_WORD = re.compile(r"[^\W\d_]+'?")
_NO_WORDS_IN = re.compile(
    r"(?<!\S)\S*?(?:[/\\_=@<>{}|]|\w[.:]+\w)\S*"
)  # an address, a name in a program

_EMPTY_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
# The scripts of languages that are not written in Latin letters.
SCRIPTS = {"ko": "HANGUL", "zh": "CJK", "ja": "CJK HIRAGANA KATAKANA", "th": "THAI", "el": "GREEK"}
SCRIPTS |= dict.fromkeys("ru uk be bg sr mk kk".split(), "CYRILLIC") | {"he": "HEBREW"}
SCRIPTS |= dict.fromkeys(("ar", "fa", "ur"), "ARABIC") | {"hi": "DEVANAGARI"}


class Words:
    """A class of words."""

    def __init__(self, text: str = "") -> None:
        """Read words, patterns in which `*` stands for any letters, and what is none (`!word`)."""
        words = text.split()
        self._refused = {word[1:] for word in words if word[0] == "!"}
        self.listed = frozenset(words) - self._refused
        patterns = (re.escape(word).replace(r"\*", ".*") for word in words if "*" in word)
        self._pattern = re.compile("|".join(patterns) or "(?!)")

    def __contains__(self, word: str) -> bool:
        """Tell whether a word, in small letters, belongs to the class."""
        if word in self.listed:
            return True
        return word not in self._refused and self._pattern.fullmatch(word) is not None


class Language:
    """What is known of a language: word classes by their names."""

    def __init__(self, section: Mapping[str, Any]) -> None:
        """Read a section of the data."""

        def whole(text: str) -> str:
            return re.sub(r"@(\w+)", lambda other: whole(section[other[1]]), text)

        self.agree = [
            (Words(whole(words)), re.compile(whole(pattern)))
            for words, pattern in section.get("agree", {}).items()
        ]
        self._classes = {
            name: Words(whole(text)) for name, text in section.items() if name != "agree"
        }
        elided = "|".join(self["elided"].listed)
        self._elided = re.compile(rf"\b({elided or '(?!)'})(?=\w)", re.IGNORECASE)
        self.little = frozenset[str]().union(*(self[name].listed for name in _LITTLE))

    def __getitem__(self, name: str) -> Words:
        """Return a class of words; an empty one if the language has none."""
        return self._classes.get(name, _NO_WORDS)

    def is_any(self, word: str, names: str) -> bool:
        """Tell whether a word belongs to one of these classes, named with blanks between them."""
        return any(word in self[name] for name in names.split())

    def parted(self, text: str) -> str:
        """Return a text with a blank after each elided word: `l' eau`."""
        return self._elided.sub(r"\1 ", text)


_NO_WORDS = Words()


@cache
def languages() -> Mapping[str, Language]:
    """Return what is known of each language, by its code."""
    data = yaml.safe_load(Path(__file__).with_name("languages.yml").read_bytes())
    return {code: Language(section) for code, section in data.items()}


def language_of(text: str, page: str, site: str) -> Language | None:
    """Return what is known of the language that a text is in; None if it has no section.

    Args:
        text: a paragraph, a heading, a cell, or a part of one.
        page: what it stands in, whose language is that of a text which shows none.
        site: the code of the site's language, which is that of a page which shows none.
    """
    usual = _usual(page, primary(site))
    code = _code(text, usual)
    return languages().get(usual if code is None else code)


def known(lang: str) -> Language | None:
    """Return what is known of a language, by a code as in HTML: `pt`, `pt-BR`."""
    return languages().get(primary(lang))


def primary(lang: str) -> str:
    """Return the code of a language without that of a country or a script."""
    return lang.lower().split("-")[0]


@lru_cache(maxsize=8)
def _usual(page: str, site: str) -> str:
    """Return the code of the language that most of a page's paragraphs show."""
    codes = (_code(paragraph, site) for paragraph in _EMPTY_LINE.split(page))
    counts = Counter(code for code in codes if code is not None)
    return max(counts, key=counts.__getitem__, default=site)


def _code(text: str, usual: str) -> str | None:
    """Return the code of the language that a text shows, '' for one without a section.

    None if it shows none. The numbers are the policy's, but for `_CLEAR`.
    """
    words = _WORD.findall(_NO_WORDS_IN.sub(" ", text.lower().replace("’", "'")))
    counts = {
        code: sum(map(language.little.__contains__, words))
        for code, language in languages().items()
    }
    most = max(counts.values())
    best = [code for code, count in counts.items() if count == most]
    if most >= max(2, len(words) * _CLEAR) and (usual in best or len(best) == 1):
        return usual if usual in best else best[0]
    letters = list(filter(str.isalpha, text))
    scripts = SCRIPTS.get(usual, "LATIN").split()
    if 2 * sum(script(letter) in scripts for letter in letters) < len(letters):
        return ""
    return "" if len(words) >= 20 and counts.get(usual, 0) < len(words) / 10 else None
