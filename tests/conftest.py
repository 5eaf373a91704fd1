"""What the tests share: copies of the project, the site as it is built, and a browser to see it."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from coverage import Coverage
from playwright.sync_api import BrowserContext, Page, expect
from selectolax.lexbor import LexborHTMLParser

from browser import FLAGS, executable
from fonts import LOW, NARROW, WIDE, Fonts, fontconfig
from strip_spam.find import Finder
from strip_spam.tokens import TokenList

ROOT = Path(__file__).parents[1]
TOKEN = "경남출장"
ARTICLE = ROOT / "scripts/article/arrived.txt"  # as it arrived
TOKENS = ROOT / "scripts/article/spam_tokens.yml"
QUERIES = ROOT / "scripts/article/queries.json"  # what readers type, and the pages that answer it
SPECIMEN = ROOT / "tests/website/specimen.md"  # all that Markdown may hold here
EVIDENCE = ROOT / "docs/evidence.yml"
ADDRESS = "https://owner.example/site/"  # below a path, as a project's page on GitHub
ROOT_ADDRESS = "https://owner.example/"
REPOSITORY = "https://github.com/owner/some-repo"
CONTACT = "mailto:someone@owner.example"
PUBLISHED = {"SITE_URL": ADDRESS, "REPO_URL": REPOSITORY}
NOT_FOUND = "404.html"
PHONE, DESKTOP = (390, 844), (1440, 900)
# To count their lines doubles what these take, and counts none that no other test runs.
UNCOUNTED = ("tests/site/", "tests/strip_spam/test_wild.py")

expect.set_options(timeout=60_000)  # a busy machine is slow, not wrong

Open = Callable[..., Page]
Size = tuple[int, int]


@pytest.fixture(autouse=True)
def _count(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let coverage count the lines of a test, or not."""
    counting = Coverage.current()
    if counting and request.node.nodeid.startswith(UNCOUNTED):
        counting.stop()
        yield
        counting.start()
    else:
        yield


@pytest.fixture(scope="session")
def matcher() -> Finder:
    """What finds the token, and looks for nothing else."""
    return Finder(TokenList((TOKEN,)))


# The project and the commands.


def copy_project(to: Path) -> Path:
    """Copy all that a build needs to a new folder, and return it."""
    to.mkdir()
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, to)
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, to / name)
    (to / "scripts").symlink_to(ROOT / "scripts")  # code is run, not changed
    return to


def plain_environment() -> dict[str, str]:
    """Return the environment without coverage, which doubles what a build takes."""
    return {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command that is installed in this environment, and return what it did."""
    name, *words = map(str, command)
    return subprocess.run(
        [Path(sys.executable).with_name(name), *words],
        cwd=cwd,
        env=plain_environment() | {"NO_MKDOCS_2_WARNING": "1"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def make(*words: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run `make` as from a shell of its own, and return what it did."""
    # The make that runs these tests must not speak to this one.
    kept = {key: value for key, value in plain_environment().items() if not key.startswith("MAKE")}
    kept = {key: value for key, value in kept.items() if key not in ("CI", "SITE_URL")}
    return subprocess.run(
        ["make", *words], cwd=cwd, env=kept | more, capture_output=True, text=True
    )


def build(project: Path, *options: str, **environment: str) -> Path:
    """Build a copy of the project, and return the site's folder."""
    done = run("mkdocs", "build", *options, cwd=project, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may change."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Make something of a copy of the project once a run, whichever worker asks first."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def once(name: str, make: Callable[[Path], Path]) -> Path:
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (shared / name).exists():
                make(copy_project(shared / name))
        return shared / name

    return once


@pytest.fixture(scope="session")
def built_site(once: Callable[..., Path]) -> Path:
    """The site as `make site` builds it for publishing below a path of a host."""

    def make(project: Path) -> Path:
        assert run("strip-spam", cwd=project).returncode == 0
        return build(project, "--strict", **PUBLISHED, TZ="Pacific/Kiritimati")

    return once("published", make) / "site"


@pytest.fixture(scope="session")
def site_at_root(once: Callable[..., Path]) -> Path:
    """The site at the root of a host, without a repository, with a page of all that is allowed."""

    def make(project: Path) -> Path:
        shutil.copy(SPECIMEN, project / "docs")
        shutil.copy(SPECIMEN.with_suffix(".svg"), project / "docs/drawings")
        config = (project / "mkdocs.yml").read_text("utf-8")
        menu = rf"\g<0>  - Specimen: {SPECIMEN.name}\n"
        config = re.sub(r"(?m)^nav:\n( .*\n)+", menu, config)
        (project / "mkdocs.yml").write_text(config, "utf-8")
        return build(project, SITE_URL=ROOT_ADDRESS, REPO_URL="", CONTACT=CONTACT)

    return once("at_root", make) / "site"


def pages_of(site: Path) -> list[str]:
    """Return the paths of a site's pages, as its sitemap has them, and of the page for the rest."""
    locations = re.findall("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    start = min(locations, key=len)
    return [location.removeprefix(start) for location in locations] + [NOT_FOUND]


def file_of(path: str) -> str:
    """Return the file that is served for a path."""
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def read(site: Path, path: str) -> str:
    """Return the text of the page at a path."""
    return (site / file_of(path)).read_text("utf-8")


def read_evidence() -> dict[str, Any]:
    """Return the data file as it is written."""
    data: dict[str, Any] = yaml.load(EVIDENCE.read_bytes(), yaml.CSafeLoader)
    return data


def parse(site: Path, path: str) -> LexborHTMLParser:
    """Return the page at a path, as a browser reads it."""
    return LexborHTMLParser(read(site, path))


@pytest.fixture(scope="session")
def pages(built_site: Path) -> list[str]:
    """The paths of all pages below the site's address, the home page's "" first."""
    return sorted(pages_of(built_site))


@pytest.fixture(scope="session")
def kinds(built_site: Path, pages: list[str]) -> list[str]:
    """Pages that have, between them, each kind of element that any page has."""
    held = {
        path: {
            (node.tag, name)
            for node in parse(built_site, path).css("body *")
            for name in (node.attributes.get("class") or "").split() or [""]
        }
        for path in pages
    }
    left, found = set[object]().union(*held.values()), [NOT_FOUND]
    while left := left - held[found[-1]]:
        found.append(max(pages, key=lambda path: len(held[path] & left)))
    return found


def pages_that_say(line: str) -> list[str]:
    """Return the paths of the pages that have a line in their front matter."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
    return [f"{name}/" for name, text in texts.items() if f"\n{line}\n" in text.split("---")[1]]


ROUTINES = pages_that_say("script: guide")


@pytest.fixture(scope="session", params=ROUTINES)
def routine(request: pytest.FixtureRequest) -> str:
    """The path of a page with steps and their guide; what needs one does not apply without."""
    return str(request.param)


# The site as it is served, and the browser.


class Pages(SimpleHTTPRequestHandler):
    """Serves a folder with a site's own page for what is missing, as hosts do."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the page of the site that the address is below, if there is one."""
        page = Path(self.directory, self.path.split("/")[1], NOT_FOUND)
        if code == 404 and page.is_file():
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.read_bytes())
        else:
            super().send_error(code, message, explain)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path, port: int = 0, handler: type[Pages] = Pages) -> Iterator[str]:
    """Serve a site below the name of its folder; its address, with a slash at its end."""
    pages = partial(handler, directory=str(site.parent))
    with ThreadingHTTPServer(("127.0.0.1", port), pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{site.name}/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(built_site: Path) -> Iterator[str]:
    """The address of the built site, below the path that it was built for."""
    with served(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def fonts(request: pytest.FixtureRequest) -> Fonts:
    """The fonts that the browser has, and no other; a test marked ANY_FONT runs with each pair."""
    return getattr(request, "param", LOW)


ANY_FONT = pytest.mark.parametrize(
    "fonts", [LOW, WIDE, NARROW], ids=["low", "wide", "narrow"], indirect=True, scope="session"
)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
    fonts: Fonts,
) -> dict[str, Any]:
    """How pytest-playwright starts the browser: the one that is there, with a home of its own."""
    home = tmp_path_factory.mktemp("home")  # where it may leave things behind
    config = home / "fonts.conf"
    config.write_text(fontconfig(fonts, home / "fonts"), "utf-8")
    env = os.environ | {"HOME": str(home), "FONTCONFIG_FILE": str(config)}
    own = {"executable_path": executable(), "args": FLAGS, "env": env}
    return browser_type_launch_args | own


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """How pytest-playwright opens contexts: without stored copies, unless a test is about them."""
    return browser_context_args | {"service_workers": "block"}


@pytest.fixture
def opened(new_context: Callable[..., BrowserContext], address: str) -> Open:
    """Open an empty page in a context of its own, for which addresses begin at the site's."""

    def opened(size: Size = DESKTOP, **options: Any) -> Page:
        viewport = {"width": size[0], "height": size[1]}
        return new_context(viewport=viewport, base_url=address, **options).new_page()

    return opened
