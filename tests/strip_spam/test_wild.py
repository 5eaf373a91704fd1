"""Other people's text: what the installed packages ship, polluted and healed.

Nobody wrote it with this tool in mind. The places to pollute are found by plain patterns that share
nothing with the tool, and the same ones in every run with the same packages.
"""

import re
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, groupby
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from babel import Locale

from conftest import RENDERER, TOKEN
from strip_spam.core import Outcome, strip
from strip_spam.matcher import Matcher

PACKAGES = Path(sysconfig.get_path("purelib"))
LANGUAGES = PACKAGES / "material/templates/partials/languages"
TEXTS = re.compile(r"(?i).*\.(md|rst|txt)|(metadata|readme|licen[sc]e|copying|notice)(\..*)?")
LARGEST = 60_000

# Ordinary prose: a line that is not indented as code is, or a list item, with nothing but words,
# the marks of a sentence, emphasis and code spans, behind a line of the same kind or an empty one.
PROSE = re.compile(r" {0,3}(?:[-*] )?[^\W\d_][\w ,:;.!?'’\"/()*`-]{20,}")
CODE = re.compile("`+[^`]*`+")
TRANSLATION = re.compile(r'^ *"[\w.]+": "([^"\\]+)"', re.MULTILINE)

BETWEEN_WORDS = re.compile(r"(?<![^ ])[^\W\d_]{2,}(?P<gap>)(?= [^\W\d_]{2,}(?![^ ,;.]))")
# A noun where nothing else can stand, known by its ending, or because everybody writes of it.
REPLACED_NOUN = re.compile(
    r"""(?x) \b (?: [Tt]he | an? | your | its | of | with | for | from | by | in | on )
    (?P<gap>[ ] (?: [a-z]{3,} (?: [ts]ion | ment | ness | ity | [ae]nce | ship | ism | ware ) s?
        | (?: author | browser | case | change | charge | code | command | condition | content
            | contributor | copy | cost | country | data | default | dependency | detail | directory
            | document | doubt | example | fee | feature | file | folder | format | function
            | issue | language | law | library | license | list | maintainer | method | module
            | name | network | number | object | output | package | page | path | person | plugin
            | problem | process | product | program | project | reason | repository | rest | result
            | server | source | state | string | style | tag | term | text | theme | thing | time
            | tool | type | user | value | variable | version | warranty | way | web | work | year )
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
def texts() -> Sequence[str]:
    """What the packages ship as text, each once, in a fixed order."""
    files = sorted(path for path in PACKAGES.rglob("*") if TEXTS.fullmatch(path.name))
    found = [
        path.read_bytes().decode("utf-8", "replace")
        for path in files
        if path.is_file() and path.stat().st_size <= LARGEST
    ]
    found += [  # what a site says, in many languages
        "\n\n".join(TRANSLATION.findall(path.read_text("utf-8"))) + "\n"
        for path in sorted(LANGUAGES.glob("*.html"))
    ]
    return [text for text in dict.fromkeys(found) if not re.search("[가-힣\ufffd]", text)]


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
    """Return a sample of the gaps that a pattern finds in prose.

    A line that stands in more than one text, as those of licences do, counts once.
    """
    found: dict[str, list[Pollution]] = {}
    for text in texts():
        for start, line in prose(text):
            if line not in found:
                gaps = (match.span("gap") for match in pattern.finditer(line))
                found[line] = [Pollution(text, start + a, start + b) for a, b in gaps]
    every = list(chain.from_iterable(found.values()))
    return sorted(Random(3).sample(every, min(most, len(every))))


def healed(places: Sequence[Pollution], matcher: Matcher) -> Iterator[tuple[Pollution, bool]]:
    """Pollute and heal, a few places at a time; yield each, and whether it was reported.

    That nothing is mangled is checked on the way: the text that comes back holds a blank and the
    token where it was reported, nothing where it was not, and all else as it was.
    """
    for _, group in groupby(places, key=lambda place: place.text):
        here = list(group)
        for some in (here[n : n + 5] for n in range(0, len(here), 5)):
            polluted, offsets = replaced(some, dict.fromkeys(some, True))
            outcome = strip(polluted, matcher, RENDERER)
            assert len(outcome.findings) == len(some)
            reported = {(f.line, f.column) for f in outcome.findings if f.kind == "report"}
            stays = [line_and_column(polluted, offset) in reported for offset in offsets]
            assert stays.count(True) == len(reported)
            decided = dict(zip(some, stays, strict=True))
            assert outcome.text == replaced(some, decided)[0]
            yield from decided.items()


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return where an offset is, as a finding says it."""
    before = re.split(r"\r\n|\r|\n", text[:offset])
    return len(before), len(before[-1]) + 1


def replaced(places: Sequence[Pollution], stays: Mapping[Pollution, bool]) -> tuple[str, list[int]]:
    """Return a text with these places replaced, by the token or by nothing, and where it stands."""
    text, done = "", 0
    offsets = []
    for place in places:
        text += place.text[done : place.start] + (f" {TOKEN}" if stays[place] else "")
        offsets.append(len(text) - len(TOKEN))
        done = place.end
    return text + places[0].text[done:], offsets


def test_what_was_dropped_between_two_words_is_undone(matcher: Matcher) -> None:
    places = pollutions(BETWEEN_WORDS, most=700)
    assert len(places) >= 500, "too little to say anything"
    undone = [not reported for _, reported in healed(places, matcher)]
    assert sum(undone) / len(undone) > 0.95


def test_what_took_the_place_of_a_noun_is_reported(matcher: Matcher) -> None:
    places = pollutions(REPLACED_NOUN, most=300)
    assert len(places) >= 150, "too little to say anything"
    reported = [reported for _, reported in healed(places, matcher)]
    assert sum(reported) / len(reported) >= 0.9


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


def test_korean_of_others_gives_no_finding(matcher: Matcher) -> None:
    found = korean_texts()
    assert sum(len(re.findall("[가-힣]+", text)) for text in found) >= 2_000
    for text in found:
        assert strip(text, matcher, RENDERER) == Outcome(text, [])


@pytest.mark.parametrize(
    "sentence",
    [
        "이번 주에는 경남 출장이 있어서 회의에 참석하지 못합니다.",
        "경남 출장 일정을 확인해 주세요.",
        "다음 주 경남 출장은 KTX를 타고 갑니다.",
        "부장님은 경남으로 출장을 가셨다.",
        "경남, 부산 출장 비용은 회사가 냅니다.",
        "출장지는 경남 창원입니다.",
        "경남 (출장 중) 연락처는 아래와 같습니다.",
        "- 서울 본사\n- 경남 출장소\n- 부산 지점",
        "| 지역 | 업무 |\n| --- | --- |\n| 경남 | 출장 |",
        "오늘은 경남\n출장을 다녀왔습니다.",
        "> 경남 출장 보고서",
        "# 경남 출장 안내",
        "우리는 경남의 바다를 보러 갔고, 출장은 그다음 날이었다.",
    ],
)
def test_ordinary_korean_gives_no_finding(sentence: str, matcher: Matcher) -> None:
    text = f"Notes of a week.\n\n{sentence}\n\nWarm oil helps.\n"
    assert strip(text, matcher, RENDERER) == Outcome(text, [])
