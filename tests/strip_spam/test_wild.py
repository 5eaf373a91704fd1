"""Other people's text: what the installed packages ship, polluted and healed.

Nobody wrote it with this tool in mind. The places to pollute are found by plain patterns that share
nothing with the tool, and are the same in every run with the same packages.
"""

import re
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import distributions
from itertools import chain, groupby
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from babel import Locale

from conftest import ROOT, TOKEN
from strip_spam.find import Finder
from strip_spam.strip import place_in, strip
from strip_spam.tokens import TokenList

LOCKS = ("requirements.txt", "requirements-test.txt")
PACKAGES = Path(sysconfig.get_path("purelib"))
LANGUAGES = PACKAGES / "material/templates/partials/languages"
TEXTS = re.compile(r"(?i).*\.(md|rst|txt)|(metadata|readme|licen[sc]e|copying|notice)(\..*)?")
LARGEST = 60_000
ORDINARY = ("ass", "bet", "judi", "loan", "seo", "rich", "slot", "omg", "toto")

# Ordinary prose: a line that is not indented as code is, or a list item, with nothing but words,
# the marks of a sentence, emphasis and code spans, after a line of the same kind or an empty one;
# no field of a header ("Author-email: ...").
PROSE = re.compile(r" {0,3}(?:[-*] )?(?![\w-]+: )[^\W\d_][\w ,:;.!?'’\"/()*`-]{20,}")
CODE = re.compile("`+[^`]*`+")
TRANSLATION = re.compile(r'^ *"[\w.]+": "([^"\\]+)"', re.MULTILINE)

BETWEEN_WORDS = re.compile(r"(?<![^ ])[^\W\d_]{2,}(?P<gap>)(?= [^\W\d_]{2,}(?![^ ,;.]))")
# A noun where nothing else can stand, known by its ending, or because everybody writes of it.
REPLACED_NOUN = re.compile(
    r"""(?x) \b (?: [Tt]he | an? | your | its | of | with | for | from | by | in | on )
    (?P<gap>[ ] (?: [a-z]{3,} (?: [ts]ion | ment | ness | ity | [ae]nce | ship | ism | ware ) s?
        | (?: author | browser | case | change | charge | code | command | condition | content
            | copy | cost | country | data | default | dependency | detail | directory | document
            | example | feature | file | folder | format | function | issue | language | law
            | library | license | list | method | module | name | network | number | object
            | output | package | page | path | person | problem | process | product | program
            | project | reason | result | server | source | state | string | style | tag | text
            | time | tool | type | user | value | variable | version | warranty | way | work )
        s? ) )
    (?= [.,;] | [ ] (?: is | was | are | can | will | and | or | of | in | for | by | to[ ]the ) [ ]
    )"""
)


class Pollution(NamedTuple):
    """A stretch of a text that a blank and the token take the place of."""

    text: str
    start: int
    end: int


@cache
def english() -> Sequence[str]:
    """What the packages that `make test` needs ship as text, each once, in a fixed order."""
    locks = [(ROOT / name).read_text("utf-8") for name in LOCKS]
    locked = set(re.findall(r"^[\w.-]+(?===)", "\n".join(locks), re.MULTILINE))
    held = (found for found in distributions() if found.name.lower().replace("_", "-") in locked)
    files = sorted({Path(file.locate()) for package in held for file in package.files or ()})
    files = [path for path in files if TEXTS.fullmatch(path.name)]
    found = [
        path.read_bytes().decode("utf-8", "replace")
        for path in files
        if path.is_file() and path.stat().st_size <= LARGEST
    ]
    # To Markdown, tildes below a heading begin a fence. And one text is Latin.
    unfit = re.compile(r"[가-힣\ufffd]|^\w.*\n~{3,}$|^Lorem ipsum", re.MULTILINE)
    return [text for text in dict.fromkeys(found) if not unfit.search(text)]


@cache
def texts() -> Sequence[str]:
    """The same, and what a site says in many languages."""
    translated = (path.read_text("utf-8") for path in sorted(LANGUAGES.glob("*.html")))
    phrases = ["\n\n".join(TRANSLATION.findall(text)) + "\n" for text in translated]
    return [*english(), *(text for text in phrases if not re.search("[가-힣]", text))]


def prose(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of ordinary prose, their code blotted out, and where each begins."""
    start, fenced, flows = 0, False, True
    for line in text.splitlines(keepends=True):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        plain = not fenced and PROSE.fullmatch(line.rstrip()) is not None
        if plain and flows:
            yield start, CODE.sub(lambda code: "`" * len(code[0]), line.rstrip())
        flows = plain or not line.strip()
        start += len(line)


def pollutions(pattern: re.Pattern[str], most: int) -> list[Pollution]:
    """Return a sample of the gaps that a pattern finds in English prose.

    A line that stands in more than one text, as those of licences do, counts once.
    """
    found: dict[str, list[Pollution]] = {}
    for text in english():
        for start, line in prose(text):
            if line not in found:
                gaps = (match.span("gap") for match in pattern.finditer(line))
                found[line] = [Pollution(text, start + a, start + b) for a, b in gaps]
    every = list(chain.from_iterable(found.values()))
    return sorted(Random(3).sample(every, min(most, len(every))))


def healed(places: Sequence[Pollution], token: str) -> Iterator[tuple[Pollution, bool]]:
    """Pollute and heal, a few places at a time; yield each, and whether it was reported.

    That nothing is mangled is checked on the way: the text that comes back holds a blank and the
    token where it was reported, nothing where it was not, and all else as it was.
    """
    finder = Finder(TokenList((token,)))
    for _, group in groupby(places, key=lambda place: place.text):
        here = list(group)
        for some in (here[n : n + 25] for n in range(0, len(here), 25)):
            polluted, offsets = replaced(some, token, dict.fromkeys(some, True))
            outcome = strip(polluted, finder)
            assert len(outcome.findings) == len(some)
            reported = {(f.line, f.column) for f in outcome.findings if f.kind == "report"}
            stays = [place in reported for place in place_in(polluted, offsets)]
            assert stays.count(True) == len(reported)
            decided = dict(zip(some, stays, strict=True))
            assert outcome.text == replaced(some, token, decided)[0]
            yield from decided.items()


def replaced(
    places: Sequence[Pollution], token: str, stays: Mapping[Pollution, bool]
) -> tuple[str, list[int]]:
    """Return a text with these places replaced, by the token or by nothing, and where it stands."""
    text, done = "", 0
    offsets = []
    for place in places:
        text += place.text[done : place.start] + (f" {token}" if stays[place] else "")
        offsets.append(len(text) - len(token))
        done = place.end
    return text + places[0].text[done:], offsets


@pytest.mark.parametrize("token", [TOKEN, "qzlot gaqor"])
def test_what_was_dropped_between_two_words_is_undone(token: str) -> None:
    places = pollutions(BETWEEN_WORDS, most=2_000)
    assert len(places) >= 1_600, "too little to say anything"
    undone = [not reported for _, reported in healed(places, token)]
    assert sum(undone) / len(undone) >= 0.97


def test_what_took_the_place_of_a_noun_is_reported() -> None:
    places = pollutions(REPLACED_NOUN, most=300)
    assert len(places) >= 150, "too little to say anything"
    reported = [reported for _, reported in healed(places, TOKEN)]
    assert sum(reported) / len(reported) >= 0.98


def test_ordinary_looking_tokens_are_found_only_as_whole_words() -> None:
    finder = Finder(TokenList(ORDINARY))
    assert sum(len(re.findall("|".join(ORDINARY), text)) for text in texts()) >= 1_000
    for text in texts():
        for hit in finder.find(text):
            beside = text[max(0, hit.start - 1) : hit.start] + text[hit.end : hit.end + 1]
            assert hit.kind == "machine" or not re.search("[A-Za-z]", beside)
            assert finder.may_hold(text)


@cache
def korean_texts() -> Sequence[str]:
    """What the packages ship in Korean: a site's phrases, a stemmer's words, many names."""
    names = Locale("ko")
    tables = (names.languages, names.territories, names.scripts, names.currencies)
    files = [LANGUAGES / "ko.html", *sorted(PACKAGES.rglob("lunr.ko*.js"))]
    return [
        *(path.read_text("utf-8") for path in files),
        *(", ".join(map(str, table.values())) + ".\n" for table in tables),
        "\n".join(f"- **{key}**: {value}" for key, value in names.territories.items()),
    ]


def test_korean_of_others_gives_no_finding(matcher: Finder) -> None:
    found = korean_texts()
    assert sum(len(re.findall("[가-힣]+", text)) for text in found) >= 2_000
    for text in found:
        assert not strip(text, matcher).findings
