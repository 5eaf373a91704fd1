"""Ways to reach a spammer: addresses, names and numbers beside a token."""

import re
from functools import cache
from pathlib import Path
from unicodedata import normalize

import yaml

# Within a sentence spam is terse: of other people's long sentences with an address in them, half
# or more have it further away than this, in code points.
_REACH = 24
# Where a sentence ends, but not within a number parted by full stops.
# Finds "a. B" and "a.) B", not "010. 1234" or "a.b".
_ENDS = re.compile(r"""(?<=\S)[.!?…]+["'”’»)\]]*\s+(?!\d)|[。！？]""")


@cache
def contacts() -> list[tuple[re.Pattern[str], list[str], list[str]]]:
    """Return the rows of `contacts.yml`: patterns, each with what it finds and what it does not."""
    rows = yaml.safe_load(Path(__file__).with_name("contacts.yml").read_bytes())
    return [(re.compile(row["way"], re.VERBOSE), row["found"], row["missed"]) for row in rows]


def contact(before: str, after: str) -> str | None:
    """Return a way to reach somebody in the sentence around a place, None if there is none.

    Args:
        before: the text before the place, without links and code.
        after: the text after it.
    """
    parts = _ENDS.split(before)[-1][-4 * _REACH :], _ENDS.split(after)[0][: 4 * _REACH]
    for part, ahead in zip(parts, (False, True), strict=True):
        text = normalize("NFKC", part)  # spam writes in other forms of letters and digits
        for pattern, *_ in contacts():
            for found in pattern.finditer(text):
                if (found.start() if ahead else len(text) - found.end()) <= _REACH:
                    return found[0]
    return None
