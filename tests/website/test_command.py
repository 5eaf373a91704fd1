"""`python -m website` and `make check`: every finding a line, none twice, and nothing published."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, make
from small_site import CONFIG, TOKEN, edit
from website.__main__ import main

pytest_plugins = ["small_site"]


def test_a_site_without_a_mistake_gives_no_line(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main() == 0
    assert capfd.readouterr() == ("", "")
    assert not (site / "site").exists()


def test_each_mistake_is_a_line_and_none_is_said_twice(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    edit(site / "docs/oil.md", "helps.", "[helps](gone.md), and [helps](gone.md).")
    edit(site / "docs/oil.md", "title:", "titel:")
    (site / "docs/stray.md").write_text("# Stray\n")
    (site / "docs/more.md").write_text("# More\n")
    assert main() == 1
    lines = capfd.readouterr().out.splitlines()
    assert len(set(lines)) == len(lines)
    for start in (
        "docs/oil.md:2: 'title' is missing",
        "docs/oil.md:9: Doc file 'oil.md' contains a link 'gone.md'",
        "docs/stray.md:1: not in the menu",
        "docs/more.md:1: not in the menu",
    ):
        assert sum(line.startswith(start) for line in lines) == 1


def test_make_check_prints_each_mistake_once_as_text_and_as_annotations(site: Path) -> None:
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, site)
    (site / "README.md").write_text("# Read me\n")
    (site / ".venv").symlink_to(sys.prefix)
    (site / "scripts").mkdir()
    check = ("check", "-o.venv/test-ready", "TODAY=")
    clean = make(*check, cwd=site)
    assert (clean.returncode, clean.stdout, clean.stderr) == (0, "", "")

    page = site / "docs/oil.md"
    end = len(page.read_text("utf-8").splitlines())
    mistakes = (f"Warm {TOKEN} oil.", "Warm oil untill now.", "[Warm oil](gone.md).", "#### Oil")
    with page.open("a", encoding="utf-8") as file:
        file.write("".join(f"\n{mistake}\n" for mistake in mistakes))
    text = make(*check, cwd=site)
    github = make(*check, "FORMAT=github", cwd=site)
    assert (text.returncode, github.returncode) == (2, 2)
    lines = [end + 2 * row for row in range(1, len(mistakes) + 1)]
    found = re.findall(r"^docs/oil\.md:(\d+):", text.stdout, re.MULTILINE)
    assert sorted(map(int, found)) == lines, text
    shown = re.findall(r"^::\w+ file=docs/oil\.md,line=(\d+)", github.stdout, re.MULTILINE)
    assert sorted(map(int, shown)) == lines, github


def test_what_strip_spam_says_of_a_page_is_left_to_it(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    edit(site / "docs/oil.md", "helps.", f"is the art of {TOKEN}.")
    assert main() == 1
    assert TOKEN not in capfd.readouterr().out
    (site / "docs/oil.md").write_bytes(b"Warm \xff oil.\n")
    assert main() == 1
    assert not capfd.readouterr().out


def test_a_data_file_that_is_not_utf_8_is_one_line(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (site / "docs/evidence.yml").write_bytes(b"\xff\n")
    assert main() == 1
    [said] = capfd.readouterr().out.splitlines()
    assert said.startswith("docs/evidence.yml:1: not UTF-8 at byte 0")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (CONFIG, "site_name: [\n", "mkdocs.yml:2: not YAML: expected"),
        (CONFIG, "", "mkdocs.yml:1: "),
        ("plugins", "<<<<<<< HEAD\nplugins", "mkdocs.yml:12: two versions meet here: keep one"),
        ("plugins", "\tplugins", "mkdocs.yml:12: not YAML: a tab: indent with blanks instead"),
        ("plugins: []", "plugins: [none]", "mkdocs.yml:12: Config value 'plugins'"),
    ],
)
def test_a_broken_configuration_is_one_line(
    site: Path, capfd: pytest.CaptureFixture[str], old: str, new: str, line: str
) -> None:
    edit(site / "mkdocs.yml", old, new)
    assert main() == 1
    [said] = capfd.readouterr().out.splitlines()
    assert said.startswith(line)


def test_a_missing_configuration_is_one_line(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (site / "mkdocs.yml").unlink()
    assert main() == 1
    assert capfd.readouterr().out.startswith("mkdocs.yml:1: Config file 'mkdocs.yml' does not")


def test_output_that_nobody_reads_gives_no_traceback(site: Path) -> None:
    edit(site / "docs/oil.md", "title:", "titel:")
    reader, writer = os.pipe()
    os.close(reader)
    command = (sys.executable, "-m", "website")
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, "")
