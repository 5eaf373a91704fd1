"""A small site, written from the texts of `oil_site.yml` and built by the site's own hooks.

Test modules name this file in `pytest_plugins`. (PYTEST_DONT_REWRITE: they import it before that.)
"""

import logging
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from click.testing import CliRunner
from mkdocs.__main__ import cli

from website import __main__ as command

HOOKS = Path(command.__file__).with_name("hooks.py")
ROOT = HOOKS.parents[2]
TEMPLATES = ("moved.html", "sitemap.xml")  # the real site's
TOKEN = "경남출장"

_TEXTS: dict[str, str] = yaml.safe_load(Path(__file__).with_name("oil_site.yml").read_bytes())
SITE = {
    **{
        name: text.replace("HOOKS", str(HOOKS)).replace("TOKEN", TOKEN)
        for name, text in _TEXTS.items()
    },
    **{f"overrides/{name}": (ROOT / "overrides" / name).read_text("utf-8") for name in TEMPLATES},
}
CONFIG, DATA = SITE["mkdocs.yml"], SITE["docs/evidence.yml"]


class Built(NamedTuple):
    """What a build did: its exit status, and what it printed."""

    status: int
    said: str


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site in the working folder, without a mistake."""
    for name in ("CONTACT", "SITE_URL", "SOURCE_DATE_EPOCH", "TODAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    logging.getLogger("mkdocs").handlers.clear()  # those of builds before, whose output is closed
    for name, text in SITE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text in a file, which must hold it."""
    text = path.read_text("utf-8")
    assert old in text, f"{path} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def build(*options: str) -> Built:
    """Run `mkdocs build` in the working folder."""
    done = CliRunner().invoke(cli, ["build", *options])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return Built(done.exit_code, done.output)


def plant(site: Path, mistake: dict[str, Any]) -> None:
    """Make a mistake, as `builds.yml` describes it, in a small site."""
    path, old, new = site / mistake["in"], mistake.get("old"), mistake.get("new")
    path.parent.mkdir(exist_ok=True)
    if "link" in mistake:
        path.symlink_to(site / mistake["link"])
    elif new is None:
        path.unlink()
    elif old is None:
        path.write_text(new, "latin-1" if "bytes" in mistake else "utf-8")
    else:
        edit(path, _LONG.get(old, old), _LONG.get(new, new))
    if "and" in mistake:
        plant(site, mistake["and"])


_LONG = {"DATA": DATA, "CONFIG": CONFIG}
MISTAKES = yaml.safe_load(Path(__file__).with_name("builds.yml").read_text("utf-8"))
