"""What a project says to this tool: `[tool.strip_spam]` in its `pyproject.toml`."""

import os
import tomllib
from dataclasses import dataclass

from strip_spam.files import decode, read
from strip_spam.matcher import Matcher
from strip_spam.tokens import parse_tokens


class UsageError(Exception):
    """A command line or a configuration that can't be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Config:
    """What `[tool.strip_spam]` in a `pyproject.toml` says, as paths from the working folder."""

    paths: tuple[str, ...] = ()
    tokens: str | None = None


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
    if unknown := sorted(table.keys() - {"paths", "tokens"}):
        raise UsageError(f"{shown}: [tool.strip_spam] knows paths and tokens, not {unknown[0]!r}")
    paths, tokens = table.get("paths", []), table.get("tokens")
    if not (isinstance(paths, list) and all(isinstance(path, str) for path in paths)):
        raise UsageError(f"{shown}: [tool.strip_spam] paths must be a list of texts")
    if not isinstance(tokens, str | None):
        raise UsageError(f"{shown}: [tool.strip_spam] tokens must be a text")
    base = os.path.dirname(shown)
    return Config(
        tuple(os.path.join(base, path) for path in paths), tokens and os.path.join(base, tokens)
    )


def read_matcher(path: str) -> Matcher:
    """Return what finds the tokens of the list in a file.

    Raises:
        FileError: the file can't be read.
        TokenListError: it holds no token list.

    """
    return Matcher(parse_tokens(decode(read(path), path), path))
