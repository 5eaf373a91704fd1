"""A YAML text against a JSON Schema.

The schemas say in each `description` what to write: that is the second half of every message.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from check_pages.findings import Finding, at_node, instead


class _Loader(yaml.SafeLoader):
    """Leaves a date as it is written, as JSON has none."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache  # every page asks for it
def read_schema(name: str) -> dict[str, Any]:
    """Return one of the schemas beside this module."""
    schema: dict[str, Any] = json.loads(Path(__file__).with_name(name).read_text("utf-8"))
    return schema


def check_yaml(
    path: str, source: str, schema: dict[str, Any], above: int = 0
) -> tuple[yaml.MappingNode | None, list[Finding]]:
    """Hold a YAML text against a schema.

    Args:
        path: the file, as the findings name it.
        source: the text.
        schema: what it must be like.
        above: how many lines of the file stand above the text.

    Returns:
        The text's node, None where it is no mapping at all, and what is wrong with it.
    """

    def finding(node: yaml.Node, message: str) -> Finding:
        return at_node(path, node, message, above)

    try:
        root = yaml.compose(source, Loader=_Loader)
        data = yaml.load(source, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = getattr(error, "problem", None) or error
        message = f"not YAML: {problem}: put a text that holds ': ' or ' #' in quotes"
        return None, [Finding(path, above + line, column, message)]
    if not isinstance(root, yaml.MappingNode):
        return None, [
            Finding(path, above + 1, 1, "no 'key: value' lines: " + schema["description"])
        ]
    found = [
        finding(key, f"'{key.value}' stands here twice: take one of them out")
        for key in _repeated(root)
    ]
    found += [
        finding(key, f"'{key.value}' is no text here: put it in quotes")
        for _, value in root.value
        if isinstance(value, yaml.MappingNode)
        for key, _ in value.value
        if key.tag != "tag:yaml.org,2002:str" and key.value != "<<"
    ]
    found += [
        finding(node, "what stands behind ' #' is left out: put the whole text in quotes")
        for node in _scalars(root)
        if source[node.end_mark.index :].partition("\n")[0].lstrip().startswith("#")
    ]
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for fault in validator.iter_errors(data):
        found += [finding(node, message) for node, message in _said(fault, root)]
    return root, sorted(found)


def node_at(root: yaml.Node | None, path: Sequence[str | int]) -> yaml.Node:
    """Return the node that a path of keys and indices leads to."""
    assert root is not None  # it holds what the path names
    node = root
    for step in path:
        if isinstance(node, yaml.MappingNode):
            here = (value for key, value in node.value if key.value == str(step))
            node = next(here, node)  # what a merge brought in has no node of its own
        else:
            node = node.value[step]
    return node


def _said(error: ValidationError, root: yaml.Node) -> Iterator[tuple[yaml.Node, str]]:
    """Yield the nodes that an error of the validator is about, each with a message."""
    node = node_at(root, list(error.absolute_path))
    schema: Any = error.schema
    given: Any = error.instance
    value = repr(node.value) if isinstance(node, yaml.ScalarNode) else "what stands here"
    if error.validator == "additionalProperties":
        for key, _ in node.value:
            if key.value not in schema["properties"]:
                yield (
                    key,
                    f"'{key.value}' is no key here: {instead(key.value, schema['properties'])}",
                )
    elif error.validator == "required":
        for key in schema["required"]:
            if key not in given:
                meaning = schema["properties"][key]["description"]
                yield node, f"'{key}' is missing: add a line '{key}: …' with {meaning}"
    elif error.validator == "enum":
        yield node, f"{value} is none of these: {instead(str(given), schema['enum'])}"
    elif "propertyNames" in error.absolute_schema_path:
        key_node = next(key for key, _ in node.value if key.value == given)
        yield key_node, f"{given!r} can't be an id: {schema['description']}"
    else:
        key = str(error.absolute_path[-1]) if error.absolute_path else "this"
        yield node, f"{key}: {value} can't stand here: write {schema['description']}"


def _scalars(node: yaml.Node) -> Iterator[yaml.Node]:
    """Yield each plain text, number or date below a node."""
    if isinstance(node, yaml.ScalarNode):
        if node.style is None:
            yield node
    else:
        for child in node.value:
            for part in child if isinstance(child, tuple) else (child,):
                yield from _scalars(part)


def _repeated(node: yaml.Node) -> Iterator[yaml.Node]:
    """Yield each key that its mapping has already."""
    children: list[yaml.Node] = []
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key
            seen.add(str(key.value))
            children.append(value)
    elif isinstance(node, yaml.SequenceNode):
        children = node.value
    for child in children:
        yield from _repeated(child)
