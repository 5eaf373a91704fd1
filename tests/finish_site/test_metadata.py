"""What a page says to machines follows from what it says to readers."""

import json
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from evidence.data import evidence
from finish_site.metadata import complete

PAGE = (
    '<!DOCTYPE html><html><head><script type="application/ld+json">{"@type":"MedicalWebPage"}'
    "</script></head><body>%s</body></html>"
)


def completed(html: str) -> str:
    page = LexborHTMLParser(html)
    complete(page, evidence())
    return page.html or ""


def data(html: str) -> dict[str, Any]:
    [script] = LexborHTMLParser(html).css('script[type="application/ld+json"]')
    found: dict[str, Any] = json.loads(script.text())
    return found


def test_the_headline_and_the_date_are_added() -> None:
    html = completed(PAGE % "<h1>Warm\n <em>hands</em></h1>")
    assert data(html) == {
        "@type": "MedicalWebPage",
        "headline": "Warm hands",
        "lastReviewed": "2026-11-22",
    }


@pytest.mark.parametrize(
    ("body", "cited"),
    [
        ('<h3 id="ernst2003">E</h3>', ["https://doi.org/10.1093/rheumatology/keg306"]),
        (
            '<a class="cite" href="../tips/#mori2004">M</a>',
            ["https://pubmed.ncbi.nlm.nih.gov/15114265/"],
        ),
        ('<a href="../tips/#mori2004">a list is no citation</a>', None),
        ('<h3 id="alam2018">not used</h3><h3 id="other">no study</h3>', None),
    ],
)
def test_what_the_page_shows_or_cites_is_its_citations(body: str, cited: list[str] | None) -> None:
    found = data(completed(PAGE % body)).get("citation")
    assert (found and [citation["url"] for citation in found]) == cited


def test_twice_is_once_and_nothing_else_changes() -> None:
    html = completed(PAGE % '<h1>é &amp; "x"</h1><h3 id="ernst2003">E</h3>')
    assert completed(html) == html
    assert html.endswith('<body><h1>é &amp; "x"</h1><h3 id="ernst2003">E</h3></body></html>')


def test_a_text_can_t_end_the_script() -> None:
    html = completed(PAGE % "<h1>&lt;/script&gt;&lt;b&gt;</h1>")
    assert data(html)["headline"] == "</script><b>"


def test_a_page_without_such_data_stays_as_it_is() -> None:
    html = "<html><head></head><body><h1>Not here</h1></body></html>"
    assert completed(html) == html
