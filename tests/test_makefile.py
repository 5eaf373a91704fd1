"""Setting up: what is missing is said in one line, and nothing is set up twice."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from conftest import ROOT

LOCKS = ("requirements.txt", "requirements-test.txt", "requirements-canary.txt")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with all that setting up reads."""
    for name in ("Makefile", "pyproject.toml", *LOCKS):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def make(*words: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    # The make that runs these tests must not speak to this one.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    return subprocess.run(
        ["make", *words], cwd=cwd, env=environment | more, capture_output=True, text=True
    )


@pytest.mark.parametrize(
    ("python", "message"),
    [
        ("exit 127", "Python 3.11 or newer is needed: install it"),
        (
            'case "$2" in *version_info*) exit 1;; esac',
            "Python 3.11 or newer is needed: install it",
        ),
        ('case "$2" in *venv*) exit 1;; esac', "Python's venv module is needed: install it"),
    ],
    ids=["no Python", "old Python", "no venv"],
)
def test_a_missing_prerequisite_gets_one_line(checkout: Path, python: str, message: str) -> None:
    fake = checkout / "python"
    fake.write_text(f"#!/bin/sh\n{python}\n")
    fake.chmod(0o755)
    done = make("site", f"PYTHON={fake}", cwd=checkout)
    assert done.returncode != 0
    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert len(said) == 1
    assert said[0].startswith(message)


def test_what_is_set_up_is_not_set_up_again(checkout: Path) -> None:
    # As if everything had been set up: a dry run then has nothing but the work itself to do.
    (checkout / ".venv").mkdir()
    (checkout / ".venv/python-ready").write_text(f"{checkout}\n")
    (checkout / ".venv/site-ready").touch()
    said = make("--dry-run", "site", cwd=checkout).stdout
    assert "mkdocs build --strict" in said
    assert "pip" not in said
    assert "venv --clear" not in said


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


def test_help_names_every_goal(checkout: Path) -> None:
    phony = re.search(r"^\.PHONY: (.*)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert phony
    said = make("help", cwd=checkout).stdout.splitlines()
    assert {line.split()[1] for line in said} == set(phony[1].split())


@pytest.mark.parametrize("name", ["SITE_URL", "SOURCE_DATE_EPOCH"])
def test_what_is_set_to_nothing_is_not_set(checkout: Path, name: str) -> None:
    with (checkout / "Makefile").open("a") as file:
        file.write('\nshow:\n\t@echo "$${SITE_URL-unset} $${SOURCE_DATE_EPOCH-unset}"\n')
    [shown, date] = make("show", cwd=checkout, **{name: ""}).stdout.split()
    assert (shown, date.isdigit()) == ("unset", True)


def test_a_checkout_that_was_moved_is_set_up_anew(checkout: Path) -> None:
    (checkout / ".venv").mkdir()
    (checkout / ".venv/python-ready").write_text("/somewhere/else\n")
    (checkout / ".venv/site-ready").touch()
    assert "venv --clear" in make("--dry-run", "site", cwd=checkout).stdout


def test_building_installs_nothing_that_only_tests_need(checkout: Path) -> None:
    said = make("--dry-run", "site", cwd=checkout).stdout
    assert "--requirement requirements.txt" in said
    assert "requirements-test" not in said
    names = set(re.findall(r"^([\w-]+)==", (ROOT / "requirements.txt").read_text(), re.MULTILINE))
    assert "mkdocs-material" in names
    assert names.isdisjoint({"pytest", "playwright", "hypothesis", "mypy", "ruff"})


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_with_hashes_and_names_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"https?:|file:|index-url|find-links|trusted-host", text)
    entries = re.split(r"\n(?=\w)", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).strip())
    for entry in entries:
        assert re.match(r"[\w.-]+==[\w.]+ ", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_the_locks_hold_what_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {
        "requirements.txt": project["dependencies"],
        "requirements-test.txt": project["optional-dependencies"]["test"],
        "requirements-canary.txt": project["optional-dependencies"]["canary"],
    }
    for lock, requirements in wanted.items():
        pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text("utf-8"), re.MULTILINE))
        assert {re.split(r"[=<>]", name)[0] for name in requirements} <= pinned


def test_clean_removes_what_was_made(checkout: Path) -> None:
    for name in ("site", ".venv", "scripts/skin.egg-info", "scripts/__pycache__", "tests"):
        (checkout / name).mkdir(parents=True)
    assert make("clean", cwd=checkout).returncode == 0
    left = {path.name for path in checkout.rglob("*")}
    assert left == {"Makefile", "pyproject.toml", "scripts", "tests", *LOCKS}
