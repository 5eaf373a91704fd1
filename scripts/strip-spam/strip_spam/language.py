"""Languages: the classes of their words, and how it shows which one a text is in.

What is known of a language is data: a section of `languages.yml`, whose head says what each class
means. A language without a section is unknown, and no sentence of it is judged.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# The classes by whose words a text shows its language.
_LITTLE = "articles prepositions joining subordinators being pronouns joiners finite".split()
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]*)?")


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
        self._little = frozenset[str]().union(*(self[name].listed for name in _LITTLE))

    def __getitem__(self, name: str) -> Words:
        """Return a class of words; an empty one if the language has none."""
        return self._classes.get(name, _NO_WORDS)

    def is_any(self, word: str, names: str) -> bool:
        """Tell whether a word belongs to one of these classes, named with blanks between them."""
        return any(word in self[name] for name in names.split())

    def parted(self, text: str) -> str:
        """Return a text with a blank after each elided word: `l' eau`."""
        return self._elided.sub(r"\1 ", text)

    def share(self, text: str) -> tuple[int, float]:
        """Return how many of a text's words are this language's little words, and their share."""
        words = _WORD.findall(self.parted(text.lower().replace("’", "'")))
        count = sum(word in self._little for word in words)
        return count, count / max(1, len(words))


_NO_WORDS = Words()


@cache
def languages() -> Mapping[str, Language]:
    """Return what is known of each language, by its code."""
    data = yaml.safe_load(files(__package__).joinpath("languages.yml").read_bytes())
    return {code: Language(section) for code, section in data.items()}
