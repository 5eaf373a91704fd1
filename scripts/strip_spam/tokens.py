"""The token list: a YAML file, read and checked."""

from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

import yaml

from strip_spam.spellings import INVISIBLE

KEYS = ("tokens", "scripts", "allow")
SCRIPTS = ("Latin",)


class TokenListError(ValueError):
    """A token list that can't be used; the message names the file, the line and the key."""


class TokenList(NamedTuple):
    """What to look for.

    Attributes:
        tokens: the spam tokens, in Unicode's composed form (NFC), each once, the longest first.
        scripts: the scripts whose lines are searched for words in another script; empty for none.
        allow: words in another script that are welcome.
    """

    tokens: tuple[str, ...]
    scripts: frozenset[str] = frozenset()
    allow: frozenset[str] = frozenset()


def parse_tokens(text: str, name: str) -> TokenList:
    """Return the token list that a YAML text holds.

    Args:
        text: the YAML.
        name: what to call it in messages, such as its path.

    Raises:
        TokenListError: the text is no YAML, or holds something else than a token list.
    """
    try:
        # Not the loader in C: a list that is nested deeply enough would crash it.
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or "a character that YAML does not allow"
        raise TokenListError(f"{name}:{line}: not YAML: {problem}: mend that line") from error
    except RecursionError as error:
        raise TokenListError(f"{name}:1: not a token list: nested too deeply") from error
    if root is None:
        raise TokenListError(f"{name}:1: the list is empty: write 'tokens:' and a token a line")
    if not isinstance(root, yaml.MappingNode):
        raise _error(name, root, "the list needs keys: write 'tokens:' and a token a line")

    found: dict[str, list[str]] = {}
    for key, value in root.value:
        if key.value not in KEYS:
            raise _error(name, key, f"unknown key '{key.value}': use {', '.join(KEYS)}")
        if key.value in found:
            raise _error(name, key, f"key '{key.value}' stands here a second time: join the two")
        found[key.value] = list(_texts(name, key.value, value))

    if not found.get("tokens"):
        raise _error(name, root, "key 'tokens' is missing or empty: list a token a line below it")
    tokens = dict.fromkeys(found["tokens"])
    return TokenList(
        tokens=tuple(sorted(tokens, key=lambda token: (-len(token), token))),
        scripts=frozenset(found.get("scripts", ())),
        allow=frozenset(found.get("allow", ())),
    )


def _texts(name: str, key: str, node: yaml.Node) -> Iterator[str]:
    """Yield the texts in a node that must be a list of them, in composed form."""
    if not isinstance(node, yaml.SequenceNode):
        raise _error(name, node, f"key '{key}' needs a list: write each text on a line after '- '")
    for item in node.value:
        if item.tag != "tag:yaml.org,2002:str":
            raise _error(name, item, f"key '{key}' holds something that is no text: quote it")
        text = normalize("NFC", item.value.strip())
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise _error(name, item, f"key '{key}' holds half a character: write it out")
        if key == "tokens" and len(INVISIBLE.sub("", text)) < 2:
            raise _error(name, item, "key 'tokens' holds a token of less than two letters")
        if key == "tokens" and INVISIBLE.search(text):
            raise _error(name, item, "key 'tokens' holds a token with an invisible character in it")
        if key == "scripts" and text not in SCRIPTS:
            raise _error(name, item, f"key 'scripts' knows {', '.join(SCRIPTS)}, not '{text}'")
        yield text


def _error(name: str, node: yaml.Node, message: str) -> TokenListError:
    return TokenListError(f"{name}:{node.start_mark.line + 1}: {message}")
