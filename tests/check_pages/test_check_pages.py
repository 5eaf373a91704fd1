"""Each mistake is found, named with its place, and the message says what to write instead."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from check_pages.command import main
from conftest import ROOT, TOKEN, run

CIRCULATION = "docs/circulation.md"
ROUTINE = "docs/routine.md"
SAFETY = "docs/safety.md"
FACTS = "evidence.yml"
CONFIG = "mkdocs.yml"
TOKENS = "spam_tokens.yml"
TIPS = "docs/drawings/tips.svg"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """The pages and the data file, to be spoilt."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "scripts" / FACTS, tmp_path)
    shutil.copy(ROOT / CONFIG, tmp_path)
    shutil.copy(ROOT / "scripts" / TOKENS, tmp_path)
    (tmp_path / "pyproject.toml").write_text(
        f'[tool.strip_spam]\npaths = ["docs"]\nmkdocs = "{CONFIG}"\ntokens = "{TOKENS}"\n'
    )
    return tmp_path


Check = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def check(
    sources: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Check:
    """Run the command over the sources; return its exit status and the lines it printed."""
    monkeypatch.chdir(sources)

    def run_it(*options: str) -> tuple[int, list[str]]:
        status = main(["docs", "--evidence", FACTS, *options])
        said = capsys.readouterr()
        assert said.err == ""
        return status, said.out.splitlines()

    return run_it


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{path} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def place(sources: Path, file: str, there: str) -> str:
    before = (sources / file).read_text("utf-8").partition(there)[0] if there else ""
    return f"{file}:{before.count(chr(10)) + 1}:{len(before.rpartition(chr(10))[2]) + 1}"


def test_the_project_s_own_sources_are_sound(check: Check) -> None:
    assert check() == (0, [])


# What a mistake is, where it is found (a file, and what stands at the place), and how the message
# goes on.
MISTAKES = {
    "a link that is parted": (
        (CIRCULATION, "do that](", "do that] ("),
        (CIRCULATION, " (lymphatic", "a blank between a link's words and its address: take it out"),
    ),
    "several studies in one name": (
        (CIRCULATION, "better skin.", "better skin ([@mori2004, hinds2004])."),
        (CIRCULATION, "[@mori2004,", "several studies in one name: write '[@mori2004], [@hin"),
    ),
    "a line in another script": (
        (CIRCULATION, "!!! site known", "## 부산출장\n\n!!! site known"),
        (CIRCULATION, "부산출장", "'부산출장' is in another script, on a page in English: take"),
    ),
    "a script that is not there": (
        (ROUTINE, "script: guide.js", "script: giude.js"),
        (ROUTINE, "giude.js", "there is no script 'giude.js': write 'guide.js'"),
    ),
    "no title": (
        (CIRCULATION, "# Promoting", "## Promoting"),
        (CIRCULATION, "\n## Promoting", "the page has no title: begin its words with a line '# "),
    ),
    "two titles": (
        (CIRCULATION, "!!! site known", "# More\n\n!!! site known"),
        (CIRCULATION, "# More", "a second title: write '## …' for a heading below the first"),
    ),
    "studies named as they are": (
        (CIRCULATION, "better skin.", "better skin (@mori2004), [hinds2004], [ @mori2004]."),
        (CIRCULATION, "@mori2004), ", "a reader would see this name as it is: write '[@mori2004]'"),
        (CIRCULATION, "hinds2004],", "a reader would see this name as it is: write '[@hinds2004]'"),
        (CIRCULATION, "@mori2004].", "a reader would see this name as it is: write '[@mori2004]'"),
    ),
    "a piece with a blank in its mark": (
        (ROUTINE, '--8<-- "docs', '--8 <-- "docs'),
        (ROUTINE, "--8 <--", "a piece of another page: write '--8<-- "),
    ),
    "a piece without its end": (
        (SAFETY, "[end:check-first]", "[end:checks]"),
        (SAFETY, "--8<-- [start", "the piece 'check-first' has no end: write '--8<-- [end:check-f"),
        (SAFETY, "--8<-- [end", "the piece 'checks' has no start: write '--8<-- [start:checks]'"),
    ),
    "a block with too few signs": (
        (CIRCULATION, "!!! site known", "!! site known"),
        (CIRCULATION, "!! site known", "'!! site' begins no block: write '!!! site NAME "),
    ),
    "a block of another site": (
        (CIRCULATION, "!!! site known", "!!! note"),
        (CIRCULATION, "!!! note", "'!!! note' begins no block: write '!!! site NAME "),
    ),
    "words behind a block's title": (
        (CIRCULATION, '"What research shows"', '"What research shows" now'),
        (CIRCULATION, 'now\n', "nothing may stand behind a block's title: take it out"),
    ),
    "a block whose title has no quotes": (
        (CIRCULATION, '"What research shows"', "What research shows"),
        (CIRCULATION, " site known What", "a block without a title: write one in quotes, or "),
    ),
    "a comment behind a text": (
        (FACTS, "    people: 12 people", "    people: 12 people #"),
        (FACTS, "12 people #", "what stands behind ' #' is left out: put the whole text in quotes"),
    ),
    "a check that is due before it was made": (
        (FACTS, "checked: 2026-11-22", "checked: 2028-11-22"),
        (FACTS, "2027-11-22", "2027-11-22 is not after the day of the check: write the day"),
    ),
    "spam in the data file": (
        (FACTS, "    people: 12 people", f"    people: 12 {TOKEN} people"),
        (FACTS, TOKEN, f"holds the spam token {TOKEN}: take it out"),
    ),
    "a suspect in the menu": (
        (CONFIG, "- Tips: tips.md", "- Tips 바카라: tips.md"),
        (CONFIG, "바카라", "a Hangul word in a Latin line, '바카라': take it out, list it under"),
    ),
    "a drawing that runs a script": (
        (TIPS, "<use ", "<script>alert(1)</script><use "),
        (TIPS, "<script", "a drawing runs no script: take it out"),
    ),
    "a link to what is like nothing": (
        (CIRCULATION, "(lymphatic-drainage.md)", "(zzz.md)"),
        (CIRCULATION, "zzz.md", "there is no page 'zzz.md': write one of: "),
    ),
    "a key misspelt": (
        (CIRCULATION, "description: ", "descripton: "),
        (CIRCULATION, "title: ", "'description' is missing: add a line 'description: …' with "),
        (CIRCULATION, "descripton", "'descripton' is no key here: write 'description'"),
    ),
    "front matter that is no YAML": (
        (CIRCULATION, "title: Does", "title: 'Does' <b>"),
        (CIRCULATION, "<b>", "not YAML: "),
    ),
    "a title that is too short": (
        (CIRCULATION, "title: Does facial massage improve blood circulation?", "title: Blood"),
        (CIRCULATION, "Blood", "title: 'Blood' can't stand here: write what the page is called"),
    ),
    "a key twice": (
        (CIRCULATION, "title: ", "about: Blood\ntitle: "),
        (CIRCULATION, "about: Skin", "'about' stands here twice: take one of them out"),
    ),
    "no front matter": (
        (CIRCULATION, "---\ntitle", "\n---\ntitle"),
        (CIRCULATION, "\n---", "no 'key: value' lines: begin the page with a line '---', then"),
    ),
    "an unknown study in a sentence": (
        (CIRCULATION, "better skin.", "better skin ([@mori2044])."),
        (CIRCULATION, "[@mori2044]", "there is no study 'mori2044' in the data file: write 'mori"),
    ),
    "an unknown study among others": (
        (CIRCULATION, "[@studies ", "[@studies qqq "),
        (CIRCULATION, "[@studies qqq", "there is no study 'qqq' in the data file: write one of: "),
    ),
    "a study that is not used": (
        (CIRCULATION, "better skin.", "better skin ([@alam2018])."),
        (CIRCULATION, "[@alam2018]", "'alam2018' is looked at and not used, so nothing can rest"),
    ),
    "an unknown DOI": (
        (CIRCULATION, "better skin.", "better skin, see https://doi.org/10.1234/abc."),
        (CIRCULATION, "10.1234", "no study in the data file has the DOI 10.1234/abc: add it there"),
    ),
    "badges of an unknown page": (
        (CIRCULATION, "[@badges circulation]", "[@badges circulations]"),
        (CIRCULATION, "[@badges", "the data file has nothing of a page 'circulations': write '"),
        (FACTS, "- claim: Skin blood", "page 'circulation' does not show them: write '[@badges"),
    ),
    "badges in a sentence": (
        (CIRCULATION, "[@badges circulation]", "Here: [@badges circulation]"),
        (CIRCULATION, "[@badges", "'[@badges …]' stands in a sentence: give it a paragraph of its"),
    ),
    "words that are misspelt": (
        (CIRCULATION, "better skin.", "better skin.\n\n [@strenghts]\n\n [@badge it]\n\n [@list]"),
        (CIRCULATION, "[@strenghts]", "there is no study 'strenghts' in the data file: write"),
        (CIRCULATION, "[@badge it]", "'badge' is nothing that can be shown: write 'badges'"),
        (CIRCULATION, "[@list]", "'[@list]' says not of what: write '[@list NAME]'"),
    ),
    "a word too many": (
        (CIRCULATION, "better skin.", "better skin.\n\n    [@strengths all]"),
        (CIRCULATION, "[@strengths all]", "'[@strengths all]' says too much: write '[@strengths]'"),
    ),
    "a study whose page does not show it": (
        (CIRCULATION, "[@studies miyaji2018 ", "[@studies "),
        (FACTS, "circulation\n    authors: Mi", "page 'circulation' does not show its details"),
    ),
    "a study on an unknown page": (
        (FACTS, "page: circulation", "page: circulatoin"),
        (FACTS, "circulatoin", "there is no page 'circulatoin': write 'circulation'"),
    ),
    "badges for an unknown page": (
        (FACTS, "badges:\n", "badges:\n  blood:\n    - claim: It flows\n      strength: weak\n"),
        (FACTS, "- claim: It flows", "there is no page 'blood': write one of: about, "),
    ),
    "a strength that is none of the six": (
        (FACTS, "strength: limited", "strength: limitted"),
        (FACTS, "limitted", "'limitted' is none of these: write 'limited'"),
    ),
    "a date that is none": (
        (FACTS, "checked: 2026-11-22", "checked: 2026-11-31"),
        (FACTS, "2026-11-31", "checked: '2026-11-31' can't stand here: write the day of the last"),
    ),
    "an id that means something else": (
        (FACTS, "  miyaji2018:", "  studies:"),
        (FACTS, "studies:\n    name", "'studies' can't be an id: "),
    ),
    "a DOI with an address in front": (
        (FACTS, "    doi: 10.", "    doi: https://doi.org/10."),
        (FACTS, "https://doi.org/10.1016/j.ctim", "doi: 'https://doi.org/10.1016/j.ctim.2018."),
    ),
    "a field misspelt": (
        (FACTS, "    funding: ", "    founding: "),
        (FACTS, "name: Miyaji", "'funding' is missing: add a line 'funding: …' with who paid, or"),
        (FACTS, "founding", "'founding' is no key here: write 'funding'"),
    ),
    "a study without a title": (
        (FACTS, "    title: >-", "    tittle: >-"),
        (FACTS, "name: Miyaji", "'title' is missing: add a line 'title: …' with the title as it"),
        (FACTS, "tittle", "'tittle' is no key here: write 'title'"),
    ),
    "a badge without a claim": (
        (FACTS, "    - claim: Massage leaves natural skin colour as it is\n      s", "    - s"),
        (FACTS, "strength: untested", "'claim' is missing: add a line 'claim: …' with the claim"),
    ),
    "a list of strengths": (
        (FACTS, "strength: limited", "strength: [limited]"),
        (FACTS, "[limited]", "what stands here is none of these: write 'limited'"),
    ),
    "a strength that is not explained": (
        (FACTS, "  moderate: ", "  modest: "),
        (FACTS, "modest", "'moderate' is missing: add a line 'moderate: …' with what the strength"),
        (FACTS, "modest", "'modest' is no key here: write 'moderate'"),
    ),
    "badges that are no list": (
        (FACTS, "  index:\n", "  index: none\n  more:\n"),
        (FACTS, "none", "index: 'none' can't stand here: write a list of claims, each '- claim"),
    ),
    "a drawing that is not there": (
        (ROUTINE, "drawings/cheeks.svg", "drawings/cheek.svg"),
        (ROUTINE, "drawings/cheek.svg", "there is no picture 'drawings/cheek.svg': write 'che"),
    ),
    "a drawing without a text": (
        (ROUTINE, "![A face; arrows lead from the sides", "![](drawings/jaw.svg)\n        ![A"),
        (ROUTINE, "![](", "a picture without a text for those who can't see it: write"),
    ),
    "a text that is too long for a drawing": (
        (ROUTINE, "A face; round arrows on both temples", f"A face; round{' round' * 16}"),
        (ROUTINE, "![A face; round round", "the picture's text has 146 characters: write at"),
    ),
    "a picture of another site": (
        (ROUTINE, "drawings/jaw.svg", "https://example.org/jaw.svg"),
        (ROUTINE, "![A face; arrows lead from the middle of the chin", "a picture of another site"),
    ),
    "a link to a page that is not there": (
        (CIRCULATION, "(lymphatic-drainage.md)", "(lymphatic.md#nodes)"),
        (CIRCULATION, "lymphatic.md", "there is no page 'lymphatic.md': write 'lymphatic-drain"),
    ),
    "a link to a folder that is not there": (
        (CIRCULATION, "(lymphatic-drainage.md)", "(pages/lymph.md)"),
        (CIRCULATION, "pages/lymph.md", "there is no page 'pages/lymph.md': mend its folder"),
    ),
    "a don't that does not say so": (
        (SAFETY, "- Do not press on your eyes.", "- Press on your eyes gently."),
        (SAFETY, "Press on your eyes", "a line in a list of don'ts: write 'Do not …' instead of '"),
    ),
    "a block whose words are not indented": (
        (CIRCULATION, "    Better circulation", "   Better circulation"),
        (CIRCULATION, "   Better circulation", "these words stand outside of the block above: in"),
    ),
    "a line that falls out of its block": (
        (CIRCULATION, "    shown. No evidence", "shown. No evidence"),
        (CIRCULATION, "shown. No evidence", "this line stands right below a block, outside of it"),
    ),
    "a block with an unknown name": (
        (CIRCULATION, "!!! site not", "!!! site nto"),
        (CIRCULATION, " site nto", "no block is called 'nto': write 'not'"),
    ),
    "a block without name and title": (
        (CIRCULATION, '!!! site not "What massage will not do"', "!!! site\t"),
        (CIRCULATION, " site\t", "a block without a name: write '!!! site NAME \"Title\"'"),
        (CIRCULATION, " site\t", "a block without a title: write one in quotes"),
    ),
    "a name right below a line": (
        (CIRCULATION, "better skin.\n\n", "better skin.\n"),
        (CIRCULATION, "[@badges", "'[@badges …]' stands in a sentence: give it a paragraph"),
    ),
    "two pages where there is room for one": (
        (CIRCULATION, "[@badges circulation]", "[@badges circulation collagen]"),
        (CIRCULATION, "[@badges", "'[@badges circulation collagen]' says too much: write"),
    ),
    "a piece of a page that is not there": (
        (ROUTINE, "docs/safety.md:check", "docs/savety.md:check"),
        (ROUTINE, "docs/savety.md", "there is no page 'docs/savety.md': write 'docs/safety.md'"),
    ),
    "a piece with another name": (
        (ROUTINE, "safety.md:check-first", "safety.md:check-frist"),
        (ROUTINE, "check-frist", "'docs/safety.md' has no piece 'check-frist': write 'check-"),
    ),
    "a piece in another form": (
        (ROUTINE, '--8<-- "docs/safety.md:check-first"', "--8<--\ndocs/safety.md\n-8<-"),
        (ROUTINE, "--8<--", "a piece of another page: write '--8<-- \"docs/PAGE.md:NAME\"'"),
        (ROUTINE, "-8<-\n\n", "a piece of another page: write '--8<-- \"docs/PAGE.md:NAME\"'"),
    ),
    "a study between two lone backticks": (
        (CIRCULATION, "better skin.", "better skin. `\n\n    [@nobody2000] `"),
        (CIRCULATION, "[@nobody2000]", "there is no study 'nobody2000' in the data file: write"),
    ),
    "a picture that falls out of its block": (
        (CIRCULATION, "    shown. No evidence", "  ![a](drawings/tips.svg) No evidence"),
        (CIRCULATION, "![a]", "this line stands right below a block, outside of it: indent it"),
    ),
    "a reference in a block": (
        (CIRCULATION, "    [@badges", "    [a]: <tpis.md> 'A'\n\n    [@badges"),
        (CIRCULATION, "tpis.md", "there is no page 'tpis.md': write 'tips.md'"),
    ),
    "an old way to refer": (
        (TIPS, " href=", ' xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href='),
        (TIPS, "face.svg#", "'xlink:href' is not understood here: write 'href=\"face.svg#draw"),
    ),
    "pages that are listed in another order": (
        ("docs/index.md", "Evidence](evidence.md)", "Evidence](about.md)"),
        ("docs/index.md", "about.md", "the list of pages lacks 'evidence.md' here: add it"),
    ),
    "a piece of a page that has none": (
        (ROUTINE, "docs/safety.md:check", "docs/tips.md:check"),
        (ROUTINE, "check-first", "'docs/tips.md' has no piece 'check-first': mark it there, from"),
    ),
    "a reference to a page that is not there": (
        (CIRCULATION, "# Promoting", "[a]: tpis.md\n\n# Promoting"),
        (CIRCULATION, "tpis.md", "there is no page 'tpis.md': write 'tips.md'"),
    ),
    "a study's name without its end": (
        (CIRCULATION, "better skin.", "better skin [@mori2004."),
        (CIRCULATION, "[@mori2004.", "'[@' begins the name of a study: write '[@ID]', or without"),
    ),
    "a drawing that is broken": (
        (TIPS, "</svg>", "</sgv>"),
        (TIPS, "sgv>", "it can't be read as a drawing (mismatched tag: line 3, column 2): mend"),
    ),
    "a drawing that is empty": (
        (TIPS, (ROOT / TIPS).read_text("utf-8"), ""),
        (TIPS, "", "it can't be read as a drawing (no element found: line 1, column 0): mend it"),
    ),
    "a drawing of a face that is not there": (
        (TIPS, "face.svg#", "fase.svg#"),
        (TIPS, "fase.svg", "there is no drawing 'fase.svg': write 'face.svg'"),
    ),
    "a drawing of a part that is not there": (
        (TIPS, "#drawing-face", "#drawing-fase"),
        (TIPS, "face.svg#", "'face.svg' holds no symbol 'drawing-fase': write 'drawing-face'"),
    ),
    "a menu that names what is not there": (
        (CONFIG, "tips.md", "tpis.md"),
        ("docs/index.md", "tips.md", "the list of pages has 'conclusion.md' further down: mo"),
        ("docs/tips.md", "---", "no menu leads to this page: add a line '- NAME: tips.md' to nav"),
        (CONFIG, "tpis.md", "there is no page 'tpis.md': write 'tips.md'"),
    ),
    "a card that leads nowhere": (
        ("docs/index.md", "Tips](tips.md)", "Tips](tpis.md)"),
        ("docs/index.md", "tpis.md", "the list of pages lacks 'tips.md' here: add it, as nav in"),
        ("docs/index.md", "tpis.md", "there is no page 'tpis.md': write 'tips.md'"),
    ),
    "a list of pages without its last": (
        ("docs/index.md", "[About](about.md)", "About"),
        ("docs/index.md", "!!! site way", "the list of pages lacks 'about.md' here: add it, as"),
    ),
    "a list of pages with one more": (
        ("docs/index.md", "[About](about.md)\n", "[About](about.md)\n    12. [Tips](tips.md)  \n"),
        ("docs/index.md", "tips.md)  ", "the list of pages goes on where the menu ends: take"),
    ),
    "an id that is a number": (
        (FACTS, "  miyaji2018:", "  2018:"),
        (FACTS, "2018:", "'2018' is no text here: put it in quotes"),
    ),
    "no YAML at all": (
        (FACTS, "checked", "- checked"),
        (FACTS, "due: ", "not YAML: "),
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_its_place_and_remedy(
    sources: Path, check: Check, mistake: str
) -> None:
    (file, old, new), *expected = MISTAKES[mistake]
    spoil(sources / file, old, new)
    said = [f"{place(sources, path, there)}: {message}" for path, there, message in expected]
    status, lines = check()
    assert status == 1
    assert len(lines) == len(said), lines
    assert [line[: len(start)] for line, start in zip(lines, said, strict=True)] == said
    spoil(sources / file, new, old)
    assert check() == (0, [])


def test_a_doi_that_the_data_file_has_may_stand_on_a_page(sources: Path, check: Check) -> None:
    doi = "https://doi.org/10.1093/RHEUMATOLOGY/keg306"  # the case of letters says nothing in a DOI
    spoil(sources / CIRCULATION, "better skin.", f"better skin, see {doi}.")
    assert check() == (0, [])


def test_windows_line_ends_are_no_mistake(sources: Path, check: Check) -> None:
    for page in (sources / "docs").glob("*.md"):
        page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    assert check() == (0, [])


def test_a_date_in_quotes_is_one(sources: Path, check: Check) -> None:
    spoil(sources / FACTS, "checked: 2026-11-22", 'checked: "2026-11-22"')
    assert check() == (0, [])


def test_without_a_script_in_the_token_list_other_scripts_are_welcome(
    sources: Path, check: Check
) -> None:
    spoil(sources / CIRCULATION, "!!! site known", "## 부산출장\n\n!!! site known")
    spoil(sources / CONFIG, "- Tips: tips.md", "- Tips 바카라: tips.md")
    assert check()[0] == 1
    spoil(sources / TOKENS, "scripts: [Latin]", "scripts: []")
    assert check() == (0, [])


def test_a_drawing_that_is_none_is_named(sources: Path, check: Check) -> None:
    (sources / "docs/drawings/calm.svg").write_text("<html><body/></html>")
    said = "docs/drawings/calm.svg:1:1: a drawing is an <svg>, not a <html>: save it so"
    assert check() == (1, [said])


def test_a_page_in_a_folder_is_named(sources: Path, check: Check) -> None:
    (sources / "docs/more").mkdir()
    (sources / "docs/about.md").rename(sources / "docs/more/about.md")
    status, lines = check()
    assert status == 1
    assert "docs/more/about.md:1:1: a page in a folder: put it directly into docs" in lines


@pytest.mark.parametrize(
    ("old", "new", "unnamed"),
    [
        ("  - Home: index.md", "  - index.md", []),
        ("  - Tips: tips.md", "  - More:\n      - Tips: tips.md", []),
        ("  - Home: index.md", "  - Home: https://example.org/\n  - index.md", []),
        ("  - Tips: tips.md\n", "", ["docs/index.md", "docs/tips.md"]),
        ("  - Home: index.md", "  - Home: index.md\n  - https://example.org/README.md", []),
        ("nav:", "nav: []\nnot_nav:", []),
        ("nav:", "nav: [", []),  # MkDocs says why
        ("nav:", "not_nav:", []),  # MkDocs makes a menu of all pages
    ],
)
def test_every_page_is_in_the_menu(
    sources: Path, check: Check, old: str, new: str, unnamed: list[str]
) -> None:
    spoil(sources / CONFIG, old, new)
    _, lines = check()
    assert sorted(line.partition(":")[0] for line in lines) == sorted(unnamed)


# What would be a mistake, where it is code or a comment, or stands where it may.
HARMLESS = {
    "code": (
        CIRCULATION,
        "\n!!! site known",
        "\n```text\n[@nobody]\n[a]: tpis.md\n!!! site nto\n```\n\n`[@nobody]`\n\n!!! site known",
    ),
    "a sentence in brackets": (
        CIRCULATION,
        "better skin.",
        "better skin.\n\n    [Note]: a few words.",
    ),
    "a footnote": (CIRCULATION, "better skin.", "better skin.\n\n    [^1]: words"),
    "blanks at the end of lines": (
        CIRCULATION,
        "\n\n    [@badges",
        "\n" + "    \n" * 60 + "    [@badges",
    ),
    "a line that says its language": (
        CIRCULATION,
        "!!! site known",
        '<p lang="ko">부산</p>\n\n!!! site known',
    ),
    "studies with commas": (CIRCULATION, "miyaji2018 dubin", "miyaji2018, dubin"),
    "a comment in a drawing": (TIPS, "<use ", '<!-- <use href="old.svg#f"/> --><use '),
    "the same file by another way": (TIPS, "face.svg#", "../drawings/face.svg#"),
    "a part of the drawing itself": (TIPS, "<use ", '<use href="#drawing-face"/><use '),
    "a link after the list of pages": (
        "docs/index.md",
        "About](about.md)",
        "About](about.md)\n\n[A](tips.md)",
    ),
    "a place on a page in the list": (
        "docs/index.md",
        "About](about.md)",
        "About](about.md#licence)",
    ),
}


@pytest.mark.parametrize("case", HARMLESS)
def test_what_is_harmless_is_no_mistake(sources: Path, check: Check, case: str) -> None:
    file, old, new = HARMLESS[case]
    spoil(sources / file, old, new)
    assert check() == (0, [])


@pytest.mark.parametrize("text", ["", "- a\n", "a"])
def test_a_configuration_of_nothing_has_no_menu(sources: Path, check: Check, text: str) -> None:
    (sources / CONFIG).write_text(text)
    assert check() == (0, [])


def test_the_menu_is_checked_where_a_configuration_is_named(sources: Path, check: Check) -> None:
    spoil(sources / CONFIG, "  - Tips: tips.md\n", "")
    (sources / "pyproject.toml").unlink()
    assert check() == (0, [])


def test_a_home_page_may_be_without_a_list_of_pages(sources: Path, check: Check) -> None:
    spoil(sources / "docs/index.md", "!!! site way", "!!! site known")
    assert check() == (0, [])


def test_the_list_of_all_studies_must_be_whole(sources: Path, check: Check) -> None:
    spoil(sources / "docs/evidence.md", "[@list tips]", "")
    status, lines = check()
    assert status == 1
    assert {line.partition(": ")[2] for line in lines} == {
        "no page lists the studies of 'tips': write '[@list tips]' in evidence.md"
    }


def test_what_a_merge_brings_in_is_checked_too(sources: Path, check: Check) -> None:
    spoil(
        sources / FACTS, "    - claim: Skin blood flow", "    - &it\n      claim: Skin blood flow"
    )
    spoil(sources / FACTS, "    - claim: More", "    - <<: *it\n      claim: 5\n    - claim: More")
    status, [line] = check()
    assert status == 1
    assert line.startswith(
        f"{place(sources, FACTS, '5')}: claim: '5' can't stand here: write a text; in quotes"
    )


def test_a_check_that_is_due_is_a_warning_and_fails_only_if_asked(
    sources: Path, check: Check
) -> None:
    spoil(sources / FACTS, "checked: 2026-11-22", "checked: 1999-01-01")
    spoil(sources / FACTS, "due: 2027-11-22", "due: 2000-01-01")
    said = f"{place(sources, FACTS, '2000')}: the evidence was due to be checked again"
    for options, expected in (((), 0), (("--fail-when-due",), 1)):
        status, [line] = check(*options)
        assert (status, line[: len(said)]) == (expected, said)


def test_findings_are_annotations_where_github_asks(sources: Path, check: Check) -> None:
    spoil(sources / FACTS, "checked: 2026-11-22", "checked: 1999-01-01")
    spoil(sources / FACTS, "due: 2027-11-22", "due: 2000-01-01")
    spoil(sources / CIRCULATION, "better skin.", "better skin ([@alam2018]).")
    _, lines = check("--format", "github")
    row, column = place(sources, CIRCULATION, "[@alam2018]").split(":")[1:]
    assert [line.split("::")[1] for line in lines] == [
        f"error file={CIRCULATION},line={row},col={column},title=check-pages check",
        f"warning file={FACTS},line=6,col=6,title=check-pages due",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "check-pages: name a folder, here or as paths in [tool.strip_spam] of pyproject.toml"),
        (("gone",), "check-pages: gone: no such file or directory"),
        (("docs", "--evidence", "gone.yml"), "check-pages: gone.yml: no such file or directory"),
    ],
)
def test_what_can_t_be_used_is_one_line(
    sources: Path, arguments: tuple[str, ...], said: str
) -> None:
    (sources / "pyproject.toml").unlink()
    done = run("check_pages", *arguments, cwd=sources)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{said}\n")
