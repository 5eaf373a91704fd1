"""A bare `mkdocs build` or `mkdocs serve` walks the same road as `make site`."""

import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import TOKEN, run

# The token wherever a reader or a search could meet it.
POLLUTION = {
    "title: Does facial": f"title: Does facial {TOKEN}",
    "description: Machines": f"description: Machines {TOKEN}",
    "# Stimulating": f"# Stimulating {TOKEN}",
    "Particularly in": "Particularly &#xacbd;&#xb0a8;&#xcd9c;&#xc7a5; in",
}


def polluted(project: Path) -> str:
    """Drop the token into a page, and return what that is now."""
    page = project / "docs/collagen.md"
    text = page.read_text("utf-8")
    for clean, dirty in POLLUTION.items():
        assert clean in text
        text = text.replace(clean, dirty, 1)
    page.write_text(text, "utf-8")
    return text


def below(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_build_strips_in_memory_and_says_so(project: Path) -> None:
    page = project / "docs/collagen.md"
    source = polluted(project)
    done = run("mkdocs", "build", "--strict", cwd=project)
    assert done.returncode == 0, done.stderr
    rows = source.splitlines()
    for dirty in POLLUTION.values():
        [line] = [row for row, text in enumerate(rows, 1) if dirty in text]
        mark = "&#x" if "&#x" in dirty else TOKEN
        place = f"docs/collagen.md:{line}:{rows[line - 1].index(mark) + 1}"
        assert f"INFO    -  {place}: stripped {TOKEN} for this build" in done.stderr
    assert page.read_text("utf-8") == source
    html = (project / "site/collagen/index.html").read_text("utf-8")
    assert re.search(r"<title>Does facial massage ", html)
    assert '<meta name="description" content="Machines raised ' in html
    assert "Particularly in facial massage" in html
    assert TOKEN.encode() not in below(project / "site")


def test_make_site_heals_the_sources_and_then_builds(project: Path) -> None:
    page = project / "docs/collagen.md"
    polluted(project)
    assert run("strip_spam", cwd=project).returncode == 0
    assert TOKEN not in page.read_text("utf-8")
    done = run("mkdocs", "build", "--strict", cwd=project)
    assert done.returncode == 0, done.stderr
    assert "stripped" not in done.stderr
    assert TOKEN.encode() not in below(project / "site")


def test_what_must_be_reported_fails_the_build_with_every_place(project: Path) -> None:
    for name in ("collagen", "tips"):
        page = project / f"docs/{name}.md"
        page.write_text(f"# Title\n\nThe art of {TOKEN}.\n", "utf-8")
    done = run("mkdocs", "build", cwd=project)
    assert done.returncode == 1
    assert "ERROR   -  docs/collagen.md:3:12: substitution: " in done.stderr
    assert "ERROR   -  docs/tips.md:3:12: substitution: " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_word_that_may_be_the_next_token_fails_the_build(project: Path) -> None:
    (project / "docs/collagen.md").write_text("# Collagen\n\nWarm 바카라 oil helps.\n", "utf-8")
    done = run("mkdocs", "build", cwd=project)
    assert done.returncode == 1
    assert "ERROR   -  docs/collagen.md:3:6: suspect: a Hangul word in a Latin" in done.stderr


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("mkdocs.yml", "site_name: ", f"site_name: {TOKEN} ", "mkdocs.yml:1:12: "),
        ("overrides/404.html", "<h1>", f"<h1>{TOKEN} ", "overrides/404.html:"),
    ],
)
def test_a_token_outside_the_pages_fails_the_build(
    project: Path, file: str, old: str, new: str, place: str
) -> None:
    path = project / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    done = run("mkdocs", "build", cwd=project)
    assert done.returncode == 1
    [line] = [line for line in done.stderr.splitlines() if TOKEN in line]
    assert line.startswith(f"ERROR   -  {place}")


def test_a_token_in_a_file_that_is_only_copied_fails_the_build(project: Path) -> None:
    (project / "docs/assets/note.txt").write_text(f"one\n{TOKEN}\n", "utf-8")
    with (project / "docs/about.md").open("a", encoding="utf-8") as page:
        page.write("\n[A note](assets/note.txt)\n")  # what nobody asks for is not published
    done = run("mkdocs", "build", cwd=project)
    assert done.returncode == 1
    assert f"ERROR   -  site/assets/note.txt:2:1: holds the spam token {TOKEN}" in done.stderr


def test_a_page_that_is_not_utf_8_is_named(project: Path) -> None:
    (project / "docs/collagen.md").write_bytes(b"# Title\n\nWarm \xff oil.\n")
    done = run("mkdocs", "build", cwd=project)
    assert done.returncode == 1
    assert "ERROR   -  docs/collagen.md: not UTF-8 at byte 14: invalid start byte" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_page_without_a_heading_fails_the_build(project: Path) -> None:
    (project / "docs/collagen.md").write_text("Warm oil.\n", "utf-8")
    done = run("mkdocs", "build", "--strict", cwd=project)
    assert done.returncode == 1
    assert (
        "WARNING -  docs/collagen.md:1:1: the page has no title: begin its words with"
        in done.stderr
    )


def test_what_is_wrong_in_a_page_fails_the_build(project: Path) -> None:
    page = project / "docs/collagen.md"
    text = page.read_text("utf-8").replace("title: ", "titel: ")
    page.write_text(text.replace("[@studies ", "[@studies nobody2020 "), "utf-8")
    done = run("mkdocs", "build", "--strict", cwd=project)
    assert done.returncode == 1
    for mistake in (
        "WARNING -  docs/collagen.md:2:1: 'title' is missing: add a line 'title: …' with ",
        "WARNING -  docs/collagen.md:2:1: 'titel' is no key here: write 'title'",
        "there is no study 'nobody2020' in the data file: write one of: ",
    ):
        assert mistake in done.stderr


def test_a_data_file_that_is_broken_stops_a_build_that_is_not_strict(project: Path) -> None:
    (project / "broken.yml").write_text("studies: [\n", "utf-8")
    (project / "with_broken_data.py").write_text(
        "import pathlib, evidence.data, mkdocs.__main__\n"
        "evidence.data.PATH = pathlib.Path('broken.yml').resolve()\n"
        "mkdocs.__main__.cli()\n"
    )
    done = run("with_broken_data", "build", cwd=project)
    assert done.returncode == 1
    assert "WARNING -  broken.yml:2:1: " in done.stderr
    assert "broken.yml: no page can be shown before it is mended" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()


def test_a_stylesheet_that_can_t_be_read_is_one_line(project: Path) -> None:
    with (project / "docs/assets/site.css").open("a") as sheet:
        sheet.write("a { b: c }}\nb { c: d }\n")
    done = run("mkdocs", "build", cwd=project)
    assert done.returncode == 1
    assert "ERROR   -  " in done.stderr
    assert "assets/site.css: line " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bare_build_is_finished(project: Path) -> None:
    assert run("mkdocs", "build", cwd=project).returncode == 0
    html = (project / "site/collagen/index.html").read_text("utf-8")
    assert '"lastReviewed":"' in html
    before = below(project / "site")
    assert run("finish_site", "site", cwd=project).returncode == 0
    assert below(project / "site") == before


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('[tool.strip_spam]\npaths = ["docs"]\n', "names no token list: add 'tokens'"),
        ('[tool.strip_spam]\ntokens = "gone.yml"\n', "gone.yml: no such file or directory"),
    ],
)
def test_a_build_without_a_token_list_is_refused(
    project: Path, settings: str, message: str
) -> None:
    (project / "pyproject.toml").write_text(settings, "utf-8")
    done = run("mkdocs", "build", cwd=project)
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@contextmanager
def preview(project: Path, port: int, **environment: str) -> Iterator[Path]:
    """Run `mkdocs serve`; yield the file that holds what it prints."""
    printed = project / "printed.txt"
    with printed.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=project,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment,
            stdout=out,
            stderr=out,
        )
    try:
        yield printed
    finally:
        server.terminate()
        server.wait()


def wait_for(text: str, printed: Path) -> str:
    """Wait until a preview has printed a text; return all that it has printed."""
    for _ in range(600):
        if text in (said := printed.read_text("utf-8")):
            return said
        time.sleep(0.1)
    raise AssertionError(f"the preview never said {text!r}:\n{said}")


@pytest.mark.parametrize("address", ["ftp://example.org/", "https://a b/", "https://a.b/?c"])
def test_an_address_that_is_none_is_refused(project: Path, address: str) -> None:
    done = run("mkdocs", "build", cwd=project, SITE_URL=address)
    assert done.returncode == 1
    assert "write the site's address, as https://owner.github.io/repository/" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_drawing_in_another_encoding_is_one_line(project: Path) -> None:
    (project / "docs/drawings/tips.svg").write_text("<svg/>", "utf-16")
    done = run("mkdocs", "build", cwd=project)
    assert done.returncode == 1
    assert "tips.svg: not UTF-8 at byte 0: UTF-16: save it as UTF-8" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_preview_says_what_make_says_of_style(project: Path, unused_port: int) -> None:
    (project / "Makefile").write_text("style:\n\t@echo docs/tips.md:1:2: said by make; exit 1\n")
    with preview(project, unused_port) as printed:
        assert "WARNING -  docs/tips.md:1:2: said by make" in wait_for("Serving on", printed)


def test_the_preview_needs_no_make(project: Path, unused_port: int) -> None:
    with preview(project, unused_port, PATH="") as printed:
        assert "WARNING" not in wait_for("Serving on", printed)


def test_the_preview_serves_no_token(project: Path, unused_port: int) -> None:
    source = polluted(project)
    with preview(project, unused_port) as printed:
        said = wait_for("Serving on", printed)
        assert f"docs/collagen.md:7:15: stripped {TOKEN} for this build" in said
        served = b""
        for path in ("collagen/", "search.json", "sitemap.xml"):
            with urllib.request.urlopen(f"http://127.0.0.1:{unused_port}/{path}") as answer:
                served += answer.read()
        assert b"Particularly in facial massage" in served
        assert TOKEN.encode() not in served
        assert b"application/ld+json" in served
        assert b"lastReviewed" not in served, "a preview leaves finishing out"

        # What must be reported is an error, while the last good build stays on show.
        (project / "docs/tips.md").write_text(f"# Tips\n\nThe art of {TOKEN}.\n", "utf-8")
        wait_for("docs/tips.md:3:12: substitution: ", printed)
    assert (project / "docs/collagen.md").read_text("utf-8") == source
