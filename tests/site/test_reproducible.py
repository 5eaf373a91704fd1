"""One commit is one site, byte for byte."""

from pathlib import Path

from conftest import copy_project, run


def built(folder: Path, zone: str) -> dict[str, bytes]:
    folder.mkdir()
    project = copy_project(folder)
    for command in (("mkdocs", "build", "--strict"), ("finish_site", "site")):
        done = run(*command, cwd=project, TZ=zone, SOURCE_DATE_EPOCH="1790000000")
        assert done.returncode == 0, done.stderr
    site = project / "site"
    return {str(p.relative_to(site)): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def test_two_builds_in_other_folders_and_time_zones_are_the_same(tmp_path: Path) -> None:
    one = built(tmp_path / "one", "Pacific/Kiritimati")
    assert one == built(tmp_path / "two two", "America/Adak")
    assert b", as of 2026-09-21<" in one["index.html"]
