"""Suspects: what may be the next token, and what only looks like one."""

import pytest

from conftest import RENDERER, TOKEN
from strip_spam.core import strip
from strip_spam.matcher import Matcher
from strip_spam.tokens import TokenList

LATIN = Matcher(TokenList((TOKEN,), scripts=frozenset({"Latin"}), allow=frozenset({"마사지"})))
OFF = Matcher(TokenList((TOKEN,)))

Found = tuple[int, int, str, str, str]


def found(source: str, matcher: Matcher = LATIN) -> list[Found]:
    """Return place, kind, rule and word of each finding in a page, which must stay as it is."""
    outcome = strip(source, matcher, RENDERER)
    assert outcome.text == source
    return [(f.line, f.column, f.kind, f.rule, f.token) for f in outcome.findings]


@pytest.mark.parametrize(
    ("source", "line", "column", "word"),
    [
        ("Warm 바카라 oil helps.\n", 1, 6, "바카라"),
        ("One.\r\n\r\nWarm oil, 바카라.\r\n", 3, 11, "바카라"),
        ("# Warm казино oil\n", 1, 8, "казино"),
        ("| Oil | Place |\n| --- | --- |\n| Almond | 東京 |\n", 3, 12, "東京"),
        ("- Warm oil\n- Cold カジノ towels\n", 2, 8, "カジノ"),
        ("!!! note\n    Warm كازينو oil helps.\n", 2, 10, "كازينو"),
        ("Warm p\u0430ypal oil helps.\n", 1, 7, "\u0430"),
        ("Warm \u0440aypal oil helps.\n", 1, 6, "\u0440"),
        ("Warm 바&#xCE74;라 oil helps.\n", 1, 6, "바카라"),
        ("[Warm oil](https://example.com/바카라)\n", 1, 32, "바카라"),
        ("---\ntitle: Warm 바카라 oil\n---\n\nWarm oil.\n", 2, 13, "바카라"),
    ],
)
def test_a_word_in_another_script_is_reported(
    source: str, line: int, column: int, word: str
) -> None:
    assert found(source) == [(line, column, "report", "other-script", word)]


def test_two_words_in_a_line_are_two_findings() -> None:
    places = [
        (line, column, word) for line, column, *_, word in found("Warm 바카라 and 토토 oil.\n")
    ]
    assert places == [(1, 6, "바카라"), (1, 14, "토토")]


@pytest.mark.parametrize(
    ("char", "rule"),
    [
        ("\u202e", "bidi-control"),
        ("\u2066", "bidi-control"),
        ("\u200b", "invisible"),
        ("\u200d", "invisible"),
        ("\u2060", "invisible"),
        ("\ufeff", "invisible"),
        ("\ufe0f", "invisible"),
        ("\u3164", "invisible"),
        ("\U000e0041", "invisible"),
        ("\x00", "invisible"),
        ("\x1b", "invisible"),
    ],
)
@pytest.mark.parametrize(
    "line", ["Warm oi{}l helps.", "Warm {}oil.", "Теплое {}масло", "`x = {}1`"]
)
def test_what_cannot_be_seen_is_reported(line: str, char: str, rule: str) -> None:
    source = f"One.\n\n{line.format(char)}\n"
    assert found(source) == [(3, line.index("{") + 1, "report", rule, char)]


@pytest.mark.parametrize("char", ["\u202a", "\u202b", "\u202d", "\u2067", "\u2068"])
def test_each_bidirectional_control_is_reported(char: str) -> None:
    source = f"Warm {char}oil\u202c and\u2069.\n"
    assert [(rule, token) for *_, rule, token in found(source)] == [
        ("bidi-control", char),
        ("bidi-control", "\u202c"),
        ("bidi-control", "\u2069"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Warm 마사지 oil helps.",  # on the list of what is welcome
        'Warm <span lang="ko">바카라</span> oil helps.',
        'Warm <b lang="ko-KR">바카라</b> oil helps.',
        "Warm *바카라*{: lang=ko } oil helps.",
        "Warm **바카라**{lang=ko} oil helps.",
        '<p lang="ru">The word is казино here.</p>',
        "Теплое масло помогает.",
        "Теплое масло Almond помогает.",
        "따뜻한 기름이 좋습니다.",
        "따뜻한 oil이 아주 좋습니다.",
        "暖かいオイルは肌に良い。",
        "這是溫暖的油。",
        "می\u200cخواهم روغن گرم",  # Persian needs its non-joiner
        "क्\u200dष",  # and Hindi its joiner
        "Crème brûlée, naïve, Łódź, Ǆ, ﬁn, ʻokina, Việt.",
        "It takes 5\u00a0minutes at 37\u00a0°C, № 5 — “warm” oil…",
        "About 3×4 cm², ½ a cup, 10⁻³ m³, CO₂, step ① of Ⅳ.",
        "The family 👨\u200d👩\u200d👧\u200d👦 and the nurse 👩🏽\u200d⚕\ufe0f like it.",
        "The flags 🇰🇷 and 🏳\ufe0f\u200d🌈.",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f is one too.",
        "Press 1\ufe0f\u20e3 or #\ufe0f\u20e3 or *\ufe0f\u20e3.",
        "We ❤\ufe0f it ↔\ufe0f, ‼\ufe0f ☎\ufe0e ©\ufe0f ❤\ufe0f\u200d🔥 ㊗\ufe0f.",
        "A wave 〰\ufe0f and a mark 〽\ufe0f, ⤴\ufe0f and ▶\ufe0f.",
        "One.\tTwo.",
    ],
)
def test_what_is_in_its_place_is_no_suspect(line: str) -> None:
    assert found(f"Warm oil.\n\n{line}\n") == []


def test_a_byte_order_mark_is_one_at_the_start_only() -> None:
    assert found("\ufeffWarm oil.\n") == []
    assert found("\ufeffWarm \ufeffoil.\n") == [(1, 7, "report", "invisible", "\ufeff")]


def test_an_allowed_word_says_nothing_of_a_longer_one() -> None:
    assert [token for *_, token in found("Warm 마사지샵 oil.\n")] == ["마사지샵"]


def test_a_lang_elsewhere_on_the_page_explains_nothing() -> None:
    source = 'Warm <i lang="ko">바카라</i> oil.\n\nCold 바카라 oil.\n'
    assert found(source) == [(3, 6, "report", "other-script", "바카라")]


def test_a_lang_does_not_explain_what_cannot_be_seen() -> None:
    source = 'Warm <i lang="ko">oi\u200bl</i>.\n'
    assert found(source) == [(1, 21, "report", "invisible", "\u200b")]


@pytest.mark.parametrize(
    "source",
    [
        "Warm 바카라 oil helps.\n",
        "Warm p\u0430ypal oil.\n",
        "Warm \u202eoil\u202c.\n",
        "Warm oi\u200bl.\n",
        "Warm \x00oil.\n",
    ],
)
def test_without_the_key_all_of_this_is_off(source: str) -> None:
    assert found(source, OFF) == []


def test_comments_let_suspects_stand() -> None:
    word = "Warm 바카라 oi\u200bl helps.\n"
    assert found(f"<!-- strip-spam:ignore -->\n{word}") == []
    assert found(f"<!-- strip-spam:off -->\n{word}\n{word}<!-- strip-spam:on -->\n") == []
    assert [line for line, *_ in found(f"<!-- strip-spam:ignore -->\n{word}\n{word}")] == [4, 4]


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        (f"The art of {TOKEN}.\n", "substitution"),
        (f"Warm {TOKEN}마사지 oil.\n", "longer-word"),
        (f"Warm {TOKEN[:2]} {TOKEN[2:]} oil.\n", "spelling"),
        (f"Warm{TOKEN[:2]}\u200b{TOKEN[2:]}oil.\n", "glued"),
        (f"Warm `{TOKEN}` oil.\n", "verbatim"),
    ],
)
def test_a_token_is_not_reported_twice(source: str, rule: str) -> None:
    assert [rule for *_, rule, _ in found(source)] == [rule]


def test_a_polluted_page_is_healed_and_its_suspects_reported() -> None:
    source = f"One.\n\nWarm {TOKEN} oil and 바카라 help.\n\nCold oi\u200bl and {TOKEN} towels.\n"
    outcome = strip(source, LATIN, RENDERER)
    assert outcome.text == source.replace(f" {TOKEN}", "")
    assert [(f.line, f.column, f.kind, f.rule) for f in outcome.findings] == [
        (3, 6, "strip", "listed"),
        (3, 19, "report", "other-script"),
        (5, 8, "report", "invisible"),
        (5, 15, "strip", "listed"),
    ]


def test_a_suspect_beside_a_token_makes_it_stay() -> None:
    assert [(rule, token) for *_, rule, token in found(f"Warm {TOKEN} 바카라 oil helps.\n")] == [
        ("neighbour", TOKEN),
        ("other-script", "바카라"),
    ]


def test_the_page_that_was_healed_has_the_same_suspects() -> None:
    source = f"Warm {TOKEN} oil and 바카라 he\u200blp.\n"
    first = strip(source, LATIN, RENDERER)
    second = strip(first.text, LATIN, RENDERER)
    assert second.text == first.text
    assert [(f.rule, f.message) for f in second.findings] == [
        (f.rule, f.message) for f in first.findings if f.kind == "report"
    ]
    assert all(f.message for f in first.findings)


@pytest.mark.parametrize("source", ["Warm 바카라 oil.\n", "Warm oi\u200bl.\n", "Warm \u202eoil.\n"])
def test_the_cheap_test_lets_suspects_through(source: str) -> None:
    assert LATIN.may_hold(source.encode())


def test_the_cheap_test_lets_a_control_character_through() -> None:
    assert LATIN.may_hold(b"Warm \x00oil.\n")


def test_the_cheap_test_lets_a_reference_through() -> None:
    assert LATIN.may_hold(b"Warm &#xBC14;&#xCE74;&#xB77C; oil.\n")


def test_a_page_that_is_not_read_still_shows_its_suspects() -> None:
    brackets = "[" * 2_000
    source = f"Warm 바카라 oil.\n\n{brackets}\n"
    assert found(source) == [(1, 6, "report", "other-script", "바카라")]


def test_a_token_says_nothing_of_its_line() -> None:
    assert found(f"Warm {TOKEN} 바카라 oil.\n")[-1][2:] == ("report", "other-script", "바카라")


def test_a_control_written_as_a_reference_is_a_control() -> None:
    assert [row[3] for row in found("Warm &#x202e;oil.\n")] == ["bidi-control"]
    assert LATIN.may_hold(b"Warm &#x202e;oil.\n")
