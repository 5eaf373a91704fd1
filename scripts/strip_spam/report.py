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
    """Yield workflow commands, which GitHub shows as annotations."""
    for path, f in found:
        yield annotation("strip-spam", path, f.line, f.column, f.message, f.kind, f.rule)


def annotation(
    tool: str, path: str, line: int, column: int, message: str, kind: str, rule: str
) -> str:
    """Return a workflow command: an error if the kind is `report`, else a warning.

    The escapes are those of GitHub's own toolkit: without them a line break in a file's name could
    begin a command of its own.
    """
    level = "error" if kind == "report" else "warning"
    place = f"file={_property(path.removeprefix('./'))},line={line},col={column}"
    return f"::{level} {place},title={_property(f'{tool} {rule}')}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Found], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
