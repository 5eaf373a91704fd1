"""Checks a YAML text against a JSON Schema, and names the lines.

The schemas say in each `description` what to write: that is the second half of a message.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from website.findings import Finding, meant, misread, never

_TEXT = "tag:yaml.org,2002:str"
_DEEPEST = 20  # PyYAML's C parser ends the whole process on a text that is absurdly nested

Steps = tuple[str | int, ...]
Fault = tuple[Steps, str]  # a place, and a message


class Document(NamedTuple):
    """A YAML text that was read."""

    path: str  # the file, as an editor names it
    data: dict[str, Any]  # what the text says; empty if something is wrong with it
    findings: list[Finding]
    lines: dict[Steps, int]  # the line, counted from 1, of what keys and places in lists lead to

    def finding(self, message: str, *steps: str | int) -> Finding:
        """Return what is wrong at the place to which these keys and places in lists lead."""
        return Finding(self.path, self.lines[steps], message)


def read_data(path: str, text: str, unread: Sequence[Finding] = (), schema: str = "") -> Document:
    """Read a YAML text; its `schema` bears the file's name, if no other is given.

    `unread` says why there is no text, if there is none.
    """
    if found := [*unread, *never(path, text)]:
        return Document(path, {}, found, {})
    try:
        root = _compose(text)
        lines: dict[Steps, int] = {(): root.start_mark.line + 1 if root else 1}
        faults = list(_misread(root, text, (), lines))
        data: Any = root and yaml.CSafeLoader("").construct_document(root)
    except (yaml.YAMLError, ValueError) as error:
        return Document(path, {}, [misread(path, text, error)], {})
    if not faults:  # a key that is no text would lead the validator astray
        validator = _validator(schema or Path(path).stem)
        faults = [fault for error in validator.iter_errors(data) for fault in _said(error)]
    found = [Finding(path, lines[steps], message) for steps, message in faults]
    return Document(path, {} if found else data, found, lines)


@cache  # every page asks for it
def _validator(name: str) -> Draft202012Validator:
    schema = json.loads(Path(__file__).with_name(f"{name}.schema.json").read_text("utf-8"))
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _compose(text: str) -> yaml.Node | None:
    """Return a YAML text as nodes; one that holds what has no place in ours is a YAML error."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        begins = isinstance(event, yaml.CollectionStartEvent)
        depth += begins - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST or isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None):
            problem = f"it holds '*', '!' or lists more than {_DEEPEST} deep"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)  # type: ignore[arg-type]
    return yaml.compose(text, Loader=yaml.CSafeLoader)


def _misread(node: Any, text: str, steps: Steps, lines: dict[Steps, int]) -> Iterator[Fault]:
    """Note the lines below a node, and yield values that YAML reads differently than meant."""
    if isinstance(node, yaml.ScalarNode):
        rest = text[node.end_mark.index :].partition("\n")[0]
        if not node.style and rest.lstrip().startswith("#"):
            yield steps, "the words after ' #' are lost: put the whole text in quotes"
        if node.tag == "tag:yaml.org,2002:timestamp":
            node.tag = _TEXT  # JSON has no dates
        return
    for place, child in enumerate(node.value if node else ()):
        key, value = child if isinstance(child, tuple) else (None, child)
        below = (*steps, str(key.value) if key else place)
        if below in lines:
            lines[below] = key.start_mark.line + 1
            yield below, f"'{below[-1]}' is here twice: take one of them out"
            continue
        lines[below] = (key or value).start_mark.line + 1
        if key and key.tag != _TEXT:
            yield below, "this key is not read as text: put it in quotes"
        else:
            yield from _misread(value, text, below, lines)


def _said(error: ValidationError) -> Iterator[Fault]:
    """Yield the places that an error of the validator is about, each with a message."""
    steps, schema, given = tuple(error.absolute_path), cast("Any", error.schema), error.instance
    known = schema.get("properties", {})
    if error.validator == "additionalProperties":
        for key in set(cast("Any", given)) - set(known):
            remedy = "correct it, or take it out"
            yield (*steps, key), f"'{key}' doesn't belong here{meant(key, known)}: {remedy}"
    elif error.validator in ("required", "dependentRequired"):
        key = error.message.split("'")[1]
        meaning = known[key]["description"]
        yield steps, f"'{key}' is missing: add a line '{key}: …' with {meaning}"
    elif "propertyNames" in error.schema_path:
        yield (*steps, str(given)), f"'{given}' doesn't belong here: write {schema['description']}"
    else:
        name = f"{steps[-1]}: " if steps else ""
        shown = f"'{given}'" if isinstance(given, str | int | float) else "this"
        near = meant(str(given), map(str, schema.get("enum", ())))
        yield steps, f"{name}{shown} won't do{near}: write {schema['description']}"
