"""A page that a reader saved whole and opens from disk: its scripts meet what they made before."""

from pathlib import Path

from playwright.sync_api import Page, expect

from conftest import NOT_FOUND, Open, parse
from sight import Watch, agree, ask

MOST = 16_000  # characters of script in a page, before gzip


def save(page: Page, folder: Path) -> str:
    """Save a page as it stands, as browsers do, with what its scripts made; its address on disk."""
    (folder / "saved.html").write_text(page.content(), "utf-8")
    return (folder / "saved.html").as_uri()


def test_a_saved_page_has_one_of_everything_and_no_dead_control(
    opened: Open, pages: list[str], tmp_path: Path
) -> None:
    page = opened()
    for path in pages:
        page.goto(path)
        page.clock.set_fixed_time("2100-01-01")  # so that all is said to be due
        page.reload()
        before, shown = ask(page, "all('button, [role]').length"), page.inner_text("main")
        page.goto(save(page, tmp_path))
        if page.locator(".copies").count():
            expect(page.locator(".copies button")).to_have_count(0)
        else:
            assert ask(page, "all('button, [role]').length") == before
            assert page.inner_text("main") == shown


def test_a_guide_that_was_saved_while_it_ran_starts_anew(
    opened: Open, routine: str, tmp_path: Path
) -> None:
    page = opened()
    watch = Watch(page.context)
    page.goto(routine)
    page.get_by_role("button", name="Start").click()
    page.goto(save(page, tmp_path))
    expect(page.locator("[aria-current=step]")).to_have_count(0)
    expect(page.locator(".guide")).to_have_count(1)
    page.get_by_role("button", name="Start").click()
    expect(page.locator("[aria-current=step]")).to_have_count(1)
    agree(line for line in watch.noise if "file:///" not in line)


def test_the_scripts_of_a_page_are_short(built_site: Path, pages: list[str]) -> None:
    for path in set(pages) - {NOT_FOUND}:
        scripts = [node.text() for node in parse(built_site, path).css("script:not([type])")]
        assert 0 < sum(map(len, scripts)) <= MOST, path
