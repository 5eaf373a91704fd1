"""How heavy a page is: what a new connection carries before it must wait (RFC 6928)."""

from __future__ import annotations

import gzip
import re

from website.findings import Finding

_MOST = 14_600  # bytes: ten segments
_MANY_STUDIES, _MOST_WITH_STUDIES = 10, 18_000  # with more of them, a page may go on below
_STUDY = re.compile(r"<(?:dl|details)\s[^>]*\bclass=[\"']?[^\"'>]*\bstudy\b")
_PARTS = {
    "style": r"<style\b.*?</style>",
    "drawings": r"<svg\b.*?</svg>",
    "script": r"<script\b.*?</script>",
}


def over_budget(html: str, path: str) -> Finding | None:
    """Return a finding if a page is too heavy: by how much, and what is heaviest in it.

    Args:
        html: the page as it is published.
        path: its source, as findings name it.
    """
    studies = list(_STUDY.finditer(html))
    limits = [(html, _MOST)]
    if len(studies) > _MANY_STUDIES:
        limits = [(html, _MOST_WITH_STUDIES), (html[: studies[0].start()], _MOST)]
    for part, most in limits:
        if (over := _weight(part) - most) > 0:
            weights = {
                name: _weight("".join(re.findall(pattern, part, re.DOTALL)))
                for name, pattern in _PARTS.items()
            }
            weights["words"] = _weight(re.sub("|".join(_PARTS.values()), "", part, flags=re.DOTALL))
            heaviest = sorted(weights.items(), key=lambda item: -item[1])
            said = ", ".join(f"{name} {weight:,}" for name, weight in heaviest)
            where = "" if part == html else " above its studies"
            message = (
                f"the page is {over:,} bytes over its {most:,}{where}: make it lighter ({said})"
            )
            return Finding(path, 1, message)
    return None


def _weight(text: str) -> int:
    """Return how many bytes a text has once it is compressed."""
    return len(gzip.compress(text.encode(), 9, mtime=0))
