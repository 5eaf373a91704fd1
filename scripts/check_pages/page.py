"""One page: its front matter, and what it names: studies, links, don'ts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from check_pages.blocks import check_blocks
from check_pages.dont import check_donts
from check_pages.findings import Finding, at_node, at_offsets, instead
from check_pages.links import check_links
from check_pages.pieces import check_pieces
from check_pages.schema import check_yaml, read_schema
from evidence.data import Evidence
from evidence.naming import BLOCKS, DATES, PATTERN, Name, names
from strip_spam.front_matter import YAML

if TYPE_CHECKING:
    from yaml import MappingNode

# Blocks of code between fences, and code in a sentence, which no blank line parts.
_CODE = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,}).*?^[ \t]*(?P=fence)[^\n]*$"
    r"|(?<!`)(?P<tick>`+)(?!`)(?:[^`\n]|\n(?![ \t\r]*\n))+(?P=tick)(?!`)",
    re.MULTILINE | re.DOTALL,
)
# A heading of the first level: a number sign before it, or a line of equals signs below.
_TITLE = re.compile(r"^#[ \t]+\S|^\S.*\n=+[ \t\r]*$", re.MULTILINE)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s)\]>\"']+")


def check_page(
    path: str, pages: Mapping[str, str], known: Evidence | None, files: Collection[str]
) -> list[Finding]:
    """Check a page.

    Args:
        path: the file, as the findings name it.
        pages: the text of each page with its front matter, by its path.
        known: the evidence; None where the data file is broken, and nothing is known.
        files: the files of the site, named from where the page is named from.
    """
    front_matter = YAML.match(pages[path])
    yaml_text, above = (front_matter[1], 1) if front_matter else ("", 0)
    root, found = check_yaml(path, yaml_text, read_schema("page.schema.json"), above)
    found += _script(path, root, files)
    text = _without_code(pages[path])
    said = [*check_links(path, text, files), *check_pieces(text, pages)]
    said += [*check_donts(text), *check_blocks(text)]
    said += _titles(text, front_matter.end() if front_matter else 0)
    if known:
        said += [*_names(text, known), *_dois(text, known)]
    return sorted([*found, *at_offsets(path, text, said)])


def _without_code(text: str) -> str:
    """Return a text as long, and with the same lines, in which code says nothing."""
    return _CODE.sub(lambda code: re.sub(r"\S", "x", code[0]), text)


def _script(path: str, root: MappingNode | None, files: Collection[str]) -> Iterator[Finding]:
    """Yield what is wrong with the script that a page's front matter names."""
    folder = posixpath.join(posixpath.dirname(path), "assets")
    for key, value in root.value if root else ():
        if key.value == "script" and posixpath.join(folder, str(value.value)) not in files:
            there = [posixpath.basename(f) for f in files if f.startswith(f"{folder}/")]
            scripts = [name for name in there if name.endswith(".js")]
            message = f"there is no script '{value.value}': {instead(str(value.value), scripts)}"
            yield at_node(path, value, message, 1)


def _titles(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with a page's title, the one heading of the first level."""
    titles = [match.start() for match in _TITLE.finditer(text, start)]
    if not titles:
        yield start, "the page has no title: begin its words with a line '# Title'"
    for title in titles[1:]:
        yield title, "a second title: write '## …' for a heading below the first"


def _names(text: str, known: Evidence) -> Iterator[tuple[int, str]]:
    """Yield the offset of each name that can't stand as it does, and what to write."""
    for name in names(text):
        for message in _wrong(name, known):
            yield name.start, message
    rest = re.sub(PATTERN, lambda name: " " * len(name[0]), text)
    ids = "|".join(map(re.escape, known.studies))
    for bare in re.finditer(rf"(?<!\[@)(?<![\w#/-])(?:(?<!\[)@)?(?P<id>{ids})(?![\w-])", rest):
        yield bare.start(), f"a reader would see this name as it is: write '[@{bare['id']}]'"
    for bracket in re.finditer(r"\[@", rest):
        yield bracket.start(), "'[@' begins the name of a study: write '[@ID]', or without '@'"


def _wrong(name: Name, known: Evidence) -> Iterator[str]:
    what, *rest = name.words
    used = [id_ for id_, study in known.studies.items() if not study.not_used]
    if what in BLOCKS:
        if not name.alone:
            yield f"'[@{what} …]' stands in a sentence: give it a paragraph of its own"
        least, most = BLOCKS[what]
        if not least <= len(rest) <= most:
            fault = "says not of what" if len(rest) < least else "says too much"
            form = f"{what} NAME" if least else what
            yield f"'[@{' '.join(name.words)}]' {fault}: write '[@{form}]'"
    elif rest and what in known.studies:
        each = ", ".join(f"[@{id_}]" for id_ in name.words)
        yield f"several studies in one name: write '{each}'"
        return
    elif rest:
        yield f"'{what}' is nothing that can be shown: {instead(what, BLOCKS)}"
        return
    elif what in DATES:
        return
    ids = rest if what == "studies" else [] if what in BLOCKS else [what]
    for id_ in ids:
        if id_ not in known.studies:
            remedy = f"{instead(id_, used)}, or add it there"
            yield f"there is no study '{id_}' in the data file: {remedy}"
        elif id_ not in used:
            yield f"'{id_}' is looked at and not used, so nothing can rest on it: take it out"
    if what in ("badges", "list"):
        pages = (
            known.badges if what == "badges" else {study.page for study in known.studies.values()}
        )
        for page in rest:
            if page not in pages:
                remedy = f"{instead(page, pages)}, or add it there"
                yield f"the data file has nothing of a page '{page}': {remedy}"


def _dois(text: str, known: Evidence) -> Iterator[tuple[int, str]]:
    """Yield the offset of each DOI that the data file does not have, and what to do."""
    dois = {study.doi.lower() for study in known.studies.values()}
    for match in _DOI.finditer(text):
        doi = match[0].rstrip(".,;:")
        if doi.lower() not in dois:
            yield (
                match.start(),
                f"no study in the data file has the DOI {doi}: add it there, or take it out",
            )
