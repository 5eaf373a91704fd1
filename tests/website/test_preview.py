"""A preview goes on, whatever is wrong, and says it in the terminal and on the page."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli
from mkdocs.livereload import LiveReloadServer
from selectolax.lexbor import LexborHTMLParser

from small_site import MISTAKES, TOKEN, edit, plant

pytest_plugins = ["small_site"]

Serve = Callable[[Callable[["Preview"], None]], str]


class Preview:
    """A preview that has just begun to serve."""

    def __init__(self, server: LiveReloadServer) -> None:
        self.server = server

    def rebuild(self) -> None:
        """Build again, as after a save."""
        self.server.builder()

    def findings(self, page: str = "oil/index.html") -> list[str]:
        """Return what a page says is to fix."""
        html = LexborHTMLParser(Path(self.server.root, page).read_text("utf-8"))
        return [item.text() for item in html.css("main > #findings li")]


@pytest.fixture
def serve(site: Path, monkeypatch: pytest.MonkeyPatch) -> Serve:  # noqa: ARG001 (where it runs)
    """Serve the small site without a network; returns what was printed."""

    def run(scenario: Callable[[Preview], None]) -> str:
        monkeypatch.setattr(LiveReloadServer, "serve", lambda self, **_: scenario(Preview(self)))
        monkeypatch.setattr(LiveReloadServer, "shutdown", lambda *_, **__: None)
        done = CliRunner().invoke(cli, ["serve", "--dev-addr", "127.0.0.1:0"])
        if done.exception:
            raise done.exception
        return done.output

    return run


@pytest.mark.parametrize(
    "mistake",
    [mistake for mistake in MISTAKES if "preview" in mistake],
    ids=lambda mistake: mistake["name"],
)
def test_a_mistake_stands_on_the_page_until_it_is_fixed(
    site: Path, serve: Serve, mistake: dict[str, Any]
) -> None:
    right = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}

    def scenario(preview: Preview) -> None:
        assert preview.findings() == []
        plant(site, mistake)
        for _ in range(2):
            preview.rebuild()
            said = preview.findings()
            for line, start in zip(said, mistake["said"], strict=True):
                assert line.startswith(start)
            assert preview.findings("index.html") == said
        for path, data in right.items():
            path.write_bytes(data)
        preview.rebuild()
        assert preview.findings() == []

    assert "Traceback" not in serve(scenario)


def test_an_address_that_is_not_there_is_no_mistake(site: Path, serve: Serve) -> None:  # noqa: ARG001
    def scenario(preview: Preview) -> None:
        logging.getLogger("mkdocs.livereload").warning('"GET /favicon.ico HTTP/1.1" code 404')
        preview.rebuild()
        assert preview.findings() == []

    serve(scenario)


def test_a_broken_data_file_is_all_that_is_said_of_what_rests_on_it(
    site: Path, serve: Serve
) -> None:
    edit(site / "docs/search_words.yml", "{}", "\n  fat: soothes")
    edit(site / "docs/evidence.yml", "studies:", "studios:")

    def scenario(preview: Preview) -> None:
        preview.rebuild()
        assert {line.split(":")[0] for line in preview.findings()} == {"docs/evidence.yml"}

    serve(scenario)


def test_a_preview_that_begins_with_mistakes_shows_them(site: Path, serve: Serve) -> None:
    edit(site / "docs/evidence.yml", "studies:", "studios:")

    def scenario(preview: Preview) -> None:
        assert any("docs/evidence.yml:" in said for said in preview.findings())

    serve(scenario)


def test_a_preview_serves_no_token_and_leaves_the_sources(site: Path, serve: Serve) -> None:
    page = site / "docs/oil.md"
    edit(page, "Warm oil", f"Warm {TOKEN} oil")
    source = page.read_bytes()

    def scenario(preview: Preview) -> None:
        for path in Path(preview.server.root).rglob("*"):
            assert path.is_dir() or TOKEN.encode() not in path.read_bytes()
        said = "docs/oil.md:9:6: a spam token, stripped for this build alone"
        assert preview.findings() == [said]

    serve(scenario)
    assert page.read_bytes() == source


def test_a_fault_of_the_code_is_not_hidden(site: Path, serve: Serve) -> None:
    def scenario(preview: Preview) -> None:
        edit(site / "overrides/main.html", "{{ page.title }}", "{{ page.title.none() }}")
        preview.rebuild()

    with pytest.raises(Exception, match="none"):
        serve(scenario)


@pytest.mark.parametrize("is_there", [True, False])
def test_a_preview_says_what_make_says_of_style_where_there_is_make(
    site: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    rule = "style: .venv/test-ready\n\t@echo; echo docs/oil.md:1:2: said by make; exit 1\n"
    (site / "Makefile").write_text(rule)
    if not is_there:
        monkeypatch.setenv("PATH", "")

    def scenario(preview: Preview) -> None:
        assert preview.findings() == ["docs/oil.md:1:2: said by make"] * is_there

    serve(scenario)
