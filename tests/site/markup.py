"""What the site promises of its files, as functions that find where the text of a page breaks it.

Each returns lines "page: rule: element"; an empty list is what the tests want.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import html5lib
from selectolax.lexbor import LexborHTMLParser, LexborNode

from conftest import NOT_FOUND, file_of, pages_of, parse

# Attributes that name elements of the same page.
NAMING = (
    "aria-labelledby aria-describedby aria-controls aria-owns aria-activedescendant for list "
    "popovertarget commandfor"
).split()
# Other files are for hosts and crawlers, or a page links to them.
ASKED_FOR = set(
    ".avif .css .gif .ico .jpeg .jpg .js .json .map .mp3 .png .svg .webp .woff2".split()
)
# Looks that belong in the stylesheet (HTML Standard, "Non-conforming features").
OBSOLETE = set(
    "align alink background bgcolor border cellpadding cellspacing char clear compact face frame "
    "hspace language link longdesc noshade nowrap rules scrolling text valign vlink vspace".split()
)


def shown(node: LexborNode) -> str:
    """Return how an element begins."""
    html = " ".join(str(node.html).split())
    return html if len(html) <= 160 else f"{html[:160]}…"


def syntax(text: str, name: str) -> list[str]:
    """What a browser would have to put right, by html5lib's reading of the HTML Standard."""
    parser = html5lib.HTMLParser()
    parser.parse(text)
    return [f"{name}: line {line}: {rule} {what}" for (line, _), rule, what in parser.errors]


def identity(text: str, name: str) -> Iterator[str]:
    """Ids that stand twice or are empty, and references to ids that stand nowhere."""
    nodes = LexborHTMLParser(text).css("*")
    ids = Counter(node.attributes["id"] or "" for node in nodes if "id" in node.attributes)
    yield from (f"{name}: id twice: {id_}" for id_, times in ids.items() if times > 1 or not id_)
    for node in nodes:
        for attribute in NAMING:
            if not ids.keys() >= set((node.attributes.get(attribute) or "").split()):
                yield f"{name}: {attribute} names nothing: {shown(node)}"


def frame(text: str, name: str) -> Iterator[str]:
    """What axe does not see: looks in attributes, parts that are missing or closed at first."""
    page = LexborHTMLParser(text)
    for node in page.css("body *"):
        for attribute in OBSOLETE & node.attributes.keys():
            yield f"{name}: no such attribute: {attribute}: {shown(node)}"
    for part in ("header", "main", "footer", "main h1"):
        if (times := len(page.css(part))) != 1:
            yield f"{name}: {times} times: {part}"
    for node in page.css("nav:not([aria-label]):not([aria-labelledby])"):
        yield f"{name}: navigation without a name: {shown(node)}"
    for node in page.css("button:not([aria-label]), a[href]:not([aria-label])"):
        if not (node.text().strip() or node.css("[alt]:not([alt='']), [aria-label]")):
            yield f"{name}: has no name: {shown(node)}"


# Links and files.

LINKED = ("href", "src", "srcset", "poster", "action", "data-script", "data-index")


def references(page: LexborHTMLParser) -> Iterator[tuple[LexborNode, str]]:
    """Yield each element that names an address, with the address as it is written."""
    for node in page.css("*"):
        for attribute in LINKED:
            value = (node.attributes.get(attribute) or "").strip()
            for part in value.split(",") if attribute == "srcset" else [value]:
                if attribute in node.attributes:
                    yield node, (part.split() or [""])[0]
        if node.tag == "meta" and node.attributes.get("property") in ("og:image", "og:url"):
            yield node, node.attributes.get("content") or ""


def target(reference: str, at: str, address: str) -> str | None:
    """Return the path below the site's address that a reference leads to; None if it leads away."""
    url = urldefrag(urljoin(at, reference)).url.partition("?")[0]
    return unquote(url.removeprefix(address)) if url.startswith(address) else None


def links(site: Path, address: str) -> Iterator[str]:
    """Everything a page refers to within the site and that is not there."""
    pages = {path: parse(site, path) for path in pages_of(site)}
    ids = {file_of(path): {node.id for node in page.css("[id]")} for path, page in pages.items()}
    origin = "{0.scheme}://{0.netloc}/".format(urlsplit(address))
    for path, page in pages.items():
        for node, reference in references(page):
            url = urljoin(address + path, reference)
            if not url.startswith("http"):
                continue
            leads = target(reference, address + path, address)
            if leads is None:
                if url.startswith(origin):
                    yield f"{path}: leaves the site's path: {shown(node)}"
                elif node.tag != "a":
                    yield f"{path}: asks another host: {shown(node)}"
                continue
            if path == NOT_FOUND and not reference.startswith(("#", "/", "http")):
                yield f"{path}: works at one depth only: {shown(node)}"
            place = unquote(urlsplit(url).fragment)
            if not (site / file_of(leads)).is_file():
                yield f"{path}: leads nowhere: {shown(node)}"
            elif place and place not in ids.get(file_of(leads), ()):
                yield f"{path}: no such place: {shown(node)}"


def targets(site: Path, address: str) -> dict[str, list[str]]:
    """Return the ids on each page that links of the site lead to."""
    found: dict[str, set[str]] = {path: set() for path in pages_of(site)}
    for path in found:
        for node, reference in references(parse(site, path)):
            fragment = urlsplit(reference).fragment
            leads = target(reference, address + path, address)
            if node.tag == "a" and fragment and leads in found:
                found[leads].add(fragment)
    return {path: sorted(ids) for path, ids in found.items()}


def orphans(site: Path) -> list[str]:
    """Files that a page would show or run, and that no page and no script names."""
    files = {path for path in site.rglob("*") if path.suffix in ASKED_FOR}
    asking = [path for path in site.rglob("*") if path.suffix in (".html", ".js")]
    said = "".join(path.read_text("utf-8") for path in asking)
    names = sorted(path.relative_to(site).as_posix() for path in files if path.name not in said)
    return [f"{name}: no page asks for it" for name in names]
