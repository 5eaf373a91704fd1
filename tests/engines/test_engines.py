"""A reader's ways through the site in WebKit, and in Firefox where its driver is."""

import base64
import json
import os
import re
import shutil
import subprocess
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import pytest
from selenium import webdriver
from selenium.webdriver import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from conftest import DESKTOP, NOT_FOUND, PHONE, ROOT

# Selenium is given its drivers, so it looks for none and downloads none.
DRIVERS = [path for path in map(shutil.which, ("WebKitWebDriver", "geckodriver")) if path]
CHECKS = (ROOT / "tests/site/checks.js").read_text("utf-8")
SIZES = (PHONE, DESKTOP)  # the drivers' windows are a little wider than a phone
STATUS, TIMER = ".guide [role=status]", ".guide [role=timer]"


class Engine:
    """A browser, and what its console says where the driver passes that on: in Firefox."""

    def __init__(self, driver: str) -> None:
        self.said: list[str] = []
        self.driver: webdriver.WebKitGTK | webdriver.Firefox
        self.is_webkit = "WebKit" in driver
        if self.is_webkit:
            self.driver = webdriver.WebKitGTK(service=webdriver.WebKitGTKService(driver))
            return
        options = webdriver.FirefoxOptions()
        options.enable_bidi = True
        self.driver = webdriver.Firefox(options, webdriver.FirefoxService(driver))
        for listen in ("add_console_message_handler", "add_javascript_error_handler"):
            getattr(self.driver.script, listen)(lambda entry: self.said.append(entry.text))

    def open(self, address: str, size: tuple[int, int] = PHONE) -> None:
        self.driver.set_window_size(*size)
        self.driver.get(address)

    def run(self, script: str) -> Any:
        return self.driver.execute_script(f"{CHECKS}\n{script}")

    def seen(self, selector: str) -> list[WebElement]:
        found = self.driver.find_elements("css selector", selector)
        return [node for node in found if node.is_displayed()]

    def text(self, selector: str) -> str:
        return str(self.run(f"return document.querySelector('{selector}').textContent"))

    def until(self, condition: Callable[[], Any]) -> Any:
        return WebDriverWait(self.driver, 60).until(lambda _: condition())


@pytest.fixture(scope="module", params=DRIVERS, ids=lambda path: Path(path).name)
def started(request: pytest.FixtureRequest) -> Iterator[Engine]:
    engine = Engine(request.param)
    yield engine
    engine.driver.quit()


@pytest.fixture
def engine(started: Engine, address: str) -> Iterator[Engine]:
    """A browser on the home page of a first visit; what its console then says is a fault."""
    started.open(address)
    yield started
    started.run("localStorage.clear()")
    if not started.is_webkit:
        started.run("console.log('the end')")
        started.until(lambda: "the end" in started.said)
        said, started.said[:] = started.said[:], []
        assert said == ["the end"]


def test_each_page_opens_and_loses_nothing(engine: Engine, address: str, pages: list[str]) -> None:
    faults = []
    for size in SIZES:
        for path in pages:
            engine.open(address + path, size)
            assert engine.seen("h1"), path
            found = engine.run("return [...sideways(), ...clipped()]")
            faults += [f"{path or 'home'}, {size[0]} px: {fault}" for fault in found]
    assert faults == []


def test_webkit_is_silent(built_site: Path, address: str, pages: list[str], tmp_path: Path) -> None:
    # Where it is driven, WebKit keeps what its console says to itself.
    shutil.copy(ROOT / "tests/engines/frames.html", built_site.parent)
    shown = quote(json.dumps([[address + path for path in pages], SIZES]))
    browser = str(next(Path("/usr/lib").glob("*/webkit*gtk-*/MiniBrowser")))
    told = "--enable-write-console-messages-to-stdout=true"
    command = ["timeout", "300", browser, told, urljoin(address, f"/frames.html#{shown}")]
    home = os.environ | {"HOME": str(tmp_path)}
    done = subprocess.run(command, env=home, capture_output=True, text=True)
    said = re.findall("^(.*)CONSOLE (.*)", done.stdout + done.stderr, re.MULTILINE)
    assert [message for _, message in said] == ["LOG all shown"], said


def test_the_menu_leads_everywhere(engine: Engine, address: str, pages: list[str]) -> None:
    assert not engine.seen("nav#menu a")
    engine.seen(".menu-open")[0].click()
    links = engine.until(lambda: engine.seen("nav#menu a"))
    leads = [link.get_property("href") for link in links]
    assert sorted(leads) == sorted(address + path for path in pages if path != NOT_FOUND)
    links[-1].click()
    engine.until(lambda: engine.driver.current_url == leads[-1])
    engine.driver.back()
    engine.until(lambda: engine.driver.current_url == address and not engine.seen("nav#menu a"))


def test_the_search_answers_and_return_opens_what_comes_first(engine: Engine) -> None:
    engine.seen("#search-open")[0].click()
    [field] = engine.until(lambda: engine.seen("#search input"))
    for query in ("안녕", "\"'(.*[+?^$"):
        field.send_keys(query)
        engine.until(lambda: engine.text("#search [role=status]"))
        field.clear()
    field.send_keys(engine.text("nav#menu li:last-child a"))
    first = engine.until(lambda: engine.seen("#search li a"))[0].get_property("href")
    field.send_keys(Keys.ENTER)
    engine.until(lambda: engine.driver.current_url == first)
    assert not engine.seen("#search")


def test_the_guide_goes_through_the_steps(engine: Engine, address: str, routine: str) -> None:
    engine.open(address + routine)
    start, back, go_on, stop = buttons = engine.seen(".guide button")
    label, time, said = start.text, engine.text(TIMER), {engine.text(STATUS)}
    current = "return all('.steps ol > li').findIndex((step) => step.ariaCurrent)"
    for step, button in enumerate((start, go_on, go_on)):
        button.click()
        assert engine.run(current) == step
        said.add(engine.text(STATUS))
        assert all(button.is_displayed() for button in buttons)
    assert len(said) == 4, "each step is said"
    back.click()
    assert engine.run(current) == 1
    whole = engine.text(TIMER)
    engine.until(lambda: engine.text(TIMER) != whole)
    stop.click()
    assert (engine.run(current), start.text, engine.text(TIMER)) == (-1, label, time)


def test_the_colours_chosen_stay(engine: Engine, address: str, pages: list[str]) -> None:
    before = engine.run("return dark()")
    engine.seen("#scheme")[0].click()
    assert engine.run("return dark()") is not before
    engine.open(address + pages[-1])
    assert engine.run("return dark()") is not before
    engine.seen("#scheme")[0].click()
    assert engine.run("return dark()") is before


def test_the_routine_prints_on_one_sheet(engine: Engine, address: str, routine: str) -> None:
    if engine.is_webkit:
        pytest.skip("WebKit's driver can't print")
    engine.open(address + routine)
    pdf = base64.b64decode(engine.driver.print_page())
    streams = re.findall(rb"/ObjStm\b.*?stream\n(.*?)endstream", pdf, re.DOTALL)
    objects = b"\n".join(zlib.decompressobj().decompress(stream) for stream in streams)
    assert len(re.findall(rb"/Type\s*/Page\b", objects)) == 1
