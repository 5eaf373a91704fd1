"""What readers find, whatever it says: the article whole, the evidence, the cautions."""

import re
from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborNode

from conftest import ADDRESS, ARTICLE, NOT_FOUND, TOKENS, pages_that_say, parse, read_evidence
from markup import target

STUDIES = read_evidence()["studies"]
LONGEST_ALT = 125
HARDEST = 7  # the grade of the site's own words: a twelve-year-old reads them
HARD = "Consistent application potentially influences dermatological characteristics positively."
Mains = dict[str, LexborNode]


@pytest.fixture
def mains(built_site: Path, pages: list[str]) -> Mains:
    """The main part of each page."""
    return {path: parse(built_site, path).css("main article")[0] for path in pages}


@pytest.fixture(params=pages_that_say("role: evidence"))
def evidence(request: pytest.FixtureRequest) -> str:
    """The path of the page that explains the strengths."""
    return str(request.param)


@pytest.fixture
def article() -> list[str]:
    """The article's lines, without the spam."""
    # The blank before a token came with it.
    tokens = "|".join(map(re.escape, yaml.safe_load(TOKENS.read_bytes())["tokens"]))
    text, cut = re.subn(f" (?:{tokens})", "", ARTICLE.read_text("utf-8"))
    assert cut > 0
    return [line for line in text.splitlines() if line]


@pytest.fixture
def walk(built_site: Path) -> list[str]:
    """The paths of the pages that a reader meets who starts at home and follows "next"."""
    paths = [""]
    while (path := neighbour(built_site, paths[-1], "next")) is not None:
        assert path not in paths, f"{path} comes round again"
        paths.append(path)
    return paths


def grade(blocks: list[str]) -> float:
    """Return the Flesch-Kincaid grade of paragraphs: the school year that reads them with ease.

    A word has as many syllables as groups of vowels; a silent "e" at its end is none.
    """
    sentences = [words for block in blocks for words in re.split(r"[.?!](?:\s|$)", block) if words]
    words = re.findall(r"[a-z]+", re.sub(r"['’]", "", " ".join(sentences).lower()))
    spoken = [re.sub(r"(?<!l)e$|(?<![dt])ed$|(?<![cgsxz])es$", "", word) for word in words]
    syllables = sum(max(1, len(re.findall("[aeiouy]+", word))) for word in spoken)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def neighbour(site: Path, path: str, direction: str) -> str | None:
    """Return the page that a link at the foot leads to; `direction` is "next" or "prev"."""
    link = parse(site, path).css_first(f"footer a[rel={direction}]")
    return leads(link, path).rstrip("#") if link else None


def leads(link: LexborNode, path: str) -> str:
    """Return where a link on a page leads: path and fragment."""
    reference = str(link.attributes["href"])
    return f"{target(reference, ADDRESS + path, ADDRESS)}#{reference.partition('#')[2]}"


def text(node: LexborNode, without: str = ".printed") -> str:
    """Return what a part of a page says; the parts that it is read without are lost."""
    for part in node.css(without):
        part.decompose()
    return " ".join(node.text().split())


def test_the_walk_meets_every_page_and_leads_back(
    built_site: Path, pages: list[str], walk: list[str]
) -> None:
    assert {*walk, NOT_FOUND} == set(pages)
    assert [neighbour(built_site, path, "prev") for path in walk] == [None, *walk[:-1]]
    ways = {leads(link, "").rstrip("#") for link in parse(built_site, "").css(".site.way a")}
    assert {"", *ways} == set(walk), "the home page shows the way"


def test_the_articles_pages_say_the_article_and_nothing_else(
    article: list[str], walk: list[str], mains: Mains
) -> None:
    own = [path for path in walk if text(mains[path].css("h1")[0]) in article]
    assert own == walk[: len(own)], "a page of the site's own stands between the article's"
    plain = [text(mains[path], without=".site, .printed") for path in own]
    assert " ".join(plain) == " ".join(article)


def test_no_sentence_of_the_article_is_said_twice(article: list[str], mains: Mains) -> None:
    site = " ".join(map(text, mains.values()))
    sentences = [found for line in article for found in re.findall(r"[A-Z][^.]+\.", line)]
    assert {sentence: site.count(sentence) for sentence in sentences} == dict.fromkeys(sentences, 1)


def test_the_site_s_own_words_are_plain(mains: Mains) -> None:
    assert grade([HARD]) > HARDEST, "this is what plain words are not"
    hard: dict[str, float] = {}
    english = {path: main for path, main in mains.items() if not main.css_matches("[lang] > *")}
    for path, main in english.items():
        for node in main.css("svg, .strength, .cite, .mark, .lines, .record, dd:last-child"):
            node.decompose()
        within = ".site " if main.css(".said") else ""
        own = main.css(", ".join(f"{within}{tag}" for tag in ("p", "li:not(:has(p))", "dd")))
        hard |= {path: found} if (found := grade(list(map(text, own)))) > HARDEST else {}
    assert hard == {}


def test_a_strength_is_told_by_word_and_shape_and_leads_to_what_it_means(
    mains: Mains, evidence: str
) -> None:
    meanings = {node.id: text(node) for node in mains[evidence].css("dl.strengths dt")}
    links = [(path, link) for path, main in mains.items() for link in main.css("a.strength")]
    assert links
    for path, link in links:
        assert text(link)
        assert link.css("svg") != []
        at, _, id_ = leads(link, path).partition("#")
        assert at == evidence
        assert text(link).lower().endswith(f": {meanings[id_].lower()}")


def test_a_study_is_listed_once_and_the_line_leads_to_its_details(
    mains: Mains, evidence: str
) -> None:
    details = {
        f"{path}#{node.id}"
        for path, main in mains.items()
        for node in main.css("[id]")
        if node.id in STUDIES
    }
    listed = [leads(link, evidence) for link in mains[evidence].css(".lines a")]
    unused = {id_ for id_, study in STUDIES.items() if "page" not in study}
    assert set(listed) <= details
    assert sorted(line.partition("#")[2] for line in listed) == sorted(STUDIES.keys() - unused)
    apart = {place for place in details if place.partition("#")[2] in unused}
    assert apart == {f"{evidence}#{id_}" for id_ in unused}


def test_the_home_page_answers_before_its_drawing_and_each_answer_leads_to_its_claim(
    mains: Mains,
) -> None:
    [answer] = mains[""].css(".site.answer")
    lines, html = answer.css(".badges li"), str(answer.html)
    assert 0 < html.rindex("</li>") < html.index('class="drawing')
    for line in lines:
        [claim], [told] = line.css("a"), line.css("strong")
        assert text(told)
        assert line.css(".strength svg") != []
        there = mains[leads(claim, "").rstrip("#")]
        assert text(claim) in "".join(map(text, there.css(".badges")))


def test_a_section_asks_its_question_beside_the_article_s_title(
    built_site: Path, mains: Mains
) -> None:
    asked = {path: main.css_first("h1 ~ .asks") for path, main in mains.items()}
    sections = {path for path, main in mains.items() if path and main.css(".site.said")}
    assert sections <= {path for path, question in asked.items() if question}
    for path, question in asked.items():
        title = parse(built_site, path).css_first("title")
        assert not question or (title and text(question) in title.text())


def test_a_section_says_what_is_known_what_is_not_and_by_which_studies(mains: Mains) -> None:
    sections = {path: main for path, main in mains.items() if path and main.css(".site.said")}
    assert sections
    for path, main in sections.items():
        assert main.css("svg.drawing[role=img]") != []
        assert main.css(".site.known .badges .strength") != []
        blocks = [str(node.attributes["class"]).split()[1] for node in main.css(".site")]
        order = [name for name in blocks if name in ("said", "known", "not", "studies")]
        assert order == ["known", "not", "said", "studies"]
        shown = {node.id for node in main.css(".site.studies .study h3")}
        assert shown >= {id_ for id_, study in STUDIES.items() if study.get("page") == path[:-1]}


def test_the_cautions_stand_open_before_the_first_step(mains: Mains, routine: str) -> None:
    html = str(mains[routine].html)
    assert 0 < html.index('class="site check') < html.index('class="site steps"')
    [check] = mains[routine].css(".site.check")
    assert check.css("ul > li") != []
    closing = "details .check, .check details, [hidden] .check, .check [hidden]"
    assert mains[routine].css(closing) == []


def test_each_step_has_a_drawing_of_its_own_on_the_one_face(mains: Mains, routine: str) -> None:
    steps = mains[routine].css(".site.steps > ol > li")
    assert steps
    drawings = [step.css("svg.drawing") for step in steps]
    assert {len(found) for found in drawings} == {1}
    assert len({found[0].attributes["aria-label"] for found in drawings}) == len(steps)
    shared = [symbol.id for symbol in mains[routine].css("symbol")]
    assert len(shared) == len(set(shared))  # each is printed once
    for [drawing] in drawings:
        assert {f"#{id_}" for id_ in shared} == {
            use.attributes["href"] for use in drawing.css("symbol ~ use, svg > use")
        }
        for mark in (".dot", ".path", ".head"):
            assert drawing.css(mark) != [], f"no {mark} in {drawing.attributes['aria-label']}"


def test_a_drawing_has_a_name_but_no_words_inside_nor_looks_of_its_own(mains: Mains) -> None:
    drawings = [drawing for main in mains.values() for drawing in main.css("svg.drawing")]
    assert drawings
    for drawing in drawings:
        assert drawing.text().strip() == ""
        assert drawing.css("[style], [fill], [stroke], style, text, image") == []
        if drawing.attributes.get("role") == "img":
            assert 0 < len(drawing.attributes["aria-label"] or "") <= LONGEST_ALT
