"""How well does `strip-spam` judge sentences in other languages? Prints what it measured.

It takes a folder with a text for each language, `de.txt`: paragraphs of prose, an empty line
between two. Ten of them make a page, on a site in English. Into each paragraph of it a token is put
between two words, or in the place of a noun; the page is healed and compared with what it was. The
places are found by plain patterns that share nothing with the tool, and are the same in each run.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import yaml

from strip_spam.find import Finder
from strip_spam.strip import strip
from strip_spam.tokens import TokenList

TOKENS = ("경남출장", "slot gacor")
ROUNDS = 3  # places tried in each paragraph

BETWEEN = re.compile(r"(?<![^ ])[^\W\d_]{2,}(?P<gap>)(?= [^\W\d_]{2,}(?![^ ,;.]))")
ANY_WORD = re.compile(r"(?<=[^\W\d_])(?P<gap> [^\W\d_]{4,})(?=[ ,.])")


class Nouns(NamedTuple):
    """How a noun is known, as `nouns.yml` has it."""

    after: str
    never: str = ""
    noun: str = r"[^\W\d_A-Z][^\W\d_]{2,}"
    follows: str = "[.,;:]| [a-zà-ÿœ]+[ ,.;:'’]"  # a mark, or an ordinary word, no name

    def pattern(self) -> re.Pattern[str]:
        """Return what finds such a noun."""
        after = "|".join(self.after.split())
        never = "|".join(self.never.split()).replace("*", r"\w*") or "(?!)"
        return re.compile(
            rf"(?<![\w'’-])(?i:{after})(?P<gap> (?!(?:{never})\b){self.noun}\b)(?={self.follows})"
        )


NOUNS = yaml.safe_load(Path(__file__).with_name("nouns.yml").read_bytes())
LANGUAGES = {code: Nouns(**row) for code, row in NOUNS.items()}


def pages(folder: Path, code: str) -> Iterator[Sequence[str]]:
    """Yield pages of ten paragraphs."""
    paragraphs = (folder / f"{code}.txt").read_text("utf-8").strip().split("\n\n")
    for n in range(0, len(paragraphs), 10):
        yield paragraphs[n : n + 10]


def measured(folder: Path, code: str, places: re.Pattern[str]) -> Counter[str]:
    """Return how many tokens in such places were undone, reported, or took other text along."""
    chance, counts = Random(5), Counter[str]()
    for page in pages(folder, code):
        for n in range(ROUNDS):
            token = TOKENS[n % 2]
            chosen = [
                chance.choice(gaps) if gaps else None
                for gaps in (
                    [match.span("gap") for match in places.finditer(text)] for text in page
                )
            ]
            polluted, cut = (
                [
                    text[: gap[0]] + put + text[gap[1] :] if gap else text
                    for text, gap in zip(page, chosen, strict=True)
                ]
                for put in (f" {token}", "")
            )
            outcome = strip("\n\n".join(polluted), Finder(TokenList((token,))))
            healed = outcome.text.split("\n\n")
            for gap, *texts in zip(chosen, polluted, cut, healed, strict=True):
                if gap:
                    dirty, clean, now = texts
                    counts[
                        "reported" if now == dirty else "undone" if now == clean else "other"
                    ] += 1
    return counts


def main(folder: Path) -> None:
    """Measure each text, and print a line for it."""
    for path in sorted(folder.glob("*.txt")):
        code = path.stem
        between = measured(folder, code, BETWEEN)
        nouns = measured(folder, code, LANGUAGES[code].pattern() if code in LANGUAGES else ANY_WORD)
        print(
            f"{code}: of {between.total()} between words {share(between, 'undone')} undone, "
            f"of {nouns.total()} {'nouns' if code in LANGUAGES else 'words'} replaced "
            f"{share(nouns, 'reported')} reported, {between['other'] + nouns['other']} mangled"
        )


def share(counts: Counter[str], kind: str) -> str:
    """Return what part of all is of a kind, in hundredths."""
    return f"{100 * counts[kind] / max(1, counts.total()):.1f} %"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
