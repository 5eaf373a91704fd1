"""Small sites, written from a few texts and built by the site's own hooks.

Test modules name this file in `pytest_plugins`. (PYTEST_DONT_REWRITE: they import it before that.)
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli

from website import __main__ as command

HOOKS = Path(command.__file__).with_name("hooks.py")
ROOT = HOOKS.parents[2]
TEMPLATES = ("moved.html", "sitemap.xml")  # the real site's
TOKEN = "경남출장"

CONFIG = f"""\
site_name: A small site
site_url: !ENV SITE_URL
nav:
  - Home: index.md
  - Oil: oil.md
  - Evidence: evidence.md
theme:
  name: null
  custom_dir: overrides
  favicon: assets/mark.svg
  static_templates: [404.html, robots.txt]
plugins: []
hooks: ['{HOOKS}']
exclude_docs: |
  /drawings/
  /search_words.yml
  !/.well-known/
markdown_extensions: [admonition, toc]
extra: {{contact: !ENV [CONTACT, ""]}}
validation:
  nav: {{omitted_files: ignore}}
  links: {{anchors: warn, absolute_links: warn, unrecognized_links: warn}}
"""

FRONT_MATTER = """\
---
title: A page of a small site
description: What this page says, in as many words as a page of the real site would take.
about: Something
---
"""

DATA = """\
checked: 2020-01-01
due: 2021-01-01
place: face
means: hand
strengths:
  moderate: {bars: 3, meaning: several studies}
  limited: {bars: 2, meaning: a few}
  weak: {bars: 1, meaning: some}
  conflicting: {sign: M1 8h14, meaning: both ways}
  untested: {meaning: none}
  not supported: {sign: M3 3l10 10, meaning: against}
badges:
  oil:
    - id: warm
      claim: It is warm
      answer: Yes, a little
      strength: limited
studies:
  lee2001:
    name: Lee 2001
    page: oil
    title: On oil
    url: https://example.org/oil
    people: 12 people.
    how: Oil was warmed.
    found: It was warm.
    limits: Few people.
    funding: Not stated.
    short: 12 people, and their oil was warm.
    coding: {kind: trial, number: 12, place: face, means: hand}
    outcomes: {warm: {result: for}}
"""


def _titled(subject: str) -> str:
    return FRONT_MATTER.replace("a small site", f"a small site on {subject}", 1)


SITE = {
    "mkdocs.yml": CONFIG,
    "article/spam_tokens.yml": f"tokens: [{TOKEN}]\nscripts: [Latin]\n",
    "overrides/main.html": (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title>'
        '<style>{{ inline("site.css") }}</style><script type="application/ld+json">'
        "{{ citations_in(page.content) | tojson }}</script></head>"
        "<body><main><article>{{ page.content }}</article></main></body></html>"
    ),
    "overrides/robots.txt": "User-agent: *\n",
    "overrides/404.html": '<!doctype html><meta charset="utf-8"><title>Gone</title><main></main>',
    **{f"overrides/{name}": (ROOT / "overrides" / name).read_text("utf-8") for name in TEMPLATES},
    "overrides/site.css": "/* warm */\np { color: #000 }\n",
    "overrides/sw.js": "// stores what it is told to\naddEventListener('install', () => files)\n",
    "docs/assets/mark.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "overrides/scripts/search.js": "// looks\nexport const follow = () => {}\n",
    "docs/evidence.yml": DATA,
    "docs/search_words.yml": "ignore: a the\nwords: {}\n",
    "docs/index.md": f"{FRONT_MATTER}\n# Home\n\nWelcome.\n",
    "docs/oil.md": (
        f"{_titled('oil')}\n# Oil\n\nWarm oil helps.\n\n[@badges oil]\n\n[@studies lee2001]\n"
    ),
    "docs/evidence.md": f"{_titled('evidence')}\n# Evidence\n\n[@strengths]\n\n[@lists]\n",
}


class Built(NamedTuple):
    """What a build did: its exit status, and what it printed."""

    status: int
    said: str


Write = Callable[[Mapping[str, str]], None]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site in the working folder, without a mistake."""
    for name in ("CONTACT", "SITE_URL", "SOURCE_DATE_EPOCH", "TODAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
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
