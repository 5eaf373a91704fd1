"""Which language a text is in, and what is done where that has no section in the data."""

from pathlib import Path

import pytest
import yaml

from conftest import TOKEN
from strip_spam.config import read_renderer
from strip_spam.find import Finder
from strip_spam.language import Language, language_of, languages
from strip_spam.rendered import Renderer
from strip_spam.strip import strip

CASES = yaml.safe_load((Path(__file__).parent / "cases/languages.yml").read_text("utf-8"))


@pytest.mark.parametrize("end", ["\n\n", "\r\n \r\n"])
@pytest.mark.parametrize(("text", "page", "site", "code"), CASES["rows"])
def test_a_text_shows_its_language(
    text: str, page: list[str], site: str, code: str | None, end: str
) -> None:
    language = language_of(text, end.join(page), site)
    assert language is (code and languages()[code])


def test_a_code_can_have_a_country(matcher: Finder) -> None:
    marked = (f'<p lang="{code}">A arte da {TOKEN}.</p>\n' for code in ("pt", "PT-br", "sv"))
    rules = [strip(source, matcher).findings[0].rule for source in marked]
    assert rules == ["sentence", "sentence", "language"]
    assert language_of(CASES["german"], "", "en", "pt") is languages()["pt"]
    assert language_of(CASES["german"], "", "en", "sv") is None


def test_a_section_is_read_as_its_head_says() -> None:
    read = Language(CASES["section"])
    assert {word: read.has(word, "gone leading") for word in CASES["leading"]} == CASES["leading"]
    assert read.little == {"the", "l'"}
    assert read.parted("L'eau d'or, l' or") == "L' eau d' or, l' or"
    [(words, fits)] = read.agree
    assert [bool(words.fullmatch("the")), bool(fits.fullmatch("Oil"))] == [True, True]


def test_a_site_says_its_language(matcher: Finder) -> None:
    heading = f"# Kunst des {TOKEN}\n"
    [english] = strip(heading, matcher, Renderer(language="en")).findings
    [german] = strip(heading, matcher, Renderer(language="de-AT")).findings
    assert (english.rule, german.rule) == ("listed", "sentence")


@pytest.mark.parametrize(
    ("theme", "code"),
    [("{name: material, language: de}", "de"), ("{name: material}", "en"), ("material", "en")],
)
def test_the_theme_names_the_language(theme: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"theme: {theme}\n")
    assert read_renderer(str(tmp_path / "mkdocs.yml")).language == code
