"""The search, as a reader uses it."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route, expect

from conftest import QUERIES

ASKED = json.loads(QUERIES.read_text("utf-8"))
WORD = next(row["query"] for row in ASKED if row["first"] and row["query"].isalpha())
STATUS, ADVICE, TITLES = "#search [role=status]", ".search-advice", ".search-title"
RESULTS, INPUT = "#search li a", "#search input"
CASES = yaml.safe_load((Path(__file__).parent / "search_cases.yml").read_bytes())
# Notes what the status says.
OBSERVE = """() => {
  window.said = []
  const status = document.querySelector('#search [role=status]')
  new MutationObserver(() => status.textContent && said.push(status.textContent))
    .observe(status, { childList: true })
}"""

Search = Callable[..., Page]


def ask(page: Page, query: str) -> list[str]:
    """Type a query and pause; return the addresses of what is found."""
    page.fill(INPUT, query)
    page.clock.run_for(1000)
    found: list[str] = page.locator(RESULTS).evaluate_all("links => links.map(({href}) => href)")
    return found


def entry(title: str, kind: str = "page", text: str = "") -> dict[str, str]:
    return {"url": "a/#b", "page": "P", "title": title, "kind": kind, "text": text}


GARDEN = [entry(title) for title in CASES["garden"]]


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """A page that all tests here share, one after the other."""
    with browser.new_context(service_workers="block") as context:
        context.clock.install()
        yield context.new_page()


@pytest.fixture
def page(window: Page) -> Iterator[Page]:
    """The page, as if it were new: nothing stands between it and the site."""
    yield window
    window.unroute_all()


@pytest.fixture
def search(page: Page, address: str) -> Search:
    """Open the home page with its search; an index of the test's own may stand for the site's."""

    def search(*entries: dict[str, str], **words: str) -> Page:
        index = {"ignore": "the", "foreign": "das", "words": words, "entries": entries}
        if entries:
            page.route("**/search.json", lambda route: route.fulfill(json=index))
        page.goto(address)
        page.keyboard.press("Control+k")
        expect(page.locator(STATUS)).to_have_text("")
        return page

    return search


def test_the_first_result_leads_where_it_should(search: Search, address: str) -> None:
    page, wrong = search(), []
    for row in ASKED:
        found = ask(page, row["query"])
        first = (found[0].removeprefix(address).split("/")[0] or "index") if found else None
        if first not in (row["first"] or [None]):
            wrong.append(f"{row['query']}: {first}, not one of {row['first']}")
        assert found or page.locator(ADVICE).is_visible()
    assert wrong == []


def test_each_entry_leads_to_a_place_that_is_there(built_site: Path) -> None:
    for row in json.loads((built_site / "search.json").read_text("utf-8"))["entries"]:
        path, _, place = row.get("url", "").partition("#")
        html = (built_site / path / "index.html").read_text("utf-8")
        assert not place or f'id="{place}"' in html, row["url"]


def test_warnings_rank_first_and_lists_last(search: Search) -> None:
    kinds = CASES["kinds"]
    page = search(*(entry(kind, kind, "The tulip.") for kind in reversed(kinds)))
    ask(page, "tulip")
    assert page.locator(TITLES).all_text_contents() == kinds


def test_endings_spellings_accents_and_slips_do_not_matter(search: Search) -> None:
    alike = CASES["alike"]
    page, wrong = search(*map(entry, alike), **{"dutch flower": "petal"}), []
    for title, query in ((title, query) for title, queries in alike.items() for query in queries):
        first = page.locator(TITLES).first.text_content() if ask(page, query) else None
        if first != title:
            wrong.append(f"{query}: {first}, not {title}")
    assert wrong == []


def test_what_is_not_there_is_named(search: Search) -> None:
    page = search(*GARDEN, **{"tulip bed": ""})
    for query, count, said in CASES["said"]:
        assert len(ask(page, query)) == count, query
        assert said in (page.locator(STATUS).text_content() or ""), query
        assert page.locator(ADVICE).is_visible() is not said.endswith("found."), query


def test_nothing_is_said_before_a_pause(search: Search) -> None:
    page = search(*GARDEN)
    page.evaluate(OBSERVE)
    for key in "lupus":
        page.keyboard.press(key)
        page.clock.run_for(300)
    assert page.evaluate("said") == []
    page.clock.run_for(1000)
    assert len(page.evaluate("said")) == 1
    page.keyboard.press("a")
    expect(page.locator(STATUS)).to_be_empty()


def test_the_address_holds_the_query_and_brings_it_again(search: Search, address: str) -> None:
    page = search()
    steps = page.evaluate("history.length")
    first = ask(page, WORD)[0]
    assert (page.url, page.evaluate("history.length")) == (f"{address}?q={WORD}", steps)
    page.keyboard.press("Enter")
    page.wait_for_url(first)
    page.go_back()
    expect(page.locator(RESULTS).first).to_have_attribute("href", first)
    expect(page.locator(INPUT)).to_have_value(WORD)
    page.keyboard.press("Escape")
    expect(page).to_have_url(address)


def test_arrows_walk_through_the_results(search: Search) -> None:
    page = search(*GARDEN)
    ask(page, "tulip")
    for key, place in (("Down", 0), ("Down", 1), ("Down", 1), ("Up", 0)):
        page.keyboard.press(f"Arrow{key}")
        expect(page.locator(RESULTS).nth(place)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(INPUT)).to_be_focused()


def test_a_slash_opens_it_and_can_be_typed(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    expect(page.locator(INPUT)).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator(INPUT)).to_have_value("/")


@pytest.mark.parametrize("opener", ["#search-open", ".menu-open"])
def test_the_page_stays_where_it_was(page: Page, address: str, opener: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    page.evaluate("scrollTo({ top: 700, behavior: 'instant' })")
    page.locator(opener).evaluate("button => button.click()")  # where it is, without going to it
    assert page.evaluate("getComputedStyle(document.documentElement).overflowY") == "hidden"
    page.keyboard.press("Escape")
    assert page.evaluate("getComputedStyle(document.documentElement).overflowY") == "visible"
    assert page.evaluate("scrollY") == 700


def test_what_is_printed_is_the_page(search: Search) -> None:
    page = search()
    page.emulate_media(media="print")
    expect(page.locator("#search")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    page.emulate_media(media="screen")


@pytest.mark.parametrize("engine", ["too old", "reads no such script"])
def test_an_engine_that_cannot_run_it_is_told_and_stops_asking(
    page: Page, address: str, engine: str
) -> None:
    asked: list[str] = []
    page.route("**/assets/search.js*", lambda route: route.fulfill(body="a ||||= b"))
    page.goto(address)
    if engine == "too old":
        page.evaluate("delete Element.prototype.replaceChildren")
    page.click("#search-open")
    for _ in range(3):  # tries
        expect(page.locator(STATUS)).not_to_contain_text("loading")
        page.clock.run_for(4000)
    expect(page.locator(STATUS)).to_contain_text("too old")
    page.on("request", lambda request: asked.append(request.url))
    page.clock.run_for(60_000)
    page.evaluate("dispatchEvent(new Event('online'))")
    assert asked == []


def test_a_page_that_was_saved_has_one_search(search: Search) -> None:
    page = search()
    page.set_content(page.content())
    expect(page.locator("#search")).to_have_count(1)
    expect(page.locator("#search")).to_be_hidden()


def test_without_scripts_there_is_no_field(built_site: Path) -> None:
    html = (built_site / "index.html").read_text("utf-8")
    assert re.search("<(dialog|input)", re.sub("(?s)<script.*?</script>", "", html)) is None


def test_a_result_names_its_page_and_shows_its_strength(search: Search) -> None:
    page = search()
    index = page.request.get(f"{page.url}search.json").json()
    claim = next(row for row in index["entries"] if row.get("strength"))
    ask(page, claim["title"])
    result = page.locator(RESULTS, has_text=claim["title"]).first
    expect(result.locator(".search-page")).to_have_text(claim["page"])
    expect(result.locator(".strength svg")).to_be_visible()


def test_any_query_has_an_answer(search: Search) -> None:
    page = search()
    errors: list[object] = []
    page.on("pageerror", lambda error: errors.append(error))
    for query in ("a" * 5000, "ab " * 1700, "안녕", "\"'\\", "(.*[+?^$", "…", "🙂"):
        ask(page, "")
        ask(page, query)
        expect(page.locator(STATUS)).not_to_be_empty()
    assert errors == []


def cut(route: Route) -> None:
    response = route.fetch()
    route.fulfill(response=response, body=response.text()[:1000])


@pytest.mark.parametrize("name", ["search.json", "assets/search.js"])
@pytest.mark.parametrize("fail", [Route.abort, cut, lambda route: route.fulfill(status=404)])
def test_without_its_files_it_says_so_and_answers_once_they_are_back(
    page: Page, address: str, name: str, fail: Callable[[Route], None]
) -> None:
    page.route(f"**/{name}*", lambda route: fail(route))
    page.goto(address)
    page.click("#search-open")
    page.fill(INPUT, WORD)
    expect(page.locator(STATUS)).to_contain_text("cannot answer yet")
    expect(page.locator(ADVICE)).to_be_visible()
    page.unroute_all()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(RESULTS)).not_to_have_count(0)
    expect(page.locator(STATUS)).not_to_contain_text("cannot answer yet")


def test_return_pressed_too_early_is_not_lost(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/search.json", lambda route: held.append(route))
    page.goto(address)
    page.keyboard.press("Control+k")
    page.fill(INPUT, WORD)
    page.keyboard.press("Enter")
    expect(page.locator("#search")).to_be_visible()
    assert page.url == address
    held[0].continue_()
    page.wait_for_url(f"{address}*/*")


def test_return_while_composing_follows_nothing(search: Search, address: str) -> None:
    page = search()
    assert ask(page, WORD)
    composing = {"text": "x", "selectionStart": 1, "selectionEnd": 1}
    page.context.new_cdp_session(page).send("Input.imeSetComposition", composing)
    page.keyboard.press("Enter")
    assert page.url.split("?")[0] == address
    expect(page.locator("#search")).to_be_visible()


def test_from_a_file_it_says_why_it_cannot_search(page: Page, built_site: Path) -> None:
    page.goto((built_site / "index.html").as_uri())
    page.click("#search-open")
    expect(page.locator(STATUS)).to_contain_text("opened from a file")
