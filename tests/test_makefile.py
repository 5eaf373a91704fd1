"""The Makefile: what is missing is said in one line, and nothing is set up twice."""

import re
import shutil
import socket
import sys
import tomllib
from pathlib import Path

import pytest

from conftest import ROOT, make

LOCKS = ("requirements.txt", "requirements-test.txt", "requirements-tools.txt")
PROJECTS = ("pyproject.toml", "scripts/strip-spam/pyproject.toml")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with all that setting up reads."""
    (tmp_path / "scripts/strip-spam").mkdir(parents=True)
    for name in ("Makefile", *PROJECTS, *LOCKS):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def script(path: Path, lines: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("python", "message"),
    [
        ("exit 127", "Python 3.11 or newer is needed: install it"),
        ('case "$2" in *version_info*) exit 1;; esac', "Python 3.11 or newer is needed"),
        ('case "$2" in *venv*) exit 1;; esac', "Python's venv module is needed: install it"),
    ],
    ids=["no Python", "old Python", "no venv"],
)
def test_a_missing_prerequisite_gets_one_line(checkout: Path, python: str, message: str) -> None:
    script(checkout / "python", python)
    done = make("site", f"PYTHON={checkout / 'python'}", cwd=checkout)
    assert done.returncode != 0
    [said] = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert said.startswith(message)


@pytest.mark.parametrize("moved", [False, True])
def test_what_is_set_up_is_not_set_up_again_unless_it_was_moved(
    checkout: Path, moved: bool
) -> None:
    (checkout / ".venv").mkdir()
    (checkout / ".venv/python-ready").write_text("/elsewhere\n" if moved else f"{checkout}\n")
    (checkout / ".venv/site-ready").touch()
    said = make("--dry-run", "site", cwd=checkout).stdout
    assert "-m website build --strict" in said
    assert ("venv --clear" in said) is moved
    assert ("--requirement requirements.txt" in said) is moved
    assert "requirements-test" not in said, "a build needs no tools of the tests"


@pytest.mark.parametrize("words", [("FORMAT=xml", "check"), ("FORMAT=", "check")])
def test_a_format_that_is_none_is_refused(checkout: Path, words: tuple[str, ...]) -> None:
    done = make(*words, cwd=checkout)
    assert (done.returncode, done.stdout) == (2, "")
    assert "FORMAT is 'text' or 'github'" in done.stderr


def test_a_taken_port_is_named_and_another_offered(checkout: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        (checkout / "bin").symlink_to(Path(sys.executable).parent)
        done = make("serve", f"PORT={port}", "BIN=bin", "-o.venv/test-ready", cwd=checkout)
    assert done.returncode == 2
    [line, _] = done.stderr.splitlines()
    assert line == f"Port {port} is taken, by another preview perhaps: make PORT=8001 serve"


@pytest.mark.parametrize(
    ("address", "is_built"), [({}, False), ({"SITE_URL": "https://example.org/"}, True)]
)
def test_a_host_s_build_needs_an_address(
    checkout: Path, address: dict[str, str], is_built: bool
) -> None:
    for name in ("strip-spam", "python"):
        script(checkout / "bin" / name, f"echo ran {name}")
    done = make("site", "BIN=bin", "-o.venv/site-ready", cwd=checkout, CI="true", **address)
    assert (done.returncode == 0) is is_built
    assert ("Set SITE_URL to the address of the site" in done.stderr) is not is_built
    assert ("ran python" in done.stdout) is is_built


@pytest.mark.parametrize(
    ("named", "is_said"),
    [({}, True), ({"REPO_URL": "https://a.b/"}, False), ({"CONTACT": "mailto:a@b.c"}, False)],
)
def test_a_site_on_which_no_mistake_can_be_reported_says_so(
    checkout: Path, named: dict[str, str], is_said: bool
) -> None:
    for name in ("strip-spam", "python"):
        script(checkout / "bin" / name, "true")
    unset = {"REPO_URL": "", "CONTACT": ""}
    done = make("site", "BIN=bin", "-o.venv/site-ready", cwd=checkout, **unset | named)
    assert ("No page says where to report a mistake" in done.stdout) is is_said


def test_help_names_every_goal_in_columns(checkout: Path) -> None:
    phony = re.search(r"^\.PHONY: (.*)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert phony
    said = make("help", cwd=checkout).stdout.splitlines()
    assert {line.split()[1] for line in said} == set(phony[1].split())
    assert len({re.match(r"make \w+ +", line).end() for line in said}) == 1  # type: ignore[union-attr]


@pytest.mark.parametrize("works", [True, False])
def test_lock_changes_all_locks_or_none(checkout: Path, works: bool) -> None:
    fails = 'case "$*" in *test.txt) exit 1;; esac\n' * (not works)
    script(checkout / "bin/uv", fails + 'for last; do :; done; echo new > "$last"')
    before = [(checkout / lock).read_text() for lock in LOCKS]
    done = make("lock", "BIN=bin", "-o.venv/tools-ready", cwd=checkout)
    after = [(checkout / lock).read_text() for lock in LOCKS]
    assert (done.returncode == 0) is works
    assert after == (["new\n"] * len(LOCKS) if works else before)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_with_hashes_and_names_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"https?:|file:|index-url|find-links|trusted-host", text)
    entries = re.split(r"\n(?=\w)", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).strip())
    for entry in entries:
        assert re.match(r"[\w.-]+==[\w.]+ ", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_the_locks_hold_what_the_projects_name() -> None:
    site, tool = (tomllib.loads((ROOT / name).read_text("utf-8"))["project"] for name in PROJECTS)
    extras = site["optional-dependencies"]
    wanted = (extras["site"] + tool["dependencies"], extras["test"], extras["tools"])
    for lock, requirements in zip(LOCKS, wanted, strict=True):
        pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text("utf-8"), re.MULTILINE))
        assert {re.split(r"[=<>]", name)[0] for name in requirements} <= pinned


def test_clean_removes_what_was_made(checkout: Path) -> None:
    eggs = ("scripts/skin.egg-info", "scripts/strip-spam/tool.egg-info")
    for name in ("site", ".venv", *eggs, "scripts/__pycache__", "tests"):
        (checkout / name).mkdir(parents=True)
    assert make("clean", cwd=checkout).returncode == 0
    left = {path.name for path in checkout.rglob("*")}
    assert left == {"Makefile", "pyproject.toml", "scripts", "strip-spam", "tests", *LOCKS}
