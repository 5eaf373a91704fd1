"""One commit is one site, byte for byte; a mistake in a page builds none."""

import os
import subprocess
import sys
from pathlib import Path

from conftest import PUBLISHED, build, copy_project, run

# Links of a page, and a file that no page and no menu names.
MISTAKES = {
    "[more](gone.md)": "gone.md",
    "[more](index.md#gone-there)": "#gone-there",
    "[more](#gone-here)": "#gone-here",
    "[more](/absolute/)": "/absolute/",
    "[more](address/)": "address/",
    "![A hand](assets/gone.svg)": "gone.svg",
}


def contents(site: Path) -> dict[str, bytes]:
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def test_a_bare_build_in_another_folder_and_time_zone_gives_the_same_bytes(
    built_site: Path, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "another folder")
    other = build(project, **PUBLISHED, TZ="America/Adak")
    assert contents(other) == contents(built_site)


def test_the_configuration_may_be_named_from_any_folder(built_site: Path, project: Path) -> None:
    config = project.relative_to(project.parent) / "mkdocs.yml"
    for folder, name in ((project.parent, config), (project, "mkdocs.yml")):
        done = run("mkdocs", "build", "-f", name, cwd=folder, **PUBLISHED)
        assert done.returncode == 0, done.stderr
        assert contents(project / "site") == contents(built_site)


def take_theme_away(project: Path) -> None:
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert text.count("\n  name: material\n") == 1
    config.write_text(text.replace("\n  name: material\n", "\n  name: null\n"), "utf-8")


def test_no_theme_gives_the_same_bytes(built_site: Path, project: Path) -> None:
    take_theme_away(project)
    assert contents(build(project, "--strict", **PUBLISHED)) == contents(built_site)


def test_properdocs_gives_the_same_bytes_where_neither_mkdocs_nor_material_is_installed(
    built_site: Path, project: Path
) -> None:
    take_theme_away(project)
    python = Path(sys.prefix, "properdocs/bin/python")
    for module in ("mkdocs", "material"):
        there = subprocess.run([python, "-c", f"import {module}"], capture_output=True)
        assert there.returncode != 0, module
    command = (python, "-m", "properdocs", "build", "--strict")
    subprocess.run(command, cwd=project, env=os.environ | PUBLISHED, check=True)
    assert contents(project / "site") == contents(built_site)
    env = os.environ | PUBLISHED | {"ENGINE": "properdocs"}
    subprocess.run((python, "-m", "website"), cwd=project, env=env, check=True)


def test_each_mistake_is_named_with_its_page_and_no_site_is_left(project: Path) -> None:
    page, lost, *_ = (path for path in (project / "docs").glob("*.md") if path.stem != "index")
    with page.open("a", encoding="utf-8") as file:
        file.write("\n\n".join(["", *MISTAKES, ""]))
    (project / "docs/stray.md").write_text("# Stray\n", "utf-8")
    lost.unlink()
    done = run("mkdocs", "build", "--strict", cwd=project)
    assert done.returncode != 0
    lines = (done.stdout + done.stderr).splitlines()
    for name in MISTAKES.values():
        assert any(name in line and page.name in line for line in lines), name
    for name in ("stray.md", lost.name):
        assert any(name in line for line in lines), name
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()
