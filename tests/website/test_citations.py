"""What `[@…]` and blocks come out as, from a data file and a menu of their own."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from markdown import Extension, Markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from small_site import DATA
from website.citations import citations_in
from website.extension import SiteMarkdown
from website.schema import read_data

CASES = yaml.safe_load(Path(__file__).with_name("citations.yml").read_bytes())
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
    return LexborHTMLParser(Markdown(extensions=extensions).convert(markdown)).css("body")[0]


def attributes(page: LexborNode, selector: str, name: str) -> list[str | None]:
    return [node.attributes.get(name) for node in page.css(selector)]


def words(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_named_comes_out(case: dict[str, Any]) -> None:
    data = DATA + case.get("more", "")
    for old, new in case.get("edit", {}).items():
        assert old in data
        data = data.replace(old, new)
    page = render(case["page"], data)
    for place, expected in case["shows"].items():
        selector, _, name = place.partition("@")
        found = attributes(page, selector, name) if name else [*map(words, page.css(selector))]
        assert len(found) == len(expected), place
        for one, wanted in zip(found, expected, strict=True):
            begins, more, _ = wanted.partition("…")
            assert one == wanted or (more and str(one).startswith(begins)), place
    if "cites" in case:
        assert (
            citations_in(page.html or "", read_data("evidence.yml", data).data["studies"])
            == case["cites"]
        )


@pytest.mark.parametrize("sign", ["conflicting", "untested", "not supported"])
def test_a_strength_has_a_sign_before_it(sign: str) -> None:
    data = DATA.replace("strength: limited", f"strength: {sign}")
    [drawn] = render("[@badges oil]", data).css(".strength svg")
    [other] = render("[@badges oil]", DATA).css(".strength svg")
    assert drawn.html != other.html


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
