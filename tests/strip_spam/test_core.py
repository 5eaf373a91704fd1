"""What is not one page's wording: places, limits, comments, and pages that nobody can read."""

import pytest

from conftest import RENDERER, TOKEN
from strip_spam.core import strip
from strip_spam.matcher import Matcher
from strip_spam.tokens import TokenList


def test_the_longest_listed_token_wins() -> None:
    matcher = Matcher(TokenList((f"{TOKEN}마사지", TOKEN)))
    outcome = strip(f"Warm {TOKEN}마사지 oil and {TOKEN} towels.\n", matcher, RENDERER)
    assert outcome.text == "Warm oil and towels.\n"
    assert [finding.token for finding in outcome.findings] == [f"{TOKEN}마사지", TOKEN]


def test_different_tokens_make_one_run() -> None:
    matcher = Matcher(TokenList(("바카라", TOKEN)))
    assert strip(f"Warm {TOKEN}바카라 oil.\n", matcher, RENDERER).text == "Warm oil.\n"


def test_a_finding_is_where_the_token_is(matcher: Matcher) -> None:
    source = f"é\r\nWarm **({TOKEN})** oil.\rWarm {TOKEN} oil.\n"
    places = [(f.line, f.column) for f in strip(source, matcher, RENDERER).findings]
    assert places == [(2, 9), (3, 6)]


@pytest.mark.parametrize(
    "page",
    [
        "[" * 2_000,
        "<a " * 2_000,
        "<![CDATA[" * 500,
        "\n\n".join("<b>word</b> `x` 1" * 20 for _ in range(2_000)),
    ],
    ids=["brackets", "tags", "markup declarations", "a very long page"],
)
def test_a_page_that_would_take_too_long_is_reported(page: str, matcher: Matcher) -> None:
    source = f"Warm {TOKEN} oil.\n\n{page}\n"
    outcome = strip(source, matcher, RENDERER)
    assert outcome.text == source
    assert {(f.kind, f.rule) for f in outcome.findings} <= {("report", "too-hard")}


@pytest.mark.parametrize("page", [">" * 20_000, "`" * 100_000, "<frameset>", "- " * 10_000])
def test_an_odd_page_is_healed_or_reported(page: str, matcher: Matcher) -> None:
    source = f"Warm {TOKEN} oil.\n\n{page}\n"
    outcome = strip(source, matcher, RENDERER)
    [finding] = outcome.findings
    expected = source if finding.kind == "report" else source.replace(f" {TOKEN}", "")
    assert outcome.text == expected


def test_a_parser_that_gives_up_is_reported(
    matcher: Matcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("markdown.Markdown.convert", give_up)
    source = f"A page for this test alone, with warm {TOKEN} oil.\n"
    outcome = strip(source, matcher, RENDERER)
    assert outcome.text == source
    assert "gave up (RecursionError)" in outcome.findings[0].message


def test_an_end_without_a_beginning_is_no_region(matcher: Matcher) -> None:
    source = f"<!-- strip-spam:on -->\n\nWarm {TOKEN} oil.\n\n<!-- strip-spam:off -->\n"
    assert strip(source, matcher, RENDERER).text == source.replace(f" {TOKEN}", "")


def test_a_very_long_line_of_words_is_healed(matcher: Matcher) -> None:
    words = "warm oil and towels " * 100_000
    assert strip(f"{words}for {TOKEN} hands", matcher, RENDERER).text == f"{words}for hands"


def test_more_tokens_than_marks_are_reported(matcher: Matcher) -> None:
    private = "".join(map(chr, [*range(0xE000, 0xF900), *range(0xF0000, 0xFFFFE)]))
    source = private + "".join(map(chr, range(0x100000, 0x10FFFE))) + f" warm {TOKEN} oil"
    outcome = strip(source, matcher, RENDERER)
    assert outcome.text == source
    [finding] = outcome.findings
    assert "no private-use character" in finding.message


def test_a_page_of_nothing_but_tokens_is_reported(matcher: Matcher) -> None:
    source = f"warm {TOKEN} oil " * 5_001
    outcome = strip(source, matcher, RENDERER)
    assert outcome.text == source
    assert "it holds more than 5,000 tokens" in outcome.findings[0].message


def test_a_page_that_would_be_cut_again_is_left(matcher: Matcher) -> None:
    # Once the first token is gone, what is left of the sentence lets the second go too.
    source = f"] {TOKEN}\x02of {TOKEN}"
    outcome = strip(source, matcher, RENDERER)
    assert outcome.text == strip(outcome.text, matcher, RENDERER).text


def test_a_comment_that_is_shown_as_code_is_no_switch(matcher: Matcher) -> None:
    source = f"```html\n<!-- strip-spam:off -->\n```\n\nWarm {TOKEN} oil.\n"
    assert strip(source, matcher, RENDERER).text == source.replace(f" {TOKEN}", "")


def test_comments_on_a_page_that_is_not_read_are_heeded(matcher: Matcher) -> None:
    source = f"<!-- strip-spam:off -->\n\nWarm {TOKEN} oil.\n\n{'[' * 2_000}\n"
    assert not strip(source, matcher, RENDERER).findings


def test_an_ignored_line_in_a_region_ends_no_region(matcher: Matcher) -> None:
    line = f"Warm {TOKEN} oil.\n"
    source = (
        f"<!-- strip-spam:off -->\n<!-- strip-spam:ignore -->\n{line}\n{line}\n"
        f"<!-- strip-spam:on -->\n\n{line}\n<!-- strip-spam:ignore -->"
    )
    assert [f.line for f in strip(source, matcher, RENDERER).findings] == [9]


def test_a_page_that_is_too_long_is_reported(matcher: Matcher) -> None:
    source = "warm oil " * 1_200_000 + TOKEN
    outcome = strip(source, matcher, RENDERER)
    assert outcome.text == source
    assert "it is longer than 10,000,000 characters" in outcome.findings[0].message


def test_many_labels_are_all_reported(matcher: Matcher) -> None:
    source = f"[guide][{TOKEN}]\n\n[{TOKEN}]: guide.md\n\n" + f"Warm {TOKEN} oil.\n\n" * 50
    outcome = strip(source, matcher, RENDERER)
    assert outcome.text == source
    assert len(outcome.findings) == 52


@pytest.mark.parametrize(
    "head",
    [
        "title: [broken\n",
        "when: 2026-99-99\n",
        "just a text\n",
        "[" * 2_000 + "\n",
    ],
)
def test_what_only_looks_like_front_matter_is_read_as_the_page(head: str, matcher: Matcher) -> None:
    source = f"---\n{head}---\n\nWarm {TOKEN} oil.\n"
    assert strip(source, matcher, RENDERER).text in (source, source.replace(f" {TOKEN}", ""))


def test_front_matter_that_holds_itself_is_read_once(matcher: Matcher) -> None:
    source = f"---\na: &a [*a, Warm {TOKEN} oil]\n---\nText.\n"
    outcome = strip(source, matcher, RENDERER)
    assert [finding.kind for finding in outcome.findings] == ["strip"]


@pytest.mark.parametrize(
    "source",
    [
        f"Massage \\uD800\\uacbd {TOKEN} oil.\n",
        f"xn--99999999 warm {TOKEN} oil.\n",
        f"ㄸㅏㄸ warm {TOKEN} oil.\n",
        f"&#xD800; &#x110000; &#99999999; warm {TOKEN} oil.\n",
        f"\x00 \x02 \x03 warm {TOKEN} oil.\n",
    ],
)
def test_odd_encodings_do_no_harm(source: str, matcher: Matcher) -> None:
    assert strip(source, matcher, RENDERER).text.count(TOKEN) in (0, 1)


def test_a_latin_token_is_a_token_too() -> None:
    matcher = Matcher(TokenList(("bestcasino24",)))
    source = "Warm bestcasino24 oil.\n"
    assert matcher.may_hold(source.encode())
    assert strip(source, matcher, RENDERER).text == "Warm oil.\n"


def test_a_long_list_of_tokens_is_searched_in_one_go() -> None:
    tokens = tuple(f"{chr(0xAC00 + n)}출장" for n in range(10_000))
    matcher = Matcher(TokenList(tokens))
    source = f"Warm {tokens[5_000]} oil.\n"
    assert matcher.may_hold(source.encode())
    assert strip(source, matcher, RENDERER).text == "Warm oil.\n"
    assert not matcher.may_hold("Warm oil, crème, 1 €.\n".encode())
