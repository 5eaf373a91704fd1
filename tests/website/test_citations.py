"""What `[@…]` and blocks come out as, from a data file and a menu of their own."""

from types import SimpleNamespace
from typing import Any

import pytest
from markdown import Extension, Markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from small_site import DATA
from website.extension import SiteMarkdown
from website.schema import read_data

OUTCOME = "    outcomes: {warm: {result: for}}\n"
MENU: list[Any] = [
    SimpleNamespace(title=title, file=SimpleNamespace(src_uri=path), meta=meta)
    for title, path, meta in (
        ("Home", "index.md", {}),
        ("Oil", "oil.md", {"drawing": "oil.svg", "studies": "On oil"}),
        ("About", "about.md", {}),
        ("Proof", "proof.md", {"role": "evidence"}),
    )
]


def render(markdown: str, data: str = DATA) -> LexborNode:
    evidence = read_data("evidence.yml", data).data
    extensions: list[str | Extension] = [
        "admonition",
        "tables",
        SiteMarkdown("docs", evidence, MENU),
    ]
    body = LexborHTMLParser(Markdown(extensions=extensions).convert(markdown)).body
    assert body
    return body


def attributes(page: LexborNode, selector: str, name: str) -> list[str | None]:
    return [node.attributes.get(name) for node in page.css(selector)]


def words(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


@pytest.mark.parametrize("name", ["[@badges oil]", "[@badges]"])
def test_claims_come_with_their_strength_and_the_picture_of_the_studies(name: str) -> None:
    page = render(name)
    [claim] = page.css(".badges > li")
    assert words(claim).startswith("It is warm Yes, a little. Evidence: limited")
    assert ("1 study" in words(claim)) == (name != "[@badges]"), "together, the rows alone"
    assert attributes(page, "a.strength", "href") == ["proof.md#limited"]
    assert claim.id == "claim-warm"
    assert attributes(page, "a.self", "href") == ["#claim-warm"]
    assert attributes(page, "a.mark", "href") == ["oil.md#lee2001"]
    assert [node.tag for node in page.css("li > .rows ~ *")] == ["details"], "the key"


def test_claims_without_any_study_are_a_plain_list() -> None:
    data = DATA.replace(OUTCOME, "")
    [item] = render("[@badges oil]", data).css("body > .badges:only-child > li")
    assert words(item) == "It is warm Yes, a little. Evidence: limited"


def test_a_strength_that_is_overruled_says_why() -> None:
    data = DATA.replace("strength: limited", "strength: weak\n      because: it was one cup")
    [item] = render("[@badges oil]", data).css(".badges > li")
    assert "Evidence: weak (it was one cup)" in words(item)


@pytest.mark.parametrize("sign", ["conflicting", "untested", "not supported"])
def test_a_strength_has_a_sign_before_it(sign: str) -> None:
    data = DATA.replace("strength: limited", f"strength: {sign}")
    [drawn] = render("[@badges oil]", data).css(".strength svg")
    [other] = render("[@badges oil]", DATA).css(".strength svg")
    assert drawn.html != other.html


def test_a_study_is_a_line_with_a_heading_that_opens() -> None:
    [study] = render("[@studies lee2001]").css("details.study:not([open])")
    [summary], [details] = study.css("summary"), study.css("dl")
    assert words(summary) == "Lee 2001 12 people, and their oil was warm."
    assert attributes(summary, "h3", "id") == ["lee2001"]
    assert "12 people." in words(details)


@pytest.mark.parametrize(
    ("fields", "record"),
    [
        ("year: 2001", "On oil. 2001."),
        ("journal: Oils", "On oil. Oils."),
        ('authors: Lee A\n    journal: Oils\n    volume: "4"', "Lee A. On oil. Oils, 4."),
        ('journal: Oils\n    year: 2001\n    pages: "5-7"', "On oil. Oils, 2001 5-7."),
        ("doi: 10.1000/oil\n    partly_read: true", "DOI 10.1000/oil. Part of the record was not"),
    ],
)
def test_a_record_prints_what_was_seen_of_it(fields: str, record: str) -> None:
    page = render("[@studies lee2001]", f"{DATA}    {fields}\n")
    assert record in words(page).replace(" .", ".")
    doi = "https://doi.org/10.1000/oil" if "doi" in fields else "https://example.org/oil"
    assert attributes(page, "dd a", "href") == [doi, "#lee2001"]


def test_names_in_another_script_say_in_which_language() -> None:
    fields = "    authors: 互 恵子, Lee\n    journal: 중년여성 50-60대\n"
    page = render("[@studies lee2001]", DATA + fields)
    assert [(span.attributes["lang"], span.text()) for span in page.css("dd span")] == [
        ("ja", "互 恵子"),
        ("ko", "중년여성 50-60대"),
    ]


@pytest.mark.parametrize("why", ["not_used", "not_read"])
def test_what_was_not_used_or_read_stands_apart(why: str) -> None:
    data = f"{DATA}  old1950:\n    name: Old 1950\n    title: On old oil\n    {why}: Too old.\n"
    page = render(f"[@{why.replace('_', '-')}]", data)
    assert words(page) == "1 entry each with the reason Old 1950. Too old. On old oil."
    assert attributes(page, "li", "id") == ["old1950"]
    assert words(render(f"[@{why.replace('_', '-')}]")) == ""
    assert "Old" not in words(render("[@lists]", data))


def test_strengths_are_explained_and_days_written_out() -> None:
    terms = render("[@strengths]").css("dt")
    assert [(term.id, words(term)) for term in terms][::5] == [
        ("moderate", "Moderate"),
        ("not-supported", "Not supported"),
    ]
    assert words(render("Checked [@checked], due [@due].")) == (
        "Checked 1 January 2020 , due 1 January 2021 ."
    )


def test_marks_and_citations_lead_to_the_details_on_their_own_page() -> None:
    page = render("[@badges oil]\n\nAs [@lee2001] says.\n\n[@studies lee2001]")
    assert attributes(page, "a.mark, a.cite", "href") == ["#lee2001"] * 2


def test_names_are_listed_by_page_in_lines_that_open() -> None:
    page = render("[@lists]")
    [heading] = page.css("details:not([open]) h3")
    assert words(heading) == "On oil"
    assert attributes(page, "li > a", "href") == ["oil.md#lee2001"]


def test_the_pages_are_listed_with_their_drawings_and_claims() -> None:
    page = render("[@pages]")
    oil, about, _ = page.css("ol > li")
    assert attributes(oil, "img", "src") == ["drawings/oil.svg"]
    assert words(oil) == "Oil It is warm: Yes, a little. Evidence: limited"
    assert attributes(page, "a", "href") == ["oil.md", "about.md", "proof.md"]
    assert about.css("img, ul") == []


def test_a_chosen_claim_leads_to_its_page() -> None:
    [item] = render("[@chosen warm]").css("li")
    assert words(item) == "It is warm Yes, a little. Evidence: limited"
    assert attributes(item, "a", "href") == ["oil.md"]


def test_a_brief_block_leaves_out_lists_within_lists() -> None:
    block = '!!! site check{} "Check"\n    - Do not burn it.\n        - A study did.\n'
    whole, brief = render(block.format("")), render(block.format(" brief"))
    assert words(whole) == "Check Do not burn it. A study did."
    assert words(brief) == "Check Do not burn it."
    assert attributes(brief, "section", "class") == ["site check brief"]


@pytest.mark.parametrize(
    "name", ["[@nobody2001]", "[@badges salt]", "[@chosen cold]", "[@studies lee2001 nobody]"]
)
def test_a_name_that_is_not_known_stays_as_it_is_written(name: str) -> None:
    assert words(render(name)) == name
