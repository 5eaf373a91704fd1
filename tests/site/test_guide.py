"""The guide through a routine's steps, in a browser whose clock the tests turn.

The steps are the tests' own, put into the page in place of the site's, but for the first test.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from conftest import ANY_FONT, PHONE, Open, Size, parse, read

STEPS = {"Ears": 50, "Nose": 20, "Big toe": 90}  # seconds
WORDS = "Stroke softly " * 10
INVITATION = "3 steps, 3 minutes"
UP = "Step 1 of 3: time is up"
ONE, TWO, THREE = (f"Step {number} of 3: {name}" for number, name in enumerate(STEPS, 1))
# Width and height in CSS pixels, and the browser's font size.
WINDOWS = """
320x256/16 375x553/16 683x384/16 844x390/16 320x844/24 360x640/20 390x844/24 390x844/32 1280x720/24
320x640/16 390x844/16 768x1024/16 1440x900/16
""".split()
WATCH = Path(__file__).with_name("guide.js").read_text("utf-8")
REFUSED = "replace('wakeLock', { request: () => Promise.reject(new DOMException('no')) })"
ABSENT = "replace('wakeLock')\nreplace('vibrate')\ndelete window.AudioContext"
STATUS = ".guide [role=status]"
STRIP = ".guide-strip :is(p, button)"
LOWEST = 256  # pixels; in such a window there is no room for the switches
STEP = f"{STRIP}, li[aria-current=step] p:not(:has(svg))"


@pytest.fixture(scope="module")
def prepare(
    browser: Browser, address: str, built_site: Path, routine: str
) -> Iterator[Callable[[str], Page]]:
    """Prepare a page for the tests' steps, at a clock that stands still until it is turned."""
    drawing = parse(built_site, routine).css(".steps svg")[0].html
    items = "".join(
        f"<li><p><strong>{name}</strong></p><p>{drawing}</p><p>{WORDS}Take {time}\nseconds.</p>"
        for name, time in STEPS.items()
    )
    list_of_steps = r'(?s)(<section class="site steps">.*?<ol>).*?(?=</ol>)'
    html = re.sub(list_of_steps, rf"\1{items}", read(built_site, routine))
    prepared: dict[str, Page] = {}

    def prepare(script: str) -> Page:
        if script not in prepared:
            page = browser.new_page(base_url=address, service_workers="block")
            page.clock.install(time=0)
            page.add_init_script(WATCH + script)
            page.route(f"**/{routine}", lambda route: route.fulfill(body=html))
            page.goto(routine)
            page.clock.pause_at(1_000_000)  # in seconds: no page takes days to load
            prepared[script] = page
        return prepared[script]

    yield prepare
    for page in prepared.values():
        page.close()


@pytest.fixture
def guide(prepare: Callable[[str], Page], routine: str) -> Iterator[Open]:
    """Open the page with the tests' steps anew; the clock goes on from where it was."""
    faults: list[Error] = []

    def guide(script: str = "", size: Size = PHONE, font: int = 16) -> Page:
        page = prepare(script)
        page.on("pageerror", lambda error: faults.append(error))
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(media="screen", reduced_motion="reduce")
        sizes = {"fontSizes": {"standard": font, "fixed": font}}
        page.context.new_cdp_session(page).send("Page.setFontSizes", sizes)
        page.goto(routine)
        return page

    yield guide
    assert faults == []


def press(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=name, exact=True).click()


def shows(page: Page, said: str, time: str) -> None:
    expect(page.locator(STATUS)).to_have_text(said)
    expect(page.get_by_role("timer")).to_have_text(time)
    assert page.locator("li[aria-current=step]").count() == said.startswith("Step ")


def test_it_says_what_the_page_says(opened: Open, routine: str) -> None:
    page = opened()
    page.goto(routine)
    steps = page.locator(".steps > ol > li").all_inner_texts()
    seconds = [int((re.findall(r"(\d+)\s+seconds", step) or [45])[0]) for step in steps]
    time = f"{seconds[0] // 60}:{seconds[0] % 60:02}"
    shows(page, f"{len(steps)} steps, {int(sum(seconds) / 60 + 0.5)} minutes", time)


def test_nothing_starts_by_itself_and_the_pace_can_be_changed(guide: Open) -> None:
    page = guide()
    page.clock.run_for(300_000)
    shows(page, INVITATION, "0:50")
    for pace, time in (("slower", "1:15"), ("faster", "0:38"), ("as written", "0:50")):
        page.get_by_label("Pace").select_option(pace)
        shows(page, INVITATION, time)
    assert page.evaluate("[spoken, marks, locks]") == [[], [], []]


def test_by_hand_a_step_waits_at_its_end_and_says_so_once(guide: Open) -> None:
    page = guide()
    press(page, "Start")
    page.clock.run_for(300_000)
    shows(page, UP, "0:00")
    press(page, "Next")
    page.clock.run_for(10_000)
    shows(page, TWO, "0:10")
    assert page.evaluate("spoken") == [ONE, UP, TWO]
    assert page.locator(".guide [aria-live]").count() == 0, "its roles say how it speaks"


def test_it_goes_on_by_itself_if_asked(guide: Open) -> None:
    page = guide()
    page.get_by_label("Go on by itself").check()
    press(page, "Start")
    for said, time, seconds in ((ONE, "0:50", 50), (TWO, "0:20", 20), (THREE, "1:30", 90)):
        shows(page, said, time)
        page.clock.run_for(seconds * 1000)
    shows(page, "All steps done", "0:50")


def test_pause_keeps_the_time_and_a_browser_may_sleep(guide: Open) -> None:
    page = guide()
    press(page, "Start")
    page.clock.fast_forward(9_800)  # one tick at most
    page.clock.run_for(200)
    press(page, "Pause")
    page.clock.run_for(60_000)
    shows(page, ONE, "0:40")
    press(page, "Start")
    page.clock.run_for(5_000)
    shows(page, ONE, "0:35")
    assert page.evaluate("spoken") == [ONE]


def test_back_next_and_stop(guide: Open) -> None:
    page = guide()
    press(page, "Start", "Next")
    page.clock.run_for(5_000)
    shows(page, TWO, "0:15")
    press(page, "Back", "Back")
    shows(page, ONE, "0:50")
    press(page, "Pause", "Next")
    page.clock.run_for(5_000)
    shows(page, TWO, "0:20")
    press(page, "Next", "Next")
    shows(page, "All steps done", "0:50")
    press(page, "Start", "Stop")
    page.clock.run_for(5_000)
    shows(page, INVITATION, "0:50")


@pytest.mark.parametrize("pause", [0, 5_000])
@pytest.mark.parametrize("presses", ["Start Pause", "Start Pause Start", "Start Pause Start Stop"])
def test_the_screen_stays_on_while_it_runs(guide: Open, presses: str, pause: int) -> None:
    page, runs = guide(), presses.endswith("Start")
    for name in presses.split():
        press(page, name)
        page.clock.run_for(pause)
        assert page.evaluate("held()") <= 1
    page.clock.run_for(10_000)
    assert page.evaluate("held()") == runs
    page.evaluate("locks.forEach((lock) => { lock.released = true })")  # as out of sight
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.clock.run_for(10_000)
    assert page.evaluate("held()") == runs


@pytest.mark.parametrize("script", [REFUSED, ABSENT])
def test_what_a_browser_refuses_or_lacks_is_done_without(guide: Open, script: str) -> None:
    page = guide(script)
    press(page, "Start", "Pause", "Start")
    page.clock.run_for(5_000)
    shows(page, ONE, "0:45")
    for name in ("Sound", "Vibrate"):
        expect(page.get_by_label(name)).to_have_count(0 if script == ABSENT else 1)


def test_vibration_is_not_offered_where_there_is_no_motor(guide: Open) -> None:
    page = guide("window.mouse = true")
    expect(page.get_by_label("Vibrate")).to_have_count(0)
    expect(page.get_by_label("Sound")).to_be_visible()


@pytest.mark.parametrize(("choice", "mark"), [("Sound", "sound"), ("Vibrate", "vibration")])
def test_each_change_is_marked_if_asked(guide: Open, choice: str, mark: str) -> None:
    page = guide()
    press(page, "Start", "Next", "Stop")
    assert page.evaluate("marks") == []
    page.get_by_label(choice).check()
    assert page.evaluate("marks.splice(0)") == [mark], "a sample"
    for name, marks in (("Start", 1), ("Pause", 0), ("Start", 0), ("Next", 1), ("Stop", 0)):
        press(page, name)
        assert page.evaluate("marks.splice(0)") == [mark] * marks, name
    press(page, "Start", "Next", "Next")
    page.clock.run_for(100_000)  # time is up
    press(page, "Next")  # the end
    assert page.evaluate("marks") == [mark] * 5


def test_a_translation_is_left_alone(guide: Open) -> None:
    page = guide()
    press(page, "Start")
    page.locator(".guide :is([role=status], button)").evaluate_all(
        "parts => parts.forEach((part) => { part.innerHTML = '<font>Nase</font>' })"
    )
    page.clock.run_for(5_000)
    expect(page.locator(".guide font")).to_have_count(5)
    page.locator(".guide button").nth(2).click()
    expect(page.locator(".guide font")).to_have_count(4)
    shows(page, TWO, "0:20")


def test_the_keyboard_works_it_without_losing_its_place(guide: Open) -> None:
    page = guide()
    focused = page.locator("button:focus")
    page.locator(".guide button").first.focus()
    page.keyboard.type("abcdefghijklmnopqrstuvwxyz0123456789.,/?-+")
    shows(page, INVITATION, "0:50")
    for keys, said, name in (
        (["Enter"], ONE, "Pause"),
        (["Tab", "Tab", "Space"], TWO, "Next"),
        (["Tab", "Enter"], INVITATION, "Stop"),
    ):
        for key in keys:
            page.keyboard.press(key)
        expect(page.locator(STATUS)).to_have_text(said)
        expect(focused).to_have_text(name)
        expect(focused).to_be_in_viewport()


@ANY_FONT
@pytest.mark.parametrize("window", WINDOWS)
def test_it_fits_the_window(guide: Open, window: str) -> None:
    width, height, font = map(int, re.split("[x/]", window))
    page = guide(size=(width, height), font=font)
    press(page, "Start", "Next")
    assert page.evaluate("lost", STEP) == []
    page.clock.run_for(20_000)
    assert page.evaluate("lost", STEP) == [], "once the time is up"
    assert page.evaluate("stepTop() >= stripBottom()"), "where that takes another line"
    strip = f"{STRIP}, .guide-strip label" if height > LOWEST else STRIP
    for place in ("0", "document.body.scrollHeight"):
        page.evaluate(f"scrollTo(0, {place})")
        assert page.evaluate("lost", strip) == []
    assert page.evaluate("covered()") == []


def test_it_looks_as_the_reader_asked(guide: Open) -> None:
    page = guide()

    def style(selector: str, name: str) -> Any:
        return page.locator(selector).evaluate(f"node => getComputedStyle(node).{name}")

    press(page, "Start")
    assert style("html", "scrollBehavior") == "auto"
    page.emulate_media(reduced_motion="no-preference")
    assert style("html", "scrollBehavior") == "smooth"
    assert style(".guide select", "fontFamily") == style("body", "fontFamily")
    back, on = ".guide button:nth-child(2)", ".guide button:nth-child(3)"
    assert style(on, "backgroundColor") == style(back, "backgroundColor")
    page.clock.run_for(60_000)
    assert style(on, "backgroundColor") != style(back, "backgroundColor"), "the way on stands out"


def test_the_page_is_printed_without_it(guide: Open) -> None:
    page = guide()
    page.emulate_media(media="print")
    printed = """[...document.querySelectorAll('body, main *')].map((node) =>
      [node.offsetTop, getComputedStyle(node).outlineStyle])"""
    before = page.evaluate(printed)
    page.emulate_media(media="screen")
    press(page, "Start")
    page.emulate_media(media="print")
    assert page.evaluate(printed) == before
    expect(page.locator(".guide")).to_be_hidden()
