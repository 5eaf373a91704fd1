"""Narrow, enlarged, spaced out, in forced colours, without motion: nothing is lost."""

from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from site_checks import (
    DESKTOP,
    PHONE,
    Open,
    add_style,
    agree,
    clipped,
    colourless,
    motion,
    sideways,
    small_targets,
    visit,
)

pytest_plugins = ["site_checks"]

SPACED = """
* { line-height: 1.5 !important }
* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }
"""


def enlarge(page: Page, name: str) -> list[str]:
    """Double the size of the text; a check that finds nothing."""
    size = float(page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)"))
    add_style(page, f"html {{ font-size: {2 * size}px !important }}")
    text = "parseFloat(getComputedStyle(document.querySelector('main p, main h1')).fontSize)"
    assert page.evaluate(text) >= 24, f"{name}: text that does not grow"
    return []


def space(page: Page, name: str) -> list[str]:
    """Space the text out as WCAG 1.4.12 has it; a check that finds nothing."""
    add_style(page, SPACED)
    line = "parseFloat(getComputedStyle(document.querySelector('h1')).letterSpacing)"
    assert page.evaluate(line) > 0, f"{name}: text that is not spaced out"
    return []


def test_320_pixels_are_wide_enough(opened: Open, home: str, pages: list[str]) -> None:
    visit(opened((320, 640)), home, pages, sideways, clipped)


@pytest.mark.parametrize("size", [(1280, 900), PHONE])
def test_text_may_be_twice_as_large(
    opened: Open, home: str, pages: list[str], size: tuple[int, int]
) -> None:
    visit(opened(size), home, pages, enlarge, sideways, clipped)


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_text_may_be_spaced_out(
    opened: Open, home: str, pages: list[str], size: tuple[int, int]
) -> None:
    visit(opened(size), home, pages, space, sideways, clipped)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_lose_nothing(
    opened: Open, home: str, pages: list[str], scheme: Any
) -> None:
    page = opened(PHONE, forced_colors="active", color_scheme=scheme)
    visit(page, home, pages, colourless)
    page.goto(f"{home}routine/")
    page.get_by_role("button", name="Start").click()
    agree(colourless(page, "the guide"))


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_nothing_moves_for_whoever_asked_for_that(
    opened: Open, home: str, size: tuple[int, int]
) -> None:
    visit(opened(size, reduced_motion="reduce"), home, ["", "routine/"], motion)


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_targets_have_room_for_a_finger(
    opened: Open, home: str, pages: list[str], size: tuple[int, int]
) -> None:
    visit(opened(size), home, pages, small_targets)


def test_targets_in_what_opens_have_room_for_a_finger(opened: Open, home: str) -> None:
    page = opened(PHONE)
    page.goto(home)
    page.get_by_role("button", name="Menu").click()
    faults = small_targets(page, "the menu", within="nav#menu")
    page.goto(home)
    page.locator("#search-open").click()
    page.locator("#search input[type=search]").fill("skin")
    expect(page.locator("#search ol a").first).to_be_visible()
    agree(faults + small_targets(page, "the search", within="dialog#search"))


def test_the_buttons_of_header_and_guide_are_larger_on_a_phone(
    opened: Open, home: str, pages: list[str]
) -> None:
    large = partial(small_targets, least=44, within="header button, .guide button")
    visit(opened(PHONE), home, pages, large)
