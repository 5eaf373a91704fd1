"""Each mistake of an editor is one line of `make check`: where, what, and what instead."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, TOKEN, copy_project

PAGE = "docs/circulation.md"
SENTENCE = "none linked the rise to better skin."

# The mistake, as what is replaced by what; what stands at its place; what the line says there.
MISTAKES = {
    "broken link": (
        ("(lymphatic-drainage.md)", "(lymphatic.md)"),
        ("lymphatic.md", "there is no page 'lymphatic.md': write 'lymphatic-drainage.md'"),
    ),
    "missing picture": (
        ("drawings/circulation.svg", "drawings/circulatoin.svg"),
        (
            "drawings/circ",
            "there is no picture 'drawings/circulatoin.svg': write 'circulation.svg'",
        ),
    ),
    "unknown study": (
        (SENTENCE, f"{SENTENCE} ([@mori2040])"),
        ("[@mori2040]", "there is no study 'mori2040' in the data file: write 'mori2004', or add"),
    ),
    "misspelt front matter": (
        ("about:", "abuot:"),
        ("abuot:", "'abuot' is no key here: write 'about'"),
    ),
    "missing text of a picture": (
        ("![A face; fine vessels branch from the corner of the jaw into the cheek.]", "![]"),
        ("![](", "a picture without a text for those who can't see it: write in the brackets"),
    ),
    "heading gap": (
        (SENTENCE, f"{SENTENCE}\n\n#### Why\n\nBecause."),
        ("#### Why", "[MD001] Expected heading level 2, but found heading level 4"),
    ),
    "pasted spam": (
        ("Skin blood flow rises", f"Skin {TOKEN} blood flow rises"),
        (TOKEN, f"strip listed {TOKEN}: would be cut"),
    ),
    "spam that took a word's place": (
        (SENTENCE, f"{SENTENCE} It is the art of {TOKEN}."),
        (TOKEN, f"report sentence {TOKEN}: "),
    ),
    "suspect word": (
        ("Skin blood flow", "Skin 바카라 blood flow"),
        ("바카라", "report suspect 바카라: a Hangul word in a Latin line, '바카라': take it out"),
    ),
    "don't that does not say so": (
        (SENTENCE, f"{SENTENCE}\n\n    ### Do not\n\n    - Rub hard."),
        ("Rub hard.", "a line in a list of don'ts: write 'Do not …' instead of 'Rub hard. …'"),
    ),
    "spelling": (
        ("Skin blood flow rises", "Skin blood flow rises untill"),
        ("untill", "error: `untill` should be `until`"),
    ),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What `make check` reads, to be spoilt."""
    project = copy_project(tmp_path)
    for name in ("Makefile", "README.md"):
        shutil.copy(ROOT / name, project)
    return project


def check(copy: Path) -> tuple[int, str]:
    """Run `make check` with this environment, which is set up."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    (copy / "bin").unlink(missing_ok=True)
    (copy / "bin").symlink_to(Path(sys.executable).parent)  # its own path may hold a blank
    done = subprocess.run(
        ["make", "check", "--old-file=.venv/test-ready", "BIN=bin"],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_found_named_and_gone_once_it_is_mended(copy: Path, mistake: str) -> None:
    (old, new), (there, said) = MISTAKES[mistake]
    page = copy / PAGE
    text = page.read_text("utf-8")
    assert old in text
    spoilt = text.replace(old, new, 1)
    page.write_text(spoilt, "utf-8")
    before = spoilt.partition(there)[0]
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    status, printed = check(copy)
    assert status != 0
    assert f"{PAGE}:{line}:{column}: {said}" in printed
    page.write_text(text, "utf-8")
    assert check(copy) == (0, "")


def test_pre_commit_heals_what_is_staged_and_then_checks_it(copy: Path) -> None:
    shutil.copy(ROOT / ".pre-commit-config.yaml", copy)
    shutil.copytree(ROOT / ".github", copy / ".github")
    (copy / ".venv").symlink_to(Path(sys.executable).parents[1])
    (copy / ".gitignore").write_text(".venv\n")
    git = ("git", "-c", "user.name=one", "-c", "user.email=one@example.org")
    for command in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "-m", "one")):
        subprocess.run([*git, *command], cwd=copy, check=True)

    def prek() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [Path(sys.executable).with_name("prek"), "run", "--all-files"],
            cwd=copy,
            env=os.environ | {"HOME": str(copy), "PREK_HOME": str(copy / ".git/prek")},
            capture_output=True,
            text=True,
        )

    clean = prek()
    assert clean.returncode == 0, clean.stdout
    page = copy / PAGE
    text = page.read_text("utf-8")
    spoilt = text.replace("Skin blood flow rises", f"Skin {TOKEN} blood flow rises")
    page.write_text(spoilt.replace("about:", "abuot:"), "utf-8")
    first = prek()
    assert first.returncode != 0
    assert "'abuot' is no key here: write 'about'" in first.stdout
    assert page.read_text("utf-8") == text.replace("about:", "abuot:"), "strip-spam comes first"
