"""The tool by itself: as the hook of another repository gets it, without network or this site."""

import shlex
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
import yaml

from conftest import ROOT, TOKEN, plain_environment

[HOOK] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_bytes())


@pytest.fixture(scope="module")
def lib(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pip has installed what the hook depends on, and nothing else."""
    folder = tmp_path_factory.mktemp("install")
    offline = "--quiet --no-index --no-deps --no-build-isolation".split()
    for named in HOOK["additional_dependencies"]:
        source = folder / Path(named).name  # pip leaves things behind where it builds
        shutil.copytree(ROOT / named, source, ignore=shutil.ignore_patterns("*.egg-info", "build"))
        pip = [sys.executable, "-m", "pip", "install", *offline, "--target", str(folder / "lib")]
        subprocess.run([*pip, str(source)], check=True)
    return folder / "lib"


def link_dependencies(lib: Path) -> None:
    """Put beside the tool what it says that it needs, from this environment."""
    project = tomllib.loads((ROOT / "scripts/strip-spam/pyproject.toml").read_text("utf-8"))
    for need in project["project"]["dependencies"]:
        found = distribution(need.split(">")[0])
        for name in {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}:
            (lib / name).symlink_to(str(found.locate_file(name)))


def test_it_installs_alone_and_the_hook_heals(lib: Path, tmp_path: Path) -> None:
    assert {path.name for path in lib.iterdir() if "-" not in path.name} == {"bin", "strip_spam"}
    link_dependencies(lib)
    (tmp_path / "pyproject.toml").write_text(
        '[tool.strip_spam]\npaths = ["docs"]\ntokens = "list.yml"\n'
    )
    (tmp_path / "list.yml").write_text(f"tokens: [{TOKEN}]\n", "utf-8")
    (tmp_path / "docs").mkdir()
    page = tmp_path / "docs/page.md"
    page.write_text(f"Warm {TOKEN} oil.\n", "utf-8")
    program, *arguments = shlex.split(HOOK["entry"]) + HOOK.get("args", [])
    # Without the packages of this environment.
    command = [sys.executable, "-S", lib / "bin" / program, *arguments]
    done = subprocess.run(command, cwd=tmp_path, env=plain_environment() | {"PYTHONPATH": str(lib)})
    assert done.returncode == 0
    assert page.read_text("utf-8") == "Warm oil.\n"
    assert HOOK["pass_filenames"] is False, "all pages are asked for links"
