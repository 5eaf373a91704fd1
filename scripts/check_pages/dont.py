"""Lists of don'ts: each line says "do not", so that none can be misread."""

import re
from collections.abc import Iterator

_HEADING = re.compile(r"^[ \t]*#+[ \t]+(?P<words>.*)$", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+(?P<words>.*)$", re.MULTILINE)
_DO_NOT = re.compile(r"\W*do not\b", re.IGNORECASE)


def check_donts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset of each line of a list of don'ts that does not begin so, and what to write.

    A list of don'ts stands below a heading that begins with "Do not" or "Don't".
    """
    headings = list(_HEADING.finditer(text))
    ends = [*(heading.start() for heading in headings[1:]), len(text)]
    for heading, end in zip(headings, ends, strict=False):
        if re.match(r"\W*(do not|don['’]t)\b", heading["words"], re.IGNORECASE):
            for item in _ITEM.finditer(text, heading.end(), end):
                if not _DO_NOT.match(item["words"]):
                    yield (
                        item.start("words"),
                        f"a line in a list of don'ts: write 'Do not …' instead of "
                        f"'{' '.join(item['words'].split()[:3])} …'",
                    )
