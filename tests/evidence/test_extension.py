"""What comes out where a page names studies, badges and dates."""

import pytest
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from evidence.data import evidence


def render(source: str) -> LexborHTMLParser:
    markdown = Markdown(extensions=["admonition", "toc", "site_blocks", "evidence.extension"])
    return LexborHTMLParser(f"<body>{markdown.convert(source)}")


def only(page: LexborHTMLParser, selector: str) -> LexborNode:
    [node] = page.css(selector)
    return node


def text(node: LexborNode) -> str:
    return " ".join(node.text().split())


def test_a_citation_is_the_study_s_name_and_leads_to_its_details() -> None:
    page = render("Shown in a small trial ([@hamed2012]).")
    assert text(only(page, "p")) == "Shown in a small trial (Hamed and others 2012)."
    assert only(page, "a").attributes["href"] == "product-absorption.md#hamed2012"


def test_a_citation_leads_to_the_details_on_its_own_page_if_they_are_there() -> None:
    page = render("See [@hamed2012].\n\n[@studies hamed2012]")
    assert only(page, "a.cite").attributes["href"] == "#hamed2012"


def test_the_details_of_a_study_say_all_that_is_known() -> None:
    page, study = render("[@studies ernst2003]"), evidence().studies["ernst2003"]
    assert only(page, "h3").id == "ernst2003"
    assert text(only(page, "h3")) == "Ernst 2003"
    said = [text(node) for node in page.css("dd")]
    assert said[:-1] == [study.people, study.how, study.found, study.limits, study.funding]
    assert said[-1] == (
        "Ernst E. The safety of massage therapy. "
        "Rheumatology, 2003 42:1101-1106. DOI 10.1093/rheumatology/keg306."
    )
    assert only(page, "a").attributes["href"] == "https://doi.org/10.1093/rheumatology/keg306"


@pytest.mark.parametrize(
    ("id_", "record"),
    [
        (
            "ct3d",
            "Analysis of morphological changes after facial massage by a novel approach using "
            "three-dimensional computed tomography. Part of the record was not seen.",
        ),
        (
            "dubinskaya2023",
            "Dubinskaya AD, Yurova OV, Rogatkin DA, Glazkova PA, Glazkov AA, Krasulina KA, "
            "Selivanova DS, Vvedenskaya OYu, Shiverskikh YaV. Changes in Microcirculation During "
            "Gua Sha Massage. 2023. Part of the record was not seen.",
        ),
        (
            "batavia2004",
            "Batavia M. Contraindications for therapeutic massage: Do sources agree? "
            "Journal of Bodywork and Movement Therapies, 2004 issue 1:48-57.",
        ),
    ],
)
def test_a_record_prints_what_was_seen_and_no_more(id_: str, record: str) -> None:
    page = render(f"[@studies {id_}]")
    assert text(page.css("dd")[-1]) == record
    assert only(page, "a").attributes["href"] == evidence().studies[id_].url


def test_names_may_stand_on_several_lines_and_inside_a_block() -> None:
    page = render('!!! site studies "The studies"\n    [@studies mori2004\n    hinds2004]\n')
    assert [node.id for node in page.css("section.site.studies > h3")] == ["mori2004", "hinds2004"]


def test_badges_show_claim_word_and_shape() -> None:
    page = render("[@badges lymphatic-drainage]")
    assert [text(node) for node in page.css("li span")] == [
        "Less everyday facial puffiness",
        "Removes toxins",
    ]
    assert [text(node) for node in page.css("li a")] == ["Untested", "Not supported"]
    assert [node.attributes["href"] for node in page.css("li a")] == [
        "evidence.md#untested",
        "evidence.md#not-supported",
    ]
    shapes = {node.html for node in page.css("svg")}
    assert len(shapes) == 2
    assert all('aria-hidden="true"' in str(shape) for shape in shapes)


def test_the_strengths_are_explained_each_with_a_shape_of_its_own() -> None:
    page = render("[@strengths]")
    assert [node.id for node in page.css("dt")] == [
        strength.replace(" ", "-") for strength in evidence().strengths
    ]
    assert [text(node) for node in page.css("dd")] == list(evidence().strengths.values())
    assert len({node.html for node in page.css("svg")}) == len(evidence().strengths)


def test_a_list_has_one_line_for_each_study_of_a_page() -> None:
    page = render("[@list product-absorption]")
    studies = [s for s in evidence().studies.values() if s.page == "product-absorption"]
    assert [text(node) for node in page.css("li")] == [f"{s.name}: {s.title}" for s in studies]
    assert [node.attributes["href"] for node in page.css("a")] == [
        f"product-absorption.md#{study.id}" for study in studies
    ]


def test_what_was_not_used_is_told_with_the_reason() -> None:
    page = render("[@not-used]")
    assert [node.id for node in page.css("h3")] == ["busch2021", "alam2018"]
    for study in evidence().studies.values():
        assert not study.not_used or study.not_used in str(page.html)


def test_dates_are_written_out() -> None:
    page = render("Checked on [@checked], due on [@due].")
    assert text(only(page, "p")) == "Checked on 22 November 2026, due on 22 November 2027."
    assert [node.attributes["datetime"] for node in page.css("time")] == [
        "2026-11-22",
        "2027-11-22",
    ]


@pytest.mark.parametrize(
    "name",
    ["[@nobody2020]", "[@studies nobody2020]", "[@badges nowhere]", "[@list]", "[@strengths too]"],
)
def test_an_unknown_name_stays_as_it_is_written(name: str) -> None:
    assert text(only(render(name), "p")) == name


def test_signs_of_markdown_in_a_title_are_letters() -> None:
    page = render("[@list conclusion]")
    assert "Facial L*a*b* values" in str(page.html)
    assert page.css("em") == []
