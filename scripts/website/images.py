"""What can't be published beside the pages: heavy images, stray documents, SVG with script."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from xml.parsers import expat

from strip_spam.files import SUFFIXES
from website.findings import Finding
from website.rules import broken, start_tag

_HEAVIEST_IMAGE, _HEAVIEST_DRAWING = 200_000, 8_000  # bytes; a drawing is in the page itself
_IMAGES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif")
# What else has its place: the site's data, and what hosts and search engines look for.
_KNOWN = re.compile(
    r"(?:evidence|search_words)\.yml|_headers|_redirects|CNAME|favicon\.ico"
    r"|(?:(?:app-)?ads|humans|llms|robots|security|[0-9a-f]{8,128})\.txt"
    r"|google[0-9a-f]+\.html|BingSiteAuth\.xml"
)
_USE = re.compile(r'<use .*href="(?P<file>(?:[\w-]+\.svg)?)#(?P<id>[^"]*)"')
# The entry for a place, GPSInfo, in EXIF 2.3, in either byte order: its tag, a long integer, one of
# them. XMP has it in words.
_PLACE = re.compile(rb"\x25\x88\x04\0\x01\0\0\0|\x88\x25\0\x04\0\0\0\x01|GPSLatitude")


def check_files(paths: Iterable[str]) -> Iterator[Finding]:
    """Yield what is wrong with images, drawings and documents among some files."""
    for path in map(Path, paths):
        kind, in_drawings = path.suffix.lower(), path.parent.name == "drawings"
        data = path.read_bytes() if kind in (*_IMAGES, ".svg") else b""
        most = _HEAVIEST_DRAWING if in_drawings else _HEAVIEST_IMAGE
        if in_drawings and kind != ".svg":
            yield Finding(str(path), 1, "this is no drawing: move it to docs/assets")
        elif len(data) > most:
            message = f"it has {len(data):,} bytes: make it lighter, {most:,} at most"
            yield Finding(str(path), 1, message)
        elif not (
            path.name.endswith(SUFFIXES)
            or kind in (*_IMAGES, ".svg")
            or _KNOWN.fullmatch(path.name)
            or ".well-known" in path.parts
        ):
            message = "this would be published as it is: move it out of docs; a page is NAME.md"
            yield Finding(str(path), 1, message)
        if _PLACE.search(data):
            message = "it tells where it was taken: save it without its metadata"
            yield Finding(str(path), 1, message)
        if kind == ".svg":
            yield from _check_svg(path, data, ["svg", *["drawing"] * in_drawings])


def _check_svg(path: Path, data: bytes, kinds: Iterable[str]) -> Iterator[Finding]:
    """Yield what can't stand in an SVG file, and what to do."""
    parser, parts = expat.ParserCreate(), list[tuple[int, str]]()
    parser.buffer_text = True

    def note(part: str) -> None:
        parts.append((parser.CurrentLineNumber, part))

    parser.StartElementHandler = lambda name, given: note(start_tag(name, given))
    parser.CharacterDataHandler = lambda text: note(escape(text, quote=False))
    parser.ProcessingInstructionHandler = lambda name, _: note(f"<?{name}>")
    parser.EntityDeclHandler = lambda name, *_: note(f"<!{name}>")
    try:
        parser.Parse(data.decode("utf-8"), True)
    except (expat.ExpatError, UnicodeDecodeError) as error:
        message = f"it can't be read as a drawing ({error}): save it as plain SVG"
        yield Finding(str(path), getattr(error, "lineno", 1), message)
        return
    named = set[str]()
    for at, (line, part) in enumerate(parts):
        for kind in kinds:
            for _, message in broken(kind, part):
                if message not in named and (at == 0 or "begins with" not in message):
                    yield Finding(str(path), line, message)
                named.add(message)
        if use := _USE.match(part):
            other = path.with_name(use["file"] or path.name)
            if not other.is_file() or f'id="{use["id"]}"' not in other.read_text(
                "utf-8", "replace"
            ):
                name = f"{use['file']}#{use['id']}"
                yield Finding(str(path), line, f"there is no drawing '{name}': write FILE.svg#ID")
