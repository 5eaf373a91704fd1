"""Spam where `strip-spam` does not look: beside the pages, and in lines of another script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from strip_spam.suspects import suspects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from strip_spam.find import Finder


def check_spam(text: str, matcher: Finder) -> Iterator[tuple[int, str]]:
    """Yield the offset of each listed token and each suspect in a file, and what to do.

    For the data file, the drawings and the configuration: nothing strips those.
    """
    hits = matcher.find(text)
    for hit in hits:
        yield hit.start, f"holds the spam token {hit.token}: take it out"
    if matcher.tokens.scripts:
        for hit, (_, message) in suspects(text, hits, matcher):
            yield hit.start, message


def check_language(text: str, matcher: Finder) -> Iterator[tuple[int, str]]:
    """Yield the offset of each word in another script that has a line of a page to itself.

    To `strip-spam` such a line is in another language; but these pages are in English.
    """
    if not matcher.tokens.scripts:
        return
    hits = matcher.find(text)
    in_latin = {hit.start for hit, _ in suspects(text, hits, matcher)}
    as_one_line = text.replace("\r", " ").replace("\n", " ")
    for hit, _ in suspects(as_one_line, hits, matcher):
        line = text[text.rfind("\n", 0, hit.start) + 1 :].partition("\n")[0]
        if hit.token.isalpha() and hit.start not in in_latin and "lang=" not in line:
            remedy = "take it out, list it under 'tokens' or 'allow', or mark it with lang"
            yield hit.start, f"'{hit.token}' is in another script, on a page in English: {remedy}"
