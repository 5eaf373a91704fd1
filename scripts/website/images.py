"""What can't be published beside the pages: heavy images, stray documents, SVG with script."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

from strip_spam.files import SUFFIXES
from website.findings import Finding, line_at
from website.rules import broken

_HEAVIEST_IMAGE, _HEAVIEST_DRAWING = 200_000, 8_000  # bytes; a drawing is in the page itself
_IMAGES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".svg")
_USE = re.compile(r"""<use\s[^<]*?href\s*=\s*["'](?P<file>(?:[\w-]+\.svg)?)#(?P<id>[^"']*)""")


def check_files(paths: Iterable[str]) -> Iterator[Finding]:
    """Yield what is wrong with images, drawings and documents among some files."""
    for path in map(Path, paths):
        kind, in_drawings = path.suffix.lower(), path.parent.name == "drawings"
        data = path.read_bytes() if kind in _IMAGES else b""
        most = _HEAVIEST_DRAWING if in_drawings else _HEAVIEST_IMAGE
        what = "page" if path.name.endswith(SUFFIXES) else "file"
        wrong = [message for _, message in broken("file", f"{what} {path}")[:1]]
        if len(data) > most and not wrong:
            wrong.append(f"it has {len(data):,} bytes: make it lighter, {most:,} at most")
        wrong += [message for _, message in broken("image", data.decode("latin-1"))]
        yield from (Finding(str(path), 1, message) for message in wrong)
        if kind == ".svg":
            yield from _check_svg(path, data, ["svg", *["drawing"] * in_drawings])


def _check_svg(path: Path, data: bytes, kinds: Iterable[str]) -> Iterator[Finding]:
    try:
        svg = data.decode("utf-8-sig")
        ElementTree.fromstring(svg)
    except (ElementTree.ParseError, UnicodeDecodeError) as error:
        message = f"it can't be read as a drawing ({error}): save it as plain SVG"
        yield Finding(str(path), getattr(error, "position", (1,))[0], message)
        return
    found = [one for kind in kinds for one in broken(kind, svg)]
    for use in _USE.finditer(svg):
        other = path.with_name(use["file"] or path.name)
        there = other.read_text("utf-8", "replace") if other.is_file() else ""
        if f'id="{use["id"]}"' not in there:
            name = f"{use['file']}#{use['id']}"
            found.append((use, f"there is no drawing '{name}': write FILE.svg#ID"))
    for match, message in found:
        yield Finding(str(path), line_at(svg, match.start()), message)
