"""A stylesheet, cut: what a page can use stays, in order, and nothing else does."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finish_site.stylesheet import Cutter, Rule, cut, parse


def left(css: str, occurring: str) -> str:
    """Cut a sheet to names that are parted by blanks."""
    return cut(parse(css), frozenset(occurring.split()))


@pytest.mark.parametrize(
    ("css", "occurring", "expected"),
    [
        pytest.param("b{c:d}a{e:f}b{g:h}", "a b", "b{c:d}a{e:f}b{g:h}", id="in order"),
        pytest.param("a{c:d}b{e:f}a{g:h}", "a", "a{c:d}a{g:h}", id="an element"),
        pytest.param(".a{c:d}.b{e:f}", ".b b", ".b{e:f}", id="a class"),
        pytest.param("#a{c:d}#b{e:f}", "#b .a", "#b{e:f}", id="an id"),
        pytest.param("A.B#C{c:d}", "a .B #C", "A.B#C{c:d}", id="elements in any case"),
        pytest.param(".A{c:d}", ".a", "", id="classes in their own case"),
        pytest.param("a,b, c{d:e}", "a c", "a,c{d:e}", id="a list, one by one"),
        pytest.param("a,b{c:d}", "c", "", id="a list, none of it"),
        pytest.param(".a.b{c:d}.a .b{e:f}", ".a", "", id="all of a selector"),
        pytest.param("a>b+c~d e{f:g}", "a b c d e", "a>b+c~d e{f:g}", id="combinators"),
        pytest.param("*{a:b}:root{c:d}", "", "*{a:b}:root{c:d}", id="what names nothing"),
        pytest.param("a:hover{b:c}a:focus-visible{d:e}", "a", None, id="states"),
        pytest.param("a::before{b:c}::selection{d:e}", "a", None, id="pseudo-elements"),
        pytest.param("a:nth-child(odd){b:c}:lang(en){d:e}", "a", None, id="functions"),
        pytest.param(".md\\:a{b:c}.\\31 x{d:e}#\\31 y{f:g}", ".md:a .1x #1y", None, id="escapes"),
        pytest.param(".md\\:a{b:c}", ".md .a", "", id="an escape is part of its name"),
    ],
)
def test_a_rule_stays_if_all_that_it_names_occurs(
    css: str, occurring: str, expected: str | None
) -> None:
    assert left(css, occurring) == (css if expected is None else expected)


@pytest.mark.parametrize("function", ["is", "where", "has", "matches", "-webkit-any", "-moz-any"])
@pytest.mark.parametrize(
    ("occurring", "stays"),
    [
        pytest.param("a b", True, id="the first"),
        pytest.param("a .c", True, id="the second"),
        pytest.param("a", False, id="none"),
        pytest.param("b .c", False, id="all but what stands outside"),
    ],
)
def test_one_alternative_is_enough(function: str, occurring: str, stays: bool) -> None:
    css = f"a:{function}(b,.c){{d:e}}"
    assert left(css, occurring) == (css if stays else "")


@pytest.mark.parametrize(
    ("css", "occurring", "stays"),
    [
        pytest.param(":is(a :where(.b,.c),d){e:f}", "a .c", True, id="nested, found"),
        pytest.param(":is(a :where(.b,.c),d){e:f}", "a", False, id="nested, not found"),
        pytest.param(":is(a,b):is(c,d){e:f}", "a d", True, id="one of each group"),
        pytest.param(":is(a,b):is(c,d){e:f}", "a b", False, id="one group alone"),
        pytest.param(":has(>b){c:d}", "b", True, id="a relative one"),
        pytest.param("a:not(.b,#c,[d=e]){f:g}", "a", True, id="what must not match"),
        pytest.param("a:not(.b){c:d}", ".b", False, id="what stands beside it"),
    ],
)
def test_alternatives_nest_and_what_must_not_match_need_not_be_there(
    css: str, occurring: str, stays: bool
) -> None:
    assert left(css, occurring) == (css if stays else "")


@pytest.mark.parametrize(
    ("selector", "occurring", "stays"),
    [
        pytest.param("[dir=rtl]", "[dir] =rtl", True, id="a word"),
        pytest.param('[dir="rtl"]', "[dir] =rtl", True, id="a string"),
        pytest.param("[ dir = rtl ]", "[dir] =rtl", True, id="blanks"),
        pytest.param("[dir=rtl]", "[dir] =ltr rtl .rtl", False, id="another value"),
        pytest.param("[dir]", "[dir]", True, id="any value"),
        pytest.param("[href^=x]", "[href]", True, id="a part of a value"),
        pytest.param("[type=a i]", "[type]", True, id="a value in any case"),
        pytest.param("[dir]", "[lang]", False, id="another attribute"),
    ],
)
def test_the_value_of_an_attribute_must_occur(selector: str, occurring: str, stays: bool) -> None:
    assert bool(left(f"{selector} a{{b:c}}", f"a {occurring}")) == stays


@pytest.mark.parametrize(
    "head",
    [
        "@media print",
        "@media (min-width: 3em)",
        "@supports (display:grid)",
        "@layer theme",
        "@container side (width>3em)",
    ],
)
def test_a_block_is_cut_within_and_goes_when_it_is_empty(head: str) -> None:
    css = f"{head}{{a{{c:d}}b{{e:f}}}}"
    assert left(css, "a") == f"{head}{{a{{c:d}}}}"
    assert left(css, "c") == ""
    assert left(f"{head}{{}}", "a") == ""


def test_blocks_nest() -> None:
    css = "@media print{@supports (a:b){@layer c{a{d:e}b{f:g}}}@layer h{b{i:j}}}"
    assert left(css, "a") == "@media print{@supports (a:b){@layer c{a{d:e}}}}"
    assert left(css, "") == ""


def test_what_is_empty_without_its_unused_properties_goes_too() -> None:
    assert left("@media print{a{--b:1}}@media screen{a{--b:1;c:d}}", "a") == (
        "@media screen{a{c:d}}"
    )


@pytest.mark.parametrize(
    "css",
    [
        pytest.param("@page{margin:1cm}", id="page"),
        pytest.param("@page :first{margin:1cm}", id="first page"),
        pytest.param('@font-face{font-family:"A";src:url(a.woff2)}', id="font"),
        pytest.param("@layer a, b;", id="the order of layers"),
        pytest.param("@namespace url(a);", id="namespace"),
    ],
)
def test_what_names_nothing_of_a_page_is_kept(css: str) -> None:
    assert left(css, "") == css


@pytest.mark.parametrize("css", ['@charset "utf-8";a{b:c}', "@CHARSET 'utf-8';a{b:c}"])
def test_the_character_set_is_the_page_s_own(css: str) -> None:
    assert left(css, "a") == "a{b:c}"


@pytest.mark.parametrize(
    ("css", "message"),
    [
        pytest.param('@import "a.css";', "line 1: @import: ", id="an import"),
        pytest.param("a{b:c}\n\n@IMPORT url(a);", "line 3: @import: ", id="an import, further on"),
        pytest.param("@media a{\n@import 'b';}", "line 2: @import: ", id="an import in a block"),
        pytest.param("a{b:c}\nd", "line 2: EOF", id="a rule without a block"),
        pytest.param("a{b:c}\n\n}", "line 3: ", id="a brace too many"),
        pytest.param("@media a{\nb{c:d}\ne}", "line 3: EOF", id="a broken rule in a block"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_line(css: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}"):
        parse(css)


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        pytest.param("a{--b:1;c:d}", "a{c:d}", id="unused"),
        pytest.param("a{--b:1;c:var(--b)}", None, id="used"),
        pytest.param("a{--b:1;c:var(--b, 2)}", None, id="used, with a fallback"),
        pytest.param("a{--b:1;c:calc(2*var(--b))}", None, id="used within a function"),
        pytest.param("a{--b:1}a{c:var(--b)}", None, id="used elsewhere"),
        pytest.param("a{--b:1}.z{c:var(--b)}", "", id="used by what is cut alone"),
        pytest.param("a{--b:var(--c);--c:1;d:e}", "a{d:e}", id="used by an unused one alone"),
        pytest.param("a{--b:var(--c);--c:var(--d);--d:1;--e:2}", "", id="a chain of them"),
        pytest.param("a{--b:var(--c);--c:1;d:var(--b)}", None, id="used by a used one"),
        pytest.param("a{--b:1;--bc:2;d:var(--bc)}", "a{--bc:2;d:var(--bc)}", id="a longer name"),
        pytest.param("@page{margin:var(--b)}a{--b:1}", None, id="used by a page of paper"),
        pytest.param("a{--b:1}@media print{a{c:var(--b)}}", None, id="used in a block"),
        pytest.param("a{--b:1;c:d;&:hover{e:var(--b)}}", None, id="used in a nested rule"),
        pytest.param("a{--b:;c:var(--b)}", None, id="empty"),
        pytest.param("a{--b:{c:d};e:var(--b)}", None, id="anything at all"),
    ],
)
def test_a_custom_property_stays_if_it_is_used(css: str, expected: str | None) -> None:
    assert left(css, "a") == (css if expected is None else expected)


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        pytest.param("@keyframes b{to{c:d}}a{animation:b 1s}", None, id="used"),
        pytest.param("@keyframes b{to{c:d}}a{animation:e 1s}", "a{animation:e 1s}", id="not used"),
        pytest.param("@-webkit-keyframes b{to{c:d}}a{e:f}", "a{e:f}", id="with a prefix"),
        pytest.param("@keyframes b{to{c:d}}.z{animation:b}", "", id="used by what is cut"),
        pytest.param("@keyframes b{to{c:d}}@media d{a{animation:b}}", None, id="used in a block"),
        pytest.param("@media d{@keyframes b{to{c:d}}}", "", id="not used, in a block"),
        pytest.param("@keyframes b{to{c:var(--d)}}a{--d:1;animation:b}", None, id="its property"),
        pytest.param("@keyframes b{to{c:var(--d)}}a{--d:1}", "", id="its property, not used"),
        pytest.param("@keyframes b{to{c:d}}a{--e:b;animation:var(--e)}", None, id="by a property"),
    ],
)
def test_an_animation_stays_if_it_is_used(css: str, expected: str | None) -> None:
    assert left(css, "a") == (css if expected is None else expected)


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        pytest.param("a{b:c !important}", "a{b:c!important}", id="important"),
        pytest.param("a{b:c! IMPORTANT}", "a{b:c!important}", id="important, in another case"),
        pytest.param("a{--b:c !important;d:var(--b)}", None, id="important custom property"),
        pytest.param("\n a {\n  b : c  d ;\n\n}\n", "a{b:c d}", id="blanks"),
        pytest.param("a  >  b   a{c:d}", "a>b a{c:d}", id="blanks in selectors"),
        pytest.param("@media   print  {\n a{b:c}\n}", "@media print{a{b:c}}", id="in heads"),
        pytest.param("@page {\n  margin:   1cm\n}", "@page { margin: 1cm }", id="what is kept"),
        pytest.param("/*d*/a/*d*/ /*d*/b{/*d*/c/*d*/:/*d*/e/*d*/}/*d*/", "a b{c:e}", id="comments"),
        pytest.param("@media/*d*/print{/*d*/a{b:c}}", "@media print{a{b:c}}", id="in a block"),
        pytest.param("a{b:c;;d:e;}", "a{b:c;d:e}", id="semicolons"),
        pytest.param("<!-- a{b:c} -->", "a{b:c}", id="what once hid a sheet"),
        pytest.param('a{b:url(data:c,d%20e) "f"}', None, id="addresses and strings"),
        pytest.param("a{b:c;b:d}", None, id="a fallback"),
        pytest.param("a{-webkit-b:c;B:D}", None, id="names as they are"),
        pytest.param("a{&:hover{b:c}}", None, id="nested rules"),
        pytest.param("a{@media print{b:c}}", None, id="nested blocks"),
    ],
)
def test_the_text_is_as_short_as_it_can_safely_be(css: str, expected: str | None) -> None:
    assert left(css, "a b") == (css.replace(" !", "!") if expected is None else expected)


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        pytest.param("a{b c;d:e}", "a{d:e}", id="no colon"),
        pytest.param("a{d:e;b}", "a{d:e}", id="no value"),
        pytest.param("a{*b:c;d:e}", "a{d:e}", id="an old hack"),
        pytest.param("a{b}", "", id="nothing else"),
        pytest.param("a{}", "", id="nothing at all"),
        pytest.param("a{b:c", "a{b:c}", id="no end"),
    ],
)
def test_a_broken_declaration_is_left_out(css: str, expected: str) -> None:
    assert left(css, "a") == expected


# The same examples each time, however busy the machine is.
repeatable = settings(
    derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)

NAMES = ["a", "b", ".c", ".d", "#e", "#f"]
COMPOUNDS = st.sampled_from(
    [*NAMES, "a.c", "b#e:hover", ":is(a,.c)", ":not(.d)", "a::before", "[x=y]", "*"]
)
SELECTORS = st.builds(
    "{}{}{}".format, COMPOUNDS, st.sampled_from([" ", ">", "+", "~", ", "]), COMPOUNDS
)
DECLARATIONS = st.sampled_from(
    ["g:h", "i:1px 2px!important", "--j:var(--k)", "--k:1", "l:var(--j)", "animation:m 1s"]
)
RULES = st.builds(
    "{}{{{}}}".format, SELECTORS, st.lists(DECLARATIONS, min_size=1, max_size=4).map(";".join)
)
STATEMENTS = st.sampled_from(["@page{margin:0}", "@layer n,o;", "@keyframes m{to{g:var(--k)}}"])
SHEETS = st.recursive(
    RULES | STATEMENTS,
    lambda inner: st.builds(
        "{}{{{}}}".format,
        st.sampled_from(["@media print", "@supports (p:q)", "@layer n"]),
        st.lists(inner, min_size=1, max_size=3).map("".join),
    ),
).flatmap(
    lambda rule: st.lists(RULES | STATEMENTS, max_size=5).map(lambda more: rule + "".join(more))
)

# All that is unused in those sheets is used after this.
USED = "a{l:var(--j) var(--k);animation:m}"
ALL = frozenset((*NAMES, "[x]", "=y"))


def selectors(sheet: tuple[Rule, ...]) -> list[str]:
    """Return the text of each selector of a sheet, in order."""
    found = []
    for rule in sheet:
        found += [selector.text for selector in rule.selectors]
        found += selectors(rule.rules)
    return found


@repeatable
@given(SHEETS)
def test_cut_to_all_its_names_a_sheet_keeps_every_rule(css: str) -> None:
    sheet = parse(css + USED)
    assert parse(cut(sheet, ALL)) == sheet


@repeatable
@given(SHEETS, st.sets(st.sampled_from(sorted(ALL))))
def test_cutting_twice_is_cutting_once(css: str, occurring: set[str]) -> None:
    once = cut(parse(css), occurring)
    assert cut(parse(once), occurring) == once


@repeatable
@given(SHEETS, st.sets(st.sampled_from(sorted(ALL))))
def test_what_is_left_stood_in_the_sheet_in_that_order(css: str, occurring: set[str]) -> None:
    whole = iter(selectors(parse(css)))
    assert all(text in whole for text in selectors(parse(cut(parse(css), occurring))))


@repeatable
@given(SHEETS, st.lists(st.sets(st.sampled_from([*sorted(ALL), "z", ".z"])), max_size=4))
def test_a_cutter_cuts_for_each_page_as_if_for_it_alone(css: str, pages: list[set[str]]) -> None:
    sheet = parse(css)
    cutter = Cutter(sheet)
    assert [cutter.cut(names) for names in pages] == [cut(sheet, names) for names in pages]


def test_pages_that_differ_in_what_no_rule_names_share_a_cut() -> None:
    cutter = Cutter(parse("@media print{a:is(.b,c) #d{e:f}}"))
    first = cutter.cut({"a", ".b", "#d", "p"})
    assert first == "@media print{a:is(.b,c) #d{e:f}}"
    assert cutter.cut({"a", ".b", "#d", "q"}) is first
    assert cutter.cut({"a", "c", "#d"}) is not first
    assert cutter.cut({"a", ".b"}) == ""
