"""Narrow, enlarged, in forced colours, without motion or script, on paper: nothing is lost."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import sight
from conftest import ADDRESS, ANY_FONT, DESKTOP, NOT_FOUND, PHONE, ROUTINES, Open
from markup import targets
from sight import ask, at, look, styled, visit

TWICE = "html { font-size: 200% !important }"
# WCAG 2.2, success criterion 1.4.12.
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important } "
    "* { word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"
)
CHROME = "header, footer, nav, .guide, dialog, button"


@ANY_FONT
def test_no_page_loses_anything_for_want_of_room(
    opened: Open, pages: list[str], built_site: Path
) -> None:
    leads = {path or "home": ids for path, ids in targets(built_site, ADDRESS).items()}

    def whole(page: Page, name: str) -> list[str]:
        return sight.sideways(page, name) + sight.clipped(page, name)

    def uncovered(page: Page, name: str) -> list[str]:
        return look("coveredTargets", leads[name.partition(",")[0]])(page, name)

    checks = [
        styled(css, at((width, 720), "light", *checks))
        for css, width, *checks in (
            ("", 320, whole, uncovered),
            (TWICE, 390, whole, uncovered),
            (TWICE, 1280, whole),
            (SPACED, 1440, whole),
            (SPACED, 390, whole),
        )
    ]
    visit(opened(), pages, *checks)


def test_text_grows_with_the_reader_s_own_size(opened: Open) -> None:
    page = opened()
    page.goto("")
    size = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
    usual = page.evaluate(size)
    styled(TWICE)(page, "")
    assert page.evaluate(size) == pytest.approx(2 * usual)


def test_forced_colours_lose_nothing(opened: Open, pages: list[str]) -> None:
    page = opened(PHONE, forced_colors="active")
    both = [at(PHONE, scheme, sight.lost_in_forced_colours) for scheme in ("light", "dark")]
    visit(page, pages, *both)
    for path in ROUTINES:
        page.goto(path)
        page.get_by_role("button", name="Start").click()
        assert sight.lost_in_forced_colours(page, "the guide") == []


@ANY_FONT
def test_fingers_have_room(opened: Open, pages: list[str]) -> None:
    buttons = {"within": "header button, .guide button"}
    large = look("smallTargets", {"least": 44, **buttons})
    small = sight.small_targets
    checks = at(PHONE, "light", small, large), at(DESKTOP, "light", small)
    visit(opened(), pages, *checks)


def test_arrows_stand_out_and_nothing_moves_for_whoever_asked_for_that(
    opened: Open, pages: list[str]
) -> None:
    visit(
        opened(reduced_motion="reduce"),
        pages,
        # An extension for dark pages may change an arrow's own colour: its edge is left.
        at(PHONE, "light", sight.motion, sight.faint_arrows, sight.faint_edges),
        at(PHONE, "dark", sight.faint_arrows, sight.faint_edges),
        at(DESKTOP, "dark", sight.motion),
    )


def test_without_script_every_page_is_whole(opened: Open, pages: list[str]) -> None:
    page = opened(java_script_enabled=False)
    schemes = {PHONE: "light", DESKTOP: "dark"}
    checks = [
        at(size, scheme, sight.hidden_text, sight.dead_buttons, look("wrongGround", scheme))
        for size, scheme in schemes.items()
    ]
    visit(page, pages, *checks)


def test_without_script_what_needs_it_is_not_offered_and_the_menu_leads_everywhere(
    opened: Open, address: str, pages: list[str]
) -> None:
    page = opened(PHONE, java_script_enabled=False)
    for path in (*ROUTINES, ""):
        page.goto(path)
        scripted = page.locator("#scheme:visible, #search-open:visible, .guide:visible")
        expect(scripted).to_have_count(0)
    page.get_by_role("button", name="Menu").click()
    menu = page.locator("nav#menu")
    links = "nodes => nodes.map((node) => node.href)"
    leads = menu.locator("a").evaluate_all(links)
    assert sorted(leads) == sorted(address + path for path in pages if path != NOT_FOUND)
    assert menu.locator("[aria-current=page]").evaluate_all(links) == [address]
    menu.locator("a").last.click()
    page.wait_for_url(leads[-1])
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize(("paper", "sheets"), [("A4", 1), ("Letter", 1), ("A5", 2)])
def test_the_routine_prints_on_one_sheet_and_three_more_lines_of_warning_too(
    opened: Open, routine: str, paper: str, sheets: int
) -> None:
    page = opened()
    page.goto(routine)
    for _ in range(3):
        page.locator(".site.check li").last.evaluate("node => node.after(node.cloneNode(true))")
    pdf = page.pdf(format=paper, print_background=False)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == sheets
    page.emulate_media(media="print")
    size = "Math.min(...all('main, main *').map((n) => parseFloat(getComputedStyle(n).fontSize)))"
    assert ask(page, size) * 3 / 4 > 9.99, "in points"
    tall = "Math.min(...all('.steps .drawing').map((n) => n.getBoundingClientRect().height))"
    assert ask(page, tall) / 96 * 25.4 >= 24.9, "in millimetres"


def test_each_kind_of_page_prints_without_chrome_with_its_address_and_date(
    opened: Open, kinds: list[str]
) -> None:
    page = opened(color_scheme="dark")
    printed = page.locator(".printed")
    for path in set(kinds) - {NOT_FOUND}:
        page.emulate_media(media="screen")
        page.goto(path)
        expect(printed).not_to_be_visible()
        page.emulate_media(media="print")
        expect(page.locator(CHROME).filter(visible=True)).to_have_count(0)
        expect(printed).to_contain_text(ADDRESS + path)
        expect(printed).to_contain_text(re.compile(r"\d{4}-\d\d-\d\d"))
        ink = "luminance(rgba(getComputedStyle(document.querySelector('main p')).color))"
        assert ask(page, ink) < 0.1, "dark ink on paper"
