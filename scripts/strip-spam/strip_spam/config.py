"""What a project says: `[tool.strip_spam]` in its `pyproject.toml`, and its `mkdocs.yml`."""

import os
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from strip_spam import data
from strip_spam.files import SUFFIXES, UsageError, read_text
from strip_spam.rendered import Renderer


class Config(NamedTuple):
    """What `[tool.strip_spam]` says, as paths from the working folder."""

    paths: Sequence[str] = ()  # the files and folders to heal
    tokens: str | None = None  # the token list
    mkdocs: str | None = None  # the configuration whose Markdown extensions pages are read with
    exclude: Sequence[str] = ()  # globs, as `walk` takes them
    suffixes: Sequence[str] = SUFFIXES  # of pages


_KINDS = {"paths": list, "exclude": list, "suffixes": list, "tokens": str, "mkdocs": str}
_KNOWN = "paths, exclude and suffixes (lists of texts), tokens and mkdocs (texts)"


def read_config() -> Config:
    """Return what the nearest `pyproject.toml` says, from the working folder upwards.

    Raises:
        FileError: it can't be read.
        UsageError: it is broken, or has a key that this tool does not know.
    """
    here = Path.cwd()
    home = next((at for at in (here, *here.parents) if (at / "pyproject.toml").is_file()), None)
    if not home:
        return Config()
    path = os.path.relpath(home / "pyproject.toml")
    try:
        table = tomllib.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: {error}") from error
    for key in ("tool", "strip_spam"):
        table = table.get(key, {})
        if not isinstance(table, dict):
            raise UsageError(f"{path}: {key} = {table!r}: write a table, [tool.strip_spam]")
    for key, value in table.items():
        texts = value if isinstance(value, list) else [value]
        if type(value) is not _KINDS.get(key) or any(not isinstance(text, str) for text in texts):
            raise UsageError(f"{path}: [tool.strip_spam] {key} = {value!r}: use {_KNOWN}")
        if key == "suffixes":
            texts = [*SUFFIXES, *(f".{text.lower().lstrip('.')}" for text in texts)]
        elif key == "exclude":  # without a slash, a glob is for any name
            texts = [os.path.relpath(home / t) if "/" in t.rstrip("/") else t for t in texts]
        else:
            texts = [os.path.relpath(home / text) for text in texts]
        table[key] = texts if isinstance(value, list) else texts[0]
    return Config(**table)


class _Loader(yaml.SafeLoader):
    """Reads MkDocs' configuration, whose tags (!ENV, Python names) say nothing of prose."""


_Loader.add_multi_constructor("", lambda *_: None)


def read_renderer(path: str) -> Renderer:
    """Return what renders pages as the site of an MkDocs configuration does.

    Raises:
        FileError: the file can't be read.
        UsageError: it is no MkDocs configuration.
    """
    try:
        config = yaml.load(read_text(path), Loader=_Loader)
        named = data.table("material")["mkdocs"].copy()
        listed = config.get("markdown_extensions") or []
        for entry in [listed] if isinstance(listed, dict) else listed:
            named |= {entry: {}} if isinstance(entry, str) else entry
        options = {}
        for name, given in named.items():  # an option that a tag gives is as if it were not set
            options[name] = {key: said for key, said in (given or {}).items() if said is not None}
        theme = config.get("theme")
        language = str(theme.get("language") or "en") if isinstance(theme, dict) else "en"
    except (yaml.YAMLError, AttributeError, TypeError, ValueError, RecursionError) as error:
        said = " ".join(str(error).split())
        raise UsageError(f"{path}: not a configuration of MkDocs: {said}") from error
    return Renderer(list(named), options, language)
