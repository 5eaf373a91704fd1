"""The command: what it prints, what it writes, and its exit status."""

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, TOKEN, run

LIST = str(ROOT / "scripts/spam_tokens.yml")
POLLUTED = f"Warm {TOKEN} oil helps.\n"
CLEAN = "Warm oil helps.\n"
DOUBTFUL = f"The art of {TOKEN}.\n"

Strip = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def strip_spam(tmp_path: Path) -> Strip:
    """Run the command in an empty folder, with the project's tokens."""
    return lambda *words: run("strip_spam", "--tokens", LIST, *words, cwd=tmp_path)


def test_the_article_comes_back_without_its_tokens(tmp_path: Path, strip_spam: Strip) -> None:
    polluted = (ROOT / "tests/data/article.txt").read_bytes()
    (tmp_path / "article.txt").write_bytes(polluted)
    done = strip_spam("article.txt")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "article.txt").read_bytes() == polluted.replace(f" {TOKEN}".encode(), b"")
    assert [line.split(" ")[0] for line in done.stdout.splitlines()] == [
        "article.txt:3:9:",
        "article.txt:15:33:",
        "article.txt:28:81:",
    ]


def test_it_is_installed_as_a_command() -> None:
    command = Path(sys.executable).parent / "strip-spam"
    done = subprocess.run([command, "--help"], capture_output=True, text=True)
    assert done.returncode == 0
    assert "--check" in done.stdout


def test_writing_heals_the_file_and_ends_with_0(tmp_path: Path, strip_spam: Strip) -> None:
    (tmp_path / "a.md").write_text(POLLUTED, "utf-8")
    done = strip_spam("a.md")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "a.md:1:6: strip listed the text stands without it\n"
    assert (tmp_path / "a.md").read_text("utf-8") == CLEAN


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_a_dry_run_writes_nothing_and_ends_with_1(
    tmp_path: Path, strip_spam: Strip, option: str
) -> None:
    (tmp_path / "a.md").write_text(POLLUTED, "utf-8")
    done = strip_spam(option, "a.md")
    assert done.returncode == 1
    assert (tmp_path / "a.md").read_text("utf-8") == POLLUTED


def test_a_diff_is_one_that_patch_would_take(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(f"One.\r\n{POLLUTED}Warm {TOKEN} oil".encode())
    done = run("strip_spam", "--tokens", LIST, "--diff", "a.md", cwd=tmp_path)
    assert f"--- a/a.md\n+++ b/a.md\n@@ -1,3 +1,3 @@\n One.\n-{POLLUTED}-Warm" in done.stdout
    assert done.stdout.count("\\ No newline at end of file\n") == 2


def test_what_waits_for_a_human_ends_with_1(tmp_path: Path, strip_spam: Strip) -> None:
    (tmp_path / "a.md").write_text(DOUBTFUL, "utf-8")
    done = strip_spam("a.md")
    assert done.returncode == 1
    assert done.stdout.startswith("a.md:1:12: report substitution ")
    assert (tmp_path / "a.md").read_text("utf-8") == DOUBTFUL


def test_nothing_to_do_ends_with_0_and_leaves_the_file_untouched(
    tmp_path: Path, strip_spam: Strip
) -> None:
    (tmp_path / "a.md").write_text(CLEAN, "utf-8")
    before = (tmp_path / "a.md").stat()
    done = strip_spam(".")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    after = (tmp_path / "a.md").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_standard_input_goes_to_standard_output() -> None:
    command = [sys.executable, "-m", "strip_spam", "--tokens", LIST]
    done = subprocess.run([*command, "-"], input=f"{POLLUTED}\r\n".encode(), capture_output=True)
    assert (done.returncode, done.stdout) == (0, f"{CLEAN}\r\n".encode())
    assert done.stderr.startswith(b"-:1:6: strip ")
    done = subprocess.run([*command, "--check", "-"], input=POLLUTED.encode(), capture_output=True)
    assert (done.returncode, done.stdout) == (1, b"")


def test_folders_are_walked_for_markdown_and_named_files_taken_as_they_are(
    tmp_path: Path, strip_spam: Strip
) -> None:
    (tmp_path / "docs/deep").mkdir(parents=True)
    for name in ("docs/b.md", "docs/deep/a.md", "docs/c.txt", "d.txt"):
        (tmp_path / name).write_text(POLLUTED, "utf-8")
    done = strip_spam("docs", "d.txt", "docs/b.md")
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [
        "d.txt",
        "docs/b.md",
        "docs/deep/a.md",
    ]
    assert (tmp_path / "docs/c.txt").read_text("utf-8") == POLLUTED


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda path: path.write_bytes(b"Warm \xff oil"),
            "not UTF-8 at byte 5: invalid start byte",
        ),
        (lambda path: path.write_bytes("oil".encode("utf-16")), "not UTF-8 at byte 0: UTF-16"),
        (lambda path: os.mkfifo(path), "not an ordinary file"),
        (lambda path: path.symlink_to("nowhere"), "no such file or directory"),
        (lambda path: path.symlink_to(path.name), "too many levels of symbolic links"),
        (lambda path: path.symlink_to("/etc/hostname"), "a link out of its folder"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_the_others_handled(
    tmp_path: Path, strip_spam: Strip, make: Callable[[Path], object], message: str
) -> None:
    (tmp_path / "docs").mkdir()
    make(tmp_path / "docs/bad.md")
    (tmp_path / "docs/good.md").write_text(POLLUTED, "utf-8")
    done = strip_spam("docs", "gone.md")
    assert done.returncode == 2
    assert f"strip-spam: docs/bad.md: {message}" in done.stderr
    assert "strip-spam: gone.md: no such file or directory" in done.stderr
    assert (tmp_path / "docs/good.md").read_text("utf-8") == CLEAN


def test_mode_and_links_stay(tmp_path: Path, strip_spam: Strip) -> None:
    (tmp_path / "a.txt").write_text(POLLUTED, "utf-8")
    (tmp_path / "a.txt").chmod(0o640)
    (tmp_path / "link.md").symlink_to("a.txt")
    assert strip_spam("link.md").returncode == 0
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "a.txt").read_text("utf-8") == CLEAN
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "link.md"]


def test_json_is_one_sorted_array(tmp_path: Path, strip_spam: Strip) -> None:
    (tmp_path / "b.md").write_text(POLLUTED, "utf-8")
    (tmp_path / "a.md").write_text(f"{DOUBTFUL}\n{POLLUTED}", "utf-8")
    found = json.loads(strip_spam("--check", "--format", "json", ".").stdout)
    assert [(f["path"], f["line"], f["column"], f["kind"], f["rule"]) for f in found] == [
        ("./a.md", 1, 12, "report", "substitution"),
        ("./a.md", 3, 6, "strip", "listed"),
        ("./b.md", 1, 6, "strip", "listed"),
    ]
    assert {f["token"] for f in found} == {TOKEN}
    assert all(f["message"] for f in found)


def test_no_finding_is_an_empty_array(strip_spam: Strip) -> None:
    assert json.loads(strip_spam("--format", "json", ".").stdout) == []


def test_a_files_name_cannot_begin_a_workflow_command(tmp_path: Path, strip_spam: Strip) -> None:
    name = "a\n::add-mask::b,c=d%0A.md"
    (tmp_path / name).write_text(DOUBTFUL, "utf-8")
    done = strip_spam("--format", "github", ".")
    [line] = done.stdout.splitlines()
    assert line.startswith("::error file=a%0A%3A%3Aadd-mask%3A%3Ab%2Cc=d%250A.md,line=1,col=12,")


def test_a_cut_is_a_warning_on_github(tmp_path: Path, strip_spam: Strip) -> None:
    (tmp_path / "a.md").write_text(POLLUTED, "utf-8")
    assert strip_spam("--format", "github", "a.md").stdout.startswith("::warning file=a.md,line=1")


def test_without_a_path_the_project_says_what_to_heal(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text(POLLUTED, "utf-8")
    (tmp_path / "list.yml").write_text(f"tokens: [{TOKEN}]\n", "utf-8")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.strip_spam]\npaths = ["docs"]\ntokens = "list.yml"\n', "utf-8"
    )
    done = run("strip_spam", cwd=tmp_path / "docs")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "docs/a.md").read_text("utf-8") == CLEAN


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (None, "name a path, here or in [tool.strip_spam]"),
        ("[project]\n", "name a path, here or in [tool.strip_spam]"),
        ('[tool.strip_spam]\npaths = ["."]\n', "name a token list (--tokens FILE), here or in"),
        ('[tool.strip_spam]\npath = "docs"\n', "knows paths, tokens and mkdocs, not 'path'"),
        ('[tool.strip_spam]\npaths = "docs"\n', "paths must be a list of texts"),
        ("[tool.strip_spam]\ntokens = 1\n", "tokens must be a text"),
        ("[tool.strip_spam\n", "pyproject.toml: "),
        ('[tool.strip_spam]\npaths = ["."]\ntokens = "gone.yml"\n', "gone.yml: no such file"),
    ],
)
def test_a_configuration_that_cannot_be_used_ends_with_2(
    tmp_path: Path, settings: str | None, message: str
) -> None:
    if settings is not None:
        (tmp_path / "pyproject.toml").write_text(settings, "utf-8")
    done = run("strip_spam", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("content", ["", "tokens: []\n", "tokens: [가나\n", "\x00"])
def test_a_broken_token_list_ends_with_2_and_changes_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "list.yml").write_text(content, "utf-8")
    (tmp_path / "a.md").write_text(POLLUTED, "utf-8")
    done = run("strip_spam", "--tokens", "list.yml", "a.md", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.match(r"strip-spam: list\.yml:[12]: ", done.stderr)
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "a.md").read_text("utf-8") == POLLUTED


def test_a_poor_terminal_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "깨끗.md").write_text(DOUBTFUL, "utf-8")
    done = run("strip_spam", "--tokens", LIST, ".", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert r"\uae68\ub057.md:1:12: report" in done.stdout
