"""The workflow that publishes: valid, safe, and publishing from the default branch alone."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT

WORKFLOWS = [".github/workflows/site.yml", ".github/workflows/links.yml"]
JOBS: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / WORKFLOWS[0]).read_text("utf-8"))["jobs"]


@pytest.mark.parametrize(
    "command",
    [
        ["zizmor", "--offline", "--persona=pedantic", ".github"],
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS],
        ["check-jsonschema", "--builtin-schema", "vendor.dependabot", ".github/dependabot.yml"],
    ],
    ids=["zizmor", "workflow schema", "dependabot schema"],
)
def test_a_checker_finds_nothing(command: list[str]) -> None:
    tool = Path(sys.executable).with_name(command[0])  # the one pinned in the lock
    done = subprocess.run([tool, *command[1:]], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_publishes_from_the_default_branch_alone_what_was_checked_and_tested() -> None:
    [publishing] = [job for job in JOBS.values() if job["permissions"].get("pages") == "write"]
    branch = "(github.event.repository.default_branch || github.ref_name)"
    assert publishing["if"] == f"github.ref_name == {branch}"
    assert publishing["concurrency"]["cancel-in-progress"] is False
    commands = {}
    for name, job in JOBS.items():
        always = [step for step in job["steps"] if "if" not in step]
        commands[name] = [step["run"] for step in always if "run" in step]
    made = [
        line.split()[1]
        for name in publishing["needs"]
        for line in commands[name][-4:]
        if line.startswith("make ")
    ]
    assert made == ["check", "test", "referees", "site", "engines"]


def test_what_is_uploaded_has_the_files_whose_names_begin_with_a_dot() -> None:
    [upload] = [
        step
        for job in JOBS.values()
        for step in job["steps"]
        if step.get("uses", "").startswith("actions/upload-pages-artifact@")
    ]
    assert upload["with"]["include-hidden-files"] is True


def test_each_job_runs_once_for_a_change_in_its_own_repository_and_for_one_from_a_fork() -> None:
    for name, job in JOBS.items():
        if "needs" not in job:
            assert "head.repo.full_name != github.repository" in job["if"], name


def test_no_job_may_do_more_than_it_needs_or_run_for_ever() -> None:
    for name, job in JOBS.items():
        assert job["timeout-minutes"] <= 30, name
        writes = {scope for scope, level in job["permissions"].items() if level == "write"}
        assert writes in (set(), {"pages", "id-token"}), name
