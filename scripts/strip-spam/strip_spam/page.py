"""A page with a placeholder for each hit, rendered; and what it is without some of them."""

import re
from collections.abc import Collection, Sequence
from itertools import accumulate, compress

from strip_spam.cut import heal, widen
from strip_spam.find import Finder, Hit
from strip_spam.rendered import Renderer, any_of, heading_ids, placeholders, places, same_page


class Page:
    """A page as it is being healed.

    source, renderer: as it is written, and what renders it as its site does.
    hits, any_mark: what each placeholder stands for, and what finds them.
    text: the source with the placeholders, each in place of a hit and what would go with it.
    spots, shown: where each comes out, and what a reader sees, as `places` returns it.
    """

    def __init__(
        self, source: str, hits: Sequence[Hit], finder: Finder, renderer: Renderer
    ) -> None:
        self.source = source
        self.hits = dict(zip(placeholders(source, len(hits)), hits, strict=True))
        self.any_mark = any_of(self.hits)
        self._stretches: dict[str, tuple[int, int]] = {}
        parts, done = [""], 0
        for mark, hit in self.hits.items():
            start, end = widen(source, hit.start, hit.end)
            if start < done:  # a mark between two tokens goes with the first
                start, end = hit.start, hit.end
            self._stretches[mark] = start, end
            parts += source[done:start], mark
            done = end
        self.text = "".join((*parts, source[done:]))
        self._html = renderer.html(self.text)
        self.spots, self.shown = places(self._html, self.hits)
        self.renderer, self._finder = renderer, finder
        self._others = len(finder.find(self.text))  # a comment exempts them

    def without(self, gone: Collection[str]) -> tuple[str, Sequence[int]]:
        """Return the source without these tokens, and where each of its places is in that."""
        kept, end = bytearray(len(self.source)), 0
        split = self.any_mark.split
        for piece, healed in zip(split(self.text), split(heal(self.text, gone)), strict=True):
            start, end = self._stretches.get(piece, (end, end))
            if piece not in gone:
                stays = self.source[start:end] if piece in self.hits else healed
                first = self.source.index(stays, start)
                kept[first : first + len(stays)] = b"\1" * len(stays)
        return "".join(compress(self.source, kept)), [0, *accumulate(kept)]

    def fault(self, gone: Collection[str], named: Collection[str]) -> tuple[str, str] | None:
        """Return the rule against cutting these tokens together, and what makes it apply.

        `named` are the fragments that links name.
        """
        healed = heal(self.text, gone).translate(dict.fromkeys(map(ord, gone)))
        html = self.renderer.html(healed)
        if len(self._finder.find(healed)) > self._others or not same_page(self._html, html, gone):
            return "unsafe", ""
        if any(re.fullmatch("h[1-6]", self.spots[mark].name) for mark in gone):
            pages = map(self.renderer.html, (self.source, self.without(gone)[0]))
            for old, new in zip(*map(heading_ids, pages), strict=False):
                if lost := sorted((old - new).intersection(named)):
                    return "anchor", lost[0]
        return None
