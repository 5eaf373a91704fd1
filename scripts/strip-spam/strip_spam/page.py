"""A page with a placeholder for each hit, rendered; and what it is without some of them."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, compress

from strip_spam.cut import heal, widen
from strip_spam.find import Finder, Hit
from strip_spam.rendered import Renderer, any_of, heading_ids, placeholders, places, same_page

# To find the cuts that make another page, no more code points are rendered than this.
_MOST_PROVED = 1_000_000


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
        self._budget = max(_MOST_PROVED, 2 * len(source))
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

    def largest(self, marks: Sequence[str], gone: Sequence[str] = ()) -> Sequence[str]:
        """Return as many of these tokens as can go, with those that go already (`gone`)."""
        both = [*gone, *marks]
        if not marks or self._stays_without(both):
            return both
        if len(marks) == 1:
            return gone
        half = len(marks) // 2
        return self.largest(marks[half:], self.largest(marks[:half], gone))

    def _stays_without(self, gone: Collection[str]) -> bool:
        """Tell whether a page is the same without these tokens, and holds no new token."""
        healed = heal(self.text, gone).translate(dict.fromkeys(map(ord, gone)))
        self._budget -= len(healed)
        if self._budget < 0 or len(self._finder.find(healed)) > self._others:
            return False
        return same_page(self._html, self.renderer.html(healed), gone)

    def renamed(self, gone: Collection[str]) -> Iterator[tuple[str, set[str]]]:
        """Yield each token in a heading that gets other ids without it, and the ids that it had."""
        if not any(re.fullmatch("h[1-6]", self.spots[mark].name) for mark in gone):
            return
        texts = self.source, self.without(gone)[0]
        before, after = (heading_ids(self.renderer.html(text)) for text in texts)
        headings = heading_ids(self._html)
        for (text, _), (_, old), (_, new) in zip(headings, before, after, strict=False):
            for mark in set(gone).intersection(text) if old - new else ():
                yield mark, old - new
