"""Findings as text, JSON or GitHub workflow commands.

A format turns findings, each with its path, into lines. To add one, write it and name it in
`FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from strip_spam.core import Finding

    Found = Iterable[tuple[str, Finding]]


def as_text(found: Found) -> Iterator[str]:
    """Yield `path:line:column: kind rule message`, a line for each finding."""
    for path, f in found:
        yield f"{path}:{f.line}:{f.column}: {f.kind} {f.rule} {f.message}"


def as_json(found: Found) -> Iterator[str]:
    """Yield one array of objects, a line for each finding."""
    import json  # only this format needs it

    rows = [json.dumps({"path": path} | f._asdict(), ensure_ascii=False) for path, f in found]
    yield "[" + ",\n ".join(rows) + "]"


def as_github(found: Found) -> Iterator[str]:
    """Yield workflow commands, which GitHub shows as annotations.

    The escapes are those of GitHub's own toolkit: without them a line break in a file's name could
    begin a command of its own.
    """
    for path, f in found:
        level = "error" if f.kind == "report" else "warning"
        place = f"file={_property(path.removeprefix('./'))},line={f.line},col={f.column}"
        yield f"::{level} {place},title={_property(f'strip-spam {f.rule}')}::{_data(f.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Found], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
