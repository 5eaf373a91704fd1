"""The search looks through what pages say, in the pieces that their headings make."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from website.schema import read_data
from website.search_index import Entry, dead_ends, entries, index


def page(content: str, url: str = "a/", **meta: str) -> Any:
    """What the index reads of MkDocs' page, "Menu" in the menu."""
    return SimpleNamespace(url=url, title="Menu", meta=meta, content=content)


def rows(content: str, url: str = "a/") -> list[tuple[str, str, str, str]]:
    found = entries(page(f"<h1>B</h1>{content}", url))
    assert {entry.page for entry in found} == {"Menu"}
    return [(entry.url, entry.title, entry.kind, entry.text) for entry in found]


STRENGTH = '<a href="#" class="strength weak"><svg></svg>Weak</a>'
TOLD = f'<span class="told"><strong>No.</strong> <span>Evidence: {STRENGTH}</span></span>'
BADGE = f"<li><span class='claim'>Claim</span>{TOLD}</li>"
STUDY = "<dl class='study'><dt>Who</dt><dd>12 people.</dd></dl>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("", [], id="a title"),
        pytest.param("<h2 id=c>C</h2>", [], id="a heading with nothing below it"),
        pytest.param("<h2>C</h2>d", [("a/", "C", "page", "d")], id="no id"),
        pytest.param(
            "<h2 id=c>C <em>d</em></h2><p>e\n <b>f</b></p><h4>G</h4>h<!-- i -->",
            [("a/#c", "C d", "page", "e f\nG\nh")],
            id="blocks are lines",
        ),
        pytest.param(
            "<section class='site check'><h2>C</h2><h3 id=d>D</h3><ul><li>e</li></ul></section>",
            [("a/#d", "D", "warning", "e")],
            id="a warning",
        ),
        pytest.param(
            f"<section class='site known'><h2 id=c>C</h2>d<ul class=badges>{BADGE}</ul></section>",
            [("a/#c", "C", "research", "d"), ("a/#c", "Claim", "research", "")],
            id="what is known, and a claim",
        ),
        pytest.param(
            f"<h3 id=c>C</h3>{STUDY}", [("a/#c", "C", "study", "Who: 12 people.")], id="a study"
        ),
        pytest.param(
            f"<details><summary><h3 id=c>C</h3> short</summary>{STUDY}</details>",
            [("a/#c", "C", "study", "short\nWho: 12 people.")],
            id="a study that opens",
        ),
        pytest.param(
            "<h2 id=c>C</h2><ol><li><a href='#'>d</a>: e</li></ol>",
            [("a/#c", "C", "list", "d: e")],
            id="a list of what stands elsewhere",
        ),
        pytest.param(
            "<h2 id=c>C</h2>d<svg><title>x</title></svg><script>x</script><p class=key>x</p>",
            [("a/#c", "C", "page", "d")],
            id="what nobody reads",
        ),
    ],
)
def test_each_heading_makes_an_entry(content: str, expected: list[object]) -> None:
    assert rows(content) == [("a/", "B", "page", ""), *expected]


def test_on_the_page_on_safety_all_but_studies_is_about_safety() -> None:
    found = rows(f"<h2 id=c>C</h2>d<h3 id=e>E</h3>{STUDY}", "safety/")
    assert [kind for _, _, kind, _ in found] == ["safety", "safety", "study"]


def test_a_page_begins_with_its_description() -> None:
    found = entries(page("f", "", description="d & e"))
    assert found == [Entry("", "Menu", "Menu", text="d & e\nf")]


def test_a_claim_keeps_its_answer_and_the_shape_of_its_strength_and_is_no_link() -> None:
    found = entries(page(f"<h2>C</h2><ul class=badges>{BADGE}</ul>"))
    unlinked = TOLD.replace('<a href="#"', "<span").replace("</a>", "</span>")
    assert found[1].strength == unlinked


def test_what_pages_share_is_found_once_where_it_belongs() -> None:
    found = [Entry(url, "M", "T", text="é") for url in ("#a", "b/#a", "safety/#a", "c/#a")]
    data = json.loads(index(found, {"ignore": "the", "words": {"x": "y"}}))
    assert (data["ignore"], data["words"]) == ("the", {"x": "y"})
    assert [row["url"] for row in data["entries"]] == ["safety/#a"]
    assert [row["url"] for row in json.loads(index(found[:2], {}))["entries"]] == ["b/#a"]


def test_everyday_words_lead_to_what_stands_on_a_page() -> None:
    words = read_data(
        "search_words.yml", 'ignore: a\nwords:\n  one: Blood thinners, nowhere at all\n  two: ""\n'
    )
    found = [Entry("a/", "M", "Blood", text="a thinner; thinners")]
    assert [str(finding) for finding in dead_ends(found, words)] == [
        "search_words.yml:3: 'one' leads to 'nowhere at all', which stands on no page"
    ]
