"""Each check finds the faults that were planted for it: the very functions that judge the site."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

import sight
from conftest import PHONE, ROOT, Open, Size, served
from markup import frame, identity, links, orphans, syntax, targets
from sight import axe, look, small_targets, stored, walk

PLANTED = ROOT / "tests/data/planted_faults.html"
WANTED: dict[str, Any] = yaml.safe_load(PLANTED.with_suffix(".yml").read_text("utf-8"))
ADDRESS = "https://owner.example/planted/"
EMPTY = '<!doctype html>\n<html lang="en"><head><title>Gone</title></head><body>{}</body></html>'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one page, with a page for what is missing and files that nobody asks for."""
    folder = tmp_path_factory.mktemp("sites") / "planted"
    folder.mkdir()
    shutil.copy(PLANTED, folder / "index.html")
    (folder / "404.html").write_text(EMPTY.format('<a href="index.html">Home</a>'), "utf-8")
    (folder / "sitemap.xml").write_text(f"<urlset><url><loc>{ADDRESS}</loc></url></urlset>")
    (folder / "orphan.css").write_text("p { background: url(orphan.svg) }")
    (folder / "orphan.svg").write_text("<svg/>")
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address


def found(faults: list[str], wanted: list[list[str]]) -> None:
    """Fail unless for each of the wanted some line has all of its parts."""
    missed = [want for want in wanted if not any(all(p in line for p in want) for line in faults)]
    assert not missed, f"{missed} not among\n" + "\n".join(faults)


def shown(opened: Open, size: Size = PHONE, **options: object) -> Page:
    page = opened(size, **options)
    page.context.route("https://planted.invalid/**", lambda route: route.abort("failed"))
    page.goto("")
    return page


def test_axe(opened: Open) -> None:
    page = shown(opened)
    found(axe(page, "planted"), WANTED["axe"])
    page.evaluate("document.querySelectorAll('h1').forEach((node) => node.remove())")
    assert axe(page, "planted", ["page-has-heading-one"])


def test_keyboard(opened: Open) -> None:
    page = shown(opened)
    found(walk(page, "planted"), WANTED["walk"] + WANTED["trap"])
    page.reload()
    page.evaluate("document.getElementById('trap').remove()")
    found(walk(page, "planted", "Shift+Tab"), WANTED["walk"])
    page.reload()
    page.evaluate("document.getElementById('trap').remove()")
    page.evaluate("document.body.prepend(document.querySelector('footer'))")
    found(walk(page, "planted"), [["main after footer"]])


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_sight(opened: Open, script: bool) -> None:
    page = shown(opened, (320, 640), java_script_enabled=script)
    checks = [sight.sideways, sight.clipped, sight.motion, sight.hidden_text, sight.dead_buttons]
    checks += [sight.faint_arrows, small_targets, look("smallTargets", {"least": 44})]
    checks += [look("wrongGround", "dark")]
    found([fault for check in checks for fault in check(page, "planted")], WANTED["sight"])
    # It stands in running text.
    assert not [line for line in small_targets(page, "planted") if "by its colour" in line]


def test_forced_colours(opened: Open) -> None:
    page = shown(opened, forced_colors="active")
    found(sight.lost_in_forced_colours(page, "planted"), [["lost in forced colours", 'id="white"']])


def test_what_covers_a_target_and_what_shifts(opened: Open) -> None:
    page = shown(opened)
    covered = look("coveredTargets", ["twice"])
    assert covered(page, "planted") == []
    bar = "position: fixed; inset: 0 0 auto; height: 90px; margin: 0; background: #fff"
    page.evaluate(f"document.querySelector('.pale').style = '{bar}'")
    # Before anything scrolls: what shifts while the page scrolls is not counted.
    found(sight.shifts(page, "planted"), [["the layout shifts"]])
    found(covered(page, "planted"), [["where a link leads is covered", 'id="twice"']])


def test_privacy(opened: Open, address: str) -> None:
    page = opened()
    page.context.route("https://planted.invalid/**", lambda route: route.abort("failed"))
    watch = sight.Watch(page.context)
    with page.context.expect_event("weberror"):  # which the page throws later
        page.goto("")
    page.evaluate("caches.open('planted')")
    page.evaluate("new Promise((done) => { indexedDB.open('planted').onsuccess = done })")
    welcome = {"scheme": ("light", "dark")}
    kept = stored(page, "planted", welcome)
    found([*sight.strangers(watch.requests, address), *watch.noise, *kept], WANTED["private"])
    page.evaluate("localStorage.setItem('scheme', 'dark')")
    assert not [line for line in stored(page, "planted", welcome) if "scheme" in line]
    found(stored(page, "planted", {}), [["scheme=dark"]])


def test_markup() -> None:
    text = PLANTED.read_text("utf-8")
    faults = [fault for check in (syntax, identity, frame) for fault in check(text, "planted")]
    found(faults, WANTED["markup"])


@pytest.mark.parametrize("written", WANTED["syntax"])
def test_syntax(written: str) -> None:
    assert syntax(EMPTY.format(written), "planted")


def test_syntax_lets_pass_what_is_right() -> None:
    right = '<p>a &amp; b &#38; &lt;c&gt;<br></p><svg><path d="M0 0"/></svg><script>1 < 2</script>'
    assert syntax(EMPTY.format(right), "right") == []


def test_links_and_files(folder: Path) -> None:
    found(list(links(folder, ADDRESS)), WANTED["links"])
    assert targets(folder, ADDRESS) == {"": ["nowhere"], "404.html": []}
    assert orphans(folder) == [f"orphan.{kind}: no page asks for it" for kind in ("css", "svg")]
