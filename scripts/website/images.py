"""What can't be published beside the pages: heavy images, stray documents, SVG with script."""

import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from xml.parsers import expat

from website.findings import Finding
from website.rules import broken, start_tag

_HEAVIEST_IMAGE, _HEAVIEST_DRAWING = 200_000, 8_000  # bytes; a drawing is in the page itself
_IMAGES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif")
_STRAY = re.compile(r"(?i).*(?:\.(?:docx?|odt|rtf|pdf|pptx?|xlsx?|zip|psd|xcf|bak|orig|rej|tmp)|~)")
_USE = re.compile(r'<use .*href="(?P<file>(?:[\w-]+\.svg)?)#(?P<id>[^"]*)"')
_GPS = 0x8825  # the tag of a place, GPSInfo, in EXIF 2.3


def check_files(paths: Iterable[str]) -> Iterator[Finding]:
    """Yield what is wrong with images, drawings and documents among some files."""
    for path in map(Path, paths):
        is_image, in_drawings = path.suffix.lower() in _IMAGES, path.parent.name == "drawings"
        is_svg = path.suffix.lower() == ".svg"
        data = path.read_bytes() if is_image or is_svg else b""
        most = _HEAVIEST_DRAWING if in_drawings else _HEAVIEST_IMAGE
        if in_drawings and not is_svg:
            yield Finding(str(path), 1, "this is no drawing: move it to docs/assets")
        elif len(data) > most:
            message = f"it has {len(data):,} bytes: make it lighter, {most:,} at most"
            yield Finding(str(path), 1, message)
        if _STRAY.fullmatch(path.name):
            message = "this would be published as it is: move it out of docs, or write it as a page"
            yield Finding(str(path), 1, message)
        if is_image and _tells_place(data):
            message = "it tells where it was taken: save it without its metadata"
            yield Finding(str(path), 1, message)
        if is_svg:
            yield from _check_svg(path, data, ["svg", *["drawing"] * in_drawings])


def _tells_place(data: bytes) -> bool:
    """Return whether a photograph says where it was taken: EXIF is a TIFF within it; or XMP."""
    for start in re.finditer(rb"II\*\0|MM\0\*", data):
        order = "<" if start[0].startswith(b"I") else ">"
        with suppress(struct.error):  # it only begins like one
            [first] = struct.unpack_from(f"{order}I", data, start.start() + 4)
            [count] = struct.unpack_from(f"{order}H", data, start.start() + first)
            entries = struct.iter_unpack(
                f"{order}H10s", data[start.start() + first + 2 :][: 12 * count]
            )
            if _GPS in (tag for tag, _ in entries):
                return True
    return b"GPSLatitude" in data


def _check_svg(path: Path, data: bytes, kinds: Iterable[str]) -> Iterator[Finding]:
    """Yield what can't stand in an SVG file, and what to do."""
    parser, tags = expat.ParserCreate(), list[tuple[int, str]]()

    def note(name: str, given: Mapping[str, str]) -> None:
        tags.append((parser.CurrentLineNumber, start_tag(name, given)))

    parser.StartElementHandler = note
    parser.ProcessingInstructionHandler = lambda name, _: note(f"?{name}", {})
    parser.EntityDeclHandler = lambda name, *_: note(f"!{name}", {})
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        message = f"it can't be read as a drawing ({error}): save it as plain SVG"
        yield Finding(str(path), error.lineno, message)
        return
    named = set[str]()
    for at, (line, tag) in enumerate(tags):
        for kind in kinds:
            for _, message in broken(kind, tag):
                if message not in named and (at == 0 or "begins with" not in message):
                    yield Finding(str(path), line, message)
                named.add(message)
        if use := _USE.match(tag):
            other = path.with_name(use["file"] or path.name)
            if not other.is_file() or f'id="{use["id"]}"' not in other.read_text(
                "utf-8", "replace"
            ):
                name = f"{use['file']}#{use['id']}"
                yield Finding(str(path), line, f"there is no drawing '{name}': write FILE.svg#ID")
