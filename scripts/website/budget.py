"""How heavy a page is: what a new connection carries before it must wait (RFC 6928)."""

import gzip
import re

from website.findings import Finding

_MOST = 14_600  # bytes: ten segments
_MANY_STUDIES, _MOST_WITH_STUDIES = 10, 18_000  # with more of them, a page may go on below

_STUDY = re.compile(r"<(?:dl|details)\s[^>]*\bclass=[\"']?[^\"'>]*\bstudy\b")
_PARTS = re.compile(r"(?s)<(?P<tag>style|svg|script)\b.*?</(?P=tag)>")


def over_budget(html: str, path: str) -> Finding | None:
    """Return a finding if a published page is too heavy: by how much, and what is heaviest in it.

    `path` is its source, as findings name it.
    """
    studies = [study.start() for study in _STUDY.finditer(html)]
    limits = [("the page", html, _MOST)]
    if len(studies) > _MANY_STUDIES:
        above = html[: studies[0]]
        limits = [("the page", html, _MOST_WITH_STUDIES), ("above its studies", above, _MOST)]
    for where, part, most in limits:
        if (over := _weight(part) - most) > 0:
            weights = {"words": _weight(_PARTS.sub("", part))}
            for tag, name in (("style", "style"), ("svg", "drawings"), ("script", "script")):
                weights[name] = _weight("".join(m[0] for m in _PARTS.finditer(part) if m[1] == tag))
            heaviest = max(weights, key=lambda name: weights[name])
            remedy = f"the heaviest is its {heaviest}, {weights[heaviest]:,} bytes"
            message = f"{where}: {over:,} bytes over the {most:,} it may have compressed: {remedy}"
            return Finding(path, 1, message)
    return None


def _weight(text: str) -> int:
    """Return how many bytes a text has once it is compressed."""
    return len(gzip.compress(text.encode(), 9, mtime=0))
