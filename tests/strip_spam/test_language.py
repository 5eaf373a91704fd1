"""Which language a text is in, and what is done where that has no section in the data."""

from pathlib import Path

import pytest

from conftest import RENDERER, TOKEN
from strip_spam.config import read_renderer
from strip_spam.find import Finder
from strip_spam.language import language_of, languages
from strip_spam.rendered import Renderer
from strip_spam.strip import strip

ENGLISH = "The oil is warm, and the room is quiet in the evening."
GERMAN = "Das Öl ist warm, und der Raum ist am Abend ruhig."
FRENCH = "L’huile est chaude, et la chambre est calme dans la soirée."
SWEDISH = (
    "Oljan är varm och rummet är tyst om kvällen när man kommer hem efter arbetet, så att axlarna "
    "och nacken får vila medan händerna värms."
)
RUSSIAN = "Масло тёплое, а вечером в комнате тихо."


@pytest.mark.parametrize(
    ("text", "page", "site", "code"),
    [
        (ENGLISH, ENGLISH, "en", "en"),
        (GERMAN, ENGLISH, "en", "de"),
        (FRENCH, ENGLISH, "en", "fr"),
        (ENGLISH, GERMAN, "de", "en"),
        (SWEDISH, ENGLISH, "en", None),
        (RUSSIAN, ENGLISH, "en", None),
        (f"{SWEDISH} Boken heter For ever.", ENGLISH, "en", None),
        ("Öl und Ruhe", ENGLISH, "en", "en"),  # one little word is too few
        ("Man kan köpa varm olja till en lugn kväll hemma om du vill", ENGLISH, "en", "en"),
        ("Warmes Öl", ENGLISH, "en", "en"),  # too short to show what it is
        ("Warmes Öl", GERMAN, "en", "de"),
        ("Varm olja", f"{SWEDISH}\r\n\r\n{SWEDISH}\n\n{ENGLISH}", "en", None),
        ("Varm olja", f"{SWEDISH}\n\n{ENGLISH}\n\n{ENGLISH}", "en", "en"),
        ("Warmes Öl", "Warmes Öl", "de-AT", "de"),
        ("Тёплое масло", "Тёплое масло", "ru", None),
        ("Warm oil", "Warm oil", "el", None),
        ("da da", ENGLISH, "en", "en"),  # as much Italian as Portuguese
        ("https://de.example/der/die/das " * 9, ENGLISH, "en", "en"),
    ],
)
def test_a_text_shows_its_language(text: str, page: str, site: str, code: str | None) -> None:
    language = language_of(text, page, site)
    assert language is (code and languages()[code])


def test_a_code_can_have_a_country() -> None:
    assert language_of(ENGLISH, ENGLISH, "en", "PT-br") is languages()["pt"]
    assert language_of(ENGLISH, ENGLISH, "en", "sv") is None


@pytest.mark.parametrize(
    ("page", "rule"),
    [
        ("Мы пишем о {} и о коже.", "language"),
        ("Масло тёплое {} и мягкое.", "language"),
        ("Мы пишем о коже. {} Читайте дальше.", "listed"),
        ("Мы пишем о коже! {} Читайте дальше.", "listed"),
        ("Мы пишем о коже {}. Читайте дальше.", "language"),
        ("На ул. {} Мира тихо.", "language"),
        ("{} Мы пишем о коже.", "listed"),
        ("Мы пишем о коже. {}", "listed"),
        ("{} помогает коже.", "language"),
        ("Мы пишем ({}) о коже.", "listed"),
        ("Мы пишем *{}* о коже.", "listed"),
        ("Мы пишем о коже, {}, и о сне.", "language"),
        ("Мы пишем о коже.\n\n{}\n\nИ о сне.", "listed"),
        ("Мы пишем о коже:\n\n- о сне\n- {}", "listed"),
        ('<p lang="sv">The art {} of rest.</p>', "language"),
        ('<p lang="de">Das {} ist warm.</p>', "sentence"),
        ("---\nlang: sv\n---\n\nThe art {} of rest.", "language"),
    ],
)
def test_no_sentence_is_judged_in_a_language_without_a_section(
    page: str, rule: str, matcher: Finder
) -> None:
    [finding] = strip(page.format(TOKEN), matcher, RENDERER).findings
    assert finding.rule == rule


def test_a_site_says_its_language(matcher: Finder) -> None:
    heading = f"# Kunst des {TOKEN}\n"
    [english] = strip(heading, matcher, Renderer(language="en")).findings
    [german] = strip(heading, matcher, Renderer(language="de")).findings
    assert (english.rule, german.rule) == ("listed", "sentence")


@pytest.mark.parametrize(
    ("theme", "code"),
    [("{name: material, language: de}", "de"), ("{name: material}", "en"), ("material", "en")],
)
def test_the_theme_names_the_language(theme: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"theme: {theme}\n")
    assert read_renderer(str(tmp_path / "mkdocs.yml")).language == code
