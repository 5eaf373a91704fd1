"""The workflow that publishes: valid, safe, and publishing from main alone."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOW = ".github/workflows/site.yml"


@pytest.fixture(scope="module")
def workflow() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / WORKFLOW).read_text("utf-8"))
    return loaded


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["zizmor", "--offline", "--persona=pedantic", ".github"], id="zizmor"),
        pytest.param(
            ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", WORKFLOW],
            id="workflow schema",
        ),
        pytest.param(
            ["check-jsonschema", "--builtin-schema", "vendor.dependabot", ".github/dependabot.yml"],
            id="dependabot schema",
        ),
    ],
)
def test_a_checker_finds_nothing(command: list[str]) -> None:
    tool = Path(sys.executable).with_name(command[0])  # the one pinned in the lock
    done = subprocess.run([tool, *command[1:]], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_runs_on_every_push_and_pull_request_and_once_a_week(workflow: dict[Any, Any]) -> None:
    events = workflow[True]  # YAML 1.1 reads the key "on" as true
    assert events == {
        "push": {"branches": ["**"]},
        "pull_request": None,
        "workflow_dispatch": None,
        "schedule": [{"cron": "41 4 * * 1"}],
    }


def test_it_publishes_from_main_alone_and_what_was_tested(workflow: dict[str, Any]) -> None:
    deploy = workflow["jobs"]["deploy"]
    assert deploy["if"] == "github.ref == 'refs/heads/main'"
    assert deploy["needs"] == "build"
    assert deploy["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    commands = [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    assert commands == ["make check FORMAT=github", "make test", "make site"]


def test_only_the_weekly_run_fails_on_evidence_that_is_due(workflow: dict[str, Any]) -> None:
    jobs = workflow["jobs"]
    due = {
        name: job.get("if")
        for name, job in jobs.items()
        if any("--fail-when-due" in step.get("run", "") for step in job["steps"])
    }
    assert due == {"due": "github.event_name == 'schedule'"}
    assert "needs" not in jobs["build"]
    assert jobs["deploy"]["needs"] == "build"


def test_each_job_may_do_no_more_than_it_needs(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "build": {"contents": "read", "pages": "read"},
        "due": {"contents": "read"},
        "canary": {"contents": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }


def test_no_job_runs_for_ever(workflow: dict[str, Any]) -> None:
    assert all(job["timeout-minutes"] <= 20 for job in workflow["jobs"].values())
