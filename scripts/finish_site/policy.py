"""A Content-Security-Policy for each page: the site itself, and the page's own inline code."""

import re
from base64 import b64encode
from hashlib import sha256

_CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
_POLICY = re.compile(r"<meta\b[^>]*Content-Security-Policy", re.IGNORECASE)
_INLINE = {
    "script-src": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=[^>\s]*json)[^>]*>(.*?)</script>", re.DOTALL
    ),
    "style-src": re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL),
}


def protect(html: str) -> str:
    """Add a policy to a page that has none.

    It allows the site's own pictures, scripts and data, and inline code by its hash; no other
    host, no plug-in, no frame, no form that is sent away.
    """
    charset = _CHARSET.search(html)
    if not charset or _POLICY.search(html):
        return html
    policy = ["default-src 'none'", "img-src 'self' data:", "connect-src 'self'"]
    for name, inline in _INLINE.items():
        hashes = [f"'sha256-{_hash(code)}'" for code in dict.fromkeys(inline.findall(html))]
        policy.append(" ".join((name, "'self'", *hashes)))
    policy += ["base-uri 'none'", "form-action 'none'"]
    meta = f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(policy)}">'
    return html[: charset.end()] + meta + html[charset.end() :]


def _hash(code: str) -> str:
    read = code.replace("\r\n", "\n").replace("\r", "\n")  # as a browser reads it
    return b64encode(sha256(read.encode()).digest()).decode()
