"""Each mistake in a page fails the build, and the message names the page."""

import subprocess
from pathlib import Path

import pytest

from conftest import run


def build(project: Path) -> subprocess.CompletedProcess[str]:
    # Never with --quiet: MkDocs drops the warnings then, and --strict has none left to count.
    return run("mkdocs", "build", "--strict", cwd=project)


def test_the_copy_itself_builds(project: Path) -> None:
    done = build(project)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr


@pytest.mark.parametrize(
    ("mistake", "named"),
    [
        pytest.param("[more](gone.md)", "'gone.md'", id="link to a missing page"),
        pytest.param("[more](tips.md#gone)", "'tips.md#gone'", id="link to a missing anchor"),
        pytest.param("[more](#gone)", "'#gone'", id="link to a missing anchor of its own"),
        pytest.param("[more](/tips/)", "'/tips/'", id="absolute link"),
        pytest.param("[more](tips/)", "'tips/'", id="link to an address instead of a file"),
        pytest.param("![A hand](assets/gone.svg)", "'assets/gone.svg'", id="missing picture"),
    ],
)
def test_a_mistake_in_a_page_fails_the_build(project: Path, mistake: str, named: str) -> None:
    with (project / "docs/collagen.md").open("a", encoding="utf-8") as page:
        page.write(f"\n{mistake}\n")
    done = build(project)
    assert done.returncode != 0
    assert "'collagen.md'" in done.stderr
    assert named in done.stderr


def test_a_page_that_the_navigation_omits_fails_the_build(project: Path) -> None:
    (project / "docs/stray.md").write_text("# Stray\n", "utf-8")
    done = build(project)
    assert done.returncode != 0
    assert "stray.md" in done.stderr


def test_a_navigation_entry_without_a_page_fails_the_build(project: Path) -> None:
    (project / "docs/conclusion.md").unlink()
    done = build(project)
    assert done.returncode != 0
    assert "'conclusion.md'" in done.stderr
