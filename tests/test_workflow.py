"""The workflow that publishes: valid, safe, and publishing from the default branch alone."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT

WORKFLOW = ".github/workflows/site.yml"
JOBS: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / WORKFLOW).read_text("utf-8"))["jobs"]


@pytest.mark.parametrize(
    "command",
    [
        ["zizmor", "--offline", "--persona=pedantic", ".github"],
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", WORKFLOW],
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
    built = JOBS[publishing["needs"]]
    always = [step for step in built["steps"] if "if" not in step]
    commands = [step["run"].split()[:2] for step in always if "run" in step]
    assert commands[-3:] == [["make", "check"], ["make", "test"], ["make", "site"]]


def test_no_job_may_do_more_than_it_needs_or_run_for_ever() -> None:
    for name, job in JOBS.items():
        assert job["timeout-minutes"] <= 30, name
        writes = {scope for scope, level in job["permissions"].items() if level == "write"}
        assert writes in (set(), {"pages", "id-token"}), name
