"""What a project says to this tool: `[tool.strip_spam]` in its `pyproject.toml`."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from strip_spam.files import read_text
from strip_spam.matcher import Matcher
from strip_spam.tokens import parse_tokens

if TYPE_CHECKING:
    from strip_spam.page import Renderer

# MkDocs adds these to what its configuration names.
_MKDOCS_EXTENSIONS = ("toc", "tables", "fenced_code")


class UsageError(Exception):
    """A command line or a configuration that can't be used; the message says why."""


class Config(NamedTuple):
    """What `[tool.strip_spam]` says, as paths from the working folder.

    Attributes:
        paths: the files and folders to heal.
        tokens: the token list.
        mkdocs: the MkDocs configuration whose Markdown extensions the pages are read with.
    """

    paths: tuple[str, ...] = ()
    tokens: str | None = None
    mkdocs: str | None = None


def read_config(folder: str | None = None) -> Config:
    """Return what the nearest `pyproject.toml`, from a folder upwards, says to this tool.

    Args:
        folder: where to begin; the working folder if it isn't given.

    Raises:
        UsageError: it is broken, or has a key that this tool does not know.
    """
    folder = os.path.abspath(folder or os.getcwd())
    while not os.path.isfile(path := os.path.join(folder, "pyproject.toml")):
        folder, before = os.path.dirname(folder), folder
        if folder == before:
            return Config()
    shown = os.path.relpath(path)
    try:
        with open(path, "rb") as file:
            table = tomllib.load(file).get("tool", {}).get("strip_spam", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{shown}: {error}") from error
    named = f"{shown}: [tool.strip_spam]"
    if unknown := sorted(table.keys() - {"paths", "tokens", "mkdocs"}):
        raise UsageError(f"{named} knows paths, tokens and mkdocs, not {unknown[0]!r}")
    paths = table.get("paths", [])
    if not (isinstance(paths, list) and all(isinstance(path, str) for path in paths)):
        raise UsageError(f"{named} paths must be a list of texts")
    for key in ("tokens", "mkdocs"):
        if not isinstance(table.get(key, ""), str):
            raise UsageError(f"{named} {key} must be a text")

    def from_here(path: str) -> str:
        return os.path.join(os.path.dirname(shown), path)

    return Config(
        paths=tuple(map(from_here, paths)),
        tokens=from_here(table["tokens"]) if "tokens" in table else None,
        mkdocs=from_here(table["mkdocs"]) if "mkdocs" in table else None,
    )


def read_matcher(path: str) -> Matcher:
    """Return what finds the tokens of the list in a file.

    Raises:
        FileError: the file can't be read.
        TokenListError: it holds no token list.
    """
    return Matcher(parse_tokens(read_text(path), path))


class _Loader(yaml.SafeLoader):
    """Reads MkDocs' configuration, whose tags (!ENV, Python names) say nothing of prose."""


_Loader.add_multi_constructor("", lambda *_: None)


def read_renderer(path: str | None) -> Renderer:
    """Return what renders pages as the site of an MkDocs configuration does.

    Args:
        path: the configuration; without one the extensions are those that Material's sites use.

    Raises:
        FileError: the file can't be read.
        UsageError: it is no MkDocs configuration.
    """
    from strip_spam.page import Renderer  # a page without a token needs none

    if path is None:
        return Renderer()
    try:
        config = yaml.load(read_text(path), Loader=_Loader)
        named = list(_extensions(config.get("markdown_extensions") or []))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UsageError(f"{path}:{line}: not YAML: {error.problem}: mend that line") from error
    except (yaml.YAMLError, AttributeError, TypeError, ValueError) as error:
        raise UsageError(f"{path}: not a configuration of MkDocs: {error}") from error
    settings = {name: options for name, options in named if options}
    return Renderer([*_MKDOCS_EXTENSIONS, *(name for name, _ in named)], settings)


def _extensions(entries: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield name and settings of each extension, in any of the ways that MkDocs reads them."""
    for entry in entries.items() if isinstance(entries, dict) else entries:
        if isinstance(entry, str):
            yield entry, {}
        elif isinstance(entry, dict):
            yield from _extensions(entry)
        else:
            name, options = entry
            yield name, {key: value for key, value in (options or {}).items() if value is not None}
