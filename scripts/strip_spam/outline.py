"""What a reader gets of a page, to tell whether a healed page is still the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from strip_spam.marks import pattern
from strip_spam.page import Page, text_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# What a reader gets although it holds no text.
_THINGS = "img, input:not([type=checkbox]), hr, br, svg, video, audio, iframe, object, embed"


def outline(page: Page, gone: Iterable[str] = ()) -> list[tuple[str, ...]]:
    """Return what a reader gets of a page: its elements and its words, in order.

    Args:
        page: the rendered page.
        gone: marks to leave out, with the elements that hold nothing else.

    Two pages with the same outline differ at most in blanks that stand beside no word, and in the
    anchors that are made from a heading's words.
    """
    gone = set(gone)
    mute = pattern(gone) if gone else None
    emptied = _emptied(page, mute) if mute else set()
    items: list[tuple[str, ...]] = []
    depths: dict[int, int] = {}
    for node in page.nodes():
        parent = node.parent.mem_id if node.parent else 0
        if node.mem_id in emptied or depths.get(parent, 0) < 0:
            depths[node.mem_id] = -1  # gone, and so is all that it holds
            continue
        depths[node.mem_id] = depth = depths.get(parent, 0) + 1
        text = text_of(node)
        if text is None:
            items.append((str(depth), str(node.tag), *_attributes(node, mute)))
        elif items and items[-1][0] == "text":
            items[-1] = ("text", items[-1][1] + text)
        else:
            items.append(("text", text))
    words = (
        item
        if item[0] != "text"
        else ("text", _closed_up(mute.sub("", item[1]) if mute else item[1]))
        for item in items
    )
    return [item for item in words if item != ("text", "")]


def skeleton(page: Page) -> list[tuple[str, ...]]:
    """Return the elements of a page without their words, ids and targets."""
    return [
        (item[0], item[1], *(part.partition("=")[0] for part in item[2:]))
        for item in outline(page)
        if item[0] != "text"
    ]


def _closed_up(text: str) -> str:
    """Return a text with one blank between words, and none elsewhere."""
    return re.sub(r"(?<!\w)\s+|\s+(?!\w)", "", re.sub(r"\s+", " ", text))


def _attributes(node: LexborNode, mute: re.Pattern[str] | None) -> Iterator[str]:
    for name, value in sorted(node.attributes.items()):
        if name == "id" or (value or "").startswith("#"):
            continue
        yield f"{name}={_closed_up(mute.sub('', value or '') if mute else value or '')}"


def _emptied(page: Page, mute: re.Pattern[str]) -> set[int]:
    """Return the ids of the outermost elements that hold nothing but these marks."""
    emptied = set()
    for node in page.nodes():
        if not mute.search(text_of(node) or ""):
            continue
        inner, outer = node, node.parent
        while outer and outer.tag != "body" and not _holds_more(outer, mute):
            inner, outer = outer, outer.parent
        if inner is not node:
            emptied.add(inner.mem_id)
    return emptied


def _holds_more(node: LexborNode, mute: re.Pattern[str]) -> bool:
    return bool(mute.sub("", node.text()).strip() or node.css_first(_THINGS))
