"""What the site promises, as functions that find where it does not hold.

Each returns a list of lines, "page: rule: element"; an empty list is what the tests want. The
fixtures at the end serve the built site and open it; test modules name this file in
`pytest_plugins`. (PYTEST_DONT_REWRITE: they import it before that, which would be a warning.)
"""

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request
from selectolax.lexbor import LexborHTMLParser, LexborNode

from conftest import ADDRESS, Quiet, Server, copy_project, run

PHONE, DESKTOP = (390, 844), (1440, 900)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NOT_FOUND = "404.html"
MENU = "nav#menu"  # closed on a phone
PAPER = ".printed"  # the one part of a page that is meant for paper alone

# What the checks in the browser share. Colours go through a canvas, which knows every notation.
LIBRARY = r"""
const tag = (node) => {
  const html = node.outerHTML.replace(/\s+/g, ' ')
  return html.length > 160 ? html.slice(0, 160) + '…' : html
}
const boxes = (node) => [...node.getClientRects()].filter((box) => box.width > 1 && box.height > 1)
const seen = (node) =>
  node.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
  boxes(node).some((box) => box.right > 0 && box.bottom + scrollY > 0)
const controls = () =>
  [...document.querySelectorAll(
    'a[href], area[href], button, input, select, textarea, summary, iframe, ' +
    'audio[controls], video[controls], [tabindex], [contenteditable]'
  )].filter((node) => node.tabIndex >= 0 && !node.disabled && !node.closest('[inert]'))
const words = (node) => [...node.childNodes].some(
  (child) => child.nodeType === Node.TEXT_NODE && child.data.trim()
)
const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
const rgba = (colour) => {
  pen.clearRect(0, 0, 1, 1)
  pen.fillStyle = colour
  pen.fillRect(0, 0, 1, 1)
  const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data
  return [red, green, blue, alpha / 255]
}
const over = (top, bottom) => [
  ...[0, 1, 2].map((i) => top[i] * top[3] + bottom[i] * (1 - top[3])), 1,
]
const canvas = () => {
  const probe = document.createElement('div')
  probe.style.backgroundColor = 'Canvas'
  document.documentElement.append(probe)
  const colour = rgba(getComputedStyle(probe).backgroundColor)
  probe.remove()
  return colour
}
const ground = (node) => {
  const layers = []
  for (let at = node; at; at = at.parentElement) {
    layers.push(rgba(getComputedStyle(at).backgroundColor))
    if (layers.at(-1)[3] === 1) break
  }
  return layers.reduceRight((below, layer) => over(layer, below), canvas())
}
const light = (colour) => {
  const [red, green, blue] = colour.slice(0, 3).map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (top, bottom) => {
  const [dark, bright] = [light(over(top, bottom)), light(bottom)].sort((a, b) => a - b)
  return (bright + 0.05) / (dark + 0.05)
}
"""


def ask(page: Page, body: str, argument: object = None) -> Any:
    """Evaluate the body of a function in the page; `given` is its argument."""
    return page.evaluate(f"(given) => {{ {LIBRARY} {body} }}", argument)


def said(name: str, rule: str, elements: list[str]) -> list[str]:
    """Return a line for each element."""
    return [f"{name}: {rule}: {element}" for element in elements]


# What a checker knows.


@cache
def axe_source() -> str:
    """Return axe-core as published."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def axe(page: Page, name: str) -> list[str]:
    """Every rule of axe-core that has one of our tags, none off, on the whole page."""
    page.evaluate(axe_source())
    found: list[dict[str, Any]] = page.evaluate(
        """async (tags) => {
          const rules = Object.fromEntries(
            axe.getRules(tags).map(({ ruleId }) => [ruleId, { enabled: true }])
          )
          const options = { runOnly: { type: 'tag', values: tags }, rules }
          options.resultTypes = ['violations']
          return (await axe.run(document, options)).violations
        }""",
        RULES,
    )
    return [
        f"{name}: {rule['id']}: {node['html'][:200]} ({rule['help']})"
        for rule in found
        for node in rule["nodes"]
    ]


# The keyboard.

STOPS = r"""
scrollTo(0, 0)
window.stops = controls().filter(seen).filter((node) =>
  node.type !== 'radio' || node.checked ||
  !document.querySelector(`input[type=radio][name="${node.name}"]:checked`)
)
"""
STOP = r"""
const node = document.activeElement
if (!node || node === document.body || node === document.documentElement) return null
if (!stops.includes(node)) stops.push(node)
const faults = []
const part = ['nav#menu', 'dialog', 'footer', 'main', 'header'].find((part) => node.closest(part))
const label = node.labels?.[0]
const target = seen(node) ? node : label && seen(label) ? label : node
const box = target.getBoundingClientRect()
if (!seen(target)) faults.push('focus on what is invisible')
else {
  if (
    box.top < -1 || box.left < -1 ||
    (box.bottom > innerHeight + 1 && box.height < innerHeight) ||
    (box.right > innerWidth + 1 && box.width < innerWidth)
  ) faults.push('focus outside of the window')
  const [first] = boxes(target) // a link over two lines has nothing at its middle
  const hit = document.elementFromPoint(first.left + first.width / 2, first.top + first.height / 2)
  if (!hit || !(target.contains(hit) || hit.contains(target) || label?.contains(hit)))
    faults.push('focus on what is covered')
  const style = getComputedStyle(target)
  const width = parseFloat(style.outlineWidth)
  const offset = parseFloat(style.outlineOffset)
  const below = ground(offset < 0 ? target : target.parentElement)
  if (['none', 'auto', 'hidden'].includes(style.outlineStyle) || width < 2)
    faults.push(`no focus ring of 2 px (outline: ${style.outline})`)
  else if (contrast(rgba(style.outlineColor), below) < 3)
    faults.push(`focus ring below 3:1 (${contrast(rgba(style.outlineColor), below).toFixed(2)})`)
  else {
    const edge = width + offset
    for (let at = target.parentElement; at; at = at.parentElement) {
      const how = getComputedStyle(at)
      if (how.overflowY === 'visible' || at === document.body || !at.parentElement) continue
      const frame = at.getBoundingClientRect()
      if (box.top - edge < frame.top - 1 && box.bottom + edge > frame.bottom + 1)
        faults.push('focus ring cut off')
    }
  }
}
return { index: stops.indexOf(node), tag: tag(node), part: part ?? 'start', faults }
"""
PARTS = ["start", "header", "nav#menu", "main", "footer"]


def keyboard(page: Page, name: str, within: str = "body") -> list[str]:
    """Tab on: every visible control, no other, in the order one reads, and out again.

    Each shows a ring that its computed outline proves: at least 2 px wide, of a style the page has
    set, 3:1 against the ground it lies on, and not cut off above and below at once. That is the
    same on every machine, which pixels are not. Only the controls `within` must all be met: a walk
    that begins in what has opened does not meet what stands before it.
    """
    ask(page, STOPS)
    stops: list[dict[str, Any]] = ask(
        page,
        """return stops.map((node) => {
          const [{ x, y, width, height }] = boxes(node)
          const wanted = Boolean(node.closest(given))
          return { tag: tag(node), wanted, x, y, right: x + width, bottom: y + height, height }
        })""",
        within,
    )
    faults: list[str] = []
    visited: list[int] = []
    parts: list[str] = []
    for _ in range(len(stops) + 30):
        page.keyboard.press("Tab")
        stop: dict[str, Any] | None = ask(page, STOP)
        if stop is None or (visited and stop["index"] == visited[0]):
            break
        if stop["index"] in visited:
            faults.append(f"{name}: focus is trapped: {stop['tag']}")
            break
        faults += [f"{name}: {fault}: {stop['tag']}" for fault in stop["faults"]]
        if (
            parts
            and within == "body"  # what has opened stands between its button and what follows that
            and {stop["part"], parts[-1]} <= set(PARTS)
            and PARTS.index(stop["part"]) < PARTS.index(parts[-1])
        ):
            faults.append(f"{name}: {stop['part']} after {parts[-1]}: {stop['tag']}")
        elif parts and stop["part"] == parts[-1] and max(visited[-1], stop["index"]) < len(stops):
            before, after = stops[visited[-1]], stops[stop["index"]]
            overlap = min(before["bottom"], after["bottom"]) - max(before["y"], after["y"])
            beside = overlap > min(before["height"], after["height"]) / 2
            if after["bottom"] <= before["y"] + 1 or (beside and after["right"] <= before["x"] + 1):
                faults.append(f"{name}: focus goes back: {stop['tag']}")
        visited.append(stop["index"])
        parts.append(stop["part"])
    else:
        faults.append(f"{name}: focus is trapped: Tab finds no end")
    missed = [
        stop["tag"] for index, stop in enumerate(stops) if stop["wanted"] and index not in visited
    ]
    return faults + said(name, "Tab does not reach", missed)


# Without script.


def hidden_text(page: Page, name: str) -> list[str]:
    """Text of the page's main part that a reader does not see."""
    hidden: list[str] = ask(
        page,
        """return [...document.querySelectorAll('h1, main *')].filter((node) =>
          words(node) && !node.closest('script, style, template') && !node.closest(given) &&
          !seen(node)
        ).map(tag)""",
        f"{PAPER}, {MENU}",
    )
    shown = ask(page, "return [...document.querySelectorAll('h1')].filter(seen).length")
    return said(name, "text is hidden", hidden) + ([] if shown else [f"{name}: no heading is seen"])


def dead_buttons(page: Page, name: str) -> list[str]:
    """Visible buttons and fields that can do nothing without a script."""
    dead: list[str] = ask(
        page,
        """return [...document.querySelectorAll('button, input, select, [role=button], .guide')]
          .filter(seen).filter((node) =>
            !node.matches('[popovertarget], [commandfor]') &&
            !node.closest('form[action], form[method=dialog]')
          ).map(tag)""",
    )
    return said(name, "does nothing without a script", dead)


def wrong_ground(page: Page, name: str, scheme: str) -> list[str]:
    """Is the ground as dark or as light as the scheme asks for?"""
    value: float = ask(page, "return light(ground(document.body))")
    right = value < 0.1 if scheme == "dark" else value > 0.7
    return [] if right else [f"{name}: the ground is not {scheme}: luminance {value:.2f}"]


# Room.


def add_style(page: Page, style: str) -> None:
    """Add a style as a script may, which no policy for the page's own styles forbids."""
    page.evaluate(
        """(style) => {
          const sheet = new CSSStyleSheet()
          sheet.replaceSync(style)
          document.adoptedStyleSheets.push(sheet)
        }""",
        style,
    )


def sideways(page: Page, name: str) -> list[str]:
    """What makes a page scroll sideways."""
    wide: list[str] | None = ask(
        page,
        """const root = document.documentElement
        if (root.scrollWidth <= root.clientWidth) return null
        return [...document.body.querySelectorAll('*')].filter((node) =>
          seen(node) && node.getBoundingClientRect().right + scrollX > root.clientWidth + 1
        ).map(tag)""",
    )
    if wide is None:
        return []
    return said(name, "scrolls sideways", wide[-5:] or ["the page"])  # the innermost come last


def clipped(page: Page, name: str) -> list[str]:
    """Text that is cut off by the box it stands in."""
    cut: list[str] = ask(
        page,
        """return [...document.querySelectorAll('body, body *')].filter((node) => {
          if (!(node instanceof HTMLElement) || !seen(node) || !node.innerText.trim()) return false
          if (node.clientWidth <= 1 || node.clientHeight <= 1) return false // for screen readers
          const { overflowX, overflowY } = getComputedStyle(node)
          const cuts = (how) => ['hidden', 'clip'].includes(how)
          return (cuts(overflowX) && node.scrollWidth > node.clientWidth + 1) ||
            (cuts(overflowY) && node.scrollHeight > node.clientHeight + 1)
        }).map(tag)""",
    )
    return said(name, "text is cut off", cut)


def colourless(page: Page, name: str) -> list[str]:
    """Buttons, links, badges and drawings that forced colours make disappear."""
    lost: list[str] = ask(
        page,
        """const stands = (node, colour, least) => contrast(rgba(colour), ground(node)) >= least
        const painted = (shape) => {
          const { fill, stroke, fillOpacity } = getComputedStyle(shape)
          return (stroke !== 'none' && stands(shape, stroke, 3)) ||
            (fill !== 'none' && Number(fillOpacity) > 0.5 && stands(shape, fill, 3))
        }
        const shapes = (node) => [...node.querySelectorAll('path, circle, ellipse, rect, line')]
        const shows = (node) => {
          const style = getComputedStyle(node)
          if (node.textContent.trim() && stands(node, style.color, 4.5)) return true
          if (node.querySelector('img')) return true
          if (shapes(node).some(painted)) return true
          return parseFloat(style.borderTopWidth) > 0 &&
            stands(node.parentElement, style.borderTopColor, 3)
        }
        const parts = [...document.querySelectorAll('a[href], button, .strength, select')]
        const drawings = [...document.querySelectorAll('svg.drawing, svg[role=img]')]
        return [
          ...parts.filter(seen).filter((node) => !shows(node)),
          ...drawings.filter(seen).filter((node) => {
            const used = [...node.querySelectorAll('use')].map((use) =>
              document.querySelector(use.getAttribute('href'))
            )
            return ![node, ...used].some((part) => part && shapes(part).some(painted))
          }),
        ].map(tag)""",
    )
    return said(name, "lost in forced colours", lost)


def motion(page: Page, name: str) -> list[str]:
    """What still moves for a reader who asked for no motion."""
    moving: list[str] = ask(
        page,
        """const longest = (times) => Math.max(...times.split(',').map(
          (time) => parseFloat(time) * (time.trim().endsWith('ms') ? 0.001 : 1)
        ))
        const all = [document.documentElement, ...document.querySelectorAll('body, body *')]
        return ['', '::before', '::after', '::backdrop'].flatMap((pseudo) =>
          all.filter((node) => {
            const style = getComputedStyle(node, pseudo || null)
            if (pseudo && style.content === 'none' && pseudo !== '::backdrop') return false
            return longest(style.transitionDuration) > 0.01 ||
              (style.animationName !== 'none' && longest(style.animationDuration) > 0.01) ||
              (!pseudo && style.scrollBehavior === 'smooth')
          }).map((node) => pseudo + ' ' + tag(node))
        )""",
    )
    return said(name, "moves", moving)


def small_targets(page: Page, name: str, least: int = 24, within: str = "body") -> list[str]:
    """Links and buttons outside of running text that are smaller than a fingertip needs."""
    small: list[str] = ask(
        page,
        """const running = (node) => {
          if (getComputedStyle(node).display !== 'inline') return false
          let block = node.parentElement
          while (getComputedStyle(block).display === 'inline') block = block.parentElement
          const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
          while (texts.nextNode()) {
            let line = texts.currentNode.parentElement
            if (line.closest('a, button')) continue
            if (!/[\\p{L}\\p{N}]/u.test(texts.currentNode.data)) continue
            while (getComputedStyle(line).display === 'inline') line = line.parentElement
            if (line === block) return true
          }
          return false
        }
        const within = (node) => node.closest(given.within) && seen(node)
        return controls().filter(within).filter((node) => {
          if (running(node)) return false
          const all = [node, ...(node.labels ?? [])].map((part) => part.getBoundingClientRect())
          const width = Math.max(...all.map((box) => box.width))
          const height = Math.max(...all.map((box) => box.height))
          return width < given.least - 0.5 || height < given.least - 0.5
        }).map((node) => {
          const { width, height } = node.getBoundingClientRect()
          return `${Math.round(width)}x${Math.round(height)} ${tag(node)}`
        })""",
        {"least": least, "within": within},
    )
    return said(name, f"target below {least} px", small)


# Privacy.


class Watch:
    """Everything a context's pages ask for and complain about.

    Attributes:
        requests: the addresses, in order.
        noise: errors and warnings.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.requests: list[str] = []
        self.noise: list[str] = []
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("requestfailed", self._failed)
        context.on(
            "console",
            lambda message: (
                self.noise.append(f"{message.page and message.page.url}: console: {message.text}")
                if message.type in ("error", "warning")
                else None
            ),
        )
        context.on("weberror", lambda error: self.noise.append(f"page error: {error.error}"))

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left while it still asked for it
            self.noise.append(f"{request.url}: failed: {request.failure}")


def strangers(requests: list[str], address: str) -> list[str]:
    """Requests that leave for another origin."""
    home = urlsplit(address)[:2]
    inline = ("data", "blob", "about")
    away = [url for url in requests if (p := urlsplit(url))[:2] != home and p.scheme not in inline]
    return [f"{url}: request to another host" for url in dict.fromkeys(away)]


def stored(
    page: Page, name: str, welcome: Mapping[str, tuple[str, ...]] | None = None
) -> list[str]:
    """What a page has left in the browser, apart from the keys and values that are welcome."""
    kept: dict[str, dict[str, str]] = page.evaluate(
        """async () => ({
          localStorage: { ...localStorage },
          sessionStorage: { ...sessionStorage },
          indexedDB: Object.fromEntries((await indexedDB.databases()).map((db) => [db.name, ''])),
          caches: Object.fromEntries((await caches.keys()).map((key) => [key, ''])),
          serviceWorker: Object.fromEntries(
            (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => [scope, ''])
          ),
        })"""
    )
    found = [
        f"{name}: {place}: {key}={value[:60]}"
        for place, held in kept.items()
        for key, value in held.items()
        if place != "localStorage" or value not in (welcome or {}).get(key, ())
    ]
    cookies = [str(cookie.get("name")) for cookie in page.context.cookies()]
    return found + said(name, "cookie", cookies)


# The text of a page.

VOID = set("area base br col embed hr img input link meta source track wbr".split())
FOREIGN = {"svg", "math"}
START_TAG = re.compile(
    r"""<[a-zA-Z][a-zA-Z0-9-]*
    (?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*
    \s*/?>""",
    re.VERBOSE,
)


class Strict(HTMLParser):
    """Reads a page by the letter: nothing is closed, moved or left out for the author.

    Attributes:
        tree: depth and name of each element, in order.
        faults: rule and place of what no author may write.
        attributes: each element's name, with its attributes as they are written.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.tree: list[tuple[int, str]] = []
        self.faults: list[str] = []
        self.attributes: list[tuple[str, list[str]]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        if not re.match(r"\s*<!doctype html>", text, re.IGNORECASE):
            self._fault("doctype", "is not the first that a page says")
        for name in self._open:
            self._fault("never closed", f"<{name}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, and leave it open unless it is empty by its kind."""
        self._start(tag, attrs)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that ends where it starts, as drawings may."""
        self._start(tag, attrs)
        if tag not in VOID and not FOREIGN & {tag, *self._open}:
            self._fault("'/' closes nothing here", str(self.get_starttag_text()))
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last."""
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self._fault("closes what is not open", f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Only scripts and styles may hold a bare '<'."""
        if not {"script", "style"} & set(self._open[-1:]) and re.search("[<&]", data):
            self._fault("bare '<' or '&'", data.strip()[:80])

    def handle_entityref(self, name: str) -> None:
        """Each name of a character ends with a semicolon."""
        if not self.rawdata.startswith(f"&{name};", self._here()):
            self._fault("bare '<' or '&'", f"&{name}")

    def unknown_decl(self, data: str) -> None:
        """Nothing else begins with '<!' in a page."""
        self._fault("unknown declaration", data[:80])

    def handle_pi(self, data: str) -> None:
        """A page has no processing instructions."""
        self._fault("processing instruction", data[:80])

    def _here(self) -> int:
        line, column = self.getpos()
        lines = self.rawdata.split("\n")
        return sum(len(text) + 1 for text in lines[: line - 1]) + column

    def _start(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tree.append((len(self._open), tag))
        names = [name for name, _ in attrs]
        self.attributes.append((tag, names))
        text = str(self.get_starttag_text())
        if not START_TAG.fullmatch(text):
            self._fault("malformed tag", text[:160])
        for name, times in Counter(names).items():
            if times > 1:
                self._fault(f"attribute '{name}' {times} times", text[:160])

    def _fault(self, rule: str, what: str) -> None:
        self.faults.append(f"line {self.getpos()[0]}: {rule}: {' '.join(what.split())}")


def elements(node: LexborNode) -> Iterator[LexborNode]:
    """Yield an element and all below it, in order."""
    yield node
    for child in node.iter():
        yield from elements(child)


def tree(node: LexborNode, depth: int = 0) -> Iterator[tuple[int, str]]:
    """Yield depth and name of an element and of all below it, as a browser has them."""
    yield depth, str(node.tag).lower()
    for child in node.iter():
        yield from tree(child, depth + 1)


def root(text: str) -> LexborNode:
    """Return a page's outermost element, as a browser reads the page."""
    found = LexborHTMLParser(text).root
    assert found is not None
    return found


def syntax(text: str, name: str) -> list[str]:
    """What a browser would have to put right in a page.

    Read by the letter, the page must give the very tree that a browser makes of it: whatever the
    browser closed, moved, left out or put in for the author makes a difference.
    """
    strict = Strict(text)
    faults = [f"{name}: {fault}" for fault in strict.faults]
    made = list(tree(root(text)))
    for written, read in zip(strict.tree, made, strict=False):
        if written != read:
            return [*faults, f"{name}: a browser reads <{read[1]}> where <{written[1]}> is written"]
    same = len(made) == len(strict.tree)
    return faults if same else [*faults, f"{name}: a browser reads another tree"]


GLOBAL = set(
    "autocapitalize autocorrect autofocus class contenteditable dir draggable enterkeyhint hidden "
    "id inert inputmode lang popover role spellcheck style tabindex title translate".split()
)
PAINT = set(
    "fill fill-opacity fill-rule opacity pathlength stroke stroke-dasharray stroke-linecap "
    "stroke-linejoin stroke-opacity stroke-width transform".split()
)
BOX = set("height width x y".split())
ALLOWED = {
    "a": set("download href hreflang rel target type".split()),
    "blockquote": {"cite"},
    "button": set(
        "command commandfor disabled form name popovertarget popovertargetaction type value".split()
    ),
    "details": set("name open".split()),
    "dialog": set("closedby open".split()),
    "form": set("action autocomplete enctype method name novalidate target".split()),
    "html": set(),
    "img": set("alt decoding fetchpriority height loading sizes src srcset width".split()),
    "input": set(
        "autocomplete checked disabled form list max maxlength min minlength name pattern "
        "placeholder readonly required size step type value".split()
    ),
    "label": {"for"},
    "li": {"value"},
    "link": set("as crossorigin href hreflang integrity media rel sizes type".split()),
    "meta": set("charset content http-equiv media name property".split()),  # property: RDFa, og
    "ol": set("reversed start type".split()),
    "option": set("disabled label selected value".split()),
    "output": set("for form name".split()),
    "script": set("async crossorigin defer integrity nomodule src type".split()),
    "select": set("autocomplete disabled form multiple name required size".split()),
    "style": {"media"},
    "td": set("colspan headers rowspan".split()),
    "th": set("abbr colspan headers rowspan scope".split()),
    "time": {"datetime"},
    # Drawings.
    "circle": PAINT | set("cx cy r".split()),
    "ellipse": PAINT | set("cx cy rx ry".split()),
    "g": PAINT,
    "line": PAINT | set("x1 x2 y1 y2".split()),
    "path": PAINT | {"d"},
    "polygon": PAINT | {"points"},
    "polyline": PAINT | {"points"},
    "rect": PAINT | BOX | set("rx ry".split()),
    "svg": PAINT | BOX | set("preserveaspectratio viewbox xmlns".split()),
    "symbol": PAINT | BOX | set("preserveaspectratio viewbox".split()),
    "use": PAINT | BOX | {"href"},
}


def attributes(text: str, name: str) -> list[str]:
    """Attributes that an element may not have."""
    return [
        f"{name}: no such attribute: <{tag} {attribute}>"
        for tag, names in Strict(text).attributes
        for attribute in names
        if attribute not in GLOBAL | ALLOWED.get(tag, set())
        and not re.fullmatch(r"(?:aria|data)-[a-z-]+", attribute)
    ]


def shown(node: LexborNode) -> str:
    """Return how an element begins."""
    html = " ".join(str(node.html).split())
    return html if len(html) <= 160 else f"{html[:160]}…"


def identity(text: str, name: str) -> list[str]:
    """Ids that stand twice, and references to ids that stand nowhere."""
    nodes = list(elements(root(text)))
    ids = Counter(node.attributes["id"] or "" for node in nodes if "id" in node.attributes)
    faults = [f"{name}: id twice: {id_}" for id_, times in ids.items() if times > 1 or not id_]
    for node in nodes:
        for attribute in (
            "aria-labelledby aria-describedby aria-controls aria-owns aria-activedescendant for "
            "popovertarget commandfor list"
        ).split():
            wanted = (node.attributes.get(attribute) or "").split()
            if not ids.keys() >= set(wanted):
                faults.append(f"{name}: {attribute} names nothing: {shown(node)}")
    return faults


def outline(text: str, name: str) -> list[str]:
    """One main heading, first, and none below it that skips a level; and the language."""
    page = root(text)
    levels = [int(str(node.tag)[1]) for node in page.css("h1, h2, h3, h4, h5, h6")]
    faults = []
    if levels.count(1) != 1:
        faults.append(f"{name}: main headings: {levels.count(1)}")
    for before, level, node in zip(
        [0, *levels], levels, page.css("h1, h2, h3, h4, h5, h6"), strict=False
    ):
        if level > before + 1:
            faults.append(f"{name}: heading gap: h{before} to {shown(node)}")
    if page.attributes.get("lang") != "en":
        faults.append(f"{name}: lang is not 'en': <html lang={page.attributes.get('lang')}>")
    if not any(title.text().strip() for title in page.css("head title")):
        faults.append(f"{name}: no title")
    return faults


def above(node: LexborNode) -> Iterator[LexborNode]:
    """Yield what an element stands in, from the inside out."""
    while (parent := node.parent) is not None:
        yield parent
        node = parent


def landmarks(text: str, name: str) -> list[str]:
    """One main part, one header, one footer; each navigation with a name of its own; no stray."""
    page = root(text)
    inner = {"article", "aside", "main", "nav", "section"}
    faults = []
    for tag in ("header", "main", "footer"):
        nodes = [
            node
            for node in page.css(f"{tag}, [role={ROLES[tag]}]")
            if tag == "main" or not inner & {str(parent.tag) for parent in above(node)}
        ]
        if len(nodes) != 1:
            faults.append(f"{name}: landmark <{tag}>: {len(nodes)}")
    ids = {node.id: node for node in page.css("[id]")}
    labels = []
    for node in page.css("nav, [role=navigation]"):
        by = ids.get(node.attributes.get("aria-labelledby"))
        label = by.text().strip() if by else (node.attributes.get("aria-label") or "").strip()
        labels.append(label)
        if not label:
            faults.append(f"{name}: navigation without a name: {shown(node)}")
    faults += [f"{name}: navigations named alike: {k}" for k, n in Counter(labels).items() if n > 1]
    at_home = {"header", "main", "footer", "nav", "aside", "dialog"}
    silent = {"script", "style", "template", "noscript"}
    for node in page.css("body, body *"):
        own = "".join(child.text(deep=False) for child in node.iter(True) if child.tag == "-text")
        chain = [node, *above(node)]
        skip = "md-skip" in (node.attributes.get("class") or "")  # comes first of all, by design
        if own.strip() and not skip and not (at_home | silent) & {str(part.tag) for part in chain}:
            faults.append(f"{name}: outside of every landmark: {shown(node)}")
    return faults


ROLES = {"header": "banner", "main": "main", "footer": "contentinfo"}


def names(text: str, name: str) -> list[str]:
    """Pictures, buttons, links and fields without a name."""
    page = root(text)

    def named(node: LexborNode) -> bool:
        label = node.attributes.get("aria-label") or node.attributes.get("aria-labelledby")
        pictures = [
            part.attributes.get("alt") or part.attributes.get("aria-label")
            for part in node.css("img, svg")
        ]
        return bool((label or "").strip() or node.text().strip() or any(pictures))

    faults = [shown(node) for node in page.css("img") if "alt" not in node.attributes]
    faults += [shown(node) for node in page.css("svg[role=img]") if not named(node)]
    faults += [shown(node) for node in page.css("button, a[href]") if not named(node)]
    fors = {node.attributes["for"] for node in page.css("label[for]")}
    for node in page.css("input, select, textarea"):
        within = any(str(part.tag) == "label" for part in above(node))
        if not (within or node.id in fors or named(node)):
            faults.append(shown(node))
    return said(name, "has no name", faults)


# Links and files.

LINKED = ("href", "src", "srcset", "poster", "action", "data-search", "data-index")


def references(page: LexborNode) -> Iterator[tuple[LexborNode, str]]:
    """Yield each element that names an address, with the address as it is written."""
    for node in elements(page):
        for attribute in LINKED:
            value = node.attributes.get(attribute)
            if value is None:
                continue
            parts = value.split(",") if attribute == "srcset" else [value]
            for part in parts:
                words = part.split() if attribute == "srcset" else [part.strip()]
                yield node, words[0] if words else ""
        if node.tag == "meta" and node.attributes.get("property") in ("og:image", "og:url"):
            yield node, node.attributes.get("content") or ""


def pages_of(site: Path) -> list[str]:
    """Return the paths of a site's pages, as its sitemap has them, and of the page for the rest."""
    locations = re.findall("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    start = min(locations, key=len)
    return [location.removeprefix(start) for location in locations] + [NOT_FOUND]


def file_of(path: str) -> str:
    """Return the file that is served for a path."""
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def target(reference: str, at: str, address: str) -> str | None:
    """Return the path below the site's address that a reference leads to; None if it leads away."""
    url = urldefrag(urljoin(at, reference)).url.partition("?")[0]
    return unquote(url.removeprefix(address)) if url.startswith(address) else None


def links(site: Path, address: str) -> list[str]:
    """Everything a page refers to within the site and that is not there."""
    ids = {
        path.relative_to(site).as_posix(): {
            node.id for node in root(path.read_text("utf-8")).css("[id]")
        }
        for path in site.rglob("*.html")
    }
    origin = "{0.scheme}://{0.netloc}/".format(urlsplit(address))
    faults = []
    for path in pages_of(site):
        at = address + path
        for node, reference in references(root((site / file_of(path)).read_text("utf-8"))):
            parts = urlsplit(urljoin(at, reference))
            if parts.scheme not in ("http", "https"):
                continue
            leads = target(reference, at, address)
            if leads is None:
                if f"{parts.scheme}://{parts.netloc}/" == origin:
                    faults.append(f"{path}: leaves the site's path: {shown(node)}")
                elif node.tag != "a":
                    faults.append(f"{path}: asks another host: {shown(node)}")
                continue
            here = path == NOT_FOUND and reference.startswith("#")
            if path == NOT_FOUND and not here and not reference.startswith(("/", "http")):
                faults.append(f"{path}: works at one depth only: {shown(node)}")
            if not (site / file_of(leads)).is_file():
                faults.append(f"{path}: leads nowhere: {shown(node)}")
            elif parts.fragment and unquote(parts.fragment) not in ids.get(file_of(leads), set()):
                faults.append(f"{path}: no such place: {shown(node)}")
    return faults


def orphans(site: Path, address: str) -> list[str]:
    """Files that are published and that no page asks for, in any number of steps."""
    published = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    reached: set[str] = set()
    waiting = [*map(file_of, pages_of(site)), "robots.txt", "sitemap.xml"]
    while waiting:
        name = waiting.pop()
        if name in reached or name not in published:
            continue
        reached.add(name)
        if not name.endswith((".html", ".css", ".js", ".mjs", ".svg")):
            continue
        text = (site / name).read_text("utf-8")
        bases = [address + name.removesuffix("index.html")]
        if name.endswith(".html"):
            page = root(text)
            found = [reference for _, reference in references(page)]
            found += [value or "" for node in elements(page) for value in node.attributes.values()]
            scripts = "".join(node.text() for node in page.css("script, style"))
            text = scripts
        else:
            found = []
            bases.append(address)  # a script may name a file from the site's root
            text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL) if ".css" in name else text
        found += re.findall(r"url\(\s*[\"']?([^\"')]+)", text)
        if not name.endswith(".css"):
            found += [word for _, word in re.findall(r"([\"'`])([^\"'`\s]{1,200})\1", text)]
        else:
            found += re.findall(r"@import\s+[\"']([^\"']+)", text)
        for base in bases:
            for reference in found:
                try:
                    leads = target(reference, base, address)
                except ValueError:  # a word that looks like an address and is none
                    continue
                if leads is not None and reference:
                    waiting.append(file_of(leads))
    return [f"{name}: no page asks for it" for name in sorted(published - reached)]


# The site as it is served, and the browser that looks at it.


class Pages(Quiet):
    """Serves a folder below a path, with its own page for what is missing, as hosts do."""

    def __init__(self, *args: Any, below: str = "/", **options: Any) -> None:
        self.below = below
        super().__init__(*args, **options)

    def translate_path(self, path: str) -> str:
        """Return the file for a path; one that is not below ours is not there."""
        inside = path.startswith(self.below)
        return super().translate_path(path[len(self.below) - 1 :] if inside else "/not/there")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page, if it has one."""
        page = Path(self.directory) / NOT_FOUND
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(folder: Path, below: str = "/") -> Iterator[str]:
    """Serve a folder; what is given is the address, with a slash at its end."""
    with Server(partial(Pages, directory=str(folder), below=below)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{below}"
        server.shutdown()


Open = Callable[..., Page]


@pytest.fixture(scope="session")
def home(built_site: Path) -> Iterator[str]:
    """The address of the built site, below the path that it was built for."""
    with served(built_site, urlsplit(ADDRESS).path) as address:
        yield address


@pytest.fixture(scope="session")
def pages(built_site: Path) -> list[str]:
    """The paths of all pages below the site's address."""
    found = pages_of(built_site)
    assert len(found) >= 12, "the sitemap names every page"
    return found


@pytest.fixture(scope="session")
def site_at_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built to be published at the root of a host."""
    folder = copy_project(tmp_path_factory.mktemp("project"))
    for command in (("strip_spam",), ("mkdocs", "build", "--strict"), ("finish_site", "site")):
        done = run(*command, cwd=folder, SITE_URL="https://owner.example/", REPO_URL="")
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open an empty page in a context of its own; the options are those of a context."""
    contexts = []

    def new_page(size: tuple[int, int] = DESKTOP, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        contexts.append(context)
        return context.new_page()

    yield new_page
    for context in contexts:
        context.close()


def visit(page: Page, address: str, pages: list[str], *checks: Callable[..., list[str]]) -> None:
    """Open page after page and run the checks on each; fail with all they find."""
    faults = []
    for path in pages:
        page.goto(address + path, wait_until="load")
        for check in checks:
            faults += check(page, path or "home")
    agree(faults)


def agree(faults: list[str]) -> None:
    """Fail with a line for each fault."""
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults)


def read(site: Path, path: str) -> str:
    """Return the text of the page at a path."""
    return (site / file_of(path)).read_text("utf-8")
