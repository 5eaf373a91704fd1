"""The token list: a YAML file, read and checked."""

from typing import NamedTuple
from unicodedata import normalize

import yaml

from strip_spam.files import UsageError, read_text
from strip_spam.spelling import INVISIBLE


class TokenList(NamedTuple):
    """What to look for."""

    tokens: tuple[str, ...]  # composed (NFC), each once, one space for each run of blanks
    scripts: frozenset[str] = frozenset()  # in whose lines words in another script are suspect
    allow: frozenset[str] = frozenset()  # words in another script that are welcome


def read_tokens(path: str) -> TokenList:
    """Return the token list that a file holds.

    Raises:
        FileError: the file can't be read.
        UsageError: it is not YAML, or not a token list; the message names file, line and key.
    """

    def error(node: yaml.Node, message: str) -> UsageError:
        return UsageError(f"{path}:{node.start_mark.line + 1}: {message}")

    try:
        # Not the loader in C: a list that is nested deeply enough would crash it.
        root = yaml.compose(read_text(path), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as cause:
        mark = getattr(cause, "problem_mark", None)
        problem = getattr(cause, "problem", None) or "a character or a depth that YAML can't have"
        line = mark.line + 1 if mark else 1
        raise UsageError(f"{path}:{line}: not YAML: {problem}: fix that line") from cause
    if not isinstance(root, yaml.MappingNode):
        raise UsageError(f"{path}:1: write the key 'tokens:' and below it '- ' and a token")
    found: dict[str, dict[str, None]] = {}
    for node, items in root.value:
        key = f"key '{node.value}'"
        if node.value not in TokenList._fields:
            raise error(node, f"unknown {key}: use {', '.join(TokenList._fields)}")
        if not isinstance(items, yaml.SequenceNode):
            raise error(items, f"{key} needs a list: write each text on a line after '- '")
        texts = found.setdefault(node.value, {})
        for item in items.value:
            if not (isinstance(item, yaml.ScalarNode) and item.tag == "tag:yaml.org,2002:str"):
                raise error(item, f"{key}: not a text: put it in quotes")
            text = normalize("NFC", " ".join(item.value.split()))
            if node.value == "scripts" and text != "Latin":
                raise error(item, f"{key} takes Latin, not '{text}'")
            if node.value == "tokens" and (fault := fault_of(text)):
                raise error(item, f"{key}: {fault}")
            texts[text] = None
    if not found.get("tokens"):
        raise error(root, "key 'tokens' is missing or empty: list at least one token")
    scripts, allow = (frozenset(found.get(key, ())) for key in ("scripts", "allow"))
    return TokenList(tuple(found["tokens"]), scripts, allow)


def fault_of(token: str) -> str | None:
    """Return why a token can't be looked for, None if it can."""
    shown = INVISIBLE.sub("", token)
    if sum(map(str.isalnum, shown)) > 1 and any(map(str.isalpha, shown)):
        return None
    return f"'{shown}' is too short or only digits: write two letters, or a letter and a digit"
