"""A stylesheet, cut to what a page can use.

A rule belongs to a page if every class, id, element, attribute and value of one that its selector
names occurs there. That keeps what hover, focus, a wider window or paper call for, so that a page
needs no other sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import Any, NamedTuple

import tinycss2
from tinycss2.ast import Node

# Of what these hold, one alternative is enough; what `:not` names need not be there at all.
_EITHER = frozenset(("is", "where", "has", "matches", "-webkit-any", "-moz-any"))
_NESTING = frozenset(("media", "supports", "layer", "container"))

_STRING = r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
_BLANKS = re.compile(_STRING + r"|\s+")
_COMBINATOR = re.compile(_STRING + r"|\s*([>+~,])\s*")
_WORDS = re.compile(r"[\w-]+")
_KEYFRAMES = re.compile(r"@[\w-]*keyframes\s+([\w-]+)", re.IGNORECASE)


class Selector(NamedTuple):
    """A selector, and what must occur in a page for it.

    Attributes:
        text: the selector.
        names: classes (`.name`), ids (`#name`), elements (`name`), attributes (`[name]`)
            and their values (`=value`), all of them needed.
        either: groups of alternatives, one of each needed.
    """

    text: str
    names: frozenset[str]
    either: tuple[tuple[Selector, ...], ...]

    def all_names(self) -> Iterator[str]:
        """Yield all that it names, the alternatives' names among it."""
        yield from self.names
        for group in self.either:
            for alternative in group:
                yield from alternative.all_names()

    def fits(self, occurring: Set[str]) -> bool:
        """Tell whether all that the selector names occurs."""
        return self.names <= occurring and all(
            any(alternative.fits(occurring) for alternative in group) for group in self.either
        )


class Rule(NamedTuple):
    """A rule, or a block of rules.

    Attributes:
        selectors: a rule's; empty for a block.
        declarations: name and value of each of a rule's declarations.
        head: what stands in front of the brace of a block.
        rules: what a block holds.
        text: a rule that is kept as it is.
    """

    selectors: tuple[Selector, ...] = ()
    declarations: tuple[tuple[str, str], ...] = ()
    head: str = ""
    rules: tuple[Rule, ...] = ()
    text: str = ""


def parse(css: str) -> tuple[Rule, ...]:
    """Return the rules of a stylesheet, in their order.

    Raises:
        ValueError: it can't be parsed, or it imports another.
    """
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return tuple(_rules(nodes))


def cut(sheet: Sequence[Rule], occurring: Set[str]) -> str:
    """Return the part of a stylesheet that a page can use, as text.

    Args:
        sheet: the rules.
        occurring: what occurs in the page, written as in `Selector.names`.
    """
    kept = tuple(_kept(sheet, occurring))
    # A custom property or an animation that nothing uses any more goes, and then what only it used.
    while True:
        used = set(_WORDS.findall(" ".join(_values(kept))))
        fewer = tuple(_without_unused(kept, used))
        if fewer == kept:
            return "".join(map(_text, kept))
        kept = fewer


class Cutter:
    """Cuts one stylesheet for many pages; those that are alike share their cut."""

    def __init__(self, sheet: Sequence[Rule]) -> None:
        """Keep the rules, and what they name."""
        self._sheet = sheet
        self._names = frozenset(_names(sheet))
        self._cuts: dict[frozenset[str], str] = {}

    def cut(self, occurring: Set[str]) -> str:
        """Return what `cut` does."""
        named = self._names & occurring
        if named not in self._cuts:
            self._cuts[named] = cut(self._sheet, named)
        return self._cuts[named]


def _names(rules: Sequence[Rule]) -> Iterator[str]:
    """Yield all that selectors name."""
    for rule in rules:
        yield from _names(rule.rules)
        for selector in rule.selectors:
            yield from selector.all_names()


def _rules(nodes: Sequence[Node]) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "error":
            raise ValueError(f"line {node.source_line}: {node.message}")
        if node.type == "qualified-rule":
            if broken := next((t for t in node.prelude if t.type == "error"), None):
                raise ValueError(f"line {broken.source_line}: {broken.message}")
            yield Rule(
                selectors=tuple(_selectors(node.prelude)), declarations=tuple(_declarations(node))
            )
        elif node.lower_at_keyword == "import":
            raise ValueError(
                f"line {node.source_line}: @import: name the sheet in the page instead"
            )
        elif node.lower_at_keyword in _NESTING and node.content is not None:
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            head = f"@{node.at_keyword} {_line(tinycss2.serialize(node.prelude))}"
            yield Rule(head=head, rules=tuple(_rules(inner)))
        elif node.lower_at_keyword != "charset":
            yield Rule(text=_line(node.serialize()))


def _declarations(rule: Node) -> Iterator[tuple[str, str]]:
    for node in tinycss2.parse_blocks_contents(
        rule.content, skip_comments=True, skip_whitespace=True
    ):
        if node.type == "declaration" and not any(t.type == "error" for t in node.value):
            value = tinycss2.serialize(node.value).strip()
            yield node.name, _line(value) + ("!important" if node.important else "")
        elif node.type not in (
            "error",
            "declaration",
        ):  # a browser leaves out what it can't read, and so do we
            yield "", node.serialize()


def _selectors(tokens: Sequence[Node]) -> Iterator[Selector]:
    """Yield the selectors of a list."""
    selector: list[Node] = []
    for token in (*tokens, None):
        if token is None or token == ",":
            yield _selector(selector)
            selector = []
        else:
            selector.append(token)


def _selector(tokens: Sequence[Node]) -> Selector:
    names, either = set(), []
    before: Any = None
    for token in tokens:
        if token.type == "ident" and before == ".":
            names.add(f".{token.value}")
        elif token.type == "ident" and before != ":":
            names.add(token.lower_value)
        elif token.type == "hash":
            names.add(f"#{token.value}")
        elif token.type == "[] block":
            names.update(_attribute(token.content))
        elif token.type == "function" and token.lower_name in _EITHER:
            either.append(tuple(_selectors(token.arguments)))
        before = token
    text = _COMBINATOR.sub(lambda m: m[1] or m[2], _line(tinycss2.serialize(tokens)))
    return Selector(text, frozenset(names), tuple(either))


def _attribute(condition: Sequence[Node]) -> Iterator[str]:
    """Yield the name of an attribute, and the value that it must have, if it must have just one."""
    tokens = [token for token in condition if token.type != "whitespace"]
    yield f"[{tokens[0].lower_value}]"
    if len(tokens) == 3 and tokens[1] == "=":
        yield f"={tokens[2].value}"


def _kept(rules: Sequence[Rule], occurring: Set[str]) -> Iterator[Rule]:
    """Yield what can be used, in order."""
    for rule in rules:
        if rule.selectors:
            if selectors := tuple(s for s in rule.selectors if s.fits(occurring)):
                yield rule._replace(selectors=selectors)
        elif rule.head:
            if inner := tuple(_kept(rule.rules, occurring)):
                yield rule._replace(rules=inner)
        else:
            yield rule


def _values(rules: Sequence[Rule]) -> Iterator[str]:
    """Yield all that may use a custom property or an animation."""
    for rule in rules:
        yield rule.head
        yield _KEYFRAMES.sub("", rule.text)
        yield from (value for _, value in rule.declarations)
        yield from _values(rule.rules)


def _without_unused(rules: Sequence[Rule], used: Set[str]) -> Iterator[Rule]:
    """Yield the rules without what nothing uses, and without what is then empty."""
    for rule in rules:
        if rule.selectors:
            left = tuple(
                (name, value)
                for name, value in rule.declarations
                if not name.startswith("--") or name in used
            )
            if left:
                yield rule._replace(declarations=left)
        elif rule.head:
            if inner := tuple(_without_unused(rule.rules, used)):
                yield rule._replace(rules=inner)
        elif not (animation := _KEYFRAMES.match(rule.text)) or animation[1] in used:
            yield rule


def _text(rule: Rule) -> str:
    if rule.selectors:
        body = ";".join(f"{name}:{value}" if name else value for name, value in rule.declarations)
        return f"{','.join(selector.text for selector in rule.selectors)}{{{body}}}"
    if rule.head:
        return f"{rule.head}{{{''.join(map(_text, rule.rules))}}}"
    return rule.text


def _line(text: str) -> str:
    """Return CSS with one blank for each run of them outside of strings."""
    return _BLANKS.sub(lambda m: m[1] or " ", text.strip())
