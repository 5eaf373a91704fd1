"""`python -m website` and `make check`: every finding a line, none twice, and nothing published."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, make
from small_site import TOKEN, edit
from website.__main__ import main

pytest_plugins = ["small_site"]


def test_a_site_without_a_mistake_gives_no_line(site: Path) -> None:
    command = (sys.executable, "-m", "website")
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not (site / "site").exists()


def test_make_check_prints_each_mistake_once_as_text_and_as_annotations(site: Path) -> None:
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, site)
    (site / "README.md").write_text("# Read me\n")
    (site / ".venv").symlink_to(sys.prefix)
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


@pytest.mark.usefixtures("capfd")
def test_output_that_nobody_reads_gives_no_traceback(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(site / "docs/oil.md", "title:", "titel:")
    reader, writer = os.pipe()
    os.close(reader)
    os.dup2(writer, 1)
    with open(1, "w", closefd=False) as output:  # at its end it is written out, as Python's is
        monkeypatch.setattr(sys, "stdout", output)
        assert main() == 1
