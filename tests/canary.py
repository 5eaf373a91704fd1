"""Does the next engine build the same site?

The same `mkdocs.yml`, `docs/` and `overrides/` go through `strip-spam`, an engine and
`finish-site`, once with MkDocs and once with Zensical. Prints each difference that
`canary_known.yml` does not name, and fails if there is one, or if a known difference is gone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).parents[1]
ZENSICAL = ROOT / ".venv/canary/bin/zensical"


class Known(NamedTuple):
    """A difference that is the engine's own: where it stands in a text, and why."""

    pattern: str
    reason: str


class Said(NamedTuple):
    """What a page says to a reader: its title, and the text of its main part."""

    title: str
    text: str


def said(html: str) -> Said:
    """Return what a page says."""
    page = LexborHTMLParser(html)
    title, main = page.css_first("title"), page.css_first("main")
    for node in main.css("script, style") if main else ():
        node.decompose()
    words = [" ".join(node.text(separator=" ").split()) if node else "" for node in (title, main)]
    return Said(*words)


def differences(
    ours: Mapping[str, str], theirs: Mapping[str, str], known: Sequence[Known]
) -> Iterator[str]:
    """Yield each difference between two sites, in a line.

    Args:
        ours: the HTML of each page that MkDocs built, by its address.
        theirs: the same of the next engine.
        known: what is no difference.
    """
    for url in sorted(ours.keys() ^ theirs.keys()):
        yield f"{url}: only {'MkDocs' if url in ours else 'the next engine'} builds it"
    unseen = set(known)
    for url in sorted(ours.keys() & theirs.keys()):
        one, other = said(ours[url]), said(theirs[url])
        if one.title != other.title:
            yield f"{url}: title: {one.title!r} is now {other.title!r}"
        texts = []
        for text in (one.text, other.text):
            for entry in known:
                text, found = re.subn(entry.pattern, "", text)
                if found:
                    unseen.discard(entry)
            texts.append(text.strip())
        if texts[0] != texts[1]:
            pairs = enumerate(zip(*texts, strict=False))
            at = next((at for at, (a, b) in pairs if a != b), min(map(len, texts)))
            pieces = [repr(text[max(0, at - 30) : at + 50]) for text in texts]
            yield f"{url}: text: {pieces[0]} is now {pieces[1]}"
    for entry in unseen:
        yield f"canary_known.yml: {entry.pattern!r} is no difference any more: take it out"


def build(folder: Path, *engine: str | Path) -> dict[str, str]:
    """Take the pages down the whole road; return the HTML of each, by its address.

    Raises:
        SystemExit: a station refused them.
    """
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "scripts").symlink_to(ROOT / "scripts")
    python = (sys.executable, "-m")
    for command in ((*python, "strip_spam"), engine, (*python, "finish_site", "site")):
        done = subprocess.run(
            [str(word) for word in command],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT / "scripts"), "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(map(str, command))}:\n{done.stdout}{done.stderr}")
    site = folder / "site"
    return {str(p.relative_to(site)): p.read_text("utf-8") for p in site.rglob("*.html")}


def main() -> int:
    """Build the site twice, and compare; return the exit status."""
    entries = yaml.safe_load((ROOT / "tests/data/canary_known.yml").read_text("utf-8"))
    known = [Known(**entry) for entry in entries]
    with tempfile.TemporaryDirectory() as ours, tempfile.TemporaryDirectory() as theirs:
        built = build(Path(ours), sys.executable, "-m", "mkdocs", "build", "--strict")
        rebuilt = build(Path(theirs), ZENSICAL, "build")
    found = list(differences(built, rebuilt, known))
    for line in found:
        print(line)
    if not found:
        print(f"Zensical builds the same {len(built)} pages; {len(known)} known difference(s).")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
