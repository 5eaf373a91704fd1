"""Each mistake of an editor is found, named with its line, and the message says what to do."""

import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from markdown import Markdown

from strip_spam.files import SUFFIXES
from website.checks import check
from website.citations import NOTHING
from website.extension import SiteMarkdown
from website.findings import Finding
from website.finish import over_budget
from website.images import check_files
from website.page import read_page
from website.schema import read_data
from website.sources import Sources

HERE = Path(__file__).parent
SITE = yaml.safe_load((HERE / "small_site.yml").read_text("utf-8"))
MISTAKES = yaml.safe_load((HERE / "mistakes.yml").read_text("utf-8"))
BUDGET = yaml.safe_load((HERE / "budget.yml").read_text("utf-8"))
RULES = yaml.safe_load((HERE.parents[1] / "scripts/website/rules.yml").read_text("utf-8"))
DATA = "docs/evidence.yml"
EXTENSIONS = ("admonition", "def_list", "tables", "fenced_code", "toc")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The small site's files below docs/, its pages in reading order, and a place for them."""
    (tmp_path / "docs/drawings").mkdir(parents=True)
    (tmp_path / "docs/assets").mkdir()
    monkeypatch.chdir(tmp_path)
    return {**SITE["files"], "evidence.yml": SITE["evidence"]}


def findings(files: dict[str, str], today: str = "") -> list[Finding]:
    for path, text in files.items():
        Path("docs", path).parent.mkdir(exist_ok=True)
        Path("docs", path).write_bytes(text.encode("latin-1" if "Exif" in text else "utf-8"))
    pages = {
        path: read_page(f"docs/{path}", text)
        for path, text in files.items()
        if path.endswith(SUFFIXES)
    }
    evidence = read_data(DATA, files["evidence.yml"])
    words = read_data("docs/search_words.yml", "ignore: a\nwords: {}")
    sources = Sources([], [], pages, evidence, words, SITE["article"])
    site = SiteMarkdown("docs", evidence.data or NOTHING, [])
    md = Markdown(extensions=[*EXTENSIONS, site], extension_configs={"toc": {"toc_depth": 0}})
    rendered = {path: md.reset().convert(page.body(pages)) for path, page in pages.items()}
    is_whole = not any(page.never for page in pages.values())
    found = check(sources, rendered, today, is_whole=is_whole)
    return sorted([*found, *check_files(f"docs/{path}" for path in files)])


def spoil(files: dict[str, str], file: str, old: str, new: str) -> None:
    text = files.get(file, "")
    assert old in text, f"{file} does not hold {old!r}"
    files[file] = text.replace(old, new, 1)


def test_a_site_without_a_mistake_is_not_named(files: dict[str, str]) -> None:
    assert findings(files) == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["name"])
def test_a_mistake_is_named_with_its_line_and_the_remedy(
    files: dict[str, str], mistake: dict[str, Any]
) -> None:
    file = mistake.get("in", "index.md")
    for edit in (mistake, *([mistake["and"]] if "and" in mistake else [])):
        new = edit["new"].replace("HEAVY", "x" * 200_001)
        spoil(files, edit.get("in", "index.md"), edit.get("old", ""), new)
    expected = []
    for there, said in mistake["said"].items():
        where, _, mark = there.rpartition(" @ ")
        text = files[where or file]
        assert mark in text
        expected.append((f"docs/{where or file}", text[: text.find(mark)].count("\n") + 1, said))
    found = findings(files)
    assert [finding[:2] for finding in found] == [one[:2] for one in sorted(expected)], found
    for finding, (_, _, said) in zip(found, sorted(expected), strict=True):
        assert finding.message.startswith(said)


def test_every_rule_has_a_mistake() -> None:
    said = "\n".join(text for mistake in MISTAKES for text in mistake["said"].values())
    said += (HERE / "builds.yml").read_text("utf-8")
    rules = [rule for kind in RULES.keys() - {"blocks", "kinds"} for rule in RULES[kind]]
    assert [r for r in rules if max(re.split(r"\\g<\w+>", r), key=len)[:30] not in said] == []


def test_windows_line_ends_are_not_named(files: dict[str, str]) -> None:
    assert findings({path: text.replace("\n", "\r\n") for path, text in files.items()}) == []


def test_a_broken_data_file_is_all_that_is_said_of_studies(files: dict[str, str]) -> None:
    files["evidence.yml"] = ""
    spoil(files, "index.md", "[@lee2001]", "[@nobody]")
    [finding] = findings(files)
    assert str(finding).startswith(f"{DATA}:1: this won't do: write checked, due")


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000, "? [a]\n: b"])
def test_an_absurd_data_file_is_one_line(text: str) -> None:
    [finding] = read_data(DATA, text).findings
    assert str(finding).startswith(f"{DATA}:1: not YAML: ")
    assert "\n" not in str(finding)


@pytest.mark.parametrize("lang", ["de", "ko"])
def test_a_page_in_another_language_is_not_judged_as_english(
    files: dict[str, str], lang: str
) -> None:
    words = "Tee ist heiß und man trinkt ihn erst wenn er nicht mehr dampft weil man sich " * 2
    body = {"de": f"{words}.", "ko": "차는 뜨겁다."}[lang]
    text = f"# T\n\n{body}\n\n## Do not\n\n- {body}\n"
    front_matter = files["safe.md"].partition("# ")[0].replace("Is tea", "Ist Tee")
    files["tee.md"] = front_matter.replace("about: Tea", f"about: Tee\nlang: {lang}") + text
    assert findings(files) == []


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2020-01-30", f"{DATA}:2: checked: this day is yet to come: write the day"),
        ("2020-01-31", ""),
        ("2021-01-30", ""),
        ("2021-01-31", f"{DATA}:3: the evidence was due to be checked again on 2021-01-31: search"),
    ],
)
def test_a_check_to_come_and_one_that_is_due_are_named_when_a_day_is_given(
    files: dict[str, str], day: str, said: str
) -> None:
    assert [str(finding)[: len(said)] for finding in findings(files, day)] == [said] * bool(said)


def test_a_site_without_pages_lacks_its_article(files: dict[str, str]) -> None:
    found = findings({"evidence.yml": files["evidence.yml"]})
    assert {finding.message[:12] for finding in found} == {"below this l", "there is no "}


# Compressed, it has about 16,000 bytes.
NOISE = Random(1).randbytes(14_000).hex()


@pytest.mark.parametrize(("html", "said"), BUDGET)
def test_a_page_over_its_budget_is_named(html: str, said: str) -> None:
    assert over_budget(html.format("")) == ""
    found = over_budget(html.format(NOISE))
    assert said in found
    assert bool(said) == bool(found)


@pytest.mark.parametrize(
    "text", ["-" * 50_000, " " * 50_000 + "x", "<!--" * 12_000, "1," * 25_000 + "a"]
)
def test_a_page_of_one_sign_over_and_over_is_answered(files: dict[str, str], text: str) -> None:
    # A pattern that looks at each place anew from each place would take hours.
    files["safe.md"] += f"\n\n{text}\n"
    assert len(findings(files)) < 9
