"""The token list: a YAML file, read and checked."""

from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

import yaml

from strip_spam.files import UsageError, read_text
from strip_spam.spelling import INVISIBLE

SCRIPTS = ("Latin",)


class TokenListError(UsageError):
    """A token list that can't be used; the message names the file, the line and the key."""


class TokenList(NamedTuple):
    """What to look for."""

    tokens: tuple[str, ...]  # composed (NFC), each once, one space for each run of blanks
    scripts: frozenset[str] = frozenset()  # in whose lines words in another script are suspect
    allow: frozenset[str] = frozenset()  # words in another script that are welcome


def read_tokens(path: str) -> TokenList:
    """Return the token list that a file holds.

    Raises:
        FileError: the file can't be read.
        TokenListError: it is not YAML, or not a token list.
    """
    try:
        # Not the loader in C: a list that is nested deeply enough would crash it.
        root = yaml.compose(read_text(path), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "a character or a depth that YAML can't have"
        line = mark.line + 1 if mark else 1
        raise TokenListError(f"{path}:{line}: not YAML: {problem}: fix that line") from error
    if not isinstance(root, yaml.MappingNode):
        raise TokenListError(f"{path}:1: write the key 'tokens:' and below it '- ' and a token")
    found: dict[str, tuple[str, ...]] = {}
    for key, value in root.value:
        if key.value not in TokenList._fields:
            known = ", ".join(TokenList._fields)
            raise _error(path, key, f"unknown key '{key.value}': use {known}")
        if key.value in found:
            raise _error(path, key, f"key '{key.value}' stands here a second time: join the two")
        found[key.value] = tuple(dict.fromkeys(_texts(path, key.value, value)))
    if not found.get("tokens"):
        raise _error(path, root, "key 'tokens' is missing or empty: list at least one token")
    scripts, allow = (frozenset(found.get(key, ())) for key in ("scripts", "allow"))
    return TokenList(found["tokens"], scripts, allow)


def _texts(path: str, key: str, node: yaml.Node) -> Iterator[str]:
    """Yield the texts of a node that must be a list of them."""
    if not isinstance(node, yaml.SequenceNode):
        raise _error(path, node, f"key '{key}' needs a list: write each text on a line after '- '")
    for item in node.value:
        if item.tag != "tag:yaml.org,2002:str":
            raise _error(path, item, f"key '{key}': not a text: put it in quotes")
        text = normalize("NFC", " ".join(item.value.split()))
        if key == "scripts" and text not in SCRIPTS:
            raise _error(path, item, f"key 'scripts' takes {', '.join(SCRIPTS)}, not '{text}'")
        if key == "tokens" and (fault := fault_of(text)):
            raise _error(path, item, f"key 'tokens': {fault}")
        yield text


def fault_of(token: str) -> str | None:
    """Return why a token can't be looked for, None if it can."""
    shown = INVISIBLE.sub("", token)
    if sum(map(str.isalnum, shown)) < 2:
        return f"'{shown}' has fewer than two letters: write more"
    if not any(map(str.isalpha, shown)):
        return f"'{shown}' is only digits: add the word beside it"
    return None


def _error(path: str, node: yaml.Node, message: str) -> TokenListError:
    return TokenListError(f"{path}:{node.start_mark.line + 1}: {message}")
