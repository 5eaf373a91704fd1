"""The search looks through what pages say, in the pieces that their headings make."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from website.schema import read_data
from website.search_index import Entry, dead_ends, entries, index, order


def page(content: str, url: str = "a/", **meta: str) -> Any:
    """What the index reads of MkDocs' page, "Menu" in the menu."""
    return SimpleNamespace(url=url, title="Menu", meta=meta, content=content)


def rows(content: str) -> list[list[str]]:
    found = entries(page(f"<h1>B</h1>{content}"))
    assert {entry.page for entry in found} == {"Menu"}
    return [[entry.url, entry.title, entry.kind, entry.text] for entry in found]


CASES = yaml.safe_load(Path(__file__).with_name("search_index.yml").read_bytes())
BADGE = (
    "<li id=claim-a><a class=self href='#claim-a'>Claim</a> <strong class=short>No.</strong> "
    "<a class='strength' href='#'><svg></svg>Evidence: weak</a><p>One study.</p></li>"
)
STUDY = "<dl class='study'><dt>Who</dt><dd>12 people.</dd></dl>"
KNOWN = "<section class=known><h2>F</h2>g</section>"


@pytest.mark.parametrize(("content", "expected"), CASES.values(), ids=CASES)
def test_each_heading_makes_an_entry(content: str, expected: list[list[str]]) -> None:
    content = content.replace("BADGE", BADGE).replace("STUDY", STUDY)
    assert rows(content) == [["a/", "B", "page", ""], *expected]


def test_on_the_page_on_safety_all_but_studies_is_about_safety() -> None:
    found = entries(page(f"<h2>C</h2>d<h3>E</h3>{STUDY}{KNOWN}", role="safety"))
    assert [entry.kind for entry in found] == ["safety", "safety", "study", "safety"]


def test_a_page_begins_with_its_description() -> None:
    found = entries(page("f", "", description="d & e"))
    assert found == [Entry("", "Menu", "Menu", text="d & e\nf")]


def test_a_badge_keeps_its_shape_and_is_no_link() -> None:
    found = entries(page(f"<h2>C</h2><ul class=badges>{BADGE}</ul>"))
    assert found[1].strength == '<span class="strength"><svg></svg>Evidence: weak</span>'
    assert found[1].answer == "No."


def test_what_pages_share_is_found_once_where_it_belongs() -> None:
    pages = [page("", ""), page("", "a/", role="evidence"), page("", "b/")]
    read = sorted([*pages, page("", "c/", role="safety")], key=order)
    assert [each.url for each in read] == ["c/", "b/", "", "a/"]
    found = [*(Entry(each.url, "M", "T", text="é") for each in read), Entry("d/", "M", "T")]
    assert index(found, {"ignore": "the", "words": {"x": "y"}}) == (
        '{"ignore":"the","words":{"x":"y"},"entries":['
        '{"url":"c/","page":"M","title":"T","kind":"page","text":"é"},'
        '{"url":"d/","page":"M","title":"T","kind":"page"}]}'
    )


def test_everyday_words_lead_to_what_stands_on_a_page() -> None:
    words = read_data(
        "search_words.yml",
        'ignore: a\nforeign: b\nwords:\n  one: Blood thinners, nowhere at all\n  two: ""\n',
    )
    found = [Entry("a/", "M", "Blood", text="a thinner; thinners")]
    assert [str(finding) for finding in dead_ends(found, words)] == [
        "search_words.yml:4: 'one' leads to 'nowhere at all', which is on no page"
    ]
