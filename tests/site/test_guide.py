"""The guide through the routine's steps, in a browser whose clock the tests turn."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Locator, Page, expect

from conftest import ROOT

STEPS = ["Forehead", "Brows", "Temples", "Cheeks", "Mouth", "Jaw", "Jaw muscle"]
SECONDS = [45, 40, 40, 45, 40, 45, 45]

# Counts what the live region was told, and which wake locks were asked for and given back.
LISTEN = """
window.spoken = []
window.locks = []
addEventListener('DOMContentLoaded', () => {
  new MutationObserver((changes) => changes.forEach(({ target }) => {
    const region = (target.closest ? target : target.parentElement).closest('[role=status]')
    if (region) spoken.push(region.textContent)
  })).observe(document.body, { childList: true, characterData: true, subtree: true })
})
"""
GRANT = """
Object.defineProperty(navigator, 'wakeLock', { value: { request: async (type) => {
  locks.push(type)
  return { release: async () => { locks.push('released') } }
} } })
"""
REFUSE = """
Object.defineProperty(navigator, 'wakeLock', { value: { request: async () => {
  locks.push('refused')
  throw new DOMException('no', 'NotAllowedError')
} } })
"""

Open = Callable[..., Page]


@pytest.fixture
def open_routine(browser: Browser, address: str) -> Iterator[Open]:
    """Open the routine, with a clock that stands still until it is turned."""
    contexts = []
    faults: list[Error] = []

    def opened(script: str = GRANT, **options: Any) -> Page:
        # Without smooth scrolling, unless it is asked for: what is clicked stays where it is.
        usual: dict[str, Any] = {
            "viewport": {"width": 390, "height": 844},
            "reduced_motion": "reduce",
        }
        context = browser.new_context(**usual | options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(error))
        page.clock.install(time=0)
        page.add_init_script(LISTEN + script)
        page.goto(f"{address}routine/")
        page.clock.pause_at(3_600_000)  # in milliseconds: no page takes an hour to load
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def status(page: Page) -> Locator:
    return page.locator(".guide [role=status]")


def timer(page: Page) -> Locator:
    return page.get_by_role("timer")


def test_the_steps_are_a_list_that_reads_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}routine/")
    items = page.locator(".steps > ol > li")
    assert [item.locator("strong").inner_text() for item in items.all()] == STEPS
    for item, seconds in zip(items.all(), SECONDS, strict=True):
        assert f"{seconds} seconds" in re.sub(r"\s+", " ", item.inner_text())
        assert item.locator("svg[role=img]").is_visible()
    assert page.locator(".guide, main button").count() == 0, "nothing that would be dead"
    context.close()


def test_check_first_stands_before_the_first_step_and_is_open(open_routine: Open) -> None:
    page = open_routine()
    check = page.locator("section.check")
    assert check.get_by_text("Do not press on your eyes.").is_visible()
    assert (
        check.evaluate("node => node.compareDocumentPosition(document.querySelector('.guide'))")
        == 4
    ), "the guide follows it"
    assert page.locator("details").count() == 0


def test_nothing_starts_by_itself(open_routine: Open) -> None:
    page = open_routine()
    page.clock.run_for(120_000)
    expect(timer(page)).to_have_text("0:45")
    expect(status(page)).to_have_text("7 steps, 5 minutes")
    assert page.locator("[aria-current=step]").count() == 0
    assert page.evaluate("locks") == []


def test_by_hand_a_step_waits_at_its_end(open_routine: Open) -> None:
    page = open_routine()
    button(page, "Start").click()
    expect(status(page)).to_have_text("Step 1 of 7: Forehead")
    page.clock.run_for(15_000)
    expect(timer(page)).to_have_text("0:30")
    page.clock.run_for(600_000)
    expect(timer(page)).to_have_text("0:00")
    expect(status(page)).to_have_text("Step 1 of 7: Forehead")
    button(page, "Next").click()
    expect(status(page)).to_have_text("Step 2 of 7: Brows")
    expect(timer(page)).to_have_text("0:40")
    page.clock.run_for(10_000)
    expect(timer(page)).to_have_text("0:30")
    assert page.evaluate("locks") == ["screen", "released", "screen"]


def test_it_goes_on_by_itself_if_asked_through_all_steps(open_routine: Open) -> None:
    page = open_routine()
    page.get_by_label("Go on by itself").check()
    button(page, "Start").click()
    for number, (name, seconds) in enumerate(zip(STEPS, SECONDS, strict=True), 1):
        expect(status(page)).to_have_text(f"Step {number} of 7: {name}")
        page.clock.run_for(seconds * 1000 + 400)
    expect(status(page)).to_have_text("Done. Rest a moment.")
    assert page.evaluate("locks") == ["screen", "released"]


def test_the_pace_can_be_changed(open_routine: Open) -> None:
    page = open_routine()
    page.get_by_label("Pace").select_option("slower")
    expect(timer(page)).to_have_text("1:08")
    page.get_by_label("Pace").select_option("faster")
    expect(timer(page)).to_have_text("0:34")


def test_pause_keeps_the_time_and_start_goes_on(open_routine: Open) -> None:
    page = open_routine()
    button(page, "Start").click()
    page.clock.run_for(10_000)
    button(page, "Pause").click()
    page.clock.run_for(60_000)
    expect(timer(page)).to_have_text("0:35")
    button(page, "Start").click()
    page.clock.run_for(5_000)
    expect(timer(page)).to_have_text("0:30")


def test_back_and_next_step_while_it_runs_and_while_it_pauses(open_routine: Open) -> None:
    page = open_routine()
    button(page, "Start").click()
    button(page, "Next").click()
    page.clock.run_for(10_000)
    expect(timer(page)).to_have_text("0:30")
    button(page, "Back").click()
    expect(status(page)).to_have_text("Step 1 of 7: Forehead")
    expect(timer(page)).to_have_text("0:45")
    button(page, "Pause").click()
    button(page, "Next").click()
    page.clock.run_for(10_000)
    expect(timer(page)).to_have_text("0:40")
    button(page, "Back").click()
    button(page, "Back").click()
    expect(status(page)).to_have_text("Step 1 of 7: Forehead")


def test_next_after_the_last_step_is_the_end(open_routine: Open) -> None:
    page = open_routine()
    button(page, "Start").click()
    for _ in STEPS:
        button(page, "Next").click()
    expect(status(page)).to_have_text("Done. Rest a moment.")
    assert page.locator("[aria-current=step]").count() == 0


def test_stop_goes_back_to_the_beginning(open_routine: Open) -> None:
    page = open_routine()
    button(page, "Start").click()
    button(page, "Next").click()
    button(page, "Stop").click()
    expect(status(page)).to_have_text("7 steps, 5 minutes")
    expect(timer(page)).to_have_text("0:45")
    expect(button(page, "Start")).to_be_visible()
    page.clock.run_for(60_000)
    expect(timer(page)).to_have_text("0:45")


def test_it_speaks_only_when_the_step_changes(open_routine: Open) -> None:
    page = open_routine()
    button(page, "Start").click()
    page.clock.run_for(30_000)
    button(page, "Pause").click()
    button(page, "Start").click()
    page.clock.run_for(30_000)
    button(page, "Next").click()
    page.clock.run_for(20_000)
    assert page.evaluate("spoken") == ["Step 1 of 7: Forehead", "Step 2 of 7: Brows"]
    region = status(page)
    assert region.get_attribute("aria-live") in (None, "polite")
    assert timer(page).get_attribute("aria-live") is None, "a timer is silent of itself"


def test_the_time_is_kept_by_the_clock_not_by_ticks(open_routine: Open) -> None:
    page = open_routine()
    button(page, "Start").click()
    page.clock.fast_forward(20_000)  # as if the browser had slept: at most one tick
    page.clock.run_for(200)
    expect(timer(page)).to_have_text("0:25")


def test_the_screen_is_kept_awake_while_it_runs(open_routine: Open) -> None:
    page = open_routine()
    button(page, "Start").click()
    page.wait_for_function("locks.length == 1")
    button(page, "Pause").click()
    assert page.evaluate("locks") == ["screen", "released"]


@pytest.mark.parametrize("script", [REFUSE, "delete Navigator.prototype.wakeLock\n"])
def test_a_refused_wake_lock_is_ignored(open_routine: Open, script: str) -> None:
    page = open_routine(script)
    button(page, "Start").click()
    page.clock.run_for(10_000)
    expect(timer(page)).to_have_text("0:35")


def test_it_works_by_keyboard_alone_and_focus_stays(open_routine: Open) -> None:
    page = open_routine()
    button(page, "Start").focus()
    page.keyboard.press("Enter")
    expect(button(page, "Pause")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(button(page, "Next")).to_be_focused()
    for name in STEPS[1:]:
        page.keyboard.press("Space")
        expect(status(page)).to_contain_text(name)
        expect(button(page, "Next")).to_be_focused()
    page.keyboard.press("Tab")
    expect(button(page, "Stop")).to_be_focused()
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("7 steps, 5 minutes")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Go on by itself")).to_be_checked()


def test_no_single_key_does_anything(open_routine: Open) -> None:
    page = open_routine()
    before = page.locator(".guide").inner_text()
    for key in "abcdefghijklmnopqrstuvwxyz0123456789.,/?-+ ":
        page.keyboard.press("Space" if key == " " else key)
    assert page.locator(".guide").inner_text() == before
    # Nor does the guide listen for keys at all.
    assert "key" not in (ROOT / "docs/assets/guide.js").read_text("utf-8")


def test_buttons_are_44_pixels_high_at_least(open_routine: Open) -> None:
    page = open_routine()
    for name in ("Start", "Back", "Next", "Stop"):
        box = button(page, name).bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["width"] >= 44


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_the_current_step_is_marked_and_scrolled_to_without_motion_if_so_asked(
    open_routine: Open, motion: Any
) -> None:
    page = open_routine(
        "Element.prototype.scrollIntoView = function (how) { window.scrolled = how.behavior }\n",
        reduced_motion=motion,
    )
    button(page, "Start").click()
    [current] = page.locator("[aria-current=step]").all()
    assert current.locator("strong").inner_text() == "Forehead"
    assert page.evaluate("scrolled") == ("auto" if motion == "reduce" else "smooth")


@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 844), (768, 1024), (1440, 900)])
def test_the_guide_covers_nothing_of_the_current_step(
    open_routine: Open, width: int, height: int
) -> None:
    page = open_routine(viewport={"width": width, "height": height})
    button(page, "Start").click()
    for name in STEPS[1:]:
        button(page, "Next").click()
        step = page.locator("[aria-current=step]").bounding_box()
        drawing = page.locator("[aria-current=step] svg").bounding_box()
        guide = page.locator(".guide").bounding_box()
        assert step
        assert drawing
        assert guide
        assert step["y"] >= guide["y"] + guide["height"], name
        assert drawing["y"] + drawing["height"] <= height, name
        for control in page.locator(".guide :is(button, input, select)").all():
            box = control.bounding_box()
            assert box
            assert guide["x"] <= box["x"]
            assert box["x"] + box["width"] <= guide["x"] + guide["width"]


def test_once_a_step_is_over_the_way_on_stands_out(open_routine: Open) -> None:
    page = open_routine()
    button(page, "Start").click()

    def ground(name: str) -> str:
        return str(button(page, name).evaluate("node => getComputedStyle(node).backgroundColor"))

    assert ground("Next") == ground("Back")
    page.clock.run_for(60_000)
    assert ground("Next") != ground("Back")
    button(page, "Next").click()
    assert ground("Next") == ground("Back")
