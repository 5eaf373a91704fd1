"""Text in, text and findings out: what no single case shows."""

import re
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Extension, Markdown

from conftest import TOKEN
from strip_spam.find import Finder
from strip_spam.limit import LONGEST, time_limit
from strip_spam.rendered import MATERIAL, Renderer, heading_ids
from strip_spam.strip import Outcome, place_in, strip
from strip_spam.tokens import TokenList

MARK = "\U00020000"

MODULE = sys.modules[strip.__module__]  # the package gives its name to the function


def kinds(outcome: Outcome) -> list[str]:
    return [finding.kind for finding in outcome.findings]


def test_places_are_those_of_the_source_and_of_the_healed_text(matcher: Finder) -> None:
    source = f"Warm {TOKEN} oil.\r\n{TOKEN}\r\nThe art of ({TOKEN}).\rHot {TOKEN} oil.\n"
    outcome = strip(source, matcher)
    assert outcome.text == f"Warm oil.\r\nThe art of ({TOKEN}).\rHot oil.\n"
    assert [(f.line, f.column) for f in outcome.findings] == [(1, 6), (2, 1), (3, 13), (4, 5)]
    assert [f.now for f in outcome.findings] == [(1, 5), (2, 1), (2, 13), (3, 4)]
    assert kinds(outcome) == ["strip", "strip", "report", "strip"]


def test_a_quote_is_a_few_words_of_the_line(matcher: Finder) -> None:
    source = f"{TOKEN} now.\na b c d e f {TOKEN} g h i j k l\n{TOKEN} then.\n"
    findings = strip(source, matcher).findings
    quotes = [f"[{TOKEN}] now.", f"c d e f [{TOKEN}] g h i j", f"[{TOKEN}] then."]
    assert [finding.quote for finding in findings] == quotes
    assert findings[0].now == (1, 1)


def test_lines_and_columns() -> None:
    assert list(place_in("a\r\nb\rc\n", [0, 3, 5, 7])) == [(1, 1), (2, 1), (3, 1), (3, 3)]
    assert [*place_in("", [0]), *place_in("a", [1])] == [(1, 1), (1, 2)]


def test_one_cut_that_would_make_another_page_is_found_among_many(matcher: Finder) -> None:
    good = "".join(f"Warm {TOKEN} oil {n}.\n\n" for n in range(20))
    lists = f"- oil\n\n{TOKEN}\n\n- two\n\n"
    outcome = strip(good + lists + good + lists, matcher)
    assert kinds(outcome).count("strip") == 40
    assert [f.rule for f in outcome.findings if f.kind == "report"] == ["unsafe", "unsafe"]


def test_proving_has_an_end(matcher: Finder, monkeypatch: pytest.MonkeyPatch) -> None:
    class Proofless(Renderer):
        def html(self, page: str) -> str:
            while not re.search("[𠀀-𠀃]", page):  # it has no token any more
                pass
            return super().html(page)

    monkeypatch.setattr(MODULE, "LONGEST_TIME", 0.5)
    source = f"Warm {TOKEN} oil.\n\nWarm {TOKEN} tea.\n"
    outcome = strip(source, matcher, Proofless())
    assert (outcome.text, set(kinds(outcome))) == (source, {"report"})


def test_two_cuts_that_are_safe_only_apart(matcher: Finder) -> None:
    class Fussy(Renderer):
        def html(self, text: str) -> str:
            return super().html(text) + f"<i>{bool(re.search('[𠀀-𠀃]', text))}</i>"

    outcome = strip(f"Warm {TOKEN} oil.\n\nHot {TOKEN} oil.\n", matcher, Fussy())
    assert sorted(kinds(outcome)) == ["report", "strip"]


def test_a_page_past_the_bound_is_reported_with_it(matcher: Finder) -> None:
    source = f"Warm {TOKEN} oil.\n" + "x" * LONGEST
    [finding] = strip(source, matcher).findings
    assert (finding.kind, finding.rule) == ("report", "too-hard")
    assert f"{LONGEST:,} characters" in finding.message


class Fails(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (its name in Markdown)
        md.preprocessors.deregister("normalize_whitespace")
        md.preprocessors.register(None, "broken", 1)  # type: ignore[arg-type]


def test_a_parser_that_gives_up_is_reported(matcher: Finder) -> None:
    renderer = Renderer([Fails()], {})
    stopped = renderer._markdown
    [finding] = strip(f"Warm {TOKEN} oil.\n", matcher, renderer).findings
    assert finding.rule == "too-hard"
    assert "gave up" in finding.message
    assert renderer._markdown is not stopped, "it would go on, on the next page, where it stopped"


class Endless(Renderer):
    def html(self, page: str) -> str:
        while page:
            pass
        return page


def test_a_page_that_takes_too_long_is_reported_and_the_signal_given_back(
    matcher: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signal.getsignal(signal.SIGPROF)
    monkeypatch.setattr(MODULE, "LONGEST_TIME", 0.01)
    [finding] = strip(f"Warm {TOKEN} oil.\n", matcher, Endless()).findings
    assert finding.rule == "too-hard"
    assert "more than 0.01 seconds" in finding.message
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    assert signal.getsignal(signal.SIGPROF) == before


def test_without_signals_no_time_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    def counted() -> int:
        with time_limit(1e-6):
            return sum(range(1_000_000))

    with ThreadPoolExecutor() as pool:
        assert pool.submit(counted).result()
    monkeypatch.delattr(signal, "setitimer")
    assert counted()


def test_elements_nested_deeply_are_no_crash(matcher: Finder) -> None:
    [finding] = strip("<b>" * 3_000 + TOKEN, matcher).findings
    assert finding.kind == "report"


def test_front_matter_nested_too_deeply_is_let_be(matcher: Finder) -> None:
    page = f"---\na: {'[' * 500}\n---\n\nWarm {TOKEN} oil.\n"
    assert kinds(strip(page, matcher)) == ["strip"]


@pytest.mark.parametrize("way", ["[{}]", "{{<<: [{}]}}"])
def test_aliases_in_front_matter_are_not_followed(way: str) -> None:
    rows = (f"{b}: &{b} {way.format(', '.join([f'*{a}'] * 9))}\n" for a, b in pairwise("abcdefghi"))
    page = f"---\na: &a {{x: y}}\n{''.join(rows)}---\n"
    assert len(MATERIAL.html(page)) < 2 * len(page)


@pytest.mark.parametrize("named", [[], ["pymdownx.highlight"]])
def test_a_fence_is_code_whatever_the_site_makes_of_it(named: list[str]) -> None:
    own = {"custom_fences": [{"name": "mermaid", "class": "m", "format": None}]}
    html = Renderer([*named, "pymdownx.superfences"], {"pymdownx.superfences": own}).html(
        "```mermaid\na\n```\n\n```py title='b' c\nif d: pass\n```\n"
    )
    assert re.findall("<code>(.*?)<", html) == ["a", "if d: pass"]


@pytest.mark.parametrize("named", ["tables", "markdown.extensions.extra"])
def test_a_style_that_aligns_a_cell_does_not_hide_it(matcher: Finder, named: str) -> None:
    source = f"a | b\n:-- | --:\nWarm {TOKEN} oil. | c\n"
    assert kinds(strip(source, matcher, Renderer([named], {}))) == ["strip"]


def test_a_heading_has_the_id_that_github_gives_it() -> None:
    html = "<h2 id=a_b>A &amp; <b>B</b>!</h2><h6 id=c>A &amp; B</h6><h3>C_d-é</h3><h1>A & B</h1>"
    assert heading_ids(html) == [{"a_b", "a--b"}, {"c", "a--b-1"}, {"c_d-é"}, {"a--b-2"}]


PIECES = st.sampled_from(
    [f" {TOKEN}", f"{TOKEN} ", f" ({TOKEN})", f" **{TOKEN}**", "warm oil", " ", "\n",
     "\n\n", "- ", "> ", "## ", "`", "*", "[", "](x)", "|", "\t", "\r\n", "Rest.", "\\",
     "<b>", "</b>", "&nbsp;", "é", "    "]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_twice_is_once_and_nothing_but_tokens_and_blanks_goes(source: str) -> None:
    finder = Finder(TokenList((TOKEN,)))
    outcome = strip(source, finder)
    assert strip(outcome.text, finder).text == outcome.text
    kept = iter(source)
    assert all(char in kept for char in outcome.text), "something was added"
    if not any(kind == "strip" for kind in kinds(outcome)):
        assert outcome.text == source
    assert len(finder.find(outcome.text)) == kinds(outcome).count("report")
