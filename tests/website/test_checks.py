"""Each mistake of an editor is found, named with its line, and the message says what to do."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown import Markdown

from website.budget import over_budget
from website.checks import check
from website.findings import Finding
from website.schema import read_evidence

HERE = Path(__file__).parent
SITE = yaml.safe_load((HERE / "small_site.yml").read_text("utf-8"))
MISTAKES = yaml.safe_load((HERE / "mistakes.yml").read_text("utf-8"))
RULES = yaml.safe_load((HERE.parents[1] / "scripts/website/markdown_rules.yml").read_text("utf-8"))
DATA = "docs/evidence.yml"


def render(markdown: str) -> str:
    """Render as the site does, but for what studies, dates and parts of pages come out as."""
    known = r"\[@(lee2001|kim1999|old1950|(?:studies|badges)( (lee2001|kim1999|index))+|due)\]"
    text = re.sub(rf"(?m){known}|^ *--8<--.*$", "", markdown)
    return Markdown(extensions=["admonition", "tables", "fenced_code", "toc"]).convert(text)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The small site's files below docs/, in reading order, and the folder to write them to."""
    (tmp_path / "docs/drawings").mkdir(parents=True)
    (tmp_path / "docs/assets").mkdir()
    monkeypatch.chdir(tmp_path)
    return {**SITE["files"], "evidence.yml": SITE["evidence"]}


def findings(files: dict[str, str], today: date | None = None) -> list[Finding]:
    for path, text in files.items():
        if not path.endswith(".md"):
            Path("docs", path).write_text(text, "utf-8")
    pages = {path: text for path, text in files.items() if path.endswith(".md")}
    evidence = read_evidence(DATA, files["evidence.yml"])
    return check("docs", pages, files, evidence, SITE["article"], render, today)


def spoil(files: dict[str, str], file: str, old: str, new: str) -> None:
    assert old in files[file], f"{file} does not hold {old!r}"
    files[file] = files[file].replace(old, new, 1)


def test_a_site_without_a_mistake_is_not_named(files: dict[str, str]) -> None:
    assert findings(files) == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["name"])
def test_a_mistake_is_named_with_its_line_and_the_remedy(
    files: dict[str, str], mistake: dict[str, Any]
) -> None:
    file = mistake.get("in", "index.md")
    spoil(files, file, mistake["old"], mistake["new"])
    expected = []
    for there, said in mistake["said"].items():
        where, _, mark = there.rpartition(" @ ")
        where = where or file
        assert mark in files[where], f"{where} does not hold {mark!r}"
        line = files[where].partition(mark)[0].count("\n") + 1
        expected.append((f"docs/{where}:{line}: ", said))
    found = [str(finding) for finding in findings(files)]
    assert len(found) == len(expected), found
    for line, (place, said) in zip(
        found,
        sorted(expected, key=lambda e: (e[0].split(":")[0], int(e[0].split(":")[1]))),
        strict=True,
    ):
        assert line.startswith(place), found
        assert said in line, found


def test_every_rule_for_markdown_has_a_mistake() -> None:
    said = "\n".join(text for mistake in MISTAKES for text in mistake["said"].values())
    rules = [message for part in RULES.values() for message in part]
    assert [rule for rule in rules if rule[:30] not in said] == []
