"""What the site promises a reader, as functions that find where a page in a browser breaks it.

Each returns lines "page: rule: element"; an empty list is what the tests want.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from conftest import Size

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHECKS = (Path(__file__).parent / "checks.js").read_text("utf-8")

Check = Callable[[Page, str], list[str]]


def ask(page: Page, call: str, given: object = None) -> Any:
    """Return what a call of a function in checks.js gives; `given` is what it may be given."""
    return page.evaluate(f"(given) => {{ {CHECKS}\nreturn {call} }}", given)


def look(check: str, given: object = None) -> Check:
    """Return the check of that name in checks.js, to be run on a page."""

    def run(page: Page, name: str) -> list[str]:
        return [f"{name}: {fault}" for fault in ask(page, f"{check}(given)", given)]

    return run


sideways, clipped = look("sideways"), look("clipped")
small_targets = look("smallTargets", {})
hidden_text = look("hiddenText")
dead_buttons = look("deadButtons")
lost_in_forced_colours = look("lostInForcedColours")
faint_arrows, faint_edges = look("faintArrows"), look("faintArrows", "edge")
motion = look("motion")
shifts = look("shifts")


def agree(faults: Iterable[str]) -> None:
    """Fail with a line for each fault."""
    lines = list(faults)
    assert not lines, f"{len(lines)} faults\n" + "\n".join(lines)


def visit(page: Page, pages: Iterable[str], *checks: Check) -> None:
    """Open page after page and run the checks on each; fail with all they find."""
    faults = []
    for path in pages:
        page.goto(path)
        for check in checks:
            faults += check(page, path or "home")
    agree(faults)


def at(size: Size, scheme: Any, *checks: Check) -> Check:
    """Return a check that makes the checks in a size and a colour scheme."""

    def run(page: Page, name: str) -> list[str]:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=scheme)
        where = f"{name}, {size[0]} px, {scheme}"
        return [fault for check in checks for fault in check(page, where)]

    return run


def styled(css: str, *checks: Check) -> Check:
    """Return a check that sets the one style that a test adds, and then makes the checks."""

    def run(page: Page, name: str) -> list[str]:
        ask(page, "setStyle(given)", css)
        return [fault for check in checks for fault in check(page, f"{name}, {css}")]

    return run


def search(page: Page) -> Locator:
    """Search for a page's name in the menu; return the first result."""
    page.locator("#search-open").click()
    page.locator("#search input").fill(page.locator("nav#menu a").last.text_content() or "")
    first = page.locator("#search ol a").first
    expect(first).to_be_visible()
    return first


@cache
def axe_source() -> str:
    """Return axe-core: a file that the environment names, or the one that came with its package."""
    own = os.environ.get("AXE")
    path = Path(own) if own else files("axe_playwright_python") / "axe.min.js"
    return path.read_text("utf-8")


def axe(page: Page, name: str, rules: list[str] | None = None) -> list[str]:
    """Every rule of axe-core that has one of our tags, none off; or only the rules named."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_source())
    return look("axeFaults", [TAGS, rules])(page, name)


def contrast(page: Page, name: str) -> list[str]:
    """What may differ from one colour scheme or size to the next."""
    return axe(page, name, ["color-contrast", "link-in-text-block", "target-size"])


def walk(page: Page, name: str, key: str = "Tab", within: str = "body") -> list[str]:
    """Tab on, or back with the key Shift+Tab: every visible control, no other, and out again.

    They come in the order in which one reads. Each shows a ring that its computed outline proves:
    at least 2 px wide, 3:1 against its ground, not cut off. Only the controls `within` must all be
    met: a walk that begins in what has opened does not meet what stands before it.
    """
    *held, tab = key.split("+")
    for name in held:
        page.keyboard.down(name)
    for _ in range(ask(page, "beginWalk()") + 2):
        page.keyboard.down(tab)  # as while it is held down: half of what presses would take
    for name in (tab, *held):
        page.keyboard.up(name)
    return look("endWalk", {"back": key != "Tab", "within": within})(page, name)


class Watch:
    """What a context's pages ask for and complain about.

    Attributes:
        requests: the addresses, in order.
        noise: errors, warnings and requests that failed.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.requests: list[str] = []
        self.noise: list[str] = []
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("requestfailed", self._failed)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.noise.append(f"page error: {error.error}"))

    def _said(self, said: ConsoleMessage) -> None:
        # Playwright says so of the worker that it was told to block.
        if "blocked by Playwright" not in said.text:
            self.noise.append(f"{said.page and said.page.url}: console: {said.text}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left while it still asked for it
            self.noise.append(f"{request.url}: failed: {request.failure}")


def strangers(requests: list[str], address: str) -> list[str]:
    """Requests that leave for another origin."""
    home, inline = urlsplit(address)[:2], ("data", "blob", "about")
    away = [url for url in requests if (p := urlsplit(url))[:2] != home and p.scheme not in inline]
    return [f"{url}: request to another host" for url in dict.fromkeys(away)]


def stored(page: Page, name: str, welcome: Mapping[str, tuple[str, ...]]) -> list[str]:
    """What a page has left in the browser, apart from keys and values that are welcome."""
    found = [
        f"{name}: {place}: {key}={value[:60]}"
        for place, key, value in ask(page, "kept()")
        if place != "localStorage" or value not in welcome.get(key, ())
    ]
    return found + [f"{name}: cookie: {cookie['name']}" for cookie in page.context.cookies()]
