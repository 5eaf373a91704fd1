"""The evidence as a reader meets it, told apart from the article and true number by number."""

import json
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from conftest import ROOT, run
from evidence.data import Study, evidence

SOURCE = json.loads((ROOT / "tests/data/evidence.json").read_text("utf-8"))
CLAIMS = {
    "index": {5, 7, 1},
    "circulation": {1},
    "lymphatic-drainage": {2},
    "collagen": {3},
    "product-absorption": {4},
    "muscle-tension": {5},
    "tips": {6},
    "conclusion": {7},
    "safety": {6},
}
USED = {id_: study for id_, study in evidence().studies.items() if not study.not_used}


def main_part(site: Path, name: str) -> LexborNode:
    path = site / ("index.html" if name == "index" else f"{name}/index.html")
    [main] = LexborHTMLParser(path.read_text("utf-8")).css("main article")
    return main


def text(node: LexborNode) -> str:
    return " ".join(node.text().split())


def digits(words: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,]\d+)*", words))


@pytest.mark.parametrize("badge", SOURCE["badges"], ids=lambda badge: badge["claim"])
def test_a_badge_stands_on_its_page_with_word_shape_and_claim(
    built_site: Path, badge: dict[str, str]
) -> None:
    items = main_part(built_site, badge["page"]).css("section.known .badges li")
    [item] = [item for item in items if badge["claim"] in text(item)]
    [strength] = item.css("a.strength")
    assert text(strength) == badge["strength"].capitalize()
    assert strength.css("svg") != []
    target = str(strength.attributes["href"])
    assert target.endswith(f"evidence/#{badge['strength'].replace(' ', '-')}")
    assert main_part(built_site, "evidence").css(f"dt#{target.partition('#')[2]}") != []


@pytest.mark.parametrize("name", [name for name in CLAIMS if name not in ("index", "safety")])
def test_a_section_page_says_what_is_known_what_is_not_and_by_which_studies(
    built_site: Path, name: str
) -> None:
    main = main_part(built_site, name)
    classes = [node.attributes["class"] for node in main.css(".site")]
    assert classes == ["site picture", "site said", "site known", "site not", "site studies"]
    known = main.css_first("section.known > p")
    assert known
    assert len(re.findall(r"[.]( |$)", text(known))) == 2, "two plain sentences"
    assert main.css("section.studies h3 + dl.study") != []


@pytest.mark.parametrize("study", USED.values(), ids=USED)
def test_a_study_is_listed_once_and_the_line_leads_to_its_details(
    built_site: Path, study: Study
) -> None:
    links = [
        link
        for link in main_part(built_site, "evidence").css(".lines a")
        if text(link) == study.name
    ]
    [link] = links
    assert link.attributes["href"] == f"../{study.page}/#{study.id}"
    details = main_part(built_site, study.page).css(f"h3#{study.id} + dl")
    assert [study.found in text(node) for node in details] == [True]


def test_what_was_not_used_stands_apart_and_nowhere_else(built_site: Path) -> None:
    unused = set(evidence().studies) - set(USED)
    for page in built_site.rglob("index.html"):
        name = "index" if page.parent == built_site else page.parent.name
        shown = {node.id for node in main_part(built_site, name).css("h3")} & unused
        assert shown == (unused if name == "evidence" else set()), name


@pytest.mark.parametrize("name", CLAIMS)
def test_every_number_on_a_page_is_in_the_evidence_it_names(built_site: Path, name: str) -> None:
    main = main_part(built_site, name)
    cited = {str(node.attributes["href"]).partition("#")[2] for node in main.css("a.cite")}
    cited |= {str(node.id) for node in main.css("h3")} & evidence().studies.keys()
    known = [claim for claim in SOURCE["claims"] if claim["claim"] in CLAIMS[name]]
    known += [study for study in SOURCE["studies"] if study["id"] in cited]
    for node in main.css("dl.study, h3, time, a.cite, .printed"):  # those have tests of their own
        node.decompose()
    assert digits(text(main)) <= digits(json.dumps(known, ensure_ascii=False))


def test_plain_words_sentences_and_paragraphs_stay_short(built_site: Path) -> None:
    for page in built_site.rglob("index.html"):
        name = "index" if page.parent == built_site else page.parent.name
        main = main_part(built_site, name)
        for node in main.css(".lines, .record, a.cite, li > strong"):  # titles, not sentences
            node.decompose()
        for node in main.css("section.site p, section.site li" if main.css(".said") else "p, li"):
            if node.css("li p"):
                continue  # its paragraphs come by themselves
            sentences = re.split(r"(?<=[.?!:;])\s", text(node))
            assert [s for s in sentences if len(s.split()) > 22] == [], name
            assert len(re.findall(r"[.?!](?=\s|$)", text(node))) <= 3, text(node)


def test_the_safety_page_says_every_line(built_site: Path) -> None:
    said = text(main_part(built_site, "safety"))
    for line in (
        "Do not massage over infected, open or inflamed skin.",
        "Do not massage over bruises.",
        "Do not massage where you have, or may have, a blood clot.",
        "Do not massage over a tumour, or over lymph nodes affected by cancer.",
        "Do not massage over an area having radiotherapy.",
        "Do not massage over a tube or port placed in a vein (lines or ports).",
        "Do not press on your eyes.",
        "Do not press on the front or sides of your neck. Rarely, a stroke in the brain has",
        "If you have cancer, ask your cancer team.",
        "If you take blood thinners, or have a bleeding disorder",
        "If you are pregnant",
        "After filler or wrinkle injections (botulinum toxin), ask whoever injected you. Clinics",
        "Do not rub or massage your face if you have rosacea: that is the published advice.",
        "Acne can get worse",
        "Essential oils and rich products can cause rashes and spots.",
        "These four lines are common caution: no study on this site tested them.",
        "heart or kidney problems, a fever or recent surgery",
        "Stop if it hurts.",
        "Stop if you feel dizzy.",
        "Wash your hands",
        "Call your emergency number at once for any one of these: a drooping face, a weak arm,",
        "This is general knowledge",
        "Serious harm from massage is rare, and no rate can be worked out",
    ):
        assert line in said, line


def test_each_line_of_a_list_of_donts_begins_with_do_not(built_site: Path) -> None:
    heading = next(
        node for node in main_part(built_site, "safety").css("h3") if text(node) == "Do not massage"
    )
    list_ = heading.next
    while list_ and list_.tag != "ul":
        list_ = list_.next
    assert list_
    assert all(text(item).startswith("Do not ") for item in list_.css("li"))


def test_nobody_is_named_as_author_or_reviewer_and_the_site_says_so(built_site: Path) -> None:
    for page in [*built_site.rglob("index.html"), built_site / "404.html"]:
        html = page.read_text("utf-8")
        assert "No clinician has reviewed this site." in html
        assert "reviewedBy" not in html
        assert '"author"' not in html


def test_a_mistake_can_be_reported_and_mended_where_the_site_names_its_repository(
    built_site: Path,
) -> None:
    repository = "https://github.com/owner/some-repo"
    for page in [*built_site.rglob("index.html"), built_site / "404.html"]:
        links = LexborHTMLParser(page.read_text("utf-8")).css("footer .md-copyright a")
        found = {text(link): link.attributes["href"] for link in links}
        assert found.pop("Report a mistake") == f"{repository}/issues"
        name = "index" if page.parent == built_site else page.parent.name
        edit = {"Edit this page": f"{repository}/edit/main/docs/{name}.md"}
        assert found == (edit if page.name != "404.html" else {})
        assert not edit or (ROOT / f"docs/{name}.md").is_file()


def test_a_site_without_a_repository_has_no_link_to_one(project: Path) -> None:
    assert run("mkdocs", "build", "--strict", cwd=project, REPO_URL="").returncode == 0
    for page in (project / "site").rglob("*.html"):
        footer = LexborHTMLParser(page.read_text("utf-8")).css_first("footer .md-copyright")
        assert footer
        assert footer.css("a") == []
