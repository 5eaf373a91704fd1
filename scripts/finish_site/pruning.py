"""What is published that nobody asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import unquote

# What is asked for by its address alone, and what hosts look for.
_ASKED_BY_ADDRESS = re.compile(r"(.*\.html|sitemap\.xml|robots\.txt|search\.json|CNAME|\..*)")
_TEXT = (".html", ".css", ".js", ".svg")


def orphans(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the files that no page asks for, nor what a page asks for, sorted.

    A file counts as asked for if its name occurs: rather too much is kept than too little.

    Args:
        files: what each file holds, by its path below the site.
    """
    kept = {path for path in files if _ASKED_BY_ADDRESS.fullmatch(path)}
    new = set(kept)
    while new:
        # Pages have most of their lines in common.
        lines = {line for path in new if path.endswith(_TEXT) for line in files[path].splitlines()}
        said = unescape(unquote(b"\n".join(lines).decode("utf-8", "replace")))
        new = {path for path in files.keys() - kept if path.rpartition("/")[2] in said}
        kept |= new
    yield from sorted(files.keys() - kept)
