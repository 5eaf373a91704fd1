"""The fonts that the tests see, whatever the machine has: three pairs that differ in kind."""

from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from fontTools.ttLib import TTFont


class Fonts(NamedTuple):
    """The two families that a page asks for, each with the package that brings it."""

    serif: str
    serif_package: str
    sans: str
    sans_package: str


# Lines as low as Palatino's, wide and high ones, and narrow ones.
LOW = Fonts("Caladea", "font_caladea", "Arimo", "fontpkg_arimo")
WIDE = Fonts("Noto Serif", "fontpkg_noto_serif", "Noto Sans", "fontpkg_noto_sans")
NARROW = Fonts("EB Garamond", "fontpkg_eb_garamond", "Source Sans 3", "fontpkg_source_sans_3")


def fontconfig(fonts: Fonts, folder: Path) -> str:
    """Return a configuration of fontconfig with two families and no other.

    `folder` is where it may keep what it makes.
    """
    text = f"<fontconfig><cachedir>{folder}</cachedir>"
    for generic, family, package in (
        ("serif", fonts.serif, fonts.serif_package),
        ("sans-serif", fonts.sans, fonts.sans_package),
    ):
        [place] = find_spec(package).submodule_search_locations  # type: ignore[union-attr, misc]
        files = Path(place, "files")
        if fonts == LOW:
            files = lowered(files, folder / package)
        text += f"<dir>{files}</dir>"
        text += (
            f"<alias><family>{generic}</family><prefer><family>{family}</family></prefer></alias>"
        )
    return f"{text}</fontconfig>"


def lowered(files: Path, folder: Path) -> Path:
    """Copy fonts to a folder, with lines no higher than their letters need; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in files.glob("*.ttf"):
        font = TTFont(path)
        em = font["head"].unitsPerEm
        font["hhea"].ascent = font["OS/2"].sTypoAscender = font["OS/2"].usWinAscent = em * 3 // 4
        font["hhea"].descent = font["OS/2"].sTypoDescender = -em // 4
        font["OS/2"].usWinDescent = em // 4
        font["hhea"].lineGap = font["OS/2"].sTypoLineGap = 0
        font.save(folder / path.name)
    return folder
