"""Each check finds the fault that was planted for it: the very functions that judge the site."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page

from conftest import ROOT
from site_checks import (
    PHONE,
    Open,
    Watch,
    attributes,
    axe,
    clipped,
    colourless,
    dead_buttons,
    hidden_text,
    identity,
    keyboard,
    landmarks,
    links,
    motion,
    names,
    orphans,
    outline,
    served,
    sideways,
    small_targets,
    stored,
    strangers,
    syntax,
    wrong_ground,
)

pytest_plugins = ["site_checks"]

PLANTED = ROOT / "tests/data/planted_faults.html"
ADDRESS = "https://owner.example/planted/"
# A start without which a page's own faults can't be told from those of its frame.
NOT_FOUND = (
    '<!doctype html>\n<html lang="en"><head><title>Gone</title></head><body>{}</body></html>'
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one page, with a page for what is missing and a file that nobody asks for."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copy(PLANTED, folder / "index.html")
    (folder / "404.html").write_text(NOT_FOUND.format('<a href="index.html">Home</a>'), "utf-8")
    (folder / "sitemap.xml").write_text(f"<urlset><url><loc>{ADDRESS}</loc></url></urlset>")
    (folder / "orphan.css").write_text("p { background: url(orphan.svg) }")
    (folder / "orphan.svg").write_text("<svg/>")
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address


def one(faults: list[str], *parts: str) -> None:
    """Fail unless some line says all of the parts."""
    assert any(all(part in line for part in parts) for line in faults), (
        f"{parts} is not among\n" + "\n".join(faults)
    )


def shown(opened: Open, address: str, size: tuple[int, int] = PHONE, **options: object) -> Page:
    page = opened(size, **options)
    page.context.route("https://planted.invalid/**", lambda route: route.abort())
    page.goto(address)
    return page


@pytest.fixture
def page(opened: Open, address: str) -> Page:
    return shown(opened, address)


@pytest.mark.parametrize(
    ("rule", "element"),
    [
        ("color-contrast", 'class="pale"'),
        ("link-in-text-block", "index.html"),
        ("button-name", 'id="unnamed"'),
        ("label", 'id="unlabelled"'),
        ("image-alt", "picture.png"),
        ("svg-img-alt", "<svg"),
        ("html-has-lang", "<html"),
        ("heading-order", "<h4>"),
        ("page-has-heading-one", ""),
        ("region", "outside"),
        ("tabindex", 'id="below"'),
        ("target-size", 'id="small"'),
    ],
)
def test_axe(page: Page, rule: str, element: str) -> None:
    if rule == "page-has-heading-one":
        page.evaluate("document.querySelectorAll('h1').forEach((node) => node.remove())")
    one(axe(page, "planted"), f"planted: {rule}: ", element)


@pytest.mark.parametrize(
    ("rule", "element"),
    [
        ("no focus ring of 2 px", 'id="no-ring"'),
        ("focus ring below 3:1", 'id="faint"'),
        ("focus on what is invisible", 'id="unseen"'),
        ("focus on what is covered", 'id="covered"'),
        ("focus goes back", 'id="above"'),
        ("focus is trapped", 'id="trap"'),
        ("Tab does not reach", 'id="past"'),
    ],
)
def test_keyboard(page: Page, rule: str, element: str) -> None:
    one(keyboard(page, "planted"), f"planted: {rule}", element)


def test_keyboard_finds_a_part_out_of_order(page: Page) -> None:
    page.evaluate("document.body.prepend(document.querySelector('footer'))")
    page.evaluate("document.getElementById('trap').remove()")
    one(keyboard(page, "planted"), "planted: main after footer")


def test_keyboard_finds_a_control_out_of_the_window(page: Page) -> None:
    page.evaluate(
        "Object.assign(document.getElementById('faint').style, {position: 'fixed', top: '2000px'})"
    )
    one(keyboard(page, "planted"), "focus outside of the window", 'id="faint"')


@pytest.mark.parametrize(
    ("check", "parts"),
    [
        (sideways, ["scrolls sideways", 'class="wide"']),
        (clipped, ["text is cut off", 'class="cut"']),
        (colourless, ["lost in forced colours", 'id="white"']),
        (motion, ["moves", 'class="moves"']),
        (small_targets, ["target below 24 px", 'id="small"']),
        (small_targets, ["target below 24 px", "Above the trap"]),
        (partial(small_targets, least=44), ["target below 44 px", 'id="tall"']),
        (hidden_text, ["text is hidden", "nobody sees"]),
        (dead_buttons, ["does nothing without a script", 'id="no-ring"']),
        (partial(wrong_ground, scheme="dark"), ["the ground is not dark"]),
    ],
)
def test_sight(
    opened: Open, address: str, check: Callable[[Page, str], list[str]], parts: list[str]
) -> None:
    options = {"forced_colors": "active"} if check is colourless else {}
    page = shown(opened, address, (320, 640), java_script_enabled=False, **options)
    one(check(page, "planted"), "planted: ", *parts)


def test_a_link_in_running_text_may_be_as_small_as_the_text(page: Page) -> None:
    assert not [line for line in small_targets(page, "planted") if "by its colour" in line]


def test_privacy(opened: Open, address: str) -> None:
    page = opened()
    page.context.route("https://planted.invalid/**", lambda route: route.abort("failed"))
    watch = Watch(page.context)
    with page.context.expect_event("weberror"):  # which the page throws later
        page.goto(address)
    one(strangers(watch.requests, address), "https://planted.invalid/picture.png")
    one(watch.noise, "console: a planted error")
    one(watch.noise, "page error", "a planted exception")
    one(watch.noise, "planted.invalid/picture.png: failed")
    welcome = {"scheme": ("light", "dark")}
    found = stored(page, "planted", welcome)
    one(found, "planted: localStorage: planted=1")
    one(found, "planted: localStorage: scheme=pink")
    one(found, "planted: sessionStorage: planted-too")
    one(found, "planted: cookie: planted")
    page.evaluate("localStorage.setItem('scheme', 'dark')")
    assert not [line for line in stored(page, "planted", welcome) if "scheme" in line]
    one(stored(page, "planted"), "scheme=dark")


def test_privacy_finds_a_database_and_a_cache(page: Page) -> None:
    page.evaluate("caches.open('planted')")
    page.evaluate("new Promise((done) => { indexedDB.open('planted').onsuccess = done })")
    found = stored(page, "planted")
    one(found, "indexedDB: planted")
    one(found, "caches: planted")


@pytest.mark.parametrize(
    ("check", "parts"),
    [
        (syntax, ["attribute 'lang' 2 times"]),
        (syntax, ["a browser reads <div> where <div> is written"]),
        (attributes, ["no such attribute: <p align>"]),
        (identity, ["id twice: twice"]),
        (identity, ["for names nothing", "nowhere"]),
        (outline, ["main headings: 2"]),
        (outline, ["heading gap: h1 to <h4>"]),
        (outline, ["lang is not 'en'"]),
        (landmarks, ["landmark <header>: 0"]),
        (landmarks, ["navigation without a name"]),
        (landmarks, ["outside of every landmark", "Text outside"]),
        (names, ["has no name", "<img"]),
        (names, ["has no name", "<svg"]),
        (names, ["has no name", 'id="unnamed"']),
        (names, ["has no name", 'id="unlabelled"']),
    ],
)
def test_validity(check: Callable[[str, str], list[str]], parts: list[str]) -> None:
    one(check(PLANTED.read_text("utf-8"), "planted"), "planted: ", *parts)


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("<p>one<p>two</p>", "never closed"),
        ("<p>one</b></p>", "closes what is not open"),
        ('<p class="a"id="b">x</p>', "malformed tag"),
        ("<p>a & b</p>", "bare '<' or '&'"),
        ("<p>a &nbsp b</p>", "bare '<' or '&'"),
        ("<p/>", "'/' closes nothing here"),
        ("<a>x<a>y</a></a>", "a browser reads"),
        ("<table><tr><td>x</td></tr></table>", "a browser reads"),
        ("<p>x</p><?php ?>", "processing instruction"),
    ],
)
def test_syntax(written: str, rule: str) -> None:
    one(syntax(NOT_FOUND.format(written), "planted"), "planted: ", rule)


def test_syntax_lets_pass_what_is_right() -> None:
    right = '<p>a &amp; b &#38; &lt;c&gt;<br></p><svg><path d="M0 0"/></svg><script>1 < 2</script>'
    assert syntax(NOT_FOUND.format(right), "right") == []


@pytest.mark.parametrize(
    "parts",
    [
        [": leads nowhere: <link", "gone.css"],
        [": leads nowhere: <a", "gone/"],
        [": no such place: <a", "#nowhere"],
        [": leaves the site's path: <a", "/elsewhere/"],
        [": leaves the site's path: <link", "canonical"],
        [": asks another host: <img", "planted.invalid"],
        ["404.html: works at one depth only: <a", "index.html"],
    ],
)
def test_links(folder: Path, parts: list[str]) -> None:
    one(links(folder, ADDRESS), *parts)


def test_orphans(folder: Path) -> None:
    assert orphans(folder, ADDRESS) == [
        "orphan.css: no page asks for it",
        "orphan.svg: no page asks for it",
    ]
