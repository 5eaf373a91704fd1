"""What a page says to machines, completed from what it says to readers."""

from __future__ import annotations

import json

from selectolax.lexbor import LexborHTMLParser

from evidence.data import Evidence


def complete(page: LexborHTMLParser, known: Evidence) -> bool:
    """Add headline, date of the last review and citations to a page's JSON-LD.

    The headline is the page's own, and the citations are the studies that it shows or cites. A
    page without such data stays as it is.

    Args:
        page: a built page; nothing but its JSON-LD changes.
        known: the evidence.

    Returns:
        Whether anything has changed.
    """
    script = page.css_first('script[type="application/ld+json"]')
    if script is None:
        return False
    heading = page.css_first("h1")
    shown = {node.id for node in page.css("h3[id]")}
    shown |= {(link.attributes["href"] or "").partition("#")[2] for link in page.css("a.cite")}
    data = json.loads(script.text()) | {
        "headline": " ".join(heading.text().split()) if heading else "",
        "lastReviewed": known.checked.isoformat(),
    }
    cited = [
        {"@type": "CreativeWork", "name": study.title, "url": study.link}
        for study in known.studies.values()
        if study.id in shown and not study.not_used
    ]
    if cited:
        data["citation"] = cited
    # Between script tags nothing is escaped, so that no text in it may end them.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c")
    if text == script.text():
        return False
    script.inner_html = text
    return True
