"""A page as it is published: what it carries inline, what may run, and how heavy it may be."""

import gzip
import json
import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin
from selectolax.lexbor import LexborHTMLParser

_MOST = 14_600  # bytes that a new connection carries before it must wait: ten segments (RFC 6928)
# A page with many studies may be longer, if what is above them is not; so may one
# that names them all, by less.
_MANY_STUDIES, _MOST_WITH_STUDIES, _MOST_WITH_NAMES = 10, 22_000, 18_000
_STUDY = re.compile(r"<details\s[^>]*\bclass=[\"']?[^\"'>]*\bstudy\b")
_PARTS = re.compile(r"(?s)<(?P<tag>style|svg|script)\b.*?</(?P=tag)>")

_INLINE = {
    "script-src": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=[^>\s]*json)[^>]*>(.*?)</script>", re.DOTALL
    ),
    "style-src": re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL),
}


def inline(folder: str, name: str) -> str:
    """Return the text of a file in a folder, to be put into <style> or <script>."""
    text = Path(folder, name).read_text("utf-8")
    if name.endswith(".css"):
        text = str(cssmin(text))
    return text.replace("</", "<\\/")  # no text in it may end the element


def names_in(html: str) -> set[str]:
    """Return the names of the elements and of the classes in the HTML of a page."""
    elements = LexborHTMLParser(html).css("body *")
    classes = [(element.attributes.get("class") or "").split() for element in elements]
    return {element.tag or "" for element in elements}.union(*classes)


def finished(html: str) -> str:
    """Return a page as it is published: its scripts short, and with a content security policy.

    It allows the site's own images, scripts and data, and the page's inline code by its hash; no
    other host, no plug-in, no frame, no form that is sent away.
    """
    html = _INLINE["script-src"].sub(lambda m: m[0].replace(m[1], jsmin(m[1])), html)
    policy = "default-src 'none'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; "
    for name, code in _INLINE.items():
        digests = [sha256(text.encode()).digest() for text in dict.fromkeys(code.findall(html))]
        hashes = [f"'sha256-{b64encode(digest).decode()}'" for digest in digests]
        policy += " ".join((name, "'self'", *hashes)) + "; "
    policy += "base-uri 'none'; form-action 'none'"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return re.sub(r"(?i)<meta charset=[^>]*>", lambda charset: charset[0] + meta, html, count=1)


def over_budget(html: str) -> str:
    """Return by how much a published page is too heavy, and what is heaviest in it; or nothing."""
    above, *studies = _STUDY.split(html)
    most = _MOST_WITH_STUDIES if len(studies) > _MANY_STUDIES else _MOST
    most = _MOST_WITH_NAMES if '<ul class="lines">' in html else most
    for where, part, limit in (("the page", html, most), ("above its studies", above, _MOST)):
        if (over := _weight(part) - limit) > 0:
            parts = {"words": _PARTS.sub("", part), "style": "", "drawings": "", "script": ""}
            for match in _PARTS.finditer(part):
                parts["drawings" if match["tag"] == "svg" else match["tag"]] += match[0]
            weight, name = max((_weight(text), name) for name, text in parts.items())
            remedy = f"the heaviest is its {name}, {weight:,} bytes"
            return f"{where}: {over:,} bytes over its limit of {limit:,} (compressed): {remedy}"
    return ""


def _weight(text: str) -> int:
    """Return how many bytes a text has once it is compressed."""
    return len(gzip.compress(text.encode(), 9, mtime=0))


def worker(source: str, site: str, folder: Path, beside: Iterable[str]) -> str:
    """Return the service worker that stores the site built in a folder, to be read offline.

    `source` is what it does, as JavaScript; `site` the address that the pages were built for;
    `beside` are the files that pages need, too.
    """
    pages = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("index.html"))
    files = [*pages, *beside]
    bytes_ = b"".join(folder.joinpath(path).read_bytes() for path in files) + source.encode()
    urls = [path.removesuffix("index.html") for path in files]
    built = {"version": sha256(bytes_).hexdigest()[:16], "site": site, "files": urls}
    head = "".join(f"const {name}={json.dumps(value)};" for name, value in built.items())
    return head + str(jsmin(source))
